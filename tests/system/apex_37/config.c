/* SPDX-License-Identifier: Apache-2.0 */
/* What is no fault of a process starts the machine anew. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[HARDWARE_FAULT] = {ACTION_RESET, 0U, 0U}},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Actions that start the partition anew. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[APPLICATION_ERROR] = {ACTION_WARM, 1U, 0U},
                 [NUMERIC_ERROR] = {ACTION_COLD, 0U, 0U},
                 [HARDWARE_FAULT] = {ACTION_IDLE, 0U, 0U}},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* A warm start for each error of memory. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[MEMORY_VIOLATION] = {ACTION_WARM, 0U, 0U}},
};

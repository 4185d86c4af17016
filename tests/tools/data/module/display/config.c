/* SPDX-License-Identifier: Apache-2.0 */
/* The times of a partition of this module. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 25000000,
    .duration_ns = 25000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX,
              [KIND_SEMAPHORE] = SEMAPHORE_MAX,
              [KIND_EVENT] = EVENT_MAX,
              [KIND_BUFFER] = BUFFER_MAX,
              [KIND_BOARD] = BOARD_MAX,
              [KIND_MUTEX] = MUTEX_MAX},
};

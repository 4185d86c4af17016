/* SPDX-License-Identifier: Apache-2.0 */
/* The configuration of an application that has neither config.c nor
   module.xml: as many objects as the kernel has room for, no ports. Process
   periods are multiples of the partition's, so this one is 1 ms. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000, /* 1 ms */
    .duration_ns = 1000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX,
              [KIND_SEMAPHORE] = SEMAPHORE_MAX,
              [KIND_EVENT] = EVENT_MAX,
              [KIND_BUFFER] = BUFFER_MAX,
              [KIND_BOARD] = BOARD_MAX,
              [KIND_MUTEX] = MUTEX_MAX},
};

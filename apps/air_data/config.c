/* SPDX-License-Identifier: Apache-2.0 */
/* The air-data computer's configuration. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 20000000, /* 50 Hz */
    .duration_ns = 20000000,
    .limit = {[KIND_PROCESS] = 4U, [KIND_SEMAPHORE] = 1U, [KIND_EVENT] = 1U},
};

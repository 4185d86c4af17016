/* SPDX-License-Identifier: Apache-2.0 */
/* Hello's configuration: the partition's times, and how many objects. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000, /* 1 s */
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = 1U},
};

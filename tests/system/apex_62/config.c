/* SPDX-License-Identifier: Apache-2.0 */
/* The third deadline that is missed ends the image. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[DEADLINE_MISSED] = {ACTION_SHUTDOWN, 0U, 2U}},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* The second deadline that is missed stops its process. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[DEADLINE_MISSED] = {ACTION_STOP, 1U, 1U}},
};

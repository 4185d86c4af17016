/* SPDX-License-Identifier: Apache-2.0 */
/* A process that raises an error is started anew. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[APPLICATION_ERROR] = {ACTION_RESTART, 0U, 0U}},
};

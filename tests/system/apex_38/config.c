/* SPDX-License-Identifier: Apache-2.0 */
/* The error handler is asked for, if that can be. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[APPLICATION_ERROR] = {ACTION_COLD, 1U, 0U},
                 [STACK_OVERFLOW] = {ACTION_IDLE, 1U, 0U},
                 [MEMORY_VIOLATION] = {ACTION_WARM, 1U, 0U}},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Each action that concerns a process. */
#include "kernel/config.h"

/* Faults are ignored, which mk/config_check.h refuses otherwise. */
static const uint32_t config_of_a_test = 1U;

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[APPLICATION_ERROR] = {ACTION_STOP, 1U, 0U},
                 [NUMERIC_ERROR] = {ACTION_RESTART, 0U, 0U},
                 [ILLEGAL_REQUEST] = {ACTION_IGNORE, 0U, 0U},
                 [STACK_OVERFLOW] = {ACTION_STOP, 1U, 1U},
                 [MEMORY_VIOLATION] = {ACTION_STOP, 0U, 0U}},
};

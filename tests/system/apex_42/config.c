/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of all kinds are ignored. */
#include "kernel/config.h"

/* Faults are ignored, which mk/config_check.h refuses otherwise. */
static const uint32_t config_of_a_test = 1U;

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX},
    .response = {[APPLICATION_ERROR] = {ACTION_IGNORE, 1U, 0U},
                 [ILLEGAL_REQUEST] = {ACTION_IGNORE, 1U, 0U}},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Deadlines that are missed are told to the error handler. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX,
              [KIND_SEMAPHORE] = 1U,
              [KIND_EVENT] = 1U,
              [KIND_BUFFER] = 2U,
              [KIND_BOARD] = 1U},
    .response = {[DEADLINE_MISSED] = {ACTION_STOP, 1U, 0U}},
};

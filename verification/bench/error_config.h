/* SPDX-License-Identifier: Apache-2.0 */
/* The configuration of the benchmarks of errors: the error handler is told. */
#include "kernel/config.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000,
    .duration_ns = 1000000,
    .limit = {[KIND_PROCESS] = 1U},
    .response = {[APPLICATION_ERROR] = {ACTION_STOP, 1U, 0U}},
};

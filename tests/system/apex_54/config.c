/* SPDX-License-Identifier: Apache-2.0 */
/* A queuing channel; errors go to the error handler. */
#include "kernel/config.h"
#include "kernel/port.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX},
    .response = {[DEADLINE_MISSED] = {ACTION_SHUTDOWN, 1U, 0U},
                 [APPLICATION_ERROR] = {ACTION_SHUTDOWN, 1U, 0U},
                 [MEMORY_VIOLATION] = {ACTION_SHUTDOWN, 1U, 0U}},
};

static uint64_t memory[CHANNEL_WORDS(3)];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "t",
           .channel = memory,
           .size = 16,
           .count = 3,
           .direction = SOURCE},
    [1] = {.name = "e",
           .channel = memory,
           .size = 16,
           .count = 3,
           .direction = DESTINATION},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Ports of two channels, others that stay to be created, a sampling port, and
   no more than two processes. */
#include "kernel/config.h"

static uint64_t full[CHANNEL_WORDS(1)];
static uint64_t empty[CHANNEL_WORDS(2)];
static uint64_t sample[CHANNEL_WORDS(SAMPLING_CELLS)];

/* A queuing port of messages of 16 bytes. */
#define PORT_OF(letter, to, messages, end)                                     \
    {                                                                          \
        .name = letter, .channel = to, .size = 16, .count = messages,          \
        .direction = end                                                       \
    }

const struct port port_table[PORT_MAX] = {
    [0] = PORT_OF("s", full, 1, SOURCE),
    [1] = PORT_OF("d", full, 1, DESTINATION),
    [2] = PORT_OF("e", empty, 2, DESTINATION),
    [3] = PORT_OF("n", empty, 2, SOURCE),
    [4] = {.name = "m", .channel = sample, .size = 16, .direction = SOURCE},
    [63] = PORT_OF("l", empty, 2, SOURCE),
};

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = 2, [KIND_MUTEX] = 1},
};

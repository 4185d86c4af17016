/* SPDX-License-Identifier: Apache-2.0 */
/* A sampling and a queuing port. */
#include "../config.c"

static uint64_t one[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t two[CHANNEL_WORDS(PORT_MESSAGES_MAX)];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "s", .channel = one, .size = 256, .direction = SOURCE},
    [1] = {.name = "q",
           .channel = two,
           .size = 256,
           .count = PORT_MESSAGES_MAX,
           .direction = SOURCE},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* A source and a destination, others that stay to be created, and a queuing
   port. */
#include "../config.c"

static uint64_t one[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t two[CHANNEL_WORDS(1)];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "s", .channel = one, .size = 16, .direction = SOURCE},
    [1] = {.name = "d", .channel = one, .size = 16, .direction = DESTINATION},
    [2] = {.name = "n", .channel = one, .size = 16, .direction = DESTINATION},
    [3] = {.name = "q", .channel = two, .size = 16, .count = 1},
    [63] = {.name = "l", .channel = one, .size = 16, .direction = SOURCE},
};

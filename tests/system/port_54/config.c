/* SPDX-License-Identifier: Apache-2.0 */
/* The first and the last port, each with a channel of its own between words of
   nobody. */
#include "../config.c"

uint64_t first[1U + CHANNEL_WORDS(1) + 1U];
uint64_t last[1U + CHANNEL_WORDS(SAMPLING_CELLS) + 1U];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "first", .channel = &first[1], .size = 8, .count = 1},
    [63] = {.name = "last", .channel = &last[1], .size = 256},
};

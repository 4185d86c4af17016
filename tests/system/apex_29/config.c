/* SPDX-License-Identifier: Apache-2.0 */
/* A sampling and a queuing channel, each between words that nobody writes. */
#include "../config.c"

uint64_t sampling_memory[1U + CHANNEL_WORDS(SAMPLING_CELLS) + 1U];
uint64_t queuing_memory[1U + CHANNEL_WORDS(3) + 1U];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "s",
           .channel = &sampling_memory[1],
           .size = 16,
           .direction = SOURCE},
    [1] = {.name = "d",
           .channel = &sampling_memory[1],
           .size = 16,
           .direction = DESTINATION},
    [2] = {.name = "t",
           .channel = &queuing_memory[1],
           .size = 16,
           .count = 3,
           .direction = SOURCE},
    [3] = {.name = "e",
           .channel = &queuing_memory[1],
           .size = 16,
           .count = 3,
           .direction = DESTINATION},
};

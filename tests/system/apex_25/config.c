/* SPDX-License-Identifier: Apache-2.0 */
/* One source with two destinations, and a pair of the longest messages in the
   last rows. */
#include "../config.c"

static uint64_t one[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t two[CHANNEL_WORDS(SAMPLING_CELLS)];

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "s", .channel = one, .size = 16, .direction = SOURCE},
    [2] = {.name = "d", .channel = one, .size = 16, .direction = DESTINATION},
    [3] = {.name = "e", .channel = one, .size = 16, .direction = DESTINATION},
    [40] = {.name = "a name of 32 characters, no NULX",
            .channel = one,
            .size = 16,
            .direction = DESTINATION},
    [41] = {.name = "a name of 32 characters, no NULY",
            .channel = one,
            .size = 16,
            .direction = DESTINATION},
    [62] = {.name = "y", .channel = two, .size = 256, .direction = SOURCE},
    [63] = {.name = "z", .channel = two, .size = 256, .direction = DESTINATION},
};

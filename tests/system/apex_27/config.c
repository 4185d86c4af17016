/* SPDX-License-Identifier: Apache-2.0 */
/* Channels for one message, for three, and for as many and as long ones as
   there can be, which are those of the last rows. */
#include "../config.c"

static uint64_t one[CHANNEL_WORDS(1)];
static uint64_t three[CHANNEL_WORDS(3)];
static uint64_t most[CHANNEL_WORDS(PORT_MESSAGES_MAX)];

/* A queuing port of messages of 16 bytes, and the most messages. */
#define PORT_OF(letter, to, messages, end)                                     \
    {                                                                          \
        .name = letter, .channel = to, .size = 16, .count = messages,          \
        .direction = end                                                       \
    }

const struct port port_table[PORT_MAX] = {
    [0] = PORT_OF("s", three, 3, SOURCE),
    [1] = PORT_OF("d", three, 3, DESTINATION),
    [4] = PORT_OF("t", one, 1, SOURCE),
    [5] = PORT_OF("e", one, 1, DESTINATION),
    [62] = {.name = "y",
            .channel = most,
            .size = 256,
            .count = PORT_MESSAGES_MAX,
            .direction = SOURCE},
    [63] = {.name = "z",
            .channel = most,
            .size = 256,
            .count = PORT_MESSAGES_MAX,
            .direction = DESTINATION},
};

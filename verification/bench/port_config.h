/* SPDX-License-Identifier: Apache-2.0 */
/* The configuration of the benchmarks of ports: the default one, and ports. */
#include "../../config/default/config.c"

#include "port_rows.h"

static uint64_t sample[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t queue[CHANNEL_WORDS(QUEUING_COUNT)];

const struct port port_table[PORT_MAX] = {
    [SAMPLING_SOURCE] = {.name = "0",
                         .channel = sample,
                         .size = 16U,
                         .direction = SOURCE},
    [SAMPLING_DESTINATION] = {.name = "1",
                              .channel = sample,
                              .size = 16U,
                              .direction = DESTINATION},
    [QUEUING_SOURCE] = {.name = "2",
                        .channel = queue,
                        .size = 16U,
                        .count = QUEUING_COUNT,
                        .direction = SOURCE},
    [QUEUING_DESTINATION] = {.name = "3",
                             .channel = queue,
                             .size = 16U,
                             .count = QUEUING_COUNT,
                             .direction = DESTINATION},
};

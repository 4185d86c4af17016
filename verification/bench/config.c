/* SPDX-License-Identifier: Apache-2.0 */
/* The configuration of all benchmarks. */
#include "kernel/config.h"

#include "port_rows.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000,
    .duration_ns = 1000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX,
              [KIND_SEMAPHORE] = SEMAPHORE_MAX,
              [KIND_EVENT] = EVENT_MAX,
              [KIND_BUFFER] = BUFFER_MAX,
              [KIND_BOARD] = BOARD_MAX,
              [KIND_MUTEX] = MUTEX_MAX},
};

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

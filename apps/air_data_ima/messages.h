/* SPDX-License-Identifier: Apache-2.0 */
/* What the partitions of the air-data computer tell each other. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include <stdint.h>

#include "air_data.h"

#define REFRESH_SAMPLE (40 * MS) /* one of two samples may be missing */
#define REFRESH_AIR (200 * MS)
#define EVENTS 4 /* that may wait for the display */

/** Port "sample": of sensors, each 20 ms. */
struct sample_message {
    struct sample sample; /* nothing where it is the last message */
    uint64_t last;
};

/** Port "air": of the computer, each 100 ms. */
struct air_message {
    struct air air; /* nothing where the samples are too old */
    uint64_t valid;
};

/** Port "events": of the computer. */
enum event { EVENT_ALTITUDE, EVENT_SENSORS, EVENT_END };
struct event_message {
    uint64_t event;
};

#endif

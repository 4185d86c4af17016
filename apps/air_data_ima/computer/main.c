/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The partition of the computer: takes samples at 50 Hz, computes at 10 Hz, and
 * tells the display once per crossing of the alert altitude. Samples that are
 * too old are none: what was computed is not valid then.
 */
#include <apexPartition.h>
#include <apexQueuing.h>
#include <apexSampling.h>

#include "../messages.h"
#include "page.h"
#include "task.h"

#define WINDOW 5U /* samples averaged: 100 ms */
#define ALERT_FT 8000.0
#define DELAY (5 * MS) /* after the sensors, before the display */

/* What acquire() gives to compute(), which waits only between two rounds. */
static struct sample latest[WINDOW];
static uint32_t taken; /* 0: the samples are too old, or there was none */

static SAMPLING_PORT_ID_TYPE sample_port;
static SAMPLING_PORT_ID_TYPE air_port;
static QUEUING_PORT_ID_TYPE events_port;

/* Does not wait: where there is no room, the display has stopped, and nobody
   would see the event; the computer goes on. */
static void tell(enum event event)
{
    const struct event_message message = {.event = (uint64_t)event};
    RETURN_CODE_TYPE code;

    SEND_QUEUING_MESSAGE(events_port, (MESSAGE_ADDR_TYPE)&message,
                         (MESSAGE_SIZE_TYPE)sizeof(message), 0, &code);
    if (code != NOT_AVAILABLE) {
        need(code, "SEND_QUEUING_MESSAGE");
    }
}

/* 50 Hz: take a sample. */
static void acquire(void)
{
    for (;;) {
        struct sample_message message;
        MESSAGE_SIZE_TYPE length = 0;
        VALIDITY_TYPE validity = INVALID;
        RETURN_CODE_TYPE code;

        READ_SAMPLING_MESSAGE(sample_port, (MESSAGE_ADDR_TYPE)&message, &length,
                              &validity, &code);
        if ((code != NO_ERROR) || (validity == INVALID) ||
            (length != (MESSAGE_SIZE_TYPE)sizeof(message))) {
            if (taken > 0U) {
                tell(EVENT_SENSORS);
            }
            taken = 0U;
        } else if (message.last != 0U) {
            tell(EVENT_END);
            SET_PARTITION_MODE(IDLE, &code);
            need(code, "SET_PARTITION_MODE");
        } else {
            latest[taken % WINDOW] = message.sample;
            taken++;
        }
        next_release();
    }
}

/* 10 Hz: compute, and tell when the altitude crosses its limit. */
static void compute(void)
{
    uint32_t above = 0U;

    for (;;) {
        struct air_message message = {.valid = 0U};
        RETURN_CODE_TYPE code;

        if (taken > 0U) {
            message.valid = 1U;
            message.air =
                air_of(air_mean(latest, (taken < WINDOW) ? taken : WINDOW));
            if ((above == 0U) && (message.air.altitude_ft > ALERT_FT)) {
                above = 1U;
                tell(EVENT_ALTITUDE);
            } else if (message.air.altitude_ft < (ALERT_FT - 100.0)) {
                above = 0U;
            } else {
                /* within the hysteresis */
            }
        }
        WRITE_SAMPLING_MESSAGE(air_port, (MESSAGE_ADDR_TYPE)&message,
                               (MESSAGE_SIZE_TYPE)sizeof(message), &code);
        need(code, "WRITE_SAMPLING_MESSAGE");
        next_release();
    }
}

int main(void)
{
    static const SAMPLING_PORT_NAME_TYPE sample_name = "sample";
    static const SAMPLING_PORT_NAME_TYPE air_name = "air";
    static const QUEUING_PORT_NAME_TYPE events_name = "events";
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT(sample_name,
                         (MESSAGE_SIZE_TYPE)sizeof(struct sample_message),
                         DESTINATION, REFRESH_SAMPLE, &sample_port, &code);
    need(code, "CREATE_SAMPLING_PORT");
    CREATE_SAMPLING_PORT(air_name,
                         (MESSAGE_SIZE_TYPE)sizeof(struct air_message), SOURCE,
                         REFRESH_AIR, &air_port, &code);
    need(code, "CREATE_SAMPLING_PORT");
    CREATE_QUEUING_PORT(events_name,
                        (MESSAGE_SIZE_TYPE)sizeof(struct event_message), EVENTS,
                        SOURCE, FIFO, &events_port, &code);
    need(code, "CREATE_QUEUING_PORT");
    task("acquire", acquire, 20 * MS, 30, DELAY);
    task("compute", compute, 100 * MS, 20, DELAY);
    SET_PARTITION_MODE(NORMAL, &code);
    need(code, "SET_PARTITION_MODE");
    return 1;
}

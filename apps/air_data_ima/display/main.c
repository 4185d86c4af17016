/* SPDX-License-Identifier: Apache-2.0 */
/* The partition of the display: a page at 1 Hz, and each event as it comes. */
#include <apexPartition.h>
#include <apexQueuing.h>
#include <apexSampling.h>

#include "../messages.h"
#include "page.h"
#include "task.h"

#define DELAY (10 * MS) /* after the computer */

static SAMPLING_PORT_ID_TYPE air_port;
static QUEUING_PORT_ID_TYPE events_port;

/* A page without values. */
static void page_without(int32_t second, const char *why)
{
    page_begin();
    page_text("t ");
    page_number(second, 0, 3);
    page_text(" s   ");
    page_text(why);
    page_end();
}

/* 1 Hz: the page, with the vertical speed since the last one. */
static void show(void)
{
    double before_ft = 0.0;
    uint32_t known = 0U; /* is before_ft? */

    for (int32_t second = 0;; second++) {
        struct air_message message;
        MESSAGE_SIZE_TYPE length = 0;
        VALIDITY_TYPE validity = INVALID;
        RETURN_CODE_TYPE code;

        READ_SAMPLING_MESSAGE(air_port, (MESSAGE_ADDR_TYPE)&message, &length,
                              &validity, &code);
        if ((code != NO_ERROR) || (validity == INVALID) ||
            (length != (MESSAGE_SIZE_TYPE)sizeof(message))) {
            page_without(second, "NO COMPUTER");
            known = 0U;
        } else if (message.valid == 0U) {
            page_without(second, "NO SENSORS");
            known = 0U;
        } else {
            const double now_ft = message.air.altitude_ft;

            page_air(second, message.air,
                     (known == 0U) ? 0.0 : (now_ft - before_ft) * 60.0);
            before_ft = now_ft;
            known = 1U;
        }
        next_release();
    }
}

/* Aperiodic: say each event; EVENT_END ends the run. With INVALID_CONFIG a
   message came, and messages of the port were lost since it was last read. */
static void announce(void)
{
    RETURN_CODE_TYPE code;

    for (;;) {
        struct event_message message = {.event = 0U};
        MESSAGE_SIZE_TYPE length = 0;

        RECEIVE_QUEUING_MESSAGE(events_port, INFINITE_TIME_VALUE,
                                (MESSAGE_ADDR_TYPE)&message, &length, &code);
        if (code != INVALID_CONFIG) {
            need(code, "RECEIVE_QUEUING_MESSAGE");
        }
        if (length != (MESSAGE_SIZE_TYPE)sizeof(message)) {
            page_line("ALERT: unknown event");
        } else if (message.event == (uint64_t)EVENT_ALTITUDE) {
            page_line("ALERT: above 8000 ft");
        } else if (message.event == (uint64_t)EVENT_SENSORS) {
            page_line("ALERT: no sensors");
        } else if (message.event == (uint64_t)EVENT_END) {
            page_line("end of recording");
            SET_PARTITION_MODE(IDLE, &code);
            need(code, "SET_PARTITION_MODE");
        } else {
            page_line("ALERT: unknown event");
        }
    }
}

int main(void)
{
    static const SAMPLING_PORT_NAME_TYPE air_name = "air";
    static const QUEUING_PORT_NAME_TYPE events_name = "events";
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT(air_name,
                         (MESSAGE_SIZE_TYPE)sizeof(struct air_message),
                         DESTINATION, REFRESH_AIR, &air_port, &code);
    need(code, "CREATE_SAMPLING_PORT");
    CREATE_QUEUING_PORT(events_name,
                        (MESSAGE_SIZE_TYPE)sizeof(struct event_message), EVENTS,
                        DESTINATION, FIFO, &events_port, &code);
    need(code, "CREATE_QUEUING_PORT");
    task("announce", announce, INFINITE_TIME_VALUE, 40, 0);
    task("show", show, 1000 * MS, 10, DELAY);
    SET_PARTITION_MODE(NORMAL, &code);
    need(code, "SET_PARTITION_MODE");
    return 1;
}

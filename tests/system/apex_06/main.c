/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Events: SET_EVENT makes all ready who wait, which then run by priority;
 * while it is UP nobody waits for it; RESET_EVENT makes them wait again.
 * [itest->llr~apex-create-event~1]
 * [itest->llr~apex-set-event~1]
 * [itest->llr~apex-reset-event~1]
 * [itest->llr~apex-wait-event~1]
 * [itest->llr~apex-get-event-id~1]
 * [itest->llr~apex-get-event-status~1]
 * Kind: normal
 */
#include "../apex.h"

static EVENT_ID_TYPE ev;

static void say_status(void)
{
    EVENT_STATUS_TYPE status;

    GET_EVENT_STATUS(ev, &status, &code);
    need("GET_EVENT_STATUS");
    say_number((status.EVENT_STATE == UP) ? "e is UP, waiting:"
                                          : "e is DOWN, waiting:",
               status.WAITING_PROCESSES);
}

static void waits(void)
{
    WAIT_EVENT(ev, FOREVER, &code);
    answer("first WAIT_EVENT");
    WAIT_EVENT(ev, FOREVER, &code);
    answer("second WAIT_EVENT");
    pass(200 * MS);
    WAIT_EVENT(ev, 500 * MS, &code);
    answer("third WAIT_EVENT");
}

static void sets(void)
{
    pass(100 * MS);
    say_status();
    SET_EVENT(ev, &code);
    answer("SET_EVENT");
    say_status();
    pass(100 * MS);
    SET_EVENT(ev, &code);
    answer("SET_EVENT");
    RESET_EVENT(ev, &code);
    answer("RESET_EVENT");
    say_status();
    pass(150 * MS);
    say_status();
    pass(1000 * MS);
    done();
}

int main(void)
{
    static const EVENT_NAME_TYPE name = "e";
    EVENT_ID_TYPE id = 0;

    ev = event('e');
    GET_EVENT_ID(name, &id, &code);
    need("GET_EVENT_ID");
    check("the name e", id == ev);
    (void)begin('A', waits, 10);
    (void)begin('B', waits, 30);
    (void)begin('C', waits, 20);
    (void)begin('S', sets, 5);
    normal();
}

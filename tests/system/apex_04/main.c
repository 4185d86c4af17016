/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time-outs: a wait for a semaphore, for an event or for RESUME ends at its
 * time-out with TIMED_OUT, and with NO_ERROR where what it waits for comes
 * first; a time-out of 0 does not wait.
 * [itest->llr~apex-wait-semaphore~1]
 * [itest->llr~apex-wait-semaphore-timed-out~1]
 * [itest->llr~apex-wait-semaphore-not-available~1]
 * [itest->llr~apex-wait-event~1]
 * [itest->llr~apex-wait-event-timed-out~1]
 * [itest->llr~apex-wait-event-not-available~1]
 * [itest->llr~apex-suspend-self~1]
 * [itest->llr~apex-suspend-self-timed-out~1]
 * [itest->llr~apex-signal-semaphore~1]
 * [itest->llr~apex-set-event~1]
 * [itest->llr~apex-resume~1]
 * Kind: normal
 */
#include "../apex.h"

static SEMAPHORE_ID_TYPE sem;
static EVENT_ID_TYPE ev;
static PROCESS_ID_TYPE waiter;

static void waits(void)
{
    WAIT_SEMAPHORE(sem, 0, &code);
    answer("WAIT_SEMAPHORE for 0");
    WAIT_SEMAPHORE(sem, 100 * MS, &code);
    answer("WAIT_SEMAPHORE for 100");
    WAIT_EVENT(ev, 0, &code);
    answer("WAIT_EVENT for 0");
    WAIT_EVENT(ev, 200 * MS, &code);
    answer("WAIT_EVENT for 200");
    SUSPEND_SELF(300 * MS, &code);
    answer("SUSPEND_SELF for 300");
    WAIT_SEMAPHORE(sem, 1000 * MS, &code);
    answer("WAIT_SEMAPHORE for 1000");
    WAIT_EVENT(ev, 1000 * MS, &code);
    answer("WAIT_EVENT for 1000");
    SUSPEND_SELF(1000 * MS, &code);
    answer("SUSPEND_SELF for 1000");
    WAIT_SEMAPHORE(sem, FOREVER, &code);
    answer("WAIT_SEMAPHORE for ever");
    done();
}

static void gives(void)
{
    pass(1000 * MS);
    SIGNAL_SEMAPHORE(sem, &code);
    answer("SIGNAL_SEMAPHORE");
    pass(500 * MS);
    SET_EVENT(ev, &code);
    answer("SET_EVENT");
    pass(500 * MS);
    RESUME(waiter, &code);
    answer("RESUME");
    pass(5000 * MS);
    SIGNAL_SEMAPHORE(sem, &code);
    answer("SIGNAL_SEMAPHORE");
}

int main(void)
{
    sem = semaphore('s', 0, FIFO);
    ev = event('e');
    waiter = begin('W', waits, 20);
    (void)begin('G', gives, 10);
    normal();
}

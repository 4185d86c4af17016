/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SUSPEND, RESUME and STOP: a process that waits and is suspended needs both
 * to run again, in either order; it keeps its place in the queue; a stopped
 * process leaves its queue and starts anew on a fresh stack.
 * [itest->llr~apex-suspend~1]
 * [itest->llr~apex-suspend-no-action~1]
 * [itest->llr~apex-suspend-invalid-mode~1]
 * [itest->llr~apex-resume~1]
 * [itest->llr~apex-resume-no-action~1]
 * [itest->llr~apex-suspend-self~1]
 * [itest->llr~apex-stop~1]
 * [itest->llr~apex-stop-no-action~1]
 * [itest->llr~apex-stop-self~2]
 * [itest->llr~apex-start-no-action~1]
 * Kind: normal
 */
#include "../apex.h"

static SEMAPHORE_ID_TYPE sem;
static PROCESS_ID_TYPE waiter;

static void waits(void)
{
    volatile uint32_t fresh = 1U;

    say_number("begins", fresh);
    fresh++;
    WAIT_SEMAPHORE(sem, FOREVER, &code);
    answer("WAIT_SEMAPHORE for ever");
    WAIT_SEMAPHORE(sem, 100 * MS, &code);
    answer("WAIT_SEMAPHORE for 100");
    SUSPEND_SELF(FOREVER, &code);
    answer("SUSPEND_SELF for ever");
    WAIT_SEMAPHORE(sem, FOREVER, &code);
    answer("never here");
}

static void commands(void)
{
    SEMAPHORE_STATUS_TYPE status;

    RESUME(waiter, &code);
    answer("RESUME of one that is not suspended");
    SUSPEND(waiter, &code);
    answer("SUSPEND");
    SUSPEND(waiter, &code);
    answer("SUSPEND again");
    SIGNAL_SEMAPHORE(sem, &code);
    answer("SIGNAL_SEMAPHORE");
    pass(50 * MS);
    say_state("W", waiter);
    RESUME(waiter, &code);
    answer("RESUME");
    say_state("W", waiter);
    pass(50 * MS);
    SUSPEND(waiter, &code);
    answer("SUSPEND past the time-out");
    pass(200 * MS);
    RESUME(waiter, &code);
    answer("RESUME");
    pass(50 * MS);
    SUSPEND(waiter, &code);
    answer("SUSPEND of one that has suspended itself");
    RESUME(waiter, &code);
    answer("RESUME");
    pass(50 * MS);
    START(waiter, &code);
    answer("START of one that waits");
    STOP(waiter, &code);
    answer("STOP");
    GET_SEMAPHORE_STATUS(sem, &status, &code);
    say_number("waiting:", status.WAITING_PROCESSES);
    say_state("W", waiter);
    STOP(waiter, &code);
    answer("STOP again");
    SUSPEND(waiter, &code);
    answer("SUSPEND of a dormant one");
    START(waiter, &code);
    answer("START");
    pass(50 * MS);
    say_state("W", waiter);
    STOP_SELF();
    say("never here");
}

static void ends(void)
{
    pass(2000 * MS);
    done();
}

int main(void)
{
    sem = semaphore('s', 0, FIFO);
    waiter = begin('W', waits, 20);
    (void)begin('C', commands, 10);
    (void)begin('Z', ends, 5);
    normal();
}

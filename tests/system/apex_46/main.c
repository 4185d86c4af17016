/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An overrun that is to be confirmed is ignored: the process goes on from where
 * it was interrupted, with what it has locked. Its next one is not ignored.
 * [itest->llr~error-overrun~1]
 * [itest->llr~error-confirm~1]
 * [itest->llr~error-watch~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

/* Compute until 10 ms have passed; the interrupt comes at a place of which the
   log knows the address. */
static void compute(void)
{
    const SYSTEM_TIME_TYPE end = now() + (10 * MS);

    __asm__ volatile("msr daifset, #2" ::: "memory");
    while (now() < end) {
    }
}

/* Its time capacity is 5 ms. */
static void overruns(void)
{
    LOCK_LEVEL_TYPE level = 0;

    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
    compute();
    __asm__ volatile("msr daifclr, #2\n"
                     ".global at_first\n"
                     "at_first: nop" ::
                         : "memory");
    say("goes on");
    LOCK_PREEMPTION(&level, &code);
    say_number("locked", level);
    REPLENISH(15 * MS, &code);
    answer("REPLENISH");
    compute();
    __asm__ volatile("msr daifclr, #2\n nop" ::: "memory");
    say("no second error");
    compute();
    __asm__ volatile("msr daifclr, #2\n"
                     ".global at_next\n"
                     "at_next: nop" ::
                         : "memory");
    say("must not go on");
}

int main(void)
{
    PROCESS_ID_TYPE id;

    handle(handler);
    id = create('C', overruns, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    (void)begin('D', done, 40);
    normal();
}

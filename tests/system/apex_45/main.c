/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Deadlines that are missed: by a process that computes, which is stopped and
 * whose lock is released; by one that waits, which goes on. A deadline time that
 * is set anew by REPLENISH is not missed, nor one of a process that has ended.
 * [itest->llr~sched-watch~1]
 * [itest->llr~error-missed~1]
 * [itest->llr~error-overrun~1]
 * [itest->llr~error-code~1]
 * [itest->llr~port-watch~1]
 * [itest->llr~port-overrun~1]
 * [itest->llr~port-unmask~1]
 * [itest->llr~port-begin~1]
 * Kind: normal
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    print("handler: at ");
    print_ms(now());
    print(" ms\n");
}

/* Its time capacity is 20 ms. */
static void replenishes(void)
{
    pass(15 * MS);
    REPLENISH(100 * MS, &code);
    answer("REPLENISH");
    pass(20 * MS);
    say("ends");
}

/* Its time capacity is 5 ms. */
static void computes(void)
{
    LOCK_LEVEL_TYPE level;

    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
    say("computes");
    __asm__ volatile(".global at_loop\n"
                     "at_loop: b at_loop");
}

/* Its time capacity is 30 ms. */
static void waits(void)
{
    pass(50 * MS);
    say("goes on");
    pass(100 * MS);
    done();
}

int main(void)
{
    PROCESS_ID_TYPE id;

    handle(handler);
    id = create('R', replenishes, 60, APERIODIC, 20 * MS);
    START(id, &code);
    need("START");
    id = create('C', computes, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    id = create('W', waits, 40, APERIODIC, 30 * MS);
    START(id, &code);
    need("START");
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * While a process computes, two that wait miss their deadlines. Its next
 * scheduling point tells both errors, which are ignored, and it goes on.
 * [itest->llr~error-missed~1]
 * [itest->llr~error-ignore~1]
 * [itest->llr~sched-idle~2]
 * Kind: robustness
 */
#include "../errors.h"

/* Their time capacity is 5 ms. */
static void waits(void)
{
    pass(20 * MS);
    say("goes on");
}

static void computes(void)
{
    while (now() < (start_time + 8 * MS)) {
    }
    say("yields");
    TIMED_WAIT(0, &code);
    say("goes on");
    pass(20 * MS);
    done();
}

int main(void)
{
    const PROCESS_ID_TYPE id = create('A', waits, 50, APERIODIC, 5 * MS);
    const PROCESS_ID_TYPE other = create('B', waits, 40, APERIODIC, 5 * MS);

    START(id, &code);
    need("START");
    START(other, &code);
    need("START");
    (void)begin('C', computes, 30);
    normal();
}

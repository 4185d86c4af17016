/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that becomes due while another computes runs at the next scheduling
 * point: where that one yields, waits or ends. While those whose time has come
 * are suspended and nobody is ready, the kernel sleeps on.
 * [itest->llr~sched-dispatch~2]
 * [itest->llr~sched-yield~1]
 * [itest->llr~sched-wait~1]
 * [itest->llr~sched-idle~2]
 * [itest->llr~apex-suspend~1]
 * Kind: normal
 */
#include "../apex.h"

static PROCESS_ID_TYPE urgent_id;
static PROCESS_ID_TYPE sleeper[3];
static bool ended;

/* Compute until a time after the start. */
static void compute(SYSTEM_TIME_TYPE until)
{
    while (now() < (start_time + until)) {
    }
}

static void urgent(void)
{
    for (;;) {
        pass(50 * MS);
        say("is due");
    }
}

static void computes(void)
{
    compute(60 * MS);
    say("yields");
    TIMED_WAIT(0, &code);
    compute(120 * MS);
    say("waits");
    pass(10 * MS);
    compute(180 * MS);
    say("ends");
    ended = true;
}

static void sleeps(void)
{
    pass(100 * MS);
    say("must not run");
}

static void lowest(void)
{
    say("runs");
    while (!ended) {
        TIMED_WAIT(0, &code);
    }
    say("is alone");
    STOP(urgent_id, &code);
    need("STOP");
    for (uint32_t n = 0U; n < 3U; n++) {
        START(sleeper[n], &code);
        need("START");
        pass(10 * MS);
        SUSPEND(sleeper[n], &code);
        need("SUSPEND");
    }
    pass(500 * MS);
    for (uint32_t n = 0U; n < 3U; n++) {
        say_state("a sleeper", sleeper[n]);
    }
    done();
}

int main(void)
{
    urgent_id = begin('U', urgent, 30);
    (void)begin('C', computes, 20);
    (void)begin('L', lowest, 10);
    for (uint32_t n = 0U; n < 3U; n++) {
        sleeper[n] = create((char)('0' + (int32_t)n), sleeps, 20, APERIODIC,
                            FOREVER);
    }
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that never gives the CPU up: two errors are to be confirmed, one
 * time capacity after the other; after the third it is stopped. One that waits
 * for its release too late, or replenishes too late, has missed its deadline
 * all the same.
 * [itest->llr~error-again~1]
 * [itest->llr~sched-overdue~1]
 * [itest->llr~sched-watch-current~1]
 * [itest->llr~sched-boot~1]
 * Kind: robustness
 */
#include "../errors.h"

/* Its time capacity is 5 ms. */
void loops(void);
__asm__(".pushsection .text.loops, \"ax\"\n"
        ".global loops\n"
        ".type loops, %function\n"
        "loops: b loops\n"
        ".popsection\n");

/* The interrupt is kept away until the service has begun. */
static void compute(SYSTEM_TIME_TYPE until)
{
    __asm__ volatile("msr daifset, #2" ::: "memory");
    while (now() < (start_time + until)) {
    }
}

/* Its time capacity is 20 ms, and it is released at 0. */
static void periodic(void)
{
    compute(21 * MS);
    PERIODIC_WAIT(&code);
    __asm__ volatile("msr daifclr, #2" ::: "memory");
    say("must not be released");
}

/* Its time capacity is 30 ms. */
static void replenishes(void)
{
    compute(31 * MS);
    REPLENISH(50 * MS, &code);
    answer("REPLENISH");
    __asm__ volatile("msr daifclr, #2\n"
                     ".global at_look\n"
                     "at_look: nop" ::
                         : "memory");
    say("must not go on");
}

/* Its time capacity is 40 ms. */
static void stops(void)
{
    compute(41 * MS);
    STOP_SELF();
}

static void ends(void)
{
    done();
}

static void begin_within(char letter, void (*entry)(void),
                         SYSTEM_TIME_TYPE period, SYSTEM_TIME_TYPE capacity,
                         PRIORITY_TYPE priority)
{
    const PROCESS_ID_TYPE id =
        create(letter, entry, priority, period, capacity);

    START(id, &code);
    need("START");
}

int main(void)
{
    begin_within('L', loops, APERIODIC, 5 * MS, 50);
    begin_within('P', periodic, 1000 * MS, 20 * MS, 40);
    begin_within('R', replenishes, APERIODIC, 30 * MS, 30);
    begin_within('S', stops, APERIODIC, 40 * MS, 20);
    (void)begin('D', ends, 10);
    normal();
}

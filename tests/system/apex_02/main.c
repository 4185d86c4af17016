/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Release points do not drift: next = previous + period, whatever the process
 * and more urgent ones do between; where one has passed, PERIODIC_WAIT returns
 * at once, and the next is on the grid again. A process started in NORMAL
 * begins with the next period of the partition.
 * [itest->llr~apex-periodic-wait~1]
 * [itest->llr~apex-delayed-start~1]
 * [itest->llr~apex-start~1]
 * Kind: normal
 */
#include "../apex.h"

static PROCESS_ID_TYPE late_one;

/* Every second; its third activation takes 2,300 ms. */
static void grid(void)
{
    for (uint32_t n = 1U; n <= 6U; n++) {
        say_number("release", n);
        if (n == 3U) {
            pass(2300 * MS);
            say("late");
        } else {
            pass(370 * MS);
        }
        PERIODIC_WAIT(&code);
        need("PERIODIC_WAIT");
    }
    say("has seen all");
}

/* Every two seconds, 500 ms after the partition's release points. */
static void shifted(void)
{
    for (;;) {
        say("runs");
        PERIODIC_WAIT(&code);
        need("PERIODIC_WAIT");
    }
}

static void starts_in_normal(void)
{
    pass(2400 * MS);
    START(late_one, &code);
    answer("START of L");
    pass(6000 * MS);
    done();
}

static void late(void)
{
    say("runs, once");
    STOP_SELF();
}

int main(void)
{
    PROCESS_ID_TYPE id;

    id = create('G', grid, 10, SECOND, FOREVER);
    START(id, &code);
    need("START");
    id = create('S', shifted, 20, 2 * SECOND, SECOND);
    DELAYED_START(id, 500 * MS, &code);
    need("DELAYED_START");
    (void)begin('N', starts_in_normal, 5);
    late_one = create('L', late, 30, 4 * SECOND, FOREVER);
    normal();
}

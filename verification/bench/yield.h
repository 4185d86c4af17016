/* SPDX-License-Identifier: Apache-2.0 */
/* Two processes of the same priority yield to each other; half-way a third
 * one begins to wait for a time far away. Nothing is ever due. */
#include "mark.h"

#define TURNS 16U
#define FAR_NS 1000000000000

static uint32_t turns;

static void runner(void)
{
    for (;;) {
        MARK(yield_begin);
        yield();
        MARK(yield_end);
        turns++;
        if (turns == TURNS) {
            MARK(sleeper_called);
            give(0U);
        } else if (turns == 2U * TURNS) {
            arch_shutdown(0U);
        } else {
            /* goes on */
        }
    }
}

static void sleeper(void)
{
    MARK(sleeper_begins);
    take(0U);
    MARK(sleeper_sleeps);
    wait_for_time(FAR_NS);
}

int main(void)
{
    make_semaphore(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    begin(1U, sleeper, 1U, APERIODIC, 0);
    begin(2U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

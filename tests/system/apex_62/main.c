/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who stops itself too late, or is replenished for ever too late, has missed one
 * deadline, and no more: the third error would end the image. Interrupts are
 * masked until then, so that nothing finds the miss before.
 * [itest->llr~error-again~1]
 * Kind: robustness
 */
#include "../errors.h"

static PROCESS_ID_TYPE stopped;
static PROCESS_ID_TYPE replenished;

static void too_late(void)
{
    const SYSTEM_TIME_TYPE begin_time = now();

    __asm__ volatile("msr daifset, #2" ::: "memory");
    while (now() < (begin_time + (11 * MS))) {
    }
}

static void stops(void)
{
    too_late();
    STOP_SELF();
}

static void replenishes(void)
{
    too_late();
    REPLENISH(INFINITE_TIME_VALUE, &code);
    need("REPLENISH");
    __asm__ volatile(".global at_unmasked\n"
                     "msr daifclr, #2\n"
                     "at_unmasked:" ::
                         : "memory");
    pass(50 * MS);
    say("goes on");
    done();
}

static void looks(void)
{
    for (uint32_t n = 0U; n < 3U; n++) {
        pass(10 * MS);
        say_state("S", stopped);
        say_deadline("R", replenished);
    }
    STOP_SELF();
}

int main(void)
{
    stopped = create('S', stops, 30, APERIODIC, 10 * MS);
    START(stopped, &code);
    replenished = create('R', replenishes, 20, APERIODIC, 10 * MS);
    DELAYED_START(replenished, 11 * MS, &code);
    (void)begin('W', looks, 10);
    normal();
}

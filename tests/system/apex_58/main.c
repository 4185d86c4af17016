/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The deadline time of a process that is alone comes at each instruction of the
 * service by which it waits. The CPU sleeps as long as without, and the process
 * goes on at its time; the masks are as they were.
 * [itest->llr~port-sleep~2]
 * [itest->llr~port-overrun~1]
 * [itest->llr~error-watch~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../mute.h"

#define TURNS 1024U
#define FIRST_NS 20
#define TIMES 8 /* 4 with the error; 16 where all of it is stepped through */

static uint64_t masked(void)
{
    uint64_t daif;

    __asm__ volatile("mrs %0, daif" : "=r"(daif));
    return daif;
}

/* How long after its time a process goes on whose deadline is far away. */
static SYSTEM_TIME_TYPE late(void)
{
    const SYSTEM_TIME_TYPE end = now() + (100 * MS);

    TIMED_WAIT(100 * MS, &code);
    return now() - end;
}

static void waits(void)
{
    const SYSTEM_TIME_TYPE as_ever = late();
    const uint64_t mask = masked();
    volatile uint32_t *const console = (volatile uint32_t *)CONSOLE;
    SYSTEM_TIME_TYPE latest = 0;
    uint32_t told = 0U;

    mute();
    for (uint32_t n = 0U; n < TURNS; n++) {
        SYSTEM_TIME_TYPE end;

        *console = 0U;
        for (uint32_t phase = n % 16U; phase != 0U; phase--) {
            __asm__ volatile("nop"); /* 3 instructions a turn */
        }
        REPLENISH(FIRST_NS + (SYSTEM_TIME_TYPE)(n / 16U) * 16, &code);
        end = now() + (100 * MS);
        TIMED_WAIT(100 * MS, &code);
        expect("TIMED_WAIT", (code == NO_ERROR) && (now() >= end));
        latest = ((now() - end) > latest) ? (now() - end) : latest;
        expect("masks", masked() == mask);
        told += (*console != 0U) ? 1U : 0U;
    }
    console_at(CONSOLE);
    check("each error", told == TURNS);
    check("in time", latest <= (TIMES * as_ever));
    done();
}

int main(void)
{
    const PROCESS_ID_TYPE id = create('P', waits, 50, APERIODIC, 1000 * MS);

    START(id, &code);
    need("START");
    normal();
}

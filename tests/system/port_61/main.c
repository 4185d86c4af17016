/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The deadline time of a process comes at each instruction of a service that
 * restarts the partition, or that faults, which does. main() begins as at
 * power-on each time, and at last an overrun is found as ever. What counts the
 * turns is a register that a restart keeps.
 * [itest->llr~port-restart~3]
 * [itest->llr~port-overrun~1]
 * [itest->llr~port-fault-entry~4]
 * Kind: robustness
 */
#include "../errors.h"
#include "../mute.h"

#define TURNS 1024U
#define FIRST_NS 20
#define ALL 0x3c0U

#define READ(name, value) __asm__ volatile("mrs %0, " name : "=r"(value))

static uint64_t turn;

static void ends(void)
{
    for (uint32_t phase = (uint32_t)(turn / 2U) % 16U; phase != 0U; phase--) {
        __asm__ volatile("nop"); /* 3 instructions a turn */
    }
    REPLENISH(FIRST_NS + (SYSTEM_TIME_TYPE)(turn / 32U) * 16, &code);
    if ((turn % 2U) == 0U) {
        SET_PARTITION_MODE(COLD_START, &code);
    } else {
        GET_TIME((SYSTEM_TIME_TYPE *)(uintptr_t)0x1000U, &code);
    }
    expect("not here", false);
}

/* P was stopped before the service began, or goes no further. */
static void restarts(void)
{
    SET_PARTITION_MODE(COLD_START, &code);
}

static void loops(void)
{
    REPLENISH(1 * MS, &code);
    for (;;) {
    }
}

static void last(void)
{
    console_at(CONSOLE);
    done();
}

int main(void)
{
    PROCESS_ID_TYPE id;
    uint64_t daif;
    uint64_t steps;

    READ("tpidr_el1", turn);
    if (turn == 0U) {
        mute();
    }
    READ("daif", daif);
    READ("mdscr_el1", steps);
    expect("all is masked", daif == ALL);
    expect("no steps", steps == 0U);
    __asm__ volatile("msr tpidr_el1, %0" ::"r"(turn + 1U));
    id = create('P', (turn < TURNS) ? ends : loops, 50, APERIODIC, 1000 * MS);
    START(id, &code);
    (void)begin('M', (turn < TURNS) ? restarts : last, 40);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exceptions that are of no kind of faults: BRK with another comment, and a
 * breakpoint of the debugger's registers, which is unmasked. The next process
 * runs after each.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

static void traps(void)
{
    __asm__ volatile(".global at_trap\n"
                     "at_trap: brk #1");
    say("must not go on");
}

static void stops(void)
{
    __asm__ volatile("adr x9, at_stop\n"
                     "msr dbgbvr0_el1, x9\n"
                     "mov x9, #0x1e3\n" /* EL1, all bytes, on */
                     "msr dbgbcr0_el1, x9\n"
                     "msr oslar_el1, xzr\n"
                     "mrs x9, mdscr_el1\n"
                     "mov x10, #0xa000\n" /* MDE, KDE */
                     "orr x9, x9, x10\n"
                     "msr mdscr_el1, x9\n"
                     "isb\n"
                     "msr daifclr, #8\n"
                     ".global at_stop\n"
                     "at_stop: nop" ::
                         : "x9", "x10");
    say("must not go on");
}

int main(void)
{
    handle(handler);
    (void)begin('T', traps, 30);
    (void)begin('S', stops, 20);
    (void)begin('D', done, 10);
    normal();
}

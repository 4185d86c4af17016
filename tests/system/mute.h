/* SPDX-License-Identifier: Apache-2.0 */
/* Many errors, of which the console's lines are of no use: its registers are
   memory that nobody else uses, as long as the test wants. */
#ifndef SYSTEM_MUTE_H
#define SYSTEM_MUTE_H

#include "check.h"

#define CONSOLE 0x09000000UL
#define ELSEWHERE 0x41000000UL

/** Have this memory, 2 MiB, where the console's registers are mapped. */
static inline void console_at(uint64_t memory)
{
    __asm__ volatile("mrs x9, sctlr_el1\n"
                     "bic x10, x9, #1\n"
                     "msr sctlr_el1, x10\n"
                     "isb\n"
                     "mrs x10, ttbr0_el1\n"
                     "ldr x10, [x10]\n" /* of the first GiB */
                     "and x10, x10, #0xfffffffffffff000\n"
                     "ldr x11, [x10, #576]\n" /* 8 * (CONSOLE >> 21) */
                     "and x11, x11, #0xfff0000000000fff\n"
                     "orr x11, x11, %0\n"
                     "str x11, [x10, #576]\n"
                     "msr sctlr_el1, x9\n"
                     "tlbi vmalle1\n"
                     "dsb sy\n"
                     "isb" ::"r"(memory)
                     : "x9", "x10", "x11", "memory");
}

static inline void mute(void)
{
    console_at(ELSEWHERE);
}

/** End the test, which is mute, where something is not so. */
static inline void expect(const char *what, bool seen)
{
    if (!seen) {
        console_at(CONSOLE);
        check(what, false);
    }
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* A wrong configuration, which a build refuses: the constants are written to
   while translation is off. */
#ifndef SYSTEM_WRONG_CONFIG_H
#define SYSTEM_WRONG_CONFIG_H

#include "check.h"
#include "kernel/boot.h"

/** Have this configuration from now on. */
static inline void configure(struct config wrong)
{
    struct config *table = (struct config *)(uintptr_t)&config;
    uint64_t control;

    __asm__ volatile("mrs %0, sctlr_el1\n"
                     "bic x9, %0, #1\n"
                     "msr sctlr_el1, x9\n"
                     "isb"
                     : "=r"(control)::"x9", "memory");
    *table = wrong;
    __asm__ volatile("msr sctlr_el1, %0\n"
                     "isb" ::"r"(control)
                     : "memory");
}

/** Start with this configuration; the test ends where main() is reached. */
static inline void boot_with(struct config wrong)
{
    static bool booted;

    if (booted) {
        print("main() was reached\n");
        arch_shutdown(3U);
    }
    booted = true;
    configure(wrong);
    kernel_boot(COLD_START, CAUSE_POWER_ON);
}

#endif

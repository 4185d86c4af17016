/* SPDX-License-Identifier: Apache-2.0 */
/* Exceptions that nothing leads to unless a test unmasks or leaves EL1. */
#ifndef SYSTEM_VECTOR_H
#define SYSTEM_VECTOR_H

#include "check.h"

#define EL0 0x0U      /* of SPSR_EL1: AArch64, */
#define EL0_32 0x10U  /* or AArch32 */
#define NO_FIQ 0x40U
#define NO_IRQ 0x80U
#define NO_SERROR 0x100U

/** Let the virtual timer's interrupt pend. */
static inline void timer_pends(void)
{
    __asm__ volatile("msr cntv_cval_el0, xzr\n"
                     "isb");
}

/** Let it pend as FIQ, by the controller, which is mapped while translation
 *  is off. */
static inline void timer_pends_as_fiq(void)
{
    timer_pends();
    __asm__ volatile("mrs x9, sctlr_el1\n"
                     "bic x10, x9, #1\n"
                     "msr sctlr_el1, x10\n"
                     "isb\n"
                     "mov x10, #0x08010000\n" /* GICC_CTLR */
                     "ldr w11, [x10]\n"
                     "orr w11, w11, #8\n" /* FIQEn */
                     "str w11, [x10]\n"
                     "msr sctlr_el1, x9\n"
                     "isb" ::
                         : "x9", "x10", "x11", "memory");
}

/** Go on at EL0, where nothing can be executed. */
static inline void leave_el1(uint64_t state)
{
    __asm__ volatile("msr spsr_el1, %0\n"
                     "adr x9, .\n"
                     "msr elr_el1, x9\n"
                     "eret" ::"r"(state)
                     : "x9", "memory");
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* AArch64: the clock, the lowest bit and the watch, one or two instructions
   each. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include <stdint.h>

#define ARCH_TICK_NS 16U /* of 62.5 MHz; boot checks it */

/*
 * There is no ISB before the read: the Cortex-A53 issues in order, so the
 * read can be early by no more than its pipeline's length, less than a tick,
 * and two reads never come in the wrong order.
 * [impl->llr~port-clock~1]
 */
static inline int64_t arch_now(void)
{
    uint64_t ticks;

    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return (int64_t)(ticks * ARCH_TICK_NS);
}

/* [impl->llr~port-lowest-bit~1] */
static inline uint32_t arch_ctz(uint64_t m)
{
    return (uint32_t)__builtin_ctzll(m);
}

/* Without an ISB: the timer may compare with it some instructions later, as if
   the time came then.
   [impl->llr~port-watch~1] */
static inline void arch_watch(int64_t when_ns)
{
    uint64_t ticks = (uint64_t)when_ns / ARCH_TICK_NS;

    __asm__ volatile("msr cntv_cval_el0, %0" ::"r"(ticks));
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* For unit tests on the host: a clock that the test sets, and a watch that it
   reads. */
#ifndef ARCH_INLINE_H
#define ARCH_INLINE_H

#include <stdint.h>

extern int64_t host_now;

void host_watch(int64_t when_ns);

static inline int64_t arch_now(void)
{
    return host_now;
}

static inline uint32_t arch_ctz(uint64_t m)
{
    return (uint32_t)__builtin_ctzll(m);
}

static inline void arch_watch(int64_t when_ns)
{
    host_watch(when_ns);
}

#endif

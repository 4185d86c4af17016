/* SPDX-License-Identifier: Apache-2.0 */
/* Ends of a channel, written without the kernel's ports: messages of a word. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "arch/arch.h"
#include "arch/shared.h"

static inline void barrier(void)
{
    __asm__ volatile("dmb sy" ::: "memory");
}

static inline volatile uint64_t *cell(uint32_t k, uint64_t n, uint64_t count)
{
    return &arch_shared[k][16U + (34U * (n % count))];
}

static inline void channel_put(uint32_t k, uint64_t count, uint64_t value)
{
    volatile uint64_t *tail = &arch_shared[k][0];
    const uint64_t n = *tail;

    cell(k, n, count)[0] = (uint64_t)arch_now();
    cell(k, n, count)[1] = sizeof value;
    cell(k, n, count)[2] = value;
    barrier();
    *tail = n + 1U;
}

/* The next message of a queue, or the value given. */
static inline uint64_t channel_take(uint32_t k, uint64_t count, uint64_t value)
{
    volatile uint64_t *tail = &arch_shared[k][0];
    volatile uint64_t *head = &arch_shared[k][8];

    if (*tail != *head) {
        barrier();
        value = cell(k, *head, count)[2];
        *head = *head + 1U;
    }
    return value;
}

#endif

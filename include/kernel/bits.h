/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of at most 64 members in one word; above here nobody shifts bits. */
#ifndef KERNEL_BITS_H
#define KERNEL_BITS_H

#include <stdint.h>

#include "arch/arch.h"

/**
 * The set m with member i.
 * [impl->llr~bits-set~1]
 */
/*@ requires member: i < 64;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    set: \forall integer k; 0 <= k < 64 ==>
                 (in(\result, k) <==> (in(m, k) || k == i)); */
static inline uint64_t bits_set(uint64_t m, uint32_t i)
{
    return m | ((uint64_t)1U << i);
}

/**
 * The set m without member i.
 * [impl->llr~bits-clear~1]
 */
/*@ requires member: i < 64;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    clear: \forall integer k; 0 <= k < 64 ==>
                 (in(\result, k) <==> (in(m, k) && k != i)); */
static inline uint64_t bits_clear(uint64_t m, uint32_t i)
{
    return m & ~((uint64_t)1U << i);
}

/**
 * 1 when i is a member of m, else 0.
 * [impl->llr~bits-test~1]
 */
/*@ requires member: i < 64;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    test: \result == 1 <==> in(m, i); */
static inline uint32_t bits_test(uint64_t m, uint32_t i)
{
    return ((m & ((uint64_t)1U << i)) != 0U) ? 1U : 0U;
}

#endif

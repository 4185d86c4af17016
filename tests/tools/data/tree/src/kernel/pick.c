/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing from a set. */
#include "kernel/pick.h"

uint32_t pick(uint64_t set)
{
    uint32_t i = 0U;

    /*@ loop invariant bound: 0 <= i <= 64;
        loop assigns i;
        loop variant 64 - i; */
    while ((i < 64U) && (((set >> i) & 1U) == 0U)) {
        i++;
    }
    return i;
}

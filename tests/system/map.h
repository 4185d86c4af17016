/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that map something else into a place than the port has. */
#ifndef SYSTEM_MAP_H
#define SYSTEM_MAP_H

#include <stdint.h>

/** Of the entry of the tables for the 2 MiB at `place`, which is in the first
    GiB, keep the bits of `kept` and set those of `set`. */
static inline void map_block(uint64_t place, uint64_t kept, uint64_t set)
{
    __asm__ volatile("mrs x9, sctlr_el1\n"
                     "bic x10, x9, #1\n"
                     "msr sctlr_el1, x10\n"
                     "isb\n"
                     "mrs x10, ttbr0_el1\n"
                     "ldr x10, [x10]\n" /* of the first GiB */
                     "and x10, x10, #0xfffffffffffff000\n"
                     "ldr x11, [x10, %0, lsl #3]\n"
                     "and x11, x11, %1\n"
                     "orr x11, x11, %2\n"
                     "str x11, [x10, %0, lsl #3]\n"
                     "msr sctlr_el1, x9\n"
                     "tlbi vmalle1\n"
                     "dsb sy\n"
                     "isb" ::"r"(place >> 21),
                     "r"(kept), "r"(set)
                     : "x9", "x10", "x11", "memory");
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An interrupt in main(), where it is unmasked, goes on with what was
 * interrupted, all registers as they were; there is nothing to watch.
 * [itest->llr~port-overrun~1]
 * [itest->llr~error-watch~1]
 * Kind: robustness
 */
#include "../vector.h"

extern uint64_t kept[32];
uint64_t kept[32];

/* Fill the registers, take the interrupt, and keep them with the flags. */
static void interrupted(void)
{
    timer_pends();
    __asm__ volatile(
        "mov x0, #100\n mov x1, #101\n mov x2, #102\n mov x3, #103\n"
        "mov x4, #104\n mov x5, #105\n mov x6, #106\n mov x7, #107\n"
        "mov x8, #108\n mov x9, #109\n mov x10, #110\n mov x11, #111\n"
        "mov x12, #112\n mov x13, #113\n mov x14, #114\n mov x15, #115\n"
        "mov x16, #116\n mov x17, #117\n mov x18, #118\n mov x19, #119\n"
        "mov x20, #120\n mov x21, #121\n mov x22, #122\n mov x23, #123\n"
        "mov x24, #124\n mov x25, #125\n mov x26, #126\n mov x27, #127\n"
        "mov x28, #128\n mov x30, #130\n"
        "cmp x0, x0\n" /* Z and C */
        "msr daifclr, #2\n"
        "nop\n"
        "msr daifset, #2\n"
        "stp x0, x1, [sp, #-16]!\n"
        "adrp x0, kept\n"
        "add x0, x0, :lo12:kept\n"
        "stp x2, x3, [x0, #16]\n stp x4, x5, [x0, #32]\n"
        "stp x6, x7, [x0, #48]\n stp x8, x9, [x0, #64]\n"
        "stp x10, x11, [x0, #80]\n stp x12, x13, [x0, #96]\n"
        "stp x14, x15, [x0, #112]\n stp x16, x17, [x0, #128]\n"
        "stp x18, x19, [x0, #144]\n stp x20, x21, [x0, #160]\n"
        "stp x22, x23, [x0, #176]\n stp x24, x25, [x0, #192]\n"
        "stp x26, x27, [x0, #208]\n str x28, [x0, #224]\n"
        "str x30, [x0, #240]\n"
        "mrs x1, nzcv\n str x1, [x0, #248]\n"
        "ldp x2, x3, [sp], #16\n stp x2, x3, [x0]\n" ::
            : "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10",
              "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x19",
              "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28",
              "x30", "cc", "memory");
}

int main(void)
{
    uint64_t watched;

    interrupted();
    for (uint32_t r = 0U; r <= 30U; r++) {
        if ((r != 29U) && (kept[r] != 100U + r)) {
            print_number(r);
            check(" is as it was", false);
        }
    }
    check("flags", kept[31] == 0x60000000U);
    __asm__ volatile("mrs %0, cntv_cval_el0" : "=r"(watched));
    check("nothing to watch", watched == (uint64_t)INT64_MAX / 16U);
    done();
}

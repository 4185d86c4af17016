/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With FP := 1 a switch also keeps d8 to d15 and FPCR of both processes, and
 * a new process begins with the default rounding; a restart leaves neither
 * rounding nor exception flags of before.
 * [itest->llr~port-switch-fp~1]
 * [itest->llr~port-restart~3]
 * Kind: normal
 */
#include "../check.h"
#include "../processes.h"

#define ROUND_UP (1UL << 22U)
#define ALL_FLAGS 0x1fUL /* invalid to inexact */

/* Fill d8 to d15 and FPCR, yield, and return how many of them came back. */
uint64_t kept(double seed, uint64_t fpcr);
__asm__(".text\n"
        ".global kept\n"
        "kept:\n"
        "stp x29, x30, [sp, #-96]!\n"
        "stp d8, d9, [sp, #16]\n"
        "stp d10, d11, [sp, #32]\n"
        "stp d12, d13, [sp, #48]\n"
        "stp d14, d15, [sp, #64]\n"
        "str d0, [sp, #80]\n"
        "str x0, [sp, #88]\n"
        "fmov d1, #1.0\n"
        ".irp n, 8, 9, 10, 11, 12, 13, 14, 15\n"
        "fmov d\\n, d0\n"
        "fadd d0, d0, d1\n"
        ".endr\n"
        "msr fpcr, x0\n"
        "bl sched_yield\n"
        "mrs x1, fpcr\n"
        "ldr x2, [sp, #88]\n"
        "cmp x1, x2\n"
        "cset x0, eq\n"
        "ldr d0, [sp, #80]\n"
        "fmov d1, #1.0\n"
        ".irp n, 8, 9, 10, 11, 12, 13, 14, 15\n"
        "fcmp d\\n, d0\n"
        "cinc x0, x0, eq\n"
        "fadd d0, d0, d1\n"
        ".endr\n"
        "ldp d8, d9, [sp, #16]\n"
        "ldp d10, d11, [sp, #32]\n"
        "ldp d12, d13, [sp, #48]\n"
        "ldp d14, d15, [sp, #64]\n"
        "ldp x29, x30, [sp], #96\n"
        "ret\n");

static uint64_t rounding(void)
{
    uint64_t fpcr;

    __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
    return fpcr;
}

static uint64_t flags(void)
{
    uint64_t fpsr;

    __asm__ volatile("mrs %0, fpsr" : "=r"(fpsr));
    return fpsr;
}

static void first(void)
{
    check("A: default rounding", rounding() == 0U);
    check("A: first switch", kept(100.0, ROUND_UP) == 9U);
    check("A: second switch", kept(200.0, ROUND_UP) == 9U);
    __asm__ volatile("msr fpsr, %0" ::"r"(ALL_FLAGS));
    check("A: rounding and flags set",
          (rounding() == ROUND_UP) && (flags() == ALL_FLAGS));
    print("restart\n");
    arch_restart(WARM_START, CAUSE_PARTITION_RESTART);
}

static void second(void)
{
    check("B: default rounding", rounding() == 0U);
    check("B: first switch", kept(300.0, 0U) == 9U);
}

int main(void)
{
    check("start: default rounding", rounding() == 0U);
    check("start: no flags", flags() == 0U);
    if (partition.mode == WARM_START) {
        done();
    }
    (void)begin('A', first);
    (void)begin('B', second);
    kernel_normal();
    return 0;
}

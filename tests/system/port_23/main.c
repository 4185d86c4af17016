/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stack that has room for the caller of a switch and not for the switch: the
 * fault is reported with the name of the process whose stack it is, not of the
 * one that would have run next.
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-fault-entry~4]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

extern char stacks_start[];

/* Switch to process 1, as the kernel does, with the stack pointer 64 bytes
 * above the guard page of slot 0. */
static void full(void)
{
    sched.current = 1U;
    __asm__ volatile("mov sp, %0\n"
                     "mov w0, #0\n"
                     "mov w1, #1\n"
                     "b arch_switch" ::"r"(&stacks_start[0x1000 + 64]));
}

static void next(void)
{
    print("N must not run\n");
    done();
}

int main(void)
{
    (void)begin('F', full);
    (void)begin('N', next);
    kernel_normal();
    return 0;
}

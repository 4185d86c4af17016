/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stack pointer is below the guard page already, in the slot of another
 * process, when the overflow meets it: the report names whose stack it is.
 * [itest->llr~port-stack-guard~1]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"
#include "kernel/limits.h"

extern char stacks_start[];

int main(void)
{
    __asm__ volatile("sub x0, %0, #16\n"
                     "mov sp, x0\n"
                     ".global at_fault\n"
                     "at_fault: str xzr, [sp, #1040]" ::"r"(
                         &stacks_start[PROCESS_MAX * 0x7000])
                     : "x0", "memory");
    print("was written\n");
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An access to the guard page of the stack of faults, which is no process's, is
 * reported with the name of the current process.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"
#include "kernel/limits.h"

extern char stacks_start[];

static void lost(void)
{
    __asm__ volatile(".global at_fault\n"
                     "at_fault: ldr x0, [%0]" ::"r"(
                         &stacks_start[(PROCESS_MAX + 1U) * 0x7000U])
                     : "x0");
}

int main(void)
{
    (void)begin('O', lost);
    (void)begin('L', lost);
    kernel_normal();
    return 0;
}

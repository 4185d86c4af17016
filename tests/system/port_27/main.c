/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A memory fault of a process whose stack pointer is on no stack is reported with
 * the name of the current process.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

static void lost(void)
{
    __asm__ volatile("mov x0, #0\n"
                     "mov sp, x0\n"
                     ".global at_fault\n"
                     "at_fault: ldr x0, [sp]" ::
                         : "x0");
}

int main(void)
{
    (void)begin('O', lost);
    (void)begin('L', lost);
    kernel_normal();
    return 0;
}

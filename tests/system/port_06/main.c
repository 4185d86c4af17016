/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The overflow of a process's stack is reported as such, at the guard page
 * below it, and never reaches another stack.
 * [itest->llr~port-stack-guard~1]
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-fault-entry~4]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

static void grower(void)
{
    print("growing\n");
    __asm__ volatile(".global at_fault\n"
                     "1:\n"
                     "at_fault: str xzr, [sp, #-16]!\n"
                     "b 1b" ::
                         : "memory");
}

static void idle(void)
{
}

int main(void)
{
    (void)begin('I', idle);
    (void)begin('G', grower);
    kernel_normal();
    return 0;
}

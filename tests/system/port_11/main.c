/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fault of main() on its own stack: the boot stack has a guard, too.
 * [itest->llr~port-stack-guard~1]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    __asm__ volatile(".global at_fault\n"
                     "1:\n"
                     "at_fault: str xzr, [sp, #-16]!\n"
                     "b 1b" ::
                         : "memory");
    return 0;
}

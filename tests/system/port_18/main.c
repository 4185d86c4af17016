/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An illegal exception return (to EL3) is reported.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    __asm__ volatile("mov x0, #0x3cd\n"
                     "msr spsr_el1, x0\n"
                     "adr x0, at_fault\n"
                     "msr elr_el1, x0\n"
                     "eret\n"
                     ".global at_fault\n"
                     "at_fault: nop" ::
                         : "x0");
    print("was run\n");
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An exception that has no name of its own, here of a call of a supervisor.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    print("main\n");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: svc #0");
    print("was run\n");
    return 0;
}

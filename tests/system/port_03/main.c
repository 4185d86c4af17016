/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code is not writable.
 * [itest->llr~port-tables~2]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    print("writing\n");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: str wzr, [%0]" ::"r"(&main)
                     : "memory");
    print("was written\n");
    return 0;
}

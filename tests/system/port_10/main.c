/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An image without floating point traps its use.
 * [itest->llr~port-fp-trapped~1]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    __asm__ volatile(".arch_extension fp\n"
                     ".global at_fault\n"
                     "at_fault: fmov d0, xzr");
    print("was run\n");
    return 0;
}

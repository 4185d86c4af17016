/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An undefined instruction is reported.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    __asm__ volatile(".global at_fault\n"
                     "at_fault: udf #0");
    print("was run\n");
    return 0;
}

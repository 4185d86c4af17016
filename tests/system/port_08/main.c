/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A misaligned exclusive access is reported.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

extern uint64_t word[2];
uint64_t word[2];

int main(void)
{
    __asm__ volatile(".global at_fault\n"
                     "at_fault: ldaxr x0, [%0]" ::"r"((char *)word + 1)
                     : "x0");
    print("was read\n");
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Constants are not writable.
 * [itest->llr~port-tables~2]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

extern const uint32_t constant;
const uint32_t constant = 1U;

int main(void)
{
    print("writing\n");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: str wzr, [%0]" ::"r"(&constant)
                     : "memory");
    print("was written\n");
    return 0;
}

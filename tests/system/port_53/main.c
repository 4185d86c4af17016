/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What another machine has written is not executable.
 * [itest->llr~port-tables~2]
 * Kind: robustness
 */
#include "../check.h"

#include "arch/shared.h"

int main(void)
{
    volatile uint64_t *first = arch_shared[0];

    *first = 0xd65f03c0U; /* RET */
    check("written", *first == 0xd65f03c0U);
    __asm__ volatile(".global at_call\n"
                     "at_call: blr %0" ::"r"(first)
                     : "x30", "memory");
    print("was run\n");
    return 0;
}

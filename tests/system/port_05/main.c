/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Variables are not executable; the report names the call.
 * [itest->llr~port-tables~2]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

extern uint32_t code;
uint32_t code = 0xd65f03c0U; /* RET */

int main(void)
{
    print("calling\n");
    __asm__ volatile(".global at_call\n"
                     "at_call: blr %0" ::"r"(&code)
                     : "x30", "memory");
    print("was run\n");
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process calls through a null pointer: the report names the process and the
 * call, since nothing is to be found at the program counter.
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-fault-entry~4]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

static void caller(void)
{
    print("calling\n");
    __asm__ volatile(".global at_call\n"
                     "at_call: blr %0" ::"r"(0UL)
                     : "x30", "memory");
    print("was run\n");
}

int main(void)
{
    (void)begin('C', caller);
    kernel_normal();
    return 0;
}

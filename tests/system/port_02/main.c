/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A read through a null pointer is reported with its process and addresses.
 * [itest->llr~port-fault-entry~4]
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-tables~2]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

static void reader(void)
{
    print("reading\n");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: ldr xzr, [%0]" ::"r"(0UL));
    print("was read\n");
}

int main(void)
{
    (void)begin('R', reader);
    kernel_normal();
    return 0;
}

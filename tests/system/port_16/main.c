/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fault in the report of a fault ends the image with status 2. The kernel
 * is made to fault by a number of a current process that does not exist, and
 * a stack pointer to the stack of none.
 * [itest->llr~port-double-fault~2]
 * [itest->llr~port-shutdown~1]
 * Kind: robustness
 */
#include "../check.h"
#include "../processes.h"

int main(void)
{
    print("two faults\n");
    sched.current = 0x4000000U;
    __asm__ volatile("mov sp, %0\n"
                     "udf #0" ::"r"(0));
    return 0;
}

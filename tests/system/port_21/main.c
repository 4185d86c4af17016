/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An image boots in a machine of 2 GiB as in one of 128 MiB; memory that is
 * not the image's stays unmapped.
 * [itest->llr~port-boot~1]
 * [itest->llr~port-tables~2]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    print("main\n");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: ldr xzr, [%0]" ::"r"(0x48000000UL));
    print("was read\n");
    return 0;
}

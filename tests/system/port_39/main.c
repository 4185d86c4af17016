/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An interrupt that is unmasked on the stack of faults ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("interrupt at EL1, on SP_EL1\n");
    timer_pends();
    __asm__ volatile("msr spsel, #1\n"
                     "msr daifclr, #2");
    return 0;
}

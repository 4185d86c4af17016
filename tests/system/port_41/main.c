/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fast interrupt that is unmasked on the stack of faults ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("fast interrupt at EL1, on SP_EL1\n");
    timer_pends_as_fiq();
    __asm__ volatile("msr spsel, #1\n"
                     "msr daifclr, #1");
    return 0;
}

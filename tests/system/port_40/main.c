/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fast interrupt that is unmasked ends the image with status 2.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("fast interrupt at EL1\n");
    timer_pends_as_fiq();
    __asm__ volatile("msr daifclr, #1");
    return 0;
}

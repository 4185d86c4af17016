/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An interrupt that is unmasked ends the image with status 2.
 * [itest->llr~port-double-fault~1]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("interrupt at EL1\n");
    timer_pends();
    __asm__ volatile("msr daifclr, #2");
    return 0;
}

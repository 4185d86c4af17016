/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fast interrupt of AArch32 at EL0 ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("fast interrupt of AArch32\n");
    timer_pends_as_fiq();
    leave_el1(EL0_32 | NO_IRQ | NO_SERROR);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * AArch32 code at EL0 cannot be executed, and its fault ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("fault of AArch32\n");
    leave_el1(EL0_32 | NO_FIQ | NO_IRQ | NO_SERROR);
    return 0;
}

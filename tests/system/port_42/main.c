/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Code at EL0 cannot be executed, and its fault ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("fault at EL0\n");
    leave_el1(EL0 | NO_FIQ | NO_IRQ | NO_SERROR);
    return 0;
}

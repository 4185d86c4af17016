/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An interrupt at EL0 ends the image.
 * [itest->llr~port-double-fault~2]
 * Kind: robustness
 */
#include "../vector.h"

int main(void)
{
    print("interrupt at EL0\n");
    timer_pends();
    leave_el1(EL0 | NO_FIQ | NO_SERROR);
    return 0;
}

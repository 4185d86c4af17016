/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A jump to an address that is not a multiple of four is reported.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    __asm__ volatile("br %0" ::"r"((uintptr_t)main + 2U));
    print("was run\n");
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An image boots: variables have their initial values, the console prints,
 * and the exit status is the image's.
 * [itest->llr~port-boot~1]
 * [itest->llr~port-console~1]
 * [itest->llr~port-shutdown~1]
 * Kind: normal
 */
#include "../check.h"

static volatile uint32_t initialised[3] = {1U, 2U, 3U};
static volatile uint32_t zero[1000];

int main(void)
{
    uint32_t sum = 0U;

    for (uint32_t i = 0U; i < 1000U; i++) {
        sum |= zero[i];
    }
    check("initialised data", (initialised[0] == 1U) &&
                                  (initialised[1] == 2U) &&
                                  (initialised[2] == 3U));
    check("zero data", sum == 0U);
    arch_shutdown(42U);
}

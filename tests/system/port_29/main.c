/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A configuration with a period of 0 ends the image before main().
 * [itest->llr~boot~1]
 * Kind: robustness
 */
#include "../wrong_config.h"

int main(void)
{
    struct config wrong = config;

    wrong.period_ns = 0;
    boot_with(wrong);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A configuration with a duration above the period ends the image before main().
 * [itest->llr~boot~1]
 * Kind: robustness
 */
#include "../wrong_config.h"

int main(void)
{
    struct config wrong = config;

    wrong.duration_ns = config.period_ns + 1;
    boot_with(wrong);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A configuration with too many buffers ends the image before main().
 * [itest->llr~boot~1]
 * Kind: robustness
 */
#include "../wrong_config.h"

int main(void)
{
    struct config wrong = config;

    wrong.limit[KIND_BUFFER] = BUFFER_MAX + 1U;
    boot_with(wrong);
    return 0;
}

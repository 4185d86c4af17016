/* SPDX-License-Identifier: Apache-2.0 */
/*
 * main() that returns ends the image.
 * [itest->llr~boot~1]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    print("main() ends\n");
    return 0;
}

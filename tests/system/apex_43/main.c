/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An error that main() raises, where the action is to stop the process, ends
 * the image.
 * [itest->llr~error-action-none~1]
 * Kind: robustness
 */
#include "../errors.h"

int main(void)
{
    raise("of main()");
    say("must not go on");
    return 0;
}

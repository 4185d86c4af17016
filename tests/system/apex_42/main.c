/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An error that main() raises is ignored, and main() goes on; its fault leaves
 * nothing to go on with. The error handler is given neither.
 * [itest->llr~error-respond~1]
 * [itest->llr~error-ignore~1]
 * [itest->llr~error-raise-ignored~1]
 * [itest->llr~error-fault-none~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    print("the handler must not run\n");
    arch_shutdown(3U);
}

int main(void)
{
    handle(handler);
    raise("of main()");
    say("goes on");
    __asm__ volatile(".global at_fault\n"
                     "at_fault: udf #0");
    say("must not go on");
    return 0;
}

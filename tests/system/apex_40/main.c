/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A wrong pointer to the return code that is given to RAISE_APPLICATION_ERROR:
 * there is no process to be started anew, and the image ends.
 * [itest->llr~error-action-none~1]
 * [itest->llr~error-fault-kernel~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    print("the handler must not run\n");
    arch_shutdown(3U);
}

static void caller(void)
{
    static ERROR_MESSAGE_TYPE text = "help";

    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 4,
                            (RETURN_CODE_TYPE *)(uintptr_t)0x1000U);
    say("must not go on");
}

int main(void)
{
    handle(handler);
    (void)begin('A', caller, 10);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A wrong pointer that is given to GET_TIME: the fault in the kernel is
 * ignored, which leaves nothing to go on with.
 * [itest->llr~error-fault-none~1]
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
    RETURN_CODE_TYPE *const nowhere = (RETURN_CODE_TYPE *)(uintptr_t)0x1000U;
    SYSTEM_TIME_TYPE time;

    GET_TIME(&time, nowhere);
    say("must not go on");
}

int main(void)
{
    handle(handler);
    (void)begin('A', caller, 10);
    normal();
}

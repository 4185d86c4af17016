/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Errors of the error handler are not given to it: its fault, an error that it
 * raises and the overflow of its stack. The configuration's actions follow.
 * [itest->llr~error-respond~1]
 * [itest->llr~error-restart~1]
 * [itest->llr~error-end~1]
 * [itest->llr~port-stack-guard~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    switch (error.MESSAGE[0]) {
    case 'a':
        __asm__ volatile(".global at_read\n"
                         "at_read: ldr xzr, [%0]" ::"r"(0UL));
        break;
    case 'b':
        raise("from the handler");
        break;
    default:
        __asm__ volatile(".global at_overrun\n"
                         "1:\n"
                         "at_overrun: str xzr, [sp, #-16]!\n"
                         "b 1b" ::
                             : "memory");
        break;
    }
    print("handler: must not go on\n");
    arch_shutdown(3U);
}

static void first(void)
{
    raise("a");
    say("must not go on");
}

static void second(void)
{
    raise("b");
    say("must not go on");
}

static void third(void)
{
    raise("c");
    say("must not go on");
}

int main(void)
{
    handle(handler);
    if (say_start()) {
        (void)begin('A', first, 10);
    } else if (mode() == WARM_START) {
        (void)begin('B', second, 10);
    } else {
        (void)begin('C', third, 10);
    }
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * STOP_SELF ends the error handler, and the process that raised goes on; in
 * main() it does nothing.
 * [itest->llr~apex-stop-self~2]
 * [itest->llr~error-leave~1]
 * Kind: normal
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    STOP_SELF();
    print("handler: must not go on\n");
    arch_shutdown(3U);
}

static void raises(void)
{
    raise("once");
    say("goes on");
    raise("and again");
    say("goes on");
    done();
}

int main(void)
{
    handle(handler);
    STOP_SELF();
    say("goes on");
    (void)begin('A', raises, 10);
    normal();
}

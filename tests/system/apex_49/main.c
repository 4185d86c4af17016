/* SPDX-License-Identifier: Apache-2.0 */
/*
 * While the error handler runs, two processes that wait miss their deadlines: at
 * the end of the handler the handler begins anew, with the error of the first,
 * and then with that of the second.
 * [itest->llr~error-missed~1]
 * [itest->llr~error-leave~1]
 * [itest->llr~port-begin~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    if (error.ERROR_CODE == APPLICATION_ERROR) {
        while (now() < (start_time + (10 * MS))) {
        }
    }
    print("handler: ends\n");
}

/* Their time capacity is 5 ms. */
static void waits(void)
{
    pass(20 * MS);
    say("goes on");
}

static void waits_longer(void)
{
    pass(30 * MS);
    say("goes on");
    done();
}

static void raises(void)
{
    raise("long");
    say("goes on");
}

int main(void)
{
    PROCESS_ID_TYPE id;

    handle(handler);
    id = create('W', waits, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    id = create('V', waits_longer, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    (void)begin('R', raises, 40);
    normal();
}

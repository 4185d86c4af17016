/* SPDX-License-Identifier: Apache-2.0 */
/*
 * While the error handler runs, a process that waits misses its deadline: at the
 * end of the handler the handler begins anew, with that error.
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

/* Its time capacity is 5 ms. */
static void waits(void)
{
    pass(20 * MS);
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
    (void)begin('R', raises, 40);
    normal();
}

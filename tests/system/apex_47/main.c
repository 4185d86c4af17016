/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Processes that wait and miss their deadlines: of the first the error is to be
 * confirmed, and it goes on; of the second the action follows, since no error
 * handler was created: the process is stopped.
 * [itest->llr~error-missed~1]
 * [itest->llr~error-confirm~1]
 * [itest->llr~error-respond~1]
 * [itest->llr~error-action~1]
 * Kind: robustness
 */
#include "../errors.h"

/* Its time capacity is 8 ms. */
static void first(void)
{
    pass(12 * MS);
    say("goes on");
    done();
}

/* Its time capacity is 10 ms. */
static void second(void)
{
    pass(20 * MS);
    say("must not go on");
}

int main(void)
{
    PROCESS_ID_TYPE id = create('F', first, 50, APERIODIC, 8 * MS);

    START(id, &code);
    need("START");
    id = create('S', second, 40, APERIODIC, 10 * MS);
    START(id, &code);
    need("START");
    normal();
}

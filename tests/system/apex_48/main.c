/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two processes that wait miss their deadlines at the same time; both errors are
 * told, in the order of their creation, and ignored. One is the ninth process,
 * so that its deadline time is of another group than that of the other one.
 * [itest->llr~error-missed~1]
 * [itest->llr~error-ignore~1]
 * [itest->llr~sched-watch~1]
 * Kind: robustness
 */
#include "../errors.h"

#define BETWEEN 7U

/* Their time capacity is 5 ms. */
static void first(void)
{
    pass(20 * MS);
    say("goes on");
    done();
}

static void ninth(void)
{
    pass(10 * MS);
    say("goes on");
}

int main(void)
{
    const PROCESS_ID_TYPE id = create('F', first, 50, APERIODIC, 5 * MS);
    PROCESS_ID_TYPE other;

    for (char letter = 'a'; letter < (char)('a' + BETWEEN); letter++) {
        (void)create(letter, done, 40, APERIODIC, APERIODIC);
    }
    other = create('N', ninth, 40, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    START(other, &code);
    need("START");
    normal();
}

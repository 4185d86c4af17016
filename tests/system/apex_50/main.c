/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The interrupt of the watch comes before the deadline time: the process goes
 * on, and its overrun is found at that time.
 * [itest->llr~error-watch~1]
 * [itest->llr~error-overrun~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../vector.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    print("handler: at ");
    print_ms(now());
    print(" ms\n");
}

/* Its time capacity is 5 ms. */
static void overruns(void)
{
    timer_pends();
    say("goes on");
    __asm__ volatile(".global at_loop\n"
                     "at_loop: b at_loop");
}

int main(void)
{
    PROCESS_ID_TYPE id;

    handle(handler);
    id = create('C', overruns, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    (void)begin('D', done, 40);
    normal();
}

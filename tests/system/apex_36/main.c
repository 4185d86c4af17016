/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Errors that start the partition anew, in WARM_START and in COLD_START, which
 * main() finds out; and one that ends the image with status 0.
 * [itest->llr~error-respond~1]
 * [itest->llr~error-restart~1]
 * [itest->llr~error-end~1]
 * [itest->llr~error-fault~1]
 * [itest->llr~apex-get-partition-status~2]
 * Kind: normal
 */
#include "../errors.h"

static volatile int32_t zero;
static volatile int32_t data = 5;

extern int32_t divide(int32_t value);
__attribute__((noinline, noclone)) int32_t divide(int32_t value)
{
    return value / zero;
}

static void raises(void)
{
    data = 6;
    raise("to WARM_START");
    say("must not go on");
}

static void divides(void)
{
    data = 6;
    say_number("must not go on", divide(1));
}

static void calls(void)
{
    __asm__ volatile(".global at_call\n"
                     "at_call: svc #0");
    say("must not go on");
}

int main(void)
{
    const bool first = say_start();

    check("data", data == 5);
    if (first) {
        (void)begin('A', raises, 10);
    } else if (mode() == WARM_START) {
        (void)begin('D', divides, 10);
    } else {
        (void)begin('C', calls, 10);
    }
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With FP := 1 a division by zero and a remainder, of 64 bits with a sign and
 * of 32 bits without, are found; the error handler begins with the default
 * rounding, and a quotient of floating point is no error.
 * [itest->llr~port-division~1]
 * [itest->llr~port-switch-fp~1]
 * [itest->llr~port-fault-entry~4]
 * Kind: normal
 */
#include "../errors.h"

static volatile int64_t zero;
static volatile uint32_t none;
static volatile double nothing;

static uint64_t control(void)
{
    uint64_t fpcr;

    __asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
    return fpcr;
}

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    check("default rounding", control() == 0U);
    ask(&error);
}

extern int64_t divide(int64_t value);
__attribute__((noinline, noclone)) int64_t divide(int64_t value)
{
    return value / zero;
}

extern uint32_t rest(uint32_t value);
__attribute__((noinline, noclone)) uint32_t rest(uint32_t value)
{
    return value % none;
}

/* Rounds towards zero. */
static void divides(void)
{
    __asm__ volatile("msr fpcr, %0" ::"r"(3UL << 22));
    say_number("must not go on", divide(INT64_MIN));
}

static void takes_the_rest(void)
{
    say_number("must not go on", rest(7U));
}

static void floats(void)
{
    check("infinite", (1.0 / nothing) > 1e308);
    done();
}

int main(void)
{
    handle(handler);
    (void)begin('D', divides, 30);
    (void)begin('R', takes_the_rest, 20);
    (void)begin('F', floats, 10);
    normal();
}

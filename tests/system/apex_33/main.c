/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each kind of fault, provoked in code of the application: the error handler
 * is given its code, its process, which is stopped, and its address; then the
 * next process runs, and what was locked is free. A process that the handler
 * starts runs from its beginning.
 * [itest->llr~apex-get-error-status~1]
 * [itest->llr~error-report~1]
 * [itest->llr~error-code~1]
 * [itest->llr~error-respond~1]
 * [itest->llr~error-fault~1]
 * [itest->llr~error-leave~1]
 * [itest->llr~port-fault-entry~4]
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-division~1]
 * [itest->llr~port-entry-at~1]
 * Kind: normal
 */
#include "../errors.h"

extern uint32_t ret;
uint32_t ret = 0xd65f03c0U; /* RET */

static volatile int32_t zero;
static volatile uint32_t handled;

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    handled++;
    if (error.ERROR_CODE == NUMERIC_ERROR) {
        ANSWERS(NO_ERROR, START(error.FAILED_PROCESS_ID, &code));
    }
}

static void reads(void)
{
    __asm__ volatile(".global at_read\n"
                     "at_read: ldr xzr, [%0]" ::"r"(0UL));
    say("must not go on");
}

static void writes(void)
{
    __asm__ volatile(".global at_write\n"
                     "at_write: str wzr, [%0]" ::"r"(&reads)
                     : "memory");
    say("must not go on");
}

static void executes(void)
{
    __asm__ volatile(".global at_execute\n"
                     "at_execute: blr %0" ::"r"(&ret)
                     : "x30", "memory");
    say("must not go on");
}

static void undefined(void)
{
    __asm__ volatile(".global at_undefined\n"
                     "at_undefined: udf #0");
    say("must not go on");
}

static void misaligned(void)
{
    __asm__ volatile(".global at_misaligned\n"
                     "at_misaligned: ldaxr x0, [%0]" ::"r"((uintptr_t)&ret + 1U)
                     : "x0", "memory");
    say("must not go on");
}

/* What it has locked is free afterwards. */
static void overruns(void)
{
    LOCK_LEVEL_TYPE level;

    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
    __asm__ volatile(".global at_overrun\n"
                     "1:\n"
                     "at_overrun: str xzr, [sp, #-16]!\n"
                     "b 1b" ::
                         : "memory");
}

static void calls(void)
{
    __asm__ volatile(".global at_call\n"
                     "at_call: svc #0");
    say("must not go on");
}

/* Of all its instructions the test needs the place of the call. */
extern int32_t divide(int32_t value);
__attribute__((noinline, noclone)) int32_t divide(int32_t value)
{
    return value / zero;
}

/* In its second life there is something to divide by. */
static void divides(void)
{
    if (handled == 8U) {
        pass(2 * MS);
        zero = 7;
    }
    say_number("six is", divide(42));
    done();
}

/* Preemption is not locked, or it could not wait. */
static void waits(void)
{
    pass(MS);
    say("has waited");
}

int main(void)
{
    handle(handler);
    (void)begin('R', reads, 90);
    (void)begin('W', writes, 80);
    (void)begin('X', executes, 70);
    (void)begin('U', undefined, 60);
    (void)begin('M', misaligned, 50);
    (void)begin('S', overruns, 40);
    (void)begin('C', calls, 30);
    (void)begin('P', waits, 25);
    (void)begin('D', divides, 20);
    normal();
}

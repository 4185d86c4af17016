/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Without an error handler the configuration's actions follow: a process is
 * stopped or started anew, a periodic one at the next release point; one at
 * fault is stopped also where the error is ignored. In NORMAL no handler can
 * be created.
 * [itest->llr~apex-create-error-handler-null-return-code~1]
 * [itest->llr~apex-create-error-handler-invalid-config~1]
 * [itest->llr~apex-create-error-handler-invalid-mode~1]
 * [itest->llr~error-confirm~1]
 * [itest->llr~error-respond~1]
 * [itest->llr~error-action~1]
 * [itest->llr~error-ignore~1]
 * [itest->llr~error-fault~1]
 * [itest->llr~error-raise~1]
 * Kind: robustness
 */
#include "../errors.h"

static volatile int32_t zero;
static volatile uint32_t lives[3];
static PROCESS_ID_TYPE id[7];

static void handler(void)
{
    print("the handler must not run\n");
    arch_shutdown(3U);
}

extern int32_t divide(int32_t value);
__attribute__((noinline, noclone)) int32_t divide(int32_t value)
{
    return value / zero;
}

static void raises(void)
{
    ANSWERS(INVALID_CONFIG, CREATE_ERROR_HANDLER(handler, 0U, &code));
    CREATE_ERROR_HANDLER(handler, 4096U, NULL);
    ANSWERS(INVALID_MODE, CREATE_ERROR_HANDLER(handler, 4096U, &code));
    raise("for nobody");
    say("must not go on");
}

static void divides(void)
{
    LOCK_LEVEL_TYPE level;

    lives[0]++;
    say_number("life", lives[0]);
    if (lives[0] < 3U) {
        LOCK_PREEMPTION(&level, &code);
        say_number("lock level", level);
        say_number("must not go on", divide(1));
    }
}

/* Each 1 s. */
static void periodic(void)
{
    lives[1]++;
    say_number("life", lives[1]);
    if (lives[1] == 1U) {
        say_number("must not go on", divide(1));
    }
    PERIODIC_WAIT(&code);
    need("PERIODIC_WAIT");
    say("is released again");
    done();
}

static void reads(void)
{
    __asm__ volatile(".global at_read\n"
                     "at_read: ldr xzr, [%0]" ::"r"(0UL));
    say("must not go on");
}

static void undefined(void)
{
    __asm__ volatile(".global at_undefined\n"
                     "at_undefined: .inst 0");
    say("must not go on");
}

static void overruns(void)
{
    lives[2]++;
    __asm__ volatile(".global at_overrun\n"
                     "1:\n"
                     "at_overrun: str xzr, [sp, #-16]!\n"
                     "b 1b" ::
                         : "memory");
}

static void low(void)
{
    say_state("A", id[0]);
    say_state("D", id[1]);
    say_state("P", id[2]);
    say_state("R", id[3]);
    say_state("U", id[4]);
    say_state("S", id[5]);
    START(id[5], &code);
    answer("START");
    pass(MS);
    say_number("lives of S:", lives[2]);
    say_state("S", id[5]);
}

int main(void)
{
    id[0] = begin('A', raises, 90);
    id[1] = begin('D', divides, 80);
    id[2] = create('P', periodic, 70, SECOND, FOREVER);
    START(id[2], &code);
    id[3] = begin('R', reads, 60);
    id[4] = begin('U', undefined, 50);
    id[5] = begin('S', overruns, 40);
    (void)begin('L', low, 10);
    normal();
}

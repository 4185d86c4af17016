/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Suspension while a process waits, equal priorities that wait, are woken and
 * stopped, starts past the end of the clock, and names of 31 and 32 characters.
 * [itest->llr~apex-suspend~1]
 * [itest->llr~apex-resume~1]
 * [itest->llr~apex-suspend-no-action~1]
 * [itest->llr~apex-suspend-self~1]
 * [itest->llr~apex-suspend-self-timed-out~1]
 * [itest->llr~apex-stop~1]
 * [itest->llr~apex-timed-wait~1]
 * [itest->llr~apex-wait-semaphore~1]
 * [itest->llr~apex-signal-semaphore~1]
 * [itest->llr~apex-delayed-start~1]
 * [itest->llr~apex-get-process-id~1]
 * [itest->llr~apex-create-process-no-action~1]
 * Kind: normal
 */
#include "../apex.h"

#define LETTERS31 "abcdefghijklmnopqrstuvwxyz01234"

static PROCESS_ID_TYPE sleeper;
static PROCESS_ID_TYPE equal[3];
static PROCESS_ID_TYPE never[2];
static SEMAPHORE_ID_TYPE sem;

static void sleeps(void)
{
    for (;;) {
        pass(100 * MS);
        say("woke");
    }
}

/* Each of three of one priority. */
static void takes_turns(void)
{
    say("begins");
    WAIT_SEMAPHORE(sem, 50 * MS, &code);
    answer("WAIT_SEMAPHORE");
    SUSPEND_SELF(0, &code);
    answer("SUSPEND_SELF of 0");
    SUSPEND_SELF(500 * MS, &code);
    answer("SUSPEND_SELF of 500 ms");
}

static void idles(void)
{
    say("runs");
}

static void suspends_who_waits(void)
{
    pass(110 * MS);
    ANSWERS(NO_ERROR, SUSPEND(sleeper, &code));
    ANSWERS(NO_ACTION, SUSPEND(sleeper, &code));
    ANSWERS(NO_ERROR, RESUME(sleeper, &code));
    ANSWERS(NO_ACTION, RESUME(sleeper, &code));
    pass(100 * MS);
    ANSWERS(NO_ERROR, SUSPEND(sleeper, &code));
    pass(200 * MS);
    say_state("S", sleeper);
    ANSWERS(NO_ERROR, RESUME(sleeper, &code));
    say_state("S", sleeper);
    pass(10 * MS);
    ANSWERS(NO_ERROR, STOP(sleeper, &code));
}

static void conducts(void)
{
    suspends_who_waits();
    for (uint32_t n = 0U; n < 3U; n++) {
        START(equal[n], &code);
        need("START");
    }
    pass(10 * MS);
    SIGNAL_SEMAPHORE(sem, &code);
    SIGNAL_SEMAPHORE(sem, &code);
    pass(10 * MS);
    RESUME(equal[1], &code);
    answer("RESUME of Y");
    pass(600 * MS);
    for (uint32_t n = 0U; n < 3U; n++) {
        START(equal[n], &code);
        need("START");
    }
    ANSWERS(NO_ERROR, STOP(equal[1], &code));
    ANSWERS(NO_ERROR, STOP(equal[0], &code));
    pass(10 * MS);
    say_state("the second of never", never[1]);
    ANSWERS(NO_ERROR, DELAYED_START(never[1], INT64_MAX - 1, &code));
    say_state("the second of never", never[1]);
    say_state("the first of never", never[0]);
    done();
}

static void long_names(void)
{
    PROCESS_ATTRIBUTE_TYPE a = {.PERIOD = APERIODIC,
                                .TIME_CAPACITY = FOREVER,
                                .ENTRY_POINT = idles,
                                .STACK_SIZE = 8192U,
                                .BASE_PRIORITY = 10,
                                .DEADLINE = SOFT,
                                .NAME = LETTERS31 "5"};
    PROCESS_ID_TYPE id = 0;
    PROCESS_ID_TYPE other = 0;

    ANSWERS(NO_ERROR, CREATE_PROCESS(&a, &id, &code));
    ANSWERS(NO_ACTION, CREATE_PROCESS(&a, &other, &code));
    ANSWERS(INVALID_CONFIG, GET_PROCESS_ID(LETTERS31 "6", &other, &code));
    ANSWERS(INVALID_CONFIG, GET_PROCESS_ID(LETTERS31, &other, &code));
    ANSWERS(NO_ERROR, GET_PROCESS_ID(LETTERS31 "5", &other, &code));
    check("the same", other == id);
    a.NAME[31] = '\0';
    ANSWERS(NO_ERROR, CREATE_PROCESS(&a, &other, &code));
    check("another", other != id);
}

int main(void)
{
    sem = semaphore('s', 0, FIFO);
    (void)begin('C', conducts, 30);
    sleeper = begin('S', sleeps, 10);
    for (uint32_t n = 0U; n < 3U; n++) {
        equal[n] = create((char)('X' + (int32_t)n), takes_turns, 20, APERIODIC,
                          FOREVER);
    }
    never[0] = create('m', idles, 40, APERIODIC, FOREVER);
    never[1] = create('n', idles, 40, APERIODIC, FOREVER);
    ANSWERS(NO_ERROR, DELAYED_START(never[0], INT64_MAX - 1, &code));
    long_names();
    normal();
}

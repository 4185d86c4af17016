/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process raises errors. The first is ignored, and its lock is kept; the
 * others run the error handler, which reads the message, may not wait, and
 * starts, suspends or stops processes; the lock is released, and when the
 * handler has ended the best process runs.
 * [itest->llr~apex-create-error-handler~1]
 * [itest->llr~apex-get-error-status~1]
 * [itest->llr~apex-raise-application-error~1]
 * [itest->llr~error-report~1]
 * [itest->llr~error-code~1]
 * [itest->llr~error-confirm~1]
 * [itest->llr~error-respond~1]
 * [itest->llr~error-leave~1]
 * [itest->llr~error-raise~1]
 * [itest->llr~error-raise-ignored~1]
 * [itest->llr~process-end~2]
 * [itest->llr~port-process-end~2]
 * [itest->llr~port-context~2]
 * [itest->llr~port-entry-at~1]
 * Kind: normal
 */
#include "../errors.h"

static PROCESS_ID_TYPE raiser;
static PROCESS_ID_TYPE high;
static MUTEX_ID_TYPE lock;
static volatile uint32_t lives;

static void handler(void)
{
    ERROR_STATUS_TYPE error;
    PROCESS_ID_TYPE id;
    LOCK_LEVEL_TYPE level;

    ask(&error);
    switch (error.MESSAGE[0]) {
    case 'a':
        ANSWERS(INVALID_MODE, GET_MY_ID(&id, &code));
        ANSWERS(INVALID_MODE, TIMED_WAIT(0, &code));
        ANSWERS(NO_ACTION, LOCK_PREEMPTION(&level, &code));
        ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(lock, 0, &code));
        break;
    case 'b':
        ANSWERS(NO_ERROR, START(high, &code));
        print("handler: starts H\n");
        break;
    case 'c':
        ANSWERS(NO_ERROR, SUSPEND(raiser, &code));
        break;
    case 'd':
        ANSWERS(NO_ERROR, STOP(raiser, &code));
        break;
    default:
        break;
    }
    print("handler: ends\n");
}

static void say_locks(void)
{
    PARTITION_STATUS_TYPE partition_status;
    MUTEX_STATUS_TYPE mutex_status;

    GET_PARTITION_STATUS(&partition_status, &code);
    need("GET_PARTITION_STATUS");
    say_number("lock level", partition_status.LOCK_LEVEL);
    GET_MUTEX_STATUS(lock, &mutex_status, &code);
    need("GET_MUTEX_STATUS");
    say_number("lock count", mutex_status.LOCK_COUNT);
}

static void raises(void)
{
    volatile uint32_t local = 1234U;
    LOCK_LEVEL_TYPE level;

    if (lives == 1U) {
        say("is alive again");
        done();
    }
    lives = 1U;
    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
    raise("a: is ignored");
    say_locks();
    raise("a: under a lock");
    say_locks();
    ACQUIRE_MUTEX(lock, FOREVER, &code);
    need("ACQUIRE_MUTEX");
    raise("with a mutex");
    say_locks();
    raise("");
    raise("the longest message has as many bytes as there can be, one hundred "
          "and twenty-eight: more than a line of this log has, that is a");
    raise("b: H is better");
    say("goes on");
    raise("c: is suspended");
    check("the stack is as it was", local == 1234U);
    raise("d: is stopped");
    say("must not go on");
}

static void better(void)
{
    say("is better");
}

static void low(void)
{
    say("runs");
    RESUME(raiser, &code);
    answer("RESUME");
    pass(MS);
    say_state("R", raiser);
    START(raiser, &code);
    need("START");
    pass(MS);
}

int main(void)
{
    handle(handler);
    lock = mutex('m', 100);
    raiser = begin('R', raises, 30);
    high = create('H', better, 50, APERIODIC, FOREVER);
    (void)begin('L', low, 10);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * While a process owns a mutex nobody else runs: it is not allowed to wait,
 * and more urgent ones that it resumes, that it wakes and whose delay ends
 * run, in the order of their priorities, when it has released the mutex and
 * waits. It locks the mutex up to 16 times and has its priority meanwhile. The
 * mutex is AVAILABLE when it is released as often, when it is reset, and when
 * its owner stops or comes to its end. The lock of preemption is one more
 * mutex, which does not change a priority.
 * [itest->llr~apex-create-mutex~1]
 * [itest->llr~apex-acquire-mutex~1]
 * [itest->llr~apex-acquire-mutex-invalid-config~1]
 * [itest->llr~apex-release-mutex~1]
 * [itest->llr~apex-reset-mutex~1]
 * [itest->llr~apex-get-mutex-id~1]
 * [itest->llr~apex-get-mutex-status~1]
 * [itest->llr~apex-get-process-mutex-state~1]
 * [itest->llr~apex-get-process-status~2]
 * [itest->llr~apex-get-partition-status~2]
 * [itest->llr~apex-lock-preemption~2]
 * [itest->llr~apex-stop-self~2]
 * [itest->llr~apex-timed-wait-invalid-mode~2]
 * [itest->llr~apex-periodic-wait-invalid-mode~2]
 * [itest->llr~apex-suspend-self-invalid-mode~2]
 * [itest->llr~apex-wait-semaphore-invalid-mode~2]
 * [itest->llr~apex-wait-event-invalid-mode~2]
 * [itest->llr~apex-send-buffer-invalid-mode~2]
 * [itest->llr~apex-receive-buffer-invalid-mode~2]
 * [itest->llr~apex-read-blackboard-invalid-mode~1]
 * Kind: normal
 */
#include "../apex.h"

static MUTEX_ID_TYPE a; /* of priority 30, that of H */
static MUTEX_ID_TYPE b; /* of priority 239 */

/* With nothing in them, and a buffer of one message with one. */
static SEMAPHORE_ID_TYPE sem;
static EVENT_ID_TYPE down;
static BUFFER_ID_TYPE empty;
static BLACKBOARD_ID_TYPE board;
static BUFFER_ID_TYPE full;

static EVENT_ID_TYPE alarm; /* E waits for it */
static PROCESS_ID_TYPE conductor;
static PROCESS_ID_TYPE high;
static PROCESS_ID_TYPE woken;
static PROCESS_ID_TYPE stops_locked;
static PROCESS_ID_TYPE ends_locked;

static void say_mutex(const char *who, MUTEX_ID_TYPE id)
{
    MUTEX_STATUS_TYPE status;

    GET_MUTEX_STATUS(id, &status, &code);
    need("GET_MUTEX_STATUS");
    head();
    print(who);
    print((status.MUTEX_STATE == AVAILABLE) ? " is AVAILABLE" : " is OWNED");
    print(", owner ");
    print_number((uint64_t)status.MUTEX_OWNER);
    print(", priority ");
    print_number((uint64_t)status.MUTEX_PRIORITY);
    print(", locks ");
    print_number((uint64_t)status.LOCK_COUNT);
    print(", waiting ");
    print_number((uint64_t)status.WAITING_PROCESSES);
    print("\n");
}

/* The caller's current priority, its mutex, and the level of preemption. */
static void say_self(void)
{
    PROCESS_ID_TYPE self = NULL_PROCESS_ID;
    PROCESS_STATUS_TYPE status;
    MUTEX_ID_TYPE id = 0;
    PARTITION_STATUS_TYPE partition;

    GET_MY_ID(&self, &code);
    need("GET_MY_ID");
    GET_PROCESS_STATUS(self, &status, &code);
    need("GET_PROCESS_STATUS");
    GET_PROCESS_MUTEX_STATE(self, &id, &code);
    need("GET_PROCESS_MUTEX_STATE");
    GET_PARTITION_STATUS(&partition, &code);
    need("GET_PARTITION_STATUS");
    head();
    print("priority ");
    print_number((uint64_t)status.CURRENT_PRIORITY);
    print(", owns ");
    if (id == NO_MUTEX_OWNED) {
        print("none");
    } else {
        print_number((uint64_t)id);
    }
    print(", preemption ");
    print_number((uint64_t)partition.LOCK_LEVEL);
    print("\n");
}

static void acquire(MUTEX_ID_TYPE id, uint32_t times)
{
    for (uint32_t n = 0U; n < times; n++) {
        ACQUIRE_MUTEX(id, FOREVER, &code);
        need("ACQUIRE_MUTEX");
    }
}

static void release(MUTEX_ID_TYPE id, uint32_t times)
{
    for (uint32_t n = 0U; n < times; n++) {
        RELEASE_MUTEX(id, &code);
        need("RELEASE_MUTEX");
    }
}

static void lock_preemption(void)
{
    LOCK_LEVEL_TYPE level;

    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
}

/* What H, E and D do at last. */
static void takes(void)
{
    acquire(a, 1U);
    say_mutex("a", a);
    release(a, 1U);
}

static void is_resumed(void)
{
    SUSPEND_SELF(FOREVER, &code);
    need("SUSPEND_SELF");
    takes();
}

static void is_woken(void)
{
    WAIT_EVENT(alarm, FOREVER, &code);
    need("WAIT_EVENT");
    takes();
}

static void is_delayed(void)
{
    pass(3 * MS);
    takes();
}

/* Its second release, after a second, ends the test. */
static void is_periodic(void)
{
    acquire(b, 1U);
    say_self();
    ANSWERS(INVALID_MODE, PERIODIC_WAIT(&code));
    say_self();
    release(b, 1U);
    ANSWERS(NO_ERROR, PERIODIC_WAIT(&code));
    say_self();
    done();
}

static void stops(void)
{
    acquire(a, 3U);
    say_mutex("a", a);
    STOP_SELF();
    check("stopped", false);
}

static void ends(void)
{
    acquire(a, 16U);
    say_mutex("a", a);
}

static void lock_16_times(void)
{
    say_mutex("a", a);
    say_self();
    acquire(a, 1U);
    say_mutex("a", a);
    say_self();
    acquire(a, 14U);
    say_mutex("a", a);
    ANSWERS(NO_ERROR, ACQUIRE_MUTEX(a, 0, &code));
    ANSWERS(INVALID_CONFIG, ACQUIRE_MUTEX(a, 0, &code));
    ANSWERS(INVALID_CONFIG, ACQUIRE_MUTEX(a, FOREVER, &code));
    say_mutex("a", a);
    say_mutex("b", b);
    release(a, 15U);
    say_mutex("a", a);
    say_self();
    release(a, 1U);
    say_mutex("a", a);
    say_self();
}

static void refuse_waits(void)
{
    APEX_BYTE message[16] = "message";
    MESSAGE_SIZE_TYPE length = 77;

    ANSWERS(INVALID_MODE, TIMED_WAIT(1, &code));
    ANSWERS(INVALID_MODE, TIMED_WAIT(0, &code));
    ANSWERS(INVALID_MODE, PERIODIC_WAIT(&code));
    ANSWERS(INVALID_MODE, SUSPEND_SELF(FOREVER, &code));
    ANSWERS(INVALID_MODE, SUSPEND_SELF(0, &code));
    ANSWERS(INVALID_MODE, WAIT_SEMAPHORE(sem, FOREVER, &code));
    ANSWERS(NOT_AVAILABLE, WAIT_SEMAPHORE(sem, 0, &code));
    ANSWERS(INVALID_MODE, WAIT_EVENT(down, FOREVER, &code));
    ANSWERS(INVALID_MODE, SEND_BUFFER(full, message, 1, FOREVER, &code));
    ANSWERS(INVALID_MODE,
            RECEIVE_BUFFER(empty, FOREVER, message, &length, &code));
    ANSWERS(INVALID_MODE,
            READ_BLACKBOARD(board, FOREVER, message, &length, &code));
    check("nothing was read", (length == 77) && (message[0] == 'm'));
    ANSWERS(NO_ERROR, RECEIVE_BUFFER(full, FOREVER, message, &length, &code));
    ANSWERS(NO_ERROR, SEND_BUFFER(full, message, 1, FOREVER, &code));
}

/* H, E and D are to run, but not before the owner waits. */
static void keep_all_from_running(void)
{
    const SYSTEM_TIME_TYPE end = now() + (5 * MS);

    acquire(a, 2U);
    ANSWERS(NO_ERROR, SET_EVENT(alarm, &code));
    ANSWERS(NO_ERROR, RESUME(high, &code));
    while (now() < end) {
    }
    say_state("H", high);
    say_state("E", woken);
    refuse_waits();
    release(a, 1U);
    ANSWERS(INVALID_MODE, TIMED_WAIT(1, &code));
    release(a, 1U);
    say_mutex("a", a);
    say_state("H", high);
    say_state("E", woken);
    pass(1 * MS);
    say_mutex("a", a);
}

/* Let a process that comes to own the mutex run, until it is DORMANT. */
static void let_stop(const char *who, PROCESS_ID_TYPE id)
{
    ANSWERS(NO_ERROR, START(id, &code));
    pass(1 * MS);
    say_state(who, id);
    say_mutex("a", a);
    acquire(a, 1U);
    say_mutex("a", a);
    release(a, 1U);
}

static void reset(void)
{
    acquire(b, 16U);
    say_self();
    ANSWERS(NO_ERROR, RESET_MUTEX(b, conductor, &code));
    say_mutex("b", b);
    say_self();
    pass(1 * MS);
    acquire(a, 1U);
    ANSWERS(NO_ERROR, RESET_MUTEX(a, conductor, &code));
    say_mutex("a", a);
}

static void lock_and_reset_preemption(void)
{
    say_mutex("preemption", PREEMPTION_LOCK_MUTEX);
    lock_preemption();
    lock_preemption();
    say_mutex("preemption", PREEMPTION_LOCK_MUTEX);
    say_mutex("a", a);
    say_self();
    ANSWERS(INVALID_MODE, TIMED_WAIT(1, &code));
    ANSWERS(NO_ERROR, RESET_MUTEX(PREEMPTION_LOCK_MUTEX, conductor, &code));
    say_mutex("preemption", PREEMPTION_LOCK_MUTEX);
    say_self();
    pass(1 * MS);
    acquire(a, 1U);
    say_mutex("preemption", PREEMPTION_LOCK_MUTEX);
    release(a, 1U);
}

static void conducts(void)
{
    MUTEX_ID_TYPE id = 77;

    ANSWERS(NO_ERROR, GET_MUTEX_ID("b", &id, &code));
    check("the second", (id == 2) && (id == b));
    lock_16_times();
    keep_all_from_running();
    let_stop("S", stops_locked);
    let_stop("T", ends_locked);
    reset();
    lock_and_reset_preemption();
    say("ends");
}

int main(void)
{
    APEX_BYTE message[1] = {0};

    a = mutex('a', 30);
    b = mutex('b', 239);
    sem = semaphore('s', 0, FIFO);
    down = event('d');
    alarm = event('a');
    empty = buffer('e', 1, FIFO);
    full = buffer('f', 1, FIFO);
    board = blackboard('b', 16);
    SEND_BUFFER(full, message, 1, 0, &code);
    need("SEND_BUFFER");
    conductor = begin('C', conducts, 10);
    high = begin('H', is_resumed, 30);
    woken = begin('E', is_woken, 20);
    (void)begin('D', is_delayed, 15);
    stops_locked = create('S', stops, 20, APERIODIC, FOREVER);
    ends_locked = create('T', ends, 30, APERIODIC, FOREVER);
    START(create('P', is_periodic, 25, SECOND, FOREVER), &code);
    need("START");
    normal();
}

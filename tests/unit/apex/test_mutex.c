/* SPDX-License-Identifier: Apache-2.0 */
/* Mutex services. */
#include "apex_unit.h"

#include "apexBlackboard.h"
#include "apexBuffer.h"
#include "apexEvent.h"
#include "apexMutex.h"
#include "apexSemaphore.h"
#include "apexTime.h"

const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 1000,
                              .limit = {[KIND_PROCESS] = 4U,
                                        [KIND_SEMAPHORE] = 1U,
                                        [KIND_EVENT] = 1U,
                                        [KIND_BUFFER] = 1U,
                                        [KIND_BOARD] = 1U,
                                        [KIND_MUTEX] = 3U}};

static MUTEX_NAME_TYPE name_a = "a";
static MUTEX_NAME_TYPE name_b = "b";
static MUTEX_NAME_TYPE name_c = "c";
static MUTEX_NAME_TYPE name_d = "d";

#define UNSET (-7)
#define PREEMPTION PREEMPTION_LOCK_MUTEX

static MUTEX_ID_TYPE create_mutex(const char *name, PRIORITY_TYPE priority)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    DONE(CREATE_MUTEX(name, priority, FIFO, &id, &code));
    return id;
}

/* A mutex of priority 20. */
static MUTEX_ID_TYPE mutex(void)
{
    return create_mutex(name_a, 20);
}

/* Another one, of priority 30. */
static MUTEX_ID_TYPE another(void)
{
    return create_mutex(name_b, 30);
}

/* A process of priority 5 runs. */
static PROCESS_ID_TYPE runs(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    return id;
}

/* Lock the mutex so many times. */
static void acquire(MUTEX_ID_TYPE id, int32_t times)
{
    for (int32_t i = 0; i < times; i++) {
        DONE(ACQUIRE_MUTEX(id, INFINITE_TIME_VALUE, &code));
    }
}

static void lock_preemption(void)
{
    LOCK_LEVEL_TYPE level = UNSET;

    DONE(LOCK_PREEMPTION(&level, &code));
}

static MUTEX_STATUS_TYPE mutex_status(MUTEX_ID_TYPE id)
{
    MUTEX_STATUS_TYPE status = {UNSET, (MUTEX_STATE_TYPE)UNSET, UNSET, UNSET,
                                UNSET};

    DONE(GET_MUTEX_STATUS(id, &status, &code));
    return status;
}

/* The mutex that the process owns. */
static MUTEX_ID_TYPE owned_by(PROCESS_ID_TYPE process_id)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    DONE(GET_PROCESS_MUTEX_STATE(process_id, &id, &code));
    return id;
}

/* The mutex has this owner, who has locked it so often. */
static void check_owned(MUTEX_ID_TYPE id, PROCESS_ID_TYPE owner, int32_t times)
{
    const MUTEX_STATUS_TYPE status = mutex_status(id);

    CU_ASSERT_EQUAL(status.MUTEX_OWNER, owner);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, OWNED);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, times);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(owned_by(owner), id);
}

static void check_available(MUTEX_ID_TYPE id)
{
    const MUTEX_STATUS_TYPE status = mutex_status(id);

    CU_ASSERT_EQUAL(status.MUTEX_OWNER, NULL_PROCESS_ID);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, AVAILABLE);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, 0);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-create-mutex~1]
 * Kind: normal */
static void test_create_mutex_is_available_with_its_priority(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    DONE(CREATE_MUTEX(name_a, 10, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    DONE(CREATE_MUTEX(name_b, 30, PRIORITY, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    check_available(1);
    check_available(2);
    CU_ASSERT_EQUAL(mutex_status(1).MUTEX_PRIORITY, 10);
    CU_ASSERT_EQUAL(mutex_status(2).MUTEX_PRIORITY, 30);
}

/* [utest->llr~apex-create-mutex~1]
 * Kind: robustness */
static void test_create_mutex_at_the_ends_of_its_range(void)
{
    const MUTEX_ID_TYPE least = create_mutex(name_a, 1);
    const MUTEX_ID_TYPE most = create_mutex(name_b, 239);

    CU_ASSERT_EQUAL(mutex_status(least).MUTEX_PRIORITY, 1);
    CU_ASSERT_EQUAL(mutex_status(most).MUTEX_PRIORITY, 239);
}

/* [utest->llr~apex-create-mutex-null-return-code~1]
 * Kind: robustness */
static void test_create_mutex_without_return_code(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_MUTEX(name_a, 1, FIFO, &id, NULL));
    IGNORED(CREATE_MUTEX(NULL, 0, FIFO, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-null~1]
 * Kind: robustness */
static void test_create_mutex_null(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_MUTEX(NULL, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 1, FIFO, NULL, &code));
    (void)mutex();
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 1, FIFO, NULL, &code));
    (void)runs();
    REFUSED(INVALID_PARAM, CREATE_MUTEX(NULL, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-null~1]
 * [utest->llr~apex-create-mutex-full~1]
 * Kind: robustness */
static void test_create_mutex_when_all_exist(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)mutex();
    (void)another();
    CU_ASSERT_EQUAL(create_mutex(name_c, 1), 3);
    REFUSED(INVALID_CONFIG, CREATE_MUTEX(name_d, 1, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_MUTEX(name_a, 1, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_MUTEX(name_d, 0, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(NULL, 1, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_d, 1, FIFO, NULL, &code));
    (void)runs();
    REFUSED(INVALID_CONFIG, CREATE_MUTEX(name_d, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-no-action~1]
 * Kind: robustness */
static void test_create_mutex_of_a_name_that_exists(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)mutex();
    REFUSED(NO_ACTION, CREATE_MUTEX(name_a, 1, FIFO, &id, &code));
    REFUSED(NO_ACTION, CREATE_MUTEX(name_a, 0, FIFO, &id, &code));
    REFUSED(NO_ACTION,
            CREATE_MUTEX(name_a, 1, (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    (void)runs();
    REFUSED(NO_ACTION, CREATE_MUTEX(name_a, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-invalid-param~1]
 * Kind: robustness */
static void test_create_mutex_of_no_priority(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 0, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, -1, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, INT32_MIN, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 240, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, INT32_MAX, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-invalid-param~1]
 * Kind: robustness */
static void test_create_mutex_of_no_discipline(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM,
            CREATE_MUTEX(name_a, 1, (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_MUTEX(name_a, 1, (QUEUING_DISCIPLINE_TYPE)-1, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-mutex-invalid-mode~1]
 * [utest->llr~apex-create-mutex-invalid-param~1]
 * Kind: robustness */
static void test_create_mutex_in_normal(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)runs();
    REFUSED(INVALID_MODE, CREATE_MUTEX(name_a, 1, FIFO, &id, &code));
    REFUSED(INVALID_MODE, CREATE_MUTEX(name_a, 239, PRIORITY, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 0, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_MUTEX(name_a, 240, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: normal */
static void test_acquire_mutex_locks_it_for_the_caller(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();

    DONE(ACQUIRE_MUTEX(b, 0, &code));
    check_owned(b, p, 1);
    check_available(a);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: normal */
static void test_acquire_mutex_once_more(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    for (int32_t times = 1; times <= 3; times++) {
        DONE(ACQUIRE_MUTEX(id, 5, &code));
        check_owned(id, p, times);
    }
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: normal */
static void test_acquire_mutex_after_another_one(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();
    LOCK_LEVEL_TYPE level = UNSET;

    acquire(a, 1);
    DONE(RELEASE_MUTEX(a, &code));
    acquire(b, 1);
    check_owned(b, p, 1);
    DONE(RELEASE_MUTEX(b, &code));
    lock_preemption();
    DONE(UNLOCK_PREEMPTION(&level, &code));
    acquire(a, 1);
    check_owned(a, p, 1);
    check_available(PREEMPTION);
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: normal */
static void test_acquire_mutex_by_another_process_afterwards(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE q = create_aperiodic("q");
    const PROCESS_ID_TYPE p = runs();

    acquire(id, 2);
    DONE(RELEASE_MUTEX(id, &code));
    DONE(RELEASE_MUTEX(id, &code));
    run(q);
    acquire(id, 1);
    check_owned(id, q, 1);
    CU_ASSERT_EQUAL(owned_by(p), NO_MUTEX_OWNED);
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: robustness */
static void test_acquire_mutex_for_any_time(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    DONE(ACQUIRE_MUTEX(id, INFINITE_TIME_VALUE, &code));
    DONE(ACQUIRE_MUTEX(id, 0, &code));
    DONE(ACQUIRE_MUTEX(id, 1, &code));
    DONE(ACQUIRE_MUTEX(id, INT64_MAX, &code));
    check_owned(id, p, 4);
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: robustness */
static void test_acquire_mutex_of_the_caller_s_priority(void)
{
    const MUTEX_ID_TYPE id = create_mutex(name_a, 5);
    const PROCESS_ID_TYPE p = runs();

    DONE(ACQUIRE_MUTEX(id, 0, &code));
    check_owned(id, p, 1);
}

/* A process cannot wait for a mutex, or for anything else while it owns one.
 * [utest->llr~apex-acquire-mutex~1]
 * Kind: robustness */
static void test_acquire_mutex_forbids_its_owner_to_wait(void)
{
    const MUTEX_ID_TYPE id = mutex();
    MUTEX_ID_TYPE object_id = ID_UNSET;
    APEX_BYTE message[1] = {0};
    MESSAGE_SIZE_TYPE length = 0;

    DONE(CREATE_SEMAPHORE(name_a, 0, 1, FIFO, &object_id, &code));
    DONE(CREATE_EVENT(name_a, &object_id, &code));
    DONE(CREATE_BUFFER(name_a, 1, 1, FIFO, &object_id, &code));
    DONE(CREATE_BLACKBOARD(name_a, 1, &object_id, &code));
    run_beside_other(create_aperiodic("p"));
    acquire(id, 1);
    REFUSED(INVALID_MODE, SUSPEND_SELF(INFINITE_TIME_VALUE, &code));
    REFUSED(INVALID_MODE, SUSPEND_SELF(0, &code));
    REFUSED(INVALID_MODE, TIMED_WAIT(5, &code));
    REFUSED(INVALID_MODE, TIMED_WAIT(0, &code));
    REFUSED(INVALID_MODE, WAIT_SEMAPHORE(1, 5, &code));
    REFUSED(INVALID_MODE, WAIT_EVENT(1, 5, &code));
    REFUSED(INVALID_MODE, RECEIVE_BUFFER(1, 5, message, &length, &code));
    REFUSED(INVALID_MODE, READ_BLACKBOARD(1, 5, message, &length, &code));
    DONE(SEND_BUFFER(1, message, 1, 5, &code));
    REFUSED(INVALID_MODE, SEND_BUFFER(1, message, 1, 5, &code));
}

/* [utest->llr~apex-acquire-mutex~1]
 * Kind: robustness */
static void test_acquire_mutex_forbids_its_owner_a_periodic_wait(void)
{
    const MUTEX_ID_TYPE id = mutex();

    run_released_beside_other(create_periodic("p"));
    acquire(id, 1);
    REFUSED(INVALID_MODE, PERIODIC_WAIT(&code));
}

/* [utest->llr~apex-acquire-mutex-null-return-code~1]
 * Kind: robustness */
static void test_acquire_mutex_without_return_code(void)
{
    const MUTEX_ID_TYPE id = mutex();

    IGNORED(ACQUIRE_MUTEX(id, 0, NULL));
    (void)runs();
    IGNORED(ACQUIRE_MUTEX(id, 0, NULL));
    IGNORED(ACQUIRE_MUTEX(0, -2, NULL));
    acquire(id, 1);
    IGNORED(ACQUIRE_MUTEX(id, 0, NULL));
}

/* [utest->llr~apex-acquire-mutex-invalid-param~1]
 * Kind: robustness */
static void test_acquire_mutex_that_does_not_exist(void)
{
    const MUTEX_ID_TYPE id = mutex();

    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(0, 0, &code));
    (void)runs();
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(0, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id + 1, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(-1, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(NO_MUTEX_OWNED, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(INT32_MIN, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(INT32_MAX, 0, &code));
    acquire(id, 16);
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id + 1, 0, &code));
}

/* [utest->llr~apex-acquire-mutex-invalid-param~1]
 * Kind: robustness */
static void test_acquire_mutex_of_preemption(void)
{
    (void)mutex();
    (void)runs();
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(33, 0, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(34, 0, &code));
    lock_preemption();
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(PREEMPTION, 0, &code));
}

/* [utest->llr~apex-acquire-mutex-invalid-param~1]
 * Kind: robustness */
static void test_acquire_mutex_for_a_negative_time(void)
{
    const MUTEX_ID_TYPE id = mutex();

    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id, -2, &code));
    (void)runs();
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id, -2, &code));
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id, INT64_MIN, &code));
    acquire(id, 16);
    REFUSED(INVALID_PARAM, ACQUIRE_MUTEX(id, -2, &code));
}

/* [utest->llr~apex-acquire-mutex-main~1]
 * Kind: robustness */
static void test_acquire_mutex_in_main(void)
{
    const MUTEX_ID_TYPE id = mutex();

    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(id, 0, &code));
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(id, INFINITE_TIME_VALUE, &code));
    check_available(id);
}

/* [utest->llr~apex-acquire-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_acquire_mutex_while_another_one_is_owned(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();

    acquire(b, 1);
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(a, 0, &code));
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(a, INFINITE_TIME_VALUE, &code));
    acquire(b, 15);
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(a, 0, &code));
    check_owned(b, p, 16);
}

/* [utest->llr~apex-acquire-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_acquire_mutex_while_preemption_is_locked(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    lock_preemption();
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(id, 0, &code));
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(id, 5, &code));
    check_owned(PREEMPTION, p, 1);
}

/* [utest->llr~apex-acquire-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_acquire_mutex_of_a_priority_below_the_caller_s(void)
{
    const MUTEX_ID_TYPE low = create_mutex(name_a, 4);
    const MUTEX_ID_TYPE high = create_mutex(name_b, 20);
    const MUTEX_ID_TYPE lowest = create_mutex(name_c, 1);
    const PROCESS_ID_TYPE p = runs();

    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(low, 0, &code));
    REFUSED(INVALID_MODE, ACQUIRE_MUTEX(lowest, INFINITE_TIME_VALUE, &code));
    check_available(low);
    acquire(high, 1);
    check_owned(high, p, 1);
}

/* [utest->llr~apex-acquire-mutex-invalid-config~1]
 * Kind: robustness */
static void test_acquire_mutex_more_than_16_times(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    acquire(id, 15);
    check_owned(id, p, 15);
    DONE(ACQUIRE_MUTEX(id, 0, &code));
    REFUSED(INVALID_CONFIG, ACQUIRE_MUTEX(id, 0, &code));
    REFUSED(INVALID_CONFIG, ACQUIRE_MUTEX(id, INFINITE_TIME_VALUE, &code));
    check_owned(id, p, 16);
    DONE(RELEASE_MUTEX(id, &code));
    DONE(ACQUIRE_MUTEX(id, 0, &code));
    check_owned(id, p, 16);
}

/* [utest->llr~apex-release-mutex~1]
 * Kind: normal */
static void test_release_mutex_unlocks_once(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    acquire(id, 16);
    for (int32_t times = 15; times >= 1; times--) {
        DONE(RELEASE_MUTEX(id, &code));
        check_owned(id, p, times);
    }
    DONE(RELEASE_MUTEX(id, &code));
    check_available(id);
    CU_ASSERT_EQUAL(owned_by(p), NO_MUTEX_OWNED);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-release-mutex~1]
 * Kind: normal */
static void test_release_mutex_lets_its_owner_wait(void)
{
    const MUTEX_ID_TYPE id = mutex();

    run_beside_other(create_aperiodic("p"));
    acquire(id, 2);
    DONE(RELEASE_MUTEX(id, &code));
    REFUSED(INVALID_MODE, TIMED_WAIT(5, &code));
    DONE(RELEASE_MUTEX(id, &code));
    host_switch_hook = unit_switch_time;
    DONE(TIMED_WAIT(5, &code));
    CU_ASSERT_EQUAL(host_now, 5);
}

/* [utest->llr~apex-release-mutex-null-return-code~1]
 * Kind: robustness */
static void test_release_mutex_without_return_code(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    IGNORED(RELEASE_MUTEX(id, NULL));
    acquire(id, 1);
    IGNORED(RELEASE_MUTEX(id, NULL));
    IGNORED(RELEASE_MUTEX(0, NULL));
    check_owned(id, p, 1);
}

/* [utest->llr~apex-release-mutex-invalid-param~1]
 * Kind: robustness */
static void test_release_mutex_that_does_not_exist(void)
{
    const MUTEX_ID_TYPE id = mutex();

    REFUSED(INVALID_PARAM, RELEASE_MUTEX(0, &code));
    (void)runs();
    acquire(id, 1);
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(0, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(id + 1, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(-1, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(NO_MUTEX_OWNED, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(INT32_MIN, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(INT32_MAX, &code));
}

/* [utest->llr~apex-release-mutex-invalid-param~1]
 * Kind: robustness */
static void test_release_mutex_of_preemption(void)
{
    const PROCESS_ID_TYPE p = runs();

    lock_preemption();
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(33, &code));
    REFUSED(INVALID_PARAM, RELEASE_MUTEX(34, &code));
    check_owned(PREEMPTION, p, 1);
}

/* [utest->llr~apex-release-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_release_mutex_that_is_not_owned(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();

    REFUSED(INVALID_MODE, RELEASE_MUTEX(a, &code));
    (void)runs();
    REFUSED(INVALID_MODE, RELEASE_MUTEX(a, &code));
    acquire(b, 1);
    REFUSED(INVALID_MODE, RELEASE_MUTEX(a, &code));
    DONE(RELEASE_MUTEX(b, &code));
    REFUSED(INVALID_MODE, RELEASE_MUTEX(b, &code));
    lock_preemption();
    REFUSED(INVALID_MODE, RELEASE_MUTEX(a, &code));
    REFUSED(INVALID_MODE, RELEASE_MUTEX(b, &code));
}

/* [utest->llr~apex-reset-mutex~1]
 * Kind: normal */
static void test_reset_mutex_makes_available(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();

    acquire(a, 1);
    DONE(RESET_MUTEX(a, p, &code));
    check_available(a);
    acquire(b, 16);
    DONE(RESET_MUTEX(b, p, &code));
    check_available(b);
    CU_ASSERT_EQUAL(owned_by(p), NO_MUTEX_OWNED);
    acquire(a, 1);
    check_owned(a, p, 1);
}

/* [utest->llr~apex-reset-mutex~1]
 * Kind: normal */
static void test_reset_mutex_of_preemption(void)
{
    const PROCESS_ID_TYPE p = runs();

    lock_preemption();
    lock_preemption();
    DONE(RESET_MUTEX(PREEMPTION, p, &code));
    check_available(PREEMPTION);
    lock_preemption();
    check_owned(PREEMPTION, p, 1);
}

/* [utest->llr~apex-reset-mutex-null-return-code~1]
 * Kind: robustness */
static void test_reset_mutex_without_return_code(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    acquire(id, 2);
    IGNORED(RESET_MUTEX(id, p, NULL));
    IGNORED(RESET_MUTEX(0, 0, NULL));
    check_owned(id, p, 2);
}

/* [utest->llr~apex-reset-mutex-invalid-param~1]
 * Kind: robustness */
static void test_reset_mutex_that_does_not_exist(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    REFUSED(INVALID_PARAM, RESET_MUTEX(0, p, &code));
    acquire(id, 1);
    REFUSED(INVALID_PARAM, RESET_MUTEX(0, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id + 1, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(32, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(34, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(-1, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(NO_MUTEX_OWNED, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(INT32_MIN, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(INT32_MAX, p, &code));
}

/* [utest->llr~apex-reset-mutex-invalid-param~1]
 * Kind: robustness */
static void test_reset_mutex_of_no_process(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = runs();

    REFUSED(INVALID_PARAM, RESET_MUTEX(id, 0, &code));
    acquire(id, 1);
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, 0, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, p + 1, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, -1, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, INT32_MIN, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, INT32_MAX, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(PREEMPTION, 0, &code));
}

/* [utest->llr~apex-reset-mutex-invalid-param~1]
 * [utest->llr~apex-reset-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_reset_mutex_in_main(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    REFUSED(INVALID_MODE, RESET_MUTEX(id, p, &code));
    REFUSED(INVALID_MODE, RESET_MUTEX(PREEMPTION, p, &code));
    REFUSED(INVALID_PARAM, RESET_MUTEX(id, PROCESS_IDLE + 1, &code));
}

/* [utest->llr~apex-reset-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_reset_mutex_that_is_not_owned(void)
{
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();

    REFUSED(INVALID_MODE, RESET_MUTEX(a, p, &code));
    REFUSED(INVALID_MODE, RESET_MUTEX(PREEMPTION, p, &code));
    acquire(b, 1);
    REFUSED(INVALID_MODE, RESET_MUTEX(a, p, &code));
    REFUSED(INVALID_MODE, RESET_MUTEX(PREEMPTION, p, &code));
    DONE(RESET_MUTEX(b, p, &code));
    REFUSED(INVALID_MODE, RESET_MUTEX(b, p, &code));
    lock_preemption();
    REFUSED(INVALID_MODE, RESET_MUTEX(a, p, &code));
}

/* [utest->llr~apex-reset-mutex-invalid-mode~1]
 * Kind: robustness */
static void test_reset_mutex_for_another_process(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE q = create_aperiodic("q");
    const PROCESS_ID_TYPE p = runs();

    ready(q);
    REFUSED(INVALID_MODE, RESET_MUTEX(id, q, &code));
    acquire(id, 1);
    REFUSED(INVALID_MODE, RESET_MUTEX(id, q, &code));
    check_owned(id, p, 1);
    DONE(RESET_MUTEX(id, p, &code));
    lock_preemption();
    REFUSED(INVALID_MODE, RESET_MUTEX(PREEMPTION, q, &code));
    check_owned(PREEMPTION, p, 1);
}

/* [utest->llr~apex-get-mutex-id~1]
 * Kind: normal */
static void test_get_mutex_id_finds_the_name(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)mutex();
    (void)another();
    DONE(GET_MUTEX_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_MUTEX_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-mutex-id-null-return-code~1]
 * Kind: robustness */
static void test_get_mutex_id_without_return_code(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)mutex();
    IGNORED(GET_MUTEX_ID(name_a, &id, NULL));
    IGNORED(GET_MUTEX_ID(NULL, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-mutex-id-null~1]
 * Kind: robustness */
static void test_get_mutex_id_null(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)mutex();
    REFUSED(INVALID_PARAM, GET_MUTEX_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_ID(name_a, NULL, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_ID(name_b, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-mutex-id-invalid-config~1]
 * Kind: robustness */
static void test_get_mutex_id_of_no_mutex(void)
{
    MUTEX_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("b");
    REFUSED(INVALID_CONFIG, GET_MUTEX_ID(name_a, &id, &code));
    (void)mutex();
    REFUSED(INVALID_CONFIG, GET_MUTEX_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-mutex-status~1]
 * Kind: normal */
static void test_get_mutex_status_tells_owner_and_count(void)
{
    const PROCESS_ID_TYPE q = create_aperiodic("q");
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();
    MUTEX_STATUS_TYPE status;

    ready(q);
    acquire(b, 3);
    status = mutex_status(b);
    CU_ASSERT_EQUAL(status.MUTEX_OWNER, p);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, OWNED);
    CU_ASSERT_EQUAL(status.MUTEX_PRIORITY, 30);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, 3);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    status = mutex_status(a);
    CU_ASSERT_EQUAL(status.MUTEX_OWNER, NULL_PROCESS_ID);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, AVAILABLE);
    CU_ASSERT_EQUAL(status.MUTEX_PRIORITY, 20);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, 0);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-mutex-status~1]
 * Kind: normal */
static void test_get_mutex_status_of_preemption(void)
{
    const MUTEX_ID_TYPE id = mutex();
    PROCESS_ID_TYPE p;

    check_available(33);
    CU_ASSERT_EQUAL(mutex_status(33).MUTEX_PRIORITY, 239);
    p = runs();
    acquire(id, 1);
    check_available(33);
    DONE(RELEASE_MUTEX(id, &code));
    lock_preemption();
    lock_preemption();
    check_owned(33, p, 2);
    CU_ASSERT_EQUAL(mutex_status(33).MUTEX_PRIORITY, 239);
    check_available(id);
}

/* [utest->llr~apex-get-mutex-status-null-return-code~1]
 * Kind: robustness */
static void test_get_mutex_status_without_return_code(void)
{
    const MUTEX_ID_TYPE id = mutex();
    MUTEX_STATUS_TYPE status = {UNSET, OWNED, UNSET, UNSET, UNSET};

    IGNORED(GET_MUTEX_STATUS(id, &status, NULL));
    IGNORED(GET_MUTEX_STATUS(0, NULL, NULL));
    CU_ASSERT_EQUAL(status.MUTEX_OWNER, UNSET);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, OWNED);
    CU_ASSERT_EQUAL(status.MUTEX_PRIORITY, UNSET);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, UNSET);
}

/* [utest->llr~apex-get-mutex-status-invalid-param~1]
 * Kind: robustness */
static void test_get_mutex_status_of_none_or_null(void)
{
    const MUTEX_ID_TYPE id = mutex();
    MUTEX_STATUS_TYPE status = {UNSET, OWNED, UNSET, UNSET, UNSET};

    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(PREEMPTION, NULL, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(32, &status, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(34, &status, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(-1, &status, &code));
    REFUSED(INVALID_PARAM, GET_MUTEX_STATUS(INT32_MIN, &status, &code));
    CU_ASSERT_EQUAL(status.MUTEX_OWNER, UNSET);
    CU_ASSERT_EQUAL(status.MUTEX_STATE, OWNED);
    CU_ASSERT_EQUAL(status.MUTEX_PRIORITY, UNSET);
    CU_ASSERT_EQUAL(status.LOCK_COUNT, UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, UNSET);
}

/* [utest->llr~apex-get-process-mutex-state~1]
 * Kind: normal */
static void test_get_process_mutex_state_tells_what_is_owned(void)
{
    const PROCESS_ID_TYPE q = create_aperiodic("q");
    const MUTEX_ID_TYPE a = mutex();
    const MUTEX_ID_TYPE b = another();
    const PROCESS_ID_TYPE p = runs();

    ready(q);
    CU_ASSERT_EQUAL(owned_by(p), NO_MUTEX_OWNED);
    acquire(a, 1);
    CU_ASSERT_EQUAL(owned_by(p), a);
    CU_ASSERT_EQUAL(owned_by(q), NO_MUTEX_OWNED);
    DONE(RELEASE_MUTEX(a, &code));
    CU_ASSERT_EQUAL(owned_by(p), NO_MUTEX_OWNED);
    acquire(b, 2);
    CU_ASSERT_EQUAL(owned_by(p), b);
}

/* [utest->llr~apex-get-process-mutex-state~1]
 * Kind: normal */
static void test_get_process_mutex_state_of_preemption(void)
{
    const PROCESS_ID_TYPE q = create_aperiodic("q");
    const PROCESS_ID_TYPE p = runs();

    ready(q);
    lock_preemption();
    CU_ASSERT_EQUAL(owned_by(p), 33);
    CU_ASSERT_EQUAL(owned_by(q), NO_MUTEX_OWNED);
}

/* [utest->llr~apex-get-process-mutex-state~1]
 * Kind: robustness */
static void test_get_process_mutex_state_in_main(void)
{
    CU_ASSERT_EQUAL(owned_by(create_aperiodic("p")), NO_MUTEX_OWNED);
}

/* [utest->llr~apex-get-process-mutex-state-null-return-code~1]
 * Kind: robustness */
static void test_get_process_mutex_state_without_return_code(void)
{
    const PROCESS_ID_TYPE p = runs();
    MUTEX_ID_TYPE id = ID_UNSET;

    IGNORED(GET_PROCESS_MUTEX_STATE(p, &id, NULL));
    IGNORED(GET_PROCESS_MUTEX_STATE(0, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-process-mutex-state-invalid-param~1]
 * Kind: robustness */
static void test_get_process_mutex_state_of_none_or_null(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    MUTEX_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM,
            GET_PROCESS_MUTEX_STATE(PROCESS_IDLE + 1, &id, &code));
    run(p);
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(p, NULL, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(0, &id, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(p + 1, &id, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(-1, &id, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(INT32_MIN, &id, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(INT32_MAX, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_mutex_is_available_with_its_priority),
    TEST(test_create_mutex_at_the_ends_of_its_range),
    TEST(test_create_mutex_without_return_code),
    TEST(test_create_mutex_null),
    TEST(test_create_mutex_when_all_exist),
    TEST(test_create_mutex_of_a_name_that_exists),
    TEST(test_create_mutex_of_no_priority),
    TEST(test_create_mutex_of_no_discipline),
    TEST(test_create_mutex_in_normal),
    TEST(test_acquire_mutex_locks_it_for_the_caller),
    TEST(test_acquire_mutex_once_more),
    TEST(test_acquire_mutex_after_another_one),
    TEST(test_acquire_mutex_by_another_process_afterwards),
    TEST(test_acquire_mutex_for_any_time),
    TEST(test_acquire_mutex_of_the_caller_s_priority),
    TEST(test_acquire_mutex_forbids_its_owner_to_wait),
    TEST(test_acquire_mutex_forbids_its_owner_a_periodic_wait),
    TEST(test_acquire_mutex_without_return_code),
    TEST(test_acquire_mutex_that_does_not_exist),
    TEST(test_acquire_mutex_of_preemption),
    TEST(test_acquire_mutex_for_a_negative_time),
    TEST(test_acquire_mutex_in_main),
    TEST(test_acquire_mutex_while_another_one_is_owned),
    TEST(test_acquire_mutex_while_preemption_is_locked),
    TEST(test_acquire_mutex_of_a_priority_below_the_caller_s),
    TEST(test_acquire_mutex_more_than_16_times),
    TEST(test_release_mutex_unlocks_once),
    TEST(test_release_mutex_lets_its_owner_wait),
    TEST(test_release_mutex_without_return_code),
    TEST(test_release_mutex_that_does_not_exist),
    TEST(test_release_mutex_of_preemption),
    TEST(test_release_mutex_that_is_not_owned),
    TEST(test_reset_mutex_makes_available),
    TEST(test_reset_mutex_of_preemption),
    TEST(test_reset_mutex_without_return_code),
    TEST(test_reset_mutex_that_does_not_exist),
    TEST(test_reset_mutex_of_no_process),
    TEST(test_reset_mutex_in_main),
    TEST(test_reset_mutex_that_is_not_owned),
    TEST(test_reset_mutex_for_another_process),
    TEST(test_get_mutex_id_finds_the_name),
    TEST(test_get_mutex_id_without_return_code),
    TEST(test_get_mutex_id_null),
    TEST(test_get_mutex_id_of_no_mutex),
    TEST(test_get_mutex_status_tells_owner_and_count),
    TEST(test_get_mutex_status_of_preemption),
    TEST(test_get_mutex_status_without_return_code),
    TEST(test_get_mutex_status_of_none_or_null),
    TEST(test_get_process_mutex_state_tells_what_is_owned),
    TEST(test_get_process_mutex_state_of_preemption),
    TEST(test_get_process_mutex_state_in_main),
    TEST(test_get_process_mutex_state_without_return_code),
    TEST(test_get_process_mutex_state_of_none_or_null),
    {NULL, NULL},
};

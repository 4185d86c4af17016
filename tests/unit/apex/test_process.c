/* SPDX-License-Identifier: Apache-2.0 */
/* Process services. */
#include "apex_unit.h"

#include "apexMutex.h"
#include "apexPartition.h"
#include "apexSemaphore.h"

const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 1000,
                              .limit = {[KIND_PROCESS] = 4U,
                                        [KIND_SEMAPHORE] = 2U,
                                        [KIND_EVENT] = 2U,
                                        [KIND_MUTEX] = 2U}};

static PROCESS_NAME_TYPE name_a = "a";
static PROCESS_NAME_TYPE name_b = "b";

static void lock(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    DONE(LOCK_PREEMPTION(&level, &code));
}

/* A mutex of priority 20. */
static MUTEX_ID_TYPE mutex(void)
{
    static const MUTEX_NAME_TYPE name = "m";
    MUTEX_ID_TYPE id = ID_UNSET;

    DONE(CREATE_MUTEX(name, 20, FIFO, &id, &code));
    return id;
}

/* Lock the mutex so many times. */
static void acquire(MUTEX_ID_TYPE id, int32_t times)
{
    for (int32_t i = 0; i < times; i++) {
        DONE(ACQUIRE_MUTEX(id, 0, &code));
    }
}

static MUTEX_STATUS_TYPE mutex_status(MUTEX_ID_TYPE id)
{
    MUTEX_STATUS_TYPE status = {-7, (MUTEX_STATE_TYPE)7, -7, -7, -7};

    DONE(GET_MUTEX_STATUS(id, &status, &code));
    return status;
}

/* A semaphore with nothing in it. */
static SEMAPHORE_ID_TYPE semaphore(void)
{
    static const SEMAPHORE_NAME_TYPE name = "s";
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SEMAPHORE(name, 0, 1, FIFO, &id, &code));
    return id;
}

static WAITING_RANGE_TYPE who_wait(SEMAPHORE_ID_TYPE id)
{
    SEMAPHORE_STATUS_TYPE status = {-7, -7, -7};

    DONE(GET_SEMAPHORE_STATUS(id, &status, &code));
    return status.WAITING_PROCESSES;
}

/* Attributes that are refused with `expected` before NORMAL. */
static void refused(RETURN_CODE_TYPE expected, PROCESS_ATTRIBUTE_TYPE a)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    REFUSED(expected, CREATE_PROCESS(&a, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* Attributes that are taken. */
static void taken(PROCESS_ATTRIBUTE_TYPE a)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    unit_reset();
    DONE(CREATE_PROCESS(&a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-create-process~1]
 * Kind: normal */
static void test_create_process_is_dormant_with_its_attributes(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("first");
    PROCESS_ID_TYPE id = ID_UNSET;
    PROCESS_STATUS_TYPE status;

    DONE(CREATE_PROCESS(&a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    a = attributes("second");
    a.PERIOD = 3000;
    a.TIME_CAPACITY = 2000;
    a.STACK_SIZE = 1000U;
    a.BASE_PRIORITY = 17;
    a.DEADLINE = HARD;
    DONE(CREATE_PROCESS(&a, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    status = status_of(id);
    CU_ASSERT_EQUAL(status.PROCESS_STATE, DORMANT);
    CU_ASSERT_EQUAL(status.CURRENT_PRIORITY, 17);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.PERIOD, 3000);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.TIME_CAPACITY, 2000);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.STACK_SIZE, 1000U);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.DEADLINE, HARD);
    CU_ASSERT(status.ATTRIBUTES.ENTRY_POINT == process_entry);
    CU_ASSERT_STRING_EQUAL(status.ATTRIBUTES.NAME, "second");
    CU_ASSERT_EQUAL(attribute[0].hard, 0U);
    CU_ASSERT_EQUAL(attribute[1].hard, 1U);
}

/* [utest->llr~apex-create-process~1]
 * Kind: robustness */
static void test_create_process_at_the_ends_of_its_ranges(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.BASE_PRIORITY = 1;
    taken(a);
    a.BASE_PRIORITY = 239;
    taken(a);
    a.STACK_SIZE = 1U;
    taken(a);
    a.STACK_SIZE = HOST_STACK_SIZE;
    taken(a);
    a.TIME_CAPACITY = 1;
    taken(a);
    a.TIME_CAPACITY = INT64_MAX;
    taken(a);
    a.TIME_CAPACITY = INFINITE_TIME_VALUE;
    a.PERIOD = 1000;
    taken(a);
    a.TIME_CAPACITY = 1000;
    taken(a);
    a.PERIOD = (INT64_MAX / 1000) * 1000;
    taken(a);
}

/* [utest->llr~apex-create-process-null-return-code~1]
 * Kind: robustness */
static void test_create_process_without_return_code(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");
    PROCESS_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_PROCESS(&a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-process-null~1]
 * Kind: robustness */
static void test_create_process_null(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");
    PROCESS_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_PROCESS(NULL, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_PROCESS(&a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-process-full~1]
 * Kind: robustness */
static void test_create_process_when_all_exist(void)
{
    (void)create_aperiodic("a");
    (void)create_aperiodic("b");
    (void)create_aperiodic("c");
    (void)create_aperiodic("d");
    refused(INVALID_CONFIG, attributes("e"));
    refused(INVALID_CONFIG, attributes("a"));
}

/* [utest->llr~apex-create-process-no-action~1]
 * Kind: robustness */
static void test_create_process_of_a_name_that_exists(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    (void)create_aperiodic("p");
    refused(NO_ACTION, a);
    a.BASE_PRIORITY = 0;
    refused(NO_ACTION, a);
}

/* [utest->llr~apex-create-process-invalid-param~1]
 * Kind: robustness */
static void test_create_process_without_entry_or_stack(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.ENTRY_POINT = NULL;
    refused(INVALID_PARAM, a);
    a = attributes("p");
    a.STACK_SIZE = 0U;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-invalid-param~1]
 * Kind: robustness */
static void test_create_process_with_a_priority_out_of_range(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.BASE_PRIORITY = 0;
    refused(INVALID_PARAM, a);
    a.BASE_PRIORITY = -1;
    refused(INVALID_PARAM, a);
    a.BASE_PRIORITY = 240;
    refused(INVALID_PARAM, a);
    a.BASE_PRIORITY = INT32_MAX;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-invalid-param~1]
 * Kind: robustness */
static void test_create_process_with_a_period_out_of_range(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.PERIOD = 0;
    refused(INVALID_PARAM, a);
    a.PERIOD = -2;
    refused(INVALID_PARAM, a);
    a.PERIOD = INT64_MIN;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-invalid-param~1]
 * Kind: robustness */
static void test_create_process_with_a_capacity_out_of_range(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.TIME_CAPACITY = 0;
    refused(INVALID_PARAM, a);
    a.TIME_CAPACITY = -2;
    refused(INVALID_PARAM, a);
    a.TIME_CAPACITY = INT64_MIN;
    refused(INVALID_PARAM, a);
    a.PERIOD = 1000;
    a.TIME_CAPACITY = 1001;
    refused(INVALID_PARAM, a);
    a.PERIOD = 1;
    a.TIME_CAPACITY = 2;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-invalid-param~1]
 * Kind: robustness */
static void test_create_process_of_no_deadline_type(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.DEADLINE = (DEADLINE_TYPE)2;
    refused(INVALID_PARAM, a);
    a.DEADLINE = (DEADLINE_TYPE)-1;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-stack~1]
 * Kind: robustness */
static void test_create_process_with_too_large_a_stack(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.STACK_SIZE = HOST_STACK_SIZE + 1U;
    refused(INVALID_CONFIG, a);
    a.STACK_SIZE = UINT32_MAX;
    refused(INVALID_CONFIG, a);
    a.BASE_PRIORITY = 0;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-period~1]
 * Kind: robustness */
static void test_create_process_with_a_period_apart_from_the_partitions(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("p");

    a.PERIOD = 999;
    refused(INVALID_CONFIG, a);
    a.PERIOD = 1001;
    refused(INVALID_CONFIG, a);
    a.PERIOD = INT64_MAX;
    refused(INVALID_CONFIG, a);
    a.STACK_SIZE = 0U;
    refused(INVALID_PARAM, a);
}

/* [utest->llr~apex-create-process-invalid-mode~1]
 * Kind: robustness */
static void test_create_process_in_normal(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("q");

    run(create_aperiodic("p"));
    refused(INVALID_MODE, a);
    a.STACK_SIZE = HOST_STACK_SIZE + 1U;
    refused(INVALID_CONFIG, a);
}

/* [utest->llr~apex-get-process-id~1]
 * Kind: normal */
static void test_get_process_id_finds_the_name(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("a");
    (void)create_aperiodic("b");
    DONE(GET_PROCESS_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_PROCESS_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-process-id~1]
 * Kind: robustness */
static void test_get_process_id_of_a_name_of_32_characters(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;
    PROCESS_NAME_TYPE name;

    (void)create_aperiodic("0123456789012345678901234567890a");
    (void)create_aperiodic("0123456789012345678901234567890b");
    (void)memcpy(name, "0123456789012345678901234567890b", sizeof name);
    DONE(GET_PROCESS_ID(name, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
}

/* [utest->llr~apex-get-process-id-null-return-code~1]
 * Kind: robustness */
static void test_get_process_id_without_return_code(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("a");
    IGNORED(GET_PROCESS_ID(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-process-id-null~1]
 * Kind: robustness */
static void test_get_process_id_null(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("a");
    REFUSED(INVALID_PARAM, GET_PROCESS_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_ID(name_a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-process-id-invalid-config~1]
 * Kind: robustness */
static void test_get_process_id_of_no_process(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_CONFIG, GET_PROCESS_ID(name_a, &id, &code));
    (void)create_aperiodic("ab");
    REFUSED(INVALID_CONFIG, GET_PROCESS_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-process-status~2]
 * Kind: normal */
static void test_get_process_status_tells_each_state(void)
{
    const PROCESS_ID_TYPE dormant = create_aperiodic("d");
    const PROCESS_ID_TYPE running = create_aperiodic("r");
    const PROCESS_ID_TYPE waiting = create_aperiodic("w");
    const PROCESS_ID_TYPE other = create_aperiodic("o");

    run(running);
    ready(other);
    DONE(DELAYED_START(waiting, 5, &code));
    CU_ASSERT_EQUAL(state_of(dormant), DORMANT);
    CU_ASSERT_EQUAL(state_of(running), RUNNING);
    CU_ASSERT_EQUAL(state_of(waiting), WAITING);
    CU_ASSERT_EQUAL(state_of(other), READY);
}

/* [utest->llr~apex-get-process-status~2]
 * Kind: normal */
static void test_get_process_status_tells_times(void)
{
    const PROCESS_ID_TYPE timed = create("t", INFINITE_TIME_VALUE, 70);
    const PROCESS_ID_TYPE free = create_aperiodic("f");
    PROCESS_STATUS_TYPE status;

    run(free);
    host_now = 500;
    DONE(START(timed, &code));
    CU_ASSERT_EQUAL(status_of(timed).DEADLINE_TIME, 570);
    status = status_of(free);
    CU_ASSERT_EQUAL(status.DEADLINE_TIME, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.PERIOD, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.TIME_CAPACITY, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.BASE_PRIORITY, 5);
    CU_ASSERT_EQUAL(status.ATTRIBUTES.DEADLINE, SOFT);
}

/* [utest->llr~apex-get-process-status~2]
 * Kind: normal */
static void test_get_process_status_tells_the_ceiling_of_a_mutex(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    const PROCESS_ID_TYPE other = create_aperiodic("o");

    run(p);
    ready(other);
    CU_ASSERT_EQUAL(status_of(p).CURRENT_PRIORITY, 5);
    acquire(id, 2);
    CU_ASSERT_EQUAL(status_of(p).CURRENT_PRIORITY, 20);
    CU_ASSERT_EQUAL(status_of(p).ATTRIBUTES.BASE_PRIORITY, 5);
    CU_ASSERT_EQUAL(status_of(other).CURRENT_PRIORITY, 5);
    DONE(RELEASE_MUTEX(id, &code));
    CU_ASSERT_EQUAL(status_of(p).CURRENT_PRIORITY, 20);
    DONE(RELEASE_MUTEX(id, &code));
    CU_ASSERT_EQUAL(status_of(p).CURRENT_PRIORITY, 5);
}

/* [utest->llr~apex-get-process-status~2]
 * Kind: robustness */
static void test_get_process_status_while_preemption_is_locked(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    run(p);
    lock();
    CU_ASSERT_EQUAL(status_of(p).CURRENT_PRIORITY, 5);
}

/* [utest->llr~apex-get-process-status~2]
 * Kind: robustness */
static void test_get_process_status_gives_all_32_characters_of_a_name(void)
{
    static const char name[] = "0123456789012345678901234567890a";
    const PROCESS_STATUS_TYPE status = status_of(create_aperiodic(name));

    CU_ASSERT_EQUAL(memcmp(status.ATTRIBUTES.NAME, name, NAME_LENGTH), 0);
}

/* [utest->llr~apex-get-process-status-null-return-code~1]
 * Kind: robustness */
static void test_get_process_status_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    PROCESS_STATUS_TYPE status;
    PROCESS_STATUS_TYPE before;

    (void)memset(&status, 0x5a, sizeof status);
    (void)memset(&before, 0x5a, sizeof before);
    IGNORED(GET_PROCESS_STATUS(id, &status, NULL));
    CU_ASSERT_EQUAL(memcmp(&status, &before, sizeof status), 0);
}

/* [utest->llr~apex-get-process-status-invalid-param~1]
 * Kind: robustness */
static void test_get_process_status_of_none_or_null(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    PROCESS_STATUS_TYPE status;
    PROCESS_STATUS_TYPE before;

    (void)memset(&status, 0x5a, sizeof status);
    (void)memset(&before, 0x5a, sizeof before);
    REFUSED(INVALID_PARAM, GET_PROCESS_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_PROCESS_STATUS(-1, &status, &code));
    CU_ASSERT_EQUAL(memcmp(&status, &before, sizeof status), 0);
}

/* [utest->llr~apex-get-my-id~1]
 * Kind: normal */
static void test_get_my_id_is_the_caller(void)
{
    const PROCESS_ID_TYPE a = create_aperiodic("a");
    const PROCESS_ID_TYPE b = create_aperiodic("b");
    PROCESS_ID_TYPE id = ID_UNSET;

    run(b);
    DONE(GET_MY_ID(&id, &code));
    CU_ASSERT_EQUAL(id, b);
    run(a);
    DONE(GET_MY_ID(&id, &code));
    CU_ASSERT_EQUAL(id, a);
}

/* [utest->llr~apex-get-my-id-null-return-code~1]
 * Kind: robustness */
static void test_get_my_id_without_return_code(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    IGNORED(GET_MY_ID(&id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-my-id-null~1]
 * Kind: robustness */
static void test_get_my_id_null(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, GET_MY_ID(NULL, &code));
}

/* [utest->llr~apex-get-my-id-invalid-mode~1]
 * Kind: robustness */
static void test_get_my_id_in_main(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_MODE, GET_MY_ID(&id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-my-index~1]
 * Kind: normal */
static void test_get_my_index_counts_from_0(void)
{
    const PROCESS_ID_TYPE a = create_aperiodic("a");
    const PROCESS_ID_TYPE b = create_aperiodic("b");
    PROCESS_INDEX_TYPE index = ID_UNSET;

    run(b);
    DONE(GET_MY_INDEX(&index, &code));
    CU_ASSERT_EQUAL(index, 1);
    run(a);
    DONE(GET_MY_INDEX(&index, &code));
    CU_ASSERT_EQUAL(index, 0);
}

/* [utest->llr~apex-get-my-index-null-return-code~1]
 * Kind: robustness */
static void test_get_my_index_without_return_code(void)
{
    PROCESS_INDEX_TYPE index = ID_UNSET;

    run(create_aperiodic("p"));
    IGNORED(GET_MY_INDEX(&index, NULL));
    CU_ASSERT_EQUAL(index, ID_UNSET);
}

/* [utest->llr~apex-get-my-index-null~1]
 * Kind: robustness */
static void test_get_my_index_null(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, GET_MY_INDEX(NULL, &code));
}

/* [utest->llr~apex-get-my-index-invalid-mode~1]
 * Kind: robustness */
static void test_get_my_index_in_main(void)
{
    PROCESS_INDEX_TYPE index = ID_UNSET;

    REFUSED(INVALID_MODE, GET_MY_INDEX(&index, &code));
    CU_ASSERT_EQUAL(index, ID_UNSET);
}

static PROCESS_ID_TYPE resumer;

/* While `from` is suspended, the resumer resumes it. */
static void resume_and_back(uint32_t from, uint32_t to)
{
    RETURN_CODE_TYPE answer = CODE_UNSET;

    seen.place = process[from].place;
    seen.due_ns = timer.due_ns[from];
    sched.current = (uint32_t)resumer - 1U;
    RESUME((PROCESS_ID_TYPE)(from + 1U), &answer);
    CU_ASSERT_EQUAL(answer, NO_ERROR);
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    unit_switch_back(from, to);
}

/* [utest->llr~apex-suspend-self~1]
 * Kind: normal */
static void test_suspend_self_lasts_until_resume(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    resumer = create_aperiodic("r");
    run(id);
    ready(resumer);
    host_now = 40;
    host_switch_hook = resume_and_back;
    DONE(SUSPEND_SELF(INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(seen.place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
    DONE(SUSPEND_SELF(10, &code));
    CU_ASSERT_EQUAL(seen.due_ns, 50);
}

/* [utest->llr~apex-suspend-self~1]
 * Kind: normal */
static void test_suspend_self_0_goes_behind_its_equals(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    const PROCESS_ID_TYPE other = create_aperiodic("o");

    run(id);
    ready(other);
    host_switch_hook = see_and_back;
    DONE(SUSPEND_SELF(0, &code));
    CU_ASSERT_EQUAL(host.to, (uint32_t)other - 1U);
    CU_ASSERT_EQUAL(seen.place, PLACE_READY);
}

/* [utest->llr~apex-suspend-self~1]
 * Kind: robustness */
static void test_suspend_self_beyond_the_end_of_time(void)
{
    run_beside_other(create_aperiodic("p"));
    host_now = 40;
    host_switch_hook = see_and_back;
    DONE(SUSPEND_SELF(INT64_MAX, &code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-suspend-self-null-return-code~1]
 * Kind: robustness */
static void test_suspend_self_without_return_code(void)
{
    run(create_aperiodic("p"));
    IGNORED(SUSPEND_SELF(INFINITE_TIME_VALUE, NULL));
}

/* [utest->llr~apex-suspend-self-invalid-mode~2]
 * Kind: robustness */
static void test_suspend_self_locked_or_in_main(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_MODE, SUSPEND_SELF(5, &code));
    run(id);
    lock();
    REFUSED(INVALID_MODE, SUSPEND_SELF(5, &code));
    REFUSED(INVALID_MODE, SUSPEND_SELF(0, &code));
    REFUSED(INVALID_MODE, SUSPEND_SELF(-2, &code));
}

/* [utest->llr~apex-suspend-self-periodic~1]
 * Kind: robustness */
static void test_suspend_self_of_a_periodic_process(void)
{
    run_released(create_periodic("p"));
    REFUSED(INVALID_MODE, SUSPEND_SELF(5, &code));
    REFUSED(INVALID_MODE, SUSPEND_SELF(0, &code));
    REFUSED(INVALID_MODE, SUSPEND_SELF(INFINITE_TIME_VALUE, &code));
    REFUSED(INVALID_PARAM, SUSPEND_SELF(-2, &code));
}

/* [utest->llr~apex-suspend-self-invalid-param~1]
 * Kind: robustness */
static void test_suspend_self_for_a_negative_time(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, SUSPEND_SELF(-2, &code));
    REFUSED(INVALID_PARAM, SUSPEND_SELF(INT64_MIN, &code));
}

/* [utest->llr~apex-suspend-self-timed-out~1]
 * Kind: normal */
static void test_suspend_self_times_out(void)
{
    run_beside_other(create_aperiodic("p"));
    host_now = 100;
    host_switch_hook = unit_switch_time;
    SUSPEND_SELF(30, &code);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 130);
}

/* [utest->llr~apex-suspend~1]
 * Kind: normal */
static void test_suspend_of_a_ready_process_waits(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    DONE(SUSPEND(id, &code));
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    CU_ASSERT_EQUAL(process[id - 1].place, PLACE_SUSPENDED);
}

/* [utest->llr~apex-suspend~1]
 * Kind: normal */
static void test_suspend_of_a_waiting_process_stays_after_its_wait(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    const PROCESS_ID_TYPE other = create_aperiodic("o");
    const SEMAPHORE_ID_TYPE s = semaphore();

    run(other);
    run(id);
    WAIT_SEMAPHORE(s, INFINITE_TIME_VALUE, &code);
    DONE(SUSPEND(id, &code));
    CU_ASSERT_EQUAL(who_wait(s), 1);
    DONE(SIGNAL_SEMAPHORE(s, &code));
    CU_ASSERT_EQUAL(who_wait(s), 0);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    CU_ASSERT_EQUAL(process[id - 1].place, PLACE_SUSPENDED);
}

/* [utest->llr~apex-suspend-null-return-code~1]
 * Kind: robustness */
static void test_suspend_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    IGNORED(SUSPEND(id, NULL));
}

/* [utest->llr~apex-suspend-invalid-param~1]
 * Kind: robustness */
static void test_suspend_of_none_or_the_caller(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    REFUSED(INVALID_PARAM, SUSPEND(0, &code));
    REFUSED(INVALID_PARAM, SUSPEND(id + 1, &code));
    REFUSED(INVALID_PARAM, SUSPEND(-1, &code));
    REFUSED(INVALID_PARAM, SUSPEND(INT32_MIN, &code));
    REFUSED(INVALID_PARAM, SUSPEND(id, &code));
}

/* [utest->llr~apex-suspend-invalid-mode~1]
 * Kind: robustness */
static void test_suspend_of_a_dormant_or_periodic_process(void)
{
    const PROCESS_ID_TYPE dormant = create_aperiodic("d");
    const PROCESS_ID_TYPE periodic = create_periodic("p");

    run(create_aperiodic("caller"));
    ready(periodic);
    REFUSED(INVALID_MODE, SUSPEND(dormant, &code));
    REFUSED(INVALID_MODE, SUSPEND(periodic, &code));
}

/* [utest->llr~apex-suspend-no-action~1]
 * Kind: robustness */
static void test_suspend_of_a_suspended_process(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    DONE(SUSPEND(id, &code));
    REFUSED(NO_ACTION, SUSPEND(id, &code));
}

/* [utest->llr~apex-suspend-no-action~1]
 * Kind: robustness */
static void test_suspend_of_a_suspended_process_that_waits(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    DONE(DELAYED_START(id, 5, &code));
    DONE(SUSPEND(id, &code));
    REFUSED(NO_ACTION, SUSPEND(id, &code));
}

/* [utest->llr~apex-resume~1]
 * Kind: normal */
static void test_resume_makes_ready_without_a_switch(void)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes("urgent");
    PROCESS_ID_TYPE id = ID_UNSET;

    a.BASE_PRIORITY = 200;
    DONE(CREATE_PROCESS(&a, &id, &code));
    run(create_aperiodic("caller"));
    ready(id);
    DONE(SUSPEND(id, &code));
    DONE(RESUME(id, &code));
    CU_ASSERT_EQUAL(state_of(id), READY);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-resume~1]
 * Kind: normal */
static void test_resume_of_a_waiting_process_lets_it_wait_on(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    DONE(DELAYED_START(id, 5, &code));
    DONE(SUSPEND(id, &code));
    DONE(RESUME(id, &code));
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    timer_expire(5);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-resume-null-return-code~1]
 * Kind: robustness */
static void test_resume_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    DONE(SUSPEND(id, &code));
    IGNORED(RESUME(id, NULL));
}

/* [utest->llr~apex-resume-invalid-param~1]
 * Kind: robustness */
static void test_resume_of_none_or_the_caller(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    REFUSED(INVALID_PARAM, RESUME(0, &code));
    REFUSED(INVALID_PARAM, RESUME(id + 1, &code));
    REFUSED(INVALID_PARAM, RESUME(-1, &code));
    REFUSED(INVALID_PARAM, RESUME(id, &code));
}

/* [utest->llr~apex-resume-invalid-mode~1]
 * Kind: robustness */
static void test_resume_of_a_dormant_or_periodic_process(void)
{
    const PROCESS_ID_TYPE dormant = create_aperiodic("d");
    const PROCESS_ID_TYPE periodic = create_periodic("p");

    run(create_aperiodic("caller"));
    ready(periodic);
    REFUSED(INVALID_MODE, RESUME(dormant, &code));
    REFUSED(INVALID_MODE, RESUME(periodic, &code));
}

/* [utest->llr~apex-resume-no-action~1]
 * Kind: robustness */
static void test_resume_of_a_process_that_is_not_suspended(void)
{
    const PROCESS_ID_TYPE ready_one = create_aperiodic("r");
    const PROCESS_ID_TYPE waiting = create_aperiodic("w");

    run(create_aperiodic("caller"));
    ready(ready_one);
    DONE(DELAYED_START(waiting, 5, &code));
    REFUSED(NO_ACTION, RESUME(ready_one, &code));
    REFUSED(NO_ACTION, RESUME(waiting, &code));
}

/* How STOP_SELF was left. */
static int stop_self(void)
{
    volatile int left;

    host_switch_hook = host_end_at_switch;
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, STOP_SELF());
    return left;
}

/* [utest->llr~apex-stop-self~2]
 * Kind: normal */
static void test_stop_self_makes_dormant(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    const PROCESS_ID_TYPE other = create_aperiodic("o");

    run(id);
    ready(other);
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, (uint32_t)id - 1U);
    CU_ASSERT_EQUAL(host.to, (uint32_t)other - 1U);
    CU_ASSERT_EQUAL(state_of(id), DORMANT);
}

/* [utest->llr~apex-stop-self~2]
 * Kind: normal */
static void test_stop_self_unlocks_preemption(void)
{
    run_beside_other(create_aperiodic("p"));
    lock();
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
}

/* [utest->llr~apex-stop-self~2]
 * Kind: normal */
static void test_stop_self_releases_a_mutex(void)
{
    const MUTEX_ID_TYPE id = mutex();
    const PROCESS_ID_TYPE other = create_aperiodic("o");

    run(create_aperiodic("p"));
    ready(other);
    acquire(id, 16);
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(mutex_status(id).MUTEX_STATE, AVAILABLE);
    run(other);
    acquire(id, 1);
    CU_ASSERT_EQUAL(mutex_status(id).MUTEX_OWNER, other);
    CU_ASSERT_EQUAL(mutex_status(id).LOCK_COUNT, 1);
}

/* [utest->llr~apex-stop-self~2]
 * Kind: robustness */
static void test_stop_self_of_the_last_process(void)
{
    unit_run(PROCESS_MAX - 1U);
    CU_ASSERT_EQUAL(stop_self(), HOST_ASLEEP);
    CU_ASSERT_EQUAL(process[PROCESS_MAX - 1U].place, PLACE_DORMANT);
}

/* [utest->llr~apex-stop-self~2]
 * Kind: robustness */
static void test_stop_self_in_main_changes_nothing(void)
{
    ready(create_aperiodic("p"));
    IGNORED(STOP_SELF());
}

/* [utest->llr~apex-stop-self~2]
 * Kind: normal */
static void test_stop_self_ends_the_error_handler(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    sched.current = PROCESS_IDLE;
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, (uint32_t)id - 1U);
    CU_ASSERT_EQUAL(state_of(id), RUNNING);
}

/* [utest->llr~apex-stop~1]
 * Kind: normal */
static void test_stop_of_a_ready_process(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    DONE(STOP(id, &code));
    CU_ASSERT_EQUAL(state_of(id), DORMANT);
}

/* [utest->llr~apex-stop~1]
 * Kind: normal */
static void test_stop_of_a_waiting_process_leaves_its_queue(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    const PROCESS_ID_TYPE other = create_aperiodic("o");
    const SEMAPHORE_ID_TYPE s = semaphore();

    run(other);
    run(id);
    WAIT_SEMAPHORE(s, 50, &code);
    DONE(SUSPEND(id, &code));
    DONE(STOP(id, &code));
    CU_ASSERT_EQUAL(who_wait(s), 0);
    timer_expire(50);
    CU_ASSERT_EQUAL(state_of(id), DORMANT);
    DONE(START(id, &code));
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-stop~1]
 * Kind: normal */
static void test_stop_before_normal_takes_back_a_start(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(START(id, &code));
    DONE(STOP(id, &code));
    process_release_all(0);
    CU_ASSERT_EQUAL(state_of(id), DORMANT);
}

/* [utest->llr~apex-stop-null-return-code~1]
 * Kind: robustness */
static void test_stop_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(create_aperiodic("caller"));
    ready(id);
    IGNORED(STOP(id, NULL));
}

/* [utest->llr~apex-stop-invalid-param~1]
 * Kind: robustness */
static void test_stop_of_none_or_the_caller(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    REFUSED(INVALID_PARAM, STOP(0, &code));
    REFUSED(INVALID_PARAM, STOP(id + 1, &code));
    REFUSED(INVALID_PARAM, STOP(-1, &code));
    REFUSED(INVALID_PARAM, STOP(id, &code));
}

/* [utest->llr~apex-stop-no-action~1]
 * Kind: robustness */
static void test_stop_of_a_dormant_process(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(NO_ACTION, STOP(id, &code));
    run(create_aperiodic("caller"));
    REFUSED(NO_ACTION, STOP(id, &code));
}

/* [utest->llr~apex-start~1]
 * Kind: normal */
static void test_start_of_an_aperiodic_process_in_normal(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 60);

    run(create_aperiodic("caller"));
    host_now = 300;
    DONE(START(id, &code));
    CU_ASSERT_EQUAL(state_of(id), READY);
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 360);
    CU_ASSERT_EQUAL(host.context, (uint32_t)id - 1U);
    CU_ASSERT(host.entry == process_entry);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-start~1]
 * Kind: normal */
static void test_start_of_a_periodic_process_in_normal(void)
{
    const PROCESS_ID_TYPE id = create("p", 1000, 60);

    run(create_aperiodic("caller"));
    host_now = 300;
    DONE(START(id, &code));
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 1060);
    timer_expire(999);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    timer_expire(1000);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-start~1]
 * Kind: normal */
static void test_start_before_normal_takes_effect_in_it(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(START(id, &code));
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    process_release_all(800);
    timer_expire(800);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-start-null-return-code~1]
 * Kind: robustness */
static void test_start_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    IGNORED(START(id, NULL));
}

/* [utest->llr~apex-start-invalid-param~1]
 * Kind: robustness */
static void test_start_of_none(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_PARAM, START(0, &code));
    REFUSED(INVALID_PARAM, START(id + 1, &code));
    REFUSED(INVALID_PARAM, START(-1, &code));
    REFUSED(INVALID_PARAM, START(INT32_MIN, &code));
}

/* [utest->llr~apex-start-no-action~1]
 * Kind: robustness */
static void test_start_of_a_started_process(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(START(id, &code));
    REFUSED(NO_ACTION, START(id, &code));
    run(id);
    REFUSED(NO_ACTION, START(id, &code));
}

/* [utest->llr~apex-delayed-start~1]
 * Kind: normal */
static void test_delayed_start_of_an_aperiodic_process(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 60);

    run(create_aperiodic("caller"));
    host_now = 300;
    DONE(DELAYED_START(id, 40, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 400);
    timer_expire(339);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    timer_expire(340);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-delayed-start~1]
 * Kind: normal */
static void test_delayed_start_of_a_periodic_process(void)
{
    const PROCESS_ID_TYPE id = create_periodic("p");

    run(create_aperiodic("caller"));
    host_now = 300;
    DONE(DELAYED_START(id, 999, &code));
    timer_expire(1998);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    timer_expire(1999);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-delayed-start~1]
 * Kind: normal */
static void test_delayed_start_before_normal_counts_from_it(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(DELAYED_START(id, 40, &code));
    process_release_all(800);
    timer_expire(839);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    timer_expire(840);
    CU_ASSERT_EQUAL(state_of(id), READY);
}

/* [utest->llr~apex-delayed-start~1]
 * Kind: robustness */
static void test_delayed_start_at_the_ends_of_its_range(void)
{
    const PROCESS_ID_TYPE now = create_aperiodic("n");
    const PROCESS_ID_TYPE late = create_aperiodic("l");

    run(create_aperiodic("caller"));
    host_now = 300;
    DONE(DELAYED_START(now, 0, &code));
    CU_ASSERT_EQUAL(state_of(now), READY);
    DONE(DELAYED_START(late, INT64_MAX - 1, &code));
    CU_ASSERT_EQUAL(state_of(late), WAITING);
    CU_ASSERT_EQUAL(timer.due_ns[late - 1], TIME_NEVER);
}

/* [utest->llr~apex-start-invalid-config~1]
 * Kind: robustness */
static void test_start_with_a_deadline_past_the_end_of_the_clock(void)
{
    const PROCESS_ID_TYPE aperiodic = create("a", INFINITE_TIME_VALUE, 60);
    const PROCESS_ID_TYPE periodic = create("p", 1000, 60);

    run(create_aperiodic("caller"));
    host_now = TIME_NEVER - 60;
    REFUSED(INVALID_CONFIG, START(aperiodic, &code));
    host_now = TIME_NEVER - 61;
    DONE(START(aperiodic, &code));
    CU_ASSERT_EQUAL(status_of(aperiodic).DEADLINE_TIME, TIME_NEVER - 1);
    host_now = ((TIME_NEVER / 1000) * 1000) - 1;
    DONE(START(periodic, &code));
    CU_ASSERT_EQUAL(status_of(periodic).DEADLINE_TIME, host_now + 61);
    DONE(STOP(periodic, &code));
    host_now = host_now + 1;
    REFUSED(INVALID_CONFIG, START(periodic, &code));
}

/* [utest->llr~apex-delayed-start-invalid-config~1]
 * Kind: robustness */
static void test_delayed_start_with_a_deadline_past_the_end(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 60);

    REFUSED(INVALID_CONFIG, DELAYED_START(id, INT64_MAX - 60, &code));
    run(create_aperiodic("caller"));
    host_now = 300;
    REFUSED(INVALID_CONFIG, DELAYED_START(id, INT64_MAX - 1, &code));
    REFUSED(INVALID_CONFIG, DELAYED_START(id, INT64_MAX - 360, &code));
    DONE(DELAYED_START(id, INT64_MAX - 361, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, INT64_MAX - 1);
}

/* [utest->llr~apex-delayed-start-null-return-code~1]
 * Kind: robustness */
static void test_delayed_start_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    IGNORED(DELAYED_START(id, 5, NULL));
}

/* [utest->llr~apex-delayed-start-invalid-param~1]
 * Kind: robustness */
static void test_delayed_start_of_none(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_PARAM, DELAYED_START(0, 5, &code));
    REFUSED(INVALID_PARAM, DELAYED_START(id + 1, 5, &code));
    REFUSED(INVALID_PARAM, DELAYED_START(-1, 5, &code));
}

/* [utest->llr~apex-delayed-start-no-action~1]
 * Kind: robustness */
static void test_delayed_start_of_a_started_process(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(START(id, &code));
    REFUSED(NO_ACTION, DELAYED_START(id, 5, &code));
    REFUSED(NO_ACTION, DELAYED_START(id, -1, &code));
}

/* [utest->llr~apex-delayed-start-delay~1]
 * Kind: robustness */
static void test_delayed_start_negative(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_PARAM, DELAYED_START(id, INFINITE_TIME_VALUE, &code));
    REFUSED(INVALID_PARAM, DELAYED_START(id, INT64_MIN, &code));
}

/* [utest->llr~apex-delayed-start-delay~1]
 * Kind: robustness */
static void test_delayed_start_by_a_period(void)
{
    const PROCESS_ID_TYPE id = create_periodic("p");

    REFUSED(INVALID_PARAM, DELAYED_START(id, 1000, &code));
    REFUSED(INVALID_PARAM, DELAYED_START(id, INT64_MAX, &code));
}

/* [utest->llr~apex-lock-preemption~2]
 * Kind: normal */
static void test_lock_preemption_raises_the_level(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    for (LOCK_LEVEL_TYPE i = 1; i <= 16; i++) {
        DONE(LOCK_PREEMPTION(&level, &code));
        CU_ASSERT_EQUAL(level, i);
    }
}

/* [utest->llr~apex-lock-preemption-null-return-code~1]
 * Kind: robustness */
static void test_lock_preemption_without_return_code(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    IGNORED(LOCK_PREEMPTION(&level, NULL));
    CU_ASSERT_EQUAL(level, ID_UNSET);
}

/* [utest->llr~apex-lock-preemption-null~1]
 * Kind: robustness */
static void test_lock_preemption_null(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, LOCK_PREEMPTION(NULL, &code));
}

/* [utest->llr~apex-lock-preemption-no-action~1]
 * Kind: robustness */
static void test_lock_preemption_in_main(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    REFUSED(NO_ACTION, LOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, ID_UNSET);
}

/* [utest->llr~apex-lock-preemption-invalid-mode~1]
 * Kind: robustness */
static void test_lock_preemption_while_a_mutex_is_owned(void)
{
    const MUTEX_ID_TYPE id = mutex();
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    acquire(id, 1);
    REFUSED(INVALID_PARAM, LOCK_PREEMPTION(NULL, &code));
    REFUSED(INVALID_MODE, LOCK_PREEMPTION(&level, &code));
    acquire(id, 15);
    REFUSED(INVALID_MODE, LOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, ID_UNSET);
    DONE(RESET_MUTEX(id, 1, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, 1);
}

/* [utest->llr~apex-lock-preemption-invalid-config~2]
 * Kind: robustness */
static void test_lock_preemption_at_its_maximum(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    for (uint32_t i = 0U; i < 16U; i++) {
        lock();
    }
    REFUSED(INVALID_CONFIG, LOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, ID_UNSET);
}

/* [utest->llr~apex-unlock-preemption~2]
 * Kind: normal */
static void test_unlock_preemption_lowers_the_level(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    lock();
    lock();
    DONE(UNLOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, 1);
    DONE(UNLOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, 0);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-unlock-preemption-null-return-code~1]
 * Kind: robustness */
static void test_unlock_preemption_without_return_code(void)
{
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    lock();
    IGNORED(UNLOCK_PREEMPTION(&level, NULL));
    CU_ASSERT_EQUAL(level, ID_UNSET);
}

/* [utest->llr~apex-unlock-preemption-null~1]
 * Kind: robustness */
static void test_unlock_preemption_null(void)
{
    run(create_aperiodic("p"));
    lock();
    REFUSED(INVALID_PARAM, UNLOCK_PREEMPTION(NULL, &code));
}

/* [utest->llr~apex-unlock-preemption-no-action~2]
 * Kind: robustness */
static void test_unlock_preemption_in_main_or_unlocked(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");
    LOCK_LEVEL_TYPE level = ID_UNSET;

    REFUSED(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    run(id);
    REFUSED(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    CU_ASSERT_EQUAL(level, ID_UNSET);
}

/* [utest->llr~apex-unlock-preemption-no-action~2]
 * Kind: robustness */
static void test_unlock_preemption_while_a_mutex_is_owned(void)
{
    const MUTEX_ID_TYPE id = mutex();
    LOCK_LEVEL_TYPE level = ID_UNSET;

    run(create_aperiodic("p"));
    acquire(id, 2);
    REFUSED(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_PARAM, UNLOCK_PREEMPTION(NULL, &code));
    CU_ASSERT_EQUAL(level, ID_UNSET);
    CU_ASSERT_EQUAL(mutex_status(id).LOCK_COUNT, 2);
}

/* [utest->llr~apex-initialize-process-core-affinity~1]
 * Kind: normal */
static void test_core_affinity_to_the_only_core(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(INITIALIZE_PROCESS_CORE_AFFINITY(id, 0, &code));
    DONE(INITIALIZE_PROCESS_CORE_AFFINITY(id, CORE_AFFINITY_NO_PREFERENCE,
                                          &code));
}

/* [utest->llr~apex-initialize-process-core-affinity-null-return-code~1]
 * Kind: robustness */
static void test_core_affinity_without_return_code(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    IGNORED(INITIALIZE_PROCESS_CORE_AFFINITY(id, 0, NULL));
}

/* [utest->llr~apex-initialize-process-core-affinity-invalid-param~1]
 * Kind: robustness */
static void test_core_affinity_of_none(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_PARAM, INITIALIZE_PROCESS_CORE_AFFINITY(0, 0, &code));
    REFUSED(INVALID_PARAM, INITIALIZE_PROCESS_CORE_AFFINITY(id + 1, 0, &code));
    REFUSED(INVALID_PARAM, INITIALIZE_PROCESS_CORE_AFFINITY(-1, 1, &code));
}

/* [utest->llr~apex-initialize-process-core-affinity-invalid-config~1]
 * Kind: robustness */
static void test_core_affinity_to_another_core(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_CONFIG, INITIALIZE_PROCESS_CORE_AFFINITY(id, 1, &code));
    REFUSED(INVALID_CONFIG, INITIALIZE_PROCESS_CORE_AFFINITY(id, -2, &code));
    run(id);
    REFUSED(INVALID_CONFIG,
            INITIALIZE_PROCESS_CORE_AFFINITY(id, INT32_MAX, &code));
}

/* [utest->llr~apex-initialize-process-core-affinity-invalid-mode~1]
 * Kind: robustness */
static void test_core_affinity_in_normal(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    REFUSED(INVALID_MODE, INITIALIZE_PROCESS_CORE_AFFINITY(id, 0, &code));
}

/* [utest->llr~apex-get-my-processor-core-id~1]
 * Kind: normal */
static void test_get_my_processor_core_id_is_0(void)
{
    PROCESSOR_CORE_ID_TYPE core = ID_UNSET;

    DONE(GET_MY_PROCESSOR_CORE_ID(&core, &code));
    CU_ASSERT_EQUAL(core, 0);
    core = ID_UNSET;
    run(create_aperiodic("p"));
    DONE(GET_MY_PROCESSOR_CORE_ID(&core, &code));
    CU_ASSERT_EQUAL(core, 0);
}

/* [utest->llr~apex-get-my-processor-core-id-null-return-code~1]
 * Kind: robustness */
static void test_get_my_processor_core_id_without_return_code(void)
{
    PROCESSOR_CORE_ID_TYPE core = ID_UNSET;

    IGNORED(GET_MY_PROCESSOR_CORE_ID(&core, NULL));
    CU_ASSERT_EQUAL(core, ID_UNSET);
}

/* [utest->llr~apex-get-my-processor-core-id-null~1]
 * Kind: robustness */
static void test_get_my_processor_core_id_null(void)
{
    REFUSED(INVALID_PARAM, GET_MY_PROCESSOR_CORE_ID(NULL, &code));
}

const struct unit_test unit_tests[] = {
    TEST(test_create_process_is_dormant_with_its_attributes),
    TEST(test_create_process_at_the_ends_of_its_ranges),
    TEST(test_create_process_without_return_code),
    TEST(test_create_process_null),
    TEST(test_create_process_when_all_exist),
    TEST(test_create_process_of_a_name_that_exists),
    TEST(test_create_process_without_entry_or_stack),
    TEST(test_create_process_with_a_priority_out_of_range),
    TEST(test_create_process_with_a_period_out_of_range),
    TEST(test_create_process_with_a_capacity_out_of_range),
    TEST(test_create_process_of_no_deadline_type),
    TEST(test_create_process_with_too_large_a_stack),
    TEST(test_create_process_with_a_period_apart_from_the_partitions),
    TEST(test_create_process_in_normal),
    TEST(test_get_process_id_finds_the_name),
    TEST(test_get_process_id_of_a_name_of_32_characters),
    TEST(test_get_process_id_without_return_code),
    TEST(test_get_process_id_null),
    TEST(test_get_process_id_of_no_process),
    TEST(test_get_process_status_tells_each_state),
    TEST(test_get_process_status_tells_times),
    TEST(test_get_process_status_tells_the_ceiling_of_a_mutex),
    TEST(test_get_process_status_while_preemption_is_locked),
    TEST(test_get_process_status_gives_all_32_characters_of_a_name),
    TEST(test_get_process_status_without_return_code),
    TEST(test_get_process_status_of_none_or_null),
    TEST(test_get_my_id_is_the_caller),
    TEST(test_get_my_id_without_return_code),
    TEST(test_get_my_id_null),
    TEST(test_get_my_id_in_main),
    TEST(test_get_my_index_counts_from_0),
    TEST(test_get_my_index_without_return_code),
    TEST(test_get_my_index_null),
    TEST(test_get_my_index_in_main),
    TEST(test_suspend_self_lasts_until_resume),
    TEST(test_suspend_self_0_goes_behind_its_equals),
    TEST(test_suspend_self_beyond_the_end_of_time),
    TEST(test_suspend_self_without_return_code),
    TEST(test_suspend_self_locked_or_in_main),
    TEST(test_suspend_self_of_a_periodic_process),
    TEST(test_suspend_self_for_a_negative_time),
    TEST(test_suspend_self_times_out),
    TEST(test_suspend_of_a_ready_process_waits),
    TEST(test_suspend_of_a_waiting_process_stays_after_its_wait),
    TEST(test_suspend_without_return_code),
    TEST(test_suspend_of_none_or_the_caller),
    TEST(test_suspend_of_a_dormant_or_periodic_process),
    TEST(test_suspend_of_a_suspended_process),
    TEST(test_suspend_of_a_suspended_process_that_waits),
    TEST(test_resume_makes_ready_without_a_switch),
    TEST(test_resume_of_a_waiting_process_lets_it_wait_on),
    TEST(test_resume_without_return_code),
    TEST(test_resume_of_none_or_the_caller),
    TEST(test_resume_of_a_dormant_or_periodic_process),
    TEST(test_resume_of_a_process_that_is_not_suspended),
    TEST(test_stop_self_makes_dormant),
    TEST(test_stop_self_unlocks_preemption),
    TEST(test_stop_self_releases_a_mutex),
    TEST(test_stop_self_of_the_last_process),
    TEST(test_stop_self_in_main_changes_nothing),
    TEST(test_stop_self_ends_the_error_handler),
    TEST(test_stop_of_a_ready_process),
    TEST(test_stop_of_a_waiting_process_leaves_its_queue),
    TEST(test_stop_before_normal_takes_back_a_start),
    TEST(test_stop_without_return_code),
    TEST(test_stop_of_none_or_the_caller),
    TEST(test_stop_of_a_dormant_process),
    TEST(test_start_of_an_aperiodic_process_in_normal),
    TEST(test_start_of_a_periodic_process_in_normal),
    TEST(test_start_before_normal_takes_effect_in_it),
    TEST(test_start_without_return_code),
    TEST(test_start_of_none),
    TEST(test_start_of_a_started_process),
    TEST(test_delayed_start_of_an_aperiodic_process),
    TEST(test_delayed_start_of_a_periodic_process),
    TEST(test_delayed_start_before_normal_counts_from_it),
    TEST(test_delayed_start_at_the_ends_of_its_range),
    TEST(test_start_with_a_deadline_past_the_end_of_the_clock),
    TEST(test_delayed_start_with_a_deadline_past_the_end),
    TEST(test_delayed_start_without_return_code),
    TEST(test_delayed_start_of_none),
    TEST(test_delayed_start_of_a_started_process),
    TEST(test_delayed_start_negative),
    TEST(test_delayed_start_by_a_period),
    TEST(test_lock_preemption_raises_the_level),
    TEST(test_lock_preemption_without_return_code),
    TEST(test_lock_preemption_null),
    TEST(test_lock_preemption_in_main),
    TEST(test_lock_preemption_while_a_mutex_is_owned),
    TEST(test_lock_preemption_at_its_maximum),
    TEST(test_unlock_preemption_lowers_the_level),
    TEST(test_unlock_preemption_without_return_code),
    TEST(test_unlock_preemption_null),
    TEST(test_unlock_preemption_in_main_or_unlocked),
    TEST(test_unlock_preemption_while_a_mutex_is_owned),
    TEST(test_core_affinity_to_the_only_core),
    TEST(test_core_affinity_without_return_code),
    TEST(test_core_affinity_of_none),
    TEST(test_core_affinity_to_another_core),
    TEST(test_core_affinity_in_normal),
    TEST(test_get_my_processor_core_id_is_0),
    TEST(test_get_my_processor_core_id_without_return_code),
    TEST(test_get_my_processor_core_id_null),
    {NULL, NULL},
};

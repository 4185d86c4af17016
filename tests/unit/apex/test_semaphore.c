/* SPDX-License-Identifier: Apache-2.0 */
/* Semaphore services. */
#include "apex_unit.h"

#include "apexSemaphore.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 4U, [KIND_SEMAPHORE] = 2U, [KIND_EVENT] = 2U}};

static SEMAPHORE_NAME_TYPE name_a = "a";
static SEMAPHORE_NAME_TYPE name_b = "b";
static SEMAPHORE_NAME_TYPE name_c = "c";

static SEMAPHORE_ID_TYPE semaphore(SEMAPHORE_VALUE_TYPE value,
                                   QUEUING_DISCIPLINE_TYPE discipline)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SEMAPHORE(name_a, value, 3, discipline, &id, &code));
    return id;
}

static SEMAPHORE_STATUS_TYPE semaphore_status(SEMAPHORE_ID_TYPE id)
{
    SEMAPHORE_STATUS_TYPE status = {-7, -7, -7};

    DONE(GET_SEMAPHORE_STATUS(id, &status, &code));
    return status;
}

/* Let process p run and wait for the semaphore, without an end; another one
 * must be ready. */
static void wait_for(PROCESS_ID_TYPE p, SEMAPHORE_ID_TYPE id)
{
    run(p);
    WAIT_SEMAPHORE(id, INFINITE_TIME_VALUE, &code);
}

static PROCESS_ID_TYPE signaller;
static SEMAPHORE_ID_TYPE signalled;

/* While `from` waits, the signaller signals. */
static void signal_and_back(uint32_t from, uint32_t to)
{
    RETURN_CODE_TYPE answer = CODE_UNSET;

    seen.place = process[from].place;
    sched.current = (uint32_t)signaller - 1U;
    SIGNAL_SEMAPHORE(signalled, &answer);
    CU_ASSERT_EQUAL(answer, NO_ERROR);
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    unit_switch_back(from, to);
}

/* [utest->llr~apex-create-semaphore~1]
 * Kind: normal */
static void test_create_semaphore_keeps_value_and_maximum(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;
    SEMAPHORE_STATUS_TYPE status;

    DONE(CREATE_SEMAPHORE(name_a, 1, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    DONE(CREATE_SEMAPHORE(name_b, 3, 9, PRIORITY, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    status = semaphore_status(2);
    CU_ASSERT_EQUAL(status.CURRENT_VALUE, 3);
    CU_ASSERT_EQUAL(status.MAXIMUM_VALUE, 9);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(object[0].discipline, FIFO);
    CU_ASSERT_EQUAL(object[1].discipline, PRIORITY);
}

/* [utest->llr~apex-create-semaphore~1]
 * Kind: robustness */
static void test_create_semaphore_at_the_ends_of_its_ranges(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SEMAPHORE(name_a, 0, 0, FIFO, &id, &code));
    DONE(CREATE_SEMAPHORE(name_b, 32767, 32767, PRIORITY, &id, &code));
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 32767);
}

/* [utest->llr~apex-create-semaphore-null-return-code~1]
 * Kind: robustness */
static void test_create_semaphore_without_return_code(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_SEMAPHORE(name_a, 1, 2, FIFO, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-semaphore-null~1]
 * Kind: robustness */
static void test_create_semaphore_null(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(NULL, 1, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(name_a, 1, 2, FIFO, NULL, &code));
}

/* [utest->llr~apex-create-semaphore-full~1]
 * Kind: robustness */
static void test_create_semaphore_when_all_exist(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SEMAPHORE(name_a, 1, 2, FIFO, &id, &code));
    DONE(CREATE_SEMAPHORE(name_b, 1, 2, FIFO, &id, &code));
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_SEMAPHORE(name_c, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_SEMAPHORE(name_a, 1, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-semaphore-no-action~1]
 * Kind: robustness */
static void test_create_semaphore_of_a_name_that_exists(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    (void)semaphore(1, FIFO);
    REFUSED(NO_ACTION, CREATE_SEMAPHORE(name_a, 0, 1, FIFO, &id, &code));
    REFUSED(NO_ACTION, CREATE_SEMAPHORE(name_a, -1, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-semaphore-invalid-param~1]
 * Kind: robustness */
static void test_create_semaphore_with_values_out_of_range(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(name_a, -1, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SEMAPHORE(name_a, INT32_MIN, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(name_a, 3, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(name_a, 0, -1, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SEMAPHORE(name_a, 1, 32768, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SEMAPHORE(name_a, 1, INT32_MAX, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-semaphore-invalid-param~1]
 * Kind: robustness */
static void test_create_semaphore_of_no_discipline(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    REFUSED(
        INVALID_PARAM,
        CREATE_SEMAPHORE(name_a, 1, 2, (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SEMAPHORE(name_a, 1, 2, (QUEUING_DISCIPLINE_TYPE)-1, &id,
                             &code));
}

/* [utest->llr~apex-create-semaphore-invalid-mode~1]
 * Kind: robustness */
static void test_create_semaphore_in_normal(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, CREATE_SEMAPHORE(name_a, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_SEMAPHORE(name_a, 3, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-wait-semaphore~1]
 * Kind: normal */
static void test_wait_semaphore_takes_one(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(2, FIFO);

    run(create_aperiodic("p"));
    DONE(WAIT_SEMAPHORE(id, 0, &code));
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 1);
    DONE(WAIT_SEMAPHORE(id, INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 0);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-wait-semaphore~1]
 * Kind: normal */
static void test_wait_semaphore_ends_with_a_signal(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    signaller = create_aperiodic("s");
    signalled = semaphore(0, FIFO);
    run(p);
    ready(signaller);
    host_switch_hook = signal_and_back;
    DONE(WAIT_SEMAPHORE(signalled, 1000, &code));
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + (uint32_t)signalled - 1U);
    CU_ASSERT_EQUAL(semaphore_status(signalled).CURRENT_VALUE, 0);
}

/* [utest->llr~apex-wait-semaphore~1]
 * Kind: normal */
static void test_wait_semaphore_infinite_has_no_time_out(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    DONE(WAIT_SEMAPHORE(id, INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-wait-semaphore~1]
 * Kind: robustness */
static void test_wait_semaphore_beyond_the_end_of_time(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    DONE(WAIT_SEMAPHORE(id, INT64_MAX, &code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-wait-semaphore-null-return-code~1]
 * Kind: robustness */
static void test_wait_semaphore_without_return_code(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    run(create_aperiodic("p"));
    IGNORED(WAIT_SEMAPHORE(id, 0, NULL));
}

/* [utest->llr~apex-wait-semaphore-invalid-param~1]
 * Kind: robustness */
static void test_wait_semaphore_that_does_not_exist(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(0, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(id + 1, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(-1, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(INT32_MIN, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(INT32_MAX, 0, &code));
}

/* [utest->llr~apex-wait-semaphore-invalid-param~1]
 * Kind: robustness */
static void test_wait_semaphore_for_a_negative_time(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(id, -2, &code));
    REFUSED(INVALID_PARAM, WAIT_SEMAPHORE(id, INT64_MIN, &code));
}

/* [utest->llr~apex-wait-semaphore-not-available~1]
 * Kind: robustness */
static void test_wait_semaphore_without_time_for_nothing(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);
    LOCK_LEVEL_TYPE level;

    REFUSED(NOT_AVAILABLE, WAIT_SEMAPHORE(id, 0, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE, WAIT_SEMAPHORE(id, 0, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE, WAIT_SEMAPHORE(id, 0, &code));
}

/* [utest->llr~apex-wait-semaphore-invalid-mode~2]
 * Kind: robustness */
static void test_wait_semaphore_locked_or_in_main(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    LOCK_LEVEL_TYPE level;

    REFUSED(INVALID_MODE, WAIT_SEMAPHORE(id, 5, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE, WAIT_SEMAPHORE(id, 5, &code));
    REFUSED(INVALID_MODE, WAIT_SEMAPHORE(id, INFINITE_TIME_VALUE, &code));
}

/* [utest->llr~apex-wait-semaphore-timed-out~1]
 * Kind: normal */
static void test_wait_semaphore_times_out(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    WAIT_SEMAPHORE(id, 25, &code);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    CU_ASSERT_EQUAL(semaphore_status(id).WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 0);
}

/* [utest->llr~apex-signal-semaphore~1]
 * Kind: normal */
static void test_signal_semaphore_adds_one(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    run(create_aperiodic("p"));
    DONE(SIGNAL_SEMAPHORE(id, &code));
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 2);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* The process that one signal wakes of three with priorities 5, 9, 7, which
 * began to wait in this order; the signaller is not switched away from. */
static PROCESS_ID_TYPE first_woken(QUEUING_DISCIPLINE_TYPE discipline)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, discipline);
    static const PRIORITY_TYPE priority[] = {5, 9, 7};
    static const char *const name[] = {"x", "y", "z"};
    PROCESS_ID_TYPE p[3];
    PROCESS_ID_TYPE woken = ID_UNSET;
    uint32_t switches;

    signaller = create_aperiodic("s");
    for (uint32_t i = 0U; i < 3U; i++) {
        PROCESS_ATTRIBUTE_TYPE a = attributes(name[i]);

        a.BASE_PRIORITY = priority[i];
        DONE(CREATE_PROCESS(&a, &p[i], &code));
    }
    run(signaller);
    for (uint32_t i = 0U; i < 3U; i++) {
        wait_for(p[i], id);
    }
    CU_ASSERT_EQUAL(semaphore_status(id).WAITING_PROCESSES, 3);
    switches = host.switches;
    DONE(SIGNAL_SEMAPHORE(id, &code));
    CU_ASSERT_EQUAL(host.switches, switches);
    CU_ASSERT_EQUAL(semaphore_status(id).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 0);
    for (uint32_t i = 0U; i < 3U; i++) {
        if (state_of(p[i]) == READY) {
            woken = p[i];
        }
    }
    return woken;
}

/* [utest->llr~apex-signal-semaphore~1]
 * Kind: normal */
static void test_signal_semaphore_wakes_who_came_first(void)
{
    CU_ASSERT_EQUAL(first_woken(FIFO), 2);
}

/* [utest->llr~apex-signal-semaphore~1]
 * Kind: normal */
static void test_signal_semaphore_wakes_the_most_urgent(void)
{
    CU_ASSERT_EQUAL(first_woken(PRIORITY), 3);
}

/* [utest->llr~apex-signal-semaphore~1]
 * Kind: normal */
static void test_signal_semaphore_in_main(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);

    DONE(SIGNAL_SEMAPHORE(id, &code));
    CU_ASSERT_EQUAL(semaphore_status(id).CURRENT_VALUE, 1);
}

/* [utest->llr~apex-signal-semaphore-null-return-code~1]
 * Kind: robustness */
static void test_signal_semaphore_without_return_code(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    run(create_aperiodic("p"));
    IGNORED(SIGNAL_SEMAPHORE(id, NULL));
}

/* [utest->llr~apex-signal-semaphore-invalid-param~1]
 * Kind: robustness */
static void test_signal_semaphore_that_does_not_exist(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);

    REFUSED(INVALID_PARAM, SIGNAL_SEMAPHORE(0, &code));
    REFUSED(INVALID_PARAM, SIGNAL_SEMAPHORE(id + 1, &code));
    REFUSED(INVALID_PARAM, SIGNAL_SEMAPHORE(-1, &code));
    REFUSED(INVALID_PARAM, SIGNAL_SEMAPHORE(INT32_MIN, &code));
}

/* [utest->llr~apex-signal-semaphore-no-action~1]
 * Kind: robustness */
static void test_signal_semaphore_at_its_maximum(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(3, FIFO);

    REFUSED(NO_ACTION, SIGNAL_SEMAPHORE(id, &code));
}

/* [utest->llr~apex-get-semaphore-id~1]
 * Kind: normal */
static void test_get_semaphore_id_finds_the_name(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    (void)semaphore(1, FIFO);
    DONE(CREATE_SEMAPHORE(name_b, 1, 2, FIFO, &id, &code));
    id = ID_UNSET;
    DONE(GET_SEMAPHORE_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_SEMAPHORE_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-semaphore-id-null-return-code~1]
 * Kind: robustness */
static void test_get_semaphore_id_without_return_code(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    (void)semaphore(1, FIFO);
    IGNORED(GET_SEMAPHORE_ID(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-semaphore-id-null~1]
 * Kind: robustness */
static void test_get_semaphore_id_null(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    (void)semaphore(1, FIFO);
    REFUSED(INVALID_PARAM, GET_SEMAPHORE_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_SEMAPHORE_ID(name_a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-semaphore-id-invalid-config~1]
 * Kind: robustness */
static void test_get_semaphore_id_of_no_semaphore(void)
{
    SEMAPHORE_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("b");
    REFUSED(INVALID_CONFIG, GET_SEMAPHORE_ID(name_a, &id, &code));
    (void)semaphore(1, FIFO);
    REFUSED(INVALID_CONFIG, GET_SEMAPHORE_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-semaphore-status~1]
 * Kind: normal */
static void test_get_semaphore_status_counts_who_waits(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(0, FIFO);
    const PROCESS_ID_TYPE a = create_aperiodic("x");
    const PROCESS_ID_TYPE b = create_aperiodic("y");
    const PROCESS_ID_TYPE c = create_aperiodic("z");
    SEMAPHORE_STATUS_TYPE status;

    run(c);
    wait_for(a, id);
    wait_for(b, id);
    status = semaphore_status(id);
    CU_ASSERT_EQUAL(status.CURRENT_VALUE, 0);
    CU_ASSERT_EQUAL(status.MAXIMUM_VALUE, 3);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 2);
}

/* [utest->llr~apex-get-semaphore-status-null-return-code~1]
 * Kind: robustness */
static void test_get_semaphore_status_without_return_code(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);
    SEMAPHORE_STATUS_TYPE status = {-7, -7, -7};

    IGNORED(GET_SEMAPHORE_STATUS(id, &status, NULL));
    CU_ASSERT_EQUAL(status.CURRENT_VALUE, -7);
    CU_ASSERT_EQUAL(status.MAXIMUM_VALUE, -7);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, -7);
}

/* [utest->llr~apex-get-semaphore-status-invalid-param~1]
 * Kind: robustness */
static void test_get_semaphore_status_of_none_or_null(void)
{
    const SEMAPHORE_ID_TYPE id = semaphore(1, FIFO);
    SEMAPHORE_STATUS_TYPE status = {-7, -7, -7};

    REFUSED(INVALID_PARAM, GET_SEMAPHORE_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_SEMAPHORE_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_SEMAPHORE_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_SEMAPHORE_STATUS(-1, &status, &code));
    CU_ASSERT_EQUAL(status.CURRENT_VALUE, -7);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_semaphore_keeps_value_and_maximum),
    TEST(test_create_semaphore_at_the_ends_of_its_ranges),
    TEST(test_create_semaphore_without_return_code),
    TEST(test_create_semaphore_null),
    TEST(test_create_semaphore_when_all_exist),
    TEST(test_create_semaphore_of_a_name_that_exists),
    TEST(test_create_semaphore_with_values_out_of_range),
    TEST(test_create_semaphore_of_no_discipline),
    TEST(test_create_semaphore_in_normal),
    TEST(test_wait_semaphore_takes_one),
    TEST(test_wait_semaphore_ends_with_a_signal),
    TEST(test_wait_semaphore_infinite_has_no_time_out),
    TEST(test_wait_semaphore_beyond_the_end_of_time),
    TEST(test_wait_semaphore_without_return_code),
    TEST(test_wait_semaphore_that_does_not_exist),
    TEST(test_wait_semaphore_for_a_negative_time),
    TEST(test_wait_semaphore_without_time_for_nothing),
    TEST(test_wait_semaphore_locked_or_in_main),
    TEST(test_wait_semaphore_times_out),
    TEST(test_signal_semaphore_adds_one),
    TEST(test_signal_semaphore_wakes_who_came_first),
    TEST(test_signal_semaphore_wakes_the_most_urgent),
    TEST(test_signal_semaphore_in_main),
    TEST(test_signal_semaphore_without_return_code),
    TEST(test_signal_semaphore_that_does_not_exist),
    TEST(test_signal_semaphore_at_its_maximum),
    TEST(test_get_semaphore_id_finds_the_name),
    TEST(test_get_semaphore_id_without_return_code),
    TEST(test_get_semaphore_id_null),
    TEST(test_get_semaphore_id_of_no_semaphore),
    TEST(test_get_semaphore_status_counts_who_waits),
    TEST(test_get_semaphore_status_without_return_code),
    TEST(test_get_semaphore_status_of_none_or_null),
    {NULL, NULL},
};

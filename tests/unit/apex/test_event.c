/* SPDX-License-Identifier: Apache-2.0 */
/* Event services. */
#include "apex_unit.h"

#include "apexEvent.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 4U, [KIND_SEMAPHORE] = 2U, [KIND_EVENT] = 2U}};

#define STATE_UNSET ((EVENT_STATE_TYPE)7)

static EVENT_NAME_TYPE name_a = "a";
static EVENT_NAME_TYPE name_b = "b";
static EVENT_NAME_TYPE name_c = "c";

static EVENT_ID_TYPE event(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_EVENT(name_a, &id, &code));
    return id;
}

static EVENT_STATUS_TYPE event_status(EVENT_ID_TYPE id)
{
    EVENT_STATUS_TYPE status = {STATE_UNSET, -7};

    DONE(GET_EVENT_STATUS(id, &status, &code));
    return status;
}

/* Let process p run and wait for the event, without an end; another one must
 * be ready. */
static void wait_for(PROCESS_ID_TYPE p, EVENT_ID_TYPE id)
{
    run(p);
    WAIT_EVENT(id, INFINITE_TIME_VALUE, &code);
}

static PROCESS_ID_TYPE setter;
static EVENT_ID_TYPE event_set_by_it;

/* While `from` waits, the setter sets the event. */
static void set_and_back(uint32_t from, uint32_t to)
{
    RETURN_CODE_TYPE answer = CODE_UNSET;

    seen.place = process[from].place;
    sched.current = (uint32_t)setter - 1U;
    SET_EVENT(event_set_by_it, &answer);
    CU_ASSERT_EQUAL(answer, NO_ERROR);
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    unit_switch_back(from, to);
}

/* [utest->llr~apex-create-event~1]
 * Kind: normal */
static void test_create_event_is_down(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_EVENT(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    DONE(CREATE_EVENT(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    CU_ASSERT_EQUAL(event_status(1).EVENT_STATE, DOWN);
    CU_ASSERT_EQUAL(event_status(2).EVENT_STATE, DOWN);
    CU_ASSERT_EQUAL(event_status(2).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-create-event-null-return-code~1]
 * Kind: robustness */
static void test_create_event_without_return_code(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_EVENT(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-event-null~1]
 * Kind: robustness */
static void test_create_event_null(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_EVENT(NULL, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_EVENT(name_a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-event-full~1]
 * Kind: robustness */
static void test_create_event_when_all_exist(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_EVENT(name_a, &id, &code));
    DONE(CREATE_EVENT(name_b, &id, &code));
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_EVENT(name_c, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_EVENT(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-event-no-action~1]
 * Kind: robustness */
static void test_create_event_of_a_name_that_exists(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    (void)event();
    REFUSED(NO_ACTION, CREATE_EVENT(name_a, &id, &code));
    run(create_aperiodic("p"));
    REFUSED(NO_ACTION, CREATE_EVENT(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-event-invalid-mode~1]
 * Kind: robustness */
static void test_create_event_in_normal(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, CREATE_EVENT(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-set-event~1]
 * Kind: normal */
static void test_set_event_wakes_all_who_wait(void)
{
    const EVENT_ID_TYPE id = event();
    const PROCESS_ID_TYPE a = create_aperiodic("x");
    const PROCESS_ID_TYPE b = create_aperiodic("y");
    const PROCESS_ID_TYPE c = create_aperiodic("z");
    uint32_t switches;

    run(c);
    wait_for(a, id);
    wait_for(b, id);
    run(c);
    switches = host.switches;
    DONE(SET_EVENT(id, &code));
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, UP);
    CU_ASSERT_EQUAL(event_status(id).WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(state_of(a), READY);
    CU_ASSERT_EQUAL(state_of(b), READY);
    CU_ASSERT_EQUAL(state_of(c), RUNNING);
    CU_ASSERT_EQUAL(host.switches, switches);
}

/* [utest->llr~apex-set-event~1]
 * Kind: normal */
static void test_set_event_leaves_other_events(void)
{
    const EVENT_ID_TYPE id = event();
    EVENT_ID_TYPE other = ID_UNSET;
    const PROCESS_ID_TYPE a = create_aperiodic("x");
    const PROCESS_ID_TYPE b = create_aperiodic("y");

    DONE(CREATE_EVENT(name_b, &other, &code));
    run(b);
    wait_for(a, other);
    DONE(SET_EVENT(id, &code));
    CU_ASSERT_EQUAL(event_status(other).EVENT_STATE, DOWN);
    CU_ASSERT_EQUAL(state_of(a), WAITING);
}

/* [utest->llr~apex-set-event~1]
 * Kind: normal */
static void test_set_event_that_is_up_stays_up(void)
{
    const EVENT_ID_TYPE id = event();

    DONE(SET_EVENT(id, &code));
    DONE(SET_EVENT(id, &code));
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, UP);
}

/* [utest->llr~apex-set-event-null-return-code~1]
 * Kind: robustness */
static void test_set_event_without_return_code(void)
{
    const EVENT_ID_TYPE id = event();

    IGNORED(SET_EVENT(id, NULL));
}

/* [utest->llr~apex-set-event-invalid-param~1]
 * Kind: robustness */
static void test_set_event_that_does_not_exist(void)
{
    const EVENT_ID_TYPE id = event();

    REFUSED(INVALID_PARAM, SET_EVENT(0, &code));
    REFUSED(INVALID_PARAM, SET_EVENT(id + 1, &code));
    REFUSED(INVALID_PARAM, SET_EVENT(-1, &code));
    REFUSED(INVALID_PARAM, SET_EVENT(INT32_MIN, &code));
}

/* [utest->llr~apex-reset-event~1]
 * Kind: normal */
static void test_reset_event_is_down(void)
{
    const EVENT_ID_TYPE id = event();

    DONE(SET_EVENT(id, &code));
    DONE(RESET_EVENT(id, &code));
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, DOWN);
    DONE(RESET_EVENT(id, &code));
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, DOWN);
}

/* [utest->llr~apex-reset-event-null-return-code~1]
 * Kind: robustness */
static void test_reset_event_without_return_code(void)
{
    const EVENT_ID_TYPE id = event();

    DONE(SET_EVENT(id, &code));
    IGNORED(RESET_EVENT(id, NULL));
}

/* [utest->llr~apex-reset-event-invalid-param~1]
 * Kind: robustness */
static void test_reset_event_that_does_not_exist(void)
{
    const EVENT_ID_TYPE id = event();

    DONE(SET_EVENT(id, &code));
    REFUSED(INVALID_PARAM, RESET_EVENT(0, &code));
    REFUSED(INVALID_PARAM, RESET_EVENT(id + 1, &code));
    REFUSED(INVALID_PARAM, RESET_EVENT(-1, &code));
}

/* [utest->llr~apex-wait-event~1]
 * Kind: normal */
static void test_wait_event_that_is_up_returns_at_once(void)
{
    const EVENT_ID_TYPE id = event();

    DONE(SET_EVENT(id, &code));
    run(create_aperiodic("p"));
    DONE(WAIT_EVENT(id, 0, &code));
    DONE(WAIT_EVENT(id, INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(host.switches, 0U);
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, UP);
}

/* [utest->llr~apex-wait-event~1]
 * Kind: normal */
static void test_wait_event_ends_when_it_is_set(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    setter = create_aperiodic("s");
    event_set_by_it = event();
    run(p);
    ready(setter);
    host_switch_hook = set_and_back;
    DONE(WAIT_EVENT(event_set_by_it, 1000, &code));
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + EVENT_FIRST +
                                    (uint32_t)event_set_by_it - 1U);
}

/* [utest->llr~apex-wait-event~1]
 * Kind: normal */
static void test_wait_event_infinite_has_no_time_out(void)
{
    const EVENT_ID_TYPE id = event();

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    DONE(WAIT_EVENT(id, INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-wait-event~1]
 * Kind: robustness */
static void test_wait_event_beyond_the_end_of_time(void)
{
    const EVENT_ID_TYPE id = event();

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    DONE(WAIT_EVENT(id, INT64_MAX, &code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-wait-event-null-return-code~1]
 * Kind: robustness */
static void test_wait_event_without_return_code(void)
{
    const EVENT_ID_TYPE id = event();

    run(create_aperiodic("p"));
    IGNORED(WAIT_EVENT(id, 5, NULL));
}

/* [utest->llr~apex-wait-event-invalid-param~1]
 * Kind: robustness */
static void test_wait_event_that_does_not_exist(void)
{
    const EVENT_ID_TYPE id = event();

    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, WAIT_EVENT(0, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_EVENT(id + 1, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_EVENT(-1, 0, &code));
    REFUSED(INVALID_PARAM, WAIT_EVENT(INT32_MAX, 0, &code));
}

/* [utest->llr~apex-wait-event-invalid-param~1]
 * Kind: robustness */
static void test_wait_event_for_a_negative_time(void)
{
    const EVENT_ID_TYPE id = event();

    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, WAIT_EVENT(id, -2, &code));
    REFUSED(INVALID_PARAM, WAIT_EVENT(id, INT64_MIN, &code));
}

/* [utest->llr~apex-wait-event-not-available~1]
 * Kind: robustness */
static void test_wait_event_without_time_for_a_down_event(void)
{
    const EVENT_ID_TYPE id = event();
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    LOCK_LEVEL_TYPE level;

    REFUSED(NOT_AVAILABLE, WAIT_EVENT(id, 0, &code));
    run(p);
    REFUSED(NOT_AVAILABLE, WAIT_EVENT(id, 0, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE, WAIT_EVENT(id, 0, &code));
}

/* [utest->llr~apex-wait-event-invalid-mode~2]
 * Kind: robustness */
static void test_wait_event_locked_or_in_main(void)
{
    const EVENT_ID_TYPE id = event();
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    LOCK_LEVEL_TYPE level;

    REFUSED(INVALID_MODE, WAIT_EVENT(id, 5, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE, WAIT_EVENT(id, 5, &code));
    REFUSED(INVALID_MODE, WAIT_EVENT(id, INFINITE_TIME_VALUE, &code));
}

/* [utest->llr~apex-wait-event-timed-out~1]
 * Kind: normal */
static void test_wait_event_times_out(void)
{
    const EVENT_ID_TYPE id = event();

    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    WAIT_EVENT(id, 25, &code);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    CU_ASSERT_EQUAL(event_status(id).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-event-id~1]
 * Kind: normal */
static void test_get_event_id_finds_the_name(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    (void)event();
    DONE(CREATE_EVENT(name_b, &id, &code));
    id = ID_UNSET;
    DONE(GET_EVENT_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_EVENT_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-event-id-null-return-code~1]
 * Kind: robustness */
static void test_get_event_id_without_return_code(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    (void)event();
    IGNORED(GET_EVENT_ID(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-event-id-null~1]
 * Kind: robustness */
static void test_get_event_id_null(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    (void)event();
    REFUSED(INVALID_PARAM, GET_EVENT_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_EVENT_ID(name_a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-event-id-invalid-config~1]
 * Kind: robustness */
static void test_get_event_id_of_no_event(void)
{
    EVENT_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("b");
    REFUSED(INVALID_CONFIG, GET_EVENT_ID(name_a, &id, &code));
    (void)event();
    REFUSED(INVALID_CONFIG, GET_EVENT_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-event-status~1]
 * Kind: normal */
static void test_get_event_status_counts_who_waits(void)
{
    const EVENT_ID_TYPE other = event();
    EVENT_ID_TYPE id = ID_UNSET;
    const PROCESS_ID_TYPE a = create_aperiodic("x");
    const PROCESS_ID_TYPE b = create_aperiodic("y");
    const PROCESS_ID_TYPE c = create_aperiodic("z");

    DONE(CREATE_EVENT(name_b, &id, &code));
    DONE(SET_EVENT(other, &code));
    run(c);
    wait_for(a, id);
    wait_for(b, id);
    CU_ASSERT_EQUAL(event_status(id).EVENT_STATE, DOWN);
    CU_ASSERT_EQUAL(event_status(id).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(event_status(other).EVENT_STATE, UP);
    CU_ASSERT_EQUAL(event_status(other).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-event-status-null-return-code~1]
 * Kind: robustness */
static void test_get_event_status_without_return_code(void)
{
    const EVENT_ID_TYPE id = event();
    EVENT_STATUS_TYPE status = {STATE_UNSET, -7};

    IGNORED(GET_EVENT_STATUS(id, &status, NULL));
    CU_ASSERT_EQUAL(status.EVENT_STATE, STATE_UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, -7);
}

/* [utest->llr~apex-get-event-status-invalid-param~1]
 * Kind: robustness */
static void test_get_event_status_of_none_or_null(void)
{
    const EVENT_ID_TYPE id = event();
    EVENT_STATUS_TYPE status = {STATE_UNSET, -7};

    REFUSED(INVALID_PARAM, GET_EVENT_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_EVENT_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_EVENT_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_EVENT_STATUS(-1, &status, &code));
    CU_ASSERT_EQUAL(status.EVENT_STATE, STATE_UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_event_is_down),
    TEST(test_create_event_without_return_code),
    TEST(test_create_event_null),
    TEST(test_create_event_when_all_exist),
    TEST(test_create_event_of_a_name_that_exists),
    TEST(test_create_event_in_normal),
    TEST(test_set_event_wakes_all_who_wait),
    TEST(test_set_event_leaves_other_events),
    TEST(test_set_event_that_is_up_stays_up),
    TEST(test_set_event_without_return_code),
    TEST(test_set_event_that_does_not_exist),
    TEST(test_reset_event_is_down),
    TEST(test_reset_event_without_return_code),
    TEST(test_reset_event_that_does_not_exist),
    TEST(test_wait_event_that_is_up_returns_at_once),
    TEST(test_wait_event_ends_when_it_is_set),
    TEST(test_wait_event_infinite_has_no_time_out),
    TEST(test_wait_event_beyond_the_end_of_time),
    TEST(test_wait_event_without_return_code),
    TEST(test_wait_event_that_does_not_exist),
    TEST(test_wait_event_for_a_negative_time),
    TEST(test_wait_event_without_time_for_a_down_event),
    TEST(test_wait_event_locked_or_in_main),
    TEST(test_wait_event_times_out),
    TEST(test_get_event_id_finds_the_name),
    TEST(test_get_event_id_without_return_code),
    TEST(test_get_event_id_null),
    TEST(test_get_event_id_of_no_event),
    TEST(test_get_event_status_counts_who_waits),
    TEST(test_get_event_status_without_return_code),
    TEST(test_get_event_status_of_none_or_null),
    {NULL, NULL},
};

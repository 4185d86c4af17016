/* SPDX-License-Identifier: Apache-2.0 */
/* Time services. */
#include "apex_unit.h"

#include "apexTime.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 4U, [KIND_SEMAPHORE] = 2U, [KIND_EVENT] = 2U}};

static void lock(void)
{
    LOCK_LEVEL_TYPE level;

    DONE(LOCK_PREEMPTION(&level, &code));
}

/* [utest->llr~apex-timed-wait~1]
 * Kind: normal */
static void test_timed_wait_lasts_the_delay(void)
{
    run_beside_other(create_aperiodic("p"));
    host_now = 100;
    host_switch_hook = see_and_time;
    DONE(TIMED_WAIT(50, &code));
    CU_ASSERT_EQUAL(host_now, 150);
    CU_ASSERT_EQUAL(seen.place, PLACE_DELAYED);
    DONE(TIMED_WAIT(1, &code));
    CU_ASSERT_EQUAL(host_now, 151);
}

/* [utest->llr~apex-timed-wait~1]
 * Kind: normal */
static void test_timed_wait_0_goes_behind_its_equals(void)
{
    const PROCESS_ID_TYPE a = create_aperiodic("a");
    const PROCESS_ID_TYPE b = create_aperiodic("b");

    run(a);
    ready(b);
    host_switch_hook = see_and_back;
    DONE(TIMED_WAIT(0, &code));
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.to, (uint32_t)b - 1U);
    CU_ASSERT_EQUAL(seen.place, PLACE_READY);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-timed-wait~1]
 * Kind: robustness */
static void test_timed_wait_beyond_the_end_of_time(void)
{
    run_beside_other(create_aperiodic("p"));
    host_now = TIME_NEVER - 5;
    host_switch_hook = see_and_back;
    DONE(TIMED_WAIT(INT64_MAX, &code));
    CU_ASSERT_EQUAL(seen.place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-timed-wait-null-return-code~1]
 * Kind: robustness */
static void test_timed_wait_without_return_code(void)
{
    run(create_aperiodic("p"));
    IGNORED(TIMED_WAIT(50, NULL));
    IGNORED(TIMED_WAIT(0, NULL));
}

/* [utest->llr~apex-timed-wait-invalid-mode~2]
 * Kind: robustness */
static void test_timed_wait_locked_or_in_main(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    REFUSED(INVALID_MODE, TIMED_WAIT(50, &code));
    run(id);
    lock();
    REFUSED(INVALID_MODE, TIMED_WAIT(50, &code));
    REFUSED(INVALID_MODE, TIMED_WAIT(0, &code));
    REFUSED(INVALID_MODE, TIMED_WAIT(-1, &code));
}

/* [utest->llr~apex-timed-wait-invalid-param~1]
 * Kind: robustness */
static void test_timed_wait_infinite_or_negative(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, TIMED_WAIT(INFINITE_TIME_VALUE, &code));
    REFUSED(INVALID_PARAM, TIMED_WAIT(-2, &code));
    REFUSED(INVALID_PARAM, TIMED_WAIT(INT64_MIN, &code));
}

/* [utest->llr~apex-periodic-wait~1]
 * Kind: normal */
static void test_periodic_wait_ends_at_the_next_release_point(void)
{
    const PROCESS_ID_TYPE id = create("p", 2000, 600);

    host_now = 300;
    run_released_beside_other(id);
    host_switch_hook = see_and_time;
    host_now = 450;
    DONE(PERIODIC_WAIT(&code));
    CU_ASSERT_EQUAL(host_now, 2300);
    CU_ASSERT_EQUAL(seen.place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 2900);
    host_now = 2890;
    DONE(PERIODIC_WAIT(&code));
    CU_ASSERT_EQUAL(host_now, 4300);
}

/* [utest->llr~apex-periodic-wait-null-return-code~1]
 * Kind: robustness */
static void test_periodic_wait_without_return_code(void)
{
    run_released(create_periodic("p"));
    IGNORED(PERIODIC_WAIT(NULL));
}

/* [utest->llr~apex-periodic-wait-invalid-mode~2]
 * Kind: robustness */
static void test_periodic_wait_locked_or_in_main(void)
{
    const PROCESS_ID_TYPE id = create_periodic("p");

    REFUSED(INVALID_MODE, PERIODIC_WAIT(&code));
    run_released(id);
    lock();
    REFUSED(INVALID_MODE, PERIODIC_WAIT(&code));
}

/* [utest->llr~apex-periodic-wait-invalid-mode~2]
 * Kind: robustness */
static void test_periodic_wait_of_an_aperiodic_process(void)
{
    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, PERIODIC_WAIT(&code));
}

/* [utest->llr~apex-periodic-wait-invalid-config~1]
 * Kind: robustness */
static void test_periodic_wait_with_a_deadline_past_the_end_of_the_clock(void)
{
    const PROCESS_ID_TYPE id = create("p", 1000, 60);

    run_released(id);
    process[id - 1].release_ns = TIME_NEVER - 1060;
    REFUSED(INVALID_CONFIG, PERIODIC_WAIT(&code));
    process[id - 1].release_ns = TIME_NEVER - 5;
    REFUSED(INVALID_CONFIG, PERIODIC_WAIT(&code));
    process[id - 1].release_ns = TIME_NEVER - 1061;
    host_switch_hook = see_and_time;
    DONE(PERIODIC_WAIT(&code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, TIME_NEVER - 1);
}

/* [utest->llr~apex-periodic-wait~1]
 * Kind: robustness */
static void test_periodic_wait_without_capacity_at_the_end_of_the_clock(void)
{
    const PROCESS_ID_TYPE id = create_periodic("p");

    run_released_beside_other(id);
    process[id - 1].release_ns = TIME_NEVER - 5;
    host_switch_hook = see_and_back;
    DONE(PERIODIC_WAIT(&code));
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-get-time~1]
 * Kind: normal */
static void test_get_time_reads_the_clock(void)
{
    SYSTEM_TIME_TYPE time = -5;

    host_now = 123456789012;
    DONE(GET_TIME(&time, &code));
    CU_ASSERT_EQUAL(time, 123456789012);
    host_now = 0;
    DONE(GET_TIME(&time, &code));
    CU_ASSERT_EQUAL(time, 0);
}

/* [utest->llr~apex-get-time-null-return-code~1]
 * Kind: robustness */
static void test_get_time_without_return_code(void)
{
    SYSTEM_TIME_TYPE time = -5;

    IGNORED(GET_TIME(&time, NULL));
    CU_ASSERT_EQUAL(time, -5);
}

/* [utest->llr~apex-get-time-null~1]
 * Kind: robustness */
static void test_get_time_null(void)
{
    REFUSED(INVALID_PARAM, GET_TIME(NULL, &code));
}

/* [utest->llr~apex-replenish~1]
 * Kind: normal */
static void test_replenish_counts_from_now(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 100);

    run(id);
    host_now = 5000;
    DONE(REPLENISH(70, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 5070);
    DONE(REPLENISH(0, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 5000);
    DONE(REPLENISH(INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, INFINITE_TIME_VALUE);
}

/* The port looks at once whose deadline time has passed.
 * [utest->llr~sched-overdue~1]
 * [utest->llr~apex-replenish~1]
 * Kind: robustness */
static void test_replenish_too_late_is_a_miss_all_the_same(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 100);

    run(id);
    sched_watch(sched.current, 100);
    host_now = 99;
    DONE(REPLENISH(1, &code));
    CU_ASSERT_EQUAL(sched.missed, 0U);
    CU_ASSERT_EQUAL(host.watch_ns, 100);
    host_now = 100;
    DONE(REPLENISH(70, &code));
    CU_ASSERT_EQUAL(sched.missed, (uint64_t)1U << sched.current);
    CU_ASSERT_EQUAL(timer.deadline_ns[sched.current], 170);
    CU_ASSERT_EQUAL(host.watch_ns, 100);
}

/* [utest->llr~apex-replenish~1]
 * Kind: robustness */
static void test_replenish_periodic_up_to_the_release_point(void)
{
    const PROCESS_ID_TYPE id = create("p", 1000, 100);

    run_released(id);
    host_now = 100;
    DONE(REPLENISH(900, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, 1000);
}

/* [utest->llr~apex-replenish~1]
 * Kind: normal */
static void test_replenish_without_time_capacity_keeps_no_deadline(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    run(id);
    host_now = 5000;
    DONE(REPLENISH(70, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, INFINITE_TIME_VALUE);
    DONE(REPLENISH(INFINITE_TIME_VALUE, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, INFINITE_TIME_VALUE);
}

/* [utest->llr~apex-replenish-invalid-param~1]
 * Kind: robustness */
static void test_replenish_past_the_end_of_the_clock(void)
{
    const PROCESS_ID_TYPE id = create("p", INFINITE_TIME_VALUE, 100);

    run(id);
    host_now = 10;
    REFUSED(INVALID_PARAM, REPLENISH(INT64_MAX - 10, &code));
    REFUSED(INVALID_PARAM, REPLENISH(INT64_MAX, &code));
    DONE(REPLENISH(INT64_MAX - 11, &code));
    CU_ASSERT_EQUAL(status_of(id).DEADLINE_TIME, INT64_MAX - 1);
}

/* [utest->llr~apex-replenish-null-return-code~1]
 * Kind: robustness */
static void test_replenish_without_return_code(void)
{
    run(create("p", INFINITE_TIME_VALUE, 100));
    IGNORED(REPLENISH(70, NULL));
}

/* [utest->llr~apex-replenish-no-action~1]
 * Kind: robustness */
static void test_replenish_in_main(void)
{
    REFUSED(NO_ACTION, REPLENISH(70, &code));
    REFUSED(NO_ACTION, REPLENISH(-2, &code));
}

/* [utest->llr~apex-replenish-invalid-param~1]
 * Kind: robustness */
static void test_replenish_negative(void)
{
    run(create("p", INFINITE_TIME_VALUE, 100));
    REFUSED(INVALID_PARAM, REPLENISH(-2, &code));
    REFUSED(INVALID_PARAM, REPLENISH(INT64_MIN, &code));
}

/* [utest->llr~apex-replenish-invalid-mode~1]
 * Kind: robustness */
static void test_replenish_periodic_past_the_release_point(void)
{
    run_released(create("p", 1000, 100));
    host_now = 100;
    REFUSED(INVALID_MODE, REPLENISH(901, &code));
    REFUSED(INVALID_MODE, REPLENISH(INFINITE_TIME_VALUE, &code));
    REFUSED(INVALID_MODE, REPLENISH(INT64_MAX, &code));
    REFUSED(INVALID_MODE, REPLENISH(-2, &code));
}

const struct unit_test unit_tests[] = {
    TEST(test_timed_wait_lasts_the_delay),
    TEST(test_timed_wait_0_goes_behind_its_equals),
    TEST(test_timed_wait_beyond_the_end_of_time),
    TEST(test_timed_wait_without_return_code),
    TEST(test_timed_wait_locked_or_in_main),
    TEST(test_timed_wait_infinite_or_negative),
    TEST(test_periodic_wait_ends_at_the_next_release_point),
    TEST(test_periodic_wait_without_return_code),
    TEST(test_periodic_wait_locked_or_in_main),
    TEST(test_periodic_wait_of_an_aperiodic_process),
    TEST(test_periodic_wait_with_a_deadline_past_the_end_of_the_clock),
    TEST(test_periodic_wait_without_capacity_at_the_end_of_the_clock),
    TEST(test_get_time_reads_the_clock),
    TEST(test_get_time_without_return_code),
    TEST(test_get_time_null),
    TEST(test_replenish_counts_from_now),
    TEST(test_replenish_too_late_is_a_miss_all_the_same),
    TEST(test_replenish_periodic_up_to_the_release_point),
    TEST(test_replenish_without_time_capacity_keeps_no_deadline),
    TEST(test_replenish_past_the_end_of_the_clock),
    TEST(test_replenish_without_return_code),
    TEST(test_replenish_in_main),
    TEST(test_replenish_negative),
    TEST(test_replenish_periodic_past_the_release_point),
    {NULL, NULL},
};

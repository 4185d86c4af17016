/* SPDX-License-Identifier: Apache-2.0 */
/* Waking what is due, and sleep while nobody is ready. */
#include "unit.h"

#include "kernel/timer.h"

#define OTHER 0U

/* All processes, priority 5 but for OTHER, which runs and is always ready, so
 * that a wait has somewhere to switch to. */
static void setup(void)
{
    (void)unit_process(1U);
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* The due time of process t: all of 10 .. 640, not in the order of t. */
static int64_t due_of(uint32_t t)
{
    return 10 * (((int64_t)t * 37 % (int64_t)PROCESS_MAX) + 1);
}

/* 1 when each process is ready exactly if it is due by now_ns. */
static uint32_t woken_by(int64_t now_ns)
{
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        const uint32_t place =
            (due_of(t) <= now_ns) ? PLACE_READY : PLACE_DELAYED;

        if (process[t].place != place) {
            return 0U;
        }
    }
    return 1U;
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_wakes_each_at_its_time(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        unit_wait(t, PLACE_DELAYED, due_of(t));
    }
    for (int64_t now_ns = 5; now_ns <= 645; now_ns += 5) {
        timer_expire(now_ns);
        CU_ASSERT_EQUAL(woken_by(now_ns), 1U);
    }
}

/* [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_wakes_all_that_became_due_at_once(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        unit_wait(t, PLACE_DELAYED, due_of(t));
    }
    timer_expire(325);
    CU_ASSERT_EQUAL(woken_by(325), 1U);
    timer_expire(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(woken_by(TIME_NEVER - 1), 1U);
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_ends_the_wait_for_an_object_with_timed_out(void)
{
    setup();
    unit_wait(9U, PLACE_OBJECT + 3U, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
    CU_ASSERT_EQUAL(object[3].waiting, 0U);
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_ends_a_suspension_with_timed_out(void)
{
    setup();
    unit_wait(9U, PLACE_SUSPENDED, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_ends_a_delay_with_timed_out(void)
{
    setup();
    unit_wait(9U, PLACE_DELAYED, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
    CU_ASSERT_EQUAL(timer.due_ns[9], TIME_NEVER);
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_leaves_a_suspended_process_suspended(void)
{
    setup();
    unit_wait(9U, PLACE_OBJECT + 3U, 10);
    process_suspend(9U);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
    CU_ASSERT_EQUAL(object[3].waiting, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[9], TIME_NEVER);
}

/* [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_wakes_equals_in_the_order_of_creation(void)
{
    setup();
    unit_wait(20U, PLACE_DELAYED, 10);
    unit_wait(9U, PLACE_DELAYED, 30);
    unit_wait(17U, PLACE_DELAYED, 20);
    timer_expire(30);
    CU_ASSERT_EQUAL(sched_pick(), 9U);
    process_stop(9U);
    CU_ASSERT_EQUAL(sched_pick(), 17U);
    process_stop(17U);
    CU_ASSERT_EQUAL(sched_pick(), 20U);
}

/* [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_leaves_who_waits_for_ever(void)
{
    setup();
    unit_wait(9U, PLACE_OBJECT + 3U, TIME_NEVER);
    timer_expire(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(process[9].place, PLACE_OBJECT + 3U);
}

/* [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_leaves_who_was_woken_before(void)
{
    setup();
    unit_wait(9U, PLACE_OBJECT + 3U, 10);
    sched_wake(9U);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].result, NO_ERROR);
}

/* [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_keeps_the_least_of_a_group(void)
{
    setup();
    unit_wait(9U, PLACE_DELAYED, 5);
    unit_wait(10U, PLACE_DELAYED, 30);
    unit_wait(11U, PLACE_DELAYED, 20);
    unit_wait(12U, PLACE_DELAYED, 40);
    timer_expire(5);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[11].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.bound_ns[1], 20);
    CU_ASSERT_EQUAL(sched.due_ns, 20);
}

/* The neighbours of the group, 7 and 16, are due sooner than its second one.
 * [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_bounds_a_group_by_its_own_alone(void)
{
    setup();
    unit_wait(7U, PLACE_DELAYED, 10);
    unit_wait(8U, PLACE_DELAYED, 30);
    unit_wait(15U, PLACE_DELAYED, 5);
    unit_wait(16U, PLACE_DELAYED, 10);
    timer_expire(5);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 10);
    CU_ASSERT_EQUAL(timer.bound_ns[1], 30);
    CU_ASSERT_EQUAL(timer.bound_ns[2], 10);
    CU_ASSERT_EQUAL(sched.due_ns, 10);
}

/* [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_with_nobody_left_waits_for_nothing(void)
{
    setup();
    unit_wait(9U, PLACE_DELAYED, 5);
    unit_wait(PROCESS_MAX - 1U, PLACE_DELAYED, 7);
    timer_expire(7);
    CU_ASSERT_EQUAL(timer.bound_ns[1], TIME_NEVER);
    CU_ASSERT_EQUAL(timer.bound_ns[GROUP_MAX - 1U], TIME_NEVER);
    CU_ASSERT_EQUAL(sched.due_ns, TIME_NEVER);
}

/* A wait that ended early leaves a bound that is too low.
 * [utest->llr~timer-expire~3]
 * Kind: robustness */
static void test_expire_where_who_was_due_is_not_any_more(void)
{
    setup();
    unit_wait(9U, PLACE_OBJECT + 3U, 5);
    unit_wait(10U, PLACE_DELAYED, 30);
    sched_wake(9U);
    timer_expire(5);
    CU_ASSERT_EQUAL(process[10].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(sched.due_ns, 30);
}

/* The next scheduling point must not miss what timer_expire() left waiting.
 * [utest->llr~timer-expire~3]
 * Kind: normal */
static void test_expire_forgets_nothing_that_is_due_later(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        unit_wait(t, PLACE_DELAYED, due_of(t));
    }
    timer_expire(5);
    host_switch_hook = unit_switch_back;
    for (int64_t now_ns = 10; now_ns <= 640; now_ns += 10) {
        sched_dispatch(now_ns);
        CU_ASSERT_EQUAL(woken_by(now_ns), 1U);
    }
}

/* Make processes 0 to count - 1, equals, of which none is started. */
static void create(uint32_t count)
{
    for (uint32_t t = 0U; t < count; t++) {
        (void)unit_process(5U);
    }
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_sleeps_until_who_is_due_first_and_runs_it(void)
{
    create(3U);
    unit_delay(1U, 90);
    unit_delay(2U, 77);
    sched_idle(0);
    CU_ASSERT_EQUAL(host.sleeps, 1U);
    CU_ASSERT_EQUAL(host.sleep_ns, 77);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, 2U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_DELAYED);
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_in_a_process_sleeps_in_its_context(void)
{
    create(3U);
    unit_run(1U);
    unit_delay(1U, 77);
    host_switch_hook = unit_switch_back;
    sched_idle(0);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, 1U);
    CU_ASSERT_EQUAL(host.to, 1U);
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_runs_at_once_who_is_due(void)
{
    create(3U);
    unit_delay(1U, 78);
    unit_delay(2U, 77);
    host_now = 1000;
    sched_idle(77);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
    CU_ASSERT_EQUAL(host.to, 2U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_DELAYED);
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_runs_at_once_who_is_ready(void)
{
    create(3U);
    unit_ready(2U);
    unit_delay(1U, 77);
    sched_idle(76);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
    CU_ASSERT_EQUAL(host.to, 2U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_DELAYED);
}

/* [utest->llr~sched-idle~2]
 * Kind: robustness */
static void test_idle_runs_who_is_long_due(void)
{
    create(3U);
    unit_delay(2U, 77);
    sched_idle(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
    CU_ASSERT_EQUAL(host.to, 2U);
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_runs_the_most_urgent_of_those_due_together(void)
{
    create(2U);
    (void)unit_process(9U);
    unit_delay(1U, 77);
    unit_delay(2U, 77);
    sched_idle(0);
    CU_ASSERT_EQUAL(host.to, 2U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_READY);
}

static uint32_t sleeps;

/* Sleep in steps of 30 ns. */
static void sleep_a_while(int64_t when_ns)
{
    CU_ASSERT_EQUAL(when_ns, 77);
    sleeps++;
    host_now += 30;
}

/* [utest->llr~sched-idle~2]
 * Kind: robustness */
static void test_idle_sleeps_on_where_the_sleep_ends_early(void)
{
    create(2U);
    unit_delay(1U, 77);
    sleeps = 0U;
    host_sleep_hook = sleep_a_while;
    sched_idle(0);
    CU_ASSERT_EQUAL(sleeps, 3U);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.to, 1U);
}

static void oversleep(int64_t when_ns)
{
    host_now = when_ns + 1000;
}

/* [utest->llr~sched-idle~2]
 * Kind: robustness */
static void test_idle_wakes_all_that_became_due_in_its_sleep(void)
{
    create(4U);
    unit_delay(1U, 77);
    unit_delay(2U, 1077);
    unit_delay(3U, 1078);
    host_sleep_hook = oversleep;
    sched_idle(0);
    CU_ASSERT_EQUAL(process[1].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[2].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[3].place, PLACE_DELAYED);
}

/* [utest->llr~sched-idle~2]
 * Kind: normal */
static void test_idle_sleeps_on_where_who_is_due_is_suspended(void)
{
    create(3U);
    unit_delay(1U, 77);
    process_suspend(1U);
    unit_delay(2U, 99);
    sched_idle(0);
    CU_ASSERT_EQUAL(host.sleeps, 2U);
    CU_ASSERT_EQUAL(host.sleep_ns, 99);
    CU_ASSERT_EQUAL(host.to, 2U);
    CU_ASSERT_EQUAL(process[1].place, PLACE_SUSPENDED);
}

/* [utest->llr~sched-idle~2]
 * Kind: robustness */
static void test_idle_sleeps_where_who_is_due_by_now_is_suspended(void)
{
    create(3U);
    unit_delay(1U, 77);
    process_suspend(1U);
    unit_delay(2U, 99);
    sched_idle(77);
    CU_ASSERT_EQUAL(host.sleeps, 1U);
    CU_ASSERT_EQUAL(host.sleep_ns, 99);
    CU_ASSERT_EQUAL(host.to, 2U);
}

/* [utest->llr~sched-idle~2]
 * Kind: robustness */
static void test_idle_with_nobody_ever_due_sleeps_for_ever(void)
{
    volatile int left;

    create(2U);
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, sched_idle(0));
    CU_ASSERT_EQUAL(left, HOST_ASLEEP);
    CU_ASSERT_EQUAL(host.sleep_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

const struct unit_test unit_tests[] = {
    TEST(test_expire_wakes_each_at_its_time),
    TEST(test_expire_wakes_all_that_became_due_at_once),
    TEST(test_expire_ends_the_wait_for_an_object_with_timed_out),
    TEST(test_expire_ends_a_suspension_with_timed_out),
    TEST(test_expire_ends_a_delay_with_timed_out),
    TEST(test_expire_leaves_a_suspended_process_suspended),
    TEST(test_expire_wakes_equals_in_the_order_of_creation),
    TEST(test_expire_leaves_who_waits_for_ever),
    TEST(test_expire_leaves_who_was_woken_before),
    TEST(test_expire_keeps_the_least_of_a_group),
    TEST(test_expire_bounds_a_group_by_its_own_alone),
    TEST(test_expire_with_nobody_left_waits_for_nothing),
    TEST(test_expire_where_who_was_due_is_not_any_more),
    TEST(test_expire_forgets_nothing_that_is_due_later),
    TEST(test_idle_sleeps_until_who_is_due_first_and_runs_it),
    TEST(test_idle_in_a_process_sleeps_in_its_context),
    TEST(test_idle_runs_at_once_who_is_due),
    TEST(test_idle_runs_at_once_who_is_ready),
    TEST(test_idle_runs_who_is_long_due),
    TEST(test_idle_runs_the_most_urgent_of_those_due_together),
    TEST(test_idle_sleeps_on_where_the_sleep_ends_early),
    TEST(test_idle_wakes_all_that_became_due_in_its_sleep),
    TEST(test_idle_sleeps_on_where_who_is_due_is_suspended),
    TEST(test_idle_sleeps_where_who_is_due_by_now_is_suspended),
    TEST(test_idle_with_nobody_ever_due_sleeps_for_ever),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Waking what is due. Process `other` is always ready, so that a wait has
 * somewhere to switch to. */
#include "unit.h"

#include "kernel/timer.h"

#define OTHER 0U

/* All processes, priority 5 but for OTHER, which runs. */
static void setup(void)
{
    (void)unit_process(1U);
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* Let process t wait at a place, and OTHER run. */
static void let_wait(uint32_t t, uint32_t place, int64_t due_ns)
{
    unit_run(t);
    (void)sched_wait(place, due_ns);
    sched.current = OTHER;
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

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_wakes_each_at_its_time(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        let_wait(t, PLACE_DELAYED, due_of(t));
    }
    for (int64_t now_ns = 5; now_ns <= 645; now_ns += 5) {
        timer_expire(now_ns);
        CU_ASSERT_EQUAL(woken_by(now_ns), 1U);
    }
}

/* [utest->llr~timer-expire~1]
 * Kind: robustness */
static void test_expire_wakes_all_that_became_due_at_once(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        let_wait(t, PLACE_DELAYED, due_of(t));
    }
    timer_expire(325);
    CU_ASSERT_EQUAL(woken_by(325), 1U);
    timer_expire(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(woken_by(TIME_NEVER - 1), 1U);
}

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_ends_the_wait_for_an_object_with_timed_out(void)
{
    setup();
    let_wait(9U, PLACE_OBJECT + 3U, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
    CU_ASSERT_EQUAL(object[3].waiting, 0U);
}

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_ends_a_suspension_with_timed_out(void)
{
    setup();
    let_wait(9U, PLACE_SUSPENDED, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, TIMED_OUT);
}

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_ends_a_delay_without_an_error(void)
{
    setup();
    let_wait(9U, PLACE_DELAYED, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[9].result, NO_ERROR);
}

/* [utest->llr~timer-expire~1]
 * Kind: robustness */
static void test_expire_leaves_who_waits_for_ever(void)
{
    setup();
    let_wait(9U, PLACE_OBJECT + 3U, TIME_NEVER);
    timer_expire(TIME_NEVER - 1);
    CU_ASSERT_EQUAL(process[9].place, PLACE_OBJECT + 3U);
}

/* [utest->llr~timer-expire~1]
 * Kind: robustness */
static void test_expire_leaves_who_was_woken_before(void)
{
    setup();
    let_wait(9U, PLACE_OBJECT + 3U, 10);
    sched_wake(9U);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[9].result, NO_ERROR);
}

/* The next scheduling point must not miss what timer_expire() left waiting.
 * [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_forgets_nothing_that_is_due_later(void)
{
    setup();
    for (uint32_t t = 1U; t < PROCESS_MAX; t++) {
        let_wait(t, PLACE_DELAYED, due_of(t));
    }
    timer_expire(5);
    host_switch_hook = unit_switch_back;
    for (int64_t now_ns = 10; now_ns <= 640; now_ns += 10) {
        host_now = now_ns;
        sched_dispatch();
        CU_ASSERT_EQUAL(woken_by(now_ns), 1U);
    }
}

const struct unit_test unit_tests[] = {
    TEST(test_expire_wakes_each_at_its_time),
    TEST(test_expire_wakes_all_that_became_due_at_once),
    TEST(test_expire_ends_the_wait_for_an_object_with_timed_out),
    TEST(test_expire_ends_a_suspension_with_timed_out),
    TEST(test_expire_ends_a_delay_without_an_error),
    TEST(test_expire_leaves_who_waits_for_ever),
    TEST(test_expire_leaves_who_was_woken_before),
    TEST(test_expire_forgets_nothing_that_is_due_later),
    {NULL, NULL},
};

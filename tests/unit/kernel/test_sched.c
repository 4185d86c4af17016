/* SPDX-License-Identifier: Apache-2.0 */
/* The scheduler's requirements. */
#include "unit.h"

#include "kernel/timer.h"

/* [utest->llr~sched-init~1]
 * Kind: normal */
static void test_init_makes_all_dormant(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
        CU_ASSERT_EQUAL(timer.due_ns[t], TIME_NEVER);
    }
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_EQUAL(sched.levels, 0U);
    CU_ASSERT_EQUAL(timer.next_ns, TIME_NEVER);
}

/* [utest->llr~sched-after~1]
 * Kind: normal */
static void test_after_adds(void)
{
    CU_ASSERT_EQUAL(sched_after(5, 7), 12);
    CU_ASSERT_EQUAL(sched_after(0, 0), 0);
}

/* [utest->llr~sched-after~1]
 * Kind: robustness */
static void test_after_saturates(void)
{
    CU_ASSERT_EQUAL(sched_after(1, TIME_NEVER - 2), TIME_NEVER - 1);
    CU_ASSERT_EQUAL(sched_after(1, TIME_NEVER - 1), TIME_NEVER);
    CU_ASSERT_EQUAL(sched_after(TIME_NEVER - 1, TIME_NEVER), TIME_NEVER);
}

/* [utest->llr~sched-pick~1]
 * Kind: normal */
static void test_pick_takes_highest_priority(void)
{
    const uint32_t low = unit_process(10U);
    const uint32_t high = unit_process(200U);
    const uint32_t middle = unit_process(100U);

    unit_ready(low);
    unit_ready(high);
    unit_ready(middle);
    CU_ASSERT_EQUAL(sched_pick(), high);
    sched_remove(high, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), middle);
    sched_remove(middle, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), low);
}

/* [utest->llr~sched-pick~1]
 * Kind: normal */
static void test_pick_is_fifo_among_equals(void)
{
    const uint32_t a = unit_process(7U);
    const uint32_t b = unit_process(7U);
    const uint32_t c = unit_process(7U);

    unit_ready(c);
    unit_ready(a);
    unit_ready(b);
    CU_ASSERT_EQUAL(sched_pick(), c);
    sched_remove(c, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), a);
    unit_ready(c);
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched_pick(), b);
}

/* [utest->llr~sched-pick~1]
 * Kind: robustness */
static void test_pick_of_none_is_idle(void)
{
    CU_ASSERT_EQUAL(sched_pick(), PROCESS_IDLE);
}

/* [utest->llr~sched-pick~1]
 * Kind: robustness */
static void test_pick_with_a_full_pool(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        (void)unit_process(t + 1U);
    }
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        unit_ready(t);
    }
    CU_ASSERT_EQUAL(sched_pick(), PROCESS_MAX - 1U);
}

/* [utest->llr~sched-ready~1]
 * Kind: normal */
static void test_ready_takes_the_next_ticket(void)
{
    const uint32_t a = unit_process(3U);
    const uint64_t ticket = sched.next_ticket;

    unit_ready(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[a].ticket, ticket);
    CU_ASSERT_EQUAL(sched.next_ticket, ticket + 1U);
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_from_the_ready_set(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    unit_ready(a);
    unit_ready(b);
    sched_remove(a, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(sched_pick(), b);
    sched_remove(b, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.levels, 0U);
}

/* [utest->llr~sched-remove~1]
 * Kind: normal */
static void test_remove_from_a_queue_stops_the_timer(void)
{
    const uint32_t a = unit_process(3U);

    unit_run(a);
    host_switch_hook = NULL;
    (void)sched_wait(PLACE_OBJECT + 2U, 50);
    CU_ASSERT_EQUAL(object[2].waiting, (uint64_t)1U << a);
    process[a].suspended = 1U;
    sched_remove(a, PLACE_DORMANT);
    CU_ASSERT_EQUAL(object[2].waiting, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DORMANT);
}

/* [utest->llr~sched-wake~1]
 * Kind: normal */
static void test_wake_makes_ready(void)
{
    const uint32_t a = unit_process(3U);

    unit_run(a);
    (void)sched_wait(PLACE_OBJECT + 1U, 50);
    sched_wake(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
    CU_ASSERT_EQUAL(object[1].waiting, 0U);
}

/* [utest->llr~sched-wake~1]
 * Kind: normal */
static void test_wake_of_a_suspended_process_leaves_it_suspended(void)
{
    const uint32_t a = unit_process(3U);

    unit_run(a);
    (void)sched_wait(PLACE_OBJECT + 1U, 50);
    process[a].suspended = 1U;
    sched_wake(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
    CU_ASSERT_EQUAL(sched_pick(), PROCESS_IDLE);
}

/* [utest->llr~sched-timer-set~1]
 * Kind: normal */
static void test_timer_set_lowers_the_bounds(void)
{
    const uint32_t a = unit_process(3U);

    sched_remove(a, PLACE_DELAYED);
    sched_timer_set(a, 90);
    CU_ASSERT_EQUAL(timer.next_ns, 90);
    sched_timer_set(a, 40);
    CU_ASSERT_EQUAL(timer.due_ns[a], 40);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 40);
    CU_ASSERT_EQUAL(timer.next_ns, 40);
    sched_timer_set(a, 70);
    CU_ASSERT_EQUAL(timer.due_ns[a], 70);
    CU_ASSERT_EQUAL(timer.next_ns, 40);
}

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_wakes_what_is_due_and_no_more(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        (void)unit_process(t + 1U);
        sched_remove(t, PLACE_DELAYED);
        sched_timer_set(t, (int64_t)t + 1);
    }
    timer_expire(33);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].place,
                        (t < 33U) ? PLACE_READY : PLACE_DELAYED);
    }
    CU_ASSERT_EQUAL(timer.next_ns, 34);
    CU_ASSERT_EQUAL(timer.bound_ns[0], TIME_NEVER);
}

/* [utest->llr~timer-expire~1]
 * Kind: normal */
static void test_expire_says_time_out_but_not_after_a_delay(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);

    unit_run(a);
    (void)sched_wait(PLACE_OBJECT, 10);
    unit_run(b);
    (void)sched_wait(PLACE_DELAYED, 10);
    timer_expire(10);
    CU_ASSERT_EQUAL(process[a].result, TIMED_OUT);
    CU_ASSERT_EQUAL(process[b].result, NO_ERROR);
}

/* [utest->llr~timer-expire~1]
 * Kind: robustness */
static void test_expire_keeps_the_least_of_a_group(void)
{
    const uint32_t a = unit_process(3U);
    const uint32_t b = unit_process(3U);
    const uint32_t c = unit_process(3U);

    sched_remove(a, PLACE_DELAYED);
    sched_remove(b, PLACE_DELAYED);
    sched_remove(c, PLACE_DELAYED);
    sched_timer_set(a, 30);
    sched_timer_set(b, 20);
    sched_timer_set(c, 40);
    timer.bound_ns[0] = 5;
    timer_expire(5);
    CU_ASSERT_EQUAL(timer.bound_ns[0], 20);
    CU_ASSERT_EQUAL(timer.next_ns, 20);
    CU_ASSERT_EQUAL(process[b].place, PLACE_DELAYED);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_is_fifo(void)
{
    const uint32_t low = unit_process(1U);
    const uint32_t high = unit_process(9U);

    object[3].discipline = FIFO;
    unit_run(low);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    unit_run(high);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(3U), low);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_is_fifo_against_the_index(void)
{
    const uint32_t a = unit_process(1U);
    const uint32_t b = unit_process(1U);

    object[3].discipline = FIFO;
    unit_run(b);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    unit_run(a);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(3U), b);
}

/* [utest->llr~sched-first~1]
 * Kind: normal */
static void test_first_by_priority_then_fifo(void)
{
    const uint32_t low = unit_process(1U);
    const uint32_t late = unit_process(9U);
    const uint32_t early = unit_process(9U);

    object[3].discipline = PRIORITY;
    unit_run(low);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    unit_run(early);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    unit_run(late);
    (void)sched_wait(PLACE_OBJECT + 3U, TIME_NEVER);
    CU_ASSERT_EQUAL(sched_first(3U), early);
    sched_wake(early);
    CU_ASSERT_EQUAL(sched_first(3U), late);
    sched_wake(late);
    CU_ASSERT_EQUAL(sched_first(3U), low);
}

/* [utest->llr~sched-first~1]
 * Kind: robustness */
static void test_first_of_nobody_is_idle(void)
{
    CU_ASSERT_EQUAL(sched_first(0U), PROCESS_IDLE);
}

/* [utest->llr~sched-dispatch~1]
 * Kind: normal */
static void test_dispatch_switches_to_the_best(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    unit_ready(b);
    host_switch_hook = unit_switch_back;
    sched_dispatch();
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, b);
    CU_ASSERT_EQUAL(sched.current, a);
}

/* [utest->llr~sched-dispatch~1]
 * Kind: normal */
static void test_dispatch_to_itself_does_not_switch(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(a);
    sched_dispatch();
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~sched-dispatch~1]
 * Kind: normal */
static void test_dispatch_wakes_what_is_due(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    sched_remove(b, PLACE_DELAYED);
    sched_timer_set(b, 100);
    host_now = 99;
    sched_dispatch();
    CU_ASSERT_EQUAL(host.switches, 0U);
    host_now = 100;
    host_switch_hook = unit_switch_back;
    sched_dispatch();
    CU_ASSERT_EQUAL(host.to, b);
}

/* [utest->llr~sched-dispatch~1]
 * Kind: robustness */
static void test_dispatch_wakes_what_is_long_due(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(6U);

    unit_run(a);
    sched_remove(b, PLACE_DELAYED);
    sched_timer_set(b, 100);
    host_now = 5000;
    host_switch_hook = unit_switch_back;
    sched_dispatch();
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(host.to, b);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_leaves_the_ready_set_until_woken(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(a);
    host_switch_hook = unit_switch_back;
    CU_ASSERT_EQUAL(sched_wait(PLACE_OBJECT + 1U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
}

/* [utest->llr~sched-wait~1]
 * Kind: normal */
static void test_wait_ends_at_its_time(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(a);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(sched_wait(PLACE_OBJECT + 1U, 500), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 500);
}

/* [utest->llr~sched-yield~1]
 * Kind: normal */
static void test_yield_goes_behind_equals(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);

    unit_run(a);
    unit_ready(b);
    host_switch_hook = unit_switch_back;
    sched_yield();
    CU_ASSERT_EQUAL(host.to, b);
    CU_ASSERT(process[a].ticket > process[b].ticket);
}

static uint32_t slept;

static void wake_at_second_sleep(int64_t when_ns)
{
    slept++;
    host_now = (when_ns == TIME_NEVER) ? host_now : when_ns;
    if (slept == 2U) {
        longjmp(host_exit, HOST_SHUTDOWN);
    }
}

/* [utest->llr~sched-idle~1]
 * Kind: normal */
static void test_idle_sleeps_until_what_is_due_and_runs_it(void)
{
    const uint32_t a = unit_process(5U);
    volatile int left;

    partition.mode = NORMAL;
    sched_remove(a, PLACE_DELAYED);
    sched_timer_set(a, 77);
    slept = 0U;
    host_sleep_hook = wake_at_second_sleep;
    host_switch_hook = unit_switch_back;
    HOST_CATCH(left, sched_idle());
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host_now, 77);
    CU_ASSERT_EQUAL(host.to, a);
}

/* [utest->llr~sched-waiting~1]
 * Kind: normal */
static void test_waiting_counts(void)
{
    CU_ASSERT_EQUAL(sched_waiting(4U), 0U);
    object[4].waiting = 0x8000000000000005U;
    CU_ASSERT_EQUAL(sched_waiting(4U), 3U);
    object[4].waiting = UINT64_MAX;
    CU_ASSERT_EQUAL(sched_waiting(4U), 64U);
}

/* [utest->llr~bits-set~1]
 * Kind: normal */
static void test_bits_set_adds_one_member(void)
{
    CU_ASSERT_EQUAL(bits_set(0U, 0U), 1U);
    CU_ASSERT_EQUAL(bits_set(1U, 63U), 0x8000000000000001U);
}

/* [utest->llr~bits-clear~1]
 * Kind: normal */
static void test_bits_clear_removes_one_member(void)
{
    CU_ASSERT_EQUAL(bits_clear(UINT64_MAX, 63U), UINT64_MAX >> 1);
    CU_ASSERT_EQUAL(bits_clear(4U, 1U), 4U);
}

/* [utest->llr~bits-test~1]
 * Kind: normal */
static void test_bits_test_tells_membership(void)
{
    CU_ASSERT_EQUAL(bits_test(4U, 2U), 1U);
    CU_ASSERT_EQUAL(bits_test(4U, 63U), 0U);
}

const struct unit_test unit_tests[] = {
    TEST(test_init_makes_all_dormant),
    TEST(test_after_adds),
    TEST(test_after_saturates),
    TEST(test_pick_takes_highest_priority),
    TEST(test_pick_is_fifo_among_equals),
    TEST(test_pick_of_none_is_idle),
    TEST(test_pick_with_a_full_pool),
    TEST(test_ready_takes_the_next_ticket),
    TEST(test_remove_from_the_ready_set),
    TEST(test_remove_from_a_queue_stops_the_timer),
    TEST(test_wake_makes_ready),
    TEST(test_wake_of_a_suspended_process_leaves_it_suspended),
    TEST(test_timer_set_lowers_the_bounds),
    TEST(test_expire_wakes_what_is_due_and_no_more),
    TEST(test_expire_says_time_out_but_not_after_a_delay),
    TEST(test_expire_keeps_the_least_of_a_group),
    TEST(test_first_is_fifo),
    TEST(test_first_is_fifo_against_the_index),
    TEST(test_first_by_priority_then_fifo),
    TEST(test_first_of_nobody_is_idle),
    TEST(test_dispatch_switches_to_the_best),
    TEST(test_dispatch_to_itself_does_not_switch),
    TEST(test_dispatch_wakes_what_is_due),
    TEST(test_dispatch_wakes_what_is_long_due),
    TEST(test_wait_leaves_the_ready_set_until_woken),
    TEST(test_wait_ends_at_its_time),
    TEST(test_yield_goes_behind_equals),
    TEST(test_idle_sleeps_until_what_is_due_and_runs_it),
    TEST(test_waiting_counts),
    TEST(test_bits_set_adds_one_member),
    TEST(test_bits_clear_removes_one_member),
    TEST(test_bits_test_tells_membership),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Processes. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

static void entry(void)
{
}

static uint32_t periodic(int64_t period_ns, int64_t capacity_ns)
{
    const uint32_t t = unit_process(5U);

    process[t].period_ns = period_ns;
    process[t].capacity_ns = capacity_ns;
    return t;
}

/* [utest->llr~process-create~1]
 * Kind: normal */
static void test_create_keeps_the_attributes(void)
{
    const struct attribute a = {.entry = entry,
                                .period_ns = 100,
                                .capacity_ns = 50,
                                .priority = 17U,
                                .stack_size = 4096U,
                                .hard = 1U};
    static const char name[NAME_LENGTH] = "a process";
    const uint32_t t = process_create(name, a);

    CU_ASSERT_EQUAL(t, 0U);
    CU_ASSERT_EQUAL(process[t].deadline_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(process[t].priority, 17U);
    CU_ASSERT_EQUAL(process[t].period_ns, 100);
    CU_ASSERT_EQUAL(process[t].capacity_ns, 50);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(memcmp(&attribute[t], &a, sizeof a), 0);
}

/* [utest->llr~process-create~1]
 * Kind: normal */
static void test_create_ranks_every_order_of_priorities(void)
{
    static const uint32_t priorities[][5] = {{1U, 2U, 3U, 4U, 5U},
                                             {5U, 4U, 3U, 2U, 1U},
                                             {3U, 1U, 3U, 5U, 1U},
                                             {10U, 20U, 20U, 10U, 5U},
                                             {239U, 1U, 120U, 239U, 121U}};

    for (uint32_t i = 0U; i < 5U; i++) {
        unit_reset();
        for (uint32_t t = 0U; t < 5U; t++) {
            CU_ASSERT_EQUAL(unit_process(priorities[i][t]), t);
        }
        for (uint32_t a = 0U; a < 5U; a++) {
            CU_ASSERT(process[a].level < 5U);
            for (uint32_t b = 0U; b < 5U; b++) {
                CU_ASSERT_EQUAL(
                    process[a].level<process[b].level, priorities[i][a]>
                        priorities[i][b]);
            }
        }
    }
}

/* [utest->llr~process-start~2]
 * Kind: normal */
static void test_start_aperiodic_in_normal_is_ready_at_once(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    attribute[a].entry = entry;
    process[a].capacity_ns = 40;
    process_start(a, 1000, 0);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[a].deadline_ns, 1040);
    CU_ASSERT_EQUAL(host.context, a);
    CU_ASSERT(host.entry == entry);
}

/* [utest->llr~process-start~2]
 * Kind: normal */
static void test_start_delayed_in_normal_waits(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    process_start(a, 1000, 30);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.due_ns[a], 1030);
}

/* [utest->llr~process-start~2]
 * Kind: normal */
static void test_start_periodic_in_normal_waits_also_without_a_delay(void)
{
    const uint32_t a = periodic(100, 60);

    unit_run(unit_process(6U));
    process_start(a, 700, 0);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.due_ns[a], 700);
    CU_ASSERT_EQUAL(process[a].release_ns, 700);
    CU_ASSERT_EQUAL(process[a].deadline_ns, 760);
}

/* [utest->llr~process-start~2]
 * Kind: robustness */
static void test_start_past_the_end_of_the_clock_never_comes(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    process_start(a, TIME_NEVER - 10, 10);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
}

/* [utest->llr~process-base~1]
 * Kind: normal */
static void test_base_of_an_aperiodic_process_is_now(void)
{
    const uint32_t a = unit_process(5U);

    host_now = 500;
    unit_run(unit_process(6U));
    CU_ASSERT_EQUAL(process_base(a, 700), 700);
}

/* [utest->llr~process-base~1]
 * Kind: normal */
static void test_base_of_a_periodic_process_is_a_release_point(void)
{
    const uint32_t a = periodic(100, 60);

    host_now = 500;
    unit_run(unit_process(6U));
    CU_ASSERT_EQUAL(process_base(a, 700), 500 + config.period_ns);
}

/* [utest->llr~process-base~1]
 * Kind: robustness */
static void test_base_of_a_periodic_process_at_a_release_point(void)
{
    const uint32_t a = periodic(100, 60);

    host_now = 500;
    unit_run(unit_process(6U));
    CU_ASSERT_EQUAL(process_base(a, 500), 500 + config.period_ns);
}

/* [utest->llr~process-start~2]
 * Kind: normal */
static void test_start_in_a_start_mode_waits_for_normal(void)
{
    const uint32_t a = unit_process(5U);

    process[a].deadline_ns = 7;
    process_start(a, 1000, 25);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[a].release_ns, 25);
    CU_ASSERT_EQUAL(process[a].deadline_ns, 7);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
}

/* [utest->llr~process-release-all~3]
 * Kind: normal */
static void test_release_all_counts_delays_from_normal(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(5U);
    const uint32_t c = periodic(100, TIME_NEVER);
    const uint32_t d = unit_process(5U);

    process_start(a, 0, 0);
    process_start(b, 0, 20);
    process_start(c, 0, 0);
    process_release_all(1000);
    CU_ASSERT_EQUAL(timer.due_ns[a], 1000);
    CU_ASSERT_EQUAL(timer.due_ns[b], 1020);
    CU_ASSERT_EQUAL(timer.due_ns[c], 1000);
    CU_ASSERT_EQUAL(process[d].place, PLACE_DORMANT);
}

/* [utest->llr~process-release-all~3]
 * Kind: normal */
static void test_release_all_lets_all_become_ready_in_order_of_creation(void)
{
    const uint32_t a = periodic(100, TIME_NEVER);
    const uint32_t b = unit_process(5U);

    process_start(b, 0, 0);
    process_start(a, 0, 0);
    process_release_all(1000);
    timer_expire(1000);
    CU_ASSERT_EQUAL(sched_pick(), a);
    CU_ASSERT_EQUAL(process[a].next, b);
}

/* [utest->llr~process-release-all~3]
 * Kind: robustness */
static void test_release_all_of_an_empty_pool(void)
{
    process_release_all(1000);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(timer.due_ns[t], TIME_NEVER);
    }
}

/* [utest->llr~process-release-all~3]
 * Kind: robustness */
static void test_release_all_of_a_full_pool(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        (void)unit_process(5U);
        process_start(t, 0, 20);
    }
    process_release_all(1000);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].release_ns, 1020);
    }
}

/* [utest->llr~process-stop~1]
 * Kind: normal */
static void test_stop_makes_dormant(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    unit_ready(a);
    process_stop(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(bits_test(sched.levels, process[a].level), 0U);
}

/* How process_stop_self was left. */
static int stop_self(void)
{
    volatile int left;

    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, process_stop_self());
    return left;
}

/* [utest->llr~process-stop-self~1]
 * Kind: normal */
static void test_stop_self_makes_dormant_and_unlocks(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    sched.lock_level = 3U;
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[a].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
}

/* [utest->llr~process-stop-self~1]
 * Kind: normal */
static void test_stop_self_runs_the_next(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t next = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    unit_ready(next);
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, next);
    CU_ASSERT_EQUAL(host.sleeps, 0U);
}

/* [utest->llr~process-stop-self~1]
 * Kind: normal */
static void test_stop_self_runs_who_is_due(void)
{
    const uint32_t due = unit_process(9U);
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(due, PLACE_DELAYED, 80);
    unit_run(a);
    host_now = 80;
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.to, due);
}

/* [utest->llr~process-stop-self~1]
 * Kind: robustness */
static void test_stop_self_of_the_last_one_ready_sleeps(void)
{
    const uint32_t due = unit_process(5U);
    const uint32_t a = unit_other_runs();

    unit_wait(due, PLACE_DELAYED, 80);
    CU_ASSERT_EQUAL(stop_self(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.sleep_ns, 80);
    CU_ASSERT_EQUAL(host.from, a);
    CU_ASSERT_EQUAL(host.to, due);
}

/* [utest->llr~process-stop-self~1]
 * Kind: robustness */
static void test_stop_self_of_the_last_one_sleeps_for_ever(void)
{
    unit_run(unit_process(5U));
    host_sleep_hook = host_end_at_sleep;
    CU_ASSERT_EQUAL(stop_self(), HOST_ASLEEP);
    CU_ASSERT_EQUAL(host.sleep_ns, TIME_NEVER);
}

/* [utest->llr~process-suspend~1]
 * Kind: normal */
static void test_suspend_of_a_ready_process(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    unit_ready(a);
    process_suspend(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_SUSPENDED);
}

/* [utest->llr~process-suspend~1]
 * Kind: normal */
static void test_suspend_of_a_waiting_process_lets_it_wait(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 1U, 80);
    process_suspend(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT + 1U);
    CU_ASSERT_EQUAL(process[a].suspended, 1U);
    timer_expire(80);
    CU_ASSERT_EQUAL(process[a].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(process[a].result, TIMED_OUT);
}

/* [utest->llr~process-resume~1]
 * Kind: normal */
static void test_resume_makes_ready(void)
{
    const uint32_t a = unit_process(5U);

    unit_run(unit_process(6U));
    unit_ready(a);
    process_suspend(a);
    process_resume(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
}

/* [utest->llr~process-resume~1]
 * Kind: normal */
static void test_resume_of_a_waiting_process_lets_it_wait(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_wait(a, PLACE_OBJECT + 1U, 80);
    process_suspend(a);
    process_resume(a);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT + 1U);
    CU_ASSERT_EQUAL(process[a].suspended, 0U);
}

/* [utest->llr~process-may-wait~2]
 * Kind: normal */
static void test_may_wait_in_a_process(void)
{
    unit_run(unit_process(5U));
    CU_ASSERT_EQUAL(process_may_wait(1), NO_ERROR);
    CU_ASSERT_EQUAL(process_may_wait(0), NOT_AVAILABLE);
}

/* [utest->llr~process-may-wait~2]
 * Kind: robustness */
static void test_may_not_wait_locked_or_in_main(void)
{
    CU_ASSERT_EQUAL(process_may_wait(1), INVALID_MODE);
    unit_run(unit_process(5U));
    sched.lock_level = 1U;
    CU_ASSERT_EQUAL(process_may_wait(1), INVALID_MODE);
}

/* [utest->llr~process-wait~1]
 * Kind: normal */
static void test_wait_counts_from_the_call(void)
{
    unit_run(unit_process(5U));
    host_now = 300;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(process_wait(PLACE_SUSPENDED, 20), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 320);
}

/* [utest->llr~process-wait~1]
 * Kind: robustness */
static void test_wait_after_one_that_timed_out_ends_without_an_error(void)
{
    const uint32_t a = unit_process(5U);

    (void)unit_other_runs();
    unit_run(a);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(process_wait(PLACE_SUSPENDED, 20), TIMED_OUT);
    host_switch_hook = unit_switch_back;
    CU_ASSERT_EQUAL(process_wait(PLACE_SUSPENDED, 20), NO_ERROR);
}

/* [utest->llr~process-periodic-wait~1]
 * Kind: normal */
static void test_periodic_wait_does_not_drift(void)
{
    const uint32_t a = periodic(100, 70);

    process_start(a, 0, 0);
    process_release_all(1000);
    host_now = 1000;
    timer_expire(1000);
    unit_run(a);
    host_switch_hook = unit_switch_time;
    for (int64_t i = 1; i <= 5; i++) {
        host_now += 13 * i; /* late, by more each time */
        process_periodic_wait();
        CU_ASSERT_EQUAL(process[a].release_ns, 1000 + (100 * i));
        CU_ASSERT_EQUAL(process[a].deadline_ns, 1070 + (100 * i));
        CU_ASSERT_EQUAL(host_now, 1000 + (100 * i));
    }
}

const struct unit_test unit_tests[] = {
    TEST(test_create_keeps_the_attributes),
    TEST(test_create_ranks_every_order_of_priorities),
    TEST(test_start_aperiodic_in_normal_is_ready_at_once),
    TEST(test_start_delayed_in_normal_waits),
    TEST(test_start_periodic_in_normal_waits_also_without_a_delay),
    TEST(test_start_past_the_end_of_the_clock_never_comes),
    TEST(test_base_of_an_aperiodic_process_is_now),
    TEST(test_base_of_a_periodic_process_is_a_release_point),
    TEST(test_base_of_a_periodic_process_at_a_release_point),
    TEST(test_start_in_a_start_mode_waits_for_normal),
    TEST(test_release_all_counts_delays_from_normal),
    TEST(test_release_all_lets_all_become_ready_in_order_of_creation),
    TEST(test_release_all_of_an_empty_pool),
    TEST(test_release_all_of_a_full_pool),
    TEST(test_stop_makes_dormant),
    TEST(test_stop_self_makes_dormant_and_unlocks),
    TEST(test_stop_self_runs_the_next),
    TEST(test_stop_self_runs_who_is_due),
    TEST(test_stop_self_of_the_last_one_ready_sleeps),
    TEST(test_stop_self_of_the_last_one_sleeps_for_ever),
    TEST(test_suspend_of_a_ready_process),
    TEST(test_suspend_of_a_waiting_process_lets_it_wait),
    TEST(test_resume_makes_ready),
    TEST(test_resume_of_a_waiting_process_lets_it_wait),
    TEST(test_may_wait_in_a_process),
    TEST(test_may_not_wait_locked_or_in_main),
    TEST(test_wait_counts_from_the_call),
    TEST(test_wait_after_one_that_timed_out_ends_without_an_error),
    TEST(test_periodic_wait_does_not_drift),
    {NULL, NULL},
};

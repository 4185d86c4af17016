/* SPDX-License-Identifier: Apache-2.0 */
/* The partition's mode and release points. */
#include "unit.h"

const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 400,
                              .limit = {[KIND_PROCESS] = 4U}};

/* Enter NORMAL at 900 ns; how it was left: at the first switch or sleep. */
static int enter_normal(void)
{
    volatile int left;

    host_now = 900;
    host_switch_hook = host_end_at_switch;
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, partition_normal());
    return left;
}

/* [utest->llr~partition-init~1]
 * Kind: normal */
static void test_init_records_mode_and_cause(void)
{
    partition_init(WARM_START, CAUSE_PARTITION_RESTART);
    CU_ASSERT_EQUAL(partition.mode, WARM_START);
    CU_ASSERT_EQUAL(partition.cause, CAUSE_PARTITION_RESTART);
    partition_init(COLD_START, CAUSE_POWER_ON);
    CU_ASSERT_EQUAL(partition.mode, COLD_START);
    CU_ASSERT_EQUAL(partition.cause, CAUSE_POWER_ON);
}

/* [utest->llr~partition-init~1]
 * Kind: robustness */
static void test_init_forgets_the_entry_into_normal(void)
{
    partition.start_ns = 77;
    partition_init(COLD_START, CAUSE_POWER_ON);
    CU_ASSERT_EQUAL(partition.start_ns, 0);
}

/* [utest->llr~partition-next-release~1]
 * Kind: normal */
static void test_next_release_is_a_multiple_of_the_period(void)
{
    partition.start_ns = 300;
    CU_ASSERT_EQUAL(partition_next_release(301), 1300);
    CU_ASSERT_EQUAL(partition_next_release(1299), 1300);
    CU_ASSERT_EQUAL(partition_next_release(7777), 8300);
}

/* [utest->llr~partition-next-release~1]
 * Kind: robustness */
static void test_next_release_is_after_a_release_point(void)
{
    partition.start_ns = 300;
    CU_ASSERT_EQUAL(partition_next_release(300), 1300);
    CU_ASSERT_EQUAL(partition_next_release(1300), 2300);
}

/* [utest->llr~partition-next-release~1]
 * Kind: robustness */
static void test_next_release_at_the_end_of_time(void)
{
    CU_ASSERT_EQUAL(partition_next_release(TIME_NEVER - 1), TIME_NEVER);
}

/* [utest->llr~partition-normal~1]
 * Kind: normal */
static void test_normal_runs_what_was_started(void)
{
    uint32_t started;

    (void)unit_process(5U);
    started = unit_process(4U);
    process_start(started, 0);
    CU_ASSERT_EQUAL(enter_normal(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, started);
}

/* [utest->llr~partition-normal~1]
 * Kind: normal */
static void test_normal_runs_a_periodic_process_at_once(void)
{
    uint32_t started;

    (void)unit_process(5U);
    started = unit_process(4U);
    process[started].period_ns = config.period_ns;
    process_start(started, 0);
    CU_ASSERT_EQUAL(enter_normal(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.to, started);
    CU_ASSERT_EQUAL(process[started].release_ns, 900);
}

/* [utest->llr~partition-normal~1]
 * Kind: normal */
static void test_normal_begins_the_delays(void)
{
    uint32_t delayed;

    (void)unit_process(5U);
    delayed = unit_process(5U);
    process_start(delayed, 20);
    CU_ASSERT_EQUAL(enter_normal(), HOST_ASLEEP);
    CU_ASSERT_EQUAL(process[delayed].release_ns, 920);
    CU_ASSERT_EQUAL(host.sleep_ns, 920);
}

/* [utest->llr~partition-normal~1]
 * Kind: normal */
static void test_normal_is_the_mode_from_now_on(void)
{
    (void)enter_normal();
    CU_ASSERT_EQUAL(partition.mode, NORMAL);
    CU_ASSERT_EQUAL(partition.start_ns, 900);
}

/* [utest->llr~partition-normal~1]
 * Kind: robustness */
static void test_normal_ends_the_lock_of_the_start_mode(void)
{
    sched.lock_level = 2U;
    (void)enter_normal();
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
}

/* [utest->llr~partition-normal~1]
 * Kind: robustness */
static void test_normal_without_a_process_sleeps(void)
{
    (void)unit_process(5U);
    CU_ASSERT_EQUAL(enter_normal(), HOST_ASLEEP);
    CU_ASSERT_EQUAL(host.sleep_ns, TIME_NEVER);
}

const struct unit_test unit_tests[] = {
    TEST(test_init_records_mode_and_cause),
    TEST(test_init_forgets_the_entry_into_normal),
    TEST(test_next_release_is_a_multiple_of_the_period),
    TEST(test_next_release_is_after_a_release_point),
    TEST(test_next_release_at_the_end_of_time),
    TEST(test_normal_runs_what_was_started),
    TEST(test_normal_runs_a_periodic_process_at_once),
    TEST(test_normal_begins_the_delays),
    TEST(test_normal_is_the_mode_from_now_on),
    TEST(test_normal_ends_the_lock_of_the_start_mode),
    TEST(test_normal_without_a_process_sleeps),
    {NULL, NULL},
};

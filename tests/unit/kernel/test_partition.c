/* SPDX-License-Identifier: Apache-2.0 */
/* The partition's mode and release points. */
#include "unit.h"

const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 400,
                              .limit = {[KIND_PROCESS] = 4U}};

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

const struct unit_test unit_tests[] = {
    TEST(test_init_records_mode_and_cause),
    TEST(test_init_forgets_the_entry_into_normal),
    TEST(test_next_release_is_a_multiple_of_the_period),
    TEST(test_next_release_is_after_a_release_point),
    TEST(test_next_release_at_the_end_of_time),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Partition services. */
#include "apex_unit.h"

#include "apexMutex.h"
#include "apexPartition.h"

const struct config config = {.partition_id = 42,
                              .period_ns = 1000,
                              .duration_ns = 700,
                              .limit = {[KIND_PROCESS] = 4U,
                                        [KIND_SEMAPHORE] = 2U,
                                        [KIND_EVENT] = 2U,
                                        [KIND_MUTEX] = 1U}};

static volatile int left;

/* [utest->llr~apex-get-partition-status~2]
 * Kind: normal */
static void test_get_partition_status_in_cold_start(void)
{
    PARTITION_STATUS_TYPE status;

    (void)memset(&status, 0xff, sizeof status);
    DONE(GET_PARTITION_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.PERIOD, 1000);
    CU_ASSERT_EQUAL(status.DURATION, 700);
    CU_ASSERT_EQUAL(status.IDENTIFIER, 42);
    CU_ASSERT_EQUAL(status.LOCK_LEVEL, 0);
    CU_ASSERT_EQUAL(status.OPERATING_MODE, COLD_START);
    CU_ASSERT_EQUAL(status.START_CONDITION, NORMAL_START);
    CU_ASSERT_EQUAL(status.NUM_ASSIGNED_CORES, 1U);
}

/* [utest->llr~apex-get-partition-status~2]
 * Kind: normal */
static void test_get_partition_status_after_a_restart(void)
{
    PARTITION_STATUS_TYPE status;

    partition_init(WARM_START, CAUSE_PARTITION_RESTART);
    DONE(GET_PARTITION_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.OPERATING_MODE, WARM_START);
    CU_ASSERT_EQUAL(status.START_CONDITION, PARTITION_RESTART);
}

/* [utest->llr~apex-get-partition-status~2]
 * [utest->llr~error-restart~1]
 * Kind: normal */
static void test_get_partition_status_after_a_restart_for_an_error(void)
{
    PARTITION_STATUS_TYPE status;

    partition_init(COLD_START, CAUSE_HM_PARTITION_RESTART);
    DONE(GET_PARTITION_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.OPERATING_MODE, COLD_START);
    CU_ASSERT_EQUAL(status.START_CONDITION, HM_PARTITION_RESTART);
}

/* [utest->llr~apex-get-partition-status~2]
 * Kind: normal */
static void test_get_partition_status_in_normal_with_a_lock(void)
{
    PARTITION_STATUS_TYPE status;
    LOCK_LEVEL_TYPE level;

    run(create_aperiodic("p"));
    DONE(LOCK_PREEMPTION(&level, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    DONE(GET_PARTITION_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.OPERATING_MODE, NORMAL);
    CU_ASSERT_EQUAL(status.LOCK_LEVEL, 2);
}

/* [utest->llr~apex-get-partition-status~2]
 * Kind: robustness */
static void test_get_partition_status_while_a_mutex_is_owned(void)
{
    static const MUTEX_NAME_TYPE name = "m";
    PARTITION_STATUS_TYPE status;
    MUTEX_ID_TYPE id = ID_UNSET;

    DONE(CREATE_MUTEX(name, 20, FIFO, &id, &code));
    run(create_aperiodic("p"));
    DONE(ACQUIRE_MUTEX(id, 0, &code));
    (void)memset(&status, 0xff, sizeof status);
    DONE(GET_PARTITION_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.LOCK_LEVEL, 0);
}

/* [utest->llr~apex-get-partition-status-null-return-code~1]
 * Kind: robustness */
static void test_get_partition_status_without_return_code(void)
{
    PARTITION_STATUS_TYPE status;
    PARTITION_STATUS_TYPE before;

    (void)memset(&status, 0x5a, sizeof status);
    (void)memset(&before, 0x5a, sizeof before);
    IGNORED(GET_PARTITION_STATUS(&status, NULL));
    CU_ASSERT_EQUAL(memcmp(&status, &before, sizeof status), 0);
}

/* [utest->llr~apex-get-partition-status-null~1]
 * Kind: robustness */
static void test_get_partition_status_null(void)
{
    REFUSED(INVALID_PARAM, GET_PARTITION_STATUS(NULL, &code));
}

/* [utest->llr~apex-get-my-partition-id~1]
 * Kind: normal */
static void test_get_my_partition_id_in_main_and_in_a_process(void)
{
    PARTITION_ID_TYPE id = ID_UNSET;

    DONE(GET_MY_PARTITION_ID(&id, &code));
    CU_ASSERT_EQUAL(id, 42);
    run(create_aperiodic("p"));
    id = ID_UNSET;
    DONE(GET_MY_PARTITION_ID(&id, &code));
    CU_ASSERT_EQUAL(id, 42);
}

/* [utest->llr~apex-get-my-partition-id-null-return-code~1]
 * Kind: robustness */
static void test_get_my_partition_id_without_return_code(void)
{
    PARTITION_ID_TYPE id = ID_UNSET;

    IGNORED(GET_MY_PARTITION_ID(&id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    IGNORED(GET_MY_PARTITION_ID(NULL, NULL));
}

/* [utest->llr~apex-get-my-partition-id-null~1]
 * Kind: robustness */
static void test_get_my_partition_id_null(void)
{
    REFUSED(INVALID_PARAM, GET_MY_PARTITION_ID(NULL, &code));
}

/* [utest->llr~apex-set-partition-mode~1]
 * Kind: normal */
static void test_set_partition_mode_normal_runs_the_processes(void)
{
    const PROCESS_ID_TYPE id = create_aperiodic("p");

    DONE(START(id, &code));
    host_switch_hook = host_end_at_switch;
    code = CODE_UNSET;
    HOST_CATCH(left, SET_PARTITION_MODE(NORMAL, &code));
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(partition.mode, NORMAL);
    CU_ASSERT_EQUAL(host.to, (uint32_t)id - 1U);
}

/* [utest->llr~apex-set-partition-mode~1]
 * Kind: normal */
static void test_set_partition_mode_normal_from_warm_start(void)
{
    partition_init(WARM_START, CAUSE_PARTITION_RESTART);
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, SET_PARTITION_MODE(NORMAL, &code));
    CU_ASSERT_EQUAL(left, HOST_ASLEEP);
    CU_ASSERT_EQUAL(partition.mode, NORMAL);
}

/* [utest->llr~apex-set-partition-mode~1]
 * Kind: normal */
static void test_set_partition_mode_idle_ends_the_image(void)
{
    host.status = 77U;
    HOST_CATCH(left, SET_PARTITION_MODE(IDLE, &code));
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 0U);
}

static void restarts(OPERATING_MODE_TYPE from, OPERATING_MODE_TYPE to)
{
    unit_reset();
    partition.mode = from;
    HOST_CATCH(left, SET_PARTITION_MODE(to, &code));
    CU_ASSERT_EQUAL(left, HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, (uint32_t)to);
    CU_ASSERT_EQUAL(host.cause, CAUSE_PARTITION_RESTART);
}

/* [utest->llr~apex-set-partition-mode~1]
 * Kind: normal */
static void test_set_partition_mode_start_modes_restart(void)
{
    restarts(NORMAL, COLD_START);
    restarts(NORMAL, WARM_START);
    restarts(COLD_START, COLD_START);
    restarts(WARM_START, COLD_START);
    restarts(WARM_START, WARM_START);
}

/* [utest->llr~apex-set-partition-mode-null-return-code~1]
 * Kind: robustness */
static void test_set_partition_mode_without_return_code(void)
{
    host_sleep_hook = host_end_at_sleep;
    left = HOST_ASLEEP;
    IGNORED(HOST_CATCH(left, SET_PARTITION_MODE(NORMAL, NULL)));
    CU_ASSERT_EQUAL(left, HOST_RETURNED);
    IGNORED(HOST_CATCH(left, SET_PARTITION_MODE(IDLE, NULL)));
    CU_ASSERT_EQUAL(left, HOST_RETURNED);
}

/* [utest->llr~apex-set-partition-mode-invalid-param~1]
 * Kind: robustness */
static void test_set_partition_mode_not_a_mode(void)
{
    REFUSED(INVALID_PARAM, SET_PARTITION_MODE((OPERATING_MODE_TYPE)4, &code));
    REFUSED(INVALID_PARAM, SET_PARTITION_MODE((OPERATING_MODE_TYPE)-1, &code));
    REFUSED(INVALID_PARAM,
            SET_PARTITION_MODE((OPERATING_MODE_TYPE)INT32_MAX, &code));
}

/* [utest->llr~apex-set-partition-mode-no-action~1]
 * Kind: robustness */
static void test_set_partition_mode_normal_in_normal(void)
{
    run(create_aperiodic("p"));
    REFUSED(NO_ACTION, SET_PARTITION_MODE(NORMAL, &code));
}

/* [utest->llr~apex-set-partition-mode-invalid-mode~1]
 * Kind: robustness */
static void test_set_partition_mode_warm_in_cold_start(void)
{
    REFUSED(INVALID_MODE, SET_PARTITION_MODE(WARM_START, &code));
}

const struct unit_test unit_tests[] = {
    TEST(test_get_partition_status_in_cold_start),
    TEST(test_get_partition_status_after_a_restart),
    TEST(test_get_partition_status_after_a_restart_for_an_error),
    TEST(test_get_partition_status_in_normal_with_a_lock),
    TEST(test_get_partition_status_while_a_mutex_is_owned),
    TEST(test_get_partition_status_without_return_code),
    TEST(test_get_partition_status_null),
    TEST(test_get_my_partition_id_in_main_and_in_a_process),
    TEST(test_get_my_partition_id_without_return_code),
    TEST(test_get_my_partition_id_null),
    TEST(test_set_partition_mode_normal_runs_the_processes),
    TEST(test_set_partition_mode_normal_from_warm_start),
    TEST(test_set_partition_mode_idle_ends_the_image),
    TEST(test_set_partition_mode_start_modes_restart),
    TEST(test_set_partition_mode_without_return_code),
    TEST(test_set_partition_mode_not_a_mode),
    TEST(test_set_partition_mode_normal_in_normal),
    TEST(test_set_partition_mode_warm_in_cold_start),
    {NULL, NULL},
};

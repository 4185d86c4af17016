/* SPDX-License-Identifier: Apache-2.0 */
/* Boot, the end of a process, and faults. */
#include "unit.h"

#include <string.h>

/* In writable memory, so that tests can break one entry at a time. */
__attribute__((section(".data.config")))
const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 1000,
                              .limit = {[KIND_PROCESS] = PROCESS_MAX,
                                        [KIND_SEMAPHORE] = SEMAPHORE_MAX,
                                        [KIND_EVENT] = EVENT_MAX}};

static uint32_t main_ran;
static enum mode main_mode;

static int count_main(void)
{
    main_ran++;
    main_mode = partition.mode;
    return 0;
}

/* Boot with `broken` as the configuration; 1 when it was refused. */
static uint32_t refused(struct config broken)
{
    struct config *const own = (struct config *)(uintptr_t)&config;
    const struct config good = config;
    volatile int left;

    host_reset();
    main_ran = 0U;
    host_main_hook = count_main;
    *own = broken;
    HOST_CATCH(left, kernel_boot(COLD_START, CAUSE_POWER_ON));
    *own = good;
    return ((left == HOST_SHUTDOWN) && (host.status == 1U) &&
            (main_ran == 0U) &&
            (strcmp(host.console, "longeron: config.c: wrong table\n") == 0))
               ? 1U
               : 0U;
}

/* [utest->llr~boot~1]
 * Kind: normal */
static void test_boot_runs_main_in_the_start_mode(void)
{
    volatile int left;

    main_ran = 0U;
    host_main_hook = count_main;
    HOST_CATCH(left, kernel_boot(WARM_START, CAUSE_PARTITION_RESTART));
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(main_ran, 1U);
    CU_ASSERT_EQUAL(main_mode, WARM_START);
    CU_ASSERT_EQUAL(partition.cause, CAUSE_PARTITION_RESTART);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_STRING_EQUAL(host.console,
                           "longeron: main() ended before NORMAL\n");
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_refuses_wrong_times(void)
{
    struct config c = config;

    c.period_ns = 0;
    CU_ASSERT_EQUAL(refused(c), 1U);
    c.period_ns = PERIOD_MAX + 1;
    CU_ASSERT_EQUAL(refused(c), 1U);
    c = config;
    c.duration_ns = 0;
    CU_ASSERT_EQUAL(refused(c), 1U);
    c.duration_ns = config.period_ns + 1;
    CU_ASSERT_EQUAL(refused(c), 1U);
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_refuses_too_large_pools(void)
{
    struct config c = config;

    CU_ASSERT_EQUAL(refused(c), 0U);
    c.limit[KIND_PROCESS] = PROCESS_MAX + 1U;
    CU_ASSERT_EQUAL(refused(c), 1U);
    c = config;
    c.limit[KIND_SEMAPHORE] = SEMAPHORE_MAX + 1U;
    CU_ASSERT_EQUAL(refused(c), 1U);
    c = config;
    c.limit[KIND_EVENT] = EVENT_MAX + 1U;
    CU_ASSERT_EQUAL(refused(c), 1U);
}

static uint32_t place_at_switch;

static void look_at_switch(uint32_t from, uint32_t to)
{
    place_at_switch = process[from].place;
    unit_ready(from);
    unit_switch_back(from, to);
}

/* [utest->llr~process-end~1]
 * Kind: normal */
static void test_the_end_of_an_entry_point_stops_the_process(void)
{
    const uint32_t other = unit_process(1U);
    const uint32_t ended = unit_process(5U);

    unit_ready(other);
    unit_run(ended);
    place_at_switch = PLACE_READY;
    host_switch_hook = look_at_switch;
    kernel_process_end();
    CU_ASSERT_EQUAL(place_at_switch, PLACE_DORMANT);
}

/* [utest->llr~fault-report~1]
 * Kind: normal */
static void test_fault_names_process_cause_and_addresses(void)
{
    volatile int left;

    unit_run(unit_process(5U));
    HOST_CATCH(left,
               kernel_fault(FAULT_STACK, 0x1234abcdU, 0xfedcba9876543210U));
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_STRING_EQUAL(host.console,
                           "longeron: fault in process 0: stack overflow   at "
                           "0x000000001234abcd, pc 0xfedcba9876543210\n");
}

/* [utest->llr~fault-report~1]
 * Kind: normal */
static void test_fault_in_main(void)
{
    volatile int left;

    HOST_CATCH(left, kernel_fault(FAULT_MEMORY, 0U, 8U));
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_STRING_EQUAL(host.console,
                           "longeron: fault in main(): memory access    at "
                           "0x0000000000000000, pc 0x0000000000000008\n");
}

/* [utest->llr~fault-report~1]
 * Kind: robustness */
static void test_fault_in_a_process_with_a_name_of_32_characters(void)
{
    volatile int left;
    const uint32_t t = unit_process(5U);

    (void)memset(names.name[KIND_PROCESS][t].text, 'n', NAME_LENGTH);
    unit_run(t);
    HOST_CATCH(left, kernel_fault(FAULT_OTHER, 0U, 0U));
    CU_ASSERT_EQUAL(left, HOST_SHUTDOWN);
    CU_ASSERT_PTR_NOT_NULL(strstr(
        host.console, "in nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn: other exception"));
}

const struct unit_test unit_tests[] = {
    TEST(test_boot_runs_main_in_the_start_mode),
    TEST(test_boot_refuses_wrong_times),
    TEST(test_boot_refuses_too_large_pools),
    TEST(test_the_end_of_an_entry_point_stops_the_process),
    TEST(test_fault_names_process_cause_and_addresses),
    TEST(test_fault_in_main),
    TEST(test_fault_in_a_process_with_a_name_of_32_characters),
    {NULL, NULL},
};

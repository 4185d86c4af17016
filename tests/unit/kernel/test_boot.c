/* SPDX-License-Identifier: Apache-2.0 */
/* Boot, and the end of a process or of the error handler. */
#include "unit.h"

#include <string.h>

/* The kernel's `config`, but variable, so that tests can break one entry. */
extern struct config own __asm__("config");
struct config own = {.partition_id = 1,
                     .period_ns = 1000,
                     .duration_ns = 1000,
                     .limit = {[KIND_PROCESS] = PROCESS_MAX,
                               [KIND_SEMAPHORE] = SEMAPHORE_MAX,
                               [KIND_EVENT] = EVENT_MAX,
                               [KIND_BUFFER] = BUFFER_MAX,
                               [KIND_BOARD] = BOARD_MAX,
                               [KIND_MUTEX] = MUTEX_MAX}};

static uint32_t main_ran;
static enum mode main_mode;
static uint32_t main_current;
static int64_t main_due_ns;

static int count_main(void)
{
    main_ran++;
    main_mode = partition.mode;
    main_current = sched.current;
    main_due_ns = sched.due_ns;
    return 0;
}

/* 1 when this and nothing else was written. */
static uint32_t wrote(const char *text)
{
    return ((host.console_length == strlen(text)) &&
            (memcmp(host.console, text, host.console_length) == 0))
               ? 1U
               : 0U;
}

/* How kernel_boot was left. */
static int boot(void)
{
    volatile int left;

    main_ran = 0U;
    host_main_hook = count_main;
    HOST_CATCH(left, kernel_boot(WARM_START, CAUSE_PARTITION_RESTART));
    return left;
}

/* Enter NORMAL at 900 ns; how it was left: at the first switch or sleep. */
static int enter_normal(void)
{
    volatile int left;

    host_now = 900;
    host_switch_hook = host_end_at_switch;
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, kernel_normal());
    return left;
}

/* Boot with `broken` as the configuration; 1 when main() ran. */
static uint32_t accepted(struct config broken)
{
    const struct config good = own;

    host_reset();
    own = broken;
    (void)boot();
    own = good;
    return main_ran;
}

/* [utest->llr~boot~1]
 * Kind: normal */
static void test_boot_runs_main_once_in_the_start_mode(void)
{
    (void)boot();
    CU_ASSERT_EQUAL(main_ran, 1U);
    CU_ASSERT_EQUAL(main_mode, WARM_START);
    CU_ASSERT_EQUAL(partition.cause, CAUSE_PARTITION_RESTART);
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_ends_when_main_ends(void)
{
    CU_ASSERT_EQUAL(boot(), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_EQUAL(wrote("longeron: main() ended before NORMAL\n"), 1U);
}

/* [utest->llr~sched-init~2]
 * Kind: normal */
static void test_boot_runs_main_in_the_boot_context(void)
{
    sched.current = 0U; /* as in cleared memory */
    (void)boot();
    CU_ASSERT_EQUAL(main_current, PROCESS_IDLE);
}

/* [utest->llr~boot~1]
 * Kind: normal */
static void test_boot_runs_main_with_nobody_due(void)
{
    sched.due_ns = 0; /* as in cleared memory */
    (void)memset(&timer, 0, sizeof timer);
    (void)boot();
    CU_ASSERT_EQUAL(main_due_ns, TIME_NEVER);
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(timer.due_ns[t], TIME_NEVER);
    }
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_ends_where_the_configuration_is_wrong(void)
{
    struct config c = own;

    c.period_ns = 0;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_EQUAL(wrote("longeron: config.c: wrong table\n"), 1U);
}

/* [utest->llr~boot~1]
 * Kind: normal */
static void test_boot_accepts_the_ends_of_the_times(void)
{
    struct config c = own;

    c.period_ns = 1;
    c.duration_ns = 1;
    CU_ASSERT_EQUAL(accepted(c), 1U);
    c.period_ns = PERIOD_MAX;
    CU_ASSERT_EQUAL(accepted(c), 1U);
    c.duration_ns = PERIOD_MAX;
    CU_ASSERT_EQUAL(accepted(c), 1U);
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_refuses_wrong_times(void)
{
    struct config c = own;

    c.period_ns = 0;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c.period_ns = PERIOD_MAX + 1;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.duration_ns = 0;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c.duration_ns = own.period_ns + 1;
    CU_ASSERT_EQUAL(accepted(c), 0U);
}

/* [utest->llr~boot~1]
 * Kind: normal */
static void test_boot_accepts_the_largest_pools(void)
{
    CU_ASSERT_EQUAL(accepted(own), 1U);
}

/* [utest->llr~boot~1]
 * Kind: robustness */
static void test_boot_refuses_too_large_pools(void)
{
    struct config c = own;

    c.limit[KIND_PROCESS] = PROCESS_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.limit[KIND_SEMAPHORE] = SEMAPHORE_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.limit[KIND_EVENT] = EVENT_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.limit[KIND_BUFFER] = BUFFER_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.limit[KIND_BOARD] = BOARD_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
    c = own;
    c.limit[KIND_MUTEX] = MUTEX_MAX + 1U;
    CU_ASSERT_EQUAL(accepted(c), 0U);
}

/* [utest->llr~process-end~2]
 * Kind: normal */
static void test_the_end_of_an_entry_point_stops_the_process(void)
{
    const uint32_t other = unit_process(1U);
    const uint32_t ended = unit_process(5U);
    volatile int left;

    unit_ready(other);
    unit_run(ended);
    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, kernel_process_end());
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[ended].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(host.to, other);
}

/* [utest->llr~process-end~2]
 * Kind: normal */
static void test_the_end_of_the_error_handler_runs_the_next_process(void)
{
    const uint32_t next = unit_process(5U);
    volatile int left;

    unit_run(next);
    sched.current = PROCESS_IDLE;
    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, kernel_process_end());
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, next);
    CU_ASSERT_EQUAL(process[next].place, PLACE_READY);
}

/* [utest->llr~partition-normal~1]
 * Kind: normal */
static void test_normal_runs_what_was_started(void)
{
    uint32_t started;

    (void)unit_process(5U);
    started = unit_process(4U);
    process_start(started, 0, 0);
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
    process_start(started, 0, 0);
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
    process_start(delayed, 0, 20);
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
static void test_normal_without_a_process_sleeps(void)
{
    (void)unit_process(5U);
    CU_ASSERT_EQUAL(enter_normal(), HOST_ASLEEP);
    CU_ASSERT_EQUAL(host.sleep_ns, TIME_NEVER);
}

const struct unit_test unit_tests[] = {
    TEST(test_boot_runs_main_once_in_the_start_mode),
    TEST(test_boot_ends_when_main_ends),
    TEST(test_boot_runs_main_in_the_boot_context),
    TEST(test_boot_runs_main_with_nobody_due),
    TEST(test_boot_ends_where_the_configuration_is_wrong),
    TEST(test_boot_accepts_the_ends_of_the_times),
    TEST(test_boot_refuses_wrong_times),
    TEST(test_boot_accepts_the_largest_pools),
    TEST(test_boot_refuses_too_large_pools),
    TEST(test_the_end_of_an_entry_point_stops_the_process),
    TEST(test_the_end_of_the_error_handler_runs_the_next_process),
    TEST(test_normal_runs_what_was_started),
    TEST(test_normal_runs_a_periodic_process_at_once),
    TEST(test_normal_begins_the_delays),
    TEST(test_normal_is_the_mode_from_now_on),
    TEST(test_normal_without_a_process_sleeps),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Events. Process OTHER is always ready, so that a wait has somewhere to
 * switch to. */
#include "unit.h"

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

#define OTHER 0U
#define FIRST 1U
#define SECOND 2U

/* Events 0 and 1, which are down, and all processes, priority 5 but for
 * OTHER, which runs. */
static void setup(void)
{
    (void)event_create(name_a);
    (void)event_create(name_b);
    (void)unit_process(1U);
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* Let process t wait for event e and OTHER run. */
static void let_wait(uint32_t t, uint32_t e, int64_t due_ns)
{
    unit_wait(t, PLACE_OBJECT + EVENT_FIRST + e, due_ns);
}

static void set_event_0(uint32_t from, uint32_t to)
{
    sched.current = to;
    event_set(0U);
    sched.current = from;
}

/* [utest->llr~event-create~1]
 * Kind: normal */
static void test_create_is_down(void)
{
    (void)event_create(name_a);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].maximum, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].discipline, FIFO);
}

/* [utest->llr~event-create~1]
 * Kind: robustness */
static void test_create_is_down_whatever_was_there(void)
{
    (void)event_create(name_a);
    object[EVENT_FIRST + 1U].value = 1U;
    object[EVENT_FIRST + 1U].maximum = 2U;
    object[EVENT_FIRST + 1U].discipline = PRIORITY;
    (void)event_create(name_b);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].maximum, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].discipline, FIFO);
}

/* [utest->llr~event-create~1]
 * Kind: normal */
static void test_create_enters_the_name(void)
{
    CU_ASSERT_EQUAL(event_create(name_a), 0U);
    CU_ASSERT_EQUAL(event_create(name_b), 1U);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_b), 1U);
}

/* [utest->llr~event-create~1]
 * Kind: normal */
static void test_create_keeps_the_others(void)
{
    (void)event_create(name_a);
    event_set(0U);
    (void)event_create(name_b);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].maximum, 1U);
}

/* [utest->llr~event-set~2]
 * Kind: normal */
static void test_set_is_up(void)
{
    setup();
    event_set(1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].value, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 0U);
}

/* [utest->llr~event-set~2]
 * Kind: normal */
static void test_set_wakes_all(void)
{
    setup();
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        let_wait(t, 0U, TIME_NEVER);
    }
    event_set(0U);
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    }
    CU_ASSERT_EQUAL(object[EVENT_FIRST].waiting, 0U);
}

/* [utest->llr~event-set~2]
 * Kind: normal */
static void test_set_makes_ready_in_the_order_of_waiting(void)
{
    setup();
    let_wait(SECOND, 0U, TIME_NEVER);
    let_wait(FIRST, 0U, TIME_NEVER);
    event_set(0U);
    host_switch_hook = unit_switch_back;
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(host.to, SECOND);
    process_stop(SECOND);
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(host.to, FIRST);
}

/* [utest->llr~event-set~2]
 * Kind: normal */
static void test_set_cancels_the_time_out(void)
{
    setup();
    let_wait(FIRST, 0U, 50);
    event_set(0U);
    host_now = 50;
    host_switch_hook = unit_switch_back;
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(process[FIRST].result, NO_ERROR);
}

/* [utest->llr~event-set~2]
 * Kind: robustness */
static void test_set_wakes_nobody_of_another_event(void)
{
    setup();
    let_wait(FIRST, 1U, TIME_NEVER);
    event_set(0U);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + EVENT_FIRST + 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].value, 0U);
}

/* [utest->llr~event-reset~1]
 * Kind: normal */
static void test_reset_is_down(void)
{
    setup();
    event_set(0U);
    event_set(1U);
    event_reset(1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 1U);
}

/* [utest->llr~event-wait~1]
 * Kind: normal */
static void test_wait_returns_at_once_when_up(void)
{
    setup();
    unit_run(FIRST);
    event_set(0U);
    CU_ASSERT_EQUAL(event_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 1U);
}

/* [utest->llr~event-wait~1]
 * Kind: normal */
static void test_wait_ends_when_the_event_is_set(void)
{
    setup();
    unit_run(FIRST);
    host_switch_hook = set_event_0;
    CU_ASSERT_EQUAL(event_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~event-wait~1]
 * Kind: normal */
static void test_wait_ends_with_the_time_out(void)
{
    setup();
    unit_run(FIRST);
    host_now = 100;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(event_wait(0U, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 105);
}

static void check_queue(uint32_t from, uint32_t to)
{
    CU_ASSERT_EQUAL(process[from].place, PLACE_OBJECT + EVENT_FIRST + 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].waiting, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + 1U].waiting, bits_set(0U, from));
    unit_switch_back(from, to);
}

/* [utest->llr~event-wait~1]
 * Kind: normal */
static void test_wait_is_in_the_event_s_own_queue(void)
{
    setup();
    event_set(0U);
    unit_run(FIRST);
    host_switch_hook = check_queue;
    (void)event_wait(1U, TIME_NEVER);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~event-wait~1]
 * Kind: robustness */
static void test_wait_refused_in_main(void)
{
    (void)event_create(name_a);
    CU_ASSERT_EQUAL(event_wait(0U, 5), INVALID_MODE);
}

/* [utest->llr~event-wait~1]
 * Kind: robustness */
static void test_wait_refused_without_a_time_out(void)
{
    setup();
    CU_ASSERT_EQUAL(event_wait(0U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_is_down),
    TEST(test_create_is_down_whatever_was_there),
    TEST(test_create_enters_the_name),
    TEST(test_create_keeps_the_others),
    TEST(test_set_is_up),
    TEST(test_set_wakes_all),
    TEST(test_set_makes_ready_in_the_order_of_waiting),
    TEST(test_set_cancels_the_time_out),
    TEST(test_set_wakes_nobody_of_another_event),
    TEST(test_reset_is_down),
    TEST(test_wait_returns_at_once_when_up),
    TEST(test_wait_ends_when_the_event_is_set),
    TEST(test_wait_ends_with_the_time_out),
    TEST(test_wait_is_in_the_event_s_own_queue),
    TEST(test_wait_refused_in_main),
    TEST(test_wait_refused_without_a_time_out),
    {NULL, NULL},
};

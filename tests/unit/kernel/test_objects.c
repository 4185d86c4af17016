/* SPDX-License-Identifier: Apache-2.0 */
/* Semaphores, events and names. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

const struct config config = {.partition_id = 1,
                              .period_ns = 1000,
                              .duration_ns = 1000,
                              .limit = {[KIND_PROCESS] = 4U,
                                        [KIND_SEMAPHORE] = 2U,
                                        [KIND_EVENT] = 2U}};

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

static void signal_0(uint32_t from, uint32_t to)
{
    (void)to;
    sched.current = PROCESS_IDLE;
    (void)semaphore_signal(0U);
    sched.current = from;
}

static void set_event_0(uint32_t from, uint32_t to)
{
    (void)to;
    sched.current = PROCESS_IDLE;
    event_set(0U);
    sched.current = from;
}

/* [utest->llr~semaphore-create~1]
 * Kind: normal */
static void test_semaphore_create_sets_all(void)
{
    CU_ASSERT_EQUAL(semaphore_create(name_a, 1U, 2U, FIFO), 0U);
    CU_ASSERT_EQUAL(semaphore_create(name_b, 3U, 9U, PRIORITY), 1U);
    CU_ASSERT_EQUAL(object[1].value, 3U);
    CU_ASSERT_EQUAL(object[1].maximum, 9U);
    CU_ASSERT_EQUAL(object[1].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[0].discipline, FIFO);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_semaphore_wait_takes_one(void)
{
    (void)semaphore_create(name_a, 2U, 2U, FIFO);
    unit_run(unit_process(5U));
    CU_ASSERT_EQUAL(semaphore_wait(0U, 0), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 1U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_semaphore_wait_ends_with_a_signal(void)
{
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    unit_run(unit_process(5U));
    host_switch_hook = signal_0;
    CU_ASSERT_EQUAL(semaphore_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: robustness */
static void test_semaphore_wait_without_one(void)
{
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    CU_ASSERT_EQUAL(semaphore_wait(0U, 5), INVALID_MODE);
    unit_run(unit_process(5U));
    CU_ASSERT_EQUAL(semaphore_wait(0U, 0), NOT_AVAILABLE);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(semaphore_wait(0U, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(object[0].waiting, 0U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_semaphore_signal_adds_one(void)
{
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 1U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_semaphore_signal_wakes_the_first(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(9U);

    (void)semaphore_create(name_a, 0U, 2U, PRIORITY);
    unit_run(a);
    (void)sched_wait(PLACE_OBJECT, TIME_NEVER);
    unit_run(b);
    (void)sched_wait(PLACE_OBJECT, TIME_NEVER);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(process[b].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[a].place, PLACE_OBJECT);
    CU_ASSERT_EQUAL(object[0].value, 0U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: robustness */
static void test_semaphore_signal_at_the_maximum(void)
{
    (void)semaphore_create(name_a, 2U, 2U, FIFO);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ACTION);
    CU_ASSERT_EQUAL(object[0].value, 2U);
}

/* [utest->llr~event-create~1]
 * Kind: normal */
static void test_event_create_is_down(void)
{
    CU_ASSERT_EQUAL(event_create(name_a), 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].maximum, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].discipline, FIFO);
}

/* [utest->llr~event-set~1]
 * Kind: normal */
static void test_event_set_wakes_all(void)
{
    const uint32_t a = unit_process(5U);
    const uint32_t b = unit_process(9U);
    const uint32_t c = unit_process(9U);

    (void)event_create(name_a);
    unit_run(b);
    (void)sched_wait(PLACE_OBJECT + EVENT_FIRST, TIME_NEVER);
    unit_run(a);
    (void)sched_wait(PLACE_OBJECT + EVENT_FIRST, 50);
    unit_run(c);
    event_set(0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 1U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].waiting, 0U);
    CU_ASSERT_EQUAL(process[a].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[b].place, PLACE_READY);
    CU_ASSERT_EQUAL(timer.due_ns[a], TIME_NEVER);
}

/* [utest->llr~event-reset~1]
 * Kind: normal */
static void test_event_reset_is_down(void)
{
    (void)event_create(name_a);
    event_set(0U);
    event_reset(0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST].value, 0U);
}

/* [utest->llr~event-wait~1]
 * Kind: normal */
static void test_event_wait_returns_when_up(void)
{
    (void)event_create(name_a);
    unit_run(unit_process(5U));
    host_switch_hook = set_event_0;
    CU_ASSERT_EQUAL(event_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(event_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~event-wait~1]
 * Kind: robustness */
static void test_event_wait_while_down(void)
{
    (void)event_create(name_a);
    CU_ASSERT_EQUAL(event_wait(0U, 5), INVALID_MODE);
    unit_run(unit_process(5U));
    CU_ASSERT_EQUAL(event_wait(0U, 0), NOT_AVAILABLE);
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(event_wait(0U, 5), TIMED_OUT);
}

/* [utest->llr~names-init~1]
 * Kind: normal */
static void test_names_init_forgets(void)
{
    (void)names_add(KIND_EVENT, name_a);
    names_init();
    CU_ASSERT_EQUAL(names.count[KIND_EVENT], 0U);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_a), NAMES_NONE);
}

/* [utest->llr~names-find~1]
 * Kind: normal */
static void test_names_find_by_kind_and_name(void)
{
    (void)names_add(KIND_EVENT, name_a);
    (void)names_add(KIND_EVENT, name_b);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_a), 0U);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_b), 1U);
    CU_ASSERT_EQUAL(names_find(KIND_SEMAPHORE, name_b), NAMES_NONE);
}

/* [utest->llr~names-find~1]
 * Kind: robustness */
static void test_names_find_compares_all_32_characters(void)
{
    char full[NAME_LENGTH];
    char other[NAME_LENGTH];
    char cut[NAME_LENGTH] = "xxxx";
    char behind[NAME_LENGTH] = "xxxx\0y";

    (void)memset(full, 'x', sizeof full);
    (void)memset(other, 'x', sizeof other);
    other[NAME_LENGTH - 1U] = 'y';
    (void)names_add(KIND_PROCESS, full);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, full), 0U);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, other), NAMES_NONE);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, cut), NAMES_NONE);
    (void)names_add(KIND_PROCESS, cut);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, behind), 1U);
}

/* [utest->llr~names-full~1]
 * Kind: normal */
static void test_names_full_at_the_limit(void)
{
    (void)names_add(KIND_EVENT, name_a);
    CU_ASSERT_EQUAL(names_full(KIND_EVENT), 0U);
    (void)names_add(KIND_EVENT, name_b);
    CU_ASSERT_EQUAL(names_full(KIND_EVENT), 1U);
}

/* [utest->llr~names-add~1]
 * Kind: normal */
static void test_names_add_copies(void)
{
    char text[NAME_LENGTH] = "mine";

    CU_ASSERT_EQUAL(names_add(KIND_EVENT, text), 0U);
    text[0] = 'w';
    CU_ASSERT_STRING_EQUAL(names.name[KIND_EVENT][0].text, "mine");
    CU_ASSERT_EQUAL(names_add(KIND_EVENT, text), 1U);
}

const struct unit_test unit_tests[] = {
    TEST(test_semaphore_create_sets_all),
    TEST(test_semaphore_wait_takes_one),
    TEST(test_semaphore_wait_ends_with_a_signal),
    TEST(test_semaphore_wait_without_one),
    TEST(test_semaphore_signal_adds_one),
    TEST(test_semaphore_signal_wakes_the_first),
    TEST(test_semaphore_signal_at_the_maximum),
    TEST(test_event_create_is_down),
    TEST(test_event_set_wakes_all),
    TEST(test_event_reset_is_down),
    TEST(test_event_wait_returns_when_up),
    TEST(test_event_wait_while_down),
    TEST(test_names_init_forgets),
    TEST(test_names_find_by_kind_and_name),
    TEST(test_names_find_compares_all_32_characters),
    TEST(test_names_full_at_the_limit),
    TEST(test_names_add_copies),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Counting semaphores. Process OTHER is always ready, so that a wait has
 * somewhere to switch to. */
#include "unit.h"

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

#define OTHER 0U
#define HIGH 1U
#define LOW 2U

/* Semaphore 0 with this value, of at most 2, and three processes. */
static void setup(uint32_t value, enum discipline discipline)
{
    (void)semaphore_create(name_a, value, 2U, discipline);
    (void)unit_process(1U);
    (void)unit_process(9U);
    (void)unit_process(5U);
    unit_run(OTHER);
}

/* Let process t wait for semaphore 0 and OTHER run. */
static void let_wait(uint32_t t)
{
    unit_wait(t, PLACE_OBJECT, TIME_NEVER);
}

static void signal_0(uint32_t from, uint32_t to)
{
    sched.current = to;
    (void)semaphore_signal(0U);
    sched.current = from;
}

/* [utest->llr~semaphore-create~1]
 * Kind: normal */
static void test_create_sets_all(void)
{
    (void)semaphore_create(name_a, 3U, 9U, PRIORITY);
    CU_ASSERT_EQUAL(object[0].value, 3U);
    CU_ASSERT_EQUAL(object[0].maximum, 9U);
    CU_ASSERT_EQUAL(object[0].discipline, PRIORITY);
}

/* [utest->llr~semaphore-create~1]
 * Kind: normal */
static void test_create_keeps_the_others(void)
{
    CU_ASSERT_EQUAL(semaphore_create(name_a, 1U, 2U, FIFO), 0U);
    CU_ASSERT_EQUAL(semaphore_create(name_b, 3U, 9U, PRIORITY), 1U);
    CU_ASSERT_EQUAL(object[0].value, 1U);
    CU_ASSERT_EQUAL(object[0].maximum, 2U);
    CU_ASSERT_EQUAL(object[0].discipline, FIFO);
}

/* [utest->llr~semaphore-create~1]
 * Kind: robustness */
static void test_create_sets_all_whatever_was_there(void)
{
    object[0].value = 1U;
    object[0].maximum = 7U;
    object[0].discipline = PRIORITY;
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    CU_ASSERT_EQUAL(object[0].value, 0U);
    CU_ASSERT_EQUAL(object[0].maximum, 2U);
    CU_ASSERT_EQUAL(object[0].discipline, FIFO);
}

/* [utest->llr~semaphore-create~1]
 * Kind: normal */
static void test_create_enters_the_name(void)
{
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    CU_ASSERT_EQUAL(names_find(KIND_SEMAPHORE, name_a), 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_wait_takes_one_without_waiting(void)
{
    setup(2U, FIFO);
    unit_run(LOW);
    CU_ASSERT_EQUAL(semaphore_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 1U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: robustness */
static void test_wait_takes_the_last_one(void)
{
    setup(1U, FIFO);
    CU_ASSERT_EQUAL(semaphore_wait(0U, 0), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_wait_ends_with_a_signal(void)
{
    setup(0U, FIFO);
    unit_run(LOW);
    host_switch_hook = signal_0;
    CU_ASSERT_EQUAL(semaphore_wait(0U, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(object[0].value, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_wait_ends_with_the_time_out(void)
{
    setup(0U, FIFO);
    unit_run(LOW);
    host_now = 100;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(semaphore_wait(0U, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 105);
    CU_ASSERT_EQUAL(object[0].waiting, 0U);
}

static void check_queue(uint32_t from, uint32_t to)
{
    CU_ASSERT_EQUAL(process[from].place, PLACE_OBJECT + 1U);
    CU_ASSERT_EQUAL(object[0].waiting, 0U);
    CU_ASSERT_EQUAL(object[1].waiting, bits_set(0U, from));
    unit_switch_back(from, to);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: normal */
static void test_wait_is_in_the_semaphore_s_own_queue(void)
{
    setup(0U, FIFO);
    (void)semaphore_create(name_b, 0U, 2U, FIFO);
    unit_run(LOW);
    host_switch_hook = check_queue;
    (void)semaphore_wait(1U, TIME_NEVER);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: robustness */
static void test_wait_refused_in_main(void)
{
    (void)semaphore_create(name_a, 0U, 2U, FIFO);
    CU_ASSERT_EQUAL(semaphore_wait(0U, 5), INVALID_MODE);
    CU_ASSERT_EQUAL(object[0].waiting, 0U);
}

/* [utest->llr~semaphore-wait~1]
 * Kind: robustness */
static void test_wait_refused_without_a_time_out(void)
{
    setup(0U, FIFO);
    CU_ASSERT_EQUAL(semaphore_wait(0U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(object[0].value, 0U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_signal_adds_one(void)
{
    setup(0U, FIFO);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 1U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_signal_adds_up_to_the_maximum(void)
{
    setup(1U, FIFO);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(object[0].value, 2U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: robustness */
static void test_signal_at_the_maximum_does_nothing(void)
{
    setup(2U, FIFO);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ACTION);
    CU_ASSERT_EQUAL(object[0].value, 2U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_signal_wakes_the_most_urgent_by_priority(void)
{
    setup(0U, PRIORITY);
    let_wait(LOW);
    let_wait(HIGH);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_OBJECT);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_signal_wakes_the_longest_waiting_by_fifo(void)
{
    setup(0U, FIFO);
    let_wait(LOW);
    let_wait(HIGH);
    CU_ASSERT_EQUAL(semaphore_signal(0U), NO_ERROR);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_READY);
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_OBJECT);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: normal */
static void test_signal_gives_to_who_waits_and_adds_nothing(void)
{
    setup(0U, FIFO);
    let_wait(LOW);
    (void)semaphore_signal(0U);
    CU_ASSERT_EQUAL(object[0].value, 0U);
}

/* [utest->llr~semaphore-signal~1]
 * Kind: robustness */
static void test_signal_wakes_nobody_of_another_semaphore(void)
{
    setup(0U, FIFO);
    (void)semaphore_create(name_b, 0U, 2U, FIFO);
    let_wait(LOW);
    CU_ASSERT_EQUAL(semaphore_signal(1U), NO_ERROR);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_OBJECT);
    CU_ASSERT_EQUAL(object[1].value, 1U);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_sets_all),
    TEST(test_create_keeps_the_others),
    TEST(test_create_sets_all_whatever_was_there),
    TEST(test_create_enters_the_name),
    TEST(test_wait_takes_one_without_waiting),
    TEST(test_wait_takes_the_last_one),
    TEST(test_wait_ends_with_a_signal),
    TEST(test_wait_ends_with_the_time_out),
    TEST(test_wait_is_in_the_semaphore_s_own_queue),
    TEST(test_wait_refused_in_main),
    TEST(test_wait_refused_without_a_time_out),
    TEST(test_signal_adds_one),
    TEST(test_signal_adds_up_to_the_maximum),
    TEST(test_signal_at_the_maximum_does_nothing),
    TEST(test_signal_wakes_the_most_urgent_by_priority),
    TEST(test_signal_wakes_the_longest_waiting_by_fifo),
    TEST(test_signal_gives_to_who_waits_and_adds_nothing),
    TEST(test_signal_wakes_nobody_of_another_semaphore),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes. */
#include "unit.h"

#include <stdio.h>

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

#define A 0U
#define B 1U

/* Mutexes A and B; a process of priority 5, which runs. Returns its index. */
static uint32_t setup(void)
{
    const uint32_t t = unit_process(5U);

    (void)mutex_create(name_a, 20U);
    (void)mutex_create(name_b, 30U);
    unit_run(t);
    return t;
}

/* Lock m so many times. */
static void lock(uint32_t m, uint32_t times)
{
    for (uint32_t i = 0U; i < times; i++) {
        CU_ASSERT_EQUAL(mutex_acquire(m), NO_ERROR);
    }
}

/* Mutex m is refused so, and what was locked stays so. */
static void refused(enum status expected, uint32_t m)
{
    const struct sched before = sched;

    CU_ASSERT_EQUAL(mutex_acquire(m), expected);
    CU_ASSERT_EQUAL(sched.lock_level, before.lock_level);
    CU_ASSERT_EQUAL(sched.lock, before.lock);
}

/* [utest->llr~mutex-create~1]
 * Kind: normal */
static void test_create_sets_the_ceiling(void)
{
    CU_ASSERT_EQUAL(mutex_create(name_a, 9U), A);
    CU_ASSERT_EQUAL(mutex_ceiling[A], 9U);
    CU_ASSERT_EQUAL(mutex_create(name_b, 7U), B);
    CU_ASSERT_EQUAL(mutex_ceiling[B], 7U);
    CU_ASSERT_EQUAL(mutex_ceiling[A], 9U);
}

/* [utest->llr~mutex-create~1]
 * Kind: normal */
static void test_create_enters_the_name(void)
{
    (void)mutex_create(name_a, 1U);
    (void)mutex_create(name_b, 1U);
    CU_ASSERT_EQUAL(names_find(KIND_MUTEX, name_a), A);
    CU_ASSERT_EQUAL(names_find(KIND_MUTEX, name_b), B);
}

/* [utest->llr~mutex-create~1]
 * Kind: robustness */
static void test_create_all_that_there_can_be(void)
{
    char name[NAME_LENGTH];

    mutex_ceiling[A] = 99U;
    for (uint32_t m = 0U; m < MUTEX_MAX; m++) {
        (void)snprintf(name, sizeof name, "%u", m);
        CU_ASSERT_EQUAL(mutex_create(name, m + 1U), m);
    }
    for (uint32_t m = 0U; m < MUTEX_MAX; m++) {
        CU_ASSERT_EQUAL(mutex_ceiling[m], m + 1U);
    }
}

/* [utest->llr~mutex-level~1]
 * Kind: normal */
static void test_level_counts_the_locks_of_the_one_that_is_locked(void)
{
    (void)setup();
    CU_ASSERT_EQUAL(mutex_level(B), 0U);
    lock(B, 3U);
    CU_ASSERT_EQUAL(mutex_level(B), 3U);
    CU_ASSERT_EQUAL(mutex_level(A), 0U);
    CU_ASSERT_EQUAL(mutex_level(MUTEX_PREEMPTION), 0U);
}

/* [utest->llr~mutex-level~1]
 * Kind: normal */
static void test_level_of_preemption(void)
{
    (void)setup();
    CU_ASSERT_EQUAL(mutex_level(MUTEX_PREEMPTION), 0U);
    lock(MUTEX_PREEMPTION, 2U);
    CU_ASSERT_EQUAL(mutex_level(MUTEX_PREEMPTION), 2U);
    CU_ASSERT_EQUAL(mutex_level(A), 0U);
    CU_ASSERT_EQUAL(mutex_level(MUTEX_MAX - 1U), 0U);
}

/* [utest->llr~mutex-level~1]
 * Kind: robustness */
static void test_level_of_the_one_that_was_locked_last(void)
{
    (void)setup();
    lock(B, 1U);
    sched.lock_level = 0U;
    CU_ASSERT_EQUAL(mutex_level(B), 0U);
    CU_ASSERT_EQUAL(mutex_level(A), 0U);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: normal */
static void test_acquire_raises_the_level_by_one(void)
{
    (void)setup();
    for (uint32_t level = 1U; level <= 3U; level++) {
        CU_ASSERT_EQUAL(mutex_acquire(A), NO_ERROR);
        CU_ASSERT_EQUAL(sched.lock_level, level);
        CU_ASSERT_EQUAL(sched.lock, A);
    }
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: normal */
static void test_acquire_another_one_after_the_first(void)
{
    (void)setup();
    lock(A, 2U);
    sched.lock_level = 0U;
    lock(MUTEX_PREEMPTION, 1U);
    CU_ASSERT_EQUAL(sched.lock, MUTEX_PREEMPTION);
    sched.lock_level = 0U;
    lock(B, 1U);
    CU_ASSERT_EQUAL(sched.lock, B);
    CU_ASSERT_EQUAL(sched.lock_level, 1U);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: robustness */
static void test_acquire_up_to_16_times(void)
{
    (void)setup();
    lock(B, 15U);
    CU_ASSERT_EQUAL(mutex_acquire(B), NO_ERROR);
    CU_ASSERT_EQUAL(sched.lock_level, 16U);
    refused(INVALID_CONFIG, B);
    sched.lock_level = 15U;
    lock(B, 1U);
    refused(INVALID_CONFIG, B);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: robustness */
static void test_acquire_preemption_up_to_16_times(void)
{
    (void)setup();
    lock(MUTEX_PREEMPTION, 16U);
    refused(INVALID_CONFIG, MUTEX_PREEMPTION);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: robustness */
static void test_acquire_while_another_one_is_locked(void)
{
    (void)setup();
    lock(A, 1U);
    refused(INVALID_MODE, B);
    refused(INVALID_MODE, MUTEX_PREEMPTION);
    lock(A, 15U);
    refused(INVALID_MODE, B);
    sched.lock_level = 0U;
    lock(MUTEX_PREEMPTION, 1U);
    refused(INVALID_MODE, A);
    refused(INVALID_MODE, B);
}

/* [utest->llr~mutex-acquire~1]
 * Kind: robustness */
static void test_acquire_in_main(void)
{
    (void)mutex_create(name_a, 20U);
    refused(INVALID_MODE, A);
    refused(INVALID_MODE, MUTEX_PREEMPTION);
}

/* [utest->llr~mutex-priority~1]
 * Kind: normal */
static void test_priority_is_the_ceiling_while_a_mutex_is_locked(void)
{
    const uint32_t t = setup();

    CU_ASSERT_EQUAL(mutex_priority(t), 5U);
    lock(A, 1U);
    CU_ASSERT_EQUAL(mutex_priority(t), 20U);
    lock(A, 1U);
    CU_ASSERT_EQUAL(mutex_priority(t), 20U);
    sched.lock_level = 0U;
    CU_ASSERT_EQUAL(mutex_priority(t), 5U);
    lock(B, 1U);
    CU_ASSERT_EQUAL(mutex_priority(t), 30U);
}

/* [utest->llr~mutex-priority~1]
 * Kind: normal */
static void test_priority_of_others_is_their_own(void)
{
    const uint32_t other = unit_process(9U);

    (void)setup();
    unit_ready(other);
    lock(A, 1U);
    CU_ASSERT_EQUAL(mutex_priority(other), 9U);
}

/* [utest->llr~mutex-priority~1]
 * Kind: robustness */
static void test_priority_is_its_own_while_preemption_is_locked(void)
{
    const uint32_t t = setup();

    lock(MUTEX_PREEMPTION, 1U);
    CU_ASSERT_EQUAL(mutex_priority(t), 5U);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_sets_the_ceiling),
    TEST(test_create_enters_the_name),
    TEST(test_create_all_that_there_can_be),
    TEST(test_level_counts_the_locks_of_the_one_that_is_locked),
    TEST(test_level_of_preemption),
    TEST(test_level_of_the_one_that_was_locked_last),
    TEST(test_acquire_raises_the_level_by_one),
    TEST(test_acquire_another_one_after_the_first),
    TEST(test_acquire_up_to_16_times),
    TEST(test_acquire_preemption_up_to_16_times),
    TEST(test_acquire_while_another_one_is_locked),
    TEST(test_acquire_in_main),
    TEST(test_priority_is_the_ceiling_while_a_mutex_is_locked),
    TEST(test_priority_of_others_is_their_own),
    TEST(test_priority_is_its_own_while_preemption_is_locked),
    {NULL, NULL},
};

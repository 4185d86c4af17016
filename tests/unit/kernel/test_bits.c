/* SPDX-License-Identifier: Apache-2.0 */
/* Sets in a word: each of the 64 members, in sets of all kinds. */
#include "unit.h"

/* empty, full, alternating, only the ends, all but the ends */
static const uint64_t sets[] = {0U,
                                UINT64_MAX,
                                0x5555555555555555U,
                                0xaaaaaaaaaaaaaaaaU,
                                0x8000000000000001U,
                                0x7ffffffffffffffeU};
#define SETS (sizeof sets / sizeof sets[0])

/* The word that has bit i alone, by doubling. */
static uint64_t alone(uint32_t i)
{
    uint64_t m = 1U;

    for (uint32_t k = 0U; k < i; k++) {
        m += m;
    }
    return m;
}

/* 1 when bit i is in m, by halving. */
static uint32_t is_in(uint64_t m, uint32_t i)
{
    for (uint32_t k = 0U; k < i; k++) {
        m /= 2U;
    }
    return (uint32_t)(m % 2U);
}

/* [utest->llr~bits-set~1]
 * Kind: normal */
static void test_set_makes_each_number_a_member(void)
{
    for (uint32_t i = 0U; i < 64U; i++) {
        CU_ASSERT_EQUAL(bits_set(0U, i), alone(i));
    }
}

/* [utest->llr~bits-set~1]
 * Kind: normal */
static void test_set_keeps_all_others(void)
{
    for (uint32_t s = 0U; s < SETS; s++) {
        for (uint32_t i = 0U; i < 64U; i++) {
            CU_ASSERT_EQUAL(bits_set(sets[s], i), (is_in(sets[s], i) == 1U)
                                                      ? sets[s]
                                                      : sets[s] + alone(i));
        }
    }
}

/* [utest->llr~bits-clear~1]
 * Kind: normal */
static void test_clear_leaves_nothing_of_a_single_member(void)
{
    for (uint32_t i = 0U; i < 64U; i++) {
        CU_ASSERT_EQUAL(bits_clear(alone(i), i), 0U);
    }
}

/* [utest->llr~bits-clear~1]
 * Kind: normal */
static void test_clear_keeps_all_others(void)
{
    for (uint32_t s = 0U; s < SETS; s++) {
        for (uint32_t i = 0U; i < 64U; i++) {
            CU_ASSERT_EQUAL(bits_clear(sets[s], i), (is_in(sets[s], i) == 1U)
                                                        ? sets[s] - alone(i)
                                                        : sets[s]);
        }
    }
}

/* [utest->llr~bits-test~1]
 * Kind: normal */
static void test_test_finds_a_single_member_alone(void)
{
    for (uint32_t i = 0U; i < 64U; i++) {
        for (uint32_t k = 0U; k < 64U; k++) {
            CU_ASSERT_EQUAL(bits_test(alone(i), k), (i == k) ? 1U : 0U);
        }
    }
}

/* [utest->llr~bits-test~1]
 * Kind: normal */
static void test_test_answers_0_or_1_in_any_set(void)
{
    for (uint32_t s = 0U; s < SETS; s++) {
        for (uint32_t i = 0U; i < 64U; i++) {
            CU_ASSERT_EQUAL(bits_test(sets[s], i), is_in(sets[s], i));
        }
    }
}

const struct unit_test unit_tests[] = {
    TEST(test_set_makes_each_number_a_member),
    TEST(test_set_keeps_all_others),
    TEST(test_clear_leaves_nothing_of_a_single_member),
    TEST(test_clear_keeps_all_others),
    TEST(test_test_finds_a_single_member_alone),
    TEST(test_test_answers_0_or_1_in_any_set),
    {NULL, NULL},
};

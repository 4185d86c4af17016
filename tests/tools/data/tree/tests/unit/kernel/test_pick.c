/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing from a set. */
#include <CUnit/CUnit.h>

#include "kernel/pick.h"

/* Kind: normal
 * [utest->llr~pick~1] */
static void test_lowest_bit_first(void)
{
    CU_ASSERT_EQUAL(pick(6U), 1U);
}

/* Kind: robustness
 * [utest->llr~pick-empty~2] */
static void test_empty_is_64(void)
{
    CU_ASSERT_EQUAL(pick(0U), 64U);
}

CU_TestInfo pick_tests[] = {
    {"lowest", test_lowest_bit_first},
    {"empty", test_empty_is_64},
    CU_TEST_INFO_NULL
};

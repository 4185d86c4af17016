/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of bytes. */
#include "unit.h"

#include <string.h>

#include "kernel/copy.h"

#define LENGTH_MAX 17U /* two words and a byte */
#define MARGIN 8U
#define SIZE (MARGIN + LENGTH_MAX + MARGIN)
#define EMPTY 0xeeU

static uint8_t from[SIZE];
static uint8_t to[SIZE];

/* Bytes that all differ, and a place that has none of them. */
static void setup(void)
{
    for (uint32_t i = 0U; i < SIZE; i++) {
        from[i] = (uint8_t)(i + 1U);
    }
    (void)memset(to, (int)EMPTY, SIZE);
}

/* What `to` must be after a copy of `length` bytes from `source` to `target`. */
static void check(uint32_t target, uint32_t source, uint32_t length)
{
    for (uint32_t i = 0U; i < SIZE; i++) {
        const uint32_t in = ((i >= target) && (i < target + length)) ? 1U : 0U;

        CU_ASSERT_EQUAL(to[i],
                        (in != 0U) ? from[source + (i - target)] : EMPTY);
    }
}

/* [utest->llr~copy~1]
 * Kind: normal */
static void test_copy_of_each_length_leaves_its_neighbours(void)
{
    for (uint32_t length = 0U; length <= LENGTH_MAX; length++) {
        setup();
        copy(&to[MARGIN], &from[MARGIN], length);
        check(MARGIN, MARGIN, length);
    }
}

/* [utest->llr~copy~1]
 * Kind: normal */
static void test_copy_from_any_address_to_any_address(void)
{
    for (uint32_t target = 0U; target < WORD_SIZE; target++) {
        for (uint32_t source = 0U; source < WORD_SIZE; source++) {
            setup();
            copy(&to[target], &from[source], LENGTH_MAX);
            check(target, source, LENGTH_MAX);
        }
    }
}

/* [utest->llr~copy~1]
 * Kind: normal */
static void test_copy_leaves_what_it_copies(void)
{
    uint8_t before[SIZE];

    setup();
    (void)memcpy(before, from, SIZE);
    copy(&to[MARGIN], &from[MARGIN], LENGTH_MAX);
    CU_ASSERT_EQUAL(memcmp(from, before, SIZE), 0);
}

/* [utest->llr~copy~1]
 * Kind: robustness */
static void test_copy_of_nothing_needs_no_address(void)
{
    setup();
    copy(NULL, NULL, 0U);
    check(0U, 0U, 0U);
}

/* [utest->llr~copy~1]
 * Kind: robustness */
static void test_copy_of_the_largest_message(void)
{
    static uint8_t large[MESSAGE_SIZE_MAX];
    static uint8_t copied[MESSAGE_SIZE_MAX + 1U];

    for (uint32_t i = 0U; i < MESSAGE_SIZE_MAX; i++) {
        large[i] = (uint8_t)i;
    }
    (void)memset(copied, (int)EMPTY, sizeof copied);
    copy(copied, large, MESSAGE_SIZE_MAX);
    CU_ASSERT_EQUAL(memcmp(copied, large, MESSAGE_SIZE_MAX), 0);
    CU_ASSERT_EQUAL(copied[MESSAGE_SIZE_MAX], EMPTY);
}

/* [utest->llr~copy~1]
 * Kind: normal */
static void test_copy_word_copies_eight_bytes_alone(void)
{
    setup();
    copy_word(&to[MARGIN], &from[MARGIN]);
    check(MARGIN, MARGIN, WORD_SIZE);
}

const struct unit_test unit_tests[] = {
    TEST(test_copy_of_each_length_leaves_its_neighbours),
    TEST(test_copy_from_any_address_to_any_address),
    TEST(test_copy_leaves_what_it_copies),
    TEST(test_copy_of_nothing_needs_no_address),
    TEST(test_copy_of_the_largest_message),
    TEST(test_copy_word_copies_eight_bytes_alone),
    {NULL, NULL},
};

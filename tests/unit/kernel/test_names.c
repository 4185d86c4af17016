/* SPDX-License-Identifier: Apache-2.0 */
/* Names and numbers of objects. */
#include "unit.h"

#include <string.h>

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 3U,
              [KIND_SEMAPHORE] = 1U,
              [KIND_EVENT] = 2U,
              [KIND_BUFFER] = 1U,
              [KIND_BOARD] = 2U,
              [KIND_MUTEX] = 1U}};

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

/* [utest->llr~names-find~1]
 * Kind: normal */
static void test_find_answers_the_index(void)
{
    (void)names_add(KIND_EVENT, name_a);
    (void)names_add(KIND_EVENT, name_b);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_a), 0U);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_b), 1U);
}

/* [utest->llr~names-find~1]
 * Kind: normal */
static void test_find_keeps_kinds_apart(void)
{
    (void)names_add(KIND_EVENT, name_a);
    (void)names_add(KIND_EVENT, name_b);
    (void)names_add(KIND_SEMAPHORE, name_b);
    CU_ASSERT_EQUAL(names_find(KIND_SEMAPHORE, name_b), 0U);
    CU_ASSERT_EQUAL(names_find(KIND_SEMAPHORE, name_a), NAMES_NONE);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, name_b), NAMES_NONE);
}

/* [utest->llr~names-find~1]
 * Kind: normal */
static void test_find_does_not_know_another_name(void)
{
    (void)names_add(KIND_EVENT, name_a);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, name_b), NAMES_NONE);
}

/* [utest->llr~names-find~1]
 * Kind: robustness */
static void test_find_of_the_empty_name(void)
{
    static const char empty[NAME_LENGTH] = "";

    (void)names_add(KIND_EVENT, name_a);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, empty), NAMES_NONE);
    (void)names_add(KIND_EVENT, empty);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, empty), 1U);
}

/* [utest->llr~names-find~1]
 * Kind: robustness */
static void test_find_compares_each_of_32_characters(void)
{
    char full[NAME_LENGTH];
    char other[NAME_LENGTH];

    (void)memset(full, 'x', sizeof full);
    (void)names_add(KIND_PROCESS, full);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, full), 0U);
    for (uint32_t c = 0U; c < NAME_LENGTH; c++) {
        (void)memset(other, 'x', sizeof other);
        other[c] = 'y';
        CU_ASSERT_EQUAL(names_find(KIND_PROCESS, other), NAMES_NONE);
    }
}

/* [utest->llr~names-find~1]
 * Kind: robustness */
static void test_find_tells_a_name_from_its_beginning(void)
{
    char longer[NAME_LENGTH] = "";
    char shorter[NAME_LENGTH] = "";

    (void)memset(longer, 'x', sizeof longer);
    (void)memset(shorter, 'x', sizeof shorter - 1U);
    (void)names_add(KIND_PROCESS, longer);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, shorter), NAMES_NONE);
    (void)names_add(KIND_PROCESS, shorter);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, shorter), 1U);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, longer), 0U);
}

/* [utest->llr~names-find~1]
 * Kind: robustness */
static void test_find_ignores_what_follows_the_first_nul(void)
{
    static const char behind[NAME_LENGTH] = "a\0y";

    (void)names_add(KIND_EVENT, name_a);
    CU_ASSERT_EQUAL(names_find(KIND_EVENT, behind), 0U);
}

/* The object behind the text, which an overrun of 32 characters would meet.
 * [utest->llr~names-find~1]
 * Kind: robustness */
static void test_find_stops_after_32_characters(void)
{
    char full[NAME_LENGTH + 1U];
    char next[NAME_LENGTH] = "next";

    (void)memset(full, 'x', sizeof full);
    (void)names_add(KIND_PROCESS, full);
    (void)names_add(KIND_PROCESS, next);
    CU_ASSERT_EQUAL(names_find(KIND_PROCESS, full), 0U);
}

/* [utest->llr~names-full~1]
 * Kind: normal */
static void test_full_at_the_limit_of_each_kind(void)
{
    for (uint32_t k = 0U; k < (uint32_t)KIND_COUNT; k++) {
        for (uint32_t i = 0U; i < config.limit[k]; i++) {
            CU_ASSERT_EQUAL(names_full((enum kind)k), 0U);
            (void)names_add((enum kind)k, name_a);
        }
        CU_ASSERT_EQUAL(names_full((enum kind)k), 1U);
    }
}

/* [utest->llr~names-add~2]
 * Kind: normal */
static void test_add_gives_the_next_index(void)
{
    CU_ASSERT_EQUAL(names_add(KIND_EVENT, name_a), 0U);
    CU_ASSERT_EQUAL(names_add(KIND_EVENT, name_b), 1U);
    CU_ASSERT_EQUAL(names_add(KIND_SEMAPHORE, name_a), 0U);
    CU_ASSERT_EQUAL(names.count[KIND_EVENT], 2U);
}

/* [utest->llr~names-add~2]
 * Kind: normal */
static void test_add_copies(void)
{
    char text[NAME_LENGTH] = "mine";

    (void)names_add(KIND_EVENT, text);
    text[0] = 'w';
    CU_ASSERT_STRING_EQUAL(names.name[KIND_EVENT][0].text, "mine");
}

/* [utest->llr~names-add~2]
 * Kind: robustness */
static void test_add_takes_nothing_behind_the_nul(void)
{
    static const char text[NAME_LENGTH] = "ab\0others";
    static const char own[NAME_LENGTH] = "ab";

    (void)names_add(KIND_EVENT, text);
    CU_ASSERT_EQUAL(memcmp(names.name[KIND_EVENT][0].text, own, NAME_LENGTH),
                    0);
}

/* [utest->llr~names-add~2]
 * Kind: robustness */
static void test_add_copies_32_characters_and_no_more(void)
{
    char text[NAME_LENGTH + 1U];
    static const char nothing[NAME_LENGTH] = "";

    for (uint32_t c = 0U; c <= NAME_LENGTH; c++) {
        text[c] = (char)('A' + (int)c);
    }
    (void)names_add(KIND_PROCESS, text);
    CU_ASSERT_EQUAL(memcmp(names.name[KIND_PROCESS][0].text, text, NAME_LENGTH),
                    0);
    CU_ASSERT_EQUAL(
        memcmp(names.name[KIND_PROCESS][1].text, nothing, NAME_LENGTH), 0);
}

const struct unit_test unit_tests[] = {
    TEST(test_find_answers_the_index),
    TEST(test_find_keeps_kinds_apart),
    TEST(test_find_does_not_know_another_name),
    TEST(test_find_of_the_empty_name),
    TEST(test_find_compares_each_of_32_characters),
    TEST(test_find_tells_a_name_from_its_beginning),
    TEST(test_find_ignores_what_follows_the_first_nul),
    TEST(test_find_stops_after_32_characters),
    TEST(test_full_at_the_limit_of_each_kind),
    TEST(test_add_gives_the_next_index),
    TEST(test_add_copies),
    TEST(test_add_takes_nothing_behind_the_nul),
    TEST(test_add_copies_32_characters_and_no_more),
    {NULL, NULL},
};

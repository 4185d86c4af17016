/* SPDX-License-Identifier: Apache-2.0 */
/* The checks that all services share. */
#include "apex_unit.h"

#include "../../../src/apex/check.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 3U, [KIND_SEMAPHORE] = 2U, [KIND_EVENT] = 0U}};

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

/* [utest->llr~apex-check-answer~1]
 * Kind: normal */
static void test_check_answer_goes_on_after_no_error(void)
{
    RETURN_CODE_TYPE code = TIMED_OUT;

    CU_ASSERT_EQUAL(check_answer(&code, NO_ERROR), 1U);
    CU_ASSERT_EQUAL(code, NO_ERROR);
}

/* [utest->llr~apex-check-answer~1]
 * Kind: robustness */
static void test_check_answer_ends_the_service_else(void)
{
    RETURN_CODE_TYPE code = NO_ERROR;

    CU_ASSERT_EQUAL(check_answer(&code, NO_ACTION), 0U);
    CU_ASSERT_EQUAL(code, NO_ACTION);
    CU_ASSERT_EQUAL(check_answer(&code, TIMED_OUT), 0U);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(check_answer(NULL, NO_ERROR), 0U);
    CU_ASSERT_EQUAL(check_answer(NULL, NO_ACTION), 0U);
}

/* [utest->llr~apex-check-id~2]
 * Kind: normal */
static void test_check_id_knows_what_exists(void)
{
    (void)names_add(KIND_PROCESS, name_a);
    (void)names_add(KIND_PROCESS, name_b);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, 1), NO_ERROR);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, 2), NO_ERROR);
    CU_ASSERT_EQUAL(check_id(KIND_SEMAPHORE, 1), INVALID_PARAM);
}

/* [utest->llr~apex-check-id~2]
 * Kind: robustness */
static void test_check_id_refuses_all_others(void)
{
    (void)names_add(KIND_PROCESS, name_a);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, 0), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, 2), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, -1), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, INT32_MIN), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_id(KIND_PROCESS, INT32_MAX), INVALID_PARAM);
}

/* [utest->llr~apex-check-wait~1]
 * Kind: normal */
static void test_check_wait_of_an_object_with_a_time_out(void)
{
    (void)names_add(KIND_SEMAPHORE, name_a);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 1, INFINITE_TIME_VALUE),
                    NO_ERROR);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 1, 0), NO_ERROR);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 1, INT64_MAX), NO_ERROR);
}

/* [utest->llr~apex-check-wait~1]
 * Kind: robustness */
static void test_check_wait_refuses_objects_and_times(void)
{
    (void)names_add(KIND_SEMAPHORE, name_a);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 2, 0), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_wait(KIND_PROCESS, 1, 0), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 1, -2), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_wait(KIND_SEMAPHORE, 1, INT64_MIN), INVALID_PARAM);
}

/* [utest->llr~apex-check-time~1]
 * Kind: normal */
static void test_check_time_translates_infinite_alone(void)
{
    CU_ASSERT_EQUAL(check_time(INFINITE_TIME_VALUE), TIME_NEVER);
    CU_ASSERT_EQUAL(check_time(0), 0);
    CU_ASSERT_EQUAL(check_time(1), 1);
    CU_ASSERT_EQUAL(check_time(INT64_MAX), INT64_MAX);
}

/* [utest->llr~apex-check-time~1]
 * Kind: robustness */
static void test_check_time_of_a_negative_time_never_comes(void)
{
    CU_ASSERT_EQUAL(check_time(-2), TIME_NEVER);
    CU_ASSERT_EQUAL(check_time(INT64_MIN), TIME_NEVER);
}

/* [utest->llr~apex-check-deadline~1]
 * Kind: robustness */
static void test_check_deadline_up_to_the_end_of_the_clock(void)
{
    process[1].capacity_ns = 10;
    CU_ASSERT_EQUAL(check_deadline(1U, TIME_NEVER - 31, 20), 1U);
    CU_ASSERT_EQUAL(check_deadline(1U, TIME_NEVER - 30, 20), 0U);
    CU_ASSERT_EQUAL(check_deadline(1U, 0, TIME_NEVER), 0U);
    CU_ASSERT_EQUAL(check_deadline(1U, TIME_NEVER, TIME_NEVER), 0U);
    process[1].capacity_ns = TIME_NEVER - 1;
    CU_ASSERT_EQUAL(check_deadline(1U, 0, 0), 1U);
    CU_ASSERT_EQUAL(check_deadline(1U, 0, 1), 0U);
}

/* [utest->llr~apex-check-deadline~1]
 * Kind: normal */
static void test_check_deadline_without_time_capacity(void)
{
    process[1].capacity_ns = TIME_NEVER;
    CU_ASSERT_EQUAL(check_deadline(1U, TIME_NEVER - 1, TIME_NEVER), 1U);
    CU_ASSERT_EQUAL(check_deadline(1U, 5, 6), 1U);
}

/* [utest->llr~apex-check-create~1]
 * Kind: normal */
static void test_check_create_of_a_new_name(void)
{
    const APEX_INTEGER id = 0;

    CU_ASSERT_EQUAL(check_create(KIND_SEMAPHORE, name_a, &id, NO_ERROR),
                    NO_ERROR);
    (void)names_add(KIND_SEMAPHORE, name_a);
    CU_ASSERT_EQUAL(check_create(KIND_SEMAPHORE, name_b, &id, NO_ERROR),
                    NO_ERROR);
    CU_ASSERT_EQUAL(check_create(KIND_PROCESS, name_a, &id, NO_ERROR),
                    NO_ERROR);
}

/* [utest->llr~apex-check-create~1]
 * Kind: robustness */
static void test_check_create_of_what_exists_or_does_not_fit(void)
{
    const APEX_INTEGER id = 0;

    (void)names_add(KIND_SEMAPHORE, name_a);
    CU_ASSERT_EQUAL(check_create(KIND_SEMAPHORE, name_a, &id, INVALID_PARAM),
                    NO_ACTION);
    (void)names_add(KIND_SEMAPHORE, name_b);
    CU_ASSERT_EQUAL(check_create(KIND_SEMAPHORE, name_a, &id, INVALID_PARAM),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_create(KIND_EVENT, name_a, &id, NO_ERROR),
                    INVALID_CONFIG);
}

/* [utest->llr~apex-check-create~1]
 * Kind: robustness */
static void test_check_create_null(void)
{
    const APEX_INTEGER id = 0;

    CU_ASSERT_EQUAL(check_create(KIND_EVENT, NULL, &id, NO_ERROR),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_create(KIND_EVENT, name_a, NULL, NO_ERROR),
                    INVALID_PARAM);
}

/* [utest->llr~apex-check-create~1]
 * Kind: robustness */
static void test_check_create_of_wrong_values_or_in_normal(void)
{
    const APEX_INTEGER id = 0;

    CU_ASSERT_EQUAL(check_create(KIND_PROCESS, name_a, &id, INVALID_CONFIG),
                    INVALID_CONFIG);
    partition.mode = NORMAL;
    CU_ASSERT_EQUAL(check_create(KIND_PROCESS, name_a, &id, INVALID_PARAM),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_create(KIND_PROCESS, name_a, &id, NO_ERROR),
                    INVALID_MODE);
}

/* [utest->llr~apex-check-name~1]
 * Kind: normal */
static void test_check_name_gives_the_identifier(void)
{
    APEX_INTEGER id = ID_UNSET;

    (void)names_add(KIND_PROCESS, name_a);
    (void)names_add(KIND_PROCESS, name_b);
    CU_ASSERT_EQUAL(check_name(KIND_PROCESS, name_b, &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, 2);
    CU_ASSERT_EQUAL(check_name(KIND_PROCESS, name_a, &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-check-name~1]
 * Kind: robustness */
static void test_check_name_of_none_or_null(void)
{
    APEX_INTEGER id = ID_UNSET;

    (void)names_add(KIND_PROCESS, name_a);
    CU_ASSERT_EQUAL(check_name(KIND_PROCESS, name_b, &id), INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_name(KIND_EVENT, name_a, &id), INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_name(KIND_PROCESS, NULL, &id), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_name(KIND_PROCESS, name_a, NULL), INVALID_PARAM);
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_check_answer_goes_on_after_no_error),
    TEST(test_check_answer_ends_the_service_else),
    TEST(test_check_id_knows_what_exists),
    TEST(test_check_id_refuses_all_others),
    TEST(test_check_wait_of_an_object_with_a_time_out),
    TEST(test_check_wait_refuses_objects_and_times),
    TEST(test_check_time_translates_infinite_alone),
    TEST(test_check_time_of_a_negative_time_never_comes),
    TEST(test_check_deadline_up_to_the_end_of_the_clock),
    TEST(test_check_deadline_without_time_capacity),
    TEST(test_check_create_of_a_new_name),
    TEST(test_check_create_of_what_exists_or_does_not_fit),
    TEST(test_check_create_null),
    TEST(test_check_create_of_wrong_values_or_in_normal),
    TEST(test_check_name_gives_the_identifier),
    TEST(test_check_name_of_none_or_null),
    {NULL, NULL},
};

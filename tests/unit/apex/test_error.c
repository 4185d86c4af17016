/* SPDX-License-Identifier: Apache-2.0 */
/* REPORT_APPLICATION_MESSAGE. */
#include "apex_unit.h"

#include "apexError.h"

static APEX_BYTE message[MAX_ERROR_MESSAGE_SIZE + 1];

/* [utest->llr~apex-report-application-message~1]
 * Kind: normal */
static void test_report_writes_the_message(void)
{
    (void)memcpy(message, "hello, world", 12U);
    DONE(REPORT_APPLICATION_MESSAGE(message, 5, &code));
    DONE(REPORT_APPLICATION_MESSAGE(&message[5], 7, &code));
    CU_ASSERT_STRING_EQUAL(host.console, "hello, world");
}

/* [utest->llr~apex-report-application-message~1]
 * Kind: normal */
static void test_report_writes_bytes_as_they_are(void)
{
    static const APEX_BYTE bytes[] = {0U, 0xffU, 0x80U, 10U};

    (void)memcpy(message, bytes, sizeof bytes);
    DONE(REPORT_APPLICATION_MESSAGE(message, 4, &code));
    CU_ASSERT_EQUAL(host.console_length, 4U);
    CU_ASSERT_EQUAL(memcmp(host.console, bytes, sizeof bytes), 0);
}

/* [utest->llr~apex-report-application-message~1]
 * Kind: robustness */
static void test_report_of_the_shortest_and_the_longest(void)
{
    (void)memset(message, 'm', sizeof message);
    DONE(REPORT_APPLICATION_MESSAGE(message, 0, &code));
    CU_ASSERT_EQUAL(host.console_length, 0U);
    DONE(REPORT_APPLICATION_MESSAGE(message, 128, &code));
    CU_ASSERT_EQUAL(host.console_length, 128U);
}

/* [utest->llr~apex-report-application-message-null-return-code~1]
 * Kind: robustness */
static void test_report_without_return_code(void)
{
    IGNORED(REPORT_APPLICATION_MESSAGE(message, 5, NULL));
}

/* [utest->llr~apex-report-application-message-invalid-param~1]
 * Kind: robustness */
static void test_report_of_nothing_or_of_a_length_out_of_range(void)
{
    REFUSED(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(NULL, 5, &code));
    REFUSED(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(message, -1, &code));
    REFUSED(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(message, 129, &code));
    REFUSED(INVALID_PARAM,
            REPORT_APPLICATION_MESSAGE(message, INT32_MAX, &code));
    REFUSED(INVALID_PARAM,
            REPORT_APPLICATION_MESSAGE(message, INT32_MIN, &code));
}

const struct unit_test unit_tests[] = {
    TEST(test_report_writes_the_message),
    TEST(test_report_writes_bytes_as_they_are),
    TEST(test_report_of_the_shortest_and_the_longest),
    TEST(test_report_without_return_code),
    TEST(test_report_of_nothing_or_of_a_length_out_of_range),
    {NULL, NULL},
};

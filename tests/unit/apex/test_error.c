/* SPDX-License-Identifier: Apache-2.0 */
/* Health monitoring services. */
#include "apex_unit.h"

#include "apexError.h"

/* Errors that are raised go to the error handler. */
const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 4U},
    .response = {[APPLICATION_ERROR] = {ACTION_IGNORE, 1U, 0U}}};

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

static void handler(void)
{
}

static void another(void)
{
}

/* There is an error handler. */
static void create_handler(void)
{
    DONE(CREATE_ERROR_HANDLER(handler, 4096U, &code));
}

/* The error handler runs in NORMAL, with an error of process 1 to ask for. */
static void handles(void)
{
    const uint8_t text[] = "out of paper";

    create_handler();
    run(create_aperiodic("p"));
    sched.current = PROCESS_IDLE;
    messages.errors.code = NUMERIC_ERROR;
    messages.errors.process = 0U;
    messages.errors.address = 0x1234abcdU;
    messages.errors.length = 12U;
    (void)memcpy(messages.errors.message, text, 12U);
    messages.errors.pending = 1U;
}

/* What GET_ERROR_STATUS must not change where it refuses. */
static ERROR_STATUS_TYPE status;

static void status_keep(void)
{
    (void)memset(&status, 77, sizeof status);
}

static int status_kept(void)
{
    const uint8_t *byte = (const uint8_t *)&status;
    int same = 1;

    for (uint32_t b = 0U; b < sizeof status; b++) {
        same = (byte[b] == 77U) ? same : 0;
    }
    return same;
}

/* [utest->llr~apex-create-error-handler~1]
 * Kind: normal */
static void test_create_handler(void)
{
    DONE(CREATE_ERROR_HANDLER(handler, 4096U, &code));
    CU_ASSERT_PTR_EQUAL(messages.errors.handler, handler);
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 0U);
}

/* [utest->llr~apex-create-error-handler~1]
 * Kind: robustness */
static void test_create_handler_with_the_least_and_the_most_stack(void)
{
    DONE(CREATE_ERROR_HANDLER(handler, 1U, &code));
    CU_ASSERT_PTR_EQUAL(messages.errors.handler, handler);
    unit_reset();
    DONE(CREATE_ERROR_HANDLER(another, HOST_STACK_SIZE, &code));
    CU_ASSERT_PTR_EQUAL(messages.errors.handler, another);
}

/* [utest->llr~apex-create-error-handler-null-return-code~1]
 * Kind: robustness */
static void test_create_handler_without_return_code(void)
{
    IGNORED(CREATE_ERROR_HANDLER(handler, 4096U, NULL));
    IGNORED(CREATE_ERROR_HANDLER(NULL, 4096U, NULL));
    CU_ASSERT_PTR_NULL(messages.errors.handler);
}

/* Before the other codes.
 * [utest->llr~apex-create-error-handler-null~1]
 * Kind: robustness */
static void test_create_handler_of_nothing(void)
{
    REFUSED(INVALID_PARAM, CREATE_ERROR_HANDLER(NULL, 4096U, &code));
    create_handler();
    partition.mode = NORMAL;
    REFUSED(INVALID_PARAM, CREATE_ERROR_HANDLER(NULL, 0U, &code));
}

/* Before those of the stack and the mode.
 * [utest->llr~apex-create-error-handler-no-action~1]
 * Kind: robustness */
static void test_create_a_second_handler(void)
{
    create_handler();
    REFUSED(NO_ACTION, CREATE_ERROR_HANDLER(another, 4096U, &code));
    partition.mode = NORMAL;
    REFUSED(NO_ACTION, CREATE_ERROR_HANDLER(another, 0U, &code));
    CU_ASSERT_PTR_EQUAL(messages.errors.handler, handler);
}

/* Before that of the mode.
 * [utest->llr~apex-create-error-handler-invalid-config~1]
 * Kind: robustness */
static void test_create_handler_with_a_stack_out_of_range(void)
{
    REFUSED(INVALID_CONFIG, CREATE_ERROR_HANDLER(handler, 0U, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_ERROR_HANDLER(handler, HOST_STACK_SIZE + 1U, &code));
    REFUSED(INVALID_CONFIG, CREATE_ERROR_HANDLER(handler, UINT32_MAX, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG, CREATE_ERROR_HANDLER(handler, 0U, &code));
}

/* [utest->llr~apex-create-error-handler-invalid-mode~1]
 * Kind: robustness */
static void test_create_handler_in_normal(void)
{
    partition.mode = NORMAL;
    REFUSED(INVALID_MODE, CREATE_ERROR_HANDLER(handler, 4096U, &code));
}

/* [utest->llr~apex-configure-error-handler~1]
 * Kind: normal */
static void test_configure_handler_changes_nothing(void)
{
    create_handler();
    REFUSED(NO_ERROR, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &code));
    REFUSED(NO_ERROR,
            CONFIGURE_ERROR_HANDLER(PROCESSES_SCHEDULED,
                                    CORE_AFFINITY_NO_PREFERENCE, &code));
}

/* [utest->llr~apex-configure-error-handler-null-return-code~1]
 * Kind: robustness */
static void test_configure_handler_without_return_code(void)
{
    IGNORED(CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, NULL));
}

/* Before the other codes.
 * [utest->llr~apex-configure-error-handler-invalid-param~1]
 * Kind: robustness */
static void test_configure_handler_with_an_unknown_control(void)
{
    REFUSED(INVALID_PARAM,
            CONFIGURE_ERROR_HANDLER((ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE)2,
                                    0, &code));
    REFUSED(INVALID_PARAM,
            CONFIGURE_ERROR_HANDLER((ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE)-1,
                                    0, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_PARAM,
            CONFIGURE_ERROR_HANDLER((ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE)2,
                                    1, &code));
}

/* Before that of the mode.
 * [utest->llr~apex-configure-error-handler-invalid-config~1]
 * Kind: robustness */
static void test_configure_handler_on_another_core(void)
{
    REFUSED(INVALID_CONFIG, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 1, &code));
    REFUSED(INVALID_CONFIG,
            CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, -2, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 1, &code));
}

/* [utest->llr~apex-configure-error-handler-invalid-mode~1]
 * Kind: robustness */
static void test_configure_handler_in_normal(void)
{
    partition.mode = NORMAL;
    REFUSED(INVALID_MODE, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &code));
}

/* [utest->llr~apex-get-error-status~1]
 * Kind: normal */
static void test_status_of_an_error(void)
{
    handles();
    status_keep();
    DONE(GET_ERROR_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.ERROR_CODE, NUMERIC_ERROR);
    CU_ASSERT_EQUAL(status.FAILED_PROCESS_ID, 1);
    CU_ASSERT_EQUAL((uintptr_t)status.FAILED_ADDRESS, 0x1234abcdU);
    CU_ASSERT_EQUAL(status.LENGTH, 12);
    CU_ASSERT_EQUAL(memcmp(status.MESSAGE, "out of paper", 12U), 0);
}

/* It forgets the error and nothing else.
 * [utest->llr~apex-get-error-status~1]
 * Kind: robustness */
static void test_status_of_an_error_with_the_longest_message(void)
{
    handles();
    messages.errors.process = 3U;
    messages.errors.length = ERROR_MESSAGE_MAX;
    (void)memset(messages.errors.message, 'm', ERROR_MESSAGE_MAX);
    status_keep();
    state_keep();
    DONE(GET_ERROR_STATUS(&status, &code));
    CU_ASSERT_EQUAL(status.FAILED_PROCESS_ID, 4);
    CU_ASSERT_EQUAL(status.LENGTH, 128);
    CU_ASSERT_EQUAL(
        memcmp(status.MESSAGE, messages.errors.message, ERROR_MESSAGE_MAX), 0);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
    messages.errors.pending = 1U;
    CU_ASSERT_TRUE(state_kept());
}

/* [utest->llr~apex-get-error-status-null-return-code~1]
 * Kind: robustness */
static void test_status_without_return_code(void)
{
    handles();
    status_keep();
    IGNORED(GET_ERROR_STATUS(&status, NULL));
    IGNORED(GET_ERROR_STATUS(NULL, NULL));
    CU_ASSERT_TRUE(status_kept());
}

/* Before the other codes.
 * [utest->llr~apex-get-error-status-null~1]
 * Kind: robustness */
static void test_status_to_nowhere(void)
{
    REFUSED(INVALID_PARAM, GET_ERROR_STATUS(NULL, &code));
    handles();
    REFUSED(INVALID_PARAM, GET_ERROR_STATUS(NULL, &code));
    messages.errors.pending = 0U;
    REFUSED(INVALID_PARAM, GET_ERROR_STATUS(NULL, &code));
}

/* In main(), also where there is an error, and in a process. Before NO_ACTION.
 * [utest->llr~apex-get-error-status-invalid-config~1]
 * Kind: robustness */
static void test_status_for_who_is_not_the_handler(void)
{
    status_keep();
    REFUSED(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    handles();
    partition.mode = COLD_START;
    REFUSED(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    partition.mode = WARM_START;
    REFUSED(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    partition.mode = NORMAL;
    sched.current = 0U;
    REFUSED(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    CU_ASSERT_TRUE(status_kept());
}

/* [utest->llr~apex-get-error-status-no-action~1]
 * Kind: robustness */
static void test_status_of_one_error_twice(void)
{
    handles();
    DONE(GET_ERROR_STATUS(&status, &code));
    status_keep();
    REFUSED(NO_ACTION, GET_ERROR_STATUS(&status, &code));
    CU_ASSERT_TRUE(status_kept());
}

/* Ask for the error in place of the error handler, then switch back. */
static void ask_and_back(uint32_t from, uint32_t to)
{
    DONE(GET_ERROR_STATUS(&status, &code));
    unit_switch_back(from, to);
}

/* [utest->llr~apex-raise-application-error~1]
 * Kind: normal */
static void test_raise_gives_the_error_to_the_handler(void)
{
    create_handler();
    run_beside_other(create_aperiodic("p"));
    (void)memcpy(message, "out of paper", 12U);
    host_switch_hook = ask_and_back;
    DONE(RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 12, &code));
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(status.ERROR_CODE, APPLICATION_ERROR);
    CU_ASSERT_EQUAL(status.FAILED_PROCESS_ID, 1);
    CU_ASSERT_PTR_NULL(status.FAILED_ADDRESS);
    CU_ASSERT_EQUAL(status.LENGTH, 12);
    CU_ASSERT_EQUAL(memcmp(status.MESSAGE, "out of paper", 12U), 0);
}

/* [utest->llr~apex-raise-application-error~1]
 * Kind: robustness */
static void test_raise_with_the_shortest_and_the_longest_message(void)
{
    create_handler();
    run_beside_other(create_aperiodic("p"));
    (void)memset(message, 'm', sizeof message);
    host_switch_hook = ask_and_back;
    DONE(RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 0, &code));
    CU_ASSERT_EQUAL(status.LENGTH, 0);
    CU_ASSERT_EQUAL(status.MESSAGE[0], 0U);
    DONE(RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 128, &code));
    CU_ASSERT_EQUAL(status.LENGTH, 128);
    CU_ASSERT_EQUAL(memcmp(status.MESSAGE, message, 128U), 0);
}

/* Without a handler the configuration's action is to ignore it.
 * [utest->llr~apex-raise-application-error~1]
 * Kind: robustness */
static void test_raise_without_a_handler(void)
{
    run_beside_other(create_aperiodic("p"));
    DONE(RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 5, &code));
    CU_ASSERT_EQUAL(host.switches, 0U);
    CU_ASSERT_NOT_EQUAL(host.console_length, 0U);
}

/* [utest->llr~apex-raise-application-error-null-return-code~1]
 * Kind: robustness */
static void test_raise_without_return_code(void)
{
    create_handler();
    run_beside_other(create_aperiodic("p"));
    IGNORED(RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 5, NULL));
    IGNORED(RAISE_APPLICATION_ERROR(NUMERIC_ERROR, NULL, -1, NULL));
}

/* [utest->llr~apex-raise-application-error-invalid-param~1]
 * Kind: robustness */
static void test_raise_with_a_message_that_is_none(void)
{
    create_handler();
    run_beside_other(create_aperiodic("p"));
    REFUSED(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, NULL, 5, &code));
    REFUSED(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, NULL, 0, &code));
    REFUSED(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, -1, &code));
    REFUSED(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 129, &code));
    REFUSED(INVALID_PARAM, RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message,
                                                   INT32_MAX, &code));
    REFUSED(INVALID_PARAM, RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message,
                                                   INT32_MIN, &code));
}

/* [utest->llr~apex-raise-application-error-invalid-param~1]
 * Kind: robustness */
static void test_raise_of_another_error(void)
{
    create_handler();
    run_beside_other(create_aperiodic("p"));
    for (int32_t c = -1; c <= 9; c++) {
        if (c != (int32_t)APPLICATION_ERROR) {
            REFUSED(INVALID_PARAM, RAISE_APPLICATION_ERROR((ERROR_CODE_TYPE)c,
                                                           message, 5, &code));
        }
    }
}

const struct unit_test unit_tests[] = {
    TEST(test_report_writes_the_message),
    TEST(test_report_writes_bytes_as_they_are),
    TEST(test_report_of_the_shortest_and_the_longest),
    TEST(test_report_without_return_code),
    TEST(test_report_of_nothing_or_of_a_length_out_of_range),
    TEST(test_create_handler),
    TEST(test_create_handler_with_the_least_and_the_most_stack),
    TEST(test_create_handler_without_return_code),
    TEST(test_create_handler_of_nothing),
    TEST(test_create_a_second_handler),
    TEST(test_create_handler_with_a_stack_out_of_range),
    TEST(test_create_handler_in_normal),
    TEST(test_configure_handler_changes_nothing),
    TEST(test_configure_handler_without_return_code),
    TEST(test_configure_handler_with_an_unknown_control),
    TEST(test_configure_handler_on_another_core),
    TEST(test_configure_handler_in_normal),
    TEST(test_status_of_an_error),
    TEST(test_status_of_an_error_with_the_longest_message),
    TEST(test_status_without_return_code),
    TEST(test_status_to_nowhere),
    TEST(test_status_for_who_is_not_the_handler),
    TEST(test_status_of_one_error_twice),
    TEST(test_raise_gives_the_error_to_the_handler),
    TEST(test_raise_with_the_shortest_and_the_longest_message),
    TEST(test_raise_without_a_handler),
    TEST(test_raise_without_return_code),
    TEST(test_raise_with_a_message_that_is_none),
    TEST(test_raise_of_another_error),
    {NULL, NULL},
};

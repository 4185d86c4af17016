/* SPDX-License-Identifier: Apache-2.0 */
/* The checks that services of ports share. */
#include "apex_unit.h"

#include "../../../src/apex/check_port.h"

static uint64_t words[CHANNEL_WORDS(4U)];

/* The rows of the ports, whose identifiers are one more. */
enum { OUT, IN, QUEUE_OUT, QUEUE_IN, LAST = 63 };

const struct port port_table[PORT_MAX] = {
    [OUT] = {"a", words, 8U, 0U, SOURCE},
    [IN] = {"b", words, 8U, 0U, DESTINATION},
    [QUEUE_OUT] = {"a", words, 16U, 4U, SOURCE},
    [QUEUE_IN] = {"b", words, 16U, 4U, DESTINATION},
    [LAST] = {"last", words, 256U, 0U, SOURCE},
};

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";
static const char name_c[NAME_LENGTH] = "c";
static const APEX_INTEGER slot = 0; /* where an identifier would be stored */
static const uint8_t data[1];

/* All rows are ports that were created. */
static void create_all(void)
{
    for (uint32_t r = OUT; r <= QUEUE_IN; r++) {
        port_create(port_kind(r), r, 1, FIFO);
    }
    port_create(PORT_SAMPLING, LAST, 1, FIFO);
}

/* [utest->llr~apex-check-port~1]
 * Kind: normal */
static void test_check_port_knows_what_was_created(void)
{
    create_all();
    CU_ASSERT_EQUAL(check_port(PORT_SAMPLING, 1), NO_ERROR);
    CU_ASSERT_EQUAL(check_port(PORT_SAMPLING, 2), NO_ERROR);
    CU_ASSERT_EQUAL(check_port(PORT_SAMPLING, 64), NO_ERROR);
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 3), NO_ERROR);
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 4), NO_ERROR);
}

/* [utest->llr~apex-check-port~1]
 * Kind: robustness */
static void test_check_port_refuses_all_others(void)
{
    static const APEX_INTEGER none[] = {0,  -1, 3,   4,         5,
                                        63, 65, 128, INT32_MIN, INT32_MAX};

    CU_ASSERT_EQUAL(check_port(PORT_SAMPLING, 1), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 3), INVALID_PARAM);
    create_all();
    for (uint32_t i = 0U; i < sizeof none / sizeof none[0]; i++) {
        CU_ASSERT_EQUAL(check_port(PORT_SAMPLING, none[i]), INVALID_PARAM);
    }
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 1), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 2), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port(PORT_QUEUING, 64), INVALID_PARAM);
}

/* [utest->llr~apex-check-port-create~1]
 * Kind: normal */
static void test_check_port_create_of_what_is_configured(void)
{
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, &slot, 8, 0, SOURCE, 1U),
        NO_ERROR);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_b, &slot, 8, 0, DESTINATION, 1U),
        NO_ERROR);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_QUEUING, name_a, &slot, 16, 4, SOURCE, 1U),
        NO_ERROR);
    port_create(PORT_QUEUING, QUEUE_OUT, 0, FIFO);
    partition.mode = WARM_START;
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, &slot, 8, 0, SOURCE, 1U),
        NO_ERROR);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_QUEUING, name_b, &slot, 16, 4, DESTINATION, 1U),
        NO_ERROR);
}

/* [utest->llr~apex-check-port-create~1]
 * Kind: robustness */
static void test_check_port_create_null(void)
{
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, NULL, &slot, 8, 0, SOURCE, 1U),
        INVALID_PARAM);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, NULL, 8, 0, SOURCE, 1U),
        INVALID_PARAM);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_c, NULL, 8, 0, SOURCE, 1U),
        INVALID_PARAM);
    create_all();
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, NULL, 8, 0, SOURCE, 0U),
        INVALID_PARAM);
}

/* [utest->llr~apex-check-port-create~1]
 * Kind: robustness */
static void test_check_port_create_of_none_or_what_exists(void)
{
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_c, &slot, 8, 0, SOURCE, 1U),
        INVALID_CONFIG);
    port_create(PORT_SAMPLING, OUT, 1, FIFO);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, &slot, 8, 0, SOURCE, 1U),
        NO_ACTION);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, &slot, 9, 1, DESTINATION, 0U),
        NO_ACTION);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_QUEUING, name_a, &slot, 16, 4, SOURCE, 1U),
        NO_ERROR);
    partition.mode = NORMAL;
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_a, &slot, 8, 0, SOURCE, 1U),
        NO_ACTION);
    CU_ASSERT_EQUAL(
        check_port_create(PORT_SAMPLING, name_c, &slot, 8, 0, SOURCE, 1U),
        INVALID_CONFIG);
}

/* [utest->llr~apex-check-port-create~1]
 * Kind: robustness */
static void test_check_port_create_otherwise_or_in_normal(void)
{
    for (uint32_t i = 0U; i < 2U; i++) {
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_a, &slot, 15, 4, SOURCE, 1U),
            INVALID_CONFIG);
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_a, &slot, 17, 4, SOURCE, 1U),
            INVALID_CONFIG);
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_a, &slot, 16, 3, SOURCE, 1U),
            INVALID_CONFIG);
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_a, &slot, 16, 5, SOURCE, 1U),
            INVALID_CONFIG);
        CU_ASSERT_EQUAL(check_port_create(PORT_QUEUING, name_a, &slot, 16, 4,
                                          DESTINATION, 1U),
                        INVALID_CONFIG);
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_b, &slot, 16, 4, SOURCE, 1U),
            INVALID_CONFIG);
        CU_ASSERT_EQUAL(
            check_port_create(PORT_QUEUING, name_a, &slot, 16, 4, SOURCE, 0U),
            INVALID_CONFIG);
        partition.mode = NORMAL;
    }
    CU_ASSERT_EQUAL(
        check_port_create(PORT_QUEUING, name_a, &slot, 16, 4, SOURCE, 1U),
        INVALID_MODE);
}

/* [utest->llr~apex-check-port-source~1]
 * Kind: normal */
static void test_check_port_source_of_a_message(void)
{
    create_all();
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, OUT + 1, data, 1),
                    NO_ERROR);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, OUT + 1, data, 8),
                    NO_ERROR);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, LAST + 1, data, 256),
                    NO_ERROR);
    CU_ASSERT_EQUAL(check_port_source(PORT_QUEUING, QUEUE_OUT + 1, data, 16),
                    NO_ERROR);
}

/* [utest->llr~apex-check-port-source~1]
 * Kind: robustness */
static void test_check_port_source_of_no_message_or_port(void)
{
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, OUT + 1, data, 1),
                    INVALID_PARAM);
    create_all();
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, 0, data, 1),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, 0, data, 9),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, QUEUE_OUT + 1, data, 1),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_source(PORT_QUEUING, OUT + 1, data, 1),
                    INVALID_PARAM);
    for (APEX_INTEGER id = OUT + 1; id <= IN + 1; id++) {
        CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, id, NULL, 1),
                        INVALID_PARAM);
        CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, id, NULL, 9),
                        INVALID_PARAM);
        CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, id, data, 0),
                        INVALID_PARAM);
        CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, id, data, -1),
                        INVALID_PARAM);
        CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, id, data, INT32_MIN),
                        INVALID_PARAM);
    }
}

/* [utest->llr~apex-check-port-source~1]
 * Kind: robustness */
static void test_check_port_source_too_long_or_by_a_destination(void)
{
    create_all();
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, OUT + 1, data, 9),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, OUT + 1, data, INT32_MAX),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, LAST + 1, data, 257),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, IN + 1, data, 9),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_source(PORT_SAMPLING, IN + 1, data, 8),
                    INVALID_MODE);
    CU_ASSERT_EQUAL(check_port_source(PORT_QUEUING, QUEUE_IN + 1, data, 1),
                    INVALID_MODE);
}

/* [utest->llr~apex-check-port-destination~1]
 * Kind: normal */
static void test_check_port_destination_of_a_message(void)
{
    create_all();
    CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, IN + 1, data, &slot),
                    NO_ERROR);
    CU_ASSERT_EQUAL(
        check_port_destination(PORT_QUEUING, QUEUE_IN + 1, data, &slot),
        NO_ERROR);
}

/* [utest->llr~apex-check-port-destination~1]
 * Kind: robustness */
static void test_check_port_destination_of_none_or_null(void)
{
    CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, IN + 1, data, &slot),
                    INVALID_PARAM);
    create_all();
    CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, 0, data, &slot),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(
        check_port_destination(PORT_SAMPLING, QUEUE_IN + 1, data, &slot),
        INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_destination(PORT_QUEUING, IN + 1, data, &slot),
                    INVALID_PARAM);
    for (APEX_INTEGER id = OUT + 1; id <= IN + 1; id++) {
        CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, id, NULL, &slot),
                        INVALID_PARAM);
        CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, id, data, NULL),
                        INVALID_PARAM);
    }
}

/* [utest->llr~apex-check-port-destination~1]
 * Kind: robustness */
static void test_check_port_destination_by_a_source(void)
{
    create_all();
    CU_ASSERT_EQUAL(check_port_destination(PORT_SAMPLING, OUT + 1, data, &slot),
                    INVALID_MODE);
    CU_ASSERT_EQUAL(
        check_port_destination(PORT_SAMPLING, LAST + 1, data, &slot),
        INVALID_MODE);
    CU_ASSERT_EQUAL(
        check_port_destination(PORT_QUEUING, QUEUE_OUT + 1, data, &slot),
        INVALID_MODE);
}

/* [utest->llr~apex-check-port-name~1]
 * Kind: normal */
static void test_check_port_name_gives_the_identifier(void)
{
    APEX_INTEGER id = ID_UNSET;

    create_all();
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_b, &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, IN + 1);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_a, &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, OUT + 1);
    CU_ASSERT_EQUAL(check_port_name(PORT_QUEUING, name_a, &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, QUEUE_OUT + 1);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, "last", &id), NO_ERROR);
    CU_ASSERT_EQUAL(id, 64);
}

/* [utest->llr~apex-check-port-name~1]
 * Kind: robustness */
static void test_check_port_name_of_none_or_null(void)
{
    APEX_INTEGER id = ID_UNSET;

    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_a, &id),
                    INVALID_CONFIG);
    port_create(PORT_SAMPLING, OUT, 1, FIFO);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_b, &id),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_c, &id),
                    INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_name(PORT_QUEUING, name_a, &id), INVALID_CONFIG);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, NULL, &id), INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_a, NULL),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(check_port_name(PORT_SAMPLING, name_c, NULL),
                    INVALID_PARAM);
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_check_port_knows_what_was_created),
    TEST(test_check_port_refuses_all_others),
    TEST(test_check_port_create_of_what_is_configured),
    TEST(test_check_port_create_null),
    TEST(test_check_port_create_of_none_or_what_exists),
    TEST(test_check_port_create_otherwise_or_in_normal),
    TEST(test_check_port_source_of_a_message),
    TEST(test_check_port_source_of_no_message_or_port),
    TEST(test_check_port_source_too_long_or_by_a_destination),
    TEST(test_check_port_destination_of_a_message),
    TEST(test_check_port_destination_of_none_or_null),
    TEST(test_check_port_destination_by_a_source),
    TEST(test_check_port_name_gives_the_identifier),
    TEST(test_check_port_name_of_none_or_null),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Sampling port services. */
#include "port_unit.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 5U, [KIND_EVENT] = 2U}};

static uint64_t pair[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t small[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t large[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t queue[CHANNEL_WORDS(2U)];

/* The rows of the ports, whose identifiers are one more. */
enum { OUT, IN, QUEUE, SMALL, LARGE_OUT = 61, LARGE_IN = 63 };

const struct port port_table[PORT_MAX] = {
    [OUT] = {"out", pair, SIZE, 0U, SOURCE},
    [IN] = {"in", pair, SIZE, 0U, DESTINATION},
    [QUEUE] = {"queue", queue, SIZE, 2U, SOURCE},
    [SMALL] = {"small", small, 1U, 0U, DESTINATION},
    [LARGE_OUT] = {"large out", large, 256U, 0U, SOURCE},
    [LARGE_IN] = {"large in", large, 256U, 0U, DESTINATION},
};

#define REFRESH 100 /* ns, of the ports that create_ports() creates */
#define ID_OUT (OUT + 1)
#define ID_IN (IN + 1)

static VALIDITY_TYPE validity;

/* Create a port as the configuration has it; its identifier. */
static SAMPLING_PORT_ID_TYPE port(uint32_t r, SYSTEM_TIME_TYPE refresh)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SAMPLING_PORT(port_table[r].name,
                              (MESSAGE_SIZE_TYPE)port_table[r].size,
                              port_table[r].direction, refresh, &id, &code));
    CU_ASSERT_EQUAL(id, (SAMPLING_PORT_ID_TYPE)r + 1);
    return id;
}

/* A queuing port, of row QUEUE. */
static QUEUING_PORT_ID_TYPE queuing_port(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_QUEUING_PORT("queue", SIZE, 2, SOURCE, FIFO, &id, &code));
    return id;
}

/* The channels are empty, and the two ports OUT and IN exist. */
static void create_ports(void)
{
    (void)memset(pair, 0, sizeof pair);
    (void)memset(small, 0, sizeof small);
    (void)memset(large, 0, sizeof large);
    (void)memset(queue, 0, sizeof queue);
    (void)port(OUT, REFRESH);
    (void)port(IN, REFRESH);
}

static SAMPLING_PORT_STATUS_TYPE port_status(SAMPLING_PORT_ID_TYPE id)
{
    SAMPLING_PORT_STATUS_TYPE status = {
        UNSET, UNSET, (PORT_DIRECTION_TYPE)UNSET, (VALIDITY_TYPE)UNSET};

    DONE(GET_SAMPLING_PORT_STATUS(id, &status, &code));
    return status;
}

/* Write a message of `bytes` bytes, each of them `letter`. */
static void write(SAMPLING_PORT_ID_TYPE id, char letter,
                  MESSAGE_SIZE_TYPE bytes)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX];

    (void)memset(message, letter, sizeof message);
    DONE(WRITE_SAMPLING_MESSAGE(id, message, bytes, &code));
}

static void forget_all(void)
{
    forget();
    validity = (VALIDITY_TYPE)UNSET;
}

/* The newest message of the port is this one. */
static void check_read(SAMPLING_PORT_ID_TYPE id, char letter,
                       MESSAGE_SIZE_TYPE bytes, VALIDITY_TYPE expected)
{
    forget_all();
    DONE(READ_SAMPLING_MESSAGE(id, got, &length, &validity, &code));
    check_got(letter, bytes);
    CU_ASSERT_EQUAL(validity, expected);
}

static void check_read_nothing(void)
{
    check_got_nothing();
    CU_ASSERT_EQUAL(validity, (VALIDITY_TYPE)UNSET);
}

/* [utest->llr~apex-create-sampling-port~1]
 * Kind: normal */
static void test_create_sampling_port_keeps_the_refresh_period(void)
{
    SAMPLING_PORT_STATUS_TYPE status;

    (void)port(IN, 20);
    (void)port(OUT, 30);
    status = port_status(ID_IN);
    CU_ASSERT_EQUAL(status.REFRESH_PERIOD, 20);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, SIZE);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, DESTINATION);
    CU_ASSERT_EQUAL(status.LAST_MSG_VALIDITY, INVALID);
    status = port_status(ID_OUT);
    CU_ASSERT_EQUAL(status.REFRESH_PERIOD, 30);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, SOURCE);
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 0U);
    CU_ASSERT_EQUAL(object[PORT_FIRST + IN].maximum, SIZE);
    CU_ASSERT_EQUAL(object[PORT_FIRST + IN].discipline, FIFO);
}

/* [utest->llr~apex-create-sampling-port~1]
 * Kind: robustness */
static void test_create_sampling_port_at_the_ends_of_its_ranges(void)
{
    (void)port(SMALL, 1);
    CU_ASSERT_EQUAL(port_status(SMALL + 1).MAX_MESSAGE_SIZE, 1);
    CU_ASSERT_EQUAL(port_status(SMALL + 1).REFRESH_PERIOD, 1);
    CU_ASSERT_EQUAL(port(LARGE_IN, INT64_MAX), 64);
    CU_ASSERT_EQUAL(port_status(64).MAX_MESSAGE_SIZE, 256);
    CU_ASSERT_EQUAL(port_status(64).REFRESH_PERIOD, INT64_MAX);
}

/* [utest->llr~apex-create-sampling-port~1]
 * Kind: normal */
static void test_create_sampling_port_in_a_warm_start(void)
{
    partition.mode = WARM_START;
    (void)port(OUT, REFRESH);
    CU_ASSERT_EQUAL(port_status(ID_OUT).REFRESH_PERIOD, REFRESH);
}

/* [utest->llr~apex-create-sampling-port-null-return-code~1]
 * Kind: robustness */
static void test_create_sampling_port_without_return_code(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_SAMPLING_PORT("out", SIZE, SOURCE, REFRESH, &id, NULL));
    IGNORED(CREATE_SAMPLING_PORT(NULL, 0, DESTINATION, 0, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-sampling-port-null~1]
 * Kind: robustness */
static void test_create_sampling_port_null(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM,
            CREATE_SAMPLING_PORT(NULL, SIZE, SOURCE, REFRESH, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SAMPLING_PORT("out", SIZE, SOURCE, REFRESH, NULL, &code));
    (void)port(OUT, REFRESH);
    partition.mode = NORMAL;
    REFUSED(INVALID_PARAM,
            CREATE_SAMPLING_PORT(NULL, SIZE, SOURCE, 0, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SAMPLING_PORT("out", 1, SOURCE, REFRESH, NULL, &code));
    REFUSED(INVALID_PARAM,
            CREATE_SAMPLING_PORT("none", 1, SOURCE, REFRESH, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-sampling-port-none~1]
 * Kind: robustness */
static void test_create_sampling_port_of_no_row(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("ou", SIZE, SOURCE, REFRESH, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("queue", SIZE, SOURCE, REFRESH, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("", 0, SOURCE, REFRESH, &id, &code));
    (void)queuing_port();
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("queue", SIZE, SOURCE, REFRESH, &id, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("none", SIZE, SOURCE, REFRESH, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-sampling-port-no-action~1]
 * Kind: robustness */
static void test_create_sampling_port_that_exists(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    create_ports();
    REFUSED(NO_ACTION,
            CREATE_SAMPLING_PORT("out", SIZE, SOURCE, 5, &id, &code));
    REFUSED(NO_ACTION,
            CREATE_SAMPLING_PORT("out", 1, DESTINATION, 0, &id, &code));
    partition.mode = NORMAL;
    REFUSED(NO_ACTION,
            CREATE_SAMPLING_PORT("out", SIZE, SOURCE, 5, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    CU_ASSERT_EQUAL(port_status(ID_OUT).REFRESH_PERIOD, REFRESH);
}

/* [utest->llr~apex-create-sampling-port-invalid-config~1]
 * Kind: robustness */
static void test_create_sampling_port_otherwise_than_configured(void)
{
    static const SYSTEM_TIME_TYPE refresh[] = {0, INFINITE_TIME_VALUE,
                                               INT64_MIN};
    static const MESSAGE_SIZE_TYPE size[] = {SIZE - 1, SIZE + 1,  0,
                                             -SIZE,    INT32_MIN, INT32_MAX};
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    for (uint32_t i = 0U; i < 3U; i++) {
        REFUSED(INVALID_CONFIG, CREATE_SAMPLING_PORT("out", SIZE, SOURCE,
                                                     refresh[i], &id, &code));
    }
    for (uint32_t i = 0U; i < 6U; i++) {
        REFUSED(INVALID_CONFIG, CREATE_SAMPLING_PORT("out", size[i], SOURCE,
                                                     REFRESH, &id, &code));
    }
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("out", SIZE, DESTINATION, 1, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("in", SIZE, SOURCE, 1, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("in", SIZE, (PORT_DIRECTION_TYPE)2, 1, &id,
                                 &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("out", SIZE, SOURCE, 0, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("out", 1, SOURCE, REFRESH, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-sampling-port-invalid-mode~1]
 * Kind: robustness */
static void test_create_sampling_port_in_normal(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE,
            CREATE_SAMPLING_PORT("out", SIZE, SOURCE, REFRESH, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-write-sampling-message~1]
 * Kind: normal */
static void test_write_sampling_message_for_the_other_end(void)
{
    create_ports();
    host_now = 40;
    write(ID_OUT, 'a', 2);
    CU_ASSERT_EQUAL(tail_of(OUT), 1U);
    check_cell(OUT, 0U, 'a', 2U);
    run(create_aperiodic("p"));
    host_now = 70;
    write(ID_OUT, 'b', 3);
    CU_ASSERT_EQUAL(tail_of(OUT), 2U);
    check_cell(OUT, 1U, 'b', 3U);
    host_now = 90;
    write(ID_OUT, 'c', 2);
    CU_ASSERT_EQUAL(tail_of(OUT), 3U);
    check_cell(OUT, 2U, 'c', 2U);
    CU_ASSERT_EQUAL(head_of(OUT), 0U);
}

/* [utest->llr~apex-write-sampling-message~1]
 * Kind: robustness */
static void test_write_sampling_message_at_the_ends_of_the_length(void)
{
    create_ports();
    (void)port(LARGE_OUT, REFRESH);
    write(ID_OUT, 'a', 1);
    check_cell(OUT, 0U, 'a', 1U);
    write(LARGE_OUT + 1, 'b', 256);
    check_cell(LARGE_OUT, 0U, 'b', 256U);
    write(LARGE_OUT + 1, 'c', 1);
    check_cell(LARGE_OUT, 1U, 'c', 1U);
    CU_ASSERT_EQUAL(tail_of(OUT), 1U);
}

/* [utest->llr~apex-write-sampling-message~1]
 * Kind: normal */
static void test_write_sampling_message_instead_of_the_last_one(void)
{
    create_ports();
    write(ID_OUT, 'a', SIZE);
    write(ID_OUT, 'b', 3);
    check_read(ID_IN, 'b', 3, VALID);
    write(ID_OUT, 'c', 4);
    check_read(ID_IN, 'c', 4, VALID);
}

/* [utest->llr~apex-write-sampling-message-null-return-code~1]
 * Kind: robustness */
static void test_write_sampling_message_without_return_code(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports();
    IGNORED(WRITE_SAMPLING_MESSAGE(ID_OUT, message, SIZE, NULL));
    IGNORED(WRITE_SAMPLING_MESSAGE(0, NULL, 0, NULL));
    CU_ASSERT_EQUAL(tail_of(OUT), 0U);
}

/* [utest->llr~apex-write-sampling-message-invalid-param~1]
 * Kind: robustness */
static void test_write_sampling_message_to_no_port(void)
{
    static const SAMPLING_PORT_ID_TYPE none[] = {
        0, -1, QUEUE + 1, SMALL + 1, LARGE_IN + 1, 65, INT32_MIN, INT32_MAX};
    APEX_BYTE message[SIZE] = {1};

    create_ports();
    (void)queuing_port();
    for (uint32_t i = 0U; i < 8U; i++) {
        REFUSED(INVALID_PARAM,
                WRITE_SAMPLING_MESSAGE(none[i], message, 1, &code));
    }
    REFUSED(INVALID_PARAM,
            WRITE_SAMPLING_MESSAGE(LARGE_IN + 1, message, 257, &code));
}

/* [utest->llr~apex-write-sampling-message-invalid-param~1]
 * Kind: robustness */
static void test_write_sampling_message_of_no_message(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports();
    for (SAMPLING_PORT_ID_TYPE id = ID_OUT; id <= ID_IN; id++) {
        REFUSED(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(id, NULL, SIZE, &code));
        REFUSED(INVALID_PARAM,
                WRITE_SAMPLING_MESSAGE(id, NULL, SIZE + 1, &code));
        REFUSED(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(id, message, 0, &code));
        REFUSED(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(id, message, -1, &code));
        REFUSED(INVALID_PARAM,
                WRITE_SAMPLING_MESSAGE(id, message, INT32_MIN, &code));
    }
}

/* [utest->llr~apex-write-sampling-message-invalid-config~1]
 * Kind: robustness */
static void test_write_sampling_message_that_is_too_long(void)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX + 1U] = {1};

    create_ports();
    (void)port(LARGE_OUT, REFRESH);
    REFUSED(INVALID_CONFIG,
            WRITE_SAMPLING_MESSAGE(ID_OUT, message, SIZE + 1, &code));
    REFUSED(INVALID_CONFIG,
            WRITE_SAMPLING_MESSAGE(ID_OUT, message, INT32_MAX, &code));
    REFUSED(INVALID_CONFIG,
            WRITE_SAMPLING_MESSAGE(LARGE_OUT + 1, message, 257, &code));
    REFUSED(INVALID_CONFIG,
            WRITE_SAMPLING_MESSAGE(ID_IN, message, SIZE + 1, &code));
}

/* [utest->llr~apex-write-sampling-message-invalid-mode~1]
 * Kind: robustness */
static void test_write_sampling_message_to_a_destination(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports();
    REFUSED(INVALID_MODE, WRITE_SAMPLING_MESSAGE(ID_IN, message, 1, &code));
    REFUSED(INVALID_MODE, WRITE_SAMPLING_MESSAGE(ID_IN, message, SIZE, &code));
}

/* [utest->llr~apex-read-sampling-message~1]
 * Kind: normal */
static void test_read_sampling_message_of_the_other_end(void)
{
    create_ports();
    other_writes(IN, 'a', SIZE);
    check_read(ID_IN, 'a', SIZE, VALID);
    run(create_aperiodic("p"));
    check_read(ID_IN, 'a', SIZE, VALID);
    other_writes(IN, 'b', 2);
    other_writes(IN, 'c', 1);
    check_read(ID_IN, 'c', 1, VALID);
    CU_ASSERT_EQUAL(head_of(IN), 0U);
    CU_ASSERT_EQUAL(tail_of(IN), 3U);
}

/* [utest->llr~apex-read-sampling-message~1]
 * Kind: robustness */
static void test_read_sampling_message_at_the_ends_of_the_size(void)
{
    create_ports();
    (void)port(SMALL, REFRESH);
    (void)port(LARGE_IN, REFRESH);
    other_writes(SMALL, 'a', 1);
    other_writes(LARGE_IN, 'b', 256);
    check_read(SMALL + 1, 'a', 1, VALID);
    check_read(LARGE_IN + 1, 'b', 256, VALID);
    check_read(SMALL + 1, 'a', 1, VALID);
}

/* [utest->llr~apex-read-sampling-message~1]
 * Kind: normal */
static void test_read_sampling_message_is_valid_for_the_refresh_period(void)
{
    create_ports();
    (void)port(SMALL, 30);
    host_now = 1000;
    other_writes(IN, 'a', 2);
    other_writes(SMALL, 'b', 1);
    host_now = 1030;
    check_read(SMALL + 1, 'b', 1, VALID);
    host_now = 1031;
    check_read(SMALL + 1, 'b', 1, INVALID);
    host_now = 1000 + REFRESH;
    check_read(ID_IN, 'a', 2, VALID);
    host_now = 1001 + REFRESH;
    check_read(ID_IN, 'a', 2, INVALID);
    other_writes(IN, 'c', 1);
    check_read(ID_IN, 'c', 1, VALID);
}

/* [utest->llr~apex-read-sampling-message~1]
 * Kind: robustness */
static void test_read_sampling_message_whose_clock_is_ahead(void)
{
    create_ports();
    host_now = 1000;
    other_writes(IN, 'a', 2);
    host_now = 1000 - REFRESH;
    check_read(ID_IN, 'a', 2, VALID);
    host_now = 999 - REFRESH;
    check_read(ID_IN, 'a', 2, INVALID);
    host_now = 1000;
    check_read(ID_IN, 'a', 2, VALID);
}

/* [utest->llr~apex-read-sampling-message~1]
 * Kind: robustness */
static void test_read_sampling_message_keeps_the_last_whole_one(void)
{
    create_ports();
    other_writes(IN, 'a', 2);
    check_read(ID_IN, 'a', 2, VALID);
    other_writes(IN, 'x', SIZE + 1);
    check_read(ID_IN, 'a', 2, VALID);
    other_writes(IN, 'x', 0);
    check_read(ID_IN, 'a', 2, VALID);
    host_now = REFRESH + 1;
    check_read(ID_IN, 'a', 2, INVALID);
}

/* [utest->llr~apex-read-sampling-message-null-return-code~1]
 * Kind: robustness */
static void test_read_sampling_message_without_return_code(void)
{
    create_ports();
    other_writes(IN, 'a', 2);
    forget_all();
    IGNORED(READ_SAMPLING_MESSAGE(ID_IN, got, &length, &validity, NULL));
    IGNORED(READ_SAMPLING_MESSAGE(0, NULL, NULL, NULL, NULL));
    check_read_nothing();
}

/* [utest->llr~apex-read-sampling-message-invalid-param~1]
 * Kind: robustness */
static void test_read_sampling_message_from_no_port(void)
{
    static const SAMPLING_PORT_ID_TYPE none[] = {
        0, -1, QUEUE + 1, SMALL + 1, LARGE_IN + 1, 65, INT32_MIN, INT32_MAX};

    create_ports();
    (void)queuing_port();
    other_writes(IN, 'a', 2);
    other_writes(SMALL, 'b', 1);
    forget_all();
    for (uint32_t i = 0U; i < 8U; i++) {
        REFUSED(INVALID_PARAM,
                READ_SAMPLING_MESSAGE(none[i], got, &length, &validity, &code));
    }
    check_read_nothing();
}

/* [utest->llr~apex-read-sampling-message-invalid-param~1]
 * Kind: robustness */
static void test_read_sampling_message_null(void)
{
    create_ports();
    other_writes(IN, 'a', 2);
    forget_all();
    for (SAMPLING_PORT_ID_TYPE id = ID_OUT; id <= ID_IN; id++) {
        REFUSED(INVALID_PARAM,
                READ_SAMPLING_MESSAGE(id, NULL, &length, &validity, &code));
        REFUSED(INVALID_PARAM,
                READ_SAMPLING_MESSAGE(id, got, NULL, &validity, &code));
        REFUSED(INVALID_PARAM,
                READ_SAMPLING_MESSAGE(id, got, &length, NULL, &code));
    }
    check_read_nothing();
}

/* [utest->llr~apex-read-sampling-message-invalid-mode~1]
 * Kind: robustness */
static void test_read_sampling_message_from_a_source(void)
{
    create_ports();
    forget_all();
    REFUSED(INVALID_MODE,
            READ_SAMPLING_MESSAGE(ID_OUT, got, &length, &validity, &code));
    write(ID_OUT, 'a', 2);
    REFUSED(INVALID_MODE,
            READ_SAMPLING_MESSAGE(ID_OUT, got, &length, &validity, &code));
    check_read_nothing();
}

/* [utest->llr~apex-read-sampling-message-no-action~1]
 * Kind: robustness */
static void test_read_sampling_message_before_the_first(void)
{
    create_ports();
    forget_all();
    REFUSED(NO_ACTION,
            READ_SAMPLING_MESSAGE(ID_IN, got, &length, &validity, &code));
    CU_ASSERT_EQUAL(validity, INVALID);
    check_got_nothing();
    other_writes(IN, 'x', SIZE + 1);
    validity = (VALIDITY_TYPE)UNSET;
    REFUSED(NO_ACTION,
            READ_SAMPLING_MESSAGE(ID_IN, got, &length, &validity, &code));
    CU_ASSERT_EQUAL(validity, INVALID);
    check_got_nothing();
}

/* [utest->llr~apex-get-sampling-port-id~1]
 * Kind: normal */
static void test_get_sampling_port_id_finds_the_name(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    create_ports();
    (void)port(LARGE_IN, REFRESH);
    DONE(GET_SAMPLING_PORT_ID("in", &id, &code));
    CU_ASSERT_EQUAL(id, ID_IN);
    DONE(GET_SAMPLING_PORT_ID("large in", &id, &code));
    CU_ASSERT_EQUAL(id, 64);
    partition.mode = NORMAL;
    DONE(GET_SAMPLING_PORT_ID("out", &id, &code));
    CU_ASSERT_EQUAL(id, ID_OUT);
}

/* [utest->llr~apex-get-sampling-port-id-null-return-code~1]
 * Kind: robustness */
static void test_get_sampling_port_id_without_return_code(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    create_ports();
    IGNORED(GET_SAMPLING_PORT_ID("in", &id, NULL));
    IGNORED(GET_SAMPLING_PORT_ID(NULL, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-sampling-port-id-null~1]
 * Kind: robustness */
static void test_get_sampling_port_id_null(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    create_ports();
    REFUSED(INVALID_PARAM, GET_SAMPLING_PORT_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_SAMPLING_PORT_ID("in", NULL, &code));
    REFUSED(INVALID_PARAM, GET_SAMPLING_PORT_ID("none", NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-sampling-port-id-invalid-config~1]
 * Kind: robustness */
static void test_get_sampling_port_id_of_no_port(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    create_ports();
    (void)queuing_port();
    REFUSED(INVALID_CONFIG, GET_SAMPLING_PORT_ID("none", &id, &code));
    REFUSED(INVALID_CONFIG, GET_SAMPLING_PORT_ID("", &id, &code));
    REFUSED(INVALID_CONFIG, GET_SAMPLING_PORT_ID("small", &id, &code));
    REFUSED(INVALID_CONFIG, GET_SAMPLING_PORT_ID("large in", &id, &code));
    REFUSED(INVALID_CONFIG, GET_SAMPLING_PORT_ID("queue", &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-sampling-port-status~1]
 * Kind: normal */
static void test_get_sampling_port_status_tells_what_was_read(void)
{
    create_ports();
    (void)port(LARGE_IN, REFRESH);
    other_writes(LARGE_IN, 'a', 2);
    CU_ASSERT_EQUAL(port_status(64).LAST_MSG_VALIDITY, INVALID);
    check_read(64, 'a', 2, VALID);
    CU_ASSERT_EQUAL(port_status(64).LAST_MSG_VALIDITY, VALID);
    CU_ASSERT_EQUAL(port_status(ID_IN).LAST_MSG_VALIDITY, INVALID);
    host_now = REFRESH + 1;
    CU_ASSERT_EQUAL(port_status(64).LAST_MSG_VALIDITY, VALID);
    check_read(64, 'a', 2, INVALID);
    CU_ASSERT_EQUAL(port_status(64).LAST_MSG_VALIDITY, INVALID);
}

/* [utest->llr~apex-get-sampling-port-status~1]
 * Kind: normal */
static void test_get_sampling_port_status_of_each_port(void)
{
    SAMPLING_PORT_STATUS_TYPE status;

    create_ports();
    (void)port(LARGE_OUT, 7);
    status = port_status(LARGE_OUT + 1);
    CU_ASSERT_EQUAL(status.REFRESH_PERIOD, 7);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 256);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, SOURCE);
    CU_ASSERT_EQUAL(status.LAST_MSG_VALIDITY, INVALID);
    status = port_status(ID_IN);
    CU_ASSERT_EQUAL(status.REFRESH_PERIOD, REFRESH);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, SIZE);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, DESTINATION);
}

/* The status, where nothing has been stored. */
static void check_unset(const SAMPLING_PORT_STATUS_TYPE *status)
{
    CU_ASSERT_EQUAL(status->REFRESH_PERIOD, UNSET);
    CU_ASSERT_EQUAL(status->MAX_MESSAGE_SIZE, UNSET);
    CU_ASSERT_EQUAL(status->PORT_DIRECTION, (PORT_DIRECTION_TYPE)UNSET);
    CU_ASSERT_EQUAL(status->LAST_MSG_VALIDITY, (VALIDITY_TYPE)UNSET);
}

/* [utest->llr~apex-get-sampling-port-status-null-return-code~1]
 * Kind: robustness */
static void test_get_sampling_port_status_without_return_code(void)
{
    SAMPLING_PORT_STATUS_TYPE status = {
        UNSET, UNSET, (PORT_DIRECTION_TYPE)UNSET, (VALIDITY_TYPE)UNSET};

    create_ports();
    IGNORED(GET_SAMPLING_PORT_STATUS(ID_IN, &status, NULL));
    IGNORED(GET_SAMPLING_PORT_STATUS(0, NULL, NULL));
    check_unset(&status);
}

/* [utest->llr~apex-get-sampling-port-status-invalid-param~1]
 * Kind: robustness */
static void test_get_sampling_port_status_of_none_or_null(void)
{
    static const SAMPLING_PORT_ID_TYPE none[] = {
        0, -1, QUEUE + 1, SMALL + 1, LARGE_IN + 1, 65, INT32_MIN, INT32_MAX};
    SAMPLING_PORT_STATUS_TYPE status = {
        UNSET, UNSET, (PORT_DIRECTION_TYPE)UNSET, (VALIDITY_TYPE)UNSET};

    create_ports();
    (void)queuing_port();
    for (uint32_t i = 0U; i < 8U; i++) {
        REFUSED(INVALID_PARAM,
                GET_SAMPLING_PORT_STATUS(none[i], &status, &code));
    }
    REFUSED(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(ID_IN, NULL, &code));
    check_unset(&status);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_sampling_port_keeps_the_refresh_period),
    TEST(test_create_sampling_port_at_the_ends_of_its_ranges),
    TEST(test_create_sampling_port_in_a_warm_start),
    TEST(test_create_sampling_port_without_return_code),
    TEST(test_create_sampling_port_null),
    TEST(test_create_sampling_port_of_no_row),
    TEST(test_create_sampling_port_that_exists),
    TEST(test_create_sampling_port_otherwise_than_configured),
    TEST(test_create_sampling_port_in_normal),
    TEST(test_write_sampling_message_for_the_other_end),
    TEST(test_write_sampling_message_at_the_ends_of_the_length),
    TEST(test_write_sampling_message_instead_of_the_last_one),
    TEST(test_write_sampling_message_without_return_code),
    TEST(test_write_sampling_message_to_no_port),
    TEST(test_write_sampling_message_of_no_message),
    TEST(test_write_sampling_message_that_is_too_long),
    TEST(test_write_sampling_message_to_a_destination),
    TEST(test_read_sampling_message_of_the_other_end),
    TEST(test_read_sampling_message_at_the_ends_of_the_size),
    TEST(test_read_sampling_message_is_valid_for_the_refresh_period),
    TEST(test_read_sampling_message_whose_clock_is_ahead),
    TEST(test_read_sampling_message_keeps_the_last_whole_one),
    TEST(test_read_sampling_message_without_return_code),
    TEST(test_read_sampling_message_from_no_port),
    TEST(test_read_sampling_message_null),
    TEST(test_read_sampling_message_from_a_source),
    TEST(test_read_sampling_message_before_the_first),
    TEST(test_get_sampling_port_id_finds_the_name),
    TEST(test_get_sampling_port_id_without_return_code),
    TEST(test_get_sampling_port_id_null),
    TEST(test_get_sampling_port_id_of_no_port),
    TEST(test_get_sampling_port_status_tells_what_was_read),
    TEST(test_get_sampling_port_status_of_each_port),
    TEST(test_get_sampling_port_status_without_return_code),
    TEST(test_get_sampling_port_status_of_none_or_null),
    {NULL, NULL},
};

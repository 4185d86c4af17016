/* SPDX-License-Identifier: Apache-2.0 */
/* Queuing port services. */
#include "port_unit.h"

#include "apexMutex.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 6U, [KIND_EVENT] = 2U, [KIND_MUTEX] = 1U}};

#define COUNT 3 /* messages of the channel, where it does not matter */

static uint64_t pair[CHANNEL_WORDS(COUNT)];
static uint64_t small[CHANNEL_WORDS(1U)];
static uint64_t large[CHANNEL_WORDS(256U)];
static uint64_t sample[CHANNEL_WORDS(SAMPLING_CELLS)];

/* The rows of the ports, whose identifiers are one more. */
enum { OUT, IN, SAMPLE, SMALL_OUT, SMALL_IN, LARGE_OUT = 61, LARGE_IN = 63 };

const struct port port_table[PORT_MAX] = {
    [OUT] = {"out", pair, SIZE, COUNT, SOURCE},
    [IN] = {"in", pair, SIZE, COUNT, DESTINATION},
    [SAMPLE] = {"sample", sample, SIZE, 0U, SOURCE},
    [SMALL_OUT] = {"small out", small, 1U, 1U, SOURCE},
    [SMALL_IN] = {"small in", small, 1U, 1U, DESTINATION},
    [LARGE_OUT] = {"large out", large, 256U, 256U, SOURCE},
    [LARGE_IN] = {"large in", large, 256U, 256U, DESTINATION},
};

#define ID_OUT (OUT + 1)
#define ID_IN (IN + 1)
#define FERRY 1 /* the process that the first port creates */

/* Create a port as the configuration has it; its identifier. */
static QUEUING_PORT_ID_TYPE port(uint32_t r, QUEUING_DISCIPLINE_TYPE discipline)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_QUEUING_PORT(port_table[r].name,
                             (MESSAGE_SIZE_TYPE)port_table[r].size,
                             (MESSAGE_RANGE_TYPE)port_table[r].count,
                             port_table[r].direction, discipline, &id, &code));
    CU_ASSERT_EQUAL(id, (QUEUING_PORT_ID_TYPE)r + 1);
    return id;
}

/* A sampling port, of row SAMPLE. */
static void sampling_port(void)
{
    SAMPLING_PORT_ID_TYPE id = ID_UNSET;

    DONE(CREATE_SAMPLING_PORT("sample", SIZE, SOURCE, 1, &id, &code));
}

/* The channels are empty, and the two ports OUT and IN exist. */
static void create_ports(QUEUING_DISCIPLINE_TYPE discipline)
{
    (void)memset(pair, 0, sizeof pair);
    (void)memset(small, 0, sizeof small);
    (void)memset(large, 0, sizeof large);
    (void)memset(sample, 0, sizeof sample);
    (void)port(OUT, discipline);
    (void)port(IN, discipline);
}

static const QUEUING_PORT_STATUS_TYPE unset_status = {
    UNSET, UNSET, UNSET, (PORT_DIRECTION_TYPE)UNSET, UNSET};

static QUEUING_PORT_STATUS_TYPE port_status(QUEUING_PORT_ID_TYPE id)
{
    QUEUING_PORT_STATUS_TYPE status = unset_status;

    DONE(GET_QUEUING_PORT_STATUS(id, &status, &code));
    return status;
}

/* The status, where nothing has been stored. */
static void check_unset(const QUEUING_PORT_STATUS_TYPE *status)
{
    CU_ASSERT_EQUAL(status->NB_MESSAGE, UNSET);
    CU_ASSERT_EQUAL(status->MAX_NB_MESSAGE, UNSET);
    CU_ASSERT_EQUAL(status->MAX_MESSAGE_SIZE, UNSET);
    CU_ASSERT_EQUAL(status->PORT_DIRECTION, (PORT_DIRECTION_TYPE)UNSET);
    CU_ASSERT_EQUAL(status->WAITING_PROCESSES, UNSET);
}

/* Send a message of `bytes` bytes, each of them `letter`. */
static void send(QUEUING_PORT_ID_TYPE id, char letter, MESSAGE_SIZE_TYPE bytes,
                 SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX];

    code = CODE_UNSET;
    (void)memset(message, letter, sizeof message);
    SEND_QUEUING_MESSAGE(id, message, bytes, time_out, &code);
}

/* Send messages o until the channel is full. */
static void fill(void)
{
    while (tail_of(OUT) - head_of(OUT) < COUNT) {
        send(ID_OUT, 'o', SIZE, 0);
        CU_ASSERT_EQUAL_FATAL(code, NO_ERROR);
    }
}

static void receive(QUEUING_PORT_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    forget();
    code = CODE_UNSET;
    RECEIVE_QUEUING_MESSAGE(id, time_out, got, &length, &code);
}

/* The oldest message of the port is this one. */
static void check_next(QUEUING_PORT_ID_TYPE id, char letter,
                       MESSAGE_SIZE_TYPE bytes)
{
    receive(id, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_got(letter, bytes);
}

/* The other end takes the oldest message out of the channel. */
static void other_takes(uint32_t r)
{
    port_table[r].channel[CHANNEL_HEAD]++;
}

/* The process that looks at the channels does so once. */
static void look_once(void)
{
    void (*const hook)(uint32_t from, uint32_t to) = host_switch_hook;
    int left;

    run(FERRY);
    host_switch_hook = host_end_at_switch;
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, host.entry());
    CU_ASSERT_NOT_EQUAL(left, HOST_RETURNED);
    host_switch_hook = hook;
    host_sleep_hook = NULL;
}

/* While `from` waits, one message is taken or arrives; then it runs. */
static void one_and_back(uint32_t from, uint32_t to)
{
    const uint32_t r = process[from].place - PLACE_OBJECT - PORT_FIRST;

    seen.place = process[from].place;
    seen.due_ns = timer.due_ns[from];
    look_once();
    CU_ASSERT_EQUAL(process[from].place, seen.place);
    CU_ASSERT_EQUAL(port_status((QUEUING_PORT_ID_TYPE)r + 1).WAITING_PROCESSES,
                    1);
    if (port_table[r].direction == SOURCE) {
        other_takes(r);
    } else {
        other_writes(r, 'p', 3);
    }
    look_once();
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    CU_ASSERT_EQUAL(port_status((QUEUING_PORT_ID_TYPE)r + 1).WAITING_PROCESSES,
                    0);
    unit_switch_back(from, to);
}

/* Processes with priorities 5, 9, 7, of which the first to be served under
 * FIFO is the first, under PRIORITY the second; and another one, which runs. */
static PROCESS_ID_TYPE create_three(PROCESS_ID_TYPE p[3])
{
    static const PRIORITY_TYPE priority[] = {5, 9, 7};
    static const char *const name[] = {"x", "y", "z"};
    const PROCESS_ID_TYPE other = create_aperiodic("other");

    for (uint32_t i = 0U; i < 3U; i++) {
        PROCESS_ATTRIBUTE_TYPE a = attributes(name[i]);

        a.BASE_PRIORITY = priority[i];
        DONE(CREATE_PROCESS(&a, &p[i], &code));
    }
    run(other);
    return other;
}

/* Which of the three waits no more. */
static uint32_t served_of(const PROCESS_ID_TYPE p[3])
{
    uint32_t found = 99U;

    for (uint32_t i = 0U; i < 3U; i++) {
        if (state_of(p[i]) != WAITING) {
            found = i;
        }
    }
    return found;
}

/* [utest->llr~apex-create-queuing-port~1]
 * Kind: normal */
static void test_create_queuing_port_keeps_the_discipline(void)
{
    QUEUING_PORT_STATUS_TYPE status;

    (void)memset(pair, 0, sizeof pair);
    (void)port(IN, PRIORITY);
    (void)port(OUT, FIFO);
    status = port_status(ID_IN);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, COUNT);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, SIZE);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, DESTINATION);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(port_status(ID_OUT).PORT_DIRECTION, SOURCE);
    CU_ASSERT_EQUAL(object[PORT_FIRST + IN].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[PORT_FIRST + OUT].discipline, FIFO);
    CU_ASSERT_EQUAL(ports.refresh_ns[IN], 0);
}

/* [utest->llr~apex-create-queuing-port~1]
 * Kind: normal */
static void test_create_queuing_port_creates_one_process(void)
{
    PROCESS_ID_TYPE id = ID_UNSET;
    PROCESS_ID_TYPE next;

    (void)create_aperiodic("p");
    (void)port(OUT, FIFO);
    DONE(GET_PROCESS_ID("longeron ports", &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    CU_ASSERT_EQUAL(status_of(id).ATTRIBUTES.ENTRY_POINT, port_ferry);
    CU_ASSERT_EQUAL(state_of(id), WAITING);
    (void)port(IN, FIFO);
    next = create_aperiodic("q");
    CU_ASSERT_EQUAL(next, 3);
}

/* [utest->llr~apex-create-queuing-port~1]
 * Kind: robustness */
static void test_create_queuing_port_at_the_ends_of_its_ranges(void)
{
    (void)memset(large, 0, sizeof large);
    (void)port(SMALL_IN, FIFO);
    CU_ASSERT_EQUAL(port_status(SMALL_IN + 1).MAX_MESSAGE_SIZE, 1);
    CU_ASSERT_EQUAL(port_status(SMALL_IN + 1).MAX_NB_MESSAGE, 1);
    CU_ASSERT_EQUAL(port(LARGE_IN, PRIORITY), 64);
    CU_ASSERT_EQUAL(port_status(64).MAX_MESSAGE_SIZE, 256);
    CU_ASSERT_EQUAL(port_status(64).MAX_NB_MESSAGE, 256);
}

/* [utest->llr~apex-create-queuing-port~1]
 * Kind: normal */
static void test_create_queuing_port_in_a_warm_start(void)
{
    partition.mode = WARM_START;
    (void)port(OUT, FIFO);
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 1U);
}

/* [utest->llr~apex-create-queuing-port-null-return-code~1]
 * Kind: robustness */
static void test_create_queuing_port_without_return_code(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, &id, NULL));
    IGNORED(CREATE_QUEUING_PORT(NULL, 0, 0, SOURCE, FIFO, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-null~1]
 * Kind: robustness */
static void test_create_queuing_port_null(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT(NULL, SIZE, COUNT, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, NULL, &code));
    (void)port(OUT, FIFO);
    partition.mode = NORMAL;
    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT(NULL, 1, 1, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT("out", 1, COUNT, SOURCE, FIFO, NULL, &code));
    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT("none", 1, COUNT, SOURCE, FIFO, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-none~1]
 * Kind: robustness */
static void test_create_queuing_port_of_no_row(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("ou", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("sample", SIZE, 0, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("", 0, 0, SOURCE, FIFO, &id, &code));
    sampling_port();
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("sample", SIZE, 0, SOURCE, FIFO, &id, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("none", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-no-action~1]
 * Kind: robustness */
static void test_create_queuing_port_that_exists(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    create_ports(FIFO);
    for (char name[] = "a"; name[0] < 'f'; name[0]++) {
        REFUSED(NO_ACTION, CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE,
                                               PRIORITY, &id, &code));
        (void)create_aperiodic(name);
    }
    REFUSED(NO_ACTION, CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, PRIORITY,
                                           &id, &code));
    REFUSED(NO_ACTION,
            CREATE_QUEUING_PORT("out", 1, 1, DESTINATION,
                                (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    partition.mode = NORMAL;
    REFUSED(NO_ACTION,
            CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-invalid-config~1]
 * Kind: robustness */
static void test_create_queuing_port_otherwise_than_configured(void)
{
    static const int32_t other[] = {-1, 1, INT32_MIN, INT32_MAX};
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    for (uint32_t i = 0U; i < 4U; i++) {
        REFUSED(INVALID_CONFIG,
                CREATE_QUEUING_PORT("out", SIZE ^ other[i], COUNT, SOURCE, FIFO,
                                    &id, &code));
        REFUSED(INVALID_CONFIG,
                CREATE_QUEUING_PORT("out", SIZE, COUNT ^ other[i], SOURCE, FIFO,
                                    &id, &code));
    }
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("out", SIZE, 0, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_QUEUING_PORT("out", SIZE, COUNT, DESTINATION,
                                                FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("in", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("in", SIZE, COUNT, (PORT_DIRECTION_TYPE)2, FIFO,
                                &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-invalid-config~1]
 * Kind: robustness */
static void test_create_queuing_port_of_no_discipline(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    for (uint32_t i = 0U; i < 2U; i++) {
        REFUSED(INVALID_CONFIG,
                CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE,
                                    (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
        REFUSED(INVALID_CONFIG,
                CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE,
                                    (QUEUING_DISCIPLINE_TYPE)-1, &id, &code));
        (void)port((i == 0U) ? IN : OUT, FIFO);
    }
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("small in", 1, 1, DESTINATION,
                                (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_QUEUING_PORT("small in", 2, 1, DESTINATION,
                                                FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port-process~1]
 * [utest->llr~apex-create-queuing-port-none~1]
 * [utest->llr~apex-create-queuing-port-null~1]
 * Kind: robustness */
static void test_create_queuing_port_without_a_place_for_the_process(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    for (char name[] = "a"; name[0] < 'g'; name[0]++) {
        (void)create_aperiodic(name);
    }
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("none", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_QUEUING_PORT(NULL, SIZE, COUNT, SOURCE, FIFO, &id, &code));
    partition.mode = NORMAL;
    REFUSED(INVALID_CONFIG,
            CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-queuing-port~1]
 * Kind: robustness */
static void test_create_queuing_port_in_the_last_place_for_a_process(void)
{
    for (char name[] = "a"; name[0] < 'f'; name[0]++) {
        (void)create_aperiodic(name);
    }
    (void)port(OUT, FIFO);
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 6U);
    (void)port(IN, PRIORITY);
    CU_ASSERT_EQUAL(names.count[KIND_PROCESS], 6U);
}

/* [utest->llr~apex-create-queuing-port-invalid-mode~1]
 * Kind: robustness */
static void test_create_queuing_port_in_normal(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE,
            CREATE_QUEUING_PORT("out", SIZE, COUNT, SOURCE, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_for_the_other_end(void)
{
    create_ports(FIFO);
    host_now = 40;
    send(ID_OUT, 'a', 2, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    run(create_aperiodic("p"));
    send(ID_OUT, 'b', SIZE, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    send(ID_OUT, 'c', 1, 9);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(tail_of(OUT), 3U);
    CU_ASSERT_EQUAL(head_of(OUT), 0U);
    check_cell(OUT, 0U, 'a', 2U);
    check_cell(OUT, 1U, 'b', SIZE);
    check_cell(OUT, 2U, 'c', 1U);
    other_takes(OUT);
    host_now = 90;
    send(ID_OUT, 'd', 3, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(tail_of(OUT), 4U);
    check_cell(OUT, 3U, 'd', 3U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: robustness */
static void test_send_queuing_message_at_the_ends_of_the_length(void)
{
    create_ports(FIFO);
    (void)port(LARGE_OUT, FIFO);
    (void)port(SMALL_OUT, FIFO);
    send(LARGE_OUT + 1, 'a', 256, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_cell(LARGE_OUT, 0U, 'a', 256U);
    send(LARGE_OUT + 1, 'b', 1, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_cell(LARGE_OUT, 1U, 'b', 1U);
    send(SMALL_OUT + 1, 'c', 1, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_cell(SMALL_OUT, 0U, 'c', 1U);
    CU_ASSERT_EQUAL(tail_of(OUT), 0U);
}

/* [utest->llr~apex-send-queuing-message~1]
 * [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_keeps_the_order(void)
{
    create_ports(FIFO);
    send(ID_OUT, 'a', SIZE, 0);
    send(ID_OUT, 'b', 2, 0);
    check_next(ID_IN, 'a', SIZE);
    send(ID_OUT, 'c', 3, 0);
    send(ID_OUT, 'd', 4, 0);
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, 3);
    check_next(ID_IN, 'b', 2);
    check_next(ID_IN, 'c', 3);
    check_next(ID_IN, 'd', 4);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_waits_for_room(void)
{
    create_ports(FIFO);
    fill();
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = one_and_back;
    send(ID_OUT, 'n', 5, 1000);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + PORT_FIRST + OUT);
    CU_ASSERT_EQUAL(seen.due_ns, 1077);
    CU_ASSERT_EQUAL(tail_of(OUT), COUNT + 1U);
    CU_ASSERT_EQUAL(cell_of(OUT, COUNT)[1], 5U);
    check_next(ID_IN, 'o', SIZE);
    check_next(ID_IN, 'o', SIZE);
    check_next(ID_IN, 'n', 5);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_infinite_has_no_time_out(void)
{
    create_ports(FIFO);
    fill();
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    send(ID_OUT, 'n', SIZE, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: robustness */
static void test_send_queuing_message_beyond_the_end_of_time(void)
{
    create_ports(FIFO);
    fill();
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    send(ID_OUT, 'n', SIZE, INT64_MAX);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* The sender that room for one message wakes of three, which began to wait in
 * their order; its message is then in the channel. */
static uint32_t first_sender(QUEUING_DISCIPLINE_TYPE discipline)
{
    PROCESS_ID_TYPE p[3];
    uint32_t first;

    create_ports(discipline);
    fill();
    (void)create_three(p);
    for (uint32_t i = 0U; i < 3U; i++) {
        run(p[i]);
        send(ID_OUT, (char)('x' + (int)i), SIZE, INFINITE_TIME_VALUE);
    }
    CU_ASSERT_EQUAL(port_status(ID_OUT).WAITING_PROCESSES, 3);
    other_takes(OUT);
    look_once();
    CU_ASSERT_EQUAL(port_status(ID_OUT).WAITING_PROCESSES, 2);
    first = served_of(p);
    check_next(ID_IN, 'o', SIZE);
    check_next(ID_IN, 'o', SIZE);
    check_next(ID_IN, (char)('x' + (int)first), SIZE);
    return first;
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_in_the_order_of_coming(void)
{
    CU_ASSERT_EQUAL(first_sender(FIFO), 0U);
}

/* [utest->llr~apex-send-queuing-message~1]
 * Kind: normal */
static void test_send_queuing_message_in_the_order_of_priorities(void)
{
    CU_ASSERT_EQUAL(first_sender(PRIORITY), 1U);
}

/* [utest->llr~apex-send-queuing-message-null-return-code~1]
 * Kind: robustness */
static void test_send_queuing_message_without_return_code(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports(FIFO);
    run(create_aperiodic("p"));
    IGNORED(SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 0, NULL));
    IGNORED(SEND_QUEUING_MESSAGE(0, NULL, 0, -2, NULL));
    CU_ASSERT_EQUAL(tail_of(OUT), 0U);
}

static const QUEUING_PORT_ID_TYPE none[] = {
    0, -1, SAMPLE + 1, SMALL_IN + 1, LARGE_IN + 1, 65, INT32_MIN, INT32_MAX};
#define NONE_COUNT (sizeof none / sizeof none[0])

/* [utest->llr~apex-send-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_send_queuing_message_to_no_port(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports(FIFO);
    sampling_port();
    for (uint32_t i = 0U; i < NONE_COUNT; i++) {
        REFUSED(INVALID_PARAM,
                SEND_QUEUING_MESSAGE(none[i], message, 1, 0, &code));
        REFUSED(INVALID_PARAM,
                SEND_QUEUING_MESSAGE(none[i], message, 257, 5, &code));
    }
}

/* [utest->llr~apex-send-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_send_queuing_message_of_no_message(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports(FIFO);
    for (QUEUING_PORT_ID_TYPE id = ID_OUT; id <= ID_IN; id++) {
        REFUSED(INVALID_PARAM, SEND_QUEUING_MESSAGE(id, NULL, SIZE, 0, &code));
        REFUSED(INVALID_PARAM,
                SEND_QUEUING_MESSAGE(id, NULL, SIZE + 1, 5, &code));
        REFUSED(INVALID_PARAM, SEND_QUEUING_MESSAGE(id, message, 0, 0, &code));
        REFUSED(INVALID_PARAM, SEND_QUEUING_MESSAGE(id, message, -1, 0, &code));
        REFUSED(INVALID_PARAM,
                SEND_QUEUING_MESSAGE(id, message, INT32_MIN, 0, &code));
    }
}

/* [utest->llr~apex-send-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_send_queuing_message_for_a_negative_time(void)
{
    APEX_BYTE message[SIZE + 1] = {1};

    create_ports(FIFO);
    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, -2, &code));
    REFUSED(INVALID_PARAM,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, INT64_MIN, &code));
    REFUSED(INVALID_PARAM,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE + 1, -2, &code));
    REFUSED(INVALID_PARAM,
            SEND_QUEUING_MESSAGE(ID_IN, message, SIZE, -2, &code));
    fill();
    REFUSED(INVALID_PARAM,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, -2, &code));
}

/* [utest->llr~apex-send-queuing-message-invalid-config~1]
 * Kind: robustness */
static void test_send_queuing_message_that_is_too_long(void)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX + 1U] = {1};

    create_ports(FIFO);
    (void)port(LARGE_OUT, FIFO);
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE + 1, 0, &code));
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(ID_OUT, message, INT32_MAX, 0, &code));
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(LARGE_OUT + 1, message, 257, 0, &code));
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(ID_IN, message, SIZE + 1, 0, &code));
    fill();
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE + 1, 0, &code));
    REFUSED(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE + 1, 5, &code));
}

/* [utest->llr~apex-send-queuing-message-direction~1]
 * Kind: robustness */
static void test_send_queuing_message_to_a_destination(void)
{
    APEX_BYTE message[SIZE] = {1};

    create_ports(FIFO);
    REFUSED(INVALID_MODE, SEND_QUEUING_MESSAGE(ID_IN, message, 1, 0, &code));
    fill();
    REFUSED(INVALID_MODE, SEND_QUEUING_MESSAGE(ID_IN, message, SIZE, 0, &code));
    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, SEND_QUEUING_MESSAGE(ID_IN, message, SIZE, 5, &code));
}

/* [utest->llr~apex-send-queuing-message-not-available~1]
 * Kind: robustness */
static void test_send_queuing_message_without_time_to_a_full_port(void)
{
    APEX_BYTE message[SIZE] = {1};
    LOCK_LEVEL_TYPE level;

    create_ports(FIFO);
    fill();
    REFUSED(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 0, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 0, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 0, &code));
}

/* [utest->llr~apex-send-queuing-message-not-available~1]
 * [utest->llr~apex-send-queuing-message-invalid-mode~1]
 * Kind: robustness */
static void test_send_queuing_message_behind_those_who_wait(void)
{
    APEX_BYTE message[SIZE] = {1};
    LOCK_LEVEL_TYPE level;
    PROCESS_ID_TYPE p[3];
    PROCESS_ID_TYPE other;

    create_ports(FIFO);
    fill();
    other = create_three(p);
    run(p[0]);
    send(ID_OUT, 'x', SIZE, INFINITE_TIME_VALUE);
    other_takes(OUT);
    run(other);
    REFUSED(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 0, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 5, &code));
    CU_ASSERT_EQUAL(port_status(ID_OUT).WAITING_PROCESSES, 1);
}

/* [utest->llr~apex-send-queuing-message-invalid-mode~1]
 * Kind: robustness */
static void test_send_queuing_message_that_would_wait_and_may_not(void)
{
    APEX_BYTE message[SIZE] = {1};
    MUTEX_ID_TYPE mutex = ID_UNSET;
    LOCK_LEVEL_TYPE level;
    PROCESS_ID_TYPE p;

    create_ports(FIFO);
    fill();
    DONE(CREATE_MUTEX("m", 7, FIFO, &mutex, &code));
    p = create_aperiodic("p");
    REFUSED(INVALID_MODE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 5, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 5, &code));
    REFUSED(INVALID_MODE, SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE,
                                               INFINITE_TIME_VALUE, &code));
    DONE(UNLOCK_PREEMPTION(&level, &code));
    DONE(ACQUIRE_MUTEX(mutex, 0, &code));
    REFUSED(INVALID_MODE,
            SEND_QUEUING_MESSAGE(ID_OUT, message, SIZE, 5, &code));
}

/* [utest->llr~apex-send-queuing-message-timed-out~1]
 * Kind: normal */
static void test_send_queuing_message_times_out(void)
{
    create_ports(FIFO);
    fill();
    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    send(ID_OUT, 'n', SIZE, 25);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    CU_ASSERT_EQUAL(port_status(ID_OUT).WAITING_PROCESSES, 0);
    other_takes(OUT);
    look_once();
    CU_ASSERT_EQUAL(tail_of(OUT), COUNT);
    CU_ASSERT_EQUAL(port_status(ID_OUT).NB_MESSAGE, COUNT - 1);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_receive_queuing_message_of_the_other_end(void)
{
    create_ports(FIFO);
    other_writes(IN, 'a', 2);
    other_writes(IN, 'b', SIZE);
    check_next(ID_IN, 'a', 2);
    CU_ASSERT_EQUAL(head_of(IN), 1U);
    other_writes(IN, 'c', 1);
    other_writes(IN, 'd', 3);
    run(create_aperiodic("p"));
    receive(ID_IN, 1000);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_got('b', SIZE);
    receive(ID_IN, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_got('c', 1);
    check_next(ID_IN, 'd', 3);
    CU_ASSERT_EQUAL(head_of(IN), 4U);
    CU_ASSERT_EQUAL(tail_of(IN), 4U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: robustness */
static void test_receive_queuing_message_at_the_ends_of_the_size(void)
{
    create_ports(FIFO);
    (void)port(SMALL_IN, FIFO);
    (void)port(LARGE_IN, FIFO);
    other_writes(SMALL_IN, 'a', 1);
    other_writes(LARGE_IN, 'b', 256);
    other_writes(LARGE_IN, 'c', 1);
    check_next(LARGE_IN + 1, 'b', 256);
    check_next(SMALL_IN + 1, 'a', 1);
    check_next(LARGE_IN + 1, 'c', 1);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_receive_queuing_message_waits_for_one(void)
{
    create_ports(FIFO);
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = one_and_back;
    receive(ID_IN, 1000);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    check_got('p', 3);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + PORT_FIRST + IN);
    CU_ASSERT_EQUAL(seen.due_ns, 1077);
    CU_ASSERT_EQUAL(head_of(IN), 1U);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_receive_queuing_message_infinite_has_no_time_out(void)
{
    create_ports(FIFO);
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    receive(ID_IN, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: robustness */
static void test_receive_queuing_message_beyond_the_end_of_time(void)
{
    create_ports(FIFO);
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    receive(ID_IN, INT64_MAX);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* The receiver that one message wakes of three, which began to wait in their
 * order. */
static uint32_t first_receiver(QUEUING_DISCIPLINE_TYPE discipline)
{
    PROCESS_ID_TYPE p[3];

    create_ports(discipline);
    (void)create_three(p);
    for (uint32_t i = 0U; i < 3U; i++) {
        run(p[i]);
        receive(ID_IN, INFINITE_TIME_VALUE);
    }
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 3);
    other_writes(IN, 'a', SIZE);
    look_once();
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, 0);
    return served_of(p);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_receive_queuing_message_in_the_order_of_coming(void)
{
    CU_ASSERT_EQUAL(first_receiver(FIFO), 0U);
}

/* [utest->llr~apex-receive-queuing-message~1]
 * Kind: normal */
static void test_receive_queuing_message_in_the_order_of_priorities(void)
{
    CU_ASSERT_EQUAL(first_receiver(PRIORITY), 1U);
}

/* [utest->llr~apex-receive-queuing-message-null-return-code~1]
 * Kind: robustness */
static void test_receive_queuing_message_without_return_code(void)
{
    create_ports(FIFO);
    other_writes(IN, 'a', 2);
    run(create_aperiodic("p"));
    forget();
    IGNORED(RECEIVE_QUEUING_MESSAGE(ID_IN, 0, got, &length, NULL));
    IGNORED(RECEIVE_QUEUING_MESSAGE(0, -2, NULL, NULL, NULL));
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_receive_queuing_message_from_no_port(void)
{
    create_ports(FIFO);
    sampling_port();
    other_writes(IN, 'a', 2);
    other_writes(SMALL_IN, 'b', 1);
    forget();
    for (uint32_t i = 0U; i < NONE_COUNT; i++) {
        REFUSED(INVALID_PARAM,
                RECEIVE_QUEUING_MESSAGE(none[i], 0, got, &length, &code));
    }
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_receive_queuing_message_null(void)
{
    create_ports(FIFO);
    forget();
    for (uint32_t i = 0U; i < 2U; i++) {
        for (QUEUING_PORT_ID_TYPE id = ID_OUT; id <= ID_IN; id++) {
            REFUSED(INVALID_PARAM,
                    RECEIVE_QUEUING_MESSAGE(id, 0, NULL, &length, &code));
            REFUSED(INVALID_PARAM,
                    RECEIVE_QUEUING_MESSAGE(id, 0, got, NULL, &code));
        }
        other_writes(IN, 'a', 2);
    }
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-invalid-param~1]
 * Kind: robustness */
static void test_receive_queuing_message_for_a_negative_time(void)
{
    create_ports(FIFO);
    run(create_aperiodic("p"));
    forget();
    for (uint32_t i = 0U; i < 2U; i++) {
        REFUSED(INVALID_PARAM,
                RECEIVE_QUEUING_MESSAGE(ID_IN, -2, got, &length, &code));
        REFUSED(INVALID_PARAM,
                RECEIVE_QUEUING_MESSAGE(ID_IN, INT64_MIN, got, &length, &code));
        REFUSED(INVALID_PARAM,
                RECEIVE_QUEUING_MESSAGE(ID_OUT, -2, got, &length, &code));
        other_writes(IN, 'a', 2);
    }
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-direction~1]
 * Kind: robustness */
static void test_receive_queuing_message_from_a_source(void)
{
    create_ports(FIFO);
    forget();
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_OUT, 0, got, &length, &code));
    send(ID_OUT, 'a', 2, 0);
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_OUT, 0, got, &length, &code));
    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_OUT, 5, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-not-available~1]
 * Kind: robustness */
static void test_receive_queuing_message_without_time_from_an_empty_port(void)
{
    LOCK_LEVEL_TYPE level;

    create_ports(FIFO);
    forget();
    REFUSED(NOT_AVAILABLE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 0, got, &length, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 0, got, &length, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 0, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-not-available~1]
 * [utest->llr~apex-receive-queuing-message-invalid-mode~1]
 * Kind: robustness */
static void test_receive_queuing_message_behind_those_who_wait(void)
{
    LOCK_LEVEL_TYPE level;
    PROCESS_ID_TYPE p[3];
    PROCESS_ID_TYPE other;

    create_ports(FIFO);
    other = create_three(p);
    run(p[0]);
    receive(ID_IN, INFINITE_TIME_VALUE);
    other_writes(IN, 'a', 2);
    run(other);
    forget();
    REFUSED(NOT_AVAILABLE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 0, got, &length, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 5, got, &length, &code));
    check_got_nothing();
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 1);
}

/* [utest->llr~apex-receive-queuing-message-invalid-mode~1]
 * Kind: robustness */
static void test_receive_queuing_message_that_would_wait_and_may_not(void)
{
    MUTEX_ID_TYPE mutex = ID_UNSET;
    LOCK_LEVEL_TYPE level;
    PROCESS_ID_TYPE p;

    create_ports(FIFO);
    DONE(CREATE_MUTEX("m", 7, FIFO, &mutex, &code));
    p = create_aperiodic("p");
    forget();
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 5, got, &length, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 5, got, &length, &code));
    REFUSED(INVALID_MODE, RECEIVE_QUEUING_MESSAGE(ID_IN, INFINITE_TIME_VALUE,
                                                  got, &length, &code));
    DONE(UNLOCK_PREEMPTION(&level, &code));
    DONE(ACQUIRE_MUTEX(mutex, 0, &code));
    REFUSED(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(ID_IN, 5, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-queuing-message-timed-out~2]
 * Kind: normal */
static void test_receive_queuing_message_times_out(void)
{
    create_ports(FIFO);
    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    receive(ID_IN, 25);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    check_got_nothing();
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 0);
    other_writes(IN, 'a', 2);
    check_next(ID_IN, 'a', 2);
}

/* [utest->llr~apex-receive-queuing-message-invalid-config~2]
 * Kind: robustness */
static void test_receive_queuing_message_after_others_were_lost(void)
{
    create_ports(FIFO);
    (void)port(LARGE_IN, FIFO);
    other_writes(IN, 'x', SIZE + 1);
    other_writes(IN, 'y', 2);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
    check_got_nothing();
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, 0);
    other_writes(LARGE_IN, 'l', 2);
    check_next(LARGE_IN + 1, 'l', 2);
    other_writes(IN, 'a', 2);
    other_writes(IN, 'b', 3);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, INVALID_CONFIG);
    check_got('a', 2);
    check_next(ID_IN, 'b', 3);
}

/* [utest->llr~apex-receive-queuing-message-invalid-config~2]
 * Kind: robustness */
static void test_receive_queuing_message_after_more_than_there_can_be(void)
{
    create_ports(FIFO);
    for (char letter = 'a'; letter <= 'd'; letter++) {
        other_writes(IN, letter, 2);
    }
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, 0);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
    check_got_nothing();
    run_beside_other(create_aperiodic("p"));
    host_switch_hook = one_and_back;
    receive(ID_IN, 1000);
    CU_ASSERT_EQUAL(code, INVALID_CONFIG);
    check_got('p', 3);
    host_switch_hook = NULL;
    other_writes(IN, 'e', 1);
    check_next(ID_IN, 'e', 1);
}

/* [utest->llr~apex-clear-queuing-port~1]
 * Kind: normal */
static void test_clear_queuing_port_takes_all(void)
{
    create_ports(FIFO);
    (void)port(LARGE_IN, FIFO);
    other_writes(LARGE_IN, 'l', 2);
    fill();
    DONE(CLEAR_QUEUING_PORT(ID_IN, &code));
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(port_status(ID_OUT).NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(head_of(IN), 3U);
    CU_ASSERT_EQUAL(tail_of(IN), 3U);
    receive(ID_IN, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
    CU_ASSERT_EQUAL(port_status(LARGE_IN + 1).NB_MESSAGE, 1);
    run(create_aperiodic("p"));
    DONE(CLEAR_QUEUING_PORT(LARGE_IN + 1, &code));
    CU_ASSERT_EQUAL(port_status(LARGE_IN + 1).NB_MESSAGE, 0);
    other_writes(IN, 'a', 2);
    check_next(ID_IN, 'a', 2);
}

/* [utest->llr~apex-clear-queuing-port~1]
 * Kind: robustness */
static void test_clear_queuing_port_that_is_empty(void)
{
    create_ports(FIFO);
    DONE(CLEAR_QUEUING_PORT(ID_IN, &code));
    CU_ASSERT_EQUAL(head_of(IN), 0U);
    CU_ASSERT_EQUAL(tail_of(IN), 0U);
}

/* [utest->llr~apex-clear-queuing-port-null-return-code~1]
 * Kind: robustness */
static void test_clear_queuing_port_without_return_code(void)
{
    create_ports(FIFO);
    fill();
    IGNORED(CLEAR_QUEUING_PORT(ID_IN, NULL));
    IGNORED(CLEAR_QUEUING_PORT(0, NULL));
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, COUNT);
}

/* [utest->llr~apex-clear-queuing-port-invalid-param~1]
 * Kind: robustness */
static void test_clear_queuing_port_that_does_not_exist(void)
{
    create_ports(FIFO);
    sampling_port();
    fill();
    for (uint32_t i = 0U; i < NONE_COUNT; i++) {
        REFUSED(INVALID_PARAM, CLEAR_QUEUING_PORT(none[i], &code));
    }
}

/* [utest->llr~apex-clear-queuing-port-invalid-mode~1]
 * Kind: robustness */
static void test_clear_queuing_port_that_is_a_source(void)
{
    create_ports(FIFO);
    fill();
    REFUSED(INVALID_MODE, CLEAR_QUEUING_PORT(ID_OUT, &code));
    CU_ASSERT_EQUAL(port_status(ID_OUT).NB_MESSAGE, COUNT);
}

/* [utest->llr~apex-get-queuing-port-id~1]
 * Kind: normal */
static void test_get_queuing_port_id_finds_the_name(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    create_ports(FIFO);
    (void)port(LARGE_IN, FIFO);
    DONE(GET_QUEUING_PORT_ID("in", &id, &code));
    CU_ASSERT_EQUAL(id, ID_IN);
    DONE(GET_QUEUING_PORT_ID("large in", &id, &code));
    CU_ASSERT_EQUAL(id, 64);
    partition.mode = NORMAL;
    DONE(GET_QUEUING_PORT_ID("out", &id, &code));
    CU_ASSERT_EQUAL(id, ID_OUT);
}

/* [utest->llr~apex-get-queuing-port-id-null-return-code~1]
 * Kind: robustness */
static void test_get_queuing_port_id_without_return_code(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    create_ports(FIFO);
    IGNORED(GET_QUEUING_PORT_ID("in", &id, NULL));
    IGNORED(GET_QUEUING_PORT_ID(NULL, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-queuing-port-id-null~1]
 * Kind: robustness */
static void test_get_queuing_port_id_null(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    create_ports(FIFO);
    REFUSED(INVALID_PARAM, GET_QUEUING_PORT_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_QUEUING_PORT_ID("in", NULL, &code));
    REFUSED(INVALID_PARAM, GET_QUEUING_PORT_ID("none", NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-queuing-port-id-invalid-config~1]
 * Kind: robustness */
static void test_get_queuing_port_id_of_no_port(void)
{
    QUEUING_PORT_ID_TYPE id = ID_UNSET;

    create_ports(FIFO);
    sampling_port();
    REFUSED(INVALID_CONFIG, GET_QUEUING_PORT_ID("none", &id, &code));
    REFUSED(INVALID_CONFIG, GET_QUEUING_PORT_ID("", &id, &code));
    REFUSED(INVALID_CONFIG, GET_QUEUING_PORT_ID("small in", &id, &code));
    REFUSED(INVALID_CONFIG, GET_QUEUING_PORT_ID("large in", &id, &code));
    REFUSED(INVALID_CONFIG, GET_QUEUING_PORT_ID("sample", &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-queuing-port-status~1]
 * Kind: normal */
static void test_get_queuing_port_status_counts_senders(void)
{
    QUEUING_PORT_STATUS_TYPE status;
    PROCESS_ID_TYPE p[3];

    create_ports(FIFO);
    (void)port(LARGE_OUT, FIFO);
    fill();
    (void)create_three(p);
    run(p[0]);
    send(ID_OUT, 'x', SIZE, INFINITE_TIME_VALUE);
    run(p[1]);
    send(ID_OUT, 'y', SIZE, INFINITE_TIME_VALUE);
    status = port_status(ID_OUT);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, COUNT);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, COUNT);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, SIZE);
    CU_ASSERT_EQUAL(status.PORT_DIRECTION, SOURCE);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(port_status(ID_IN).NB_MESSAGE, COUNT);
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 0);
    status = port_status(LARGE_OUT + 1);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, 256);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-queuing-port-status~1]
 * Kind: normal */
static void test_get_queuing_port_status_counts_receivers(void)
{
    PROCESS_ID_TYPE p[3];

    create_ports(FIFO);
    (void)port(LARGE_IN, FIFO);
    (void)create_three(p);
    run(p[0]);
    receive(ID_IN, INFINITE_TIME_VALUE);
    run(p[1]);
    receive(ID_IN, INFINITE_TIME_VALUE);
    run(p[2]);
    receive(LARGE_IN + 1, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(port_status(ID_IN).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(port_status(ID_OUT).WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(port_status(LARGE_IN + 1).WAITING_PROCESSES, 1);
}

/* [utest->llr~apex-get-queuing-port-status-null-return-code~1]
 * Kind: robustness */
static void test_get_queuing_port_status_without_return_code(void)
{
    QUEUING_PORT_STATUS_TYPE status = unset_status;

    create_ports(FIFO);
    IGNORED(GET_QUEUING_PORT_STATUS(ID_IN, &status, NULL));
    IGNORED(GET_QUEUING_PORT_STATUS(0, NULL, NULL));
    check_unset(&status);
}

/* [utest->llr~apex-get-queuing-port-status-invalid-param~1]
 * Kind: robustness */
static void test_get_queuing_port_status_of_none_or_null(void)
{
    QUEUING_PORT_STATUS_TYPE status = unset_status;

    create_ports(FIFO);
    sampling_port();
    for (uint32_t i = 0U; i < NONE_COUNT; i++) {
        REFUSED(INVALID_PARAM,
                GET_QUEUING_PORT_STATUS(none[i], &status, &code));
    }
    REFUSED(INVALID_PARAM, GET_QUEUING_PORT_STATUS(ID_IN, NULL, &code));
    check_unset(&status);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_queuing_port_keeps_the_discipline),
    TEST(test_create_queuing_port_creates_one_process),
    TEST(test_create_queuing_port_at_the_ends_of_its_ranges),
    TEST(test_create_queuing_port_in_a_warm_start),
    TEST(test_create_queuing_port_without_return_code),
    TEST(test_create_queuing_port_null),
    TEST(test_create_queuing_port_of_no_row),
    TEST(test_create_queuing_port_that_exists),
    TEST(test_create_queuing_port_otherwise_than_configured),
    TEST(test_create_queuing_port_of_no_discipline),
    TEST(test_create_queuing_port_without_a_place_for_the_process),
    TEST(test_create_queuing_port_in_the_last_place_for_a_process),
    TEST(test_create_queuing_port_in_normal),
    TEST(test_send_queuing_message_for_the_other_end),
    TEST(test_send_queuing_message_at_the_ends_of_the_length),
    TEST(test_send_queuing_message_keeps_the_order),
    TEST(test_send_queuing_message_waits_for_room),
    TEST(test_send_queuing_message_infinite_has_no_time_out),
    TEST(test_send_queuing_message_beyond_the_end_of_time),
    TEST(test_send_queuing_message_in_the_order_of_coming),
    TEST(test_send_queuing_message_in_the_order_of_priorities),
    TEST(test_send_queuing_message_without_return_code),
    TEST(test_send_queuing_message_to_no_port),
    TEST(test_send_queuing_message_of_no_message),
    TEST(test_send_queuing_message_for_a_negative_time),
    TEST(test_send_queuing_message_that_is_too_long),
    TEST(test_send_queuing_message_to_a_destination),
    TEST(test_send_queuing_message_without_time_to_a_full_port),
    TEST(test_send_queuing_message_behind_those_who_wait),
    TEST(test_send_queuing_message_that_would_wait_and_may_not),
    TEST(test_send_queuing_message_times_out),
    TEST(test_receive_queuing_message_of_the_other_end),
    TEST(test_receive_queuing_message_at_the_ends_of_the_size),
    TEST(test_receive_queuing_message_waits_for_one),
    TEST(test_receive_queuing_message_infinite_has_no_time_out),
    TEST(test_receive_queuing_message_beyond_the_end_of_time),
    TEST(test_receive_queuing_message_in_the_order_of_coming),
    TEST(test_receive_queuing_message_in_the_order_of_priorities),
    TEST(test_receive_queuing_message_without_return_code),
    TEST(test_receive_queuing_message_from_no_port),
    TEST(test_receive_queuing_message_null),
    TEST(test_receive_queuing_message_for_a_negative_time),
    TEST(test_receive_queuing_message_from_a_source),
    TEST(test_receive_queuing_message_without_time_from_an_empty_port),
    TEST(test_receive_queuing_message_behind_those_who_wait),
    TEST(test_receive_queuing_message_that_would_wait_and_may_not),
    TEST(test_receive_queuing_message_times_out),
    TEST(test_receive_queuing_message_after_others_were_lost),
    TEST(test_receive_queuing_message_after_more_than_there_can_be),
    TEST(test_clear_queuing_port_takes_all),
    TEST(test_clear_queuing_port_that_is_empty),
    TEST(test_clear_queuing_port_without_return_code),
    TEST(test_clear_queuing_port_that_does_not_exist),
    TEST(test_clear_queuing_port_that_is_a_source),
    TEST(test_get_queuing_port_id_finds_the_name),
    TEST(test_get_queuing_port_id_without_return_code),
    TEST(test_get_queuing_port_id_null),
    TEST(test_get_queuing_port_id_of_no_port),
    TEST(test_get_queuing_port_status_counts_senders),
    TEST(test_get_queuing_port_status_counts_receivers),
    TEST(test_get_queuing_port_status_without_return_code),
    TEST(test_get_queuing_port_status_of_none_or_null),
    {NULL, NULL},
};

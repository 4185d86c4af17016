/* SPDX-License-Identifier: Apache-2.0 */
/* Buffer services. */
#include "apex_unit.h"

#include "apexBuffer.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 5U, [KIND_EVENT] = 2U, [KIND_BUFFER] = 3U}};

static BUFFER_NAME_TYPE name_a = "a";
static BUFFER_NAME_TYPE name_b = "b";
static BUFFER_NAME_TYPE name_c = "c";
static BUFFER_NAME_TYPE name_d = "d";

#define SIZE 8 /* bytes of a message, where it does not matter */
#define UNSET (-7)
#define NOTHING 0xeeU /* a byte that no message has */

/* What receive() has brought. */
static APEX_BYTE got[MESSAGE_SIZE_MAX];
static MESSAGE_SIZE_TYPE length;

static BUFFER_ID_TYPE buffer(MESSAGE_RANGE_TYPE count,
                             QUEUING_DISCIPLINE_TYPE discipline)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BUFFER(name_a, SIZE, count, discipline, &id, &code));
    return id;
}

static BUFFER_STATUS_TYPE buffer_status(BUFFER_ID_TYPE id)
{
    BUFFER_STATUS_TYPE status = {UNSET, UNSET, UNSET, UNSET};

    DONE(GET_BUFFER_STATUS(id, &status, &code));
    return status;
}

/* Send a message of `bytes` bytes, each of them `letter`. */
static void send(BUFFER_ID_TYPE id, char letter, MESSAGE_SIZE_TYPE bytes,
                 SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX];

    code = CODE_UNSET;
    (void)memset(message, letter, sizeof message);
    SEND_BUFFER(id, message, bytes, time_out, &code);
}

static void forget(void)
{
    (void)memset(got, (int)NOTHING, sizeof got);
    length = UNSET;
}

static void receive(BUFFER_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    forget();
    code = CODE_UNSET;
    RECEIVE_BUFFER(id, time_out, got, &length, &code);
}

/* How many bytes of got[], from byte `from` on, are not `byte`. */
static uint32_t others(uint32_t from, uint32_t to, uint32_t byte)
{
    uint32_t count = 0U;

    for (uint32_t i = from; i < to; i++) {
        if (got[i] != (APEX_BYTE)byte) {
            count++;
        }
    }
    return count;
}

/* This message came, and no byte behind it. */
static void check_got(char letter, MESSAGE_SIZE_TYPE bytes)
{
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(length, bytes);
    CU_ASSERT_EQUAL(others(0U, (uint32_t)bytes, (uint32_t)letter), 0U);
    CU_ASSERT_EQUAL(others((uint32_t)bytes, MESSAGE_SIZE_MAX, NOTHING), 0U);
}

/* Nothing came, not even a length. */
static void check_got_nothing(void)
{
    CU_ASSERT_EQUAL(length, UNSET);
    CU_ASSERT_EQUAL(others(0U, MESSAGE_SIZE_MAX, NOTHING), 0U);
}

/* The oldest message of the buffer is this one. */
static void check_next(BUFFER_ID_TYPE id, char letter)
{
    receive(id, 0);
    check_got(letter, SIZE);
}

static PROCESS_ID_TYPE partner;
static BUFFER_ID_TYPE shared;

/* While `from` waits, the partner sends message p. */
static void send_and_back(uint32_t from, uint32_t to)
{
    APEX_BYTE message[] = {'p', 'p', 'p'};
    RETURN_CODE_TYPE answer = CODE_UNSET;

    seen.place = process[from].place;
    sched.current = (uint32_t)partner - 1U;
    SEND_BUFFER(shared, message, 3, 0, &answer);
    CU_ASSERT_EQUAL(answer, NO_ERROR);
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    CU_ASSERT_EQUAL(buffer_status(shared).NB_MESSAGE, 0);
    unit_switch_back(from, to);
}

/* While `from` waits, the partner receives message o. */
static void receive_and_back(uint32_t from, uint32_t to)
{
    seen.place = process[from].place;
    sched.current = (uint32_t)partner - 1U;
    check_next(shared, 'o');
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    CU_ASSERT_EQUAL(buffer_status(shared).NB_MESSAGE, 1);
    unit_switch_back(from, to);
}

/* Processes with priorities 5, 9, 7, of which the first to be served under
 * FIFO is the first, under PRIORITY the second; and a partner, which runs. */
static void create_three(PROCESS_ID_TYPE p[3])
{
    static const PRIORITY_TYPE priority[] = {5, 9, 7};
    static const char *const name[] = {"x", "y", "z"};

    partner = create_aperiodic("partner");
    for (uint32_t i = 0U; i < 3U; i++) {
        PROCESS_ATTRIBUTE_TYPE a = attributes(name[i]);

        a.BASE_PRIORITY = priority[i];
        DONE(CREATE_PROCESS(&a, &p[i], &code));
    }
    run(partner);
}

/* Which of the three is ready. */
static uint32_t ready_of(const PROCESS_ID_TYPE p[3])
{
    uint32_t found = 99U;

    for (uint32_t i = 0U; i < 3U; i++) {
        if (state_of(p[i]) == READY) {
            found = i;
        }
    }
    return found;
}

/* [utest->llr~apex-create-buffer~1]
 * Kind: normal */
static void test_create_buffer_keeps_size_and_number(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;
    BUFFER_STATUS_TYPE status;

    DONE(CREATE_BUFFER(name_a, 10, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    DONE(CREATE_BUFFER(name_b, 30, 9, PRIORITY, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    status = buffer_status(2);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, 9);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 30);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(buffer_status(1).MAX_NB_MESSAGE, 2);
    CU_ASSERT_EQUAL(buffer_status(1).MAX_MESSAGE_SIZE, 10);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST].discipline, FIFO);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST + 1U].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[SPACE_FIRST + 1U].discipline, PRIORITY);
}

/* [utest->llr~apex-create-buffer~1]
 * Kind: robustness */
static void test_create_buffer_at_the_ends_of_its_ranges(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BUFFER(name_a, 1, 1, FIFO, &id, &code));
    DONE(CREATE_BUFFER(name_b, 256, 255, PRIORITY, &id, &code));
    CU_ASSERT_EQUAL(buffer_status(id).MAX_NB_MESSAGE, 255);
    CU_ASSERT_EQUAL(buffer_status(id).MAX_MESSAGE_SIZE, 256);
}

/* [utest->llr~apex-create-buffer-null-return-code~1]
 * Kind: robustness */
static void test_create_buffer_without_return_code(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_BUFFER(name_a, 1, 2, FIFO, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-null~1]
 * Kind: robustness */
static void test_create_buffer_null(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_BUFFER(NULL, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(NULL, 257, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 1, 2, FIFO, NULL, &code));
}

/* [utest->llr~apex-create-buffer-full~1]
 * Kind: robustness */
static void test_create_buffer_when_all_exist(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BUFFER(name_a, 1, 2, FIFO, &id, &code));
    DONE(CREATE_BUFFER(name_b, 1, 2, FIFO, &id, &code));
    DONE(CREATE_BUFFER(name_c, 1, 2, FIFO, &id, &code));
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_d, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_a, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_d, 0, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-no-action~1]
 * Kind: robustness */
static void test_create_buffer_of_a_name_that_exists(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    (void)buffer(1, FIFO);
    REFUSED(NO_ACTION, CREATE_BUFFER(name_a, 1, 1, FIFO, &id, &code));
    REFUSED(NO_ACTION, CREATE_BUFFER(name_a, 0, 1, FIFO, &id, &code));
    REFUSED(NO_ACTION, CREATE_BUFFER(name_a, 257, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-invalid-param~1]
 * Kind: robustness */
static void test_create_buffer_with_nothing_in_it(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 0, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, -1, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_BUFFER(name_a, INT32_MIN, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 1, 0, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 1, -1, FIFO, &id, &code));
    REFUSED(INVALID_PARAM,
            CREATE_BUFFER(name_a, 1, INT32_MIN, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 257, 0, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 0, 257, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-invalid-param~1]
 * Kind: robustness */
static void test_create_buffer_of_no_discipline(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    REFUSED(
        INVALID_PARAM,
        CREATE_BUFFER(name_a, 1, 2, (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    REFUSED(
        INVALID_PARAM,
        CREATE_BUFFER(name_a, 1, 2, (QUEUING_DISCIPLINE_TYPE)-1, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-storage~1]
 * Kind: robustness */
static void test_create_buffer_without_storage(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_a, 257, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_BUFFER(name_a, INT32_MAX, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_a, 1, 257, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG,
            CREATE_BUFFER(name_a, 1, INT32_MAX, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    DONE(CREATE_BUFFER(name_a, 1, 200, FIFO, &id, &code));
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_b, 1, 57, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    DONE(CREATE_BUFFER(name_b, 1, 56, FIFO, &id, &code));
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_c, 1, 1, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-buffer-invalid-mode~1]
 * Kind: robustness */
static void test_create_buffer_in_normal(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, CREATE_BUFFER(name_a, 1, 2, FIFO, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BUFFER(name_a, 0, 2, FIFO, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BUFFER(name_a, 257, 2, FIFO, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: normal */
static void test_send_buffer_keeps_the_order(void)
{
    const BUFFER_ID_TYPE id = buffer(3, FIFO);

    run(create_aperiodic("p"));
    send(id, 'a', 1, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    send(id, 'b', SIZE, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(buffer_status(id).NB_MESSAGE, 2);
    receive(id, 0);
    check_got('a', 1);
    send(id, 'c', 5, 1000);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    receive(id, 1000);
    check_got('b', SIZE);
    receive(id, INFINITE_TIME_VALUE);
    check_got('c', 5);
    CU_ASSERT_EQUAL(buffer_status(id).NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: normal */
static void test_receive_buffer_from_two_that_are_apart(void)
{
    const BUFFER_ID_TYPE a = buffer(1, FIFO);
    BUFFER_ID_TYPE b = ID_UNSET;

    DONE(CREATE_BUFFER(name_b, 256, 1, FIFO, &b, &code));
    send(a, 'a', SIZE, 0);
    send(b, 'b', 256, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    receive(a, 0);
    check_got('a', SIZE);
    CU_ASSERT_EQUAL(buffer_status(b).NB_MESSAGE, 1);
    receive(b, 0);
    check_got('b', 256);
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: normal */
static void test_send_buffer_ends_with_a_receive(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    partner = create_aperiodic("partner");
    shared = buffer(1, FIFO);
    send(shared, 'o', SIZE, 0);
    run(p);
    ready(partner);
    host_switch_hook = receive_and_back;
    send(shared, 'n', SIZE, 1000);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + SPACE_FIRST);
    check_next(shared, 'n');
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: normal */
static void test_send_buffer_infinite_has_no_time_out(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    send(id, 'n', SIZE, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: robustness */
static void test_send_buffer_beyond_the_end_of_time(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    send(id, 'n', SIZE, INT64_MAX);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* The receiver that one message wakes of three, which began to wait in their
 * order; the sender is not switched away from. */
static uint32_t first_receiver(QUEUING_DISCIPLINE_TYPE discipline)
{
    const BUFFER_ID_TYPE id = buffer(2, discipline);
    PROCESS_ID_TYPE p[3];
    uint32_t switches;

    create_three(p);
    for (uint32_t i = 0U; i < 3U; i++) {
        run(p[i]);
        receive(id, INFINITE_TIME_VALUE);
    }
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 3);
    switches = host.switches;
    send(id, 'm', SIZE, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, switches);
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(buffer_status(id).NB_MESSAGE, 0);
    return ready_of(p);
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: normal */
static void test_send_buffer_wakes_who_came_first(void)
{
    CU_ASSERT_EQUAL(first_receiver(FIFO), 0U);
}

/* [utest->llr~apex-send-buffer~1]
 * Kind: normal */
static void test_send_buffer_wakes_the_most_urgent(void)
{
    CU_ASSERT_EQUAL(first_receiver(PRIORITY), 1U);
}

/* [utest->llr~apex-send-buffer-null-return-code~1]
 * Kind: robustness */
static void test_send_buffer_without_return_code(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE] = {0};

    run(create_aperiodic("p"));
    IGNORED(SEND_BUFFER(id, message, SIZE, 0, NULL));
    IGNORED(SEND_BUFFER(0, NULL, 0, -2, NULL));
}

/* [utest->llr~apex-send-buffer-invalid-param~1]
 * Kind: robustness */
static void test_send_buffer_that_does_not_exist(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE] = {0};

    REFUSED(INVALID_PARAM, SEND_BUFFER(0, message, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id + 1, message, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(-1, message, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(INT32_MIN, message, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(INT32_MAX, message, SIZE, 0, &code));
}

/* [utest->llr~apex-send-buffer-invalid-param~1]
 * Kind: robustness */
static void test_send_buffer_of_no_message(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE + 1] = {0};

    REFUSED(INVALID_PARAM, SEND_BUFFER(id, NULL, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, 0, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, -1, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, INT32_MIN, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, SIZE + 1, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, INT32_MAX, 0, &code));
}

/* [utest->llr~apex-send-buffer-invalid-param~1]
 * Kind: robustness */
static void test_send_buffer_for_a_negative_time(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE] = {0};

    run(create_aperiodic("p"));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, SIZE, -2, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, SIZE, INT64_MIN, &code));
}

/* [utest->llr~apex-send-buffer-invalid-param~1]
 * Kind: robustness */
static void test_send_buffer_that_is_full_of_no_message(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE + 1] = {0};

    send(id, 'o', SIZE, 0);
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, NULL, SIZE, 0, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, SIZE + 1, 5, &code));
    REFUSED(INVALID_PARAM, SEND_BUFFER(id, message, SIZE, -2, &code));
}

/* [utest->llr~apex-send-buffer-not-available~1]
 * Kind: robustness */
static void test_send_buffer_without_time_to_a_full_one(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    APEX_BYTE message[SIZE] = {0};
    LOCK_LEVEL_TYPE level;

    send(id, 'o', SIZE, 0);
    REFUSED(NOT_AVAILABLE, SEND_BUFFER(id, message, SIZE, 0, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE, SEND_BUFFER(id, message, SIZE, 0, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE, SEND_BUFFER(id, message, SIZE, 0, &code));
}

/* [utest->llr~apex-send-buffer-invalid-mode~2]
 * Kind: robustness */
static void test_send_buffer_that_is_full_locked_or_in_main(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    APEX_BYTE message[SIZE] = {0};
    LOCK_LEVEL_TYPE level;

    send(id, 'o', SIZE, 0);
    REFUSED(INVALID_MODE, SEND_BUFFER(id, message, SIZE, 5, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE, SEND_BUFFER(id, message, SIZE, 5, &code));
    REFUSED(INVALID_MODE,
            SEND_BUFFER(id, message, SIZE, INFINITE_TIME_VALUE, &code));
}

/* [utest->llr~apex-send-buffer-timed-out~1]
 * Kind: normal */
static void test_send_buffer_times_out(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    send(id, 'n', SIZE, 25);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 0);
    check_next(id, 'o');
    receive(id, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: normal */
static void test_receive_buffer_ends_with_a_send(void)
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    partner = create_aperiodic("partner");
    shared = buffer(1, FIFO);
    run(p);
    ready(partner);
    host_switch_hook = send_and_back;
    receive(shared, 1000);
    check_got('p', 3);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + BUFFER_FIRST);
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: normal */
static void test_receive_buffer_infinite_has_no_time_out(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    receive(id, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: robustness */
static void test_receive_buffer_beyond_the_end_of_time(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    receive(id, INT64_MAX);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* The sender that one receive wakes of three, which began to wait in their
 * order; its message is then in the buffer. The receiver is not switched away
 * from. */
static uint32_t first_sender(QUEUING_DISCIPLINE_TYPE discipline)
{
    const BUFFER_ID_TYPE id = buffer(1, discipline);
    PROCESS_ID_TYPE p[3];
    uint32_t switches;
    uint32_t first;

    send(id, 'o', SIZE, 0);
    create_three(p);
    for (uint32_t i = 0U; i < 3U; i++) {
        run(p[i]);
        send(id, (char)('x' + (int)i), SIZE, INFINITE_TIME_VALUE);
    }
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 3);
    run(partner);
    switches = host.switches;
    check_next(id, 'o');
    CU_ASSERT_EQUAL(host.switches, switches);
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(buffer_status(id).NB_MESSAGE, 1);
    first = ready_of(p);
    check_next(id, (char)('x' + (int)first));
    return first;
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: normal */
static void test_receive_buffer_wakes_who_came_first(void)
{
    CU_ASSERT_EQUAL(first_sender(FIFO), 0U);
}

/* [utest->llr~apex-receive-buffer~1]
 * Kind: normal */
static void test_receive_buffer_wakes_the_most_urgent(void)
{
    CU_ASSERT_EQUAL(first_sender(PRIORITY), 1U);
}

/* [utest->llr~apex-receive-buffer-null-return-code~1]
 * Kind: robustness */
static void test_receive_buffer_without_return_code(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    run(create_aperiodic("p"));
    forget();
    IGNORED(RECEIVE_BUFFER(id, 0, got, &length, NULL));
    IGNORED(RECEIVE_BUFFER(0, -2, NULL, NULL, NULL));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-invalid-param~1]
 * Kind: robustness */
static void test_receive_buffer_that_does_not_exist(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    forget();
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(0, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id + 1, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(-1, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(INT32_MIN, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(INT32_MAX, 0, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-invalid-param~1]
 * Kind: robustness */
static void test_receive_buffer_null(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    forget();
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, 0, NULL, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, 0, got, NULL, &code));
    send(id, 'o', SIZE, 0);
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, 0, NULL, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, 0, got, NULL, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-invalid-param~1]
 * Kind: robustness */
static void test_receive_buffer_for_a_negative_time(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    send(id, 'o', SIZE, 0);
    run(create_aperiodic("p"));
    forget();
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, -2, got, &length, &code));
    REFUSED(INVALID_PARAM, RECEIVE_BUFFER(id, INT64_MIN, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-not-available~1]
 * Kind: robustness */
static void test_receive_buffer_without_time_from_an_empty_one(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    LOCK_LEVEL_TYPE level;

    forget();
    REFUSED(NOT_AVAILABLE, RECEIVE_BUFFER(id, 0, got, &length, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE, RECEIVE_BUFFER(id, 0, got, &length, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE, RECEIVE_BUFFER(id, 0, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-invalid-mode~2]
 * Kind: robustness */
static void test_receive_buffer_that_is_empty_locked_or_in_main(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    LOCK_LEVEL_TYPE level;

    forget();
    REFUSED(INVALID_MODE, RECEIVE_BUFFER(id, 5, got, &length, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE, RECEIVE_BUFFER(id, 5, got, &length, &code));
    REFUSED(INVALID_MODE,
            RECEIVE_BUFFER(id, INFINITE_TIME_VALUE, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-receive-buffer-timed-out~1]
 * Kind: normal */
static void test_receive_buffer_times_out(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);

    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    receive(id, 25);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    check_got_nothing();
    CU_ASSERT_EQUAL(buffer_status(id).WAITING_PROCESSES, 0);
    send(id, 'm', SIZE, 0);
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(buffer_status(id).NB_MESSAGE, 1);
}

/* [utest->llr~apex-get-buffer-id~1]
 * Kind: normal */
static void test_get_buffer_id_finds_the_name(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    (void)buffer(1, FIFO);
    DONE(CREATE_BUFFER(name_b, 1, 2, FIFO, &id, &code));
    id = ID_UNSET;
    DONE(GET_BUFFER_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_BUFFER_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-buffer-id-null-return-code~1]
 * Kind: robustness */
static void test_get_buffer_id_without_return_code(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    (void)buffer(1, FIFO);
    IGNORED(GET_BUFFER_ID(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-buffer-id-null~1]
 * Kind: robustness */
static void test_get_buffer_id_null(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    (void)buffer(1, FIFO);
    REFUSED(INVALID_PARAM, GET_BUFFER_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_BUFFER_ID(name_a, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-buffer-id-invalid-config~1]
 * Kind: robustness */
static void test_get_buffer_id_of_no_buffer(void)
{
    BUFFER_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("b");
    REFUSED(INVALID_CONFIG, GET_BUFFER_ID(name_a, &id, &code));
    (void)buffer(1, FIFO);
    REFUSED(INVALID_CONFIG, GET_BUFFER_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-buffer-status~1]
 * Kind: normal */
static void test_get_buffer_status_counts_receivers(void)
{
    BUFFER_ID_TYPE id = buffer(1, FIFO);
    PROCESS_ID_TYPE p[3];
    BUFFER_STATUS_TYPE status;

    DONE(CREATE_BUFFER(name_b, 5, 3, FIFO, &id, &code));
    create_three(p);
    run(p[0]);
    receive(id, INFINITE_TIME_VALUE);
    run(p[1]);
    receive(id, INFINITE_TIME_VALUE);
    status = buffer_status(id);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, 3);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 5);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(buffer_status(1).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-buffer-status~1]
 * Kind: normal */
static void test_get_buffer_status_counts_messages_and_senders(void)
{
    BUFFER_ID_TYPE id = buffer(3, FIFO);
    PROCESS_ID_TYPE p[3];
    BUFFER_STATUS_TYPE status;

    DONE(CREATE_BUFFER(name_b, 5, 2, FIFO, &id, &code));
    send(id, 'a', 1, 0);
    send(id, 'b', 1, 0);
    create_three(p);
    run(p[0]);
    send(id, 'c', 1, INFINITE_TIME_VALUE);
    run(p[1]);
    send(id, 'd', 1, INFINITE_TIME_VALUE);
    status = buffer_status(id);
    CU_ASSERT_EQUAL(status.NB_MESSAGE, 2);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, 2);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 5);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(buffer_status(1).NB_MESSAGE, 0);
    CU_ASSERT_EQUAL(buffer_status(1).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-buffer-status-null-return-code~1]
 * Kind: robustness */
static void test_get_buffer_status_without_return_code(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    BUFFER_STATUS_TYPE status = {UNSET, UNSET, UNSET, UNSET};

    IGNORED(GET_BUFFER_STATUS(id, &status, NULL));
    CU_ASSERT_EQUAL(status.NB_MESSAGE, UNSET);
    CU_ASSERT_EQUAL(status.MAX_NB_MESSAGE, UNSET);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, UNSET);
}

/* [utest->llr~apex-get-buffer-status-invalid-param~1]
 * Kind: robustness */
static void test_get_buffer_status_of_none_or_null(void)
{
    const BUFFER_ID_TYPE id = buffer(1, FIFO);
    BUFFER_STATUS_TYPE status = {UNSET, UNSET, UNSET, UNSET};

    REFUSED(INVALID_PARAM, GET_BUFFER_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_BUFFER_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_BUFFER_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_BUFFER_STATUS(-1, &status, &code));
    CU_ASSERT_EQUAL(status.NB_MESSAGE, UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_buffer_keeps_size_and_number),
    TEST(test_create_buffer_at_the_ends_of_its_ranges),
    TEST(test_create_buffer_without_return_code),
    TEST(test_create_buffer_null),
    TEST(test_create_buffer_when_all_exist),
    TEST(test_create_buffer_of_a_name_that_exists),
    TEST(test_create_buffer_with_nothing_in_it),
    TEST(test_create_buffer_of_no_discipline),
    TEST(test_create_buffer_without_storage),
    TEST(test_create_buffer_in_normal),
    TEST(test_send_buffer_keeps_the_order),
    TEST(test_receive_buffer_from_two_that_are_apart),
    TEST(test_send_buffer_ends_with_a_receive),
    TEST(test_send_buffer_infinite_has_no_time_out),
    TEST(test_send_buffer_beyond_the_end_of_time),
    TEST(test_send_buffer_wakes_who_came_first),
    TEST(test_send_buffer_wakes_the_most_urgent),
    TEST(test_send_buffer_without_return_code),
    TEST(test_send_buffer_that_does_not_exist),
    TEST(test_send_buffer_of_no_message),
    TEST(test_send_buffer_for_a_negative_time),
    TEST(test_send_buffer_that_is_full_of_no_message),
    TEST(test_send_buffer_without_time_to_a_full_one),
    TEST(test_send_buffer_that_is_full_locked_or_in_main),
    TEST(test_send_buffer_times_out),
    TEST(test_receive_buffer_ends_with_a_send),
    TEST(test_receive_buffer_infinite_has_no_time_out),
    TEST(test_receive_buffer_beyond_the_end_of_time),
    TEST(test_receive_buffer_wakes_who_came_first),
    TEST(test_receive_buffer_wakes_the_most_urgent),
    TEST(test_receive_buffer_without_return_code),
    TEST(test_receive_buffer_that_does_not_exist),
    TEST(test_receive_buffer_null),
    TEST(test_receive_buffer_for_a_negative_time),
    TEST(test_receive_buffer_without_time_from_an_empty_one),
    TEST(test_receive_buffer_that_is_empty_locked_or_in_main),
    TEST(test_receive_buffer_times_out),
    TEST(test_get_buffer_id_finds_the_name),
    TEST(test_get_buffer_id_without_return_code),
    TEST(test_get_buffer_id_null),
    TEST(test_get_buffer_id_of_no_buffer),
    TEST(test_get_buffer_status_counts_receivers),
    TEST(test_get_buffer_status_counts_messages_and_senders),
    TEST(test_get_buffer_status_without_return_code),
    TEST(test_get_buffer_status_of_none_or_null),
    {NULL, NULL},
};

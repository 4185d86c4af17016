/* SPDX-License-Identifier: Apache-2.0 */
/* Blackboard services. */
#include "apex_unit.h"

#include "apexBlackboard.h"

const struct config config = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = 5U, [KIND_EVENT] = 2U, [KIND_BOARD] = 3U}};

static BLACKBOARD_NAME_TYPE name_a = "a";
static BLACKBOARD_NAME_TYPE name_b = "b";
static BLACKBOARD_NAME_TYPE name_c = "c";
static BLACKBOARD_NAME_TYPE name_d = "d";

#define SIZE 8 /* bytes of a message, where it does not matter */
#define UNSET (-7)
#define NOTHING 0xeeU /* a byte that no message has */

/* What look() has brought. */
static APEX_BYTE got[MESSAGE_SIZE_MAX];
static MESSAGE_SIZE_TYPE length;

static BLACKBOARD_ID_TYPE board(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BLACKBOARD(name_a, SIZE, &id, &code));
    return id;
}

static BLACKBOARD_STATUS_TYPE board_status(BLACKBOARD_ID_TYPE id)
{
    BLACKBOARD_STATUS_TYPE status = {(EMPTY_INDICATOR_TYPE)UNSET, UNSET, UNSET};

    DONE(GET_BLACKBOARD_STATUS(id, &status, &code));
    return status;
}

/* Display a message of `bytes` bytes, each of them `letter`. */
static void display(BLACKBOARD_ID_TYPE id, char letter, MESSAGE_SIZE_TYPE bytes)
{
    APEX_BYTE message[MESSAGE_SIZE_MAX];

    (void)memset(message, letter, sizeof message);
    DONE(DISPLAY_BLACKBOARD(id, message, bytes, &code));
}

static void forget(void)
{
    (void)memset(got, (int)NOTHING, sizeof got);
    length = UNSET;
}

static void look(BLACKBOARD_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    forget();
    code = CODE_UNSET;
    READ_BLACKBOARD(id, time_out, got, &length, &code);
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

/* This message was read, and no byte behind it. */
static void check_got(char letter, MESSAGE_SIZE_TYPE bytes)
{
    CU_ASSERT_EQUAL(code, NO_ERROR);
    CU_ASSERT_EQUAL(length, bytes);
    CU_ASSERT_EQUAL(others(0U, (uint32_t)bytes, (uint32_t)letter), 0U);
    CU_ASSERT_EQUAL(others((uint32_t)bytes, MESSAGE_SIZE_MAX, NOTHING), 0U);
}

/* Nothing was read, not even a length. */
static void check_got_nothing(void)
{
    CU_ASSERT_EQUAL(length, UNSET);
    CU_ASSERT_EQUAL(others(0U, MESSAGE_SIZE_MAX, NOTHING), 0U);
}

/* The blackboard shows this message. */
static void check_shown(BLACKBOARD_ID_TYPE id, char letter,
                        MESSAGE_SIZE_TYPE bytes)
{
    CU_ASSERT_EQUAL(board_status(id).EMPTY_INDICATOR, OCCUPIED);
    look(id, 0);
    check_got(letter, bytes);
}

static void check_empty(BLACKBOARD_ID_TYPE id)
{
    CU_ASSERT_EQUAL(board_status(id).EMPTY_INDICATOR, EMPTY);
    look(id, 0);
    CU_ASSERT_EQUAL(code, NOT_AVAILABLE);
    check_got_nothing();
}

static PROCESS_ID_TYPE partner;
static BLACKBOARD_ID_TYPE shared;

/* While `from` waits, the partner displays message p. */
static void display_and_back(uint32_t from, uint32_t to)
{
    seen.place = process[from].place;
    sched.current = (uint32_t)partner - 1U;
    display(shared, 'p', 3);
    CU_ASSERT_EQUAL(process[from].place, PLACE_READY);
    CU_ASSERT_EQUAL(board_status(shared).WAITING_PROCESSES, 0);
    unit_switch_back(from, to);
}

/* And then message q. */
static void display_twice_and_back(uint32_t from, uint32_t to)
{
    sched.current = (uint32_t)partner - 1U;
    display(shared, 'p', 3);
    display(shared, 'q', 2);
    unit_switch_back(from, to);
}

/* And then nothing. */
static void display_clear_and_back(uint32_t from, uint32_t to)
{
    sched.current = (uint32_t)partner - 1U;
    display(shared, 'p', 3);
    DONE(CLEAR_BLACKBOARD(shared, &code));
    unit_switch_back(from, to);
}

/* What process p reads while the partner, in `hook`, displays. */
static void look_while(void (*hook)(uint32_t from, uint32_t to))
{
    const PROCESS_ID_TYPE p = create_aperiodic("p");

    partner = create_aperiodic("partner");
    shared = board();
    run(p);
    ready(partner);
    host_switch_hook = hook;
    look(shared, 1000);
}

/* Processes of one priority, and a partner of a lower one, which runs. */
static void create_three(PROCESS_ID_TYPE p[3])
{
    static const char *const name[] = {"x", "y", "z"};
    PROCESS_ATTRIBUTE_TYPE a = attributes("partner");

    a.BASE_PRIORITY = 1;
    DONE(CREATE_PROCESS(&a, &partner, &code));
    for (uint32_t i = 0U; i < 3U; i++) {
        p[i] = create_aperiodic(name[i]);
    }
    run(partner);
}

/* [utest->llr~apex-create-blackboard~1]
 * Kind: normal */
static void test_create_blackboard_keeps_the_size(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;
    BLACKBOARD_STATUS_TYPE status;

    DONE(CREATE_BLACKBOARD(name_a, 10, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
    DONE(CREATE_BLACKBOARD(name_b, 30, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    status = board_status(2);
    CU_ASSERT_EQUAL(status.EMPTY_INDICATOR, EMPTY);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 30);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(board_status(1).MAX_MESSAGE_SIZE, 10);
    CU_ASSERT_EQUAL(board_status(1).EMPTY_INDICATOR, EMPTY);
}

/* [utest->llr~apex-create-blackboard~1]
 * Kind: robustness */
static void test_create_blackboard_at_the_ends_of_its_range(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BLACKBOARD(name_a, 1, &id, &code));
    CU_ASSERT_EQUAL(board_status(id).MAX_MESSAGE_SIZE, 1);
    DONE(CREATE_BLACKBOARD(name_b, 256, &id, &code));
    CU_ASSERT_EQUAL(board_status(id).MAX_MESSAGE_SIZE, 256);
    check_empty(id);
}

/* [utest->llr~apex-create-blackboard-null-return-code~1]
 * Kind: robustness */
static void test_create_blackboard_without_return_code(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    IGNORED(CREATE_BLACKBOARD(name_a, 1, &id, NULL));
    IGNORED(CREATE_BLACKBOARD(NULL, 0, NULL, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-blackboard-null~1]
 * Kind: robustness */
static void test_create_blackboard_null(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 1, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 257, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, 1, NULL, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, 257, NULL, &code));
}

/* [utest->llr~apex-create-blackboard-null~1]
 * [utest->llr~apex-create-blackboard-full~1]
 * Kind: robustness */
static void test_create_blackboard_when_all_exist(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    DONE(CREATE_BLACKBOARD(name_a, 1, &id, &code));
    DONE(CREATE_BLACKBOARD(name_b, 1, &id, &code));
    DONE(CREATE_BLACKBOARD(name_c, 1, &id, &code));
    CU_ASSERT_EQUAL(id, 3);
    id = ID_UNSET;
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_d, 1, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_a, 1, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_d, 0, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 1, &id, &code));
    run(create_aperiodic("p"));
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_d, 1, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-blackboard-no-action~1]
 * Kind: robustness */
static void test_create_blackboard_of_a_name_that_exists(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    (void)board();
    REFUSED(NO_ACTION, CREATE_BLACKBOARD(name_a, 1, &id, &code));
    REFUSED(NO_ACTION, CREATE_BLACKBOARD(name_a, 0, &id, &code));
    REFUSED(NO_ACTION, CREATE_BLACKBOARD(name_a, 257, &id, &code));
    run(create_aperiodic("p"));
    REFUSED(NO_ACTION, CREATE_BLACKBOARD(name_a, 1, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_create_blackboard_with_nothing_on_it(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, 0, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, -1, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, INT32_MIN, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-blackboard-storage~1]
 * Kind: robustness */
static void test_create_blackboard_without_storage(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_a, 257, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_a, INT32_MAX, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-create-blackboard-invalid-mode~1]
 * [utest->llr~apex-create-blackboard-invalid-param~1]
 * [utest->llr~apex-create-blackboard-storage~1]
 * Kind: robustness */
static void test_create_blackboard_in_normal(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    run(create_aperiodic("p"));
    REFUSED(INVALID_MODE, CREATE_BLACKBOARD(name_a, 1, &id, &code));
    REFUSED(INVALID_MODE, CREATE_BLACKBOARD(name_a, 256, &id, &code));
    REFUSED(INVALID_PARAM, CREATE_BLACKBOARD(name_a, 0, &id, &code));
    REFUSED(INVALID_CONFIG, CREATE_BLACKBOARD(name_a, 257, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-display-blackboard~1]
 * Kind: normal */
static void test_display_blackboard_instead_of_the_last_message(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    run(create_aperiodic("p"));
    display(id, 'a', SIZE);
    check_shown(id, 'a', SIZE);
    display(id, 'b', 3);
    check_shown(id, 'b', 3);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-display-blackboard~1]
 * Kind: robustness */
static void test_display_blackboard_at_the_ends_of_the_length(void)
{
    BLACKBOARD_ID_TYPE id = board();

    display(id, 'a', 1);
    check_shown(id, 'a', 1);
    display(id, 'b', SIZE);
    check_shown(id, 'b', SIZE);
    DONE(CREATE_BLACKBOARD(name_b, 256, &id, &code));
    display(id, 'c', 256);
    check_shown(id, 'c', 256);
    DONE(CREATE_BLACKBOARD(name_c, 1, &id, &code));
    display(id, 'd', 1);
    check_shown(id, 'd', 1);
}

/* [utest->llr~apex-display-blackboard~1]
 * Kind: normal */
static void test_display_blackboard_while_preemption_is_locked(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    LOCK_LEVEL_TYPE level;

    run(create_aperiodic("p"));
    DONE(LOCK_PREEMPTION(&level, &code));
    display(id, 'a', SIZE);
    check_shown(id, 'a', SIZE);
}

/* [utest->llr~apex-display-blackboard~1]
 * Kind: normal */
static void test_display_blackboard_wakes_all_in_the_order_of_waiting(void)
{
    static const uint32_t order[] = {1U, 2U, 0U};
    const BLACKBOARD_ID_TYPE id = board();
    PROCESS_ID_TYPE p[3];
    uint32_t switches;

    create_three(p);
    for (uint32_t i = 0U; i < 3U; i++) {
        run(p[order[i]]);
        look(id, INFINITE_TIME_VALUE);
    }
    CU_ASSERT_EQUAL(board_status(id).WAITING_PROCESSES, 3);
    run(partner);
    switches = host.switches;
    display(id, 'm', SIZE);
    CU_ASSERT_EQUAL(host.switches, switches);
    CU_ASSERT_EQUAL(board_status(id).WAITING_PROCESSES, 0);
    for (uint32_t i = 0U; i < 3U; i++) {
        CU_ASSERT_EQUAL(state_of(p[i]), READY);
    }
    host_switch_hook = unit_switch_back;
    for (uint32_t i = 0U; i < 3U; i++) {
        sched_dispatch(host_now);
        CU_ASSERT_EQUAL(host.to, (uint32_t)p[order[i]] - 1U);
        process_stop(host.to);
    }
}

/* [utest->llr~apex-display-blackboard-null-return-code~1]
 * Kind: robustness */
static void test_display_blackboard_without_return_code(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    APEX_BYTE message[SIZE] = {0};

    run(create_aperiodic("p"));
    IGNORED(DISPLAY_BLACKBOARD(id, message, SIZE, NULL));
    IGNORED(DISPLAY_BLACKBOARD(0, NULL, 0, NULL));
}

/* [utest->llr~apex-display-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_display_blackboard_that_does_not_exist(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    APEX_BYTE message[SIZE] = {0};

    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(0, message, 1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id + 1, message, 1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(-1, message, 1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(INT32_MIN, message, 1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(INT32_MAX, message, 1, &code));
}

/* [utest->llr~apex-display-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_display_blackboard_of_no_message(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    APEX_BYTE message[SIZE + 1] = {0};

    display(id, 'o', SIZE);
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, NULL, SIZE, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, 0, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, -1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, INT32_MIN, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, SIZE + 1, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, INT32_MAX, &code));
    check_shown(id, 'o', SIZE);
}

/* [utest->llr~apex-display-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_display_blackboard_by_its_own_size(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    BLACKBOARD_ID_TYPE other = ID_UNSET;
    APEX_BYTE message[SIZE + 1] = {0};

    DONE(CREATE_BLACKBOARD(name_b, SIZE + 1, &other, &code));
    REFUSED(INVALID_PARAM, DISPLAY_BLACKBOARD(id, message, SIZE + 1, &code));
    DONE(DISPLAY_BLACKBOARD(other, message, SIZE + 1, &code));
    check_empty(id);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: normal */
static void test_read_blackboard_of_two_that_are_apart(void)
{
    const BLACKBOARD_ID_TYPE a = board();
    BLACKBOARD_ID_TYPE b = ID_UNSET;

    DONE(CREATE_BLACKBOARD(name_b, 256, &b, &code));
    run(create_aperiodic("p"));
    display(b, 'b', 256);
    check_empty(a);
    display(a, 'a', SIZE);
    for (uint32_t i = 0U; i < 2U; i++) {
        look(a, INFINITE_TIME_VALUE);
        check_got('a', SIZE);
        look(b, 1000);
        check_got('b', 256);
    }
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: normal */
static void test_read_blackboard_in_main_or_locked(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    LOCK_LEVEL_TYPE level;

    display(id, 'a', 3);
    look(id, INFINITE_TIME_VALUE);
    check_got('a', 3);
    run(create_aperiodic("p"));
    DONE(LOCK_PREEMPTION(&level, &code));
    look(id, 5);
    check_got('a', 3);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: normal */
static void test_read_blackboard_ends_with_a_display(void)
{
    look_while(display_and_back);
    check_got('p', 3);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + BOARD_FIRST);
    check_shown(shared, 'p', 3);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: robustness */
static void test_read_blackboard_reads_what_is_displayed_last(void)
{
    look_while(display_twice_and_back);
    check_got('q', 2);
}

/* [utest->llr~apex-read-blackboard~1]
 * [utest->llr~apex-clear-blackboard~1]
 * Kind: robustness */
static void test_read_blackboard_reads_what_is_cleared_meanwhile(void)
{
    look_while(display_clear_and_back);
    check_got('p', 3);
    check_empty(shared);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: normal */
static void test_read_blackboard_infinite_has_no_time_out(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    look(id, INFINITE_TIME_VALUE);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + BOARD_FIRST);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-read-blackboard~1]
 * Kind: robustness */
static void test_read_blackboard_beyond_the_end_of_time(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    run_beside_other(create_aperiodic("p"));
    host_now = 77;
    host_switch_hook = see_and_back;
    look(id, INT64_MAX);
    CU_ASSERT_EQUAL(seen.place, PLACE_OBJECT + BOARD_FIRST);
    CU_ASSERT_EQUAL(seen.due_ns, TIME_NEVER);
}

/* [utest->llr~apex-read-blackboard-null-return-code~1]
 * Kind: robustness */
static void test_read_blackboard_without_return_code(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    run_beside_other(create_aperiodic("p"));
    forget();
    IGNORED(READ_BLACKBOARD(id, 5, got, &length, NULL));
    display(id, 'o', SIZE);
    IGNORED(READ_BLACKBOARD(id, 0, got, &length, NULL));
    IGNORED(READ_BLACKBOARD(0, -2, NULL, NULL, NULL));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_read_blackboard_that_does_not_exist(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    display(id, 'o', SIZE);
    forget();
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(0, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id + 1, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(-1, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(INT32_MIN, 0, got, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(INT32_MAX, 0, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_read_blackboard_null(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    forget();
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, 0, NULL, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, 0, got, NULL, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, 5, got, NULL, &code));
    display(id, 'o', SIZE);
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, 0, NULL, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, 0, got, NULL, &code));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_read_blackboard_for_a_negative_time(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    run(create_aperiodic("p"));
    forget();
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, -2, got, &length, &code));
    display(id, 'o', SIZE);
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, -2, got, &length, &code));
    REFUSED(INVALID_PARAM, READ_BLACKBOARD(id, INT64_MIN, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-not-available~1]
 * Kind: robustness */
static void test_read_blackboard_without_time_of_an_empty_one(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    LOCK_LEVEL_TYPE level;

    forget();
    REFUSED(NOT_AVAILABLE, READ_BLACKBOARD(id, 0, got, &length, &code));
    run(create_aperiodic("p"));
    REFUSED(NOT_AVAILABLE, READ_BLACKBOARD(id, 0, got, &length, &code));
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(NOT_AVAILABLE, READ_BLACKBOARD(id, 0, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-invalid-mode~1]
 * Kind: robustness */
static void test_read_blackboard_that_is_empty_locked_or_in_main(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    const PROCESS_ID_TYPE p = create_aperiodic("p");
    LOCK_LEVEL_TYPE level;

    forget();
    REFUSED(INVALID_MODE, READ_BLACKBOARD(id, 5, got, &length, &code));
    run(p);
    DONE(LOCK_PREEMPTION(&level, &code));
    REFUSED(INVALID_MODE, READ_BLACKBOARD(id, 5, got, &length, &code));
    REFUSED(INVALID_MODE,
            READ_BLACKBOARD(id, INFINITE_TIME_VALUE, got, &length, &code));
    check_got_nothing();
}

/* [utest->llr~apex-read-blackboard-timed-out~1]
 * Kind: normal */
static void test_read_blackboard_times_out(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    display(id, 'o', SIZE);
    DONE(CLEAR_BLACKBOARD(id, &code));
    run_beside_other(create_aperiodic("p"));
    host_now = 400;
    host_switch_hook = unit_switch_time;
    look(id, 25);
    CU_ASSERT_EQUAL(code, TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 425);
    check_got_nothing();
    CU_ASSERT_EQUAL(board_status(id).WAITING_PROCESSES, 0);
    display(id, 'm', SIZE);
    check_shown(id, 'm', SIZE);
}

/* [utest->llr~apex-clear-blackboard~1]
 * Kind: normal */
static void test_clear_blackboard_is_empty(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    BLACKBOARD_ID_TYPE other = ID_UNSET;

    DONE(CREATE_BLACKBOARD(name_b, 5, &other, &code));
    display(id, 'a', SIZE);
    display(other, 'b', 5);
    DONE(CLEAR_BLACKBOARD(other, &code));
    check_empty(other);
    check_shown(id, 'a', SIZE);
    CU_ASSERT_EQUAL(board_status(other).MAX_MESSAGE_SIZE, 5);
    display(other, 'c', 1);
    check_shown(other, 'c', 1);
}

/* [utest->llr~apex-clear-blackboard~1]
 * Kind: robustness */
static void test_clear_blackboard_that_is_empty(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    PROCESS_ID_TYPE p[3];

    create_three(p);
    run(p[0]);
    look(id, INFINITE_TIME_VALUE);
    run(partner);
    DONE(CLEAR_BLACKBOARD(id, &code));
    CU_ASSERT_EQUAL(board_status(id).WAITING_PROCESSES, 1);
    CU_ASSERT_EQUAL(state_of(p[0]), WAITING);
    check_empty(id);
}

/* [utest->llr~apex-clear-blackboard-null-return-code~1]
 * Kind: robustness */
static void test_clear_blackboard_without_return_code(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    display(id, 'o', SIZE);
    IGNORED(CLEAR_BLACKBOARD(id, NULL));
    IGNORED(CLEAR_BLACKBOARD(0, NULL));
    check_shown(id, 'o', SIZE);
}

/* [utest->llr~apex-clear-blackboard-invalid-param~1]
 * Kind: robustness */
static void test_clear_blackboard_that_does_not_exist(void)
{
    const BLACKBOARD_ID_TYPE id = board();

    display(id, 'o', SIZE);
    REFUSED(INVALID_PARAM, CLEAR_BLACKBOARD(0, &code));
    REFUSED(INVALID_PARAM, CLEAR_BLACKBOARD(id + 1, &code));
    REFUSED(INVALID_PARAM, CLEAR_BLACKBOARD(-1, &code));
    REFUSED(INVALID_PARAM, CLEAR_BLACKBOARD(INT32_MIN, &code));
    REFUSED(INVALID_PARAM, CLEAR_BLACKBOARD(INT32_MAX, &code));
}

/* [utest->llr~apex-get-blackboard-id~1]
 * Kind: normal */
static void test_get_blackboard_id_finds_the_name(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    (void)board();
    DONE(CREATE_BLACKBOARD(name_b, 1, &id, &code));
    id = ID_UNSET;
    DONE(GET_BLACKBOARD_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, 2);
    DONE(GET_BLACKBOARD_ID(name_a, &id, &code));
    CU_ASSERT_EQUAL(id, 1);
}

/* [utest->llr~apex-get-blackboard-id-null-return-code~1]
 * Kind: robustness */
static void test_get_blackboard_id_without_return_code(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    (void)board();
    IGNORED(GET_BLACKBOARD_ID(name_a, &id, NULL));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-blackboard-id-null~1]
 * Kind: robustness */
static void test_get_blackboard_id_null(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    (void)board();
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_ID(NULL, &id, &code));
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_ID(name_a, NULL, &code));
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_ID(name_b, NULL, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-blackboard-id-invalid-config~1]
 * Kind: robustness */
static void test_get_blackboard_id_of_no_blackboard(void)
{
    BLACKBOARD_ID_TYPE id = ID_UNSET;

    (void)create_aperiodic("b");
    REFUSED(INVALID_CONFIG, GET_BLACKBOARD_ID(name_a, &id, &code));
    (void)board();
    REFUSED(INVALID_CONFIG, GET_BLACKBOARD_ID(name_b, &id, &code));
    CU_ASSERT_EQUAL(id, ID_UNSET);
}

/* [utest->llr~apex-get-blackboard-status~1]
 * Kind: normal */
static void test_get_blackboard_status_counts_readers(void)
{
    BLACKBOARD_ID_TYPE id = board();
    PROCESS_ID_TYPE p[3];
    BLACKBOARD_STATUS_TYPE status;

    DONE(CREATE_BLACKBOARD(name_b, 5, &id, &code));
    create_three(p);
    run(p[0]);
    look(id, INFINITE_TIME_VALUE);
    run(p[1]);
    look(id, INFINITE_TIME_VALUE);
    status = board_status(id);
    CU_ASSERT_EQUAL(status.EMPTY_INDICATOR, EMPTY);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 5);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 2);
    CU_ASSERT_EQUAL(board_status(1).WAITING_PROCESSES, 0);
}

/* [utest->llr~apex-get-blackboard-status~1]
 * Kind: normal */
static void test_get_blackboard_status_tells_whether_a_message_is_there(void)
{
    BLACKBOARD_ID_TYPE id = board();
    BLACKBOARD_STATUS_TYPE status;

    DONE(CREATE_BLACKBOARD(name_b, 5, &id, &code));
    display(id, 'a', 2);
    status = board_status(id);
    CU_ASSERT_EQUAL(status.EMPTY_INDICATOR, OCCUPIED);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, 5);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, 0);
    CU_ASSERT_EQUAL(board_status(1).EMPTY_INDICATOR, EMPTY);
    CU_ASSERT_EQUAL(board_status(1).MAX_MESSAGE_SIZE, SIZE);
    DONE(CLEAR_BLACKBOARD(id, &code));
    CU_ASSERT_EQUAL(board_status(id).EMPTY_INDICATOR, EMPTY);
}

/* [utest->llr~apex-get-blackboard-status-null-return-code~1]
 * Kind: robustness */
static void test_get_blackboard_status_without_return_code(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    BLACKBOARD_STATUS_TYPE status = {OCCUPIED, UNSET, UNSET};

    IGNORED(GET_BLACKBOARD_STATUS(id, &status, NULL));
    IGNORED(GET_BLACKBOARD_STATUS(0, NULL, NULL));
    CU_ASSERT_EQUAL(status.EMPTY_INDICATOR, OCCUPIED);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, UNSET);
}

/* [utest->llr~apex-get-blackboard-status-invalid-param~1]
 * Kind: robustness */
static void test_get_blackboard_status_of_none_or_null(void)
{
    const BLACKBOARD_ID_TYPE id = board();
    BLACKBOARD_STATUS_TYPE status = {OCCUPIED, UNSET, UNSET};

    REFUSED(INVALID_PARAM, GET_BLACKBOARD_STATUS(id, NULL, &code));
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_STATUS(0, &status, &code));
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_STATUS(id + 1, &status, &code));
    REFUSED(INVALID_PARAM, GET_BLACKBOARD_STATUS(-1, &status, &code));
    CU_ASSERT_EQUAL(status.EMPTY_INDICATOR, OCCUPIED);
    CU_ASSERT_EQUAL(status.MAX_MESSAGE_SIZE, UNSET);
    CU_ASSERT_EQUAL(status.WAITING_PROCESSES, UNSET);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_blackboard_keeps_the_size),
    TEST(test_create_blackboard_at_the_ends_of_its_range),
    TEST(test_create_blackboard_without_return_code),
    TEST(test_create_blackboard_null),
    TEST(test_create_blackboard_when_all_exist),
    TEST(test_create_blackboard_of_a_name_that_exists),
    TEST(test_create_blackboard_with_nothing_on_it),
    TEST(test_create_blackboard_without_storage),
    TEST(test_create_blackboard_in_normal),
    TEST(test_display_blackboard_instead_of_the_last_message),
    TEST(test_display_blackboard_at_the_ends_of_the_length),
    TEST(test_display_blackboard_while_preemption_is_locked),
    TEST(test_display_blackboard_wakes_all_in_the_order_of_waiting),
    TEST(test_display_blackboard_without_return_code),
    TEST(test_display_blackboard_that_does_not_exist),
    TEST(test_display_blackboard_of_no_message),
    TEST(test_display_blackboard_by_its_own_size),
    TEST(test_read_blackboard_of_two_that_are_apart),
    TEST(test_read_blackboard_in_main_or_locked),
    TEST(test_read_blackboard_ends_with_a_display),
    TEST(test_read_blackboard_reads_what_is_displayed_last),
    TEST(test_read_blackboard_reads_what_is_cleared_meanwhile),
    TEST(test_read_blackboard_infinite_has_no_time_out),
    TEST(test_read_blackboard_beyond_the_end_of_time),
    TEST(test_read_blackboard_without_return_code),
    TEST(test_read_blackboard_that_does_not_exist),
    TEST(test_read_blackboard_null),
    TEST(test_read_blackboard_for_a_negative_time),
    TEST(test_read_blackboard_without_time_of_an_empty_one),
    TEST(test_read_blackboard_that_is_empty_locked_or_in_main),
    TEST(test_read_blackboard_times_out),
    TEST(test_clear_blackboard_is_empty),
    TEST(test_clear_blackboard_that_is_empty),
    TEST(test_clear_blackboard_without_return_code),
    TEST(test_clear_blackboard_that_does_not_exist),
    TEST(test_get_blackboard_id_finds_the_name),
    TEST(test_get_blackboard_id_without_return_code),
    TEST(test_get_blackboard_id_null),
    TEST(test_get_blackboard_id_of_no_blackboard),
    TEST(test_get_blackboard_status_counts_readers),
    TEST(test_get_blackboard_status_tells_whether_a_message_is_there),
    TEST(test_get_blackboard_status_without_return_code),
    TEST(test_get_blackboard_status_of_none_or_null),
    {NULL, NULL},
};

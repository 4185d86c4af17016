/* SPDX-License-Identifier: Apache-2.0 */
/* Blackboards. Process OTHER is always ready, so that a wait has somewhere to
 * switch to; what runs while a process waits is a `step` of the test. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

#define OTHER 0U
#define FIRST 1U
#define SECOND 2U
#define HIGH 3U

#define SIZE 16U                     /* bytes of a message, if all the same */
#define BOARD(k) (BOARD_FIRST + (k)) /* object of blackboard k */
#define NOTHING 0xeeU                /* a byte that no message has */
#define UNSET (-77)

/* What the last look() of each process, and of main(), brought. */
static struct got {
    uint8_t byte[MESSAGE_SIZE_MAX];
    int32_t length;
} got[PROCESS_MAX + 1U];

/* What runs at the next switches, one after the other. */
static void (*const *step)(void);

/* Byte i of message n. */
static uint8_t byte_of(uint32_t n, uint32_t i)
{
    return (uint8_t)(((n * 67U) + (i * 3U)) % NOTHING);
}

/* Display message n, which is gone when the call returns. */
static void display(uint32_t k, uint32_t n, uint32_t length)
{
    uint8_t data[MESSAGE_SIZE_MAX];

    for (uint32_t i = 0U; i < length; i++) {
        data[i] = byte_of(n, i);
    }
    board_display(k, data, length);
    (void)memset(data, (int)NOTHING, sizeof data);
}

/* Read to got[] of who runs. */
static enum status look(uint32_t k, int64_t timeout_ns)
{
    struct got *const g = &got[sched.current];

    (void)memset(g->byte, (int)NOTHING, sizeof g->byte);
    g->length = UNSET;
    return board_read(k, g->byte, &g->length, timeout_ns);
}

/* Process t has read message n of this length, and nothing behind it. */
static void check_got(uint32_t t, uint32_t n, uint32_t length)
{
    uint32_t wrong = 0U;

    for (uint32_t i = 0U; i < MESSAGE_SIZE_MAX; i++) {
        if (got[t].byte[i] != ((i < length) ? byte_of(n, i) : NOTHING)) {
            wrong++;
        }
    }
    CU_ASSERT_EQUAL(got[t].length, (int32_t)length);
    CU_ASSERT_EQUAL(wrong, 0U);
}

/* Process t has read nothing, not even a length. */
static void check_got_nothing(uint32_t t)
{
    CU_ASSERT_EQUAL(got[t].length, UNSET);
    got[t].length = 0;
    check_got(t, 0U, 0U);
}

/* Blackboard k shows message n of this length. */
static void check_shown(uint32_t k, uint32_t n, uint32_t length)
{
    CU_ASSERT_EQUAL(object[BOARD(k)].value, 1U);
    CU_ASSERT_EQUAL(look(k, 0), NO_ERROR);
    check_got(sched.current, n, length);
}

static void check_empty(uint32_t k)
{
    CU_ASSERT_EQUAL(object[BOARD(k)].value, 0U);
    CU_ASSERT_EQUAL(look(k, 0), NOT_AVAILABLE);
    check_got_nothing(sched.current);
}

static void do_step(uint32_t from, uint32_t to)
{
    void (*const now)(void) = *step;

    step++;
    now();
    unit_switch_back(from, to);
}

/* Let these run, one at each switch. */
static void meanwhile(void (*const *steps)(void))
{
    step = steps;
    host_switch_hook = do_step;
}

/* Blackboards 0 and 1 and all processes, priority 5 but for OTHER, which runs,
 * and HIGH. */
static void setup(void)
{
    (void)board_create(name_a, SIZE);
    (void)board_create(name_b, SIZE);
    (void)unit_process(1U);
    (void)unit_process(5U);
    (void)unit_process(5U);
    (void)unit_process(9U);
    while (names.count[KIND_PROCESS] < PROCESS_MAX) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* Let process t wait for blackboard k and OTHER run. */
static void let_wait(uint32_t t, uint32_t k, int64_t due_ns)
{
    unit_wait(t, PLACE_OBJECT + BOARD(k), due_ns);
}

/* Process t waits for a message of blackboard 0 and reads message n. */
static void wait_for(uint32_t t, uint32_t n)
{
    unit_run(t);
    CU_ASSERT_EQUAL(look(0U, TIME_NEVER), NO_ERROR);
    check_got(t, n, SIZE);
}

/* [utest->llr~board-create~1]
 * Kind: normal */
static void test_create_sets_all(void)
{
    CU_ASSERT_EQUAL(board_create(name_a, 9U), 0U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].value, 0U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].maximum, 9U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].discipline, FIFO);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    check_empty(0U);
}

/* [utest->llr~board-create~1]
 * Kind: robustness */
static void test_create_is_empty_whatever_was_there(void)
{
    (void)board_create(name_a, 9U);
    object[BOARD(1U)].value = 1U;
    object[BOARD(1U)].maximum = 2U;
    object[BOARD(1U)].discipline = PRIORITY;
    (void)board_create(name_b, 7U);
    CU_ASSERT_EQUAL(object[BOARD(1U)].value, 0U);
    CU_ASSERT_EQUAL(object[BOARD(1U)].maximum, 7U);
    CU_ASSERT_EQUAL(object[BOARD(1U)].discipline, FIFO);
}

/* [utest->llr~board-create~1]
 * Kind: normal */
static void test_create_keeps_the_others(void)
{
    CU_ASSERT_EQUAL(board_create(name_a, 9U), 0U);
    display(0U, 1U, 9U);
    CU_ASSERT_EQUAL(board_create(name_b, 7U), 1U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].maximum, 9U);
    CU_ASSERT_EQUAL(object[BOARD(1U)].maximum, 7U);
    check_shown(0U, 1U, 9U);
    check_empty(1U);
}

/* [utest->llr~board-create~1]
 * Kind: normal */
static void test_create_enters_the_name(void)
{
    (void)board_create(name_a, SIZE);
    (void)board_create(name_b, SIZE);
    CU_ASSERT_EQUAL(names_find(KIND_BOARD, name_b), 1U);
}

/* [utest->llr~board-create~1]
 * Kind: robustness */
static void test_create_as_many_of_the_largest_as_there_may_be(void)
{
    for (uint32_t k = 0U; k < BOARD_MAX; k++) {
        CU_ASSERT_EQUAL(board_create(name_a, MESSAGE_SIZE_MAX), k);
    }
    (void)unit_other_runs();
    for (uint32_t k = 0U; k < BOARD_MAX; k++) {
        check_empty(k);
        display(k, k, MESSAGE_SIZE_MAX);
    }
    for (uint32_t k = 0U; k < BOARD_MAX; k++) {
        check_shown(k, k, MESSAGE_SIZE_MAX);
    }
}

/* The neighbours of the first and the last blackboard among the objects, and
 * of their messages.
 * [utest->llr~board-create~1]
 * [utest->llr~board-display~1]
 * Kind: robustness */
static void test_display_leaves_events_and_buffers(void)
{
    static const uint8_t full[MESSAGE_SIZE_MAX] = {1U};
    static const uint32_t ends[] = {0U, BOARD_MAX - 1U};
    uint8_t data[MESSAGE_SIZE_MAX];
    int32_t length = UNSET;

    for (uint32_t e = 0U; e < EVENT_MAX; e++) {
        CU_ASSERT_EQUAL(event_create(name_a), e);
    }
    (void)buffer_create(name_a, MESSAGE_SIZE_MAX, MESSAGE_MAX, PRIORITY);
    for (uint32_t n = 0U; n < MESSAGE_MAX; n++) {
        (void)buffer_send(0U, full, MESSAGE_SIZE_MAX, 0);
    }
    messages.length[BOARD_SLOT - 1U] = 5U; /* of who waits: its own */
    messages.byte[BOARD_SLOT - 1U][MESSAGE_SIZE_MAX - 1U] = 6U;
    for (uint32_t k = 0U; k < BOARD_MAX; k++) {
        (void)board_create(name_a, MESSAGE_SIZE_MAX);
    }
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < 2U; i++) {
        display(ends[i], 3U, MESSAGE_SIZE_MAX);
    }
    CU_ASSERT_EQUAL(object[EVENT_FIRST + EVENT_MAX - 1U].value, 0U);
    CU_ASSERT_EQUAL(object[EVENT_FIRST + EVENT_MAX - 1U].maximum, 1U);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST].value, MESSAGE_MAX);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST].maximum, MESSAGE_MAX);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST].discipline, PRIORITY);
    CU_ASSERT_EQUAL(messages.length[BOARD_SLOT - 1U], 5U);
    CU_ASSERT_EQUAL(messages.byte[BOARD_SLOT - 1U][MESSAGE_SIZE_MAX - 1U], 6U);
    for (uint32_t n = 0U; n < MESSAGE_MAX; n++) {
        CU_ASSERT_EQUAL(buffer_receive(0U, data, &length, 0), NO_ERROR);
        CU_ASSERT_EQUAL(length, (int32_t)MESSAGE_SIZE_MAX);
        CU_ASSERT_EQUAL(memcmp(data, full, sizeof full), 0);
    }
}

/* [utest->llr~board-display~1]
 * Kind: normal */
static void test_display_keeps_the_message(void)
{
    setup();
    display(1U, 4U, SIZE);
    CU_ASSERT_EQUAL(host.switches, 0U);
    check_shown(1U, 4U, SIZE);
    check_empty(0U);
}

/* [utest->llr~board-display~1]
 * Kind: normal */
static void test_display_in_main(void)
{
    (void)board_create(name_a, SIZE);
    display(0U, 4U, SIZE);
    check_shown(0U, 4U, SIZE);
}

/* [utest->llr~board-display~1]
 * Kind: normal */
static void test_display_instead_of_the_last_one(void)
{
    setup();
    display(0U, 4U, SIZE);
    display(0U, 5U, SIZE);
    check_shown(0U, 5U, SIZE);
    CU_ASSERT_EQUAL(object[BOARD(0U)].value, 1U);
}

/* [utest->llr~board-display~1]
 * Kind: normal */
static void test_display_of_what_was_cleared(void)
{
    setup();
    display(0U, 4U, SIZE);
    event_reset(EVENT_MAX);
    display(0U, 5U, SIZE);
    check_shown(0U, 5U, SIZE);
}

/* [utest->llr~board-display~1]
 * Kind: robustness */
static void test_display_keeps_the_size(void)
{
    setup();
    display(0U, 4U, 3U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].maximum, SIZE);
    CU_ASSERT_EQUAL(object[BOARD(0U)].discipline, FIFO);
}

/* [utest->llr~board-display~1]
 * Kind: robustness */
static void test_display_leaves_other_blackboards(void)
{
    for (uint32_t k = 0U; k < 3U; k++) {
        (void)board_create(name_a, SIZE);
    }
    (void)unit_other_runs();
    for (uint32_t k = 0U; k < 3U; k++) {
        display(k, k, SIZE);
    }
    display(1U, 7U, 2U);
    check_shown(0U, 0U, SIZE);
    check_shown(1U, 7U, 2U);
    check_shown(2U, 2U, SIZE);
}

/* [utest->llr~board-display~1]
 * [utest->llr~event-set~2]
 * Kind: robustness */
static void test_display_wakes_all(void)
{
    setup();
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        let_wait(t, 1U, TIME_NEVER);
    }
    CU_ASSERT_EQUAL(sched_waiting(BOARD(1U)), PROCESS_MAX - 1U);
    display(1U, 4U, SIZE);
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
        CU_ASSERT_EQUAL(process[t].result, NO_ERROR);
    }
    CU_ASSERT_EQUAL(object[BOARD(1U)].waiting, 0U);
    CU_ASSERT_EQUAL(object[BOARD(1U)].value, 1U);
}

/* [utest->llr~board-display~1]
 * [utest->llr~event-set~2]
 * Kind: normal */
static void test_display_makes_ready_in_the_order_of_waiting(void)
{
    setup();
    let_wait(SECOND, 0U, TIME_NEVER);
    let_wait(HIGH, 0U, TIME_NEVER);
    let_wait(FIRST, 0U, TIME_NEVER);
    display(0U, 4U, SIZE);
    host_switch_hook = unit_switch_back;
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(host.to, HIGH);
    process_stop(HIGH);
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(host.to, SECOND);
    process_stop(SECOND);
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(host.to, FIRST);
}

/* [utest->llr~board-display~1]
 * Kind: normal */
static void test_display_cancels_the_time_out(void)
{
    setup();
    let_wait(FIRST, 0U, 50);
    display(0U, 4U, SIZE);
    CU_ASSERT_EQUAL(timer.due_ns[FIRST], TIME_NEVER);
    host_now = 50;
    host_switch_hook = unit_switch_back;
    sched_dispatch(host_now);
    CU_ASSERT_EQUAL(process[FIRST].result, NO_ERROR);
}

/* [utest->llr~board-display~1]
 * [utest->llr~event-set~2]
 * Kind: robustness */
static void test_display_wakes_nobody_of_another_object(void)
{
    setup();
    let_wait(FIRST, 1U, TIME_NEVER);
    unit_wait(SECOND, PLACE_OBJECT + EVENT_FIRST, TIME_NEVER);
    unit_wait(HIGH, PLACE_OBJECT + BOARD_FIRST - 1U, TIME_NEVER);
    display(0U, 4U, SIZE);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + BOARD(1U));
    CU_ASSERT_EQUAL(process[SECOND].place, PLACE_OBJECT + EVENT_FIRST);
    CU_ASSERT_EQUAL(process[HIGH].place, PLACE_OBJECT + BOARD_FIRST - 1U);
    check_empty(1U);
}

static void display_1(void)
{
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + BOARD(0U));
    display(0U, 1U, SIZE);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
}

/* [utest->llr~board-display~1]
 * [utest->llr~board-read~1]
 * Kind: normal */
static void test_read_waits_until_a_message_is_displayed(void)
{
    static void (*const steps[])(void) = {display_1};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 1U);
    CU_ASSERT_EQUAL(host.switches, 1U);
    check_shown(0U, 1U, SIZE);
}

static void high_waits_for_1(void)
{
    wait_for(HIGH, 1U);
}

static void second_waits_for_1(void)
{
    wait_for(SECOND, 1U);
}

/* [utest->llr~board-display~1]
 * [utest->llr~board-read~1]
 * Kind: normal */
static void test_read_by_three_who_waited(void)
{
    static void (*const steps[])(void) = {high_waits_for_1, second_waits_for_1,
                                          display_1};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 1U);
    CU_ASSERT_EQUAL(host.switches, 3U);
    check_got(HIGH, 1U, SIZE);
    check_got(SECOND, 1U, SIZE);
}

static void display_1_and_2(void)
{
    display_1();
    display(0U, 2U, SIZE);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_what_is_displayed_last_before_it_runs(void)
{
    static void (*const steps[])(void) = {display_1_and_2};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 2U);
}

static void display_1_and_clear(void)
{
    display_1();
    event_reset(EVENT_MAX);
}

/* [utest->llr~board-read~1]
 * [utest->llr~event-reset~1]
 * Kind: robustness */
static void test_read_what_is_cleared_before_it_runs(void)
{
    static void (*const steps[])(void) = {display_1_and_clear};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 1U);
    check_empty(0U);
}

static void display_clear_and_display_shorter(void)
{
    display_1_and_clear();
    display(0U, 2U, 3U);
    event_reset(EVENT_MAX);
    host_now = 1000;
    timer_expire(host_now);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_has_nothing_of_what_was_cleared_before(void)
{
    static void (*const steps[])(void) = {display_clear_and_display_shorter};

    setup();
    unit_run(FIRST);
    meanwhile(steps);
    CU_ASSERT_EQUAL(look(0U, 5), NO_ERROR);
    check_got(FIRST, 2U, 3U);
    check_empty(0U);
}

static void suspend_and_display(void)
{
    process_suspend(FIRST);
    display(0U, 1U, SIZE);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_SUSPENDED);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    event_reset(EVENT_MAX);
    display(0U, 2U, SIZE);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_SUSPENDED);
    process_resume(FIRST);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
}

/* [utest->llr~board-display~1]
 * [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_by_who_was_suspended_while_it_waited(void)
{
    static void (*const steps[])(void) = {suspend_and_display};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 2U);
}

static void display_on_the_other_first(void)
{
    display(1U, 7U, SIZE);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + BOARD(0U));
    display_1();
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_waits_for_this_blackboard_alone(void)
{
    static void (*const steps[])(void) = {display_on_the_other_first};

    setup();
    meanwhile(steps);
    wait_for(FIRST, 1U);
    check_shown(1U, 7U, SIZE);
}

static uint32_t shown_length;

static void display_shown_length(void)
{
    display(0U, 1U, shown_length);
}

/* [utest->llr~board-display~1]
 * [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_of_each_length_after_a_wait(void)
{
    static void (*const steps[])(void) = {display_shown_length};

    setup();
    unit_run(FIRST);
    for (shown_length = 0U; shown_length <= SIZE; shown_length++) {
        event_reset(EVENT_MAX);
        meanwhile(steps);
        CU_ASSERT_EQUAL(look(0U, TIME_NEVER), NO_ERROR);
        check_got(FIRST, 1U, shown_length);
    }
}

/* [utest->llr~board-display~1]
 * [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_of_each_length(void)
{
    (void)board_create(name_a, MESSAGE_SIZE_MAX);
    (void)unit_other_runs();
    for (uint32_t length = 0U; length <= MESSAGE_SIZE_MAX; length++) {
        display(0U, length, length);
        check_shown(0U, length, length);
    }
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_of_a_shorter_message_has_nothing_of_a_longer(void)
{
    setup();
    display(0U, 1U, SIZE);
    display(0U, 2U, 3U);
    check_shown(0U, 2U, 3U);
}

/* [utest->llr~board-read~1]
 * Kind: normal */
static void test_read_returns_at_once_and_leaves_the_message(void)
{
    setup();
    display(0U, 1U, SIZE);
    unit_run(FIRST);
    for (uint32_t n = 0U; n < 3U; n++) {
        CU_ASSERT_EQUAL(look(0U, TIME_NEVER), NO_ERROR);
        check_got(FIRST, 1U, SIZE);
    }
    CU_ASSERT_EQUAL(host.switches, 0U);
    check_shown(0U, 1U, SIZE);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_returns_at_once_while_preemption_is_locked(void)
{
    setup();
    display(0U, 1U, SIZE);
    sched.lock_level = 1U;
    CU_ASSERT_EQUAL(look(0U, 5), NO_ERROR);
    check_got(OTHER, 1U, SIZE);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_refused_without_a_time_out(void)
{
    setup();
    check_empty(0U);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_refused_in_main(void)
{
    (void)board_create(name_a, SIZE);
    CU_ASSERT_EQUAL(look(0U, 5), INVALID_MODE);
    check_got_nothing(PROCESS_IDLE);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_refused_while_preemption_is_locked(void)
{
    setup();
    sched.lock_level = 1U;
    CU_ASSERT_EQUAL(look(0U, 5), INVALID_MODE);
    check_got_nothing(OTHER);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

static void check_reader(uint32_t from, uint32_t to)
{
    CU_ASSERT_EQUAL(process[from].place, PLACE_OBJECT + BOARD(1U));
    CU_ASSERT_EQUAL(object[BOARD(1U)].waiting, bits_set(0U, from));
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[from], 105);
    unit_switch_time(from, to);
}

/* [utest->llr~board-read~1]
 * [utest->llr~event-wait~1]
 * Kind: normal */
static void test_read_waits_in_the_blackboard_s_own_queue(void)
{
    setup();
    display(0U, 1U, SIZE);
    unit_run(FIRST);
    host_now = 100;
    host_switch_hook = check_reader;
    (void)look(1U, 5);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~board-read~1]
 * Kind: normal */
static void test_read_ends_with_the_time_out(void)
{
    setup();
    display(0U, 1U, SIZE);
    event_reset(EVENT_MAX);
    unit_run(FIRST);
    host_now = 100;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(look(0U, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 105);
    CU_ASSERT_EQUAL(object[BOARD(0U)].waiting, 0U);
    check_got_nothing(FIRST);
}

static void time_out_and_display(void)
{
    host_now = 105;
    timer_expire(host_now);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_READY);
    display(0U, 1U, SIZE);
}

/* [utest->llr~board-read~1]
 * Kind: robustness */
static void test_read_gets_nothing_that_is_displayed_after_the_time_out(void)
{
    static void (*const steps[])(void) = {time_out_and_display};

    setup();
    unit_run(FIRST);
    host_now = 100;
    meanwhile(steps);
    CU_ASSERT_EQUAL(look(0U, 5), TIMED_OUT);
    check_got_nothing(FIRST);
    check_shown(0U, 1U, SIZE);
}

/* [utest->llr~event-reset~1]
 * Kind: normal */
static void test_reset_is_empty(void)
{
    setup();
    display(0U, 1U, SIZE);
    display(1U, 2U, 3U);
    event_reset(EVENT_MAX + 1U);
    check_empty(1U);
    check_shown(0U, 1U, SIZE);
    CU_ASSERT_EQUAL(object[BOARD(1U)].maximum, SIZE);
}

/* [utest->llr~event-reset~1]
 * Kind: robustness */
static void test_reset_of_what_is_empty_wakes_nobody(void)
{
    setup();
    let_wait(FIRST, 0U, TIME_NEVER);
    event_reset(EVENT_MAX);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + BOARD(0U));
    check_empty(0U);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_sets_all),
    TEST(test_create_is_empty_whatever_was_there),
    TEST(test_create_keeps_the_others),
    TEST(test_create_enters_the_name),
    TEST(test_create_as_many_of_the_largest_as_there_may_be),
    TEST(test_display_leaves_events_and_buffers),
    TEST(test_display_keeps_the_message),
    TEST(test_display_in_main),
    TEST(test_display_instead_of_the_last_one),
    TEST(test_display_of_what_was_cleared),
    TEST(test_display_keeps_the_size),
    TEST(test_display_leaves_other_blackboards),
    TEST(test_display_wakes_all),
    TEST(test_display_makes_ready_in_the_order_of_waiting),
    TEST(test_display_cancels_the_time_out),
    TEST(test_display_wakes_nobody_of_another_object),
    TEST(test_read_waits_until_a_message_is_displayed),
    TEST(test_read_by_three_who_waited),
    TEST(test_read_what_is_displayed_last_before_it_runs),
    TEST(test_read_what_is_cleared_before_it_runs),
    TEST(test_read_has_nothing_of_what_was_cleared_before),
    TEST(test_read_by_who_was_suspended_while_it_waited),
    TEST(test_read_waits_for_this_blackboard_alone),
    TEST(test_read_of_each_length_after_a_wait),
    TEST(test_read_of_each_length),
    TEST(test_read_of_a_shorter_message_has_nothing_of_a_longer),
    TEST(test_read_returns_at_once_and_leaves_the_message),
    TEST(test_read_returns_at_once_while_preemption_is_locked),
    TEST(test_read_refused_without_a_time_out),
    TEST(test_read_refused_in_main),
    TEST(test_read_refused_while_preemption_is_locked),
    TEST(test_read_waits_in_the_blackboard_s_own_queue),
    TEST(test_read_ends_with_the_time_out),
    TEST(test_read_gets_nothing_that_is_displayed_after_the_time_out),
    TEST(test_reset_is_empty),
    TEST(test_reset_of_what_is_empty_wakes_nobody),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers. Process OTHER is always ready, so that a wait has somewhere to
 * switch to; what runs while a process waits is a `step` of the test. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

static const char name_a[NAME_LENGTH] = "a";
static const char name_b[NAME_LENGTH] = "b";

#define OTHER 0U
#define HIGH 1U
#define LOW 2U
#define LAST (PROCESS_MAX - 1U)
#define HALF (LAST - 32U) /* differs from LAST in one bit */

#define SIZE 16U /* bytes of a message, where it does not matter */
#define MESSAGES (BUFFER_FIRST) /* object of buffer 0's messages */
#define SPACE (SPACE_FIRST)     /* object of buffer 0's free places */
#define EMPTY 0xeeU             /* a byte that no message has */
#define UNSET (-77)

/* What the last receive() of each process brought. */
static struct got {
    uint8_t byte[MESSAGE_SIZE_MAX];
    int32_t length;
} got[PROCESS_MAX];

/* What runs at the next switches, one after the other. */
static void (*const *step)(void);

/* Byte i of message n. */
static uint8_t byte_of(uint32_t n, uint32_t i)
{
    return (uint8_t)(((n * 67U) + (i * 3U)) % EMPTY);
}

/* Send message n, which is gone when the call returns. */
static enum status send(uint32_t b, uint32_t n, uint32_t length,
                        int64_t timeout_ns)
{
    uint8_t data[MESSAGE_SIZE_MAX];
    enum status result;

    for (uint32_t i = 0U; i < length; i++) {
        data[i] = byte_of(n, i);
    }
    result = buffer_send(b, data, length, timeout_ns);
    (void)memset(data, (int)EMPTY, sizeof data);
    return result;
}

/* Receive to got[] of the current process. */
static enum status receive(uint32_t b, int64_t timeout_ns)
{
    struct got *const g = &got[sched.current];

    (void)memset(g->byte, (int)EMPTY, sizeof g->byte);
    g->length = UNSET;
    return buffer_receive(b, g->byte, &g->length, timeout_ns);
}

/* Process t received message n of this length, and nothing behind it. */
static void check_got(uint32_t t, uint32_t n, uint32_t length)
{
    uint32_t wrong = 0U;

    for (uint32_t i = 0U; i < MESSAGE_SIZE_MAX; i++) {
        if (got[t].byte[i] != ((i < length) ? byte_of(n, i) : EMPTY)) {
            wrong++;
        }
    }
    CU_ASSERT_EQUAL(got[t].length, (int32_t)length);
    CU_ASSERT_EQUAL(wrong, 0U);
}

/* Process t received nothing, not even a length. */
static void check_got_nothing(uint32_t t)
{
    CU_ASSERT_EQUAL(got[t].length, UNSET);
    got[t].length = 0;
    check_got(t, 0U, 0U);
}

/* The oldest message of buffer b is message n. */
static void check_next(uint32_t b, uint32_t n)
{
    const uint32_t t = sched.current;

    CU_ASSERT_EQUAL(receive(b, 0), NO_ERROR);
    check_got(t, n, SIZE);
}

/* Buffer b has this many messages, of at most `count`. */
static void check_stored(uint32_t b, uint32_t stored, uint32_t count)
{
    CU_ASSERT_EQUAL(object[BUFFER_FIRST + b].value, stored);
    CU_ASSERT_EQUAL(object[BUFFER_FIRST + b].maximum, count);
    CU_ASSERT_EQUAL(object[SPACE_FIRST + b].maximum, 0U);
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

/* Buffer 0 for `count` messages, and three processes. */
static void setup(uint32_t count, enum discipline discipline)
{
    (void)buffer_create(name_a, SIZE, count, discipline);
    (void)unit_process(1U);
    (void)unit_process(9U);
    (void)unit_process(5U);
    unit_run(OTHER);
}

/* As setup, filled with messages 1 and on. */
static void setup_full(uint32_t count, enum discipline discipline)
{
    setup(count, discipline);
    for (uint32_t n = 1U; n <= count; n++) {
        CU_ASSERT_EQUAL(send(0U, n, SIZE, 0), NO_ERROR);
    }
}

/* Buffer 0 for one of the largest messages, and all processes there may be. */
static void setup_largest(void)
{
    (void)buffer_create(name_a, MESSAGE_SIZE_MAX, 1U, FIFO);
    while (names.count[KIND_PROCESS] < PROCESS_MAX) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* Process t waits for a message of buffer 0 and gets message n. */
static void wait_for(uint32_t t, uint32_t n)
{
    unit_run(t);
    CU_ASSERT_EQUAL(receive(0U, TIME_NEVER), NO_ERROR);
    check_got(t, n, SIZE);
}

/* Process t waits to send message n to buffer 0, which it does. */
static void wait_with(uint32_t t, uint32_t n)
{
    unit_run(t);
    CU_ASSERT_EQUAL(send(0U, n, SIZE, TIME_NEVER), NO_ERROR);
}

/* [utest->llr~buffer-create~1]
 * Kind: normal */
static void test_create_sets_all(void)
{
    CU_ASSERT_EQUAL(buffer_create(name_a, 9U, 5U, PRIORITY), 0U);
    check_stored(0U, 0U, 5U);
    CU_ASSERT_EQUAL(object[MESSAGES].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[SPACE].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[MESSAGES].waiting, 0U);
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
    CU_ASSERT_EQUAL(messages.buffer[0].end, 5U);
    CU_ASSERT_EQUAL(messages.buffer[0].head, 0U);
    CU_ASSERT_EQUAL(messages.buffer[0].size, 9U);
    CU_ASSERT_EQUAL(messages.used, 5U);
}

/* [utest->llr~buffer-create~1]
 * Kind: normal */
static void test_create_keeps_the_others(void)
{
    CU_ASSERT_EQUAL(buffer_create(name_a, 9U, 5U, PRIORITY), 0U);
    CU_ASSERT_EQUAL(buffer_create(name_b, 7U, 3U, FIFO), 1U);
    check_stored(0U, 0U, 5U);
    check_stored(1U, 0U, 3U);
    CU_ASSERT_EQUAL(object[MESSAGES].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[SPACE].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[MESSAGES + 1U].discipline, FIFO);
    CU_ASSERT_EQUAL(object[SPACE + 1U].discipline, FIFO);
    CU_ASSERT_EQUAL(messages.buffer[0].size, 9U);
    CU_ASSERT_EQUAL(messages.buffer[1].size, 7U);
    CU_ASSERT_EQUAL(messages.buffer[0].end, 5U);
    CU_ASSERT_EQUAL(messages.buffer[1].head, 5U);
    CU_ASSERT_EQUAL(messages.buffer[1].end, 8U);
    CU_ASSERT_EQUAL(messages.used, 8U);
}

/* [utest->llr~buffer-create~1]
 * Kind: normal */
static void test_create_keeps_the_discipline_of_the_others(void)
{
    CU_ASSERT_EQUAL(buffer_create(name_a, 9U, 5U, FIFO), 0U);
    CU_ASSERT_EQUAL(buffer_create(name_b, 7U, 3U, PRIORITY), 1U);
    CU_ASSERT_EQUAL(object[MESSAGES].discipline, FIFO);
    CU_ASSERT_EQUAL(object[SPACE].discipline, FIFO);
    CU_ASSERT_EQUAL(object[MESSAGES + 1U].discipline, PRIORITY);
    CU_ASSERT_EQUAL(object[SPACE + 1U].discipline, PRIORITY);
}

/* [utest->llr~buffer-create~1]
 * Kind: normal */
static void test_create_enters_the_name(void)
{
    (void)buffer_create(name_a, SIZE, 1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(names_find(KIND_BUFFER, name_b), 1U);
}

/* [utest->llr~buffer-create~1]
 * Kind: robustness */
static void test_create_as_many_as_there_may_be(void)
{
    const uint32_t count = MESSAGE_MAX / BUFFER_MAX;

    for (uint32_t b = 0U; b < BUFFER_MAX; b++) {
        CU_ASSERT_EQUAL(buffer_create(name_a, SIZE, count, FIFO), b);
    }
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < MESSAGE_MAX; i++) {
        CU_ASSERT_EQUAL(send(i % BUFFER_MAX, i, SIZE, 0), NO_ERROR);
    }
    for (uint32_t i = 0U; i < MESSAGE_MAX; i++) {
        check_next(i % BUFFER_MAX, i);
    }
}

/* [utest->llr~buffer-create~1]
 * Kind: robustness */
static void test_create_the_largest(void)
{
    CU_ASSERT_EQUAL(buffer_create(name_a, MESSAGE_SIZE_MAX, MESSAGE_MAX, FIFO),
                    0U);
    CU_ASSERT_EQUAL(messages.used, MESSAGE_MAX);
    (void)unit_other_runs();
    for (uint32_t i = 0U; i < MESSAGE_MAX; i++) {
        CU_ASSERT_EQUAL(send(0U, i, MESSAGE_SIZE_MAX, 0), NO_ERROR);
    }
    CU_ASSERT_EQUAL(send(0U, 1U, MESSAGE_SIZE_MAX, 0), NOT_AVAILABLE);
    for (uint32_t i = 0U; i < MESSAGE_MAX; i++) {
        CU_ASSERT_EQUAL(receive(0U, 0), NO_ERROR);
        check_got(OTHER, i, MESSAGE_SIZE_MAX);
    }
}

/* [utest->llr~buffer-send-put~1]
 * Kind: normal */
static void test_send_to_an_empty_buffer(void)
{
    setup(2U, FIFO);
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, TIME_NEVER), NO_ERROR);
    check_stored(0U, 1U, 2U);
    CU_ASSERT_EQUAL(host.switches, 0U);
    check_next(0U, 1U);
}

/* [utest->llr~buffer-send-put~1]
 * Kind: robustness */
static void test_send_to_the_last_place(void)
{
    setup(2U, FIFO);
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 0), NO_ERROR);
    check_stored(0U, 2U, 2U);
    check_next(0U, 1U);
    check_next(0U, 2U);
}

/* [utest->llr~buffer-send-put~1]
 * Kind: normal */
static void test_send_in_main(void)
{
    (void)buffer_create(name_a, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, TIME_NEVER), NO_ERROR);
    check_stored(0U, 1U, 1U);
}

/* [utest->llr~buffer-send-put~1]
 * Kind: robustness */
static void test_send_leaves_other_buffers(void)
{
    (void)buffer_create(name_b, SIZE, 2U, FIFO);
    (void)buffer_create(name_b, SIZE, 2U, FIFO);
    (void)buffer_create(name_b, SIZE, 2U, FIFO);
    (void)unit_other_runs();
    for (uint32_t b = 0U; b < 3U; b++) {
        CU_ASSERT_EQUAL(send(b, b, SIZE, 0), NO_ERROR);
    }
    CU_ASSERT_EQUAL(send(1U, 3U, SIZE, 0), NO_ERROR);
    check_stored(0U, 1U, 2U);
    check_stored(1U, 2U, 2U);
    check_stored(2U, 1U, 2U);
    check_next(2U, 2U);
    check_next(1U, 1U);
    check_next(1U, 3U);
    check_next(0U, 0U);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: robustness */
static void test_send_refused_without_a_time_out(void)
{
    setup_full(2U, FIFO);
    CU_ASSERT_EQUAL(send(0U, 3U, SIZE, 0), NOT_AVAILABLE);
    check_stored(0U, 2U, 2U);
    CU_ASSERT_EQUAL(host.switches, 0U);
    check_next(0U, 1U);
    check_next(0U, 2U);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: robustness */
static void test_send_refused_in_main(void)
{
    (void)buffer_create(name_a, SIZE, 1U, FIFO);
    messages.length[BOARD_SLOT] = 3U; /* behind those of processes */
    messages.lost = 5U;
    messages.valid = 6U;
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 5), NO_ERROR);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 5), INVALID_MODE);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
    CU_ASSERT_EQUAL(messages.length[BOARD_SLOT], 3U);
    CU_ASSERT_EQUAL(messages.lost, 5U);
    CU_ASSERT_EQUAL(messages.valid, 6U);
    check_stored(0U, 1U, 1U);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: robustness */
static void test_send_refused_while_preemption_is_locked(void)
{
    setup_full(1U, FIFO);
    sched.lock_level = 1U;
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 5), INVALID_MODE);
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
    CU_ASSERT_EQUAL(host.switches, 0U);
    check_stored(0U, 1U, 1U);
    check_next(0U, 1U);
}

static void check_sender(uint32_t from, uint32_t to)
{
    CU_ASSERT_EQUAL(process[from].place, PLACE_OBJECT + SPACE + 1U);
    CU_ASSERT_EQUAL(object[SPACE + 1U].waiting, bits_set(0U, from));
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
    CU_ASSERT_EQUAL(object[MESSAGES + 1U].waiting, 0U);
    CU_ASSERT_EQUAL(timer.due_ns[from], 105);
    unit_switch_back(from, to);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: normal */
static void test_send_waits_in_the_buffer_s_own_queue(void)
{
    setup(1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(send(1U, 1U, SIZE, 0), NO_ERROR);
    unit_run(LOW);
    host_now = 100;
    host_switch_hook = check_sender;
    (void)send(1U, 2U, SIZE, 5);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: normal */
static void test_send_ends_with_the_time_out(void)
{
    setup_full(1U, FIFO);
    unit_run(LOW);
    host_now = 100;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 105);
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
    check_stored(0U, 1U, 1U);
    check_next(0U, 1U);
    CU_ASSERT_EQUAL(receive(0U, 0), NOT_AVAILABLE);
}

static void take_1(void)
{
    check_next(0U, 1U);
    check_stored(0U, 2U, 2U);
    CU_ASSERT_EQUAL(object[SPACE].waiting, 0U);
}

/* [utest->llr~buffer-receive-refill~1]
 * [utest->llr~buffer-send-wait~1]
 * Kind: normal */
static void test_send_waits_until_a_place_is_free(void)
{
    static void (*const steps[])(void) = {take_1};

    setup_full(2U, FIFO);
    meanwhile(steps);
    wait_with(LOW, 3U);
    CU_ASSERT_EQUAL(host.switches, 1U);
    check_next(0U, 2U);
    check_next(0U, 3U);
    check_stored(0U, 0U, 2U);
}

static uint8_t kept[SIZE];

static void take_1_of_changed(void)
{
    (void)memset(kept, (int)EMPTY, SIZE);
    check_next(0U, 1U);
}

/* [utest->llr~buffer-send-wait~1]
 * Kind: robustness */
static void test_send_waits_with_the_message_as_it_was(void)
{
    static void (*const steps[])(void) = {take_1_of_changed};

    setup_full(1U, FIFO);
    for (uint32_t i = 0U; i < SIZE; i++) {
        kept[i] = byte_of(2U, i);
    }
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(buffer_send(0U, kept, SIZE, TIME_NEVER), NO_ERROR);
    check_next(0U, 2U);
}

static void high_waits_with_4(void)
{
    wait_with(HIGH, 4U);
}

static void take_1_and_2(void)
{
    check_next(0U, 1U);
    CU_ASSERT_EQUAL(sched_waiting(SPACE), 1U);
    check_next(0U, 2U);
    CU_ASSERT_EQUAL(sched_waiting(SPACE), 0U);
    check_stored(0U, 2U, 2U);
}

/* LOW waits with message 3, then HIGH with message 4. */
static void wait_with_3_and_4(void)
{
    static void (*const steps[])(void) = {high_waits_with_4, take_1_and_2};

    meanwhile(steps);
    wait_with(LOW, 3U);
    CU_ASSERT_EQUAL(host.switches, 2U);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: normal */
static void test_refill_serves_the_longest_waiting_by_fifo(void)
{
    setup_full(2U, FIFO);
    wait_with_3_and_4();
    check_next(0U, 3U);
    check_next(0U, 4U);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: normal */
static void test_refill_serves_the_most_urgent_by_priority(void)
{
    setup_full(2U, PRIORITY);
    wait_with_3_and_4();
    check_next(0U, 4U);
    check_next(0U, 3U);
}

static void take_1_and_send(void)
{
    check_next(0U, 1U);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_READY);
    CU_ASSERT_EQUAL(send(0U, 5U, SIZE, 0), NOT_AVAILABLE);
    check_next(0U, 2U);
    CU_ASSERT_EQUAL(send(0U, 5U, SIZE, 0), NO_ERROR);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: robustness */
static void test_refill_comes_before_who_sends_next(void)
{
    static void (*const steps[])(void) = {take_1_and_send};

    setup_full(2U, FIFO);
    meanwhile(steps);
    wait_with(LOW, 3U);
    check_next(0U, 3U);
    check_next(0U, 5U);
}

static void take_from_1(void)
{
    check_next(1U, 7U);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_OBJECT + SPACE);
    check_stored(1U, 0U, 1U);
    check_next(0U, 1U);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: robustness */
static void test_refill_wakes_nobody_of_another_buffer(void)
{
    static void (*const steps[])(void) = {take_from_1};

    setup_full(1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(send(1U, 7U, SIZE, 0), NO_ERROR);
    meanwhile(steps);
    wait_with(LOW, 2U);
    check_next(0U, 2U);
}

static void take_5_of_the_second(void)
{
    check_next(1U, 5U);
    check_stored(1U, 1U, 1U);
    CU_ASSERT_EQUAL(object[SPACE + 1U].waiting, 0U);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: normal */
static void test_refill_of_another_buffer_than_the_first(void)
{
    static void (*const steps[])(void) = {take_5_of_the_second};

    setup_full(1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(send(1U, 5U, SIZE, 0), NO_ERROR);
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(send(1U, 6U, SIZE, TIME_NEVER), NO_ERROR);
    check_next(1U, 6U);
    check_next(0U, 1U);
}

static void take_1_and_let_time_pass(void)
{
    check_next(0U, 1U);
    host_now = 1000;
    timer_expire(host_now);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: robustness */
static void test_refill_ends_the_time_out(void)
{
    static void (*const steps[])(void) = {take_1_and_let_time_pass};

    setup_full(1U, FIFO);
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 5), NO_ERROR);
    check_next(0U, 2U);
}

static void take_1_of_length_8(void)
{
    check_next(0U, 1U);
    CU_ASSERT_EQUAL(receive(0U, 0), NO_ERROR);
    check_got(OTHER, 2U, 8U);
}

/* [utest->llr~buffer-receive-refill~1]
 * Kind: normal */
static void test_refill_with_a_shorter_message(void)
{
    static void (*const steps[])(void) = {take_1_of_length_8};

    setup_full(1U, FIFO);
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(send(0U, 2U, 8U, TIME_NEVER), NO_ERROR);
    check_stored(0U, 0U, 1U);
}

static void send_1(void)
{
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_READY);
    check_stored(0U, 0U, 2U);
}

/* [utest->llr~buffer-send-give~1]
 * [utest->llr~buffer-receive-wait~1]
 * Kind: normal */
static void test_give_to_who_waits(void)
{
    static void (*const steps[])(void) = {send_1};

    setup(2U, FIFO);
    meanwhile(steps);
    wait_for(LOW, 1U);
    CU_ASSERT_EQUAL(host.switches, 1U);
    check_stored(0U, 0U, 2U);
}

static void high_waits_for_1(void)
{
    wait_for(HIGH, 1U);
}

static void high_waits_for_2(void)
{
    wait_for(HIGH, 2U);
}

static void send_1_and_2(void)
{
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(sched_waiting(MESSAGES), 1U);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(sched_waiting(MESSAGES), 0U);
    check_stored(0U, 0U, 2U);
}

/* [utest->llr~buffer-send-give~1]
 * Kind: normal */
static void test_give_to_the_longest_waiting_by_fifo(void)
{
    static void (*const steps[])(void) = {high_waits_for_2, send_1_and_2};

    setup(2U, FIFO);
    meanwhile(steps);
    wait_for(LOW, 1U);
    CU_ASSERT_EQUAL(host.switches, 2U);
}

/* [utest->llr~buffer-send-give~1]
 * Kind: normal */
static void test_give_to_the_most_urgent_by_priority(void)
{
    static void (*const steps[])(void) = {high_waits_for_1, send_1_and_2};

    setup(2U, PRIORITY);
    meanwhile(steps);
    wait_for(LOW, 2U);
    CU_ASSERT_EQUAL(host.switches, 2U);
}

static void receive_largest(uint32_t t, uint32_t n)
{
    CU_ASSERT_EQUAL(receive(0U, TIME_NEVER), NO_ERROR);
    check_got(t, n, MESSAGE_SIZE_MAX);
}

static void last_waits_for_2(void)
{
    unit_run(LAST);
    receive_largest(LAST, 2U);
}

static void send_two_largest(void)
{
    CU_ASSERT_EQUAL(send(0U, 1U, MESSAGE_SIZE_MAX, 0), NO_ERROR);
    CU_ASSERT_EQUAL(send(0U, 2U, MESSAGE_SIZE_MAX, 0), NO_ERROR);
    check_stored(0U, 0U, 1U);
}

/* [utest->llr~buffer-send-give~1]
 * [utest->llr~buffer-receive-wait~1]
 * Kind: robustness */
static void test_give_the_largest_to_the_last_process(void)
{
    static void (*const steps[])(void) = {last_waits_for_2, send_two_largest};

    setup_largest();
    meanwhile(steps);
    unit_run(HALF);
    receive_largest(HALF, 1U);
    CU_ASSERT_EQUAL(host.switches, 2U);
}

static void last_waits_with_2(void)
{
    unit_run(LAST);
    CU_ASSERT_EQUAL(send(0U, 2U, MESSAGE_SIZE_MAX, TIME_NEVER), NO_ERROR);
}

static void receive_three_largest(void)
{
    for (uint32_t n = 0U; n < 3U; n++) {
        CU_ASSERT_EQUAL(receive(0U, 0), NO_ERROR);
        check_got(sched.current, n, MESSAGE_SIZE_MAX);
    }
    check_stored(0U, 0U, 1U);
}

/* [utest->llr~buffer-send-wait~1]
 * [utest->llr~buffer-receive-refill~1]
 * Kind: robustness */
static void test_refill_with_the_largest_of_the_last_process(void)
{
    static void (*const steps[])(void) = {last_waits_with_2,
                                          receive_three_largest};

    setup_largest();
    CU_ASSERT_EQUAL(send(0U, 0U, MESSAGE_SIZE_MAX, 0), NO_ERROR);
    meanwhile(steps);
    unit_run(HALF);
    CU_ASSERT_EQUAL(send(0U, 1U, MESSAGE_SIZE_MAX, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(host.switches, 2U);
}

/* [utest->llr~buffer-send-put~1]
 * [utest->llr~buffer-receive-take~1]
 * Kind: robustness */
static void test_ring_that_ends_where_all_end(void)
{
    (void)buffer_create(name_a, SIZE, MESSAGE_MAX - 2U, FIFO);
    (void)buffer_create(name_b, SIZE, 2U, FIFO);
    (void)unit_other_runs();
    CU_ASSERT_EQUAL(send(0U, 9U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(send(1U, 0U, SIZE, 0), NO_ERROR);
    for (uint32_t n = 0U; n < 5U; n++) {
        CU_ASSERT_EQUAL(send(1U, n + 1U, SIZE, 0), NO_ERROR);
        check_next(1U, n);
        CU_ASSERT_TRUE(messages.buffer[1].head < MESSAGE_MAX);
    }
    check_next(1U, 5U);
    check_next(0U, 9U);
}

static void send_and_receive_before_it_runs(void)
{
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(receive(0U, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(send(0U, 2U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(send(0U, 3U, SIZE, 0), NO_ERROR);
    unit_run(HIGH);
    check_next(0U, 2U);
    host_now = 1000;
    timer_expire(host_now);
}

/* [utest->llr~buffer-send-give~1]
 * Kind: robustness */
static void test_give_is_for_good_whoever_runs_first(void)
{
    static void (*const steps[])(void) = {send_and_receive_before_it_runs};

    setup(2U, FIFO);
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(receive(0U, 5), NO_ERROR);
    check_got(LOW, 1U, SIZE);
    check_next(0U, 3U);
    check_stored(0U, 0U, 2U);
}

static void send_to_1(void)
{
    CU_ASSERT_EQUAL(send(1U, 7U, SIZE, 0), NO_ERROR);
    CU_ASSERT_EQUAL(process[LOW].place, PLACE_OBJECT + MESSAGES);
    check_stored(1U, 1U, 1U);
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
}

/* [utest->llr~buffer-send-give~1]
 * Kind: robustness */
static void test_give_wakes_nobody_of_another_buffer(void)
{
    static void (*const steps[])(void) = {send_to_1};

    setup(1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    meanwhile(steps);
    wait_for(LOW, 1U);
    check_next(1U, 7U);
}

static void send_5_to_the_second(void)
{
    CU_ASSERT_EQUAL(send(1U, 5U, SIZE, 0), NO_ERROR);
    check_stored(1U, 0U, 1U);
    CU_ASSERT_EQUAL(object[MESSAGES + 1U].waiting, 0U);
}

/* [utest->llr~buffer-send-give~1]
 * Kind: normal */
static void test_give_of_another_buffer_than_the_first(void)
{
    static void (*const steps[])(void) = {send_5_to_the_second};

    setup(1U, FIFO);
    (void)buffer_create(name_b, SIZE, 1U, FIFO);
    unit_run(LOW);
    meanwhile(steps);
    CU_ASSERT_EQUAL(receive(1U, TIME_NEVER), NO_ERROR);
    check_got(LOW, 5U, SIZE);
    check_stored(0U, 0U, 1U);
}

static uint32_t given_length;

static void send_given_length(void)
{
    CU_ASSERT_EQUAL(send(0U, 1U, given_length, 0), NO_ERROR);
}

/* [utest->llr~buffer-send-give~1]
 * [utest->llr~buffer-receive-wait~1]
 * Kind: robustness */
static void test_give_of_each_length(void)
{
    static void (*const steps[])(void) = {send_given_length};

    setup(1U, FIFO);
    unit_run(LOW);
    for (given_length = 0U; given_length <= SIZE; given_length++) {
        meanwhile(steps);
        CU_ASSERT_EQUAL(receive(0U, TIME_NEVER), NO_ERROR);
        check_got(LOW, 1U, given_length);
    }
}

/* [utest->llr~buffer-receive-take~1]
 * [utest->llr~buffer-send-put~1]
 * Kind: normal */
static void test_receive_in_the_order_of_sending(void)
{
    for (uint32_t count = 1U; count <= 3U; count++) {
        CU_ASSERT_EQUAL(buffer_create(name_a, SIZE, count, FIFO), count - 1U);
    }
    (void)unit_other_runs();
    for (uint32_t count = 1U; count <= 3U; count++) {
        const uint32_t b = count - 1U;

        for (uint32_t fill = 1U; fill <= count; fill++) {
            for (uint32_t n = 0U; n < (7U * fill); n++) {
                CU_ASSERT_EQUAL(send(b, n, SIZE, 0), NO_ERROR);
                if (n >= (fill - 1U)) {
                    check_stored(b, fill, count);
                    check_next(b, n - (fill - 1U));
                }
            }
            for (uint32_t n = 1U; n < fill; n++) {
                check_next(b, (6U * fill) + n);
            }
            check_stored(b, 0U, count);
        }
    }
}

/* [utest->llr~buffer-receive-take~1]
 * Kind: normal */
static void test_receive_makes_one_place_free(void)
{
    setup_full(2U, FIFO);
    check_next(0U, 1U);
    check_stored(0U, 1U, 2U);
    CU_ASSERT_EQUAL(host.switches, 0U);
    CU_ASSERT_EQUAL(send(0U, 3U, SIZE, 0), NO_ERROR);
    check_next(0U, 2U);
    check_next(0U, 3U);
}

/* [utest->llr~buffer-receive-take~1]
 * Kind: robustness */
static void test_receive_of_each_length(void)
{
    static const uint32_t lengths[] = {0U, 1U,  7U,   8U,
                                       9U, 16U, 255U, MESSAGE_SIZE_MAX};
    const uint32_t count = (uint32_t)(sizeof lengths / sizeof lengths[0]);

    (void)buffer_create(name_a, MESSAGE_SIZE_MAX, count, FIFO);
    (void)unit_other_runs();
    for (uint32_t n = 0U; n < count; n++) {
        CU_ASSERT_EQUAL(send(0U, n, lengths[n], 0), NO_ERROR);
    }
    for (uint32_t n = 0U; n < count; n++) {
        CU_ASSERT_EQUAL(receive(0U, 0), NO_ERROR);
        check_got(OTHER, n, lengths[n]);
    }
}

/* [utest->llr~buffer-receive-take~1]
 * Kind: robustness */
static void test_receive_of_a_shorter_message_has_nothing_of_a_longer(void)
{
    setup_full(1U, FIFO);
    check_next(0U, 1U);
    CU_ASSERT_EQUAL(send(0U, 2U, 3U, 0), NO_ERROR);
    CU_ASSERT_EQUAL(receive(0U, 0), NO_ERROR);
    check_got(OTHER, 2U, 3U);
}

/* [utest->llr~buffer-receive-take~1]
 * Kind: normal */
static void test_receive_in_main(void)
{
    uint8_t data[SIZE];
    int32_t length = UNSET;

    (void)buffer_create(name_a, SIZE, 1U, FIFO);
    CU_ASSERT_EQUAL(send(0U, 1U, 1U, 0), NO_ERROR);
    CU_ASSERT_EQUAL(buffer_receive(0U, data, &length, TIME_NEVER), NO_ERROR);
    CU_ASSERT_EQUAL(length, 1);
    CU_ASSERT_EQUAL(data[0], byte_of(1U, 0U));
}

/* [utest->llr~buffer-receive-wait~1]
 * Kind: robustness */
static void test_receive_refused_without_a_time_out(void)
{
    setup(1U, FIFO);
    CU_ASSERT_EQUAL(receive(0U, 0), NOT_AVAILABLE);
    check_got_nothing(OTHER);
    check_stored(0U, 0U, 1U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~buffer-receive-wait~1]
 * Kind: robustness */
static void test_receive_refused_in_main(void)
{
    uint8_t data = EMPTY;
    int32_t length = UNSET;

    (void)buffer_create(name_a, 1U, 1U, FIFO);
    messages.length[BOARD_SLOT] = 3U; /* behind those of processes */
    messages.lost = 5U;
    messages.valid = 6U;
    CU_ASSERT_EQUAL(buffer_receive(0U, &data, &length, 5), INVALID_MODE);
    CU_ASSERT_EQUAL(buffer_receive(0U, &data, &length, 0), NOT_AVAILABLE);
    CU_ASSERT_EQUAL(length, UNSET);
    CU_ASSERT_EQUAL(data, EMPTY);
    CU_ASSERT_EQUAL(messages.length[BOARD_SLOT], 3U);
    CU_ASSERT_EQUAL(messages.lost, 5U);
    CU_ASSERT_EQUAL(messages.valid, 6U);
    CU_ASSERT_EQUAL(object[MESSAGES].waiting, 0U);
}

/* [utest->llr~buffer-receive-wait~1]
 * Kind: robustness */
static void test_receive_refused_while_preemption_is_locked(void)
{
    setup(1U, FIFO);
    sched.lock_level = 1U;
    CU_ASSERT_EQUAL(receive(0U, 5), INVALID_MODE);
    check_got_nothing(OTHER);
    CU_ASSERT_EQUAL(object[MESSAGES].waiting, 0U);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

static void check_receiver(uint32_t from, uint32_t to)
{
    CU_ASSERT_EQUAL(process[from].place, PLACE_OBJECT + MESSAGES + 1U);
    CU_ASSERT_EQUAL(object[MESSAGES + 1U].waiting, bits_set(0U, from));
    CU_ASSERT_EQUAL(object[MESSAGES].waiting, 0U);
    CU_ASSERT_EQUAL(object[SPACE + 1U].waiting, 0U);
    CU_ASSERT_EQUAL(messages.length[MESSAGE_MAX + from], 0U);
    unit_switch_time(from, to);
}

/* [utest->llr~buffer-receive-wait~1]
 * Kind: normal */
static void test_receive_waits_in_the_buffer_s_own_queue(void)
{
    setup(1U, FIFO);
    (void)buffer_create(name_b, 9U, 1U, FIFO);
    messages.length[MESSAGE_MAX + LOW] = 10U;
    unit_run(LOW);
    host_switch_hook = check_receiver;
    (void)receive(1U, 5);
    CU_ASSERT_EQUAL(host.switches, 1U);
}

/* [utest->llr~buffer-receive-wait~1]
 * Kind: normal */
static void test_receive_ends_with_the_time_out(void)
{
    setup(1U, FIFO);
    unit_run(LOW);
    host_now = 100;
    host_switch_hook = unit_switch_time;
    CU_ASSERT_EQUAL(receive(0U, 5), TIMED_OUT);
    CU_ASSERT_EQUAL(host_now, 105);
    CU_ASSERT_EQUAL(object[MESSAGES].waiting, 0U);
    check_got_nothing(LOW);
    CU_ASSERT_EQUAL(send(0U, 1U, SIZE, 0), NO_ERROR);
    check_stored(0U, 1U, 1U);
    check_next(0U, 1U);
}

const struct unit_test unit_tests[] = {
    TEST(test_create_sets_all),
    TEST(test_create_keeps_the_others),
    TEST(test_create_keeps_the_discipline_of_the_others),
    TEST(test_create_enters_the_name),
    TEST(test_create_as_many_as_there_may_be),
    TEST(test_create_the_largest),
    TEST(test_send_to_an_empty_buffer),
    TEST(test_send_to_the_last_place),
    TEST(test_send_in_main),
    TEST(test_send_leaves_other_buffers),
    TEST(test_send_refused_without_a_time_out),
    TEST(test_send_refused_in_main),
    TEST(test_send_refused_while_preemption_is_locked),
    TEST(test_send_waits_in_the_buffer_s_own_queue),
    TEST(test_send_ends_with_the_time_out),
    TEST(test_send_waits_until_a_place_is_free),
    TEST(test_send_waits_with_the_message_as_it_was),
    TEST(test_refill_serves_the_longest_waiting_by_fifo),
    TEST(test_refill_serves_the_most_urgent_by_priority),
    TEST(test_refill_comes_before_who_sends_next),
    TEST(test_refill_wakes_nobody_of_another_buffer),
    TEST(test_refill_of_another_buffer_than_the_first),
    TEST(test_refill_ends_the_time_out),
    TEST(test_refill_with_a_shorter_message),
    TEST(test_give_to_who_waits),
    TEST(test_give_to_the_longest_waiting_by_fifo),
    TEST(test_give_to_the_most_urgent_by_priority),
    TEST(test_give_is_for_good_whoever_runs_first),
    TEST(test_give_wakes_nobody_of_another_buffer),
    TEST(test_give_of_another_buffer_than_the_first),
    TEST(test_give_of_each_length),
    TEST(test_receive_in_the_order_of_sending),
    TEST(test_receive_makes_one_place_free),
    TEST(test_receive_of_each_length),
    TEST(test_receive_of_a_shorter_message_has_nothing_of_a_longer),
    TEST(test_receive_in_main),
    TEST(test_receive_refused_without_a_time_out),
    TEST(test_give_the_largest_to_the_last_process),
    TEST(test_refill_with_the_largest_of_the_last_process),
    TEST(test_ring_that_ends_where_all_end),
    TEST(test_receive_refused_in_main),
    TEST(test_receive_refused_while_preemption_is_locked),
    TEST(test_receive_waits_in_the_buffer_s_own_queue),
    TEST(test_receive_ends_with_the_time_out),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As many semaphores, events, buffers and blackboards as there can be are apart
 * from each other: what is done to the first and the last of each kind shows
 * there and nowhere else, who waits for one of them is woken by nothing else,
 * and each blackboard keeps its own message of 256 bytes beside buffers that
 * are full of such messages while the last process waits with one more.
 * [itest->llr~apex-create-semaphore~1]
 * [itest->llr~apex-signal-semaphore~1]
 * [itest->llr~apex-get-semaphore-status~1]
 * [itest->llr~apex-create-event~1]
 * [itest->llr~apex-set-event~1]
 * [itest->llr~apex-reset-event~1]
 * [itest->llr~apex-wait-event~1]
 * [itest->llr~apex-get-event-status~1]
 * [itest->llr~apex-create-buffer~1]
 * [itest->llr~apex-send-buffer~1]
 * [itest->llr~apex-receive-buffer~1]
 * [itest->llr~apex-get-buffer-status~1]
 * [itest->llr~apex-create-blackboard~1]
 * [itest->llr~apex-display-blackboard~1]
 * [itest->llr~apex-read-blackboard~1]
 * [itest->llr~apex-clear-blackboard~1]
 * [itest->llr~apex-get-blackboard-status~1]
 * Kind: robustness
 */
#include "../apex.h"

#define ALL 256   /* bytes of each message */
#define MOST 8    /* messages of each buffer: there is no place for one more */
#define LAST 64   /* semaphore, event and process */
#define LAST_M 32 /* buffer and blackboard */

static APEX_BYTE message[ALL];
static PROCESS_ID_TYPE who[LAST];

/* Byte i of message n. */
static APEX_BYTE byte_of(int32_t n, int32_t i)
{
    return (APEX_BYTE)(((i % 2) == 0) ? n : ((n / 256) + i));
}

static void write(int32_t n)
{
    for (int32_t i = 0; i < ALL; i++) {
        message[i] = byte_of(n, i);
    }
}

/* 1 when the last call has brought message n, else 0. */
static int32_t is(int32_t n, MESSAGE_SIZE_TYPE length)
{
    bool same = (code == NO_ERROR) && (length == ALL);

    for (int32_t i = 0; i < ALL; i++) {
        same = same && (message[i] == byte_of(n, i));
    }
    return same ? 1 : 0;
}

static void send(BUFFER_ID_TYPE id, int32_t n, SYSTEM_TIME_TYPE time_out)
{
    write(n);
    SEND_BUFFER(id, message, ALL, time_out, &code);
    need("SEND_BUFFER");
}

static int32_t receives(BUFFER_ID_TYPE id, int32_t n)
{
    MESSAGE_SIZE_TYPE length = 0;

    write(0);
    RECEIVE_BUFFER(id, 0, message, &length, &code);
    return is(n, length);
}

static void display(BLACKBOARD_ID_TYPE id, int32_t n)
{
    write(n);
    DISPLAY_BLACKBOARD(id, message, ALL, &code);
    need("DISPLAY_BLACKBOARD");
}

static int32_t reads(BLACKBOARD_ID_TYPE id, int32_t n)
{
    MESSAGE_SIZE_TYPE length = 0;

    write(0);
    READ_BLACKBOARD(id, 0, message, &length, &code);
    return is(n, length);
}

static void print_id(APEX_INTEGER id, bool seen)
{
    if (seen) {
        print(" ");
        print_number((uint64_t)id);
    }
}

/* Print the identifiers of the objects that something was done to. */
static void changed(const char *when)
{
    print(when);
    print(": semaphores");
    for (SEMAPHORE_ID_TYPE id = 1; id <= LAST; id++) {
        SEMAPHORE_STATUS_TYPE status;

        GET_SEMAPHORE_STATUS(id, &status, &code);
        print_id(id, status.CURRENT_VALUE != 0);
    }
    print(", events");
    for (EVENT_ID_TYPE id = 1; id <= LAST; id++) {
        EVENT_STATUS_TYPE status;

        GET_EVENT_STATUS(id, &status, &code);
        print_id(id, status.EVENT_STATE != DOWN);
    }
    print(", buffers");
    for (BUFFER_ID_TYPE id = 1; id <= LAST_M; id++) {
        BUFFER_STATUS_TYPE status;

        GET_BUFFER_STATUS(id, &status, &code);
        print_id(id, status.NB_MESSAGE != 0);
    }
    print(", blackboards");
    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id++) {
        BLACKBOARD_STATUS_TYPE status;

        GET_BLACKBOARD_STATUS(id, &status, &code);
        print_id(id, status.EMPTY_INDICATOR != EMPTY);
    }
    print("\n");
}

static void change(void)
{
    changed("first");
    for (SEMAPHORE_ID_TYPE id = 1; id <= LAST; id += LAST - 1) {
        SIGNAL_SEMAPHORE(id, &code);
        changed("signal");
    }
    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id += LAST_M - 1) {
        display(id, 1);
        changed("display");
    }
    for (EVENT_ID_TYPE id = 1; id <= LAST; id += LAST - 1) {
        SET_EVENT(id, &code);
        changed("set");
    }
    for (BUFFER_ID_TYPE id = 1; id <= LAST_M; id += LAST_M - 1) {
        send(id, 1, 0);
        changed("send");
    }
    for (EVENT_ID_TYPE id = 1; id <= LAST; id += LAST - 1) {
        RESET_EVENT(id, &code);
        changed("reset");
    }
    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id += LAST_M - 1) {
        CLEAR_BLACKBOARD(id, &code);
        changed("clear");
    }
    for (BUFFER_ID_TYPE id = 1; id <= LAST_M; id += LAST_M - 1) {
        (void)receives(id, 1);
        changed("receive");
    }
}

/* Processes 2 to 6 wait for neighbours among the objects. */
static void waits_for_event(void)
{
    ANSWERS(NO_ERROR, WAIT_EVENT(LAST, FOREVER, &code));
}

static void waits_for_first(void)
{
    APEX_BYTE got[ALL];
    MESSAGE_SIZE_TYPE length;

    ANSWERS(NO_ERROR, READ_BLACKBOARD(1, FOREVER, got, &length, &code));
    check("displayed there", (length == ALL) && (got[0] == 3U));
}

static void waits_for_last(void)
{
    APEX_BYTE got[ALL];
    MESSAGE_SIZE_TYPE length;

    ANSWERS(NO_ERROR, READ_BLACKBOARD(LAST_M, FOREVER, got, &length, &code));
    check("displayed there", (length == ALL) && (got[0] == 2U));
}

static void waits_for_buffer(void)
{
    APEX_BYTE got[ALL];
    MESSAGE_SIZE_TYPE length;

    ANSWERS(NO_ERROR, RECEIVE_BUFFER(1, FOREVER, got, &length, &code));
    check("sent there", (length == ALL) && (got[0] == 4U));
}

static void waits_for_semaphore(void)
{
    ANSWERS(NO_ERROR, WAIT_SEMAPHORE(2, FOREVER, &code));
}

/* Let who has been woken run. */
static void let_run(const char *after)
{
    print(after);
    print("\n");
    pass(1 * MS);
}

static void wake(void)
{
    for (uint32_t n = 1U; n <= 5U; n++) {
        START(who[n], &code);
        need("START");
    }
    let_run("five begin to wait");
    display(LAST_M, 2);
    let_run("displayed on 32");
    SET_EVENT(LAST, &code);
    let_run("event 64 set");
    display(1, 3);
    let_run("displayed on 1");
    SIGNAL_SEMAPHORE(2, &code);
    let_run("semaphore 2 signalled");
    send(1, 4, 0);
    let_run("sent to 1");
}

/* The last process, with a message that there is no place for. */
static void waits_to_send(void)
{
    send(LAST_M, 999, FOREVER);
    check("and goes on", code == NO_ERROR);
}

static void check_displayed(void)
{
    int32_t count = 0;

    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id++) {
        count += reads(id, id);
    }
    check("32 blackboards show their own", count == LAST_M);
}

static void fill(void)
{
    int32_t count = 0;

    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id++) {
        display(id, id);
    }
    for (int32_t n = 0; n < (LAST_M * MOST); n++) {
        send(1 + (n % LAST_M), 256 + n, 0);
    }
    START(who[LAST - 1], &code);
    need("START");
    pass(1 * MS);
    check_displayed();
    for (BLACKBOARD_ID_TYPE id = 1; id <= LAST_M; id++) {
        display(id, 1000);
        display(id, id);
    }
    for (int32_t n = 0; n < (LAST_M * MOST); n++) {
        count += receives(1 + (n % LAST_M), 256 + n);
    }
    check("256 messages are those that were sent", count == (LAST_M * MOST));
    check("and the one that waited", receives(LAST_M, 999) == 1);
    check_displayed();
    pass(1 * MS);
}

static void work(void)
{
    change();
    wake();
    fill();
    done();
}

static void create_all(void)
{
    static void (*const entry[])(void) = {
        work,           waits_for_event,  waits_for_first,
        waits_for_last, waits_for_buffer, waits_for_semaphore};

    for (uint32_t i = 0U; i < (uint32_t)LAST; i++) {
        const char letter = (char)('0' + (int32_t)i);
        const BUFFER_NAME_TYPE name = {letter};
        BUFFER_ID_TYPE id;

        (void)semaphore(letter, 0, FIFO);
        (void)event(letter);
        if (i < (uint32_t)LAST_M) {
            CREATE_BUFFER(name, ALL, MOST, FIFO, &id, &code);
            need("CREATE_BUFFER");
            (void)blackboard(letter, ALL);
        }
        who[i] = create(letter, (i < 6U) ? entry[i] : waits_to_send, 10,
                        APERIODIC, FOREVER);
    }
}

int main(void)
{
    create_all();
    START(who[0], &code);
    need("START");
    normal();
}

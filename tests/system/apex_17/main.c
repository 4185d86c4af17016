/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages through buffers: whole and in order, to receivers and from senders
 * that wait, in the order of the queuing discipline; a time-out of 0 does not
 * wait, another one ends the wait; a message given to a receiver that is
 * stopped before it runs is lost.
 * [itest->llr~apex-create-buffer~1]
 * [itest->llr~apex-send-buffer~1]
 * [itest->llr~apex-send-buffer-not-available~1]
 * [itest->llr~apex-send-buffer-timed-out~1]
 * [itest->llr~apex-receive-buffer~1]
 * [itest->llr~apex-receive-buffer-not-available~1]
 * [itest->llr~apex-receive-buffer-timed-out~1]
 * [itest->llr~apex-get-buffer-id~1]
 * [itest->llr~apex-get-buffer-status~1]
 * Kind: normal
 */
#include "../apex.h"

#define ALL 16  /* bytes of the longest message, as buffer() has it */
#define SENT 6U /* messages through the pipe before it is left full */

static BUFFER_ID_TYPE pipe;    /* from P to C */
static BUFFER_ID_TYPE used;    /* where X, Y and Z wait */
static PROCESS_ID_TYPE who[3]; /* X, Y, Z: priorities 10, 30, 20 */
static PROCESS_ID_TYPE producer;

/* Send the first bytes of a text. */
static void send(BUFFER_ID_TYPE id, const char *text, MESSAGE_SIZE_TYPE length,
                 SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[ALL];

    for (int32_t i = 0; i < length; i++) {
        message[i] = (APEX_BYTE)text[i];
    }
    SEND_BUFFER(id, message, length, time_out, &code);
}

/* Receive a message and print it; what is behind it must be as it was. */
static void receive(BUFFER_ID_TYPE id, SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[ALL];
    MESSAGE_SIZE_TYPE length = 0;
    bool kept = true;

    for (uint32_t i = 0U; i < (uint32_t)ALL; i++) {
        message[i] = 7U;
    }
    RECEIVE_BUFFER(id, time_out, message, &length, &code);
    for (uint32_t i = (uint32_t)length; i < (uint32_t)ALL; i++) {
        kept = kept && (message[i] == 7U);
    }
    if (code == NO_ERROR) {
        head();
        print("gets ");
        arch_console_write((const char *)message, (uint32_t)length);
        print(kept ? "\n" : " and more\n");
    } else {
        answer("RECEIVE_BUFFER");
        check("and nothing", kept && (length == 0));
    }
}

static void say_buffer(BUFFER_ID_TYPE id)
{
    BUFFER_STATUS_TYPE status;

    GET_BUFFER_STATUS(id, &status, &code);
    need("GET_BUFFER_STATUS");
    say_number("messages:", status.NB_MESSAGE);
    say_number("waiting:", status.WAITING_PROCESSES);
}

/* More messages, and faster, than the pipe takes; each of another length. */
static void produces(void)
{
    static const char text[] = "ABCDEFGHIJKLMNOP";
    static const int32_t lengths[SENT] = {ALL, 1, 8, 11, 13, 5};

    for (uint32_t n = 0U; n < SENT; n++) {
        send(pipe, text, lengths[n], FOREVER);
        need("SEND_BUFFER");
        say_number("sent", lengths[n]);
    }
    for (int32_t length = 2; length <= 4; length++) {
        send(pipe, text, length, 100 * MS);
        answer("SEND_BUFFER for 100");
    }
}

static void receives(void)
{
    receive(used, FOREVER);
}

/* Each sends its name. */
static void sends(void)
{
    PROCESS_ID_TYPE id = 0;
    PROCESS_STATUS_TYPE status;

    GET_MY_ID(&id, &code);
    need("GET_MY_ID");
    GET_PROCESS_STATUS(id, &status, &code);
    need("GET_PROCESS_STATUS");
    send(used, status.ATTRIBUTES.NAME, 1, FOREVER);
    answer("SEND_BUFFER");
}

/* X, Y and Z are senders, else receivers. */
static bool they_send;

static void waits(void)
{
    if (they_send) {
        sends();
    } else {
        receives();
    }
}

/* X, Y and Z begin to wait for `id`, in this order. */
static void let_wait(BUFFER_ID_TYPE id, bool to_send)
{
    used = id;
    they_send = to_send;
    for (uint32_t n = 0U; n < 3U; n++) {
        START(who[n], &code);
        need("START");
        pass(1 * MS);
    }
    say_buffer(id);
}

/* Three receivers: who gets which message; one is of a word and some bytes. */
static void give_three(BUFFER_ID_TYPE id)
{
    static const char *const text[] = {"1", "2 of eleven", "3"};
    static const int32_t lengths[] = {1, 11, 1};

    let_wait(id, false);
    for (uint32_t n = 0U; n < 3U; n++) {
        send(id, text[n], lengths[n], 0);
        need("SEND_BUFFER");
    }
    say_buffer(id);
    pass(10 * MS);
}

/* Three senders behind two messages: in which order theirs come. */
static void take_all(BUFFER_ID_TYPE id)
{
    send(id, "first", 5, 0);
    need("SEND_BUFFER");
    send(id, "second of two", 13, 0);
    need("SEND_BUFFER");
    send(id, "third", 5, 0);
    answer("SEND_BUFFER for 0");
    let_wait(id, true);
    for (uint32_t n = 0U; n < 5U; n++) {
        receive(id, 0);
    }
    receive(id, 0);
    say_buffer(id);
    pass(10 * MS);
}

/* A receiver that is stopped takes its message with it. */
static void stop_receiver(BUFFER_ID_TYPE id)
{
    used = id;
    they_send = false;
    START(who[0], &code);
    need("START");
    pass(1 * MS);
    send(id, "lost", 4, 0);
    need("SEND_BUFFER");
    ANSWERS(NO_ERROR, STOP(who[0], &code));
    say_buffer(id);
    receive(id, 20 * MS);
}

/* A sender that is stopped, too. */
static void stop_sender(BUFFER_ID_TYPE id)
{
    send(id, "first", 5, 0);
    need("SEND_BUFFER");
    send(id, "second", 6, 0);
    need("SEND_BUFFER");
    used = id;
    they_send = true;
    START(who[0], &code);
    need("START");
    pass(1 * MS);
    ANSWERS(NO_ERROR, STOP(who[0], &code));
    say_buffer(id);
    receive(id, 0);
    receive(id, 0);
    receive(id, 0);
}

static void conducts(void)
{
    BUFFER_ID_TYPE fifo = 0;
    BUFFER_ID_TYPE ranked = 0;

    ANSWERS(NO_ERROR, GET_BUFFER_ID("f", &fifo, &code));
    ANSWERS(NO_ERROR, GET_BUFFER_ID("r", &ranked, &code));
    for (uint32_t n = 0U; n < SENT; n++) {
        receive(pipe, 10 * MS);
    }
    pass(200 * MS);
    say_state("P", producer);
    receive(pipe, 0);
    receive(pipe, 0);
    receive(pipe, 0);
    receive(pipe, 50 * MS);
    give_three(fifo);
    give_three(ranked);
    take_all(fifo);
    take_all(ranked);
    stop_receiver(fifo);
    stop_sender(fifo);
    done();
}

int main(void)
{
    pipe = buffer('p', 2, FIFO);
    (void)buffer('f', 2, FIFO);
    (void)buffer('r', 2, PRIORITY);
    (void)begin('C', conducts, 40);
    producer = begin('P', produces, 40);
    who[0] = create('X', waits, 10, APERIODIC, FOREVER);
    who[1] = create('Y', waits, 30, APERIODIC, FOREVER);
    who[2] = create('Z', waits, 20, APERIODIC, FOREVER);
    normal();
}

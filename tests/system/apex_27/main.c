/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A queuing port's messages come out whole, in the order of sending, and as
 * many as it says. Who finds the channel full or empty is served within 2 ms of
 * the room or the message, in the order of waiting or by priority, before who
 * comes later, unless its time-out ends first; it may be suspended or stopped.
 * CLEAR_QUEUING_PORT makes room for who waits. The status tells of messages and
 * who waits.
 * [itest->llr~apex-create-queuing-port~1]
 * [itest->llr~apex-send-queuing-message~1]
 * [itest->llr~apex-send-queuing-message-not-available~1]
 * [itest->llr~apex-send-queuing-message-timed-out~1]
 * [itest->llr~apex-receive-queuing-message~1]
 * [itest->llr~apex-receive-queuing-message-not-available~1]
 * [itest->llr~apex-receive-queuing-message-timed-out~2]
 * [itest->llr~apex-clear-queuing-port~1]
 * [itest->llr~apex-get-queuing-port-id~1]
 * [itest->llr~apex-get-queuing-port-status~1]
 * Kind: normal
 */
#include "../ports.h"

#define WAITING 5U /* processes */
#define MOST 256   /* messages of a channel */

static QUEUING_PORT_ID_TYPE source; /* of three messages, FIFO */
static QUEUING_PORT_ID_TYPE destination;
static QUEUING_PORT_ID_TYPE small_source; /* of one, PRIORITY */
static QUEUING_PORT_ID_TYPE small_destination;
static QUEUING_PORT_ID_TYPE most_source;
static QUEUING_PORT_ID_TYPE most_destination;
static PROCESS_ID_TYPE who[WAITING]; /* V to Z: priorities 20 10 30 20 20 */
static bool sending;                 /* they do that, else receive */
static QUEUING_PORT_ID_TYPE port;    /* there */
static SYSTEM_TIME_TYPE limit;       /* their time-out */

static void say_status(const char *name, QUEUING_PORT_ID_TYPE id)
{
    QUEUING_PORT_STATUS_TYPE status;

    GET_QUEUING_PORT_STATUS(id, &status, &code);
    need("GET_QUEUING_PORT_STATUS");
    head();
    print(name);
    print((status.PORT_DIRECTION == SOURCE) ? ": SOURCE, " : ": DESTINATION, ");
    print_number((uint64_t)status.NB_MESSAGE);
    print(" of ");
    print_number((uint64_t)status.MAX_NB_MESSAGE);
    print(" of ");
    print_number((uint64_t)status.MAX_MESSAGE_SIZE);
    print(" bytes, waiting: ");
    print_number((uint64_t)status.WAITING_PROCESSES);
    print("\n");
}

static MESSAGE_RANGE_TYPE stored(QUEUING_PORT_ID_TYPE id)
{
    QUEUING_PORT_STATUS_TYPE status;

    GET_QUEUING_PORT_STATUS(id, &status, &code);
    need("GET_QUEUING_PORT_STATUS");
    return status.NB_MESSAGE;
}

static void say_all(void)
{
    say_status("s", source);
    say_status("d", destination);
    say_status("t", small_source);
    say_status("e", small_destination);
    say_status("y", most_source);
    say_status("z", most_destination);
}

static void find(const char *name, QUEUING_PORT_ID_TYPE expected)
{
    QUEUING_PORT_ID_TYPE id = 0;

    ANSWERS(NO_ERROR, GET_QUEUING_PORT_ID(name, &id, &code));
    check("that of its row", id == expected);
}

static void find_all(void)
{
    find("s", 1);
    find("d", 2);
    find("t", 5);
    find("e", 6);
    find("y", 63);
    find("z", 64);
}

/* Send by `id`, at once. */
static void send(QUEUING_PORT_ID_TYPE id, const char *text,
                 MESSAGE_SIZE_TYPE length)
{
    send_text(id, text, length, 0);
    need("SEND_QUEUING_MESSAGE");
}

/* What W, who waits, does, by its letter. */
static void receives(void)
{
    say_received(port, limit);
}

static void sends(void)
{
    PROCESS_ID_TYPE id = 0;
    static const MESSAGE_SIZE_TYPE lengths[WAITING] = {13, 1, 16, 8, 5};
    char text[] = "V has sent this.";

    GET_MY_ID(&id, &code);
    for (uint32_t n = 0U; (n < WAITING) && (who[n] != id); n++) {
        text[0]++;
    }
    send_text(port, text, lengths[text[0] - 'V'], limit);
    answer("SEND_QUEUING_MESSAGE");
}

static void does(void)
{
    if (sending) {
        sends();
    } else {
        receives();
    }
}

static void begin_one(uint32_t n)
{
    START(who[n], &code);
    need("START");
    pass(1 * MS);
}

/* All begin to wait, not in the order of their creation. */
static void begin_all(bool send_there, QUEUING_PORT_ID_TYPE id)
{
    static const uint32_t order[WAITING] = {4U, 1U, 0U, 2U, 3U};

    sending = send_there;
    port = id;
    for (uint32_t n = 0U; n < WAITING; n++) {
        begin_one(order[n]);
    }
}

/* Full at three, empty at none, in order, around the end of the cells. */
static void fill_and_empty(void)
{
    for (uint32_t n = 0U; n < 2U; n++) {
        send(source, "ABCDEFGHIJKLMNOP", 16);
        send(source, "B", 1);
        say_received(destination, 0);
        send(source, "CDEFGHIJ", 8);
        send(source, "DEFGH", 5);
        say_status("s", source);
        send_text(source, "full", 4, 0);
        answer("SEND_QUEUING_MESSAGE");
        for (uint32_t i = 0U; i < 4U; i++) {
            say_status("d", destination);
            say_received(destination, 0);
        }
    }
}

/* Three messages are for those who have waited longest, and then two. Who comes
   later may not take one. */
static void receivers_wait(void)
{
    begin_all(false, destination);
    say_status("d", destination);
    send(source, "the very first", 14);
    say_received(destination, 0);
    send(source, "second, 16 bytes", 16);
    send(source, "third", 5);
    say_status("d", destination);
    pass(2 * MS);
    say_status("d", destination);
    send(source, "a fourth", 8);
    send(source, "fifth", 5);
    pass(2 * MS);
    say_status("d", destination);
}

static void receivers_wait_by_priority(void)
{
    begin_all(false, small_destination);
    say_status("e", small_destination);
    for (char c = '1'; c <= '5'; c++) {
        send(small_source, &c, 1);
        pass(2 * MS);
    }
    say_status("e", small_destination);
}

/* There is room for one after the other. Who comes later may not use it. */
static void senders_wait(QUEUING_PORT_ID_TYPE to, QUEUING_PORT_ID_TYPE from)
{
    do {
        send_text(to, "full", 4, 0);
    } while (code == NO_ERROR);
    begin_all(true, to);
    say_status("full", to);
    for (uint32_t n = 0U; n < WAITING; n++) {
        say_received(from, 0);
        send_text(to, "late", 4, 0);
        answer("SEND_QUEUING_MESSAGE");
        pass(2 * MS);
        say_status("full", to);
    }
    do {
        say_received(from, 0);
    } while (code == NO_ERROR);
}

/* Nothing is left in the channel, so that three of five get in, then two. */
static void clear(void)
{
    begin_all(true, source);
    say_status("s", source);
    ANSWERS(NO_ERROR, CLEAR_QUEUING_PORT(destination, &code));
    say_status("d", destination);
    pass(2 * MS);
    say_status("d", destination);
    ANSWERS(NO_ERROR, CLEAR_QUEUING_PORT(destination, &code));
    say_status("d", destination);
    say_received(destination, 0);
    pass(2 * MS);
    for (uint32_t n = 0U; n < 3U; n++) {
        say_received(destination, 0);
    }
}

/* A receiver and then a sender wait in vain. */
static void time_out(void)
{
    limit = 10 * MS;
    sending = false;
    port = destination;
    begin_one(0U);
    pass(12 * MS);
    say_status("d", destination);
    for (uint32_t n = 0U; n < 3U; n++) {
        send(source, "kept", 4);
    }
    sending = true;
    port = source;
    begin_one(0U);
    say_status("s", source);
    pass(12 * MS);
    say_status("s", source);
    for (uint32_t n = 0U; n < 4U; n++) {
        say_received(destination, 0);
    }
    limit = FOREVER;
}

static void suspend_and_stop(void)
{
    sending = false;
    port = destination;
    begin_one(0U);
    ANSWERS(NO_ERROR, SUSPEND(who[0], &code));
    send(source, "resumed", 7);
    pass(2 * MS);
    say_state("V", who[0]);
    ANSWERS(NO_ERROR, RESUME(who[0], &code));
    pass(1 * MS);
    begin_one(0U);
    say_status("d", destination);
    ANSWERS(NO_ERROR, STOP(who[0], &code));
    say_status("d", destination);
    send(source, "for nobody", 10);
    pass(2 * MS);
    say_received(destination, 0);
}

/* As many and as long as there can be, each its own. */
static void fill_most(void)
{
    APEX_BYTE message[LONG];
    MESSAGE_SIZE_TYPE length = 0;
    int32_t same = 0;

    for (int32_t n = 0; n < MOST; n++) {
        for (int32_t i = 0; i < LONG; i++) {
            message[i] = (APEX_BYTE)(i ^ n);
        }
        SEND_QUEUING_MESSAGE(most_source, message, LONG, 0, &code);
        need("SEND_QUEUING_MESSAGE");
    }
    ANSWERS(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(most_source, message, LONG, 0, &code));
    check("256 are there", stored(most_destination) == MOST);
    for (int32_t n = 0; n < MOST; n++) {
        RECEIVE_QUEUING_MESSAGE(most_destination, FOREVER, message, &length,
                                &code);
        need("RECEIVE_QUEUING_MESSAGE");
        for (int32_t i = 0; i < LONG; i++) {
            same += (message[i] == (APEX_BYTE)(i ^ n)) ? 1 : 0;
        }
    }
    check("256 messages of 256 bytes", same == (MOST * LONG));
    check("and no more", stored(most_destination) == 0);
}

static void conducts(void)
{
    say_received(destination, 0);
    say_all();
    fill_and_empty();
    limit = FOREVER;
    receivers_wait();
    receivers_wait_by_priority();
    senders_wait(source, destination);
    senders_wait(small_source, small_destination);
    for (uint32_t n = 0U; n < 3U; n++) {
        send(source, "dropped", 7);
    }
    clear();
    time_out();
    suspend_and_stop();
    say_all();
    fill_most();
    done();
}

int main(void)
{
    destination = queuing('d', 16, 3, DESTINATION, FIFO);
    source = queuing('s', 16, 3, SOURCE, FIFO);
    small_source = queuing('t', 16, 1, SOURCE, PRIORITY);
    small_destination = queuing('e', 16, 1, DESTINATION, PRIORITY);
    most_source = queuing('y', 256, MOST, SOURCE, FIFO);
    most_destination = queuing('z', 256, MOST, DESTINATION, FIFO);
    find_all();
    say_all();
    say_received(destination, 0);
    send(source, "from main()", 11);
    (void)begin('C', conducts, 5);
    who[0] = create('V', does, 20, APERIODIC, FOREVER);
    who[1] = create('W', does, 10, APERIODIC, FOREVER);
    who[2] = create('X', does, 30, APERIODIC, FOREVER);
    who[3] = create('Y', does, 20, APERIODIC, FOREVER);
    who[4] = create('Z', does, 20, APERIODIC, FOREVER);
    normal();
}

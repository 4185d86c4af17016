/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads, receives and sends where a neighbour writes rubbish: what comes may be
 * wrong in its bytes, and in nothing else; and what the honest source writes
 * comes as it should, each message once.
 */
#include "../hostile.h"

#define GUARD 512 /* bytes of a message and behind it */
#define WAIT (3 * MS)

enum outcome { WHOLE, LOST, NONE, TIMEOUT, OUTCOMES };

static SAMPLING_PORT_ID_TYPE bad_sampled;
static SAMPLING_PORT_ID_TYPE sampled;
static QUEUING_PORT_ID_TYPE bad_in;
static QUEUING_PORT_ID_TYPE bad_out;
static QUEUING_PORT_ID_TYPE queued;
static uint32_t read[OUTCOMES];
static uint32_t valid[2];
static uint32_t received[OUTCOMES];
static uint32_t sent[OUTCOMES];
static uint32_t waited[OUTCOMES];
static uint64_t good_read;
static uint64_t good_received;
static APEX_BYTE bytes[GUARD];
static APEX_BYTE waiter_bytes[GUARD];

static void must(const char *what, bool good)
{
    if (!good) {
        check(what, false);
        arch_shutdown(3U);
    }
}

static void fill(APEX_BYTE *message)
{
    for (uint32_t i = 0U; i < (uint32_t)GUARD; i++) {
        message[i] = NOTHING;
    }
}

/* Behind a message nothing is written, nor where there is none. */
static void check_length(const char *what, const APEX_BYTE *message,
                         MESSAGE_SIZE_TYPE length, bool there)
{
    must(what, there ? ((length >= 1) && (length <= SHORT)) : (length == -1));
    for (uint32_t i = there ? (uint32_t)length : 0U; i < (uint32_t)GUARD; i++) {
        if (message[i] != NOTHING) {
            must(what, false);
        }
    }
}

static enum outcome outcome(const char *what)
{
    must(what, (code == NO_ERROR) || (code == INVALID_CONFIG) ||
                   (code == NOT_AVAILABLE) || (code == TIMED_OUT) ||
                   (code == NO_ACTION));
    return (code == NO_ERROR)         ? WHOLE
           : (code == INVALID_CONFIG) ? LOST
           : (code == TIMED_OUT)      ? TIMEOUT
                                      : NONE;
}

static enum outcome receive(QUEUING_PORT_ID_TYPE port, APEX_BYTE *message,
                            SYSTEM_TIME_TYPE time_out)
{
    MESSAGE_SIZE_TYPE length = -1;
    enum outcome found;

    fill(message);
    RECEIVE_QUEUING_MESSAGE(port, time_out, message, &length, &code);
    found = outcome("RECEIVE_QUEUING_MESSAGE");
    check_length("received", message, length,
                 (found == WHOLE) || (found == LOST));
    return found;
}

static uint64_t number(void)
{
    uint64_t n = 0U;

    for (uint32_t i = 8U; i > 0U; i--) {
        n = (n << 8) | bytes[i - 1U];
    }
    return n;
}

static VALIDITY_TYPE read_bad(void)
{
    MESSAGE_SIZE_TYPE length = -1;
    VALIDITY_TYPE validity = (VALIDITY_TYPE)9;
    enum outcome found;

    fill(bytes);
    READ_SAMPLING_MESSAGE(bad_sampled, bytes, &length, &validity, &code);
    found = outcome("READ_SAMPLING_MESSAGE");
    check_length("read", bytes, length, found == WHOLE);
    must("VALID or INVALID", (validity == VALID) || (validity == INVALID));
    read[found]++;
    valid[(validity == VALID) ? 1U : 0U]++;
    return validity;
}

static void check_status(QUEUING_PORT_ID_TYPE port)
{
    QUEUING_PORT_STATUS_TYPE status;

    GET_QUEUING_PORT_STATUS(port, &status, &code);
    need("GET_QUEUING_PORT_STATUS");
    must("NB_MESSAGE",
         (status.NB_MESSAGE >= 0) && (status.NB_MESSAGE <= QUEUE));
    must("MAX", (status.MAX_NB_MESSAGE == QUEUE) &&
                    (status.MAX_MESSAGE_SIZE == SHORT) &&
                    (status.WAITING_PROCESSES >= 0) &&
                    (status.WAITING_PROCESSES <= 2));
}

/* The newest value is not older than the last turn's, and valid. */
static void read_good(void)
{
    MESSAGE_SIZE_TYPE length = -1;
    VALIDITY_TYPE validity = INVALID;

    fill(bytes);
    READ_SAMPLING_MESSAGE(sampled, bytes, &length, &validity, &code);
    need("READ_SAMPLING_MESSAGE");
    must("a good sample", (length == 8) && (validity == VALID) &&
                              (number() >= good_read) && (number() < TURNS));
    check_length("a good sample", bytes, length, true);
    good_read = number();
}

static void run(void)
{
    VALIDITY_TYPE last = VALID;

    for (uint32_t turn = 0U; turn < TURNS; turn++) {
        static APEX_BYTE message[SHORT];

        if (turn != 0U) { /* the honest one has begun */
            read_good();
        }
        while (receive(queued, bytes, 0) != NONE) {
            must("in order, none lost",
                 (code == NO_ERROR) && (number() == good_received));
            good_received++;
        }
        last = read_bad();
        received[receive(bad_in, bytes, 0)]++;
        SEND_QUEUING_MESSAGE(bad_out, message, 1 + (int32_t)(turn % SHORT), 0,
                             &code);
        sent[outcome("SEND_QUEUING_MESSAGE")]++;
        check_status(bad_in);
        check_status(bad_out);
        if ((turn % 64U) == 63U) {
            CLEAR_QUEUING_PORT(bad_in, &code);
            need("CLEAR_QUEUING_PORT");
        }
        PERIODIC_WAIT(&code);
    }
    say_number("samples read", read[WHOLE]);
    say_number("none", read[NONE]);
    say_number("valid", valid[1]);
    say_number("invalid", valid[0]);
    say_number("received", received[WHOLE]);
    say_number("after a loss", received[LOST]);
    say_number("no message", received[NONE]);
    say_number("sent", sent[WHOLE]);
    say_number("no room", sent[NONE]);
    say_number("waits with a message", waited[WHOLE]);
    say_number("with one after a loss", waited[LOST]);
    say_number("without", waited[TIMEOUT]);
    say((last == INVALID) ? "the last is INVALID" : "the last is VALID");
    say_number("good samples to", (int64_t)good_read);
    say_number("good messages to", (int64_t)good_received - 1);
    arch_shutdown(0U);
}

static void wait(void)
{
    for (;;) {
        const enum outcome found = receive(bad_in, waiter_bytes, WAIT);

        must("the waiter's", found != NONE);
        waited[found]++;
        pass(5 * MS); /* while nobody waits, run() may receive */
    }
}

/* Waits for room, and sends. */
static void wait_to_send(void)
{
    static APEX_BYTE message[SHORT];

    for (;;) {
        SEND_QUEUING_MESSAGE(bad_out, message, SHORT, WAIT, &code);
        must("the sender's", (code == NO_ERROR) || (code == TIMED_OUT));
        pass(MS);
    }
}

int main(void)
{
    bad_sampled = sampling('S', SHORT, DESTINATION, REFRESH);
    bad_in = queuing('I', SHORT, QUEUE, DESTINATION, FIFO);
    bad_out = queuing('O', SHORT, QUEUE, SOURCE, FIFO);
    sampled = sampling('s', SHORT, DESTINATION, REFRESH);
    queued = queuing('q', SHORT, QUEUE, DESTINATION, FIFO);
    START(create('r', run, 1, MS, FOREVER), &code);
    need("START");
    begin('w', wait, 2);
    begin('x', wait_to_send, 3);
    normal();
}

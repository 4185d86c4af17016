/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the other end of a channel writes there that is no message does no harm:
 * lengths, numbers of messages and times of any value, messages half written.
 * A sampling port goes on to give its last good message, a queuing port tells
 * that messages were lost and takes the next good one; no message is longer
 * than the port says, nothing is written beside it or beside the channel.
 * [itest->llr~apex-write-sampling-message~1]
 * [itest->llr~apex-read-sampling-message~1]
 * [itest->llr~apex-read-sampling-message-no-action~1]
 * [itest->llr~apex-send-queuing-message~1]
 * [itest->llr~apex-send-queuing-message-not-available~1]
 * [itest->llr~apex-send-queuing-message-timed-out~1]
 * [itest->llr~apex-receive-queuing-message~1]
 * [itest->llr~apex-receive-queuing-message-invalid-config~2]
 * [itest->llr~apex-receive-queuing-message-not-available~1]
 * [itest->llr~apex-clear-queuing-port~1]
 * [itest->llr~apex-get-queuing-port-status~1]
 * Kind: robustness
 */
#include "../ports.h"

#include "kernel/port.h"

#define GUARD 0x5555555555555555U
#define CELL(n) (CHANNEL_HEADER + (CELL_WORDS * (n)))
#define WRITTEN 0U /* of a cell: when it was written */
#define BYTES 1U   /* its length */
#define TEXT 2U    /* and its bytes */
#define COUNT 3U   /* messages of the queuing channel */

extern uint64_t sampling_memory[1U + CHANNEL_WORDS(SAMPLING_CELLS) + 1U];
extern uint64_t queuing_memory[1U + CHANNEL_WORDS(COUNT) + 1U];

static volatile uint64_t *const sample = &sampling_memory[1];
static volatile uint64_t *const queue = &queuing_memory[1];

static SAMPLING_PORT_ID_TYPE source;
static SAMPLING_PORT_ID_TYPE destination; /* of the sampling channel */
static QUEUING_PORT_ID_TYPE to;
static QUEUING_PORT_ID_TYPE from; /* of the queuing channel */
static PROCESS_ID_TYPE receiver;
static PROCESS_ID_TYPE sender;

/* Values that are no lengths of messages of 16 bytes. */
static const uint64_t no_length[] = {
    0U,          17U,       256U, 257U, UINT32_MAX, (1ULL << 32U) + 4U,
    1ULL << 63U, UINT64_MAX};
#define NO_LENGTHS (sizeof no_length / sizeof no_length[0])

static void send(const char *text, MESSAGE_SIZE_TYPE length)
{
    send_text(to, text, length, 0);
    need("SEND_QUEUING_MESSAGE");
}

static void say_stored(void)
{
    QUEUING_PORT_STATUS_TYPE status;

    GET_QUEUING_PORT_STATUS(from, &status, &code);
    need("GET_QUEUING_PORT_STATUS");
    say_number("stored:", status.NB_MESSAGE);
}

/* Before the first good message. */
static void sample_nothing(void)
{
    sample[CHANNEL_TAIL] = UINT64_MAX;
    say_sample(destination);
    sample[CELL(0) + BYTES] = 17U;
    sample[CELL(1) + BYTES] = 17U;
    say_sample(destination);
    sample[CHANNEL_TAIL] = 2U;
    say_sample(destination);
    sample[CHANNEL_TAIL] = 0U;
}

/* The length of the newest message is none. */
static void sample_lengths(void)
{
    write_text(source, "good", 4);
    say_sample(destination);
    write_text(source, "bad", 3);
    for (uint32_t n = 0U; n < NO_LENGTHS; n++) {
        sample[CELL(1) + BYTES] = no_length[n];
        say_sample(destination);
    }
    sample[CELL(1) + BYTES] = 16U;
    sample[CELL(1) + TEXT] = 0x4847464544434241U; /* in ASCII: A to H */
    sample[CELL(1) + TEXT + 1U] = 0x504f4e4d4c4b4a49U;
    sample[CELL(1) + TEXT + 2U] = GUARD;
    say_sample(destination);
}

/* What is being written is not seen before its number is, and a wrong number
   leads to a cell, whatever it is; 0 is none. */
static void sample_numbers(void)
{
    sample[CELL(0) + BYTES] = 4U;
    sample[CELL(0) + TEXT] = 0x66666666U; /* ffff */
    say_sample(destination);
    sample[CHANNEL_TAIL] = 3U;
    say_sample(destination);
    sample[CELL(1) + TEXT] = 0x4746464646464646U; /* FFFFFFFG */
    sample[CHANNEL_TAIL] = 0U;
    say_sample(destination);
    sample[CHANNEL_TAIL] = 1ULL << 63U;
    say_sample(destination);
    sample[CHANNEL_TAIL] = UINT64_MAX;
    say_sample(destination);
    write_text(source, "the number is 0", 15);
    check("its number has wrapped around", sample[CHANNEL_TAIL] == 0U);
    say_sample(destination);
    write_text(source, "then 1", 6);
    say_sample(destination);
}

/* VALID is what is 10 ms old at most, or as much younger than now. */
static void sample_times(void)
{
    static const int64_t since[] = {-9 * MS, -11 * MS, 9 * MS, 11 * MS};

    for (uint32_t n = 0U; n < 4U; n++) {
        sample[CELL(0) + WRITTEN] = (uint64_t)(now() + since[n]);
        say_sample(destination);
    }
    sample[CELL(0) + WRITTEN] = 0U;
    pass(11 * MS);
    say_sample(destination);
    sample[CELL(0) + WRITTEN] = UINT64_MAX;
    say_sample(destination);
    sample[CELL(0) + WRITTEN] = 1ULL << 63U;
    say_sample(destination);
}

static void sample_rubbish(void)
{
    say("sampling");
    sample_nothing();
    sample_lengths();
    sample_numbers();
    sample_times();
}

/* One bad length loses this message and what is behind it, which is told with
   the next good one, once. */
static void queue_lengths(void)
{
    uint64_t n = queue[CHANNEL_TAIL];

    send("first", 5);
    say_received(from, 0);
    n++;
    for (uint32_t i = 0U; i < NO_LENGTHS; i++) {
        send("bad", 3);
        send("behind", 6);
        queue[CELL(n % COUNT) + BYTES] = no_length[i];
        say_stored();
        say_received(from, 0);
        say_stored();
        send("good", 4);
        send("next", 4);
        say_received(from, 0);
        say_received(from, 0);
        n += 4U;
    }
}

/* More messages than there can be, or fewer than none: all are lost. */
static void queue_tails(void)
{
    static const uint64_t added[] = {COUNT + 1U, UINT64_MAX, 1ULL << 32U,
                                     1ULL << 63U};

    for (uint32_t i = 0U; i < 4U; i++) {
        queue[CHANNEL_TAIL] += added[i];
        say_stored();
        say_received(from, 0);
        say_stored();
        send("good", 4);
        say_received(from, 0);
    }
    queue[CHANNEL_TAIL] += COUNT;
    say_stored();
    ANSWERS(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(to, (APEX_BYTE[]){"n"}, 1, 0, &code));
    ANSWERS(NO_ERROR, CLEAR_QUEUING_PORT(from, &code));
    say_stored();
}

/* The destination's number is rubbish for the source, which can only wait. */
static void queue_heads(void)
{
    const uint64_t head_word = queue[CHANNEL_HEAD];

    queue[CHANNEL_HEAD] = head_word + 1U;
    ANSWERS(NOT_AVAILABLE,
            SEND_QUEUING_MESSAGE(to, (APEX_BYTE[]){"n"}, 1, 0, &code));
    START(sender, &code);
    need("START");
    pass(12 * MS);
    START(sender, &code);
    need("START");
    pass(3 * MS);
    queue[CHANNEL_HEAD] = head_word;
    pass(3 * MS);
    say_received(from, 0);
}

/* Who waits gets the good message, and is told what was lost. */
static void queue_waits(void)
{
    START(receiver, &code);
    need("START");
    pass(1 * MS);
    queue[CHANNEL_TAIL] += COUNT + 1U;
    pass(2 * MS);
    say_stored();
    send("good", 4);
    queue[CELL((queue[CHANNEL_TAIL] - 1U) % COUNT) + BYTES] = 17U;
    pass(2 * MS);
    say_stored();
    send("at last", 7);
    pass(2 * MS);
    send("then", 4);
    say_received(from, 0);
}

static void receives(void)
{
    say_received(from, FOREVER);
}

static void sends(void)
{
    send_text(to, "it waited", 9, 10 * MS);
    answer("SEND_QUEUING_MESSAGE");
}

static void queue_rubbish(void)
{
    say("queuing");
    queue_lengths();
    queue_tails();
    queue_heads();
    queue_waits();
}

/* Any word of both channels may be anything at any time. */
static uint32_t any(void)
{
    static uint32_t state = 1U;

    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    return state;
}

/* A value that is near a good one, or none. */
static uint64_t any_value(uint64_t near)
{
    const uint64_t far = ((uint64_t)any() << 32U) | any();

    return ((any() % 4U) != 0U) ? (near + (any() % 9U)) - 4U : far;
}

static void spoil(volatile uint64_t *channel, uint32_t words)
{
    static const uint32_t good[] = {CHANNEL_TAIL, CHANNEL_HEAD, CELL(0) + BYTES,
                                    CELL(1) + BYTES};
    uint32_t w = good[any() % 4U];

    channel[w] = any_value(channel[w]);
    w = any() % words;
    channel[w] = any_value(channel[w]);
}

/* A message is at most what the port says, in its place. */
static bool good_message(const APEX_BYTE message[SHORT + 1],
                         MESSAGE_SIZE_TYPE length)
{
    return (length >= 0) && (length <= SHORT) && (message[SHORT] == NOTHING);
}

/* One read of each port; whether its answer is one that there is. */
static bool good_answers(void)
{
    APEX_BYTE message[SHORT + 1];
    MESSAGE_SIZE_TYPE length = 0;
    VALIDITY_TYPE validity = INVALID;
    QUEUING_PORT_STATUS_TYPE status;
    bool good;

    message[SHORT] = NOTHING;
    READ_SAMPLING_MESSAGE(destination, message, &length, &validity, &code);
    good = (code == NO_ERROR) && good_message(message, length);
    RECEIVE_QUEUING_MESSAGE(from, 0, message, &length, &code);
    good = good && good_message(message, length) &&
           ((code == NO_ERROR) || (code == INVALID_CONFIG) ||
            (code == NOT_AVAILABLE));
    SEND_QUEUING_MESSAGE(to, message, 1, 0, &code);
    good = good && ((code == NO_ERROR) || (code == NOT_AVAILABLE));
    GET_QUEUING_PORT_STATUS(from, &status, &code);
    return good && (code == NO_ERROR) && (status.NB_MESSAGE >= 0) &&
           (status.NB_MESSAGE <= (MESSAGE_RANGE_TYPE)COUNT);
}

static void any_rubbish(void)
{
    bool good = true;

    for (uint32_t n = 0U; n < 5000U; n++) {
        spoil(sample, CHANNEL_WORDS(SAMPLING_CELLS));
        spoil(queue, CHANNEL_WORDS(COUNT));
        good = good && good_answers();
    }
    check("5000 times rubbish", good);
    write_text(source, "still", 5);
    CLEAR_QUEUING_PORT(from, &code);
    need("CLEAR_QUEUING_PORT");
    send("works", 5);
}

static void check_guards(void)
{
    check("nothing beside the channels",
          (sampling_memory[0] == GUARD) && (queuing_memory[0] == GUARD) &&
              (sampling_memory[1U + CHANNEL_WORDS(SAMPLING_CELLS)] == GUARD) &&
              (queuing_memory[1U + CHANNEL_WORDS(COUNT)] == GUARD));
}

static void conducts(void)
{
    APEX_BYTE message[SHORT];
    MESSAGE_SIZE_TYPE length = 0;
    VALIDITY_TYPE validity = INVALID;

    sample_rubbish();
    queue_rubbish();
    any_rubbish();
    ANSWERS(NO_ERROR, READ_SAMPLING_MESSAGE(destination, message, &length,
                                            &validity, &code));
    check("a good sample",
          (length == 5) && (message[4] == 'l') && (validity == VALID));
    RECEIVE_QUEUING_MESSAGE(from, 0, message, &length, &code);
    check("a good message", (length == 5) && (message[4] == 's'));
    check_guards();
    done();
}

int main(void)
{
    sampling_memory[0] = GUARD;
    queuing_memory[0] = GUARD;
    sampling_memory[1U + CHANNEL_WORDS(SAMPLING_CELLS)] = GUARD;
    queuing_memory[1U + CHANNEL_WORDS(COUNT)] = GUARD;
    source = sampling('s', SHORT, SOURCE, 1);
    destination = sampling('d', SHORT, DESTINATION, 10 * MS);
    to = queuing('t', SHORT, (MESSAGE_RANGE_TYPE)COUNT, SOURCE, FIFO);
    from = queuing('e', SHORT, (MESSAGE_RANGE_TYPE)COUNT, DESTINATION, FIFO);
    (void)begin('C', conducts, 5);
    receiver = create('R', receives, 10, APERIODIC, FOREVER);
    sender = create('S', sends, 10, APERIODIC, FOREVER);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All destinations of a sampling port's channel read its last message, whole,
 * as often as they like, each with a refresh period of its own, for which it is
 * VALID; the status tells of the last message that was read. A source may write
 * in main(), and twice before a read. A name may have 32 characters. None of
 * them is a queuing port.
 * [itest->llr~apex-create-sampling-port~1]
 * [itest->llr~apex-write-sampling-message~1]
 * [itest->llr~apex-read-sampling-message~1]
 * [itest->llr~apex-read-sampling-message-no-action~1]
 * [itest->llr~apex-get-sampling-port-id~1]
 * [itest->llr~apex-get-sampling-port-status~1]
 * [itest->llr~apex-create-queuing-port-none~1]
 * Kind: normal
 */
#include "../ports.h"

static SAMPLING_PORT_ID_TYPE source;
static SAMPLING_PORT_ID_TYPE quick; /* valid for 10 ms */
static SAMPLING_PORT_ID_TYPE slow;  /* valid for 100 ms */
static SAMPLING_PORT_ID_TYPE last_source;
static SAMPLING_PORT_ID_TYPE last;

static void say_status(const char *who, SAMPLING_PORT_ID_TYPE id)
{
    SAMPLING_PORT_STATUS_TYPE status;

    GET_SAMPLING_PORT_STATUS(id, &status, &code);
    need("GET_SAMPLING_PORT_STATUS");
    head();
    print(who);
    print((status.PORT_DIRECTION == SOURCE) ? ": SOURCE, " : ": DESTINATION, ");
    print_number((uint64_t)status.MAX_MESSAGE_SIZE);
    print(" bytes, ");
    print_number((uint64_t)(status.REFRESH_PERIOD / MS));
    print((status.LAST_MSG_VALIDITY == VALID) ? " ms, VALID\n"
                                              : " ms, INVALID\n");
}

static void say_all(void)
{
    say_status("s", source);
    say_status("d", quick);
    say_status("e", slow);
    say_status("y", last_source);
    say_status("z", last);
}

static void find(const char *name, SAMPLING_PORT_ID_TYPE expected)
{
    SAMPLING_PORT_ID_TYPE id = 0;

    ANSWERS(NO_ERROR, GET_SAMPLING_PORT_ID(name, &id, &code));
    check("that of its row", id == expected);
}

static void find_all(void)
{
    find("s", 1);
    find("d", 3);
    find("e", 4);
    find("y", 63);
    find("z", 64);
}

/* The 32nd character tells two names apart. */
static void create_long(void)
{
    static const char name[] = "a name of 32 characters, no NULX";
    SAMPLING_PORT_ID_TYPE id = 0;

    CREATE_SAMPLING_PORT(name, SHORT, DESTINATION, 1, &id, &code);
    need("CREATE_SAMPLING_PORT");
    find(name, 41);
    ANSWERS(
        INVALID_CONFIG,
        GET_SAMPLING_PORT_ID("a name of 32 characters, no NULY", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID(
                                "a name of 32 characters, no NUL", &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("s", SHORT, 1, SOURCE, FIFO, &id, &code));
}

static void read_all_lengths(void)
{
    static const int32_t lengths[] = {SHORT, 1, 8, SHORT, 13, 5};

    for (uint32_t n = 0U; n < 6U; n++) {
        write_text(source, "ABCDEFGHIJKLMNOP", lengths[n]);
        say_sample(quick);
        say_sample(slow);
    }
    write_text(source, "the first of two", 16);
    write_text(source, "the last", 8);
    say_sample(quick);
    say_sample(quick);
}

/* d is VALID for 10 ms, e for 100 ms, and the status is of the last read. */
static void age(void)
{
    write_text(source, "ages", 4);
    pass(9 * MS);
    say_sample(quick);
    pass(1 * MS);
    say_status("d", quick);
    say_sample(quick);
    say_status("d", quick);
    say_status("e", slow);
    pass(89 * MS);
    say_sample(slow);
    say_sample(quick);
    pass(1 * MS);
    say_sample(slow);
    say_status("e", slow);
    write_text(source, "is new", 6);
    say_status("d", quick);
    say_sample(quick);
    say_status("d", quick);
    say_status("e", slow);
}

/* All bytes of the longest message, beside the other channel. */
static void read_longest(void)
{
    APEX_BYTE message[LONG];
    MESSAGE_SIZE_TYPE length = 0;
    VALIDITY_TYPE validity = INVALID;
    bool same = true;

    for (int32_t n = 1; n <= 3; n++) {
        for (int32_t i = 0; i < LONG; i++) {
            message[i] = (APEX_BYTE)(i * n);
        }
        WRITE_SAMPLING_MESSAGE(last_source, message, LONG, &code);
        need("WRITE_SAMPLING_MESSAGE");
        for (int32_t i = 0; i < LONG; i++) {
            message[i] = NOTHING;
        }
        ANSWERS(NO_ERROR, READ_SAMPLING_MESSAGE(last, message, &length,
                                                &validity, &code));
        for (int32_t i = 0; i < LONG; i++) {
            same = same && (message[i] == (APEX_BYTE)(i * n));
        }
        check("256 bytes, as they were written",
              same && (length == LONG) && (validity == VALID));
    }
    say_sample(quick);
}

static void conducts(void)
{
    say_sample(quick);
    say_all();
    read_all_lengths();
    age();
    read_longest();
    say_all();
    done();
}

int main(void)
{
    source = sampling('s', SHORT, SOURCE, 1 * MS);
    quick = sampling('d', SHORT, DESTINATION, 10 * MS);
    slow = sampling('e', SHORT, DESTINATION, 100 * MS);
    last_source = sampling('y', LONG, SOURCE, 1 * MS);
    last = sampling('z', LONG, DESTINATION, 1000 * MS);
    find_all();
    create_long();
    say_all();
    say_sample(quick);
    say_sample(last);
    write_text(source, "from main()", 11);
    say_sample(slow);
    (void)begin('C', conducts, 5);
    normal();
}

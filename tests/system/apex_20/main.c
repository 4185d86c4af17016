/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A blackboard shows its last message, whole, to all who read it, until it is
 * cleared. One message wakes all who wait, of equal priority in the order of
 * beginning to wait; they read the last one that was displayed before they
 * run, also where it has been cleared. A time-out of 0 does not wait, another
 * one ends the wait, unless a message came in time; a reader may be suspended
 * or stopped.
 * [itest->llr~apex-create-blackboard~1]
 * [itest->llr~apex-display-blackboard~1]
 * [itest->llr~apex-read-blackboard~1]
 * [itest->llr~apex-read-blackboard-not-available~1]
 * [itest->llr~apex-read-blackboard-timed-out~1]
 * [itest->llr~apex-clear-blackboard~1]
 * [itest->llr~apex-get-blackboard-id~1]
 * [itest->llr~apex-get-blackboard-status~1]
 * Kind: normal
 */
#include "../apex.h"

#define ALL 16 /* bytes of the longest message */
#define READERS 5U

static BLACKBOARD_ID_TYPE board;
static PROCESS_ID_TYPE who[READERS]; /* V to Z: priorities 20 10 30 20 20 */
static SYSTEM_TIME_TYPE limit;       /* their time-out */

/* Display the first bytes of a text. */
static void display(const char *text, MESSAGE_SIZE_TYPE length)
{
    APEX_BYTE message[ALL];

    for (int32_t i = 0; i < length; i++) {
        message[i] = (APEX_BYTE)text[i];
    }
    DISPLAY_BLACKBOARD(board, message, length, &code);
    need("DISPLAY_BLACKBOARD");
}

/* Read the message and print it; what is behind it must be as it was. */
static void look(SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[ALL];
    MESSAGE_SIZE_TYPE length = 0;
    bool kept = true;

    for (uint32_t i = 0U; i < (uint32_t)ALL; i++) {
        message[i] = 7U;
    }
    READ_BLACKBOARD(board, time_out, message, &length, &code);
    for (uint32_t i = (uint32_t)length; i < (uint32_t)ALL; i++) {
        kept = kept && (message[i] == 7U);
    }
    if (code == NO_ERROR) {
        head();
        print("reads ");
        arch_console_write((const char *)message, (uint32_t)length);
        print(kept ? "\n" : " and more\n");
    } else {
        answer("READ_BLACKBOARD");
        check("and nothing", kept && (length == 0));
    }
}

static void clear(void)
{
    CLEAR_BLACKBOARD(board, &code);
    need("CLEAR_BLACKBOARD");
}

static void say_board(void)
{
    BLACKBOARD_STATUS_TYPE status;

    GET_BLACKBOARD_STATUS(board, &status, &code);
    need("GET_BLACKBOARD_STATUS");
    say_number((status.EMPTY_INDICATOR == EMPTY) ? "EMPTY, waiting:"
                                                 : "OCCUPIED, waiting:",
               status.WAITING_PROCESSES);
}

static void reads(void)
{
    look(limit);
}

static void begin_reader(PROCESS_ID_TYPE id)
{
    START(id, &code);
    need("START");
    pass(1 * MS);
}

/* The readers begin to read, not in the order of their creation. */
static void begin_all(void)
{
    static const uint32_t order[READERS] = {4U, 1U, 0U, 2U, 3U};

    for (uint32_t n = 0U; n < READERS; n++) {
        begin_reader(who[order[n]]);
    }
    say_board();
}

/* They run now: who displays is the least urgent, and goes on. */
static void let_run(void)
{
    say_board();
    pass(1 * MS);
}

static void read_all_lengths(void)
{
    static const int32_t lengths[] = {ALL, 1, 8, ALL, 13, 5};

    for (uint32_t n = 0U; n < 6U; n++) {
        display("ABCDEFGHIJKLMNOP", lengths[n]);
        look(0);
    }
    clear();
    say_board();
    look(0);
}

static void wake_all(void)
{
    begin_all();
    display("for all", 7);
    let_run();
    look(0);
    begin_all();
    clear();
}

static void display_two(void)
{
    begin_all();
    display("the first of two", 16);
    display("the last", 8);
    let_run();
    clear();
}

static void display_and_clear(void)
{
    begin_all();
    display("cleared", 7);
    clear();
    look(0);
    let_run();
    look(0);
}

static void suspend_and_display(void)
{
    begin_reader(who[0]);
    ANSWERS(NO_ERROR, SUSPEND(who[0], &code));
    display("suspended", 9);
    let_run();
    say_state("V", who[0]);
    ANSWERS(NO_ERROR, RESUME(who[0], &code));
    say_state("V", who[0]);
    display("resumed", 7);
    let_run();
    clear();
}

static void suspend_and_resume(void)
{
    begin_reader(who[0]);
    ANSWERS(NO_ERROR, SUSPEND(who[0], &code));
    ANSWERS(NO_ERROR, RESUME(who[0], &code));
    say_state("V", who[0]);
    say_board();
    display("waited", 6);
    let_run();
    clear();
}

static void stop(void)
{
    begin_reader(who[0]);
    ANSWERS(NO_ERROR, STOP(who[0], &code));
    say_board();
    display("for nobody", 10);
    let_run();
    say_state("V", who[0]);
    clear();
}

/* The time-out ends while nobody else could run. */
static void display_in_time(void)
{
    const SYSTEM_TIME_TYPE end = now() + (20 * MS);

    begin_reader(who[0]);
    display("in time", 7);
    while (now() < end) {
    }
    let_run();
    clear();
}

static void display_too_late(void)
{
    begin_reader(who[0]);
    ANSWERS(NO_ERROR, SUSPEND(who[0], &code));
    pass(20 * MS);
    say_board();
    display("too late", 8);
    ANSWERS(NO_ERROR, RESUME(who[0], &code));
    let_run();
    look(0);
    clear();
}

static void conducts(void)
{
    ANSWERS(NO_ERROR, GET_BLACKBOARD_ID("b", &board, &code));
    check("the second", board == 2);
    say_board();
    look(0);
    read_all_lengths();
    wake_all();
    display_two();
    display_and_clear();
    suspend_and_display();
    suspend_and_resume();
    stop();
    limit = 10 * MS;
    display_in_time();
    display_too_late();
    look(20 * MS);
    done();
}

int main(void)
{
    (void)blackboard('a', 1);
    (void)blackboard('b', ALL);
    limit = FOREVER;
    (void)begin('C', conducts, 5);
    who[0] = create('V', reads, 20, APERIODIC, FOREVER);
    who[1] = create('W', reads, 10, APERIODIC, FOREVER);
    who[2] = create('X', reads, 30, APERIODIC, FOREVER);
    who[3] = create('Y', reads, 20, APERIODIC, FOREVER);
    who[4] = create('Z', reads, 20, APERIODIC, FOREVER);
    normal();
}

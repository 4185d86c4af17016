/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A deadline is missed in every state in which a process does not run: ready,
 * suspended, and waiting for each kind of object or for time. The error handler
 * sees each miss with the state, once, in the order of creation, and no process
 * is stopped by it. Those that run miss theirs in apex_46, those that wait for
 * a port in apex_54.
 * [itest->llr~error-missed~1]
 * [itest->llr~sched-watch~1]
 * Kind: robustness
 */
#include "../errors.h"

static SEMAPHORE_ID_TYPE token;
static EVENT_ID_TYPE bell;
static BUFFER_ID_TYPE full;
static BUFFER_ID_TYPE empty;
static BLACKBOARD_ID_TYPE board;

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
    say_state("it", error.FAILED_PROCESS_ID);
}

static void ready(void)
{
    say("runs");
    done();
}

static void suspended(void)
{
    SUSPEND_SELF(FOREVER, &code);
    say("must not be resumed");
}

static void for_time(void)
{
    pass(100 * MS);
    say("must not go on");
}

static void for_semaphore(void)
{
    WAIT_SEMAPHORE(token, FOREVER, &code);
    say("must not have it");
}

static void for_event(void)
{
    WAIT_EVENT(bell, FOREVER, &code);
    say("must not see it");
}

static void for_room(void)
{
    uint8_t byte = 1U;

    SEND_BUFFER(full, &byte, 1, FOREVER, &code);
    answer("SEND_BUFFER");
    SEND_BUFFER(full, &byte, 1, FOREVER, &code);
    say("must not have sent");
}

static void for_message(void)
{
    uint8_t text[16];
    MESSAGE_SIZE_TYPE length;

    RECEIVE_BUFFER(empty, FOREVER, text, &length, &code);
    say("must not receive");
}

static void for_display(void)
{
    uint8_t text[16];
    MESSAGE_SIZE_TYPE length;

    READ_BLACKBOARD(board, FOREVER, text, &length, &code);
    say("must not read");
}

/* All have waited since 0 but the one that is ready: all deadlines pass. */
static void runs(void)
{
    while (now() < (start_time + 20 * MS)) {
    }
    say("lets the others be looked at");
    pass(0);
}

int main(void)
{
    static void (*const entry[])(void) = {ready,         suspended,  for_time,
                                          for_semaphore, for_event,  for_room,
                                          for_message,   for_display};

    token = semaphore('S', 0, FIFO);
    bell = event('E');
    full = buffer('F', 1, FIFO);
    empty = buffer('G', 1, FIFO);
    board = blackboard('B', 16);
    handle(handler);
    for (uint32_t n = 0U; n < 8U; n++) {
        const PROCESS_ID_TYPE id =
            create("RUTSEFGB"[n], entry[n], (n == 0U) ? 20 : 50, APERIODIC,
                   (SYSTEM_TIME_TYPE)(10U + n) * MS);

        START(id, &code);
        need("START");
    }
    (void)begin('X', runs, 40);
    normal();
}

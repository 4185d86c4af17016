/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Of a process that does nothing but display messages of each length the
 * overrun is found during the service in which its deadline time comes, or
 * behind it, however long a turn of its loop is.
 * [itest->llr~port-overrun~1]
 * [itest->llr~error-overrun~1]
 * Kind: normal
 */
#include "../errors.h"
#include "../mute.h"

#define LENGTHS 256
#define STEPPED 36 /* times the longest of these; a step alone takes 16 */

static BLACKBOARD_ID_TYPE board;
static PROCESS_ID_TYPE id_p;
static MESSAGE_SIZE_TYPE length;
static SYSTEM_TIME_TYPE due;
static SYSTEM_TIME_TYPE latest;
static SYSTEM_TIME_TYPE longest;
static APEX_BYTE data[LENGTHS];
static uint32_t found;

static void handler(void)
{
    ERROR_STATUS_TYPE error;
    const SYSTEM_TIME_TYPE late = now() - due;

    GET_ERROR_STATUS(&error, &code);
    expect("a deadline missed", error.ERROR_CODE == DEADLINE_MISSED);
    latest = (late > latest) ? late : latest;
    found++;
}

static void displays(void)
{
    RETURN_CODE_TYPE told;
    PROCESS_STATUS_TYPE status;

    GET_PROCESS_STATUS(id_p, &status, &told);
    due = status.DEADLINE_TIME;
    for (;;) {
        DISPLAY_BLACKBOARD(board, data, length, &told);
    }
}

static void controls(void)
{
    longest = now();
    DISPLAY_BLACKBOARD(board, data, LENGTHS, &code);
    longest = now() - longest;
    mute();
    for (length = 1; length <= LENGTHS; length++) {
        START(id_p, &code);
        expect("START", code == NO_ERROR);
        TIMED_WAIT(0, &code);
    }
    console_at(CONSOLE);
    check("each overrun was found", found == LENGTHS);
    check("at its time", (latest >= 0) && (latest <= (STEPPED * longest)));
    done();
}

int main(void)
{
    CREATE_BLACKBOARD("board", LENGTHS, &board, &code);
    need("CREATE_BLACKBOARD");
    handle(handler);
    id_p = create('P', displays, 50, APERIODIC, 1 * MS / 4);
    (void)begin('M', controls, 40);
    normal();
}

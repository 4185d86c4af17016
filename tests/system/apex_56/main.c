/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The deadline time of a process that calls services, among them those by which
 * it and another process give each other the CPU, comes at each instruction of
 * them: one error is found, of code of the application or while the process
 * waits, and all objects and the ready processes are as services leave them.
 * [itest->llr~port-overrun~1]
 * [itest->llr~error-overrun~1]
 * [itest->llr~error-missed~1]
 * [itest->llr~error-watch~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../mute.h"
#include "kernel/sched.h"

#define PHASES 16U    /* instructions of a tick */
#define FIRST_NS 1000 /* REPLENISH has come back */
#define STEP_NS 16    /* a tick */
#define DELAYS 200U   /* more than a turn of P takes */

extern char application_start[];
extern char constants_start[];

static SEMAPHORE_ID_TYPE to_other;
static SEMAPHORE_ID_TYPE to_self;
static BUFFER_ID_TYPE box;
static BLACKBOARD_ID_TYPE board;
static PROCESS_ID_TYPE id_p;
static PROCESS_ID_TYPE id_m;
static PROCESS_ID_TYPE id_n;
static SYSTEM_TIME_TYPE delay;
static uint32_t phase;
static uint32_t found;   /* errors of this run of P */
static uint32_t running; /* errors while it ran */
static uint32_t waiting; /* and while it did not */

static void handler(void)
{
    ERROR_STATUS_TYPE error;
    PROCESS_STATUS_TYPE status;
    uintptr_t place;

    GET_ERROR_STATUS(&error, &code);
    expect("an error", code == NO_ERROR);
    GET_PROCESS_STATUS(error.FAILED_PROCESS_ID, &status, &code);
    place = (uintptr_t)error.FAILED_ADDRESS;
    expect("deadline of P", (error.ERROR_CODE == DEADLINE_MISSED) &&
                                (error.FAILED_PROCESS_ID == id_p));
    if (status.PROCESS_STATE == DORMANT) {
        expect("in the application", (place >= (uintptr_t)application_start) &&
                                         (place < (uintptr_t)constants_start));
        running++;
    } else {
        expect("at no place", place == 0U);
        STOP(id_p, &code);
        waiting++;
    }
    found++;
}

/* P, from now on with `delay` until its deadline time. */
static void calls(void)
{
    APEX_BYTE data[16] = {0};
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE told;

    for (uint32_t n = phase; n != 0U; n--) {
        __asm__ volatile("nop"); /* 3 instructions a turn */
    }
    REPLENISH(delay, &told);
    for (;;) {
        SIGNAL_SEMAPHORE(to_other, &told);
        WAIT_SEMAPHORE(to_self, FOREVER, &told);
        SEND_BUFFER(box, data, 8, 0, &told);
        RECEIVE_BUFFER(box, 0, data, &length, &told);
        DISPLAY_BLACKBOARD(board, data, 16, &told);
        TIMED_WAIT(0, &told);
    }
}

/* Q: gives the CPU back. */
static void gives_back(void)
{
    RETURN_CODE_TYPE told;

    for (;;) {
        WAIT_SEMAPHORE(to_other, FOREVER, &told);
        SIGNAL_SEMAPHORE(to_self, &told);
    }
}

/* N: always ready. */
static void is_ready(void)
{
    RETURN_CODE_TYPE told;

    for (;;) {
        TIMED_WAIT(0, &told);
    }
}

/* What services leave, whenever P has ended. */
static void look(void)
{
    SEMAPHORE_STATUS_TYPE semaphore_status;
    BUFFER_STATUS_TYPE box_status;
    PROCESS_STATUS_TYPE status;
    APEX_BYTE data[16];
    MESSAGE_SIZE_TYPE length;

    expect("one error", found == 1U);
    GET_PROCESS_STATUS(id_p, &status, &code);
    expect("P ended", status.PROCESS_STATE == DORMANT);
    GET_SEMAPHORE_STATUS(to_other, &semaphore_status, &code);
    expect("Q waits", (semaphore_status.CURRENT_VALUE == 0) &&
                          (semaphore_status.WAITING_PROCESSES == 1));
    GET_SEMAPHORE_STATUS(to_self, &semaphore_status, &code);
    expect("P does not", (semaphore_status.CURRENT_VALUE <= 1) &&
                             (semaphore_status.WAITING_PROCESSES == 0));
    WAIT_SEMAPHORE(to_self, 0, &code);
    expect("value",
           (code == NO_ERROR) == (semaphore_status.CURRENT_VALUE == 1));
    GET_BUFFER_STATUS(box, &box_status, &code);
    expect("messages",
           (box_status.NB_MESSAGE <= 1) && (box_status.WAITING_PROCESSES == 0));
    RECEIVE_BUFFER(box, 0, data, &length, &code);
    expect("as told", (code == NO_ERROR) == (box_status.NB_MESSAGE == 1));
    expect("M and N are ready alone",
           ((sched.levels & (sched.levels - 1U)) == 0U) &&
               (process[id_m - 1].next == (uint32_t)(id_n - 1)) &&
               (process[id_n - 1].next == (uint32_t)(id_m - 1)) &&
               (process[id_m - 1].previous == (uint32_t)(id_n - 1)) &&
               (sched.current == (uint32_t)(id_m - 1)));
}

static void sweeps(void)
{
    mute();
    for (uint32_t n = 0U; n < DELAYS; n++) {
        delay = FIRST_NS + (SYSTEM_TIME_TYPE)(n * STEP_NS);
        for (phase = 0U; phase < PHASES; phase++) {
            found = 0U;
            START(id_p, &code);
            expect("START", code == NO_ERROR);
            TIMED_WAIT(0, &code);
            look();
        }
    }
    console_at(CONSOLE);
    check("each time", (running + waiting) == (DELAYS * PHASES));
    check("while P runs and while it waits",
          (running > DELAYS) && (waiting > DELAYS));
    done();
}

int main(void)
{
    CREATE_BLACKBOARD("board", 16, &board, &code);
    need("CREATE_BLACKBOARD");
    to_other = semaphore('O', 0, FIFO);
    to_self = semaphore('S', 0, FIFO);
    box = buffer('B', 1, FIFO);
    handle(handler);
    id_p = create('P', calls, 50, APERIODIC, 1 * MS);
    (void)begin('Q', gives_back, 60);
    id_m = begin('M', sweeps, 40);
    id_n = begin('N', is_ready, 40);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Semaphore and event services refuse null pointers, identifiers that do not
 * exist, wrong values and modes, in main() and in a process in NORMAL; what they
 * refuse changes nothing, nor does a call without RETURN_CODE.
 * [itest->llr~apex-create-semaphore-null-return-code~1]
 * [itest->llr~apex-create-semaphore-null~1]
 * [itest->llr~apex-create-semaphore-no-action~1]
 * [itest->llr~apex-create-semaphore-invalid-param~1]
 * [itest->llr~apex-create-semaphore-invalid-mode~1]
 * [itest->llr~apex-wait-semaphore-null-return-code~1]
 * [itest->llr~apex-wait-semaphore-invalid-param~1]
 * [itest->llr~apex-wait-semaphore-not-available~1]
 * [itest->llr~apex-wait-semaphore-invalid-mode~2]
 * [itest->llr~apex-signal-semaphore-null-return-code~1]
 * [itest->llr~apex-signal-semaphore-invalid-param~1]
 * [itest->llr~apex-signal-semaphore-no-action~1]
 * [itest->llr~apex-get-semaphore-id-null-return-code~1]
 * [itest->llr~apex-get-semaphore-id-null~1]
 * [itest->llr~apex-get-semaphore-id-invalid-config~1]
 * [itest->llr~apex-get-semaphore-status-null-return-code~1]
 * [itest->llr~apex-get-semaphore-status-invalid-param~1]
 * [itest->llr~apex-create-event-null-return-code~1]
 * [itest->llr~apex-create-event-null~1]
 * [itest->llr~apex-create-event-no-action~1]
 * [itest->llr~apex-create-event-invalid-mode~1]
 * [itest->llr~apex-set-event-null-return-code~1]
 * [itest->llr~apex-set-event-invalid-param~1]
 * [itest->llr~apex-reset-event-null-return-code~1]
 * [itest->llr~apex-reset-event-invalid-param~1]
 * [itest->llr~apex-wait-event-null-return-code~1]
 * [itest->llr~apex-wait-event-invalid-param~1]
 * [itest->llr~apex-wait-event-not-available~1]
 * [itest->llr~apex-wait-event-invalid-mode~2]
 * [itest->llr~apex-get-event-id-null-return-code~1]
 * [itest->llr~apex-get-event-id-null~1]
 * [itest->llr~apex-get-event-id-invalid-config~1]
 * [itest->llr~apex-get-event-status-null-return-code~1]
 * [itest->llr~apex-get-event-status-invalid-param~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <stddef.h>

static SEMAPHORE_ID_TYPE empty;
static SEMAPHORE_ID_TYPE full;
static EVENT_ID_TYPE down;

static void refuse_semaphores(void)
{
    SEMAPHORE_ID_TYPE id = 77;
    SEMAPHORE_STATUS_TYPE status = {.MAXIMUM_VALUE = 77};

    CREATE_SEMAPHORE("n", 0, 1, FIFO, &id, NULL);
    CREATE_SEMAPHORE(NULL, 0, 1, FIFO, &id, NULL);
    CREATE_SEMAPHORE("n", 0, 1, FIFO, NULL, NULL);
    CREATE_SEMAPHORE("e", 0, 1, FIFO, &id, NULL);
    CREATE_SEMAPHORE("n", 2, 1, FIFO, &id, NULL);
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE(NULL, 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE("n", 0, 1, FIFO, NULL, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE(NULL, 2, 1, FIFO, NULL, &code));
    ANSWERS(NO_ACTION, CREATE_SEMAPHORE("e", -1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE("n", -1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE("n", 2, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE("n", 0, 32768, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE("n", 0, 1,
                                            (QUEUING_DISCIPLINE_TYPE)2, &id,
                                            &code));
    WAIT_SEMAPHORE(full, 0, NULL);
    WAIT_SEMAPHORE(0, 0, NULL);
    WAIT_SEMAPHORE(3, 0, NULL);
    WAIT_SEMAPHORE(full, -2, NULL);
    ANSWERS(INVALID_PARAM, WAIT_SEMAPHORE(0, 0, &code));
    ANSWERS(INVALID_PARAM, WAIT_SEMAPHORE(3, 0, &code));
    ANSWERS(INVALID_PARAM, WAIT_SEMAPHORE(full, -2, &code));
    ANSWERS(NOT_AVAILABLE, WAIT_SEMAPHORE(empty, 0, &code));
    SIGNAL_SEMAPHORE(empty, NULL);
    SIGNAL_SEMAPHORE(0, NULL);
    SIGNAL_SEMAPHORE(3, NULL);
    SIGNAL_SEMAPHORE(full, NULL);
    ANSWERS(INVALID_PARAM, SIGNAL_SEMAPHORE(0, &code));
    ANSWERS(INVALID_PARAM, SIGNAL_SEMAPHORE(3, &code));
    ANSWERS(NO_ACTION, SIGNAL_SEMAPHORE(full, &code));
    ANSWERS(NO_ERROR, WAIT_SEMAPHORE(full, FOREVER, &code));
    ANSWERS(NO_ERROR, SIGNAL_SEMAPHORE(full, &code));
    GET_SEMAPHORE_ID("e", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_SEMAPHORE_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_SEMAPHORE_ID("e", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_SEMAPHORE_ID("n", &id, &code));
    check("no identifier was given", id == 77);
    GET_SEMAPHORE_STATUS(empty, &status, NULL);
    GET_SEMAPHORE_STATUS(empty, NULL, NULL);
    GET_SEMAPHORE_STATUS(0, &status, NULL);
    GET_SEMAPHORE_STATUS(3, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_SEMAPHORE_STATUS(empty, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_SEMAPHORE_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SEMAPHORE_STATUS(3, &status, &code));
    check("no status was given", status.MAXIMUM_VALUE == 77);
    ANSWERS(NO_ERROR, GET_SEMAPHORE_STATUS(empty, &status, &code));
    check("e has 0", status.CURRENT_VALUE == 0);
    ANSWERS(NO_ERROR, GET_SEMAPHORE_STATUS(full, &status, &code));
    check("f has 9", status.CURRENT_VALUE == 9);
}

static void refuse_events(void)
{
    EVENT_ID_TYPE id = 77;
    EVENT_STATUS_TYPE status = {.WAITING_PROCESSES = 77};

    CREATE_EVENT("n", &id, NULL);
    CREATE_EVENT(NULL, &id, NULL);
    CREATE_EVENT("n", NULL, NULL);
    CREATE_EVENT("d", &id, NULL);
    ANSWERS(INVALID_PARAM, CREATE_EVENT(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_EVENT("n", NULL, &code));
    ANSWERS(NO_ACTION, CREATE_EVENT("d", &id, &code));
    SET_EVENT(down, NULL);
    SET_EVENT(0, NULL);
    SET_EVENT(2, NULL);
    ANSWERS(INVALID_PARAM, SET_EVENT(0, &code));
    ANSWERS(INVALID_PARAM, SET_EVENT(2, &code));
    RESET_EVENT(down, NULL);
    RESET_EVENT(0, NULL);
    RESET_EVENT(2, NULL);
    ANSWERS(INVALID_PARAM, RESET_EVENT(0, &code));
    ANSWERS(INVALID_PARAM, RESET_EVENT(2, &code));
    WAIT_EVENT(down, FOREVER, NULL);
    WAIT_EVENT(0, 0, NULL);
    WAIT_EVENT(2, 0, NULL);
    WAIT_EVENT(down, -2, NULL);
    ANSWERS(INVALID_PARAM, WAIT_EVENT(0, 0, &code));
    ANSWERS(INVALID_PARAM, WAIT_EVENT(2, 0, &code));
    ANSWERS(INVALID_PARAM, WAIT_EVENT(down, -2, &code));
    ANSWERS(NOT_AVAILABLE, WAIT_EVENT(down, 0, &code));
    GET_EVENT_ID("d", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_EVENT_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_EVENT_ID("d", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_EVENT_ID("n", &id, &code));
    check("no identifier was given", id == 77);
    GET_EVENT_STATUS(down, &status, NULL);
    GET_EVENT_STATUS(down, NULL, NULL);
    GET_EVENT_STATUS(0, &status, NULL);
    GET_EVENT_STATUS(2, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_EVENT_STATUS(down, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_EVENT_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_EVENT_STATUS(2, &status, &code));
    check("no status was given", status.WAITING_PROCESSES == 77);
    ANSWERS(NO_ERROR, GET_EVENT_STATUS(down, &status, &code));
    check("d is DOWN", status.EVENT_STATE == DOWN);
}

static void caller(void)
{
    int32_t id = 77;

    refuse_semaphores();
    refuse_events();
    ANSWERS(INVALID_MODE, CREATE_SEMAPHORE("n", 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_SEMAPHORE("n", 0, 1, PRIORITY, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_EVENT("n", &id, &code));
    check("none was created", id == 77);
    done();
}

int main(void)
{
    empty = semaphore('e', 0, FIFO);
    full = semaphore('f', 9, PRIORITY);
    down = event('d');
    (void)begin('A', caller, 10);
    refuse_semaphores();
    refuse_events();
    ANSWERS(INVALID_MODE, WAIT_SEMAPHORE(empty, 1, &code));
    ANSWERS(INVALID_MODE, WAIT_SEMAPHORE(empty, FOREVER, &code));
    ANSWERS(INVALID_MODE, WAIT_EVENT(down, 1, &code));
    ANSWERS(INVALID_MODE, WAIT_EVENT(down, FOREVER, &code));
    normal();
}

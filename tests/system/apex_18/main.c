/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Buffer services refuse null pointers, identifiers that do not exist, wrong
 * sizes, lengths and modes, and what there is no storage for, in main() and in
 * a process in NORMAL, with preemption locked, too; what they refuse changes
 * nothing, nor does a call without RETURN_CODE.
 * [itest->llr~apex-create-buffer-null-return-code~1]
 * [itest->llr~apex-create-buffer-null~1]
 * [itest->llr~apex-create-buffer-full~1]
 * [itest->llr~apex-create-buffer-no-action~1]
 * [itest->llr~apex-create-buffer-invalid-param~1]
 * [itest->llr~apex-create-buffer-storage~1]
 * [itest->llr~apex-create-buffer-invalid-mode~1]
 * [itest->llr~apex-send-buffer-null-return-code~1]
 * [itest->llr~apex-send-buffer-invalid-param~1]
 * [itest->llr~apex-send-buffer-not-available~1]
 * [itest->llr~apex-send-buffer-invalid-mode~2]
 * [itest->llr~apex-receive-buffer-null-return-code~1]
 * [itest->llr~apex-receive-buffer-invalid-param~1]
 * [itest->llr~apex-receive-buffer-not-available~1]
 * [itest->llr~apex-receive-buffer-invalid-mode~2]
 * [itest->llr~apex-get-buffer-id-null-return-code~1]
 * [itest->llr~apex-get-buffer-id-null~1]
 * [itest->llr~apex-get-buffer-id-invalid-config~1]
 * [itest->llr~apex-get-buffer-status-null-return-code~1]
 * [itest->llr~apex-get-buffer-status-invalid-param~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <stddef.h>

#define NONE 33 /* the first identifier that no buffer has */

static BUFFER_ID_TYPE empty;
static BUFFER_ID_TYPE full;
static APEX_BYTE message[256] = "message";
static MESSAGE_SIZE_TYPE length = 77;

/* There are one buffer and one message left to be created. */
static void refuse_create(void)
{
    BUFFER_ID_TYPE id = 77;

    CREATE_BUFFER("n", 1, 1, FIFO, &id, NULL);
    CREATE_BUFFER(NULL, 1, 1, FIFO, &id, NULL);
    CREATE_BUFFER("e", 1, 1, FIFO, &id, NULL);
    CREATE_BUFFER("n", 0, 1, FIFO, &id, NULL);
    CREATE_BUFFER("n", 257, 1, FIFO, &id, NULL);
    ANSWERS(INVALID_PARAM, CREATE_BUFFER(NULL, 1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", 1, 1, FIFO, NULL, &code));
    ANSWERS(NO_ACTION, CREATE_BUFFER("e", 0, 1, FIFO, &id, &code));
    ANSWERS(NO_ACTION, CREATE_BUFFER("e", 257, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", -1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", 257, 0, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", 1, -1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_BUFFER("n", 1, 1, (QUEUING_DISCIPLINE_TYPE)2, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BUFFER("n", 257, 1, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BUFFER("n", 1, 2, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_BUFFER("n", 1, 2147483647, FIFO, &id, &code));
    check("no identifier was given", id == 77);
}

static void refuse_send(void)
{
    SEND_BUFFER(empty, message, 1, 0, NULL);
    SEND_BUFFER(empty, NULL, 1, 0, NULL);
    SEND_BUFFER(0, message, 1, 0, NULL);
    ANSWERS(INVALID_PARAM, SEND_BUFFER(0, message, 1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(NONE, message, 1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(empty, NULL, 1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(empty, message, 0, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(empty, message, -1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(empty, message, 17, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(empty, message, 1, -2, &code));
    ANSWERS(INVALID_PARAM, SEND_BUFFER(full, message, 17, 0, &code));
    ANSWERS(NOT_AVAILABLE, SEND_BUFFER(full, message, 1, 0, &code));
}

static void refuse_receive(void)
{
    RECEIVE_BUFFER(full, 0, message, &length, NULL);
    RECEIVE_BUFFER(full, 0, NULL, &length, NULL);
    RECEIVE_BUFFER(0, 0, message, &length, NULL);
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(0, 0, message, &length, &code));
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(NONE, 0, message, &length, &code));
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(full, 0, NULL, &length, &code));
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(full, 0, message, NULL, &code));
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(full, -2, message, &length, &code));
    ANSWERS(INVALID_PARAM, RECEIVE_BUFFER(empty, 0, NULL, &length, &code));
    ANSWERS(NOT_AVAILABLE, RECEIVE_BUFFER(empty, 0, message, &length, &code));
    check("nothing was received", (length == 77) && (message[0] == 'm'));
}

static void refuse_get(void)
{
    BUFFER_ID_TYPE id = 77;
    BUFFER_STATUS_TYPE status = {.MAX_NB_MESSAGE = 77};

    GET_BUFFER_ID("e", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_BUFFER_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_BUFFER_ID("e", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_BUFFER_ID("n", &id, &code));
    check("no identifier was given", id == 77);
    GET_BUFFER_STATUS(empty, &status, NULL);
    GET_BUFFER_STATUS(empty, NULL, NULL);
    GET_BUFFER_STATUS(0, &status, NULL);
    GET_BUFFER_STATUS(NONE, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_BUFFER_STATUS(empty, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_BUFFER_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_BUFFER_STATUS(NONE, &status, &code));
    check("no status was given", status.MAX_NB_MESSAGE == 77);
    ANSWERS(NO_ERROR, GET_BUFFER_STATUS(empty, &status, &code));
    check("e has 0", status.NB_MESSAGE == 0);
    ANSWERS(NO_ERROR, GET_BUFFER_STATUS(full, &status, &code));
    check("f has 2", status.NB_MESSAGE == 2);
    check("of at most 2", status.MAX_NB_MESSAGE == 2);
    check("with 16 bytes", status.MAX_MESSAGE_SIZE == 16);
    check("and none waits", status.WAITING_PROCESSES == 0);
}

/* In main(), or while preemption is locked. */
static void refuse_wait(void)
{
    ANSWERS(INVALID_MODE, SEND_BUFFER(full, message, 1, 1, &code));
    ANSWERS(INVALID_MODE, SEND_BUFFER(full, message, 1, FOREVER, &code));
    ANSWERS(INVALID_MODE, RECEIVE_BUFFER(empty, 1, message, &length, &code));
    ANSWERS(INVALID_MODE,
            RECEIVE_BUFFER(empty, FOREVER, message, &length, &code));
    check("nothing was received", (length == 77) && (message[0] == 'm'));
}

/* The messages of f are those that main() has sent. */
static void receive_all(void)
{
    ANSWERS(NO_ERROR, RECEIVE_BUFFER(full, 0, message, &length, &code));
    check("the first of 16 bytes", (length == 16) && (message[0] == 'o'));
    ANSWERS(NO_ERROR, RECEIVE_BUFFER(full, 0, message, &length, &code));
    check("the second of 1 byte", (length == 1) && (message[0] == 't'));
    check("and nothing behind it", message[1] == 'n');
    ANSWERS(NOT_AVAILABLE, RECEIVE_BUFFER(full, 0, message, &length, &code));
}

static void caller(void)
{
    BUFFER_ID_TYPE id = 77;
    LOCK_LEVEL_TYPE level;

    refuse_send();
    refuse_receive();
    refuse_get();
    ANSWERS(INVALID_PARAM, CREATE_BUFFER("n", 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BUFFER("n", 257, 1, FIFO, &id, &code));
    CREATE_BUFFER("n", 1, 1, FIFO, &id, NULL);
    ANSWERS(INVALID_MODE, CREATE_BUFFER("n", 1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_BUFFER("n", 256, 1, PRIORITY, &id, &code));
    check("none was created", id == 77);
    ANSWERS(NO_ERROR, LOCK_PREEMPTION(&level, &code));
    refuse_send();
    refuse_receive();
    refuse_wait();
    ANSWERS(NO_ERROR, UNLOCK_PREEMPTION(&level, &code));
    refuse_get();
    receive_all();
    SET_PARTITION_MODE(WARM_START, &code);
    check("restarts", false);
}

/* All buffers but for the last. */
static void create_rest(void)
{
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        (void)buffer(letter, 9, FIFO);
    }
    (void)buffer('1', 9, FIFO);
    (void)buffer('2', 7, FIFO);
    (void)buffer('3', 1, FIFO);
}

/* After this one only a null pointer is seen before that all exist. */
static void create_last(void)
{
    BUFFER_ID_TYPE id = 77;

    ANSWERS(NO_ERROR, CREATE_BUFFER("l", 1, 1, FIFO, &id, &code));
    check("the last identifier", id == 32);
    id = 77;
    CREATE_BUFFER("n", 1, 1, FIFO, &id, NULL);
    ANSWERS(INVALID_CONFIG, CREATE_BUFFER("n", 1, 1, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BUFFER("e", 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BUFFER(NULL, 1, 1, FIFO, &id, &code));
    check("none was created", id == 77);
}

int main(void)
{
    PARTITION_STATUS_TYPE status;

    empty = buffer('e', 2, FIFO);
    full = buffer('f', 2, PRIORITY);
    ANSWERS(NO_ERROR,
            SEND_BUFFER(full, (APEX_BYTE[]){"one, 16 bytes..."}, 16, 0, &code));
    ANSWERS(NO_ERROR, SEND_BUFFER(full, (APEX_BYTE[]){"two"}, 1, 0, &code));
    create_rest();
    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    if (status.OPERATING_MODE == WARM_START) {
        create_last();
        receive_all();
        done();
    }
    (void)begin('A', caller, 10);
    refuse_create();
    refuse_send();
    refuse_receive();
    refuse_get();
    refuse_wait();
    normal();
}

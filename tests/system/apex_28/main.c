/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queuing port services refuse null pointers, ports that do not exist, what the
 * configuration does not have, wrong lengths, time-outs, directions and modes,
 * in main() and in a process in NORMAL, with preemption locked or a mutex
 * owned, too; what they refuse changes nothing, nor does a call without
 * RETURN_CODE. The first port needs a process, which the configuration must
 * allow. After a restart no port exists, and the channels are empty.
 * [itest->llr~apex-create-queuing-port~1]
 * [itest->llr~apex-create-queuing-port-null-return-code~1]
 * [itest->llr~apex-create-queuing-port-null~1]
 * [itest->llr~apex-create-queuing-port-none~1]
 * [itest->llr~apex-create-queuing-port-no-action~1]
 * [itest->llr~apex-create-queuing-port-invalid-config~1]
 * [itest->llr~apex-create-queuing-port-process~1]
 * [itest->llr~apex-create-queuing-port-invalid-mode~1]
 * [itest->llr~apex-send-queuing-message-null-return-code~1]
 * [itest->llr~apex-send-queuing-message-invalid-param~1]
 * [itest->llr~apex-send-queuing-message-invalid-config~1]
 * [itest->llr~apex-send-queuing-message-direction~1]
 * [itest->llr~apex-send-queuing-message-not-available~1]
 * [itest->llr~apex-send-queuing-message-invalid-mode~1]
 * [itest->llr~apex-receive-queuing-message-null-return-code~1]
 * [itest->llr~apex-receive-queuing-message-invalid-param~1]
 * [itest->llr~apex-receive-queuing-message-direction~1]
 * [itest->llr~apex-receive-queuing-message-not-available~1]
 * [itest->llr~apex-receive-queuing-message-invalid-mode~1]
 * [itest->llr~apex-clear-queuing-port-null-return-code~1]
 * [itest->llr~apex-clear-queuing-port-invalid-param~1]
 * [itest->llr~apex-clear-queuing-port-invalid-mode~1]
 * [itest->llr~apex-get-queuing-port-id-null-return-code~1]
 * [itest->llr~apex-get-queuing-port-id-null~1]
 * [itest->llr~apex-get-queuing-port-id-invalid-config~1]
 * [itest->llr~apex-get-queuing-port-status-null-return-code~1]
 * [itest->llr~apex-get-queuing-port-status-invalid-param~1]
 * Kind: robustness
 */
#include "../ports.h"

#include <stddef.h>

#define NEW 4      /* what n would have */
#define SAMPLING 5 /* that of m, which is not for queuing */
#define LAST 64    /* that of l, which does not exist */
#define NO_DIRECTION ((PORT_DIRECTION_TYPE)2)
#define NO_DISCIPLINE ((QUEUING_DISCIPLINE_TYPE)2)

static QUEUING_PORT_ID_TYPE source; /* its channel is full */
static QUEUING_PORT_ID_TYPE destination;
static QUEUING_PORT_ID_TYPE empty; /* a destination */
static APEX_BYTE message[SHORT] = "message";
static MESSAGE_SIZE_TYPE length = 77;

/* CREATE_QUEUING_PORT of n, with all else as it should be but for one. */
static void refuse_create_values(void)
{
    QUEUING_PORT_ID_TYPE id = 77;

    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 15, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 17, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 16, 1, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 16, 3, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 16, 2, DESTINATION, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 16, 2, NO_DIRECTION, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("n", 16, 2, SOURCE, NO_DISCIPLINE, &id, &code));
    check("no identifier was given", id == 77);
}

static void refuse_create(void)
{
    QUEUING_PORT_ID_TYPE id = 77;

    CREATE_QUEUING_PORT("n", 16, 2, SOURCE, FIFO, &id, NULL);
    CREATE_QUEUING_PORT(NULL, 16, 2, SOURCE, FIFO, &id, NULL);
    CREATE_QUEUING_PORT("n", 16, 2, SOURCE, FIFO, NULL, NULL);
    CREATE_QUEUING_PORT("x", 16, 2, SOURCE, FIFO, &id, NULL);
    CREATE_QUEUING_PORT("s", 16, 1, SOURCE, FIFO, &id, NULL);
    CREATE_QUEUING_PORT("n", 15, 2, SOURCE, FIFO, &id, NULL);
    ANSWERS(INVALID_PARAM,
            CREATE_QUEUING_PORT(NULL, 16, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_QUEUING_PORT("n", 16, 2, SOURCE, FIFO, NULL, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_QUEUING_PORT("x", 0, 0, SOURCE, FIFO, NULL, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("x", 16, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("m", 16, 0, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("", 16, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(NO_ACTION,
            CREATE_QUEUING_PORT("s", 16, 1, SOURCE, FIFO, &id, &code));
    ANSWERS(NO_ACTION,
            CREATE_QUEUING_PORT("d", 99, 9, SOURCE, NO_DISCIPLINE, &id, &code));
    check("no identifier was given", id == 77);
    refuse_create_values();
}

/* SEND_QUEUING_MESSAGE at once, of one byte. */
#define SEND(id) SEND_QUEUING_MESSAGE(id, message, 1, 0, &code)

static void refuse_send(void)
{
    SEND_QUEUING_MESSAGE(source, message, 1, FOREVER, NULL);
    SEND_QUEUING_MESSAGE(source, NULL, 1, 0, NULL);
    SEND_QUEUING_MESSAGE(source, message, 17, 0, NULL);
    SEND_QUEUING_MESSAGE(source, message, 1, -2, NULL);
    SEND_QUEUING_MESSAGE(empty, message, 1, 0, NULL);
    SEND_QUEUING_MESSAGE(0, message, 1, 0, NULL);
    ANSWERS(INVALID_PARAM, SEND(0));
    ANSWERS(INVALID_PARAM, SEND(NEW));
    ANSWERS(INVALID_PARAM, SEND(SAMPLING));
    ANSWERS(INVALID_PARAM, SEND(LAST));
    ANSWERS(INVALID_PARAM, SEND(LAST + 1));
    ANSWERS(INVALID_PARAM, SEND(-1));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, NULL, 1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, NULL, 17, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, message, 0, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, message, -1, 0, &code));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, message, 1, -2, &code));
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(empty, message, 1, -2, &code));
    ANSWERS(INVALID_CONFIG,
            SEND_QUEUING_MESSAGE(source, message, 17, FOREVER, &code));
    ANSWERS(INVALID_CONFIG, SEND_QUEUING_MESSAGE(empty, message, 17, 0, &code));
    ANSWERS(INVALID_MODE, SEND_QUEUING_MESSAGE(empty, message, 16, 0, &code));
    ANSWERS(INVALID_MODE, SEND(destination));
    ANSWERS(NOT_AVAILABLE, SEND(source));
    ANSWERS(NOT_AVAILABLE, SEND_QUEUING_MESSAGE(source, message, 16, 0, &code));
}

/* RECEIVE_QUEUING_MESSAGE at once. */
#define RECEIVE(id) RECEIVE_QUEUING_MESSAGE(id, 0, message, &length, &code)

static void refuse_receive(void)
{
    RECEIVE_QUEUING_MESSAGE(destination, 0, message, &length, NULL);
    RECEIVE_QUEUING_MESSAGE(destination, 0, NULL, &length, NULL);
    RECEIVE_QUEUING_MESSAGE(destination, 0, message, NULL, NULL);
    RECEIVE_QUEUING_MESSAGE(empty, FOREVER, message, &length, NULL);
    RECEIVE_QUEUING_MESSAGE(empty, -2, message, &length, NULL);
    RECEIVE_QUEUING_MESSAGE(source, 0, message, &length, NULL);
    RECEIVE_QUEUING_MESSAGE(0, 0, message, &length, NULL);
    ANSWERS(INVALID_PARAM, RECEIVE(0));
    ANSWERS(INVALID_PARAM, RECEIVE(NEW));
    ANSWERS(INVALID_PARAM, RECEIVE(SAMPLING));
    ANSWERS(INVALID_PARAM, RECEIVE(LAST));
    ANSWERS(INVALID_PARAM, RECEIVE(LAST + 1));
    ANSWERS(INVALID_PARAM, RECEIVE(-1));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(destination, 0, NULL, &length, &code));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(destination, 0, message, NULL, &code));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(destination, -2, message, &length, &code));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(source, 0, NULL, &length, &code));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(source, -2, message, &length, &code));
    ANSWERS(INVALID_MODE, RECEIVE(source));
    ANSWERS(NOT_AVAILABLE, RECEIVE(empty));
    check("nothing was received", (length == 77) && (message[0] == 'm'));
}

static void refuse_clear(void)
{
    CLEAR_QUEUING_PORT(destination, NULL);
    CLEAR_QUEUING_PORT(source, NULL);
    CLEAR_QUEUING_PORT(0, NULL);
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(0, &code));
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(NEW, &code));
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(SAMPLING, &code));
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(LAST, &code));
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(LAST + 1, &code));
    ANSWERS(INVALID_PARAM, CLEAR_QUEUING_PORT(-1, &code));
    ANSWERS(INVALID_MODE, CLEAR_QUEUING_PORT(source, &code));
}

static void refuse_get(void)
{
    QUEUING_PORT_ID_TYPE id = 77;
    QUEUING_PORT_STATUS_TYPE status = {.MAX_MESSAGE_SIZE = 77};

    GET_QUEUING_PORT_ID("s", &id, NULL);
    GET_QUEUING_PORT_ID(NULL, &id, NULL);
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_ID("s", NULL, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_ID("x", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("x", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("n", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("m", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("", &id, &code));
    check("no identifier was given", id == 77);
    GET_QUEUING_PORT_STATUS(source, &status, NULL);
    GET_QUEUING_PORT_STATUS(source, NULL, NULL);
    GET_QUEUING_PORT_STATUS(0, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(source, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(NEW, &status, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(SAMPLING, &status, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(LAST, &status, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(LAST + 1, &status, &code));
    ANSWERS(INVALID_PARAM, GET_QUEUING_PORT_STATUS(-1, &status, &code));
    check("no status was given", status.MAX_MESSAGE_SIZE == 77);
}

static void refuse_all(void)
{
    refuse_create();
    refuse_send();
    refuse_receive();
    refuse_clear();
    refuse_get();
}

/* In main(), or while preemption is locked or a mutex owned. */
static void refuse_wait(void)
{
    ANSWERS(INVALID_PARAM, SEND_QUEUING_MESSAGE(source, NULL, 1, 1, &code));
    ANSWERS(INVALID_MODE, SEND_QUEUING_MESSAGE(source, message, 1, 1, &code));
    ANSWERS(INVALID_MODE,
            SEND_QUEUING_MESSAGE(source, message, 16, FOREVER, &code));
    ANSWERS(INVALID_PARAM,
            RECEIVE_QUEUING_MESSAGE(empty, 1, NULL, &length, &code));
    ANSWERS(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(empty, 1, message, &length, &code));
    ANSWERS(INVALID_MODE,
            RECEIVE_QUEUING_MESSAGE(empty, FOREVER, message, &length, &code));
    check("nothing was received", (length == 77) && (message[0] == 'm'));
}

static void look_at(QUEUING_PORT_ID_TYPE id, MESSAGE_RANGE_TYPE messages,
                    MESSAGE_RANGE_TYPE count, PORT_DIRECTION_TYPE direction)
{
    QUEUING_PORT_STATUS_TYPE status;

    GET_QUEUING_PORT_STATUS(id, &status, &code);
    check("a port is as it was created",
          (code == NO_ERROR) && (status.MAX_NB_MESSAGE == count) &&
              (status.MAX_MESSAGE_SIZE == 16) &&
              (status.PORT_DIRECTION == direction));
    check("with its messages", status.NB_MESSAGE == messages);
    check("and none waits", status.WAITING_PROCESSES == 0);
}

/* The ports are as main() has left them; what needs no wait may be done with a
   time-out. */
static void look(void)
{
    look_at(source, 1, 1, SOURCE);
    look_at(destination, 1, 1, DESTINATION);
    look_at(empty, 0, 2, DESTINATION);
    say_received(destination, FOREVER);
    send_text(source, "from main()", 11, FOREVER);
    need("SEND_QUEUING_MESSAGE");
}

static void calls(void)
{
    QUEUING_PORT_ID_TYPE id = 77;
    MUTEX_ID_TYPE owned = 0;
    LOCK_LEVEL_TYPE level;

    refuse_all();
    ANSWERS(INVALID_MODE,
            CREATE_QUEUING_PORT("n", 16, 2, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_MODE,
            CREATE_QUEUING_PORT("l", 16, 2, SOURCE, PRIORITY, &id, &code));
    check("none was created", id == 77);
    look();
    ANSWERS(NO_ERROR, LOCK_PREEMPTION(&level, &code));
    refuse_all();
    refuse_wait();
    look();
    ANSWERS(NO_ERROR, UNLOCK_PREEMPTION(&level, &code));
    ANSWERS(NO_ERROR, GET_MUTEX_ID("o", &owned, &code));
    ANSWERS(NO_ERROR, ACQUIRE_MUTEX(owned, 0, &code));
    refuse_all();
    refuse_wait();
    look();
    ANSWERS(NO_ERROR, RELEASE_MUTEX(owned, &code));
    done();
}

static void restarts(void)
{
    QUEUING_PORT_ID_TYPE id = 77;

    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("s", 16, 1, SOURCE, FIFO, &id, &code));
    SET_PARTITION_MODE(WARM_START, &code);
    check("restarts", false);
}

/* There are two processes, so that there is none for ports. */
static void create_none(void)
{
    QUEUING_PORT_ID_TYPE id = 77;

    (void)begin('A', restarts, 10);
    (void)create('B', restarts, 10, APERIODIC, FOREVER);
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("s", 16, 1, SOURCE, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_QUEUING_PORT("s", 16, 1, SOURCE, FIFO, NULL, &code));
    check("none was created", id == 77);
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("s", &id, &code));
    ANSWERS(INVALID_PARAM, SEND(1));
    normal();
}

int main(void)
{
    PARTITION_STATUS_TYPE status;
    PROCESS_ID_TYPE id = 77;

    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    if (status.OPERATING_MODE == COLD_START) {
        create_none();
    }
    refuse_create_values();
    source = queuing('s', 16, 1, SOURCE, PRIORITY);
    ANSWERS(NO_ERROR, GET_PROCESS_ID("longeron ports", &id, &code));
    check("the first process", id == 1);
    (void)begin('A', calls, 10);
    destination = queuing('d', 16, 1, DESTINATION, FIFO);
    empty = queuing('e', 16, 2, DESTINATION, FIFO);
    (void)mutex('o', 20);
    say_received(destination, 0);
    send_text(source, "from main()", 11, FOREVER);
    need("SEND_QUEUING_MESSAGE");
    refuse_all();
    refuse_wait();
    look();
    normal();
}

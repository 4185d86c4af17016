/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sampling port services refuse null pointers, ports that do not exist, what
 * the configuration does not have, wrong lengths, directions and modes, in
 * main() and in a process in NORMAL, with preemption locked, too; what they
 * refuse changes nothing, nor does a call without RETURN_CODE. After a restart
 * no port exists, and none has a message.
 * [itest->llr~apex-create-sampling-port~1]
 * [itest->llr~apex-create-sampling-port-null-return-code~1]
 * [itest->llr~apex-create-sampling-port-null~1]
 * [itest->llr~apex-create-sampling-port-none~1]
 * [itest->llr~apex-create-sampling-port-no-action~1]
 * [itest->llr~apex-create-sampling-port-invalid-config~1]
 * [itest->llr~apex-create-sampling-port-invalid-mode~1]
 * [itest->llr~apex-write-sampling-message~1]
 * [itest->llr~apex-write-sampling-message-null-return-code~1]
 * [itest->llr~apex-write-sampling-message-invalid-param~1]
 * [itest->llr~apex-write-sampling-message-invalid-config~1]
 * [itest->llr~apex-write-sampling-message-invalid-mode~1]
 * [itest->llr~apex-read-sampling-message-null-return-code~1]
 * [itest->llr~apex-read-sampling-message-invalid-param~1]
 * [itest->llr~apex-read-sampling-message-invalid-mode~1]
 * [itest->llr~apex-read-sampling-message-no-action~1]
 * [itest->llr~apex-get-sampling-port-id-null-return-code~1]
 * [itest->llr~apex-get-sampling-port-id-null~1]
 * [itest->llr~apex-get-sampling-port-id-invalid-config~1]
 * [itest->llr~apex-get-sampling-port-status-null-return-code~1]
 * [itest->llr~apex-get-sampling-port-status-invalid-param~1]
 * Kind: robustness
 */
#include "../ports.h"

#include <stddef.h>

#define NEW 3     /* what n would have */
#define QUEUING 4 /* that of q, which is not for sampling */
#define LAST 64   /* that of l, which does not exist at first */
#define NO_DIRECTION ((PORT_DIRECTION_TYPE)2)

static SAMPLING_PORT_ID_TYPE source;
static SAMPLING_PORT_ID_TYPE destination;
static APEX_BYTE message[SHORT] = "message";
static MESSAGE_SIZE_TYPE length = 77;
static VALIDITY_TYPE validity = (VALIDITY_TYPE)9;

/* CREATE_SAMPLING_PORT of n: what is refused in each mode. */
static void refuse_create(void)
{
    SAMPLING_PORT_ID_TYPE id = 77;

    CREATE_SAMPLING_PORT("n", 16, DESTINATION, 1, &id, NULL);
    CREATE_SAMPLING_PORT(NULL, 16, DESTINATION, 1, &id, NULL);
    CREATE_SAMPLING_PORT("n", 16, DESTINATION, 1, NULL, NULL);
    CREATE_SAMPLING_PORT("x", 16, DESTINATION, 1, &id, NULL);
    CREATE_SAMPLING_PORT("s", 16, SOURCE, 1, &id, NULL);
    CREATE_SAMPLING_PORT("n", 15, DESTINATION, 1, &id, NULL);
    ANSWERS(INVALID_PARAM,
            CREATE_SAMPLING_PORT(NULL, 16, DESTINATION, 1, &id, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_SAMPLING_PORT("n", 16, DESTINATION, 1, NULL, &code));
    ANSWERS(INVALID_PARAM,
            CREATE_SAMPLING_PORT("x", 0, SOURCE, 0, NULL, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("x", 16, DESTINATION, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("q", 16, SOURCE, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("", 16, SOURCE, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("nn", 16, DESTINATION, 1, &id, &code));
    ANSWERS(NO_ACTION, CREATE_SAMPLING_PORT("s", 16, SOURCE, 1, &id, &code));
    ANSWERS(NO_ACTION, CREATE_SAMPLING_PORT("d", 99, SOURCE, 0, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 15, DESTINATION, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 17, DESTINATION, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 16, SOURCE, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 16, NO_DIRECTION, 1, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 16, DESTINATION, 0, &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("n", 16, DESTINATION, FOREVER, &id, &code));
    check("no identifier was given", id == 77);
}

static void refuse_write(void)
{
    WRITE_SAMPLING_MESSAGE(source, message, 1, NULL);
    WRITE_SAMPLING_MESSAGE(source, NULL, 1, NULL);
    WRITE_SAMPLING_MESSAGE(source, message, 17, NULL);
    WRITE_SAMPLING_MESSAGE(destination, message, 1, NULL);
    WRITE_SAMPLING_MESSAGE(0, message, 1, NULL);
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(0, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(NEW, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(QUEUING, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(LAST, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(LAST + 1, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(-1, message, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(source, NULL, 1, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(source, NULL, 17, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(source, message, 0, &code));
    ANSWERS(INVALID_PARAM, WRITE_SAMPLING_MESSAGE(source, message, -1, &code));
    ANSWERS(INVALID_PARAM,
            WRITE_SAMPLING_MESSAGE(destination, message, 0, &code));
    ANSWERS(INVALID_CONFIG, WRITE_SAMPLING_MESSAGE(source, message, 17, &code));
    ANSWERS(INVALID_CONFIG,
            WRITE_SAMPLING_MESSAGE(destination, message, 17, &code));
    ANSWERS(INVALID_MODE,
            WRITE_SAMPLING_MESSAGE(destination, message, 1, &code));
    ANSWERS(INVALID_MODE,
            WRITE_SAMPLING_MESSAGE(destination, message, 16, &code));
}

/* READ_SAMPLING_MESSAGE, with all else as it should be. */
#define READ(id) READ_SAMPLING_MESSAGE(id, message, &length, &validity, &code)

static void refuse_read(void)
{
    READ_SAMPLING_MESSAGE(destination, message, &length, &validity, NULL);
    READ_SAMPLING_MESSAGE(destination, NULL, &length, &validity, NULL);
    READ_SAMPLING_MESSAGE(destination, message, &length, NULL, NULL);
    READ_SAMPLING_MESSAGE(source, message, &length, &validity, NULL);
    READ_SAMPLING_MESSAGE(0, message, &length, &validity, NULL);
    ANSWERS(INVALID_PARAM, READ(0));
    ANSWERS(INVALID_PARAM, READ(NEW));
    ANSWERS(INVALID_PARAM, READ(QUEUING));
    ANSWERS(INVALID_PARAM, READ(LAST));
    ANSWERS(INVALID_PARAM, READ(LAST + 1));
    ANSWERS(INVALID_PARAM, READ(-1));
    ANSWERS(INVALID_PARAM, READ_SAMPLING_MESSAGE(destination, NULL, &length,
                                                 &validity, &code));
    ANSWERS(INVALID_PARAM, READ_SAMPLING_MESSAGE(destination, message, NULL,
                                                 &validity, &code));
    ANSWERS(INVALID_PARAM,
            READ_SAMPLING_MESSAGE(destination, message, &length, NULL, &code));
    ANSWERS(INVALID_PARAM,
            READ_SAMPLING_MESSAGE(source, NULL, &length, &validity, &code));
    ANSWERS(INVALID_MODE, READ(source));
    check("nothing was read", (length == 77) && (message[0] == 'm') &&
                                  (validity == (VALIDITY_TYPE)9));
}

static void refuse_get(void)
{
    SAMPLING_PORT_ID_TYPE id = 77;
    SAMPLING_PORT_STATUS_TYPE status = {.MAX_MESSAGE_SIZE = 77};

    GET_SAMPLING_PORT_ID("s", &id, NULL);
    GET_SAMPLING_PORT_ID(NULL, &id, NULL);
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_ID("s", NULL, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_ID("x", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("x", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("n", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("q", &id, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("", &id, &code));
    check("no identifier was given", id == 77);
    GET_SAMPLING_PORT_STATUS(source, &status, NULL);
    GET_SAMPLING_PORT_STATUS(source, NULL, NULL);
    GET_SAMPLING_PORT_STATUS(0, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(source, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(NEW, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(QUEUING, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(LAST, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(LAST + 1, &status, &code));
    ANSWERS(INVALID_PARAM, GET_SAMPLING_PORT_STATUS(-1, &status, &code));
    check("no status was given", status.MAX_MESSAGE_SIZE == 77);
}

static void refuse_all(void)
{
    refuse_create();
    refuse_write();
    refuse_read();
    refuse_get();
}

/* The ports are as main() has left them. */
static void look(void)
{
    SAMPLING_PORT_STATUS_TYPE status;

    say_sample(destination);
    GET_SAMPLING_PORT_STATUS(destination, &status, &code);
    check("d is as it was created",
          (code == NO_ERROR) && (status.REFRESH_PERIOD == SECOND) &&
              (status.MAX_MESSAGE_SIZE == 16) &&
              (status.PORT_DIRECTION == DESTINATION) &&
              (status.LAST_MSG_VALIDITY == VALID));
    GET_SAMPLING_PORT_STATUS(source, &status, &code);
    check("and s", (code == NO_ERROR) && (status.REFRESH_PERIOD == 1) &&
                       (status.MAX_MESSAGE_SIZE == 16) &&
                       (status.PORT_DIRECTION == SOURCE) &&
                       (status.LAST_MSG_VALIDITY == INVALID));
}

static void calls(void)
{
    SAMPLING_PORT_ID_TYPE id = 77;
    LOCK_LEVEL_TYPE level;

    refuse_all();
    ANSWERS(INVALID_MODE,
            CREATE_SAMPLING_PORT("n", 16, DESTINATION, 1, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_SAMPLING_PORT("l", 16, SOURCE, 1, &id, &code));
    check("none was created", id == 77);
    look();
    ANSWERS(NO_ERROR, LOCK_PREEMPTION(&level, &code));
    refuse_all();
    look();
    write_text(source, "while locked", 12);
    say_sample(destination);
    ANSWERS(NO_ERROR, UNLOCK_PREEMPTION(&level, &code));
    SET_PARTITION_MODE(WARM_START, &code);
    check("restarts", false);
}

int main(void)
{
    PARTITION_STATUS_TYPE status;

    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("s", &source, &code));
    ANSWERS(INVALID_PARAM, READ(2));
    source = sampling('s', 16, SOURCE, 1);
    destination = sampling('d', 16, DESTINATION, SECOND);
    say_sample(destination);
    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    if (status.OPERATING_MODE == WARM_START) {
        (void)sampling('l', 16, SOURCE, 1);
        write_text(LAST, "from the last", 13);
        say_sample(destination);
        done();
    }
    write_text(source, "from main()", 11);
    say_sample(destination);
    refuse_all();
    look();
    (void)begin('A', calls, 10);
    normal();
}

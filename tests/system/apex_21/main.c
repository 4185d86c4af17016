/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blackboard services refuse null pointers, identifiers that do not exist,
 * wrong sizes, lengths and modes, and what there is no storage for, in main()
 * and in a process in NORMAL, with preemption locked, too; what they refuse
 * changes nothing, nor does a call without RETURN_CODE. After a restart
 * blackboards are EMPTY.
 * [itest->llr~apex-create-blackboard~1]
 * [itest->llr~apex-create-blackboard-null-return-code~1]
 * [itest->llr~apex-create-blackboard-null~1]
 * [itest->llr~apex-create-blackboard-full~1]
 * [itest->llr~apex-create-blackboard-no-action~1]
 * [itest->llr~apex-create-blackboard-invalid-param~1]
 * [itest->llr~apex-create-blackboard-storage~1]
 * [itest->llr~apex-create-blackboard-invalid-mode~1]
 * [itest->llr~apex-display-blackboard-null-return-code~1]
 * [itest->llr~apex-display-blackboard-invalid-param~1]
 * [itest->llr~apex-read-blackboard-null-return-code~1]
 * [itest->llr~apex-read-blackboard-invalid-param~1]
 * [itest->llr~apex-read-blackboard-not-available~1]
 * [itest->llr~apex-read-blackboard-invalid-mode~1]
 * [itest->llr~apex-clear-blackboard-null-return-code~1]
 * [itest->llr~apex-clear-blackboard-invalid-param~1]
 * [itest->llr~apex-get-blackboard-id-null-return-code~1]
 * [itest->llr~apex-get-blackboard-id-null~1]
 * [itest->llr~apex-get-blackboard-id-invalid-config~1]
 * [itest->llr~apex-get-blackboard-status-null-return-code~1]
 * [itest->llr~apex-get-blackboard-status-invalid-param~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <stddef.h>

#define NONE 33 /* the first identifier that no blackboard has */

static BLACKBOARD_ID_TYPE empty;
static BLACKBOARD_ID_TYPE shown; /* 11 bytes of at most 16 */
static BLACKBOARD_ID_TYPE small; /* of at most 1 byte */
static BLACKBOARD_ID_TYPE large; /* of at most 256 bytes */
static APEX_BYTE message[256] = "message";
static MESSAGE_SIZE_TYPE length = 77;

/* There is one blackboard left to be created. */
static void refuse_create(void)
{
    BLACKBOARD_ID_TYPE id = 77;

    CREATE_BLACKBOARD("n", 1, &id, NULL);
    CREATE_BLACKBOARD(NULL, 1, &id, NULL);
    CREATE_BLACKBOARD("n", 1, NULL, NULL);
    CREATE_BLACKBOARD("e", 1, &id, NULL);
    CREATE_BLACKBOARD("n", 0, &id, NULL);
    CREATE_BLACKBOARD("n", 257, &id, NULL);
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 1, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 257, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD("n", 1, NULL, &code));
    ANSWERS(NO_ACTION, CREATE_BLACKBOARD("e", 16, &id, &code));
    ANSWERS(NO_ACTION, CREATE_BLACKBOARD("e", 0, &id, &code));
    ANSWERS(NO_ACTION, CREATE_BLACKBOARD("e", 257, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD("n", 0, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD("n", -1, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BLACKBOARD("n", 257, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BLACKBOARD("n", 2147483647, &id, &code));
    check("no identifier was given", id == 77);
}

static void refuse_display(void)
{
    DISPLAY_BLACKBOARD(empty, message, 1, NULL);
    DISPLAY_BLACKBOARD(shown, message, 1, NULL);
    DISPLAY_BLACKBOARD(empty, NULL, 1, NULL);
    DISPLAY_BLACKBOARD(0, message, 1, NULL);
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(0, message, 1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(NONE, message, 1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(-1, message, 1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(empty, NULL, 1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(empty, message, 0, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(empty, message, -1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(empty, message, 17, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(shown, NULL, 1, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(shown, message, 17, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(small, message, 2, &code));
    ANSWERS(INVALID_PARAM, DISPLAY_BLACKBOARD(large, message, 257, &code));
}

static void refuse_read(void)
{
    READ_BLACKBOARD(shown, 0, message, &length, NULL);
    READ_BLACKBOARD(shown, 0, NULL, &length, NULL);
    READ_BLACKBOARD(empty, 0, message, &length, NULL);
    READ_BLACKBOARD(0, 0, message, &length, NULL);
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(0, 0, message, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(NONE, 0, message, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(-1, 0, message, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(shown, 0, NULL, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(shown, 0, message, NULL, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(shown, -2, message, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(empty, 0, NULL, &length, &code));
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(empty, -2, message, &length, &code));
    ANSWERS(NOT_AVAILABLE, READ_BLACKBOARD(empty, 0, message, &length, &code));
    check("nothing was read", (length == 77) && (message[0] == 'm'));
}

static void refuse_clear(void)
{
    CLEAR_BLACKBOARD(shown, NULL);
    CLEAR_BLACKBOARD(0, NULL);
    ANSWERS(INVALID_PARAM, CLEAR_BLACKBOARD(0, &code));
    ANSWERS(INVALID_PARAM, CLEAR_BLACKBOARD(NONE, &code));
    ANSWERS(INVALID_PARAM, CLEAR_BLACKBOARD(-1, &code));
}

static void refuse_get(void)
{
    BLACKBOARD_ID_TYPE id = 77;
    BLACKBOARD_STATUS_TYPE status = {.MAX_MESSAGE_SIZE = 77};

    GET_BLACKBOARD_ID("e", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_BLACKBOARD_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_BLACKBOARD_ID("e", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_BLACKBOARD_ID("n", &id, &code));
    check("no identifier was given", id == 77);
    GET_BLACKBOARD_STATUS(empty, &status, NULL);
    GET_BLACKBOARD_STATUS(empty, NULL, NULL);
    GET_BLACKBOARD_STATUS(0, &status, NULL);
    GET_BLACKBOARD_STATUS(99, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_BLACKBOARD_STATUS(empty, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_BLACKBOARD_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_BLACKBOARD_STATUS(NONE, &status, &code));
    check("no status was given", status.MAX_MESSAGE_SIZE == 77);
}

/* In main(), or while preemption is locked. */
static void refuse_wait(void)
{
    ANSWERS(INVALID_PARAM, READ_BLACKBOARD(empty, 1, NULL, &length, &code));
    ANSWERS(INVALID_MODE, READ_BLACKBOARD(empty, 1, message, &length, &code));
    ANSWERS(INVALID_MODE,
            READ_BLACKBOARD(empty, FOREVER, message, &length, &code));
    check("nothing was read", (length == 77) && (message[0] == 'm'));
}

/* The blackboards are as main() has left them; to read what is displayed needs
   no wait. */
static void look(void)
{
    BLACKBOARD_STATUS_TYPE status;
    APEX_BYTE got[16] = "................";
    MESSAGE_SIZE_TYPE bytes = 0;

    ANSWERS(NO_ERROR, GET_BLACKBOARD_STATUS(empty, &status, &code));
    check("e is EMPTY", status.EMPTY_INDICATOR == EMPTY);
    ANSWERS(NO_ERROR, GET_BLACKBOARD_STATUS(shown, &status, &code));
    check("s is OCCUPIED", status.EMPTY_INDICATOR == OCCUPIED);
    check("with 16 bytes", status.MAX_MESSAGE_SIZE == 16);
    check("and none waits", status.WAITING_PROCESSES == 0);
    ANSWERS(NO_ERROR, READ_BLACKBOARD(shown, FOREVER, got, &bytes, &code));
    check("11 bytes", (bytes == 11) && (got[0] == 'f') && (got[10] == ')'));
    check("and nothing behind them", (got[11] == '.') && (got[15] == '.'));
}

static void caller(void)
{
    BLACKBOARD_ID_TYPE id = 77;
    LOCK_LEVEL_TYPE level;

    refuse_display();
    refuse_read();
    refuse_clear();
    refuse_get();
    CREATE_BLACKBOARD("n", 1, &id, NULL);
    ANSWERS(NO_ACTION, CREATE_BLACKBOARD("e", 1, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD("n", 0, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BLACKBOARD("n", 257, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_BLACKBOARD("n", 1, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_BLACKBOARD("n", 256, &id, &code));
    check("none was created", id == 77);
    look();
    ANSWERS(NO_ERROR, LOCK_PREEMPTION(&level, &code));
    refuse_display();
    refuse_read();
    refuse_clear();
    refuse_wait();
    look();
    ANSWERS(NO_ERROR, UNLOCK_PREEMPTION(&level, &code));
    SET_PARTITION_MODE(WARM_START, &code);
    check("restarts", false);
}

/* All blackboards but for the last. */
static void create_rest(void)
{
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        (void)blackboard(letter, 16);
    }
    (void)blackboard('1', 16);
    small = blackboard('2', 1);
    large = blackboard('3', 256);
}

/* After this one only a null pointer is seen before that all exist. */
static void create_last(void)
{
    BLACKBOARD_ID_TYPE id = 77;

    ANSWERS(NO_ERROR, CREATE_BLACKBOARD("l", 256, &id, &code));
    check("the last identifier", id == 32);
    ANSWERS(NO_ERROR, DISPLAY_BLACKBOARD(id, message, 256, &code));
    id = 77;
    CREATE_BLACKBOARD("n", 1, &id, NULL);
    ANSWERS(INVALID_CONFIG, CREATE_BLACKBOARD("n", 1, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_BLACKBOARD("e", 0, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_BLACKBOARD(NULL, 1, &id, &code));
    check("none was created", id == 77);
}

int main(void)
{
    PARTITION_STATUS_TYPE status;

    empty = blackboard('e', 16);
    shown = blackboard('s', 16);
    ANSWERS(NOT_AVAILABLE, READ_BLACKBOARD(shown, 0, message, &length, &code));
    ANSWERS(NO_ERROR,
            DISPLAY_BLACKBOARD(shown, (APEX_BYTE[]){"from main()"}, 11, &code));
    create_rest();
    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    if (status.OPERATING_MODE == WARM_START) {
        create_last();
        look();
        done();
    }
    (void)begin('A', caller, 10);
    refuse_create();
    refuse_display();
    refuse_read();
    refuse_clear();
    refuse_get();
    refuse_wait();
    look();
    normal();
}

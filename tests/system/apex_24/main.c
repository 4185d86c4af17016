/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mutex services refuse null pointers, identifiers, priorities and disciplines
 * that do not exist, wrong modes, and what the caller does not own or may not
 * lock, in main() and in a process in NORMAL, while it owns nothing, a mutex,
 * or the lock of preemption; what they refuse changes nothing, nor does a call
 * without RETURN_CODE. LOCK_PREEMPTION refuses the owner of a mutex. After a
 * restart mutexes are AVAILABLE, and where all exist the lock of preemption is
 * still none of them.
 * [itest->llr~apex-create-mutex~1]
 * [itest->llr~apex-create-mutex-null-return-code~1]
 * [itest->llr~apex-create-mutex-null~1]
 * [itest->llr~apex-create-mutex-full~1]
 * [itest->llr~apex-create-mutex-no-action~1]
 * [itest->llr~apex-create-mutex-invalid-param~1]
 * [itest->llr~apex-create-mutex-invalid-mode~1]
 * [itest->llr~apex-acquire-mutex~1]
 * [itest->llr~apex-acquire-mutex-null-return-code~1]
 * [itest->llr~apex-acquire-mutex-invalid-param~1]
 * [itest->llr~apex-acquire-mutex-main~1]
 * [itest->llr~apex-acquire-mutex-invalid-mode~1]
 * [itest->llr~apex-acquire-mutex-invalid-config~1]
 * [itest->llr~apex-release-mutex-null-return-code~1]
 * [itest->llr~apex-release-mutex-invalid-param~1]
 * [itest->llr~apex-release-mutex-invalid-mode~1]
 * [itest->llr~apex-reset-mutex-null-return-code~1]
 * [itest->llr~apex-reset-mutex-invalid-param~1]
 * [itest->llr~apex-reset-mutex-invalid-mode~1]
 * [itest->llr~apex-get-mutex-id-null-return-code~1]
 * [itest->llr~apex-get-mutex-id-null~1]
 * [itest->llr~apex-get-mutex-id-invalid-config~1]
 * [itest->llr~apex-get-mutex-status-null-return-code~1]
 * [itest->llr~apex-get-mutex-status-invalid-param~1]
 * [itest->llr~apex-get-process-mutex-state-null-return-code~1]
 * [itest->llr~apex-get-process-mutex-state-invalid-param~1]
 * [itest->llr~apex-lock-preemption-invalid-mode~1]
 * [itest->llr~apex-unlock-preemption-no-action~2]
 * Kind: robustness
 */
#include "../apex.h"

#include <stddef.h>

#define LAST 32 /* the last mutex, which does not exist at first */
#define LOCK PREEMPTION_LOCK_MUTEX
#define NONE (LOCK + 1)
#define NO_DISCIPLINE ((QUEUING_DISCIPLINE_TYPE)2)
#define NO_PROCESS 3

static MUTEX_ID_TYPE below; /* of a priority below A's */
static MUTEX_ID_TYPE same;  /* of A's priority */
static MUTEX_ID_TYPE above; /* of the highest one */
static PROCESS_ID_TYPE caller;
static PROCESS_ID_TYPE other;
static LOCK_LEVEL_TYPE level = 77;

/* There is one mutex left to be created. */
static void refuse_create(void)
{
    MUTEX_ID_TYPE id = 77;

    CREATE_MUTEX("n", 1, FIFO, &id, NULL);
    CREATE_MUTEX(NULL, 1, FIFO, &id, NULL);
    CREATE_MUTEX("n", 1, FIFO, NULL, NULL);
    CREATE_MUTEX("a", 1, FIFO, &id, NULL);
    CREATE_MUTEX("n", 0, FIFO, &id, NULL);
    ANSWERS(INVALID_PARAM, CREATE_MUTEX(NULL, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("n", 1, FIFO, NULL, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("a", 1, FIFO, NULL, &code));
    ANSWERS(NO_ACTION, CREATE_MUTEX("a", 1, FIFO, &id, &code));
    ANSWERS(NO_ACTION, CREATE_MUTEX("a", 0, FIFO, &id, &code));
    ANSWERS(NO_ACTION, CREATE_MUTEX("a", 1, NO_DISCIPLINE, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("n", 0, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("n", -1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("n", 240, PRIORITY, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX("n", 1, NO_DISCIPLINE, &id, &code));
    check("no identifier was given", id == 77);
}

/* The time-out is wrong, or there is no such mutex. */
static void refuse_acquire(void)
{
    ACQUIRE_MUTEX(same, 0, NULL);
    ACQUIRE_MUTEX(above, FOREVER, NULL);
    ACQUIRE_MUTEX(0, 0, NULL);
    ACQUIRE_MUTEX(99, 0, NULL);
    ACQUIRE_MUTEX(same, -2, NULL);
    ACQUIRE_MUTEX(below, 0, NULL);
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(0, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(LAST, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(LOCK, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(NONE, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(-1, FOREVER, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(NO_MUTEX_OWNED, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(same, -2, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(below, -2, &code));
}

static void refuse_release(void)
{
    RELEASE_MUTEX(same, NULL);
    RELEASE_MUTEX(0, NULL);
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(0, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(LAST, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(LOCK, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(NONE, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(-1, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(NO_MUTEX_OWNED, &code));
    ANSWERS(INVALID_MODE, RELEASE_MUTEX(above, &code));
}

static void refuse_reset(void)
{
    RESET_MUTEX(same, caller, NULL);
    RESET_MUTEX(LOCK, caller, NULL);
    RESET_MUTEX(0, 0, NULL);
    ANSWERS(INVALID_PARAM, RESET_MUTEX(0, caller, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(LAST, caller, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(NONE, caller, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(-1, caller, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(NO_MUTEX_OWNED, caller, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(same, 0, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(same, NO_PROCESS, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(same, -1, &code));
    ANSWERS(INVALID_PARAM, RESET_MUTEX(LOCK, 65, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(above, caller, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(same, other, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(LOCK, other, &code));
}

static void refuse_get(void)
{
    MUTEX_ID_TYPE id = 77;
    MUTEX_STATUS_TYPE status = {.MUTEX_PRIORITY = 77};

    GET_MUTEX_ID("a", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_MUTEX_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_ID("a", NULL, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_ID("n", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_MUTEX_ID("n", &id, &code));
    GET_PROCESS_MUTEX_STATE(caller, &id, NULL);
    GET_PROCESS_MUTEX_STATE(99, &id, NULL);
    ANSWERS(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(caller, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(0, &id, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(NO_PROCESS, &id, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(65, &id, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_MUTEX_STATE(-1, &id, &code));
    check("no identifier was given", id == 77);
    GET_MUTEX_STATUS(same, &status, NULL);
    GET_MUTEX_STATUS(same, NULL, NULL);
    GET_MUTEX_STATUS(0, &status, NULL);
    GET_MUTEX_STATUS(99, &status, NULL);
    GET_MUTEX_STATUS(LOCK, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(same, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(LOCK, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(LAST, &status, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(NONE, &status, &code));
    ANSWERS(INVALID_PARAM, GET_MUTEX_STATUS(-1, &status, &code));
    check("no status was given", status.MUTEX_PRIORITY == 77);
}

/* What is refused everywhere. */
static void refuse_all(void)
{
    refuse_acquire();
    refuse_release();
    refuse_reset();
    refuse_get();
}

/* A owns this one and has locked it so often. */
static void look(MUTEX_ID_TYPE owned, LOCK_COUNT_TYPE locks)
{
    MUTEX_STATUS_TYPE status;
    MUTEX_ID_TYPE id = 77;

    GET_PROCESS_MUTEX_STATE(caller, &id, &code);
    check("A owns what it should", (code == NO_ERROR) && (id == owned));
    GET_MUTEX_STATUS(owned, &status, &code);
    need("GET_MUTEX_STATUS");
    check("and is told as the owner",
          (status.MUTEX_STATE == OWNED) && (status.MUTEX_OWNER == caller));
    check("with its locks", status.LOCK_COUNT == locks);
}

/* This one is nobody's. */
static void look_available(MUTEX_ID_TYPE id, PRIORITY_TYPE priority)
{
    MUTEX_STATUS_TYPE status;

    GET_MUTEX_STATUS(id, &status, &code);
    need("GET_MUTEX_STATUS");
    check("one is AVAILABLE", (status.MUTEX_STATE == AVAILABLE) &&
                                  (status.MUTEX_OWNER == NULL_PROCESS_ID) &&
                                  (status.LOCK_COUNT == 0));
    check("with its priority", status.MUTEX_PRIORITY == priority);
}

/* Nobody owns anything. */
static void look_free(void)
{
    MUTEX_ID_TYPE id = 77;

    GET_PROCESS_MUTEX_STATE(caller, &id, &code);
    check("A owns none", (code == NO_ERROR) && (id == NO_MUTEX_OWNED));
    look_available(below, 9);
    look_available(same, 10);
    look_available(above, 239);
    look_available(LOCK, 239);
}

/* While nothing is owned, in main(), too. */
static void refuse_free(void)
{
    refuse_all();
    ANSWERS(INVALID_MODE, RELEASE_MUTEX(same, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(same, caller, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(LOCK, caller, &code));
    ANSWERS(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    look_free();
}

/* While A owns a mutex. */
static void refuse_owner(void)
{
    refuse_all();
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(below, 0, &code));
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(above, 0, &code));
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(above, FOREVER, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(LOCK, caller, &code));
    LOCK_PREEMPTION(&level, NULL);
    ANSWERS(INVALID_PARAM, LOCK_PREEMPTION(NULL, &code));
    ANSWERS(INVALID_MODE, LOCK_PREEMPTION(&level, &code));
    UNLOCK_PREEMPTION(&level, NULL);
    ANSWERS(INVALID_PARAM, UNLOCK_PREEMPTION(NULL, &code));
    ANSWERS(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    check("no level was given", level == 77);
}

static void own_a_mutex(void)
{
    ANSWERS(NO_ERROR, ACQUIRE_MUTEX(same, 0, &code));
    refuse_owner();
    look(same, 1);
    for (uint32_t n = 1U; n < 16U; n++) {
        ACQUIRE_MUTEX(same, 1, &code);
        need("ACQUIRE_MUTEX");
    }
    ANSWERS(INVALID_CONFIG, ACQUIRE_MUTEX(same, 0, &code));
    ANSWERS(INVALID_CONFIG, ACQUIRE_MUTEX(same, FOREVER, &code));
    refuse_owner();
    look(same, 16);
    ANSWERS(NO_ERROR, RESET_MUTEX(same, caller, &code));
}

static void own_preemption(void)
{
    ANSWERS(NO_ERROR, LOCK_PREEMPTION(&level, &code));
    refuse_all();
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(same, 0, &code));
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(above, FOREVER, &code));
    ANSWERS(INVALID_MODE, RELEASE_MUTEX(same, &code));
    ANSWERS(INVALID_MODE, RESET_MUTEX(same, caller, &code));
    look(LOCK, 1);
    ANSWERS(NO_ERROR, UNLOCK_PREEMPTION(&level, &code));
    level = 77;
}

static void calls(void)
{
    MUTEX_ID_TYPE id = 77;

    refuse_free();
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(below, 0, &code));
    ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(below, FOREVER, &code));
    refuse_create();
    ANSWERS(INVALID_MODE, CREATE_MUTEX("n", 1, FIFO, &id, &code));
    ANSWERS(INVALID_MODE, CREATE_MUTEX("n", 239, PRIORITY, &id, &code));
    check("none was created", id == 77);
    own_a_mutex();
    refuse_free();
    own_preemption();
    refuse_free();
    ANSWERS(NO_ERROR, ACQUIRE_MUTEX(above, FOREVER, &code));
    SET_PARTITION_MODE(WARM_START, &code);
    check("restarts", false);
}

/* All mutexes but for the last. */
static void create_rest(void)
{
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        (void)mutex(letter, 20);
    }
    (void)mutex('1', 20);
    (void)mutex('2', 20);
}

/* After this one only a null pointer is seen before that all exist. */
static void create_last(void)
{
    MUTEX_ID_TYPE id = 77;

    ANSWERS(NO_ERROR, CREATE_MUTEX("l", 11, PRIORITY, &id, &code));
    check("the last identifier", id == LAST);
    id = 77;
    CREATE_MUTEX("n", 1, FIFO, &id, NULL);
    ANSWERS(INVALID_CONFIG, CREATE_MUTEX("n", 1, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_MUTEX("a", 0, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_MUTEX(NULL, 1, FIFO, &id, &code));
    check("none was created", id == 77);
}

/* Of all that there can be, the last one. */
static void calls_last(void)
{
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(LOCK, 0, &code));
    ANSWERS(INVALID_PARAM, ACQUIRE_MUTEX(NONE, 0, &code));
    ANSWERS(NO_ERROR, ACQUIRE_MUTEX(LAST, 0, &code));
    look(LAST, 1);
    look_available(LOCK, 239);
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(LOCK, &code));
    ANSWERS(INVALID_PARAM, RELEASE_MUTEX(NONE, &code));
    ANSWERS(NO_ERROR, RELEASE_MUTEX(LAST, &code));
    look_available(LAST, 11);
    look_free();
    done();
}

int main(void)
{
    PARTITION_STATUS_TYPE status;

    below = mutex('b', 9);
    same = mutex('s', 10);
    above = mutex('a', 239);
    create_rest();
    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    if (status.OPERATING_MODE == WARM_START) {
        caller = begin('A', calls_last, 10);
        look_free();
        create_last();
    } else {
        caller = begin('A', calls, 10);
        other = create('B', calls_last, 10, APERIODIC, FOREVER);
        refuse_free();
        ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(same, 0, &code));
        ANSWERS(INVALID_MODE, ACQUIRE_MUTEX(above, FOREVER, &code));
        refuse_create();
    }
    normal();
}

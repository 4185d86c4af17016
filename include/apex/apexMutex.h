/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.7.2.5: mutexes. */
#ifndef APEX_MUTEX_H
#define APEX_MUTEX_H

#include "apexProcess.h"

#define MAX_NUMBER_OF_MUTEXES 32

typedef NAME_TYPE MUTEX_NAME_TYPE;
typedef APEX_INTEGER MUTEX_ID_TYPE;
typedef APEX_INTEGER LOCK_COUNT_TYPE;

#define NULL_MUTEX_ID 0
#define NO_MUTEX_OWNED (-2)
#define PREEMPTION_LOCK_MUTEX 33 /* of LOCK_PREEMPTION: behind all others */

typedef enum { AVAILABLE = 0, OWNED = 1 } MUTEX_STATE_TYPE;

typedef struct {
    PROCESS_ID_TYPE MUTEX_OWNER; /* NULL_PROCESS_ID: nobody */
    MUTEX_STATE_TYPE MUTEX_STATE;
    PRIORITY_TYPE MUTEX_PRIORITY;
    LOCK_COUNT_TYPE LOCK_COUNT;
    WAITING_RANGE_TYPE WAITING_PROCESSES; /* 0: nobody can wait */
} MUTEX_STATUS_TYPE;

#include "spec/apex.acsl"

/*@ predicate mutex_valid(integer ceiling, integer discipline) =
      MIN_PRIORITY_VALUE <= ceiling <= MAX_PRIORITY_VALUE &&
      (discipline == FIFO || discipline == PRIORITY);
    predicate lock_id{L}(integer id) = created(KIND_MUTEX, id) ||
      id == PREEMPTION_LOCK_MUTEX;
    predicate owns{L}(integer t, integer m) = t == sched.current &&
      level(m) > 0;
    predicate lock_refused{L}(integer m) = sched.current == PROCESS_IDLE ||
      (sched.lock_level > 0 && sched.lock != m) ||
      process[sched.current].priority > mutex_ceiling[m];
*/

/**
 * Create a mutex, which is AVAILABLE, for processes of at most MUTEX_PRIORITY,
 * in a start mode. Since nobody can wait for it, QUEUING_DISCIPLINE is checked
 * alone.
 * NO_ERROR; INVALID_PARAM: a null pointer, a priority outside
 * MIN_PRIORITY_VALUE .. MAX_PRIORITY_VALUE, not a discipline; INVALID_CONFIG:
 * all that the configuration allows exist; NO_ACTION: the name exists;
 * INVALID_MODE: NORMAL. (3.7.2.5.1)
 * [impl->llr~apex-create-mutex~1]
 * [impl->llr~apex-create-mutex-null-return-code~1]
 * [impl->llr~apex-create-mutex-null~1]
 * [impl->llr~apex-create-mutex-full~1]
 * [impl->llr~apex-create-mutex-no-action~1]
 * [impl->llr~apex-create-mutex-invalid-param~1]
 * [impl->llr~apex-create-mutex-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: MUTEX_ID == \null || \valid(MUTEX_ID);
    requires name: MUTEX_NAME == \null || readable_name(MUTEX_NAME);
    requires apart: (RETURN_CODE == \null || MUTEX_ID == \null ||
                \separated(RETURN_CODE, MUTEX_ID)) &&
               (RETURN_CODE == \null || MUTEX_NAME == \null ||
                \separated(RETURN_CODE, MUTEX_NAME + (0 .. NAME_LENGTH - 1))) &&
               (MUTEX_ID == \null || MUTEX_NAME == \null ||
                \separated(MUTEX_ID, MUTEX_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *MUTEX_ID,
               names.name[KIND_MUTEX][names.count[KIND_MUTEX]],
               names.count[KIND_MUTEX],
               mutex_ceiling[names.count[KIND_MUTEX]];
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (MUTEX_NAME == \null || MUTEX_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && MUTEX_NAME != \null &&
                 MUTEX_ID != \null && full{Pre}(KIND_MUTEX) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && MUTEX_NAME != \null &&
                 MUTEX_ID != \null && !full{Pre}(KIND_MUTEX) &&
                 !no_name{Pre}(KIND_MUTEX, MUTEX_NAME) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    param: RETURN_CODE != \null && MUTEX_ID != \null &&
                 new_name{Pre}(KIND_MUTEX, MUTEX_NAME) &&
                 !mutex_valid(MUTEX_PRIORITY, QUEUING_DISCIPLINE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null && MUTEX_ID != \null &&
                 new_name{Pre}(KIND_MUTEX, MUTEX_NAME) &&
                 mutex_valid(MUTEX_PRIORITY, QUEUING_DISCIPLINE) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && MUTEX_ID != \null &&
                 new_name{Pre}(KIND_MUTEX, MUTEX_NAME) &&
                 mutex_valid(MUTEX_PRIORITY, QUEUING_DISCIPLINE) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                 *MUTEX_ID == names.count[KIND_MUTEX] ==
                 \old(names.count[KIND_MUTEX]) + 1 &&
                 named(KIND_MUTEX, *MUTEX_ID - 1, MUTEX_NAME) &&
                 mutex_ceiling[*MUTEX_ID - 1] == MUTEX_PRIORITY;
    behavior refused:
      assumes RETURN_CODE == \null || MUTEX_ID == \null ||
              !new_name(KIND_MUTEX, MUTEX_NAME) ||
              !mutex_valid(MUTEX_PRIORITY, QUEUING_DISCIPLINE) ||
              partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_MUTEX(const char *MUTEX_NAME, PRIORITY_TYPE MUTEX_PRIORITY,
                  QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                  MUTEX_ID_TYPE *MUTEX_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Lock the mutex, once more where the caller owns it; until it is released
 * the caller may not wait, so that no other process runs, and TIME_OUT is
 * checked alone.
 * NO_ERROR; INVALID_PARAM: no such mutex, or TIME_OUT is neither infinite nor
 * at least 0; INVALID_MODE: not called by a process, by one that owns another
 * mutex or has locked preemption, or by one of a priority above the mutex's;
 * INVALID_CONFIG: locked MAX_LOCK_LEVEL times. (3.7.2.5.2)
 * [impl->llr~apex-acquire-mutex~1]
 * [impl->llr~apex-acquire-mutex-null-return-code~1]
 * [impl->llr~apex-acquire-mutex-invalid-param~1]
 * [impl->llr~apex-acquire-mutex-main~1]
 * [impl->llr~apex-acquire-mutex-invalid-mode~1]
 * [impl->llr~apex-acquire-mutex-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, sched.lock_level, sched.lock;
    ensures    inv: app_inv;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              !created(KIND_MUTEX, MUTEX_ID));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              created(KIND_MUTEX, MUTEX_ID) && lock_refused(MUTEX_ID - 1);
      ensures mode: *RETURN_CODE == INVALID_MODE && lock_kept{Pre,Post};
    behavior config:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              created(KIND_MUTEX, MUTEX_ID) && !lock_refused(MUTEX_ID - 1) &&
              level(MUTEX_ID - 1) == LOCK_LEVEL_MAX;
      ensures config: *RETURN_CODE == INVALID_CONFIG && lock_kept{Pre,Post};
    behavior done:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              created(KIND_MUTEX, MUTEX_ID) && !lock_refused(MUTEX_ID - 1) &&
              level(MUTEX_ID - 1) < LOCK_LEVEL_MAX;
      ensures done: *RETURN_CODE == NO_ERROR &&
                owns(sched.current, MUTEX_ID - 1) &&
                sched.lock_level == \old(sched.lock_level) + 1;
    complete behaviors;
    disjoint behaviors; */
void ACQUIRE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, SYSTEM_TIME_TYPE TIME_OUT,
                   RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Release the mutex once; after the last time it is AVAILABLE.
 * NO_ERROR; INVALID_PARAM: no such mutex; INVALID_MODE: the caller does not
 * own it. (3.7.2.5.3)
 * [impl->llr~apex-release-mutex~1]
 * [impl->llr~apex-release-mutex-null-return-code~1]
 * [impl->llr~apex-release-mutex-invalid-param~1]
 * [impl->llr~apex-release-mutex-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, sched.lock_level;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_MUTEX, MUTEX_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null && created(KIND_MUTEX, MUTEX_ID) &&
                 level{Pre}(MUTEX_ID - 1) == 0 ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && created(KIND_MUTEX, MUTEX_ID) &&
                 level{Pre}(MUTEX_ID - 1) > 0 ==>
                 *RETURN_CODE == NO_ERROR &&
                 level(MUTEX_ID - 1) == level{Pre}(MUTEX_ID - 1) - 1;
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_MUTEX, MUTEX_ID) ||
              level(MUTEX_ID - 1) == 0;
      assigns *RETURN_CODE; */
void RELEASE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Make the mutex (also PREEMPTION_LOCK_MUTEX) AVAILABLE, however often process
 * PROCESS_ID, the caller, has locked it.
 * NO_ERROR; INVALID_PARAM: no such mutex or no such process; INVALID_MODE: the
 * process does not own it, or is not the caller. (3.7.2.5.4)
 * [impl->llr~apex-reset-mutex~1]
 * [impl->llr~apex-reset-mutex-null-return-code~1]
 * [impl->llr~apex-reset-mutex-invalid-param~1]
 * [impl->llr~apex-reset-mutex-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, sched.lock_level;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null && (!lock_id(MUTEX_ID) ||
                 !created(KIND_PROCESS, PROCESS_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null && lock_id(MUTEX_ID) &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 !owns{Pre}(PROCESS_ID - 1, MUTEX_ID - 1) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && lock_id(MUTEX_ID) &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 owns{Pre}(PROCESS_ID - 1, MUTEX_ID - 1) ==>
                 *RETURN_CODE == NO_ERROR && sched.lock_level == 0;
    behavior refused:
      assumes RETURN_CODE == \null || !lock_id(MUTEX_ID) ||
              !created(KIND_PROCESS, PROCESS_ID) ||
              !owns(PROCESS_ID - 1, MUTEX_ID - 1);
      assigns *RETURN_CODE; */
void RESET_MUTEX(MUTEX_ID_TYPE MUTEX_ID, PROCESS_ID_TYPE PROCESS_ID,
                 RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the mutex of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.7.2.5.5)
 * [impl->llr~apex-get-mutex-id~1]
 * [impl->llr~apex-get-mutex-id-null-return-code~1]
 * [impl->llr~apex-get-mutex-id-null~1]
 * [impl->llr~apex-get-mutex-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: MUTEX_ID == \null || \valid(MUTEX_ID);
    requires name: MUTEX_NAME == \null || readable_name(MUTEX_NAME);
    requires apart: (RETURN_CODE == \null || MUTEX_ID == \null ||
                \separated(RETURN_CODE, MUTEX_ID)) &&
               (RETURN_CODE == \null || MUTEX_NAME == \null ||
                \separated(RETURN_CODE, MUTEX_NAME + (0 .. NAME_LENGTH - 1))) &&
               (MUTEX_ID == \null || MUTEX_NAME == \null ||
                \separated(MUTEX_ID, MUTEX_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *MUTEX_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  MUTEX_NAME == \null || MUTEX_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  MUTEX_NAME != \null && MUTEX_ID != \null &&
                  no_name(KIND_MUTEX, MUTEX_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR && created(KIND_MUTEX, *MUTEX_ID) &&
                 named(KIND_MUTEX, *MUTEX_ID - 1, MUTEX_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_MUTEX_ID(const char *MUTEX_NAME, MUTEX_ID_TYPE *MUTEX_ID,
                  RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Owner, state, priority and lock count of the mutex, also of
 * PREEMPTION_LOCK_MUTEX, whose priority is MAX_PRIORITY_VALUE.
 * NO_ERROR; INVALID_PARAM: no such mutex, or MUTEX_STATUS is null. (3.7.2.5.6)
 * [impl->llr~apex-get-mutex-status~1]
 * [impl->llr~apex-get-mutex-status-null-return-code~1]
 * [impl->llr~apex-get-mutex-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: MUTEX_STATUS == \null || \valid(MUTEX_STATUS);
    requires apart: RETURN_CODE == \null || MUTEX_STATUS == \null ||
                \separated(RETURN_CODE, MUTEX_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *MUTEX_STATUS;
    ensures    param: RETURN_CODE != \null && (MUTEX_STATUS == \null ||
                 !lock_id(MUTEX_ID)) ==> *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && MUTEX_STATUS != \null &&
                 lock_id(MUTEX_ID) ==> *RETURN_CODE == NO_ERROR &&
                 MUTEX_STATUS->MUTEX_OWNER ==
                   (level(MUTEX_ID - 1) > 0 ? sched.current + 1
                                            : NULL_PROCESS_ID) &&
                 (MUTEX_STATUS->MUTEX_STATE == OWNED <==>
                  level(MUTEX_ID - 1) > 0) &&
                 (MUTEX_STATUS->MUTEX_STATE == AVAILABLE <==>
                  level(MUTEX_ID - 1) == 0) &&
                 MUTEX_STATUS->MUTEX_PRIORITY ==
                   (MUTEX_ID == PREEMPTION_LOCK_MUTEX ? MAX_PRIORITY_VALUE
                    : mutex_ceiling[MUTEX_ID - 1]) &&
                 MUTEX_STATUS->LOCK_COUNT == level(MUTEX_ID - 1) &&
                 MUTEX_STATUS->WAITING_PROCESSES == 0;
    behavior refused:
      assumes RETURN_CODE == \null || MUTEX_STATUS == \null ||
              !lock_id(MUTEX_ID);
      assigns *RETURN_CODE; */
void GET_MUTEX_STATUS(MUTEX_ID_TYPE MUTEX_ID, MUTEX_STATUS_TYPE *MUTEX_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The mutex that the process owns: PREEMPTION_LOCK_MUTEX while it has locked
 * preemption, NO_MUTEX_OWNED while it has locked nothing.
 * NO_ERROR; INVALID_PARAM: no such process, or MUTEX_ID is null. (3.7.2.5.7)
 * [impl->llr~apex-get-process-mutex-state~1]
 * [impl->llr~apex-get-process-mutex-state-null-return-code~1]
 * [impl->llr~apex-get-process-mutex-state-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: MUTEX_ID == \null || \valid(MUTEX_ID);
    requires apart: RETURN_CODE == \null || MUTEX_ID == \null ||
                \separated(RETURN_CODE, MUTEX_ID);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *MUTEX_ID;
    ensures    param: RETURN_CODE != \null && (MUTEX_ID == \null ||
                 !created(KIND_PROCESS, PROCESS_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    owned: RETURN_CODE != \null && MUTEX_ID != \null &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 PROCESS_ID - 1 == sched.current && sched.lock_level > 0 ==>
                 *RETURN_CODE == NO_ERROR && lock_id(*MUTEX_ID) &&
                 owns(PROCESS_ID - 1, *MUTEX_ID - 1);
    ensures    none: RETURN_CODE != \null && MUTEX_ID != \null &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 (PROCESS_ID - 1 != sched.current || sched.lock_level == 0) ==>
                 *RETURN_CODE == NO_ERROR && *MUTEX_ID == NO_MUTEX_OWNED;
    behavior refused:
      assumes RETURN_CODE == \null || MUTEX_ID == \null ||
              !created(KIND_PROCESS, PROCESS_ID);
      assigns *RETURN_CODE; */
void GET_PROCESS_MUTEX_STATE(PROCESS_ID_TYPE PROCESS_ID,
                             MUTEX_ID_TYPE *MUTEX_ID,
                             RETURN_CODE_TYPE *RETURN_CODE);

#endif

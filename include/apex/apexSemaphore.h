/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.7.2.3: counting semaphores. */
#ifndef APEX_SEMAPHORE_H
#define APEX_SEMAPHORE_H

#include "apexType.h"

#define MAX_NUMBER_OF_SEMAPHORES 64

typedef NAME_TYPE SEMAPHORE_NAME_TYPE;
typedef APEX_INTEGER SEMAPHORE_ID_TYPE;
typedef APEX_INTEGER SEMAPHORE_VALUE_TYPE;

typedef struct {
    SEMAPHORE_VALUE_TYPE CURRENT_VALUE;
    SEMAPHORE_VALUE_TYPE MAXIMUM_VALUE;
    WAITING_RANGE_TYPE WAITING_PROCESSES;
} SEMAPHORE_STATUS_TYPE;

#include "spec/apex.acsl"

/*@ predicate semaphore_valid(integer value, integer maximum,
                              integer discipline) =
      0 <= value <= maximum <= MAX_SEMAPHORE_VALUE &&
      (discipline == FIFO || discipline == PRIORITY);
*/

/**
 * Create a semaphore, in a start mode.
 * NO_ERROR; INVALID_PARAM: a null pointer, a value outside 0 ..
 * MAXIMUM_VALUE, MAXIMUM_VALUE outside 0 .. MAX_SEMAPHORE_VALUE, not a
 * discipline; INVALID_CONFIG: all that the configuration allows exist;
 * NO_ACTION: the name exists; INVALID_MODE: NORMAL. (3.7.2.3.1)
 * [impl->llr~apex-create-semaphore~1]
 * [impl->llr~apex-create-semaphore-null-return-code~1]
 * [impl->llr~apex-create-semaphore-null~1]
 * [impl->llr~apex-create-semaphore-full~1]
 * [impl->llr~apex-create-semaphore-no-action~1]
 * [impl->llr~apex-create-semaphore-invalid-param~1]
 * [impl->llr~apex-create-semaphore-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: SEMAPHORE_ID == \null || \valid(SEMAPHORE_ID);
    requires name: SEMAPHORE_NAME == \null || readable_name(SEMAPHORE_NAME);
    requires apart: (RETURN_CODE == \null || SEMAPHORE_ID == \null ||
                \separated(RETURN_CODE, SEMAPHORE_ID)) &&
               (RETURN_CODE == \null || SEMAPHORE_NAME == \null ||
                \separated(RETURN_CODE,
                           SEMAPHORE_NAME + (0 .. NAME_LENGTH - 1))) &&
               (SEMAPHORE_ID == \null || SEMAPHORE_NAME == \null ||
                \separated(SEMAPHORE_ID,
                           SEMAPHORE_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SEMAPHORE_ID,
               names.name[KIND_SEMAPHORE][names.count[KIND_SEMAPHORE]],
               names.count[KIND_SEMAPHORE],
               object[names.count[KIND_SEMAPHORE]].value,
               object[names.count[KIND_SEMAPHORE]].maximum,
               object[names.count[KIND_SEMAPHORE]].discipline;
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (SEMAPHORE_NAME == \null || SEMAPHORE_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && SEMAPHORE_NAME != \null &&
                 SEMAPHORE_ID != \null && full{Pre}(KIND_SEMAPHORE) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && SEMAPHORE_NAME != \null &&
                 SEMAPHORE_ID != \null && !full{Pre}(KIND_SEMAPHORE) &&
                 !no_name{Pre}(KIND_SEMAPHORE, SEMAPHORE_NAME) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    param: RETURN_CODE != \null && SEMAPHORE_ID != \null &&
                 new_name{Pre}(KIND_SEMAPHORE, SEMAPHORE_NAME) &&
                 !semaphore_valid(CURRENT_VALUE, MAXIMUM_VALUE,
                                  QUEUING_DISCIPLINE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null && SEMAPHORE_ID != \null &&
                 new_name{Pre}(KIND_SEMAPHORE, SEMAPHORE_NAME) &&
                 semaphore_valid(CURRENT_VALUE, MAXIMUM_VALUE,
                                 QUEUING_DISCIPLINE) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && SEMAPHORE_ID != \null &&
                 new_name{Pre}(KIND_SEMAPHORE, SEMAPHORE_NAME) &&
                 semaphore_valid(CURRENT_VALUE, MAXIMUM_VALUE,
                                 QUEUING_DISCIPLINE) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                 *SEMAPHORE_ID == names.count[KIND_SEMAPHORE] ==
                 \old(names.count[KIND_SEMAPHORE]) + 1 &&
                 named(KIND_SEMAPHORE, *SEMAPHORE_ID - 1, SEMAPHORE_NAME) &&
                 object[*SEMAPHORE_ID - 1].value == CURRENT_VALUE &&
                 object[*SEMAPHORE_ID - 1].maximum == MAXIMUM_VALUE &&
                 object[*SEMAPHORE_ID - 1].discipline == QUEUING_DISCIPLINE;
    behavior refused:
      assumes RETURN_CODE == \null || SEMAPHORE_ID == \null ||
              !new_name(KIND_SEMAPHORE, SEMAPHORE_NAME) ||
              !semaphore_valid(CURRENT_VALUE, MAXIMUM_VALUE,
                               QUEUING_DISCIPLINE) ||
              partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_SEMAPHORE(const char *SEMAPHORE_NAME,
                      SEMAPHORE_VALUE_TYPE CURRENT_VALUE,
                      SEMAPHORE_VALUE_TYPE MAXIMUM_VALUE,
                      QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                      SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Take one, waiting at most TIME_OUT for it (0: not at all,
 * INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such semaphore, or TIME_OUT is neither
 * infinite nor at least 0; NOT_AVAILABLE: none there and TIME_OUT is 0;
 * INVALID_MODE: would wait, and the caller owns a mutex, has locked preemption
 * or is not a process; TIMED_OUT. (3.7.2.3.2)
 * [impl->llr~apex-wait-semaphore~1]
 * [impl->llr~apex-wait-semaphore-null-return-code~1]
 * [impl->llr~apex-wait-semaphore-invalid-param~1]
 * [impl->llr~apex-wait-semaphore-not-available~1]
 * [impl->llr~apex-wait-semaphore-invalid-mode~2]
 * [impl->llr~apex-wait-semaphore-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE ||
               !created(KIND_SEMAPHORE, SEMAPHORE_ID) ||
               object[SEMAPHORE_ID - 1].value > 0;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 (!created(KIND_SEMAPHORE, SEMAPHORE_ID) ||
                  TIME_OUT < INFINITE_TIME_VALUE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    take: RETURN_CODE != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) &&
                 TIME_OUT >= INFINITE_TIME_VALUE &&
                 \old(object[SEMAPHORE_ID - 1].value) > 0 ==>
                 *RETURN_CODE == NO_ERROR &&
                 object[SEMAPHORE_ID - 1].value ==
                 \old(object[SEMAPHORE_ID - 1].value) - 1 &&
                 places_kept{Pre,Post};
    ensures    poll: RETURN_CODE != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) && TIME_OUT == 0 &&
                 \old(object[SEMAPHORE_ID - 1].value) == 0 ==>
                 *RETURN_CODE == NOT_AVAILABLE && unchanged{Pre,Post};
    ensures    mode: RETURN_CODE != \null && !may_wait{Pre} &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) && TIME_OUT != 0 &&
                 TIME_OUT >= INFINITE_TIME_VALUE &&
                 \old(object[SEMAPHORE_ID - 1].value) == 0 ==>
                 *RETURN_CODE == INVALID_MODE && unchanged{Pre,Post};
    ensures    wait: RETURN_CODE != \null && may_wait{Pre} &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) && TIME_OUT != 0 &&
                 TIME_OUT >= INFINITE_TIME_VALUE &&
                 \old(object[SEMAPHORE_ID - 1].value) == 0 ==>
                 *RETURN_CODE == process[sched.current].result &&
                 returned{Pre,Post} && waited_for(
                   PLACE_OBJECT + SEMAPHORE_ID - 1, time_out(TIME_OUT));
    ensures    back: sched.current == \old(sched.current);
    behavior refused:
      assumes RETURN_CODE == \null ||
              !created(KIND_SEMAPHORE, SEMAPHORE_ID) ||
              TIME_OUT < INFINITE_TIME_VALUE;
      assigns *RETURN_CODE; */
void WAIT_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Give one back, or to the first process that waits for it. Does not switch.
 * NO_ERROR; INVALID_PARAM: no such semaphore; NO_ACTION: at its maximum.
 * (3.7.2.3.3)
 * [impl->llr~apex-signal-semaphore~1]
 * [impl->llr~apex-signal-semaphore-null-return-code~1]
 * [impl->llr~apex-signal-semaphore-invalid-param~1]
 * [impl->llr~apex-signal-semaphore-no-action~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_SEMAPHORE, SEMAPHORE_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    full: RETURN_CODE != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) &&
                 nobody_waits{Pre}(SEMAPHORE_ID - 1) &&
                 \old(object[SEMAPHORE_ID - 1].value) ==
                 \old(object[SEMAPHORE_ID - 1].maximum) ==>
                 *RETURN_CODE == NO_ACTION && unchanged{Pre,Post};
    ensures    count: RETURN_CODE != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) &&
                 nobody_waits{Pre}(SEMAPHORE_ID - 1) &&
                 \old(object[SEMAPHORE_ID - 1].value) <
                 \old(object[SEMAPHORE_ID - 1].maximum) ==>
                 *RETURN_CODE == NO_ERROR &&
                 object[SEMAPHORE_ID - 1].value ==
                 \old(object[SEMAPHORE_ID - 1].value) + 1 &&
                 places_kept{Pre,Post};
    ensures    wake: RETURN_CODE != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) &&
                 !nobody_waits{Pre}(SEMAPHORE_ID - 1) ==>
                 *RETURN_CODE == NO_ERROR &&
                 granted{Pre,Post}(SEMAPHORE_ID - 1);
    behavior refused:
      assumes RETURN_CODE == \null ||
              !created(KIND_SEMAPHORE, SEMAPHORE_ID);
      assigns *RETURN_CODE; */
void SIGNAL_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the semaphore of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.7.2.3.4)
 * [impl->llr~apex-get-semaphore-id~1]
 * [impl->llr~apex-get-semaphore-id-null-return-code~1]
 * [impl->llr~apex-get-semaphore-id-null~1]
 * [impl->llr~apex-get-semaphore-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: SEMAPHORE_ID == \null || \valid(SEMAPHORE_ID);
    requires name: SEMAPHORE_NAME == \null || readable_name(SEMAPHORE_NAME);
    requires apart: (RETURN_CODE == \null || SEMAPHORE_ID == \null ||
                \separated(RETURN_CODE, SEMAPHORE_ID)) &&
               (RETURN_CODE == \null || SEMAPHORE_NAME == \null ||
                \separated(RETURN_CODE,
                           SEMAPHORE_NAME + (0 .. NAME_LENGTH - 1))) &&
               (SEMAPHORE_ID == \null || SEMAPHORE_NAME == \null ||
                \separated(SEMAPHORE_ID,
                           SEMAPHORE_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SEMAPHORE_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  SEMAPHORE_NAME == \null || SEMAPHORE_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  SEMAPHORE_NAME != \null && SEMAPHORE_ID != \null &&
                  no_name(KIND_SEMAPHORE, SEMAPHORE_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR &&
                 created(KIND_SEMAPHORE, *SEMAPHORE_ID) &&
                 named(KIND_SEMAPHORE, *SEMAPHORE_ID - 1, SEMAPHORE_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_SEMAPHORE_ID(const char *SEMAPHORE_NAME,
                      SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Value, maximum and number of waiting processes.
 * NO_ERROR; INVALID_PARAM: no such semaphore, or SEMAPHORE_STATUS is null.
 * (3.7.2.3.5)
 * [impl->llr~apex-get-semaphore-status~1]
 * [impl->llr~apex-get-semaphore-status-null-return-code~1]
 * [impl->llr~apex-get-semaphore-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: SEMAPHORE_STATUS == \null || \valid(SEMAPHORE_STATUS);
    requires apart: RETURN_CODE == \null || SEMAPHORE_STATUS == \null ||
                \separated(RETURN_CODE, SEMAPHORE_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SEMAPHORE_STATUS;
    ensures    param: RETURN_CODE != \null && (SEMAPHORE_STATUS == \null ||
                 !created(KIND_SEMAPHORE, SEMAPHORE_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && SEMAPHORE_STATUS != \null &&
                 created(KIND_SEMAPHORE, SEMAPHORE_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 SEMAPHORE_STATUS->CURRENT_VALUE ==
                   object[SEMAPHORE_ID - 1].value &&
                 SEMAPHORE_STATUS->MAXIMUM_VALUE ==
                   object[SEMAPHORE_ID - 1].maximum &&
                 SEMAPHORE_STATUS->WAITING_PROCESSES ==
                   members(object[SEMAPHORE_ID - 1].waiting, 64);
    behavior refused:
      assumes RETURN_CODE == \null || SEMAPHORE_STATUS == \null ||
              !created(KIND_SEMAPHORE, SEMAPHORE_ID);
      assigns *RETURN_CODE; */
void GET_SEMAPHORE_STATUS(SEMAPHORE_ID_TYPE SEMAPHORE_ID,
                          SEMAPHORE_STATUS_TYPE *SEMAPHORE_STATUS,
                          RETURN_CODE_TYPE *RETURN_CODE);

#endif

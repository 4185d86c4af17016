/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.7.2.4: events. */
#ifndef APEX_EVENT_H
#define APEX_EVENT_H

#include "apexType.h"

#define MAX_NUMBER_OF_EVENTS 64

typedef NAME_TYPE EVENT_NAME_TYPE;
typedef APEX_INTEGER EVENT_ID_TYPE;

typedef enum { DOWN = 0, UP = 1 } EVENT_STATE_TYPE;

typedef struct {
    EVENT_STATE_TYPE EVENT_STATE;
    WAITING_RANGE_TYPE WAITING_PROCESSES;
} EVENT_STATUS_TYPE;

#include "spec/apex.acsl"

/**
 * Create an event, which is DOWN, in a start mode.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: all that the
 * configuration allows exist; NO_ACTION: the name exists; INVALID_MODE:
 * NORMAL. (3.7.2.4.1)
 * [impl->llr~apex-create-event~1]
 * [impl->llr~apex-create-event-null-return-code~1]
 * [impl->llr~apex-create-event-null~1]
 * [impl->llr~apex-create-event-full~1]
 * [impl->llr~apex-create-event-no-action~1]
 * [impl->llr~apex-create-event-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: EVENT_ID == \null || \valid(EVENT_ID);
    requires name: EVENT_NAME == \null || readable_name(EVENT_NAME);
    requires apart: (RETURN_CODE == \null || EVENT_ID == \null ||
                \separated(RETURN_CODE, EVENT_ID)) &&
               (RETURN_CODE == \null || EVENT_NAME == \null ||
                \separated(RETURN_CODE, EVENT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (EVENT_ID == \null || EVENT_NAME == \null ||
                \separated(EVENT_ID, EVENT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *EVENT_ID,
               names.name[KIND_EVENT][names.count[KIND_EVENT]],
               names.count[KIND_EVENT],
               object[EVENT_FIRST + names.count[KIND_EVENT]].value,
               object[EVENT_FIRST + names.count[KIND_EVENT]].maximum,
               object[EVENT_FIRST + names.count[KIND_EVENT]].discipline;
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (EVENT_NAME == \null || EVENT_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && EVENT_NAME != \null &&
                 EVENT_ID != \null && full{Pre}(KIND_EVENT) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && EVENT_NAME != \null &&
                 EVENT_ID != \null && !full{Pre}(KIND_EVENT) &&
                 !no_name{Pre}(KIND_EVENT, EVENT_NAME) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    mode: RETURN_CODE != \null && EVENT_ID != \null &&
                 new_name{Pre}(KIND_EVENT, EVENT_NAME) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && EVENT_ID != \null &&
                 new_name{Pre}(KIND_EVENT, EVENT_NAME) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                 *EVENT_ID == names.count[KIND_EVENT] ==
                 \old(names.count[KIND_EVENT]) + 1 &&
                 named(KIND_EVENT, *EVENT_ID - 1, EVENT_NAME) &&
                 object[EVENT_FIRST + *EVENT_ID - 1].value == 0;
    behavior refused:
      assumes RETURN_CODE == \null || EVENT_ID == \null ||
              !new_name(KIND_EVENT, EVENT_NAME) || partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_EVENT(const char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Set the event UP; all who wait for it become ready. Does not switch.
 * NO_ERROR; INVALID_PARAM: no such event. (3.7.2.4.2)
 * [impl->llr~apex-set-event~1]
 * [impl->llr~apex-set-event-null-return-code~1]
 * [impl->llr~apex-set-event-invalid-param~1]
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
                 !created(KIND_EVENT, EVENT_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 object[EVENT_FIRST + EVENT_ID - 1].value == 1 &&
                 nobody_waits(EVENT_FIRST + EVENT_ID - 1);
    ensures    woken: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) ==>
                 \forall integer t; proc(t) &&
                 \old(process[t].place) == PLACE_OBJECT + EVENT_FIRST +
                   EVENT_ID - 1 ==> over{Pre,Post}(t);
    ensures    order: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) ==>
                 behind{Pre,Post} && by_ticket{Pre,Post};
    ensures    others: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) ==>
                 \forall integer t; proc(t) &&
                 \old(process[t].place) != PLACE_OBJECT + EVENT_FIRST +
                   EVENT_ID - 1 ==> wait_kept{Pre,Post}(t);
    ensures    objects: RETURN_CODE != \null &&
                 created(KIND_EVENT, EVENT_ID) ==>
                 \forall integer q; 0 <= q < OBJECT_MAX &&
                 q != EVENT_FIRST + EVENT_ID - 1 ==>
                   object[q].value == \old(object[q].value);
    ensures    kept: ready_kept{Pre,Post};
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_EVENT, EVENT_ID);
      assigns *RETURN_CODE; */
void SET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Set the event DOWN.
 * NO_ERROR; INVALID_PARAM: no such event. (3.7.2.4.3)
 * [impl->llr~apex-reset-event~1]
 * [impl->llr~apex-reset-event-null-return-code~1]
 * [impl->llr~apex-reset-event-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, object[EVENT_FIRST + EVENT_ID - 1].value;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_EVENT, EVENT_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 object[EVENT_FIRST + EVENT_ID - 1].value == 0;
    ensures    objects: \forall integer q; 0 <= q < OBJECT_MAX &&
                 q != EVENT_FIRST + EVENT_ID - 1 ==>
                   object[q].value == \old(object[q].value);
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_EVENT, EVENT_ID);
      assigns *RETURN_CODE; */
void RESET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Wait at most TIME_OUT until the event is UP (0: not at all,
 * INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such event, or TIME_OUT is neither infinite
 * nor at least 0; NOT_AVAILABLE: DOWN and TIME_OUT is 0; INVALID_MODE: would
 * wait, and the caller owns a mutex, has locked preemption or is not a
 * process; TIMED_OUT. (3.7.2.4.4)
 * [impl->llr~apex-wait-event~1]
 * [impl->llr~apex-wait-event-null-return-code~1]
 * [impl->llr~apex-wait-event-invalid-param~1]
 * [impl->llr~apex-wait-event-not-available~1]
 * [impl->llr~apex-wait-event-invalid-mode~2]
 * [impl->llr~apex-wait-event-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE ||
               !created(KIND_EVENT, EVENT_ID) ||
               object[EVENT_FIRST + EVENT_ID - 1].value > 0;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null && (!created(KIND_EVENT, EVENT_ID) ||
                 TIME_OUT < INFINITE_TIME_VALUE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    up: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) &&
                 TIME_OUT >= INFINITE_TIME_VALUE &&
                 \old(object[EVENT_FIRST + EVENT_ID - 1].value) > 0 ==>
                 *RETURN_CODE == NO_ERROR && unchanged{Pre,Post};
    ensures    poll: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) &&
                 TIME_OUT == 0 &&
                 \old(object[EVENT_FIRST + EVENT_ID - 1].value) == 0 ==>
                 *RETURN_CODE == NOT_AVAILABLE && unchanged{Pre,Post};
    ensures    mode: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) &&
                 TIME_OUT != 0 && TIME_OUT >= INFINITE_TIME_VALUE &&
                 !may_wait{Pre} &&
                 \old(object[EVENT_FIRST + EVENT_ID - 1].value) == 0 ==>
                 *RETURN_CODE == INVALID_MODE && unchanged{Pre,Post};
    ensures    wait: RETURN_CODE != \null && created(KIND_EVENT, EVENT_ID) &&
                 TIME_OUT != 0 && TIME_OUT >= INFINITE_TIME_VALUE &&
                 may_wait{Pre} &&
                 \old(object[EVENT_FIRST + EVENT_ID - 1].value) == 0 ==>
                 *RETURN_CODE == process[sched.current].result &&
                 returned{Pre,Post} && waited_for(
                   PLACE_OBJECT + EVENT_FIRST + EVENT_ID - 1,
                   time_out(TIME_OUT));
    ensures    back: sched.current == \old(sched.current);
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_EVENT, EVENT_ID) ||
              TIME_OUT < INFINITE_TIME_VALUE;
      assigns *RETURN_CODE; */
void WAIT_EVENT(EVENT_ID_TYPE EVENT_ID, SYSTEM_TIME_TYPE TIME_OUT,
                RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the event of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.7.2.4.5)
 * [impl->llr~apex-get-event-id~1]
 * [impl->llr~apex-get-event-id-null-return-code~1]
 * [impl->llr~apex-get-event-id-null~1]
 * [impl->llr~apex-get-event-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: EVENT_ID == \null || \valid(EVENT_ID);
    requires name: EVENT_NAME == \null || readable_name(EVENT_NAME);
    requires apart: (RETURN_CODE == \null || EVENT_ID == \null ||
                \separated(RETURN_CODE, EVENT_ID)) &&
               (RETURN_CODE == \null || EVENT_NAME == \null ||
                \separated(RETURN_CODE, EVENT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (EVENT_ID == \null || EVENT_NAME == \null ||
                \separated(EVENT_ID, EVENT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *EVENT_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  EVENT_NAME == \null || EVENT_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  EVENT_NAME != \null && EVENT_ID != \null &&
                  no_name(KIND_EVENT, EVENT_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR && created(KIND_EVENT, *EVENT_ID) &&
                 named(KIND_EVENT, *EVENT_ID - 1, EVENT_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_EVENT_ID(const char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE);

/**
 * State and number of waiting processes.
 * NO_ERROR; INVALID_PARAM: no such event, or EVENT_STATUS is null.
 * (3.7.2.4.6)
 * [impl->llr~apex-get-event-status~1]
 * [impl->llr~apex-get-event-status-null-return-code~1]
 * [impl->llr~apex-get-event-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: EVENT_STATUS == \null || \valid(EVENT_STATUS);
    requires apart: RETURN_CODE == \null || EVENT_STATUS == \null ||
                \separated(RETURN_CODE, EVENT_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *EVENT_STATUS;
    ensures    param: RETURN_CODE != \null && (EVENT_STATUS == \null ||
                 !created(KIND_EVENT, EVENT_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && EVENT_STATUS != \null &&
                 created(KIND_EVENT, EVENT_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 EVENT_STATUS->EVENT_STATE ==
                   (object[EVENT_FIRST + EVENT_ID - 1].value != 0 ? UP
                                                                  : DOWN) &&
                 EVENT_STATUS->WAITING_PROCESSES ==
                   members(object[EVENT_FIRST + EVENT_ID - 1].waiting, 64);
    behavior refused:
      assumes RETURN_CODE == \null || EVENT_STATUS == \null ||
              !created(KIND_EVENT, EVENT_ID);
      assigns *RETURN_CODE; */
void GET_EVENT_STATUS(EVENT_ID_TYPE EVENT_ID, EVENT_STATUS_TYPE *EVENT_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE);

#endif

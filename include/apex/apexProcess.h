/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.3: process management. SET_PRIORITY is absent on
 * purpose: priorities are static, and a caller fails to link. */
#ifndef APEX_PROCESS_H
#define APEX_PROCESS_H

#include "apexType.h"

#define NULL_PROCESS_ID 0
#define MAIN_PROCESS_ID 0
#define MAX_NUMBER_OF_PROCESSES 64

typedef NAME_TYPE PROCESS_NAME_TYPE;
typedef APEX_INTEGER PROCESS_ID_TYPE;
typedef APEX_INTEGER PROCESS_INDEX_TYPE;
typedef APEX_INTEGER PRIORITY_TYPE;
typedef APEX_UNSIGNED STACK_SIZE_TYPE;

typedef enum { SOFT = 0, HARD = 1 } DEADLINE_TYPE;
typedef enum {
    DORMANT = 0,
    READY = 1,
    RUNNING = 2,
    WAITING = 3,
    FAULTED = 4
} PROCESS_STATE_TYPE;

/** Times in ns; PERIOD INFINITE_TIME_VALUE: aperiodic; STACK_SIZE in bytes. */
typedef struct {
    SYSTEM_TIME_TYPE PERIOD;
    SYSTEM_TIME_TYPE TIME_CAPACITY;
    SYSTEM_ADDRESS_TYPE ENTRY_POINT;
    STACK_SIZE_TYPE STACK_SIZE;
    PRIORITY_TYPE BASE_PRIORITY;
    DEADLINE_TYPE DEADLINE;
    PROCESS_NAME_TYPE NAME;
} PROCESS_ATTRIBUTE_TYPE;

typedef struct {
    SYSTEM_TIME_TYPE DEADLINE_TIME;
    PRIORITY_TYPE CURRENT_PRIORITY;
    PROCESS_STATE_TYPE PROCESS_STATE;
    PROCESS_ATTRIBUTE_TYPE ATTRIBUTES;
} PROCESS_STATUS_TYPE;

#include "spec/apex.acsl"

/*@ predicate attributes_valid{L}(PROCESS_ATTRIBUTE_TYPE *a) =
      a->ENTRY_POINT != \null && a->STACK_SIZE > 0 &&
      MIN_PRIORITY_VALUE <= a->BASE_PRIORITY <= MAX_PRIORITY_VALUE &&
      (a->DEADLINE == SOFT || a->DEADLINE == HARD) &&
      (a->PERIOD > 0 || a->PERIOD == -1) &&
      (a->TIME_CAPACITY > 0 || a->TIME_CAPACITY == -1) &&
      (a->PERIOD > 0 ==> a->TIME_CAPACITY <= a->PERIOD);

    predicate fits{L}(PROCESS_ATTRIBUTE_TYPE *a) =
      a->STACK_SIZE <= stack_size &&
      (a->PERIOD > 0 ==> a->PERIOD % config.period_ns == 0);

    predicate may_create{L}(PROCESS_ATTRIBUTE_TYPE *a) = a != \null &&
      !full(KIND_PROCESS) && no_name(KIND_PROCESS, &a->NAME[0]) &&
      attributes_valid(a) && fits(a);

    predicate apex_time(integer time, integer time_ns) =
      time == (time_ns == TIME_NEVER ? -1 : time_ns);

    predicate apex_state{L}(PROCESS_STATE_TYPE state, integer t) =
      (state == DORMANT <==> process[t].place == PLACE_DORMANT) &&
      (state == RUNNING <==>
       process[t].place == PLACE_READY && t == sched.current) &&
      (state == READY <==>
       process[t].place == PLACE_READY && t != sched.current) &&
      (state == WAITING <==> process[t].place >= PLACE_SUSPENDED);

    predicate reports{L}(PROCESS_STATUS_TYPE *s, integer t) =
      apex_time(s->DEADLINE_TIME, process[t].deadline_ns) &&
      s->CURRENT_PRIORITY == current_priority(t) &&
      apex_state(s->PROCESS_STATE, t) &&
      apex_time(s->ATTRIBUTES.PERIOD, process[t].period_ns) &&
      apex_time(s->ATTRIBUTES.TIME_CAPACITY, process[t].capacity_ns);

    predicate describes{L}(PROCESS_ATTRIBUTE_TYPE *a, integer t) =
      process[t].period_ns == time_out(a->PERIOD) &&
      process[t].capacity_ns == time_out(a->TIME_CAPACITY) &&
      a->ENTRY_POINT == attribute[t].entry &&
      a->STACK_SIZE == attribute[t].stack_size &&
      a->BASE_PRIORITY == (PRIORITY_TYPE)attribute[t].priority &&
      (a->DEADLINE == HARD <==> attribute[t].hard != 0);

    predicate dormant{L}(integer id) = created(KIND_PROCESS, id) &&
      process[id - 1].place == PLACE_DORMANT; */

/* when the clock was read last, for a start delay_ns later */
/*@ predicate start_fits{L}(integer t, integer delay_ns) =
      deadline_fits(t, base(t, past.clock_ns) + delay_ns); */

/* in NORMAL ready or with a release point, before it with a delay */
/*@ predicate started{L1,L2}(integer t, integer delay_ns) =
      \at(process[t].suspended, L2) == 0 && beside{L1,L2}(t) &&
      ready_kept{L1,L2} && fixed{L1,L2} && values_kept{L1,L2} &&
      (\at(partition.mode, L2) != NORMAL ==>
         \at(process[t].place, L2) == PLACE_DELAYED &&
         \at(process[t].release_ns, L2) == delay_ns &&
         \at(timer.due_ns[t], L2) == TIME_NEVER) &&
      (\at(partition.mode, L2) == NORMAL ==>
         released{L2}(t,
           after(base{L2}(t, \at(past.clock_ns, L2)), delay_ns)) &&
         (delay_ns == 0 && !periodic{L2}(t) ==> newest{L1,L2}(t)) &&
         (delay_ns != 0 || periodic{L2}(t) ==>
            \at(process[t].place, L2) == PLACE_DELAYED &&
            \at(timer.due_ns[t], L2) == \at(process[t].release_ns, L2))); */

/* a process that exists, and not the caller */
/*@ predicate other{L}(integer id) = created(KIND_PROCESS, id) &&
      id - 1 != sched.current;

    predicate may_suspend{L}(integer id) = other(id) &&
      process[id - 1].place != PLACE_DORMANT && !periodic(id - 1);
*/

/**
 * Create a process, in a start mode; it is DORMANT.
 * NO_ERROR; INVALID_PARAM: a null pointer, a priority, period, time capacity
 * or stack size out of range, a period shorter than the time capacity, not a
 * deadline type; INVALID_CONFIG: all that the configuration allows exist, no
 * stack is as large, or a finite period is no multiple of the partition's;
 * NO_ACTION: the name exists; INVALID_MODE: NORMAL.
 * (3.3.2.3)
 * [impl->llr~apex-create-process~1]
 * [impl->llr~apex-create-process-null-return-code~1]
 * [impl->llr~apex-create-process-null~1]
 * [impl->llr~apex-create-process-full~1]
 * [impl->llr~apex-create-process-no-action~1]
 * [impl->llr~apex-create-process-invalid-param~1]
 * [impl->llr~apex-create-process-stack~1]
 * [impl->llr~apex-create-process-period~1]
 * [impl->llr~apex-create-process-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: PROCESS_ID == \null || \valid(PROCESS_ID);
    requires attributes: ATTRIBUTES == \null || \valid_read(ATTRIBUTES);
    requires apart: (RETURN_CODE == \null || PROCESS_ID == \null ||
                \separated(RETURN_CODE, PROCESS_ID)) &&
               (RETURN_CODE == \null || ATTRIBUTES == \null ||
                \separated(RETURN_CODE, ATTRIBUTES)) &&
               (PROCESS_ID == \null || ATTRIBUTES == \null ||
                \separated(PROCESS_ID, ATTRIBUTES));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESS_ID,
               names.name[KIND_PROCESS][names.count[KIND_PROCESS]],
               names.count[KIND_PROCESS], process[0 .. PROCESS_MAX - 1],
               attribute[names.count[KIND_PROCESS]];
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (ATTRIBUTES == \null || PROCESS_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null &&
                 ATTRIBUTES != \null && PROCESS_ID != \null &&
                 full{Pre}(KIND_PROCESS) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null &&
                 ATTRIBUTES != \null && PROCESS_ID != \null &&
                 !full{Pre}(KIND_PROCESS) &&
                 !no_name{Pre}(KIND_PROCESS, &ATTRIBUTES->NAME[0]) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    param: RETURN_CODE != \null &&
                 ATTRIBUTES != \null && PROCESS_ID != \null &&
                 !full{Pre}(KIND_PROCESS) &&
                 no_name{Pre}(KIND_PROCESS, &ATTRIBUTES->NAME[0]) &&
                 !attributes_valid{Pre}(ATTRIBUTES) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    period: RETURN_CODE != \null &&
                 ATTRIBUTES != \null && PROCESS_ID != \null &&
                 !full{Pre}(KIND_PROCESS) &&
                 no_name{Pre}(KIND_PROCESS, &ATTRIBUTES->NAME[0]) &&
                 attributes_valid{Pre}(ATTRIBUTES) &&
                 !fits{Pre}(ATTRIBUTES) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && may_create{Pre}(ATTRIBUTES) &&
                 PROCESS_ID != \null && partition.mode == NORMAL ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && may_create{Pre}(ATTRIBUTES) &&
                 PROCESS_ID != \null && partition.mode != NORMAL ==>
                 *RETURN_CODE == NO_ERROR;
    ensures    id: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 *PROCESS_ID == names.count[KIND_PROCESS] ==
                 \old(names.count[KIND_PROCESS]) + 1 &&
                 named(KIND_PROCESS, *PROCESS_ID - 1, &ATTRIBUTES->NAME[0]);
    ensures    attributes: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 describes(ATTRIBUTES, *PROCESS_ID - 1) &&
                 process[*PROCESS_ID - 1].priority ==
                 ATTRIBUTES->BASE_PRIORITY &&
                 process[*PROCESS_ID - 1].deadline_ns == TIME_NEVER;
    ensures    places: places_kept{Pre,Post};
    ensures    kept: RETURN_CODE != \null && *RETURN_CODE != NO_ERROR ==>
                 names.count[KIND_PROCESS] ==
                 \old(names.count[KIND_PROCESS]);
    behavior refused:
      assumes RETURN_CODE == \null || ATTRIBUTES == \null ||
              PROCESS_ID == \null || !may_create(ATTRIBUTES) ||
              partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_PROCESS(PROCESS_ATTRIBUTE_TYPE *ATTRIBUTES,
                    PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the process of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.3.2.1)
 * [impl->llr~apex-get-process-id~1]
 * [impl->llr~apex-get-process-id-null-return-code~1]
 * [impl->llr~apex-get-process-id-null~1]
 * [impl->llr~apex-get-process-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: PROCESS_ID == \null || \valid(PROCESS_ID);
    requires name: PROCESS_NAME == \null || readable_name(PROCESS_NAME);
    requires apart: (RETURN_CODE == \null || PROCESS_ID == \null ||
                \separated(RETURN_CODE, PROCESS_ID)) &&
               (RETURN_CODE == \null || PROCESS_NAME == \null ||
                \separated(RETURN_CODE,
                           PROCESS_NAME + (0 .. NAME_LENGTH - 1))) &&
               (PROCESS_ID == \null || PROCESS_NAME == \null ||
                \separated(PROCESS_ID, PROCESS_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESS_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  PROCESS_NAME == \null || PROCESS_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  PROCESS_NAME != \null && PROCESS_ID != \null &&
                  no_name(KIND_PROCESS, PROCESS_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR &&
                 created(KIND_PROCESS, *PROCESS_ID) &&
                 named(KIND_PROCESS, *PROCESS_ID - 1, PROCESS_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_PROCESS_ID(const char *PROCESS_NAME, PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE);

/**
 * State, deadline time, priority and attributes of a process.
 * NO_ERROR; INVALID_PARAM: no such process, or PROCESS_STATUS is null.
 * (3.3.2.2)
 * [impl->llr~apex-get-process-status~2]
 * [impl->llr~apex-get-process-status-null-return-code~1]
 * [impl->llr~apex-get-process-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: PROCESS_STATUS == \null || \valid(PROCESS_STATUS);
    requires apart: RETURN_CODE == \null || PROCESS_STATUS == \null ||
                \separated(RETURN_CODE, PROCESS_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESS_STATUS;
    ensures    param: RETURN_CODE != \null &&
                 (PROCESS_STATUS == \null ||
                  !created(KIND_PROCESS, PROCESS_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null &&
                 PROCESS_STATUS != \null &&
                 created(KIND_PROCESS, PROCESS_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 reports(PROCESS_STATUS, PROCESS_ID - 1);
    ensures    attributes: RETURN_CODE != \null &&
                 PROCESS_STATUS != \null &&
                 created(KIND_PROCESS, PROCESS_ID) ==>
                 describes(&PROCESS_STATUS->ATTRIBUTES, PROCESS_ID - 1);
    ensures    name: RETURN_CODE != \null &&
                 PROCESS_STATUS != \null &&
                 created(KIND_PROCESS, PROCESS_ID) ==>
                 \forall integer c; 0 <= c < NAME_LENGTH ==>
                   PROCESS_STATUS->ATTRIBUTES.NAME[c] ==
                   names.name[KIND_PROCESS][PROCESS_ID - 1].text[c];
    behavior refused:
      assumes RETURN_CODE == \null || PROCESS_STATUS == \null ||
              !created(KIND_PROCESS, PROCESS_ID);
      assigns *RETURN_CODE; */
void GET_PROCESS_STATUS(PROCESS_ID_TYPE PROCESS_ID,
                        PROCESS_STATUS_TYPE *PROCESS_STATUS,
                        RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The calling process's identifier.
 * NO_ERROR; INVALID_PARAM: PROCESS_ID is null; INVALID_MODE: not called by a
 * process. (3.3.2.13)
 * [impl->llr~apex-get-my-id~1]
 * [impl->llr~apex-get-my-id-null-return-code~1]
 * [impl->llr~apex-get-my-id-null~1]
 * [impl->llr~apex-get-my-id-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: PROCESS_ID == \null || \valid(PROCESS_ID);
    requires apart: RETURN_CODE == \null || PROCESS_ID == \null ||
                \separated(RETURN_CODE, PROCESS_ID);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESS_ID;
    ensures    null: RETURN_CODE != \null &&
                 PROCESS_ID == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null &&
                 PROCESS_ID != \null && sched.current == PROCESS_IDLE ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null &&
                 PROCESS_ID != \null && sched.current != PROCESS_IDLE ==>
                 *RETURN_CODE == NO_ERROR &&
                 *PROCESS_ID == sched.current + 1;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_MY_ID(PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The calling process's index, 0 for the first created.
 * NO_ERROR; INVALID_PARAM: PROCESS_INDEX is null; INVALID_MODE: not called by
 * a process. (3.3.2.17)
 * [impl->llr~apex-get-my-index~1]
 * [impl->llr~apex-get-my-index-null-return-code~1]
 * [impl->llr~apex-get-my-index-null~1]
 * [impl->llr~apex-get-my-index-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires index: PROCESS_INDEX == \null || \valid(PROCESS_INDEX);
    requires apart: RETURN_CODE == \null || PROCESS_INDEX == \null ||
                \separated(RETURN_CODE, PROCESS_INDEX);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESS_INDEX;
    ensures    null: RETURN_CODE != \null &&
                 PROCESS_INDEX == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null &&
                 PROCESS_INDEX != \null && sched.current == PROCESS_IDLE ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null &&
                 PROCESS_INDEX != \null && sched.current != PROCESS_IDLE ==>
                 *RETURN_CODE == NO_ERROR && *PROCESS_INDEX == sched.current;
    behavior refused:
      assumes RETURN_CODE == \null || PROCESS_INDEX == \null ||
              sched.current == PROCESS_IDLE;
      assigns *RETURN_CODE; */
void GET_MY_INDEX(PROCESS_INDEX_TYPE *PROCESS_INDEX,
                  RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Suspend the calling, aperiodic process until RESUME, or for TIME_OUT at
 * most; a TIME_OUT of 0 goes behind the ready processes of its priority.
 * NO_ERROR; INVALID_PARAM: TIME_OUT is neither infinite nor at least 0;
 * INVALID_MODE: the caller owns a mutex, has locked preemption, is not a
 * process or is periodic; TIMED_OUT. (3.3.2.5)
 * [impl->llr~apex-suspend-self~1]
 * [impl->llr~apex-suspend-self-null-return-code~1]
 * [impl->llr~apex-suspend-self-invalid-mode~2]
 * [impl->llr~apex-suspend-self-invalid-param~1]
 * [impl->llr~apex-suspend-self-periodic~1]
 * [impl->llr~apex-suspend-self-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait ||
               TIME_OUT < INFINITE_TIME_VALUE || periodic(sched.current);
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    ensures    mode: RETURN_CODE != \null && !may_wait{Pre} ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    param: RETURN_CODE != \null && may_wait{Pre} &&
                 TIME_OUT < INFINITE_TIME_VALUE ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    periodic: RETURN_CODE != \null && may_wait{Pre} &&
                 TIME_OUT >= INFINITE_TIME_VALUE &&
                 periodic{Pre}(\old(sched.current)) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    yield: RETURN_CODE != \null && may_wait{Pre} &&
                 TIME_OUT == 0 && !periodic{Pre}(\old(sched.current)) ==>
                 *RETURN_CODE == NO_ERROR && returned{Pre,Post} && yielded;
    ensures    wait: RETURN_CODE != \null && may_wait{Pre} &&
                 TIME_OUT >= INFINITE_TIME_VALUE && TIME_OUT != 0 &&
                 !periodic{Pre}(\old(sched.current)) ==>
                 *RETURN_CODE == process[sched.current].result &&
                 returned{Pre,Post} &&
                 waited_for(PLACE_SUSPENDED, time_out(TIME_OUT));
    behavior refused:
      assumes RETURN_CODE == \null || !may_wait ||
              TIME_OUT < INFINITE_TIME_VALUE || periodic(sched.current);
      assigns *RETURN_CODE; */
void SUSPEND_SELF(SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Suspend another, aperiodic process until RESUME.
 * NO_ERROR; NO_ACTION: suspended already; INVALID_PARAM: no such process, or
 * the caller; INVALID_MODE: DORMANT or periodic. (3.3.2.6)
 * [impl->llr~apex-suspend~1]
 * [impl->llr~apex-suspend-null-return-code~1]
 * [impl->llr~apex-suspend-invalid-param~1]
 * [impl->llr~apex-suspend-invalid-mode~1]
 * [impl->llr~apex-suspend-no-action~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !other{Pre}(PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null &&
                 other{Pre}(PROCESS_ID) &&
                 (\old(process[PROCESS_ID - 1].place) == PLACE_DORMANT ||
                  periodic{Pre}(PROCESS_ID - 1)) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    action: RETURN_CODE != \null &&
                 may_suspend{Pre}(PROCESS_ID) &&
                 suspended{Pre}(PROCESS_ID - 1) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    done: RETURN_CODE != \null &&
                 may_suspend{Pre}(PROCESS_ID) &&
                 !suspended{Pre}(PROCESS_ID - 1) ==>
                 *RETURN_CODE == NO_ERROR && suspended(PROCESS_ID - 1);
    ensures    others: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 only{Pre,Post}(PROCESS_ID - 1);
    ensures    ready: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR &&
                 \old(process[PROCESS_ID - 1].place) == PLACE_READY ==>
                 process[PROCESS_ID - 1].place == PLACE_SUSPENDED &&
                 timer.due_ns[PROCESS_ID - 1] == TIME_NEVER;
    ensures    waits: created(KIND_PROCESS, PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) >= PLACE_DELAYED ==>
                 process[PROCESS_ID - 1].place ==
                 \old(process[PROCESS_ID - 1].place) &&
                 times_kept{Pre,Post}(PROCESS_ID - 1);
    ensures    values: values_kept{Pre,Post};
    behavior refused:
      assumes RETURN_CODE == \null || !may_suspend(PROCESS_ID) ||
              suspended(PROCESS_ID - 1);
      assigns *RETURN_CODE; */
void SUSPEND(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Resume a suspended process. Does not switch.
 * NO_ERROR; NO_ACTION: not suspended; INVALID_PARAM: no such process, or the
 * caller; INVALID_MODE: DORMANT or periodic. (3.3.2.7)
 * [impl->llr~apex-resume~1]
 * [impl->llr~apex-resume-null-return-code~1]
 * [impl->llr~apex-resume-invalid-param~1]
 * [impl->llr~apex-resume-invalid-mode~1]
 * [impl->llr~apex-resume-no-action~1]
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
                 !other{Pre}(PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null &&
                 other{Pre}(PROCESS_ID) &&
                 (\old(process[PROCESS_ID - 1].place) == PLACE_DORMANT ||
                  periodic{Pre}(PROCESS_ID - 1)) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    action: RETURN_CODE != \null &&
                 may_suspend{Pre}(PROCESS_ID) &&
                 !suspended{Pre}(PROCESS_ID - 1) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    done: RETURN_CODE != \null &&
                 may_suspend{Pre}(PROCESS_ID) &&
                 suspended{Pre}(PROCESS_ID - 1) ==>
                 *RETURN_CODE == NO_ERROR && !suspended(PROCESS_ID - 1);
    ensures    others: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 only{Pre,Post}(PROCESS_ID - 1) && ready_kept{Pre,Post};
    ensures    ready: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR &&
                 \old(process[PROCESS_ID - 1].place) == PLACE_SUSPENDED ==>
                 newest{Pre,Post}(PROCESS_ID - 1);
    ensures    waits: created(KIND_PROCESS, PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) >= PLACE_DELAYED ==>
                 process[PROCESS_ID - 1].place ==
                 \old(process[PROCESS_ID - 1].place) &&
                 times_kept{Pre,Post}(PROCESS_ID - 1);
    ensures    values: values_kept{Pre,Post};
    behavior refused:
      assumes RETURN_CODE == \null || !may_suspend(PROCESS_ID) ||
              !suspended(PROCESS_ID - 1);
      assigns *RETURN_CODE; */
void RESUME(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Stop the calling process; it becomes DORMANT. Does not return from a
 * process or the error handler; in main() it does nothing. (3.3.2.8)
 * [impl->llr~apex-stop-self~2]
 */
/*@ requires inv: app_inv;
    terminates partition.mode != NORMAL;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    never: \old(partition.mode) != NORMAL;
    ensures    inv: app_inv;
    behavior ignored:
      assumes partition.mode != NORMAL;
      assigns \nothing; */
void STOP_SELF(void);

/**
 * Stop another process; it becomes DORMANT.
 * NO_ERROR; NO_ACTION: DORMANT already; INVALID_PARAM: no such process, or
 * the caller. (3.3.2.9)
 * [impl->llr~apex-stop~1]
 * [impl->llr~apex-stop-null-return-code~1]
 * [impl->llr~apex-stop-invalid-param~1]
 * [impl->llr~apex-stop-no-action~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !other{Pre}(PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null &&
                 other{Pre}(PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) == PLACE_DORMANT ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    done: RETURN_CODE != \null &&
                 other{Pre}(PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) != PLACE_DORMANT ==>
                 *RETURN_CODE == NO_ERROR &&
                 process[PROCESS_ID - 1].place == PLACE_DORMANT &&
                 only{Pre,Post}(PROCESS_ID - 1);
    ensures    values: values_kept{Pre,Post};
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_PROCESS, PROCESS_ID) ||
              PROCESS_ID - 1 == sched.current ||
              process[PROCESS_ID - 1].place == PLACE_DORMANT;
      assigns *RETURN_CODE; */
void STOP(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Start a DORMANT process: in NORMAL an aperiodic one at once and a periodic
 * one at the partition's next release point, in a start mode both when NORMAL
 * is entered. Does not switch.
 * NO_ERROR; INVALID_PARAM: no such process; NO_ACTION: not DORMANT;
 * INVALID_CONFIG: its deadline time would be past the end of the clock.
 * (3.3.2.10)
 * [impl->llr~apex-start~1]
 * [impl->llr~apex-start-null-return-code~1]
 * [impl->llr~apex-start-invalid-param~1]
 * [impl->llr~apex-start-no-action~1]
 * [impl->llr~apex-start-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               sched.due_ns, timer, past.clock_ns,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_PROCESS, PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) != PLACE_DORMANT ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    config: RETURN_CODE != \null && dormant{Pre}(PROCESS_ID) &&
                 !start_fits(PROCESS_ID - 1, 0) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    done: RETURN_CODE != \null && dormant{Pre}(PROCESS_ID) &&
                 start_fits(PROCESS_ID - 1, 0) ==>
                 *RETURN_CODE == NO_ERROR;
    ensures    started: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 started{Pre,Post}(PROCESS_ID - 1, 0);
    ensures    kept: RETURN_CODE == \null || *RETURN_CODE != NO_ERROR ==>
                 unchanged{Pre,Post}; */
void START(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * As START, DELAY_TIME later.
 * NO_ERROR; INVALID_PARAM: no such process, DELAY_TIME is infinite or
 * negative, or not less than the period; NO_ACTION: not DORMANT;
 * INVALID_CONFIG: its deadline time would be past the end of the clock.
 * (3.3.2.11)
 * [impl->llr~apex-delayed-start~1]
 * [impl->llr~apex-delayed-start-null-return-code~1]
 * [impl->llr~apex-delayed-start-invalid-param~1]
 * [impl->llr~apex-delayed-start-no-action~1]
 * [impl->llr~apex-delayed-start-delay~1]
 * [impl->llr~apex-delayed-start-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               sched.due_ns, timer, past.clock_ns,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_PROCESS, PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null &&
                 created(KIND_PROCESS, PROCESS_ID) &&
                 \old(process[PROCESS_ID - 1].place) != PLACE_DORMANT ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    delay: RETURN_CODE != \null && dormant{Pre}(PROCESS_ID) &&
                 (DELAY_TIME < 0 ||
                  DELAY_TIME >= \old(process[PROCESS_ID - 1].period_ns)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && dormant{Pre}(PROCESS_ID) &&
                 0 <= DELAY_TIME < \old(process[PROCESS_ID - 1].period_ns) &&
                 !start_fits(PROCESS_ID - 1, DELAY_TIME) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    done: RETURN_CODE != \null && dormant{Pre}(PROCESS_ID) &&
                 0 <= DELAY_TIME < \old(process[PROCESS_ID - 1].period_ns) &&
                 start_fits(PROCESS_ID - 1, DELAY_TIME) ==>
                 *RETURN_CODE == NO_ERROR;
    ensures    started: RETURN_CODE != \null && *RETURN_CODE == NO_ERROR ==>
                 started{Pre,Post}(PROCESS_ID - 1, DELAY_TIME);
    ensures    kept: RETURN_CODE == \null || *RETURN_CODE != NO_ERROR ==>
                 unchanged{Pre,Post};
    behavior refused:
      assumes RETURN_CODE == \null || !dormant(PROCESS_ID) || DELAY_TIME < 0 ||
              DELAY_TIME >= process[PROCESS_ID - 1].period_ns;
      assigns *RETURN_CODE; */
void DELAYED_START(PROCESS_ID_TYPE PROCESS_ID, SYSTEM_TIME_TYPE DELAY_TIME,
                   RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Raise the preemption-lock level: while it is above 0 the caller may not
 * wait. (The schedule itself never preempts.)
 * NO_ERROR; INVALID_PARAM: LOCK_LEVEL is null; NO_ACTION: not called by a
 * process; INVALID_MODE: the caller owns a mutex; INVALID_CONFIG: the level is
 * MAX_LOCK_LEVEL. (3.3.2.14)
 * [impl->llr~apex-lock-preemption~2]
 * [impl->llr~apex-lock-preemption-null-return-code~1]
 * [impl->llr~apex-lock-preemption-null~1]
 * [impl->llr~apex-lock-preemption-no-action~1]
 * [impl->llr~apex-lock-preemption-invalid-mode~1]
 * [impl->llr~apex-lock-preemption-invalid-config~2]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires level: LOCK_LEVEL == \null || \valid(LOCK_LEVEL);
    requires apart: RETURN_CODE == \null || LOCK_LEVEL == \null ||
                \separated(RETURN_CODE, LOCK_LEVEL);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *LOCK_LEVEL, sched.lock_level, sched.lock;
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null && LOCK_LEVEL == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 sched.current == PROCESS_IDLE ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    mode: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 sched.current != PROCESS_IDLE &&
                 \old(sched.lock_level) > 0 &&
                 \old(sched.lock) != MUTEX_PREEMPTION ==>
                 *RETURN_CODE == INVALID_MODE && lock_kept{Pre,Post};
    ensures    config: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 sched.current != PROCESS_IDLE &&
                 level{Pre}(MUTEX_PREEMPTION) == LOCK_LEVEL_MAX ==>
                 *RETURN_CODE == INVALID_CONFIG && lock_kept{Pre,Post};
    ensures    done: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 sched.current != PROCESS_IDLE &&
                 \old(sched.lock_level) < LOCK_LEVEL_MAX &&
                 (\old(sched.lock_level) == 0 ||
                  \old(sched.lock) == MUTEX_PREEMPTION) ==>
                 *RETURN_CODE == NO_ERROR &&
                 *LOCK_LEVEL == level(MUTEX_PREEMPTION) ==
                 level{Pre}(MUTEX_PREEMPTION) + 1;
    behavior refused:
      assumes RETURN_CODE == \null || LOCK_LEVEL == \null ||
              sched.current == PROCESS_IDLE;
      assigns *RETURN_CODE; */
void LOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL,
                     RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Lower the preemption-lock level.
 * NO_ERROR; INVALID_PARAM: LOCK_LEVEL is null; NO_ACTION: not called by a
 * process, or the level is 0. (3.3.2.15)
 * [impl->llr~apex-unlock-preemption~2]
 * [impl->llr~apex-unlock-preemption-null-return-code~1]
 * [impl->llr~apex-unlock-preemption-null~1]
 * [impl->llr~apex-unlock-preemption-no-action~2]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires level: LOCK_LEVEL == \null || \valid(LOCK_LEVEL);
    requires apart: RETURN_CODE == \null || LOCK_LEVEL == \null ||
                \separated(RETURN_CODE, LOCK_LEVEL);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *LOCK_LEVEL, sched.lock_level;
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null && LOCK_LEVEL == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 (sched.current == PROCESS_IDLE ||
                  level{Pre}(MUTEX_PREEMPTION) == 0) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    done: RETURN_CODE != \null && LOCK_LEVEL != \null &&
                 sched.current != PROCESS_IDLE &&
                 level{Pre}(MUTEX_PREEMPTION) > 0 ==>
                 *RETURN_CODE == NO_ERROR &&
                 *LOCK_LEVEL == level(MUTEX_PREEMPTION) ==
                 level{Pre}(MUTEX_PREEMPTION) - 1;
    behavior refused:
      assumes RETURN_CODE == \null || LOCK_LEVEL == \null ||
              sched.current == PROCESS_IDLE || level(MUTEX_PREEMPTION) == 0;
      assigns *RETURN_CODE; */
void UNLOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL,
                       RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Bind a process to a core, in a start mode; the partition has core 0.
 * NO_ERROR; INVALID_PARAM: no such process; INVALID_CONFIG: neither core 0
 * nor CORE_AFFINITY_NO_PREFERENCE; INVALID_MODE: NORMAL. (3.3.2.16)
 * [impl->llr~apex-initialize-process-core-affinity~1]
 * [impl->llr~apex-initialize-process-core-affinity-null-return-code~1]
 * [impl->llr~apex-initialize-process-core-affinity-invalid-param~1]
 * [impl->llr~apex-initialize-process-core-affinity-invalid-config~1]
 * [impl->llr~apex-initialize-process-core-affinity-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_PROCESS, PROCESS_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null &&
                 created(KIND_PROCESS, PROCESS_ID) && PROCESSOR_CORE_ID != 0 &&
                 PROCESSOR_CORE_ID != -1 ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null &&
                 created(KIND_PROCESS, PROCESS_ID) && (PROCESSOR_CORE_ID == 0 ||
                 PROCESSOR_CORE_ID == -1) && partition.mode == NORMAL ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null &&
                 created(KIND_PROCESS, PROCESS_ID) && (PROCESSOR_CORE_ID == 0 ||
                 PROCESSOR_CORE_ID == -1) && partition.mode != NORMAL ==>
                 *RETURN_CODE == NO_ERROR; */
void INITIALIZE_PROCESS_CORE_AFFINITY(PROCESS_ID_TYPE PROCESS_ID,
                                      PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID,
                                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The core that runs the caller: 0.
 * NO_ERROR; INVALID_PARAM: PROCESSOR_CORE_ID is null. (3.3.2.18)
 * [impl->llr~apex-get-my-processor-core-id~1]
 * [impl->llr~apex-get-my-processor-core-id-null-return-code~1]
 * [impl->llr~apex-get-my-processor-core-id-null~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires core: PROCESSOR_CORE_ID == \null || \valid(PROCESSOR_CORE_ID);
    requires apart: RETURN_CODE == \null || PROCESSOR_CORE_ID == \null ||
                \separated(RETURN_CODE, PROCESSOR_CORE_ID);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PROCESSOR_CORE_ID;
    ensures    null: RETURN_CODE != \null &&
                 PROCESSOR_CORE_ID == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null &&
                 PROCESSOR_CORE_ID != \null ==>
                 *RETURN_CODE == NO_ERROR && *PROCESSOR_CORE_ID == 0;
    behavior refused:
      assumes RETURN_CODE == \null || PROCESSOR_CORE_ID == \null;
      assigns *RETURN_CODE; */
void GET_MY_PROCESSOR_CORE_ID(PROCESSOR_CORE_ID_TYPE *PROCESSOR_CORE_ID,
                              RETURN_CODE_TYPE *RETURN_CODE);

#endif

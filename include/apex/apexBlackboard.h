/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.7.2.2: blackboards. */
#ifndef APEX_BLACKBOARD_H
#define APEX_BLACKBOARD_H

#include "apexType.h"

#define MAX_NUMBER_OF_BLACKBOARDS 32

typedef NAME_TYPE BLACKBOARD_NAME_TYPE;
typedef APEX_INTEGER BLACKBOARD_ID_TYPE;

typedef enum { EMPTY = 0, OCCUPIED = 1 } EMPTY_INDICATOR_TYPE;

typedef struct {
    EMPTY_INDICATOR_TYPE EMPTY_INDICATOR;
    MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE;
    WAITING_RANGE_TYPE WAITING_PROCESSES;
} BLACKBOARD_STATUS_TYPE;

#include "spec/apex.acsl"

/*@ predicate shown_valid{L}(integer id, uint8_t *message,
                             integer length) =
      created(KIND_BOARD, id) && message != \null &&
      1 <= length <= board_size(id - 1);
*/

/**
 * Create a blackboard, which is EMPTY, for messages of at most
 * MAX_MESSAGE_SIZE bytes, in a start mode.
 * NO_ERROR; INVALID_PARAM: a null pointer, a size below 1; INVALID_CONFIG: all
 * that the configuration allows exist, or there is no storage for messages of
 * this size; NO_ACTION: the name exists; INVALID_MODE: NORMAL. (3.7.2.2.1)
 * [impl->llr~apex-create-blackboard~1]
 * [impl->llr~apex-create-blackboard-null-return-code~1]
 * [impl->llr~apex-create-blackboard-null~1]
 * [impl->llr~apex-create-blackboard-full~1]
 * [impl->llr~apex-create-blackboard-no-action~1]
 * [impl->llr~apex-create-blackboard-invalid-param~1]
 * [impl->llr~apex-create-blackboard-storage~1]
 * [impl->llr~apex-create-blackboard-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: BLACKBOARD_ID == \null || \valid(BLACKBOARD_ID);
    requires name: BLACKBOARD_NAME == \null || readable_name(BLACKBOARD_NAME);
    requires apart: (RETURN_CODE == \null || BLACKBOARD_ID == \null ||
                \separated(RETURN_CODE, BLACKBOARD_ID)) &&
               (RETURN_CODE == \null || BLACKBOARD_NAME == \null ||
                \separated(RETURN_CODE,
                           BLACKBOARD_NAME + (0 .. NAME_LENGTH - 1))) &&
               (BLACKBOARD_ID == \null || BLACKBOARD_NAME == \null ||
                \separated(BLACKBOARD_ID,
                           BLACKBOARD_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BLACKBOARD_ID,
               names.name[KIND_BOARD][names.count[KIND_BOARD]],
               names.count[KIND_BOARD],
               object[BOARD_FIRST + names.count[KIND_BOARD]].value,
               object[BOARD_FIRST + names.count[KIND_BOARD]].maximum,
               object[BOARD_FIRST + names.count[KIND_BOARD]].discipline;
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (BLACKBOARD_NAME == \null || BLACKBOARD_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && BLACKBOARD_NAME != \null &&
                 BLACKBOARD_ID != \null && full{Pre}(KIND_BOARD) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && BLACKBOARD_NAME != \null &&
                 BLACKBOARD_ID != \null && !full{Pre}(KIND_BOARD) &&
                 !no_name{Pre}(KIND_BOARD, BLACKBOARD_NAME) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    param: RETURN_CODE != \null && BLACKBOARD_ID != \null &&
                 new_name{Pre}(KIND_BOARD, BLACKBOARD_NAME) &&
                 MAX_MESSAGE_SIZE < 1 ==> *RETURN_CODE == INVALID_PARAM;
    ensures    storage: RETURN_CODE != \null && BLACKBOARD_ID != \null &&
                 new_name{Pre}(KIND_BOARD, BLACKBOARD_NAME) &&
                 MAX_MESSAGE_SIZE > MESSAGE_SIZE_MAX ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && BLACKBOARD_ID != \null &&
                 new_name{Pre}(KIND_BOARD, BLACKBOARD_NAME) &&
                 1 <= MAX_MESSAGE_SIZE <= MESSAGE_SIZE_MAX &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && BLACKBOARD_ID != \null &&
                 new_name{Pre}(KIND_BOARD, BLACKBOARD_NAME) &&
                 1 <= MAX_MESSAGE_SIZE <= MESSAGE_SIZE_MAX &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                 *BLACKBOARD_ID == names.count[KIND_BOARD] ==
                 \old(names.count[KIND_BOARD]) + 1 &&
                 named(KIND_BOARD, *BLACKBOARD_ID - 1, BLACKBOARD_NAME) &&
                 shown(*BLACKBOARD_ID - 1) == 0 &&
                 board_size(*BLACKBOARD_ID - 1) == MAX_MESSAGE_SIZE;
    behavior refused:
      assumes RETURN_CODE == \null || BLACKBOARD_ID == \null ||
              !new_name(KIND_BOARD, BLACKBOARD_NAME) ||
              !(1 <= MAX_MESSAGE_SIZE <= MESSAGE_SIZE_MAX) ||
              partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_BLACKBOARD(const char *BLACKBOARD_NAME,
                       MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                       BLACKBOARD_ID_TYPE *BLACKBOARD_ID,
                       RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Display the LENGTH bytes at MESSAGE_ADDR instead of the last message, and
 * wake all who wait for one.
 * NO_ERROR; INVALID_PARAM: no such blackboard, MESSAGE_ADDR is null, or LENGTH
 * is outside 1 .. the blackboard's MAX_MESSAGE_SIZE. (3.7.2.2.2)
 * [impl->llr~apex-display-blackboard~1]
 * [impl->llr~apex-display-blackboard-null-return-code~1]
 * [impl->llr~apex-display-blackboard-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: shown_valid(BLACKBOARD_ID, MESSAGE_ADDR, LENGTH) ==>
               \valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1)) &&
               \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), &messages);
    requires apart: shown_valid(BLACKBOARD_ID, MESSAGE_ADDR, LENGTH) &&
               RETURN_CODE != \null ==>
               \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1],
               messages.length[BOARD_SLOT + BLACKBOARD_ID - 1],
               messages.byte[BOARD_SLOT + BLACKBOARD_ID - 1]
                 [0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: app_inv;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null &&
              !shown_valid(BLACKBOARD_ID, MESSAGE_ADDR, LENGTH);
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior done:
      assumes RETURN_CODE != \null &&
              shown_valid(BLACKBOARD_ID, MESSAGE_ADDR, LENGTH);
      ensures shown: *RETURN_CODE == NO_ERROR &&
                shown(BLACKBOARD_ID - 1) == 1 &&
                holds(BOARD_SLOT + BLACKBOARD_ID - 1, MESSAGE_ADDR, LENGTH);
      ensures fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
      ensures objects: \forall integer q; 0 <= q < OBJECT_MAX &&
                q != BOARD_FIRST + BLACKBOARD_ID - 1 ==>
                  object[q].value == \old(object[q].value);
      ensures none: nobody_waits(BOARD_FIRST + BLACKBOARD_ID - 1);
      ensures kept: ready_kept{Pre,Post};
      ensures others: \forall integer t; proc(t) &&
                \old(process[t].place) !=
                PLACE_OBJECT + BOARD_FIRST + BLACKBOARD_ID - 1 ==>
                  wait_kept{Pre,Post}(t);
      ensures woken: \forall integer t; proc(t) &&
                \old(process[t].place) ==
                PLACE_OBJECT + BOARD_FIRST + BLACKBOARD_ID - 1 ==>
                  over{Pre,Post}(t);
      ensures order: behind{Pre,Post} && by_ticket{Pre,Post};
      ensures messages: \forall integer s; 0 <= s < SLOT_MAX &&
                s != BOARD_SLOT + BLACKBOARD_ID - 1 ==> says{Pre,Post}(s, s);
    complete behaviors;
    disjoint behaviors; */
void DISPLAY_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                        MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                        MESSAGE_SIZE_TYPE LENGTH,
                        RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Read the message to MESSAGE_ADDR, where there is room for the blackboard's
 * MAX_MESSAGE_SIZE, and its length, waiting at most TIME_OUT until one is
 * displayed (0: not at all, INFINITE_TIME_VALUE: for ever). Who waited reads
 * the last message that was displayed before it runs.
 * NO_ERROR; INVALID_PARAM: no such blackboard, a null pointer, or TIME_OUT is
 * neither infinite nor at least 0; NOT_AVAILABLE: empty and TIME_OUT is 0;
 * INVALID_MODE: would wait, and the caller owns a mutex, has locked preemption
 * or is not a process; TIMED_OUT. (3.7.2.2.3)
 * [impl->llr~apex-read-blackboard~1]
 * [impl->llr~apex-read-blackboard-null-return-code~1]
 * [impl->llr~apex-read-blackboard-invalid-param~1]
 * [impl->llr~apex-read-blackboard-not-available~1]
 * [impl->llr~apex-read-blackboard-invalid-mode~1]
 * [impl->llr~apex-read-blackboard-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires length: LENGTH == \null || \valid(LENGTH);
    requires message: MESSAGE_ADDR != \null &&
               created(KIND_BOARD, BLACKBOARD_ID) ==> \valid(MESSAGE_ADDR +
                 (0 .. board_size(BLACKBOARD_ID - 1) - 1)) &&
               \separated(MESSAGE_ADDR +
                 (0 .. board_size(BLACKBOARD_ID - 1) - 1), LENGTH,
                 RETURN_CODE, &messages, process + (0 .. PROCESS_MAX - 1));
    requires apart: RETURN_CODE == \null || LENGTH == \null ||
                \separated(RETURN_CODE, LENGTH);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE || LENGTH == \null ||
               MESSAGE_ADDR == \null ||
               !created(KIND_BOARD, BLACKBOARD_ID) ||
               0 < shown(BLACKBOARD_ID - 1);
    exits      \false;
    assigns    *RETURN_CODE, *LENGTH, MESSAGE_ADDR[0 ..
               board_size(BLACKBOARD_ID - 1) - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    fixed: fixed{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              LENGTH == \null || MESSAGE_ADDR == \null ||
              !created(KIND_BOARD, BLACKBOARD_ID));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior shown:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BOARD, BLACKBOARD_ID);
      assumes 0 < shown(BLACKBOARD_ID - 1);
      ensures shown: *RETURN_CODE == NO_ERROR && unchanged{Pre,Post} &&
                messages_same{Pre,Post} && holds(
                  BOARD_SLOT + BLACKBOARD_ID - 1, MESSAGE_ADDR, *LENGTH);
    behavior poll:
      assumes RETURN_CODE != \null && TIME_OUT == 0 &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BOARD, BLACKBOARD_ID);
      assumes shown(BLACKBOARD_ID - 1) == 0;
      ensures poll: *RETURN_CODE == NOT_AVAILABLE && unchanged{Pre,Post} &&
                messages_same{Pre,Post} && *LENGTH == \old(*LENGTH);
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BOARD, BLACKBOARD_ID);
      assumes shown(BLACKBOARD_ID - 1) == 0 && TIME_OUT != 0 &&
              !may_wait;
      ensures mode: *RETURN_CODE == INVALID_MODE && unchanged{Pre,Post} &&
                messages_same{Pre,Post} && *LENGTH == \old(*LENGTH);
    behavior wait:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BOARD, BLACKBOARD_ID);
      assumes shown(BLACKBOARD_ID - 1) == 0 && TIME_OUT != 0 &&
              may_wait;
      ensures wait: *RETURN_CODE == process[sched.current].result &&
                returned{Pre,Post} && waited_for(
                  PLACE_OBJECT + BOARD_FIRST + BLACKBOARD_ID - 1,
                  time_out(TIME_OUT));
      ensures message: *RETURN_CODE == NO_ERROR ==>
                holds(BOARD_SLOT + BLACKBOARD_ID - 1, MESSAGE_ADDR, *LENGTH);
      ensures length: *RETURN_CODE != NO_ERROR ==>
                *LENGTH == \old(*LENGTH);
    complete behaviors;
    disjoint behaviors; */
void READ_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                     SYSTEM_TIME_TYPE TIME_OUT,
                     MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                     MESSAGE_SIZE_TYPE *LENGTH,
                     RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Clear the blackboard; it is EMPTY.
 * NO_ERROR; INVALID_PARAM: no such blackboard. (3.7.2.2.4)
 * [impl->llr~apex-clear-blackboard~1]
 * [impl->llr~apex-clear-blackboard-null-return-code~1]
 * [impl->llr~apex-clear-blackboard-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, object[BOARD_FIRST + BLACKBOARD_ID - 1].value;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !created(KIND_BOARD, BLACKBOARD_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null &&
                 created(KIND_BOARD, BLACKBOARD_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 shown(BLACKBOARD_ID - 1) == 0;
    ensures    objects: \forall integer q; 0 <= q < OBJECT_MAX &&
                 q != BOARD_FIRST + BLACKBOARD_ID - 1 ==>
                   object[q].value == \old(object[q].value);
    behavior refused:
      assumes RETURN_CODE == \null || !created(KIND_BOARD, BLACKBOARD_ID);
      assigns *RETURN_CODE; */
void CLEAR_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the blackboard of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.7.2.2.5)
 * [impl->llr~apex-get-blackboard-id~1]
 * [impl->llr~apex-get-blackboard-id-null-return-code~1]
 * [impl->llr~apex-get-blackboard-id-null~1]
 * [impl->llr~apex-get-blackboard-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: BLACKBOARD_ID == \null || \valid(BLACKBOARD_ID);
    requires name: BLACKBOARD_NAME == \null || readable_name(BLACKBOARD_NAME);
    requires apart: (RETURN_CODE == \null || BLACKBOARD_ID == \null ||
                \separated(RETURN_CODE, BLACKBOARD_ID)) &&
               (RETURN_CODE == \null || BLACKBOARD_NAME == \null ||
                \separated(RETURN_CODE,
                           BLACKBOARD_NAME + (0 .. NAME_LENGTH - 1))) &&
               (BLACKBOARD_ID == \null || BLACKBOARD_NAME == \null ||
                \separated(BLACKBOARD_ID,
                           BLACKBOARD_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BLACKBOARD_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  BLACKBOARD_NAME == \null || BLACKBOARD_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  BLACKBOARD_NAME != \null && BLACKBOARD_ID != \null &&
                  no_name(KIND_BOARD, BLACKBOARD_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR &&
                 created(KIND_BOARD, *BLACKBOARD_ID) &&
                 named(KIND_BOARD, *BLACKBOARD_ID - 1, BLACKBOARD_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_BLACKBOARD_ID(const char *BLACKBOARD_NAME,
                       BLACKBOARD_ID_TYPE *BLACKBOARD_ID,
                       RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Whether a message is displayed, the most bytes of one, and how many processes
 * wait for one.
 * NO_ERROR; INVALID_PARAM: no such blackboard, or BLACKBOARD_STATUS is null.
 * (3.7.2.2.6)
 * [impl->llr~apex-get-blackboard-status~1]
 * [impl->llr~apex-get-blackboard-status-null-return-code~1]
 * [impl->llr~apex-get-blackboard-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: BLACKBOARD_STATUS == \null || \valid(BLACKBOARD_STATUS);
    requires apart: RETURN_CODE == \null || BLACKBOARD_STATUS == \null ||
                \separated(RETURN_CODE, BLACKBOARD_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BLACKBOARD_STATUS;
    ensures    param: RETURN_CODE != \null && (BLACKBOARD_STATUS == \null ||
                 !created(KIND_BOARD, BLACKBOARD_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && BLACKBOARD_STATUS != \null &&
                 created(KIND_BOARD, BLACKBOARD_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 BLACKBOARD_STATUS->EMPTY_INDICATOR ==
                   (shown(BLACKBOARD_ID - 1) != 0 ? OCCUPIED
                                                            : EMPTY) &&
                 BLACKBOARD_STATUS->MAX_MESSAGE_SIZE ==
                   board_size(BLACKBOARD_ID - 1) &&
                 BLACKBOARD_STATUS->WAITING_PROCESSES ==
                   members(object[BOARD_FIRST + BLACKBOARD_ID - 1].waiting,
                           64);
    behavior refused:
      assumes RETURN_CODE == \null || BLACKBOARD_STATUS == \null ||
              !created(KIND_BOARD, BLACKBOARD_ID);
      assigns *RETURN_CODE; */
void GET_BLACKBOARD_STATUS(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                           BLACKBOARD_STATUS_TYPE *BLACKBOARD_STATUS,
                           RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.7.2.1: buffers. */
#ifndef APEX_BUFFER_H
#define APEX_BUFFER_H

#include "apexType.h"

#define MAX_NUMBER_OF_BUFFERS 32

typedef NAME_TYPE BUFFER_NAME_TYPE;
typedef APEX_INTEGER BUFFER_ID_TYPE;

typedef struct {
    MESSAGE_RANGE_TYPE NB_MESSAGE;
    MESSAGE_RANGE_TYPE MAX_NB_MESSAGE;
    MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE;
    WAITING_RANGE_TYPE WAITING_PROCESSES;
} BUFFER_STATUS_TYPE;

#include "spec/apex.acsl"

/*@ predicate buffer_valid(integer size, integer number,
                           integer discipline) = 0 < size && 0 < number &&
      (discipline == FIFO || discipline == PRIORITY);
    predicate buffer_fits{L}(integer size, integer number) =
      size <= MESSAGE_SIZE_MAX && number <= MESSAGE_MAX - messages.used;
    predicate message_valid{L}(integer id, uint8_t *message,
                               integer length) =
      created(KIND_BUFFER, id) && message != \null &&
      1 <= length <= messages.buffer[id - 1].size;
*/

/**
 * Create a buffer for MAX_NB_MESSAGE messages of at most MAX_MESSAGE_SIZE
 * bytes, in a start mode.
 * NO_ERROR; INVALID_PARAM: a null pointer, a size or number below 1, not a
 * discipline; INVALID_CONFIG: all that the configuration allows exist, or
 * there is no storage for as many messages of this size; NO_ACTION: the name
 * exists; INVALID_MODE: NORMAL. (3.7.2.1.1)
 * [impl->llr~apex-create-buffer~1]
 * [impl->llr~apex-create-buffer-null-return-code~1]
 * [impl->llr~apex-create-buffer-null~1]
 * [impl->llr~apex-create-buffer-full~1]
 * [impl->llr~apex-create-buffer-no-action~1]
 * [impl->llr~apex-create-buffer-invalid-param~1]
 * [impl->llr~apex-create-buffer-storage~1]
 * [impl->llr~apex-create-buffer-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: BUFFER_ID == \null || \valid(BUFFER_ID);
    requires name: BUFFER_NAME == \null || readable_name(BUFFER_NAME);
    requires apart: (RETURN_CODE == \null || BUFFER_ID == \null ||
                \separated(RETURN_CODE, BUFFER_ID)) &&
               (RETURN_CODE == \null || BUFFER_NAME == \null ||
                \separated(RETURN_CODE,
                           BUFFER_NAME + (0 .. NAME_LENGTH - 1))) &&
               (BUFFER_ID == \null || BUFFER_NAME == \null ||
                \separated(BUFFER_ID,
                           BUFFER_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BUFFER_ID,
               names.name[KIND_BUFFER][names.count[KIND_BUFFER]],
               names.count[KIND_BUFFER], messages.used,
               messages.buffer[names.count[KIND_BUFFER]],
               object[BUFFER_FIRST + names.count[KIND_BUFFER]],
               object[SPACE_FIRST + names.count[KIND_BUFFER]];
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (BUFFER_NAME == \null || BUFFER_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && BUFFER_NAME != \null &&
                 BUFFER_ID != \null && full{Pre}(KIND_BUFFER) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && BUFFER_NAME != \null &&
                 BUFFER_ID != \null && !full{Pre}(KIND_BUFFER) &&
                 !no_name{Pre}(KIND_BUFFER, BUFFER_NAME) ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    param: RETURN_CODE != \null && BUFFER_ID != \null &&
                 new_name{Pre}(KIND_BUFFER, BUFFER_NAME) &&
                 !buffer_valid(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE,
                               QUEUING_DISCIPLINE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    storage: RETURN_CODE != \null && BUFFER_ID != \null &&
                 new_name{Pre}(KIND_BUFFER, BUFFER_NAME) &&
                 buffer_valid(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE,
                              QUEUING_DISCIPLINE) &&
                 !buffer_fits{Pre}(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && BUFFER_ID != \null &&
                 new_name{Pre}(KIND_BUFFER, BUFFER_NAME) &&
                 buffer_valid(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE,
                              QUEUING_DISCIPLINE) &&
                 buffer_fits{Pre}(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && BUFFER_ID != \null &&
                 new_name{Pre}(KIND_BUFFER, BUFFER_NAME) &&
                 buffer_valid(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE,
                              QUEUING_DISCIPLINE) &&
                 buffer_fits{Pre}(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                 *BUFFER_ID == names.count[KIND_BUFFER] ==
                 \old(names.count[KIND_BUFFER]) + 1 &&
                 named(KIND_BUFFER, *BUFFER_ID - 1, BUFFER_NAME) &&
                 stored(*BUFFER_ID - 1) == 0 &&
                 room(*BUFFER_ID - 1) == MAX_NB_MESSAGE &&
                 messages.buffer[*BUFFER_ID - 1].size == MAX_MESSAGE_SIZE;
    behavior refused:
      assumes RETURN_CODE == \null || BUFFER_ID == \null ||
              !new_name(KIND_BUFFER, BUFFER_NAME) ||
              !buffer_valid(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE,
                            QUEUING_DISCIPLINE) ||
              !buffer_fits(MAX_MESSAGE_SIZE, MAX_NB_MESSAGE) ||
              partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_BUFFER(const char *BUFFER_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                   MESSAGE_RANGE_TYPE MAX_NB_MESSAGE,
                   QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                   BUFFER_ID_TYPE *BUFFER_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Send the LENGTH bytes at MESSAGE_ADDR, waiting at most TIME_OUT for room (0:
 * not at all, INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such buffer, MESSAGE_ADDR is null, LENGTH is
 * outside 1 .. the buffer's MAX_MESSAGE_SIZE, or TIME_OUT is neither infinite
 * nor at least 0; NOT_AVAILABLE: full and TIME_OUT is 0; INVALID_MODE: would
 * wait, and the caller owns a mutex, has locked preemption or is not a
 * process; TIMED_OUT. (3.7.2.1.2)
 * [impl->llr~apex-send-buffer~1]
 * [impl->llr~apex-send-buffer-null-return-code~1]
 * [impl->llr~apex-send-buffer-invalid-param~1]
 * [impl->llr~apex-send-buffer-not-available~1]
 * [impl->llr~apex-send-buffer-invalid-mode~2]
 * [impl->llr~apex-send-buffer-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH) ==>
               \valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1)) &&
               \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), &messages);
    requires apart: message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH) &&
               RETURN_CODE != \null ==>
               \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE ||
               !message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH) ||
               stored(BUFFER_ID - 1) < room(BUFFER_ID - 1);
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              !message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior give:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH);
      assumes !nobody_waits(BUFFER_FIRST + BUFFER_ID - 1);
      ensures given: *RETURN_CODE == NO_ERROR &&
                given{Pre,Post}(BUFFER_ID - 1, MESSAGE_ADDR, LENGTH);
    behavior put:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH);
      assumes nobody_waits(BUFFER_FIRST + BUFFER_ID - 1) &&
              stored(BUFFER_ID - 1) < room(BUFFER_ID - 1);
      ensures put: *RETURN_CODE == NO_ERROR &&
                put{Pre,Post}(BUFFER_ID - 1, MESSAGE_ADDR, LENGTH);
    behavior poll:
      assumes RETURN_CODE != \null && TIME_OUT == 0 &&
              message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH);
      assumes nobody_waits(BUFFER_FIRST + BUFFER_ID - 1) &&
              stored(BUFFER_ID - 1) == room(BUFFER_ID - 1);
      ensures poll: *RETURN_CODE == NOT_AVAILABLE && unchanged{Pre,Post};
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH);
      assumes nobody_waits(BUFFER_FIRST + BUFFER_ID - 1) &&
              stored(BUFFER_ID - 1) == room(BUFFER_ID - 1) &&
              TIME_OUT != 0 && !may_wait;
      ensures mode: *RETURN_CODE == INVALID_MODE && unchanged{Pre,Post};
    behavior wait:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              message_valid(BUFFER_ID, MESSAGE_ADDR, LENGTH);
      assumes nobody_waits(BUFFER_FIRST + BUFFER_ID - 1) &&
              stored(BUFFER_ID - 1) == room(BUFFER_ID - 1) &&
              TIME_OUT != 0 && may_wait;
      ensures wait: *RETURN_CODE == process[sched.current].result &&
                returned{Pre,Post} && waited_for(
                  PLACE_OBJECT + SPACE_FIRST + BUFFER_ID - 1,
                  time_out(TIME_OUT));
    disjoint behaviors; */
void SEND_BUFFER(BUFFER_ID_TYPE BUFFER_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                 MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                 RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Receive the oldest message to MESSAGE_ADDR, where there is room for the
 * buffer's MAX_MESSAGE_SIZE, and its length, waiting at most TIME_OUT for one
 * (0: not at all, INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such buffer, a null pointer, or TIME_OUT is
 * neither infinite nor at least 0; NOT_AVAILABLE: empty and TIME_OUT is 0;
 * INVALID_MODE: would wait, and the caller owns a mutex, has locked preemption
 * or is not a process; TIMED_OUT. (3.7.2.1.3)
 * [impl->llr~apex-receive-buffer~1]
 * [impl->llr~apex-receive-buffer-null-return-code~1]
 * [impl->llr~apex-receive-buffer-invalid-param~1]
 * [impl->llr~apex-receive-buffer-not-available~1]
 * [impl->llr~apex-receive-buffer-invalid-mode~2]
 * [impl->llr~apex-receive-buffer-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires length: LENGTH == \null || \valid(LENGTH);
    requires message: MESSAGE_ADDR != \null &&
               created(KIND_BUFFER, BUFFER_ID) ==> \valid(MESSAGE_ADDR +
                 (0 .. messages.buffer[BUFFER_ID - 1].size - 1)) &&
               \separated(MESSAGE_ADDR +
                 (0 .. messages.buffer[BUFFER_ID - 1].size - 1), LENGTH,
                 RETURN_CODE, &messages, process + (0 .. PROCESS_MAX - 1));
    requires apart: RETURN_CODE == \null || LENGTH == \null ||
                \separated(RETURN_CODE, LENGTH);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE || LENGTH == \null ||
               MESSAGE_ADDR == \null || !created(KIND_BUFFER, BUFFER_ID) ||
               0 < stored(BUFFER_ID - 1);
    exits      \false;
    assigns    *RETURN_CODE, *LENGTH, MESSAGE_ADDR[0 ..
               messages.buffer[BUFFER_ID - 1].size - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              LENGTH == \null || MESSAGE_ADDR == \null ||
              !created(KIND_BUFFER, BUFFER_ID));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior take:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BUFFER, BUFFER_ID);
      assumes 0 < stored(BUFFER_ID - 1);
      ensures take: *RETURN_CODE == NO_ERROR &&
                taken{Pre,Post}(BUFFER_ID - 1, MESSAGE_ADDR, *LENGTH);
    behavior poll:
      assumes RETURN_CODE != \null && TIME_OUT == 0 &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BUFFER, BUFFER_ID);
      assumes stored(BUFFER_ID - 1) == 0;
      ensures poll: *RETURN_CODE == NOT_AVAILABLE && unchanged{Pre,Post};
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BUFFER, BUFFER_ID);
      assumes stored(BUFFER_ID - 1) == 0 && TIME_OUT != 0 && !may_wait;
      ensures mode: *RETURN_CODE == INVALID_MODE && unchanged{Pre,Post};
    behavior wait:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              created(KIND_BUFFER, BUFFER_ID);
      assumes stored(BUFFER_ID - 1) == 0 && TIME_OUT != 0 && may_wait;
      ensures wait: *RETURN_CODE == process[sched.current].result &&
                returned{Pre,Post} && waited_for(
                  PLACE_OBJECT + BUFFER_FIRST + BUFFER_ID - 1,
                  time_out(TIME_OUT));
      ensures message: *RETURN_CODE == NO_ERROR ==>
                holds(MESSAGE_MAX + sched.current, MESSAGE_ADDR, *LENGTH);
    disjoint behaviors; */
void RECEIVE_BUFFER(BUFFER_ID_TYPE BUFFER_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                    RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the buffer of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no such name.
 * (3.7.2.1.4)
 * [impl->llr~apex-get-buffer-id~1]
 * [impl->llr~apex-get-buffer-id-null-return-code~1]
 * [impl->llr~apex-get-buffer-id-null~1]
 * [impl->llr~apex-get-buffer-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: BUFFER_ID == \null || \valid(BUFFER_ID);
    requires name: BUFFER_NAME == \null || readable_name(BUFFER_NAME);
    requires apart: (RETURN_CODE == \null || BUFFER_ID == \null ||
                \separated(RETURN_CODE, BUFFER_ID)) &&
               (RETURN_CODE == \null || BUFFER_NAME == \null ||
                \separated(RETURN_CODE,
                           BUFFER_NAME + (0 .. NAME_LENGTH - 1))) &&
               (BUFFER_ID == \null || BUFFER_NAME == \null ||
                \separated(BUFFER_ID,
                           BUFFER_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BUFFER_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  BUFFER_NAME == \null || BUFFER_ID == \null);
    ensures    none: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_CONFIG <==>
                  BUFFER_NAME != \null && BUFFER_ID != \null &&
                  no_name(KIND_BUFFER, BUFFER_NAME));
    ensures    done: RETURN_CODE != \null &&
                 *RETURN_CODE != INVALID_PARAM &&
                 *RETURN_CODE != INVALID_CONFIG ==>
                 *RETURN_CODE == NO_ERROR &&
                 created(KIND_BUFFER, *BUFFER_ID) &&
                 named(KIND_BUFFER, *BUFFER_ID - 1, BUFFER_NAME);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_BUFFER_ID(const char *BUFFER_NAME, BUFFER_ID_TYPE *BUFFER_ID,
                   RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Messages there, the most there can be, the most bytes of one, and how many
 * processes wait to send or to receive.
 * NO_ERROR; INVALID_PARAM: no such buffer, or BUFFER_STATUS is null.
 * (3.7.2.1.5)
 * [impl->llr~apex-get-buffer-status~1]
 * [impl->llr~apex-get-buffer-status-null-return-code~1]
 * [impl->llr~apex-get-buffer-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: BUFFER_STATUS == \null || \valid(BUFFER_STATUS);
    requires apart: RETURN_CODE == \null || BUFFER_STATUS == \null ||
                \separated(RETURN_CODE, BUFFER_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *BUFFER_STATUS;
    ensures    param: RETURN_CODE != \null && (BUFFER_STATUS == \null ||
                 !created(KIND_BUFFER, BUFFER_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && BUFFER_STATUS != \null &&
                 created(KIND_BUFFER, BUFFER_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 BUFFER_STATUS->NB_MESSAGE == stored(BUFFER_ID - 1) &&
                 BUFFER_STATUS->MAX_NB_MESSAGE == room(BUFFER_ID - 1) &&
                 BUFFER_STATUS->MAX_MESSAGE_SIZE ==
                   messages.buffer[BUFFER_ID - 1].size &&
                 BUFFER_STATUS->WAITING_PROCESSES ==
                   members(object[BUFFER_FIRST + BUFFER_ID - 1].waiting, 64) +
                   members(object[SPACE_FIRST + BUFFER_ID - 1].waiting, 64);
    behavior refused:
      assumes RETURN_CODE == \null || BUFFER_STATUS == \null ||
              !created(KIND_BUFFER, BUFFER_ID);
      assigns *RETURN_CODE; */
void GET_BUFFER_STATUS(BUFFER_ID_TYPE BUFFER_ID,
                       BUFFER_STATUS_TYPE *BUFFER_STATUS,
                       RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.6.2.2: queuing ports. */
#ifndef APEX_QUEUING_H
#define APEX_QUEUING_H

#include "apexType.h"

#define MAX_NUMBER_OF_QUEUING_PORTS 64

typedef NAME_TYPE QUEUING_PORT_NAME_TYPE;
typedef APEX_INTEGER QUEUING_PORT_ID_TYPE;

typedef struct {
    MESSAGE_RANGE_TYPE NB_MESSAGE;
    MESSAGE_RANGE_TYPE MAX_NB_MESSAGE;
    MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE;
    PORT_DIRECTION_TYPE PORT_DIRECTION;
    WAITING_RANGE_TYPE WAITING_PROCESSES;
} QUEUING_PORT_STATUS_TYPE;

#include "spec/apex.acsl"

/**
 * Create the queuing port of this name, as the configuration has it, in a
 * start mode. The first one also creates a process, which looks at the channels
 * for who waits: it counts in the configuration's limit of processes.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: the configuration
 * has no such port, or another size, number or direction, or does not allow the
 * process, or not a discipline; NO_ACTION: it exists; INVALID_MODE: NORMAL.
 * (3.6.2.2.1)
 * [impl->llr~apex-create-queuing-port~1]
 * [impl->llr~apex-create-queuing-port-null-return-code~1]
 * [impl->llr~apex-create-queuing-port-null~1]
 * [impl->llr~apex-create-queuing-port-none~1]
 * [impl->llr~apex-create-queuing-port-no-action~1]
 * [impl->llr~apex-create-queuing-port-invalid-config~1]
 * [impl->llr~apex-create-queuing-port-process~1]
 * [impl->llr~apex-create-queuing-port-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: QUEUING_PORT_ID == \null || \valid(QUEUING_PORT_ID);
    requires name: QUEUING_PORT_NAME == \null ||
               readable_name(QUEUING_PORT_NAME);
    requires apart: (RETURN_CODE == \null || QUEUING_PORT_ID == \null ||
                \separated(RETURN_CODE, QUEUING_PORT_ID)) &&
               (RETURN_CODE == \null || QUEUING_PORT_NAME == \null ||
                \separated(RETURN_CODE,
                           QUEUING_PORT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (QUEUING_PORT_ID == \null || QUEUING_PORT_NAME == \null ||
                \separated(QUEUING_PORT_ID,
                           QUEUING_PORT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *QUEUING_PORT_ID, ports.created[PORT_QUEUING],
               ports.refresh_ns[0 .. PORT_MAX - 1],
               names.name[KIND_PROCESS][names.count[KIND_PROCESS]],
               names.count[KIND_PROCESS], process[0 .. PROCESS_MAX - 1],
               attribute[names.count[KIND_PROCESS]], timer, sched.due_ns,
               sched.head[0 .. PROCESS_MAX - 1], sched.levels, past,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (QUEUING_PORT_NAME == \null || QUEUING_PORT_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    none: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null &&
                 no_port(PORT_QUEUING, QUEUING_PORT_NAME) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 port_created{Pre}(PORT_QUEUING, r) ==>
                   *RETURN_CODE == NO_ACTION;
    ensures    config: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created{Pre}(PORT_QUEUING, r) &&
                 !queuing_given{Pre}(r, (uint32_t)MAX_MESSAGE_SIZE,
                                     (uint32_t)MAX_NB_MESSAGE, PORT_DIRECTION,
                                     QUEUING_DISCIPLINE) ==>
                   *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created{Pre}(PORT_QUEUING, r) &&
                 queuing_given{Pre}(r, (uint32_t)MAX_MESSAGE_SIZE,
                                    (uint32_t)MAX_NB_MESSAGE, PORT_DIRECTION,
                                    QUEUING_DISCIPLINE) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created{Pre}(PORT_QUEUING, r) &&
                 queuing_given{Pre}(r, (uint32_t)MAX_MESSAGE_SIZE,
                                    (uint32_t)MAX_NB_MESSAGE, PORT_DIRECTION,
                                    QUEUING_DISCIPLINE) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR;
    ensures    id: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created{Pre}(PORT_QUEUING, r) &&
                 queuing_given{Pre}(r, (uint32_t)MAX_MESSAGE_SIZE,
                                    (uint32_t)MAX_NB_MESSAGE, PORT_DIRECTION,
                                    QUEUING_DISCIPLINE) &&
                 partition.mode != NORMAL ==> *QUEUING_PORT_ID == r + 1 &&
                   port_exists(PORT_QUEUING, r + 1);
    ensures    added: RETURN_CODE != \null && QUEUING_PORT_ID != \null &&
                 *RETURN_CODE == NO_ERROR ==>
                   port_added{Pre,Post}(PORT_QUEUING, *QUEUING_PORT_ID - 1);
    ensures    discipline: RETURN_CODE != \null && QUEUING_PORT_ID != \null &&
                 *RETURN_CODE == NO_ERROR ==>
                   object[PORT_FIRST + *QUEUING_PORT_ID - 1].discipline ==
                   QUEUING_DISCIPLINE;
    ensures    process: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created{Pre}(PORT_QUEUING, r) &&
                 queuing_given{Pre}(r, (uint32_t)MAX_MESSAGE_SIZE,
                                    (uint32_t)MAX_NB_MESSAGE, PORT_DIRECTION,
                                    QUEUING_DISCIPLINE) &&
                 partition.mode != NORMAL ==>
                   (\old(ports.created[PORT_QUEUING]) != 0 ==>
                      names.count[KIND_PROCESS] ==
                      \old(names.count[KIND_PROCESS])) &&
                   (\old(ports.created[PORT_QUEUING]) == 0 ==>
                      names.count[KIND_PROCESS] ==
                      \old(names.count[KIND_PROCESS]) + 1 &&
                      attribute[names.count[KIND_PROCESS] - 1].entry ==
                      &port_ferry);
    behavior refused:
      assumes RETURN_CODE == \null || QUEUING_PORT_NAME == \null ||
              QUEUING_PORT_ID == \null || partition.mode == NORMAL ||
              no_port(PORT_QUEUING, QUEUING_PORT_NAME);
      assigns *RETURN_CODE; */
void CREATE_QUEUING_PORT(const char *QUEUING_PORT_NAME,
                         MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                         MESSAGE_RANGE_TYPE MAX_NB_MESSAGE,
                         PORT_DIRECTION_TYPE PORT_DIRECTION,
                         QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Send the LENGTH bytes at MESSAGE_ADDR, waiting at most TIME_OUT for room in
 * the channel (0: not at all, INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such port, MESSAGE_ADDR is null, LENGTH is below
 * 1, or TIME_OUT is neither infinite nor at least 0; INVALID_CONFIG: LENGTH
 * exceeds the port's MAX_MESSAGE_SIZE; INVALID_MODE: not a SOURCE, or would
 * wait, and the caller owns a mutex, has locked preemption or is not a process;
 * NOT_AVAILABLE: full, or others wait, and TIME_OUT is 0; TIMED_OUT.
 * (3.6.2.2.2)
 * [impl->llr~apex-send-queuing-message~1]
 * [impl->llr~apex-send-queuing-message-null-return-code~1]
 * [impl->llr~apex-send-queuing-message-invalid-param~1]
 * [impl->llr~apex-send-queuing-message-invalid-config~1]
 * [impl->llr~apex-send-queuing-message-direction~1]
 * [impl->llr~apex-send-queuing-message-not-available~1]
 * [impl->llr~apex-send-queuing-message-invalid-mode~1]
 * [impl->llr~apex-send-queuing-message-timed-out~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: port_sends(PORT_QUEUING, QUEUING_PORT_ID, MESSAGE_ADDR,
                                 LENGTH) ==>
               \valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1)) &&
               \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), &messages,
                          RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE ||
               !port_sends(PORT_QUEUING, QUEUING_PORT_ID, MESSAGE_ADDR,
                           LENGTH);
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior param:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              !port_exists(PORT_QUEUING, QUEUING_PORT_ID) ||
              MESSAGE_ADDR == \null || LENGTH < 1);
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior config:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              port_exists(PORT_QUEUING, QUEUING_PORT_ID) &&
              MESSAGE_ADDR != \null &&
              LENGTH > port_table[QUEUING_PORT_ID - 1].size;
      assigns *RETURN_CODE;
      ensures config: *RETURN_CODE == INVALID_CONFIG;
    behavior direction:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              port_exists(PORT_QUEUING, QUEUING_PORT_ID) &&
              MESSAGE_ADDR != \null &&
              1 <= LENGTH <= port_table[QUEUING_PORT_ID - 1].size &&
              port_table[QUEUING_PORT_ID - 1].direction != SOURCE;
      assigns *RETURN_CODE;
      ensures direction: *RETURN_CODE == INVALID_MODE;
    behavior poll:
      assumes RETURN_CODE != \null && TIME_OUT == 0 &&
              port_sends(PORT_QUEUING, QUEUING_PORT_ID, MESSAGE_ADDR, LENGTH);
      ensures poll: *RETURN_CODE == NO_ERROR || *RETURN_CODE == NOT_AVAILABLE;
      ensures turn: !nobody_waits{Pre}(PORT_FIRST + QUEUING_PORT_ID - 1) ==>
                *RETURN_CODE == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post};
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              TIME_OUT != 0 && !may_wait &&
              port_sends(PORT_QUEUING, QUEUING_PORT_ID, MESSAGE_ADDR, LENGTH);
      ensures mode: *RETURN_CODE == NO_ERROR || *RETURN_CODE == INVALID_MODE;
      ensures stay: unchanged{Pre,Post};
    behavior wait:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              TIME_OUT != 0 && may_wait &&
              port_sends(PORT_QUEUING, QUEUING_PORT_ID, MESSAGE_ADDR, LENGTH);
      ensures wait: *RETURN_CODE == NO_ERROR || *RETURN_CODE == TIMED_OUT;
      ensures late: *RETURN_CODE == TIMED_OUT ==> returned{Pre,Post} &&
                waited_for(PLACE_OBJECT + PORT_FIRST + QUEUING_PORT_ID - 1,
                           time_out(TIME_OUT));
    disjoint behaviors; */
void SEND_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                          MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                          MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                          RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Receive the oldest message of the channel to MESSAGE_ADDR, where there is room
 * for the port's MAX_MESSAGE_SIZE, and its length, waiting at most TIME_OUT for
 * one (0: not at all, INFINITE_TIME_VALUE: for ever).
 * NO_ERROR; INVALID_PARAM: no such port, a null pointer, or TIME_OUT is neither
 * infinite nor at least 0; INVALID_MODE: not a DESTINATION, or would wait, and
 * the caller owns a mutex, has locked preemption or is not a process;
 * INVALID_CONFIG: a message, but others were lost; NOT_AVAILABLE:
 * none, or others wait, and TIME_OUT is 0; TIMED_OUT. (3.6.2.2.3)
 * [impl->llr~apex-receive-queuing-message~1]
 * [impl->llr~apex-receive-queuing-message-null-return-code~1]
 * [impl->llr~apex-receive-queuing-message-invalid-param~1]
 * [impl->llr~apex-receive-queuing-message-direction~1]
 * [impl->llr~apex-receive-queuing-message-invalid-config~2]
 * [impl->llr~apex-receive-queuing-message-not-available~1]
 * [impl->llr~apex-receive-queuing-message-invalid-mode~1]
 * [impl->llr~apex-receive-queuing-message-timed-out~2]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires length: LENGTH == \null || \valid(LENGTH);
    requires message: MESSAGE_ADDR != \null && LENGTH != \null &&
               port_receives(PORT_QUEUING, QUEUING_PORT_ID) ==>
               \valid(MESSAGE_ADDR +
                 (0 .. port_table[QUEUING_PORT_ID - 1].size - 1)) &&
               \separated(MESSAGE_ADDR +
                 (0 .. port_table[QUEUING_PORT_ID - 1].size - 1), LENGTH,
                 RETURN_CODE, &messages, process + (0 .. PROCESS_MAX - 1));
    requires apart: RETURN_CODE == \null || LENGTH == \null ||
                \separated(RETURN_CODE, LENGTH);
    terminates RETURN_CODE == \null || !may_wait || TIME_OUT == 0 ||
               TIME_OUT < INFINITE_TIME_VALUE || LENGTH == \null ||
               MESSAGE_ADDR == \null ||
               !port_receives(PORT_QUEUING, QUEUING_PORT_ID);
    exits      \false;
    assigns    *RETURN_CODE, *LENGTH, MESSAGE_ADDR[0 ..
               port_table[QUEUING_PORT_ID - 1].size - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior param:
      assumes RETURN_CODE != \null && (TIME_OUT < INFINITE_TIME_VALUE ||
              LENGTH == \null || MESSAGE_ADDR == \null ||
              !port_exists(PORT_QUEUING, QUEUING_PORT_ID));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior direction:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              LENGTH != \null && MESSAGE_ADDR != \null &&
              port_exists(PORT_QUEUING, QUEUING_PORT_ID) &&
              !port_receives(PORT_QUEUING, QUEUING_PORT_ID);
      assigns *RETURN_CODE;
      ensures direction: *RETURN_CODE == INVALID_MODE;
    behavior poll:
      assumes RETURN_CODE != \null && TIME_OUT == 0 && LENGTH != \null &&
              MESSAGE_ADDR != \null &&
              port_receives(PORT_QUEUING, QUEUING_PORT_ID);
      ensures poll: *RETURN_CODE == NO_ERROR ||
                *RETURN_CODE == INVALID_CONFIG || *RETURN_CODE == NOT_AVAILABLE;
      ensures turn: !nobody_waits{Pre}(PORT_FIRST + QUEUING_PORT_ID - 1) ==>
                *RETURN_CODE == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post};
      ensures size: *RETURN_CODE != NOT_AVAILABLE ==>
                0 <= *LENGTH <= port_table[QUEUING_PORT_ID - 1].size;
      ensures kept: *RETURN_CODE == NOT_AVAILABLE ==>
                *LENGTH == \old(*LENGTH);
    behavior mode:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              TIME_OUT != 0 && !may_wait && LENGTH != \null &&
              MESSAGE_ADDR != \null &&
              port_receives(PORT_QUEUING, QUEUING_PORT_ID);
      ensures mode: *RETURN_CODE == NO_ERROR ||
                *RETURN_CODE == INVALID_CONFIG || *RETURN_CODE == INVALID_MODE;
      ensures stay: unchanged{Pre,Post};
      ensures size: *RETURN_CODE != INVALID_MODE ==>
                0 <= *LENGTH <= port_table[QUEUING_PORT_ID - 1].size;
      ensures kept: *RETURN_CODE == INVALID_MODE ==>
                *LENGTH == \old(*LENGTH);
    behavior wait:
      assumes RETURN_CODE != \null && TIME_OUT >= INFINITE_TIME_VALUE &&
              TIME_OUT != 0 && may_wait && LENGTH != \null &&
              MESSAGE_ADDR != \null &&
              port_receives(PORT_QUEUING, QUEUING_PORT_ID);
      ensures wait: *RETURN_CODE == NO_ERROR ||
                *RETURN_CODE == INVALID_CONFIG || *RETURN_CODE == TIMED_OUT;
      ensures late: *RETURN_CODE == TIMED_OUT ==> returned{Pre,Post} &&
                waited_for(PLACE_OBJECT + PORT_FIRST + QUEUING_PORT_ID - 1,
                           time_out(TIME_OUT)) && *LENGTH == \old(*LENGTH);
      ensures size: *RETURN_CODE != TIMED_OUT ==>
                0 <= *LENGTH <= port_table[QUEUING_PORT_ID - 1].size;
    disjoint behaviors; */
void RECEIVE_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             SYSTEM_TIME_TYPE TIME_OUT,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             MESSAGE_SIZE_TYPE *LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Drop all messages of the channel.
 * NO_ERROR; INVALID_PARAM: no such port; INVALID_MODE: not a DESTINATION.
 * (3.6.2.2.6)
 * [impl->llr~apex-clear-queuing-port~1]
 * [impl->llr~apex-clear-queuing-port-null-return-code~1]
 * [impl->llr~apex-clear-queuing-port-invalid-param~1]
 * [impl->llr~apex-clear-queuing-port-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 !port_exists(PORT_QUEUING, QUEUING_PORT_ID) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    mode: RETURN_CODE != \null &&
                 port_exists(PORT_QUEUING, QUEUING_PORT_ID) &&
                 !port_receives(PORT_QUEUING, QUEUING_PORT_ID) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null &&
                 port_receives(PORT_QUEUING, QUEUING_PORT_ID) ==>
                 *RETURN_CODE == NO_ERROR;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void CLEAR_QUEUING_PORT(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                        RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the queuing port of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no port of this name
 * was created. (3.6.2.2.4)
 * [impl->llr~apex-get-queuing-port-id~1]
 * [impl->llr~apex-get-queuing-port-id-null-return-code~1]
 * [impl->llr~apex-get-queuing-port-id-null~1]
 * [impl->llr~apex-get-queuing-port-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: QUEUING_PORT_ID == \null || \valid(QUEUING_PORT_ID);
    requires name: QUEUING_PORT_NAME == \null ||
               readable_name(QUEUING_PORT_NAME);
    requires apart: (RETURN_CODE == \null || QUEUING_PORT_ID == \null ||
                \separated(RETURN_CODE, QUEUING_PORT_ID)) &&
               (RETURN_CODE == \null || QUEUING_PORT_NAME == \null ||
                \separated(RETURN_CODE,
                           QUEUING_PORT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (QUEUING_PORT_ID == \null || QUEUING_PORT_NAME == \null ||
                \separated(QUEUING_PORT_ID,
                           QUEUING_PORT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *QUEUING_PORT_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  QUEUING_PORT_NAME == \null || QUEUING_PORT_ID == \null);
    ensures    none: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null &&
                 no_port(PORT_QUEUING, QUEUING_PORT_NAME) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    absent: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 !port_created(PORT_QUEUING, r) ==>
                   *RETURN_CODE == INVALID_CONFIG;
    ensures    done: RETURN_CODE != \null && QUEUING_PORT_NAME != \null &&
                 QUEUING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_QUEUING, r, QUEUING_PORT_NAME) &&
                 port_created(PORT_QUEUING, r) ==>
                   *RETURN_CODE == NO_ERROR && *QUEUING_PORT_ID == r + 1;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_QUEUING_PORT_ID(const char *QUEUING_PORT_NAME,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Messages in the channel, the most there can be, the most bytes of one, the
 * direction, and how many processes wait.
 * NO_ERROR; INVALID_PARAM: no such port, or QUEUING_PORT_STATUS is null.
 * (3.6.2.2.5)
 * [impl->llr~apex-get-queuing-port-status~1]
 * [impl->llr~apex-get-queuing-port-status-null-return-code~1]
 * [impl->llr~apex-get-queuing-port-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: QUEUING_PORT_STATUS == \null ||
               \valid(QUEUING_PORT_STATUS);
    requires apart: RETURN_CODE == \null || QUEUING_PORT_STATUS == \null ||
                \separated(RETURN_CODE, QUEUING_PORT_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *QUEUING_PORT_STATUS;
    ensures    param: RETURN_CODE != \null &&
                 (QUEUING_PORT_STATUS == \null ||
                  !port_exists(PORT_QUEUING, QUEUING_PORT_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && QUEUING_PORT_STATUS != \null &&
                 port_exists(PORT_QUEUING, QUEUING_PORT_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 0 <= QUEUING_PORT_STATUS->NB_MESSAGE <=
                   port_table[QUEUING_PORT_ID - 1].count &&
                 QUEUING_PORT_STATUS->MAX_NB_MESSAGE ==
                   port_table[QUEUING_PORT_ID - 1].count &&
                 QUEUING_PORT_STATUS->MAX_MESSAGE_SIZE ==
                   port_table[QUEUING_PORT_ID - 1].size &&
                 QUEUING_PORT_STATUS->PORT_DIRECTION ==
                   port_table[QUEUING_PORT_ID - 1].direction &&
                 QUEUING_PORT_STATUS->WAITING_PROCESSES ==
                   members(object[PORT_FIRST + QUEUING_PORT_ID - 1].waiting,
                           64);
    behavior refused:
      assumes RETURN_CODE == \null || QUEUING_PORT_STATUS == \null ||
              !port_exists(PORT_QUEUING, QUEUING_PORT_ID);
      assigns *RETURN_CODE; */
void GET_QUEUING_PORT_STATUS(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             QUEUING_PORT_STATUS_TYPE *QUEUING_PORT_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.6.2.1: sampling ports. */
#ifndef APEX_SAMPLING_H
#define APEX_SAMPLING_H

#include "apexType.h"

#define MAX_NUMBER_OF_SAMPLING_PORTS 64

typedef NAME_TYPE SAMPLING_PORT_NAME_TYPE;
typedef APEX_INTEGER SAMPLING_PORT_ID_TYPE;

typedef enum { INVALID = 0, VALID = 1 } VALIDITY_TYPE;

typedef struct {
    SYSTEM_TIME_TYPE REFRESH_PERIOD;
    MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE;
    PORT_DIRECTION_TYPE PORT_DIRECTION;
    VALIDITY_TYPE LAST_MSG_VALIDITY;
} SAMPLING_PORT_STATUS_TYPE;

#include "spec/apex.acsl"

/**
 * Create the sampling port of this name, as the configuration has it, in a
 * start mode; its messages are VALID for REFRESH_PERIOD.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: the configuration
 * has no such port, or another size or direction, or REFRESH_PERIOD is not
 * above 0; NO_ACTION: it exists; INVALID_MODE: NORMAL. (3.6.2.1.1)
 * [impl->llr~apex-create-sampling-port~1]
 * [impl->llr~apex-create-sampling-port-null-return-code~1]
 * [impl->llr~apex-create-sampling-port-null~1]
 * [impl->llr~apex-create-sampling-port-none~1]
 * [impl->llr~apex-create-sampling-port-no-action~1]
 * [impl->llr~apex-create-sampling-port-invalid-config~1]
 * [impl->llr~apex-create-sampling-port-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: SAMPLING_PORT_ID == \null || \valid(SAMPLING_PORT_ID);
    requires name: SAMPLING_PORT_NAME == \null ||
               readable_name(SAMPLING_PORT_NAME);
    requires apart: (RETURN_CODE == \null || SAMPLING_PORT_ID == \null ||
                \separated(RETURN_CODE, SAMPLING_PORT_ID)) &&
               (RETURN_CODE == \null || SAMPLING_PORT_NAME == \null ||
                \separated(RETURN_CODE,
                           SAMPLING_PORT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (SAMPLING_PORT_ID == \null || SAMPLING_PORT_NAME == \null ||
                \separated(SAMPLING_PORT_ID,
                           SAMPLING_PORT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SAMPLING_PORT_ID, ports.created[PORT_SAMPLING],
               ports.refresh_ns[0 .. PORT_MAX - 1],
               object[PORT_FIRST .. BUFFER_FIRST - 1];
    ensures    inv: app_inv;
    ensures    null: RETURN_CODE != \null &&
                 (SAMPLING_PORT_NAME == \null || SAMPLING_PORT_ID == \null) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    none: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null &&
                 no_port(PORT_SAMPLING, SAMPLING_PORT_NAME) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 port_created{Pre}(PORT_SAMPLING, r) ==>
                   *RETURN_CODE == NO_ACTION;
    ensures    config: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 !port_created{Pre}(PORT_SAMPLING, r) &&
                 (REFRESH_PERIOD <= 0 ||
                  !port_same(r, (uint32_t)MAX_MESSAGE_SIZE, 0, PORT_DIRECTION))
                 ==> *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 !port_created{Pre}(PORT_SAMPLING, r) &&
                 REFRESH_PERIOD > 0 &&
                 port_same(r, (uint32_t)MAX_MESSAGE_SIZE, 0, PORT_DIRECTION) &&
                 partition.mode == NORMAL ==> *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 !port_created{Pre}(PORT_SAMPLING, r) &&
                 REFRESH_PERIOD > 0 &&
                 port_same(r, (uint32_t)MAX_MESSAGE_SIZE, 0, PORT_DIRECTION) &&
                 partition.mode != NORMAL ==> *RETURN_CODE == NO_ERROR &&
                   *SAMPLING_PORT_ID == r + 1 &&
                   port_added{Pre,Post}(PORT_SAMPLING, r) &&
                   ports.refresh_ns[r] == REFRESH_PERIOD;
    behavior refused:
      assumes RETURN_CODE == \null || SAMPLING_PORT_NAME == \null ||
              SAMPLING_PORT_ID == \null || partition.mode == NORMAL ||
              no_port(PORT_SAMPLING, SAMPLING_PORT_NAME);
      assigns *RETURN_CODE; */
void CREATE_SAMPLING_PORT(const char *SAMPLING_PORT_NAME,
                          MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                          PORT_DIRECTION_TYPE PORT_DIRECTION,
                          SYSTEM_TIME_TYPE REFRESH_PERIOD,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Write the LENGTH bytes at MESSAGE_ADDR to the port, instead of its last
 * message.
 * NO_ERROR; INVALID_PARAM: no such port, MESSAGE_ADDR is null, LENGTH is below
 * 1; INVALID_CONFIG: LENGTH exceeds the port's MAX_MESSAGE_SIZE; INVALID_MODE:
 * not a SOURCE. (3.6.2.1.2)
 * [impl->llr~apex-write-sampling-message~1]
 * [impl->llr~apex-write-sampling-message-null-return-code~1]
 * [impl->llr~apex-write-sampling-message-invalid-param~1]
 * [impl->llr~apex-write-sampling-message-invalid-config~1]
 * [impl->llr~apex-write-sampling-message-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: port_sends(PORT_SAMPLING, SAMPLING_PORT_ID, MESSAGE_ADDR,
                                 LENGTH) ==>
               \valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, past.clock_ns;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null &&
                 (!port_exists(PORT_SAMPLING, SAMPLING_PORT_ID) ||
                  MESSAGE_ADDR == \null || LENGTH < 1) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null &&
                 port_exists(PORT_SAMPLING, SAMPLING_PORT_ID) &&
                 MESSAGE_ADDR != \null &&
                 LENGTH > port_table[SAMPLING_PORT_ID - 1].size ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null &&
                 port_exists(PORT_SAMPLING, SAMPLING_PORT_ID) &&
                 MESSAGE_ADDR != \null &&
                 1 <= LENGTH <= port_table[SAMPLING_PORT_ID - 1].size &&
                 port_table[SAMPLING_PORT_ID - 1].direction != SOURCE ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null ==>
                 (*RETURN_CODE == NO_ERROR <==>
                  port_sends(PORT_SAMPLING, SAMPLING_PORT_ID, MESSAGE_ADDR,
                             LENGTH));
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void WRITE_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                            MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                            MESSAGE_SIZE_TYPE LENGTH,
                            RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Read the newest message that the port has received whole to MESSAGE_ADDR,
 * where there is room for the port's MAX_MESSAGE_SIZE, its length, and whether
 * it was written at most REFRESH_PERIOD ago.
 * NO_ERROR; INVALID_PARAM: no such port, or a null pointer; INVALID_MODE: not a
 * DESTINATION; NO_ACTION: none received yet, VALIDITY is INVALID. (3.6.2.1.3)
 * [impl->llr~apex-read-sampling-message~1]
 * [impl->llr~apex-read-sampling-message-null-return-code~1]
 * [impl->llr~apex-read-sampling-message-invalid-param~1]
 * [impl->llr~apex-read-sampling-message-invalid-mode~1]
 * [impl->llr~apex-read-sampling-message-no-action~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires length: LENGTH == \null || \valid(LENGTH);
    requires validity: VALIDITY == \null || \valid(VALIDITY);
    requires message: MESSAGE_ADDR != \null && LENGTH != \null &&
               VALIDITY != \null &&
               port_receives(PORT_SAMPLING, SAMPLING_PORT_ID) ==>
               \valid(MESSAGE_ADDR +
                 (0 .. port_table[SAMPLING_PORT_ID - 1].size - 1)) &&
               \separated(MESSAGE_ADDR +
                 (0 .. port_table[SAMPLING_PORT_ID - 1].size - 1), LENGTH,
                 VALIDITY, RETURN_CODE, &messages, &ports,
                 object + (0 .. OBJECT_MAX - 1),
                 process + (0 .. PROCESS_MAX - 1));
    requires apart: (RETURN_CODE == \null || LENGTH == \null ||
                \separated(RETURN_CODE, LENGTH)) &&
               (RETURN_CODE == \null || VALIDITY == \null ||
                \separated(RETURN_CODE, VALIDITY)) &&
               (LENGTH == \null || VALIDITY == \null ||
                \separated(LENGTH, VALIDITY));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *LENGTH, *VALIDITY, MESSAGE_ADDR[0 ..
               port_table[SAMPLING_PORT_ID - 1].size - 1], messages,
               past.clock_ns;
    ensures    inv: app_inv;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing;
    behavior refused:
      assumes RETURN_CODE != \null && (LENGTH == \null ||
              VALIDITY == \null || MESSAGE_ADDR == \null ||
              !port_exists(PORT_SAMPLING, SAMPLING_PORT_ID));
      assigns *RETURN_CODE;
      ensures param: *RETURN_CODE == INVALID_PARAM;
    behavior mode:
      assumes RETURN_CODE != \null && LENGTH != \null &&
              VALIDITY != \null && MESSAGE_ADDR != \null &&
              port_exists(PORT_SAMPLING, SAMPLING_PORT_ID) &&
              !port_receives(PORT_SAMPLING, SAMPLING_PORT_ID);
      assigns *RETURN_CODE;
      ensures mode: *RETURN_CODE == INVALID_MODE;
    behavior read:
      assumes RETURN_CODE != \null && LENGTH != \null &&
              VALIDITY != \null && MESSAGE_ADDR != \null &&
              port_receives(PORT_SAMPLING, SAMPLING_PORT_ID);
      ensures none: *RETURN_CODE == NO_ACTION <==>
                messages.length[PORT_SLOT + SAMPLING_PORT_ID - 1] == 0;
      ensures codes: *RETURN_CODE == NO_ACTION || *RETURN_CODE == NO_ERROR;
      ensures message: *RETURN_CODE == NO_ERROR ==>
                holds(PORT_SLOT + SAMPLING_PORT_ID - 1, MESSAGE_ADDR,
                      *LENGTH);
      ensures length: *RETURN_CODE != NO_ERROR ==>
                *LENGTH == \old(*LENGTH);
      ensures known: *VALIDITY == VALID || *VALIDITY == INVALID;
      ensures valid: *VALIDITY == VALID <==> *RETURN_CODE == NO_ERROR &&
                fresh(SAMPLING_PORT_ID - 1, past.clock_ns);
    complete behaviors;
    disjoint behaviors; */
void READ_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                           MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                           MESSAGE_SIZE_TYPE *LENGTH, VALIDITY_TYPE *VALIDITY,
                           RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The identifier of the sampling port of this name.
 * NO_ERROR; INVALID_PARAM: a null pointer; INVALID_CONFIG: no port of this name
 * was created. (3.6.2.1.4)
 * [impl->llr~apex-get-sampling-port-id~1]
 * [impl->llr~apex-get-sampling-port-id-null-return-code~1]
 * [impl->llr~apex-get-sampling-port-id-null~1]
 * [impl->llr~apex-get-sampling-port-id-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: SAMPLING_PORT_ID == \null || \valid(SAMPLING_PORT_ID);
    requires name: SAMPLING_PORT_NAME == \null ||
               readable_name(SAMPLING_PORT_NAME);
    requires apart: (RETURN_CODE == \null || SAMPLING_PORT_ID == \null ||
                \separated(RETURN_CODE, SAMPLING_PORT_ID)) &&
               (RETURN_CODE == \null || SAMPLING_PORT_NAME == \null ||
                \separated(RETURN_CODE,
                           SAMPLING_PORT_NAME + (0 .. NAME_LENGTH - 1))) &&
               (SAMPLING_PORT_ID == \null || SAMPLING_PORT_NAME == \null ||
                \separated(SAMPLING_PORT_ID,
                           SAMPLING_PORT_NAME + (0 .. NAME_LENGTH - 1)));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SAMPLING_PORT_ID;
    ensures    null: RETURN_CODE != \null ==>
                 (*RETURN_CODE == INVALID_PARAM <==>
                  SAMPLING_PORT_NAME == \null || SAMPLING_PORT_ID == \null);
    ensures    none: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null &&
                 no_port(PORT_SAMPLING, SAMPLING_PORT_NAME) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    absent: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 !port_created(PORT_SAMPLING, r) ==>
                   *RETURN_CODE == INVALID_CONFIG;
    ensures    done: RETURN_CODE != \null && SAMPLING_PORT_NAME != \null &&
                 SAMPLING_PORT_ID != \null ==> \forall integer r;
                 port_last(PORT_SAMPLING, r, SAMPLING_PORT_NAME) &&
                 port_created(PORT_SAMPLING, r) ==>
                   *RETURN_CODE == NO_ERROR && *SAMPLING_PORT_ID == r + 1;
    behavior ignored:
      assumes RETURN_CODE == \null;
      assigns \nothing; */
void GET_SAMPLING_PORT_ID(const char *SAMPLING_PORT_NAME,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The refresh period, the most bytes of a message, the direction, and whether
 * the last message read was VALID.
 * NO_ERROR; INVALID_PARAM: no such port, or SAMPLING_PORT_STATUS is null.
 * (3.6.2.1.5)
 * [impl->llr~apex-get-sampling-port-status~1]
 * [impl->llr~apex-get-sampling-port-status-null-return-code~1]
 * [impl->llr~apex-get-sampling-port-status-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: SAMPLING_PORT_STATUS == \null ||
               \valid(SAMPLING_PORT_STATUS);
    requires apart: RETURN_CODE == \null || SAMPLING_PORT_STATUS == \null ||
                \separated(RETURN_CODE, SAMPLING_PORT_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SAMPLING_PORT_STATUS;
    ensures    param: RETURN_CODE != \null &&
                 (SAMPLING_PORT_STATUS == \null ||
                  !port_exists(PORT_SAMPLING, SAMPLING_PORT_ID)) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null &&
                 SAMPLING_PORT_STATUS != \null &&
                 port_exists(PORT_SAMPLING, SAMPLING_PORT_ID) ==>
                 *RETURN_CODE == NO_ERROR &&
                 SAMPLING_PORT_STATUS->REFRESH_PERIOD ==
                   ports.refresh_ns[SAMPLING_PORT_ID - 1] &&
                 SAMPLING_PORT_STATUS->MAX_MESSAGE_SIZE ==
                   port_table[SAMPLING_PORT_ID - 1].size &&
                 SAMPLING_PORT_STATUS->PORT_DIRECTION ==
                   port_table[SAMPLING_PORT_ID - 1].direction &&
                 (SAMPLING_PORT_STATUS->LAST_MSG_VALIDITY == VALID ||
                  SAMPLING_PORT_STATUS->LAST_MSG_VALIDITY == INVALID) &&
                 (SAMPLING_PORT_STATUS->LAST_MSG_VALIDITY == VALID <==>
                  in(messages.valid, SAMPLING_PORT_ID - 1));
    behavior refused:
      assumes RETURN_CODE == \null || SAMPLING_PORT_STATUS == \null ||
              !port_exists(PORT_SAMPLING, SAMPLING_PORT_ID);
      assigns *RETURN_CODE; */
void GET_SAMPLING_PORT_STATUS(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                              SAMPLING_PORT_STATUS_TYPE *SAMPLING_PORT_STATUS,
                              RETURN_CODE_TYPE *RETURN_CODE);

#endif

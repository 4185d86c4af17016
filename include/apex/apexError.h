/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.8: health monitoring. */
#ifndef APEX_ERROR_H
#define APEX_ERROR_H

#include "apexProcess.h"

#include "kernel/error.h"

#define MAX_ERROR_MESSAGE_SIZE 128

typedef APEX_INTEGER ERROR_MESSAGE_SIZE_TYPE;
typedef APEX_BYTE ERROR_MESSAGE_TYPE[MAX_ERROR_MESSAGE_SIZE];
typedef enum error ERROR_CODE_TYPE;

typedef struct {
    ERROR_CODE_TYPE ERROR_CODE;
    ERROR_MESSAGE_SIZE_TYPE LENGTH;
    PROCESS_ID_TYPE FAILED_PROCESS_ID;
    SYSTEM_ADDRESS_TYPE FAILED_ADDRESS;
    ERROR_MESSAGE_TYPE MESSAGE;
} ERROR_STATUS_TYPE;

typedef enum {
    PROCESSES_PAUSE = 0,
    PROCESSES_SCHEDULED = 1
} ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE;

#include "spec/apex.acsl"

/**
 * Write LENGTH bytes, 0 .. MAX_ERROR_MESSAGE_SIZE, to the console.
 * NO_ERROR; INVALID_PARAM: MESSAGE_ADDR is null, or LENGTH out of range.
 * (3.8.2.1)
 * [impl->llr~apex-report-application-message~1]
 * [impl->llr~apex-report-application-message-null-return-code~1]
 * [impl->llr~apex-report-application-message-invalid-param~1]
 */
/*@ requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: MESSAGE_ADDR == \null || LENGTH <= 0 ||
               LENGTH > MAX_ERROR_MESSAGE_SIZE ||
               \valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1));
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE;
    ensures    param: RETURN_CODE != \null && (MESSAGE_ADDR == \null ||
                 LENGTH < 0 || LENGTH > MAX_ERROR_MESSAGE_SIZE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && MESSAGE_ADDR != \null &&
                 0 <= LENGTH <= MAX_ERROR_MESSAGE_SIZE ==>
                 *RETURN_CODE == NO_ERROR; */
void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Create the error handler, in a start mode. It runs in the context of main(),
 * above all processes, and may not wait; its end, or STOP_SELF, gives the CPU
 * to the best process.
 * NO_ERROR; INVALID_PARAM: ENTRY_POINT is null; NO_ACTION: there is one;
 * INVALID_CONFIG: STACK_SIZE is 0 or more than there is; INVALID_MODE: NORMAL.
 * (3.8.2.2)
 * [impl->llr~apex-create-error-handler~1]
 * [impl->llr~apex-create-error-handler-null-return-code~1]
 * [impl->llr~apex-create-error-handler-null~1]
 * [impl->llr~apex-create-error-handler-no-action~1]
 * [impl->llr~apex-create-error-handler-invalid-config~1]
 * [impl->llr~apex-create-error-handler-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE;
    assigns    messages.errors.handler \from messages.errors.handler,
                 ENTRY_POINT, STACK_SIZE, partition, RETURN_CODE;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null && ENTRY_POINT == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null && ENTRY_POINT != \null &&
                 \old(messages.errors.handler) != \null ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    config: RETURN_CODE != \null && ENTRY_POINT != \null &&
                 \old(messages.errors.handler) == \null &&
                 !(1 <= STACK_SIZE <= stack_size) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null && ENTRY_POINT != \null &&
                 \old(messages.errors.handler) == \null &&
                 1 <= STACK_SIZE <= stack_size && partition.mode == NORMAL ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    done: RETURN_CODE != \null && ENTRY_POINT != \null &&
                 \old(messages.errors.handler) == \null &&
                 1 <= STACK_SIZE <= stack_size && partition.mode != NORMAL ==>
                 *RETURN_CODE == NO_ERROR &&
                 messages.errors.handler == ENTRY_POINT;
    behavior refused:
      assumes RETURN_CODE == \null || ENTRY_POINT == \null ||
              messages.errors.handler != \null ||
              !(1 <= STACK_SIZE <= stack_size) || partition.mode == NORMAL;
      assigns *RETURN_CODE; */
void CREATE_ERROR_HANDLER(SYSTEM_ADDRESS_TYPE ENTRY_POINT,
                          STACK_SIZE_TYPE STACK_SIZE,
                          RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Say whether processes run beside the error handler, and on which core it
 * runs. There is one core, and nothing runs beside the handler: both values of
 * CONCURRENCY_CONTROL are the same.
 * NO_ERROR; INVALID_PARAM: CONCURRENCY_CONTROL is neither value;
 * INVALID_CONFIG: neither core 0 nor CORE_AFFINITY_NO_PREFERENCE;
 * INVALID_MODE: NORMAL. (3.8.2.5)
 * [impl->llr~apex-configure-error-handler~1]
 * [impl->llr~apex-configure-error-handler-null-return-code~1]
 * [impl->llr~apex-configure-error-handler-invalid-param~1]
 * [impl->llr~apex-configure-error-handler-invalid-config~1]
 * [impl->llr~apex-configure-error-handler-invalid-mode~1]
 */
/*@ requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE;
    ensures    param: RETURN_CODE != \null &&
                 CONCURRENCY_CONTROL != PROCESSES_PAUSE &&
                 CONCURRENCY_CONTROL != PROCESSES_SCHEDULED ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null &&
                 (CONCURRENCY_CONTROL == PROCESSES_PAUSE ||
                  CONCURRENCY_CONTROL == PROCESSES_SCHEDULED) &&
                 PROCESSOR_CORE_ID != 0 &&
                 PROCESSOR_CORE_ID != CORE_AFFINITY_NO_PREFERENCE ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    mode: RETURN_CODE != \null &&
                 (CONCURRENCY_CONTROL == PROCESSES_PAUSE ||
                  CONCURRENCY_CONTROL == PROCESSES_SCHEDULED) &&
                 (PROCESSOR_CORE_ID == 0 ||
                  PROCESSOR_CORE_ID == CORE_AFFINITY_NO_PREFERENCE) ==>
                 *RETURN_CODE == (partition.mode == NORMAL ? INVALID_MODE
                                                           : NO_ERROR); */
void CONFIGURE_ERROR_HANDLER(
    ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE CONCURRENCY_CONTROL,
    PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Give the error for which the error handler runs, once: its code, the process
 * at fault, the address, and of an APPLICATION_ERROR the message, of which
 * LENGTH bytes count.
 * NO_ERROR; INVALID_PARAM: ERROR_STATUS is null; INVALID_CONFIG: the caller is
 * not the error handler; NO_ACTION: no other error. (3.8.2.3)
 * [impl->llr~apex-get-error-status~1]
 * [impl->llr~apex-get-error-status-null-return-code~1]
 * [impl->llr~apex-get-error-status-null~1]
 * [impl->llr~apex-get-error-status-invalid-config~1]
 * [impl->llr~apex-get-error-status-no-action~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: ERROR_STATUS == \null || \valid(ERROR_STATUS);
    requires apart: RETURN_CODE == \null || ERROR_STATUS == \null ||
               \separated(RETURN_CODE, ERROR_STATUS);
    requires own: ERROR_STATUS == \null ||
               \separated(ERROR_STATUS, &messages);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *ERROR_STATUS, messages.errors.pending;
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null && ERROR_STATUS == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    config: RETURN_CODE != \null && ERROR_STATUS != \null &&
                 !handling ==> *RETURN_CODE == INVALID_CONFIG;
    ensures    action: RETURN_CODE != \null && ERROR_STATUS != \null &&
                 handling && \old(messages.errors.pending) == 0 ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    done: RETURN_CODE != \null && ERROR_STATUS != \null &&
                 handling && \old(messages.errors.pending) != 0 ==>
                 *RETURN_CODE == NO_ERROR && messages.errors.pending == 0 &&
                 ERROR_STATUS->ERROR_CODE == messages.errors.code &&
                 ERROR_STATUS->LENGTH == (int32_t)messages.errors.length &&
                 ERROR_STATUS->FAILED_PROCESS_ID ==
                   (int32_t)(messages.errors.process + 1) &&
                 \forall integer i; 0 <= i < ERROR_MESSAGE_MAX ==>
                   ERROR_STATUS->MESSAGE[i] == messages.errors.message[i];
    behavior refused:
      assumes RETURN_CODE == \null || ERROR_STATUS == \null || !handling ||
              messages.errors.pending == 0;
      assigns *RETURN_CODE; */
void GET_ERROR_STATUS(ERROR_STATUS_TYPE *ERROR_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Raise APPLICATION_ERROR for the caller, with a message of LENGTH bytes. Where
 * the error handler is to decide, it runs now, and what the caller has locked
 * is released; else the configuration's action is done.
 * NO_ERROR; INVALID_PARAM: MESSAGE_ADDR is null, LENGTH is not in 0 ..
 * MAX_ERROR_MESSAGE_SIZE, or ERROR_CODE is not APPLICATION_ERROR. (3.8.2.4)
 * [impl->llr~apex-raise-application-error~1]
 * [impl->llr~apex-raise-application-error-null-return-code~1]
 * [impl->llr~apex-raise-application-error-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires message: MESSAGE_ADDR == \null || LENGTH <= 0 ||
               LENGTH > MAX_ERROR_MESSAGE_SIZE ||
               (\valid_read(MESSAGE_ADDR + (0 .. LENGTH - 1)) &&
                \separated(MESSAGE_ADDR + (0 .. LENGTH - 1), &messages));
    terminates \false;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    param: RETURN_CODE != \null && (MESSAGE_ADDR == \null ||
                 LENGTH < 0 || LENGTH > MAX_ERROR_MESSAGE_SIZE ||
                 ERROR_CODE != APPLICATION_ERROR) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && MESSAGE_ADDR != \null &&
                 0 <= LENGTH <= MAX_ERROR_MESSAGE_SIZE &&
                 ERROR_CODE == APPLICATION_ERROR ==>
                 *RETURN_CODE == NO_ERROR;
    behavior refused:
      assumes RETURN_CODE == \null || MESSAGE_ADDR == \null || LENGTH < 0 ||
              LENGTH > MAX_ERROR_MESSAGE_SIZE ||
              ERROR_CODE != APPLICATION_ERROR;
      assigns *RETURN_CODE; */
void RAISE_APPLICATION_ERROR(ERROR_CODE_TYPE ERROR_CODE,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             ERROR_MESSAGE_SIZE_TYPE LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.8: health monitoring. */
#ifndef APEX_ERROR_H
#define APEX_ERROR_H

#include "apexProcess.h"

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

void CREATE_ERROR_HANDLER(SYSTEM_ADDRESS_TYPE ENTRY_POINT,
                          STACK_SIZE_TYPE STACK_SIZE,
                          RETURN_CODE_TYPE *RETURN_CODE);

void CONFIGURE_ERROR_HANDLER(
    ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE CONCURRENCY_CONTROL,
    PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID, RETURN_CODE_TYPE *RETURN_CODE);

void GET_ERROR_STATUS(ERROR_STATUS_TYPE *ERROR_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE);

void RAISE_APPLICATION_ERROR(ERROR_CODE_TYPE ERROR_CODE,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             ERROR_MESSAGE_SIZE_TYPE LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.8: health monitoring; the report of a message now. */
#ifndef APEX_ERROR_H
#define APEX_ERROR_H

#include "apexType.h"

#define MAX_ERROR_MESSAGE_SIZE 128

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

#endif

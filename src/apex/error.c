/* SPDX-License-Identifier: Apache-2.0 */
/* APEX health monitoring. */
#include "apexError.h"
#include "check.h"
#include "kernel/copy.h"

void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((MESSAGE_ADDR == NULL) || (LENGTH < 0) ||
        (LENGTH > MAX_ERROR_MESSAGE_SIZE)) {
        result = INVALID_PARAM;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t length = (uint32_t)LENGTH;
        char text[MAX_ERROR_MESSAGE_SIZE];

        /*@ loop invariant range: 0 <= i <= length;
            loop assigns i, text[0 .. MAX_ERROR_MESSAGE_SIZE - 1];
            loop variant length - i; */
        for (uint32_t i = 0U; i < length; i++) {
            text[i] = (char)MESSAGE_ADDR[i];
        }
        arch_console_write(text, length);
    }
}

void CREATE_ERROR_HANDLER(SYSTEM_ADDRESS_TYPE ENTRY_POINT,
                          STACK_SIZE_TYPE STACK_SIZE,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if (ENTRY_POINT == NULL) {
        result = INVALID_PARAM;
    } else if (messages.errors.handler != NULL) {
        result = NO_ACTION;
    } else if ((STACK_SIZE < 1U) || (STACK_SIZE > arch_stack_size())) {
        result = INVALID_CONFIG;
    } else if (partition.mode == NORMAL) {
        result = INVALID_MODE;
    } else {
        /* all is well */
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        messages.errors.handler = ENTRY_POINT;
    }
}

void CONFIGURE_ERROR_HANDLER(
    ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE CONCURRENCY_CONTROL,
    PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((uint32_t)CONCURRENCY_CONTROL > (uint32_t)PROCESSES_SCHEDULED) {
        result = INVALID_PARAM;
    } else if ((PROCESSOR_CORE_ID != 0) &&
               (PROCESSOR_CORE_ID != CORE_AFFINITY_NO_PREFERENCE)) {
        result = INVALID_CONFIG;
    } else if (partition.mode == NORMAL) {
        result = INVALID_MODE;
    } else {
        /* nothing else runs beside the handler */
    }
    (void)check_answer(RETURN_CODE, result);
}

void GET_ERROR_STATUS(ERROR_STATUS_TYPE *ERROR_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if (ERROR_STATUS == NULL) {
        result = INVALID_PARAM;
    } else if ((sched.current != PROCESS_IDLE) || (partition.mode != NORMAL)) {
        result = INVALID_CONFIG;
    } else if (messages.errors.pending == 0U) {
        result = NO_ACTION;
    } else {
        /* there is one */
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        messages.errors.pending = 0U;
        ERROR_STATUS->ERROR_CODE = messages.errors.code;
        ERROR_STATUS->LENGTH = (ERROR_MESSAGE_SIZE_TYPE)messages.errors.length;
        ERROR_STATUS->FAILED_PROCESS_ID =
            (PROCESS_ID_TYPE)(messages.errors.process + 1U);
        ERROR_STATUS->FAILED_ADDRESS = arch_entry_at(messages.errors.address);
        copy(ERROR_STATUS->MESSAGE, messages.errors.message, ERROR_MESSAGE_MAX);
    }
}

void RAISE_APPLICATION_ERROR(ERROR_CODE_TYPE ERROR_CODE,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             ERROR_MESSAGE_SIZE_TYPE LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((MESSAGE_ADDR == NULL) || (LENGTH < 0) ||
        (LENGTH > MAX_ERROR_MESSAGE_SIZE) ||
        (ERROR_CODE != APPLICATION_ERROR)) {
        result = INVALID_PARAM;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        error_raise(MESSAGE_ADDR, (uint32_t)LENGTH);
    }
}

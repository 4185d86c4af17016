/* SPDX-License-Identifier: Apache-2.0 */
/* What system tests of errors share. */
#ifndef SYSTEM_ERRORS_H
#define SYSTEM_ERRORS_H

#include "apex.h"

#include <apexError.h>
#include <stddef.h>

/** Print 16 hexadecimal digits. */
static inline void print_hex(uint64_t value)
{
    for (uint32_t n = 0U; n < 16U; n++) {
        arch_console_write(&"0123456789abcdef"[(value >> (60U - 4U * n)) & 15U],
                           1U);
    }
}

/** In the error handler: ask for the error and print it. */
static inline void ask(ERROR_STATUS_TYPE *error)
{
    static const char *const name[] = {"DEADLINE_MISSED", "APPLICATION_ERROR",
                                       "NUMERIC_ERROR",   "ILLEGAL_REQUEST",
                                       "STACK_OVERFLOW",  "MEMORY_VIOLATION",
                                       "HARDWARE_FAULT",  "POWER_FAIL"};
    PROCESS_STATUS_TYPE status;

    GET_ERROR_STATUS(error, &code);
    need("GET_ERROR_STATUS");
    GET_PROCESS_STATUS(error->FAILED_PROCESS_ID, &status, &code);
    need("GET_PROCESS_STATUS");
    print("handler: ");
    print(name[error->ERROR_CODE]);
    print(" of ");
    arch_console_write(status.ATTRIBUTES.NAME, 1U);
    print((status.PROCESS_STATE == DORMANT) ? ", DORMANT" : ", not DORMANT");
    print(" at 0x");
    print_hex((uintptr_t)error->FAILED_ADDRESS);
    print(": ");
    arch_console_write((const char *)error->MESSAGE, (uint32_t)error->LENGTH);
    print("\n");
}

/** Raise an error with a message. */
static inline void raise(const char *text)
{
    ERROR_MESSAGE_TYPE message;
    ERROR_MESSAGE_SIZE_TYPE length = 0;
    RETURN_CODE_TYPE told;

    while (text[length] != '\0') {
        message[length] = (APEX_BYTE)text[length];
        length++;
    }
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, length, &told);
    check("RAISE_APPLICATION_ERROR", told == NO_ERROR);
}

/** Make this the error handler. */
static inline void handle(void (*handler)(void))
{
    CREATE_ERROR_HANDLER(handler, 8192U, &code);
    need("CREATE_ERROR_HANDLER");
}

/** A line with the start condition and the mode; true after power-on. */
static inline bool say_start(void)
{
    PARTITION_STATUS_TYPE status;

    GET_PARTITION_STATUS(&status, &code);
    need("GET_PARTITION_STATUS");
    say_number("mode", (int64_t)status.OPERATING_MODE);
    say_number("start condition", (int64_t)status.START_CONDITION);
    return status.START_CONDITION == NORMAL_START;
}

/** The mode in which the partition started. */
static inline OPERATING_MODE_TYPE mode(void)
{
    PARTITION_STATUS_TYPE status;

    GET_PARTITION_STATUS(&status, &code);
    need("GET_PARTITION_STATUS");
    return status.OPERATING_MODE;
}

#endif

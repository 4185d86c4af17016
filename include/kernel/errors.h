/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept of errors, beside the messages: the last one is a message to the
   error handler. */
#ifndef KERNEL_ERRORS_H
#define KERNEL_ERRORS_H

#include <stdint.h>

#include "kernel/limits.h"
#include "kernel/status.h"

struct errors {
    void (*handler)(void);      /* NULL: there is none */
    uint32_t seen[ERROR_COUNT]; /* of each: how many were confirmed */
    uint32_t pending; /* 1: the handler has not asked for this error: */
    enum error code;
    uint32_t process;
    uint32_t length; /* of its message in bytes */
    uint64_t address;
    uint8_t message[ERROR_MESSAGE_MAX];
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What system tests print with, and how they end. */
#ifndef SYSTEM_CHECK_H
#define SYSTEM_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "arch/arch.h"

/** Print a text. */
static inline void print(const char *text)
{
    uint32_t length = 0U;

    while (text[length] != '\0') {
        length++;
    }
    arch_console_write(text, length);
}

/** Print a number. */
static inline void print_number(uint64_t value)
{
    char digit[20];
    uint32_t first = 20U;

    do {
        first--;
        digit[first] = (char)('0' + (value % 10U));
        value /= 10U;
    } while (value != 0U);
    arch_console_write(&digit[first], 20U - first);
}

/** Print whether a behaviour was seen; the test ends where it was not. */
static inline void check(const char *behaviour, bool seen)
{
    print(behaviour);
    print(seen ? ": pass\n" : ": FAIL\n");
    if (!seen) {
        arch_shutdown(3U);
    }
}

/** The test has come to its end. */
static inline _Noreturn void done(void)
{
    print("done\n");
    arch_shutdown(0U);
}

#endif

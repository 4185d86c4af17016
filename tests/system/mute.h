/* SPDX-License-Identifier: Apache-2.0 */
/* Many errors, of which the console's lines are of no use: its registers are
   memory that nobody else uses, as long as the test wants. */
#ifndef SYSTEM_MUTE_H
#define SYSTEM_MUTE_H

#include "check.h"
#include "map.h"

#define CONSOLE 0x09000000UL
#define ELSEWHERE 0x41000000UL

/** Have this memory, 2 MiB, where the console's registers are mapped. */
static inline void console_at(uint64_t memory)
{
    map_block(CONSOLE, 0xfff0000000000fffUL, memory);
}

static inline void mute(void)
{
    console_at(ELSEWHERE);
}

/** End the test, which is mute, where something is not so. */
static inline void expect(const char *what, bool seen)
{
    if (!seen) {
        console_at(CONSOLE);
        check(what, false);
    }
}

#endif

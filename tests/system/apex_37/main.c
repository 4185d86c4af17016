/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An error that resets the machine: main() runs as after power-on, and the
 * memory that the machine shares with others is as it was.
 * [itest->llr~error-reset~1]
 * [itest->llr~port-reset~1]
 * Kind: normal
 */
#include "../errors.h"

#include "arch/shared.h"

static volatile int32_t data = 5;

static void calls(void)
{
    data = 6;
    __asm__ volatile(".global at_fault\n"
                     "at_fault: svc #0");
    say("must not go on");
}

int main(void)
{
    volatile uint64_t *const starts = arch_shared[0];

    *starts = *starts + 1U;
    say_number("start", (int64_t)*starts);
    check("as after power-on", say_start());
    check("data", data == 5);
    if (*starts == 2U) {
        done();
    }
    (void)begin('C', calls, 10);
    normal();
}

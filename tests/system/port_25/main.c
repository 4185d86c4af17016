/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fault of a process whose name has all 32 characters.
 * [itest->llr~error-report~1]
 * [itest->llr~error-end~1]
 * [itest->llr~names-add~2]
 * Kind: robustness
 */
#include "../check.h"
#include "kernel/boot.h"
#include "kernel/process.h"

extern void breaks(void);
__asm__(".text\nbreaks: .inst 0\n");

int main(void)
{
    const char name[] = "abcdefghijklmnopqrstuvwxyz012345";
    const struct attribute attribute = {.entry = breaks,
                                        .period_ns = TIME_NEVER,
                                        .capacity_ns = TIME_NEVER,
                                        .priority = 1U,
                                        .stack_size = 4096U};

    process_start(process_create(name, attribute), 0, 0);
    kernel_normal();
    return 0;
}

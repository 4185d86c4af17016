/* SPDX-License-Identifier: Apache-2.0 */
/* Processes for system tests that use the kernel without APEX. */
#ifndef SYSTEM_PROCESSES_H
#define SYSTEM_PROCESSES_H

#include "kernel/boot.h"
#include "kernel/process.h"

/** Create and start an aperiodic process; the name is one letter. */
static inline uint32_t begin(char letter, void (*entry)(void))
{
    char name[NAME_LENGTH] = {letter};
    struct attribute attribute = {
        .entry = entry,
        .period_ns = TIME_NEVER,
        .capacity_ns = TIME_NEVER,
        .priority = 1U,
        .stack_size = 4096U,
    };
    uint32_t t = process_create(name, attribute);

    process_start(t, 0, 0);
    return t;
}

#endif

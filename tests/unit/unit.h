/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a unit-test program: its tests, by name. */
#ifndef UNIT_H
#define UNIT_H

#include <CUnit/CUnit.h>
#include <stddef.h>

#include "arch_host.h"
#include "kernel/boot.h"
#include "kernel/event.h"
#include "kernel/semaphore.h"

/** A test and its name. */
struct unit_test {
    const char *name;
    void (*run)(void);
};

/* An entry of unit_tests; tests/unit/run.py reads the comment above `test`. */
#define TEST(test) {#test, test}

/** The program's tests, ended by an entry of nulls. */
extern const struct unit_test unit_tests[];

/** Forget all: the port's records and the kernel's state, COLD_START. */
void unit_reset(void);

/** Make a process, priority 1 .. 239, aperiodic without time capacity;
 * returns its index. Only in a start mode. */
uint32_t unit_process(uint32_t priority);

/** Put process t in the ready set. */
void unit_ready(uint32_t t);

/** Enter NORMAL at the clock's time, as partition_normal() does, with process
 * t, which is made ready, running. */
void unit_run(uint32_t t);

/** Switch back from a wait: process `from` is woken, where it still waits,
 * and runs; set host_switch_hook to it. */
void unit_switch_back(uint32_t from, uint32_t to);

/** As unit_switch_back, after the clock has come to the next due time. */
void unit_switch_time(uint32_t from, uint32_t to);

#endif

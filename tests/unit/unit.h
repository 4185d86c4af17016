/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of a unit-test program: its tests, by name. */
#ifndef UNIT_H
#define UNIT_H

#include <CUnit/CUnit.h>
#include <stddef.h>

#include "arch_host.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/buffer.h"
#include "kernel/event.h"
#include "kernel/mutex.h"
#include "kernel/port.h"
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

/** For who counts what each test does: it has ended. */
void unit_ended(const char *name, int passed);

/** Forget all: the port's records and the kernel's state, COLD_START. */
void unit_reset(void);

/** Make a process, priority 1 .. 239, aperiodic without time capacity;
 * returns its index. Only in a start mode. */
uint32_t unit_process(uint32_t priority);

/** Make process t ready, behind its equals. */
void unit_ready(uint32_t t);

/** Enter NORMAL at the clock's time, as kernel_normal() does, with process
 * t, which is made ready and the first of its level, running. */
void unit_run(uint32_t t);

/** A new process of the least priority runs: it is always ready, so that a
 * wait has somewhere to switch to. Returns its index. */
uint32_t unit_other_runs(void);

/** Let process t, which does not run, be woken at a time. */
void unit_delay(uint32_t t, int64_t due_ns);

/** Let process t run and wait at a place; then the process that the kernel
 * chose runs. Another one must be ready. */
void unit_wait(uint32_t t, uint32_t place, int64_t due_ns);

/** Switch back to process `from`: where it waits, it is woken, its equals go
 * behind it, and it runs; set host_switch_hook to it. */
void unit_switch_back(uint32_t from, uint32_t to);

/** As unit_switch_back, after the clock has come to `from`'s due time. */
void unit_switch_time(uint32_t from, uint32_t to);

/** Let process t look at the channels once, as port_ferry() does. */
void unit_poll(uint32_t t);

#endif

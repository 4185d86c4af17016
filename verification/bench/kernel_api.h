/* SPDX-License-Identifier: Apache-2.0 */
/* What the benchmarks do, through the kernel's own C API. */
#ifndef BENCH_API_H
#define BENCH_API_H

#include "arch/arch.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/buffer.h"
#include "kernel/event.h"
#include "kernel/mutex.h"
#include "kernel/port.h"
#include "kernel/process.h"
#include "kernel/semaphore.h"

#include "port_rows.h"

#define APERIODIC TIME_NEVER

/** Create and start process n. */
static inline void begin(uint32_t n, void (*entry)(void), uint32_t priority,
                         int64_t period_ns, int64_t delay_ns)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};
    const struct attribute attribute = {
        .entry = entry,
        .period_ns = period_ns,
        .capacity_ns = period_ns,
        .priority = priority,
        .stack_size = 4096U,
    };

    process_start(process_create(name, attribute), 0, delay_ns);
}

/** Create semaphore n, which is at 0. */
static inline void make_semaphore(uint32_t n)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};

    (void)semaphore_create(name, 0U, 1U, FIFO);
}

/** Create buffer n for one message of 16 bytes. */
static inline void make_buffer(uint32_t n)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};

    (void)buffer_create(name, 16U, 1U, FIFO);
}

/** Create blackboard n for messages of 16 bytes. */
static inline void make_board(uint32_t n)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};

    (void)board_create(name, 16U);
}

/** Create event n, which is down. */
static inline void make_event(uint32_t n)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};

    (void)event_create(name);
}

/** The kernel has no service for it: the error handler is a datum. */
static inline void make_handler(void (*entry)(void))
{
    messages.errors.handler = entry;
}

/** Create mutex n for processes of priority 1. */
static inline void make_mutex(uint32_t n)
{
    const char name[NAME_LENGTH] = {(char)('0' + n)};

    (void)mutex_create(name, 1U);
}

/** Create the ports of the configuration; nobody waits at them. */
static inline void make_ports(void)
{
    port_create(PORT_SAMPLING, SAMPLING_SOURCE, 1000000, FIFO);
    port_create(PORT_SAMPLING, SAMPLING_DESTINATION, 1000000, FIFO);
    port_create(PORT_QUEUING, QUEUING_SOURCE, 0, FIFO);
    port_create(PORT_QUEUING, QUEUING_DESTINATION, 0, FIFO);
}

static inline void go(void)
{
    kernel_normal();
}

static inline void yield(void)
{
    sched_yield();
}

static inline void give(uint32_t n)
{
    (void)semaphore_signal(n);
}

static inline void take(uint32_t n)
{
    (void)semaphore_wait(n, TIME_NEVER);
}

static inline void send(uint32_t n, uint8_t message[16])
{
    (void)buffer_send(n, message, 16U, TIME_NEVER);
}

static inline void receive(uint32_t n, uint8_t message[16])
{
    int32_t length;

    (void)buffer_receive(n, message, &length, TIME_NEVER);
}

static inline void display(uint32_t n, uint8_t message[16])
{
    board_display(n, message, 16U);
}

static inline void read(uint32_t n, uint8_t message[16])
{
    int32_t length;

    (void)board_read(n, message, &length, TIME_NEVER);
}

static inline void set(uint32_t n)
{
    event_set(n);
}

static inline void reset(uint32_t n)
{
    event_reset(n);
}

static inline void await(uint32_t n)
{
    (void)event_wait(n, TIME_NEVER);
}

static inline void raise(const uint8_t message[16])
{
    error_raise(message, 16U);
}

static inline void port_write(uint32_t r, uint8_t message[16])
{
    sampling_write(r, message, 16U);
}

static inline void port_read(uint32_t r, uint8_t message[16])
{
    int32_t length;

    (void)sampling_read(r, message, &length);
}

static inline void port_send(uint32_t r, uint8_t message[16])
{
    (void)queuing_send(r, message, 16U, TIME_NEVER);
}

static inline void port_receive(uint32_t r, uint8_t message[16])
{
    int32_t length;

    (void)queuing_receive(r, message, &length, TIME_NEVER);
}

static inline void acquire(uint32_t n)
{
    (void)mutex_acquire(n);
}

/** The kernel has no service for it: who owns the mutex calls. */
static inline void release(uint32_t n)
{
    (void)n;
    sched.lock_level--;
}

static inline void wait_for_period(void)
{
    process_periodic_wait();
}

static inline void wait_for_time(int64_t delay_ns)
{
    (void)process_wait(PLACE_DELAYED, delay_ns);
}

#endif

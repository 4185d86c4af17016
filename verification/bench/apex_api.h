/* SPDX-License-Identifier: Apache-2.0 */
/* What the benchmarks do, through APEX. */
#ifndef BENCH_API_H
#define BENCH_API_H

#include <apexBlackboard.h>
#include <apexBuffer.h>
#include <apexError.h>
#include <apexEvent.h>
#include <apexMutex.h>
#include <apexPartition.h>
#include <apexProcess.h>
#include <apexQueuing.h>
#include <apexSampling.h>
#include <apexSemaphore.h>
#include <apexTime.h>

#include "arch/arch.h"

#include "port_rows.h"

#define APERIODIC INFINITE_TIME_VALUE

/** Create and start process n. */
static inline void begin(uint32_t n, void (*entry)(void), uint32_t priority,
                         int64_t period_ns, int64_t delay_ns)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {
        .PERIOD = period_ns,
        .TIME_CAPACITY = period_ns,
        .ENTRY_POINT = entry,
        .STACK_SIZE = 4096U,
        .BASE_PRIORITY = (PRIORITY_TYPE)priority,
        .DEADLINE = SOFT,
        .NAME = {(char)('0' + n)},
    };
    PROCESS_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_PROCESS(&attributes, &id, &code);
    DELAYED_START(id, delay_ns, &code);
}

/** Create semaphore n, which is at 0. */
static inline void make_semaphore(uint32_t n)
{
    const SEMAPHORE_NAME_TYPE name = {(char)('0' + n)};
    SEMAPHORE_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_SEMAPHORE(name, 0, 1, FIFO, &id, &code);
}

/** Create buffer n for one message of 16 bytes. */
static inline void make_buffer(uint32_t n)
{
    const BUFFER_NAME_TYPE name = {(char)('0' + n)};
    BUFFER_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_BUFFER(name, 16, 1, FIFO, &id, &code);
}

/** Create blackboard n for messages of 16 bytes. */
static inline void make_board(uint32_t n)
{
    const BLACKBOARD_NAME_TYPE name = {(char)('0' + n)};
    BLACKBOARD_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_BLACKBOARD(name, 16, &id, &code);
}

/** Create event n, which is down. */
static inline void make_event(uint32_t n)
{
    const EVENT_NAME_TYPE name = {(char)('0' + n)};
    EVENT_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_EVENT(name, &id, &code);
}

static inline void make_handler(void (*entry)(void))
{
    RETURN_CODE_TYPE code;

    CREATE_ERROR_HANDLER(entry, 4096U, &code);
}

/** Create mutex n for processes of priority 1. */
static inline void make_mutex(uint32_t n)
{
    const MUTEX_NAME_TYPE name = {(char)('0' + n)};
    MUTEX_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_MUTEX(name, 1, FIFO, &id, &code);
}

/** Create the ports of the configuration, and the process that serves them. */
static inline void make_ports(void)
{
    SAMPLING_PORT_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT("0", 16, SOURCE, 1000000, &id, &code);
    CREATE_SAMPLING_PORT("1", 16, DESTINATION, 1000000, &id, &code);
    CREATE_QUEUING_PORT("2", 16, (MESSAGE_RANGE_TYPE)QUEUING_COUNT, SOURCE,
                        FIFO, &id, &code);
    CREATE_QUEUING_PORT("3", 16, (MESSAGE_RANGE_TYPE)QUEUING_COUNT, DESTINATION,
                        FIFO, &id, &code);
}

static inline void go(void)
{
    RETURN_CODE_TYPE code;

    SET_PARTITION_MODE(NORMAL, &code);
    arch_shutdown(1U);
}

static inline void yield(void)
{
    RETURN_CODE_TYPE code;

    TIMED_WAIT(0, &code);
}

static inline void give(uint32_t n)
{
    RETURN_CODE_TYPE code;

    SIGNAL_SEMAPHORE((SEMAPHORE_ID_TYPE)n + 1, &code);
}

static inline void take(uint32_t n)
{
    RETURN_CODE_TYPE code;

    WAIT_SEMAPHORE((SEMAPHORE_ID_TYPE)n + 1, INFINITE_TIME_VALUE, &code);
}

static inline void send(uint32_t n, uint8_t message[16])
{
    RETURN_CODE_TYPE code;

    SEND_BUFFER((BUFFER_ID_TYPE)n + 1, message, 16, INFINITE_TIME_VALUE, &code);
}

static inline void receive(uint32_t n, uint8_t message[16])
{
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;

    RECEIVE_BUFFER((BUFFER_ID_TYPE)n + 1, INFINITE_TIME_VALUE, message, &length,
                   &code);
}

static inline void display(uint32_t n, uint8_t message[16])
{
    RETURN_CODE_TYPE code;

    DISPLAY_BLACKBOARD((BLACKBOARD_ID_TYPE)n + 1, message, 16, &code);
}

static inline void read(uint32_t n, uint8_t message[16])
{
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;

    READ_BLACKBOARD((BLACKBOARD_ID_TYPE)n + 1, INFINITE_TIME_VALUE, message,
                    &length, &code);
}

static inline void set(uint32_t n)
{
    RETURN_CODE_TYPE code;

    SET_EVENT((EVENT_ID_TYPE)n + 1, &code);
}

static inline void reset(uint32_t n)
{
    RETURN_CODE_TYPE code;

    RESET_EVENT((EVENT_ID_TYPE)n + 1, &code);
}

static inline void await(uint32_t n)
{
    RETURN_CODE_TYPE code;

    WAIT_EVENT((EVENT_ID_TYPE)n + 1, INFINITE_TIME_VALUE, &code);
}

static inline void raise(uint8_t message[16])
{
    RETURN_CODE_TYPE code;

    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, message, 16, &code);
}

static inline void port_write(uint32_t r, uint8_t message[16])
{
    RETURN_CODE_TYPE code;

    WRITE_SAMPLING_MESSAGE((SAMPLING_PORT_ID_TYPE)r + 1, message, 16, &code);
}

static inline void port_read(uint32_t r, uint8_t message[16])
{
    MESSAGE_SIZE_TYPE length;
    VALIDITY_TYPE validity;
    RETURN_CODE_TYPE code;

    READ_SAMPLING_MESSAGE((SAMPLING_PORT_ID_TYPE)r + 1, message, &length,
                          &validity, &code);
}

static inline void port_send(uint32_t r, uint8_t message[16])
{
    RETURN_CODE_TYPE code;

    SEND_QUEUING_MESSAGE((QUEUING_PORT_ID_TYPE)r + 1, message, 16,
                         INFINITE_TIME_VALUE, &code);
}

static inline void port_receive(uint32_t r, uint8_t message[16])
{
    MESSAGE_SIZE_TYPE length;
    RETURN_CODE_TYPE code;

    RECEIVE_QUEUING_MESSAGE((QUEUING_PORT_ID_TYPE)r + 1, INFINITE_TIME_VALUE,
                            message, &length, &code);
}

static inline void acquire(uint32_t n)
{
    RETURN_CODE_TYPE code;

    ACQUIRE_MUTEX((MUTEX_ID_TYPE)n + 1, INFINITE_TIME_VALUE, &code);
}

static inline void release(uint32_t n)
{
    RETURN_CODE_TYPE code;

    RELEASE_MUTEX((MUTEX_ID_TYPE)n + 1, &code);
}

static inline void wait_for_period(void)
{
    RETURN_CODE_TYPE code;

    PERIODIC_WAIT(&code);
}

static inline void wait_for_time(int64_t delay_ns)
{
    RETURN_CODE_TYPE code;

    TIMED_WAIT(delay_ns, &code);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What system tests of APEX share: a log with times and return codes. */
#ifndef SYSTEM_APEX_H
#define SYSTEM_APEX_H

#include "check.h"

#include <apexBlackboard.h>
#include <apexBuffer.h>
#include <apexEvent.h>
#include <apexMutex.h>
#include <apexPartition.h>
#include <apexProcess.h>
#include <apexSemaphore.h>
#include <apexTime.h>

#define MS ((SYSTEM_TIME_TYPE)1000000)
#define SECOND (1000 * MS)
#define FOREVER INFINITE_TIME_VALUE
#define APERIODIC INFINITE_TIME_VALUE

/** The return code of the last call. */
static RETURN_CODE_TYPE code;

/** The time just before NORMAL was entered. */
static SYSTEM_TIME_TYPE start_time;

static inline SYSTEM_TIME_TYPE now(void)
{
    SYSTEM_TIME_TYPE time = -1;
    RETURN_CODE_TYPE told;

    GET_TIME(&time, &told);
    return time;
}

/** Print a time since the start, in whole milliseconds. */
static inline void print_ms(SYSTEM_TIME_TYPE time)
{
    if (time == INFINITE_TIME_VALUE) {
        print("infinite");
    } else {
        print_number((uint64_t)(time - start_time) / (uint64_t)MS);
    }
}

/** Print the time and the name of the caller, which is one letter. */
static inline void head(void)
{
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    PROCESS_STATUS_TYPE status;
    RETURN_CODE_TYPE told;

    GET_MY_ID(&id, &told);
    if (told == NO_ERROR) {
        GET_PROCESS_STATUS(id, &status, &told);
        print_ms(now());
        print(" ms ");
        arch_console_write(status.ATTRIBUTES.NAME, 1U);
    } else {
        print("main()");
    }
    print(": ");
}

/** A line of the log. */
static inline void say(const char *text)
{
    head();
    print(text);
    print("\n");
}

/** A line with a number. */
static inline void say_number(const char *text, int64_t number)
{
    head();
    print(text);
    print(" ");
    if (number < 0) {
        print("-");
        number = -number;
    }
    print_number((uint64_t)number);
    print("\n");
}

/** A line with a service and the code that it has answered. */
static inline void answer(const char *service)
{
    static const char *const name[] = {
        "NO_ERROR",       "NO_ACTION",    "NOT_AVAILABLE", "INVALID_PARAM",
        "INVALID_CONFIG", "INVALID_MODE", "TIMED_OUT"};

    head();
    print(service);
    print(": ");
    print(((uint32_t)code <= (uint32_t)TIMED_OUT) ? name[code] : "no code");
    print("\n");
    code = (RETURN_CODE_TYPE)99;
}

/** Print the call; the test ends where it does not answer this code. */
#define ANSWERS(expected, call)                                                \
    do {                                                                       \
        code = (RETURN_CODE_TYPE)99;                                           \
        call;                                                                  \
        check(#call " " #expected, code == (expected));                        \
    } while (0)

/** End the test where the last call did not answer NO_ERROR. */
static inline void need(const char *service)
{
    if (code != NO_ERROR) {
        answer(service);
        arch_shutdown(3U);
    }
}

/** Create a process whose name is one letter. */
static inline PROCESS_ID_TYPE create(char letter, void (*entry)(void),
                                     PRIORITY_TYPE priority,
                                     SYSTEM_TIME_TYPE period,
                                     SYSTEM_TIME_TYPE capacity)
{
    PROCESS_ATTRIBUTE_TYPE attributes = {.PERIOD = period,
                                         .TIME_CAPACITY = capacity,
                                         .ENTRY_POINT = entry,
                                         .STACK_SIZE = 8192U,
                                         .BASE_PRIORITY = priority,
                                         .DEADLINE = SOFT,
                                         .NAME = {letter}};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;

    CREATE_PROCESS(&attributes, &id, &code);
    need("CREATE_PROCESS");
    return id;
}

/** Create and start an aperiodic process without time capacity. */
static inline PROCESS_ID_TYPE begin(char letter, void (*entry)(void),
                                    PRIORITY_TYPE priority)
{
    PROCESS_ID_TYPE id = create(letter, entry, priority, APERIODIC, FOREVER);

    START(id, &code);
    need("START");
    return id;
}

static inline SEMAPHORE_ID_TYPE semaphore(char letter, int32_t value,
                                          QUEUING_DISCIPLINE_TYPE discipline)
{
    const SEMAPHORE_NAME_TYPE name = {letter};
    SEMAPHORE_ID_TYPE id = 0;

    CREATE_SEMAPHORE(name, value, 9, discipline, &id, &code);
    need("CREATE_SEMAPHORE");
    return id;
}

static inline BUFFER_ID_TYPE buffer(char letter, MESSAGE_RANGE_TYPE count,
                                    QUEUING_DISCIPLINE_TYPE discipline)
{
    const BUFFER_NAME_TYPE name = {letter};
    BUFFER_ID_TYPE id = 0;

    CREATE_BUFFER(name, 16, count, discipline, &id, &code);
    need("CREATE_BUFFER");
    return id;
}

static inline BLACKBOARD_ID_TYPE blackboard(char letter, MESSAGE_SIZE_TYPE size)
{
    const BLACKBOARD_NAME_TYPE name = {letter};
    BLACKBOARD_ID_TYPE id = 0;

    CREATE_BLACKBOARD(name, size, &id, &code);
    need("CREATE_BLACKBOARD");
    return id;
}

static inline MUTEX_ID_TYPE mutex(char letter, PRIORITY_TYPE priority)
{
    const MUTEX_NAME_TYPE name = {letter};
    MUTEX_ID_TYPE id = 0;

    CREATE_MUTEX(name, priority, FIFO, &id, &code);
    need("CREATE_MUTEX");
    return id;
}

static inline EVENT_ID_TYPE event(char letter)
{
    const EVENT_NAME_TYPE name = {letter};
    EVENT_ID_TYPE id = 0;

    CREATE_EVENT(name, &id, &code);
    need("CREATE_EVENT");
    return id;
}

/** Wait for a time. */
static inline void pass(SYSTEM_TIME_TYPE time)
{
    TIMED_WAIT(time, &code);
    need("TIMED_WAIT");
}

/** A line with the state of a process. */
static inline void say_state(const char *who, PROCESS_ID_TYPE id)
{
    static const char *const name[] = {"DORMANT", "READY", "RUNNING",
                                       "WAITING"};
    PROCESS_STATUS_TYPE status;

    GET_PROCESS_STATUS(id, &status, &code);
    need("GET_PROCESS_STATUS");
    head();
    print(who);
    print(" is ");
    print(name[status.PROCESS_STATE]);
    print("\n");
}

/** A line with the deadline time of a process. */
static inline void say_deadline(const char *who, PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;

    GET_PROCESS_STATUS(id, &status, &code);
    need("GET_PROCESS_STATUS");
    head();
    print(who);
    print("'s deadline is ");
    print_ms(status.DEADLINE_TIME);
    print("\n");
}

/** Enter NORMAL. */
static inline _Noreturn void normal(void)
{
    start_time = now();
    SET_PARTITION_MODE(NORMAL, &code);
    answer("SET_PARTITION_MODE");
    arch_shutdown(3U);
}

#endif

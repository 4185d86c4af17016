/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of the services share: calls, and proof that a refused call
 * changes nothing. */
#ifndef APEX_UNIT_H
#define APEX_UNIT_H

#include "unit.h"

#include <string.h>

#include "apexProcess.h"
#include "kernel/timer.h"

#define CODE_UNSET ((RETURN_CODE_TYPE)99)
#define ID_UNSET (-77)

/** The return code of the last call. */
static RETURN_CODE_TYPE code;

/** All that a service could change, as it was at state_keep(). */
static struct {
    struct process process[PROCESS_MAX];
    struct sched sched;
    struct timer timer;
    struct object object[OBJECT_MAX];
    struct messages messages;
    struct names names;
    struct partition partition;
    struct attribute attribute[PROCESS_MAX];
    uint8_t mutex_ceiling[MUTEX_MAX];
    struct ports ports;
    uint64_t channels;
    struct host host;
} kept;

/* A number that another word of a channel makes another one: of the channels of
 * all ports that were created. */
static inline uint64_t channels_hash(void)
{
    const uint64_t created =
        ports.created[PORT_SAMPLING] | ports.created[PORT_QUEUING];
    uint64_t hash = 0U;

    for (uint32_t r = 0U; r < PORT_MAX; r++) {
        const uint32_t count = port_table[r].count;
        const uint32_t words =
            CHANNEL_WORDS((count == 0U) ? SAMPLING_CELLS : count);

        for (uint32_t w = 0U; (((created >> r) & 1U) != 0U) && (w < words);
             w++) {
            hash = ((hash ^ port_table[r].channel[w]) * 1099511628211U) + 1U;
        }
    }
    return hash;
}

static inline void state_keep(void)
{
    (void)memcpy(kept.process, process, sizeof process);
    (void)memcpy(&kept.sched, &sched, sizeof sched);
    (void)memcpy(&kept.timer, &timer, sizeof timer);
    (void)memcpy(kept.object, object, sizeof object);
    (void)memcpy(&kept.messages, &messages, sizeof messages);
    (void)memcpy(&kept.names, &names, sizeof names);
    (void)memcpy(&kept.partition, &partition, sizeof partition);
    (void)memcpy(kept.attribute, attribute, sizeof attribute);
    (void)memcpy(kept.mutex_ceiling, mutex_ceiling, sizeof mutex_ceiling);
    (void)memcpy(&kept.ports, &ports, sizeof ports);
    kept.channels = channels_hash();
    (void)memcpy(&kept.host, &host, sizeof host);
}

/** 1 when nothing changed since state_keep(), else 0. */
static inline int state_kept(void)
{
    return ((memcmp(kept.process, process, sizeof process) == 0) &&
            (memcmp(&kept.sched, &sched, sizeof sched) == 0) &&
            (memcmp(&kept.timer, &timer, sizeof timer) == 0) &&
            (memcmp(kept.object, object, sizeof object) == 0) &&
            (memcmp(&kept.messages, &messages, sizeof messages) == 0) &&
            (memcmp(&kept.names, &names, sizeof names) == 0) &&
            (memcmp(&kept.partition, &partition, sizeof partition) == 0) &&
            (memcmp(kept.attribute, attribute, sizeof attribute) == 0) &&
            (memcmp(kept.mutex_ceiling, mutex_ceiling,
                    sizeof mutex_ceiling) == 0) &&
            (memcmp(&kept.ports, &ports, sizeof ports) == 0) &&
            (kept.channels == channels_hash()) &&
            (memcmp(&kept.host, &host, sizeof host) == 0))
               ? 1
               : 0;
}

/* The call, which answers in `code`, is performed. */
#define DONE(call)                                                             \
    do {                                                                       \
        code = CODE_UNSET;                                                     \
        call;                                                                  \
        CU_ASSERT_EQUAL(code, NO_ERROR);                                       \
    } while (0)

/* The call answers `expected` and changes nothing. */
#define REFUSED(expected, call)                                                \
    do {                                                                       \
        code = CODE_UNSET;                                                     \
        state_keep();                                                          \
        call;                                                                  \
        CU_ASSERT_EQUAL(code, expected);                                       \
        CU_ASSERT_TRUE(state_kept());                                          \
    } while (0)

/* The call, which has nowhere to answer, changes nothing. */
#define IGNORED(call)                                                          \
    do {                                                                       \
        state_keep();                                                          \
        call;                                                                  \
        CU_ASSERT_TRUE(state_kept());                                          \
    } while (0)

/** What the last switch saw of the process that waits. */
static struct {
    uint32_t place;
    int64_t due_ns;
} seen;

/** As unit_switch_back, recording what it sees. */
static inline void see_and_back(uint32_t from, uint32_t to)
{
    seen.place = process[from].place;
    seen.due_ns = timer.due_ns[from];
    unit_switch_back(from, to);
}

/** As unit_switch_time, recording what it sees. */
static inline void see_and_time(uint32_t from, uint32_t to)
{
    seen.place = process[from].place;
    seen.due_ns = timer.due_ns[from];
    unit_switch_time(from, to);
}

static inline void process_entry(void)
{
}

/** Attributes that CREATE_PROCESS takes: aperiodic, priority 5. */
static inline PROCESS_ATTRIBUTE_TYPE attributes(const char *name)
{
    PROCESS_ATTRIBUTE_TYPE a = {.PERIOD = INFINITE_TIME_VALUE,
                                .TIME_CAPACITY = INFINITE_TIME_VALUE,
                                .ENTRY_POINT = process_entry,
                                .STACK_SIZE = 4096U,
                                .BASE_PRIORITY = 5,
                                .DEADLINE = SOFT};

    for (uint32_t c = 0U; (c < NAME_LENGTH) && (name[c] != '\0'); c++) {
        a.NAME[c] = name[c];
    }
    return a;
}

/** Create a process, aperiodic where period is infinite; its identifier. */
static inline PROCESS_ID_TYPE create(const char *name, SYSTEM_TIME_TYPE period,
                                     SYSTEM_TIME_TYPE capacity)
{
    PROCESS_ATTRIBUTE_TYPE a = attributes(name);
    PROCESS_ID_TYPE id = ID_UNSET;

    a.PERIOD = period;
    a.TIME_CAPACITY = capacity;
    DONE(CREATE_PROCESS(&a, &id, &code));
    return id;
}

/** Create an aperiodic process without time capacity. */
static inline PROCESS_ID_TYPE create_aperiodic(const char *name)
{
    return create(name, INFINITE_TIME_VALUE, INFINITE_TIME_VALUE);
}

/** Create a periodic process without time capacity. */
static inline PROCESS_ID_TYPE create_periodic(const char *name)
{
    return create(name, 1000, INFINITE_TIME_VALUE);
}

/** Let process `id` run, in NORMAL. */
static inline void run(PROCESS_ID_TYPE id)
{
    unit_run((uint32_t)id - 1U);
}

/** Make process `id` ready, in NORMAL. */
static inline void ready(PROCESS_ID_TYPE id)
{
    unit_ready((uint32_t)id - 1U);
}

/** As run, beside a new process that is ready, so that a wait has somewhere to
 * switch to. Only in a start mode. */
static inline void run_beside_other(PROCESS_ID_TYPE id)
{
    const PROCESS_ID_TYPE other = create_aperiodic("other");

    run(id);
    ready(other);
}

/** Release a periodic process at the clock's time and let it run. */
static inline void run_released(PROCESS_ID_TYPE id)
{
    DONE(START(id, &code));
    process_release_all(host_now);
    timer_expire(host_now);
    run(id);
}

/** As run_released, beside a new process that is ready. Only in a start
 * mode. */
static inline void run_released_beside_other(PROCESS_ID_TYPE id)
{
    const PROCESS_ID_TYPE other = create_aperiodic("other");

    run_released(id);
    ready(other);
}

static inline PROCESS_STATUS_TYPE status_of(PROCESS_ID_TYPE id)
{
    PROCESS_STATUS_TYPE status;

    (void)memset(&status, 0, sizeof status);
    DONE(GET_PROCESS_STATUS(id, &status, &code));
    return status;
}

static inline PROCESS_STATE_TYPE state_of(PROCESS_ID_TYPE id)
{
    return status_of(id).PROCESS_STATE;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Read before config.c: names the field that kernel_boot() would refuse,
   and a table without a process. */
#include "kernel/config.h"

/* A call that the optimizer cannot remove is an error with this text. */
#define CHECK(field, good, cure)                                               \
    if (!(good)) {                                                             \
        extern void wrong_##field(void) __attribute__((                        \
            error(__BASE_FILE__ ": needs " #good ": write " cure)));           \
        wrong_##field();                                                       \
    }
#define TEXT(x) #x
#define AT_MOST(field, max) "." #field " = at most " TEXT(max)

void config_check(void);

void config_check(void)
{
    CHECK(config, __builtin_constant_p(config.period_ns),
          "const struct config config = {...}, of this name")
    if (!__builtin_constant_p(config.period_ns)) {
        return;
    }
    CHECK(period, 0 < config.period_ns && config.period_ns <= PERIOD_MAX,
          ".period_ns in ns, as 1000000000 for 1 s")
    CHECK(duration,
          0 < config.duration_ns && config.duration_ns <= config.period_ns,
          ".duration_ns in ns, at most .period_ns")
    CHECK(processes, config.limit[KIND_PROCESS] <= PROCESS_MAX,
          AT_MOST(limit[KIND_PROCESS], PROCESS_MAX))
    CHECK(none, config.limit[KIND_PROCESS] != 0U,
          ".limit[KIND_PROCESS] = at least 1")
    CHECK(semaphores, config.limit[KIND_SEMAPHORE] <= SEMAPHORE_MAX,
          AT_MOST(limit[KIND_SEMAPHORE], SEMAPHORE_MAX))
    CHECK(events, config.limit[KIND_EVENT] <= EVENT_MAX,
          AT_MOST(limit[KIND_EVENT], EVENT_MAX))
    CHECK(buffers, config.limit[KIND_BUFFER] <= BUFFER_MAX,
          AT_MOST(limit[KIND_BUFFER], BUFFER_MAX))
    CHECK(blackboards, config.limit[KIND_BOARD] <= BOARD_MAX,
          AT_MOST(limit[KIND_BOARD], BOARD_MAX))
    CHECK(mutexes, config.limit[KIND_MUTEX] <= MUTEX_MAX,
          AT_MOST(limit[KIND_MUTEX], MUTEX_MAX))
}

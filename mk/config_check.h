/* SPDX-License-Identifier: Apache-2.0 */
/* Read before config.c: names the field that kernel_boot() would refuse. */
#include "kernel/config.h"

/* A call that the optimizer cannot remove is an error with this text. */
#define CHECK(field, good)                                                     \
    if (!(good)) {                                                             \
        extern void wrong_##field(void)                                        \
            __attribute__((error(__BASE_FILE__ ": needs " #good)));            \
        wrong_##field();                                                       \
    }

void config_check(void);

void config_check(void)
{
    CHECK(period, 0 < config.period_ns && config.period_ns <= PERIOD_MAX)
    CHECK(duration, 0 < config.duration_ns &&
                        config.duration_ns <= config.period_ns)
    CHECK(processes, config.limit[KIND_PROCESS] <= PROCESS_MAX)
    CHECK(semaphores, config.limit[KIND_SEMAPHORE] <= SEMAPHORE_MAX)
    CHECK(events, config.limit[KIND_EVENT] <= EVENT_MAX)
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The partition's operating mode and its release points. */
#include "kernel/partition.h"
#include "kernel/process.h"

struct partition partition;

void partition_init(enum mode mode, uint32_t cause)
{
    partition.mode = mode;
    partition.cause = cause;
    partition.start_ns = 0;
}

int64_t partition_next_release(int64_t now_ns)
{
    const int64_t since_ns = (now_ns - partition.start_ns) % config.period_ns;

    return sched_after(now_ns, config.period_ns - since_ns);
}

void partition_normal(void)
{
    const int64_t now_ns = arch_now();

    partition.mode = NORMAL;
    partition.start_ns = now_ns;
    sched.lock_level = 0U;
    process_release_all(now_ns);
    sched_idle(now_ns);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The partition's operating mode and its release points. */
#include "kernel/partition.h"

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

    /*@ assert point: (now_ns - partition.start_ns - since_ns +
          config.period_ns) % config.period_ns == 0; */
    return sched_after(now_ns, config.period_ns - since_ns);
}

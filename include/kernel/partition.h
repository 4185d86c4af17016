/* SPDX-License-Identifier: Apache-2.0 */
/* The partition's operating mode and its release points. */
#ifndef KERNEL_PARTITION_H
#define KERNEL_PARTITION_H

#include <stdint.h>

#include "kernel/names.h"
#include "kernel/sched.h"

/** Start conditions that the kernel itself causes. */
#define CAUSE_POWER_ON 0U
#define CAUSE_PARTITION_RESTART 1U
#define CAUSE_HM_PARTITION_RESTART 3U

/** The partition since its last start. */
struct partition {
    enum mode mode;
    uint32_t cause;   /* START_CONDITION_TYPE's value */
    int64_t start_ns; /* entry into NORMAL: the first release point */
};

extern struct partition partition;

#include "spec/partition.acsl"

/**
 * Enter `mode`, a start mode.
 * [impl->llr~partition-init~1]
 */
/*@ requires start: mode == COLD_START || mode == WARM_START;
    requires clock: 0 <= past.clock_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    partition;
    ensures    mode: partition.mode == mode && partition.cause == cause;
    ensures    start: partition.start_ns == 0;
    ensures    inv: partition_inv; */
void partition_init(enum mode mode, uint32_t cause);

/**
 * The partition's first release point after now_ns.
 * [impl->llr~partition-next-release~1]
 */
/*@ requires inv: partition_inv && config_valid;
    requires now: partition.start_ns <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    first: \result == next_point(now_ns);
    ensures    point: release_point(\result, now_ns); */
int64_t partition_next_release(int64_t now_ns);

#endif

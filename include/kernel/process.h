/* SPDX-License-Identifier: Apache-2.0 */
/* Processes: creation, start, stop, suspension, waiting for time. */
#ifndef KERNEL_PROCESS_H
#define KERNEL_PROCESS_H

#include <stdint.h>

#include "kernel/partition.h"

/** What a process is created with. */
struct attribute {
    void (*entry)(void);
    int64_t period_ns;   /* TIME_NEVER: aperiodic */
    int64_t capacity_ns; /* time capacity, or TIME_NEVER */
    uint32_t priority;   /* 1 .. PRIORITY_MAX */
    uint32_t stack_size; /* bytes asked for */
    uint32_t hard;       /* 1: a hard deadline */
};

extern struct attribute attribute[PROCESS_MAX];

#include "spec/process.acsl"

/**
 * Create a process; it is PLACE_DORMANT. Returns its index.
 * [impl->llr~process-create~1]
 */
/*@ requires inv: inv && names_inv && order_inv;
    requires room: names.count[KIND_PROCESS] < config.limit[KIND_PROCESS];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    requires times: 0 < a.period_ns && 0 < a.capacity_ns;
    requires priority: 1 <= a.priority <= PRIORITY_MAX;
    requires nobody: none_ready;
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_PROCESS][names.count[KIND_PROCESS]],
               names.count[KIND_PROCESS],
               process[0 .. PROCESS_MAX - 1],
               attribute[names.count[KIND_PROCESS]];
    ensures    inv: inv && names_inv && order_inv;
    ensures    index: \result == \old(names.count[KIND_PROCESS]);
    ensures    created: names.count[KIND_PROCESS] == \result + 1;
    ensures    places: places_kept{Pre,Post};
    ensures    priority: process[\result].priority == a.priority; */
uint32_t process_create(const char *name, struct attribute a);

/**
 * Start the dormant process t after delay_ns: in NORMAL from now (aperiodic)
 * or from the partition's next release point (periodic), in a start mode
 * from the entry into NORMAL.
 * [impl->llr~process-start~1]
 */
/*@ requires inv: inv && proc(t) && config_valid && partition_inv;
    requires dormant: process[t].place == PLACE_DORMANT;
    requires delay: 0 <= delay_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               timer.bound_ns[t / GROUP_SIZE], sched.due_ns,
               sched.head[process[t].level], sched.levels, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    others: others_same{Pre,Post}(t);
    ensures    fixed: fixed{Pre,Post};
    ensures    running: running{Pre} ==> running;
    ensures    started: process[t].place == PLACE_READY ||
                        process[t].place == PLACE_DELAYED;
    ensures    values: values_kept{Pre,Post};
    ensures    delayed: partition.mode != NORMAL ==>
                 process[t].place == PLACE_DELAYED &&
                 process[t].release_ns == delay_ns; */
void process_start(uint32_t t, int64_t delay_ns);

/**
 * The entry into NORMAL: release what was started before.
 * [impl->llr~process-release-all~2]
 */
/*@ requires inv: inv && 0 <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    fixed: fixed{Pre,Post};
    ensures    kept: sched.lock_level == \old(sched.lock_level) &&
                     sched.current == \old(sched.current);
    ensures    others: \forall integer t; proc(t) &&
                 \old(process[t].place) != PLACE_DELAYED ==>
                   process[t].place == \old(process[t].place); */
void process_release_all(int64_t now_ns);

/**
 * Stop process t, which is not the current one; it becomes PLACE_DORMANT.
 * [impl->llr~process-stop~1]
 */
/*@ requires inv: inv && running && proc(t) && t != sched.current;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    values: values_kept{Pre,Post};
    ensures    dormant: process[t].place == PLACE_DORMANT; */
void process_stop(uint32_t t);

/**
 * Stop the current process and run the next; the caller's context ends.
 * [impl->llr~process-stop-self~1]
 */
/*@ requires inv: inv && running && proc(sched.current);
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    never: \false; */
void process_stop_self(void);

/**
 * Suspend process t, which is started and not the current one.
 * [impl->llr~process-suspend~1]
 */
/*@ requires inv: inv && running && proc(t) && t != sched.current;
    requires started: process[t].place == PLACE_READY ||
                      process[t].place >= PLACE_DELAYED;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    values: values_kept{Pre,Post};
    ensures    waits: \old(process[t].place) != PLACE_READY ==>
                 process[t].place == \old(process[t].place);
    ensures    suspended: process[t].place == PLACE_SUSPENDED ||
                 process[t].suspended == 1; */
void process_suspend(uint32_t t);

/**
 * Resume the suspended process t.
 * [impl->llr~process-resume~1]
 */
/*@ requires inv: inv && running && proc(t) && t != sched.current;
    requires suspended: process[t].place == PLACE_SUSPENDED ||
                        process[t].suspended != 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    kept: ready_kept{Pre,Post};
    ensures    values: values_kept{Pre,Post};
    ensures    waits: \old(process[t].place) != PLACE_SUSPENDED ==>
                 process[t].place == \old(process[t].place);
    ensures    resumed: process[t].place != PLACE_SUSPENDED &&
                 process[t].suspended == 0;
    ensures    ready: \old(process[t].place) == PLACE_SUSPENDED ==>
                 process[t].place == PLACE_READY; */
void process_resume(uint32_t t);

/**
 * Whether the caller may wait for at most timeout_ns: NO_ERROR, or
 * NOT_AVAILABLE (a time-out of 0) or INVALID_MODE (preemption locked, or not
 * in a process).
 * [impl->llr~process-may-wait~1]
 */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    poll: timeout_ns == 0 ==> \result == NOT_AVAILABLE;
    ensures    mode: timeout_ns != 0 && (sched.lock_level != 0 ||
                 sched.current == PROCESS_IDLE) ==> \result == INVALID_MODE;
    ensures    may: timeout_ns != 0 && sched.lock_level == 0 &&
                 sched.current != PROCESS_IDLE ==> \result == NO_ERROR; */
static inline enum status process_may_wait(int64_t timeout_ns)
{
    enum status result = NO_ERROR;

    if (timeout_ns == 0) {
        result = NOT_AVAILABLE;
    } else if ((sched.lock_level != 0U) || (sched.current == PROCESS_IDLE)) {
        result = INVALID_MODE;
    } else {
        /* may wait */
    }
    return result;
}

/**
 * The current process waits at `place` (PLACE_SUSPENDED, PLACE_DELAYED, an object) for
 * timeout_ns at most (TIME_NEVER: for ever); returns how the wait ended.
 * [impl->llr~process-wait~1]
 */
/*@ requires inv: inv && running && may_wait && 0 <= timeout_ns;
    requires place: PLACE_SUSPENDED <= place < PLACE_MAX;
    requires empty: place >= PLACE_OBJECT ==>
               object[place - PLACE_OBJECT].value == 0;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    returned: returned{Pre,Post};
    ensures    result: \result == process[sched.current].result; */
enum status process_wait(uint32_t place, int64_t timeout_ns);

/**
 * process_wait() where process_may_wait() allows it, else its answer, and
 * nothing changes.
 * [impl->llr~process-try-wait~1]
 */
/*@ requires inv: inv && running && 0 <= timeout_ns;
    requires place: PLACE_SUSPENDED <= place < PLACE_MAX;
    requires empty: place >= PLACE_OBJECT ==>
               object[place - PLACE_OBJECT].value == 0;
    terminates timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: sched.lock_level == \old(sched.lock_level);
    ensures    back: sched.current == \old(sched.current);
    ensures    stay: timeout_ns == 0 || !may_wait{Pre} ==>
                 places_kept{Pre,Post} && values_kept{Pre,Post};
    ensures    poll: timeout_ns == 0 ==> \result == NOT_AVAILABLE;
    ensures    mode: timeout_ns != 0 && !may_wait{Pre} ==>
                 \result == INVALID_MODE;
    ensures    result: timeout_ns != 0 && may_wait{Pre} ==>
                 returned{Pre,Post} &&
                 \result == process[sched.current].result; */
enum status process_try_wait(uint32_t place, int64_t timeout_ns);

/**
 * The current, periodic process waits for its next release point, one period
 * after the last.
 * [impl->llr~process-periodic-wait~1]
 */
/*@ requires inv: inv && running && may_wait;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, order,
               object[0 .. OBJECT_MAX - 1];
    ensures    returned: returned{Pre,Post}; */
void process_periodic_wait(void);

#endif

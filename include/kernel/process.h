/* SPDX-License-Identifier: Apache-2.0 */
/* Processes: creation, start, stop, suspension, waiting for time. */
#ifndef KERNEL_PROCESS_H
#define KERNEL_PROCESS_H

#include <stdint.h>

#include "kernel/partition.h"
#include "kernel/ports.h"

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
    ensures    created: names.count[KIND_PROCESS] == \result + 1 &&
                 named(KIND_PROCESS, \result, name);
    ensures    places: places_kept{Pre,Post};
    ensures    attribute: attribute[\result] == a;
    ensures    priority: process[\result].priority == a.priority;
    ensures    times: process[\result].period_ns == a.period_ns &&
                 process[\result].capacity_ns == a.capacity_ns &&
                 process[\result].deadline_ns == TIME_NEVER;
    ensures    others: \forall integer t; proc(t) && t != \result ==>
                 process[t].priority == \old(process[t].priority) &&
                 process[t].period_ns == \old(process[t].period_ns) &&
                 process[t].capacity_ns == \old(process[t].capacity_ns) &&
                 process[t].suspended == \old(process[t].suspended) &&
                 times_kept{Pre,Post}(t); */
uint32_t process_create(const char *name, struct attribute a);

/**
 * The time from which a delay counts of process t, when it is started at
 * now_ns: the partition's next release point for a periodic process.
 * [impl->llr~process-base~1]
 */
/*@ requires inv: proc(t) && config_valid && partition_inv;
    requires now: partition.start_ns <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    base: \result == base(t, now_ns) && now_ns <= \result; */
static inline int64_t process_base(uint32_t t, int64_t now_ns)
{
    return (process[t].period_ns == TIME_NEVER)
               ? now_ns
               : partition_next_release(now_ns);
}

/**
 * Start the dormant process t: in NORMAL delay_ns after base_ns, in a start
 * mode delay_ns after the entry into NORMAL.
 * [impl->llr~process-start~2]
 */
/*@ requires inv: inv && proc(t);
    requires dormant: process[t].place == PLACE_DORMANT;
    requires delay: 0 <= base_ns && 0 <= delay_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns,
               sched.head[process[t].level], sched.levels, past.since[t],
               past.next, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    others: others_same{Pre,Post}(t);
    ensures    kept: ready_kept{Pre,Post};
    ensures    fixed: fixed{Pre,Post};
    ensures    messages: inv_message{Pre} ==> inv_message;
    ensures    running: running{Pre} ==> running;
    ensures    suspended: process[t].suspended == 0;
    ensures    values: values_kept{Pre,Post};
    ensures    start: partition.mode != NORMAL ==>
                 process[t].place == PLACE_DELAYED &&
                 process[t].release_ns == delay_ns &&
                 process[t].deadline_ns == \old(process[t].deadline_ns) &&
                 timer.due_ns[t] == TIME_NEVER;
    ensures    released: partition.mode == NORMAL ==>
                 released(t, after(base_ns, delay_ns)) &&
                 watched(t, process[t].deadline_ns);
    ensures    ready: partition.mode == NORMAL && delay_ns == 0 &&
                 process[t].period_ns == TIME_NEVER ==>
                   newest{Pre,Post}(t) && timer.due_ns[t] == TIME_NEVER;
    ensures    delayed: partition.mode == NORMAL && (delay_ns != 0 ||
                 process[t].period_ns != TIME_NEVER) ==>
                   process[t].place == PLACE_DELAYED &&
                   timer.due_ns[t] == process[t].release_ns; */
void process_start(uint32_t t, int64_t base_ns, int64_t delay_ns);

/**
 * The entry into NORMAL at now_ns: the delays begin of all that was started
 * before. Who is due is made ready by the next scheduling point.
 * [impl->llr~process-release-all~3]
 */
/*@ requires inv: inv && 0 <= now_ns < TIME_NEVER;
    requires created: names.count[KIND_PROCESS] <= PROCESS_MAX &&
               \forall integer t; proc(t) &&
                 process[t].place == PLACE_DELAYED ==>
                   t < names.count[KIND_PROCESS];
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.due_ns, timer;
    ensures    inv: inv;
    ensures    fixed: fixed{Pre,Post};
    ensures    places: places_kept{Pre,Post};
    ensures    suspended: \forall integer t; proc(t) ==>
                 process[t].suspended == \old(process[t].suspended);
    ensures    released: \forall integer t; proc(t) &&
                 process[t].place == PLACE_DELAYED ==>
                   released(t, after(now_ns, \old(process[t].release_ns))) &&
                   timer.due_ns[t] == process[t].release_ns &&
                   watched(t, process[t].deadline_ns);
    ensures    others: \forall integer t; proc(t) &&
                 process[t].place != PLACE_DELAYED ==>
                   times_kept{Pre,Post}(t); */
void process_release_all(int64_t now_ns);

/**
 * Stop process t, which is not the current one; it becomes PLACE_DORMANT.
 * [impl->llr~process-stop~1]
 * [impl->llr~process-stop-missed~1]
 */
/*@ requires inv: inv && running && proc(t) && t != sched.current;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns, sched.missed,
               sched.head[process[t].level], sched.levels,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    values: values_kept{Pre,Post};
    ensures    kept: \forall integer u; proc(u) && u != t ==>
                 wait_kept{Pre,Post}(u);
    ensures    dormant: process[t].place == PLACE_DORMANT &&
                 process[t].suspended == 0 && timer.due_ns[t] == TIME_NEVER &&
                 watched(t, TIME_NEVER) && !in(sched.missed, t); */
void process_stop(uint32_t t);

/**
 * Stop the current process and run the next; the caller's context ends.
 * [impl->llr~process-stop-self~1]
 * [impl->llr~process-stop-missed~1]
 */
/*@ requires inv: inv && running && proc(sched.current);
    requires messages: inv_message;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
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
    ensures    kept: \forall integer u; proc(u) && u != t ==>
                 wait_kept{Pre,Post}(u);
    ensures    ready: \old(process[t].place) == PLACE_READY ==>
                 process[t].place == PLACE_SUSPENDED &&
                 timer.due_ns[t] == TIME_NEVER;
    ensures    waits: \old(process[t].place) != PLACE_READY ==>
                 process[t].place == \old(process[t].place) &&
                 process[t].suspended == 1 && times_kept{Pre,Post}(t); */
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
               sched.head[process[t].level], sched.levels, past.since[t],
               past.next, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    kept: ready_kept{Pre,Post};
    ensures    values: values_kept{Pre,Post};
    ensures    waits: \old(process[t].place) != PLACE_SUSPENDED ==>
                 process[t].place == \old(process[t].place) &&
                 process[t].suspended == 0 && times_kept{Pre,Post}(t);
    ensures    ready: \old(process[t].place) == PLACE_SUSPENDED ==>
                 woken{Pre,Post}(t) && ready(t); */
void process_resume(uint32_t t);

/**
 * Whether the caller may wait for at most timeout_ns: NO_ERROR, or
 * NOT_AVAILABLE (a time-out of 0) or INVALID_MODE (a mutex or preemption
 * locked, or not in a process).
 * [impl->llr~process-may-wait~2]
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
 * The current process waits at `place` (PLACE_SUSPENDED, PLACE_DELAYED, an
 * object) for timeout_ns at most (TIME_NEVER: for ever); returns how the wait
 * ended.
 * [impl->llr~process-wait~1]
 */
/*@ requires inv: inv && running && may_wait && 0 <= timeout_ns;
    requires messages: inv_message;
    requires place: PLACE_SUSPENDED <= place < PLACE_MAX;
    requires empty: place >= PLACE_OBJECT ==>
               object[place - PLACE_OBJECT].value == 0;
    requires fits: fits(sched.current, place);
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: returned{Pre,Post};
    ensures    own: within(sched.current, place);
    ensures    waited: waited_for(place, timeout_ns) &&
                 \old(past.clock_ns) <= past.from_ns;
    ensures    result: \result == process[sched.current].result; */
static inline enum status process_wait(uint32_t place, int64_t timeout_ns)
{
    const int64_t now_ns = arch_now();

    return sched_wait(now_ns, place, sched_after(now_ns, timeout_ns));
}

/**
 * The current, periodic process waits for its next release point, one period
 * after the last.
 * [impl->llr~process-periodic-wait~1]
 */
/*@ requires inv: inv && running && may_wait;
    requires messages: inv_message;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: returned{Pre,Post};
    ensures    waited: waited(PLACE_DELAYED,
                 after(\old(process[sched.current].release_ns),
                       \old(process[sched.current].period_ns)));
    ensures    released: past.release_ns == past.due_ns && past.deadline_ns ==
                 after(past.due_ns, process[sched.current].capacity_ns); */
void process_periodic_wait(void);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Processes: creation, start, stop, suspension, waiting for time. */
#include "kernel/process.h"

struct attribute attribute[PROCESS_MAX];

/* Make room for a new process's priority among the levels of those created;
   returns its level.
   [impl->llr~process-create~1] */
/*@ requires inv: inv && order_inv && none_ready;
    requires room: names.count[KIND_PROCESS] < PROCESS_MAX;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1];
    ensures    level_only: but_level{Pre,Post};
    ensures    order: order_inv_but_bound;
    ensures    inv: inv;
    ensures    level: \result <= names.count[KIND_PROCESS];
    ensures    place: \forall integer u;
                 0 <= u < names.count[KIND_PROCESS] ==>
                   (process[u].priority > priority <==>
                    process[u].level < \result) &&
                   (process[u].priority < priority <==>
                    process[u].level > \result); */
static uint32_t insert_level(uint32_t priority)
{
    const uint32_t count = names.count[KIND_PROCESS];
    uint32_t level = 0U;

    /*@ loop invariant range: 0 <= t <= count && level <= count;
        loop invariant above: \forall integer u; 0 <= u < t &&
            process[u].priority > priority ==>
              process[u].level < level &&
              process[u].level == \at(process[u].level, Pre);
        loop invariant equal: \forall integer u; 0 <= u < t &&
            process[u].priority == priority ==>
              process[u].level == level &&
              process[u].level == \at(process[u].level, Pre);
        loop invariant below: \forall integer u; 0 <= u < t &&
            process[u].priority < priority ==>
              process[u].level == \at(process[u].level, Pre) + 1;
        loop invariant bound: \forall integer u; 0 <= u < count &&
            process[u].priority < priority ==>
              level <= \at(process[u].level, Pre);
        loop invariant peer: \forall integer u; 0 <= u < count &&
            process[u].priority == priority ==>
              level <= \at(process[u].level, Pre);
        loop invariant rest: \forall integer u; t <= u < PROCESS_MAX ==>
            process[u].level == \at(process[u].level, Pre);
        loop invariant level_only: but_level{Pre,Here};
        loop assigns t, level, process[0 .. PROCESS_MAX - 1];
        loop variant count - t; */
    for (uint32_t t = 0U; t < count; t++) {
        if (process[t].priority < priority) {
            process[t].level++;
        } else if (process[t].priority == priority) {
            level = process[t].level;
        } else if (process[t].level >= level) {
            level = process[t].level + 1U;
        } else {
            /* a more urgent one is already above */
        }
    }
    return level;
}

uint32_t process_create(const char *name, struct attribute a)
{
    const uint32_t level = insert_level(a.priority);
    const uint32_t t = names_add(KIND_PROCESS, name);

    attribute[t] = a;
    process[t].level = level;
    process[t].priority = (uint8_t)a.priority;
    process[t].period_ns = a.period_ns;
    process[t].capacity_ns = a.capacity_ns;
    process[t].deadline_ns = TIME_NEVER;
    return t;
}

/* Set process t's release point, and its deadline time from it.
   [impl->llr~process-start~2]
   [impl->llr~process-release-all~3]
   [impl->llr~process-periodic-wait~1] */
/*@ requires inv: inv && proc(t) && 0 <= release_ns;
    terminates \true;
    exits      \false;
    assigns    process[t].release_ns, process[t].deadline_ns,
               timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns;
    ensures    inv: inv;
    ensures    same: ready_same{Pre,Post};
    ensures    released: released(t, release_ns) &&
                 watched(t, process[t].deadline_ns); */
static inline void set_release(uint32_t t, int64_t release_ns)
{
    process[t].release_ns = release_ns;
    process[t].deadline_ns = sched_after(release_ns, process[t].capacity_ns);
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert places: places_kept{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    sched_watch(t, process[t].deadline_ns);
}

void process_start(uint32_t t, int64_t base_ns, int64_t delay_ns)
{
    arch_context_init(t, attribute[t].entry);
    sched_remove(t, PLACE_DELAYED);
    /*@ ghost Removed: ; */
    process[t].release_ns = delay_ns;
    /*@ assert same: ready_same{Removed,Here}; */
    /*@ assert places: places_kept{Removed,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    if (partition.mode == NORMAL) {
        set_release(t, sched_after(base_ns, delay_ns));
        if ((delay_ns == 0) && (process[t].period_ns == TIME_NEVER)) {
            sched_wake(t);
        } else {
            sched_timer_set(t, process[t].release_ns);
        }
    }
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert fewer: fewer_wait{Pre,Here}; */
}

void process_release_all(int64_t now_ns)
{
    const uint32_t count = names.count[KIND_PROCESS];

    /*@ loop invariant range: 0 <= t <= count;
        loop invariant inv: inv;
        loop invariant fixed: fixed{Pre,Here};
        loop invariant places: places_kept{Pre,Here};
        loop invariant suspended: \forall integer u; proc(u) ==>
            process[u].suspended == \at(process[u].suspended, Pre);
        loop invariant released: \forall integer u; 0 <= u < t &&
            process[u].place == PLACE_DELAYED ==> released(u,
              after(now_ns, \at(process[u].release_ns, Pre))) &&
              timer.due_ns[u] == process[u].release_ns &&
              watched(u, process[u].deadline_ns);
        loop invariant others: \forall integer u; proc(u) &&
            (process[u].place != PLACE_DELAYED || t <= u) ==>
              times_kept{Pre,Here}(u);
        loop assigns t, process[0 .. PROCESS_MAX - 1], sched.due_ns, timer;
        loop variant count - t; */
    for (uint32_t t = 0U; t < count; t++) {
        if (process[t].place == PLACE_DELAYED) {
            set_release(t, sched_after(now_ns, process[t].release_ns));
            sched_timer_set(t, process[t].release_ns);
        }
    }
}

void process_stop(uint32_t t)
{
    sched_remove(t, PLACE_DORMANT);
    sched_watch(t, TIME_NEVER);
    sched.missed = bits_clear(sched.missed, t);
}

void process_stop_self(void)
{
    const uint32_t t = sched.current;
    const int64_t now_ns = arch_now();

    sched.lock_level = 0U;
    sched_overdue(t, now_ns);
    sched_remove(t, PLACE_DORMANT);
    sched_watch(t, TIME_NEVER);
    sched_leave(now_ns);
}

void process_suspend(uint32_t t)
{
    if (process[t].place == PLACE_READY) {
        sched_remove(t, PLACE_SUSPENDED);
    } else {
        process[t].suspended = 1U;
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert places: places_kept{Pre,Here}; */
        /*@ assert object: inv_object; */
    }
}

void process_resume(uint32_t t)
{
    if (process[t].place == PLACE_SUSPENDED) {
        sched_wake(t);
    } else {
        process[t].suspended = 0U;
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert places: places_kept{Pre,Here}; */
        /*@ assert object: inv_object; */
    }
}

void process_periodic_wait(void)
{
    const uint32_t t = sched.current;
    const int64_t now_ns = arch_now();

    sched_overdue(t, now_ns);
    set_release(t, sched_after(process[t].release_ns, process[t].period_ns));
    (void)sched_wait(now_ns, PLACE_DELAYED, process[t].release_ns);
}

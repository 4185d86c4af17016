/* SPDX-License-Identifier: Apache-2.0 */
/* The slow path of a scheduling point: something is due, or nobody is ready. */
#include <stddef.h>

#include "kernel/timer.h"

/* The deadline time of process t, where now_ns has reached it, is missed; else
   the least of it and bound_ns. Returns the new bound_ns.
   [impl->llr~sched-overdue~1] */
/*@ requires inv: inv && proc(t) && 0 <= now_ns < bound_ns;
    terminates \true;
    exits      \false;
    assigns    timer.deadline_ns[t], sched.missed;
    ensures    inv: inv;
    ensures    overdue: overdue{Pre,Post}(t, now_ns);
    ensures    others: \forall integer u; proc(u) && u != t ==>
                 watch_kept{Pre,Post}(u);
    ensures    bound: now_ns < \result <= bound_ns &&
                 (\result == bound_ns || \result == timer.deadline_ns[t]) &&
                 \result <= timer.deadline_ns[t]; */
static inline int64_t expire_deadline(uint32_t t, int64_t now_ns,
                                      int64_t bound_ns)
{
    sched_overdue(t, now_ns);
    return (timer.deadline_ns[t] < bound_ns) ? timer.deadline_ns[t] : bound_ns;
}

/* Wake what is due in group g, and set the group's bound anew.
   [impl->llr~timer-expire~3] */
/*@ requires inv: inv && g < GROUP_MAX && 0 <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               timer.deadline_ns[0 .. PROCESS_MAX - 1], timer.bound_ns[g],
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
    ensures    lock: sched.lock_level == \old(sched.lock_level);
    ensures    current: sched.current == \old(sched.current);
    ensures    values: values_kept{Pre,Post};
    ensures    later: now_ns < timer.bound_ns[g];
    ensures    expired: \forall integer u; proc(u) && u / GROUP_SIZE == g ==>
                 expired{Pre,Post}(u, now_ns);
    ensures    overdue: \forall integer u; proc(u) && u / GROUP_SIZE == g ==>
                 overdue{Pre,Post}(u, now_ns);
    ensures    others: \forall integer u; proc(u) && u / GROUP_SIZE != g ==>
                 wait_kept{Pre,Post}(u) && watch_kept{Pre,Post}(u);
    ensures    order: behind{Pre,Post} && by_index{Pre,Post};
    ensures    kept: ready_kept{Pre,Post};
    ensures    running: running{Pre} ==> running;
    ensures    levels: \old(sched.levels) != 0 ==> sched.levels != 0; */
static void expire_group(uint32_t g, int64_t now_ns)
{
    int64_t bound_ns = TIME_NEVER;
    const uint32_t end = (g + 1U) * GROUP_SIZE;

    /*@ assert end: end == g * GROUP_SIZE + GROUP_SIZE <= PROCESS_MAX; */
    /*@ loop invariant range: g * GROUP_SIZE <= t <= end;
        loop invariant inv: inv;
        loop invariant fixed: fixed{Pre,Here} && values_kept{Pre,Here} &&
            schedule_kept{Pre,Here};
        loop invariant current: sched.current == \at(sched.current, Pre) &&
            sched.lock_level == \at(sched.lock_level, Pre);
        loop invariant bound: now_ns < bound_ns && sched.due_ns <= bound_ns;
        loop invariant least: \forall integer u; g * GROUP_SIZE <= u < t ==>
            bound_ns <= timer.due_ns[u] && bound_ns <= timer.deadline_ns[u];
        loop invariant expired: \forall integer u; g * GROUP_SIZE <= u < t ==>
            expired{Pre,Here}(u, now_ns);
        loop invariant overdue: \forall integer u; g * GROUP_SIZE <= u < t ==>
            overdue{Pre,Here}(u, now_ns);
        loop invariant others: \forall integer u; proc(u) &&
            !(g * GROUP_SIZE <= u < t) ==> wait_kept{Pre,Here}(u);
        loop invariant unwatched: \forall integer u; proc(u) &&
            !(g * GROUP_SIZE <= u < t) ==> watch_kept{Pre,Here}(u);
        loop invariant order: behind{Pre,Here} && by_index{Pre,Here};
        loop invariant kept: ready_kept{Pre,Here};
        loop invariant running: running{Pre} ==> running;
        loop invariant levels: \at(sched.levels, Pre) != 0 ==>
            sched.levels != 0;
        loop assigns t, bound_ns, process[0 .. PROCESS_MAX - 1], sched,
            past.since[0 .. PROCESS_MAX - 1], past.next,
            timer.due_ns[0 .. PROCESS_MAX - 1],
            timer.deadline_ns[0 .. PROCESS_MAX - 1],
            object[0 .. OBJECT_MAX - 1];
        loop variant end - t; */
    for (uint32_t t = g * GROUP_SIZE; t < end; t++) {
        const int64_t due_ns = timer.due_ns[t];

        if (due_ns <= now_ns) {
            process[t].result = TIMED_OUT;
            /*@ assert same: ready_same{LoopCurrent,Here}; */
            /*@ assert places: places_kept{LoopCurrent,Here}; */
            /*@ assert object: inv_object; */
            sched_wake(t);
        } else if (due_ns < bound_ns) {
            bound_ns = due_ns;
        } else {
            /* not the least of its group */
        }
        bound_ns = expire_deadline(t, now_ns, bound_ns);
        /*@ assert this: expired{Pre,Here}(t, now_ns); */
        /*@ assert rest: \forall integer u; proc(u) && u != t ==>
              wait_kept{LoopCurrent,Here}(u); */
        /*@ assert before: \forall integer u; g * GROUP_SIZE <= u < t ==>
              expired{Pre,Here}(u, now_ns); */
        /*@ assert late: overdue{Pre,Here}(t, now_ns); */
        /*@ assert watch: \forall integer u; proc(u) && u != t ==>
              watch_kept{LoopCurrent,Here}(u); */
        /*@ assert earlier: \forall integer u; g * GROUP_SIZE <= u < t ==>
              overdue{Pre,Here}(u, now_ns); */
    }
    /*@ assert group: \forall integer u; proc(u) && u / GROUP_SIZE == g ==>
          bound_ns <= timer.due_ns[u] && bound_ns <= timer.deadline_ns[u]; */
    timer.bound_ns[g] = bound_ns;
}

void timer_expire(int64_t now_ns)
{
    int64_t next_ns = TIME_NEVER;

    /*@ loop invariant range: 0 <= g <= GROUP_MAX;
        loop invariant inv: inv;
        loop invariant fixed: fixed{Pre,Here} && values_kept{Pre,Here} &&
            schedule_kept{Pre,Here};
        loop invariant current: sched.current == \at(sched.current, Pre) &&
            sched.lock_level == \at(sched.lock_level, Pre);
        loop invariant later: now_ns < next_ns;
        loop invariant least: \forall integer h; 0 <= h < g ==>
            next_ns <= timer.bound_ns[h];
        loop invariant expired: \forall integer u; proc(u) &&
            u / GROUP_SIZE < g ==> expired{Pre,Here}(u, now_ns);
        loop invariant overdue: \forall integer u; proc(u) &&
            u / GROUP_SIZE < g ==> overdue{Pre,Here}(u, now_ns);
        loop invariant others: \forall integer u; proc(u) &&
            u / GROUP_SIZE >= g ==> wait_kept{Pre,Here}(u);
        loop invariant unwatched: \forall integer u; proc(u) &&
            u / GROUP_SIZE >= g ==> watch_kept{Pre,Here}(u);
        loop invariant order: behind{Pre,Here} && by_index{Pre,Here};
        loop invariant kept: ready_kept{Pre,Here};
        loop invariant running: running{Pre} ==> running;
        loop invariant levels: \at(sched.levels, Pre) != 0 ==>
            sched.levels != 0;
        loop assigns g, next_ns, process[0 .. PROCESS_MAX - 1], sched,
            past.since[0 .. PROCESS_MAX - 1], past.next,
            timer.due_ns[0 .. PROCESS_MAX - 1],
            timer.deadline_ns[0 .. PROCESS_MAX - 1],
            timer.bound_ns[0 .. GROUP_MAX - 1],
            object[0 .. OBJECT_MAX - 1];
        loop variant GROUP_MAX - g; */
    for (uint32_t g = 0U; g < GROUP_MAX; g++) {
        if (timer.bound_ns[g] <= now_ns) {
            expire_group(g, now_ns);
        }
        if (timer.bound_ns[g] < next_ns) {
            next_ns = timer.bound_ns[g];
        }
    }
    sched.due_ns = next_ns;
}

/* Time has passed: wake what is due, and report who has missed a deadline.
   Returns with what the boot context goes on, or NULL.
   [impl->llr~sched-idle~2]
   [impl->llr~error-missed~1] */
/*@ requires inv: inv && 0 <= now_ns == past.clock_ns < TIME_NEVER;
    requires messages: inv_message;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               messages.errors, object[0 .. OBJECT_MAX - 1];
    assigns    \result \from now_ns, sched, timer, messages, config;
    ensures    inv: inv;
    ensures    messages: inv_message;
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post} &&
                 values_kept{Pre,Post};
    ensures    due: none_due;
    ensures    dormant: dormant_kept{Pre,Post};
    ensures    fewer: fewer_wait{Pre,Post};
    ensures    kept: sched.lock_level == \old(sched.lock_level) &&
                 sched.current == \old(sched.current);
    ensures    missed: \result == \null ==> sched.missed == 0; */
static inline entry_point pass(int64_t now_ns)
{
    entry_point next = NULL;

    if (sched.due_ns <= now_ns) {
        timer_expire(now_ns);
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert fewer: fewer_wait{Pre,Here}; */
        /*@ assert messages: inv_message; */
        /*@ assert dormant: dormant_kept{Pre,Here}; */
    }
    /*@ loop invariant inv: inv;
        loop invariant messages: inv_message;
        loop invariant fixed: fixed{Pre,Here};
        loop invariant due: none_due;
        loop assigns next, sched.missed, sched.due_ns, messages.errors, timer;
        loop variant members(sched.missed, 64); */
    while ((sched.missed != 0U) && (next == NULL)) {
        next = error_missed(now_ns);
    }
    return next;
}

void sched_idle(int64_t now_ns)
{
    entry_point next = pass(now_ns);

    /*@ loop invariant inv: inv && fixed{Pre,Here} &&
            schedule_kept{Pre,Here} && values_kept{Pre,Here};
        loop invariant messages: inv_message;
        loop invariant clock: \at(past.clock_ns, Pre) <= past.clock_ns;
        loop invariant due: none_due && past.clock_ns < TIME_NEVER;
        loop invariant dormant: dormant_kept{Pre,Here};
        loop invariant fewer: fewer_wait{Pre,Here};
        loop invariant kept: sched.current == \at(sched.current, Pre) &&
            sched.lock_level == 0;
        loop assigns next, process[0 .. PROCESS_MAX - 1], sched, timer,
            past.since[0 .. PROCESS_MAX - 1], past.next, past.clock_ns,
            messages.errors, object[0 .. OBJECT_MAX - 1]; */
    while ((next == NULL) && (sched.levels == 0U)) {
        arch_sleep_until(sched.due_ns);
        next = pass(arch_now());
    }
    /*@ assert within: proc(sched.current) ==>
          within(sched.current, \at(process[sched.current].place, Pre)); */
    /*@ ghost Switched: ; */
    if (next == NULL) {
        sched_run();
    } else if (sched.current == PROCESS_IDLE) {
        arch_begin(next);
    } else {
        sched_boot(next);
    }
    /*@ assert resumed: resumed{Switched,Here}; */
    /*@ assert lived: lives{Pre}; */
    /*@ assert fixed: fixed{Pre,Here}; */
    /*@ assert own: own_kept{Pre,Here}(sched.current); */
}

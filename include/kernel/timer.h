/* SPDX-License-Identifier: Apache-2.0 */
/* The slow path of a scheduling point, apart so that the fast one is short. */
#ifndef KERNEL_TIMER_H
#define KERNEL_TIMER_H

#include "kernel/sched.h"

/**
 * Wake all processes that are due by now_ns.
 * [impl->llr~timer-expire~3]
 */
/*@ requires inv: inv && 0 <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
    ensures    lock: sched.lock_level == \old(sched.lock_level);
    ensures    current: sched.current == \old(sched.current);
    ensures    values: values_kept{Pre,Post};
    ensures    none_due: \forall integer t; proc(t) ==>
                 now_ns < timer.due_ns[t] && now_ns < timer.deadline_ns[t];
    ensures    next: now_ns < sched.due_ns;
    ensures    expired: \forall integer t; proc(t) ==>
                 expired{Pre,Post}(t, now_ns) && overdue{Pre,Post}(t, now_ns);
    ensures    order: behind{Pre,Post} && by_index{Pre,Post};
    ensures    kept: ready_kept{Pre,Post};
    ensures    running: running{Pre} ==> running;
    ensures    levels: \old(sched.levels) != 0 ==> sched.levels != 0; */
void timer_expire(int64_t now_ns);

#endif

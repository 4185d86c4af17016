/* SPDX-License-Identifier: Apache-2.0 */
/* The slow path of a scheduling point: something is due. */
#include "kernel/timer.h"

/* Wake what is due in group g, and set the group's bound anew.
   [impl->llr~timer-expire~1] */
/*@ requires inv: inv && g < GROUP_MAX && 0 <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched,
               timer.due_ns[0 .. PROCESS_MAX - 1], timer.bound_ns[g],
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: sched.lock_level == \old(sched.lock_level);
    ensures    current: sched.current == \old(sched.current);
    ensures    values: values_kept{Pre,Post};
    ensures    later: now_ns < timer.bound_ns[g];
    ensures    ready: \forall integer t; proc(t) &&
                 \old(process[t].place) == PLACE_READY ==>
                 process[t].place == PLACE_READY; */
static void expire_group(uint32_t g, int64_t now_ns)
{
    int64_t bound_ns = TIME_NEVER;
    const uint32_t end = (g + 1U) * GROUP_SIZE;

    /*@ assert end: end == g * GROUP_SIZE + GROUP_SIZE <= PROCESS_MAX; */
    /*@ loop invariant range: g * GROUP_SIZE <= t <= end;
        loop invariant inv: inv;
        loop invariant fixed: fixed{Pre,Here} && values_kept{Pre,Here};
        loop invariant current: sched.current == \at(sched.current, Pre) &&
            sched.lock_level == \at(sched.lock_level, Pre);
        loop invariant bound: now_ns < bound_ns && timer.next_ns <= bound_ns;
        loop invariant least: \forall integer u; g * GROUP_SIZE <= u < t ==>
            bound_ns <= timer.due_ns[u];
        loop invariant ready: \forall integer u; proc(u) &&
            \at(process[u].place, Pre) == PLACE_READY ==>
              process[u].place == PLACE_READY;
        loop assigns t, bound_ns, process[0 .. PROCESS_MAX - 1], sched,
            timer.due_ns[0 .. PROCESS_MAX - 1],
            object[0 .. OBJECT_MAX - 1];
        loop variant end - t; */
    for (uint32_t t = g * GROUP_SIZE; t < end; t++) {
        const int64_t due_ns = timer.due_ns[t];

        if (due_ns <= now_ns) {
            if (process[t].place != PLACE_DELAYED) {
                process[t].result = TIMED_OUT;
            }
            sched_wake(t);
        } else if (due_ns < bound_ns) {
            bound_ns = due_ns;
        } else {
            /* not the least of its group */
        }
    }
    /*@ assert group: \forall integer u; proc(u) && u / GROUP_SIZE == g ==>
          bound_ns <= timer.due_ns[u]; */
    timer.bound_ns[g] = bound_ns;
}

void timer_expire(int64_t now_ns)
{
    int64_t next_ns = TIME_NEVER;

    /*@ loop invariant range: 0 <= g <= GROUP_MAX;
        loop invariant inv: inv;
        loop invariant fixed: fixed{Pre,Here} && values_kept{Pre,Here};
        loop invariant current: sched.current == \at(sched.current, Pre) &&
            sched.lock_level == \at(sched.lock_level, Pre);
        loop invariant later: now_ns < next_ns;
        loop invariant least: \forall integer h; 0 <= h < g ==>
            next_ns <= timer.bound_ns[h];
        loop invariant ready: \forall integer u; proc(u) &&
            \at(process[u].place, Pre) == PLACE_READY ==>
              process[u].place == PLACE_READY;
        loop assigns g, next_ns, process[0 .. PROCESS_MAX - 1], sched,
            timer.due_ns[0 .. PROCESS_MAX - 1],
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
    timer.next_ns = next_ns;
}

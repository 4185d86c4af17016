/* SPDX-License-Identifier: Apache-2.0 */
/* Counting semaphores; semaphore s is object s. */
#ifndef KERNEL_SEMAPHORE_H
#define KERNEL_SEMAPHORE_H

#include "kernel/process.h"

/**
 * Create a semaphore with `value` of at most `maximum`; returns its index.
 * [impl->llr~semaphore-create~1]
 */
/*@ requires inv: inv && names_inv;
    requires room: names.count[KIND_SEMAPHORE] < config.limit[KIND_SEMAPHORE];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    requires value: value <= maximum <= SEMAPHORE_VALUE_MAX;
    requires fresh: nobody_waits(names.count[KIND_SEMAPHORE]);
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_SEMAPHORE][names.count[KIND_SEMAPHORE]],
               names.count[KIND_SEMAPHORE],
               object[names.count[KIND_SEMAPHORE]].value,
               object[names.count[KIND_SEMAPHORE]].maximum,
               object[names.count[KIND_SEMAPHORE]].discipline;
    ensures    inv: inv && names_inv;
    ensures    index: \result == \old(names.count[KIND_SEMAPHORE]);
    ensures    created: names.count[KIND_SEMAPHORE] == \result + 1 &&
                 named(KIND_SEMAPHORE, \result, name);
    ensures    value: object[\result].value == value &&
                      object[\result].maximum == maximum &&
                      object[\result].discipline == discipline; */
uint32_t semaphore_create(const char *name, uint32_t value, uint32_t maximum,
                          enum discipline discipline);

/**
 * Take one from semaphore s, waiting at most timeout_ns for it.
 * NO_ERROR, NOT_AVAILABLE (0 and no time-out), INVALID_MODE (may not wait),
 * TIMED_OUT.
 * [impl->llr~semaphore-wait~1]
 */
/*@ requires inv: inv && running && s < SEMAPHORE_MAX && 0 <= timeout_ns;
    requires messages: inv_message;
    terminates object[s].value > 0 || timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    behavior take:
      assumes object[s].value > 0;
      assigns object[s].value;
      ensures take: \result == NO_ERROR &&
                    object[s].value == \old(object[s].value) - 1;
      ensures stay: places_kept{Pre,Post};
    behavior poll:
      assumes object[s].value == 0 && timeout_ns == 0;
      assigns \nothing;
      ensures poll: \result == NOT_AVAILABLE && unchanged{Pre,Post};
    behavior mode:
      assumes object[s].value == 0 && timeout_ns != 0;
      assumes sched.lock_level != 0 || sched.current == PROCESS_IDLE;
      assigns \nothing;
      ensures mode: \result == INVALID_MODE && unchanged{Pre,Post};
    behavior wait:
      assumes object[s].value == 0 && timeout_ns != 0;
      assumes sched.lock_level == 0 && sched.current != PROCESS_IDLE;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + s, timeout_ns);
      ensures result: \result == process[sched.current].result;
    complete behaviors;
    disjoint behaviors; */
static inline enum status semaphore_wait(uint32_t s, int64_t timeout_ns)
{
    enum status result = NO_ERROR;

    if (object[s].value > 0U) {
        object[s].value--;
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
        /*@ assert inv: inv && running; */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert messages: inv_message; */
    } else {
        result = process_may_wait(timeout_ns);
        if (result == NO_ERROR) {
            result = process_wait(PLACE_OBJECT + s, timeout_ns);
            /*@ assert returned: returned{Pre,Here}; */
        }
    }
    return result;
}

/**
 * Give one to semaphore s, or to the first who waits for it. NO_ACTION when
 * it is at its maximum.
 * [impl->llr~semaphore-signal~1]
 */
/*@ requires inv: inv && running && s < SEMAPHORE_MAX;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1];
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
    ensures    inv: inv && running;
    ensures    objects: \forall integer q; 0 <= q < OBJECT_MAX && q != s ==>
                 object[q].value == \old(object[q].value);
    behavior wake:
      assumes !nobody_waits(s);
      ensures wake: \result == NO_ERROR;
      ensures granted: granted{Pre,Post}(s);
    behavior count:
      assumes nobody_waits(s);
      assumes object[s].value < object[s].maximum;
      assigns object[s].value;
      ensures count: \result == NO_ERROR &&
                     object[s].value == \old(object[s].value) + 1;
      ensures stay: places_kept{Pre,Post};
    behavior full:
      assumes nobody_waits(s);
      assumes object[s].value >= object[s].maximum;
      assigns \nothing;
      ensures full: \result == NO_ACTION && unchanged{Pre,Post};
    complete behaviors;
    disjoint behaviors; */
static inline enum status semaphore_signal(uint32_t s)
{
    enum status result = NO_ERROR;

    if (object[s].waiting != 0U) {
        (void)sched_grant(s);
        /*@ assert granted: granted{Pre,Here}(s); */
    } else if (object[s].value < object[s].maximum) {
        /*@ assert nobody: nobody_waits(s); */
        object[s].value++;
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
    } else {
        result = NO_ACTION;
    }
    return result;
}

#endif

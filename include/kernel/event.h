/* SPDX-License-Identifier: Apache-2.0 */
/* Events; event e is object EVENT_FIRST + e, up while its value is 1. From
   EVENT_MAX on they are those of blackboards, whose maximum is another. */
#ifndef KERNEL_EVENT_H
#define KERNEL_EVENT_H

#include "kernel/process.h"

/**
 * Create an event, which is down; returns its index.
 * [impl->llr~event-create~1]
 */
/*@ requires inv: inv && names_inv;
    requires room: names.count[KIND_EVENT] < config.limit[KIND_EVENT];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_EVENT][names.count[KIND_EVENT]],
               names.count[KIND_EVENT],
               object[EVENT_FIRST + names.count[KIND_EVENT]].value,
               object[EVENT_FIRST + names.count[KIND_EVENT]].maximum,
               object[EVENT_FIRST + names.count[KIND_EVENT]].discipline;
    ensures    inv: inv && names_inv;
    ensures    index: \result == \old(names.count[KIND_EVENT]);
    ensures    created: names.count[KIND_EVENT] == \result + 1 &&
                 named(KIND_EVENT, \result, name);
    ensures    down: object[EVENT_FIRST + \result].value == 0 &&
                 object[EVENT_FIRST + \result].maximum == 1 &&
                 object[EVENT_FIRST + \result].discipline == FIFO; */
uint32_t event_create(const char *name);

/**
 * Set event e up and wake all who wait for it, in the order of its queue.
 * [impl->llr~event-set~2]
 */
/*@ requires inv: inv && running && e < EVENT_ALL;
    requires created: 0 < object[EVENT_FIRST + e].maximum &&
               object[EVENT_FIRST + e].discipline == FIFO;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1];
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
    ensures    inv: inv && running;
    ensures    up: object[EVENT_FIRST + e].value == 1;
    ensures    none: nobody_waits(EVENT_FIRST + e);
    ensures    kept: ready_kept{Pre,Post};
    ensures    others: \forall integer t; proc(t) &&
                 \old(process[t].place) != PLACE_OBJECT + EVENT_FIRST + e ==>
                   wait_kept{Pre,Post}(t);
    ensures    objects: \forall integer q; 0 <= q < OBJECT_MAX &&
                 q != EVENT_FIRST + e ==>
                   object[q].value == \old(object[q].value);
    ensures    woken: \forall integer t; proc(t) &&
                 \old(process[t].place) == PLACE_OBJECT + EVENT_FIRST + e ==>
                   over{Pre,Post}(t);
    ensures    order: behind{Pre,Post} && by_ticket{Pre,Post}; */
void event_set(uint32_t e);

/**
 * Set event e down.
 * [impl->llr~event-reset~1]
 */
/*@ requires inv: inv && running && e < EVENT_ALL;
    terminates \true;
    exits      \false;
    assigns    object[EVENT_FIRST + e].value;
    ensures    inv: inv && running;
    ensures    down: object[EVENT_FIRST + e].value == 0; */
void event_reset(uint32_t e);

/**
 * Wait at most timeout_ns until event e is up. NO_ERROR, NOT_AVAILABLE (down
 * and no time-out), INVALID_MODE (may not wait), TIMED_OUT.
 * [impl->llr~event-wait~1]
 */
/*@ requires inv: inv && running && e < EVENT_ALL && 0 <= timeout_ns;
    requires messages: inv_message;
    terminates object[EVENT_FIRST + e].value > 0 || timeout_ns == 0 ||
               !may_wait;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    behavior up:
      assumes object[EVENT_FIRST + e].value > 0;
      assigns \nothing;
      ensures up: \result == NO_ERROR && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior poll:
      assumes object[EVENT_FIRST + e].value == 0 && timeout_ns == 0;
      assigns \nothing;
      ensures poll: \result == NOT_AVAILABLE && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior mode:
      assumes object[EVENT_FIRST + e].value == 0 && timeout_ns != 0;
      assumes sched.lock_level != 0 || sched.current == PROCESS_IDLE;
      assigns \nothing;
      ensures mode: \result == INVALID_MODE && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior wait:
      assumes object[EVENT_FIRST + e].value == 0 && timeout_ns != 0;
      assumes sched.lock_level == 0 && sched.current != PROCESS_IDLE;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + EVENT_FIRST + e, timeout_ns);
      ensures result: \result == process[sched.current].result;
    complete behaviors;
    disjoint behaviors; */
enum status event_wait(uint32_t e, int64_t timeout_ns);

#endif

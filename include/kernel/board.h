/* SPDX-License-Identifier: Apache-2.0 */
/* Blackboards: blackboard k is event EVENT_MAX + k, up while a message is
   displayed, the last message in slot BOARD_SLOT + k, and as maximum of the
   event's object the most bytes of a message. */
#ifndef KERNEL_BOARD_H
#define KERNEL_BOARD_H

#include "kernel/event.h"

/**
 * Create a blackboard, which is empty, for messages of at most `size` bytes;
 * returns its index.
 * [impl->llr~board-create~1]
 */
/*@ requires inv: inv && names_inv && inv_message;
    requires room: names.count[KIND_BOARD] < config.limit[KIND_BOARD];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    requires size: 0 < size <= MESSAGE_SIZE_MAX;
    requires fresh:
               messages.length[BOARD_SLOT + names.count[KIND_BOARD]] == 0;
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_BOARD][names.count[KIND_BOARD]],
               names.count[KIND_BOARD],
               object[BOARD_FIRST + names.count[KIND_BOARD]].value,
               object[BOARD_FIRST + names.count[KIND_BOARD]].maximum,
               object[BOARD_FIRST + names.count[KIND_BOARD]].discipline;
    ensures    inv: inv && names_inv && inv_message;
    ensures    index: \result == \old(names.count[KIND_BOARD]);
    ensures    created: names.count[KIND_BOARD] == \result + 1 &&
                 named(KIND_BOARD, \result, name);
    ensures    empty: shown(\result) == 0 && board_size(\result) == size &&
                 board_made(\result); */
uint32_t board_create(const char *name, uint32_t size);

/**
 * Display the message of `length` bytes at `data` on blackboard k, instead of
 * the last one, and wake all who wait for one, in the order of their queue.
 * [impl->llr~board-display~1]
 */
/*@ requires inv: inv && running && inv_message && k < BOARD_MAX;
    requires created: board_made(k);
    requires data: length <= board_size(k) &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1], sched.levels,
               past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1],
               messages.length[BOARD_SLOT + k],
               messages.byte[BOARD_SLOT + k][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post} && schedule_kept{Pre,Post};
    ensures    shown: shown(k) == 1 &&
                 holds(BOARD_SLOT + k, data, length);
    ensures    none: nobody_waits(BOARD_FIRST + k);
    ensures    kept: ready_kept{Pre,Post};
    ensures    others: \forall integer t; proc(t) &&
                 \old(process[t].place) != PLACE_OBJECT + BOARD_FIRST + k ==>
                   wait_kept{Pre,Post}(t);
    ensures    objects: \forall integer q; 0 <= q < OBJECT_MAX &&
                 q != BOARD_FIRST + k ==>
                   object[q].value == \old(object[q].value);
    ensures    woken: \forall integer t; proc(t) &&
                 \old(process[t].place) == PLACE_OBJECT + BOARD_FIRST + k ==>
                   over{Pre,Post}(t);
    ensures    order: behind{Pre,Post} && by_ticket{Pre,Post};
    ensures    messages: \forall integer s; 0 <= s < SLOT_MAX &&
                 s != BOARD_SLOT + k ==> says{Pre,Post}(s, s); */
void board_display(uint32_t k, const uint8_t *data, uint32_t length);

/**
 * Read the message of blackboard k to `data`, which has room for the
 * blackboard's size, and its length in bytes, waiting at most timeout_ns until
 * one is displayed. NO_ERROR, NOT_AVAILABLE (empty and no time-out),
 * INVALID_MODE (may not wait), TIMED_OUT.
 * [impl->llr~board-read~1]
 */
/*@ requires inv: inv && running && inv_message && k < BOARD_MAX &&
               0 <= timeout_ns;
    requires out: \valid(length);
    requires data: board_size(k) == 0 ||
               \valid(data + (0 .. board_size(k) - 1));
    requires apart: board_size(k) == 0 ||
               \separated(
                 data + (0 .. board_size(k) - 1), length,
                 &messages, process + (0 .. PROCESS_MAX - 1));
    terminates shown(k) > 0 || timeout_ns == 0 ||
               !may_wait;
    exits      \false;
    assigns    *length, data[0 .. board_size(k) - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    ensures    message: \result == NO_ERROR ==>
                 holds(BOARD_SLOT + k, data, *length);
    ensures    length: \result != NO_ERROR ==> *length == \old(*length);
    behavior shown:
      assumes shown(k) > 0;
      ensures shown: \result == NO_ERROR && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior poll:
      assumes shown(k) == 0 && timeout_ns == 0;
      ensures poll: \result == NOT_AVAILABLE && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior mode:
      assumes shown(k) == 0 && timeout_ns != 0 &&
              !may_wait;
      ensures mode: \result == INVALID_MODE && unchanged{Pre,Post} &&
                messages_same{Pre,Post};
    behavior wait:
      assumes shown(k) == 0 && timeout_ns != 0 &&
              may_wait;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + BOARD_FIRST + k, timeout_ns);
      ensures result: \result == process[sched.current].result;
    complete behaviors;
    disjoint behaviors; */
enum status board_read(uint32_t k, uint8_t *data, int32_t *length,
                       int64_t timeout_ns);

#endif

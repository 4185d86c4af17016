/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers: messages in the order of sending. */
#ifndef KERNEL_BUFFER_H
#define KERNEL_BUFFER_H

#include "kernel/process.h"

#include "spec/buffer.acsl"

/**
 * Create a buffer for `count` messages of at most `size` bytes; returns its
 * index.
 * [impl->llr~buffer-create~1]
 */
/*@ requires inv: inv && names_inv && inv_message;
    requires room: names.count[KIND_BUFFER] < config.limit[KIND_BUFFER];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    requires size: size <= MESSAGE_SIZE_MAX &&
               0 < count <= MESSAGE_MAX - messages.used;
    requires fresh: \forall integer b;
               names.count[KIND_BUFFER] <= b < BUFFER_MAX ==> room(b) == 0;
    requires nobody: nobody_waits(BUFFER_FIRST + names.count[KIND_BUFFER]) &&
               nobody_waits(SPACE_FIRST + names.count[KIND_BUFFER]);
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_BUFFER][names.count[KIND_BUFFER]],
               names.count[KIND_BUFFER], messages.used,
               messages.buffer[names.count[KIND_BUFFER]],
               object[BUFFER_FIRST + names.count[KIND_BUFFER]],
               object[SPACE_FIRST + names.count[KIND_BUFFER]];
    ensures    inv: inv && names_inv && inv_message;
    ensures    index: \result == \old(names.count[KIND_BUFFER]);
    ensures    created: names.count[KIND_BUFFER] == \result + 1 &&
                 named(KIND_BUFFER, \result, name);
    ensures    empty: stored(\result) == 0 && room(\result) == count &&
                 messages.buffer[\result].size == size &&
                 object[BUFFER_FIRST + \result].discipline == discipline &&
                 object[SPACE_FIRST + \result].discipline == discipline; */
uint32_t buffer_create(const char *name, uint32_t size, uint32_t count,
                       enum discipline discipline);

/**
 * Send the message of `length` bytes at `data` to buffer b, waiting at most
 * timeout_ns for room. To the first who waits for a message it is given at
 * once. NO_ERROR, NOT_AVAILABLE (full and no time-out), INVALID_MODE (may not
 * wait), TIMED_OUT.
 * [impl->llr~buffer-send-give~1]
 * [impl->llr~buffer-send-put~1]
 * [impl->llr~buffer-send-wait~1]
 */
/*@ requires inv: inv && running && inv_message && b < BUFFER_MAX &&
               0 <= timeout_ns;
    requires created: 0 < room(b);
    requires data: length <= messages.buffer[b].size &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates stored(b) < room(b) || timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    behavior give:
      assumes !nobody_waits(BUFFER_FIRST + b);
      ensures give: \result == NO_ERROR;
      ensures given: given{Pre,Post}(b, data, length);
      ensures rings: rings_same{Pre,Post};
    behavior put:
      assumes nobody_waits(BUFFER_FIRST + b) && stored(b) < room(b);
      assigns object[BUFFER_FIRST + b].value,
              messages.length[slot(b, stored(b))],
              messages.byte[slot(b, stored(b))][0 .. MESSAGE_SIZE_MAX - 1];
      ensures put: \result == NO_ERROR && put{Pre,Post}(b, data, length);
      ensures stay: places_kept{Pre,Post};
    behavior poll:
      assumes stored(b) == room(b) && timeout_ns == 0;
      ensures poll: \result == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior mode:
      assumes stored(b) == room(b) && timeout_ns != 0 && !may_wait;
      ensures mode: \result == INVALID_MODE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior wait:
      assumes stored(b) == room(b) && timeout_ns != 0 && may_wait;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + SPACE_FIRST + b, timeout_ns);
      ensures result: \result == process[sched.current].result;
    complete behaviors;
    disjoint behaviors; */
enum status buffer_send(uint32_t b, const uint8_t *data, uint32_t length,
                        int64_t timeout_ns);

/**
 * Receive the oldest message of buffer b to `data`, and its length, waiting at
 * most timeout_ns for one; `data` has room for the buffer's size. NO_ERROR,
 * NOT_AVAILABLE (empty and no time-out), INVALID_MODE (may not wait),
 * TIMED_OUT.
 * [impl->llr~buffer-receive-take~1]
 * [impl->llr~buffer-receive-refill~1]
 * [impl->llr~buffer-receive-wait~1]
 */
/*@ requires inv: inv && running && inv_message && b < BUFFER_MAX &&
               0 <= timeout_ns;
    requires out: \valid(length);
    requires data: messages.buffer[b].size == 0 ||
               \valid(data + (0 .. messages.buffer[b].size - 1));
    requires apart: messages.buffer[b].size == 0 ||
               \separated(data + (0 .. messages.buffer[b].size - 1), length,
                          &messages, process + (0 .. PROCESS_MAX - 1));
    terminates stored(b) > 0 || timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    *length, data[0 .. messages.buffer[b].size - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    ensures    length: \result != NO_ERROR ==> *length == \old(*length);
    behavior take:
      assumes 0 < stored(b);
      ensures take: \result == NO_ERROR && taken{Pre,Post}(b, data, *length);
    behavior poll:
      assumes stored(b) == 0 && timeout_ns == 0;
      ensures poll: \result == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior mode:
      assumes stored(b) == 0 && timeout_ns != 0 && !may_wait;
      ensures mode: \result == INVALID_MODE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior wait:
      assumes stored(b) == 0 && timeout_ns != 0 && may_wait;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + BUFFER_FIRST + b, timeout_ns);
      ensures result: \result == process[sched.current].result;
      ensures message: \result == NO_ERROR ==>
                holds(MESSAGE_MAX + sched.current, data, *length);
    complete behaviors;
    disjoint behaviors; */
enum status buffer_receive(uint32_t b, uint8_t *data, int32_t *length,
                           int64_t timeout_ns);

#endif

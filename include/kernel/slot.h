/* SPDX-License-Identifier: Apache-2.0 */
/* Messages in slots, written and read whole, and waiting with one. */
#ifndef KERNEL_SLOT_H
#define KERNEL_SLOT_H

#include "kernel/copy.h"
#include "kernel/process.h"

#include "spec/slot.acsl"

/**
 * Write the message of `length` bytes at `data` to slot s.
 * [impl->llr~buffer-send-give~1]
 * [impl->llr~buffer-send-put~1]
 * [impl->llr~buffer-receive-refill~1]
 * [impl->llr~board-display~1]
 */
/*@ requires slot: s < SLOT_MAX && length <= MESSAGE_SIZE_MAX;
    requires data: length == 0 || \valid_read(data + (0 .. length - 1));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1),
                          messages.byte[s] + (0 .. MESSAGE_SIZE_MAX - 1));
    terminates \true;
    exits      \false;
    assigns    messages.length[s],
               messages.byte[s][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    holds: holds(s, data, length); */
static inline void slot_write(uint32_t s, const uint8_t *data, uint32_t length)
{
    messages.length[s] = length;
    copy(messages.byte[s], data, length);
}

/**
 * Read the message in slot s to `data`; returns its length in bytes.
 * [impl->llr~buffer-receive-take~1]
 * [impl->llr~buffer-receive-wait~1]
 * [impl->llr~board-read~1]
 */
/*@ requires slot: s < SLOT_MAX && messages.length[s] <= MESSAGE_SIZE_MAX;
    requires data: messages.length[s] == 0 ||
               \valid(data + (0 .. messages.length[s] - 1));
    requires apart: messages.length[s] == 0 || \separated(
               data + (0 .. messages.length[s] - 1), &messages);
    terminates \true;
    exits      \false;
    assigns    data[0 .. messages.length[s] - 1];
    ensures    holds: holds(s, data, \result); */
static inline uint32_t slot_read(uint32_t s, uint8_t *data)
{
    const uint32_t length = messages.length[s];

    copy(data, messages.byte[s], length);
    return length;
}

/**
 * Wait at most timeout_ns for object q with the message of `length` bytes at
 * `data`, for who ends the wait. NO_ERROR, NOT_AVAILABLE (no time-out),
 * INVALID_MODE (may not wait), TIMED_OUT.
 * [impl->llr~buffer-send-wait~1]
 * [impl->llr~queuing-send-wait~1]
 */
/*@ requires inv: inv && running && inv_message && 0 <= timeout_ns;
    requires object: may_leave(q, length);
    requires data: length == 0 || \valid_read(data + (0 .. length - 1));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    behavior poll:
      assumes timeout_ns == 0;
      assigns \nothing;
      ensures poll: \result == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior mode:
      assumes timeout_ns != 0 && !may_wait;
      assigns \nothing;
      ensures mode: \result == INVALID_MODE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior wait:
      assumes timeout_ns != 0 && may_wait;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + q, timeout_ns);
      ensures result: \result == process[sched.current].result;
    complete behaviors;
    disjoint behaviors; */
enum status slot_leave(uint32_t q, const uint8_t *data, uint32_t length,
                       int64_t timeout_ns);

/**
 * Wait at most timeout_ns for object q, and then read the message from who
 * ended the wait to `data`, and its length. Results as of slot_leave().
 * [impl->llr~buffer-receive-wait~1]
 * [impl->llr~queuing-receive-wait~1]
 */
/*@ requires inv: inv && running && inv_message && 0 <= timeout_ns;
    requires object: may_await(q);
    requires out: \valid(length);
    requires data: slot_most(q) == 0 ||
               \valid(data + (0 .. slot_most(q) - 1));
    requires apart: slot_most(q) == 0 ||
               \separated(data + (0 .. slot_most(q) - 1), length, &messages,
                          process + (0 .. PROCESS_MAX - 1));
    terminates timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    *length, data[0 .. slot_most(q) - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    ensures    length: \result != NO_ERROR ==> *length == \old(*length);
    behavior poll:
      assumes timeout_ns == 0;
      assigns \nothing;
      ensures poll: \result == NOT_AVAILABLE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior mode:
      assumes timeout_ns != 0 && !may_wait;
      assigns \nothing;
      ensures mode: \result == INVALID_MODE;
      ensures stay: unchanged{Pre,Post} && messages_same{Pre,Post};
      ensures same: unwritten{Pre,Post};
    behavior wait:
      assumes timeout_ns != 0 && may_wait;
      ensures returned: returned{Pre,Post};
      ensures waited: waited_for(PLACE_OBJECT + q, timeout_ns);
      ensures result: \result == process[sched.current].result;
      ensures message: \result == NO_ERROR ==>
                0 <= *length <= slot_most{Pre}(q) &&
                holds(MESSAGE_MAX + sched.current, data, *length);
    complete behaviors;
    disjoint behaviors; */
enum status slot_await(uint32_t q, uint8_t *data, int32_t *length,
                       int64_t timeout_ns);

#endif

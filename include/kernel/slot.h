/* SPDX-License-Identifier: Apache-2.0 */
/* Messages in slots, written and read whole. */
#ifndef KERNEL_SLOT_H
#define KERNEL_SLOT_H

#include "kernel/copy.h"
#include "kernel/sched.h"

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
 * The current process leaves a message for who ends its wait.
 * [impl->llr~buffer-send-wait~1]
 * [impl->llr~queuing-send-wait~1]
 */
/*@ requires inv: inv && running && inv_message && proc(sched.current);
    requires data: length <= MESSAGE_SIZE_MAX &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates \true;
    exits      \false;
    assigns    messages.length[MESSAGE_MAX + sched.current],
               messages.byte[MESSAGE_MAX + sched.current]
                 [0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    holds: holds(MESSAGE_MAX + sched.current, data, length); */
static inline void slot_leave(const uint8_t *data, uint32_t length)
{
    slot_write(MESSAGE_MAX + sched.current, data, length);
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert ready: process[sched.current].place == PLACE_READY; */
    /*@ assert shared: \forall integer s; 0 <= s < MESSAGE_MAX ==>
          messages.length[s] == \at(messages.length[s], Pre); */
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert rings: inv_rings; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

/**
 * The current process has room for a message of at most `size` bytes from who
 * ends its wait.
 * [impl->llr~buffer-receive-wait~1]
 * [impl->llr~queuing-receive-wait~1]
 */
/*@ requires inv: inv && running && inv_message && proc(sched.current);
    terminates \true;
    exits      \false;
    assigns    messages.length[MESSAGE_MAX + sched.current];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    size: messages.length[MESSAGE_MAX + sched.current] == size; */
static inline void slot_await(uint32_t size)
{
    messages.length[MESSAGE_MAX + sched.current] = size;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert ready: process[sched.current].place == PLACE_READY; */
    /*@ assert shared: \forall integer s; 0 <= s < MESSAGE_MAX ==>
          messages.length[s] == \at(messages.length[s], Pre); */
    /*@ assert rings: inv_rings && inv_apart; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

#endif

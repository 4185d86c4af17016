/* SPDX-License-Identifier: Apache-2.0 */
/* Waiting with a message, or for one. */
#include "kernel/slot.h"

enum status slot_leave(uint32_t q, const uint8_t *data, uint32_t length,
                       int64_t timeout_ns)
{
    enum status result = process_may_wait(timeout_ns);

    if (result == NO_ERROR) {
        slot_write(MESSAGE_MAX + sched.current, data, length);
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
        /*@ assert ready: process[sched.current].place == PLACE_READY; */
        /*@ assert shared: \forall integer s; 0 <= s < MESSAGE_MAX ==>
              messages.length[s] == \at(messages.length[s], Pre); */
        /*@ assert same: rings_same{Pre,Here}; */
        /*@ assert rings: inv_rings && inv_apart; */
        /*@ assert stay: \forall integer b, k; 0 <= b < BUFFER_MAX &&
              start(b) <= k < messages.buffer[b].end ==>
                messages.length[k] == \at(messages.length[k], Pre); */
        /*@ assert lengths: \forall integer b; 0 <= b < BUFFER_MAX ==>
              inv_length(b); */
        /*@ assert lengths: inv_lengths; */
        /*@ assert fits: inv_fits; */
        /*@ assert boards: inv_boards; */
        /*@ assert port: within_port(sched.current, PLACE_OBJECT + q); */
        /*@ assert within: within(sched.current, PLACE_OBJECT + q); */
        /*@ assert left: holds(MESSAGE_MAX + sched.current, data, length); */
        result = process_wait(PLACE_OBJECT + q, timeout_ns);
    }
    return result;
}

enum status slot_await(uint32_t q, uint8_t *data, int32_t *length,
                       int64_t timeout_ns)
{
    const uint32_t s = MESSAGE_MAX + sched.current;
    enum status result = process_may_wait(timeout_ns);

    if (result == NO_ERROR) {
        messages.length[s] = 0U;
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert ready: process[sched.current].place == PLACE_READY; */
        /*@ assert shared: \forall integer k; 0 <= k < MESSAGE_MAX ==>
              messages.length[k] == \at(messages.length[k], Pre); */
        /*@ assert same: rings_same{Pre,Here}; */
        /*@ assert rings: inv_rings && inv_apart; */
        /*@ assert stay: \forall integer b, k; 0 <= b < BUFFER_MAX &&
              start(b) <= k < messages.buffer[b].end ==>
                messages.length[k] == \at(messages.length[k], Pre); */
        /*@ assert lengths: \forall integer b; 0 <= b < BUFFER_MAX ==>
              inv_length(b); */
        /*@ assert lengths: inv_lengths; */
        /*@ assert fits: inv_fits; */
        /*@ assert boards: inv_boards; */
        /*@ assert port: within_port(sched.current, PLACE_OBJECT + q); */
        /*@ assert within: within(sched.current, PLACE_OBJECT + q); */
        result = process_wait(PLACE_OBJECT + q, timeout_ns);
        /*@ assert most: slot_most(q) == slot_most{Pre}(q); */
        /*@ assert size: messages.length[s] <= slot_most(q); */
        if (result == NO_ERROR) {
            *length = (int32_t)slot_read(s, data);
        }
    }
    return result;
}

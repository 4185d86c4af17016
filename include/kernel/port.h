/* SPDX-License-Identifier: Apache-2.0 */
/* Ports: port r is row r of the configuration. Its channel is memory that the
   other end may write at any time, so that nothing read there is believed:
     word CHANNEL_TAIL  how many messages were written, by the source alone
     word CHANNEL_HEAD  how many were taken, by the destination of a queue
     then the cells     message n is in cell n % count: when it was written
                        (ns), its length, its bytes
   Of a sampling port object PORT_FIRST + r has as maximum the most bytes of a
   message; for that of a queuing port processes wait, too. */
#ifndef KERNEL_PORT_H
#define KERNEL_PORT_H

#include "kernel/process.h"

#define CHANNEL_TAIL 0U
#define CHANNEL_HEAD 8U
#define PORT_NONE PORT_MAX
#define PORT_POLL_NS 1000000 /* how often the ferry looks at the channels */

/**
 * Which kind of port r is.
 * [impl->llr~port-find~1]
 */
/*@ requires row: r < PORT_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    kind: \result == port_kind(r); */
static inline enum port_kind port_kind(uint32_t r)
{
    return (port_table[r].count == 0U) ? PORT_SAMPLING : PORT_QUEUING;
}

/**
 * The port of this kind and name in the configuration, or PORT_NONE. A row
 * with a value out of its range is none.
 * [impl->llr~port-find~1]
 */
/*@ requires name: readable_name(name);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    found: \result != PORT_NONE ==> port_last(kind, \result, name);
    ensures    none: \result == PORT_NONE ==> \forall integer r;
                 0 <= r < PORT_MAX ==> !port_named(kind, r, name); */
uint32_t port_find(enum port_kind kind, const char *name);

/**
 * Create port r of this kind: of a sampling port messages are valid for
 * refresh_ns, of a queuing port processes are served by the discipline.
 * [impl->llr~port-create~1]
 */
/*@ requires inv: inv && inv_message && ports_inv;
    requires row: r < PORT_MAX && port_valid(r) && port_kind(r) == kind;
    requires new: !port_created(kind, r);
    requires period: 0 <= refresh_ns;
    terminates \true;
    exits      \false;
    assigns    ports.created[kind], ports.refresh_ns[r],
               object[PORT_FIRST + r].maximum,
               object[PORT_FIRST + r].discipline;
    ensures    inv: inv && inv_message && ports_inv;
    ensures    created: port_added{Pre,Post}(kind, r);
    ensures    values: ports.refresh_ns[r] == refresh_ns &&
                 port_size(r) == port_table[r].size &&
                 object[PORT_FIRST + r].discipline == discipline; */
void port_create(enum port_kind kind, uint32_t r, int64_t refresh_ns,
                 enum discipline discipline);

/**
 * Write the message of `length` bytes at `data` to sampling port r, instead of
 * the last one.
 * [impl->llr~sampling-write~1]
 */
/*@ requires row: r < PORT_MAX && port_valid(r);
    requires data: 0 < length <= MESSAGE_SIZE_MAX &&
               \valid_read(data + (0 .. length - 1));
    terminates \true;
    exits      \false;
    assigns    past.clock_ns;
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER; */
void sampling_write(uint32_t r, const uint8_t *data, uint32_t length);

/**
 * Read to `data`, which has room for the port's size, the newest message that
 * sampling port r has received whole, its length in bytes, and whether it is no
 * older than the refresh period. NO_ERROR, NO_ACTION (none received yet).
 * [impl->llr~sampling-read~1]
 * [impl->llr~sampling-read-whole~1]
 * [impl->llr~sampling-read-valid~2]
 */
/*@ requires inv: inv && running && inv_message && ports_inv;
    requires row: r < PORT_MAX && port_created(PORT_SAMPLING, r);
    requires out: \valid(length);
    requires data: port_size(r) == 0 ||
               \valid(data + (0 .. port_size(r) - 1));
    requires apart: port_size(r) == 0 || \separated(
               data + (0 .. port_size(r) - 1), length, &messages, &ports,
               object + (0 .. OBJECT_MAX - 1),
               process + (0 .. PROCESS_MAX - 1));
    terminates \true;
    exits      \false;
    assigns    *length, data[0 .. port_size(r) - 1], messages, past.clock_ns;
    ensures    inv: inv && running && inv_message;
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER;
    ensures    rings: rings_same{Pre,Post};
    ensures    others: \forall integer s; 0 <= s < SLOT_MAX &&
                 s != PORT_SLOT + r && s != NEW_SLOT ==> says{Pre,Post}(s, s);
    ensures    none: \result == NO_ACTION <==>
                 messages.length[PORT_SLOT + r] == 0;
    ensures    codes: \result == NO_ACTION || \result == NO_ERROR;
    ensures    message: \result == NO_ERROR ==>
                 holds(PORT_SLOT + r, data, *length);
    ensures    length: \result != NO_ERROR ==> *length == \old(*length);
    ensures    valid: in(messages.valid, r) <==> \result == NO_ERROR &&
                 fresh(r, past.clock_ns);
    ensures    marks: \forall integer i; 0 <= i < 64 && i != r ==>
                 (in(messages.valid, i) <==> \old(in(messages.valid, i))); */
enum status sampling_read(uint32_t r, uint8_t *data, int32_t *length);

/**
 * Send the message of `length` bytes at `data` by queuing port r, waiting at
 * most timeout_ns for room in the channel. NO_ERROR, NOT_AVAILABLE (full, or
 * others wait, and no time-out), INVALID_MODE (may not wait), TIMED_OUT.
 * [impl->llr~queuing-send~1]
 * [impl->llr~queuing-send-wait~1]
 */
/*@ requires inv: inv && running && inv_message && ports_inv &&
               0 <= timeout_ns;
    requires row: r < PORT_MAX && port_created(PORT_QUEUING, r);
    requires data: length <= port_size(r) &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
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
    ensures    stay: timeout_ns == 0 || !may_wait{Pre} ==>
                 unchanged{Pre,Post} && messages_same{Pre,Post};
    ensures    poll: timeout_ns == 0 ==> \result == NO_ERROR ||
                 \result == NOT_AVAILABLE;
    ensures    mode: timeout_ns != 0 && !may_wait{Pre} ==>
                 \result == NO_ERROR || \result == INVALID_MODE;
    ensures    turn: !nobody_waits{Pre}(PORT_FIRST + r) &&
                 timeout_ns == 0 ==> \result == NOT_AVAILABLE;
    ensures    wait: timeout_ns != 0 && may_wait{Pre} ==>
                 \result == NO_ERROR || \result == TIMED_OUT;
    ensures    late: \result == TIMED_OUT ==> returned{Pre,Post} &&
                 waited_for(PLACE_OBJECT + PORT_FIRST + r, timeout_ns); */
enum status queuing_send(uint32_t r, const uint8_t *data, uint32_t length,
                         int64_t timeout_ns);

/**
 * Receive to `data`, which has room for the port's size, the oldest message of
 * the channel of queuing port r, and its length in bytes, waiting at most
 * timeout_ns for one. NO_ERROR, INVALID_CONFIG (received, but others were
 * lost), NOT_AVAILABLE (none, or others wait, and no time-out),
 * INVALID_MODE (may not wait), TIMED_OUT.
 * [impl->llr~queuing-receive~1]
 * [impl->llr~queuing-receive-wait~1]
 * [impl->llr~queuing-receive-lost~2]
 */
/*@ requires inv: inv && running && inv_message && ports_inv &&
               0 <= timeout_ns;
    requires row: r < PORT_MAX && port_created(PORT_QUEUING, r);
    requires out: \valid(length);
    requires data: port_size(r) == 0 ||
               \valid(data + (0 .. port_size(r) - 1));
    requires apart: port_size(r) == 0 || \separated(
               data + (0 .. port_size(r) - 1), length, &messages,
               process + (0 .. PROCESS_MAX - 1));
    terminates timeout_ns == 0 || !may_wait;
    exits      \false;
    assigns    *length, data[0 .. port_size(r) - 1],
               process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    lock: lock_kept{Pre,Post};
    ensures    back: sched.current == \old(sched.current);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns);
    ensures    stay: timeout_ns == 0 || !may_wait{Pre} ==>
                 unchanged{Pre,Post} && rings_same{Pre,Post};
    ensures    poll: timeout_ns == 0 ==> \result == NO_ERROR ||
                 \result == INVALID_CONFIG || \result == NOT_AVAILABLE;
    ensures    mode: timeout_ns != 0 && !may_wait{Pre} ==>
                 \result == NO_ERROR || \result == INVALID_CONFIG ||
                 \result == INVALID_MODE;
    ensures    turn: !nobody_waits{Pre}(PORT_FIRST + r) &&
                 timeout_ns == 0 ==> \result == NOT_AVAILABLE;
    ensures    wait: timeout_ns != 0 && may_wait{Pre} ==>
                 \result == NO_ERROR || \result == INVALID_CONFIG ||
                 \result == TIMED_OUT;
    ensures    late: \result == TIMED_OUT ==> returned{Pre,Post} &&
                 waited_for(PLACE_OBJECT + PORT_FIRST + r, timeout_ns);
    ensures    size: \result == NO_ERROR || \result == INVALID_CONFIG ==>
                 0 <= *length <= port_size(r);
    ensures    length: \result != NO_ERROR && \result != INVALID_CONFIG ==>
                 *length == \old(*length);
    ensures    lost: \result == NO_ERROR || \result == INVALID_CONFIG ==>
                 !in(messages.lost, r); */
enum status queuing_receive(uint32_t r, uint8_t *data, int32_t *length,
                            int64_t timeout_ns);

/**
 * How many messages the channel of queuing port r holds.
 * [impl->llr~queuing-stored~1]
 */
/*@ requires row: r < PORT_MAX && port_valid(r);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    count: \result <= port_table[r].count; */
uint32_t queuing_stored(uint32_t r);

/**
 * Drop all messages in the channel of queuing port r.
 * [impl->llr~queuing-clear~1]
 */
/*@ requires row: r < PORT_MAX && port_valid(r);
    terminates \true;
    exits      \false;
    assigns    \nothing; */
void queuing_clear(uint32_t r);

/**
 * The process that looks at the channels every PORT_POLL_NS and serves who waits
 * for one, in the order of the queue.
 * [impl->llr~port-ferry~1]
 */
/*@ requires inv: inv && running && inv_message && ports_inv && may_wait;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    never: \false; */
void port_ferry(void);

/**
 * Create and start the process that runs port_ferry(), in a start mode.
 * [impl->llr~port-ferry-create~1]
 */
/*@ requires inv: inv && running && inv_message && names_inv && order_inv &&
               mode_inv;
    requires room: names.count[KIND_PROCESS] < config.limit[KIND_PROCESS];
    requires mode: partition.mode != NORMAL;
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_PROCESS][names.count[KIND_PROCESS]],
               names.count[KIND_PROCESS], process[0 .. PROCESS_MAX - 1],
               attribute[names.count[KIND_PROCESS]], timer, sched.due_ns,
               sched.head[0 .. PROCESS_MAX - 1], sched.levels, past,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && inv_message && names_inv && order_inv &&
                 mode_inv;
    ensures    values: values_kept{Pre,Post};
    ensures    clock: past.clock_ns == \old(past.clock_ns);
    ensures    created: names.count[KIND_PROCESS] ==
                 \old(names.count[KIND_PROCESS]) + 1;
    ensures    entry: attribute[names.count[KIND_PROCESS] - 1].entry ==
                 &port_ferry &&
                 attribute[names.count[KIND_PROCESS] - 1].priority ==
                 PRIORITY_MAX; */
void port_ferry_create(void);

#endif

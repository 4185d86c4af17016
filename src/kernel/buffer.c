/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers. */
#include "kernel/buffer.h"
#include "kernel/slot.h"

struct messages messages;

uint32_t buffer_create(const char *name, uint32_t size, uint32_t count,
                       enum discipline discipline)
{
    const uint32_t b = names_add(KIND_BUFFER, name);

    messages.buffer[b].head = messages.used;
    messages.buffer[b].size = size;
    messages.used += count;
    messages.buffer[b].end = messages.used;
    object[BUFFER_FIRST + b].maximum = count;
    object[BUFFER_FIRST + b].discipline = discipline;
    object[SPACE_FIRST + b].discipline = discipline;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    /*@ assert ring: inv_ring(b); */
    /*@ assert rooms: \forall integer c; 0 <= c < BUFFER_MAX && c != b ==>
          room(c) == room{Pre}(c); */
    /*@ assert others: \forall integer c; 0 <= c < BUFFER_MAX && c != b ==>
          inv_ring(c); */
    /*@ assert rings: inv_rings; */
    /*@ assert apart: inv_apart; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
    return b;
}

/* Give a message to the first who waits for one of buffer b. Returns NO_ERROR.
   [impl->llr~buffer-send-give~1] */
/*@ requires inv: inv && running && inv_message && b < BUFFER_MAX;
    requires some: object[BUFFER_FIRST + b].waiting != 0;
    requires data: length <= messages.buffer[b].size &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.head[0 .. PROCESS_MAX - 1],
               sched.levels, past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1],
               messages;
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    rings: rings_same{Pre,Post};
    ensures    given: given{Pre,Post}(b, data, length);
    ensures    done: \result == NO_ERROR; */
static enum status give(uint32_t b, const uint8_t *data, uint32_t length)
{
    const uint32_t t = sched_grant(BUFFER_FIRST + b);

    /*@ assert proc: proc(t); */
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert fewer: fewer_wait{Pre,Here}; */
    /*@ assert messages: inv_message; */
    /*@ ghost Granted: ; */
    slot_write(MESSAGE_MAX + t, data, length);
    /*@ assert holds: holds(MESSAGE_MAX + t, data, length); */
    /*@ assert kept: \forall integer s; 0 <= s < SLOT_MAX &&
          s != MESSAGE_MAX + t ==>
          messages.length[s] == \at(messages.length[s], Granted); */
    /*@ assert same: ready_same{Granted,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert inv: inv; */
    /*@ assert others: \forall integer s; 0 <= s < SLOT_MAX &&
          s != MESSAGE_MAX + t ==> says{Pre,Here}(s, s); */
    /*@ assert granted: granted_to{Pre,Here}(BUFFER_FIRST + b, t); */
    /*@ assert shared: \forall integer s; 0 <= s < MESSAGE_MAX ==>
          messages.length[s] == \at(messages.length[s], Granted); */
    /*@ assert rings: rings_same{Granted,Here}; */
    /*@ assert each: \forall integer c; 0 <= c < BUFFER_MAX ==>
          inv_ring(c); */
    /*@ assert unused: messages.used <= MESSAGE_MAX && \forall integer s;
          messages.used <= s < MESSAGE_MAX ==> messages.length[s] == 0; */
    /*@ assert ring: inv_rings; */
    /*@ assert apart: inv_apart; */
    /*@ assert each: \forall integer c; 0 <= c < BUFFER_MAX ==>
          inv_length(c); */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
    /*@ assert message: inv_message; */
    /*@ assert running: running; */
    return NO_ERROR;
}

/* Slot s of the ring of buffer b, which begins anew at its end.
   [impl->llr~buffer-send-put~1]
   [impl->llr~buffer-receive-take~1] */
/*@ requires ring: inv_ring(b) && b < BUFFER_MAX;
    requires slot: start(b) <= s < messages.buffer[b].end + room(b) &&
               messages.buffer[b].end + room(b) <= 2 * MESSAGE_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    slot: \result ==
                 (s < messages.buffer[b].end ? s : s - room(b)); */
static inline uint32_t in_ring(uint32_t b, uint32_t s)
{
    return (s < messages.buffer[b].end)
               ? s
               : (s - (uint32_t)object[BUFFER_FIRST + b].maximum);
}

/* Put a message behind the others of buffer b, which has room.
   [impl->llr~buffer-send-put~1] */
/*@ requires inv: inv && inv_message && b < BUFFER_MAX;
    requires room: stored(b) < room(b) && nobody_waits(BUFFER_FIRST + b);
    requires data: length <= messages.buffer[b].size &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    requires apart: length == 0 ||
               \separated(data + (0 .. length - 1), &messages);
    terminates \true;
    exits      \false;
    assigns    object[BUFFER_FIRST + b].value,
               messages.length[slot(b, stored(b))],
               messages.byte[slot(b, stored(b))][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: inv && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    put: put{Pre,Post}(b, data, length); */
static inline void put(uint32_t b, const uint8_t *data, uint32_t length)
{
    const uint32_t m = BUFFER_FIRST + b;
    const uint32_t s =
        in_ring(b, messages.buffer[b].head + (uint32_t)object[m].value);

    /*@ assert slot: s == slot(b, stored(b)); */
    slot_write(s, data, length);
    object[m].value++;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert ring: inv_ring(b); */
    /*@ assert rings: inv_rings; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

/* The oldest message of buffer b has been read; its slot becomes the last.
   [impl->llr~buffer-receive-take~1] */
/*@ requires inv: inv_message && b < BUFFER_MAX && 0 < room(b);
    terminates \true;
    exits      \false;
    assigns    messages.buffer[b].head;
    ensures    inv: inv_message;
    ensures    next: \forall integer k; 0 <= k < room(b) - 1 ==>
                 slot(b, k) == slot{Pre}(b, k + 1);
    ensures    last: slot(b, room(b) - 1) == slot{Pre}(b, 0); */
static inline void advance(uint32_t b)
{
    messages.buffer[b].head = in_ring(b, messages.buffer[b].head + 1U);
    /*@ assert rings: inv_rings; */
    /*@ assert apart: inv_apart; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

/* The oldest message of buffer b, which is full, has been read: the first who
   waits to send has room. Returns NO_ERROR.
   [impl->llr~buffer-receive-refill~1] */
/*@ requires inv: inv && running && inv_message && b < BUFFER_MAX &&
               0 < room(b);
    requires some: object[SPACE_FIRST + b].waiting != 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.head[0 .. PROCESS_MAX - 1],
               sched.levels, past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1], messages.length[slot(b, 0)],
               messages.byte[slot(b, 0)][0 .. MESSAGE_SIZE_MAX - 1],
               messages.buffer[b].head;
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    done: \result == NO_ERROR;
    ensures    full: stored(b) == stored{Pre}(b) == room(b);
    ensures    refilled: refilled{Pre,Post}(b);
    ensures    next: \forall integer k; 0 <= k < room(b) - 1 ==>
                 slot(b, k) == slot{Pre}(b, k + 1);
    ensures    last: slot(b, room(b) - 1) == slot{Pre}(b, 0);
    ensures    kept: \forall integer s; 0 <= s < SLOT_MAX &&
                 s != slot{Pre}(b, 0) ==> says{Pre,Post}(s, s); */
static enum status refill(uint32_t b)
{
    const uint32_t s = messages.buffer[b].head;
    const uint32_t t = sched_grant(SPACE_FIRST + b);

    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert fewer: fewer_wait{Pre,Here}; */
    /*@ assert messages: inv_message; */
    /*@ assert ring: inv_ring(b) && 0 < room(b); */
    /*@ assert slot: s == slot(b, 0) == slot{Pre}(b, 0) &&
          s < messages.used; */
    /*@ assert apart: \forall integer c; 0 <= c < BUFFER_MAX && c != b ==>
          !(start(c) <= s < messages.buffer[c].end); */
    /*@ assert size: messages.length[MESSAGE_MAX + t] <=
          messages.buffer[b].size; */
    /*@ ghost Granted: ; */
    slot_write(s, messages.byte[MESSAGE_MAX + t],
               messages.length[MESSAGE_MAX + t]);
    /*@ assert same: ready_same{Granted,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert granted: granted_to{Pre,Here}(SPACE_FIRST + b, t); */
    /*@ assert kept: \forall integer k; 0 <= k < SLOT_MAX &&
          k != s ==> says{Pre,Here}(k, k); */
    /*@ assert unread: \forall integer i; 0 <= i < MESSAGE_SIZE_MAX ==>
          messages.byte[MESSAGE_MAX + t][i] ==
          \at(messages.byte[MESSAGE_MAX + t][i], Granted); */
    /*@ assert copied: \forall integer i; 0 <= i < messages.length[s] ==>
          messages.byte[s][i] == messages.byte[MESSAGE_MAX + t][i]; */
    /*@ assert own: says{Granted,Here}(MESSAGE_MAX + t, s); */
    /*@ assert own: says{Pre,Here}(MESSAGE_MAX + t, s); */
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert ring: \forall integer c; 0 <= c < BUFFER_MAX ==> inv_ring(c); */
    /*@ assert owns: \forall integer u; proc(u) ==>
          messages.length[MESSAGE_MAX + u] ==
          \at(messages.length[MESSAGE_MAX + u], Granted); */
    /*@ assert places: places_kept{Granted,Here}; */
    /*@ assert length: messages.length[s] <= messages.buffer[b].size; */
    /*@ assert lengths: \forall integer k; 0 <= k < MESSAGE_MAX && k != s ==>
          messages.length[k] == \at(messages.length[k], Granted); */
    /*@ assert rings: inv_rings; */
    /*@ assert apart: \forall integer c; 0 <= c < BUFFER_MAX && c != b ==>
          !(start(c) <= s < messages.buffer[c].end); */
    /*@ assert ours: inv_length(b); */
    /*@ assert theirs: \forall integer c; 0 <= c < BUFFER_MAX && c != b ==>
          inv_length(c); */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: \forall integer u; proc(u) ==>
          fits(u, process[u].place); */
    /*@ assert boards: inv_boards; */
    /*@ assert refilled: refilled{Pre,Here}(b); */
    /*@ assert full: stored(b) == stored{Pre}(b) == room(b); */
    /*@ ghost Filled: ; */
    advance(b);
    /*@ assert kept: \forall integer k; 0 <= k < SLOT_MAX ==>
          says{Filled,Here}(k, k); */
    return NO_ERROR;
}

/* The oldest message of buffer b, for which nobody waits to send, has been
   read.
   [impl->llr~buffer-receive-take~1] */
/*@ requires inv: inv && inv_message && b < BUFFER_MAX && 0 < stored(b);
    requires nobody: nobody_waits(SPACE_FIRST + b);
    terminates \true;
    exits      \false;
    assigns    object[BUFFER_FIRST + b].value;
    ensures    inv: inv && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    less: stored(b) == \old(stored(b)) - 1; */
static inline void drop(uint32_t b)
{
    /*@ assert ring: inv_ring(b); */
    object[BUFFER_FIRST + b].value--;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert waiters: \forall integer t; proc(t) &&
          process[t].place >= PLACE_OBJECT ==>
            object[process[t].place - PLACE_OBJECT].value == 0; */
    /*@ assert object: inv_object; */
    /*@ assert ring: inv_ring(b); */
    /*@ assert each: \forall integer c; 0 <= c < BUFFER_MAX ==>
          inv_ring(c); */
    /*@ assert rings: inv_rings; */
    /*@ assert each: \forall integer c; 0 <= c < BUFFER_MAX ==>
          inv_length(c); */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
    /*@ assert apart: inv_apart; */
    /*@ assert inv: inv; */
    /*@ assert message: inv_message; */
}

/* Take the oldest message of buffer b. Returns NO_ERROR.
   [impl->llr~buffer-receive-take~1]
   [impl->llr~buffer-receive-refill~1] */
/*@ requires inv: inv && running && inv_message && b < BUFFER_MAX;
    requires some: 0 < stored(b);
    requires out: \valid(length);
    requires data: messages.buffer[b].size == 0 ||
               \valid(data + (0 .. messages.buffer[b].size - 1));
    requires apart: messages.buffer[b].size == 0 ||
               \separated(data + (0 .. messages.buffer[b].size - 1), length,
                          &messages, process + (0 .. PROCESS_MAX - 1));
    terminates \true;
    exits      \false;
    assigns    *length, process[0 .. PROCESS_MAX - 1],
               sched.head[0 .. PROCESS_MAX - 1],
               sched.levels, past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1], messages.length[slot(b, 0)],
               messages.byte[slot(b, 0)][0 .. MESSAGE_SIZE_MAX - 1],
               messages.buffer[b].head,
               data[0 .. messages.buffer[b].size - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    done: \result == NO_ERROR;
    ensures    taken: taken{Pre,Post}(b, data, *length); */
static inline enum status take(uint32_t b, uint8_t *data, int32_t *length)
{
    enum status result = NO_ERROR;

    /*@ assert slot: messages.buffer[b].head == slot(b, 0) && inv_ring(b); */
    /*@ assert size: messages.length[slot(b, 0)] <=
          messages.buffer[b].size <= MESSAGE_SIZE_MAX; */
    *length = (int32_t)slot_read(messages.buffer[b].head, data);
    /*@ assert inv: inv && running && inv_message; */
    /*@ assert unread: says{Pre,Here}(slot(b, 0), slot(b, 0)); */
    /*@ assert fixed: fixed{Pre,Here}; */
    /*@ assert read: read{Pre,Here}(b, data, *length); */
    if (object[SPACE_FIRST + b].waiting != 0U) {
        result = refill(b);
        /*@ assert refilled: refilled{Pre,Here}(b); */
    } else {
        /*@ assert nobody: nobody_waits(SPACE_FIRST + b); */
        drop(b);
        advance(b);
    }
    /*@ assert fixed: fixed{Pre,Here}; */
    /*@ assert read: read{Pre,Here}(b, data, *length); */
    /*@ assert moved: moved{Pre,Here}(b); */
    /*@ assert none: nobody_waits{Pre}(SPACE_FIRST + b) ==>
          stored(b) == stored{Pre}(b) - 1 && places_kept{Pre,Here}; */
    /*@ assert last: !nobody_waits{Pre}(SPACE_FIRST + b) ==>
          stored(b) == stored{Pre}(b) == room(b) &&
          slot(b, stored(b) - 1) == slot{Pre}(b, 0); */
    /*@ assert some: !nobody_waits{Pre}(SPACE_FIRST + b) ==>
          refilled{Pre,Here}(b); */
    /*@ assert filled: filled{Pre,Here}(b); */
    return result;
}

enum status buffer_send(uint32_t b, const uint8_t *data, uint32_t length,
                        int64_t timeout_ns)
{
    const uint32_t m = BUFFER_FIRST + b;
    enum status result = NO_ERROR;

    if (object[m].waiting != 0U) {
        result = give(b, data, length);
        /*@ assert some: !nobody_waits{Pre}(BUFFER_FIRST + b); */
        /*@ assert empty: stored{Pre}(b) == 0; */
    } else if (object[m].value < object[m].maximum) {
        put(b, data, length);
        /*@ assert put: put{Pre,Here}(b, data, length); */
    } else {
        /*@ assert full: stored(b) == room(b); */
        result = slot_leave(SPACE_FIRST + b, data, length, timeout_ns);
        /*@ assert returned: timeout_ns != 0 && may_wait{Pre} ==>
              returned{Pre,Here}; */
    }
    return result;
}

enum status buffer_receive(uint32_t b, uint8_t *data, int32_t *length,
                           int64_t timeout_ns)
{
    enum status result = NO_ERROR;

    if (object[BUFFER_FIRST + b].value != 0U) {
        result = take(b, data, length);
        /*@ assert taken: taken{Pre,Here}(b, data, *length); */
    } else {
        result = slot_await(BUFFER_FIRST + b, data, length, timeout_ns);
    }
    return result;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Ports. */
#include <stddef.h>

#include "kernel/port.h"
#include "kernel/slot.h"

#define SAMPLE_TRIES 3U /* reads of a message that is overwritten meanwhile */

struct ports ports;

/* The first word of the cell that message n of port r has.
   [impl->llr~port-cell~1] */
/*@ requires row: r < PORT_MAX && port_valid(r);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    cell: \result == CHANNEL_HEADER + CELL_WORDS * (n % cells(r));
    ensures    room: \result + CELL_WORDS <= channel_words(r); */
static inline uint32_t cell(uint32_t r, uint64_t n)
{
    const uint32_t count = port_table[r].count;
    const uint32_t i = (uint32_t)(n % ((count == 0U) ? SAMPLING_CELLS : count));

    /*@ assert cell: i == n % cells(r) && i + 1 <= cells(r); */
    return CHANNEL_HEADER + (CELL_WORDS * i);
}

/* Write message n, which is the next one, to the channel of port r.
   [impl->llr~port-cell~1] */
/*@ requires row: r < PORT_MAX && port_valid(r);
    requires data: length <= MESSAGE_SIZE_MAX &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    terminates \true;
    exits      \false;
    assigns    past.clock_ns;
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER; */
static inline void put_message(uint32_t r, uint64_t n, const uint8_t *data,
                               uint32_t length)
{
    const uint32_t w = cell(r, n);

    arch_channel_set(r, w, (uint64_t)arch_now());
    arch_channel_set(r, w + 1U, length);
    arch_channel_write(r, w + 2U, data, length);
    arch_channel_set(r, CHANNEL_TAIL, n + 1U);
}

/* Copy the bytes of the message in the cell from word w on to NEW_SLOT; returns
   their number, 0 where that is none of port r's.
   [impl->llr~port-fetch~1] */
/*@ requires row: r < PORT_MAX && port_valid(r) &&
               w + CELL_WORDS <= channel_words(r);
    requires size: port_size(r) <= MESSAGE_SIZE_MAX;
    terminates \true;
    exits      \false;
    assigns    messages.byte[NEW_SLOT][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    length: \result <= port_size(r); */
static inline uint32_t fetch(uint32_t r, uint32_t w)
{
    const uint64_t length = arch_channel_get(r, w + 1U);
    uint32_t fetched = 0U;

    if (length <= object[PORT_FIRST + r].maximum) {
        fetched = (uint32_t)length;
        arch_channel_read(r, w + 2U, messages.byte[NEW_SLOT], fetched);
    }
    return fetched;
}

/* 1 when the configuration has good values for port r, else 0.
   [impl->llr~port-check~1] */
/*@ requires row: r < PORT_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    valid: \result == 1 <==> port_valid(r); */
static uint32_t port_check(uint32_t r)
{
    const uint32_t sizes = ((port_table[r].size > 0U) &&
                            (port_table[r].size <= MESSAGE_SIZE_MAX) &&
                            (port_table[r].count <= PORT_MESSAGES_MAX))
                               ? 1U
                               : 0U;
    const uint32_t ends =
        ((port_table[r].channel != NULL) &&
         ((uint32_t)port_table[r].direction <= (uint32_t)DESTINATION))
            ? 1U
            : 0U;

    return sizes & ends;
}

/* 1 when port r has the name in text, else 0.
   [impl->llr~port-find~1] */
/*@ requires row: r < PORT_MAX;
    requires text: readable_name(text);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    equal: \result == 1 <==> has_name(r, text); */
static uint32_t port_has_name(uint32_t r, const char *text)
{
    uint32_t c = 0U;

    /*@ loop invariant range: 0 <= c < NAME_LENGTH;
        loop invariant equal: \forall integer d; 0 <= d < c ==>
            port_table[r].name[d] == text[d] && text[d] != 0;
        loop assigns c;
        loop variant NAME_LENGTH - c; */
    while ((c < (NAME_LENGTH - 1U)) && (text[c] != '\0') &&
           (port_table[r].name[c] == text[c])) {
        c++;
    }
    return (port_table[r].name[c] == text[c]) ? 1U : 0U;
}

uint32_t port_find(enum port_kind kind, const char *name)
{
    uint32_t found = PORT_NONE;

    /*@ loop invariant range: 0 <= r <= PORT_MAX;
        loop invariant none: found == PORT_NONE ==> \forall integer i;
            0 <= i < r ==> !port_named(kind, i, name);
        loop invariant found: found != PORT_NONE ==>
            port_named(kind, found, name) && \forall integer i;
              found < i < r ==> !port_named(kind, i, name);
        loop assigns r, found;
        loop variant PORT_MAX - r; */
    for (uint32_t r = 0U; r < PORT_MAX; r++) {
        if ((port_kind(r) == kind) && (port_check(r) != 0U) &&
            (port_has_name(r, name) != 0U)) {
            found = r;
        }
    }
    return found;
}

void port_create(enum port_kind kind, uint32_t r, int64_t refresh_ns,
                 enum discipline discipline)
{
    ports.created[kind] = bits_set(ports.created[kind], r);
    ports.refresh_ns[r] = refresh_ns;
    object[PORT_FIRST + r].maximum = port_table[r].size;
    object[PORT_FIRST + r].discipline = discipline;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    /*@ assert rings: inv_rings; */
    /*@ assert apart: inv_apart; */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
    /*@ assert ports: ports_inv; */
}

void sampling_write(uint32_t r, const uint8_t *data, uint32_t length)
{
    put_message(r, arch_channel_get(r, CHANNEL_TAIL), data, length);
}

/* Write the message of `length` bytes in NEW_SLOT to slot s, that of a port or of
   a process that waits for one.
   [impl->llr~sampling-read~1]
   [impl->llr~port-ferry~1] */
/*@ requires inv: inv && running && inv_message;
    requires slot: MESSAGE_MAX <= s < NEW_SLOT && length <= MESSAGE_SIZE_MAX;
    requires port: \forall integer k; 0 <= k < BOARD_ALL &&
               s == BOARD_SLOT + k ==> length <= board_size(k);
    requires waits: \forall integer t; proc(t) && s == MESSAGE_MAX + t ==>
               PORT_FIRST <= process[t].place - PLACE_OBJECT < BUFFER_FIRST;
    requires fits: \forall integer t, r; proc(t) && s == MESSAGE_MAX + t &&
               process[t].place == PLACE_OBJECT + PORT_FIRST + r ==>
                 length <= port_size(r);
    terminates \true;
    exits      \false;
    assigns    messages.length[s], messages.byte[s][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post}; */
static inline void deliver(uint32_t s, uint32_t length)
{
    slot_write(s, messages.byte[NEW_SLOT], length);
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert shared: \forall integer k; 0 <= k < MESSAGE_MAX ==>
          messages.length[k] == \at(messages.length[k], Pre); */
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert used: messages.used <= MESSAGE_MAX; */
    /*@ assert ring: \forall integer b; 0 <= b < BUFFER_MAX ==> inv_ring(b); */
    /*@ assert unused: \forall integer k; messages.used <= k < MESSAGE_MAX ==>
          messages.length[k] == 0; */
    /*@ assert rings: inv_rings; */
    /*@ assert ends: \forall integer b; 0 <= b < BUFFER_MAX ==>
          inv_ring(b) && messages.buffer[b].end <= MESSAGE_MAX; */
    /*@ assert stay: \forall integer b, k; 0 <= b < BUFFER_MAX &&
          start(b) <= k < messages.buffer[b].end ==>
            messages.length[k] == \at(messages.length[k], Pre); */
    /*@ assert each: \forall integer b; 0 <= b < BUFFER_MAX ==>
          inv_length(b); */
    /*@ assert lengths: inv_lengths; */
    /*@ assert own: \forall integer t; proc(t) && s != MESSAGE_MAX + t ==>
          messages.length[MESSAGE_MAX + t] ==
          \at(messages.length[MESSAGE_MAX + t], Pre); */
    /*@ assert theirs: \forall integer t; proc(t) && s != MESSAGE_MAX + t ==>
          fits{Pre}(t, process[t].place) && fits(t, process[t].place); */
    /*@ assert port: \forall integer t; proc(t) && s == MESSAGE_MAX + t ==>
          within_port(t, process[t].place); */
    /*@ assert ours: \forall integer t; proc(t) && s == MESSAGE_MAX + t ==>
          fits(t, process[t].place); */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

/* Receive the newest message of sampling port r, if it is good. 1 when it has
   not been overwritten meanwhile, else 0.
   [impl->llr~sampling-read-whole~1] */
/*@ requires inv: inv && running && inv_message && ports_inv;
    requires row: r < PORT_MAX && port_created(PORT_SAMPLING, r);
    terminates \true;
    exits      \false;
    assigns    messages.length[PORT_SLOT + r], messages.written_ns[r],
               messages.byte[PORT_SLOT + r][0 .. MESSAGE_SIZE_MAX - 1],
               messages.byte[NEW_SLOT][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post}; */
static inline uint32_t sample(uint32_t r)
{
    const uint64_t n = arch_channel_get(r, CHANNEL_TAIL);
    const uint32_t w = cell(r, n - 1U);
    const uint64_t written_ns = arch_channel_get(r, w);
    const uint32_t length = fetch(r, w);
    const uint32_t whole = (arch_channel_get(r, CHANNEL_TAIL) == n) ? 1U : 0U;

    /*@ assert message: inv_message; */
    if ((n != 0U) && (whole != 0U) && (length != 0U)) {
        deliver(PORT_SLOT + r, length);
        /*@ ghost Delivered: ; */
        messages.written_ns[r] = written_ns;
        /*@ assert same: ready_same{Delivered,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
        /*@ assert rings: rings_same{Delivered,Here}; */
        /*@ assert message: inv_message; */
    }
    return whole;
}

enum status sampling_read(uint32_t r, uint8_t *data, int32_t *length)
{
    const uint64_t refresh_ns = (uint64_t)ports.refresh_ns[r];
    enum status result = NO_ACTION;
    uint32_t tries = SAMPLE_TRIES;
    uint32_t whole;
    uint64_t age_ns;

    /*@ loop invariant inv: inv && running && inv_message &&
            0 < tries <= SAMPLE_TRIES;
        loop assigns whole, tries, messages.length[PORT_SLOT + r],
            messages.written_ns[r],
            messages.byte[PORT_SLOT + r][0 .. MESSAGE_SIZE_MAX - 1],
            messages.byte[NEW_SLOT][0 .. MESSAGE_SIZE_MAX - 1];
        loop variant tries; */
    do {
        whole = sample(r);
        tries--;
    } while ((whole == 0U) && (tries != 0U));
    age_ns = (uint64_t)arch_now() - messages.written_ns[r];
    /*@ assert age: age_ns ==
          (uint64_t)(past.clock_ns - messages.written_ns[r]); */
    messages.valid = bits_clear(messages.valid, r);
    if (messages.length[PORT_SLOT + r] != 0U) {
        *length = (int32_t)slot_read(PORT_SLOT + r, data);
        /*@ assert date: age_ns ==
              (uint64_t)(past.clock_ns - messages.written_ns[r]); */
        /*@ assert period: refresh_ns == ports.refresh_ns[r]; */
        /*@ assert fresh: fresh(r, past.clock_ns) <==>
              (uint64_t)(age_ns + refresh_ns) <= 2 * refresh_ns; */
        if ((age_ns + refresh_ns) <= (2U * refresh_ns)) {
            messages.valid = bits_set(messages.valid, r);
        }
        result = NO_ERROR;
    }
    return result;
}

/* How many messages lie between two counts of them, modulo 2^64.
   [impl->llr~queuing-send~1]
   [impl->llr~queuing-stored~1] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    ahead: from <= to ==> \result == to - from;
    ensures    wrapped: to < from ==> \result == (uint64_t)(to - from); */
static inline uint64_t messages_between(uint64_t from, uint64_t to)
{
    return to - from;
}

/* Put a message behind the others in the channel of queuing port r; 1 when
   there was room, else 0.
   [impl->llr~queuing-send~1] */
/*@ requires row: r < PORT_MAX && port_valid(r);
    requires data: length <= MESSAGE_SIZE_MAX &&
               (length == 0 || \valid_read(data + (0 .. length - 1)));
    terminates \true;
    exits      \false;
    assigns    past.clock_ns;
    ensures    value: \result == 0 || \result == 1;
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER ||
                 past.clock_ns == \old(past.clock_ns); */
static inline uint32_t append(uint32_t r, const uint8_t *data, uint32_t length)
{
    const uint64_t n = arch_channel_get(r, CHANNEL_TAIL);
    const uint64_t taken = arch_channel_get(r, CHANNEL_HEAD);
    const uint32_t room =
        (messages_between(taken, n) < port_table[r].count) ? 1U : 0U;

    if (room != 0U) {
        put_message(r, n, data, length);
    }
    return room;
}

/* Take the oldest message in the channel of queuing port r to NEW_SLOT; returns
   its length, 0 where there is none. What cannot be a message is lost, with
   all that is behind it.
   [impl->llr~queuing-receive~1]
   [impl->llr~queuing-receive-lost~2] */
/*@ requires row: r < PORT_MAX && port_valid(r);
    requires size: port_size(r) <= MESSAGE_SIZE_MAX;
    terminates \true;
    exits      \false;
    assigns    messages.lost,
               messages.byte[NEW_SLOT][0 .. MESSAGE_SIZE_MAX - 1];
    ensures    length: \result <= port_size(r);
    ensures    others: \forall integer i; 0 <= i < 64 && i != r ==>
                 (in(messages.lost, i) <==> \old(in(messages.lost, i))); */
static uint32_t take_message(uint32_t r)
{
    const uint64_t n = arch_channel_get(r, CHANNEL_HEAD);
    const uint64_t tail = arch_channel_get(r, CHANNEL_TAIL);
    uint32_t length = 0U;

    if (tail != n) {
        if (messages_between(n, tail) <= port_table[r].count) {
            length = fetch(r, cell(r, n));
        }
        if (length == 0U) {
            messages.lost = bits_set(messages.lost, r);
        }
        arch_channel_set(r, CHANNEL_HEAD, (length == 0U) ? tail : (n + 1U));
    }
    return length;
}

enum status queuing_send(uint32_t r, const uint8_t *data, uint32_t length,
                         int64_t timeout_ns)
{
    const uint32_t q = PORT_FIRST + r;
    enum status result = NO_ERROR;
    uint32_t sent = 0U;

    if (object[q].waiting == 0U) {
        sent = append(r, data, length);
    }
    if (sent == 0U) {
        /*@ assert empty: shown(BOARD_MAX + r) == 0; */
        result = slot_leave(q, data, length, timeout_ns);
    }
    return result;
}

enum status queuing_receive(uint32_t r, uint8_t *data, int32_t *length,
                            int64_t timeout_ns)
{
    const uint32_t q = PORT_FIRST + r;
    enum status result = NO_ERROR;
    uint32_t taken = 0U;

    if (object[q].waiting == 0U) {
        taken = take_message(r);
    }
    if (taken != 0U) {
        *length = (int32_t)taken;
        copy(data, messages.byte[NEW_SLOT], taken);
    } else {
        /*@ assert empty: shown(BOARD_MAX + r) == 0; */
        result = slot_await(q, data, length, timeout_ns);
        /*@ assert size: result == NO_ERROR ==>
              0 <= *length <= port_size(r); */
    }
    if ((result == NO_ERROR) && (bits_test(messages.lost, r) != 0U)) {
        /*@ ghost Received: ; */
        messages.lost = bits_clear(messages.lost, r);
        /*@ assert same: ready_same{Received,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
        /*@ assert rings: rings_same{Received,Here}; */
        /*@ assert message: inv_message; */
        result = INVALID_CONFIG;
    }
    return result;
}

uint32_t queuing_stored(uint32_t r)
{
    const uint64_t tail = arch_channel_get(r, CHANNEL_TAIL);
    const uint64_t n =
        messages_between(arch_channel_get(r, CHANNEL_HEAD), tail);

    return (n <= port_table[r].count) ? (uint32_t)n : 0U;
}

void queuing_clear(uint32_t r)
{
    arch_channel_set(r, CHANNEL_HEAD, arch_channel_get(r, CHANNEL_TAIL));
}

/* Serve the first who waits for the channel of queuing port r; 0 when that
   cannot be done.
   [impl->llr~port-ferry~1] */
/*@ requires inv: inv && running && inv_message;
    requires port: r < PORT_MAX && port_valid(r);
    requires some: object[PORT_FIRST + r].waiting != 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.head[0 .. PROCESS_MAX - 1],
               sched.levels, past.since[0 .. PROCESS_MAX - 1], past.next,
               past.clock_ns, timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1], messages;
    ensures    inv: inv && running && inv_message;
    ensures    fixed: fixed{Pre,Post};
    ensures    clock: \old(past.clock_ns) <= past.clock_ns;
    ensures    fewer: \result != 0 ==>
                 members(object[PORT_FIRST + r].waiting, 64) ==
                 members(\old(object[PORT_FIRST + r].waiting), 64) - 1;
    ensures    some: 0 <= members(\old(object[PORT_FIRST + r].waiting), 64);
    ensures    none: \result == 0 ==> unchanged{Pre,Post}; */
static uint32_t serve(uint32_t r)
{
    const uint32_t t = sched_first(PORT_FIRST + r);
    uint32_t moved;

    /*@ ghost uint32_t k = 0; */
    /*@ ghost
        /@ loop invariant range: 0 <= k <= 64;
           loop invariant some: 0 <= members(object[PORT_FIRST + r].waiting, k);
           loop assigns k;
           loop variant 64 - k; @/
        while (k < 64) {
            k++;
        } */
    /*@ assert first: proc(t) &&
          process[t].place == PLACE_OBJECT + PORT_FIRST + r; */
    /*@ assert fits: messages.length[MESSAGE_MAX + t] <= port_size(r); */
    /*@ assert most: port_size(r) <= MESSAGE_SIZE_MAX; */
    if (port_table[r].direction == SOURCE) {
        moved = append(r, messages.byte[MESSAGE_MAX + t],
                       messages.length[MESSAGE_MAX + t]);
    } else {
        moved = take_message(r);
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert message: inv_message; */
        if (moved != 0U) {
            deliver(MESSAGE_MAX + t, moved);
        }
    }
    /*@ assert message: inv_message; */
    /*@ ghost Moved: ; */
    if (moved != 0U) {
        (void)sched_grant(PORT_FIRST + r);
        /*@ assert rings: rings_same{Moved,Here}; */
        /*@ assert fewer: fewer_wait{Moved,Here}; */
        /*@ assert message: inv_message; */
    }
    return moved;
}

void port_ferry(void)
{
    /*@ loop invariant inv: inv && running && inv_message && ports_inv &&
            may_wait && fixed{Pre,Here};
        loop assigns process[0 .. PROCESS_MAX - 1], sched, timer, past,
            messages, object[0 .. OBJECT_MAX - 1]; */
    for (;;) {
        /*@ loop invariant inv: inv && running && inv_message && ports_inv &&
                may_wait && fixed{Pre,Here};
            loop invariant range: 0 <= r <= PORT_MAX;
            loop assigns r, process[0 .. PROCESS_MAX - 1],
                sched.head[0 .. PROCESS_MAX - 1], sched.levels,
                past.since[0 .. PROCESS_MAX - 1], past.next, past.clock_ns,
                timer.due_ns[0 .. PROCESS_MAX - 1],
                object[0 .. OBJECT_MAX - 1], messages;
            loop variant PORT_MAX - r; */
        for (uint32_t r = 0U; r < PORT_MAX; r++) {
            uint32_t moved = bits_test(ports.created[PORT_QUEUING], r);

            /*@ loop invariant inv: inv && running && inv_message &&
                    ports_inv && may_wait && fixed{Pre,Here};
                loop invariant port: moved != 0 ==> port_valid(r);
                loop assigns moved, process[0 .. PROCESS_MAX - 1],
                    sched.head[0 .. PROCESS_MAX - 1], sched.levels,
                    past.since[0 .. PROCESS_MAX - 1], past.next,
                    past.clock_ns, timer.due_ns[0 .. PROCESS_MAX - 1],
                    object[0 .. OBJECT_MAX - 1], messages;
                loop variant (moved != 0 ? 1 : 0) +
                    members(object[PORT_FIRST + r].waiting, 64); */
            while ((moved != 0U) && (object[PORT_FIRST + r].waiting != 0U)) {
                moved = serve(r);
            }
        }
        (void)process_wait(PLACE_DELAYED, PORT_POLL_NS);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert size: \forall integer r; 0 <= r < PORT_MAX ==>
              port_size(r) == port_size{Pre}(r); */
        /*@ assert ports: ports_inv; */
    }
}

void port_ferry_create(void)
{
    static const char name[NAME_LENGTH] = "longeron ports";
    static const struct attribute ferry = {.entry = port_ferry,
                                           .period_ns = TIME_NEVER,
                                           .capacity_ns = TIME_NEVER,
                                           .priority = PRIORITY_MAX};

    const uint32_t t = process_create(name, ferry);

    /*@ assert mode: mode_inv; */
    /*@ assert message: inv_message; */
    process_start(t, 0, 0);
    /*@ assert names: names_inv; */
    /*@ assert order: order_inv; */
    /*@ assert mode: mode_inv; */
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The scheduler: ready set, queues, due times, dispatch. */
#include "kernel/sched.h"

struct process process[PROCESS_MAX];
struct sched sched;
struct timer timer;
struct object object[OBJECT_MAX];
/*@ ghost struct past past; */

void sched_init(void)
{
    /*@ loop invariant range: 0 <= t <= PROCESS_MAX;
        loop invariant done: \forall integer u; 0 <= u < t ==>
            timer.due_ns[u] == TIME_NEVER &&
            timer.deadline_ns[u] == TIME_NEVER &&
            process[u].capacity_ns == TIME_NEVER;
        loop invariant cleared: \forall integer u; proc(u) ==>
            process[u].place == PLACE_DORMANT && process[u].level == 0 &&
            process[u].priority == 0 && process[u].ticket == 0 &&
            process[u].release_ns == 0 && process[u].deadline_ns == 0 &&
            process[u].period_ns == 0 && process[u].suspended == 0 &&
            process[u].result == NO_ERROR;
        loop assigns t, timer.due_ns[0 .. PROCESS_MAX - 1],
            timer.deadline_ns[0 .. PROCESS_MAX - 1],
            process[0 .. PROCESS_MAX - 1];
        loop variant PROCESS_MAX - t; */
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        timer.due_ns[t] = TIME_NEVER;
        timer.deadline_ns[t] = TIME_NEVER;
        process[t].capacity_ns = TIME_NEVER;
    }
    /*@ loop invariant range: 0 <= g <= GROUP_MAX;
        loop invariant done: \forall integer h; 0 <= h < g ==>
            timer.bound_ns[h] == TIME_NEVER;
        loop assigns g, timer.bound_ns[0 .. GROUP_MAX - 1];
        loop variant GROUP_MAX - g; */
    for (uint32_t g = 0U; g < GROUP_MAX; g++) {
        timer.bound_ns[g] = TIME_NEVER;
    }
    sched.due_ns = TIME_NEVER;
    sched.current = PROCESS_IDLE;
    /*@ assert none: none_ready; */
    /*@ assert ready: inv_ready; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    /*@ assert timer: inv_timer; */
}

/* Make process t, which is in no set, ready behind all others of its
   priority.
   [impl->llr~sched-ready~1] */
/*@ requires inv: inv_but(t) && proc(t) && process[t].place != PLACE_READY;
    requires idle: timer.due_ns[t] == TIME_NEVER && process[t].suspended == 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1],
               sched.head[process[t].level], sched.levels, past.since[t],
               past.next;
    ensures    inv: inv;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    running: running{Pre} ==> running;
    ensures    kept: ready_kept{Pre,Post};
    ensures    levels: sched.levels != 0;
    ensures    newest: newest{Pre,Post}(t); */
static inline void ready_enter(uint32_t t)
{
    const uint32_t l = process[t].level;

    if (bits_test(sched.levels, l) == 0U) {
        sched.levels = bits_set(sched.levels, l);
        sched.head[l] = t;
        process[t].next = t;
        process[t].previous = t;
    } else {
        const uint32_t h = sched.head[l];
        const uint32_t p = process[h].previous;

        /*@ assert ring: ready(h) && ready(p) && process[h].level == l &&
              process[p].level == l && process[p].next == h; */
        process[t].next = h;
        process[t].previous = p;
        process[p].next = t;
        process[h].previous = t;
    }
    process[t].place = PLACE_READY;
    /*@ admit mission_length: past.next < UINT64_MAX; */
    /*@ ghost past.since[t] = past.next; */
    /*@ ghost past.next++; */
    /*@ assert others: others_kept{Pre,Here}(t); */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert kept: ready_kept{Pre,Here}; */
    /*@ assert newest: \forall integer u; ready(u) && u != t ==>
          past.since[u] < past.since[t]; */
    /*@ assert peers: \forall integer u, v; peers(u, v) && u != t && v != t ==>
          peers{Pre}(u, v); */
    /*@ assert nexts: \forall integer u; ready(u) && u != t ==>
          process[u].next == \at(process[u].next, Pre) ||
          process[u].next == t; */
    /*@ assert behind: \forall integer u, v; peers(u, v) && u != t && v != t &&
          process[u].next == t ==> past.since[v] <= past.since[u]; */
    /*@ assert heads: \forall integer k; 0 <= k < PROCESS_MAX &&
          in(\at(sched.levels, Pre), k) ==>
            sched.head[k] == \at(sched.head[k], Pre); */
    /*@ assert links: inv_links; */
    /*@ assert since: inv_since; */
    /*@ assert first: inv_first; */
    /*@ assert order: inv_order; */
    /*@ assert after: inv_after; */
}

/* Take the ready process t out of the ready set; its place is the caller's.
   [impl->llr~sched-remove~1] */
/*@ requires inv: inv && ready(t);
    requires place: place < PLACE_MAX && place != PLACE_READY;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1],
               sched.head[process[t].level], sched.levels;
    ensures    place: process[t].place == place &&
                 process[t].suspended == \old(process[t].suspended);
    ensures    others: others_kept{Pre,Post}(t);
    ensures    inv: inv_ready;
    ensures    running: running{Pre} && t != sched.current ==> running; */
static inline void ready_leave(uint32_t t, uint32_t place)
{
    const uint32_t l = process[t].level;
    const uint32_t n = process[t].next;

    if (n == t) {
        /*@ assert head: sched.head[l] == t; */
        /*@ assert alone: \forall integer u; peers(t, u) ==> u == t; */
        sched.levels = bits_clear(sched.levels, l);
        /*@ assert left: \forall integer u; ready(u) && u != t ==>
              in(sched.levels, process[u].level); */
    } else {
        const uint32_t p = process[t].previous;

        /*@ assert ring: ready(n) && ready(p) && process[n].level == l &&
              process[p].level == l && process[p].next == t &&
              process[n].previous == t && p != t; */
        /*@ assert second: sched.head[l] == t ==> \forall integer u;
              peers(t, u) && u != t ==> past.since[n] <= past.since[u]; */
        /*@ assert around: \forall integer u; peers(t, u) && u != t &&
              u != p && past.since[p] < past.since[u] ==>
                past.since[n] <= past.since[u] && sched.head[l] != n; */
        process[p].next = n;
        process[n].previous = p;
        if (sched.head[l] == t) {
            sched.head[l] = n;
        }
    }
    process[t].place = place;
    /*@ assert others: others_kept{Pre,Here}(t); */
    /*@ assert peers: \forall integer u, v; peers(u, v) ==>
          peers{Pre}(u, v) && u != t && v != t; */
    /*@ assert others: \forall integer l; 0 <= l < PROCESS_MAX &&
          l != process[t].level ==>
            sched.head[l] == \at(sched.head[l], Pre); */
    /*@ assert next: inv_next; */
    /*@ assert previous: inv_previous; */
    /*@ assert head: inv_head; */
    /*@ assert levels: inv_levels; */
    /*@ assert since: inv_since; */
    /*@ assert first: inv_first; */
    /*@ assert order: inv_order; */
    /*@ assert after: inv_after; */
}

/* Take process t, which is not ready, out of the queue that it may be in;
   its place is the caller's.
   [impl->llr~sched-remove~1] */
/*@ requires inv: inv && proc(t) && process[t].place != PLACE_READY;
    terminates \true;
    exits      \false;
    assigns    object[0 .. OBJECT_MAX - 1];
    ensures    values: values_kept{Pre,Post};
    ensures    inv: inv_but(t); */
static inline void queue_leave(uint32_t t)
{
    if (process[t].place >= PLACE_OBJECT) {
        const uint32_t q = process[t].place - PLACE_OBJECT;

        object[q].waiting = bits_clear(object[q].waiting, t);
    }
}

void sched_remove(uint32_t t, uint32_t place)
{
    if (process[t].place == PLACE_READY) {
        ready_leave(t, place);
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
    } else {
        queue_leave(t);
        process[t].place = place;
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
    }
    /*@ ghost Left: ; */
    process[t].suspended = 0U;
    timer.due_ns[t] = TIME_NEVER;
    /*@ assert same: ready_same{Left,Here}; */
    /*@ assert places: places_kept{Left,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
}

/* Make process t, which is in no set, ready, or leave it suspended.
   [impl->llr~sched-wake~1] */
/*@ requires inv: inv_but(t) && proc(t);
    requires waits: process[t].place >= PLACE_SUSPENDED;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels, past.since[t],
               past.next;
    ensures    inv: inv;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    running: running{Pre} ==> running;
    ensures    kept: ready_kept{Pre,Post};
    ensures    levels: \old(sched.levels) != 0 ==> sched.levels != 0;
    ensures    woken: woken{Pre,Post}(t); */
static inline void end_wait(uint32_t t)
{
    timer.due_ns[t] = TIME_NEVER;
    if (process[t].suspended == 0U) {
        ready_enter(t);
    } else {
        process[t].suspended = 0U;
        process[t].place = PLACE_SUSPENDED;
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
    }
}

void sched_wake(uint32_t t)
{
    queue_leave(t);
    end_wait(t);
}

/* Something of process t is due at when_ns.
   [impl->llr~sched-timer-set~1]
   [impl->llr~sched-watch~1] */
/*@ requires order: proc(t) && sched.due_ns <= timer.bound_ns[t / GROUP_SIZE];
    requires times: 0 <= when_ns && 0 <= sched.due_ns;
    terminates \true;
    exits      \false;
    assigns    timer.bound_ns[t / GROUP_SIZE], sched.due_ns;
    ensures    bound: timer.bound_ns[t / GROUP_SIZE] ==
                 \min(\old(timer.bound_ns[t / GROUP_SIZE]), when_ns);
    ensures    due: sched.due_ns == \min(\old(sched.due_ns), when_ns); */
static inline void bound(uint32_t t, int64_t when_ns)
{
    const uint32_t g = t / GROUP_SIZE;

    if (when_ns < timer.bound_ns[g]) {
        timer.bound_ns[g] = when_ns;
        if (when_ns < sched.due_ns) {
            sched.due_ns = when_ns;
        }
    }
}

void sched_timer_set(uint32_t t, int64_t due_ns)
{
    timer.due_ns[t] = due_ns;
    bound(t, due_ns);
}

void sched_watch(uint32_t t, int64_t deadline_ns)
{
    timer.deadline_ns[t] = deadline_ns;
    bound(t, deadline_ns);
}

uint32_t sched_grant(uint32_t q)
{
    const uint32_t t = sched_first(q);

    object[q].waiting = bits_clear(object[q].waiting, t);
    /*@ ghost uint32_t k = 0; */
    /*@ ghost
        /@ loop invariant range: 0 <= k <= 64;
           loop invariant fewer: 0 <= members(object[q].waiting, k) ==
               members(\at(object[q].waiting, Pre), k) - (t < k ? 1 : 0);
           loop assigns k;
           loop variant 64 - k; @/
        while (k < 64) {
            k++;
        } */
    end_wait(t);
    return t;
}

/* Let process t, which is not ready, wait for object q behind the others.
   [impl->llr~sched-wait~1] */
/*@ requires inv: inv_but(t) && proc(t) && q < OBJECT_MAX;
    requires place: process[t].place == PLACE_OBJECT + q;
    requires idle: process[t].suspended == 0;
    terminates \true;
    exits      \false;
    assigns    process[t].ticket, sched.last_ticket, object[q].waiting;
    ensures    inv: inv;
    ensures    last: \forall integer u; proc(u) && u != t &&
                 process[u].place == PLACE_OBJECT + q ==>
                   process[u].ticket < process[t].ticket; */
static inline void queue_enter(uint32_t t, uint32_t q)
{
    const uint64_t waiting = object[q].waiting;

    /*@ assert nobody: waiting == 0 ==> \forall integer u; proc(u) &&
          u != t ==> process[u].place != PLACE_OBJECT + q; */
    if (waiting != 0U) {
        /*@ admit mission_length: sched.last_ticket < UINT64_MAX; */
        sched.last_ticket++;
        process[t].ticket = sched.last_ticket;
    }
    object[q].waiting = bits_set(waiting, t);
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
}

/* Take the ready process t to `place`, until due_ns.
   [impl->llr~sched-wait~1] */
/*@ requires inv: inv && ready(t) && 0 <= due_ns;
    requires place: PLACE_SUSPENDED <= place < PLACE_MAX;
    requires empty: place >= PLACE_OBJECT ==>
               object[place - PLACE_OBJECT].value == 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.head[process[t].level],
               sched.levels, sched.last_ticket, sched.due_ns,
               object[0 .. OBJECT_MAX - 1], timer.due_ns[t],
               timer.bound_ns[t / GROUP_SIZE];
    ensures    inv: inv;
    ensures    waits: process[t].place == place && timer.due_ns[t] == due_ns &&
                 process[t].suspended == 0 && process[t].result == NO_ERROR;
    ensures    release: process[t].release_ns == \old(process[t].release_ns) &&
                 process[t].deadline_ns == \old(process[t].deadline_ns);
    ensures    others: others_same{Pre,Post}(t);
    ensures    fixed: fixed{Pre,Post};
    ensures    values: values_kept{Pre,Post};
    ensures    last: place >= PLACE_OBJECT ==> \forall integer u; proc(u) &&
                 u != t && process[u].place == place ==>
                   process[u].ticket < process[t].ticket; */
static inline void wait_enter(uint32_t t, uint32_t place, int64_t due_ns)
{
    process[t].result = NO_ERROR;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert places: places_kept{Pre,Here}; */
    /*@ assert object: inv_object; */
    ready_leave(t, place);
    /*@ assert others: \forall integer u; proc(u) && u != t ==>
          process[u].place == \at(process[u].place, Pre); */
    /*@ assert empty: process[t].place == place && (place >= PLACE_OBJECT ==>
          object[process[t].place - PLACE_OBJECT].value == 0); */
    /*@ assert values: \forall integer q; 0 <= q < OBJECT_MAX ==>
          object[q].value <= object[q].maximum; */
    /*@ assert waiters: \forall integer u; proc(u) && u != t &&
          process[u].place >= PLACE_OBJECT ==>
            object[process[u].place - PLACE_OBJECT].value == 0; */
    /*@ assert object: inv_object; */
    if (place >= PLACE_OBJECT) {
        queue_enter(t, place - PLACE_OBJECT);
    }
    /*@ ghost Entered: ; */
    timer.due_ns[t] = due_ns;
    bound(t, due_ns);
    /*@ assert same: ready_same{Entered,Here}; */
    /*@ assert places: places_kept{Entered,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert timer: inv_timer; */
}

enum status sched_wait(int64_t now_ns, uint32_t place, int64_t due_ns)
{
    const uint32_t t = sched.current;

    wait_enter(t, place, due_ns);
    /*@ ghost past.place = process[t].place; */
    /*@ ghost past.from_ns = now_ns; */
    /*@ ghost past.due_ns = timer.due_ns[t]; */
    /*@ ghost past.release_ns = process[t].release_ns; */
    /*@ ghost past.deadline_ns = process[t].deadline_ns; */
    sched_leave(now_ns);
    return process[t].result;
}

/* Put the head t of its level behind all others of it.
   [impl->llr~sched-yield~1] */
/*@ requires inv: inv && ready(t) && head(t) == t;
    terminates \true;
    exits      \false;
    assigns    sched.head[process[t].level], past.since[t], past.next;
    ensures    inv: inv && sched.levels != 0;
    ensures    newest: newest{Pre,Post}(t); */
static inline void go_behind(uint32_t t)
{
    sched.head[process[t].level] = process[t].next;
    /*@ admit mission_length: past.next < UINT64_MAX; */
    /*@ ghost past.since[t] = past.next; */
    /*@ ghost past.next++; */
    /*@ assert newest: \forall integer u; ready(u) && u != t ==>
          past.since[u] < past.since[t] &&
          past.since[u] == \at(past.since[u], Pre); */
    /*@ assert heads: \forall integer u; ready(u) &&
          process[u].level != process[t].level ==>
            head(u) == head{Pre}(u); */
    /*@ assert links: inv_links; */
    /*@ assert since: inv_since; */
    /*@ assert first: inv_first; */
    /*@ assert order: inv_order; */
    /*@ assert after: inv_after; */
    /*@ assert levels: sched.levels != 0; */
}

void sched_yield(void)
{
    const uint32_t t = sched.current;

    go_behind(t);
    /*@ ghost past.place = process[t].place; */
    /*@ ghost past.newest = past.since[t] + 1 == past.next ? 1 : 0; */
    sched_dispatch(arch_now());
}

uint32_t sched_waiting(uint32_t q)
{
    uint32_t n = 0U;

    /*@ loop invariant range: 0 <= n <= i <= PROCESS_MAX;
        loop invariant count: n == members(object[q].waiting, i);
        loop assigns i, n;
        loop variant PROCESS_MAX - i; */
    for (uint32_t i = 0U; i < PROCESS_MAX; i++) {
        n += bits_test(object[q].waiting, i);
    }
    return n;
}

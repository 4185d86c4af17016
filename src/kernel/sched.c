/* SPDX-License-Identifier: Apache-2.0 */
/* The scheduler: ready set, queues, due times, dispatch. */
#include "kernel/timer.h"

struct process process[PROCESS_MAX];
struct sched sched;
struct timer timer;
struct object object[OBJECT_MAX];

void sched_init(void)
{
    /*@ loop invariant range: 0 <= t <= PROCESS_MAX;
        loop invariant done: \forall integer u; 0 <= u < t ==>
            process[u].place == PLACE_DORMANT && process[u].level == 0 &&
            process[u].priority == 0 && process[u].ticket == 0 &&
            process[u].release_ns == 0 &&
            process[u].deadline_ns == TIME_NEVER &&
            process[u].period_ns == TIME_NEVER &&
            process[u].capacity_ns == TIME_NEVER &&
            process[u].suspended == 0 &&
            timer.due_ns[u] == TIME_NEVER && sched.ready[u] == 0;
        loop assigns t, process[0 .. PROCESS_MAX - 1],
            timer.due_ns[0 .. PROCESS_MAX - 1],
            sched.ready[0 .. PROCESS_MAX - 1];
        loop variant PROCESS_MAX - t; */
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        process[t].ticket = 0U;
        process[t].release_ns = 0;
        process[t].deadline_ns = TIME_NEVER;
        process[t].period_ns = TIME_NEVER;
        process[t].capacity_ns = TIME_NEVER;
        process[t].place = PLACE_DORMANT;
        process[t].level = 0U;
        process[t].priority = 0U;
        process[t].suspended = 0U;
        timer.due_ns[t] = TIME_NEVER;
        sched.ready[t] = 0U;
    }
    /*@ loop invariant range: 0 <= g <= GROUP_MAX;
        loop invariant done: \forall integer h; 0 <= h < g ==>
            timer.bound_ns[h] == TIME_NEVER;
        loop assigns g, timer.bound_ns[0 .. GROUP_MAX - 1];
        loop variant GROUP_MAX - g; */
    for (uint32_t g = 0U; g < GROUP_MAX; g++) {
        timer.bound_ns[g] = TIME_NEVER;
    }
    timer.next_ns = TIME_NEVER;
    /*@ loop invariant range: 0 <= q <= OBJECT_MAX;
        loop invariant done: \forall integer r; 0 <= r < q ==>
            object[r].waiting == 0 && object[r].value == 0 &&
            object[r].maximum == 0;
        loop assigns q, object[0 .. OBJECT_MAX - 1];
        loop variant OBJECT_MAX - q; */
    for (uint32_t q = 0U; q < OBJECT_MAX; q++) {
        object[q].waiting = 0U;
        object[q].value = 0U;
        object[q].maximum = 0U;
    }
    sched.levels = 0U;
    sched.next_ticket = 1U;
    sched.current = PROCESS_IDLE;
    sched.lock_level = 0U;
}

/* Take the next ticket for process t.
   [impl->llr~sched-ready~1] */
/*@ requires proc: proc(t);
    requires tickets: \forall integer u; proc(u) ==>
               process[u].ticket < sched.next_ticket;
    terminates \true;
    exits      \false;
    assigns    process[t].ticket, sched.next_ticket;
    ensures    ticket: process[t].ticket == \old(sched.next_ticket);
    ensures    next: sched.next_ticket == \old(sched.next_ticket) + 1; */
static inline void take_ticket(uint32_t t)
{
    /*@ admit mission_length: sched.next_ticket < UINT64_MAX; */
    process[t].ticket = sched.next_ticket;
    sched.next_ticket++;
}

void sched_ready(uint32_t t)
{
    const uint32_t l = process[t].level;

    sched.ready[l] = bits_set(sched.ready[l], t);
    sched.levels = bits_set(sched.levels, l);
    process[t].place = PLACE_READY;
    take_ticket(t);
}

/* Take the ready process t out of the ready set; its place is the caller's.
   [impl->llr~sched-remove~1] */
/*@ requires inv: inv && proc(t) && process[t].place == PLACE_READY;
    requires place: place < PLACE_MAX && place != PLACE_READY;
    terminates \true;
    exits      \false;
    assigns    process[t].place, sched.ready[process[t].level], sched.levels;
    ensures    place: process[t].place == place;
    ensures    inv: inv_ready && inv_levels; */
static inline void ready_leave(uint32_t t, uint32_t place)
{
    const uint32_t l = process[t].level;

    sched.ready[l] = bits_clear(sched.ready[l], t);
    if (sched.ready[l] == 0U) {
        sched.levels = bits_clear(sched.levels, l);
    }
    process[t].place = place;
}

/* Take process t, which is not ready, out of the queue that it may be in.
   [impl->llr~sched-remove~1] */
/*@ requires inv: inv && proc(t) && process[t].place != PLACE_READY;
    requires place: place == PLACE_DORMANT || place == PLACE_SUSPENDED ||
                    place == PLACE_DELAYED;
    terminates \true;
    exits      \false;
    assigns    process[t].place, object[0 .. OBJECT_MAX - 1];
    ensures    place: process[t].place == place;
    ensures    values: values_kept{Pre,Post};
    ensures    inv: inv_ready && inv_levels && inv_queue && inv_object; */
static inline void queue_leave(uint32_t t, uint32_t place)
{
    if (process[t].place >= PLACE_OBJECT) {
        const uint32_t q = process[t].place - PLACE_OBJECT;

        object[q].waiting = bits_clear(object[q].waiting, t);
    }
    process[t].place = place;
}

void sched_remove(uint32_t t, uint32_t place)
{
    if (process[t].place == PLACE_READY) {
        ready_leave(t, place);
    } else {
        queue_leave(t, place);
    }
    process[t].suspended = 0U;
    timer.due_ns[t] = TIME_NEVER;
}

void sched_wake(uint32_t t)
{
    queue_leave(t, PLACE_SUSPENDED);
    timer.due_ns[t] = TIME_NEVER;
    if (process[t].suspended == 0U) {
        sched_ready(t);
    } else {
        process[t].suspended = 0U;
    }
}

void sched_timer_set(uint32_t t, int64_t due_ns)
{
    const uint32_t g = t / GROUP_SIZE;

    timer.due_ns[t] = due_ns;
    if (due_ns < timer.bound_ns[g]) {
        timer.bound_ns[g] = due_ns;
    }
    if (due_ns < timer.next_ns) {
        timer.next_ns = due_ns;
    }
}

uint32_t sched_pick(void)
{
    uint32_t first = PROCESS_IDLE;

    if (sched.levels != 0U) {
        uint64_t rest = sched.ready[arch_ctz(sched.levels)];
        uint32_t t = arch_ctz(rest);

        first = t;
        rest = bits_clear(rest, t);
        /*@ loop invariant range: t < PROCESS_MAX && first < PROCESS_MAX &&
                process[first].place == PLACE_READY;
            loop invariant top: \forall integer u; proc(u) &&
                process[u].place == PLACE_READY ==>
                  process[first].level <= process[u].level;
            loop invariant done: \forall integer u; 0 <= u <= t ==>
                !in(rest, u);
            loop invariant rest: \forall integer u; t < u < PROCESS_MAX ==>
                (in(rest, u) <==> (process[u].place == PLACE_READY &&
                 process[u].level == process[first].level));
            loop invariant oldest: \forall integer u; 0 <= u <= t &&
                process[u].place == PLACE_READY &&
                process[u].level == process[first].level ==>
                  process[first].ticket <= process[u].ticket;
            loop assigns rest, first, t;
            loop variant PROCESS_MAX - t; */
        while (rest != 0U) {
            t = arch_ctz(rest);
            if (process[t].ticket < process[first].ticket) {
                first = t;
            }
            rest = bits_clear(rest, t);
        }
    }
    return first;
}

/* Whether a goes before b in queue q.
   [impl->llr~sched-first~1] */
/*@ requires procs: proc(a) && proc(b) && q < OBJECT_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    before: \result == 1 ==> before(q, a, b);
    ensures    after: \result == 0 ==> before(q, b, a); */
static uint32_t goes_before(uint32_t q, uint32_t a, uint32_t b)
{
    uint32_t before;

    if ((object[q].discipline == PRIORITY) &&
        (process[a].level != process[b].level)) {
        before = (process[a].level < process[b].level) ? 1U : 0U;
    } else {
        before = (process[a].ticket < process[b].ticket) ? 1U : 0U;
    }
    return before;
}

uint32_t sched_first(uint32_t q)
{
    uint32_t first = PROCESS_IDLE;
    uint64_t rest = object[q].waiting;

    if (rest != 0U) {
        uint32_t t = arch_ctz(rest);

        first = t;
        rest = bits_clear(rest, t);
        /*@ loop invariant range: t < PROCESS_MAX && first < PROCESS_MAX &&
                process[first].place == PLACE_OBJECT + q;
            loop invariant done: \forall integer u; 0 <= u <= t ==>
                !in(rest, u);
            loop invariant rest: \forall integer u; t < u < PROCESS_MAX ==>
                (in(rest, u) <==> process[u].place == PLACE_OBJECT + q);
            loop invariant before: \forall integer u; 0 <= u <= t &&
                process[u].place == PLACE_OBJECT + q ==> before(q, first, u);
            loop assigns rest, first, t;
            loop variant PROCESS_MAX - t; */
        while (rest != 0U) {
            t = arch_ctz(rest);
            if (goes_before(q, t, first) != 0U) {
                first = t;
            }
            rest = bits_clear(rest, t);
        }
    }
    return first;
}

void sched_dispatch(void)
{
    const int64_t now_ns = arch_now();
    uint32_t from;
    uint32_t to;

    if (timer.next_ns <= now_ns) {
        timer_expire(now_ns);
    }
    from = sched.current;
    to = sched_pick();
    if (to != from) {
        sched.current = to;
        arch_switch(from, to);
    }
}

enum status sched_wait(uint32_t place, int64_t due_ns)
{
    const uint32_t t = sched.current;

    process[t].result = NO_ERROR;
    ready_leave(t, place);
    if (place >= PLACE_OBJECT) {
        const uint32_t q = place - PLACE_OBJECT;

        object[q].waiting = bits_set(object[q].waiting, t);
        take_ticket(t);
    }
    sched_timer_set(t, due_ns);
    sched_dispatch();
    return process[t].result;
}

void sched_yield(void)
{
    take_ticket(sched.current);
    sched_dispatch();
}

void sched_idle(void)
{
    /*@ loop invariant inv: inv && sched.current == PROCESS_IDLE;
        loop assigns process[0 .. PROCESS_MAX - 1], sched, timer,
            object[0 .. OBJECT_MAX - 1]; */
    for (;;) {
        sched_dispatch();
        arch_sleep_until(timer.next_ns);
    }
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

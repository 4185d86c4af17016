/* SPDX-License-Identifier: Apache-2.0 */
/* The scheduler: where each process is, who runs, and what time wakes. */
#ifndef KERNEL_SCHED_H
#define KERNEL_SCHED_H

#include <stdint.h>

#include "kernel/bits.h"
#include "kernel/message.h"
#include "kernel/status.h"

/* Places: a process is in exactly one. */
#define PLACE_DORMANT 0U      /* not started */
#define PLACE_READY 1U        /* ready, or running when it is sched.current */
#define PLACE_SUSPENDED 2U    /* waits for RESUME alone */
#define PLACE_DELAYED 3U      /* waits for a time alone */
#define PLACE_OBJECT 4U /* PLACE_OBJECT + q: waits for object q */
#define OBJECT_MAX (SPACE_FIRST + BUFFER_MAX)
#define PLACE_MAX (PLACE_OBJECT + OBJECT_MAX)

#define GROUP_SIZE 8U   /* processes whose due times share one bound */
#define GROUP_MAX (PROCESS_MAX / GROUP_SIZE)

/** A process; 64 bytes, so that an index costs one shift. */
struct process {
    uint64_t ticket;     /* order of beginning to wait for an object */
    int64_t release_ns;  /* last release point; a delay before NORMAL */
    int64_t deadline_ns; /* deadline time, or TIME_NEVER */
    int64_t period_ns;   /* TIME_NEVER: aperiodic */
    int64_t capacity_ns; /* time capacity, or TIME_NEVER */
    uint32_t place;      /* one of the places above */
    uint32_t level;      /* rank of its priority, 0 is the most urgent */
    uint32_t next;       /* in the ring of its level: became ready after it */
    uint32_t previous;   /* in the ring of its level: became ready before it */
    enum status result;  /* outcome of its last wait */
    uint8_t priority;    /* 1 .. PRIORITY_MAX, larger is more urgent */
    uint8_t suspended;   /* 1: suspended while it waits for something else */
};

/** The ready set: a word of the levels in use, and of each the head of the
 * ring of its processes in the order of becoming ready. */
struct sched {
    uint32_t head[PROCESS_MAX]; /* of a level: who has been ready longest */
    uint64_t levels;
    uint64_t last_ticket;       /* the last one that was taken */
    int64_t due_ns;             /* no process is due earlier */
    uint32_t current;           /* running process, or PROCESS_IDLE */
    uint32_t lock_level;        /* times it is locked; only 0 may wait */
    uint32_t lock;              /* the mutex locked, or MUTEX_PREEMPTION */
    uint64_t missed;            /* processes whose deadline time has passed */
};

/** Due times, with a lower bound for each group. */
struct timer {
    int64_t due_ns[PROCESS_MAX]; /* TIME_NEVER: none */
    int64_t deadline_ns[PROCESS_MAX]; /* not yet missed; TIME_NEVER: none */
    int64_t bound_ns[GROUP_MAX];
};

/** A counter and those who wait for it to be positive; 32 bytes. */
struct object {
    uint64_t waiting;
    uint64_t value;
    uint64_t maximum;
    enum discipline discipline;
};

extern struct process process[PROCESS_MAX];
extern struct sched sched;
extern struct timer timer;
extern struct object object[OBJECT_MAX];

#include "spec/message.acsl"
#include "spec/sched.acsl"

/**
 * Switch the CPU from process `from`, or from the boot context, to process
 * `to`, which may be the same, and return when some process switches back to
 * `from`; nobody returns to the boot context, which an error begins anew, or
 * to a process that has ended. The contract is what the kernel takes on trust
 * about the port, and about the other processes' services: each is proved to
 * keep the invariant, and none but who ends a wait writes the message of a
 * process that does not run.
 */
/*@ requires inv: inv && running && from <= PROCESS_MAX;
    requires messages: inv_message;
    requires to:  to == sched.current && (to == PROCESS_IDLE || best(to));
    requires lock: sched.lock_level == 0;
    requires due: to == PROCESS_IDLE || none_due;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running && fixed{Pre,Post};
    ensures    messages: inv_message && own_kept{Pre,Post}(from);
    ensures    clock: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER;
    ensures    context: context_kept{Pre,Post};
    ensures    result: past.result == process[from].result;
    ensures    waits: past.waits == (uint64_t)(\old(past.waits) + 1);
    ensures    back: sched.current == from && best(from);
    ensures    lock: sched.lock_level == 0;
    ensures    lived: \old(process[from].place) != PLACE_DORMANT; */
void arch_switch(uint32_t from, uint32_t to);

/** Give the static data, which the port has cleared, their start values.
 * [impl->llr~sched-init~2] */
/*@ requires cleared: cleared;
    terminates \true;
    exits      \false;
    assigns    sched.current, sched.due_ns, timer,
               process[0 .. PROCESS_MAX - 1];
    ensures    inv: inv && running;
    ensures    boot: sched.current == PROCESS_IDLE;
    ensures    due: sched.due_ns == TIME_NEVER && \forall integer t;
                 proc(t) ==> timer.due_ns[t] == TIME_NEVER &&
                   timer.deadline_ns[t] == TIME_NEVER;
    ensures    dormant: \forall integer t; proc(t) ==>
                 process[t].place == PLACE_DORMANT; */
void sched_init(void);

/**
 * now_ns + delay_ns, or TIME_NEVER where that is later than any time.
 * [impl->llr~sched-after~1]
 */
/*@ requires times: 0 <= now_ns && 0 <= delay_ns;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    sum: \result == after(now_ns, delay_ns); */
static inline int64_t sched_after(int64_t now_ns, int64_t delay_ns)
{
    return (delay_ns < (TIME_NEVER - now_ns)) ? (now_ns + delay_ns)
                                              : TIME_NEVER;
}

/**
 * Take process t out of whatever set it is in, and stop its timer; it then
 * is at `place`: PLACE_DORMANT, PLACE_SUSPENDED or PLACE_DELAYED.
 * [impl->llr~sched-remove~1]
 */
/*@ requires inv: inv && proc(t);
    requires place: place == PLACE_DORMANT || place == PLACE_SUSPENDED ||
                    place == PLACE_DELAYED;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    kept: \forall integer u; proc(u) && u != t ==>
                 wait_kept{Pre,Post}(u);
    ensures    running: running{Pre} && t != sched.current ==> running;
    ensures    values: values_kept{Pre,Post};
    ensures    place: process[t].place == place;
    ensures    alone: process[t].suspended == 0 &&
                      timer.due_ns[t] == TIME_NEVER; */
void sched_remove(uint32_t t, uint32_t place);

/**
 * End process t's wait: it becomes ready behind all others of its priority,
 * or remains suspended.
 * [impl->llr~sched-ready~1]
 * [impl->llr~sched-wake~1]
 */
/*@ requires inv: inv && proc(t);
    requires waits: process[t].place >= PLACE_SUSPENDED;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               sched.head[process[t].level], sched.levels, past.since[t],
               past.next, object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    running: running{Pre} ==> running;
    ensures    values: values_kept{Pre,Post};
    ensures    kept: ready_kept{Pre,Post};
    ensures    levels: \old(sched.levels) != 0 ==> sched.levels != 0;
    ensures    woken: woken{Pre,Post}(t); */
void sched_wake(uint32_t t);

/** An entry point: of a process, of the error handler. */
typedef void (*entry_point)(void);

/**
 * The first of those who missed a deadline is at fault at now_ns: with which
 * entry point the boot context goes on, or NULL where nothing is done; where
 * that is to be confirmed of a process that has a deadline still, one more time
 * capacity is watched.
 * [impl->llr~error-missed~1]
 * [impl->llr~error-again~1]
 */
/*@ requires missed: sched.missed != 0;
    requires inv: inv && 0 <= now_ns < TIME_NEVER;
    requires messages: inv_message;
    terminates \true;
    exits      \false;
    assigns    sched.missed, sched.due_ns, messages.errors, timer;
    assigns    \result \from sched, messages, config;
    ensures    inv: inv;
    ensures    messages: inv_message;
    ensures    others: \forall integer t; proc(t) && in(sched.missed, t) ==>
                 in(\old(sched.missed), t);
    ensures    fewer: 0 <= members(sched.missed, 64) <
                 members(\old(sched.missed), 64);
    ensures    process: \result != \null ==>
                 in(\old(sched.missed), messages.errors.process) &&
                 !in(sched.missed, messages.errors.process) &&
                 messages.errors.code == DEADLINE_MISSED;
    ensures    due: now_ns < \old(sched.due_ns) ==> now_ns < sched.due_ns;
    ensures    again: \forall integer t; proc(t) &&
                 in(\old(sched.missed), t) && !in(sched.missed, t) &&
                 late_again{Pre,Post}(t) ==>
                   watched(t, after(now_ns, process[t].capacity_ns)); */
entry_point error_missed(int64_t now_ns);

/**
 * Watch the deadline time of process t, TIME_NEVER for none, instead of the one
 * that was watched.
 * [impl->llr~sched-watch~1]
 */
/*@ requires inv: inv && proc(t) && 0 <= deadline_ns;
    terminates \true;
    exits      \false;
    assigns    timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns;
    ensures    inv: inv;
    ensures    watched: watched(t, deadline_ns);
    ensures    due: sched.due_ns == \old(sched.due_ns) ||
                 sched.due_ns == deadline_ns; */
void sched_watch(uint32_t t, int64_t deadline_ns);

/**
 * If the deadline time of process t has passed at now_ns, it is missed, and is
 * watched no longer.
 * [impl->llr~sched-overdue~1]
 */
/*@ requires inv: inv && proc(t) && 0 <= now_ns < TIME_NEVER;
    terminates \true;
    exits      \false;
    assigns    timer.deadline_ns[t], sched.missed;
    ensures    inv: inv;
    ensures    overdue: overdue{Pre,Post}(t, now_ns);
    ensures    others: \forall integer u; proc(u) && u != t ==>
                 watch_kept{Pre,Post}(u); */
static inline void sched_overdue(uint32_t t, int64_t now_ns)
{
    if (timer.deadline_ns[t] <= now_ns) {
        timer.deadline_ns[t] = TIME_NEVER;
        sched.missed = bits_set(sched.missed, t);
    }
}

/**
 * Set the time at which a waiting process t is woken.
 * [impl->llr~sched-timer-set~1]
 */
/*@ requires inv: inv && proc(t) && 0 <= due_ns;
    requires waits: process[t].place >= PLACE_SUSPENDED;
    terminates \true;
    exits      \false;
    assigns    timer.due_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns;
    ensures    inv: inv;
    ensures    due: timer.due_ns[t] == due_ns; */
void sched_timer_set(uint32_t t, int64_t due_ns);

/**
 * The process that runs next: of the most urgent level in use the one that
 * has been ready longest.
 * [impl->llr~sched-pick~2]
 */
/*@ requires inv: inv_ready && sched.levels != 0;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    best: best(\result);
    ensures    head: head(\result) == \result; */
static inline uint32_t sched_pick(void)
{
    return sched.head[arch_ctz(sched.levels)];
}

/**
 * Whether process a goes before process b in the queue of object q.
 * [impl->llr~sched-first~1]
 */
/*@ requires procs: proc(a) && proc(b) && q < OBJECT_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    before: \result == 1 ==> before(q, a, b);
    ensures    after: \result == 0 ==> before(q, b, a); */
static inline uint32_t sched_before(uint32_t q, uint32_t a, uint32_t b)
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

/**
 * Of those that wait for object q the one to be served next, by its
 * discipline.
 * [impl->llr~sched-first~1]
 */
/*@ requires inv: inv && q < OBJECT_MAX;
    requires some: object[q].waiting != 0;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    first: first(q, \result); */
static inline uint32_t sched_first(uint32_t q)
{
    uint32_t t = arch_ctz(object[q].waiting);
    uint32_t first = t;
    uint64_t rest = bits_clear(object[q].waiting, t);

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
        if (sched_before(q, t, first) != 0U) {
            first = t;
        }
        rest = bits_clear(rest, t);
    }
    return first;
}

/**
 * Run the best process; the last step of every scheduling point.
 * [impl->llr~sched-dispatch~2]
 * [impl->llr~sched-watch-current~1]
 */
/*@ requires inv: inv && sched.current <= PROCESS_MAX &&
                  sched.levels != 0;
    requires messages: inv_message;
    requires lock: sched.lock_level == 0;
    requires due: none_due;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    context: context_kept{Pre,Post}; */
static inline void sched_run(void)
{
    const uint32_t from = sched.current;
    const uint32_t to = sched_pick();

    sched.current = to;
    arch_watch(timer.deadline_ns[to]);
    arch_switch(from, to);
}

/**
 * The current process gives the CPU to the boot context, which begins with
 * next() on an empty stack; returns when the process runs again.
 * [impl->llr~sched-boot~1]
 * [impl->llr~sched-watch-current~1]
 * [impl->llr~error-raise~1]
 */
/*@ requires inv: inv && proc(sched.current);
    requires messages: inv_message;
    requires lock: sched.lock_level == 0;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    context: context_kept{Pre,Post}; */
static inline void sched_boot(entry_point next)
{
    const uint32_t from = sched.current;

    sched.current = PROCESS_IDLE;
    arch_context_init(PROCESS_IDLE, next);
    arch_watch(TIME_NEVER);
    arch_switch(from, PROCESS_IDLE);
}

/**
 * The slow path of a scheduling point: wake what is due, sleep while nobody
 * is ready, in the context of whoever came here, and run the best process, or
 * where somebody has missed a deadline, what is done about it.
 * [impl->llr~sched-idle~2]
 */
/*@ requires inv: inv && sched.current <= PROCESS_MAX;
    requires messages: inv_message;
    requires recorded: recorded;
    requires lock: sched.lock_level == 0;
    requires now: 0 <= now_ns == past.clock_ns < TIME_NEVER;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    context: context_kept{Pre,Post}; */
void sched_idle(int64_t now_ns);

/**
 * A scheduling point: wake what is due, then run the best process.
 * [impl->llr~sched-dispatch~2]
 */
/*@ requires inv: inv && sched.current <= PROCESS_MAX &&
                  sched.levels != 0;
    requires messages: inv_message;
    requires recorded: recorded;
    requires lock: sched.lock_level == 0;
    requires now: 0 <= now_ns == past.clock_ns < TIME_NEVER;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    context: context_kept{Pre,Post}; */
static inline void sched_dispatch(int64_t now_ns)
{
    if (sched.due_ns <= now_ns) {
        sched_idle(now_ns);
    } else {
        sched_run();
    }
}

/**
 * The current process, which is not ready any more, gives the CPU away.
 * [impl->llr~sched-dispatch~2]
 */
/*@ requires inv: inv && sched.current <= PROCESS_MAX;
    requires messages: inv_message;
    requires recorded: recorded;
    requires lock: sched.lock_level == 0;
    requires now: 0 <= now_ns == past.clock_ns < TIME_NEVER;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    context: context_kept{Pre,Post}; */
static inline void sched_leave(int64_t now_ns)
{
    if (sched.levels == 0U) {
        sched_idle(now_ns);
    } else {
        sched_dispatch(now_ns);
    }
}

/**
 * Wake the first who waits for object q; returns it.
 * [impl->llr~sched-grant~2]
 */
/*@ requires inv: inv && running && q < OBJECT_MAX;
    requires some: object[q].waiting != 0;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched.head[0 .. PROCESS_MAX - 1],
               sched.levels, past.since[0 .. PROCESS_MAX - 1], past.next,
               timer.due_ns[0 .. PROCESS_MAX - 1],
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: inv && running;
    ensures    fixed: fixed{Pre,Post};
    ensures    granted: granted_to{Pre,Post}(q, \result);
    ensures    fewer: 0 <= members(object[q].waiting, 64) ==
                 members(\old(object[q].waiting), 64) - 1; */
uint32_t sched_grant(uint32_t q);

/**
 * Let the current process wait at `place` (PLACE_SUSPENDED, PLACE_DELAYED or
 * a queue) until it is woken or due_ns; returns how the wait ended.
 * [impl->llr~sched-wait~1]
 */
/*@ requires inv: inv && running && may_wait;
    requires messages: inv_message;
    requires place: PLACE_SUSPENDED <= place < PLACE_MAX;
    requires empty: place >= PLACE_OBJECT ==>
               object[place - PLACE_OBJECT].value == 0;
    requires fits: fits(sched.current, place);
    requires due: 0 <= due_ns;
    requires now: 0 <= now_ns == past.clock_ns < TIME_NEVER;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: returned{Pre,Post};
    ensures    own: within(sched.current, place);
    ensures    waited: waited(place, due_ns) && past.from_ns == now_ns;
    ensures    release:
                 past.release_ns == \old(process[sched.current].release_ns) &&
                 past.deadline_ns == \old(process[sched.current].deadline_ns);
    ensures    result: \result == process[sched.current].result; */
enum status sched_wait(int64_t now_ns, uint32_t place, int64_t due_ns);

/**
 * Go behind all ready processes of the same priority.
 * [impl->llr~sched-yield~1]
 */
/*@ requires inv: inv && running && may_wait;
    requires messages: inv_message;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    returned: resumed{Pre,Post};
    ensures    yielded: yielded; */
void sched_yield(void);

/** How many processes wait for object q.
 * [impl->llr~sched-waiting~1] */
/*@ requires q < OBJECT_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    range: \result <= PROCESS_MAX;
    ensures    count: \result == members(object[q].waiting, 64); */
uint32_t sched_waiting(uint32_t q);

#endif

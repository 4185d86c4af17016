/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes. Who has locked one may not wait, so that nobody else runs and none
   needs a queue; the lock of LOCK_PREEMPTION is one more of them. */
#ifndef KERNEL_MUTEX_H
#define KERNEL_MUTEX_H

#include "kernel/process.h"

extern uint8_t mutex_ceiling[MUTEX_MAX]; /* by mutex: highest priority */

/*@ logic integer level{L}(integer m) = sched.lock == m ? sched.lock_level : 0;
    logic integer current_priority{L}(integer t) =
      t == sched.current && sched.lock_level > 0 &&
      sched.lock != MUTEX_PREEMPTION ? mutex_ceiling[sched.lock]
                                     : process[t].priority;
*/

/**
 * Create a mutex for processes of at most priority `ceiling`; returns its
 * index.
 * [impl->llr~mutex-create~1]
 */
/*@ requires inv: inv && names_inv;
    requires room: names.count[KIND_MUTEX] < config.limit[KIND_MUTEX];
    requires name: readable_name(name);
    requires apart: \separated(name + (0 .. NAME_LENGTH - 1), &names);
    requires priority: ceiling <= PRIORITY_MAX;
    terminates \true;
    exits      \false;
    assigns    names.name[KIND_MUTEX][names.count[KIND_MUTEX]],
               names.count[KIND_MUTEX],
               mutex_ceiling[names.count[KIND_MUTEX]];
    ensures    inv: inv && names_inv;
    ensures    index: \result == \old(names.count[KIND_MUTEX]);
    ensures    created: names.count[KIND_MUTEX] == \result + 1 &&
                 named(KIND_MUTEX, \result, name);
    ensures    ceiling: mutex_ceiling[\result] == ceiling; */
uint32_t mutex_create(const char *name, uint32_t ceiling);

/**
 * The lock level of m, a mutex or MUTEX_PREEMPTION: how often the current
 * process has locked it.
 * [impl->llr~mutex-level~1]
 */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    level: \result == level(m); */
static inline uint32_t mutex_level(uint32_t m)
{
    return (sched.lock == m) ? sched.lock_level : 0U;
}

/**
 * Lock m, a mutex or MUTEX_PREEMPTION, once more. NO_ERROR, INVALID_MODE (not
 * in a process, or another is locked), INVALID_CONFIG (LOCK_LEVEL_MAX times
 * already).
 * [impl->llr~mutex-acquire~1]
 */
/*@ requires level: sched.lock_level <= LOCK_LEVEL_MAX;
    terminates \true;
    exits      \false;
    assigns    sched.lock_level, sched.lock;
    behavior mode:
      assumes sched.current == PROCESS_IDLE ||
              (sched.lock_level > 0 && sched.lock != m);
      ensures mode: \result == INVALID_MODE && lock_kept{Pre,Post};
    behavior config:
      assumes sched.current != PROCESS_IDLE && sched.lock == m &&
              sched.lock_level == LOCK_LEVEL_MAX;
      ensures config: \result == INVALID_CONFIG && lock_kept{Pre,Post};
    behavior done:
      assumes sched.current != PROCESS_IDLE &&
              (sched.lock_level == 0 ||
               (sched.lock == m && sched.lock_level < LOCK_LEVEL_MAX));
      ensures done: \result == NO_ERROR &&
                level(m) == \old(sched.lock_level) + 1;
    complete behaviors;
    disjoint behaviors; */
static inline enum status mutex_acquire(uint32_t m)
{
    enum status result = NO_ERROR;

    if ((sched.current == PROCESS_IDLE) ||
        ((sched.lock_level != 0U) && (sched.lock != m))) {
        result = INVALID_MODE;
    } else if (sched.lock_level == LOCK_LEVEL_MAX) {
        result = INVALID_CONFIG;
    } else {
        sched.lock_level++;
        sched.lock = m;
    }
    return result;
}

/**
 * The current priority of process t: while it has locked a mutex that one's
 * ceiling.
 * [impl->llr~mutex-priority~1]
 */
/*@ requires proc: proc(t);
    requires lock: lock_inv && names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    priority: \result == current_priority(t); */
static inline uint8_t mutex_priority(uint32_t t)
{
    return ((t == sched.current) && (sched.lock_level != 0U) &&
            (sched.lock != MUTEX_PREEMPTION))
               ? mutex_ceiling[sched.lock]
               : process[t].priority;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.4: time management. Times in nanoseconds. */
#ifndef APEX_TIME_H
#define APEX_TIME_H

#include "apexType.h"

#include "spec/apex.acsl"

/* the new deadline time, counted from when the clock was read last */
/*@ logic integer replenished{L}(integer budget) =
      after(past.clock_ns, time_out(budget));
    predicate too_late{L}(integer t, integer budget) = periodic(t) &&
      after(process[t].release_ns, process[t].period_ns) < replenished(budget);
*/

/**
 * Wait for DELAY_TIME; 0 goes behind the ready processes of its priority.
 * NO_ERROR; INVALID_PARAM: negative; INVALID_MODE: the caller owns a mutex, has
 * locked preemption or is not a process. (3.4.2.1)
 * [impl->llr~apex-timed-wait~1]
 * [impl->llr~apex-timed-wait-null-return-code~1]
 * [impl->llr~apex-timed-wait-invalid-mode~2]
 * [impl->llr~apex-timed-wait-invalid-param~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait || DELAY_TIME < 0;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    ensures    mode: RETURN_CODE != \null && !may_wait{Pre} ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    param: RETURN_CODE != \null && DELAY_TIME < 0 &&
                 may_wait{Pre} ==> *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && DELAY_TIME >= 0 &&
                 may_wait{Pre} ==>
                 *RETURN_CODE == NO_ERROR && returned{Pre,Post} &&
                 (DELAY_TIME == 0 ==> yielded) &&
                 (DELAY_TIME > 0 ==> waited_for(PLACE_DELAYED, DELAY_TIME));
    behavior refused:
      assumes RETURN_CODE == \null || !may_wait || DELAY_TIME < 0;
      assigns *RETURN_CODE; */
void TIMED_WAIT(SYSTEM_TIME_TYPE DELAY_TIME, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Wait for the next release point of the calling, periodic process.
 * NO_ERROR; INVALID_MODE: the caller owns a mutex, has locked preemption, is
 * not a process or is aperiodic; INVALID_CONFIG: its deadline time would be
 * past the end of the clock. (3.4.2.2)
 * [impl->llr~apex-periodic-wait~1]
 * [impl->llr~apex-periodic-wait-null-return-code~1]
 * [impl->llr~apex-periodic-wait-invalid-mode~2]
 * [impl->llr~apex-periodic-wait-invalid-config~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates RETURN_CODE == \null || !may_wait ||
               !periodic(sched.current) ||
               !deadline_fits(sched.current, next_release(sched.current));
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv;
    ensures    back: sched.current == \old(sched.current);
    ensures    mode: RETURN_CODE != \null &&
                 !(may_wait{Pre} && periodic{Pre}(\old(sched.current))) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    config: RETURN_CODE != \null && may_wait{Pre} &&
                 periodic{Pre}(\old(sched.current)) &&
                 !\old(deadline_fits(sched.current,
                                     next_release(sched.current))) ==>
                 *RETURN_CODE == INVALID_CONFIG;
    ensures    done: RETURN_CODE != \null && may_wait{Pre} &&
                 periodic{Pre}(\old(sched.current)) &&
                 \old(deadline_fits(sched.current,
                                    next_release(sched.current))) ==>
                 *RETURN_CODE == NO_ERROR && returned{Pre,Post} &&
                 waited(PLACE_DELAYED,
                   after(\old(process[sched.current].release_ns),
                         \old(process[sched.current].period_ns))) &&
                 past.release_ns == past.due_ns && past.deadline_ns ==
                 after(past.due_ns, process[sched.current].capacity_ns);
    behavior refused:
      assumes RETURN_CODE == \null || !may_wait ||
              !periodic(sched.current) ||
              !deadline_fits(sched.current, next_release(sched.current));
      assigns *RETURN_CODE; */
void PERIODIC_WAIT(RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The clock, monotonic since the machine's start.
 * NO_ERROR; INVALID_PARAM: SYSTEM_TIME is null. (3.4.2.3)
 * [impl->llr~apex-get-time~1]
 * [impl->llr~apex-get-time-null-return-code~1]
 * [impl->llr~apex-get-time-null~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires time: SYSTEM_TIME == \null || \valid(SYSTEM_TIME);
    requires apart: RETURN_CODE == \null || SYSTEM_TIME == \null ||
                \separated(RETURN_CODE, SYSTEM_TIME);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *SYSTEM_TIME, past.clock_ns;
    ensures    null: RETURN_CODE != \null && SYSTEM_TIME == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && SYSTEM_TIME != \null ==>
                 *RETURN_CODE == NO_ERROR && *SYSTEM_TIME == past.clock_ns &&
                 \old(past.clock_ns) <= *SYSTEM_TIME < TIME_NEVER;
    behavior refused:
      assumes RETURN_CODE == \null || SYSTEM_TIME == \null;
      assigns *RETURN_CODE; */
void GET_TIME(SYSTEM_TIME_TYPE *SYSTEM_TIME, RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Set the calling process's deadline time to now + BUDGET_TIME; it stays
 * infinite where the process has no time capacity.
 * NO_ERROR; NO_ACTION: not called by a process; INVALID_MODE: periodic, and
 * now + BUDGET_TIME is later than the next release point; INVALID_PARAM:
 * neither infinite nor at least 0, or past the end of the clock. (3.4.2.4)
 * [impl->llr~apex-replenish~1]
 * [impl->llr~apex-replenish-null-return-code~1]
 * [impl->llr~apex-replenish-no-action~1]
 * [impl->llr~apex-replenish-invalid-param~1]
 * [impl->llr~apex-replenish-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, process[sched.current].deadline_ns,
               timer.deadline_ns[sched.current],
               timer.bound_ns[sched.current / GROUP_SIZE], sched.due_ns,
               sched.missed, past.clock_ns;
    ensures    inv: app_inv;
    ensures    action: RETURN_CODE != \null &&
                 sched.current == PROCESS_IDLE ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    mode: RETURN_CODE != \null && sched.current != PROCESS_IDLE &&
                 too_late(sched.current, BUDGET_TIME) ==>
                 *RETURN_CODE == INVALID_MODE;
    ensures    param: RETURN_CODE != \null && sched.current != PROCESS_IDLE &&
                 !too_late(sched.current, BUDGET_TIME) &&
                 BUDGET_TIME != INFINITE_TIME_VALUE &&
                 replenished(BUDGET_TIME) == TIME_NEVER ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && sched.current != PROCESS_IDLE &&
                 !too_late(sched.current, BUDGET_TIME) &&
                 (BUDGET_TIME == INFINITE_TIME_VALUE ||
                  replenished(BUDGET_TIME) < TIME_NEVER) ==>
                 *RETURN_CODE == NO_ERROR;
    ensures    deadline: RETURN_CODE != \null &&
                 *RETURN_CODE == NO_ERROR &&
                 process[sched.current].capacity_ns != TIME_NEVER ==>
                 process[sched.current].deadline_ns ==
                   replenished(BUDGET_TIME) &&
                 watched(sched.current, replenished(BUDGET_TIME));
    ensures    kept: RETURN_CODE != \null && *RETURN_CODE != NO_ERROR &&
                 sched.current != PROCESS_IDLE ==>
                 process[sched.current].deadline_ns ==
                 \old(process[sched.current].deadline_ns);
    behavior refused:
      assumes RETURN_CODE == \null || sched.current == PROCESS_IDLE ||
              process[sched.current].capacity_ns == TIME_NEVER ||
              BUDGET_TIME < INFINITE_TIME_VALUE;
      assigns *RETURN_CODE, past.clock_ns; */
void REPLENISH(SYSTEM_TIME_TYPE BUDGET_TIME, RETURN_CODE_TYPE *RETURN_CODE);

#endif

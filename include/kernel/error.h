/* SPDX-License-Identifier: Apache-2.0 */
/* Errors: what the configuration says of each, and the error handler, which runs
   in the boot context: there nothing may wait. */
#ifndef KERNEL_ERROR_H
#define KERNEL_ERROR_H

#include "kernel/process.h"

/*@ predicate handling{L} = partition.mode == NORMAL &&
      sched.current == PROCESS_IDLE; */

/* The last error is of a process, which runs no more. */
/*@ predicate of_process{L} = app_inv && handling &&
      messages.errors.process < PROCESS_MAX;
*/

/**
 * The end of the error handler, or of an error without one: run the best
 * process. Never returns: the boot context begins anew, on an empty stack, for
 * the next error.
 * [impl->llr~error-leave~1]
 */
/*@ requires inv: app_inv && handling;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    never: \false; */
void error_leave(void);

/**
 * Do what the configuration says of the last error, and leave.
 * [impl->llr~error-action~1]
 * [impl->llr~error-action-none~1]
 * [impl->llr~error-restart~1]
 * [impl->llr~error-restart-cold~1]
 * [impl->llr~error-reset~1]
 * [impl->llr~error-end~1]
 */
/*@ requires error: of_process ||
               (inv_errors && messages.errors.process == PROCESS_IDLE);
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    never: \false; */
void error_act(void);

/* What follows from an error e of process t, or of none (PROCESS_IDLE): it is to
   be confirmed, the error handler's, ignored, or the configuration has an
   action. */
/*@ predicate confirming{L}(integer e) =
      messages.errors.seen[e] < config.response[e].confirm;
    predicate handled{L}(integer e, integer t) =
      config.response[e].handler != 0 && messages.errors.handler != \null &&
      t != PROCESS_IDLE;
    predicate ignored{L}(integer e) =
      config.response[e].action == ACTION_IGNORE;
    predicate is_handler{L}(entry_point next) = next != \null &&
      next == messages.errors.handler && messages.errors.pending == 1;
    predicate is_action{L}(entry_point next) = next == &error_act;
    predicate seen{L1,L2}(integer e, integer count) =
      \at(messages.errors.seen[e], L2) ==
        \at(messages.errors.seen[e], L1) + count;
    predicate responded{L1,L2}(entry_point next, integer e, integer t) =
      (confirming{L1}(e) ==> seen{L1,L2}(e, 1) && next == \null) &&
      (!confirming{L1}(e) ==> seen{L1,L2}(e, 0) &&
         (handled{L1}(e, t) ==> is_handler{L2}(next)) &&
         (!handled{L1}(e, t) && ignored{L1}(e) ==> next == \null) &&
         (!handled{L1}(e, t) && !ignored{L1}(e) ==> is_action{L2}(next)));
*/

/* What may begin in the boot context. */
/*@ predicate begins{L}(entry_point next) =
      (next == &error_act && (of_process ||
         (inv_errors && messages.errors.process == PROCESS_IDLE))) ||
      (next == messages.errors.handler && next != \null && of_process &&
         messages.errors.pending == 1);
*/

/**
 * A CPU fault at `pc` in process t, in main() or the error handler
 * (PROCESS_IDLE), at an address. Where it is in code of the kernel (kernel is
 * 1), what the kernel does may be half done, and the partition goes on with
 * none of it. Returns the entry point with which the boot context goes on.
 * [impl->llr~error-fault~1]
 * [impl->llr~error-fault-kernel~1]
 * [impl->llr~error-fault-none~1]
 */
/*@ requires cause: 0 <= cause <= FAULT_OTHER && t <= PROCESS_MAX;
    requires inv: kernel == 0 ==> app_inv;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer,
               messages.errors, object[0 .. OBJECT_MAX - 1];
    assigns    \result \from cause, kernel, sched, messages, config;
    ensures    next: begins(\result) ||
                 (\result == &error_leave && app_inv && handling);
    ensures    ended: kernel == 0 && proc(\old(sched.current)) ==> handling &&
                 sched.lock_level == 0 &&
                 process[\old(sched.current)].place == PLACE_DORMANT; */
entry_point error_fault(enum fault cause, uint32_t t, uint64_t address,
                        uint64_t pc, uint32_t kernel);

/**
 * The watchdog: the deadline time of the current process may have passed, while
 * it runs at pc. Returns the entry point with which the boot context goes on,
 * or NULL when the process does.
 * [impl->llr~error-overrun~1]
 * [impl->llr~error-watch~1]
 */
/*@ requires inv: app_inv;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past.clock_ns,
               messages.errors, object[0 .. OBJECT_MAX - 1];
    assigns    \result \from sched, timer, past.clock_ns, messages, config;
    ensures    goes_on: \result == \null ==> app_inv &&
                 sched.current == \old(sched.current);
    ensures    next: \result != \null ==> begins(\result);
    ensures    late: proc(\old(sched.current)) &&
                 (\old(timer.deadline_ns[sched.current]) <= past.clock_ns ||
                  in(\old(sched.missed), \old(sched.current))) ==>
                   responded{Pre,Post}(\result, DEADLINE_MISSED,
                                       \old(sched.current));
    ensures    ended: \result != \null ==> handling &&
                 sched.lock_level == 0 &&
                 process[\old(sched.current)].place == PLACE_DORMANT;
    ensures    early: \old(sched.current) == PROCESS_IDLE ||
                 (past.clock_ns < \old(timer.deadline_ns[sched.current]) &&
                  !in(\old(sched.missed), \old(sched.current))) ==>
                   \result == \null; */
entry_point error_overrun(uint64_t pc);

/**
 * The current context raises APPLICATION_ERROR with the message of `length`
 * bytes. Unless it is ignored, what the process has locked is released, and
 * this is a scheduling point; returns when the process goes on.
 * [impl->llr~error-raise~1]
 * [impl->llr~error-raise-ignored~1]
 */
/*@ requires inv: app_inv && length <= ERROR_MESSAGE_MAX;
    requires message: length == 0 ||
               (\valid_read(message + (0 .. length - 1)) &&
                \separated(message + (0 .. length - 1), &messages));
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv; */
void error_raise(const uint8_t *message, uint32_t length);

#endif

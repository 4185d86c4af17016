/* SPDX-License-Identifier: Apache-2.0 */
/* Errors: their record, what the configuration says of each, and the error
   handler, which runs in the boot context: there nothing may wait. */
#ifndef KERNEL_ERROR_H
#define KERNEL_ERROR_H

#include "kernel/process.h"

/** An entry point: of a process, of the error handler. */
typedef void (*entry_point)(void);

/** An error of the record. */
struct record {
    uint64_t address;
    uint64_t pc;
    enum fault cause;
    char name[NAME_LENGTH]; /* of the process; empty: of none */
};

/** The last errors. A restart of the partition keeps them. */
struct records {
    struct record record[RECORD_MAX];
    uint64_t count; /* since power-on; the newest has index (count - 1) modulo
                       RECORD_MAX */
};

/** What the partition knows of errors. */
struct errors {
    entry_point handler;       /* NULL: there is none */
    uint64_t address;          /* of the error that the handler is told of */
    uint32_t process;          /* its process */
    uint32_t length;           /* of its message in bytes */
    enum error code;
    uint32_t pending;          /* 1: the handler has not asked for it */
    uint32_t seen[ERROR_COUNT]; /* how many of those to confirm */
    uint8_t message[ERROR_MESSAGE_MAX];
};

extern struct records records;
extern struct errors errors;

/*@ predicate handling{L} = partition.mode == NORMAL &&
      sched.current == PROCESS_IDLE;
*/

/**
 * Write the record to the console, the oldest error first, and end the image
 * with this status. Never returns.
 * [impl->llr~error-record~1]
 */
/*@ terminates \false;
    exits      \false;
    assigns    \nothing;
    ensures    never: \false; */
_Noreturn void error_end(uint32_t status);

/**
 * The end of the error handler, or of an error without one: run the best
 * process. Never returns, since nobody switches back to the boot context.
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
 * A CPU fault at `pc` in process t, in main() or the error handler
 * (PROCESS_IDLE), at an address. Where it is in code of the kernel (kernel is
 * 1), what the kernel does may be half done, and the partition goes on with
 * none of it. Returns the entry point with which the boot context goes on.
 * [impl->llr~error-fault~1]
 */
/*@ requires cause: 0 <= cause <= FAULT_OTHER && t <= PROCESS_MAX;
    requires inv: kernel == 0 ==> app_inv;
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past, records,
               errors, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv && handling;
    ensures    stopped: \old(sched.current) != PROCESS_IDLE; */
entry_point error_fault(enum fault cause, uint32_t t, uint64_t address,
                        uint64_t pc, uint32_t kernel);

/**
 * The current context raises APPLICATION_ERROR with the message of `length`
 * bytes. Unless it is ignored, what the process has locked is released, and
 * this is a scheduling point; returns when the process goes on.
 * [impl->llr~error-raise~1]
 */
/*@ requires inv: app_inv && length <= ERROR_MESSAGE_MAX;
    requires message: length == 0 || \valid_read(message + (0 .. length - 1));
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past, records,
               errors, messages, object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv; */
void error_raise(const uint8_t *message, uint32_t length);

#endif

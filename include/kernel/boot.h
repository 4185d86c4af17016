/* SPDX-License-Identifier: Apache-2.0 */
/* Start of the partition, and the end of a process. */
#ifndef KERNEL_BOOT_H
#define KERNEL_BOOT_H

#include <stdint.h>

#include "kernel/error.h"

/** The application's initialisation, run in a start mode. */
/*@ requires inv: app_inv && partition.mode != NORMAL;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1], partition, names,
               ports, attribute[0 .. PROCESS_MAX - 1]; */
int main(void);

/**
 * Start the partition in mode COLD_START or WARM_START for `cause`: check
 * the configuration, prepare the kernel's data, run main(). A main() that
 * returns, or a wrong configuration, ends the image with status 1 and a
 * line that says why.
 * [impl->llr~boot~1]
 */
/*@ requires mode: mode == COLD_START || mode == WARM_START;
    requires cleared: cleared && no_names && no_ports;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1], partition, names,
               ports, attribute[0 .. PROCESS_MAX - 1];
    ensures    never: \false; */
_Noreturn void kernel_boot(enum mode mode, uint32_t cause);

/**
 * Leave the start mode: release the started processes and run them. Never
 * returns: an error may begin the boot context anew, nobody goes on in it.
 * [impl->llr~partition-normal~1]
 */
/*@ requires inv: app_inv && partition.mode != NORMAL;
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1], partition;
    ensures    never: \false; */
void kernel_normal(void);

/**
 * The entry point of a process has returned, which stops itself, or that of the
 * error handler.
 * [impl->llr~process-end~2]
 */
/*@ requires inv: app_inv && (proc(sched.current) || handling);
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1];
    ensures    never: \false; */
void kernel_process_end(void);

#endif

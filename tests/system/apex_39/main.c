/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A wrong pointer that is given to GET_TIME, and a stack that is too small for
 * a service: the fault in the kernel starts the partition anew, and the error
 * handler is not asked.
 * [itest->llr~error-report~1]
 * [itest->llr~error-fault-kernel~1]
 * [itest->llr~error-restart~1]
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../errors.h"

extern char stacks_start[];

static void handler(void)
{
    print("the handler must not run\n");
    arch_shutdown(3U);
}

/* The lowest byte of code is not writable. */
static void gives_a_wrong_pointer(void)
{
    GET_TIME((SYSTEM_TIME_TYPE *)(uintptr_t)0x40000000U, &code);
    say("must not go on");
}

/* Process 1, with nothing left of its stack. */
static void gives_too_little_stack(void)
{
    __asm__ volatile("mov sp, %0\n"
                     "mov x0, #1\n"
                     "mov x1, %1\n"
                     "b TIMED_WAIT" ::"r"(&stacks_start[0x1000]),
                     "r"(&code)
                     : "x0", "x1");
}

int main(void)
{
    handle(handler);
    if (say_start()) {
        (void)begin('A', gives_a_wrong_pointer, 10);
    } else if (mode() == WARM_START) {
        (void)begin('B', gives_too_little_stack, 10);
    } else {
        done();
    }
    normal();
}

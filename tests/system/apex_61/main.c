/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An error of main() whose action is a warm start: the cold start that had not
 * ended begins anew. The same error later starts the partition warm.
 * [itest->llr~error-restart-cold~1]
 * [itest->llr~error-restart~1]
 * Kind: robustness
 */
#include "../errors.h"

extern void read_null(void);
__attribute__((noinline, noclone)) void read_null(void)
{
    __asm__ volatile(".global at_null\n"
                     "at_null: ldr xzr, [%0]" ::"r"(0UL));
    say("must not go on");
}

int main(void)
{
    if (say_start()) {
        read_null();
    } else if (mode() == COLD_START) {
        (void)begin('A', read_null, 10);
    } else {
        done();
    }
    normal();
}

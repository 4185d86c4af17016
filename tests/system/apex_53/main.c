/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that jumps to where no code is, is stopped, and the partition goes
 * on: by a call through a null pointer as the last that its entry point does,
 * by a return to an address below the kernel or above the application, by a
 * jump to a device, or since its entry point is none.
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~error-fault~1]
 * Kind: robustness
 */
#include "../errors.h"

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

/* Entry points of which nothing is on the stack: x30 is where the port has
   called them, or where they return to. */
void last(void);
void returns_below(void);
void returns_above(void);
void device(void);
__asm__(".pushsection .text.jumps, \"ax\"\n"
        "last: mov x0, #0\n"
        "      br x0\n"
        "returns_below: mov x30, #0x1000\n"
        "      ret\n"
        "returns_above: mov x30, #0x80000000\n"
        "      ret\n"
        "device: mov x0, #0x9000000\n"
        "      br x0\n"
        ".irp name, last, returns_below, returns_above, device\n"
        ".global \\name\n"
        ".type \\name, %function\n"
        ".endr\n"
        ".popsection\n");

static void ends(void)
{
    say("goes on");
    done();
}

int main(void)
{
    handle(handler);
    (void)begin('L', last, 60);
    (void)begin('B', returns_below, 50);
    (void)begin('A', returns_above, 40);
    (void)begin('U', device, 30);
    (void)begin('E', arch_entry_at(0x2000U), 25);
    (void)begin('D', ends, 20);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The deadline time of a process comes in the switch to it. Its entry point is
 * the first of the application's code: the error is of its first instruction.
 * [itest->llr~port-overrun~1]
 * [itest->llr~port-unmask~1]
 * Kind: robustness
 */
#include "../errors.h"

extern char application_start[];

/* Linked first, as the first code of main.c is. */
void first(void);
__asm__(".pushsection .text, \"ax\"\n"
        ".type first, %function\n"
        "first: nop\n"
        "    b first\n"
        ".popsection\n");

int main(void)
{
    PROCESS_ID_TYPE id;

    check("it is the first", (uintptr_t)first == (uintptr_t)application_start);
    id = create('P', first, 50, APERIODIC, 16);
    START(id, &code);
    need("START");
    (void)begin('D', done, 40);
    normal();
}

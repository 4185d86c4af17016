/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A read, a write and a fetch that nothing answers, though the tables allow
 * them, are faults of hardware. For the fetch the tables are changed.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../errors.h"
#include "../map.h"

#define NOTHING 0x09100000UL /* behind the console, which its block maps */
#define CODE 0x09200000UL

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

static void reads(void)
{
    __asm__ volatile(".global at_read\n"
                     "at_read: ldr wzr, [%0]" ::"r"(NOTHING));
    say("must not go on");
}

static void writes(void)
{
    __asm__ volatile(".global at_write\n"
                     "at_write: str wzr, [%0]" ::"r"(NOTHING + 8U));
    say("must not go on");
}

static void fetches(void)
{
    /* Read-only and executable. */
    map_block(CODE, 0U, CODE | 0x481U | (1UL << 54));
    __asm__ volatile("br %0" ::"r"(CODE));
    say("must not go on");
}

int main(void)
{
    handle(handler);
    (void)begin('R', reads, 50);
    (void)begin('W', writes, 40);
    (void)begin('F', fetches, 30);
    (void)begin('D', done, 20);
    normal();
}

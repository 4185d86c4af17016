/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A read, a write and a fetch that nothing answers, though the tables allow
 * them, are faults of hardware. For the fetch the tables are changed.
 * [itest->llr~port-fault-decode~5]
 * Kind: robustness
 */
#include "../errors.h"

#define NOTHING 0x09100000UL /* behind the console, which its block maps */
#define CODE 0x09200000UL

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

/* Map the block behind that of the console, read-only and executable. */
static void map_code(void)
{
    __asm__ volatile("mrs x9, sctlr_el1\n"
                     "bic x10, x9, #1\n"
                     "msr sctlr_el1, x10\n"
                     "isb\n"
                     "mrs x10, ttbr0_el1\n"
                     "ldr x10, [x10]\n" /* of the first GiB */
                     "and x10, x10, #0xfffffffffffff000\n"
                     "str %0, [x10, #584]\n" /* 8 * (CODE >> 21) */
                     "msr sctlr_el1, x9\n"
                     "tlbi vmalle1\n"
                     "dsb sy\n"
                     "isb" ::"r"(CODE | 0x481U | (1UL << 54))
                     : "x9", "x10", "memory");
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
    map_code();
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

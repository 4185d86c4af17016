/* SPDX-License-Identifier: Apache-2.0 */
/*
 * main() runs with all interrupts masked after power-on, and so it does after a
 * restart by a process, which ran with the timer's interrupt and the debug
 * exceptions unmasked, the others masked.
 * [itest->llr~port-restart~3]
 * [itest->llr~port-unmask~1]
 * [itest->llr~port-steps~1]
 * Kind: normal
 */
#include "../apex.h"

#define ALL 0x3c0U /* of DAIF */
#define IRQ 0x080U
#define DEBUG 0x200U

static uint64_t masked(void)
{
    uint64_t daif;

    __asm__ volatile("mrs %0, daif" : "=r"(daif));
    return daif;
}

static void restarts(void)
{
    check("the timer and steps alone are unmasked",
          masked() == (ALL & ~IRQ & ~DEBUG));
    SET_PARTITION_MODE(COLD_START, &code);
    answer("SET_PARTITION_MODE");
}

int main(void)
{
    PARTITION_STATUS_TYPE status;
    uint64_t lock;

    GET_PARTITION_STATUS(&status, &code);
    need("GET_PARTITION_STATUS");
    say_number("start condition", (int64_t)status.START_CONDITION);
    check("all is masked", masked() == ALL);
    __asm__ volatile("mrs %0, oslsr_el1" : "=r"(lock));
    check("debug exceptions are not locked", (lock & 2U) == 0U);
    if (status.START_CONDITION == PARTITION_RESTART) {
        done();
    }
    (void)begin('R', restarts, 10);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A restart re-creates every byte: initialised and zero data, and all stacks;
 * it comes with the mode and the cause that were asked for.
 * [itest->llr~port-restart~3]
 * Kind: normal
 */
#include "../check.h"
#include "../processes.h"

#define WORDS 1000U
#define SLOT 0x7000U
#define GUARD 0x1000U

extern char stacks_start[];
extern char fault_stack_end[];

static volatile uint32_t initialised[4] = {1U, 2U, 3U, 4U};
static volatile uint32_t zero[WORDS];

/* The stack that faults are reported on. */
static uintptr_t fault_stack(void)
{
    uintptr_t sp;

    __asm__ volatile("msr spsel, #1\n"
                     "mov %0, sp\n"
                     "msr spsel, #0"
                     : "=r"(sp));
    return sp;
}

/* A sum over all stacks of processes, with one guard page in each slot. */
static uint64_t stacks_sum(void)
{
    uint64_t sum = 0U;

    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        const volatile uint64_t *word =
            (uint64_t *)&stacks_start[(t * SLOT) + GUARD];

        for (uint32_t i = 0U; i < ((SLOT - GUARD) / 8U); i++) {
            sum |= word[i];
        }
    }
    return sum;
}

/* Write to the lowest and the highest word of each process's stack. */
static void stacks_soil(void)
{
    for (uint32_t t = 0U; t < PROCESS_MAX; t++) {
        *(volatile uint64_t *)&stacks_start[(t * SLOT) + GUARD] = t + 1U;
        *(volatile uint64_t *)&stacks_start[((t + 1U) * SLOT) - 8U] = t + 1U;
    }
}

static uint32_t zero_sum(void)
{
    uint32_t sum = 0U;

    for (uint32_t i = 0U; i < WORDS; i++) {
        sum |= zero[i];
    }
    return sum;
}

static void soiler(void)
{
    for (uint32_t i = 0U; i < WORDS; i++) {
        zero[i] = i;
    }
    initialised[0] = 5U;
    initialised[3] = 6U;
    print("restart\n");
    arch_restart(WARM_START, CAUSE_PARTITION_RESTART);
}

int main(void)
{
    print("mode ");
    print_number(partition.mode);
    print(", cause ");
    print_number(partition.cause);
    print("\n");
    check("initialised data",
          (initialised[0] == 1U) && (initialised[1] == 2U) &&
              (initialised[2] == 3U) && (initialised[3] == 4U));
    check("zero data", zero_sum() == 0U);
    check("stacks", stacks_sum() == 0U);
    check("fault stack", fault_stack() == (uintptr_t)fault_stack_end);
    if (partition.mode == WARM_START) {
        done();
    }
    stacks_soil();
    (void)begin('S', soiler);
    kernel_normal();
    return 0;
}

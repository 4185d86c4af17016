/* SPDX-License-Identifier: Apache-2.0 */
/* AArch64: contexts, sleep, and what a fault was. */
#include <stddef.h>

#include "arch/arch.h"

#include "kernel/boot.h"
#include "kernel/copy.h"

#define STACK_SIZE 0x6000U
#define STACK_SLOT 0x7000U /* with the guard page below */

#define NOT_THE_TABLES 0x10U /* of an abort's status: the bus, the hardware */
#define DIVISION 653U /* the BRK of src/libc/division.S */
#define FRAME 12U     /* words that arch_switch_core keeps on a stack */

/* Saved stack pointers; arch_switch_core relies on the alignment. */
uint64_t *arch_sp[PROCESS_MAX + 1U] __attribute__((aligned(4096)));

extern char stacks_start[];      /* link.ld */
extern char text_start[];        /* link.ld: where the kernel's code begins */
extern char application_start[]; /* link.ld: behind the kernel's code */
void arch_entry(void);           /* boot.S or switch_fp.S */
entry_point arch_fault(uint64_t syndrome, uint64_t address, uint64_t pc,
                       uint64_t sp, uint64_t link); /* for boot.S */

/* The interrupt ends WFI, but is not taken: nobody is watched. The steps of an
 * earlier one end, as they would take the time of WFI.
 * [impl->llr~port-sleep~2] */
void arch_sleep_until(int64_t when_ns)
{
    uint64_t ticks = ((uint64_t)when_ns + ARCH_TICK_NS - 1U) / ARCH_TICK_NS;

    __asm__ volatile("msr daifset, #2\n msr mdscr_el1, xzr\n"
                     "msr cntv_cval_el0, %0\n isb\n wfi\n"
                     "msr cntv_cval_el0, %1\n isb\n"
                     "msr daifclr, #10" ::"r"(ticks),
                     "r"(UINT64_MAX));
}

/* [impl->llr~port-stack-size~1] */
uint32_t arch_stack_size(void)
{
    return STACK_SIZE;
}

/* [impl->llr~port-context~2] */
void arch_context_init(uint32_t t, void (*entry)(void))
{
    arch_sp[t] = (uint64_t *)&stacks_start[(t + 1U) * STACK_SLOT] - FRAME;
    arch_sp[t][0] = 0U; /* x29: the end for who walks the stack */
    arch_sp[t][1] = (uint64_t)(uintptr_t)arch_entry; /* x30 */
    arch_sp[t][2] = (uint64_t)(uintptr_t)entry;      /* x19 */
}

/* [impl->llr~port-entry-at~1] */
void (*arch_entry_at(uint64_t address))(void)
{
    return (void (*)(void))(uintptr_t)address;
}

/* Accesses before it are seen before those after it, by other machines, too.
 * [impl->llr~port-channel-get~1]
 * [impl->llr~port-channel-set~1] */
__attribute__((always_inline)) static inline void barrier(void)
{
    __asm__ volatile("dmb ish" ::: "memory");
}

/* [impl->llr~port-channel-get~1] */
uint64_t arch_channel_get(uint32_t r, uint32_t w)
{
    const volatile uint64_t *word = &port_table[r].channel[w];
    uint64_t value;

    barrier();
    value = *word;
    barrier();
    return value;
}

/* [impl->llr~port-channel-set~1] */
void arch_channel_set(uint32_t r, uint32_t w, uint64_t value)
{
    volatile uint64_t *word = &port_table[r].channel[w];

    barrier();
    *word = value;
    barrier();
}

/* [impl->llr~port-channel-read~1] */
void arch_channel_read(uint32_t r, uint32_t w, uint8_t *data, uint32_t length)
{
    const uint64_t *word = &port_table[r].channel[w];

    copy(data, (const uint8_t *)word, length);
}

/* [impl->llr~port-channel-write~1] */
void arch_channel_write(uint32_t r, uint32_t w, const uint8_t *data,
                        uint32_t length)
{
    uint64_t *word = &port_table[r].channel[w];

    copy((uint8_t *)word, data, length);
}

/* ESR_EL1: the exception's class, and the status of a data abort. A guard
 * page is all that is missing from a table of pages, the third level. Whose
 * stack it is says who ran, also in the middle of a switch. Where nothing can
 * be executed, the call that led there says more than the program counter; but
 * whose fault that is it does not say: the application jumps, the kernel never.
 * [impl->llr~port-fault-decode~5] */
entry_point arch_fault(uint64_t syndrome, uint64_t address, uint64_t pc,
                       uint64_t sp, uint64_t link)
{
    enum fault fault = FAULT_OTHER;
    uint64_t place = pc;
    uint64_t slot;
    uint32_t t;

    switch (syndrome >> 26U) {
    case 0x00U: /* undefined */
    case 0x07U: /* floating point where it is trapped */
    case 0x0eU: /* illegal execution state */
        fault = FAULT_INSTRUCTION;
        break;
    case 0x21U: /* instruction abort */
        if ((syndrome & NOT_THE_TABLES) == 0U) {
            fault = FAULT_EXECUTE;
            place = link - 4U;
        }
        break;
    case 0x22U: /* misaligned PC */
    case 0x26U: /* misaligned SP */
        fault = FAULT_ALIGNMENT;
        break;
    case 0x25U: /* data abort */
        fault = ((syndrome & NOT_THE_TABLES) != 0U) ? FAULT_OTHER
                : ((syndrome & 0x3fU) == 0x21U)     ? FAULT_ALIGNMENT
                : ((syndrome & 0x3fU) == 0x07U)     ? FAULT_STACK
                                                    : FAULT_MEMORY;
        break;
    case 0x3cU: /* BRK */
        if ((syndrome & 0xffffU) == DIVISION) {
            fault = FAULT_NUMERIC;
            place = link - 4U;
        }
        break;
    default:
        break;
    }
    slot = (fault == FAULT_STACK) ? address : (sp - 1U);
    slot = (slot - (uintptr_t)stacks_start) / STACK_SLOT;
    t = (slot <= PROCESS_MAX) ? (uint32_t)slot : sched.current;
    /* Of other classes FAR_EL1 is not set. */
    return error_fault(
        fault, t, ((syndrome >> 29U) == 4U) ? address : place, place,
        ((pc >= (uintptr_t)text_start) && (pc < (uintptr_t)application_start))
            ? 1U
            : 0U);
}

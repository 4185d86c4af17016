/* SPDX-License-Identifier: Apache-2.0 */
/*
 * More overruns that are ignored, in code of the application and of the kernel,
 * and more faults than the stack of faults would have room for, if a frame were
 * left on it each time.
 * After each overrun all registers and flags are as they were, the masks too.
 * [itest->llr~port-overrun~1]
 * [itest->llr~port-fault-entry~4]
 * [itest->llr~port-begin~1]
 * [itest->llr~error-ignore~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../mute.h"

#define TIMES 300U
#define UNTIL_NS 1000

static PROCESS_ID_TYPE id_p;
static PROCESS_ID_TYPE id_f;
extern uint64_t before[31];
extern volatile uint64_t after[31];
uint64_t before[31];
volatile uint64_t after[31];
static bool changed[30];
static uint32_t faults;

/* x0 to x29 and the flags hold values that the test gives; then code of the
   application loops, or calls a function of the port, x25 times. */
void holds(void);
void calls(void);
__asm__(".pushsection .text.holds, \"ax\"\n"
        ".macro turns name, what:vararg\n"
        ".global \\name\n"
        ".type \\name, %function\n"
        "\\name:\n"
        "    stp x29, x30, [sp, #-96]!\n"
        "    stp x19, x20, [sp, #16]\n"
        "    stp x21, x22, [sp, #32]\n"
        "    stp x23, x24, [sp, #48]\n"
        "    stp x25, x26, [sp, #64]\n"
        "    stp x27, x28, [sp, #80]\n"
        "    ldr x30, =before\n"
        "    ldp x0, x1, [x30]\n"
        "    ldp x2, x3, [x30, #16]\n"
        "    ldp x4, x5, [x30, #32]\n"
        "    ldp x6, x7, [x30, #48]\n"
        "    ldp x8, x9, [x30, #64]\n"
        "    ldp x10, x11, [x30, #80]\n"
        "    ldp x12, x13, [x30, #96]\n"
        "    ldp x14, x15, [x30, #112]\n"
        "    ldp x16, x17, [x30, #128]\n"
        "    ldp x18, x19, [x30, #144]\n"
        "    ldp x20, x21, [x30, #160]\n"
        "    ldp x22, x23, [x30, #176]\n"
        "    ldp x24, x25, [x30, #192]\n"
        "    ldp x26, x27, [x30, #208]\n"
        "    ldp x28, x29, [x30, #224]\n"
        "    msr nzcv, x28\n"
        "9:  \\what\n"
        "    sub x25, x25, #1\n"
        "    cbnz x25, 9b\n"
        "    mrs x28, nzcv\n"
        "    ldr x30, =after\n"
        "    stp x0, x1, [x30]\n"
        "    stp x2, x3, [x30, #16]\n"
        "    stp x4, x5, [x30, #32]\n"
        "    stp x6, x7, [x30, #48]\n"
        "    stp x8, x9, [x30, #64]\n"
        "    stp x10, x11, [x30, #80]\n"
        "    stp x12, x13, [x30, #96]\n"
        "    stp x14, x15, [x30, #112]\n"
        "    stp x16, x17, [x30, #128]\n"
        "    stp x18, x19, [x30, #144]\n"
        "    stp x20, x21, [x30, #160]\n"
        "    stp x22, x23, [x30, #176]\n"
        "    stp x24, x25, [x30, #192]\n"
        "    stp x26, x27, [x30, #208]\n"
        "    stp x28, x29, [x30, #224]\n"
        "    ldp x19, x20, [sp, #16]\n"
        "    ldp x21, x22, [sp, #32]\n"
        "    ldp x23, x24, [sp, #48]\n"
        "    ldp x25, x26, [sp, #64]\n"
        "    ldp x27, x28, [sp, #80]\n"
        "    ldp x29, x30, [sp], #96\n"
        "    ret\n"
        ".endm\n"
        "turns holds, nop\n"
        "turns calls, bl arch_stack_size\n"
        ".ltorg\n"
        ".popsection\n");

static uint64_t masked(void)
{
    uint64_t daif;

    __asm__ volatile("mrs %0, daif" : "=r"(daif));
    return daif;
}

static void turn(void (*turns)(void), uint32_t n)
{
    for (uint32_t i = 0U; i < 31U; i++) {
        before[i] = 0x1111111100000000U * (i + 1U) + n;
    }
    before[25] = 1000U + (n % 61U);
    before[28] = (uint64_t)(n % 16U) << 28U;
    turns();
    before[25] = 0U;
}

/* Which registers the port's function changes itself: x0, and more where its
   code counts coverage. */
static void learn(void)
{
    for (uint32_t n = 0U; n < 2U; n++) {
        turn(calls, n);
        for (uint32_t i = 0U; i < 30U; i++) {
            changed[i] = changed[i] || (after[i] != before[i]);
        }
    }
}

/* The console has had the line of the error. */
static void overrun(void (*turns)(void), uint32_t n)
{
    const uint64_t mask = masked();
    volatile uint32_t *const console = (volatile uint32_t *)CONSOLE;

    REPLENISH(UNTIL_NS, &code);
    expect("REPLENISH", code == NO_ERROR);
    *console = 0U;
    turn(turns, n);
    expect("an error", *console == (uint32_t)'\n');
    for (uint32_t i = 0U; i < 30U; i++) {
        expect("registers", (after[i] == before[i]) ||
                                ((turns == calls) && changed[i]));
    }
    expect("x0", (turns != calls) || (after[0] == arch_stack_size()));
    expect("masks", masked() == mask);
}

static void overruns(void)
{
    learn();
    for (uint32_t n = 0U; n < TIMES; n++) {
        overrun(holds, n);
        overrun(calls, n);
    }
}

static void fails(void)
{
    faults++;
    __asm__ volatile("ldr xzr, [%0]" ::"r"(0UL));
}

static void controls(void)
{
    for (uint32_t n = 0U; n < TIMES; n++) {
        START(id_f, &code);
        expect("START", code == NO_ERROR);
        TIMED_WAIT(0, &code);
    }
    console_at(CONSOLE);
    check("each fault", faults == TIMES);
    done();
}

static void begins(void)
{
    mute();
}

int main(void)
{
    (void)begin('A', begins, 60);
    id_p = create('P', overruns, 50, APERIODIC, 1000 * MS);
    START(id_p, &code);
    need("START");
    id_f = create('F', fails, 50, APERIODIC, FOREVER);
    (void)begin('M', controls, 40);
    normal();
}

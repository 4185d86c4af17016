/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A switch keeps what AAPCS64 asks a callee to keep, x19 to x29 and sp, of
 * both processes, and a new process begins on its own, empty stack.
 * [itest->llr~port-switch~2]
 * [itest->llr~port-context~2]
 * [itest->llr~port-process-end~2]
 * Kind: normal
 */
#include "../check.h"
#include "../processes.h"

extern char stacks_start[];

/* Fill x19 to x28 with seed, seed + 1, ..., yield, and return how many of
 * them and of x29 and sp came back. */
uint64_t kept(uint64_t seed);
__asm__(".text\n"
        ".global kept\n"
        "kept:\n"
        "stp x29, x30, [sp, #-112]!\n"
        "stp x19, x20, [sp, #16]\n"
        "stp x21, x22, [sp, #32]\n"
        "stp x23, x24, [sp, #48]\n"
        "stp x25, x26, [sp, #64]\n"
        "stp x27, x28, [sp, #80]\n"
        "mov x29, sp\n"
        "str x0, [sp, #96]\n"
        ".irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28\n"
        "add x\\n, x0, #(\\n - 19)\n"
        ".endr\n"
        "bl sched_yield\n"
        "ldr x1, [x29, #96]\n"
        "mov x0, #0\n"
        ".irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28\n"
        "add x2, x1, #(\\n - 19)\n"
        "cmp x\\n, x2\n"
        "cinc x0, x0, eq\n"
        ".endr\n"
        "mov x2, sp\n"
        "cmp x29, x2\n"
        "cinc x0, x0, eq\n"
        "ldp x19, x20, [sp, #16]\n"
        "ldp x21, x22, [sp, #32]\n"
        "ldp x23, x24, [sp, #48]\n"
        "ldp x25, x26, [sp, #64]\n"
        "ldp x27, x28, [sp, #80]\n"
        "ldp x29, x30, [sp], #112\n"
        "ret\n");

/* Whether this function's frame is at the top of slot t's stack. */
static bool on_own_stack(uint32_t t)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    uintptr_t top = (uintptr_t)stacks_start + ((t + 1U) * 0x7000U);

    return (here < top) && ((top - here) <= 128U);
}

static void first(void)
{
    check("A: own stack", on_own_stack(0U));
    check("A: first switch", kept(0x1000U) == 11U);
    check("A: second switch", kept(0x2000U) == 11U);
    print("A ends\n");
}

static void second(void)
{
    check("B: own stack", on_own_stack(1U));
    check("B: first switch", kept(0x3000U) == 11U);
    print("B ends\n");
}

static void last(void)
{
    sched_yield();
    sched_yield();
    sched_yield();
    check("A has ended", process[0].place == PLACE_DORMANT);
    check("B has ended", process[1].place == PLACE_DORMANT);
    check("C: switch to itself", kept(0x4000U) == 11U);
    done();
}

int main(void)
{
    (void)begin('A', first);
    (void)begin('B', second);
    (void)begin('C', last);
    kernel_normal();
    return 0;
}

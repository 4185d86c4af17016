// SPDX-License-Identifier: Apache-2.0
// The context switch: what AAPCS64 asks of a callee, without floating point,
// which is trapped unless switch_fp.S is linked in.

    .weak   arch_cpacr
    .equ    arch_cpacr, 0

// void arch_switch(uint32_t from, uint32_t to);
// arch_sp begins a page, so that one ADRP is its address.
// [impl->llr~port-switch~2]
    .section .text.arch_switch, "ax"
    .globl  arch_switch_core
    .weak   arch_switch
    .type   arch_switch_core, %function
arch_switch:
arch_switch_core:
    stp     x29, x30, [sp, #-96]!
    stp     x19, x20, [sp, #16]
    stp     x21, x22, [sp, #32]
    stp     x23, x24, [sp, #48]
    stp     x25, x26, [sp, #64]
    stp     x27, x28, [sp, #80]
    adrp    x2, arch_sp
    mov     x3, sp
    str     x3, [x2, w0, uxtw #3]
    ldr     x3, [x2, w1, uxtw #3]
    mov     sp, x3
    ldp     x19, x20, [sp, #16]
    ldp     x21, x22, [sp, #32]
    ldp     x23, x24, [sp, #48]
    ldp     x25, x26, [sp, #64]
    ldp     x27, x28, [sp, #80]
    ldp     x29, x30, [sp], #96
    ret
    .size   arch_switch_core, . - arch_switch_core

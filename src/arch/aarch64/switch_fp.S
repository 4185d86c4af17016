// SPDX-License-Identifier: Apache-2.0
// For applications that use floating point: a switch also keeps d8-d15 and
// FPCR. The names replace the weak ones of switch.S and boot.S.

    .globl  arch_cpacr, arch_switch, arch_entry
    .equ    arch_cpacr, 3 << 20 // CPACR_EL1.FPEN

// [impl->llr~port-switch-fp~1]
    .section .text.arch_switch_fp, "ax"
    .type   arch_switch, %function
arch_switch:
    stp     d8, d9, [sp, #-80]!
    stp     d10, d11, [sp, #16]
    stp     d12, d13, [sp, #32]
    stp     d14, d15, [sp, #48]
    mrs     x2, fpcr
    stp     x2, x30, [sp, #64]
    bl      arch_switch_core
    ldp     x2, x30, [sp, #64]
    msr     fpcr, x2
    ldp     d10, d11, [sp, #16]
    ldp     d12, d13, [sp, #32]
    ldp     d14, d15, [sp, #48]
    ldp     d8, d9, [sp], #80
    ret
    .size   arch_switch, . - arch_switch

// A process begins with the default rounding, whoever ran before.
// [impl->llr~port-switch-fp~1]
arch_entry:
    msr     fpcr, xzr
    b       arch_process

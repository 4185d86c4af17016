// SPDX-License-Identifier: Apache-2.0
// The exception vectors. Code runs on SP_EL0 and exceptions on SP_EL1, so
// that the overflow of a stack can still be reported.

// The first is of faults. The others are of interrupts, which are masked for
// ever, and of faults in the report of a fault; arch_shutdown needs no stack.
// [impl->llr~port-fault-entry~3]
// [impl->llr~port-double-fault~1]
    .section .text.vectors, "ax"
    .balign 0x800
    .globl  arch_vectors
arch_vectors:
    mrs     x0, esr_el1
    mrs     x1, far_el1
    mrs     x2, elr_el1
    mrs     x3, sp_el0
    mov     x4, x30
    b       arch_fault
    .rept   15
    .balign 0x80
    mov     w0, #2
    b       arch_shutdown
    .endr

// SPDX-License-Identifier: Apache-2.0
// The exception vectors, and in the room between them power-on and restart:
// CPU registers, memory, then the kernel. Code runs on SP_EL0 and exceptions
// on SP_EL1, so that the overflow of a stack can still be reported.

// A vector begins each 128 bytes. Those but the first two are of what is masked
// for ever, and of faults in the report of a fault; arch_shutdown needs no
// stack. Code behind a vector must end before the next: .org cannot go back.
    .macro  vector number
    .org    arch_vectors + 0x80 * \number
vector_\number:
    mov     w0, #2
    b       arch_shutdown
    .endm

// [impl->llr~port-fault-entry~4]
// [impl->llr~port-double-fault~2]
    .section .text.vectors, "ax"
    .balign 0x800
    .globl  arch_vectors
    .globl  arch_begin
arch_vectors:
    stp     x0, x1, [sp, #-160]!
    mrs     x0, esr_el1
    lsr     x0, x0, #26
    cmp     x0, #0x33           // software step, else a fault
    b.eq    1f
    add     sp, sp, #160
    mrs     x0, esr_el1
    mrs     x1, far_el1
    mrs     x2, elr_el1
    mrs     x3, sp_el0
    mov     x4, x30
    bl      arch_fault
// _Noreturn void arch_begin(void (*next)(void));
// [impl->llr~port-begin~1]
arch_begin:
    msr     spsel, #0
    mov     x19, x0
    mov     x29, xzr
    ldr     w0, =boot_stack_end
    mov     sp, x0
    b       arch_entry

// The timer's interrupt. Where it, or a step, finds code of the kernel, a step
// follows its next instruction, and interrupts are masked up to the first of the
// application. Where the code goes on nothing has changed.
// [impl->llr~port-overrun~1]
    .org    arch_vectors + 0x80
vector_1:
    stp     x0, x1, [sp, #-160]!
    mov     x0, #0x2001         // KDE, SS
    msr     mdscr_el1, x0
1:  mrs     x0, elr_el1
    ldr     w1, =application_start
    cmp     x0, x1
    b.hs    arch_overrun
    mrs     x0, spsr_el1
    orr     x0, x0, #1 << 21    // SS
    orr     x0, x0, #1 << 7     // I
    msr     spsr_el1, x0
    ldp     x0, x1, [sp], #160
    eret

    vector  2

arch_overrun:
    msr     mdscr_el1, xzr      // no more steps
    mrs     x1, spsr_el1
    bic     x1, x1, #1 << 7
    msr     spsr_el1, x1
    stp     x2, x3, [sp, #16]
    stp     x4, x5, [sp, #32]
    stp     x6, x7, [sp, #48]
    stp     x8, x9, [sp, #64]
    stp     x10, x11, [sp, #80]
    stp     x12, x13, [sp, #96]
    stp     x14, x15, [sp, #112]
    stp     x16, x17, [sp, #128]
    stp     x18, x30, [sp, #144]
    bl      error_overrun       // of the place in x0
    cbz     x0, 2f
    add     sp, sp, #160
    b       arch_begin
2:  ldp     x18, x30, [sp, #144]
    ldp     x16, x17, [sp, #128]
    ldp     x14, x15, [sp, #112]
    ldp     x12, x13, [sp, #96]
    ldp     x10, x11, [sp, #80]
    ldp     x8, x9, [sp, #64]
    ldp     x6, x7, [sp, #48]
    ldp     x4, x5, [sp, #32]
    ldp     x2, x3, [sp, #16]
    ldp     x0, x1, [sp], #160
    eret

    vector  3

// Addresses are below 4 GiB: a word of 32 bits is enough for each.
// [impl->llr~port-boot~1]
// [impl->llr~port-fp-trapped~1]
// [impl->llr~port-c-library~1]
// [impl->llr~port-steps~1]
    .globl  _start
_start:
    msr     daifset, #15        // D and I are until a process begins
    msr     spsel, #0
    ldr     w0, =boot_stack_end
    mov     sp, x0
    bl      board_init
    adr     x0, arch_vectors
    msr     vbar_el1, x0
    ldr     w0, =arch_cpacr
    msr     cpacr_el1, x0
    ldr     w0, =tls_pointer    // errno of the C library
    msr     tpidr_el0, x0
    msr     oslar_el1, xzr      // debug exceptions may be
    mov     x0, #1              // on; its interrupt ends WFI, though masked
    msr     cntv_ctl_el0, x0
    mov     x0, #0xff00         // 0: device-nGnRnE, 1: normal, write-back
    msr     mair_el1, x0
    ldr     w0, =0x803521       // 2 GiB of 4 KiB pages, cached; no TTBR1
    msr     tcr_el1, x0
    ldr     w0, =board_tables
    msr     ttbr0_el1, x0
    tlbi    vmalle1
    ic      iallu
    dsb     nsh
    isb
    ldr     w0, =0x30d8180d     // MMU, caches, SP alignment, W^X
    msr     sctlr_el1, x0
    isb
    mov     w0, #1              // COLD_START
    mov     w1, #0              // NORMAL_START
    b       arch_restart

    vector  4

// _Noreturn void arch_restart(uint32_t mode, uint32_t cause);
// Uses no stack, since it clears them all.
// [impl->llr~port-restart~3]
    .globl  arch_restart
arch_restart:
    msr     daifset, #15        // as at power-on: nothing to interrupt for
    msr     mdscr_el1, xzr
    mrs     x2, cpacr_el1
    cbz     x2, 1f              // floating point is trapped
    msr     fpcr, xzr
    msr     fpsr, xzr
1:  ldr     w2, =data_start
    ldr     w3, =initial_end
    ldr     w4, =initial_image
    b       3f
2:  ldp     x5, x6, [x4], #16
    stp     x5, x6, [x2], #16
3:  cmp     x2, x3
    b.lo    2b
    ldr     w3, =data_end       // the variables without initial values
4:  stp     xzr, xzr, [x2], #16
    cmp     x2, x3
    b.lo    4b
    b       clear_stacks

    vector  5

clear_stacks:
    ldr     w2, =stacks_start
    ldr     w3, =stacks_end
5:  add     x2, x2, #0x1000     // the guard page
    add     x4, x2, #0x6000
6:  dc      zva, x2             // 64 bytes on a Cortex-A53
    add     x2, x2, #64
    cmp     x2, x4
    b.lo    6b
    cmp     x2, x3
    b.lo    5b
    msr     spsel, #1
    mov     sp, x3              // the last stack is that of faults
    msr     spsel, #0
    ldr     w2, =boot_stack_end
    mov     sp, x2
    bl      kernel_boot

// A new context comes here, with the process's entry in x19. For the debugger
// nobody has called it.
// [impl->llr~port-process-end~2]
// [impl->llr~port-unmask~1]
    .globl  arch_process
    .weak   arch_entry
arch_entry:
arch_process:
    msr     daifclr, #10        // steps, the timer's interrupt
    .cfi_sections .debug_frame
    .cfi_startproc
    .cfi_undefined x30
    blr     x19
    bl      kernel_process_end
    brk     #0
    .cfi_endproc

    vector  6
    .ltorg                      // the constants of `ldr w0, =...`

    .irp    number, 7, 8, 9, 10, 11, 12, 13, 14, 15
    vector  \number
    .endr

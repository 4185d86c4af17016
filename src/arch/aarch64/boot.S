// SPDX-License-Identifier: Apache-2.0
// Power-on and restart: CPU registers, memory, then the kernel.

// [impl->llr~port-boot~1]
// [impl->llr~port-fp-trapped~1]
// [impl->llr~port-c-library~1]
    .section .text.boot, "ax"
    .globl  _start
_start:
    msr     daifset, #15        // interrupts stay masked for ever
    msr     spsel, #0
    ldr     x0, =boot_stack_end
    mov     sp, x0
    bl      board_init
    ldr     x0, =arch_vectors
    msr     vbar_el1, x0
    ldr     x0, =arch_cpacr
    msr     cpacr_el1, x0
    ldr     x0, =tls_pointer    // errno of the C library
    msr     tpidr_el0, x0
    mov     x0, #1              // on; its interrupt ends WFI, though masked
    msr     cntv_ctl_el0, x0
    ldr     x0, =0xff00         // 0: device-nGnRnE, 1: normal, write-back
    msr     mair_el1, x0
    ldr     x0, =0x803521       // 2 GiB of 4 KiB pages, cached; no TTBR1
    msr     tcr_el1, x0
    ldr     x0, =board_tables
    msr     ttbr0_el1, x0
    tlbi    vmalle1
    ic      iallu
    dsb     nsh
    isb
    ldr     x0, =0x30d8180d     // MMU, caches, SP alignment, W^X
    msr     sctlr_el1, x0
    isb
    mov     w0, #1              // COLD_START
    mov     w1, #0              // NORMAL_START

// _Noreturn void arch_restart(uint32_t mode, uint32_t cause);
// Uses no stack, since it clears them all.
// [impl->llr~port-restart~2]
    .globl  arch_restart
arch_restart:
    mrs     x2, cpacr_el1
    cbz     x2, 1f              // floating point is trapped
    msr     fpcr, xzr
    msr     fpsr, xzr
1:  ldr     x2, =data_start
    ldr     x3, =initial_end
    ldr     x4, =initial_image
    b       3f
2:  ldp     x5, x6, [x4], #16
    stp     x5, x6, [x2], #16
3:  cmp     x2, x3
    b.lo    2b
    ldr     x3, =data_end       // the variables without initial values
4:  stp     xzr, xzr, [x2], #16
    cmp     x2, x3
    b.lo    4b
    ldr     x2, =stacks_start
    ldr     x3, =stacks_end
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
    ldr     x2, =boot_stack_end
    mov     sp, x2
    bl      kernel_boot

// A new context comes here, with the process's entry in x19. For the debugger
// nobody has called it.
// [impl->llr~port-process-end~1]
    .globl  arch_process
    .weak   arch_entry
arch_entry:
arch_process:
    .cfi_sections .debug_frame
    .cfi_startproc
    .cfi_undefined x30
    blr     x19
    bl      kernel_process_end
    brk     #0
    .cfi_endproc

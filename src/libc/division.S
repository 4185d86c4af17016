// SPDX-License-Identifier: Apache-2.0
// What the compiler has a division by zero call: integer divisions of AArch64
// give 0 and no exception.

// [impl->llr~port-division~1]
    .section .text.__ubsan_handle_divrem_overflow_abort, "ax"
    .globl  __ubsan_handle_divrem_overflow_abort
    .type   __ubsan_handle_divrem_overflow_abort, %function
__ubsan_handle_divrem_overflow_abort:
    brk     #653                // the link register has the division
    .size   __ubsan_handle_divrem_overflow_abort, . - __ubsan_handle_divrem_overflow_abort

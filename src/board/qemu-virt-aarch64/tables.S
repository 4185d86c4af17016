// SPDX-License-Identifier: Apache-2.0
// The translation tables: an identity map that never changes. What is not
// written here is unmapped, page zero among it. Addresses: link.ld.

    .equ    TABLE, 0x3
    .equ    BLOCK, 0x1          // 2 MiB
    .equ    PAGE, 0x3           // 4 KiB
    .equ    NORMAL, 0x704       // accessed, inner shareable, write-back
    .equ    DEVICE, 0x400
    .equ    READ_ONLY, 1 << 7
    .equ    UXN, 1 << 54        // nothing runs at EL0
    .equ    NO_EXECUTE, UXN | 1 << 53
    .equ    UART, 0x09000000
    .equ    SHARED, 0x10000000  // arch_shared

// [impl->llr~port-tables~2]
// [impl->llr~port-stack-guard~1]
    .section .tables, "a"
    .balign 4096
devices:                        // from 0
    .fill   UART >> 21, 8, 0
    .quad   UART + (BLOCK | DEVICE | NO_EXECUTE)
    .org    devices + (SHARED >> 21) * 8
    .equ    window, SHARED
    .rept   16
    .quad   window + (BLOCK | NORMAL | NO_EXECUTE)
    .equ    window, window + 0x200000
    .endr
    .balign 4096
memory:                         // from 1 GiB
    .quad   text_start + (BLOCK | NORMAL | READ_ONLY | UXN)
    .quad   constants_start + (BLOCK | NORMAL | READ_ONLY | NO_EXECUTE)
    .quad   data_start + (BLOCK | NORMAL | NO_EXECUTE)
    .quad   stacks + TABLE
    .balign 4096
stacks:                         // 64 processes, boot, faults: guard and six
    .equ    page, 0
    .rept   66
    .quad   0
    .rept   6
    .equ    page, page + 0x1000
    .quad   stacks_start + page + (PAGE | NORMAL | NO_EXECUTE)
    .endr
    .equ    page, page + 0x1000
    .endr
    .balign 4096
    .globl  board_tables
board_tables:                   // a GiB each
    .quad   devices + TABLE
    .quad   memory + TABLE

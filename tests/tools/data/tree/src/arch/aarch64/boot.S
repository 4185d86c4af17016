/* SPDX-License-Identifier: Apache-2.0 */
/* Where the machine starts. */

    .section .text.boot, "ax"

/* Clear the data, then go to C.
 * [impl->llr~entry~1] */
    .global _start
_start:
    bl kernel_boot
    b .

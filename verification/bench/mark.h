/* SPDX-License-Identifier: Apache-2.0 */
/* A mark is a symbol at an address; it adds no instruction. */
#ifndef BENCH_MARK_H
#define BENCH_MARK_H

#define MARK(name) __asm__ volatile(".globl " #name "\n" #name ":" ::: "memory")

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* A mark is a symbol at an address; it adds no instruction. The number after
 * its name keeps the copies apart that the compiler makes of a path. */
#ifndef BENCH_MARK_H
#define BENCH_MARK_H

#define MARK(name) __asm__ volatile(#name ".%=:" ::: "memory")

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that the machine shares with other machines: the port's channels. */
#ifndef ARCH_SHARED_H
#define ARCH_SHARED_H

#include <stdint.h>

#define ARCH_SHARED_MAX 16U
#define ARCH_SHARED_WORDS 262144U /* 2 MiB */

/**
 * Row k is the memory of the machine's channel k. Where the machine has none,
 * each word reads as ones and a write has no effect; where it is smaller, the
 * same is true of the words beyond.
 */
extern uint64_t arch_shared[ARCH_SHARED_MAX][ARCH_SHARED_WORDS];

#endif

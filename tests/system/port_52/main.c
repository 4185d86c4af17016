/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The machine has channels 0, 2 and 15: 1 MiB, 2 MiB and 4 KiB. Each is where
 * its row of arch_shared is. A row without a device, beyond a device's end or
 * of another device reads as ones, and a write has no effect.
 * [itest->llr~port-shared~1]
 * [itest->llr~port-tables~2]
 * Kind: normal
 */
#include "../check.h"

#include "arch/shared.h"

#define WORDS_0 131072U /* 1 MiB */
#define WORDS_15 512U   /* 4 KiB */

static volatile uint64_t *word(uint32_t k, uint32_t n)
{
    return &arch_shared[k][n];
}

/* Write a value that tells the row to its first and its last word. */
static void fill(uint32_t k, uint32_t words)
{
    *word(k, 0U) = 100U + k;
    *word(k, words - 1U) = 200U + k;
}

static bool filled(uint32_t k, uint32_t words)
{
    return (*word(k, 0U) == 100U + k) && (*word(k, words - 1U) == 200U + k);
}

static bool absent(uint32_t k, uint32_t n)
{
    *word(k, n) = 1U;
    return *word(k, n) == UINT64_MAX;
}

int main(void)
{
    check("new memory is clear", (*word(0U, 0U) == 0U) &&
                                     (*word(2U, 0U) == 0U) &&
                                     (*word(15U, 0U) == 0U));
    fill(0U, WORDS_0);
    fill(2U, ARCH_SHARED_WORDS);
    fill(15U, WORDS_15);
    check("channel 0", filled(0U, WORDS_0));
    check("channel 2", filled(2U, ARCH_SHARED_WORDS));
    check("channel 15", filled(15U, WORDS_15));
    check("no device", absent(1U, 0U) && absent(14U, ARCH_SHARED_WORDS - 1U));
    check("another device", absent(3U, 0U));
    check("beyond the end", absent(0U, WORDS_0) && absent(15U, WORDS_15));
    done();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lowest member of each set of one and of all above; the four functions
 * that gcc calls without a C library, at lengths 0 to 40 and with overlap both
 * ways; the size of a stack.
 * [itest->llr~port-lowest-bit~1]
 * [itest->llr~port-memory~1]
 * [itest->llr~port-stack-size~1]
 * Kind: normal
 */
#include "../check.h"

#include <stddef.h>

#define LENGTH_MAX 40U

void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);
int memcmp(const void *a, const void *b, size_t length);

static uint8_t a[64];
static uint8_t b[64];
static volatile size_t offset = 3U;

static void number(uint8_t *bytes)
{
    for (uint32_t i = 0U; i < 64U; i++) {
        bytes[i] = (uint8_t)(i + 1U);
    }
}

/* Whether bytes from to to + length are from + 1, ..., and others i + 1. */
static bool moved(const uint8_t *bytes, size_t to, size_t from, size_t length)
{
    bool good = true;

    for (size_t i = 0U; i < 64U; i++) {
        size_t at = ((i >= to) && (i < (to + length))) ? (i - to + from) : i;

        good = good && (bytes[i] == (uint8_t)(at + 1U));
    }
    return good;
}

int main(void)
{
    bool copies = true;
    bool down = true;
    bool up = true;
    bool sets = true;
    bool lowest = true;

    for (size_t n = 0U; n <= LENGTH_MAX; n++) {
        number(a);
        number(b);
        copies = copies && (memcpy(&a[7], &b[offset], n) == &a[7]) &&
                 moved(a, 7U, 3U, n);
        number(a);
        down = down && (memmove(&a[2], &a[offset], n) == &a[2]) &&
               moved(a, 2U, 3U, n);
        number(a);
        up = up && (memmove(&a[5], &a[offset], n) == &a[5]) &&
             moved(a, 5U, 3U, n);
        number(a);
        sets = sets && (memset(&a[offset], 0x1ff, n) == &a[3]);
        for (size_t i = 0U; i < 64U; i++) {
            bool inside = (i >= 3U) && (i < (3U + n));

            sets = sets && (a[i] == (inside ? 0xffU : (uint8_t)(i + 1U)));
        }
    }
    for (uint32_t i = 0U; i < 64U; i++) {
        lowest = lowest && (arch_ctz((uint64_t)offset / 3U << i) == i) &&
                 (arch_ctz(UINT64_MAX * (offset / 3U) << i) == i);
    }
    check("lowest bit", lowest);
    check("memcpy", copies);
    check("memmove down", down);
    check("memmove up", up);
    check("memset", sets);
    number(a);
    number(b);
    b[offset + 9U] = 0x80U;
    check("memcmp of nothing", memcmp(a, b, 0U) == 0);
    check("memcmp equal", memcmp(a, b, offset + 9U) == 0);
    check("memcmp less", memcmp(a, b, offset + 10U) < 0);
    check("memcmp greater", memcmp(b, a, offset + 61U) > 0);
    b[0] = 0U;
    check("memcmp of the first", memcmp(b, a, offset - 2U) < 0);
    check("stack size", arch_stack_size() == 24576U);
    done();
}

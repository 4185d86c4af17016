/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arch_channel_get reads, and arch_channel_set writes, all 64 bits of one word
 * of the channel of one port, from the first to the last word, and touches
 * nothing else. Each is an access of 64 bits between two full barriers: that
 * is read from the code, since one CPU sees its own accesses in order anyway.
 * [itest->llr~port-channel-get~1]
 * [itest->llr~port-channel-set~1]
 * Kind: normal
 */
#include "../check.h"

#define FIRST (1U + CHANNEL_WORDS(1) + 1U)
#define LAST (1U + CHANNEL_WORDS(SAMPLING_CELLS) + 1U)

#define BARRIER 0xd5033bbfU /* dmb ish */
#define RETURN 0xd65f03c0U
#define IS_ACCESS(word) (((word)&0x0a000000U) == 0x08000000U)
#define IS_LOAD 0x00400000U             /* of a register or of a pair */
#define KIND(word) ((word)&0xc4c00000U) /* bits, register, direction */
#define LOAD 0xc0400000U                /* of an x register */
#define STORE 0xc0000000U

extern uint64_t first[FIRST];
extern uint64_t last[LAST];

/* A value that no other word has, with bits in both halves. */
static uint64_t value_of(uint32_t i)
{
    return 0x8000000180000000U + ((uint64_t)i << 33U) + i;
}

static void fill(void)
{
    for (uint32_t i = 0U; i < FIRST; i++) {
        first[i] = value_of(i);
    }
    for (uint32_t i = 0U; i < LAST; i++) {
        last[i] = value_of(1000U + i);
    }
}

/* All words are as filled, but for one of a channel. */
static bool filled_but(uint32_t r, uint32_t w, uint64_t value)
{
    bool as_filled = true;

    for (uint32_t i = 0U; i < FIRST; i++) {
        as_filled = as_filled &&
                    (first[i] ==
                     (((r == 0U) && (i == (w + 1U))) ? value : value_of(i)));
    }
    for (uint32_t i = 0U; i < LAST; i++) {
        as_filled = as_filled && (last[i] == (((r != 0U) && (i == (w + 1U)))
                                                  ? value
                                                  : value_of(1000U + i)));
    }
    return as_filled;
}

static void check_get(const char *what, uint32_t r, uint32_t words,
                      uint32_t begin)
{
    bool good = true;

    fill();
    for (uint32_t w = 0U; w < words; w++) {
        good = good && (arch_channel_get(r, w) == value_of(begin + w + 1U));
    }
    check(what, good && filled_but(r, 0U, value_of(begin + 1U)));
}

static void check_set(const char *what, uint32_t r, uint32_t words)
{
    bool good = true;

    for (uint32_t w = 0U; w < words; w++) {
        fill();
        arch_channel_set(r, w, 0x0123456789abcdefU);
        good = good && filled_but(r, w, 0x0123456789abcdefU);
        arch_channel_set(r, w, 0U);
        good = good && filled_but(r, w, 0U);
        arch_channel_set(r, w, UINT64_MAX);
        good = good && filled_but(r, w, UINT64_MAX);
    }
    check(what, good);
}

/* Of the accesses to memory of code: those between its barriers, of them those
   of a kind, and all stores. */
struct accesses {
    uint32_t barriers;
    uint32_t between;
    uint32_t of_kind;
    uint32_t stores;
};

static struct accesses accesses_of(uint64_t function, uint32_t kind)
{
    const uint32_t *code = (const uint32_t *)(uintptr_t)function;
    struct accesses found = {0U, 0U, 0U, 0U};

    for (uint32_t i = 0U; (i < 128U) && (code[i] != RETURN); i++) {
        if (code[i] == BARRIER) {
            found.barriers++;
        } else if (IS_ACCESS(code[i])) {
            found.stores += ((code[i] & IS_LOAD) == 0U) ? 1U : 0U;
            if (found.barriers == 1U) {
                found.between++;
                found.of_kind += (KIND(code[i]) == kind) ? 1U : 0U;
            }
        } else {
            /* something else */
        }
    }
    return found;
}

/* Whether the code has two barriers, and between them one access to memory,
   of this kind. Code that counts its own coverage has others beside it: then
   arch_channel_get, which only reads, has a store. */
static bool is_ordered(uint64_t function, uint32_t kind)
{
    const struct accesses found = accesses_of(function, kind);
    const bool counts =
        accesses_of((uint64_t)(uintptr_t)arch_channel_get, LOAD).stores != 0U;

    return (found.barriers == 2U) && (found.of_kind != 0U) &&
           (counts || (found.between == 1U));
}

int main(void)
{
    check_get("get of the first port", 0U, CHANNEL_WORDS(1), 0U);
    check_get("get of the last port", 63U, CHANNEL_WORDS(SAMPLING_CELLS),
              1000U);
    check_set("set of the first port", 0U, CHANNEL_WORDS(1));
    check_set("set of the last port", 63U, CHANNEL_WORDS(SAMPLING_CELLS));
    check("get between barriers",
          is_ordered((uint64_t)(uintptr_t)arch_channel_get, LOAD));
    check("set between barriers",
          is_ordered((uint64_t)(uintptr_t)arch_channel_set, STORE));
    done();
}

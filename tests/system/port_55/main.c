/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arch_channel_read copies bytes from a channel, and arch_channel_write to it,
 * from any word on, to and from any address, of any length up to that of the
 * longest message; nothing beside them is touched, at neither end.
 * [itest->llr~port-channel-read~1]
 * [itest->llr~port-channel-write~1]
 * Kind: normal
 */
#include "../check.h"

#define FIRST (1U + CHANNEL_WORDS(1) + 1U)
#define LAST (1U + CHANNEL_WORDS(SAMPLING_CELLS) + 1U)
#define OFFSETS 9U /* addresses of data, one beyond a word */
#define ROOM (OFFSETS + MESSAGE_SIZE_MAX + 8U)

extern uint64_t first[FIRST];
extern uint64_t last[LAST];

static uint8_t data[ROOM] __attribute__((aligned(8)));

/* Byte i of what is in memory k before a copy. */
static uint8_t byte_of(uint32_t k, uint32_t i)
{
    return (uint8_t)((i * 7U) + (k * 101U) + (i >> 8U));
}

static void fill(uint8_t *bytes, uint32_t length, uint32_t k)
{
    for (uint32_t i = 0U; i < length; i++) {
        bytes[i] = byte_of(k, i);
    }
}

/* Whether bytes [begin, begin + length) are those of memory `from` from byte
   `first_byte` on, and all others are those of memory k. */
static bool copied(const uint8_t *bytes, uint32_t all, uint32_t k,
                   uint32_t begin, uint32_t length, uint32_t from,
                   uint32_t first_byte)
{
    bool good = true;

    for (uint32_t i = 0U; i < all; i++) {
        const bool inside = (i >= begin) && (i < (begin + length));

        good = good &&
               (bytes[i] == (inside ? byte_of(from, first_byte + (i - begin))
                                    : byte_of(k, i)));
    }
    return good;
}

/* A channel begins with word 1 of its memory. */
static bool reads(uint32_t r, uint32_t w, uint32_t offset, uint32_t length)
{
    fill(data, ROOM, 1U);
    arch_channel_read(r, w, &data[offset], length);
    return copied(data, ROOM, 1U, offset, length, 2U, 8U * (w + 1U));
}

static bool writes(uint64_t *memory, uint32_t words, uint32_t r, uint32_t w,
                   uint32_t offset, uint32_t length)
{
    fill((uint8_t *)memory, 8U * words, 2U);
    arch_channel_write(r, w, &data[offset], length);
    return copied((uint8_t *)memory, 8U * words, 2U, 8U * (w + 1U), length, 1U,
                  offset);
}

static void check_reads(const char *what, uint64_t *memory, uint32_t words,
                        uint32_t r, uint32_t w)
{
    bool good = true;

    fill((uint8_t *)memory, 8U * words, 2U);
    for (uint32_t offset = 0U; offset < OFFSETS; offset++) {
        for (uint32_t length = 0U; length <= MESSAGE_SIZE_MAX; length++) {
            good = good && reads(r, w, offset, length);
        }
    }
    check(what,
          good && copied((uint8_t *)memory, 8U * words, 2U, 0U, 0U, 2U, 0U));
}

static void check_writes(const char *what, uint64_t *memory, uint32_t words,
                         uint32_t r, uint32_t w)
{
    bool good = true;

    fill(data, ROOM, 1U);
    for (uint32_t offset = 0U; offset < OFFSETS; offset++) {
        for (uint32_t length = 0U; length <= MESSAGE_SIZE_MAX; length++) {
            good = good && writes(memory, words, r, w, offset, length);
        }
    }
    check(what, good && copied(data, ROOM, 1U, 0U, 0U, 1U, 0U));
}

int main(void)
{
    check_reads("read of the first port", first, FIRST, 0U,
                CHANNEL_HEADER + 2U);
    check_reads("read of the last port", last, LAST, 63U,
                CHANNEL_HEADER + CELL_WORDS + 2U);
    check_reads("read from the first word", last, LAST, 63U, 0U);
    check_writes("write of the first port", first, FIRST, 0U,
                 CHANNEL_HEADER + 2U);
    check_writes("write of the last port", last, LAST, 63U,
                 CHANNEL_HEADER + CELL_WORDS + 2U);
    check_writes("write from the first word", last, LAST, 63U, 0U);
    done();
}

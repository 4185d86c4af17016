/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of ports share: the other end of a channel, and what has come
 * from there. */
#ifndef PORT_UNIT_H
#define PORT_UNIT_H

#include "apex_unit.h"

#include "apexQueuing.h"
#include "apexSampling.h"

#define SIZE 8 /* bytes of a message, where it does not matter */
#define UNSET (-7)
#define NOTHING 0xeeU /* a byte that no message has */

/* What a service has brought. */
static APEX_BYTE got[MESSAGE_SIZE_MAX];
static MESSAGE_SIZE_TYPE length;

static inline void forget(void)
{
    (void)memset(got, (int)NOTHING, sizeof got);
    length = UNSET;
}

/* How many bytes of `data`, from byte `from` on, are not `byte`. */
static inline uint32_t others(const APEX_BYTE *data, uint32_t from, uint32_t to,
                              uint32_t byte)
{
    uint32_t count = 0U;

    for (uint32_t i = from; i < to; i++) {
        if (data[i] != (APEX_BYTE)byte) {
            count++;
        }
    }
    return count;
}

/* This message came, and no byte behind it. */
static inline void check_got(char letter, MESSAGE_SIZE_TYPE bytes)
{
    CU_ASSERT_EQUAL(length, bytes);
    CU_ASSERT_EQUAL(others(got, 0U, (uint32_t)bytes, (uint32_t)letter), 0U);
    CU_ASSERT_EQUAL(others(got, (uint32_t)bytes, MESSAGE_SIZE_MAX, NOTHING),
                    0U);
}

/* Nothing came, not even a length. */
static inline void check_got_nothing(void)
{
    CU_ASSERT_EQUAL(length, UNSET);
    CU_ASSERT_EQUAL(others(got, 0U, MESSAGE_SIZE_MAX, NOTHING), 0U);
}

/* The cell of message n of port r's channel. */
static inline uint64_t *cell_of(uint32_t r, uint64_t n)
{
    const uint32_t count = port_table[r].count;

    return &port_table[r].channel[CHANNEL_WORDS(
        n % ((count == 0U) ? SAMPLING_CELLS : count))];
}

/* The other end writes a message of `bytes` bytes, each of them `letter`. */
static inline void other_writes(uint32_t r, char letter, uint64_t bytes)
{
    uint64_t *const channel = port_table[r].channel;
    uint64_t *const c = cell_of(r, channel[CHANNEL_TAIL]);

    c[0] = (uint64_t)host_now;
    c[1] = bytes;
    (void)memset(&c[2], letter, MESSAGE_SIZE_MAX);
    channel[CHANNEL_TAIL]++;
}

/* The channel of port r has this message n, written now, and nothing
 * behind it. */
static inline void check_cell(uint32_t r, uint64_t n, char letter,
                              uint32_t bytes)
{
    const uint64_t *const c = cell_of(r, n);
    APEX_BYTE data[MESSAGE_SIZE_MAX];

    (void)memcpy(data, &c[2], sizeof data);
    CU_ASSERT_EQUAL(c[0], (uint64_t)host_now);
    CU_ASSERT_EQUAL(c[1], bytes);
    CU_ASSERT_EQUAL(others(data, 0U, bytes, (uint32_t)letter), 0U);
    CU_ASSERT_EQUAL(others(data, bytes, MESSAGE_SIZE_MAX, 0U), 0U);
}

/* How many messages were written to the channel of port r. */
static inline uint64_t tail_of(uint32_t r)
{
    return port_table[r].channel[CHANNEL_TAIL];
}

/* How many messages were taken out of it. */
static inline uint64_t head_of(uint32_t r)
{
    return port_table[r].channel[CHANNEL_HEAD];
}

#endif

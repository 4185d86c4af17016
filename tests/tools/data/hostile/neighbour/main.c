/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes rubbish into the memory of its three channels, some words a turn:
 * into any word, and often into those that the reader looks at: numbers of
 * messages that are near to good ones, lengths about the limit, times about
 * now. The generator has a seed: each run is the same. It ends in the middle
 * of a message, behind a good one of each channel.
 */
#include "../hostile.h"

#include "arch/shared.h"
#include "kernel/limits.h"
#include "kernel/port.h"

#define SEED 20240229U
#define CHANNELS 3U /* regions 0 (sampling), 1 and 2 */
#define WORDS 12U   /* that are written in a turn */

static uint64_t state = SEED;

/* xorshift64 */
static uint64_t any(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static uint32_t cells(uint32_t k)
{
    return (k == 0U) ? SAMPLING_CELLS : (uint32_t)QUEUE;
}

static volatile uint64_t *word(uint32_t k, uint32_t w)
{
    return &arch_shared[k][w];
}

static uint32_t cell(uint32_t k, uint64_t n)
{
    return CHANNEL_HEADER + (CELL_WORDS * (uint32_t)(n % cells(k)));
}

static void spoil(uint32_t k)
{
    const uint32_t c = cell(k, any());

    switch (any() % 8U) {
    case 0U:
        *word(k, CHANNEL_TAIL) = any();
        break;
    case 1U:
        *word(k, CHANNEL_TAIL) = *word(k, CHANNEL_HEAD) + (any() % 7U) - 1U;
        break;
    case 2U:
        *word(k, CHANNEL_HEAD) = *word(k, CHANNEL_TAIL) - (any() % 7U) + 1U;
        break;
    case 3U:
        *word(k, c + 1U) = any();
        break;
    case 4U: /* 0 to 33 of at most 16, more often good ones */
        *word(k, c + 1U) = (any() % 2U) ? (any() % 34U) : (any() % 17U);
        break;
    case 5U:
        *word(k, c) = (uint64_t)now() + (any() % (4U * (uint64_t)REFRESH)) -
                      (2U * (uint64_t)REFRESH);
        break;
    case 6U: /* the length of another message's first bytes */
        *word(k, c + 1U) = any() << 32;
        break;
    default:
        *word(k, (uint32_t)(any() % CHANNEL_WORDS(cells(k)))) = any();
        break;
    }
}

static void leave(uint32_t k)
{
    const uint64_t n = *word(k, CHANNEL_TAIL);

    *word(k, CHANNEL_HEAD) = n;
    *word(k, cell(k, n)) = (uint64_t)now();
    *word(k, cell(k, n) + 1U) = 8U;
    *word(k, cell(k, n) + 2U) = STOPS_AT;
    *word(k, CHANNEL_TAIL) = n + 1U;
    *word(k, cell(k, n + 1U)) = (uint64_t)now();
}

static void run(void)
{
    for (uint32_t turn = 0U; turn < STOPS_AT; turn++) {
        for (uint32_t i = 0U; i < WORDS; i++) {
            spoil((uint32_t)(any() % CHANNELS));
        }
        PERIODIC_WAIT(&code);
    }
    for (uint32_t k = 0U; k < CHANNELS; k++) {
        leave(k);
    }
    arch_shutdown(0U);
}

int main(void)
{
    START(create('n', run, 1, MS, FOREVER), &code);
    need("START");
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The process of ports where every row of the table is a queuing port: the
 * even ones are sources, each of the channel of the destination behind it. */
#include "unit.h"

#include <string.h>

#define OTHER 0U /* always ready, so that a wait has somewhere to switch to */
#define FERRY 1U
#define FIRST 2U /* of those who wait */
#define COUNT 2U

static uint64_t channel[PORT_MAX / 2U][CHANNEL_WORDS(COUNT)];

#define PAIR(p)                                                                \
    {"source", channel[p], 1U, COUNT, SOURCE},                                 \
    {                                                                          \
        "destination", channel[p], 1U, COUNT, DESTINATION                      \
    }
#define FOUR(p) PAIR(p), PAIR((p) + 1U), PAIR((p) + 2U), PAIR((p) + 3U)

const struct port port_table[PORT_MAX] = {FOUR(0U),  FOUR(4U),  FOUR(8U),
                                          FOUR(12U), FOUR(16U), FOUR(20U),
                                          FOUR(24U), FOUR(28U)};

static void setup(void)
{
    (void)memset(channel, 0, sizeof channel);
    for (uint32_t r = 0U; r < PORT_MAX; r++) {
        port_create(PORT_QUEUING, r, 0, FIFO);
    }
    while (names.count[KIND_PROCESS] < PROCESS_MAX) {
        (void)unit_process(5U);
    }
    unit_run(OTHER);
}

/* Process t waits for port r: to send its number, or for a message. */
static void let_wait(uint32_t t, uint32_t r)
{
    messages.length[MESSAGE_MAX + t] = 1U;
    messages.byte[MESSAGE_MAX + t][0] = (uint8_t)t;
    unit_wait(t, PLACE_OBJECT + PORT_FIRST + r, TIME_NEVER);
}

/* The other end of port r sends one byte. */
static void gets(uint32_t r, uint8_t byte)
{
    uint64_t *const c = port_table[r].channel;

    c[CHANNEL_HEADER + 1U] = 1U;
    c[CHANNEL_HEADER + 2U] = byte;
    c[CHANNEL_TAIL] = 1U;
}

/* Process t was served at port r, and its channel has changed once. */
static void check_served(uint32_t t, uint32_t r, uint8_t byte)
{
    const uint64_t *const c = port_table[r].channel;

    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(c[CHANNEL_TAIL], 1U);
    if (port_table[r].direction == SOURCE) {
        CU_ASSERT_EQUAL(c[CHANNEL_HEAD], 0U);
        CU_ASSERT_EQUAL(c[CHANNEL_HEADER + 1U], 1U);
        CU_ASSERT_EQUAL(c[CHANNEL_HEADER + 2U], t);
    } else {
        CU_ASSERT_EQUAL(c[CHANNEL_HEAD], 1U);
        CU_ASSERT_EQUAL(messages.length[MESSAGE_MAX + t], 1U);
        CU_ASSERT_EQUAL(messages.byte[MESSAGE_MAX + t][0], byte);
    }
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_serves_each_port(void)
{
    for (uint32_t r = 0U; r < PORT_MAX; r++) {
        unit_reset();
        setup();
        let_wait(FIRST, r);
        unit_run(OTHER);
        if (port_table[r].direction == DESTINATION) {
            gets(r, (uint8_t)(r + 100U));
        }
        unit_poll(FERRY);
        check_served(FIRST, r, (uint8_t)(r + 100U));
    }
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_serves_as_many_as_may_wait(void)
{
    setup();
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) { /* at ports 1, 3 .. */
        const uint32_t r = (2U * ((t - FIRST) % (PORT_MAX / 2U))) + 1U;

        let_wait(t, r);
        gets(r, (uint8_t)(r + 100U));
    }
    unit_run(OTHER);
    unit_poll(FERRY);
    for (uint32_t t = FIRST; t < PROCESS_MAX; t++) {
        const uint32_t r = (2U * ((t - FIRST) % (PORT_MAX / 2U))) + 1U;

        if (t < (FIRST + (PORT_MAX / 2U))) {
            check_served(t, r, (uint8_t)(r + 100U));
        } else { /* the second in the queue of its port */
            CU_ASSERT_EQUAL(process[t].place, PLACE_OBJECT + PORT_FIRST + r);
        }
    }
}

/* [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_looks_at_no_port_that_was_not_created(void)
{
    setup();
    let_wait(FIRST, 1U);
    unit_run(OTHER);
    gets(1U, 9U);
    ports.created[PORT_QUEUING] = bits_clear(ports.created[PORT_QUEUING], 1U);
    unit_poll(FERRY);
    CU_ASSERT_EQUAL(process[FIRST].place, PLACE_OBJECT + PORT_FIRST + 1U);
    CU_ASSERT_EQUAL(channel[0][CHANNEL_HEAD], 0U);
}

/* The neighbours of the first and the last port among the objects.
 * [utest->llr~port-ferry~1]
 * Kind: robustness */
static void test_ferry_serves_nobody_of_another_object(void)
{
    static const uint32_t ends[] = {PORT_FIRST - 1U, PORT_FIRST + PORT_MAX};

    setup();
    for (uint32_t i = 0U; i < 2U; i++) {
        unit_wait(FIRST + i, PLACE_OBJECT + ends[i], TIME_NEVER);
    }
    unit_run(OTHER);
    gets(1U, 9U);
    gets(PORT_MAX - 1U, 9U);
    unit_poll(FERRY);
    for (uint32_t i = 0U; i < 2U; i++) {
        CU_ASSERT_EQUAL(process[FIRST + i].place, PLACE_OBJECT + ends[i]);
        CU_ASSERT_EQUAL(sched_waiting(ends[i]), 1U);
    }
    CU_ASSERT_EQUAL(channel[0][CHANNEL_HEAD], 0U);
    CU_ASSERT_EQUAL(channel[(PORT_MAX / 2U) - 1U][CHANNEL_HEAD], 0U);
}

const struct unit_test unit_tests[] = {
    TEST(test_ferry_serves_each_port),
    TEST(test_ferry_serves_as_many_as_may_wait),
    TEST(test_ferry_looks_at_no_port_that_was_not_created),
    TEST(test_ferry_serves_nobody_of_another_object),
    {NULL, NULL}};

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of ports with a value out of range, which a build refuses, is no port:
 * it can neither be created nor found. The constants are written to while
 * translation is off.
 * [itest->llr~apex-create-sampling-port-none~1]
 * [itest->llr~apex-create-queuing-port-none~1]
 * [itest->llr~apex-get-sampling-port-id-invalid-config~1]
 * [itest->llr~apex-get-queuing-port-id-invalid-config~1]
 * Kind: robustness
 */
#include "../ports.h"

#include <stddef.h>

/* Row r as it should be but for some values. */
static void set_row(uint32_t r, struct port row)
{
    struct port *table = (struct port *)(uintptr_t)port_table;
    uint64_t control;

    __asm__ volatile("mrs %0, sctlr_el1\n"
                     "bic x9, %0, #1\n"
                     "msr sctlr_el1, x9\n"
                     "isb"
                     : "=r"(control)::"x9", "memory");
    table[r] = row;
    __asm__ volatile("msr sctlr_el1, %0\n"
                     "isb" ::"r"(control)
                     : "memory");
}

static void refuse(void)
{
    APEX_INTEGER id = 77;
    const volatile struct port *row = port_table;

    ANSWERS(INVALID_CONFIG,
            CREATE_SAMPLING_PORT("s", (MESSAGE_SIZE_TYPE)row[0].size,
                                 row[0].direction, 1, &id, &code));
    ANSWERS(INVALID_CONFIG, GET_SAMPLING_PORT_ID("s", &id, &code));
    ANSWERS(INVALID_CONFIG,
            CREATE_QUEUING_PORT("q", (MESSAGE_SIZE_TYPE)row[1].size,
                                (MESSAGE_RANGE_TYPE)row[1].count,
                                row[1].direction, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, GET_QUEUING_PORT_ID("q", &id, &code));
    check("no identifier was given", id == 77);
}

/* Of both kinds: no size, too large a size, too many messages. */
static void wrong_numbers(struct port s, struct port q)
{
    struct port wrong[2] = {s, q};

    wrong[0].size = 0U;
    wrong[1].size = 0U;
    set_row(0U, wrong[0]);
    set_row(1U, wrong[1]);
    refuse();
    wrong[0].size = MESSAGE_SIZE_MAX + 1U;
    wrong[1].size = MESSAGE_SIZE_MAX;
    wrong[1].count = PORT_MESSAGES_MAX + 1U;
    set_row(0U, wrong[0]);
    set_row(1U, wrong[1]);
    refuse();
}

/* No channel, no direction that there is. */
static void wrong_ends(struct port s, struct port q)
{
    struct port wrong[2] = {s, q};

    wrong[0].channel = NULL;
    wrong[1].direction = (enum direction)2;
    set_row(0U, wrong[0]);
    set_row(1U, wrong[1]);
    refuse();
    wrong[0] = s;
    wrong[1] = q;
    wrong[0].direction = (enum direction)2;
    wrong[1].channel = NULL;
    set_row(0U, wrong[0]);
    set_row(1U, wrong[1]);
    refuse();
}

int main(void)
{
    const volatile struct port *row = port_table;
    const struct port s = row[0];
    const struct port q = row[1];

    wrong_numbers(s, q);
    wrong_ends(s, q);
    set_row(0U, s);
    set_row(1U, q);
    check("s, as it was", sampling('s', 256, SOURCE, 1) == 1);
    check("q, as it was", queuing('q', 256, 256, SOURCE, FIFO) == 2);
    done();
}

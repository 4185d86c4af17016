/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All 64 processes that there can be, the last too, become ready in the order of
 * their due times; those of the same time in the order of their creation.
 * [itest->llr~sched-timer-set~1]
 * [itest->llr~timer-expire~3]
 * [itest->llr~process-release-all~3]
 * [itest->llr~apex-timed-wait~1]
 * [itest->llr~apex-delayed-start~1]
 * Kind: normal
 */
#include "../apex.h"

#define COUNT 64

static PROCESS_ID_TYPE order[3 * COUNT];
static uint32_t woken;

/* Whether those that woke from the first on are this one and those that
   follow it by steps. */
static bool in_order(uint32_t first, PROCESS_ID_TYPE id, int32_t step)
{
    bool good = true;

    for (uint32_t n = first; n < (first + COUNT); n++) {
        good = good && (order[n] == id);
        id += step;
    }
    return good;
}

static void each(void)
{
    PROCESS_ID_TYPE id = 0;

    GET_MY_ID(&id, &code);
    order[woken++] = id;
    pass((SECOND - now()) + ((COUNT - id) * MS));
    order[woken++] = id;
    pass(((2 * SECOND) - now()) + (id * MS));
    order[woken++] = id;
    if (id == COUNT) {
        check("released at the same time", in_order(0U, 1, 1));
        check("the last first", in_order(COUNT, COUNT, -1));
        check("the first first", in_order(2U * COUNT, 1, 1));
        done();
    }
}

int main(void)
{
    for (int32_t n = 0; n < COUNT; n++) {
        DELAYED_START(create((char)('0' + n), each, 10, APERIODIC, FOREVER),
                      MS, &code);
        need("DELAYED_START");
    }
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/* COUNT processes of the same period, released SPREAD_NS apart from each
 * other (0: all together), with priorities STEP apart (0: all the same). The
 * first marks the periods. */
#include "mark.h"

#define PERIOD_NS 1000000

static void first(void)
{
    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(period);
        wait_for_period();
    }
    arch_shutdown(0U);
}

static void other(void)
{
    for (;;) {
        wait_for_period();
    }
}

int main(void)
{
    begin(0U, first, 1U, PERIOD_NS, 0);
    for (uint32_t n = 1U; n < COUNT; n++) {
        begin(n, other, 1U + (n * STEP), PERIOD_NS, (int64_t)n * SPREAD_NS);
    }
    go();
    return 0;
}

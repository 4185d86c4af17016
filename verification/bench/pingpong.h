/* SPDX-License-Identifier: Apache-2.0 */
/* Two processes of the same priority wake each other by two semaphores. */
#include "mark.h"

static void ping(void)
{
    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(round_trip);
        give(0U);
        take(1U);
    }
    arch_shutdown(0U);
}

static void pong(void)
{
    for (;;) {
        take(0U);
        give(1U);
    }
}

int main(void)
{
    make_semaphore(0U);
    make_semaphore(1U);
    begin(0U, ping, 1U, APERIODIC, 0);
    begin(1U, pong, 1U, APERIODIC, 0);
    go();
    return 0;
}

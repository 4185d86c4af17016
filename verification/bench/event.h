/* SPDX-License-Identifier: Apache-2.0 */
/* Set of an event for which nobody waits, and a wait for one that is up. */
#include "mark.h"

static void runner(void)
{
    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(event_set_begin);
        set(0U);
        MARK(event_set_end);
        MARK(event_wait_begin);
        await(0U);
        MARK(event_wait_end);
        reset(0U);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_event(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

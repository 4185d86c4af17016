/* SPDX-License-Identifier: Apache-2.0 */
/* Signal and wait of a semaphore for which nobody waits. */
#include "mark.h"

static void runner(void)
{
    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(signal_begin);
        give(0U);
        MARK(signal_end);
        MARK(wait_begin);
        take(0U);
        MARK(wait_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_semaphore(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

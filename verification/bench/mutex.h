/* SPDX-License-Identifier: Apache-2.0 */
/* Acquire of a mutex that nobody owns, and its release. */
#include "mark.h"

static void runner(void)
{
    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(acquire_begin);
        acquire(0U);
        MARK(acquire_end);
        MARK(release_begin);
        release(0U);
        MARK(release_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_mutex(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* An error is raised; an error handler, which does nothing, runs; the process
   goes on. */
#include "mark.h"

static void handler(void)
{
}

static void runner(void)
{
    static uint8_t message[16];

    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(raise_begin);
        raise(message);
        MARK(raise_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_handler(handler);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

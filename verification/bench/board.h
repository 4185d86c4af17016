/* SPDX-License-Identifier: Apache-2.0 */
/* Display on a blackboard for which nobody waits, and read of what it shows. */
#include "mark.h"

static void runner(void)
{
    static uint8_t message[16];

    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(display_begin);
        display(0U, message);
        MARK(display_end);
        MARK(read_begin);
        read(0U, message);
        MARK(read_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_board(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

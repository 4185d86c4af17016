/* SPDX-License-Identifier: Apache-2.0 */
/* Send and receive of a buffer for which nobody waits. */
#include "mark.h"

static void runner(void)
{
    static uint8_t message[16];

    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(send_begin);
        send(0U, message);
        MARK(send_end);
        MARK(receive_begin);
        receive(0U, message);
        MARK(receive_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_buffer(0U);
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

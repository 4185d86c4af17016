/* SPDX-License-Identifier: Apache-2.0 */
/* Two processes of the same priority send a message to and fro by two
 * buffers. */
#include "mark.h"

static void ping(void)
{
    static uint8_t message[16];

    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(round_trip);
        send(0U, message);
        receive(1U, message);
    }
    arch_shutdown(0U);
}

static void pong(void)
{
    static uint8_t message[16];

    for (;;) {
        receive(0U, message);
        send(1U, message);
    }
}

int main(void)
{
    make_buffer(0U);
    make_buffer(1U);
    begin(0U, ping, 1U, APERIODIC, 0);
    begin(1U, pong, 1U, APERIODIC, 0);
    go();
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Write to a sampling port and read of what was written; send by a queuing port
   with room and receive of what was sent: nobody waits. */
#include "mark.h"

static void runner(void)
{
    static uint8_t message[16];

    for (uint32_t i = 0U; i < 16U; i++) {
        MARK(port_write_begin);
        port_write(SAMPLING_SOURCE, message);
        MARK(port_write_end);
        MARK(port_read_begin);
        port_read(SAMPLING_DESTINATION, message);
        MARK(port_read_end);
        MARK(port_send_begin);
        port_send(QUEUING_SOURCE, message);
        MARK(port_send_end);
        MARK(port_receive_begin);
        port_receive(QUEUING_DESTINATION, message);
        MARK(port_receive_end);
    }
    arch_shutdown(0U);
}

int main(void)
{
    make_ports();
    begin(0U, runner, 1U, APERIODIC, 0);
    go();
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A source each 10 ms: the speed grows by the step that the host sends. */
#include "../../../../system/ports.h"

static SAMPLING_PORT_ID_TYPE speed_port;
static QUEUING_PORT_ID_TYPE step_port;

static void sense(void)
{
    uint64_t speed = 0U;
    uint64_t step = 0U;
    MESSAGE_SIZE_TYPE length;

    for (uint32_t i = 0U; i < 10U; i++) {
        RECEIVE_QUEUING_MESSAGE(step_port, 0, (APEX_BYTE *)&step, &length,
                                &code);
        if (code != NOT_AVAILABLE) {
            need("RECEIVE_QUEUING_MESSAGE");
        }
        speed += step;
        WRITE_SAMPLING_MESSAGE(speed_port, (APEX_BYTE *)&speed,
                               (MESSAGE_SIZE_TYPE)sizeof speed, &code);
        need("WRITE_SAMPLING_MESSAGE");
        print_number((uint64_t)now());
        print(" ns: speed ");
        print_number(speed);
        print("\n");
        PERIODIC_WAIT(&code);
    }
    arch_shutdown(0U);
}

int main(void)
{
    speed_port = sampling('s', 8, SOURCE, 20 * MS);
    step_port = queuing('q', 8, 2, DESTINATION, FIFO);
    START(create('s', sense, 1, 10 * MS, 10 * MS), &code);
    need("START");
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Each 25 ms it shows the speed and whether it is valid, and sends it to the
 * host. What it writes to the memory of the sensor's channel has no effect. */
#include "../../../../system/ports.h"

#include "arch/shared.h"

static SAMPLING_PORT_ID_TYPE speed_port;
static QUEUING_PORT_ID_TYPE shown_port;

static void show(void)
{
    for (uint32_t i = 0U; i < 6U; i++) {
        uint64_t speed = 0U;
        MESSAGE_SIZE_TYPE length = 0;
        VALIDITY_TYPE validity = INVALID;

        arch_shared[0][0] = 0U;
        READ_SAMPLING_MESSAGE(speed_port, (APEX_BYTE *)&speed, &length,
                              &validity, &code);
        print_number((uint64_t)now());
        print(" ns: ");
        if (code != NO_ERROR) {
            print("no speed\n");
        } else {
            print_number(speed);
            print((validity == VALID) ? " is VALID\n" : " is INVALID\n");
            SEND_QUEUING_MESSAGE(shown_port, (APEX_BYTE *)&speed, length, 0,
                                 &code);
            need("SEND_QUEUING_MESSAGE");
        }
        PERIODIC_WAIT(&code);
    }
    arch_shutdown(0U);
}

int main(void)
{
    speed_port = sampling('s', 8, DESTINATION, 20 * MS);
    shown_port = queuing('q', 8, 4, SOURCE, FIFO);
    START(create('d', show, 1, 25 * MS, 25 * MS), &code);
    need("START");
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}

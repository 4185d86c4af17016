/* SPDX-License-Identifier: Apache-2.0 */
/* Each 25 ms it shows the speed and its age, and sends it to the host. What it
 * writes to the sensor's channel has no effect. */
#include "../channel.h"

#include "../../../../system/apex.h"

#define SPEED 0U
#define SHOWN 2U
#define SHOWNS 4U

static void show(void)
{
    for (uint32_t i = 0U; i < 4U; i++) {
        const uint64_t tail = arch_shared[SPEED][0];

        arch_shared[SPEED][0] = 0U;
        print_number((uint64_t)now());
        print(" ns: ");
        if (tail == 0U) {
            print("no speed\n");
        } else {
            volatile uint64_t *newest = cell(SPEED, tail - 1U, 2U);
            const int64_t age_ns = now() - (int64_t)newest[0];

            print("message ");
            print_number(tail - 1U);
            print(", ");
            print_number(newest[2]);
            print(" is ");
            print((age_ns < 0) ? "-" : "");
            print_number((uint64_t)((age_ns < 0) ? -age_ns : age_ns));
            print(" ns old\n");
            channel_put(SHOWN, SHOWNS, newest[2]);
        }
        PERIODIC_WAIT(&code);
    }
    arch_shutdown(0U);
}

int main(void)
{
    START(create('d', show, 1, 25 * MS, 25 * MS), &code);
    need("START");
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}

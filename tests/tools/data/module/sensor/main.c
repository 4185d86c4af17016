/* SPDX-License-Identifier: Apache-2.0 */
/* A source each 10 ms: the speed grows by the step that the host sends. */
#include "../channel.h"

#include "../../../../system/apex.h"

#define SPEED 0U
#define STEP 1U
#define STEPS 2U

static void sense(void)
{
    uint64_t speed = 0U;
    uint64_t step = 0U;

    for (uint32_t i = 0U; i < 10U; i++) {
        step = channel_take(STEP, STEPS, step);
        speed += step;
        channel_put(SPEED, 2U, speed);
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
    START(create('s', sense, 1, 10 * MS, 10 * MS), &code);
    need("START");
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}

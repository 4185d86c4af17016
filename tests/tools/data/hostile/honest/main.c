/* SPDX-License-Identifier: Apache-2.0 */
/* Writes and sends its turn, each 1 ms. */
#include "../hostile.h"

static SAMPLING_PORT_ID_TYPE sampled;
static QUEUING_PORT_ID_TYPE queued;

static void run(void)
{
    for (uint64_t turn = 0U; turn < TURNS; turn++) {
        WRITE_SAMPLING_MESSAGE(sampled, (APEX_BYTE *)&turn, 8, &code);
        need("WRITE_SAMPLING_MESSAGE");
        SEND_QUEUING_MESSAGE(queued, (APEX_BYTE *)&turn, 8, REFRESH, &code);
        need("SEND_QUEUING_MESSAGE");
        PERIODIC_WAIT(&code);
    }
    arch_shutdown(0U);
}

int main(void)
{
    sampled = sampling('s', SHORT, SOURCE, REFRESH);
    queued = queuing('q', SHORT, QUEUE, SOURCE, FIFO);
    START(create('h', run, 1, MS, FOREVER), &code);
    need("START");
    normal();
}

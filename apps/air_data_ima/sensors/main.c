/* SPDX-License-Identifier: Apache-2.0 */
/* The partition of the sensors: replays a recording at 50 Hz. */
#include <apexPartition.h>
#include <apexSampling.h>
#include <apexTime.h>

#include "../messages.h"
#include "page.h"
#include "task.h"

static const struct sample recording[] = {
#include "recording.inc"
};
#define SAMPLES ((uint32_t)(sizeof(recording) / sizeof(recording[0])))

static SAMPLING_PORT_ID_TYPE port;

static void write(const struct sample_message *message)
{
    RETURN_CODE_TYPE code;

    WRITE_SAMPLING_MESSAGE(port, (MESSAGE_ADDR_TYPE)message,
                           (MESSAGE_SIZE_TYPE)sizeof(*message), &code);
    need(code, "WRITE_SAMPLING_MESSAGE");
}

/* 50 Hz: write a sample; after the last one, say so and end. */
static void acquire(void)
{
    static struct sample_message message;
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0U; i < SAMPLES; i++) {
        message.sample = recording[i];
        write(&message);
        next_release();
    }
    message.last = 1U;
    write(&message);
    SET_PARTITION_MODE(IDLE, &code);
    need(code, "SET_PARTITION_MODE");
}

int main(void)
{
    static const SAMPLING_PORT_NAME_TYPE name = "sample";
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT(name, (MESSAGE_SIZE_TYPE)sizeof(struct sample_message),
                         SOURCE, REFRESH_SAMPLE, &port, &code);
    need(code, "CREATE_SAMPLING_PORT");
    task("acquire", acquire, 20 * MS, 30, 0);
    SET_PARTITION_MODE(NORMAL, &code);
    need(code, "SET_PARTITION_MODE");
    return 1;
}

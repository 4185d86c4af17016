/* SPDX-License-Identifier: Apache-2.0 */
/* Counting semaphores. */
#include "kernel/semaphore.h"

uint32_t semaphore_create(const char *name, uint32_t value, uint32_t maximum,
                          enum discipline discipline)
{
    const uint32_t s = names_add(KIND_SEMAPHORE, name);

    object[s].value = value;
    object[s].maximum = maximum;
    object[s].discipline = discipline;
    return s;
}

enum status semaphore_wait(uint32_t s, int64_t timeout_ns)
{
    enum status result = NO_ERROR;

    if (object[s].value > 0U) {
        object[s].value--;
    } else {
        result = process_try_wait(PLACE_OBJECT + s, timeout_ns);
    }
    return result;
}

enum status semaphore_signal(uint32_t s)
{
    enum status result = NO_ERROR;

    if (object[s].waiting != 0U) {
        sched_wake(sched_first(s));
    } else if (object[s].value < object[s].maximum) {
        /*@ assert nobody: nobody_waits(s); */
        object[s].value++;
        /*@ assert object: inv_object; */
        /*@ assert queue: inv_queue; */
    } else {
        result = NO_ACTION;
    }
    return result;
}

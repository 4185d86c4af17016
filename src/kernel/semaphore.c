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

/* SPDX-License-Identifier: Apache-2.0 */
/* Mutexes. */
#include "kernel/mutex.h"

uint8_t mutex_ceiling[MUTEX_MAX];

uint32_t mutex_create(const char *name, uint32_t ceiling)
{
    const uint32_t m = names_add(KIND_MUTEX, name);

    mutex_ceiling[m] = (uint8_t)ceiling;
    return m;
}

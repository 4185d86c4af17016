/* SPDX-License-Identifier: Apache-2.0 */
/* The image's configuration: one constant table, checked at boot. */
#ifndef KERNEL_CONFIG_H
#define KERNEL_CONFIG_H

#include <stdint.h>

#include "kernel/limits.h"

/** Kinds of named objects. */
enum kind {
    KIND_PROCESS,
    KIND_SEMAPHORE,
    KIND_EVENT,
    KIND_BUFFER,
    KIND_BOARD,
    KIND_MUTEX,
    KIND_COUNT
};

/** What the application's config.c defines. */
struct config {
    int32_t partition_id;       /* PARTITION_ID of GET_PARTITION_STATUS */
    int64_t period_ns;          /* partition period, > 0 */
    int64_t duration_ns;        /* partition duration, 1 .. period_ns */
    uint32_t limit[KIND_COUNT]; /* objects of each kind, at most *_MAX */
};

extern const struct config config;

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The image's configuration: one constant table, checked at boot. */
#ifndef KERNEL_CONFIG_H
#define KERNEL_CONFIG_H

#include <stdint.h>

#include "kernel/limits.h"
#include "kernel/status.h"

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

/** A port, by name. Both ends of its channel share the words, of which
    kernel/port.h has the layout: CHANNEL_WORDS(count), or of a sampling port
    CHANNEL_WORDS(SAMPLING_CELLS). */
struct port {
    char name[NAME_LENGTH]; /* a NUL ends a shorter one */
    uint64_t *channel;
    uint32_t size;  /* most bytes of a message, 1 .. MESSAGE_SIZE_MAX */
    uint32_t count; /* messages of a queuing port, at most
                       PORT_MESSAGES_MAX; 0: a sampling port */
    enum direction direction;
};

/** What the application's config.c defines. */
struct config {
    int32_t partition_id;       /* PARTITION_ID of GET_PARTITION_STATUS */
    int64_t period_ns;          /* partition period, > 0 */
    int64_t duration_ns;        /* partition duration, 1 .. period_ns */
    uint32_t limit[KIND_COUNT]; /* objects of each kind, at most *_MAX */
};

extern const struct config config;

/** The ports, which the config.c of an application that has some defines. A row
    of size 0 is none. */
extern const struct port port_table[PORT_MAX];

#endif

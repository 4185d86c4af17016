/* SPDX-License-Identifier: Apache-2.0 */
/* The image's configuration: one constant table. Boot checks its times and
   pools, an error the response to it. */
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

/** What is done about an error. The first is that of a configuration that says
    nothing. */
enum action {
    ACTION_SHUTDOWN, /* the image ends with status 1 */
    ACTION_RESET,    /* the machine starts anew, as at power-on */
    ACTION_IDLE,     /* the image ends with status 0 */
    ACTION_COLD,     /* the partition starts again in COLD_START */
    ACTION_WARM,     /* the partition starts again in WARM_START */
    ACTION_STOP,     /* the process is stopped */
    ACTION_RESTART,  /* the process is stopped and started */
    ACTION_IGNORE    /* nothing; after a CPU fault the process is stopped */
};

/** The response to an error. */
struct response {
    enum action action;
    uint32_t handler; /* 1: the error handler's instead, where there is one */
    uint32_t confirm; /* so many of these errors are ignored first */
};

/** What the application's config.c defines. */
struct config {
    int32_t partition_id;       /* PARTITION_ID of GET_PARTITION_STATUS */
    int64_t period_ns;          /* partition period, > 0 */
    int64_t duration_ns;        /* partition duration, 1 .. period_ns */
    uint32_t limit[KIND_COUNT]; /* objects of each kind, at most *_MAX */
    struct response response[ERROR_COUNT]; /* by enum error */
};

extern const struct config config;

/** The ports, which the config.c of an application that has some defines. A row
    of size 0 is none. */
extern const struct port port_table[PORT_MAX];

#endif

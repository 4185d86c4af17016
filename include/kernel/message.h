/* SPDX-License-Identifier: Apache-2.0 */
/* Messages in slots of one size. Those of buffer b are messages.buffer[b].first
   and on, in a ring; how many there are is the value of object
   BUFFER_FIRST + b; who waits for room waits for object SPACE_FIRST + b, whose
   value is always 0. Slot MESSAGE_MAX + t is process t's own: a process that
   waits to send leaves its message there, one that waits to receive finds it
   there. Slot BOARD_SLOT + k has the last message of blackboard k. */
#ifndef KERNEL_MESSAGE_H
#define KERNEL_MESSAGE_H

#include <stdint.h>

#include "kernel/limits.h"

#define EVENT_FIRST SEMAPHORE_MAX
#define EVENT_ALL (EVENT_MAX + BOARD_MAX) /* and those of blackboards */
#define BOARD_FIRST (EVENT_FIRST + EVENT_MAX)
#define BUFFER_FIRST (EVENT_FIRST + EVENT_ALL)
#define SPACE_FIRST (BUFFER_FIRST + BUFFER_MAX)

#define BOARD_SLOT (MESSAGE_MAX + PROCESS_MAX)
#define SLOT_MAX (BOARD_SLOT + BOARD_MAX)

/** A ring of slots, as many as the maximum of its object. */
struct buffer {
    uint32_t first; /* slot */
    uint32_t head;  /* of the oldest message, counted from first */
    uint32_t size;  /* most bytes of a message */
};

/** All messages. */
struct messages {
    uint8_t byte[SLOT_MAX][MESSAGE_SIZE_MAX];
    uint32_t length[SLOT_MAX]; /* of who waits for one: most */
    struct buffer buffer[BUFFER_MAX];
    uint32_t used; /* slots that belong to a buffer */
};

extern struct messages messages;

#endif

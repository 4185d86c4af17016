/* SPDX-License-Identifier: Apache-2.0 */
/* Messages in slots of one size. Those of buffer b are in a ring of as many
   slots as the maximum of object BUFFER_FIRST + b, whose value is how many
   messages there are; who waits for room waits for object SPACE_FIRST + b, whose
   value is always 0. Slot MESSAGE_MAX + t is process t's own: a process that
   waits to send leaves its message there, one that waits to receive finds it
   there. Slot BOARD_SLOT + k has the last message of blackboard k, and slot
   PORT_SLOT + r the last one that sampling port r has received. What comes in
   from a channel is in NEW_SLOT until it is known to be good. */
#ifndef KERNEL_MESSAGE_H
#define KERNEL_MESSAGE_H

#include <stdint.h>

#include "kernel/errors.h"
#include "kernel/limits.h"

#define EVENT_FIRST SEMAPHORE_MAX
#define EVENT_ALL (EVENT_MAX + BOARD_MAX) /* and those of blackboards */
#define BOARD_FIRST (EVENT_FIRST + EVENT_MAX)
#define PORT_FIRST (EVENT_FIRST + EVENT_ALL)
#define BUFFER_FIRST (PORT_FIRST + PORT_MAX)
#define SPACE_FIRST (BUFFER_FIRST + BUFFER_MAX)

#define BOARD_SLOT (MESSAGE_MAX + PROCESS_MAX)
#define BOARD_ALL (BOARD_MAX + PORT_MAX) /* boards, and the slots of ports */
#define PORT_SLOT (BOARD_SLOT + BOARD_MAX)
#define NEW_SLOT (BOARD_SLOT + BOARD_ALL)
#define SLOT_MAX (NEW_SLOT + 1U)

/** A ring of slots. */
struct buffer {
    uint32_t head; /* slot of the oldest message */
    uint32_t end;  /* slot behind the last of the ring */
    uint32_t size; /* most bytes of a message */
};

/** All messages. */
struct messages {
    uint8_t byte[SLOT_MAX][MESSAGE_SIZE_MAX];
    uint32_t length[SLOT_MAX];
    struct buffer buffer[BUFFER_MAX];
    uint32_t used; /* slots that belong to a buffer */
    uint64_t written_ns[PORT_MAX]; /* when the message in PORT_SLOT + r was */
    uint64_t valid; /* sampling ports whose last message read was VALID */
    uint64_t lost;  /* queuing ports that have lost messages */
    struct errors errors;
};

extern struct messages messages;

#endif

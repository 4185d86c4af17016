/* SPDX-License-Identifier: Apache-2.0 */
/* Blackboards. */
#include "kernel/board.h"
#include "kernel/slot.h"

uint32_t board_create(const char *name, uint32_t size)
{
    const uint32_t k = names_add(KIND_BOARD, name);

    object[BOARD_FIRST + k].value = 0U;
    object[BOARD_FIRST + k].maximum = size;
    object[BOARD_FIRST + k].discipline = FIFO;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    /*@ assert rings: inv_rings; */
    /*@ assert boards: inv_boards; */
    return k;
}

void board_display(uint32_t k, const uint8_t *data, uint32_t length)
{
    event_set(EVENT_MAX + k);
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert fewer: fewer_wait{Pre,Here}; */
    /*@ assert messages: inv_message; */
    /*@ ghost Set: ; */
    slot_write(BOARD_SLOT + k, data, length);
    /*@ assert same: ready_same{Set,Here}; */
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
    /*@ assert shared: \forall integer s; 0 <= s < BOARD_SLOT ==>
          messages.length[s] == \at(messages.length[s], Set); */
    /*@ assert lengths: inv_lengths; */
    /*@ assert fits: inv_fits; */
    /*@ assert boards: inv_boards; */
}

enum status board_read(uint32_t k, uint8_t *data, int32_t *length,
                       int64_t timeout_ns)
{
    const enum status result = event_wait(EVENT_MAX + k, timeout_ns);

    /*@ assert size: messages.length[BOARD_SLOT + k] <=
          board_size(k) == board_size{Pre}(k); */
    /*@ ghost Waited: ; */
    if (result == NO_ERROR) {
        *length = (int32_t)slot_read(BOARD_SLOT + k, data);
        /*@ assert same: ready_same{Waited,Here}; */
    }
    return result;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing from a set. */
#ifndef KERNEL_PICK_H
#define KERNEL_PICK_H

#include <stdint.h>

/**
 * The first member of a set, or 64.
 * [impl->llr~pick~1]
 * [impl->llr~pick-empty~2]
 */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    range: \result <= 64; */
uint32_t pick(uint64_t set);

#endif

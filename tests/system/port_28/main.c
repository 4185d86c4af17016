/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nobody is first where nobody waits.
 * [itest->llr~sched-first~1]
 * Kind: robustness
 */
#include "../check.h"
#include "kernel/sched.h"

int main(void)
{
    for (uint32_t q = 0U; q < OBJECT_MAX; q++) {
        if (sched_first(q) != PROCESS_IDLE) {
            check("nobody is first", false);
        }
    }
    done();
}

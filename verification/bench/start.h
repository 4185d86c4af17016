/* SPDX-License-Identifier: Apache-2.0 */
/* From reset to the first of two processes; the smallest useful image. */
#include "mark.h"

static void first(void)
{
    MARK(first_process);
    yield();
}

static void second(void)
{
    arch_shutdown(0U);
}

int main(void)
{
    begin(0U, first, 1U, APERIODIC, 0);
    begin(1U, second, 1U, APERIODIC, 0);
    go();
    return 0;
}

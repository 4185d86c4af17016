/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The clock does not run backwards, and sleep ends at its time, not before,
 * at most 1 us after it; a time that has passed does not sleep at all.
 * [itest->llr~port-clock~1]
 * [itest->llr~port-sleep~2]
 * [itest->llr~port-board~1]
 * Kind: normal
 */
#include "../check.h"

#define LATE_NS 1000

static bool sleeps(int64_t length_ns)
{
    int64_t when_ns = arch_now() + length_ns;
    int64_t late_ns;

    arch_sleep_until(when_ns);
    late_ns = arch_now() - when_ns;
    return (late_ns >= 0) && (late_ns <= LATE_NS);
}

int main(void)
{
    int64_t last_ns = arch_now();
    bool forwards = true;

    for (uint32_t i = 0U; i < 1000U; i++) {
        int64_t now_ns = arch_now();

        forwards = forwards && (now_ns >= last_ns);
        last_ns = now_ns;
    }
    check("forwards", forwards);
    check("a second", sleeps(1000000000));
    check("an hour", sleeps(3600000000000));
    check("2 us and a part of a tick", sleeps(2001));
    last_ns = arch_now();
    arch_sleep_until(0);
    arch_sleep_until(last_ns);
    check("times past", (arch_now() - last_ns) <= LATE_NS);
    done();
}

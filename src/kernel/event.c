/* SPDX-License-Identifier: Apache-2.0 */
/* Events. */
#include "kernel/event.h"

uint32_t event_create(const char *name)
{
    const uint32_t e = names_add(KIND_EVENT, name);

    object[EVENT_FIRST + e].value = 0U;
    object[EVENT_FIRST + e].maximum = 1U;
    object[EVENT_FIRST + e].discipline = FIFO;
    return e;
}

void event_set(uint32_t e)
{
    const uint32_t q = EVENT_FIRST + e;
    uint64_t rest = object[q].waiting;

    /*@ ghost uint32_t end = 0; */
    /*@ loop invariant range: 0 <= end <= PROCESS_MAX;
        loop invariant inv: inv && running;
        loop invariant kept: fixed{Pre,Here} && values_kept{Pre,Here} &&
            sched.current == \at(sched.current, Pre) &&
            sched.lock_level == \at(sched.lock_level, Pre);
        loop invariant stay: \at(nobody_waits(EVENT_FIRST + e), Pre) ==>
            places_kept{Pre,Here};
        loop invariant done: \forall integer u; 0 <= u < end ==>
            !in(rest, u) && process[u].place != PLACE_OBJECT + q;
        loop invariant rest: \forall integer u; proc(u) ==>
            (in(rest, u) <==> process[u].place == PLACE_OBJECT + q);
        loop assigns rest, end, process[0 .. PROCESS_MAX - 1], sched, order,
            timer.due_ns[0 .. PROCESS_MAX - 1], object[0 .. OBJECT_MAX - 1];
        loop variant PROCESS_MAX - end; */
    while (rest != 0U) {
        const uint32_t t = arch_ctz(rest);

        sched_wake(t);
        rest = bits_clear(rest, t);
        /*@ ghost end = t + 1; */
    }
    object[q].value = 1U;
}

void event_reset(uint32_t e)
{
    object[EVENT_FIRST + e].value = 0U;
}

enum status event_wait(uint32_t e, int64_t timeout_ns)
{
    const uint32_t q = EVENT_FIRST + e;
    enum status result = NO_ERROR;

    if (object[q].value == 0U) {
        result = process_try_wait(PLACE_OBJECT + q, timeout_ns);
    }
    return result;
}

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

    /*@ loop invariant inv: inv && running;
        loop invariant kept: fixed{Pre,Here} && values_kept{Pre,Here} &&
            ready_kept{Pre,Here} && schedule_kept{Pre,Here};
        loop invariant others: \forall integer t; proc(t) &&
            \at(process[t].place, Pre) != PLACE_OBJECT + q ==>
              wait_kept{Pre,Here}(t);
        loop invariant woken: \forall integer t; proc(t) &&
            \at(process[t].place, Pre) == PLACE_OBJECT + q ==>
              wait_kept{Pre,Here}(t) || over{Pre,Here}(t);
        loop invariant first: \forall integer t, u;
            made_ready{Pre,Here}(t) && proc(u) &&
            process[u].place == PLACE_OBJECT + q ==>
              process[t].ticket <= process[u].ticket;
        loop invariant order: behind{Pre,Here} && by_ticket{Pre,Here};
        loop assigns process[0 .. PROCESS_MAX - 1],
            sched.head[0 .. PROCESS_MAX - 1], sched.levels,
            past.since[0 .. PROCESS_MAX - 1], past.next,
            timer.due_ns[0 .. PROCESS_MAX - 1], object[0 .. OBJECT_MAX - 1];
        loop variant members(object[q].waiting, 64); */
    while (object[q].waiting != 0U) {
        (void)sched_grant(q);
        /*@ assert served: \forall integer t; proc(t) &&
              \at(process[t].place, LoopCurrent) == PLACE_OBJECT + q &&
              process[t].place != PLACE_OBJECT + q ==>
                first{LoopCurrent}(q, t) && woken{LoopCurrent,Here}(t); */
        /*@ assert others: \forall integer t; proc(t) &&
              process[t].place == PLACE_OBJECT + q ==>
                wait_kept{LoopCurrent,Here}(t); */
        /*@ assert tickets: \forall integer t; proc(t) ==>
              process[t].ticket == \at(process[t].ticket, Pre); */
        /*@ assert fifo: \at(object[q].discipline, LoopCurrent) == FIFO; */
        /*@ assert new: \forall integer t, u;
              made_ready{LoopCurrent,Here}(t) && proc(u) &&
              process[u].place == PLACE_OBJECT + q ==>
                process[t].ticket <= process[u].ticket; */
    }
    /*@ assert nobody: nobody_waits(q); */
    object[q].value = 1U;
    /*@ assert object: inv_object; */
    /*@ assert queue: inv_queue; */
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
        result = process_may_wait(timeout_ns);
        if (result == NO_ERROR) {
            result = process_wait(PLACE_OBJECT + q, timeout_ns);
            /*@ assert returned: returned{Pre,Here}; */
        }
    }
    return result;
}

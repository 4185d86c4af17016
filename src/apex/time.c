/* SPDX-License-Identifier: Apache-2.0 */
/* APEX time management. */
#include "apexTime.h"
#include "check.h"

void TIMED_WAIT(SYSTEM_TIME_TYPE DELAY_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (process_may_wait(TIME_NEVER) != NO_ERROR) {
        *RETURN_CODE = INVALID_MODE;
    } else if (DELAY_TIME < 0) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (DELAY_TIME == 0) {
        sched_yield();
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
        *RETURN_CODE = NO_ERROR;
    } else {
        (void)process_wait(PLACE_DELAYED, DELAY_TIME);
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
        *RETURN_CODE = NO_ERROR;
    }
}

void PERIODIC_WAIT(RETURN_CODE_TYPE *RETURN_CODE)
{
    const uint32_t t = sched.current;

    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((process_may_wait(TIME_NEVER) != NO_ERROR) ||
               (process[t].period_ns == TIME_NEVER)) {
        *RETURN_CODE = INVALID_MODE;
    } else if (check_deadline(t, process[t].release_ns, process[t].period_ns) ==
               0U) {
        *RETURN_CODE = INVALID_CONFIG;
    } else {
        process_periodic_wait();
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
        *RETURN_CODE = NO_ERROR;
    }
}

void GET_TIME(SYSTEM_TIME_TYPE *SYSTEM_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (SYSTEM_TIME == NULL) ? INVALID_PARAM : NO_ERROR) != 0U) {
        *SYSTEM_TIME = arch_now();
    }
}

void REPLENISH(SYSTEM_TIME_TYPE BUDGET_TIME, RETURN_CODE_TYPE *RETURN_CODE)
{
    const uint32_t t = sched.current;

    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (t == PROCESS_IDLE) {
        *RETURN_CODE = NO_ACTION;
    } else {
        const int64_t now_ns = arch_now();
        const int64_t deadline_ns =
            sched_after(now_ns, check_time(BUDGET_TIME));

        if ((process[t].period_ns != TIME_NEVER) &&
            (deadline_ns >
             sched_after(process[t].release_ns, process[t].period_ns))) {
            *RETURN_CODE = INVALID_MODE;
        } else if ((deadline_ns == TIME_NEVER) &&
                   (BUDGET_TIME != INFINITE_TIME_VALUE)) {
            *RETURN_CODE = INVALID_PARAM;
        } else {
            if (process[t].capacity_ns != TIME_NEVER) {
                process[t].deadline_ns = deadline_ns;
                /*@ assert same: ready_same{Pre,Here}; */
                /*@ assert places: places_kept{Pre,Here}; */
                /*@ assert object: inv_object; */
                sched_overdue(t, now_ns);
                sched_watch(t, deadline_ns);
                arch_watch((bits_test(sched.missed, t) != 0U) ? now_ns
                                                              : deadline_ns);
                /*@ assert inv: inv && running; */
                /*@ assert maxima: maxima_inv; */
                /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
                      port_size(i) == port_size{Pre}(i); */
                /*@ assert ports: ports_inv; */
                /*@ assert app: app_inv; */
            }
            *RETURN_CODE = NO_ERROR;
        }
    }
}

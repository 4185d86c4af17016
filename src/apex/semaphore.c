/* SPDX-License-Identifier: Apache-2.0 */
/* APEX semaphores. */
#include "apexSemaphore.h"
#include "check.h"

void CREATE_SEMAPHORE(const char *SEMAPHORE_NAME,
                      SEMAPHORE_VALUE_TYPE CURRENT_VALUE,
                      SEMAPHORE_VALUE_TYPE MAXIMUM_VALUE,
                      QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                      SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((CURRENT_VALUE < 0) || (MAXIMUM_VALUE < CURRENT_VALUE) ||
        (MAXIMUM_VALUE > MAX_SEMAPHORE_VALUE) ||
        ((uint32_t)QUEUING_DISCIPLINE > (uint32_t)PRIORITY)) {
        result = INVALID_PARAM;
    }
    result = check_create(KIND_SEMAPHORE, SEMAPHORE_NAME, SEMAPHORE_ID, result);
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t s =
            semaphore_create(SEMAPHORE_NAME, (uint32_t)CURRENT_VALUE,
                             (uint32_t)MAXIMUM_VALUE, QUEUING_DISCIPLINE);

        *SEMAPHORE_ID = (SEMAPHORE_ID_TYPE)(s + 1U);
    }
}

void WAIT_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_wait(KIND_SEMAPHORE, SEMAPHORE_ID,
                                             TIME_OUT)) != 0U) {
        *RETURN_CODE =
            semaphore_wait((uint32_t)SEMAPHORE_ID - 1U, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert result: may_wait{Pre} && TIME_OUT != 0 &&
              \at(object[SEMAPHORE_ID - 1].value, Pre) == 0 ==>
                *RETURN_CODE == process[sched.current].result; */
        /*@ assert returned: may_wait{Pre} && TIME_OUT != 0 &&
              \at(object[SEMAPHORE_ID - 1].value, Pre) == 0 ==>
                returned{Pre,Here}; */
        /*@ assert waited: may_wait{Pre} && TIME_OUT != 0 &&
              \at(object[SEMAPHORE_ID - 1].value, Pre) == 0 ==>
                waited_for(PLACE_OBJECT + SEMAPHORE_ID - 1,
                           time_out(TIME_OUT)); */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void SIGNAL_SEMAPHORE(SEMAPHORE_ID_TYPE SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_id(KIND_SEMAPHORE, SEMAPHORE_ID)) !=
        0U) {
        *RETURN_CODE = semaphore_signal((uint32_t)SEMAPHORE_ID - 1U);
        /*@ assert maximum: object[SEMAPHORE_ID - 1].maximum ==
              \at(object[SEMAPHORE_ID - 1].maximum, Pre); */
        /*@ assert stay: nobody_waits{Pre}(SEMAPHORE_ID - 1) ==>
              places_kept{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert fewer: fewer_wait{Pre,Here}; */
        /*@ assert messages: inv_message; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void GET_SEMAPHORE_ID(const char *SEMAPHORE_NAME,
                      SEMAPHORE_ID_TYPE *SEMAPHORE_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_SEMAPHORE, SEMAPHORE_NAME, SEMAPHORE_ID);
    }
}

void GET_SEMAPHORE_STATUS(SEMAPHORE_ID_TYPE SEMAPHORE_ID,
                          SEMAPHORE_STATUS_TYPE *SEMAPHORE_STATUS,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (SEMAPHORE_STATUS == NULL)
                         ? INVALID_PARAM
                         : check_id(KIND_SEMAPHORE, SEMAPHORE_ID)) != 0U) {
        const uint32_t s = (uint32_t)SEMAPHORE_ID - 1U;

        SEMAPHORE_STATUS->CURRENT_VALUE = (SEMAPHORE_VALUE_TYPE)object[s].value;
        SEMAPHORE_STATUS->MAXIMUM_VALUE =
            (SEMAPHORE_VALUE_TYPE)object[s].maximum;
        SEMAPHORE_STATUS->WAITING_PROCESSES =
            (WAITING_RANGE_TYPE)sched_waiting(s);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* APEX events. */
#include "apexEvent.h"
#include "check.h"

void CREATE_EVENT(const char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_create(KIND_EVENT, EVENT_NAME, EVENT_ID,
                                               NO_ERROR)) != 0U) {
        *EVENT_ID = (EVENT_ID_TYPE)(event_create(EVENT_NAME) + 1U);
    }
}

void SET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_id(KIND_EVENT, EVENT_ID)) != 0U) {
        event_set((uint32_t)EVENT_ID - 1U);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert fewer: fewer_wait{Pre,Here}; */
        /*@ assert messages: inv_message; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void RESET_EVENT(EVENT_ID_TYPE EVENT_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_id(KIND_EVENT, EVENT_ID)) != 0U) {
        event_reset((uint32_t)EVENT_ID - 1U);
    }
}

void WAIT_EVENT(EVENT_ID_TYPE EVENT_ID, SYSTEM_TIME_TYPE TIME_OUT,
                RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_wait(KIND_EVENT, EVENT_ID, TIME_OUT)) !=
        0U) {
        *RETURN_CODE =
            event_wait((uint32_t)EVENT_ID - 1U, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void GET_EVENT_ID(const char *EVENT_NAME, EVENT_ID_TYPE *EVENT_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_EVENT, EVENT_NAME, EVENT_ID);
    }
}

void GET_EVENT_STATUS(EVENT_ID_TYPE EVENT_ID, EVENT_STATUS_TYPE *EVENT_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (EVENT_STATUS == NULL)
                                      ? INVALID_PARAM
                                      : check_id(KIND_EVENT, EVENT_ID)) != 0U) {
        const uint32_t q = EVENT_FIRST + ((uint32_t)EVENT_ID - 1U);

        EVENT_STATUS->EVENT_STATE = (object[q].value != 0U) ? UP : DOWN;
        EVENT_STATUS->WAITING_PROCESSES = (WAITING_RANGE_TYPE)sched_waiting(q);
    }
}

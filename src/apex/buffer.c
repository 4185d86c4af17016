/* SPDX-License-Identifier: Apache-2.0 */
/* APEX buffers. */
#include "apexBuffer.h"
#include "check.h"

void CREATE_BUFFER(const char *BUFFER_NAME, MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                   MESSAGE_RANGE_TYPE MAX_NB_MESSAGE,
                   QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                   BUFFER_ID_TYPE *BUFFER_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((MAX_MESSAGE_SIZE < 1) || (MAX_NB_MESSAGE < 1) ||
        ((uint32_t)QUEUING_DISCIPLINE > (uint32_t)PRIORITY)) {
        result = INVALID_PARAM;
    } else if (((uint32_t)MAX_MESSAGE_SIZE > MESSAGE_SIZE_MAX) ||
               ((uint32_t)MAX_NB_MESSAGE > (MESSAGE_MAX - messages.used))) {
        result = INVALID_CONFIG;
    } else {
        /* there is storage */
    }
    result = check_create(KIND_BUFFER, BUFFER_NAME, BUFFER_ID, result);
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t b =
            buffer_create(BUFFER_NAME, (uint32_t)MAX_MESSAGE_SIZE,
                          (uint32_t)MAX_NB_MESSAGE, QUEUING_DISCIPLINE);

        *BUFFER_ID = (BUFFER_ID_TYPE)(b + 1U);
        /*@ assert maxima: maxima_inv; */
    }
}

void SEND_BUFFER(BUFFER_ID_TYPE BUFFER_ID, MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                 MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                 RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_wait(KIND_BUFFER, BUFFER_ID, TIME_OUT);

    if ((result == NO_ERROR) &&
        ((MESSAGE_ADDR == NULL) || (LENGTH < 1) ||
         ((uint32_t)LENGTH > messages.buffer[BUFFER_ID - 1].size))) {
        result = INVALID_PARAM;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t b = (uint32_t)BUFFER_ID - 1U;

        /*@ assert buffer: b == BUFFER_ID - 1 && 0 < LENGTH; */
        /*@ assert same: messages_same{Pre,Here}; */
        /*@ ghost Called: ; */
        result = buffer_send(b, MESSAGE_ADDR, (uint32_t)LENGTH,
                             check_time(TIME_OUT));
        /*@ assert put: nobody_waits{Called}(BUFFER_FIRST + b) &&
              stored{Called}(b) < room{Called}(b) ==>
                put{Called,Here}(b, MESSAGE_ADDR, LENGTH); */
        /*@ assert put: nobody_waits{Pre}(BUFFER_FIRST + BUFFER_ID - 1) &&
              stored{Pre}(BUFFER_ID - 1) < room{Pre}(BUFFER_ID - 1) ==>
                put{Pre,Here}(BUFFER_ID - 1, MESSAGE_ADDR, LENGTH); */
        /*@ ghost Sent: ; */
        *RETURN_CODE = result;
        /*@ assert same: messages_same{Sent,Here}; */
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void RECEIVE_BUFFER(BUFFER_ID_TYPE BUFFER_ID, SYSTEM_TIME_TYPE TIME_OUT,
                    MESSAGE_ADDR_TYPE MESSAGE_ADDR, MESSAGE_SIZE_TYPE *LENGTH,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, ((MESSAGE_ADDR == NULL) || (LENGTH == NULL))
                                      ? INVALID_PARAM
                                      : check_wait(KIND_BUFFER, BUFFER_ID,
                                                   TIME_OUT)) != 0U) {
        const uint32_t b = (uint32_t)BUFFER_ID - 1U;

        /*@ assert buffer: b == BUFFER_ID - 1; */
        /*@ assert same: messages_same{Pre,Here}; */
        /*@ ghost Called: ; */
        *RETURN_CODE =
            buffer_receive(b, MESSAGE_ADDR, LENGTH, check_time(TIME_OUT));
        /*@ assert read: 0 < stored{Pre}(BUFFER_ID - 1) ==>
              read{Pre,Here}(BUFFER_ID - 1, MESSAGE_ADDR, *LENGTH); */
        /*@ assert moved: 0 < stored{Pre}(BUFFER_ID - 1) ==>
              moved{Pre,Here}(BUFFER_ID - 1); */
        /*@ assert filled: 0 < stored{Called}(b) ==> filled{Called,Here}(b); */
        /*@ assert filled: 0 < stored{Pre}(BUFFER_ID - 1) ==>
              filled{Pre,Here}(BUFFER_ID - 1); */
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void GET_BUFFER_ID(const char *BUFFER_NAME, BUFFER_ID_TYPE *BUFFER_ID,
                   RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_BUFFER, BUFFER_NAME, BUFFER_ID);
    }
}

void GET_BUFFER_STATUS(BUFFER_ID_TYPE BUFFER_ID,
                       BUFFER_STATUS_TYPE *BUFFER_STATUS,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (BUFFER_STATUS == NULL)
                                      ? INVALID_PARAM
                                      : check_id(KIND_BUFFER, BUFFER_ID)) !=
        0U) {
        const uint32_t b = (uint32_t)BUFFER_ID - 1U;

        BUFFER_STATUS->NB_MESSAGE =
            (MESSAGE_RANGE_TYPE)object[BUFFER_FIRST + b].value;
        BUFFER_STATUS->MAX_NB_MESSAGE =
            (MESSAGE_RANGE_TYPE)object[BUFFER_FIRST + b].maximum;
        BUFFER_STATUS->MAX_MESSAGE_SIZE =
            (MESSAGE_SIZE_TYPE)messages.buffer[b].size;
        BUFFER_STATUS->WAITING_PROCESSES =
            (WAITING_RANGE_TYPE)sched_waiting(BUFFER_FIRST + b) +
            (WAITING_RANGE_TYPE)sched_waiting(SPACE_FIRST + b);
    }
}

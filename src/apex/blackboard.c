/* SPDX-License-Identifier: Apache-2.0 */
/* APEX blackboards. */
#include "apexBlackboard.h"
#include "check.h"

void CREATE_BLACKBOARD(const char *BLACKBOARD_NAME,
                       MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                       BLACKBOARD_ID_TYPE *BLACKBOARD_ID,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if (MAX_MESSAGE_SIZE < 1) {
        result = INVALID_PARAM;
    } else if ((uint32_t)MAX_MESSAGE_SIZE > MESSAGE_SIZE_MAX) {
        result = INVALID_CONFIG;
    } else {
        /* there is storage */
    }
    result = check_create(KIND_BOARD, BLACKBOARD_NAME, BLACKBOARD_ID, result);
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t k =
            board_create(BLACKBOARD_NAME, (uint32_t)MAX_MESSAGE_SIZE);

        *BLACKBOARD_ID = (BLACKBOARD_ID_TYPE)(k + 1U);
        /*@ assert named: named(KIND_BOARD, *BLACKBOARD_ID - 1,
                                BLACKBOARD_NAME); */
        /*@ assert maxima: maxima_inv; */
    }
}

void DISPLAY_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                        MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                        MESSAGE_SIZE_TYPE LENGTH,
                        RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_id(KIND_BOARD, BLACKBOARD_ID);

    if ((result == NO_ERROR) &&
        ((MESSAGE_ADDR == NULL) || (LENGTH < 1) ||
         ((uint32_t)LENGTH >
          object[BOARD_FIRST + ((uint32_t)BLACKBOARD_ID - 1U)].maximum))) {
        result = INVALID_PARAM;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t k = (uint32_t)BLACKBOARD_ID - 1U;

        /*@ assert board: k == BLACKBOARD_ID - 1 && 0 < LENGTH; */
        board_display(k, MESSAGE_ADDR, (uint32_t)LENGTH);
        /*@ assert shown: holds(BOARD_SLOT + k, MESSAGE_ADDR, LENGTH); */
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void READ_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                     SYSTEM_TIME_TYPE TIME_OUT,
                     MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                     MESSAGE_SIZE_TYPE *LENGTH,
                     RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, ((MESSAGE_ADDR == NULL) || (LENGTH == NULL))
                                      ? INVALID_PARAM
                                      : check_wait(KIND_BOARD, BLACKBOARD_ID,
                                                   TIME_OUT)) != 0U) {
        *RETURN_CODE = board_read((uint32_t)BLACKBOARD_ID - 1U, MESSAGE_ADDR,
                                  LENGTH, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert app: app_inv; */
    }
}

void CLEAR_BLACKBOARD(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_id(KIND_BOARD, BLACKBOARD_ID)) != 0U) {
        event_reset(EVENT_MAX + ((uint32_t)BLACKBOARD_ID - 1U));
    }
}

void GET_BLACKBOARD_ID(const char *BLACKBOARD_NAME,
                       BLACKBOARD_ID_TYPE *BLACKBOARD_ID,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_BOARD, BLACKBOARD_NAME, BLACKBOARD_ID);
    }
}

void GET_BLACKBOARD_STATUS(BLACKBOARD_ID_TYPE BLACKBOARD_ID,
                           BLACKBOARD_STATUS_TYPE *BLACKBOARD_STATUS,
                           RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (BLACKBOARD_STATUS == NULL)
                                      ? INVALID_PARAM
                                      : check_id(KIND_BOARD, BLACKBOARD_ID)) !=
        0U) {
        const uint32_t q = BOARD_FIRST + ((uint32_t)BLACKBOARD_ID - 1U);

        BLACKBOARD_STATUS->EMPTY_INDICATOR =
            (object[q].value != 0U) ? OCCUPIED : EMPTY;
        BLACKBOARD_STATUS->MAX_MESSAGE_SIZE =
            (MESSAGE_SIZE_TYPE)object[q].maximum;
        BLACKBOARD_STATUS->WAITING_PROCESSES =
            (WAITING_RANGE_TYPE)sched_waiting(q);
    }
}

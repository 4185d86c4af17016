/* SPDX-License-Identifier: Apache-2.0 */
/* APEX queuing ports. */
#include "apexQueuing.h"
#include "check_port.h"

void CREATE_QUEUING_PORT(const char *QUEUING_PORT_NAME,
                         MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                         MESSAGE_RANGE_TYPE MAX_NB_MESSAGE,
                         PORT_DIRECTION_TYPE PORT_DIRECTION,
                         QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE)
{
    const uint32_t first = (ports.created[PORT_QUEUING] == 0U) ? 1U : 0U;
    const uint32_t ferry =
        ((first == 0U) || (names_full(KIND_PROCESS) == 0U)) ? 1U : 0U;
    const uint32_t discipline =
        ((uint32_t)QUEUING_DISCIPLINE <= (uint32_t)PRIORITY) ? 1U : 0U;

    if (check_answer(RETURN_CODE,
                     check_port_create(PORT_QUEUING, QUEUING_PORT_NAME,
                                       QUEUING_PORT_ID, MAX_MESSAGE_SIZE,
                                       MAX_NB_MESSAGE, PORT_DIRECTION,
                                       ferry & discipline)) != 0U) {
        const uint32_t r = port_find(PORT_QUEUING, QUEUING_PORT_NAME);

        port_create(PORT_QUEUING, r, 0, QUEUING_DISCIPLINE);
        /*@ assert added: port_added{Pre,Here}(PORT_QUEUING, r); */
        /*@ assert discipline:
              object[PORT_FIRST + r].discipline == QUEUING_DISCIPLINE; */
        if (first != 0U) {
            port_ferry_create();
        }
        *QUEUING_PORT_ID = (QUEUING_PORT_ID_TYPE)(r + 1U);
        /*@ assert id: *QUEUING_PORT_ID - 1 == r; */
        /*@ assert all: port_added{Pre,Here}(PORT_QUEUING,
              *QUEUING_PORT_ID - 1); */
        /*@ assert served: object[PORT_FIRST + *QUEUING_PORT_ID - 1].discipline
              == QUEUING_DISCIPLINE; */
        /*@ assert inv: inv; */
        /*@ assert running: running; */
        /*@ assert message: inv_message; */
        /*@ assert names: names_inv; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert semaphores: semaphores_inv; */
        /*@ assert events: events_inv; */
        /*@ assert buffers: buffers_inv; */
        /*@ assert board: \forall integer k; 0 <= k < BOARD_MAX ==>
              board_size(k) == board_size{Pre}(k) &&
              object[BOARD_FIRST + k].discipline ==
              \at(object[BOARD_FIRST + k].discipline, Pre); */
        /*@ assert boards: boards_inv; */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void SEND_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                          MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                          MESSAGE_SIZE_TYPE LENGTH, SYSTEM_TIME_TYPE TIME_OUT,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (TIME_OUT < INFINITE_TIME_VALUE)
                         ? INVALID_PARAM
                         : check_port_source(PORT_QUEUING, QUEUING_PORT_ID,
                                             MESSAGE_ADDR, LENGTH)) != 0U) {
        *RETURN_CODE =
            queuing_send((uint32_t)QUEUING_PORT_ID - 1U, MESSAGE_ADDR,
                         (uint32_t)LENGTH, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
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

void RECEIVE_QUEUING_MESSAGE(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             SYSTEM_TIME_TYPE TIME_OUT,
                             MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                             MESSAGE_SIZE_TYPE *LENGTH,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (TIME_OUT < INFINITE_TIME_VALUE)
                                      ? INVALID_PARAM
                                      : check_port_destination(
                                            PORT_QUEUING, QUEUING_PORT_ID,
                                            MESSAGE_ADDR, LENGTH)) != 0U) {
        *RETURN_CODE =
            queuing_receive((uint32_t)QUEUING_PORT_ID - 1U, MESSAGE_ADDR,
                            LENGTH, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert ranks: \forall integer i; proc(i) ==>
              process[i].level == \at(process[i].level, Pre) &&
              process[i].priority == \at(process[i].priority, Pre) &&
              process[i].period_ns == \at(process[i].period_ns, Pre) &&
              process[i].capacity_ns == \at(process[i].capacity_ns, Pre); */
        /*@ assert created: names.count[KIND_PROCESS] ==
              \at(names.count[KIND_PROCESS], Pre) <= PROCESS_MAX; */
        /*@ assert ranked: \forall integer a, b; proc(a) && proc(b) &&
              a < names.count[KIND_PROCESS] &&
              b < names.count[KIND_PROCESS] ==>
                (process[a].priority > process[b].priority <==>
                 process[a].level < process[b].level); */
        /*@ assert bound: \forall integer a; proc(a) &&
              a < names.count[KIND_PROCESS] ==>
                process[a].level < names.count[KIND_PROCESS] &&
                0 < process[a].period_ns && 0 < process[a].capacity_ns; */
        /*@ assert order: order_inv; */
        /*@ assert mode: mode_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void CLEAR_QUEUING_PORT(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                        RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_port(PORT_QUEUING, QUEUING_PORT_ID);

    if ((result == NO_ERROR) &&
        (port_table[(uint32_t)QUEUING_PORT_ID - 1U].direction != DESTINATION)) {
        result = INVALID_MODE;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        queuing_clear((uint32_t)QUEUING_PORT_ID - 1U);
    }
}

void GET_QUEUING_PORT_ID(const char *QUEUING_PORT_NAME,
                         QUEUING_PORT_ID_TYPE *QUEUING_PORT_ID,
                         RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE =
            check_port_name(PORT_QUEUING, QUEUING_PORT_NAME, QUEUING_PORT_ID);
    }
}

void GET_QUEUING_PORT_STATUS(QUEUING_PORT_ID_TYPE QUEUING_PORT_ID,
                             QUEUING_PORT_STATUS_TYPE *QUEUING_PORT_STATUS,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (QUEUING_PORT_STATUS == NULL)
                         ? INVALID_PARAM
                         : check_port(PORT_QUEUING, QUEUING_PORT_ID)) != 0U) {
        const uint32_t r = (uint32_t)QUEUING_PORT_ID - 1U;

        QUEUING_PORT_STATUS->NB_MESSAGE = (MESSAGE_RANGE_TYPE)queuing_stored(r);
        QUEUING_PORT_STATUS->MAX_NB_MESSAGE =
            (MESSAGE_RANGE_TYPE)port_table[r].count;
        QUEUING_PORT_STATUS->MAX_MESSAGE_SIZE =
            (MESSAGE_SIZE_TYPE)port_table[r].size;
        QUEUING_PORT_STATUS->PORT_DIRECTION = port_table[r].direction;
        QUEUING_PORT_STATUS->WAITING_PROCESSES =
            (WAITING_RANGE_TYPE)sched_waiting(PORT_FIRST + r);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* APEX sampling ports. */
#include "apexSampling.h"
#include "check_port.h"

void CREATE_SAMPLING_PORT(const char *SAMPLING_PORT_NAME,
                          MESSAGE_SIZE_TYPE MAX_MESSAGE_SIZE,
                          PORT_DIRECTION_TYPE PORT_DIRECTION,
                          SYSTEM_TIME_TYPE REFRESH_PERIOD,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    const enum status result = check_port_create(
        PORT_SAMPLING, SAMPLING_PORT_NAME, SAMPLING_PORT_ID, MAX_MESSAGE_SIZE,
        0, PORT_DIRECTION, (REFRESH_PERIOD > 0) ? 1U : 0U);

    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t r = port_find(PORT_SAMPLING, SAMPLING_PORT_NAME);

        port_create(PORT_SAMPLING, r, REFRESH_PERIOD, FIFO);
        *SAMPLING_PORT_ID = (SAMPLING_PORT_ID_TYPE)(r + 1U);
    }
}

void WRITE_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                            MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                            MESSAGE_SIZE_TYPE LENGTH,
                            RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     check_port_source(PORT_SAMPLING, SAMPLING_PORT_ID,
                                       MESSAGE_ADDR, LENGTH)) != 0U) {
        sampling_write((uint32_t)SAMPLING_PORT_ID - 1U, MESSAGE_ADDR,
                       (uint32_t)LENGTH);
    }
}

void READ_SAMPLING_MESSAGE(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                           MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                           MESSAGE_SIZE_TYPE *LENGTH, VALIDITY_TYPE *VALIDITY,
                           RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (VALIDITY == NULL)
                                      ? INVALID_PARAM
                                      : check_port_destination(
                                            PORT_SAMPLING, SAMPLING_PORT_ID,
                                            MESSAGE_ADDR, LENGTH)) != 0U) {
        const uint32_t r = (uint32_t)SAMPLING_PORT_ID - 1U;

        *RETURN_CODE = sampling_read(r, MESSAGE_ADDR, LENGTH);
        *VALIDITY = (bits_test(messages.valid, r) != 0U) ? VALID : INVALID;
    }
}

void GET_SAMPLING_PORT_ID(const char *SAMPLING_PORT_NAME,
                          SAMPLING_PORT_ID_TYPE *SAMPLING_PORT_ID,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_port_name(PORT_SAMPLING, SAMPLING_PORT_NAME,
                                       SAMPLING_PORT_ID);
    }
}

void GET_SAMPLING_PORT_STATUS(SAMPLING_PORT_ID_TYPE SAMPLING_PORT_ID,
                              SAMPLING_PORT_STATUS_TYPE *SAMPLING_PORT_STATUS,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (SAMPLING_PORT_STATUS == NULL)
                         ? INVALID_PARAM
                         : check_port(PORT_SAMPLING, SAMPLING_PORT_ID)) != 0U) {
        const uint32_t r = (uint32_t)SAMPLING_PORT_ID - 1U;

        SAMPLING_PORT_STATUS->REFRESH_PERIOD = ports.refresh_ns[r];
        SAMPLING_PORT_STATUS->MAX_MESSAGE_SIZE =
            (MESSAGE_SIZE_TYPE)port_table[r].size;
        SAMPLING_PORT_STATUS->PORT_DIRECTION = port_table[r].direction;
        SAMPLING_PORT_STATUS->LAST_MSG_VALIDITY =
            (bits_test(messages.valid, r) != 0U) ? VALID : INVALID;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* APEX health monitoring. */
#include "apexError.h"
#include "check.h"

void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = NO_ERROR;

    if ((MESSAGE_ADDR == NULL) || (LENGTH < 0) ||
        (LENGTH > MAX_ERROR_MESSAGE_SIZE)) {
        result = INVALID_PARAM;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        const uint32_t length = (uint32_t)LENGTH;
        char text[MAX_ERROR_MESSAGE_SIZE];

        /*@ loop invariant range: 0 <= i <= length;
            loop assigns i, text[0 .. MAX_ERROR_MESSAGE_SIZE - 1];
            loop variant length - i; */
        for (uint32_t i = 0U; i < length; i++) {
            text[i] = (char)MESSAGE_ADDR[i];
        }
        arch_console_write(text, length);
    }
}

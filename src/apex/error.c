/* SPDX-License-Identifier: Apache-2.0 */
/* APEX health monitoring. */
#include "apexError.h"
#include "check.h"

void REPORT_APPLICATION_MESSAGE(MESSAGE_ADDR_TYPE MESSAGE_ADDR,
                                MESSAGE_SIZE_TYPE LENGTH,
                                RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((MESSAGE_ADDR == NULL) || (LENGTH < 0) ||
               (LENGTH > MAX_ERROR_MESSAGE_SIZE)) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        arch_console_write((const char *)MESSAGE_ADDR, (uint32_t)LENGTH);
        *RETURN_CODE = NO_ERROR;
    }
}

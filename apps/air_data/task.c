/* SPDX-License-Identifier: Apache-2.0 */
/* What each partition of an air-data computer does with its processes. */
#include "task.h"

#include <apexTime.h>

#include "page.h"

void need(RETURN_CODE_TYPE code, const char *what)
{
    if (code != NO_ERROR) {
        page_begin();
        page_text("air_data: failed: ");
        page_text(what);
        page_end();
        __builtin_trap();
    }
}

void task(const char *name, SYSTEM_ADDRESS_TYPE entry,
          SYSTEM_TIME_TYPE period_ns, PRIORITY_TYPE priority,
          SYSTEM_TIME_TYPE delay_ns)
{
    PROCESS_ATTRIBUTE_TYPE a = {.PERIOD = period_ns,
                                .TIME_CAPACITY = period_ns,
                                .ENTRY_POINT = entry,
                                .STACK_SIZE = 16384U,
                                .BASE_PRIORITY = priority,
                                .DEADLINE = SOFT};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0U; (i < MAX_NAME_LENGTH) && (name[i] != '\0'); i++) {
        a.NAME[i] = name[i];
    }
    CREATE_PROCESS(&a, &id, &code);
    need(code, "CREATE_PROCESS");
    DELAYED_START(id, delay_ns, &code);
    need(code, "DELAYED_START");
}

void next_release(void)
{
    RETURN_CODE_TYPE code;

    PERIODIC_WAIT(&code);
    need(code, "PERIODIC_WAIT");
}

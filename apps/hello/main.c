/* SPDX-License-Identifier: Apache-2.0 */
/* The smallest application: one process that says hello and ends the image. */
#include <apexError.h>
#include <apexPartition.h>
#include <apexProcess.h>

static void hello(void)
{
    static APEX_BYTE text[] = "hello\n";
    RETURN_CODE_TYPE code;

    REPORT_APPLICATION_MESSAGE(text, sizeof(text) - 1U, &code);
    SET_PARTITION_MODE(IDLE, &code);
}

int main(void)
{
    PROCESS_ATTRIBUTE_TYPE a = {.NAME = "hello",
                                .ENTRY_POINT = hello,
                                .STACK_SIZE = 4096U,
                                .BASE_PRIORITY = 1,
                                .PERIOD = INFINITE_TIME_VALUE,
                                .TIME_CAPACITY = INFINITE_TIME_VALUE,
                                .DEADLINE = SOFT};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    RETURN_CODE_TYPE code;

    CREATE_PROCESS(&a, &id, &code);
    if (code == NO_ERROR) {
        START(id, &code);
    }
    if (code == NO_ERROR) {
        SET_PARTITION_MODE(NORMAL, &code);
    }
    return 1; /* a service has refused: the kernel says so, status 1 */
}

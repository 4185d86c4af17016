/* SPDX-License-Identifier: Apache-2.0 */
/*
 * On the target every service refuses null pointers, identifiers and values
 * out of range and full pools, in main() and in a process, and the machine
 * goes on; without RETURN_CODE nothing happens at all.
 * [itest->llr~apex-create-process-null~1]
 * [itest->llr~apex-create-process-full~1]
 * [itest->llr~apex-create-process-no-action~1]
 * [itest->llr~apex-create-process-invalid-param~1]
 * [itest->llr~apex-create-process-stack~1]
 * [itest->llr~apex-create-process-period~1]
 * [itest->llr~apex-create-semaphore-invalid-param~1]
 * [itest->llr~apex-create-semaphore-full~1]
 * [itest->llr~apex-create-event-full~1]
 * [itest->llr~apex-start-invalid-param~1]
 * [itest->llr~apex-start-invalid-config~1]
 * [itest->llr~apex-stop-invalid-param~1]
 * [itest->llr~apex-suspend-invalid-param~1]
 * [itest->llr~apex-resume-invalid-param~1]
 * [itest->llr~apex-wait-semaphore-invalid-param~1]
 * [itest->llr~apex-wait-event-invalid-param~1]
 * [itest->llr~apex-timed-wait-invalid-param~1]
 * [itest->llr~apex-replenish-invalid-param~1]
 * [itest->llr~apex-replenish-no-action~1]
 * [itest->llr~apex-get-my-id-invalid-mode~1]
 * [itest->llr~apex-report-application-message-invalid-param~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <apexError.h>
#include <stddef.h>

static const char name[MAX_NAME_LENGTH] = "s";
static PROCESS_ATTRIBUTE_TYPE good;
static PROCESS_ID_TYPE first;

static void entry(void)
{
    uint8_t text[] = "";

    ANSWERS(INVALID_PARAM, START(0, &code));
    ANSWERS(INVALID_PARAM, START(65, &code));
    ANSWERS(INVALID_PARAM, STOP(INT32_MIN, &code));
    ANSWERS(INVALID_PARAM, STOP(first, &code));
    ANSWERS(INVALID_PARAM, SUSPEND(INT32_MAX, &code));
    ANSWERS(INVALID_PARAM, RESUME(-1, &code));
    ANSWERS(INVALID_PARAM, SUSPEND_SELF(-2, &code));
    ANSWERS(INVALID_PARAM, TIMED_WAIT(INFINITE_TIME_VALUE, &code));
    ANSWERS(INVALID_PARAM, WAIT_SEMAPHORE(0, 0, &code));
    ANSWERS(INVALID_PARAM, WAIT_SEMAPHORE(1, INT64_MIN, &code));
    ANSWERS(INVALID_PARAM, SIGNAL_SEMAPHORE(65, &code));
    ANSWERS(INVALID_PARAM, WAIT_EVENT(0, 0, &code));
    ANSWERS(INVALID_PARAM, SET_EVENT(-1, &code));
    ANSWERS(INVALID_PARAM, RESET_EVENT(65, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(-2, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(INT64_MAX, &code));
    ANSWERS(INVALID_PARAM, GET_TIME(NULL, &code));
    ANSWERS(INVALID_PARAM, LOCK_PREEMPTION(NULL, &code));
    ANSWERS(INVALID_PARAM, GET_MY_ID(NULL, &code));
    ANSWERS(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(NULL, 1, &code));
    ANSWERS(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(text, 129, &code));
    ANSWERS(INVALID_CONFIG, START(2, &code));
    TIMED_WAIT(SECOND, NULL);
    SUSPEND_SELF(FOREVER, NULL);
    SET_PARTITION_MODE(IDLE, NULL);
    STOP(2, NULL);
    WAIT_EVENT(1, FOREVER, NULL);
    say("is still here");
    done();
}

static void refused(RETURN_CODE_TYPE expected, const char *what,
                    PROCESS_ATTRIBUTE_TYPE attributes)
{
    PROCESS_ID_TYPE id = 77;

    CREATE_PROCESS(&attributes, &id, &code);
    check(what, (code == expected) && (id == 77));
}

static void create_wrong_processes(void)
{
    PROCESS_ATTRIBUTE_TYPE a = good;

    a.BASE_PRIORITY = 0;
    refused(INVALID_PARAM, "priority 0", a);
    a.BASE_PRIORITY = 240;
    refused(INVALID_PARAM, "priority 240", a);
    a = good;
    a.ENTRY_POINT = NULL;
    refused(INVALID_PARAM, "no entry point", a);
    a = good;
    a.STACK_SIZE = 0U;
    refused(INVALID_PARAM, "stack of 0", a);
    a.STACK_SIZE = UINT32_MAX;
    refused(INVALID_CONFIG, "stack of 4 GiB", a);
    a = good;
    a.PERIOD = SECOND / 2;
    refused(INVALID_CONFIG, "half the partition's period", a);
    a.TIME_CAPACITY = SECOND;
    refused(INVALID_PARAM, "capacity longer than the period", a);
    a = good;
    a.TIME_CAPACITY = -2;
    refused(INVALID_PARAM, "capacity -2", a);
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(NULL, &first, &code));
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&a, NULL, &code));
    a = good;
    CREATE_PROCESS(&a, &first, NULL);
}

static void fill_the_pools(void)
{
    PROCESS_ATTRIBUTE_TYPE a = good;
    SEMAPHORE_NAME_TYPE more = {0};
    PROCESS_ID_TYPE id = 77;

    for (char n = 0; n < 64; n++) {
        more[0] = (char)(n + 1);
        if (n > 1) {
            a.NAME[0] = more[0];
            CREATE_PROCESS(&a, &id, &code);
            need("CREATE_PROCESS");
        }
        CREATE_SEMAPHORE(more, 0, 1, FIFO, &id, &code);
        need("CREATE_SEMAPHORE");
        CREATE_EVENT(more, &id, &code);
        need("CREATE_EVENT");
    }
    say_number("last identifier", id);
    a.NAME[0] = 'x';
    refused(INVALID_CONFIG, "one process more", a);
    CREATE_PROCESS(&a, &id, NULL);
    CREATE_SEMAPHORE(name, 0, 1, FIFO, &id, NULL);
    CREATE_EVENT(name, &id, NULL);
    ANSWERS(INVALID_CONFIG, CREATE_SEMAPHORE(name, 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_CONFIG, CREATE_EVENT(name, &id, &code));
}

int main(void)
{
    const PROCESS_ATTRIBUTE_TYPE base = {.PERIOD = APERIODIC,
                                         .TIME_CAPACITY = FOREVER,
                                         .ENTRY_POINT = entry,
                                         .STACK_SIZE = 8192U,
                                         .BASE_PRIORITY = 10,
                                         .DEADLINE = SOFT,
                                         .NAME = "S"};
    SEMAPHORE_ID_TYPE id = 77;

    good = base;
    ANSWERS(INVALID_MODE, GET_MY_ID(&first, &code));
    ANSWERS(NO_ACTION, REPLENISH(1, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE(name, 2, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE(name, 0, 32768, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_SEMAPHORE(NULL, 0, 1, FIFO, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_EVENT(name, NULL, &code));
    create_wrong_processes();
    first = begin('F', entry, 20);
    (void)create('G', entry, 10, APERIODIC, INT64_MAX - 1);
    refused(NO_ACTION, "the name exists", (good.NAME[0] = 'F', good));
    fill_the_pools();
    normal();
}

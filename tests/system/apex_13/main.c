/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services for time, the partition and messages refuse null pointers, values out
 * of range, wrong callers and wrong modes, in main() and in processes in NORMAL;
 * what they refuse changes nothing, nor does a call without RETURN_CODE.
 * [itest->llr~apex-timed-wait-null-return-code~1]
 * [itest->llr~apex-timed-wait-invalid-mode~2]
 * [itest->llr~apex-timed-wait-invalid-param~1]
 * [itest->llr~apex-periodic-wait-null-return-code~1]
 * [itest->llr~apex-periodic-wait-invalid-mode~2]
 * [itest->llr~apex-periodic-wait-invalid-config~1]
 * [itest->llr~apex-get-time~1]
 * [itest->llr~apex-get-time-null-return-code~1]
 * [itest->llr~apex-get-time-null~1]
 * [itest->llr~apex-replenish~1]
 * [itest->llr~apex-replenish-null-return-code~1]
 * [itest->llr~apex-replenish-no-action~1]
 * [itest->llr~apex-replenish-invalid-mode~1]
 * [itest->llr~apex-replenish-invalid-param~1]
 * [itest->llr~apex-get-partition-status~2]
 * [itest->llr~apex-get-partition-status-null-return-code~1]
 * [itest->llr~apex-get-partition-status-null~1]
 * [itest->llr~apex-get-my-partition-id~1]
 * [itest->llr~apex-get-my-partition-id-null-return-code~1]
 * [itest->llr~apex-get-my-partition-id-null~1]
 * [itest->llr~apex-set-partition-mode-null-return-code~1]
 * [itest->llr~apex-set-partition-mode-invalid-param~1]
 * [itest->llr~apex-set-partition-mode-no-action~1]
 * [itest->llr~apex-set-partition-mode-invalid-mode~1]
 * [itest->llr~apex-report-application-message~1]
 * [itest->llr~apex-report-application-message-null-return-code~1]
 * [itest->llr~apex-report-application-message-invalid-param~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <apexError.h>
#include <stddef.h>

/* The longest period that is a multiple of the partition's. */
#define LONGEST (INT64_MAX / SECOND * SECOND)

static uint8_t text[MAX_ERROR_MESSAGE_SIZE];

static void refuse_everywhere(void)
{
    SYSTEM_TIME_TYPE time = 77;
    PARTITION_STATUS_TYPE status = {.IDENTIFIER = 77};
    PARTITION_ID_TYPE id = 77;

    TIMED_WAIT(SECOND, NULL);
    PERIODIC_WAIT(NULL);
    ANSWERS(INVALID_MODE, PERIODIC_WAIT(&code));
    GET_TIME(&time, NULL);
    GET_TIME(NULL, NULL);
    check("no time was given", time == 77);
    ANSWERS(INVALID_PARAM, GET_TIME(NULL, &code));
    ANSWERS(NO_ERROR, GET_TIME(&time, &code));
    check("a time was given", time != 77);
    REPLENISH(SECOND, NULL);
    GET_PARTITION_STATUS(&status, NULL);
    GET_PARTITION_STATUS(NULL, NULL);
    check("no status was given", status.IDENTIFIER == 77);
    ANSWERS(INVALID_PARAM, GET_PARTITION_STATUS(NULL, &code));
    ANSWERS(NO_ERROR, GET_PARTITION_STATUS(&status, &code));
    check("the identifier is 1", status.IDENTIFIER == 1);
    GET_MY_PARTITION_ID(&id, NULL);
    GET_MY_PARTITION_ID(NULL, NULL);
    check("no identifier was given", id == 77);
    ANSWERS(INVALID_PARAM, GET_MY_PARTITION_ID(NULL, &code));
    ANSWERS(NO_ERROR, GET_MY_PARTITION_ID(&id, &code));
    check("it is 1, too", id == 1);
    SET_PARTITION_MODE(IDLE, NULL);
    ANSWERS(INVALID_PARAM, SET_PARTITION_MODE((OPERATING_MODE_TYPE)4, &code));
    ANSWERS(INVALID_PARAM, SET_PARTITION_MODE((OPERATING_MODE_TYPE)-1, &code));
    REPORT_APPLICATION_MESSAGE(text, 128, NULL);
    REPORT_APPLICATION_MESSAGE(NULL, 1, NULL);
    REPORT_APPLICATION_MESSAGE(text, 129, NULL);
    ANSWERS(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(NULL, 1, &code));
    ANSWERS(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(text, -1, &code));
    ANSWERS(INVALID_PARAM, REPORT_APPLICATION_MESSAGE(text, 129, &code));
    ANSWERS(NO_ERROR, REPORT_APPLICATION_MESSAGE(text, 0, &code));
    ANSWERS(NO_ERROR, REPORT_APPLICATION_MESSAGE(text, 1, &code));
    ANSWERS(NO_ERROR, REPORT_APPLICATION_MESSAGE(text, 128, &code));
}

static void caller(void)
{
    refuse_everywhere();
    ANSWERS(INVALID_PARAM, TIMED_WAIT(-1, &code));
    ANSWERS(INVALID_PARAM, TIMED_WAIT(INT64_MIN, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(-2, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(INT64_MAX, &code));
    ANSWERS(NO_ERROR, REPLENISH(FOREVER, &code));
    ANSWERS(NO_ACTION, SET_PARTITION_MODE(NORMAL, &code));
}

/* Released 900 ms after NORMAL was entered, and next past the end of the clock;
   its time capacity is infinite. */
static void endless(void)
{
    say("runs");
    ANSWERS(NO_ERROR, REPLENISH(FOREVER, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(-2, &code));
    ANSWERS(INVALID_PARAM, REPLENISH(INT64_MAX, &code));
    PERIODIC_WAIT(&code);
    say("is never released again");
}

/* The same with a time capacity of 1 s. */
static void finite(void)
{
    PERIODIC_WAIT(NULL);
    ANSWERS(INVALID_CONFIG, PERIODIC_WAIT(&code));
    say("goes on");
}

/* Its period is 1 s. */
static void periodic(void)
{
    ANSWERS(NO_ERROR, REPLENISH(SECOND / 2, &code));
    ANSWERS(INVALID_MODE, REPLENISH(2 * SECOND, &code));
    ANSWERS(INVALID_MODE, REPLENISH(FOREVER, &code));
    ANSWERS(INVALID_MODE, REPLENISH(-2, &code));
    ANSWERS(INVALID_MODE, REPLENISH(INT64_MAX, &code));
    PERIODIC_WAIT(&code);
    say("is released again");
    done();
}

int main(void)
{
    PROCESS_ID_TYPE id[3];

    for (uint32_t n = 0U; n < sizeof(text); n++) {
        text[n] = (n == 127U) ? '\n' : '.';
    }
    refuse_everywhere();
    ANSWERS(INVALID_MODE, TIMED_WAIT(0, &code));
    ANSWERS(INVALID_MODE, TIMED_WAIT(-1, &code));
    ANSWERS(NO_ACTION, REPLENISH(-2, &code));
    ANSWERS(INVALID_MODE, SET_PARTITION_MODE(WARM_START, &code));
    (void)begin('A', caller, 30);
    id[0] = create('E', endless, 30, LONGEST, FOREVER);
    id[1] = create('F', finite, 20, LONGEST, SECOND);
    id[2] = create('P', periodic, 10, SECOND, SECOND);
    for (uint32_t n = 0U; n < 3U; n++) {
        DELAYED_START(id[n], SECOND / 10 * 9, &code);
        need("DELAYED_START");
    }
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Health monitoring services refuse null pointers, values out of range, wrong
 * callers and wrong modes, in main(), in a process and in the error handler;
 * what they refuse changes nothing, nor does a call without RETURN_CODE.
 * [itest->llr~apex-create-error-handler~1]
 * [itest->llr~apex-create-error-handler-null-return-code~1]
 * [itest->llr~apex-create-error-handler-null~1]
 * [itest->llr~apex-create-error-handler-no-action~1]
 * [itest->llr~apex-create-error-handler-invalid-config~1]
 * [itest->llr~apex-configure-error-handler~1]
 * [itest->llr~apex-configure-error-handler-null-return-code~1]
 * [itest->llr~apex-configure-error-handler-invalid-param~1]
 * [itest->llr~apex-configure-error-handler-invalid-config~1]
 * [itest->llr~apex-configure-error-handler-invalid-mode~1]
 * [itest->llr~apex-get-error-status~1]
 * [itest->llr~apex-get-error-status-null-return-code~1]
 * [itest->llr~apex-get-error-status-null~1]
 * [itest->llr~apex-get-error-status-invalid-config~1]
 * [itest->llr~apex-get-error-status-no-action~1]
 * [itest->llr~apex-raise-application-error-null-return-code~1]
 * [itest->llr~apex-raise-application-error-invalid-param~1]
 * Kind: robustness
 */
#include "../errors.h"

static ERROR_MESSAGE_TYPE text = "five?";

static void another(void)
{
    print("another handler runs\n");
    arch_shutdown(3U);
}

static void refuse_everywhere(void)
{
    ERROR_STATUS_TYPE status = {.LENGTH = 77};

    CREATE_ERROR_HANDLER(another, 4096U, NULL);
    CREATE_ERROR_HANDLER(NULL, 4096U, NULL);
    ANSWERS(INVALID_PARAM, CREATE_ERROR_HANDLER(NULL, 4096U, &code));
    CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, NULL);
    ANSWERS(INVALID_PARAM,
            CONFIGURE_ERROR_HANDLER((ERROR_HANDLER_CONCURRENCY_CONTROL_TYPE)2,
                                    0, &code));
    ANSWERS(INVALID_CONFIG, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 1, &code));
    ANSWERS(INVALID_CONFIG,
            CONFIGURE_ERROR_HANDLER(PROCESSES_SCHEDULED, -2, &code));
    GET_ERROR_STATUS(&status, NULL);
    GET_ERROR_STATUS(NULL, NULL);
    check("no status was given", status.LENGTH == 77);
    ANSWERS(INVALID_PARAM, GET_ERROR_STATUS(NULL, &code));
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, NULL);
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, NULL, 0, NULL);
    ANSWERS(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, NULL, 0, &code));
    ANSWERS(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, -1, &code));
    ANSWERS(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 129, &code));
    ANSWERS(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(DEADLINE_MISSED, text, 5, &code));
    ANSWERS(INVALID_PARAM,
            RAISE_APPLICATION_ERROR(NUMERIC_ERROR, text, 5, &code));
}

static void handler(void)
{
    ERROR_STATUS_TYPE status;

    print("handler\n");
    refuse_everywhere();
    ask(&status);
    status.LENGTH = 77;
    ANSWERS(NO_ACTION, GET_ERROR_STATUS(&status, &code));
    GET_ERROR_STATUS(&status, NULL);
    check("no status was given", status.LENGTH == 77);
    ANSWERS(NO_ACTION, CREATE_ERROR_HANDLER(another, 4096U, &code));
    ANSWERS(INVALID_MODE, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &code));
    done();
}

static void caller(void)
{
    ERROR_STATUS_TYPE status = {.LENGTH = 77};

    print("process\n");
    refuse_everywhere();
    ANSWERS(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    check("no status was given", status.LENGTH == 77);
    ANSWERS(NO_ACTION, CREATE_ERROR_HANDLER(another, 4096U, &code));
    ANSWERS(INVALID_MODE, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &code));
    RAISE_APPLICATION_ERROR(APPLICATION_ERROR, text, 5, &code);
    print("must not go on\n");
}

int main(void)
{
    ERROR_STATUS_TYPE status = {.LENGTH = 77};

    print("main\n");
    refuse_everywhere();
    ANSWERS(INVALID_CONFIG, GET_ERROR_STATUS(&status, &code));
    check("no status was given", status.LENGTH == 77);
    CREATE_ERROR_HANDLER(another, 0U, NULL);
    ANSWERS(INVALID_CONFIG, CREATE_ERROR_HANDLER(another, 0U, &code));
    ANSWERS(INVALID_CONFIG, CREATE_ERROR_HANDLER(another, 24577U, &code));
    ANSWERS(NO_ERROR, CONFIGURE_ERROR_HANDLER(PROCESSES_PAUSE, 0, &code));
    ANSWERS(NO_ERROR,
            CONFIGURE_ERROR_HANDLER(PROCESSES_SCHEDULED,
                                    CORE_AFFINITY_NO_PREFERENCE, &code));
    ANSWERS(NO_ERROR, CREATE_ERROR_HANDLER(handler, 24576U, &code));
    ANSWERS(NO_ACTION, CREATE_ERROR_HANDLER(another, 24576U, &code));
    ANSWERS(NO_ACTION, CREATE_ERROR_HANDLER(another, 0U, &code));
    (void)begin('A', caller, 10);
    normal();
}

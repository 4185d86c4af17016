/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Process services refuse null pointers, identifiers that do not exist, wrong
 * modes and states, in main() and in processes in NORMAL; what they refuse
 * changes nothing, nor does a call without RETURN_CODE.
 * [itest->llr~apex-create-process-null-return-code~1]
 * [itest->llr~apex-create-process-null~1]
 * [itest->llr~apex-create-process-no-action~1]
 * [itest->llr~apex-create-process-invalid-param~1]
 * [itest->llr~apex-create-process-invalid-mode~1]
 * [itest->llr~apex-get-process-id~1]
 * [itest->llr~apex-get-process-id-null-return-code~1]
 * [itest->llr~apex-get-process-id-null~1]
 * [itest->llr~apex-get-process-id-invalid-config~1]
 * [itest->llr~apex-get-process-status-null-return-code~1]
 * [itest->llr~apex-get-process-status-invalid-param~1]
 * [itest->llr~apex-get-my-id-null-return-code~1]
 * [itest->llr~apex-get-my-id-null~1]
 * [itest->llr~apex-get-my-id-invalid-mode~1]
 * [itest->llr~apex-get-my-index~1]
 * [itest->llr~apex-get-my-index-null-return-code~1]
 * [itest->llr~apex-get-my-index-null~1]
 * [itest->llr~apex-get-my-index-invalid-mode~1]
 * [itest->llr~apex-suspend-self-null-return-code~1]
 * [itest->llr~apex-suspend-self-invalid-mode~2]
 * [itest->llr~apex-suspend-self-invalid-param~1]
 * [itest->llr~apex-suspend-self-periodic~1]
 * [itest->llr~apex-suspend-null-return-code~1]
 * [itest->llr~apex-suspend-invalid-param~1]
 * [itest->llr~apex-suspend-invalid-mode~1]
 * [itest->llr~apex-suspend-no-action~1]
 * [itest->llr~apex-resume-null-return-code~1]
 * [itest->llr~apex-resume-invalid-param~1]
 * [itest->llr~apex-resume-invalid-mode~1]
 * [itest->llr~apex-resume-no-action~1]
 * [itest->llr~apex-stop-self~2]
 * [itest->llr~apex-stop-null-return-code~1]
 * [itest->llr~apex-stop-invalid-param~1]
 * [itest->llr~apex-stop-no-action~1]
 * [itest->llr~apex-start-null-return-code~1]
 * [itest->llr~apex-start-invalid-param~1]
 * [itest->llr~apex-start-no-action~1]
 * [itest->llr~apex-start-invalid-config~1]
 * [itest->llr~apex-delayed-start-null-return-code~1]
 * [itest->llr~apex-delayed-start-invalid-param~1]
 * [itest->llr~apex-delayed-start-no-action~1]
 * [itest->llr~apex-delayed-start-delay~1]
 * [itest->llr~apex-delayed-start-invalid-config~1]
 * [itest->llr~apex-lock-preemption-null-return-code~1]
 * [itest->llr~apex-lock-preemption-null~1]
 * [itest->llr~apex-lock-preemption-no-action~1]
 * [itest->llr~apex-unlock-preemption-null-return-code~1]
 * [itest->llr~apex-unlock-preemption-null~1]
 * [itest->llr~apex-unlock-preemption-no-action~2]
 * [itest->llr~apex-initialize-process-core-affinity~1]
 * [itest->llr~apex-initialize-process-core-affinity-null-return-code~1]
 * [itest->llr~apex-initialize-process-core-affinity-invalid-param~1]
 * [itest->llr~apex-initialize-process-core-affinity-invalid-config~1]
 * [itest->llr~apex-initialize-process-core-affinity-invalid-mode~1]
 * [itest->llr~apex-get-my-processor-core-id~1]
 * [itest->llr~apex-get-my-processor-core-id-null-return-code~1]
 * [itest->llr~apex-get-my-processor-core-id-null~1]
 * Kind: robustness
 */
#include "../apex.h"

#include <stddef.h>

static PROCESS_ATTRIBUTE_TYPE good = {.PERIOD = APERIODIC,
                                      .TIME_CAPACITY = FOREVER,
                                      .STACK_SIZE = 8192U,
                                      .BASE_PRIORITY = 10,
                                      .DEADLINE = SOFT,
                                      .NAME = "new"};
static PROCESS_ID_TYPE a;       /* the caller */
static PROCESS_ID_TYPE ready;   /* less urgent than the caller */
static PROCESS_ID_TYPE dormant;
static PROCESS_ID_TYPE periodic;
static PROCESS_ID_TYPE endless; /* dormant; no deadline time fits */

/* What is refused alike in every mode and by every caller. */
static void refuse_everywhere(void)
{
    PROCESS_ID_TYPE id = 77;
    PROCESS_STATUS_TYPE status;
    LOCK_LEVEL_TYPE level = 77;
    PROCESS_ATTRIBUTE_TYPE wrong = good;

    CREATE_PROCESS(&good, &id, NULL);
    CREATE_PROCESS(NULL, &id, NULL);
    CREATE_PROCESS(&good, NULL, NULL);
    wrong.PERIOD = 0;
    CREATE_PROCESS(&wrong, &id, NULL);
    wrong = good;
    wrong.NAME[0] = 'A';
    wrong.NAME[1] = '\0';
    CREATE_PROCESS(&wrong, &id, NULL);
    wrong = good;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&good, NULL, &code));
    wrong.DEADLINE = (DEADLINE_TYPE)2;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&wrong, &id, &code));
    wrong = good;
    wrong.PERIOD = -2;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&wrong, &id, &code));
    wrong.PERIOD = 0;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&wrong, &id, &code));
    wrong = good;
    wrong.TIME_CAPACITY = 0;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&wrong, &id, &code));
    wrong = good;
    wrong.ENTRY_POINT = NULL;
    ANSWERS(INVALID_PARAM, CREATE_PROCESS(&wrong, NULL, &code));
    wrong.NAME[0] = 'A';
    wrong.NAME[1] = '\0';
    ANSWERS(NO_ACTION, CREATE_PROCESS(&wrong, &id, &code));
    GET_PROCESS_ID("A", &id, NULL);
    ANSWERS(INVALID_PARAM, GET_PROCESS_ID(NULL, &id, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_ID("A", NULL, &code));
    ANSWERS(INVALID_CONFIG, GET_PROCESS_ID("new", &id, &code));
    check("no identifier was given", id == 77);
    ANSWERS(NO_ERROR, GET_PROCESS_ID("A", &id, &code));
    check("the identifier of A", id == a);
    status.CURRENT_PRIORITY = 77;
    GET_PROCESS_STATUS(a, &status, NULL);
    GET_PROCESS_STATUS(a, NULL, NULL);
    GET_PROCESS_STATUS(0, &status, NULL);
    GET_PROCESS_STATUS(6, &status, NULL);
    ANSWERS(INVALID_PARAM, GET_PROCESS_STATUS(a, NULL, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_STATUS(0, &status, &code));
    ANSWERS(INVALID_PARAM, GET_PROCESS_STATUS(6, &status, &code));
    check("no status was given", status.CURRENT_PRIORITY == 77);
    id = 77;
    GET_MY_ID(&id, NULL);
    GET_MY_INDEX(&id, NULL);
    check("no index was given", id == 77);
    ANSWERS(INVALID_PARAM, GET_MY_ID(NULL, &code));
    ANSWERS(INVALID_PARAM, GET_MY_INDEX(NULL, &code));
    SUSPEND(ready, NULL);
    SUSPEND(0, NULL);
    SUSPEND(6, NULL);
    SUSPEND(dormant, NULL);
    SUSPEND(periodic, NULL);
    ANSWERS(INVALID_PARAM, SUSPEND(0, &code));
    ANSWERS(INVALID_PARAM, SUSPEND(6, &code));
    ANSWERS(INVALID_MODE, SUSPEND(dormant, &code));
    ANSWERS(INVALID_MODE, SUSPEND(periodic, &code));
    RESUME(ready, NULL);
    RESUME(0, NULL);
    RESUME(6, NULL);
    RESUME(dormant, NULL);
    RESUME(periodic, NULL);
    ANSWERS(INVALID_PARAM, RESUME(0, &code));
    ANSWERS(INVALID_PARAM, RESUME(6, &code));
    ANSWERS(INVALID_MODE, RESUME(dormant, &code));
    ANSWERS(INVALID_MODE, RESUME(periodic, &code));
    STOP(periodic, NULL);
    ANSWERS(INVALID_PARAM, STOP(0, &code));
    ANSWERS(INVALID_PARAM, STOP(6, &code));
    ANSWERS(NO_ACTION, STOP(dormant, &code));
    START(dormant, NULL);
    DELAYED_START(dormant, 0, NULL);
    ANSWERS(INVALID_PARAM, START(6, &code));
    ANSWERS(NO_ACTION, START(ready, &code));
    ANSWERS(INVALID_PARAM, DELAYED_START(0, 0, &code));
    ANSWERS(INVALID_PARAM, DELAYED_START(6, 0, &code));
    ANSWERS(NO_ACTION, DELAYED_START(periodic, -1, &code));
    ANSWERS(INVALID_PARAM, DELAYED_START(dormant, -1, &code));
    ANSWERS(INVALID_PARAM, DELAYED_START(dormant, SECOND, &code));
    ANSWERS(INVALID_CONFIG, DELAYED_START(endless, INT64_MAX - 1, &code));
    LOCK_PREEMPTION(&level, NULL);
    UNLOCK_PREEMPTION(&level, NULL);
    ANSWERS(INVALID_PARAM, LOCK_PREEMPTION(NULL, &code));
    ANSWERS(INVALID_PARAM, UNLOCK_PREEMPTION(NULL, &code));
    ANSWERS(NO_ACTION, UNLOCK_PREEMPTION(&level, &code));
    check("no level was given", level == 77);
    INITIALIZE_PROCESS_CORE_AFFINITY(a, 0, NULL);
    ANSWERS(INVALID_PARAM, INITIALIZE_PROCESS_CORE_AFFINITY(0, 0, &code));
    ANSWERS(INVALID_PARAM, INITIALIZE_PROCESS_CORE_AFFINITY(6, 0, &code));
    ANSWERS(INVALID_CONFIG, INITIALIZE_PROCESS_CORE_AFFINITY(a, 1, &code));
    ANSWERS(INVALID_CONFIG, INITIALIZE_PROCESS_CORE_AFFINITY(a, -2, &code));
    id = 77;
    GET_MY_PROCESSOR_CORE_ID(&id, NULL);
    GET_MY_PROCESSOR_CORE_ID(NULL, NULL);
    check("no core was given", id == 77);
    ANSWERS(INVALID_PARAM, GET_MY_PROCESSOR_CORE_ID(NULL, &code));
    ANSWERS(NO_ERROR, GET_MY_PROCESSOR_CORE_ID(&id, &code));
    check("the core is 0", id == 0);
    say_state("dormant", dormant);
}

static void runs_periodically(void)
{
    SUSPEND_SELF(SECOND, NULL);
    ANSWERS(INVALID_PARAM, SUSPEND_SELF(-2, &code));
    ANSWERS(INVALID_MODE, SUSPEND_SELF(0, &code));
    ANSWERS(INVALID_MODE, SUSPEND_SELF(SECOND, &code));
    done();
}

static void caller(void)
{
    PROCESS_ID_TYPE id = 77;

    refuse_everywhere();
    ANSWERS(INVALID_MODE, CREATE_PROCESS(&good, &id, &code));
    check("none was created", id == 77);
    ANSWERS(NO_ERROR, GET_MY_INDEX(&id, &code));
    check("the index of A", id == (a - 1));
    SUSPEND(a, NULL);
    ANSWERS(INVALID_PARAM, SUSPEND(a, &code));
    RESUME(a, NULL);
    ANSWERS(INVALID_PARAM, RESUME(a, &code));
    ANSWERS(INVALID_PARAM, STOP(a, &code));
    ANSWERS(NO_ACTION, START(a, &code));
    ANSWERS(INVALID_CONFIG, START(endless, &code));
    ANSWERS(NO_ACTION, RESUME(ready, &code));
    say_state("ready", ready);
    ANSWERS(NO_ERROR, SUSPEND(ready, &code));
    say_state("ready", ready);
    SUSPEND(ready, NULL);
    RESUME(ready, NULL);
    ANSWERS(NO_ACTION, SUSPEND(ready, &code));
    ANSWERS(NO_ERROR, RESUME(ready, &code));
    say_state("ready", ready);
    ANSWERS(INVALID_MODE, INITIALIZE_PROCESS_CORE_AFFINITY(a, 0, &code));
    STOP_SELF();
}

static void says_that_it_runs(void)
{
    say("runs");
}

int main(void)
{
    PROCESS_ID_TYPE id = 77;
    LOCK_LEVEL_TYPE level = 77;

    good.ENTRY_POINT = says_that_it_runs;
    a = begin('A', caller, 30);
    ready = begin('R', says_that_it_runs, 10);
    dormant = create('D', says_that_it_runs, 40, SECOND, FOREVER);
    periodic = create('P', runs_periodically, 5, SECOND, FOREVER);
    START(periodic, &code);
    need("START");
    endless = create('E', says_that_it_runs, 40, APERIODIC, INT64_MAX - 1);
    refuse_everywhere();
    ANSWERS(INVALID_MODE, GET_MY_ID(&id, &code));
    ANSWERS(INVALID_MODE, GET_MY_INDEX(&id, &code));
    check("no index was given", id == 77);
    ANSWERS(INVALID_MODE, SUSPEND_SELF(0, &code));
    ANSWERS(INVALID_MODE, SUSPEND_SELF(-2, &code));
    ANSWERS(NO_ACTION, LOCK_PREEMPTION(&level, &code));
    ANSWERS(NO_ERROR, INITIALIZE_PROCESS_CORE_AFFINITY(a, 0, &code));
    ANSWERS(NO_ERROR, INITIALIZE_PROCESS_CORE_AFFINITY(
                          a, CORE_AFFINITY_NO_PREFERENCE, &code));
    STOP_SELF();
    say("is still here");
    normal();
}

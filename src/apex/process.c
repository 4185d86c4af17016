/* SPDX-License-Identifier: Apache-2.0 */
/* APEX process management. */
#include "apexProcess.h"
#include "check.h"

/* 1 when all values of a process's attributes are in range, else 0.
   [impl->llr~apex-create-process-invalid-param~1] */
/*@ requires attributes: \valid_read(a);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    valid: \result == 1 ==> a->STACK_SIZE > 0 &&
                 1 <= a->BASE_PRIORITY <= PRIORITY_MAX &&
                 (a->PERIOD > 0 || a->PERIOD == INFINITE_TIME_VALUE) &&
                 (a->TIME_CAPACITY > 0 ||
                  a->TIME_CAPACITY == INFINITE_TIME_VALUE) &&
                 (a->PERIOD > 0 ==> a->TIME_CAPACITY <= a->PERIOD); */
static uint32_t attributes_valid(const PROCESS_ATTRIBUTE_TYPE *a)
{
    uint32_t valid = 1U;

    if ((a->STACK_SIZE == 0U) || (a->BASE_PRIORITY < MIN_PRIORITY_VALUE) ||
        (a->BASE_PRIORITY > MAX_PRIORITY_VALUE) ||
        ((uint32_t)a->DEADLINE > (uint32_t)HARD)) {
        valid = 0U;
    } else if ((a->PERIOD < INFINITE_TIME_VALUE) || (a->PERIOD == 0) ||
               (a->TIME_CAPACITY < INFINITE_TIME_VALUE) ||
               (a->TIME_CAPACITY == 0)) {
        valid = 0U;
    } else if ((a->PERIOD > 0) && (a->TIME_CAPACITY > a->PERIOD)) {
        valid = 0U;
    } else {
        /* all in range */
    }
    return valid;
}

void CREATE_PROCESS(PROCESS_ATTRIBUTE_TYPE *ATTRIBUTES,
                    PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        enum status result = INVALID_PARAM;

        if ((ATTRIBUTES != NULL) && (PROCESS_ID != NULL)) {
            result = check_create(KIND_PROCESS, ATTRIBUTES->NAME);
            if (result != NO_ERROR) {
                /* full, or the name exists */
            } else if ((ATTRIBUTES->ENTRY_POINT == NULL) ||
                       (attributes_valid(ATTRIBUTES) == 0U)) {
                result = INVALID_PARAM;
            } else if (ATTRIBUTES->STACK_SIZE > arch_stack_size()) {
                result = INVALID_CONFIG;
            } else if (partition.mode == NORMAL) {
                result = INVALID_MODE;
            } else {
                const struct attribute a = {
                    .entry = ATTRIBUTES->ENTRY_POINT,
                    .period_ns = check_time(ATTRIBUTES->PERIOD),
                    .capacity_ns = check_time(ATTRIBUTES->TIME_CAPACITY),
                    .priority = (uint32_t)ATTRIBUTES->BASE_PRIORITY,
                    .stack_size = ATTRIBUTES->STACK_SIZE,
                    .hard = (ATTRIBUTES->DEADLINE == HARD) ? 1U : 0U};

                *PROCESS_ID =
                    (PROCESS_ID_TYPE)(process_create(ATTRIBUTES->NAME, a) + 1U);
            }
        }
        *RETURN_CODE = result;
    }
}

void GET_PROCESS_ID(const char *PROCESS_NAME, PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((PROCESS_NAME == NULL) || (PROCESS_ID == NULL)) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        *RETURN_CODE = check_name(KIND_PROCESS, PROCESS_NAME, PROCESS_ID);
    }
}

/* The standard's form of a time of the kernel.
   [impl->llr~apex-get-process-status~1] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    infinite: time_ns == TIME_NEVER ==>
                 \result == INFINITE_TIME_VALUE;
    ensures    same: time_ns != TIME_NEVER ==> \result == time_ns; */
static SYSTEM_TIME_TYPE apex_time(int64_t time_ns)
{
    return (time_ns == TIME_NEVER) ? INFINITE_TIME_VALUE : time_ns;
}

/* The standard's state of process t.
   [impl->llr~apex-get-process-status~1] */
/*@ requires proc: proc(t);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    dormant: \result == DORMANT <==>
                 process[t].place == PLACE_DORMANT;
    ensures    running: \result == RUNNING <==>
                 process[t].place == PLACE_READY && t == sched.current;
    ensures    ready: \result == READY <==>
                 process[t].place == PLACE_READY && t != sched.current; */
static PROCESS_STATE_TYPE apex_state(uint32_t t)
{
    PROCESS_STATE_TYPE state = WAITING;

    if (process[t].place == PLACE_DORMANT) {
        state = DORMANT;
    } else if (process[t].place == PLACE_READY) {
        state = (t == sched.current) ? RUNNING : READY;
    } else {
        /* waits */
    }
    return state;
}

void GET_PROCESS_STATUS(PROCESS_ID_TYPE PROCESS_ID,
                        PROCESS_STATUS_TYPE *PROCESS_STATUS,
                        RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((PROCESS_STATUS == NULL) ||
               (check_id(KIND_PROCESS, PROCESS_ID) == 0U)) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        const uint32_t t = (uint32_t)PROCESS_ID - 1U;
        PROCESS_ATTRIBUTE_TYPE *a = &PROCESS_STATUS->ATTRIBUTES;

        /*@ loop invariant range: 0 <= c <= NAME_LENGTH;
            loop assigns c, PROCESS_STATUS->ATTRIBUTES.NAME[0 .. NAME_LENGTH - 1];
            loop variant NAME_LENGTH - c; */
        for (uint32_t c = 0U; c < NAME_LENGTH; c++) {
            a->NAME[c] = names.name[KIND_PROCESS][t].text[c];
        }
        a->PERIOD = apex_time(process[t].period_ns);
        a->TIME_CAPACITY = apex_time(process[t].capacity_ns);
        a->ENTRY_POINT = attribute[t].entry;
        a->STACK_SIZE = attribute[t].stack_size;
        a->BASE_PRIORITY = (PRIORITY_TYPE)attribute[t].priority;
        a->DEADLINE = (attribute[t].hard != 0U) ? HARD : SOFT;
        PROCESS_STATUS->DEADLINE_TIME = apex_time(process[t].deadline_ns);
        PROCESS_STATUS->CURRENT_PRIORITY = (PRIORITY_TYPE)process[t].priority;
        PROCESS_STATUS->PROCESS_STATE = apex_state(t);
        *RETURN_CODE = NO_ERROR;
    }
}

void GET_MY_ID(PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (PROCESS_ID == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (sched.current == PROCESS_IDLE) {
        *RETURN_CODE = INVALID_MODE;
    } else {
        *PROCESS_ID = (PROCESS_ID_TYPE)(sched.current + 1U);
        *RETURN_CODE = NO_ERROR;
    }
}

void GET_MY_INDEX(PROCESS_INDEX_TYPE *PROCESS_INDEX,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (PROCESS_INDEX == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (sched.current == PROCESS_IDLE) {
        *RETURN_CODE = INVALID_MODE;
    } else {
        *PROCESS_INDEX = (PROCESS_INDEX_TYPE)sched.current;
        *RETURN_CODE = NO_ERROR;
    }
}

void SUSPEND_SELF(SYSTEM_TIME_TYPE TIME_OUT, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((process_may_wait(TIME_NEVER) != NO_ERROR) ||
               (process[sched.current].period_ns != TIME_NEVER)) {
        *RETURN_CODE = INVALID_MODE;
    } else if (TIME_OUT < INFINITE_TIME_VALUE) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (TIME_OUT == 0) {
        sched_yield();
        *RETURN_CODE = NO_ERROR;
    } else {
        *RETURN_CODE = process_wait(PLACE_SUSPENDED, check_time(TIME_OUT));
    }
}

/* What forbids SUSPEND and RESUME of a process, else NO_ERROR.
   [impl->llr~apex-suspend-invalid-mode~1] */
/*@ requires names: names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    param: \result == INVALID_PARAM <==>
                 !created(KIND_PROCESS, id) || id - 1 == sched.current;
    ensures    mode: \result == INVALID_MODE <==>
                 created(KIND_PROCESS, id) && id - 1 != sched.current &&
                 (process[id - 1].place == PLACE_DORMANT ||
                  periodic(id - 1));
    ensures    codes: \result == INVALID_PARAM || \result == INVALID_MODE ||
                 \result == NO_ERROR; */
static enum status check_other(PROCESS_ID_TYPE id)
{
    enum status result = NO_ERROR;

    if ((check_id(KIND_PROCESS, id) == 0U) ||
        (((uint32_t)id - 1U) == sched.current)) {
        result = INVALID_PARAM;
    } else if ((process[id - 1].place == PLACE_DORMANT) ||
               (process[id - 1].period_ns != TIME_NEVER)) {
        result = INVALID_MODE;
    } else {
        /* another, started, aperiodic process */
    }
    return result;
}

void SUSPEND(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        enum status result = check_other(PROCESS_ID);

        if (result == NO_ERROR) {
            const uint32_t t = (uint32_t)PROCESS_ID - 1U;

            if ((process[t].place == PLACE_SUSPENDED) ||
                (process[t].suspended != 0U)) {
                result = NO_ACTION;
            } else {
                process_suspend(t);
            }
        }
        *RETURN_CODE = result;
    }
}

void RESUME(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        enum status result = check_other(PROCESS_ID);

        if (result == NO_ERROR) {
            const uint32_t t = (uint32_t)PROCESS_ID - 1U;

            if ((process[t].place == PLACE_SUSPENDED) ||
                (process[t].suspended != 0U)) {
                process_resume(t);
            } else {
                result = NO_ACTION;
            }
        }
        *RETURN_CODE = result;
    }
}

void STOP_SELF(void)
{
    if (sched.current != PROCESS_IDLE) {
        process_stop_self();
    }
}

void STOP(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((check_id(KIND_PROCESS, PROCESS_ID) == 0U) ||
               (((uint32_t)PROCESS_ID - 1U) == sched.current)) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (process[PROCESS_ID - 1].place == PLACE_DORMANT) {
        *RETURN_CODE = NO_ACTION;
    } else {
        process_stop((uint32_t)PROCESS_ID - 1U);
        *RETURN_CODE = NO_ERROR;
    }
}

void START(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    DELAYED_START(PROCESS_ID, 0, RETURN_CODE);
}

void DELAYED_START(PROCESS_ID_TYPE PROCESS_ID, SYSTEM_TIME_TYPE DELAY_TIME,
                   RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (check_id(KIND_PROCESS, PROCESS_ID) == 0U) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (process[PROCESS_ID - 1].place != PLACE_DORMANT) {
        *RETURN_CODE = NO_ACTION;
    } else if ((DELAY_TIME < 0) ||
               (DELAY_TIME >= process[PROCESS_ID - 1].period_ns)) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        process_start((uint32_t)PROCESS_ID - 1U, DELAY_TIME);
        *RETURN_CODE = NO_ERROR;
    }
}

void LOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (LOCK_LEVEL == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (sched.current == PROCESS_IDLE) {
        *RETURN_CODE = NO_ACTION;
    } else if (sched.lock_level == LOCK_LEVEL_MAX) {
        *RETURN_CODE = INVALID_CONFIG;
    } else {
        sched.lock_level++;
        *LOCK_LEVEL = (LOCK_LEVEL_TYPE)sched.lock_level;
        *RETURN_CODE = NO_ERROR;
    }
}

void UNLOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (LOCK_LEVEL == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if ((sched.current == PROCESS_IDLE) || (sched.lock_level == 0U)) {
        *RETURN_CODE = NO_ACTION;
    } else {
        sched.lock_level--;
        *LOCK_LEVEL = (LOCK_LEVEL_TYPE)sched.lock_level;
        *RETURN_CODE = NO_ERROR;
    }
}

void INITIALIZE_PROCESS_CORE_AFFINITY(PROCESS_ID_TYPE PROCESS_ID,
                                      PROCESSOR_CORE_ID_TYPE PROCESSOR_CORE_ID,
                                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (check_id(KIND_PROCESS, PROCESS_ID) == 0U) {
        *RETURN_CODE = INVALID_PARAM;
    } else if ((PROCESSOR_CORE_ID != 0) &&
               (PROCESSOR_CORE_ID != CORE_AFFINITY_NO_PREFERENCE)) {
        *RETURN_CODE = INVALID_CONFIG;
    } else if (partition.mode == NORMAL) {
        *RETURN_CODE = INVALID_MODE;
    } else {
        *RETURN_CODE = NO_ERROR;
    }
}

void GET_MY_PROCESSOR_CORE_ID(PROCESSOR_CORE_ID_TYPE *PROCESSOR_CORE_ID,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (PROCESSOR_CORE_ID == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        *PROCESSOR_CORE_ID = 0;
        *RETURN_CODE = NO_ERROR;
    }
}

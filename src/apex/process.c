/* SPDX-License-Identifier: Apache-2.0 */
/* APEX process management. */
#include "apexProcess.h"
#include "check.h"
#include "kernel/boot.h"

/* What is wrong with the attributes of a process to be created: INVALID_PARAM,
   INVALID_CONFIG, or NO_ERROR.
   [impl->llr~apex-create-process-invalid-param~1]
   [impl->llr~apex-create-process-stack~1]
   [impl->llr~apex-create-process-period~1] */
/*@ requires attributes: \valid_read(a) && config_valid;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    param: \result == INVALID_PARAM <==> !attributes_valid(a);
    ensures    config: \result == INVALID_CONFIG <==>
                 attributes_valid(a) && !fits(a);
    ensures    codes: \result == INVALID_PARAM ||
                 \result == INVALID_CONFIG || \result == NO_ERROR; */
static enum status check_attributes(const PROCESS_ATTRIBUTE_TYPE *a)
{
    enum status result = NO_ERROR;

    if ((a->ENTRY_POINT == NULL) || (a->STACK_SIZE == 0U) ||
        (a->BASE_PRIORITY < MIN_PRIORITY_VALUE) ||
        (a->BASE_PRIORITY > MAX_PRIORITY_VALUE)) {
        result = INVALID_PARAM;
    } else if (((uint32_t)a->DEADLINE > (uint32_t)HARD) ||
               ((a->PERIOD > 0) && (a->TIME_CAPACITY > a->PERIOD))) {
        result = INVALID_PARAM;
    } else if ((a->PERIOD < INFINITE_TIME_VALUE) || (a->PERIOD == 0) ||
               (a->TIME_CAPACITY < INFINITE_TIME_VALUE) ||
               (a->TIME_CAPACITY == 0)) {
        result = INVALID_PARAM;
    } else if ((a->STACK_SIZE > arch_stack_size()) ||
               ((a->PERIOD > 0) && ((a->PERIOD % config.period_ns) != 0))) {
        result = INVALID_CONFIG;
    } else {
        /* all in range */
    }
    return result;
}

void CREATE_PROCESS(PROCESS_ATTRIBUTE_TYPE *ATTRIBUTES,
                    PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = INVALID_PARAM;

    if (ATTRIBUTES != NULL) {
        result = check_create(KIND_PROCESS, ATTRIBUTES->NAME, PROCESS_ID,
                              check_attributes(ATTRIBUTES));
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        const struct attribute a = {
            .entry = ATTRIBUTES->ENTRY_POINT,
            .period_ns = check_time(ATTRIBUTES->PERIOD),
            .capacity_ns = check_time(ATTRIBUTES->TIME_CAPACITY),
            .priority = (uint32_t)ATTRIBUTES->BASE_PRIORITY,
            .stack_size = ATTRIBUTES->STACK_SIZE,
            .hard = (ATTRIBUTES->DEADLINE == HARD) ? 1U : 0U};

        const uint32_t t = process_create(ATTRIBUTES->NAME, a);

        /*@ assert created: attribute[t] == a; */
        /*@ assert described: describes(ATTRIBUTES, t); */
        *PROCESS_ID = (PROCESS_ID_TYPE)(t + 1U);
    }
}

void GET_PROCESS_ID(const char *PROCESS_NAME, PROCESS_ID_TYPE *PROCESS_ID,
                    RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_PROCESS, PROCESS_NAME, PROCESS_ID);
    }
}

/* The standard's form of a time of the kernel.
   [impl->llr~apex-get-process-status~2] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    time: apex_time(\result, time_ns); */
static SYSTEM_TIME_TYPE apex_time(int64_t time_ns)
{
    return (time_ns == TIME_NEVER) ? INFINITE_TIME_VALUE : time_ns;
}

/* The standard's state of process t.
   [impl->llr~apex-get-process-status~2] */
/*@ requires proc: proc(t);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    state: apex_state(\result, t); */
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
    if (check_answer(RETURN_CODE, (PROCESS_STATUS == NULL)
                                      ? INVALID_PARAM
                                      : check_id(KIND_PROCESS, PROCESS_ID)) !=
        0U) {
        const uint32_t t = (uint32_t)PROCESS_ID - 1U;
        PROCESS_ATTRIBUTE_TYPE *a = &PROCESS_STATUS->ATTRIBUTES;

        /*@ loop invariant range: 0 <= c <= NAME_LENGTH;
            loop invariant copied: \forall integer d; 0 <= d < c ==>
                PROCESS_STATUS->ATTRIBUTES.NAME[d] ==
                names.name[KIND_PROCESS][t].text[d];
            loop assigns c,
                PROCESS_STATUS->ATTRIBUTES.NAME[0 .. NAME_LENGTH - 1];
            loop variant NAME_LENGTH - c; */
        for (uint32_t c = 0U; c < NAME_LENGTH; c++) {
            a->NAME[c] = names.name[KIND_PROCESS][t].text[c];
            /*@ assert this: PROCESS_STATUS->ATTRIBUTES.NAME[c] ==
                  names.name[KIND_PROCESS][t].text[c]; */
            /*@ assert before: \forall integer d; 0 <= d < c ==>
                  PROCESS_STATUS->ATTRIBUTES.NAME[d] ==
                  names.name[KIND_PROCESS][t].text[d]; */
            /*@ assert copied: \forall integer d; 0 <= d <= c ==>
                  PROCESS_STATUS->ATTRIBUTES.NAME[d] ==
                  names.name[KIND_PROCESS][t].text[d]; */
        }
        a->PERIOD = apex_time(process[t].period_ns);
        a->TIME_CAPACITY = apex_time(process[t].capacity_ns);
        a->ENTRY_POINT = attribute[t].entry;
        a->STACK_SIZE = attribute[t].stack_size;
        a->BASE_PRIORITY = (PRIORITY_TYPE)attribute[t].priority;
        a->DEADLINE = (attribute[t].hard != 0U) ? HARD : SOFT;
        PROCESS_STATUS->DEADLINE_TIME = apex_time(process[t].deadline_ns);
        PROCESS_STATUS->CURRENT_PRIORITY = (PRIORITY_TYPE)mutex_priority(t);
        /*@ assert priority: PROCESS_STATUS->CURRENT_PRIORITY ==
              current_priority(t); */
        PROCESS_STATUS->PROCESS_STATE = apex_state(t);
        /*@ assert reports: reports(PROCESS_STATUS, t); */
    }
}

void GET_MY_ID(PROCESS_ID_TYPE *PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        GET_MY_INDEX(PROCESS_ID, RETURN_CODE);
        if (*RETURN_CODE == NO_ERROR) {
            *PROCESS_ID = *PROCESS_ID + 1;
        }
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
    } else if (process_may_wait(TIME_NEVER) != NO_ERROR) {
        *RETURN_CODE = INVALID_MODE;
    } else if (TIME_OUT < INFINITE_TIME_VALUE) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (process[sched.current].period_ns != TIME_NEVER) {
        *RETURN_CODE = INVALID_MODE;
    } else if (TIME_OUT == 0) {
        sched_yield();
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
        *RETURN_CODE = NO_ERROR;
    } else {
        *RETURN_CODE = process_wait(PLACE_SUSPENDED, check_time(TIME_OUT));
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

/* 1 when process t is suspended, also while it waits for more, else 0.
   [impl->llr~apex-suspend-no-action~1] */
/*@ requires proc: proc(t);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    suspended: \result == 1 <==> suspended(t); */
static uint32_t is_suspended(uint32_t t)
{
    return ((process[t].place == PLACE_SUSPENDED) ||
            (process[t].suspended != 0U))
               ? 1U
               : 0U;
}

/* What forbids SUSPEND (`suspended` 0) or RESUME (1) of a process, else
   NO_ERROR.
   [impl->llr~apex-suspend-invalid-mode~1]
   [impl->llr~apex-suspend-no-action~1]
   [impl->llr~apex-resume-invalid-mode~1]
   [impl->llr~apex-resume-no-action~1] */
/*@ requires inv: names_inv && (suspended == 0 || suspended == 1);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    param: \result == INVALID_PARAM <==>
                 !created(KIND_PROCESS, id) || id - 1 == sched.current;
    ensures    mode: \result == INVALID_MODE <==>
                 created(KIND_PROCESS, id) && id - 1 != sched.current &&
                 !may_suspend(id);
    ensures    action: \result == NO_ACTION <==> may_suspend(id) &&
                 (suspended(id - 1) <==> suspended == 0);
    ensures    codes: \result == INVALID_PARAM || \result == INVALID_MODE ||
                 \result == NO_ACTION || \result == NO_ERROR; */
static enum status check_other(PROCESS_ID_TYPE id, uint32_t suspended)
{
    enum status result = NO_ERROR;

    if ((check_id(KIND_PROCESS, id) != NO_ERROR) ||
        (((uint32_t)id - 1U) == sched.current)) {
        result = INVALID_PARAM;
    } else if ((process[id - 1].place == PLACE_DORMANT) ||
               (process[id - 1].period_ns != TIME_NEVER)) {
        result = INVALID_MODE;
    } else if (is_suspended((uint32_t)id - 1U) != suspended) {
        result = NO_ACTION;
    } else {
        /* another, started, aperiodic process */
    }
    return result;
}

void SUSPEND(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_other(PROCESS_ID, 0U)) != 0U) {
        process_suspend((uint32_t)PROCESS_ID - 1U);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert only: only{Pre,Here}(PROCESS_ID - 1); */
        /*@ assert waits: \at(process[PROCESS_ID - 1].place, Pre) >=
              PLACE_DELAYED ==> times_kept{Pre,Here}(PROCESS_ID - 1); */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert fewer: fewer_wait{Pre,Here}; */
        /*@ assert messages: inv_message; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void RESUME(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, check_other(PROCESS_ID, 1U)) != 0U) {
        process_resume((uint32_t)PROCESS_ID - 1U);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert same: others_same{Pre,Here}(PROCESS_ID - 1); */
        /*@ assert beside: beside{Pre,Here}(PROCESS_ID - 1); */
        /*@ assert only: only{Pre,Here}(PROCESS_ID - 1); */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

void STOP_SELF(void)
{
    if (partition.mode == NORMAL) {
        kernel_process_end();
    }
}

void STOP(PROCESS_ID_TYPE PROCESS_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((check_id(KIND_PROCESS, PROCESS_ID) != NO_ERROR) ||
               (((uint32_t)PROCESS_ID - 1U) == sched.current)) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (process[PROCESS_ID - 1].place == PLACE_DORMANT) {
        *RETURN_CODE = NO_ACTION;
    } else {
        process_stop((uint32_t)PROCESS_ID - 1U);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert rings: rings_same{Pre,Here}; */
        /*@ assert fewer: fewer_wait{Pre,Here}; */
        /*@ assert messages: inv_message; */
        /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
              port_size(i) == port_size{Pre}(i); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
        /*@ assert only: only{Pre,Here}(PROCESS_ID - 1); */
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
    } else if (check_id(KIND_PROCESS, PROCESS_ID) != NO_ERROR) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (process[PROCESS_ID - 1].place != PLACE_DORMANT) {
        *RETURN_CODE = NO_ACTION;
    } else if ((DELAY_TIME < 0) ||
               (DELAY_TIME >= process[PROCESS_ID - 1].period_ns)) {
        *RETURN_CODE = INVALID_PARAM;
    } else {
        const uint32_t t = (uint32_t)PROCESS_ID - 1U;
        const int64_t base_ns = process_base(t, arch_now());

        /*@ assert base: base_ns == base(t, past.clock_ns); */
        if (check_deadline(t, base_ns, DELAY_TIME) == 0U) {
            *RETURN_CODE = INVALID_CONFIG;
        } else {
            process_start(t, base_ns, DELAY_TIME);
            /*@ assert fixed: fixed{Pre,Here}; */
            /*@ assert names: names_same{Pre,Here}; */
            /*@ assert maxima: maxima_inv; */
            /*@ assert fits: start_fits(t, DELAY_TIME); */
            /*@ assert started: started{Pre,Here}(t, DELAY_TIME); */
            /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
                  port_size(i) == port_size{Pre}(i); */
            /*@ assert ports: ports_inv; */
            /*@ assert app: app_inv; */
            *RETURN_CODE = NO_ERROR;
        }
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
    } else {
        *RETURN_CODE = mutex_acquire(MUTEX_PREEMPTION);
        /*@ assert lock: lock_inv; */
        if (*RETURN_CODE == NO_ERROR) {
            *LOCK_LEVEL = (LOCK_LEVEL_TYPE)sched.lock_level;
        }
    }
}

void UNLOCK_PREEMPTION(LOCK_LEVEL_TYPE *LOCK_LEVEL,
                       RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if (LOCK_LEVEL == NULL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if (mutex_level(MUTEX_PREEMPTION) == 0U) {
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
    } else if (check_id(KIND_PROCESS, PROCESS_ID) != NO_ERROR) {
        *RETURN_CODE = INVALID_PARAM;
    } else if ((PROCESSOR_CORE_ID != 0) &&
               (PROCESSOR_CORE_ID != CORE_AFFINITY_NO_PREFERENCE)) {
        *RETURN_CODE = INVALID_CONFIG;
    } else {
        *RETURN_CODE = (partition.mode == NORMAL) ? INVALID_MODE : NO_ERROR;
    }
}

void GET_MY_PROCESSOR_CORE_ID(PROCESSOR_CORE_ID_TYPE *PROCESSOR_CORE_ID,
                              RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (PROCESSOR_CORE_ID == NULL) ? INVALID_PARAM : NO_ERROR) !=
        0U) {
        *PROCESSOR_CORE_ID = 0;
    }
}

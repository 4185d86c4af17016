/* SPDX-License-Identifier: Apache-2.0 */
/* APEX mutexes. */
#include "apexMutex.h"
#include "check.h"

/* NO_ERROR when the mutex exists, as that of LOCK_PREEMPTION does, else
   INVALID_PARAM.
   [impl->llr~apex-reset-mutex-invalid-param~1]
   [impl->llr~apex-get-mutex-status-invalid-param~1] */
/*@ requires names: names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    exists: \result == NO_ERROR <==> lock_id(id);
    ensures    codes: \result == NO_ERROR || \result == INVALID_PARAM; */
static inline enum status check_lock(MUTEX_ID_TYPE id)
{
    return (id == PREEMPTION_LOCK_MUTEX) ? NO_ERROR : check_id(KIND_MUTEX, id);
}

void CREATE_MUTEX(const char *MUTEX_NAME, PRIORITY_TYPE MUTEX_PRIORITY,
                  QUEUING_DISCIPLINE_TYPE QUEUING_DISCIPLINE,
                  MUTEX_ID_TYPE *MUTEX_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    const enum status values =
        ((MUTEX_PRIORITY < MIN_PRIORITY_VALUE) ||
         (MUTEX_PRIORITY > MAX_PRIORITY_VALUE) ||
         ((uint32_t)QUEUING_DISCIPLINE > (uint32_t)PRIORITY))
            ? INVALID_PARAM
            : NO_ERROR;

    if (check_answer(RETURN_CODE, check_create(KIND_MUTEX, MUTEX_NAME, MUTEX_ID,
                                               values)) != 0U) {
        const uint32_t m = mutex_create(MUTEX_NAME, (uint32_t)MUTEX_PRIORITY);

        *MUTEX_ID = (MUTEX_ID_TYPE)(m + 1U);
        /*@ assert created: *RETURN_CODE == NO_ERROR &&
              *MUTEX_ID == names.count[KIND_MUTEX] ==
              \at(names.count[KIND_MUTEX], Pre) + 1; */
        /*@ assert named: named(KIND_MUTEX, *MUTEX_ID - 1, MUTEX_NAME); */
        /*@ assert ceiling: mutex_ceiling[*MUTEX_ID - 1] == MUTEX_PRIORITY; */
        /*@ assert maxima: maxima_inv; */
    }
}

void ACQUIRE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, SYSTEM_TIME_TYPE TIME_OUT,
                   RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_wait(KIND_MUTEX, MUTEX_ID, TIME_OUT);

    if ((result == NO_ERROR) && (sched.current != PROCESS_IDLE) &&
        (process[sched.current].priority >
         mutex_ceiling[(uint32_t)MUTEX_ID - 1U])) {
        result = INVALID_MODE;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        *RETURN_CODE = mutex_acquire((uint32_t)MUTEX_ID - 1U);
        /*@ assert lock: lock_inv; */
    }
}

void RELEASE_MUTEX(MUTEX_ID_TYPE MUTEX_ID, RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_id(KIND_MUTEX, MUTEX_ID);

    if ((result == NO_ERROR) && (mutex_level((uint32_t)MUTEX_ID - 1U) == 0U)) {
        result = INVALID_MODE;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        sched.lock_level--;
    }
}

void RESET_MUTEX(MUTEX_ID_TYPE MUTEX_ID, PROCESS_ID_TYPE PROCESS_ID,
                 RETURN_CODE_TYPE *RETURN_CODE)
{
    enum status result = check_lock(MUTEX_ID);

    if (result == NO_ERROR) {
        result = check_id(KIND_PROCESS, PROCESS_ID);
    }
    if ((result == NO_ERROR) &&
        ((mutex_level((uint32_t)MUTEX_ID - 1U) == 0U) ||
         (((uint32_t)PROCESS_ID - 1U) != sched.current))) {
        result = INVALID_MODE;
    }
    if (check_answer(RETURN_CODE, result) != 0U) {
        sched.lock_level = 0U;
    }
}

void GET_MUTEX_ID(const char *MUTEX_NAME, MUTEX_ID_TYPE *MUTEX_ID,
                  RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE != NULL) {
        *RETURN_CODE = check_name(KIND_MUTEX, MUTEX_NAME, MUTEX_ID);
    }
}

void GET_MUTEX_STATUS(MUTEX_ID_TYPE MUTEX_ID, MUTEX_STATUS_TYPE *MUTEX_STATUS,
                      RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (MUTEX_STATUS == NULL)
                                      ? INVALID_PARAM
                                      : check_lock(MUTEX_ID)) != 0U) {
        const uint32_t m = (uint32_t)MUTEX_ID - 1U;
        const uint32_t level = mutex_level(m);

        MUTEX_STATUS->MUTEX_OWNER =
            (level != 0U) ? (PROCESS_ID_TYPE)(sched.current + 1U)
                          : NULL_PROCESS_ID;
        MUTEX_STATUS->MUTEX_STATE = (level != 0U) ? OWNED : AVAILABLE;
        MUTEX_STATUS->MUTEX_PRIORITY =
            (m == MUTEX_PREEMPTION) ? MAX_PRIORITY_VALUE
                                    : (PRIORITY_TYPE)mutex_ceiling[m];
        MUTEX_STATUS->LOCK_COUNT = (LOCK_COUNT_TYPE)level;
        MUTEX_STATUS->WAITING_PROCESSES = 0;
    }
}

void GET_PROCESS_MUTEX_STATE(PROCESS_ID_TYPE PROCESS_ID,
                             MUTEX_ID_TYPE *MUTEX_ID,
                             RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE, (MUTEX_ID == NULL)
                                      ? INVALID_PARAM
                                      : check_id(KIND_PROCESS, PROCESS_ID)) !=
        0U) {
        *MUTEX_ID = ((((uint32_t)PROCESS_ID - 1U) == sched.current) &&
                     (sched.lock_level != 0U))
                        ? (MUTEX_ID_TYPE)(sched.lock + 1U)
                        : NO_MUTEX_OWNED;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Checks and conversions of arguments, common to all services. */
#ifndef APEX_CHECK_H
#define APEX_CHECK_H

#include <stddef.h>

#include "apexType.h"

#include "spec/apex.acsl"

/**
 * Answer `result` where there is somewhere to; 1 when the service goes on,
 * which a null pointer or another answer than NO_ERROR ends, else 0.
 * [impl->llr~apex-check-answer~1]
 */
/*@ requires out: code == \null || \valid(code);
    terminates \true;
    exits      \false;
    assigns    *code;
    ensures    value: \result == 0 || \result == 1;
    ensures    answer: code != \null ==> *code == result;
    ensures    go: \result == 1 <==> code != \null && result == NO_ERROR;
    behavior ignored:
      assumes code == \null;
      assigns \nothing; */
static inline uint32_t check_answer(RETURN_CODE_TYPE *code, enum status result)
{
    uint32_t go = 0U;

    if (code != NULL) {
        *code = result;
        go = (result == NO_ERROR) ? 1U : 0U;
    }
    return go;
}

/**
 * NO_ERROR when an object of this kind with identifier id exists, else
 * INVALID_PARAM.
 * [impl->llr~apex-check-id~2]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    created: \result == NO_ERROR <==> created(kind, id);
    ensures    codes: \result == NO_ERROR || \result == INVALID_PARAM; */
static inline enum status check_id(enum kind kind, APEX_INTEGER id)
{
    return ((id >= 1) && ((uint32_t)id <= names.count[kind])) ? NO_ERROR
                                                              : INVALID_PARAM;
}

/**
 * NO_ERROR when the object exists and time_out is a time-out, else
 * INVALID_PARAM.
 * [impl->llr~apex-check-wait~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    wait: \result == NO_ERROR <==>
                 created(kind, id) && time_out >= INFINITE_TIME_VALUE;
    ensures    codes: \result == NO_ERROR || \result == INVALID_PARAM; */
static inline enum status check_wait(enum kind kind, APEX_INTEGER id,
                                     SYSTEM_TIME_TYPE time_out)
{
    return (time_out < INFINITE_TIME_VALUE) ? INVALID_PARAM
                                            : check_id(kind, id);
}

/**
 * The kernel's form of a time: a negative one never comes.
 * [impl->llr~apex-check-time~1]
 */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    never: time < 0 ==> \result == TIME_NEVER;
    ensures    same: time >= 0 ==> \result == time; */
static inline int64_t check_time(SYSTEM_TIME_TYPE time)
{
    return (time < 0) ? TIME_NEVER : time;
}

/**
 * 1 when process t, released delay_ns after base_ns, has a deadline time
 * before the end of the clock or no time capacity, else 0.
 * [impl->llr~apex-check-deadline~1]
 */
/*@ requires times: proc(t) && 0 <= base_ns && 0 <= delay_ns &&
               0 <= process[t].capacity_ns;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    fits: \result == 1 <==> deadline_fits(t, base_ns + delay_ns); */
static inline uint32_t check_deadline(uint32_t t, int64_t base_ns,
                                      int64_t delay_ns)
{
    const int64_t release_ns = sched_after(base_ns, delay_ns);
    const int64_t capacity_ns = process[t].capacity_ns;

    return ((capacity_ns == TIME_NEVER) ||
            (sched_after(release_ns, capacity_ns) != TIME_NEVER))
               ? 1U
               : 0U;
}

/**
 * Whether an object of this kind and name may be created, its identifier
 * to be stored at id, with values of which `values` says what is wrong:
 * INVALID_PARAM where a pointer is null, INVALID_CONFIG where all that the
 * configuration allows exist, NO_ACTION where the name exists, `values`
 * where it is no NO_ERROR, INVALID_MODE in NORMAL, else NO_ERROR.
 * [impl->llr~apex-check-create~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    requires name: name == \null || readable_name(name);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    null: name == \null || id == \null ==>
                 \result == INVALID_PARAM;
    ensures    config: name != \null && id != \null && full(kind) ==>
                 \result == INVALID_CONFIG;
    ensures    action: name != \null && id != \null && !full(kind) &&
                 !no_name(kind, name) ==> \result == NO_ACTION;
    ensures    values: id != \null && new_name(kind, name) &&
                 values != NO_ERROR ==> \result == values;
    ensures    mode: id != \null && new_name(kind, name) &&
                 values == NO_ERROR && partition.mode == NORMAL ==>
                 \result == INVALID_MODE;
    ensures    free: id != \null && new_name(kind, name) &&
                 values == NO_ERROR && partition.mode != NORMAL ==>
                 \result == NO_ERROR; */
static inline enum status check_create(enum kind kind, const char *name,
                                       const APEX_INTEGER *id,
                                       enum status values)
{
    enum status result = values;

    if ((name == NULL) || (id == NULL)) {
        result = INVALID_PARAM;
    } else if (names_full(kind) != 0U) {
        result = INVALID_CONFIG;
    } else if (names_find(kind, name) != NAMES_NONE) {
        result = NO_ACTION;
    } else if ((values == NO_ERROR) && (partition.mode == NORMAL)) {
        result = INVALID_MODE;
    } else {
        /* as the values are */
    }
    return result;
}

/**
 * Give the identifier of the object of this kind and name: NO_ERROR,
 * INVALID_PARAM where a pointer is null, INVALID_CONFIG where there is none.
 * [impl->llr~apex-check-name~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    requires name: name == \null || readable_name(name);
    requires id: id == \null || \valid(id);
    requires apart: id == \null || name == \null ||
                \separated(id, name + (0 .. NAME_LENGTH - 1));
    terminates \true;
    exits      \false;
    assigns    *id;
    ensures    null: \result == INVALID_PARAM <==>
                 name == \null || id == \null;
    ensures    none: \result == INVALID_CONFIG <==>
                 name != \null && id != \null && no_name(kind, name);
    ensures    codes: \result == INVALID_PARAM ||
                 \result == INVALID_CONFIG || \result == NO_ERROR;
    ensures    id: \result == NO_ERROR ==> created(kind, *id) &&
                 named(kind, *id - 1, name); */
static inline enum status check_name(enum kind kind, const char *name,
                                     APEX_INTEGER *id)
{
    enum status result = INVALID_PARAM;

    if ((name != NULL) && (id != NULL)) {
        const uint32_t i = names_find(kind, name);

        result = (i == NAMES_NONE) ? INVALID_CONFIG : NO_ERROR;
        if (i != NAMES_NONE) {
            *id = (APEX_INTEGER)(i + 1U);
        }
    }
    return result;
}

#endif

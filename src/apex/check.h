/* SPDX-License-Identifier: Apache-2.0 */
/* Checks and conversions of arguments, common to all services. */
#ifndef APEX_CHECK_H
#define APEX_CHECK_H

#include <stddef.h>

#include "apexType.h"

#include "spec/apex.acsl"

/**
 * 1 when an object of this kind with identifier id exists, else 0.
 * [impl->llr~apex-check-id~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    created: \result == 1 <==> created(kind, id); */
static inline uint32_t check_id(enum kind kind, APEX_INTEGER id)
{
    return ((id >= 1) && ((uint32_t)id <= names.count[kind])) ? 1U : 0U;
}

/**
 * The kernel's form of a time that is at least 0 or INFINITE_TIME_VALUE.
 * [impl->llr~apex-check-time~1]
 */
/*@ requires range: INFINITE_TIME_VALUE <= time;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    never: time < 0 ==> \result == TIME_NEVER;
    ensures    same: time >= 0 ==> \result == time; */
static inline int64_t check_time(SYSTEM_TIME_TYPE time)
{
    return (time < 0) ? TIME_NEVER : time;
}

/**
 * Whether an object of this kind and name may be created: INVALID_CONFIG
 * where all that the configuration allows exist, NO_ACTION where the name
 * exists, else NO_ERROR.
 * [impl->llr~apex-check-create~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    requires name: readable_name(name);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    config: \result == INVALID_CONFIG <==> full(kind);
    ensures    action: \result == NO_ACTION <==>
                 !full(kind) && !no_name(kind, name);
    ensures    free: \result == NO_ERROR <==>
                 !full(kind) && no_name(kind, name); */
static inline enum status check_create(enum kind kind, const char *name)
{
    enum status result = NO_ERROR;

    if (names_full(kind) != 0U) {
        result = INVALID_CONFIG;
    } else if (names_find(kind, name) != NAMES_NONE) {
        result = NO_ACTION;
    } else {
        /* may be created */
    }
    return result;
}

/**
 * Give the identifier of the object of this kind and name: NO_ERROR, or
 * INVALID_CONFIG where there is none.
 * [impl->llr~apex-check-name~1]
 */
/*@ requires kind: 0 <= kind < KIND_COUNT && names_inv;
    requires name: readable_name(name);
    requires id: \valid(id) && \separated(id, name + (0 .. NAME_LENGTH - 1));
    terminates \true;
    exits      \false;
    assigns    *id;
    ensures    none: \result == INVALID_CONFIG <==> no_name(kind, name);
    ensures    found: \result == NO_ERROR <==> !no_name(kind, name);
    ensures    id: \result == NO_ERROR ==> created(kind, *id) &&
                 named(kind, *id - 1, name); */
static inline enum status check_name(enum kind kind, const char *name,
                                     APEX_INTEGER *id)
{
    enum status result = INVALID_CONFIG;
    const uint32_t i = names_find(kind, name);

    if (i != NAMES_NONE) {
        *id = (APEX_INTEGER)(i + 1U);
        result = NO_ERROR;
    }
    return result;
}

#endif

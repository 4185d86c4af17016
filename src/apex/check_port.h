/* SPDX-License-Identifier: Apache-2.0 */
/* Checks of arguments that services of ports have in common. */
#ifndef APEX_CHECK_PORT_H
#define APEX_CHECK_PORT_H

#include "check.h"

/**
 * NO_ERROR when a port of this kind with identifier id was created, else
 * INVALID_PARAM.
 * [impl->llr~apex-check-port~1]
 */
/*@ requires kind: 0 <= kind < PORT_KINDS;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    exists: \result == NO_ERROR <==> port_exists(kind, id);
    ensures    codes: \result == NO_ERROR || \result == INVALID_PARAM; */
static inline enum status check_port(enum port_kind kind, APEX_INTEGER id)
{
    return ((id >= 1) && ((uint32_t)id <= PORT_MAX) &&
            (bits_test(ports.created[kind], (uint32_t)id - 1U) != 0U))
               ? NO_ERROR
               : INVALID_PARAM;
}

/**
 * Whether the port of this kind and name may be created with these values, its
 * identifier to be stored at id: INVALID_PARAM where a pointer is null,
 * INVALID_CONFIG where the configuration has no such port, NO_ACTION where it
 * exists, INVALID_CONFIG where the configuration has other values or `others`
 * is 0, INVALID_MODE in NORMAL, else NO_ERROR.
 * [impl->llr~apex-check-port-create~1]
 */
/*@ requires kind: 0 <= kind < PORT_KINDS;
    requires name: name == \null || readable_name(name);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    null: name == \null || id == \null ==>
                 \result == INVALID_PARAM;
    ensures    none: name != \null && id != \null && no_port(kind, name) ==>
                 \result == INVALID_CONFIG;
    ensures    action: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && port_created(kind, r) ==>
                   \result == NO_ACTION;
    ensures    values: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && !port_created(kind, r) &&
                 (others == 0 ||
                  !port_same(r, (uint32_t)size, (uint32_t)count, direction))
                 ==> \result == INVALID_CONFIG;
    ensures    mode: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && !port_created(kind, r) &&
                 others != 0 &&
                 port_same(r, (uint32_t)size, (uint32_t)count, direction) &&
                 partition.mode == NORMAL ==> \result == INVALID_MODE;
    ensures    free: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && !port_created(kind, r) &&
                 others != 0 &&
                 port_same(r, (uint32_t)size, (uint32_t)count, direction) &&
                 partition.mode != NORMAL ==> \result == NO_ERROR; */
static inline enum status
check_port_create(enum port_kind kind, const char *name, const APEX_INTEGER *id,
                  MESSAGE_SIZE_TYPE size, MESSAGE_RANGE_TYPE count,
                  PORT_DIRECTION_TYPE direction, uint32_t others)
{
    enum status result = INVALID_PARAM;

    if ((name != NULL) && (id != NULL)) {
        const uint32_t r = port_find(kind, name);

        if (r == PORT_NONE) {
            result = INVALID_CONFIG;
        } else if (bits_test(ports.created[kind], r) != 0U) {
            result = NO_ACTION;
        } else if ((others == 0U) || (port_table[r].size != (uint32_t)size) ||
                   (port_table[r].count != (uint32_t)count) ||
                   (port_table[r].direction != direction)) {
            result = INVALID_CONFIG;
        } else if (partition.mode == NORMAL) {
            result = INVALID_MODE;
        } else {
            result = NO_ERROR;
        }
    }
    return result;
}

/**
 * Whether the `length` bytes at `data` may be sent by port id: INVALID_PARAM
 * where there is no such port of this kind, data is null or length below 1,
 * INVALID_CONFIG where length exceeds the port's size, INVALID_MODE where the
 * port is no source, else NO_ERROR.
 * [impl->llr~apex-check-port-source~1]
 */
/*@ requires kind: 0 <= kind < PORT_KINDS && ports_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    param: !port_exists(kind, id) || data == \null || length < 1 ==>
                 \result == INVALID_PARAM;
    ensures    config: port_exists(kind, id) && data != \null &&
                 length > port_table[id - 1].size ==>
                 \result == INVALID_CONFIG;
    ensures    mode: port_exists(kind, id) && data != \null &&
                 1 <= length <= port_table[id - 1].size &&
                 port_table[id - 1].direction != SOURCE ==>
                 \result == INVALID_MODE;
    ensures    free: \result == NO_ERROR <==>
                 port_sends(kind, id, data, length); */
static inline enum status check_port_source(enum port_kind kind,
                                            APEX_INTEGER id,
                                            const uint8_t *data,
                                            MESSAGE_SIZE_TYPE length)
{
    enum status result = check_port(kind, id);

    if (result == NO_ERROR) {
        const uint32_t r = (uint32_t)id - 1U;

        if ((data == NULL) || (length < 1)) {
            result = INVALID_PARAM;
        } else if ((uint32_t)length > port_table[r].size) {
            result = INVALID_CONFIG;
        } else if (port_table[r].direction != SOURCE) {
            result = INVALID_MODE;
        } else {
            /* may be sent */
        }
    }
    return result;
}

/**
 * Whether a message may be received by port id: INVALID_PARAM where there is no
 * such port of this kind, or a pointer is null, INVALID_MODE where the port is
 * no destination, else NO_ERROR.
 * [impl->llr~apex-check-port-destination~1]
 */
/*@ requires kind: 0 <= kind < PORT_KINDS && ports_inv;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    param: !port_exists(kind, id) || data == \null ||
                 length == \null ==> \result == INVALID_PARAM;
    ensures    mode: port_exists(kind, id) && data != \null &&
                 length != \null &&
                 port_table[id - 1].direction != DESTINATION ==>
                 \result == INVALID_MODE;
    ensures    free: \result == NO_ERROR <==> port_receives(kind, id) &&
                 data != \null && length != \null; */
static inline enum status
check_port_destination(enum port_kind kind, APEX_INTEGER id,
                       const uint8_t *data, const MESSAGE_SIZE_TYPE *length)
{
    enum status result = INVALID_PARAM;

    if ((data != NULL) && (length != NULL)) {
        result = check_port(kind, id);
    }
    if ((result == NO_ERROR) &&
        (port_table[(uint32_t)id - 1U].direction != DESTINATION)) {
        result = INVALID_MODE;
    }
    return result;
}

/**
 * Give the identifier of the port of this kind and name: NO_ERROR,
 * INVALID_PARAM where a pointer is null, INVALID_CONFIG where none was created.
 * [impl->llr~apex-check-port-name~1]
 */
/*@ requires kind: 0 <= kind < PORT_KINDS;
    requires name: name == \null || readable_name(name);
    requires id: id == \null || \valid(id);
    requires apart: id == \null || name == \null ||
                \separated(id, name + (0 .. NAME_LENGTH - 1));
    terminates \true;
    exits      \false;
    assigns    *id;
    ensures    null: \result == INVALID_PARAM <==>
                 name == \null || id == \null;
    ensures    none: name != \null && id != \null && no_port(kind, name) ==>
                 \result == INVALID_CONFIG;
    ensures    codes: \result == INVALID_PARAM ||
                 \result == INVALID_CONFIG || \result == NO_ERROR;
    ensures    absent: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && !port_created(kind, r) ==>
                   \result == INVALID_CONFIG;
    ensures    there: name != \null && id != \null ==> \forall integer r;
                 port_last(kind, r, name) && port_created(kind, r) ==>
                   \result == NO_ERROR && *id == r + 1;
    ensures    kept: \result != NO_ERROR && id != \null ==>
                 *id == \old(*id); */
static inline enum status check_port_name(enum port_kind kind, const char *name,
                                          APEX_INTEGER *id)
{
    enum status result = INVALID_PARAM;

    if ((name != NULL) && (id != NULL)) {
        const uint32_t r = port_find(kind, name);

        result = INVALID_CONFIG;
        if ((r != PORT_NONE) && (bits_test(ports.created[kind], r) != 0U)) {
            *id = (APEX_INTEGER)(r + 1U);
            result = NO_ERROR;
        }
    }
    return result;
}

#endif

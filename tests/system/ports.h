/* SPDX-License-Identifier: Apache-2.0 */
/* What system tests of ports share. A port's name is one letter. */
#ifndef SYSTEM_PORTS_H
#define SYSTEM_PORTS_H

#include "apex.h"

#include <apexQueuing.h>
#include <apexSampling.h>

#define SHORT 16  /* bytes of the longest message of most ports */
#define LONG 256  /* of any */
#define NOTHING 7 /* what is where no message was written to */

static inline SAMPLING_PORT_ID_TYPE sampling(char letter,
                                             MESSAGE_SIZE_TYPE size,
                                             PORT_DIRECTION_TYPE direction,
                                             SYSTEM_TIME_TYPE refresh)
{
    const SAMPLING_PORT_NAME_TYPE name = {letter};
    SAMPLING_PORT_ID_TYPE id = 0;

    CREATE_SAMPLING_PORT(name, size, direction, refresh, &id, &code);
    need("CREATE_SAMPLING_PORT");
    return id;
}

static inline QUEUING_PORT_ID_TYPE queuing(char letter, MESSAGE_SIZE_TYPE size,
                                           MESSAGE_RANGE_TYPE count,
                                           PORT_DIRECTION_TYPE direction,
                                           QUEUING_DISCIPLINE_TYPE discipline)
{
    const QUEUING_PORT_NAME_TYPE name = {letter};
    QUEUING_PORT_ID_TYPE id = 0;

    CREATE_QUEUING_PORT(name, size, count, direction, discipline, &id, &code);
    need("CREATE_QUEUING_PORT");
    return id;
}

/** Write the first bytes of a text to a sampling port. */
static inline void write_text(SAMPLING_PORT_ID_TYPE id, const char *text,
                              MESSAGE_SIZE_TYPE length)
{
    APEX_BYTE message[SHORT];

    for (int32_t i = 0; i < length; i++) {
        message[i] = (APEX_BYTE)text[i];
    }
    WRITE_SAMPLING_MESSAGE(id, message, length, &code);
    need("WRITE_SAMPLING_MESSAGE");
}

/** Send the first bytes of a text by a queuing port; the answer is in code. */
static inline void send_text(QUEUING_PORT_ID_TYPE id, const char *text,
                             MESSAGE_SIZE_TYPE length,
                             SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[SHORT];

    for (int32_t i = 0; i < length; i++) {
        message[i] = (APEX_BYTE)text[i];
    }
    SEND_QUEUING_MESSAGE(id, message, length, time_out, &code);
}

/** Room for a message, in which there is nothing. */
static inline void empty_message(APEX_BYTE message[SHORT])
{
    for (uint32_t i = 0U; i < (uint32_t)SHORT; i++) {
        message[i] = NOTHING;
    }
}

/** Print what was read; what is behind it must be as it was. */
static inline void say_message(const APEX_BYTE message[SHORT],
                               MESSAGE_SIZE_TYPE length, const char *more)
{
    head();
    print("\"");
    arch_console_write((const char *)message, (uint32_t)length);
    print("\"");
    print(more);
    print("\n");
    for (uint32_t i = (uint32_t)length; i < (uint32_t)SHORT; i++) {
        if (message[i] != NOTHING) {
            check("nothing behind it", false);
        }
    }
}

/** Read a sampling port and print what was read. */
static inline void say_sample(SAMPLING_PORT_ID_TYPE id)
{
    APEX_BYTE message[SHORT];
    MESSAGE_SIZE_TYPE length = 0;
    VALIDITY_TYPE validity = (VALIDITY_TYPE)9;

    empty_message(message);
    READ_SAMPLING_MESSAGE(id, message, &length, &validity, &code);
    if (code == NO_ERROR) {
        say_message(message, length,
                    (validity == VALID)     ? " VALID"
                    : (validity == INVALID) ? " INVALID"
                                            : " neither");
    } else {
        answer("READ_SAMPLING_MESSAGE");
        check("and nothing", (length == 0) && (message[0] == NOTHING));
        check("which is INVALID", validity == INVALID);
    }
}

/** Receive from a queuing port and print what was received. */
static inline void say_received(QUEUING_PORT_ID_TYPE id,
                                SYSTEM_TIME_TYPE time_out)
{
    APEX_BYTE message[SHORT];
    MESSAGE_SIZE_TYPE length = 0;

    empty_message(message);
    RECEIVE_QUEUING_MESSAGE(id, time_out, message, &length, &code);
    if ((code == NO_ERROR) || (code == INVALID_CONFIG)) {
        say_message(message, length,
                    (code == INVALID_CONFIG) ? ", others were lost" : "");
    } else {
        answer("RECEIVE_QUEUING_MESSAGE");
        check("and nothing", (length == 0) && (message[0] == NOTHING));
    }
}

#endif

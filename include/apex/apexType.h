/* SPDX-License-Identifier: Apache-2.0 */
/* Types and constants of ARINC 653 Part 1, common to all services. */
#ifndef APEX_TYPE_H
#define APEX_TYPE_H

#include <stdint.h>

#include "kernel/status.h"

typedef int32_t APEX_INTEGER;
typedef uint32_t APEX_UNSIGNED;
typedef uint8_t APEX_BYTE;
typedef int64_t APEX_LONG_INTEGER;

/** NO_ERROR 0, NO_ACTION 1, NOT_AVAILABLE 2, INVALID_PARAM 3,
 * INVALID_CONFIG 4, INVALID_MODE 5, TIMED_OUT 6. */
typedef enum status RETURN_CODE_TYPE;

/** IDLE 0, COLD_START 1, WARM_START 2, NORMAL 3. */
typedef enum mode OPERATING_MODE_TYPE;

/** FIFO 0, PRIORITY 1. */
typedef enum discipline QUEUING_DISCIPLINE_TYPE;

/** SOURCE 0, DESTINATION 1. */
typedef enum direction PORT_DIRECTION_TYPE;

#define MAX_NAME_LENGTH 32
#define MIN_PRIORITY_VALUE 1
#define MAX_PRIORITY_VALUE 239
#define MIN_LOCK_LEVEL 0
#define MAX_LOCK_LEVEL 16
#define MAX_SEMAPHORE_VALUE 32767
#define CORE_AFFINITY_NO_PREFERENCE (-1)

/** A NUL ends a name that is shorter than MAX_NAME_LENGTH. */
typedef char NAME_TYPE[MAX_NAME_LENGTH];

typedef void (*SYSTEM_ADDRESS_TYPE)(void);
typedef APEX_BYTE *MESSAGE_ADDR_TYPE;
typedef APEX_INTEGER MESSAGE_SIZE_TYPE;
typedef APEX_INTEGER MESSAGE_RANGE_TYPE;
typedef APEX_INTEGER WAITING_RANGE_TYPE;
typedef APEX_INTEGER LOCK_LEVEL_TYPE;
typedef APEX_INTEGER PROCESSOR_CORE_ID_TYPE;
typedef APEX_UNSIGNED NUM_CORES_TYPE;

/** Nanoseconds. */
typedef APEX_LONG_INTEGER SYSTEM_TIME_TYPE;
#define INFINITE_TIME_VALUE ((SYSTEM_TIME_TYPE)-1)

#endif

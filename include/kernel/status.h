/* SPDX-License-Identifier: Apache-2.0 */
/* Enumerations that the kernel shares with ARINC 653, names and values. */
#ifndef KERNEL_STATUS_H
#define KERNEL_STATUS_H

/** Outcome of a service: RETURN_CODE_TYPE. */
enum status {
    NO_ERROR = 0,       /* request valid and performed */
    NO_ACTION = 1,      /* system's state unchanged by the request */
    NOT_AVAILABLE = 2,  /* cannot be performed immediately */
    INVALID_PARAM = 3,  /* invalid parameter */
    INVALID_CONFIG = 4, /* incompatible with the configuration */
    INVALID_MODE = 5,   /* incompatible with the current mode */
    TIMED_OUT = 6       /* the time-out expired */
};

/** Operating mode of the partition: OPERATING_MODE_TYPE. */
enum mode { IDLE = 0, COLD_START = 1, WARM_START = 2, NORMAL = 3 };

/** Order of those who wait: QUEUING_DISCIPLINE_TYPE. */
enum discipline { FIFO = 0, PRIORITY = 1 };

/** Direction of a port: PORT_DIRECTION_TYPE. */
enum direction { SOURCE = 0, DESTINATION = 1 };

/** What went wrong: ERROR_CODE_TYPE. */
enum error {
    DEADLINE_MISSED = 0,
    APPLICATION_ERROR = 1, /* raised by RAISE_APPLICATION_ERROR */
    NUMERIC_ERROR = 2,
    ILLEGAL_REQUEST = 3,
    STACK_OVERFLOW = 4,
    MEMORY_VIOLATION = 5,
    HARDWARE_FAULT = 6,
    POWER_FAIL = 7
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Outcomes of services, with the values of ARINC 653's RETURN_CODE_TYPE. */
#ifndef KERNEL_STATUS_H
#define KERNEL_STATUS_H

enum status {
    NO_ERROR = 0,       /* request valid and performed */
    NO_ACTION = 1,      /* system's state unchanged by the request */
    NOT_AVAILABLE = 2,  /* cannot be performed immediately */
    INVALID_PARAM = 3,  /* invalid parameter */
    INVALID_CONFIG = 4, /* incompatible with the configuration */
    INVALID_MODE = 5,   /* incompatible with the current mode */
    TIMED_OUT = 6       /* the time-out expired */
};

#endif

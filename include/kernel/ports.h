/* SPDX-License-Identifier: Apache-2.0 */
/* Which ports exist: port r is row r of the configuration. */
#ifndef KERNEL_PORTS_H
#define KERNEL_PORTS_H

#include "kernel/sched.h"

/** Kinds of ports. */
enum port_kind { PORT_SAMPLING, PORT_QUEUING };
#define PORT_KINDS 2U

/** The ports created so far. */
struct ports {
    uint64_t created[PORT_KINDS]; /* sets of ports */
    int64_t refresh_ns[PORT_MAX]; /* of a sampling port: refresh period */
};

extern struct ports ports;

#include "spec/port.acsl"

#endif

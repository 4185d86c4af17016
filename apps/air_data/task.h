/* SPDX-License-Identifier: Apache-2.0 */
/* What each partition of an air-data computer does with its processes. */
#ifndef TASK_H
#define TASK_H

#include <apexProcess.h>

#define MS 1000000LL

/** Stop where a service that must succeed does not: IDLE would end the run as
 * if all were well, a fault ends it with a failing exit status. */
void need(RETURN_CODE_TYPE code, const char *what);

/** Create a process and start it; its first release is later by a delay. */
void task(const char *name, SYSTEM_ADDRESS_TYPE entry,
          SYSTEM_TIME_TYPE period_ns, PRIORITY_TYPE priority,
          SYSTEM_TIME_TYPE delay_ns);

/** Wait for the next release of the caller. */
void next_release(void);

#endif

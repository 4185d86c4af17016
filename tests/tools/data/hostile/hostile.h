/* SPDX-License-Identifier: Apache-2.0 */
/* What the three partitions agree on. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "../../../system/ports.h"

#define TURNS 4000U    /* of reader and honest source, 1 ms each */
#define STOPS_AT 3000U /* the neighbour's last turn */
#define QUEUE 4        /* messages */
#define REFRESH (10 * MS)

#endif

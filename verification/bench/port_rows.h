/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of ports that the benchmarks have, all of messages of 16 bytes. */
#ifndef BENCH_PORT_ROWS_H
#define BENCH_PORT_ROWS_H

#define SAMPLING_SOURCE 0U
#define SAMPLING_DESTINATION 1U
#define QUEUING_SOURCE 2U
#define QUEUING_DESTINATION 3U
#define QUEUING_COUNT 4U /* messages of the queuing channel */

#endif

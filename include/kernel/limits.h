/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's static sizes and the ends of its ranges. */
#ifndef KERNEL_LIMITS_H
#define KERNEL_LIMITS_H

#include <stdint.h>

#define PROCESS_MAX 64U           /* one word of bits */
#define PROCESS_IDLE PROCESS_MAX  /* the boot context, in which main() runs */
#define PRIORITY_MAX 239U         /* most urgent; 1 is the least */
#define SEMAPHORE_MAX 64U
#define EVENT_MAX 64U
#define BUFFER_MAX 32U
#define BOARD_MAX 32U
#define MUTEX_MAX 32U
#define PORT_MAX 64U              /* of both kinds; one word of bits */
#define PORT_MESSAGES_MAX 256U    /* in the channel of a queuing port */
#define SAMPLING_CELLS 2U         /* in the channel of a sampling port */
#define MESSAGE_MAX 256U          /* in all buffers */
#define MESSAGE_SIZE_MAX 256U     /* bytes, of any message */
#define SEMAPHORE_VALUE_MAX 32767U
#define LOCK_LEVEL_MAX 16U
#define MUTEX_PREEMPTION MUTEX_MAX /* the lock of LOCK_PREEMPTION */
#define CHANNEL_HEADER 16U        /* words of a channel before its cells */
#define CELL_WORDS ((MESSAGE_SIZE_MAX / 8U) + 2U) /* of one message */
#define CHANNEL_WORDS(cells) (CHANNEL_HEADER + (CELL_WORDS * (cells)))
#define NAME_LENGTH 32U
#define ERROR_COUNT 8U            /* of enum error */
#define ERROR_MESSAGE_MAX 128U    /* bytes, of RAISE_APPLICATION_ERROR */
#define TIME_NEVER INT64_MAX      /* later than every time in ns */
#define PERIOD_MAX (INT64_MAX / 2) /* longest partition period in ns */

#endif

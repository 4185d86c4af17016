/* SPDX-License-Identifier: Apache-2.0 */
/* APEX partition management. */
#include "apexPartition.h"
#include "check.h"
#include "kernel/boot.h"

void GET_PARTITION_STATUS(PARTITION_STATUS_TYPE *PARTITION_STATUS,
                          RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (PARTITION_STATUS == NULL) ? INVALID_PARAM : NO_ERROR) !=
        0U) {
        PARTITION_STATUS->PERIOD = config.period_ns;
        PARTITION_STATUS->DURATION = config.duration_ns;
        PARTITION_STATUS->IDENTIFIER = config.partition_id;
        PARTITION_STATUS->LOCK_LEVEL =
            (LOCK_LEVEL_TYPE)mutex_level(MUTEX_PREEMPTION);
        PARTITION_STATUS->OPERATING_MODE = partition.mode;
        PARTITION_STATUS->START_CONDITION =
            (START_CONDITION_TYPE)partition.cause;
        PARTITION_STATUS->NUM_ASSIGNED_CORES = 1U;
    }
}

void GET_MY_PARTITION_ID(PARTITION_ID_TYPE *PARTITION_ID,
                         RETURN_CODE_TYPE *RETURN_CODE)
{
    if (check_answer(RETURN_CODE,
                     (PARTITION_ID == NULL) ? INVALID_PARAM : NO_ERROR) != 0U) {
        *PARTITION_ID = config.partition_id;
    }
}

/* Leave the current mode for `mode`. Never returns.
   [impl->llr~apex-set-partition-mode~1] */
/*@ requires inv: app_inv && !mode_refused(mode);
    terminates \false;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1], partition;
    ensures    never: \false; */
static void enter_mode(OPERATING_MODE_TYPE mode)
{
    if (mode == NORMAL) {
        kernel_normal();
    } else if (mode == IDLE) {
        arch_shutdown(0U);
    } else {
        arch_restart((uint32_t)mode, CAUSE_PARTITION_RESTART);
    }
}

void SET_PARTITION_MODE(OPERATING_MODE_TYPE OPERATING_MODE,
                        RETURN_CODE_TYPE *RETURN_CODE)
{
    if (RETURN_CODE == NULL) {
        /* nowhere to answer */
    } else if ((uint32_t)OPERATING_MODE > (uint32_t)NORMAL) {
        *RETURN_CODE = INVALID_PARAM;
    } else if ((OPERATING_MODE == NORMAL) && (partition.mode == NORMAL)) {
        *RETURN_CODE = NO_ACTION;
    } else if ((OPERATING_MODE == WARM_START) &&
               (partition.mode == COLD_START)) {
        *RETURN_CODE = INVALID_MODE;
    } else {
        *RETURN_CODE = NO_ERROR;
        enter_mode(OPERATING_MODE);
    }
}

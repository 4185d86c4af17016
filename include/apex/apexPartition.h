/* SPDX-License-Identifier: Apache-2.0 */
/* ARINC 653 Part 1, 3.2: partition management. */
#ifndef APEX_PARTITION_H
#define APEX_PARTITION_H

#include "apexType.h"

typedef APEX_INTEGER PARTITION_ID_TYPE;

typedef enum {
    NORMAL_START = 0,
    PARTITION_RESTART = 1,
    HM_MODULE_RESTART = 2,
    HM_PARTITION_RESTART = 3
} START_CONDITION_TYPE;

typedef struct {
    SYSTEM_TIME_TYPE PERIOD;
    SYSTEM_TIME_TYPE DURATION;
    PARTITION_ID_TYPE IDENTIFIER;
    LOCK_LEVEL_TYPE LOCK_LEVEL;
    OPERATING_MODE_TYPE OPERATING_MODE;
    START_CONDITION_TYPE START_CONDITION;
    NUM_CORES_TYPE NUM_ASSIGNED_CORES;
} PARTITION_STATUS_TYPE;

#include "spec/apex.acsl"

/**
 * The partition's configuration and mode.
 * NO_ERROR; INVALID_PARAM: PARTITION_STATUS is null. (3.2.2.1)
 * [impl->llr~apex-get-partition-status~2]
 * [impl->llr~apex-get-partition-status-null-return-code~1]
 * [impl->llr~apex-get-partition-status-null~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires status: PARTITION_STATUS == \null || \valid(PARTITION_STATUS);
    requires apart: RETURN_CODE == \null || PARTITION_STATUS == \null ||
                \separated(RETURN_CODE, PARTITION_STATUS);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PARTITION_STATUS;
    ensures    null: RETURN_CODE != \null && PARTITION_STATUS == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && PARTITION_STATUS != \null ==>
                 *RETURN_CODE == NO_ERROR &&
                 PARTITION_STATUS->PERIOD == config.period_ns &&
                 PARTITION_STATUS->DURATION == config.duration_ns &&
                 PARTITION_STATUS->IDENTIFIER == config.partition_id &&
                 PARTITION_STATUS->LOCK_LEVEL == level(MUTEX_PREEMPTION) &&
                 PARTITION_STATUS->OPERATING_MODE == partition.mode &&
                 PARTITION_STATUS->NUM_ASSIGNED_CORES == 1 &&
                 PARTITION_STATUS->START_CONDITION == partition.cause;
    behavior refused:
      assumes RETURN_CODE == \null || PARTITION_STATUS == \null;
      assigns *RETURN_CODE; */
void GET_PARTITION_STATUS(PARTITION_STATUS_TYPE *PARTITION_STATUS,
                          RETURN_CODE_TYPE *RETURN_CODE);

/**
 * The partition's identifier.
 * NO_ERROR; INVALID_PARAM: PARTITION_ID is null. (supplement 6)
 * [impl->llr~apex-get-my-partition-id~1]
 * [impl->llr~apex-get-my-partition-id-null-return-code~1]
 * [impl->llr~apex-get-my-partition-id-null~1]
 */
/*@ requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    requires id: PARTITION_ID == \null || \valid(PARTITION_ID);
    requires apart: RETURN_CODE == \null || PARTITION_ID == \null ||
                \separated(RETURN_CODE, PARTITION_ID);
    terminates \true;
    exits      \false;
    assigns    *RETURN_CODE, *PARTITION_ID;
    ensures    null: RETURN_CODE != \null && PARTITION_ID == \null ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    done: RETURN_CODE != \null && PARTITION_ID != \null ==>
                 *RETURN_CODE == NO_ERROR &&
                 *PARTITION_ID == config.partition_id;
    behavior refused:
      assumes RETURN_CODE == \null || PARTITION_ID == \null;
      assigns *RETURN_CODE; */
void GET_MY_PARTITION_ID(PARTITION_ID_TYPE *PARTITION_ID,
                         RETURN_CODE_TYPE *RETURN_CODE);

/**
 * Change the operating mode. NORMAL runs the processes and does not return;
 * COLD_START and WARM_START restart the partition; IDLE ends the image with
 * exit status 0.
 * INVALID_PARAM: not a mode; NO_ACTION: NORMAL in NORMAL; INVALID_MODE:
 * WARM_START in COLD_START. (3.2.2.2)
 * [impl->llr~apex-set-partition-mode~1]
 * [impl->llr~apex-set-partition-mode-null-return-code~1]
 * [impl->llr~apex-set-partition-mode-invalid-param~1]
 * [impl->llr~apex-set-partition-mode-no-action~1]
 * [impl->llr~apex-set-partition-mode-invalid-mode~1]
 */
/*@ requires inv: app_inv;
    requires out: RETURN_CODE == \null || \valid(RETURN_CODE);
    terminates mode_refused(OPERATING_MODE) || RETURN_CODE == \null;
    exits      \false;
    assigns    *RETURN_CODE, process[0 .. PROCESS_MAX - 1], sched, timer, past,
               messages, object[0 .. OBJECT_MAX - 1], partition;
    ensures    inv: app_inv;
    ensures    refused: RETURN_CODE != \null ==>
                 mode_refused{Pre}(OPERATING_MODE);
    ensures    param: RETURN_CODE != \null && !mode_known(OPERATING_MODE) ==>
                 *RETURN_CODE == INVALID_PARAM;
    ensures    action: RETURN_CODE != \null && OPERATING_MODE == NORMAL ==>
                 *RETURN_CODE == NO_ACTION;
    ensures    mode: RETURN_CODE != \null && OPERATING_MODE == WARM_START ==>
                 *RETURN_CODE == INVALID_MODE;
    behavior refused:
      assumes RETURN_CODE == \null || mode_refused(OPERATING_MODE);
      assigns *RETURN_CODE; */
void SET_PARTITION_MODE(OPERATING_MODE_TYPE OPERATING_MODE,
                        RETURN_CODE_TYPE *RETURN_CODE);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operating modes: SET_PARTITION_MODE to WARM_START and to COLD_START starts
 * the partition anew, with no process, semaphore, event, lock or value left
 * from before; each start condition and mode is reported; what the standard
 * refuses is refused; IDLE ends the image.
 * [itest->llr~apex-set-partition-mode~1]
 * [itest->llr~apex-set-partition-mode-no-action~1]
 * [itest->llr~apex-set-partition-mode-invalid-mode~1]
 * [itest->llr~apex-set-partition-mode-invalid-param~1]
 * [itest->llr~apex-get-partition-status~2]
 * [itest->llr~apex-create-process-invalid-mode~1]
 * [itest->llr~port-restart~3]
 * Kind: normal
 */
#include "../apex.h"

static const SEMAPHORE_NAME_TYPE sem_name = "s";
static const EVENT_NAME_TYPE event_name = "e";
static const PROCESS_NAME_TYPE process_name = "P";
static volatile int32_t initialised = 7;
static volatile int32_t zero;
static SEMAPHORE_ID_TYPE sem;
static EVENT_ID_TYPE ev;

static void say_partition(void)
{
    PARTITION_STATUS_TYPE status;

    GET_PARTITION_STATUS(&status, &code);
    need("GET_PARTITION_STATUS");
    say_number("mode", (int64_t)status.OPERATING_MODE);
    say_number("start condition", (int64_t)status.START_CONDITION);
    say_number("lock level", status.LOCK_LEVEL);
}

static void soils(void)
{
    static const EVENT_NAME_TYPE new_name = "n";
    LOCK_LEVEL_TYPE level;
    PARTITION_STATUS_TYPE status;
    EVENT_ID_TYPE id;

    SIGNAL_SEMAPHORE(sem, &code);
    need("SIGNAL_SEMAPHORE");
    SET_EVENT(ev, &code);
    need("SET_EVENT");
    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
    initialised = 8;
    zero = 9;
    CREATE_EVENT(new_name, &id, &code);
    answer("CREATE_EVENT");
    SET_PARTITION_MODE(NORMAL, &code);
    answer("SET_PARTITION_MODE to NORMAL");
    SET_PARTITION_MODE((OPERATING_MODE_TYPE)4, &code);
    answer("SET_PARTITION_MODE to 4");
    say_partition();
    GET_PARTITION_STATUS(&status, &code);
    need("GET_PARTITION_STATUS");
    if (status.START_CONDITION == NORMAL_START) {
        say("WARM_START");
        SET_PARTITION_MODE(WARM_START, &code);
    } else {
        say("COLD_START");
        SET_PARTITION_MODE(COLD_START, &code);
    }
    answer("SET_PARTITION_MODE");
}

int main(void)
{
    PARTITION_STATUS_TYPE status;
    SEMAPHORE_STATUS_TYPE sem_status;
    EVENT_STATUS_TYPE event_status;
    PROCESS_ID_TYPE id = 0;

    say_partition();
    GET_PROCESS_ID(process_name, &id, &code);
    answer("GET_PROCESS_ID");
    GET_SEMAPHORE_ID(sem_name, &id, &code);
    answer("GET_SEMAPHORE_ID");
    GET_EVENT_ID(event_name, &id, &code);
    answer("GET_EVENT_ID");
    check("data", (initialised == 7) && (zero == 0) && (sem == 0) && (ev == 0));
    sem = semaphore('s', 1, FIFO);
    ev = event('e');
    say_number("first process", begin('P', soils, 10));
    GET_SEMAPHORE_STATUS(sem, &sem_status, &code);
    GET_EVENT_STATUS(ev, &event_status, &code);
    check("values",
          (sem_status.CURRENT_VALUE == 1) && (event_status.EVENT_STATE == DOWN));
    GET_PARTITION_STATUS(&status, &code);
    if (status.OPERATING_MODE == COLD_START) {
        SET_PARTITION_MODE(WARM_START, &code);
        answer("SET_PARTITION_MODE to WARM_START");
        if (status.START_CONDITION == PARTITION_RESTART) {
            say("IDLE");
            SET_PARTITION_MODE(IDLE, &code);
        }
    }
    normal();
}

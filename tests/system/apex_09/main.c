/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The preemption lock: levels 1 to 16 and back; while it is held nothing that
 * waits is allowed, and what need not wait is; a process that ends gives it
 * back.
 * [itest->llr~apex-lock-preemption~2]
 * [itest->llr~apex-lock-preemption-invalid-config~2]
 * [itest->llr~apex-lock-preemption-no-action~1]
 * [itest->llr~apex-unlock-preemption~2]
 * [itest->llr~apex-unlock-preemption-no-action~2]
 * [itest->llr~apex-timed-wait-invalid-mode~2]
 * [itest->llr~apex-suspend-self-invalid-mode~2]
 * [itest->llr~apex-wait-semaphore-invalid-mode~2]
 * [itest->llr~apex-wait-event-invalid-mode~2]
 * [itest->llr~apex-periodic-wait-invalid-mode~2]
 * [itest->llr~apex-stop-self~2]
 * Kind: normal
 */
#include "../apex.h"

static SEMAPHORE_ID_TYPE sem;
static EVENT_ID_TYPE ev;
static LOCK_LEVEL_TYPE level;

static void lock(void)
{
    LOCK_PREEMPTION(&level, &code);
    need("LOCK_PREEMPTION");
}

static void locks(void)
{
    for (uint32_t n = 0U; n < 16U; n++) {
        lock();
    }
    say_number("level", level);
    LOCK_PREEMPTION(&level, &code);
    answer("LOCK_PREEMPTION");
    for (uint32_t n = 0U; n < 15U; n++) {
        UNLOCK_PREEMPTION(&level, &code);
        need("UNLOCK_PREEMPTION");
    }
    say_number("level", level);
    TIMED_WAIT(1, &code);
    answer("TIMED_WAIT");
    TIMED_WAIT(0, &code);
    answer("TIMED_WAIT for 0");
    SUSPEND_SELF(1, &code);
    answer("SUSPEND_SELF");
    WAIT_SEMAPHORE(sem, 1, &code);
    answer("WAIT_SEMAPHORE of 1");
    WAIT_SEMAPHORE(sem, 1, &code);
    answer("WAIT_SEMAPHORE of 0");
    WAIT_EVENT(ev, 1, &code);
    answer("WAIT_EVENT of one that is DOWN");
    SET_EVENT(ev, &code);
    answer("SET_EVENT");
    WAIT_EVENT(ev, 1, &code);
    answer("WAIT_EVENT of one that is UP");
    UNLOCK_PREEMPTION(&level, &code);
    answer("UNLOCK_PREEMPTION");
    say_number("level", level);
    UNLOCK_PREEMPTION(&level, &code);
    answer("UNLOCK_PREEMPTION");
    pass(1 * MS);
    lock();
    say("ends with a lock");
}

static void periodic(void)
{
    lock();
    PERIODIC_WAIT(&code);
    answer("PERIODIC_WAIT with a lock");
    UNLOCK_PREEMPTION(&level, &code);
    answer("UNLOCK_PREEMPTION");
    PERIODIC_WAIT(&code);
    answer("PERIODIC_WAIT without");
    done();
}

int main(void)
{
    PROCESS_ID_TYPE id;

    sem = semaphore('s', 1, FIFO);
    ev = event('e');
    LOCK_PREEMPTION(&level, &code);
    answer("LOCK_PREEMPTION");
    UNLOCK_PREEMPTION(&level, &code);
    answer("UNLOCK_PREEMPTION");
    (void)begin('L', locks, 20);
    id = create('P', periodic, 10, SECOND, FOREVER);
    DELAYED_START(id, 100 * MS, &code);
    need("DELAYED_START");
    normal();
}

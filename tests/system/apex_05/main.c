/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Semaphores: who waits is served by the order of waiting (FIFO) or by
 * priority, among equals by the order of waiting; what nobody waits for is
 * counted, up to the maximum; the status tells value and waiting processes.
 * [itest->llr~apex-create-semaphore~1]
 * [itest->llr~apex-wait-semaphore~1]
 * [itest->llr~apex-signal-semaphore~1]
 * [itest->llr~apex-signal-semaphore-no-action~1]
 * [itest->llr~apex-get-semaphore-id~1]
 * [itest->llr~apex-get-semaphore-status~1]
 * [itest->llr~sched-first~1]
 * Kind: normal
 */
#include "../apex.h"

static SEMAPHORE_ID_TYPE fifo;
static SEMAPHORE_ID_TYPE ranked;

static void say_status(const char *who, SEMAPHORE_ID_TYPE id)
{
    SEMAPHORE_STATUS_TYPE status;

    GET_SEMAPHORE_STATUS(id, &status, &code);
    need("GET_SEMAPHORE_STATUS");
    head();
    print(who);
    print(" has ");
    print_number((uint64_t)status.CURRENT_VALUE);
    print(" of ");
    print_number((uint64_t)status.MAXIMUM_VALUE);
    print(", waiting: ");
    print_number((uint64_t)status.WAITING_PROCESSES);
    print("\n");
}

/* Waits for both, from a time on that its name tells. */
static void waits(void)
{
    WAIT_SEMAPHORE(fifo, FOREVER, &code);
    answer("WAIT_SEMAPHORE of f");
    WAIT_SEMAPHORE(ranked, FOREVER, &code);
    answer("WAIT_SEMAPHORE of p");
}

static void gives(void)
{
    pass(100 * MS);
    say_status("f", fifo);
    for (uint32_t n = 0U; n < 4U; n++) {
        SIGNAL_SEMAPHORE(fifo, &code);
        need("SIGNAL_SEMAPHORE");
        pass(10 * MS);
    }
    say_status("f", fifo);
    pass(100 * MS);
    say_status("p", ranked);
    for (uint32_t n = 0U; n < 4U; n++) {
        SIGNAL_SEMAPHORE(ranked, &code);
        need("SIGNAL_SEMAPHORE");
        pass(10 * MS);
    }
    say_status("p", ranked);
    for (uint32_t n = 0U; n < 9U; n++) {
        SIGNAL_SEMAPHORE(fifo, &code);
        need("SIGNAL_SEMAPHORE");
    }
    say_status("f", fifo);
    SIGNAL_SEMAPHORE(fifo, &code);
    answer("SIGNAL_SEMAPHORE of f");
    WAIT_SEMAPHORE(fifo, 0, &code);
    answer("WAIT_SEMAPHORE of f");
    say_status("f", fifo);
    done();
}

/* D waits first, then A, B and C. */
int main(void)
{
    static const SEMAPHORE_NAME_TYPE name = "p";
    SEMAPHORE_ID_TYPE id = 0;
    const char letter[] = "DABC";
    const PRIORITY_TYPE priority[] = {10, 20, 30, 20};

    fifo = semaphore('f', 0, FIFO);
    ranked = semaphore('p', 0, PRIORITY);
    GET_SEMAPHORE_ID(name, &id, &code);
    need("GET_SEMAPHORE_ID");
    check("the name p", id == ranked);
    for (int32_t n = 0; n < 4; n++) {
        PROCESS_ID_TYPE process_id =
            create(letter[n], waits, priority[n], APERIODIC, FOREVER);

        DELAYED_START(process_id, n * MS, &code);
        need("DELAYED_START");
    }
    (void)begin('G', gives, 5);
    normal();
}

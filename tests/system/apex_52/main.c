/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With FP := 1 processes raise an error, miss a deadline while they wait, and
 * fault with a stack pointer of nobody; beside that they use buffers and a
 * mutex, which know the process that runs as before.
 * [itest->llr~error-raise~1]
 * [itest->llr~error-missed~1]
 * [itest->llr~error-fault~1]
 * [itest->llr~port-fault-decode~5]
 * [itest->llr~port-switch-fp~1]
 * Kind: robustness
 */
#include "../errors.h"

static BUFFER_ID_TYPE pipe;
static MUTEX_ID_TYPE lock;
static uint64_t of_nobody[2] __attribute__((aligned(16)));

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

/* Its time capacity is 5 ms. */
static void waits(void)
{
    pass(20 * MS);
    say("goes on");
}

static void receives(void)
{
    APEX_BYTE data[8];
    MESSAGE_SIZE_TYPE length;

    for (uint32_t n = 0U; n < 3U; n++) {
        RECEIVE_BUFFER(pipe, FOREVER, data, &length, &code);
        need("RECEIVE_BUFFER");
        say_number("length", length);
    }
}

static void sends(void)
{
    APEX_BYTE data[8] = {0};
    PROCESS_ID_TYPE self;
    MUTEX_ID_TYPE owned;

    raise("before");
    for (MESSAGE_SIZE_TYPE length = 1; length <= 3; length++) {
        SEND_BUFFER(pipe, data, length, FOREVER, &code);
        need("SEND_BUFFER");
    }
    ACQUIRE_MUTEX(lock, FOREVER, &code);
    answer("ACQUIRE_MUTEX");
    RESET_MUTEX(lock, 0, &code);
    answer("RESET_MUTEX of nobody");
    raise("with a mutex");
    GET_MY_ID(&self, &code);
    need("GET_MY_ID");
    GET_PROCESS_MUTEX_STATE(self, &owned, &code);
    need("GET_PROCESS_MUTEX_STATE");
    check("owns none", owned == NO_MUTEX_OWNED);
    RELEASE_MUTEX(lock, &code);
    answer("RELEASE_MUTEX");
}

static void faults(void)
{
    pass(30 * MS);
    __asm__ volatile("mov sp, %0\n"
                     ".global at_fault\n"
                     "at_fault: ldr xzr, [%1]" ::"r"(&of_nobody[2]),
                     "r"(0UL));
    say("must not go on");
}

static void ends(void)
{
    pass(40 * MS);
    done();
}

int main(void)
{
    PROCESS_ID_TYPE id;

    CREATE_BUFFER("buffer", 8, 1, FIFO, &pipe, &code);
    need("CREATE_BUFFER");
    CREATE_MUTEX("mutex", 100, FIFO, &lock, &code);
    need("CREATE_MUTEX");
    handle(handler);
    id = create('W', waits, 50, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    (void)begin('R', receives, 60);
    (void)begin('S', sends, 40);
    (void)begin('F', faults, 30);
    (void)begin('D', ends, 20);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process waits at a queuing port while another raises an error, its own
 * deadline is missed and a third process faults: it is given each message, as
 * it would be without.
 * [itest->llr~apex-send-queuing-message~1]
 * [itest->llr~apex-receive-queuing-message~1]
 * [itest->llr~error-raise~1]
 * [itest->llr~error-missed~1]
 * [itest->llr~error-fault~1]
 * Kind: robustness
 */
#include "../errors.h"
#include "../ports.h"

static QUEUING_PORT_ID_TYPE to;
static QUEUING_PORT_ID_TYPE from;

static void handler(void)
{
    ERROR_STATUS_TYPE error;

    ask(&error);
}

/* Its time capacity is 5 ms. */
static void receives(void)
{
    for (uint32_t n = 0U; n < 3U; n++) {
        say_received(from, FOREVER);
    }
}

static void sends(void)
{
    raise("while R waits");
    send_text(to, "one", 3, 0);
    answer("SEND_QUEUING_MESSAGE");
    pass(10 * MS);
    send_text(to, "two", 3, 0);
    answer("SEND_QUEUING_MESSAGE");
    pass(20 * MS);
    send_text(to, "three", 5, 0);
    answer("SEND_QUEUING_MESSAGE");
}

static void faults(void)
{
    pass(15 * MS);
    __asm__ volatile(".global at_fault\n"
                     "at_fault: ldr xzr, [%0]" ::"r"(0UL));
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

    to = queuing('t', SHORT, 3, SOURCE, FIFO);
    from = queuing('e', SHORT, 3, DESTINATION, FIFO);
    handle(handler);
    id = create('R', receives, 60, APERIODIC, 5 * MS);
    START(id, &code);
    need("START");
    (void)begin('S', sends, 40);
    (void)begin('F', faults, 30);
    (void)begin('D', ends, 20);
    normal();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who runs: the highest priority first, among equals the one that has been
 * ready longest; a process that is made ready, however urgent, runs when the
 * caller waits or ends, not before; a wait of 0 lets the equals go first.
 * [itest->llr~apex-create-process~1]
 * [itest->llr~apex-start~1]
 * [itest->llr~apex-timed-wait~1]
 * [itest->llr~apex-get-my-id~1]
 * [itest->llr~apex-set-partition-mode~1]
 * Kind: normal
 */
#include "../apex.h"

static PROCESS_ID_TYPE urgent;

static void runs_once(void)
{
    say("runs");
}

static void starter(void)
{
    say("starts U");
    START(urgent, &code);
    answer("START");
    say_state("U", urgent);
    say("still runs, then waits");
    pass(0);
    say("runs again, then ends");
}

static void taker_of_turns(void)
{
    for (uint32_t turn = 1U; turn <= 3U; turn++) {
        say_number("turn", turn);
        pass(0);
    }
}

static void last(void)
{
    done();
}

int main(void)
{
    (void)begin('Z', last, 1);
    (void)begin('C', taker_of_turns, 20);
    (void)begin('D', taker_of_turns, 20);
    (void)begin('B', runs_once, 30);
    (void)begin('A', starter, 40);
    (void)begin('E', runs_once, 239);
    urgent = create('U', runs_once, 50, APERIODIC, FOREVER);
    normal();
}

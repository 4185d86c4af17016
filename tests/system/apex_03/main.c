/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Deadline times: release point plus time capacity at START, DELAYED_START
 * and PERIODIC_WAIT; the clock plus BUDGET_TIME at REPLENISH, which a periodic
 * process may not push past its next release point; none without capacity.
 * Delays in both modes; a delay of a period or more is refused.
 * [itest->llr~apex-start~1]
 * [itest->llr~apex-delayed-start~1]
 * [itest->llr~apex-delayed-start-delay~1]
 * [itest->llr~apex-periodic-wait~1]
 * [itest->llr~apex-replenish~1]
 * [itest->llr~apex-replenish-invalid-mode~1]
 * [itest->llr~apex-get-process-status~2]
 * Kind: normal
 */
#include "../apex.h"

static PROCESS_ID_TYPE periodic;
static PROCESS_ID_TYPE aperiodic;
static PROCESS_ID_TYPE unlimited;
static PROCESS_ID_TYPE observer;

static void every_second(void)
{
    say_deadline("P", periodic);
    pass(200 * MS);
    REPLENISH(700 * MS, &code);
    answer("REPLENISH by 700");
    say_deadline("P", periodic);
    REPLENISH(900 * MS, &code);
    answer("REPLENISH by 900");
    REPLENISH(FOREVER, &code);
    answer("REPLENISH for ever");
    say_deadline("P", periodic);
    PERIODIC_WAIT(&code);
    answer("PERIODIC_WAIT");
    say_deadline("P", periodic);
}

static void delayed(void)
{
    say_deadline("A", aperiodic);
    REPLENISH(50 * MS, &code);
    answer("REPLENISH by 50");
    say_deadline("A", aperiodic);
    REPLENISH(FOREVER, &code);
    answer("REPLENISH for ever");
    say_deadline("A", aperiodic);
}

static void without_capacity(void)
{
    say_deadline("U", unlimited);
    REPLENISH(50 * MS, &code);
    answer("REPLENISH by 50");
    say_deadline("U", unlimited);
}

static void watch(void)
{
    pass(600 * MS);
    say_state("A", aperiodic);
    DELAYED_START(aperiodic, 100 * MS, &code);
    answer("DELAYED_START of A by 100");
    say_state("A", aperiodic);
    say_deadline("A", aperiodic);
    pass(900 * MS);
    DELAYED_START(periodic, SECOND, &code);
    answer("DELAYED_START of P by a period");
    DELAYED_START(periodic, 250 * MS, &code);
    answer("DELAYED_START of P by 250");
    say_deadline("P", periodic);
    pass(3 * SECOND);
    done();
}

int main(void)
{
    periodic = create('P', every_second, 10, SECOND, 400 * MS);
    START(periodic, &code);
    need("START");
    aperiodic = create('A', delayed, 20, APERIODIC, 80 * MS);
    DELAYED_START(aperiodic, 300 * MS, &code);
    need("DELAYED_START");
    unlimited = create('U', without_capacity, 15, APERIODIC, FOREVER);
    START(unlimited, &code);
    need("START");
    observer = begin('O', watch, 5);
    normal();
}

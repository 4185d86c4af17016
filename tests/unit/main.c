/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a program's tests; a line for each: name, verdict, assertions. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "kernel/timer.h"

static unsigned int asserted;

/* coverage/per_test.c has another one. */
__attribute__((weak)) void unit_ended(const char *name, int passed)
{
    (void)name;
    (void)passed;
}

static void complete(const CU_pTest test, const CU_pSuite suite,
                     const CU_pFailureRecord failure)
{
    const unsigned int all = CU_get_number_of_asserts();

    (void)suite;
    printf("TEST %s %s %u\n", test->pName, (failure == NULL) ? "pass" : "fail",
           all - asserted);
    asserted = all;
    for (CU_pFailureRecord f = failure; f != NULL; f = f->pNext) {
        printf("%s:%u: %s\n", f->strFileName, f->uiLineNumber, f->strCondition);
    }
    fflush(stdout);
    unit_ended(test->pName, failure == NULL);
}

static void setup(void)
{
    unit_reset();
}

int main(void)
{
    CU_pSuite suite;
    unsigned int failed;

    if (CU_initialize_registry() != CUE_SUCCESS) {
        return 2;
    }
    suite = CU_add_suite_with_setup_and_teardown("unit", NULL, NULL, setup,
                                                 NULL);
    for (const struct unit_test *t = unit_tests; t->name != NULL; t++) {
        if (CU_add_test(suite, t->name, t->run) == NULL) {
            return 2;
        }
    }
    CU_set_test_complete_handler(complete);
    if (CU_run_all_tests() != CUE_SUCCESS) {
        return 2;
    }
    failed = CU_get_number_of_tests_failed();
    CU_cleanup_registry();
    return (failed == 0U) ? 0 : 1;
}

void unit_reset(void)
{
    host_reset();
    (void)memset(process, 0, sizeof process);
    (void)memset(&sched, 0, sizeof sched);
    (void)memset(&timer, 0, sizeof timer);
    (void)memset(object, 0, sizeof object);
    (void)memset(&messages, 0, sizeof messages);
    (void)memset(&names, 0, sizeof names);
    (void)memset(attribute, 0, sizeof attribute);
    (void)memset(mutex_ceiling, 0, sizeof mutex_ceiling);
    (void)memset(&ports, 0, sizeof ports);
    sched_init();
    partition_init(COLD_START, CAUSE_POWER_ON);
}

uint32_t unit_process(uint32_t priority)
{
    char name[NAME_LENGTH] = "process ";
    const struct attribute a = {.period_ns = TIME_NEVER,
                                .capacity_ns = TIME_NEVER,
                                .priority = priority,
                                .stack_size = 4096U};

    (void)snprintf(&name[8], sizeof name - 8U, "%u",
                   names.count[KIND_PROCESS]);
    return process_create(name, a);
}

void unit_ready(uint32_t t)
{
    sched_remove(t, PLACE_SUSPENDED);
    sched_wake(t);
}

/* Let the ready process t run, as after its equals have yielded. */
static void make_current(uint32_t t)
{
    sched.head[process[t].level] = t;
    sched.current = t;
}

void unit_run(uint32_t t)
{
    partition.mode = NORMAL;
    partition.start_ns = host_now;
    if (process[t].place != PLACE_READY) {
        unit_ready(t);
    }
    make_current(t);
}

uint32_t unit_other_runs(void)
{
    const uint32_t other = unit_process(1U);

    unit_run(other);
    return other;
}

void unit_delay(uint32_t t, int64_t due_ns)
{
    sched_remove(t, PLACE_DELAYED);
    sched_timer_set(t, due_ns);
}

void unit_wait(uint32_t t, uint32_t place, int64_t due_ns)
{
    void (*const hook)(uint32_t from, uint32_t to) = host_switch_hook;

    unit_run(t);
    host_switch_hook = NULL;
    (void)sched_wait(host_now, place, due_ns);
    host_switch_hook = hook;
}

void unit_switch_back(uint32_t from, uint32_t to)
{
    (void)to;
    if (process[from].place != PLACE_READY) {
        unit_ready(from);
    }
    make_current(from);
}

void unit_switch_time(uint32_t from, uint32_t to)
{
    if (timer.due_ns[from] != TIME_NEVER) {
        host_now = timer.due_ns[from];
        timer_expire(host_now);
    }
    unit_switch_back(from, to);
}

void unit_poll(uint32_t t)
{
    void (*const hook)(uint32_t from, uint32_t to) = host_switch_hook;
    int left;

    unit_run(t);
    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, port_ferry());
    host_switch_hook = hook;
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
}

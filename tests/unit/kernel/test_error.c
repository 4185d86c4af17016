/* SPDX-License-Identifier: Apache-2.0 */
/* Errors: their lines, the error handler, and the actions. */
#include "unit.h"

#include <string.h>

#include "kernel/timer.h"

/* The kernel's `config`, but variable, so that tests can set responses. */
extern struct config own __asm__("config");
struct config own = {
    .partition_id = 1,
    .period_ns = 1000,
    .duration_ns = 1000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX, [KIND_MUTEX] = MUTEX_MAX}};

static const uint8_t text[ERROR_MESSAGE_MAX + 1U] = "out of paper";

/* What error_fault returned. */
static entry_point goes_on;

/* What a switch has seen. */
static uint32_t seen_current;
static uint32_t seen_lock_level;
static uint32_t seen_from;
static uint32_t seen_to;
static volatile int seen_left;

static void handler(void)
{
}

static void entry(void)
{
}

/* The response to errors of one code; all others end the image. */
static void configure(enum error code, enum action action, uint32_t handled,
                      uint32_t confirm)
{
    const struct response response = {action, handled, confirm};

    (void)memset(own.response, 0, sizeof own.response);
    own.response[code] = response;
}

/* As configure, without the error handler and at the first error. */
static void act(enum error code, enum action action)
{
    configure(code, action, 0U, 0U);
}

/* A process of priority 5 runs beside one of priority 1. */
static uint32_t runs(void)
{
    const uint32_t other = unit_process(1U);
    const uint32_t t = unit_process(5U);

    attribute[t].entry = entry;
    unit_ready(other);
    unit_run(t);
    return t;
}

/* It has locked preemption twice. */
static uint32_t runs_locked(void)
{
    const uint32_t t = runs();

    (void)mutex_acquire(MUTEX_PREEMPTION);
    (void)mutex_acquire(MUTEX_PREEMPTION);
    return t;
}

/* The error handler runs, beside a ready process. */
static uint32_t handles(void)
{
    const uint32_t t = runs();

    messages.errors.handler = handler;
    sched.current = PROCESS_IDLE;
    return t;
}

/* How the boot context is left when it goes on with the action. */
static int left_act(int left)
{
    volatile int then = left;

    if ((goes_on == error_act) &&
        ((left == HOST_RETURNED) || (left == HOST_SWITCHED))) {
        host_switch_hook = host_end_at_switch;
        HOST_CATCH(then, error_act());
    }
    return then;
}

/* How error_fault was left, of a fault in the current context, and the action
   then. */
static int fault_in(enum fault cause, uint32_t kernel)
{
    volatile int left;

    goes_on = NULL;
    HOST_CATCH(left, goes_on = error_fault(cause, sched.current, 0x1234abcdU,
                                           0xfedcba9876543210U, kernel));
    return left_act(left);
}

static int fault(enum fault cause)
{
    return fault_in(cause, 0U);
}

static int fault_in_the_kernel(enum fault cause)
{
    return fault_in(cause, 1U);
}

/* How error_raise was left, and, where it has switched to the action, that. */
static int raise_length(uint32_t length)
{
    const uint32_t contexts = host.contexts;
    volatile int left;

    HOST_CATCH(left, error_raise(text, length));
    goes_on = (host.contexts != contexts) ? host.entry : NULL;
    return left_act(left);
}

static int raise(void)
{
    return raise_length(12U);
}

/* Record what runs from now on, and switch back. */
static void see_and_back(uint32_t from, uint32_t to)
{
    seen_current = sched.current;
    seen_lock_level = sched.lock_level;
    seen_from = from;
    seen_to = to;
    unit_switch_back(from, to);
}

/* 1 when this and nothing else was written. */
static uint32_t wrote(const char *line)
{
    return ((host.console_length == strlen(line)) &&
            (memcmp(host.console, line, host.console_length) == 0))
               ? 1U
               : 0U;
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_names_process_cause_and_addresses(void)
{
    act(STACK_OVERFLOW, ACTION_IGNORE);
    unit_run(unit_process(5U));
    (void)fault(FAULT_STACK);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 0: stack overflow   at "
                          "0x000000001234abcd, pc 0xfedcba9876543210\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: robustness */
static void test_report_names_the_process_told_and_not_the_current_one(void)
{
    const uint32_t a = unit_process(5U);
    volatile int left;

    act(STACK_OVERFLOW, ACTION_STOP);
    unit_run(unit_process(6U));
    HOST_CATCH(left, (void)error_fault(FAULT_STACK, a, 1U, 2U, 0U));
    CU_ASSERT_EQUAL(left, HOST_RETURNED);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 0: stack overflow   at "
                          "0x0000000000000001, pc 0x0000000000000002\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_names_each_cause(void)
{
    static const char *const name[] = {
        ": memory access    at ", ": execution        at ",
        ": stack overflow   at ", ": misalignment     at ",
        ": undefined instr. at ", ": division by zero at ",
        ": other exception  at "};

    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    for (uint32_t c = 0U; c <= (uint32_t)FAULT_OTHER; c++) {
        host_reset();
        (void)fault((enum fault)c);
        CU_ASSERT_PTR_NOT_NULL(strstr(host.console, name[c]));
    }
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_of_main(void)
{
    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_EQUAL(wrote("longeron: fault in main(): memory access    at "
                          "0x000000001234abcd, pc 0xfedcba9876543210\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_of_the_error_handler(void)
{
    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    partition.mode = NORMAL;
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_EQUAL(wrote("longeron: fault in error handler: memory access    "
                          "at 0x000000001234abcd, pc 0xfedcba9876543210\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: robustness */
static void test_report_of_main_in_a_warm_start(void)
{
    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    partition.mode = WARM_START;
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "fault in main(): "));
}

static uint32_t written;

static void nothing_is_done(void)
{
    written++;
    CU_ASSERT_EQUAL(process[0].place, PLACE_READY);
    CU_ASSERT_EQUAL(messages.errors.seen[MEMORY_VIOLATION], 0U);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_before_anything_is_done(void)
{
    configure(MEMORY_VIOLATION, ACTION_STOP, 1U, 1U);
    unit_run(unit_process(5U));
    written = 0U;
    host_console_hook = nothing_is_done;
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_TRUE(written > 0U);
    CU_ASSERT_EQUAL(process[0].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(messages.errors.seen[MEMORY_VIOLATION], 1U);
}

/* The name is followed in memory by that of the next process.
 * [utest->llr~error-report~1]
 * Kind: robustness */
static void test_report_of_a_process_with_a_name_of_32_characters(void)
{
    const uint32_t t = unit_process(5U);

    act(HARDWARE_FAULT, ACTION_IGNORE);
    (void)unit_process(5U);
    (void)memset(names.name[KIND_PROCESS][t].text, 'n', NAME_LENGTH);
    unit_run(t);
    (void)fault(FAULT_OTHER);
    CU_ASSERT_PTR_NOT_NULL(strstr(
        host.console, "in nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn: other exception"));
}

/* [utest->llr~error-report~1]
 * Kind: robustness */
static void test_report_of_a_process_with_the_empty_name(void)
{
    const uint32_t t = unit_process(5U);

    act(HARDWARE_FAULT, ACTION_IGNORE);
    (void)memset(names.name[KIND_PROCESS][t].text, 0, NAME_LENGTH);
    unit_run(t);
    (void)fault(FAULT_OTHER);
    CU_ASSERT_EQUAL(wrote("longeron: fault in : other exception  at "
                          "0x000000001234abcd, pc 0xfedcba9876543210\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_of_an_error_that_is_raised(void)
{
    act(APPLICATION_ERROR, ACTION_IGNORE);
    (void)runs();
    (void)raise();
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 1: raised           at "
                          "0x0000000000000000, pc 0x0000000000000000\n"),
                    1U);
}

/* [utest->llr~error-report~1]
 * Kind: normal */
static void test_report_comes_before_the_response(void)
{
    act(ILLEGAL_REQUEST, ACTION_COLD);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_INSTRUCTION), HOST_RESTART);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, ": undefined instr. at "));
}

/* [utest->llr~error-report~1]
 * Kind: robustness */
static void test_report_of_an_error_that_is_ignored(void)
{
    configure(MEMORY_VIOLATION, ACTION_SHUTDOWN, 0U, 1U);
    (void)runs();
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, ": memory access    at "));
}

/* [utest->llr~error-code~1]
 * Kind: normal */
static void test_each_fault_has_its_code(void)
{
    static const enum error code[] = {
        MEMORY_VIOLATION, MEMORY_VIOLATION, STACK_OVERFLOW, MEMORY_VIOLATION,
        ILLEGAL_REQUEST,  NUMERIC_ERROR,    HARDWARE_FAULT};

    for (uint32_t c = 0U; c <= (uint32_t)FAULT_OTHER; c++) {
        unit_reset();
        configure(code[c], ACTION_SHUTDOWN, 1U, 0U);
        (void)runs();
        messages.errors.handler = handler;
        CU_ASSERT_EQUAL(fault((enum fault)c), HOST_RETURNED);
        CU_ASSERT_EQUAL(messages.errors.code, code[c]);
    }
}

/* [utest->llr~error-code~1]
 * Kind: normal */
static void test_a_raised_error_has_its_code(void)
{
    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 0U);
    (void)runs();
    messages.errors.handler = handler;
    messages.errors.code = POWER_FAIL;
    host_switch_hook = unit_switch_back;
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(messages.errors.code, APPLICATION_ERROR);
}

/* [utest->llr~error-confirm~1]
 * Kind: normal */
static void test_as_many_errors_are_ignored_as_are_to_be_confirmed(void)
{
    configure(APPLICATION_ERROR, ACTION_WARM, 0U, 2U);
    (void)runs();
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(raise(), HOST_RESTART);
    CU_ASSERT_EQUAL(raise(), HOST_RESTART);
}

/* [utest->llr~error-confirm~1]
 * Kind: robustness */
static void test_errors_of_other_codes_confirm_nothing(void)
{
    act(HARDWARE_FAULT, ACTION_STOP);
    own.response[APPLICATION_ERROR].confirm = 1U;
    own.response[MEMORY_VIOLATION].confirm = 1U;
    (void)runs();
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RETURNED);
    unit_run(0U);
    CU_ASSERT_EQUAL(raise(), HOST_SHUTDOWN);
}

/* The three kinds of faults that are one code.
 * [utest->llr~error-confirm~1]
 * Kind: robustness */
static void test_all_errors_of_a_code_confirm_it(void)
{
    configure(MEMORY_VIOLATION, ACTION_COLD, 0U, 2U);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RETURNED);
    unit_run(0U);
    CU_ASSERT_EQUAL(fault(FAULT_EXECUTE), HOST_RETURNED);
    unit_run(0U);
    CU_ASSERT_EQUAL(fault(FAULT_ALIGNMENT), HOST_RESTART);
}

/* [utest->llr~error-confirm~1]
 * Kind: robustness */
static void test_an_error_to_be_confirmed_is_not_given_to_the_handler(void)
{
    configure(NUMERIC_ERROR, ACTION_SHUTDOWN, 1U, 1U);
    (void)runs();
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(fault(FAULT_NUMERIC), HOST_RETURNED);
    CU_ASSERT_PTR_EQUAL(goes_on, error_leave);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: normal */
static void test_the_handler_is_given_an_error(void)
{
    uint32_t t;

    configure(MEMORY_VIOLATION, ACTION_SHUTDOWN, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RETURNED);
    CU_ASSERT_PTR_EQUAL(goes_on, handler);
    CU_ASSERT_EQUAL(messages.errors.pending, 1U);
    CU_ASSERT_EQUAL(messages.errors.code, MEMORY_VIOLATION);
    CU_ASSERT_EQUAL(messages.errors.process, t);
    CU_ASSERT_EQUAL(messages.errors.address, 0x1234abcdU);
    CU_ASSERT_EQUAL(messages.errors.length, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: robustness */
static void test_without_a_handler_there_is_the_action(void)
{
    configure(MEMORY_VIOLATION, ACTION_WARM, 1U, 0U);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RESTART);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: robustness */
static void test_a_handler_that_is_not_asked_for_is_left_out(void)
{
    configure(MEMORY_VIOLATION, ACTION_WARM, 0U, 0U);
    own.response[STACK_OVERFLOW].handler = 1U;
    (void)runs();
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RESTART);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: robustness */
static void test_the_handler_is_not_given_a_fault_of_main(void)
{
    configure(MEMORY_VIOLATION, ACTION_WARM, 1U, 0U);
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RESTART);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: robustness */
static void test_the_handler_is_not_given_its_own_fault(void)
{
    configure(MEMORY_VIOLATION, ACTION_WARM, 1U, 0U);
    (void)handles();
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RESTART);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-respond~1]
 * Kind: robustness */
static void test_the_handler_is_not_given_what_it_raises(void)
{
    configure(APPLICATION_ERROR, ACTION_WARM, 1U, 0U);
    (void)handles();
    CU_ASSERT_EQUAL(raise(), HOST_RESTART);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* [utest->llr~error-action~1]
 * Kind: normal */
static void test_stop_of_a_process_that_raises(void)
{
    uint32_t t;

    act(APPLICATION_ERROR, ACTION_STOP);
    t = runs();
    host_switch_hook = host_end_at_switch;
    CU_ASSERT_EQUAL(raise(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(host.context, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.contexts, 1U);
}

/* [utest->llr~error-action~1]
 * Kind: normal */
static void test_stop_of_a_process_that_faults(void)
{
    uint32_t t;

    act(STACK_OVERFLOW, ACTION_STOP);
    t = runs();
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(host.contexts, 0U);
}

/* [utest->llr~error-action~1]
 * Kind: normal */
static void test_restart_of_a_process_that_faults(void)
{
    uint32_t t;

    act(STACK_OVERFLOW, ACTION_RESTART);
    t = runs();
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(host.contexts, 1U);
    CU_ASSERT_EQUAL(host.context, t);
    CU_ASSERT_PTR_EQUAL(host.entry, entry);
}

/* Its deadline is one time capacity later.
 * [utest->llr~error-action~1]
 * Kind: normal */
static void test_restart_releases_an_aperiodic_process_at_once(void)
{
    uint32_t t;

    act(STACK_OVERFLOW, ACTION_RESTART);
    t = runs();
    process[t].capacity_ns = 70;
    host_now = 5300;
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].release_ns, 5300);
    CU_ASSERT_EQUAL(process[t].deadline_ns, 5370);
}

/* [utest->llr~error-action~1]
 * Kind: normal */
static void test_restart_delays_a_periodic_process_to_a_release_point(void)
{
    uint32_t t;

    act(STACK_OVERFLOW, ACTION_RESTART);
    t = runs();
    process[t].period_ns = 2000;
    host_now = 5300;
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(timer.due_ns[t], 6000);
}

/* It goes behind its equals, as after START.
 * [utest->llr~error-action~1]
 * Kind: normal */
static void test_restart_of_a_process_that_raises(void)
{
    uint32_t t;
    uint32_t equal;

    act(APPLICATION_ERROR, ACTION_RESTART);
    equal = unit_process(5U);
    t = runs();
    unit_ready(equal);
    host_switch_hook = host_end_at_switch;
    CU_ASSERT_EQUAL(raise(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(host.context, t);
    CU_ASSERT_PTR_EQUAL(host.entry, entry);
    CU_ASSERT_EQUAL(sched.current, equal);
}

/* It must not be made anew on its own stack.
 * [utest->llr~error-action~1]
 * Kind: robustness */
static void test_restart_of_who_raises_is_in_the_boot_context(void)
{
    uint32_t t;

    act(APPLICATION_ERROR, ACTION_RESTART);
    t = runs();
    host_switch_hook = see_and_back;
    HOST_CATCH(seen_left, error_raise(text, 12U));
    CU_ASSERT_EQUAL(seen_left, HOST_RETURNED);
    CU_ASSERT_EQUAL(host.contexts, 1U);
    CU_ASSERT_EQUAL(host.context, PROCESS_IDLE);
    CU_ASSERT_PTR_EQUAL(host.entry, error_act);
    CU_ASSERT_EQUAL(seen_from, t);
    CU_ASSERT_EQUAL(seen_to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(seen_current, PROCESS_IDLE);
}

/* [utest->llr~error-action~1]
 * Kind: normal */
static void test_after_a_stop_the_next_process_runs(void)
{
    act(STACK_OVERFLOW, ACTION_STOP);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, 0U);
}

/* [utest->llr~error-action-none~1]
 * Kind: robustness */
static void test_stop_of_main_ends_the_image(void)
{
    act(MEMORY_VIOLATION, ACTION_STOP);
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-action-none~1]
 * Kind: robustness */
static void test_restart_of_main_ends_the_image(void)
{
    act(APPLICATION_ERROR, ACTION_RESTART);
    CU_ASSERT_EQUAL(raise(), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_EQUAL(host.contexts, 0U);
}

/* [utest->llr~error-action-none~1]
 * Kind: robustness */
static void test_stop_and_restart_of_the_handler_end_the_image(void)
{
    act(APPLICATION_ERROR, ACTION_STOP);
    (void)handles();
    CU_ASSERT_EQUAL(raise(), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    act(STACK_OVERFLOW, ACTION_RESTART);
    host.status = 0U;
    CU_ASSERT_EQUAL(fault(FAULT_STACK), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_EQUAL(host.contexts, 0U);
}

/* [utest->llr~error-restart~1]
 * Kind: normal */
static void test_restart_of_the_partition_in_both_modes(void)
{
    act(NUMERIC_ERROR, ACTION_COLD);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_NUMERIC), HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, COLD_START);
    CU_ASSERT_EQUAL(host.cause, CAUSE_HM_PARTITION_RESTART);
    act(APPLICATION_ERROR, ACTION_WARM);
    host.cause = 0U;
    CU_ASSERT_EQUAL(raise(), HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, WARM_START);
    CU_ASSERT_EQUAL(host.cause, CAUSE_HM_PARTITION_RESTART);
}

/* [utest->llr~error-restart-cold~1]
 * Kind: robustness */
static void test_no_warm_start_before_a_cold_one_has_ended(void)
{
    act(NUMERIC_ERROR, ACTION_WARM);
    partition.mode = COLD_START;
    CU_ASSERT_EQUAL(fault(FAULT_NUMERIC), HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, COLD_START);
    CU_ASSERT_EQUAL(host.cause, CAUSE_HM_PARTITION_RESTART);
    act(NUMERIC_ERROR, ACTION_WARM);
    partition.mode = WARM_START;
    CU_ASSERT_EQUAL(fault(FAULT_NUMERIC), HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, WARM_START);
}

/* [utest->llr~error-reset~1]
 * Kind: normal */
static void test_reset_of_the_machine(void)
{
    act(HARDWARE_FAULT, ACTION_RESET);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_OTHER), HOST_RESET);
}

/* [utest->llr~error-end~1]
 * Kind: normal */
static void test_idle_ends_the_image_with_status_0(void)
{
    act(HARDWARE_FAULT, ACTION_IDLE);
    (void)runs();
    host.status = 9U;
    CU_ASSERT_EQUAL(fault(FAULT_OTHER), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 0U);
}

/* [utest->llr~error-end~1]
 * Kind: normal */
static void test_shutdown_ends_the_image_with_status_1(void)
{
    act(HARDWARE_FAULT, ACTION_SHUTDOWN);
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_OTHER), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-end~1]
 * Kind: robustness */
static void test_no_action_ends_the_image_with_status_1(void)
{
    act(HARDWARE_FAULT, (enum action)((uint32_t)ACTION_IGNORE + 1U));
    (void)runs();
    CU_ASSERT_EQUAL(fault(FAULT_OTHER), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-ignore~1]
 * Kind: normal */
static void test_ignore_lets_who_raises_go_on(void)
{
    uint32_t t;

    act(APPLICATION_ERROR, ACTION_IGNORE);
    t = runs();
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(sched.current, t);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~error-ignore~1]
 * Kind: robustness */
static void test_ignore_in_main_and_in_the_handler(void)
{
    act(APPLICATION_ERROR, ACTION_IGNORE);
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    (void)handles();
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~error-fault~1]
 * Kind: normal */
static void test_a_fault_stops_the_process_before_the_handler(void)
{
    uint32_t t;

    configure(MEMORY_VIOLATION, ACTION_SHUTDOWN, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_PTR_EQUAL(goes_on, handler);
    CU_ASSERT_EQUAL(host.switches, 0U);
}

/* [utest->llr~error-fault~1]
 * Kind: robustness */
static void test_a_fault_that_is_ignored_stops_the_process(void)
{
    uint32_t t;

    act(MEMORY_VIOLATION, ACTION_IGNORE);
    t = runs();
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_RETURNED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_PTR_EQUAL(goes_on, error_leave);
}

/* [utest->llr~error-fault~1]
 * Kind: robustness */
static void test_a_fault_releases_what_the_process_has_locked(void)
{
    act(MEMORY_VIOLATION, ACTION_IGNORE);
    (void)runs_locked();
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
    CU_ASSERT_PTR_EQUAL(goes_on, error_leave);
}

/* Where the stack pointer is on the stack of another process.
 * [utest->llr~error-fault~1]
 * Kind: robustness */
static void test_a_fault_stops_the_process_that_runs_and_not_the_one_told(void)
{
    uint32_t t;

    configure(MEMORY_VIOLATION, ACTION_STOP, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    (void)error_fault(FAULT_MEMORY, 0U, 1U, 2U, 0U);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(process[0].place, PLACE_READY);
    CU_ASSERT_EQUAL(messages.errors.process, t);
}

/* [utest->llr~error-fault~1]
 * Kind: robustness */
static void test_a_fault_has_no_message(void)
{
    configure(APPLICATION_ERROR, ACTION_IGNORE, 0U, 0U);
    own.response[MEMORY_VIOLATION].handler = 1U;
    (void)runs();
    messages.errors.handler = handler;
    (void)raise();
    (void)fault(FAULT_MEMORY);
    CU_ASSERT_EQUAL(messages.errors.length, 0U);
}

/* [utest->llr~error-fault-kernel~1]
 * Kind: robustness */
static void test_a_fault_in_the_kernel_is_of_no_process(void)
{
    uint32_t t;

    configure(MEMORY_VIOLATION, ACTION_WARM, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(fault_in_the_kernel(FAULT_MEMORY), HOST_RESTART);
    CU_ASSERT_EQUAL(host.mode, WARM_START);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
}

/* The line has the name of the process that called the service.
 * [utest->llr~error-fault-kernel~1]
 * [utest->llr~error-report~1]
 * Kind: robustness */
static void test_a_fault_in_the_kernel_is_reported_with_its_process(void)
{
    act(MEMORY_VIOLATION, ACTION_WARM);
    (void)runs();
    (void)fault_in_the_kernel(FAULT_MEMORY);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "fault in process 1: "));
}

/* [utest->llr~error-fault-kernel~1]
 * Kind: robustness */
static void test_a_fault_in_the_kernel_is_nobody_s_to_stop_or_restart(void)
{
    act(MEMORY_VIOLATION, ACTION_STOP);
    (void)runs();
    CU_ASSERT_EQUAL(fault_in_the_kernel(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    act(MEMORY_VIOLATION, ACTION_RESTART);
    host.status = 0U;
    CU_ASSERT_EQUAL(fault_in_the_kernel(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
    CU_ASSERT_EQUAL(host.contexts, 0U);
}

/* [utest->llr~error-fault-none~1]
 * Kind: robustness */
static void test_a_fault_in_the_kernel_that_is_ignored_ends_the_image(void)
{
    act(MEMORY_VIOLATION, ACTION_IGNORE);
    (void)runs();
    CU_ASSERT_EQUAL(fault_in_the_kernel(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-fault-none~1]
 * Kind: robustness */
static void test_a_fault_of_main_that_is_ignored_ends_the_image(void)
{
    act(MEMORY_VIOLATION, ACTION_IGNORE);
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-fault-none~1]
 * Kind: robustness */
static void test_a_fault_of_the_handler_to_be_confirmed_ends_the_image(void)
{
    configure(MEMORY_VIOLATION, ACTION_WARM, 1U, 1U);
    (void)handles();
    CU_ASSERT_EQUAL(fault(FAULT_MEMORY), HOST_SHUTDOWN);
    CU_ASSERT_EQUAL(host.status, 1U);
}

/* [utest->llr~error-leave~1]
 * Kind: normal */
static void test_leave_runs_the_next_process(void)
{
    volatile int left;
    uint32_t t;

    t = handles();
    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, error_leave());
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.to, t);
    CU_ASSERT_EQUAL(sched.current, t);
}

/* [utest->llr~error-leave~1]
 * Kind: normal */
static void test_leave_runs_who_is_due(void)
{
    const uint32_t late = unit_process(9U);
    volatile int left;

    (void)handles();
    unit_delay(late, 40);
    host_now = 40;
    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, error_leave());
    CU_ASSERT_EQUAL(left, HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.to, late);
}

/* [utest->llr~error-leave~1]
 * Kind: robustness */
static void test_leave_sleeps_where_nobody_is_ready(void)
{
    volatile int left;

    partition.mode = NORMAL;
    unit_delay(unit_process(9U), 40);
    host_sleep_hook = host_end_at_sleep;
    HOST_CATCH(left, error_leave());
    CU_ASSERT_EQUAL(left, HOST_ASLEEP);
    CU_ASSERT_EQUAL(host.sleep_ns, 40);
}

/* [utest->llr~error-raise~1]
 * Kind: normal */
static void test_raise_runs_the_handler_and_goes_on(void)
{
    uint32_t t;

    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    host_switch_hook = see_and_back;
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(host.switches, 1U);
    CU_ASSERT_EQUAL(seen_from, t);
    CU_ASSERT_EQUAL(seen_to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(seen_current, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.contexts, 1U);
    CU_ASSERT_EQUAL(host.context, PROCESS_IDLE);
    CU_ASSERT_PTR_EQUAL(host.entry, handler);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
}

/* [utest->llr~error-raise~1]
 * Kind: normal */
static void test_raise_gives_the_handler_the_message(void)
{
    uint32_t t;

    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 0U);
    t = runs();
    messages.errors.handler = handler;
    messages.errors.address = 77U;
    messages.errors.message[12] = 78U;
    host_switch_hook = see_and_back;
    (void)raise();
    CU_ASSERT_EQUAL(messages.errors.pending, 1U);
    CU_ASSERT_EQUAL(messages.errors.process, t);
    CU_ASSERT_EQUAL(messages.errors.address, 0U);
    CU_ASSERT_EQUAL(messages.errors.length, 12U);
    CU_ASSERT_EQUAL(memcmp(messages.errors.message, text, 12U), 0);
    CU_ASSERT_EQUAL(messages.errors.message[12], 78U);
}

/* [utest->llr~error-raise~1]
 * Kind: robustness */
static void test_raise_of_the_shortest_and_the_longest_message(void)
{
    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 0U);
    (void)runs();
    messages.errors.handler = handler;
    host_switch_hook = see_and_back;
    messages.errors.message[0] = 78U;
    (void)raise_length(0U);
    CU_ASSERT_EQUAL(messages.errors.length, 0U);
    CU_ASSERT_EQUAL(messages.errors.message[0], 78U);
    messages.errors.message[ERROR_MESSAGE_MAX - 1U] = 78U;
    (void)raise_length(ERROR_MESSAGE_MAX);
    CU_ASSERT_EQUAL(messages.errors.length, ERROR_MESSAGE_MAX);
    CU_ASSERT_EQUAL(memcmp(messages.errors.message, text, ERROR_MESSAGE_MAX),
                    0);
}

/* [utest->llr~error-raise~1]
 * Kind: robustness */
static void test_raise_releases_what_the_process_has_locked(void)
{
    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 0U);
    (void)runs_locked();
    messages.errors.handler = handler;
    host_switch_hook = see_and_back;
    seen_lock_level = 9U;
    (void)raise();
    CU_ASSERT_EQUAL(seen_lock_level, 0U);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
}

/* [utest->llr~error-raise~1]
 * Kind: robustness */
static void test_raise_and_stop_runs_the_next_process_without_a_lock(void)
{
    act(APPLICATION_ERROR, ACTION_STOP);
    (void)runs_locked();
    host_switch_hook = host_end_at_switch;
    CU_ASSERT_EQUAL(raise(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
    CU_ASSERT_EQUAL(host.to, 0U);
    CU_ASSERT_EQUAL(sched.current, 0U);
}

/* [utest->llr~error-raise-ignored~1]
 * Kind: normal */
static void test_raise_that_is_ignored_keeps_the_lock(void)
{
    uint32_t t;

    act(APPLICATION_ERROR, ACTION_IGNORE);
    t = runs_locked();
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(sched.lock_level, 2U);
    CU_ASSERT_EQUAL(mutex_level(MUTEX_PREEMPTION), 2U);
    CU_ASSERT_EQUAL(sched.current, t);
}

/* [utest->llr~error-raise-ignored~1]
 * Kind: normal */
static void test_raise_that_is_to_be_confirmed_keeps_the_lock(void)
{
    uint32_t t;

    configure(APPLICATION_ERROR, ACTION_SHUTDOWN, 1U, 1U);
    t = runs_locked();
    messages.errors.handler = handler;
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(mutex_level(MUTEX_PREEMPTION), 2U);
    CU_ASSERT_EQUAL(sched.current, t);
    CU_ASSERT_EQUAL(host.switches, 0U);
    CU_ASSERT_EQUAL(messages.errors.pending, 0U);
}

/* It has not asked for its error yet.
 * [utest->llr~error-raise-ignored~1]
 * Kind: robustness */
static void test_raise_in_the_handler_keeps_its_error(void)
{
    struct errors before;

    act(APPLICATION_ERROR, ACTION_IGNORE);
    (void)handles();
    messages.errors.pending = 1U;
    messages.errors.length = 5U;
    before = messages.errors;
    CU_ASSERT_EQUAL(raise(), HOST_RETURNED);
    CU_ASSERT_EQUAL(memcmp(&before, &messages.errors, sizeof before), 0);
}

/* What error_overrun gives for code at 0x40010000, and the action then. */
static int overrun(void)
{
    volatile int left;

    goes_on = NULL;
    HOST_CATCH(left, goes_on = error_overrun(0x40010000U));
    return left_act(left);
}

static void set_deadline(uint32_t t, int64_t deadline_ns)
{
    process[t].deadline_ns = deadline_ns;
    sched_watch(t, deadline_ns);
}

/* A process with a deadline time of 1000 runs, with preemption locked. */
static uint32_t runs_until_1000(void)
{
    const uint32_t t = runs_locked();

    set_deadline(t, 1000);
    return t;
}

/* [utest->llr~error-overrun~1]
 * [utest->llr~error-code~1]
 * Kind: normal */
static void test_overrun_runs_the_handler(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    t = runs_until_1000();
    messages.errors.handler = handler;
    messages.errors.length = 5U;
    host_now = 1000;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_EQUAL(goes_on, handler);
    CU_ASSERT_EQUAL(messages.errors.code, DEADLINE_MISSED);
    CU_ASSERT_EQUAL(messages.errors.process, t);
    CU_ASSERT_EQUAL(messages.errors.address, 0x40010000U);
    CU_ASSERT_EQUAL(messages.errors.length, 0U);
    CU_ASSERT_EQUAL(messages.errors.pending, 1U);
}

/* [utest->llr~error-overrun~1]
 * Kind: normal */
static void test_overrun_stops_the_process_and_releases_its_lock(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    t = runs_until_1000();
    messages.errors.handler = handler;
    host_now = 1000;
    (void)overrun();
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
    CU_ASSERT_EQUAL(sched.lock_level, 0U);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
}

/* [utest->llr~error-overrun~1]
 * [utest->llr~error-report~1]
 * Kind: normal */
static void test_overrun_and_restart(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_RESTART);
    t = runs_until_1000();
    process[t].capacity_ns = 300;
    host_now = 1000;
    CU_ASSERT_EQUAL(overrun(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 1: deadline missed  at "
                          "0x0000000040010000, pc 0x0000000040010000\n"),
                    1U);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], 1300);
}

/* [utest->llr~error-overrun~1]
 * [utest->llr~error-report~1]
 * Kind: normal */
static void test_overrun_that_is_ignored_goes_on(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_IGNORE);
    t = runs_until_1000();
    host_now = 1000;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 1: deadline missed  at "
                          "0x0000000040010000, pc 0x0000000040010000\n"),
                    1U);
    CU_ASSERT_EQUAL(sched.current, t);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(sched.lock_level, 2U);
}

/* [utest->llr~error-overrun~1]
 * [utest->llr~error-watch~1]
 * Kind: normal */
static void test_overrun_that_is_ignored_is_found_once(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_IGNORE);
    t = runs_until_1000();
    host_now = 1000;
    (void)overrun();
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], TIME_NEVER);
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 1: deadline missed  at "
                          "0x0000000040010000, pc 0x0000000040010000\n"),
                    1U);
}

/* [utest->llr~error-watch~1]
 * Kind: robustness */
static void test_overrun_before_the_deadline_time(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    t = runs_until_1000();
    host_now = 999;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, 1000);
    CU_ASSERT_EQUAL(host.console_length, 0U);
    CU_ASSERT_EQUAL(process[t].place, PLACE_READY);
    CU_ASSERT_EQUAL(sched.lock_level, 2U);
}

/* [utest->llr~error-watch~1]
 * Kind: robustness */
static void test_overrun_in_main_and_in_the_handler(void)
{
    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
    host.watch_ns = 0;
    (void)handles();
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
}

/* [utest->llr~error-watch~1]
 * Kind: robustness */
static void test_overrun_of_a_process_without_a_deadline(void)
{
    act(DEADLINE_MISSED, ACTION_SHUTDOWN);
    (void)runs();
    host_now = 5000;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
}

/* Two processes of which the deadline times are 40 and 50, and which wait. */
static void two_wait(void)
{
    const uint32_t a = unit_process(7U);
    const uint32_t b = unit_process(7U);

    unit_delay(a, 900);
    unit_delay(b, 900);
    set_deadline(b, 40);
    set_deadline(a, 50);
}

/* Who runs yields; how that was left: at the first switch. */
static int yields(void)
{
    volatile int left;

    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, sched_yield());
    return left;
}

/* [utest->llr~error-missed~1]
 * [utest->llr~error-code~1]
 * Kind: normal */
static void test_missed_runs_the_handler(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    two_wait();
    t = runs();
    messages.errors.handler = handler;
    messages.errors.length = 5U;
    host_now = 50;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, t);
    CU_ASSERT_EQUAL(host.to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.context, PROCESS_IDLE);
    CU_ASSERT_PTR_EQUAL(host.entry, handler);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
    CU_ASSERT_EQUAL(sched.current, PROCESS_IDLE);
    CU_ASSERT_EQUAL(messages.errors.code, DEADLINE_MISSED);
    CU_ASSERT_EQUAL(messages.errors.process, 0U);
    CU_ASSERT_EQUAL(messages.errors.address, 0U);
    CU_ASSERT_EQUAL(messages.errors.length, 0U);
}

/* [utest->llr~error-missed~1]
 * [utest->llr~error-report~1]
 * Kind: normal */
static void test_missed_by_two_at_once(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    (void)runs();
    host_now = 50;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(wrote("longeron: fault in process 0: deadline missed  at "
                          "0x0000000000000000, pc 0x0000000000000000\n"
                          "longeron: fault in process 1: deadline missed  at "
                          "0x0000000000000000, pc 0x0000000000000000\n"),
                    1U);
    CU_ASSERT_EQUAL(process[0].place, PLACE_DELAYED);
    CU_ASSERT_EQUAL(process[1].place, PLACE_DELAYED);
}

/* The handler runs for each, though nobody else is due between.
 * [utest->llr~error-missed~1]
 * Kind: robustness */
static void test_missed_by_two_at_once_runs_the_handler_twice(void)
{
    volatile int left;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    two_wait();
    (void)runs();
    messages.errors.handler = handler;
    host_now = 50;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(messages.errors.process, 0U);
    host.entry = NULL;
    HOST_CATCH(left, error_leave());
    CU_ASSERT_EQUAL(left, HOST_BEGUN);
    CU_ASSERT_PTR_EQUAL(host.entry, handler);
    CU_ASSERT_EQUAL(messages.errors.process, 1U);
}

/* [utest->llr~error-missed~1]
 * Kind: robustness */
static void test_missed_is_found_once(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    (void)runs();
    host_now = 60;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_NOT_EQUAL(host.console_length, 0U);
    host.console_length = 0U;
    host_now = 70;
    unit_delay(2U, 65);
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.console_length, 0U);
}

/* [utest->llr~error-missed~1]
 * Kind: robustness */
static void test_missed_while_nobody_is_ready(void)
{
    volatile int left;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    two_wait();
    partition.mode = NORMAL;
    messages.errors.handler = handler;
    HOST_CATCH(left, error_leave());
    CU_ASSERT_EQUAL(left, HOST_BEGUN);
    CU_ASSERT_PTR_EQUAL(host.entry, handler);
    CU_ASSERT_EQUAL(host_now, 40);
    CU_ASSERT_EQUAL(messages.errors.process, 1U);
}

/* [utest->llr~sched-watch~1]
 * Kind: normal */
static void test_another_deadline_time_is_not_missed(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    (void)runs();
    sched_watch(0U, 200);
    sched_watch(1U, TIME_NEVER);
    host_now = 199;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.console_length, 0U);
    host_now = 200;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "in process 0: deadline"));
    CU_ASSERT_PTR_NULL(strstr(host.console, "in process 1: deadline"));
}

/* It was noted, and is found though another time is watched.
 * [utest->llr~sched-watch~1]
 * [utest->llr~sched-overdue~1]
 * Kind: robustness */
static void test_a_missed_deadline_time_that_is_set_anew(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    (void)runs();
    host_now = 60;
    timer_expire(host_now);
    sched_watch(0U, 200);
    unit_delay(1U, 60);
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "in process 0: deadline"));
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "in process 1: deadline"));
}

/* [utest->llr~process-stop-missed~1]
 * Kind: robustness */
static void test_a_missed_deadline_time_of_who_is_stopped(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    (void)runs();
    host_now = 60;
    timer_expire(host_now);
    process_stop(0U);
    unit_delay(1U, 60);
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_PTR_NULL(strstr(host.console, "in process 0: deadline"));
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "in process 1: deadline"));
}

/* A periodic process with the deadline time 1000 runs, and is released at 3000
   next. */
static uint32_t runs_periodic(void)
{
    const uint32_t t = runs();

    process[t].period_ns = 3000;
    process[t].capacity_ns = 1000;
    process[t].release_ns = 0;
    sched_watch(t, 1000);
    return t;
}

static int waits_for_its_release(void)
{
    volatile int left;

    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, process_periodic_wait());
    return left;
}

static int stops_itself(void)
{
    volatile int left;

    host_switch_hook = host_end_at_switch;
    HOST_CATCH(left, process_stop_self());
    return left;
}

/* [utest->llr~sched-overdue~1]
 * [utest->llr~error-missed~1]
 * Kind: robustness */
static void test_who_waits_for_its_release_too_late_has_missed(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    t = runs_periodic();
    messages.errors.handler = handler;
    host_now = 1000;
    CU_ASSERT_EQUAL(waits_for_its_release(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(messages.errors.code, DEADLINE_MISSED);
    CU_ASSERT_EQUAL(messages.errors.process, t);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], 4000);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DELAYED);
}

/* [utest->llr~sched-overdue~1]
 * Kind: normal */
static void test_who_waits_for_its_release_in_time_has_not_missed(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    (void)runs_periodic();
    host_now = 999;
    CU_ASSERT_EQUAL(waits_for_its_release(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.console_length, 0U);
}

/* [utest->llr~sched-overdue~1]
 * Kind: robustness */
static void test_who_stops_itself_too_late_has_missed(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_IGNORE);
    t = runs_until_1000();
    host_now = 1000;
    CU_ASSERT_EQUAL(stops_itself(), HOST_SWITCHED);
    CU_ASSERT_PTR_NOT_NULL(strstr(host.console, "in process 1: deadline"));
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
}

/* [utest->llr~process-stop-missed~1]
 * Kind: normal */
static void test_who_stops_itself_in_time_is_watched_no_longer(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_IGNORE);
    t = runs_until_1000();
    host_now = 999;
    CU_ASSERT_EQUAL(stops_itself(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], TIME_NEVER);
    timer_expire(1000);
    CU_ASSERT_FALSE(bits_test(sched.missed, t));
}

/* [utest->llr~error-overrun~1]
 * Kind: robustness */
static void test_overrun_of_who_was_replenished_too_late(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    t = runs_until_1000();
    messages.errors.handler = handler;
    host_now = 1000;
    sched_overdue(t, host_now);
    sched_watch(t, 5000);
    host_now = 1010;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_EQUAL(goes_on, handler);
    CU_ASSERT_EQUAL(messages.errors.process, t);
    CU_ASSERT_EQUAL(sched.missed, 0U);
}

/* [utest->llr~error-again~1]
 * [utest->llr~error-watch~1]
 * Kind: normal */
static void test_overrun_to_be_confirmed_is_watched_one_more_capacity(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_STOP, 0U, 1U);
    t = runs_until_1000();
    process[t].capacity_ns = 300;
    host_now = 1005;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, 1305);
    host_now = 1304;
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    host_now = 1305;
    CU_ASSERT_EQUAL(overrun(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(process[t].place, PLACE_DORMANT);
}

/* [utest->llr~error-again~1]
 * Kind: normal */
static void test_who_waits_and_is_to_be_confirmed(void)
{
    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 0U, 2U);
    two_wait();
    process[0].capacity_ns = 300;
    (void)runs();
    host_now = 60;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(timer.deadline_ns[0], 360);
    CU_ASSERT_EQUAL(timer.deadline_ns[1], TIME_NEVER);
    CU_ASSERT_TRUE(sched.due_ns <= 360);
}

/* [utest->llr~error-again~1]
 * Kind: robustness */
static void test_who_stopped_itself_too_late_is_watched_no_longer(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 0U, 2U);
    t = runs_until_1000();
    process[t].capacity_ns = 300;
    host_now = 1000;
    CU_ASSERT_EQUAL(stops_itself(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(messages.errors.seen[DEADLINE_MISSED], 1U);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], TIME_NEVER);
}

/* [utest->llr~error-again~1]
 * Kind: robustness */
static void test_who_was_replenished_for_ever_is_watched_no_longer(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 0U, 2U);
    t = runs_until_1000();
    process[t].capacity_ns = 300;
    host_now = 1000;
    sched_overdue(t, host_now);
    process[t].deadline_ns = TIME_NEVER;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(messages.errors.seen[DEADLINE_MISSED], 1U);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], TIME_NEVER);
}

/* [utest->llr~error-again~1]
 * Kind: robustness */
static void test_who_is_ignored_is_watched_no_longer(void)
{
    act(DEADLINE_MISSED, ACTION_IGNORE);
    two_wait();
    process[0].capacity_ns = 300;
    (void)runs();
    host_now = 60;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(timer.deadline_ns[0], TIME_NEVER);
}

/* [utest->llr~error-again~1]
 * Kind: robustness */
static void test_another_deadline_time_is_watched_though_one_is_confirmed(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 0U, 2U);
    t = runs_until_1000();
    process[t].capacity_ns = 300;
    host_now = 1000;
    sched_overdue(t, host_now);
    sched_watch(t, 5000);
    CU_ASSERT_EQUAL(overrun(), HOST_RETURNED);
    CU_ASSERT_PTR_NULL(goes_on);
    CU_ASSERT_EQUAL(host.watch_ns, 5000);
    CU_ASSERT_EQUAL(timer.deadline_ns[t], 5000);
}

/* Each scheduling point has the port watch who runs then.
 * [utest->llr~sched-watch-current~1]
 * Kind: normal */
static void test_the_process_that_runs_is_watched(void)
{
    uint32_t t;

    act(DEADLINE_MISSED, ACTION_IGNORE);
    t = runs();
    sched_watch(t, 77);
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.to, t);
    CU_ASSERT_EQUAL(host.watch_ns, 77);
}

/* [utest->llr~sched-watch-current~1]
 * [utest->llr~sched-boot~1]
 * Kind: normal */
static void test_the_boot_context_runs_unwatched_in_place_of_a_process(void)
{
    uint32_t t;

    configure(DEADLINE_MISSED, ACTION_SHUTDOWN, 1U, 0U);
    two_wait();
    t = runs();
    sched_watch(t, 777);
    messages.errors.handler = handler;
    host_now = 60;
    CU_ASSERT_EQUAL(yields(), HOST_SWITCHED);
    CU_ASSERT_EQUAL(host.from, t);
    CU_ASSERT_EQUAL(host.to, PROCESS_IDLE);
    CU_ASSERT_EQUAL(host.watch_ns, TIME_NEVER);
    CU_ASSERT_PTR_EQUAL(host.entry, handler);
}

const struct unit_test unit_tests[] = {
    TEST(test_report_names_process_cause_and_addresses),
    TEST(test_report_names_the_process_told_and_not_the_current_one),
    TEST(test_report_names_each_cause),
    TEST(test_report_of_main),
    TEST(test_report_of_the_error_handler),
    TEST(test_report_of_main_in_a_warm_start),
    TEST(test_report_before_anything_is_done),
    TEST(test_report_of_a_process_with_a_name_of_32_characters),
    TEST(test_report_of_a_process_with_the_empty_name),
    TEST(test_report_of_an_error_that_is_raised),
    TEST(test_report_comes_before_the_response),
    TEST(test_report_of_an_error_that_is_ignored),
    TEST(test_each_fault_has_its_code),
    TEST(test_a_raised_error_has_its_code),
    TEST(test_as_many_errors_are_ignored_as_are_to_be_confirmed),
    TEST(test_errors_of_other_codes_confirm_nothing),
    TEST(test_all_errors_of_a_code_confirm_it),
    TEST(test_an_error_to_be_confirmed_is_not_given_to_the_handler),
    TEST(test_the_handler_is_given_an_error),
    TEST(test_without_a_handler_there_is_the_action),
    TEST(test_a_handler_that_is_not_asked_for_is_left_out),
    TEST(test_the_handler_is_not_given_a_fault_of_main),
    TEST(test_the_handler_is_not_given_its_own_fault),
    TEST(test_the_handler_is_not_given_what_it_raises),
    TEST(test_stop_of_a_process_that_raises),
    TEST(test_stop_of_a_process_that_faults),
    TEST(test_restart_of_a_process_that_faults),
    TEST(test_restart_releases_an_aperiodic_process_at_once),
    TEST(test_restart_delays_a_periodic_process_to_a_release_point),
    TEST(test_restart_of_a_process_that_raises),
    TEST(test_restart_of_who_raises_is_in_the_boot_context),
    TEST(test_after_a_stop_the_next_process_runs),
    TEST(test_stop_of_main_ends_the_image),
    TEST(test_restart_of_main_ends_the_image),
    TEST(test_stop_and_restart_of_the_handler_end_the_image),
    TEST(test_restart_of_the_partition_in_both_modes),
    TEST(test_no_warm_start_before_a_cold_one_has_ended),
    TEST(test_reset_of_the_machine),
    TEST(test_idle_ends_the_image_with_status_0),
    TEST(test_shutdown_ends_the_image_with_status_1),
    TEST(test_no_action_ends_the_image_with_status_1),
    TEST(test_ignore_lets_who_raises_go_on),
    TEST(test_ignore_in_main_and_in_the_handler),
    TEST(test_a_fault_stops_the_process_before_the_handler),
    TEST(test_a_fault_that_is_ignored_stops_the_process),
    TEST(test_a_fault_releases_what_the_process_has_locked),
    TEST(test_a_fault_stops_the_process_that_runs_and_not_the_one_told),
    TEST(test_a_fault_has_no_message),
    TEST(test_a_fault_in_the_kernel_is_of_no_process),
    TEST(test_a_fault_in_the_kernel_is_reported_with_its_process),
    TEST(test_a_fault_in_the_kernel_is_nobody_s_to_stop_or_restart),
    TEST(test_a_fault_in_the_kernel_that_is_ignored_ends_the_image),
    TEST(test_a_fault_of_main_that_is_ignored_ends_the_image),
    TEST(test_a_fault_of_the_handler_to_be_confirmed_ends_the_image),
    TEST(test_leave_runs_the_next_process),
    TEST(test_leave_runs_who_is_due),
    TEST(test_leave_sleeps_where_nobody_is_ready),
    TEST(test_raise_runs_the_handler_and_goes_on),
    TEST(test_raise_gives_the_handler_the_message),
    TEST(test_raise_of_the_shortest_and_the_longest_message),
    TEST(test_raise_releases_what_the_process_has_locked),
    TEST(test_raise_and_stop_runs_the_next_process_without_a_lock),
    TEST(test_raise_that_is_ignored_keeps_the_lock),
    TEST(test_raise_that_is_to_be_confirmed_keeps_the_lock),
    TEST(test_raise_in_the_handler_keeps_its_error),
    TEST(test_overrun_runs_the_handler),
    TEST(test_overrun_stops_the_process_and_releases_its_lock),
    TEST(test_overrun_and_restart),
    TEST(test_overrun_that_is_ignored_goes_on),
    TEST(test_overrun_that_is_ignored_is_found_once),
    TEST(test_overrun_before_the_deadline_time),
    TEST(test_overrun_in_main_and_in_the_handler),
    TEST(test_overrun_of_a_process_without_a_deadline),
    TEST(test_missed_runs_the_handler),
    TEST(test_missed_by_two_at_once),
    TEST(test_missed_by_two_at_once_runs_the_handler_twice),
    TEST(test_missed_is_found_once),
    TEST(test_missed_while_nobody_is_ready),
    TEST(test_another_deadline_time_is_not_missed),
    TEST(test_a_missed_deadline_time_that_is_set_anew),
    TEST(test_a_missed_deadline_time_of_who_is_stopped),
    TEST(test_who_waits_for_its_release_too_late_has_missed),
    TEST(test_who_waits_for_its_release_in_time_has_not_missed),
    TEST(test_who_stops_itself_too_late_has_missed),
    TEST(test_who_stops_itself_in_time_is_watched_no_longer),
    TEST(test_overrun_of_who_was_replenished_too_late),
    TEST(test_overrun_to_be_confirmed_is_watched_one_more_capacity),
    TEST(test_who_waits_and_is_to_be_confirmed),
    TEST(test_who_stopped_itself_too_late_is_watched_no_longer),
    TEST(test_who_was_replenished_for_ever_is_watched_no_longer),
    TEST(test_who_is_ignored_is_watched_no_longer),
    TEST(test_another_deadline_time_is_watched_though_one_is_confirmed),
    TEST(test_the_boot_context_runs_unwatched_in_place_of_a_process),
    TEST(test_the_process_that_runs_is_watched),
    {NULL, NULL},
};

/* SPDX-License-Identifier: Apache-2.0 */
/* Errors: their lines on the console, and what follows from them. */
#include <stddef.h>

#include "kernel/copy.h"
#include "kernel/error.h"

#define HEX_DIGITS 16U
#define CAUSE_LENGTH 18U

static const char line_head[] = "longeron: fault in ";
static const char line_at[] = " at 0x";
static const char line_pc[] = ", pc 0x";
static const char line_end[] = "\n";

/* enum fault's texts, in its order */
static const char cause_text[(uint32_t)FAULT_DEADLINE + 1U][CAUSE_LENGTH] = {
    ": memory access   ", ": execution       ", ": stack overflow  ",
    ": misalignment    ", ": undefined instr.", ": division by zero",
    ": other exception ", ": raised          ", ": deadline missed "};

/* and the error that each is */
static const enum error cause_error[(uint32_t)FAULT_DEADLINE + 1U] = {
    MEMORY_VIOLATION, MEMORY_VIOLATION, STACK_OVERFLOW, MEMORY_VIOLATION,
    ILLEGAL_REQUEST,  NUMERIC_ERROR,    HARDWARE_FAULT, APPLICATION_ERROR,
    DEADLINE_MISSED};

/* Write a number as 16 hexadecimal digits.
   [impl->llr~error-report~1] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing; */
static inline void write_hex(uint64_t value)
{
    static const char digit[] = "0123456789abcdef";
    char text[HEX_DIGITS];

    /*@ loop invariant range: 0 <= i <= HEX_DIGITS;
        loop assigns i, text[0 .. HEX_DIGITS - 1];
        loop variant HEX_DIGITS - i; */
    for (uint32_t i = 0U; i < HEX_DIGITS; i++) {
        text[i] = digit[(value >> (60U - (4U * i))) & 0xfU];
    }
    arch_console_write(text, HEX_DIGITS);
}

/* Write the line of an error of process t, or of main() or the error handler
   (PROCESS_IDLE).
   [impl->llr~error-report~1] */
/*@ requires cause: 0 <= cause <= FAULT_DEADLINE && t <= PROCESS_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing; */
static void report(enum fault cause, uint32_t t, uint64_t address, uint64_t pc)
{
    static const struct name main_name = {"main()"};
    static const struct name handler_name = {"error handler"};
    const struct name *name =
        (partition.mode == NORMAL) ? &handler_name : &main_name;
    uint32_t length = 0U;

    if (t != PROCESS_IDLE) {
        name = &names.name[KIND_PROCESS][t];
    }
    arch_console_write(line_head, sizeof(line_head) - 1U);
    /*@ loop invariant range: 0 <= length <= NAME_LENGTH;
        loop assigns length;
        loop variant NAME_LENGTH - length; */
    while ((length < NAME_LENGTH) && (name->text[length] != '\0')) {
        length++;
    }
    arch_console_write(name->text, length);
    arch_console_write(cause_text[cause], CAUSE_LENGTH);
    arch_console_write(line_at, sizeof(line_at) - 1U);
    write_hex(address);
    arch_console_write(line_pc, sizeof(line_pc) - 1U);
    write_hex(pc);
    arch_console_write(line_end, sizeof(line_end) - 1U);
}

/* Stop process t, which does not run.
   [impl->llr~error-fault~1]
   [impl->llr~error-action~1] */
/*@ requires inv: app_inv && handling && proc(t);
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], timer.due_ns[t],
               timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE],
               sched.due_ns, sched.missed,
               sched.head[process[t].level], sched.levels,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv && handling;
    ensures    others: others_kept{Pre,Post}(t);
    ensures    dormant: process[t].place == PLACE_DORMANT; */
static inline void stop(uint32_t t)
{
    process_stop(t);
    /*@ assert fixed: fixed{Pre,Here}; */
    /*@ assert names: names_same{Pre,Here}; */
    /*@ assert maxima: maxima_inv; */
    /*@ assert rings: rings_same{Pre,Here}; */
    /*@ assert fewer: fewer_wait{Pre,Here}; */
    /*@ assert messages: inv_message; */
    /*@ assert sizes: \forall integer i; 0 <= i < PORT_MAX ==>
          port_size(i) == port_size{Pre}(i); */
    /*@ assert ports: ports_inv; */
    /*@ assert app: app_inv; */
}

/* Respond to an error of process t or of none (PROCESS_IDLE) at an address: with
   which entry point the boot context goes on, or NULL where nothing is done.
   [impl->llr~error-code~1]
   [impl->llr~error-confirm~1]
   [impl->llr~error-respond~1]
   [impl->llr~error-ignore~1] */
/*@ requires cause: 0 <= cause <= FAULT_DEADLINE && t <= PROCESS_MAX;
    terminates \true;
    exits      \false;
    assigns    messages.errors.seen[cause_error[cause]],
               messages.errors.pending, messages.errors.code,
               messages.errors.process, messages.errors.address,
               messages.errors.length;
    assigns    \result \from cause, t, messages, config;
    ensures    response: responded{Pre,Post}(\result, cause_error[cause], t);
    ensures    error: \result != \null ==> inv_errors &&
                 messages.errors.code == cause_error[cause] &&
                 messages.errors.process == t &&
                 messages.errors.address == address;
    ensures    messages: inv_message{Pre} ==> inv_message;
    ensures    app: app_inv{Pre} ==> app_inv; */
static entry_point respond(enum fault cause, uint32_t t, uint64_t address)
{
    const enum error code = cause_error[cause];
    const struct response *r = &config.response[code];
    entry_point next = NULL;

    if (messages.errors.seen[code] < r->confirm) {
        messages.errors.seen[code]++;
    } else if ((r->handler != 0U) && (messages.errors.handler != NULL) &&
               (t != PROCESS_IDLE)) {
        messages.errors.pending = 1U;
        next = messages.errors.handler;
    } else if (r->action != ACTION_IGNORE) {
        next = error_act;
    } else {
        /* ignored */
    }
    if (next != NULL) {
        messages.errors.code = code;
        messages.errors.process = t;
        messages.errors.address = address;
        messages.errors.length = 0U;
    }
    /*@ assert rings: inv_rings{Pre} ==> inv_rings; */
    /*@ assert apart: inv_apart{Pre} ==> inv_apart; */
    /*@ assert lengths: inv_lengths{Pre} ==> inv_lengths; */
    /*@ assert fits: inv_fits{Pre} ==> inv_fits; */
    /*@ assert boards: inv_boards{Pre} ==> inv_boards; */
    return next;
}

void error_act(void)
{
    const uint32_t t = messages.errors.process;
    const enum action action = config.response[messages.errors.code].action;

    switch (action) {
    case ACTION_STOP:
    case ACTION_RESTART:
        if (t == PROCESS_IDLE) {
            arch_shutdown(1U);
        }
        stop(t);
        if (action == ACTION_RESTART) {
            process_start(t, process_base(t, arch_now()), 0);
        }
        break;
    case ACTION_COLD:
        arch_restart((uint32_t)COLD_START, CAUSE_HM_PARTITION_RESTART);
        break;
    case ACTION_WARM:
        arch_restart((partition.mode == COLD_START) ? (uint32_t)COLD_START
                                                    : (uint32_t)WARM_START,
                     CAUSE_HM_PARTITION_RESTART);
        break;
    case ACTION_RESET:
        arch_reset();
        break;
    case ACTION_IDLE:
        arch_shutdown(0U);
        break;
    default:
        arch_shutdown(1U);
        break;
    }
    error_leave();
}

void error_leave(void)
{
    sched_idle(arch_now());
}

/* Take the CPU from the current process, which ends.
   [impl->llr~error-fault~1]
   [impl->llr~error-overrun~1] */
/*@ requires inv: app_inv && proc(sched.current);
    terminates \true;
    exits      \false;
    assigns    process[0 .. PROCESS_MAX - 1], sched, timer,
               object[0 .. OBJECT_MAX - 1];
    ensures    inv: app_inv && handling && sched.lock_level == 0;
    ensures    dormant: process[\old(sched.current)].place == PLACE_DORMANT; */
static void end_current(void)
{
    const uint32_t t = sched.current;

    sched.current = PROCESS_IDLE;
    sched.lock_level = 0U;
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert inv: inv && running; */
    /*@ assert app: app_inv; */
    stop(t);
}

entry_point error_fault(enum fault cause, uint32_t t, uint64_t address,
                        uint64_t pc, uint32_t kernel)
{
    const uint32_t current = (kernel != 0U) ? PROCESS_IDLE : sched.current;
    entry_point next;

    report(cause, t, address, pc);
    if (current != PROCESS_IDLE) {
        end_current();
    }
    next = respond(cause, current, address);
    if ((next == NULL) && (current == PROCESS_IDLE)) {
        arch_shutdown(1U);
    }
    return (next == NULL) ? error_leave : next;
}

/* Process t is at fault at now_ns, while it runs at pc or (0) does not: it has
   missed a deadline. Returns as respond(); where that is to be confirmed of a
   process that has a deadline still, one more time capacity is watched, unless
   a deadline time is.
   [impl->llr~error-missed~1]
   [impl->llr~error-again~1]
   [impl->llr~error-overrun~1] */
/*@ requires inv: inv && in(sched.missed, t) && proc(t) &&
               0 <= now_ns < TIME_NEVER;
    requires messages: inv_message;
    terminates \true;
    exits      \false;
    assigns    sched.missed, sched.due_ns, messages.errors,
               timer.deadline_ns[t], timer.bound_ns[t / GROUP_SIZE];
    assigns    \result \from t, messages, config;
    ensures    inv: inv;
    ensures    messages: inv_message;
    ensures    app: app_inv{Pre} ==> app_inv;
    ensures    missed: !in(sched.missed, t) && \forall integer u;
                 proc(u) && u != t ==> watch_kept{Pre,Post}(u);
    ensures    fewer: 0 <= members(sched.missed, 64) <
                 members(\old(sched.missed), 64);
    ensures    response: responded{Pre,Post}(\result, DEADLINE_MISSED, t);
    ensures    error: \result != \null ==> inv_errors &&
                 messages.errors.code == DEADLINE_MISSED &&
                 messages.errors.process == t;
    ensures    due: now_ns < \old(sched.due_ns) ==> now_ns < sched.due_ns;
    ensures    again: late_again{Pre,Post}(t) ==>
                 watched(t, after(now_ns, process[t].capacity_ns));
    ensures    once: !late_again{Pre,Post}(t) ==>
                 watched(t, \old(timer.deadline_ns[t])); */
static entry_point miss(uint32_t t, int64_t now_ns, uint64_t pc)
{
    const uint32_t seen = messages.errors.seen[DEADLINE_MISSED];
    entry_point next;

    sched.missed = bits_clear(sched.missed, t);
    /*@ ghost uint32_t k = 0; */
    /*@ ghost
        /@ loop invariant range: 0 <= k <= 64;
           loop invariant fewer: 0 <= members(sched.missed, k) ==
               members(\at(sched.missed, Pre), k) - (t < k ? 1 : 0);
           loop assigns k;
           loop variant 64 - k; @/
        while (k < 64) {
            k++;
        } */
    /*@ assert same: ready_same{Pre,Here}; */
    /*@ assert places: places_kept{Pre,Here}; */
    /*@ assert queue: inv_queue; */
    /*@ assert object: inv_object; */
    /*@ assert inv: inv && inv_message; */
    report(FAULT_DEADLINE, t, pc, pc);
    next = respond(FAULT_DEADLINE, t, pc);
    if ((messages.errors.seen[DEADLINE_MISSED] != seen) &&
        (timer.deadline_ns[t] == TIME_NEVER) &&
        (process[t].deadline_ns != TIME_NEVER) &&
        (process[t].place != PLACE_DORMANT)) {
        sched_watch(t, sched_after(now_ns, process[t].capacity_ns));
    }
    return next;
}

entry_point error_overrun(uint64_t pc)
{
    const uint32_t t = sched.current;
    const int64_t now_ns = arch_now();
    int64_t watch_ns = TIME_NEVER;
    entry_point next = NULL;

    if (t != PROCESS_IDLE) {
        sched_overdue(t, now_ns);
        if (bits_test(sched.missed, t) != 0U) {
            next = miss(t, now_ns, pc);
        }
        watch_ns = timer.deadline_ns[t];
    }
    if (next != NULL) {
        end_current();
    } else {
        arch_watch(watch_ns);
    }
    return next;
}

entry_point error_missed(int64_t now_ns)
{
    return miss(arch_ctz(sched.missed), now_ns, 0U);
}

void error_raise(const uint8_t *message, uint32_t length)
{
    const uint32_t t = sched.current;
    entry_point next;

    report(FAULT_RAISED, t, 0U, 0U);
    next = respond(FAULT_RAISED, t, 0U);
    if (next == NULL) {
        /* ignored */
    } else if (t == PROCESS_IDLE) {
        error_act();
    } else {
        copy(messages.errors.message, message, length);
        messages.errors.length = length;
        sched.lock_level = 0U;
        /*@ assert rings: inv_rings; */
        /*@ assert apart: inv_apart; */
        /*@ assert lengths: inv_lengths; */
        /*@ assert fits: inv_fits; */
        /*@ assert boards: inv_boards; */
        /*@ assert same: ready_same{Pre,Here}; */
        /*@ assert inv: inv; */
        sched_boot(next);
        /*@ assert fixed: fixed{Pre,Here}; */
        /*@ assert names: names_same{Pre,Here}; */
        /*@ assert maxima: maxima_inv; */
        /*@ assert sizes: \forall integer r; 0 <= r < PORT_MAX ==>
              port_size(r) == port_size{Pre}(r); */
        /*@ assert ports: ports_inv; */
        /*@ assert app: app_inv; */
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Start of the partition, end of a process, and faults. */
#include "kernel/boot.h"

#define HEX_DIGITS 16U
#define CAUSE_LENGTH 18U

static const char bad_config[] = "longeron: config.c: wrong table\n";
static const char main_ended[] = "longeron: main() ended before NORMAL\n";
static const char fault_head[] = "longeron: fault in ";
static const char fault_boot[] = "main()";
static const char fault_at[] = " at 0x";
static const char fault_pc[] = ", pc 0x";
static const char fault_end[] = "\n";

/* enum fault's texts, in its order */
static const char cause_text[(uint32_t)FAULT_OTHER + 1U][CAUSE_LENGTH] = {
    ": memory access   ", ": execution       ", ": stack overflow  ",
    ": misalignment    ", ": undefined instr.", ": other exception "};

/* Write a number as 16 hexadecimal digits.
   [impl->llr~fault-report~2] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing; */
static void write_hex(uint64_t value)
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

/* 1 when the configuration fits the kernel's pools, else 0.
   [impl->llr~boot~1] */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    valid: \result != 0 <==> config_valid; */
static uint32_t config_check(void)
{
    const uint32_t times =
        ((config.period_ns > 0) && (config.period_ns <= PERIOD_MAX) &&
         (config.duration_ns > 0) && (config.duration_ns <= config.period_ns))
            ? 1U
            : 0U;
    const uint32_t pools = ((config.limit[KIND_PROCESS] <= PROCESS_MAX) &&
                            (config.limit[KIND_SEMAPHORE] <= SEMAPHORE_MAX) &&
                            (config.limit[KIND_EVENT] <= EVENT_MAX))
                               ? 1U
                               : 0U;
    const uint32_t others = ((config.limit[KIND_BUFFER] <= BUFFER_MAX) &&
                             (config.limit[KIND_BOARD] <= BOARD_MAX) &&
                             (config.limit[KIND_MUTEX] <= MUTEX_MAX))
                                ? 1U
                                : 0U;

    return times & pools & others;
}

void kernel_boot(enum mode mode, uint32_t cause)
{
    if (config_check() == 0U) {
        arch_console_write(bad_config, sizeof(bad_config) - 1U);
        arch_shutdown(1U);
    }
    sched_init();
    partition_init(mode, cause);
    (void)main();
    arch_console_write(main_ended, sizeof(main_ended) - 1U);
    arch_shutdown(1U);
}

void kernel_normal(void)
{
    const int64_t now_ns = arch_now();

    partition.mode = NORMAL;
    partition.start_ns = now_ns;
    process_release_all(now_ns);
    /*@ assert entered: partition.mode == NORMAL &&
          partition.start_ns == past.clock_ns; */
    /*@ assert released: \forall integer t; proc(t) &&
          process[t].place == PLACE_DELAYED ==> released(t,
            after(past.clock_ns, \at(process[t].release_ns, Pre))) &&
            timer.due_ns[t] == process[t].release_ns; */
    /*@ assert maxima: maxima_inv; */
    /*@ assert order: order_inv; */
    /*@ assert app: app_inv; */
    sched_idle(now_ns);
}

void kernel_process_end(void)
{
    process_stop_self();
}

void kernel_fault(enum fault cause, uint32_t t, uint64_t address, uint64_t pc)
{
    arch_console_write(fault_head, sizeof(fault_head) - 1U);
    if (t == PROCESS_IDLE) {
        arch_console_write(fault_boot, sizeof(fault_boot) - 1U);
    } else {
        const char *name = names.name[KIND_PROCESS][t].text;
        uint32_t length = 0U;

        /*@ loop invariant range: 0 <= length <= NAME_LENGTH;
            loop assigns length;
            loop variant NAME_LENGTH - length; */
        while ((length < NAME_LENGTH) && (name[length] != '\0')) {
            length++;
        }
        arch_console_write(name, length);
    }
    arch_console_write(cause_text[cause], CAUSE_LENGTH);
    arch_console_write(fault_at, sizeof(fault_at) - 1U);
    write_hex(address);
    arch_console_write(fault_pc, sizeof(fault_pc) - 1U);
    write_hex(pc);
    arch_console_write(fault_end, sizeof(fault_end) - 1U);
    arch_shutdown(1U);
}

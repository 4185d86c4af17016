/* SPDX-License-Identifier: Apache-2.0 */
/* Start of the partition, and the end of a process. */
#include "kernel/boot.h"

static const char bad_config[] = "longeron: config.c: wrong table\n";
static const char main_ended[] = "longeron: main() ended before NORMAL\n";

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
    if (sched.current == PROCESS_IDLE) {
        error_leave();
    } else {
        process_stop_self();
    }
}

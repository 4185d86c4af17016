/* SPDX-License-Identifier: Apache-2.0 */
/* The port for unit tests on the host: it records what the kernel asks. */
#include "arch_host.h"

#include <CUnit/CUnit.h>
#include <string.h>

#include "arch/arch.h"
#include "kernel/boot.h"
#include "kernel/config.h"
#include "kernel/sched.h"

struct host host;
int64_t host_now;
jmp_buf host_exit;
void (*host_switch_hook)(uint32_t from, uint32_t to);
void (*host_console_hook)(void);
void (*host_sleep_hook)(int64_t when_ns);
void (*host_channel_hook)(uint32_t r, uint32_t w);

int (*host_main_hook)(void);

/* A test may define another one. */
__attribute__((weak)) const struct config config = {
    .partition_id = 1,
    .period_ns = 1000000000,
    .duration_ns = 1000000000,
    .limit = {[KIND_PROCESS] = PROCESS_MAX,
              [KIND_SEMAPHORE] = SEMAPHORE_MAX,
              [KIND_EVENT] = EVENT_MAX,
              [KIND_BUFFER] = BUFFER_MAX,
              [KIND_BOARD] = BOARD_MAX,
              [KIND_MUTEX] = MUTEX_MAX},
};

/* What src/kernel/boot.c calls main(), see mk/test.mk. */
int application_main(void);

int application_main(void)
{
    return (host_main_hook != NULL) ? host_main_hook() : 0;
}

void host_reset(void)
{
    (void)memset(&host, 0, sizeof host);
    host_now = 0;
    host_switch_hook = NULL;
    host_console_hook = NULL;
    host_sleep_hook = NULL;
    host_channel_hook = NULL;
    host_main_hook = NULL;
}

void arch_switch(uint32_t from, uint32_t to)
{
    host.switches++;
    host.from = from;
    host.to = to;
    if (host_switch_hook != NULL) {
        host_switch_hook(from, to);
    }
}

void arch_sleep_until(int64_t when_ns)
{
    host.sleeps++;
    host.sleep_ns = when_ns;
    if (host_sleep_hook != NULL) {
        host_sleep_hook(when_ns);
    } else if (when_ns == TIME_NEVER) {
        CU_FAIL_FATAL("asleep for ever: nobody is ready, and nobody is due");
    } else if (when_ns > host_now) {
        host_now = when_ns;
    } else {
        /* the clock is there already */
    }
}

void host_end_at_switch(uint32_t from, uint32_t to)
{
    (void)from;
    (void)to;
    longjmp(host_exit, HOST_SWITCHED);
}

void host_end_at_sleep(int64_t when_ns)
{
    (void)when_ns;
    longjmp(host_exit, HOST_ASLEEP);
}

void host_watch(int64_t when_ns)
{
    host.watches++;
    host.watch_ns = when_ns;
}

void arch_begin(void (*next)(void))
{
    host.entry = next;
    longjmp(host_exit, HOST_BEGUN);
}

uint32_t arch_stack_size(void)
{
    return HOST_STACK_SIZE;
}

void arch_context_init(uint32_t t, void (*entry)(void))
{
    host.contexts++;
    host.context = t;
    host.entry = entry;
}

void (*arch_entry_at(uint64_t address))(void)
{
    return (void (*)(void))(uintptr_t)address;
}

void arch_console_write(const char *text, uint32_t length)
{
    if (host_console_hook != NULL) {
        host_console_hook();
    }
    for (uint32_t i = 0U; i < length; i++) {
        if (host.console_length < HOST_CONSOLE_MAX - 1U) {
            host.console[host.console_length] = text[i];
            host.console_length++;
        }
    }
}

/* For programs without ports. */
__attribute__((weak)) const struct port port_table[PORT_MAX];

/* Each access, before it is made. */
static void accesses(uint32_t r, uint32_t w)
{
    if (host_channel_hook != NULL) {
        host_channel_hook(r, w);
    }
}

uint64_t arch_channel_get(uint32_t r, uint32_t w)
{
    accesses(r, w);
    return port_table[r].channel[w];
}

void arch_channel_set(uint32_t r, uint32_t w, uint64_t value)
{
    accesses(r, w);
    port_table[r].channel[w] = value;
}

void arch_channel_read(uint32_t r, uint32_t w, uint8_t *data, uint32_t length)
{
    accesses(r, w);
    (void)memcpy(data, &port_table[r].channel[w], length);
}

void arch_channel_write(uint32_t r, uint32_t w, const uint8_t *data,
                        uint32_t length)
{
    accesses(r, w);
    (void)memcpy(&port_table[r].channel[w], data, length);
}

void arch_restart(uint32_t mode, uint32_t cause)
{
    host.mode = mode;
    host.cause = cause;
    longjmp(host_exit, HOST_RESTART);
}

void arch_reset(void)
{
    longjmp(host_exit, HOST_RESET);
}

void arch_shutdown(uint32_t status)
{
    host.status = status;
    longjmp(host_exit, HOST_SHUTDOWN);
}

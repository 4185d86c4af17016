/* SPDX-License-Identifier: Apache-2.0 */
/* The port for unit tests on the host: it records what the kernel asks. */
#ifndef ARCH_HOST_H
#define ARCH_HOST_H

#include <setjmp.h>
#include <stdint.h>

#define HOST_CONSOLE_MAX 4096U
#define HOST_STACK_SIZE 28672U

/* How a function that never returns was left: see HOST_CATCH. */
enum host_left {
    HOST_RETURNED = 0,
    HOST_RESTART,
    HOST_SHUTDOWN,
    HOST_RESET,
    HOST_BEGUN,
    HOST_SWITCHED, /* by host_end_at_switch */
    HOST_ASLEEP    /* by host_end_at_sleep */
};

/** What the port was asked since host_reset(). */
struct host {
    uint32_t switches; /* calls of arch_switch */
    uint32_t from;     /* its last arguments */
    uint32_t to;
    uint32_t contexts; /* calls of arch_context_init */
    uint32_t context;  /* its last arguments */
    void (*entry)(void); /* or that of arch_begin */
    uint32_t watches;    /* calls of arch_watch */
    int64_t watch_ns;    /* its last argument */
    uint32_t sleeps;                /* calls of arch_sleep_until */
    int64_t sleep_ns;               /* its last argument */
    char console[HOST_CONSOLE_MAX]; /* what was written, cut, with a NUL */
    uint32_t console_length;
    uint32_t mode; /* arguments of arch_restart */
    uint32_t cause;
    uint32_t status; /* argument of arch_shutdown */
};

extern struct host host;
extern int64_t host_now; /* the clock, in ns */

/*
 * Hooks, or NULL. The switch hook stands for all that runs between a switch
 * away and the switch back: it must leave sched.current as `from`, ready and
 * the first of its level. Without a hook the sleep sets the clock to when_ns,
 * or fails the test where that is TIME_NEVER; the hook may do less, since a
 * sleep may end early.
 */
extern void (*host_switch_hook)(uint32_t from, uint32_t to);
/** Called before each piece of text that is written to the console. */
extern void (*host_console_hook)(void);
extern void (*host_sleep_hook)(int64_t when_ns);
extern int (*host_main_hook)(void); /* the application's main() */

/* The other end of channels: called before word w of that of port r is read. */
extern void (*host_channel_hook)(uint32_t r, uint32_t w);

/** Hooks that leave for HOST_CATCH: what follows never comes, or does not
 * matter. */
void host_end_at_switch(uint32_t from, uint32_t to);
void host_end_at_sleep(int64_t when_ns);

/* Where these, arch_restart, arch_reset, arch_begin and arch_shutdown go, with a
   value of host_left. */
extern jmp_buf host_exit;

/** Run a statement; the value says how it was left: enum host_left. */
#define HOST_CATCH(left, statement)                                            \
    do {                                                                       \
        (left) = setjmp(host_exit);                                            \
        if ((left) == HOST_RETURNED) {                                         \
            statement;                                                         \
        }                                                                      \
    } while (0)

/** Forget what was recorded, and the hooks; the clock is at 0. */
void host_reset(void);

#endif

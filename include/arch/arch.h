/* SPDX-License-Identifier: Apache-2.0 */
/* The port contract: all that the kernel asks of a CPU and its board. */
#ifndef ARCH_ARCH_H
#define ARCH_ARCH_H

#include <stdint.h>

#include "kernel/config.h"

#include "spec/bits.acsl"
#include "spec/channel.acsl"
#include "spec/past.acsl"

/** What a CPU fault was; the argument of error_fault(). */
enum fault {
    FAULT_MEMORY,      /* read or write that the tables do not allow */
    FAULT_EXECUTE,     /* fetch from memory that is not code */
    FAULT_STACK,       /* access to a guard page */
    FAULT_ALIGNMENT,   /* misaligned access or stack pointer */
    FAULT_INSTRUCTION, /* undefined or trapped instruction */
    FAULT_NUMERIC,     /* division by zero, as the compiler traps it */
    FAULT_OTHER,       /* any other exception */
    FAULT_RAISED,      /* of no CPU: the application raised it */
    FAULT_DEADLINE     /* of no CPU: a deadline was missed */
};

/**
 * The time in ns since power-on; never runs backwards.
 */
/*@ terminates \true;
    exits      \false;
    assigns    past.clock_ns;
    ensures    clock: \result == past.clock_ns;
    ensures    later: \old(past.clock_ns) <= past.clock_ns < TIME_NEVER;
    ensures    range: 0 <= \result; */
static inline int64_t arch_now(void);

/**
 * The lowest member of the set m.
 */
/*@ requires some: m != 0;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    range: \result < 64;
    ensures    member: in(m, \result);
    ensures    lowest: \forall integer k; 0 <= k < \result ==> !in(m, k); */
static inline uint32_t arch_ctz(uint64_t m);

/**
 * Have error_overrun() called when_ns (TIME_NEVER: never), or later, before the
 * first instruction of application code that runs then.
 */
/*@ requires when: 0 <= when_ns;
    terminates \true;
    exits      \false;
    assigns    \nothing; */
static inline void arch_watch(int64_t when_ns);

/* The bodies of these three, chosen by the include path. */
#include "arch_inline.h"

/**
 * Sleep until the clock has reached when_ns (TIME_NEVER: for ever).
 * May return early; the caller reads the clock again.
 */
/*@ requires when: 0 <= when_ns;
    terminates when_ns < TIME_NEVER;
    exits      \false;
    assigns    \nothing; */
void arch_sleep_until(int64_t when_ns);

/**
 * Run next() in the boot context, whose stack begins anew. Never returns.
 */
/*@ terminates \false;
    exits      \false;
    assigns    \nothing;
    ensures    never: \false; */
_Noreturn void arch_begin(void (*next)(void));

/* For the proof alone: the constant that arch_stack_size() returns. */
/*@ ghost extern const uint32_t stack_size; */

/** Bytes of stack that each process has above its guard page. */
/*@ terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    constant: \result == stack_size; */
uint32_t arch_stack_size(void);

/**
 * Prepare the context of process t, or the boot context (PROCESS_IDLE), which
 * does not run, so that the next arch_switch to it calls
 * entry() on t's own, empty stack; when entry returns, kernel_process_end()
 * is called.
 */
/*@ requires process: t <= PROCESS_MAX;
    terminates \true;
    exits      \false;
    assigns    \nothing; */
void arch_context_init(uint32_t t, void (*entry)(void));

/** The address as a pointer to code, which need not be there. */
/*@ terminates \true;
    exits      \false;
    assigns    \result \from address; */
void (*arch_entry_at(uint64_t address))(void);

/**
 * Write length bytes to the console.
 */
/*@ requires text: length == 0 || \valid_read(text + (0 .. length - 1));
    terminates \true;
    exits      \false;
    assigns    \nothing; */
void arch_console_write(const char *text, uint32_t length);

/**
 * Word w of the channel of port r. The other end may write it at any time, so
 * it is any value. The other end sees the accesses of words in the order of the
 * calls, and those of bytes between those of the words before and after them.
 */
/*@ requires word: r < PORT_MAX && w < channel_words(r);
    terminates \true;
    exits      \false;
    assigns    \nothing; */
uint64_t arch_channel_get(uint32_t r, uint32_t w);

/** Set word w of the channel of port r. */
/*@ requires word: r < PORT_MAX && w < channel_words(r);
    terminates \true;
    exits      \false;
    assigns    \nothing; */
void arch_channel_set(uint32_t r, uint32_t w, uint64_t value);

/**
 * Read the length bytes from word w of the channel of port r on: any values.
 */
/*@ requires words: r < PORT_MAX && 8 * w + length <= 8 * channel_words(r);
    requires data: length == 0 || \valid(data + (0 .. length - 1));
    terminates \true;
    exits      \false;
    assigns    data[0 .. length - 1]; */
void arch_channel_read(uint32_t r, uint32_t w, uint8_t *data, uint32_t length);

/** Write length bytes from word w of the channel of port r on. */
/*@ requires words: r < PORT_MAX && 8 * w + length <= 8 * channel_words(r);
    requires data: length == 0 || \valid_read(data + (0 .. length - 1));
    terminates \true;
    exits      \false;
    assigns    \nothing; */
void arch_channel_write(uint32_t r, uint32_t w, const uint8_t *data,
                        uint32_t length);

/**
 * Re-create every byte of data from the image and enter kernel_boot(mode,
 * cause) on the boot stack. Never returns.
 */
/*@ terminates \false;
    exits      \false;
    assigns    \nothing;
    ensures    never: \false; */
_Noreturn void arch_restart(uint32_t mode, uint32_t cause);

/** Start the machine anew, as at power-on. Never returns. */
/*@ terminates \false;
    exits      \false;
    assigns    \nothing;
    ensures    never: \false; */
_Noreturn void arch_reset(void);

/** Stop the machine with an exit status (0: good). Never returns. */
/*@ terminates \false;
    exits      \false;
    assigns    \nothing;
    ensures    never: \false; */
_Noreturn void arch_shutdown(uint32_t status);

#endif

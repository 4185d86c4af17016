/* SPDX-License-Identifier: Apache-2.0 */
/* Read before config.c: names the field that kernel_boot() would refuse,
   a table without a process, a port that could not be created, and a response
   to an error that is none. */
#include "kernel/config.h"

/* The table of a config.c that defines none: all rows are zeros, no ports. C
   lets the definition of one that does stand beside it. */
const struct port port_table[PORT_MAX];

/* 1U in the config.c of a test of the kernel: actions are accepted in place of
   which the kernel does something else. */
static const uint32_t config_of_a_test;

/* A call that the optimizer cannot remove is an error with this text. */
#define CHECK(field, good, cure)                                               \
    if (!(good)) {                                                             \
        extern void wrong_##field(void) __attribute__((                        \
            error(__BASE_FILE__ ": needs " #good ": write " cure)));           \
        wrong_##field();                                                       \
    }
#define TEXT(x) #x
#define AT_MOST(field, max) "." #field " = at most " TEXT(max)

/* What is said of row n of the ports; a row of zeros is none. Of a
   channel whose size the compiler cannot know, it is all bytes. */
#define ROW(n, field, good, cure)                                              \
    CHECK(field##_##n, good, "port_table[" #n "]." #field " = " cure)
#define ROOM                                                                   \
    "an array of CHANNEL_WORDS(count) words, of a sampling port "              \
    "CHANNEL_WORDS(SAMPLING_CELLS)"
#define CELLS(n)                                                               \
    (port_table[n].count == 0U ? SAMPLING_CELLS : port_table[n].count)
#define BYTES(n) __builtin_object_size(port_table[n].channel, 0)
#define PORT(n)                                                                \
    ROW(n, size, port_table[n].size <= MESSAGE_SIZE_MAX &&                     \
            (port_table[n].size != 0U || (port_table[n].channel == 0 &&        \
                                          port_table[n].name[0] == '\0')),     \
        "1 to MESSAGE_SIZE_MAX")                                               \
    ROW(n, channel, port_table[n].size == 0U || port_table[n].channel != 0,    \
        ROOM)                                                                  \
    if (port_table[n].size != 0U && port_table[n].channel != 0 &&              \
        port_table[n].count <= PORT_MESSAGES_MAX) {                            \
        CHECK(room_##n, BYTES(n) >= 8U * CHANNEL_WORDS(CELLS(n)),              \
              "port_table[" #n "].channel = " ROOM)                            \
    }                                                                          \
    ROW(n, count, port_table[n].count <= PORT_MESSAGES_MAX,                    \
        "1 to PORT_MESSAGES_MAX, or 0 of a sampling port")                     \
    ROW(n, direction, port_table[n].direction == SOURCE ||                     \
            port_table[n].direction == DESTINATION,                            \
        "SOURCE or DESTINATION")
#define PORTS(tens)                                                            \
    PORT(tens##0) PORT(tens##1) PORT(tens##2) PORT(tens##3) PORT(tens##4)      \
    PORT(tens##5) PORT(tens##6) PORT(tens##7) PORT(tens##8) PORT(tens##9)

/* What is said of the response to an error, as config/generate.py does. */
#define RESPONSE(code)                                                         \
    CHECK(action_##code, config.response[code].action <= ACTION_IGNORE,        \
          ".response[" #code "].action = one of enum action")                  \
    CHECK(handler_##code, config.response[code].handler <= 1U,                 \
          ".response[" #code "].handler = 1U, the error handler's, or 0U")     \
    CHECK(confirm_##code, config.response[code].confirm <= 1000U,              \
          ".response[" #code "].confirm = at most 1000U")
/* of one after which a process may go on, */
#define GOES_ON(code)                                                          \
    RESPONSE(code)                                                             \
    CHECK(needless_##code,                                                     \
          config.response[code].action != ACTION_IGNORE ||                     \
              config.response[code].handler != 0U ||                           \
              config.response[code].confirm == 0U,                             \
          ".response[" #code "].confirm = 0U, or another action: what is "     \
          "ignored needs no confirmation")
/* and of one after which it is stopped, whatever the action. */
#define STOPS(code)                                                            \
    RESPONSE(code)                                                             \
    if (config_of_a_test == 0U) {                                              \
        CHECK(ignored_##code, config.response[code].action != ACTION_IGNORE,   \
              ".response[" #code "] = {ACTION_STOP, 1U, 0U}, or another "      \
              "action: whose process it is, is stopped")                       \
    }

void config_check(void);

void config_check(void)
{
    CHECK(config, __builtin_constant_p(config.period_ns),
          "const struct config config = {...}, of this name")
    if (!__builtin_constant_p(config.period_ns)) {
        return;
    }
    CHECK(period, 0 < config.period_ns && config.period_ns <= PERIOD_MAX,
          ".period_ns in ns, as 1000000000 for 1 s")
    CHECK(duration,
          0 < config.duration_ns && config.duration_ns <= config.period_ns,
          ".duration_ns in ns, at most .period_ns")
    CHECK(processes, config.limit[KIND_PROCESS] <= PROCESS_MAX,
          AT_MOST(limit[KIND_PROCESS], PROCESS_MAX))
    CHECK(none, config.limit[KIND_PROCESS] != 0U,
          ".limit[KIND_PROCESS] = at least 1")
    CHECK(semaphores, config.limit[KIND_SEMAPHORE] <= SEMAPHORE_MAX,
          AT_MOST(limit[KIND_SEMAPHORE], SEMAPHORE_MAX))
    CHECK(events, config.limit[KIND_EVENT] <= EVENT_MAX,
          AT_MOST(limit[KIND_EVENT], EVENT_MAX))
    CHECK(buffers, config.limit[KIND_BUFFER] <= BUFFER_MAX,
          AT_MOST(limit[KIND_BUFFER], BUFFER_MAX))
    CHECK(blackboards, config.limit[KIND_BOARD] <= BOARD_MAX,
          AT_MOST(limit[KIND_BOARD], BOARD_MAX))
    CHECK(mutexes, config.limit[KIND_MUTEX] <= MUTEX_MAX,
          AT_MOST(limit[KIND_MUTEX], MUTEX_MAX))
    _Static_assert(ERROR_COUNT == 8U, "all are checked below");
    GOES_ON(DEADLINE_MISSED) GOES_ON(APPLICATION_ERROR)
    STOPS(NUMERIC_ERROR) STOPS(ILLEGAL_REQUEST) STOPS(STACK_OVERFLOW)
    STOPS(MEMORY_VIOLATION) STOPS(HARDWARE_FAULT)
    CHECK(row_POWER_FAIL,
          config.response[POWER_FAIL].action == ACTION_SHUTDOWN &&
              config.response[POWER_FAIL].handler == 0U &&
              config.response[POWER_FAIL].confirm == 0U,
          "no .response[POWER_FAIL]: the board does not tell it")
    _Static_assert(PORT_MAX == 64U, "rows 0 to 63 are checked below");
    PORTS() PORTS(1) PORTS(2) PORTS(3) PORTS(4) PORTS(5)
    PORT(60) PORT(61) PORT(62) PORT(63)
}

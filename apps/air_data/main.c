/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An air-data computer: replays a recording at 50 Hz, computes at 10 Hz,
 * shows a page at 1 Hz, and alerts once per crossing of the alert altitude.
 */
#include <apexError.h>
#include <apexEvent.h>
#include <apexPartition.h>
#include <apexProcess.h>
#include <apexSemaphore.h>
#include <apexTime.h>

#include "air_data.h"
#include "page.h"

#define MS 1000000LL
#define WINDOW 5U /* samples averaged: 100 ms */
#define ALERT_FT 8000.0
#define FT_PER_M (1.0 / 0.3048)
#define KT_PER_M_S (3600.0 / 1852.0)

static const struct sample recording[] = {
#include "recording.inc"
};
#define SAMPLES ((uint32_t)(sizeof(recording) / sizeof(recording[0])))

/* What one process gives to the next; guarded by the semaphore. */
static struct sample latest[WINDOW];
static uint32_t taken;
static struct air {
    double altitude_ft;
    double cas_kt;
    double mach;
    double tas_kt;
} air;

static SEMAPHORE_ID_TYPE guard;
static EVENT_ID_TYPE alert;

/* Stop where a service that must succeed does not; IDLE would end the run as
   if all were well, a fault ends it with a failing exit status. */
static void need(RETURN_CODE_TYPE code, const char *what)
{
    if (code != NO_ERROR) {
        page_begin();
        page_text("air_data: failed: ");
        page_text(what);
        page_end();
        __builtin_trap();
    }
}

static void lock(void)
{
    RETURN_CODE_TYPE code;

    WAIT_SEMAPHORE(guard, INFINITE_TIME_VALUE, &code);
    need(code, "WAIT_SEMAPHORE");
}

static void unlock(void)
{
    RETURN_CODE_TYPE code;

    SIGNAL_SEMAPHORE(guard, &code);
    need(code, "SIGNAL_SEMAPHORE");
}

static void next_release(void)
{
    RETURN_CODE_TYPE code;

    PERIODIC_WAIT(&code);
    need(code, "PERIODIC_WAIT");
}

/* 50 Hz: take a sample; after the last one, end the run. */
static void acquire(void)
{
    RETURN_CODE_TYPE code;

    while (taken < SAMPLES) {
        lock();
        latest[taken % WINDOW] = recording[taken];
        taken++;
        unlock();
        next_release();
    }
    page_begin();
    page_text("end of recording");
    page_end();
    SET_PARTITION_MODE(IDLE, &code);
    need(code, "SET_PARTITION_MODE");
}

/* Mean of the samples of the window, fewer at the start. */
static struct sample mean(void)
{
    const uint32_t n = (taken < WINDOW) ? taken : WINDOW;
    struct sample m = {0.0, 0.0, 0.0};

    for (uint32_t i = 0U; i < n; i++) {
        m.static_pa += latest[i].static_pa;
        m.total_pa += latest[i].total_pa;
        m.total_k += latest[i].total_k;
    }
    m.static_pa /= n;
    m.total_pa /= n;
    m.total_k /= n;
    return m;
}

/* 10 Hz: compute, and set the alert when the altitude crosses its limit. */
static void compute(void)
{
    RETURN_CODE_TYPE code;
    uint32_t above = 0U;

    for (;;) {
        struct sample m;

        lock();
        m = mean();
        air.altitude_ft = air_altitude_m(m.static_pa) * FT_PER_M;
        air.cas_kt = air_cas_m_s(m.static_pa, m.total_pa) * KT_PER_M_S;
        air.mach = air_mach(m.static_pa, m.total_pa);
        air.tas_kt = air_tas_m_s(air.mach, m.total_k) * KT_PER_M_S;
        unlock();
        if ((above == 0U) && (air.altitude_ft > ALERT_FT)) {
            above = 1U;
            SET_EVENT(alert, &code);
            need(code, "SET_EVENT");
        } else if (air.altitude_ft < (ALERT_FT - 100.0)) {
            above = 0U;
        } else {
            /* within the hysteresis */
        }
        next_release();
    }
}

/* 1 Hz: the page, with the vertical speed since the last one. */
static void show(void)
{
    double before_ft = 0.0;
    int32_t second = 0;

    for (;;) {
        struct air now;
        double climb_ft_min;

        lock();
        now = air;
        unlock();
        climb_ft_min =
            (second == 0) ? 0.0 : (now.altitude_ft - before_ft) * 60.0;
        before_ft = now.altitude_ft;
        page_begin();
        page_text("t ");
        page_number(second, 0, 3);
        page_text(" s   ALT ");
        page_number(now.altitude_ft, 0, 6);
        page_text(" ft   CAS ");
        page_number(now.cas_kt, 1, 6);
        page_text(" kt   MACH ");
        page_number(now.mach, 3, 6);
        page_text("   TAS ");
        page_number(now.tas_kt, 1, 6);
        page_text(" kt   VS ");
        page_number(climb_ft_min, 0, 6);
        page_text(" ft/min");
        page_end();
        second++;
        next_release();
    }
}

/* Aperiodic: say it, once per event. */
static void announce(void)
{
    RETURN_CODE_TYPE code;

    for (;;) {
        WAIT_EVENT(alert, INFINITE_TIME_VALUE, &code);
        need(code, "WAIT_EVENT");
        RESET_EVENT(alert, &code);
        need(code, "RESET_EVENT");
        page_begin();
        page_text("ALERT: above 8000 ft");
        page_end();
    }
}

static void create(const char *name, SYSTEM_ADDRESS_TYPE entry,
                   SYSTEM_TIME_TYPE period_ns, PRIORITY_TYPE priority)
{
    PROCESS_ATTRIBUTE_TYPE a = {.PERIOD = period_ns,
                                .TIME_CAPACITY = period_ns,
                                .ENTRY_POINT = entry,
                                .STACK_SIZE = 16384U,
                                .BASE_PRIORITY = priority,
                                .DEADLINE = SOFT};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    RETURN_CODE_TYPE code;

    for (uint32_t i = 0U; (i < MAX_NAME_LENGTH) && (name[i] != '\0'); i++) {
        a.NAME[i] = name[i];
    }
    CREATE_PROCESS(&a, &id, &code);
    need(code, "CREATE_PROCESS");
    START(id, &code);
    need(code, "START");
}

int main(void)
{
    static const SEMAPHORE_NAME_TYPE guard_name = "air data";
    static const EVENT_NAME_TYPE alert_name = "altitude alert";
    RETURN_CODE_TYPE code;

    CREATE_SEMAPHORE(guard_name, 1, 1, PRIORITY, &guard, &code);
    need(code, "CREATE_SEMAPHORE");
    CREATE_EVENT(alert_name, &alert, &code);
    need(code, "CREATE_EVENT");
    create("alert", announce, INFINITE_TIME_VALUE, 40);
    create("acquire", acquire, 20 * MS, 30);
    create("compute", compute, 100 * MS, 20);
    create("show", show, 1000 * MS, 10);
    SET_PARTITION_MODE(NORMAL, &code);
    need(code, "SET_PARTITION_MODE");
    return 1;
}

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
#include "task.h"

#define WINDOW 5U /* samples averaged: 100 ms */
#define ALERT_FT 8000.0

static const struct sample recording[] = {
#include "recording.inc"
};
#define SAMPLES ((uint32_t)(sizeof(recording) / sizeof(recording[0])))

/* What one process gives to the next; guarded by the semaphore. */
static struct sample latest[WINDOW];
static uint32_t taken;
static struct air air;

static SEMAPHORE_ID_TYPE guard;
static EVENT_ID_TYPE alert;

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
    page_line("end of recording");
    SET_PARTITION_MODE(IDLE, &code);
    need(code, "SET_PARTITION_MODE");
}

/* 10 Hz: compute, and set the alert when the altitude crosses its limit. */
static void compute(void)
{
    RETURN_CODE_TYPE code;
    uint32_t above = 0U;

    for (;;) {
        /* Of the samples of the window, fewer at the start. */
        lock();
        air = air_of(air_mean(latest, (taken < WINDOW) ? taken : WINDOW));
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
        page_air(second, now, climb_ft_min);
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
        page_line("ALERT: above 8000 ft");
    }
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
    task("alert", announce, INFINITE_TIME_VALUE, 40, 0);
    task("acquire", acquire, 20 * MS, 30, 0);
    task("compute", compute, 100 * MS, 20, 0);
    task("show", show, 1000 * MS, 10, 0);
    SET_PARTITION_MODE(NORMAL, &code);
    need(code, "SET_PARTITION_MODE");
    return 1;
}

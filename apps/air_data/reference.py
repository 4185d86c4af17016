#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check a run of air_data against values computed here, in another way.

Usage: reference.py recording.csv run.log

The application uses closed formulas. This program integrates the hydrostatic
equation upwards from sea level until it meets the measured pressure, through the
troposphere and the isothermal layer above it, and finds speeds by bisection
of the isentropic relation. Both average the same last five samples.
Tolerances: half a digit of the display, plus an allowance for the numerical
error of both programs: 0.001 ft (the integration is within 0.00001 ft of the
closed formula), 0.001 kt and Mach 0.000001. Vertical speed is the difference
of two altitudes over one second, not of the displayed ones: 60 times 2 times
0.001 ft/min.
Exit status 0: every line agrees; 1: not; each disagreement is printed.
"""
import csv
import re
import sys

T0_K, P0_PA, LAPSE, G, R, GAMMA = 288.15, 101325.0, 0.0065, 9.80665, 287.05287, 1.4
FT, KT = 0.3048, 1852.0 / 3600.0
RATE_HZ, WINDOW, STEP_M = 50, 5, 0.25
TROPOPAUSE_K = 216.65
TOLERANCE = {"ALT": 0.5 + 0.001, "CAS": 0.05 + 0.001, "MACH": 0.0005 + 0.000001,
             "TAS": 0.05 + 0.001, "VS": 0.5 + 60 * 2 * 0.001}
LINE = re.compile(r"t +(?P<t>\d+) s +ALT +(?P<ALT>-?[\d.]+) ft +CAS +"
                  r"(?P<CAS>[\d.]+) kt +MACH +(?P<MACH>[\d.]+) +TAS +"
                  r"(?P<TAS>[\d.]+) kt +VS +(?P<VS>-?[\d.]+) ft/min")


def temperature_k(height):
    """Falls with height up to the tropopause, then stays."""
    return max(T0_K - LAPSE * height, TROPOPAUSE_K)


def altitude_m(pressure):
    """Integrate dp/dh = -p g / (R T) by the midpoint rule up to pressure."""
    height, p = 0.0, P0_PA
    while p > pressure:
        k1 = -p * G / (R * temperature_k(height))
        middle = p + k1 * STEP_M / 2
        slope = -middle * G / (R * temperature_k(height + STEP_M / 2))
        if p + slope * STEP_M < pressure:
            return height + (pressure - p) / slope
        p += slope * STEP_M
        height += STEP_M
    return height


def mach(impact, static):
    """Bisect the isentropic relation for the Mach number."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        ratio = (1 + (GAMMA - 1) / 2 * middle ** 2) ** (GAMMA / (GAMMA - 1))
        low, high = (middle, high) if ratio - 1 < impact / static else (low, middle)
    return low


def expected(rows, second):
    end = second * RATE_HZ + 1
    window = rows[max(0, end - WINDOW):end]
    static, total, temp = (sum(c) / len(window) for c in zip(*window))
    m = mach(total - static, static)
    sound_0 = (GAMMA * R * T0_K) ** 0.5
    return {"ALT": altitude_m(static) / FT,
            "CAS": sound_0 * mach(total - static, P0_PA) / KT, "MACH": m,
            "TAS": m * (GAMMA * R * temp / (1 + 0.2 * m * m)) ** 0.5 / KT}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], newline="", encoding="ascii") as f:
        rows = [tuple(float(v) for v in row) for row in list(csv.reader(f))[1:]]
    with open(sys.argv[2], encoding="ascii") as f:
        pages = [m for m in map(LINE.search, f) if m]
    wrong, before = 0, None
    seconds = (len(rows) - 1) // RATE_HZ + 1
    if [int(p["t"]) for p in pages] != list(range(seconds)):
        print("%s: shows %d pages, not one for each of %d seconds" % (
            sys.argv[2], len(pages), seconds))
        wrong += 1
    for page in pages:
        want = expected(rows, int(page["t"]))
        want["VS"] = 0.0 if before is None else (want["ALT"] - before) * 60
        before = want["ALT"]
        for name, limit in TOLERANCE.items():
            if not abs(float(page[name]) - want[name]) <= limit:
                print("%s: t %s s: %s is %s, computed %.4f, tolerance %g" % (
                    sys.argv[2], page["t"], name, page[name], want[name], limit))
                wrong += 1
    print("air_data: %d pages, %d values wrong" % (len(pages), wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

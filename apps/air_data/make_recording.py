#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make recording.csv: a climb, a cruise and a descent as the sensors saw it.

Usage: make_recording.py > recording.csv

One row every 20 ms (50 Hz): static pressure and total pressure in pascals,
total air temperature in kelvins. The air is that of the ICAO standard
atmosphere below 11 km; the noise comes from a seeded generator, so the same
script always gives the same bytes.
"""
import random

RATE_HZ = 50
SECONDS = 60
T0_K, P0_PA, LAPSE_K_M = 288.15, 101325.0, 0.0065
G, R, GAMMA = 9.80665, 287.05287, 1.4


def profile(t_s):
    """Altitude in metres and true airspeed in m/s at time t_s."""
    if t_s < 20:
        return 2000.0 + 25.0 * t_s, 110.0 + 2.0 * t_s
    if t_s < 40:
        return 2500.0, 150.0
    return 2500.0 - 20.0 * (t_s - 40), 150.0 - 1.5 * (t_s - 40)


def main():
    noise = random.Random(653)
    print("static_pa,total_pa,total_k")
    for i in range(RATE_HZ * SECONDS + 1):
        height_m, speed_m_s = profile(i / RATE_HZ)
        temp_k = T0_K - LAPSE_K_M * height_m
        static = P0_PA * (temp_k / T0_K) ** (G / (R * LAPSE_K_M))
        heat = 1 + speed_m_s ** 2 * (GAMMA - 1) / (2 * GAMMA * R * temp_k)
        total = static * heat ** (GAMMA / (GAMMA - 1))
        print("%.1f,%.1f,%.2f" % (static + noise.gauss(0, 3.0),
                                  total + noise.gauss(0, 3.0),
                                  temp_k * heat + noise.gauss(0, 0.05)))


if __name__ == "__main__":
    main()

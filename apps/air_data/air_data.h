/* SPDX-License-Identifier: Apache-2.0 */
/* Air-data computation in the ICAO standard atmosphere, without an OS. */
#ifndef AIR_DATA_H
#define AIR_DATA_H

/** What the sensors give. */
struct sample {
    double static_pa; /* static pressure */
    double total_pa;  /* total pressure */
    double total_k;   /* total air temperature */
};

/** What is computed of a sample, in the units of the page. */
struct air {
    double altitude_ft;
    double cas_kt;
    double mach;
    double tas_kt;
};

/** Pressure altitude in metres, up to 20 km. */
double air_altitude_m(double static_pa);

/** Mach number, below 1, from static and total pressure. */
double air_mach(double static_pa, double total_pa);

/** Calibrated airspeed in m/s, below the speed of sound. */
double air_cas_m_s(double static_pa, double total_pa);

/** True airspeed in m/s from Mach number and total air temperature. */
double air_tas_m_s(double mach, double total_k);

/** The mean of the first n samples, at least one. */
struct sample air_mean(const struct sample *samples, unsigned int n);

/** All that is computed of a sample. */
struct air air_of(struct sample sample);

#endif

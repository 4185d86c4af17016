/* SPDX-License-Identifier: Apache-2.0 */
/* Air-data computation in the ICAO standard atmosphere (ICAO Doc 7488). */
#include "air_data.h"

#include <math.h>

#define T0_K 288.15      /* temperature at sea level */
#define P0_PA 101325.0   /* pressure at sea level */
#define LAPSE_K_M 0.0065 /* up to the tropopause */
#define TROPOPAUSE_M 11000.0
#define TROPOPAUSE_PA 22632.0401 /* where the formula below it ends */
#define TROPOPAUSE_K 216.65
#define G_M_S2 9.80665
#define R_J_KG_K 287.05287
#define GAMMA 1.4
#define SOUND_0_M_S 340.294 /* speed of sound at sea level */
#define FT_PER_M (1.0 / 0.3048)
#define KT_PER_M_S (3600.0 / 1852.0)

double air_altitude_m(double static_pa)
{
    double height_m;

    if (static_pa > TROPOPAUSE_PA) {
        height_m =
            (T0_K / LAPSE_K_M) *
            (1.0 - pow(static_pa / P0_PA, R_J_KG_K * LAPSE_K_M / G_M_S2));
    } else {
        height_m = TROPOPAUSE_M + (R_J_KG_K * TROPOPAUSE_K / G_M_S2) *
                                      log(TROPOPAUSE_PA / static_pa);
    }
    return height_m;
}

/* Mach number at which a flow of this static pressure has this impact
   pressure (total less static); 0 without impact pressure. */
static double mach_of(double impact_pa, double static_pa)
{
    double mach = 0.0;

    if (impact_pa > 0.0) {
        mach =
            sqrt(5.0 * (pow((impact_pa / static_pa) + 1.0, 2.0 / 7.0) - 1.0));
    }
    return mach;
}

double air_mach(double static_pa, double total_pa)
{
    return mach_of(total_pa - static_pa, static_pa);
}

double air_cas_m_s(double static_pa, double total_pa)
{
    return SOUND_0_M_S * mach_of(total_pa - static_pa, P0_PA);
}

double air_tas_m_s(double mach, double total_k)
{
    const double static_k = total_k / (1.0 + (0.2 * mach * mach));

    return mach * sqrt(GAMMA * R_J_KG_K * static_k);
}

struct sample air_mean(const struct sample *samples, unsigned int n)
{
    struct sample m = {0.0, 0.0, 0.0};

    for (unsigned int i = 0U; i < n; i++) {
        m.static_pa += samples[i].static_pa;
        m.total_pa += samples[i].total_pa;
        m.total_k += samples[i].total_k;
    }
    m.static_pa /= n;
    m.total_pa /= n;
    m.total_k /= n;
    return m;
}

struct air air_of(struct sample sample)
{
    struct air air;

    air.altitude_ft = air_altitude_m(sample.static_pa) * FT_PER_M;
    air.cas_kt = air_cas_m_s(sample.static_pa, sample.total_pa) * KT_PER_M_S;
    air.mach = air_mach(sample.static_pa, sample.total_pa);
    air.tas_kt = air_tas_m_s(air.mach, sample.total_k) * KT_PER_M_S;
    return air;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* One line of the console, put together from texts and numbers. */
#include "page.h"

#include <apexError.h>

#define DIGITS_MAX 24U

static char line[MAX_ERROR_MESSAGE_SIZE];
static uint32_t length;

static void put(char c)
{
    if (length < (MAX_ERROR_MESSAGE_SIZE - 1U)) { /* room for the end */
        line[length] = c;
        length++;
    }
}

void page_begin(void)
{
    length = 0U;
}

void page_text(const char *text)
{
    for (uint32_t i = 0U; text[i] != '\0'; i++) {
        put(text[i]);
    }
}

void page_number(double value, uint32_t decimals, uint32_t width)
{
    char digits[DIGITS_MAX]; /* last first */
    uint32_t n = 0U;
    double scale = 1.0;
    uint64_t rest;
    uint32_t negative;

    for (uint32_t i = 0U; i < decimals; i++) {
        scale *= 10.0;
    }
    rest = (uint64_t)((((value < 0.0) ? -value : value) * scale) + 0.5);
    negative = ((value < 0.0) && (rest > 0U)) ? 1U : 0U; /* there is no -0 */
    do {
        if ((n == decimals) && (decimals > 0U)) {
            digits[n] = '.';
            n++;
            decimals = 0U;
        }
        digits[n] = (char)('0' + (char)(rest % 10U));
        n++;
        rest /= 10U;
    } while ((rest > 0U) || (decimals > 0U));
    if (negative != 0U) {
        digits[n] = '-';
        n++;
    }
    for (uint32_t i = n; i < width; i++) {
        put(' ');
    }
    while (n > 0U) {
        n--;
        put(digits[n]);
    }
}

void page_end(void)
{
    RETURN_CODE_TYPE code;

    line[length] = '\n';
    REPORT_APPLICATION_MESSAGE((MESSAGE_ADDR_TYPE)line,
                               (MESSAGE_SIZE_TYPE)(length + 1U), &code);
}

void page_air(int32_t second, struct air air, double climb_ft_min)
{
    page_begin();
    page_text("t ");
    page_number(second, 0, 3);
    page_text(" s   ALT ");
    page_number(air.altitude_ft, 0, 6);
    page_text(" ft   CAS ");
    page_number(air.cas_kt, 1, 6);
    page_text(" kt   MACH ");
    page_number(air.mach, 3, 6);
    page_text("   TAS ");
    page_number(air.tas_kt, 1, 6);
    page_text(" kt   VS ");
    page_number(climb_ft_min, 0, 6);
    page_text(" ft/min");
    page_end();
}

void page_line(const char *text)
{
    page_begin();
    page_text(text);
    page_end();
}

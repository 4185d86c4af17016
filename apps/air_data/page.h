/* SPDX-License-Identifier: Apache-2.0 */
/* One line of the console, put together from texts and numbers. */
#ifndef PAGE_H
#define PAGE_H

#include <stdint.h>

#include "air_data.h"

/** Begin an empty line. */
void page_begin(void);

/** Append a text; what does not fit is cut off. */
void page_text(const char *text);

/** Append a number, rounded to `decimals` digits after the point and padded
 * with blanks to `width` characters. Its magnitude is below 1e9. */
void page_number(double value, uint32_t decimals, uint32_t width);

/** Write the line to the console. */
void page_end(void);

/** The page of a second, with the climb since the last one. */
void page_air(int32_t second, struct air air, double climb_ft_min);

/** A line of a text. */
void page_line(const char *text);

#endif

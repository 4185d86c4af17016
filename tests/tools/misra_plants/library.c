/* SPDX-License-Identifier: Apache-2.0 */
/* plant none */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <errno.h>
static uint32_t g;
static char text[4];
/* plant 21.3 */
static void *p21_3(void) { return malloc(4U); }
/* plant 21.4 */
#include <setjmp.h>
/* plant 21.5 */
#include <signal.h>
/* plant 21.6 */
#include <stdio.h>
/* plant 21.7 */
static int32_t p21_7(void) { return atoi(text); }
/* plant 21.8 */
static void p21_8(void) { abort(); }
/* plant 21.9 */
static void p21_9(int32_t (*f)(const void *a, const void *b)) { qsort(text, 4U, 1U, f); }
/* plant 21.10 */
#include <time.h>
/* plant 21.11 */
#include <tgmath.h>
/* plant 21.12 */
#include <fenv.h>
static void p21_12(void) { (void)feclearexcept(1); }
/* plant 21.13 */
static void p21_13(void) { (void)isalpha(5000); }
/* plant 21.14 */
static bool p21_14(const char *a) { return memcmp("abc", a, 3U) == 0; }
/* plant 21.15 */
static void p21_15(uint32_t *a, uint16_t *b) { (void)memcpy(a, b, 4U); }
/* plant 21.16 */
static bool p21_16(float *a, float *b) { return memcmp(a, b, 4U) == 0; }
/* plant 21.17 */
static void p21_17(void) { char a[3]; (void)strcpy(a, "too long for it"); g = (uint32_t)a[0]; }
/* plant 21.19 */
static void p21_19(void) { char *a = getenv("A"); g = (uint32_t)a[0]; }
/* plant 21.20 */
static void p21_20(void) { const char *a = getenv("A"); const char *b = getenv("B"); g = (uint32_t)*a; }
/* plant 21.21 */
static void p21_21(void) { (void)system("a"); }
/* plant 22.1 */
static void p22_1(void) { char *a = malloc(4U); if (a != NULL) { a[0] = '1'; } }
/* plant 22.2 */
static void p22_2(void) { char a[4]; free(a); }
/* plant 22.3 */
static void p22_3(void) {
    FILE *a = NULL;
    FILE *b = NULL;
    a = fopen("name", "w");
    b = fopen("name", "r");
    (void)fclose(a);
    (void)fclose(b);
}
/* plant 22.4 */
static void p22_4(void) { FILE *a = fopen("name", "r"); (void)fputc('a', a); (void)fclose(a); }
/* plant 22.5 */
static void p22_5(FILE *a) { FILE b = *a; }
/* plant 22.6 */
static void p22_6(void) { FILE *a = fopen("name", "w"); (void)fclose(a); (void)fputc('a', a); }
/* plant 22.7 */
static bool p22_7(FILE *a) { char c = (char)getchar(); return c == EOF; }
/* plant 22.8 */
static void p22_8(void) { double a = strtod(text, NULL); if (errno != 0) { g = 1U; } }
/* plant 22.9 */
static void p22_9(void) { errno = 0; double a = strtod(text, NULL); g = 1U; }
/* plant 22.10 */
static void p22_10(void) { errno = 0; int32_t a = abs(1); if (errno != 0) { g = 1U; } }
/* plant end */

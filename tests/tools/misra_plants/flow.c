/* SPDX-License-Identifier: Apache-2.0 */
/* plant none */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
static uint32_t g;
extern uint32_t p5_8;
extern uint32_t p8_5;
extern uint32_t p8_5;
extern uint32_t give(uint32_t n);
/* plant 5.6 */
typedef uint16_t p5_6;
/* plant 5.7 */
struct p5_7 { uint16_t a; };
/* plant 5.8 */
uint32_t p5_8 = 1U;
/* plant 5.9 */
static uint32_t p5_9 = 2U;
/* plant 8.5 */
extern uint32_t p8_5;
/* plant 8.6 */
int32_t p8_6 = 2;
/* plant 2.1 */
static uint32_t p2_1(void) { return 1U; g = 2U; }
/* plant 14.1 */
static void p14_1(void) { for (float a = 0.0F; a < 1.0F; a += 0.1F) { g = 1U; } }
/* plant 14.2 */
static void p14_2(uint32_t a) { for (uint32_t i = 0U; i < a; i++) { i = 2U; } }
/* plant 14.3 */
static void p14_3(void) { uint32_t a = 1U; if (a == 1U) { g = 1U; } }
/* plant 14.4 */
static void p14_4(uint32_t a) { if (a) { g = 1U; } }
/* plant 15.1 */
static void p15_1(void) { goto end; end: g = 1U; }
/* plant 15.2 */
static void p15_2(void) { again: g++; goto again; }
/* plant 15.3 */
static void p15_3(uint32_t a) {
    goto inside;
    if (a == 1U) {
inside:
        g = 1U;
    }
}
/* plant 15.4 */
static void p15_4(uint32_t a) {
    for (uint32_t i = 0U; i < a; i++) {
        if (i == 1U) { break; }
        if (i == 2U) { break; }
    }
}
/* plant 15.5 */
static uint32_t p15_5(uint32_t a) { if (a == 1U) { return 1U; } return 2U; }
/* plant 15.6 */
static void p15_6(uint32_t a) { if (a == 1U) g = 1U; }
/* plant 15.7 */
static void p15_7(uint32_t a) { if (a == 1U) { g = 1U; } else if (a == 2U) { g = 2U; } }
/* plant 16.1 */
static void p16_1(uint32_t a) { switch (a) { uint32_t b; case 1U: g = 1U; break; default: break; } }
static void p16_1_b(uint32_t a) { switch (a) { g = 2U; case 1U: g = 1U; break; default: break; } }
/* plant 16.2 */
static void p16_2(uint32_t a) { switch (a) { case 1U: if (g == 1U) { case 2U: g = 1U; } break; default: break; } }
/* plant 16.3 */
static void p16_3(uint32_t a) { switch (a) { case 1U: g = 1U; case 2U: g = 2U; break; default: g = 3U; break; } }
/* plant 16.4 */
static void p16_4(uint32_t a) { switch (a) { case 1U: g = 1U; break; case 2U: g = 2U; break; } }
/* plant 16.5 */
static void p16_5(uint32_t a) { switch (a) { case 1U: g = 1U; break; default: g = 3U; break; case 2U: g = 2U; break; } }
/* plant 16.6 */
static void p16_6(uint32_t a) { switch (a) { default: g = 1U; break; } }
/* plant 16.7 */
static void p16_7(bool a) { switch (a) { case true: g = 1U; break; default: g = 2U; break; } }
/* plant 17.1 */
static void p17_1(uint32_t a, ...) { va_list b; va_start(b, a); va_end(b); }
/* plant 17.2 */
static uint32_t p17_2(uint32_t a) { return p17_2(a); }
/* plant 17.4 */
static uint32_t p17_4(uint32_t a) { if (a == 1U) { return 1U; } }
/* plant 17.5 */
static uint32_t p17_5(const uint32_t a[4]) { return a[0]; }
static void p17_5_f(void) { uint32_t b[2] = {1U, 2U}; g = p17_5(b); }
/* plant 17.6 */
static void p17_6(uint32_t a[static 4]) { a[0] = 1U; }
/* plant 17.7 */
static void p17_7(void) { give(1U); }
/* plant 17.8 */
static void p17_8(uint32_t a) { a = 1U; g = a; }
/* plant 18.1 */
static void p18_1(void) { uint32_t a[2] = {1U, 2U}; g = a[5]; }
/* plant 18.3 */
static bool p18_3(void) { uint32_t a[2] = {1U, 2U}; uint32_t b[2] = {1U, 2U}; return &a[0] < &b[0]; }
/* plant 18.4 */
static uint32_t *p18_4(uint32_t *a) { return a + 1; }
/* plant 18.5 */
static uint32_t ***p18_5;
/* plant 18.6 */
static uint32_t *p18_6(void) { uint32_t a = 1U; return &a; }
/* plant 18.7 */
struct p18_7 { uint32_t n; uint32_t a[]; };
/* plant 18.8 */
static void p18_8(uint32_t n) { uint32_t a[n]; a[0] = 1U; g = a[0]; }
/* plant 19.1 */
static void p19_1(void) { union { uint32_t a; uint64_t b; } u = {1U}; u.b = u.a; }
/* plant 19.2 */
union p19_2 { uint32_t a; uint8_t b; };
/* plant 20.1 */
#include <limits.h>
/* plant 20.2 */
#include "a'b.h"
/* plant 20.3 */
#include limits.h
/* plant 20.4 */
#define while if
/* plant 20.5 */
#undef P20_5
/* plant 20.7 */
#define P20_7(a) (a * 2U)
/* plant 20.8 */
#define P20_8 5
#if P20_8
#endif
/* plant 20.9 */
#if P20_9_NOBODY_DEFINES == 0
#endif
/* plant 20.10 */
#define P20_10(a) #a
/* plant 20.11 */
#define P20_11(a, b) #a ## b
/* plant 20.12 */
#define P20_12_X 1
#define P20_12(a) (a) + (p20_12_ ## a)
static int32_t p20_12_P20_12_X = P20_12(P20_12_X);
/* plant 20.13 */
#wrong
/* plant 21.1 */
#define __P21_1 1
/* plant 21.2 */
extern void __p21_2(void);
extern void *memcpy(void *a, const void *b, uint64_t n);
/* plant end */

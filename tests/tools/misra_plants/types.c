/* SPDX-License-Identifier: Apache-2.0 */
/* plant none */
#include <stdbool.h>
#include <stdint.h>
static uint32_t g;
/* plant 1.4 */
_Noreturn void p1_4(void);
/* plant 2.2 */
static uint32_t p2_2(uint32_t a) { return a + 0; }
static void p2_2_b(void) { uint32_t a; a = 2U; }
/* plant 2.3 */
typedef uint32_t p2_3_t;
/* plant 2.4 */
enum p2_4 { P2_4_A };
/* plant 2.5 */
#define P2_5 1U
/* plant 2.6 */
static void p2_6(void) {
p2_6_label:
    g = 1U;
}
/* plant 2.7 */
static void p2_7(uint32_t unused) { g = 2U; }
/* plant 3.1 */
/* one /* two */
/* plant 3.2 */
// the next line is comment too \
g = 1U;
/* plant 4.1 */
static const char *p4_1 = "\x41g";
/* plant 4.2 */
static const char *p4_2 = "a??(b";
/* plant 5.1 */
int32_t p5_1_a_name_of_more_than_sixty_three_characters_which_is_a_lot_a;
int32_t p5_1_a_name_of_more_than_sixty_three_characters_which_is_a_lot_b;
/* plant 5.2 */
static int32_t p5_2_a_name_of_more_than_sixty_three_characters_which_is_a_lot_a;
static int32_t p5_2_a_name_of_more_than_sixty_three_characters_which_is_a_lot_b;
/* plant 5.3 */
static uint32_t p5_3;
static void p5_3_f(void) { uint32_t p5_3 = 1U; g = p5_3; }
/* plant 5.4 */
#define P5_4_A_NAME_OF_MORE_THAN_SIXTY_THREE_CHARACTERS_WHICH_IS_A_LOT_A 1U
#define P5_4_A_NAME_OF_MORE_THAN_SIXTY_THREE_CHARACTERS_WHICH_IS_A_LOT_B 2U
/* plant 5.5 */
static uint32_t p5_5;
#define p5_5 g
/* plant 5.6 */
typedef uint32_t p5_6;
/* plant 5.7 */
struct p5_7 { uint32_t a; };
/* plant 5.8 */
static void p5_8_f(void) { uint32_t p5_8 = 1U; g = p5_8; }
/* plant 5.9 */
static uint32_t p5_9 = 1U;
/* plant 6.1 */
struct p6_1 { int a : 2; };
/* plant 6.2 */
struct p6_2 { int32_t a : 1; };
/* plant 7.1 */
static uint32_t p7_1 = 017;
/* plant 7.2 */
static uint32_t p7_2 = 0xFFFFFFFF;
/* plant 7.3 */
static int64_t p7_3 = 1l;
/* plant 7.4 */
static char *p7_4 = "text";
/* plant 8.2 */
extern void p8_2();
extern void p8_2_b(uint32_t);
/* plant 8.3 */
extern void p8_3(uint32_t first);
void p8_3(uint32_t second) { g = second; }
/* plant 8.4 */
uint32_t p8_4;
/* plant 8.5 */
extern uint32_t p8_5;
/* plant 8.6 */
int32_t p8_6 = 1;
/* plant 8.7 */
void p8_7(void);
void p8_7(void) { g = 1U; }
static void p8_7_f(void) { p8_7(); }
/* plant 8.8 */
static int32_t p8_8;
extern int32_t p8_8;
/* plant 8.9 */
static uint32_t p8_9;
static uint32_t p8_9_f(void) { p8_9++; return p8_9; }
/* plant 8.10 */
inline void p8_10(void) { g = 1U; }
/* plant 8.11 */
extern uint32_t p8_11[];
/* plant 8.12 */
enum p8_12 { P8_12_A = 1, P8_12_B, P8_12_C = 2 };
/* plant 8.13 */
static uint32_t p8_13(uint32_t *a) { return *a; }
/* plant 8.14 */
static void p8_14(uint32_t * restrict a) { *a = 1U; }
/* plant 9.1 */
static uint32_t p9_1(void) { uint32_t a; return a; }
/* plant 9.2 */
static uint32_t p9_2[2][2] = {1U, 2U, 3U, 4U};
/* plant 9.3 */
static uint32_t p9_3[3] = {1U, 2U};
/* plant 9.4 */
static uint32_t p9_4[2] = {[0] = 1U, [0] = 2U};
/* plant 9.5 */
static uint32_t p9_5[] = {[0] = 1U, [1] = 2U};
/* plant 10.1 */
static uint32_t p10_1(int32_t a) { return a << 1; }
/* plant 10.2 */
static int32_t p10_2(void) { return 'a' + 'b'; }
/* plant 10.3 */
static void p10_3(uint32_t a) { uint8_t b = a; g = b; }
/* plant 10.4 */
static bool p10_4(uint32_t a, int32_t b) { return a < b; }
/* plant 10.5 */
static bool p10_5(uint32_t a) { return (bool)a; }
/* plant 10.6 */
static void p10_6(uint16_t a, uint16_t b) { uint32_t c = a + b; g = c; }
/* plant 10.7 */
static uint32_t p10_7(uint16_t a, uint16_t b, uint32_t c) { return c * (a + b); }
/* plant 10.8 */
static uint32_t p10_8(uint16_t a, uint16_t b) { return (uint32_t)(a + b); }
/* plant 11.1 */
static void p11_1(void (*f)(void)) { g = (uint32_t)f; }
static void (*p11_1_b)(uint32_t a) = (void (*)(uint32_t a))0x1000;
/* plant 11.2 */
struct p11_2;
struct p11_2;
static struct p11_2 *p11_2_f(uint32_t *a) { return (struct p11_2 *)a; }
/* plant 11.3 */
static uint16_t *p11_3(uint32_t *a) { return (uint16_t *)a; }
/* plant 11.4 */
static uint32_t *p11_4(uint32_t a) { return (uint32_t *)a; }
/* plant 11.5 */
static uint32_t *p11_5(void *a) { return (uint32_t *)a; }
static uint32_t *p11_5_b(void *a) { uint32_t *b = a; return b; }
/* plant 11.6 */
static uint64_t p11_6(void *a) { return (uint64_t)a; }
/* plant 11.7 */
static float p11_7(uint32_t *a) { return (float)a; }
/* plant 11.8 */
static uint32_t *p11_8(const uint32_t *a) { return (uint32_t *)a; }
/* plant 11.9 */
static uint32_t *p11_9 = 0;
/* plant 12.1 */
static uint32_t p12_1(uint32_t a, uint32_t b) { return a + b * 2U; }
/* plant 12.2 */
static uint32_t p12_2(uint32_t a) { return a << 40U; }
/* plant 12.3 */
static void p12_3(void) { uint32_t a = 1U, b = 2U; g = a; g = b; }
/* plant 12.4 */
static uint32_t p12_4(void) { return 0U - 1U; }
/* plant 12.5 */
static uint64_t p12_5(uint32_t a[4]) { return sizeof(a); }
/* plant 13.1 */
static void p13_1(uint32_t a) { uint32_t b[2] = {a++, 0U}; g = b[0]; }
/* plant 13.2 */
static uint32_t p13_2(uint32_t a) { return a + a++; }
/* plant 13.3 */
static void p13_3(uint32_t a) { g = a++; }
/* plant 13.4 */
static void p13_4(uint32_t a, uint32_t b) { if ((a = b) == 1U) { g = a; } }
/* plant 13.5 */
static bool p13_5(bool a, uint32_t b) { return a && (b++ == 1U); }
/* plant 13.6 */
static uint64_t p13_6(uint32_t a) { return sizeof(a++); }
/* plant end */

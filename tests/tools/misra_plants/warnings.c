/* SPDX-License-Identifier: Apache-2.0 */
/* plant none */
#include <stdint.h>
extern uint32_t use(uint32_t n);
#define FIRST(a) (a)
/* plant 1.1 */
;
/* plant 1.2 */
static uint32_t p1_2[0];
/* plant 2.7 */
uint32_t p2_7(uint32_t a) { return 1U; }
/* plant 3.1 */
/* one /* two */
/* plant 9.1 */
uint32_t p9_1(void) { uint32_t a; return a; }
/* plant 12.2 */
uint32_t p12_2(uint32_t a) { return a << 40U; }
/* plant 12.5 */
uint64_t p12_5(uint32_t a[4]) { return sizeof(a); }
/* plant 13.2 */
uint32_t p13_2(uint32_t a) { return a + a++; }
/* plant 16.3 */
void p16_3(uint32_t a) {
    switch (a) { case 1U: (void)use(1U); default: (void)use(2U); break; }
}
/* plant 17.4 */
uint32_t p17_4(uint32_t a) { if (a == 1U) { return 1U; } }
/* plant 18.6 */
uint32_t *p18_6(void) { uint32_t a = 1U; return &a; }
/* plant 20.6 */
uint32_t p20_6(void) {
    return FIRST(
#if 1
        1U
#endif
    );
}
/* plant end */

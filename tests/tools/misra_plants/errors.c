/* SPDX-License-Identifier: Apache-2.0 */
/* plant none */
#include <stdint.h>
/* plant 8.1 */
static p8_1 = 1;
/* plant 17.3 */
void p17_3(void) { nobody_declares(); }
/* plant end */

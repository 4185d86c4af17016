/* SPDX-License-Identifier: Apache-2.0 */
/* The machine starts and says so.
 * Kind: normal
 * [itest->llr~entry~1]
 */
#include <stdint.h>

int main(void)
{
    return 0;
}

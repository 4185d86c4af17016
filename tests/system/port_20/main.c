/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A CPU that starts at EL2 is reported, and main() does not run.
 * [itest->llr~port-board~1]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    done();
}

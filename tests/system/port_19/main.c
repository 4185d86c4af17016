/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A counter of another frequency is reported, and main() does not run.
 * [itest->llr~port-board~1]
 * Kind: robustness
 */
#include "../check.h"

int main(void)
{
    done();
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * With FP := 1 the C library's functions work, thread-local variables among
 * what they use.
 * [itest->llr~port-c-library~1]
 * Kind: normal
 */
#include "../check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static volatile double two = 2.0;
static _Thread_local volatile int initialised = 42;
static _Thread_local volatile int zero;

int main(void)
{
    char text[64];

    (void)snprintf(text, sizeof text, "%.6f %s\n", sqrt(two), "root");
    print(text);
    check("length", strlen(text) == 14U);
    check("initialised thread-local", initialised == 42);
    check("zero thread-local", zero == 0);
    zero = 1;
    check("both", (zero == 1) && (initialised == 42));
    done();
}

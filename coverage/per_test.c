/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Linked with a unit test's program that clang's counters are in: what each
 * test that passed has counted, its setup included, in the file that
 * LONGERON_PER_TEST names. For each test its name, a NUL and the counters, as
 * they lie in the profile.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

uint64_t *__llvm_profile_begin_counters(void);
uint64_t *__llvm_profile_end_counters(void);

static FILE *out;
static uint64_t *before;

static void open_file(const char *path, size_t size)
{
    out = fopen(path, "wb");
    before = calloc(size, sizeof *before);
    if (out == NULL || before == NULL) {
        abort();
    }
}

void unit_ended(const char *name, int passed)
{
    const char *path = getenv("LONGERON_PER_TEST");
    const uint64_t *now = __llvm_profile_begin_counters();
    const size_t size = (size_t)(__llvm_profile_end_counters() - now);

    if (path == NULL) {
        return;
    }
    if (out == NULL) {
        open_file(path, size);
    }
    if (passed) {
        (void)fwrite(name, 1U, strlen(name) + 1U, out);
    }
    for (size_t i = 0U; i < size; i++) {
        const uint64_t more = now[i] - before[i];

        if (passed) {
            (void)fwrite(&more, sizeof more, 1U, out);
        }
        before[i] = now[i];
    }
    (void)fflush(out);
}

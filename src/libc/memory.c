/* SPDX-License-Identifier: Apache-2.0 */
/* What gcc calls for applications that are built without a C library. */
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int value, size_t length);
int memcmp(const void *a, const void *b, size_t length);

/* [impl->llr~port-memory~1] */
void *memcpy(void *restrict to, const void *restrict from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;

    for (size_t i = 0U; i < length; i++) {
        t[i] = f[i];
    }
    return to;
}

/* [impl->llr~port-memory~1] */
void *memmove(void *to, const void *from, size_t length)
{
    uint8_t *t = to;
    const uint8_t *f = from;

    if ((uintptr_t)to <= (uintptr_t)from) {
        for (size_t i = 0U; i < length; i++) {
            t[i] = f[i];
        }
    } else {
        for (size_t i = length; i > 0U; i--) {
            t[i - 1U] = f[i - 1U];
        }
    }
    return to;
}

/* [impl->llr~port-memory~1] */
void *memset(void *to, int value, size_t length)
{
    uint8_t *t = to;

    for (size_t i = 0U; i < length; i++) {
        t[i] = (uint8_t)value;
    }
    return to;
}

/* [impl->llr~port-memory~1] */
int memcmp(const void *a, const void *b, size_t length)
{
    const uint8_t *p = a;
    const uint8_t *q = b;
    int result = 0;

    for (size_t i = 0U; (i < length) && (result == 0); i++) {
        if (p[i] != q[i]) {
            result = (p[i] < q[i]) ? -1 : 1;
        }
    }
    return result;
}

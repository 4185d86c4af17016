/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of bytes. */
#ifndef KERNEL_COPY_H
#define KERNEL_COPY_H

#include <stdint.h>

#define WORD_SIZE 8U

/**
 * Copy the WORD_SIZE bytes at `from`: all are read before one is written, so
 * that compilers move a word.
 * [impl->llr~copy~1]
 */
/*@ requires to: \valid(to + (0 .. WORD_SIZE - 1));
    requires from: \valid_read(from + (0 .. WORD_SIZE - 1));
    requires apart: \separated(to + (0 .. WORD_SIZE - 1),
                               from + (0 .. WORD_SIZE - 1));
    terminates \true;
    exits      \false;
    assigns    to[0 .. WORD_SIZE - 1];
    ensures    copied: to[0] == from[0] && to[1] == from[1] &&
                 to[2] == from[2] && to[3] == from[3] && to[4] == from[4] &&
                 to[5] == from[5] && to[6] == from[6] && to[7] == from[7]; */
static inline void copy_word(uint8_t *to, const uint8_t *from)
{
    const uint8_t b0 = from[0];
    const uint8_t b1 = from[1];
    const uint8_t b2 = from[2];
    const uint8_t b3 = from[3];
    const uint8_t b4 = from[4];
    const uint8_t b5 = from[5];
    const uint8_t b6 = from[6];
    const uint8_t b7 = from[7];

    to[0] = b0;
    to[1] = b1;
    to[2] = b2;
    to[3] = b3;
    to[4] = b4;
    to[5] = b5;
    to[6] = b6;
    to[7] = b7;
}

/**
 * Copy the `length` bytes at `from`.
 * [impl->llr~copy~1]
 */
/*@ requires to: length == 0 || \valid(to + (0 .. length - 1));
    requires from: length == 0 || \valid_read(from + (0 .. length - 1));
    requires apart: length == 0 ||
               \separated(to + (0 .. length - 1), from + (0 .. length - 1));
    terminates \true;
    exits      \false;
    assigns    to[0 .. length - 1];
    ensures    copied: \forall integer i; 0 <= i < length ==>
                 to[i] == from[i]; */
static inline void copy(uint8_t *to, const uint8_t *from, uint32_t length)
{
    const uint32_t words = length - (length % WORD_SIZE);
    uint32_t i = 0U;

    /*@ loop invariant range: 0 <= i <= words && (words - i) % WORD_SIZE == 0;
        loop invariant copied: \forall integer k; 0 <= k < i ==>
            to[k] == from[k];
        loop assigns i, to[0 .. length - 1];
        loop variant words - i; */
    for (; i < words; i += WORD_SIZE) {
        copy_word(&to[i], &from[i]);
        /*@ assert word: to[i] == from[i] && to[i + 1] == from[i + 1] &&
              to[i + 2] == from[i + 2] && to[i + 3] == from[i + 3] &&
              to[i + 4] == from[i + 4] && to[i + 5] == from[i + 5] &&
              to[i + 6] == from[i + 6] && to[i + 7] == from[i + 7]; */
        /*@ assert copied: \forall integer k; i <= k < i + WORD_SIZE ==>
              to[k] == from[k]; */
    }
    /*@ loop invariant range: words <= i <= length;
        loop invariant copied: \forall integer k; 0 <= k < i ==>
            to[k] == from[k];
        loop assigns i, to[0 .. length - 1];
        loop variant length - i; */
    for (; i < length; i++) {
        to[i] = from[i];
    }
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The names of all objects, by kind. */
#include "kernel/names.h"

struct names names;

/* 1 when object i of this kind has the name in text, else 0.
   [impl->llr~names-find~1] */
/*@ requires object: 0 <= kind < KIND_COUNT && i < NAMES_MAX;
    requires text: readable_name(text);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    equal: \result == 1 <==> named(kind, i, text); */
static uint32_t has_name(enum kind kind, uint32_t i, const char *text)
{
    uint32_t c = 0U;

    /*@ loop invariant range: 0 <= c < NAME_LENGTH;
        loop invariant equal: \forall integer d; 0 <= d < c ==>
            names.name[kind][i].text[d] == text[d] && text[d] != 0;
        loop assigns c;
        loop variant NAME_LENGTH - c; */
    while ((c < (NAME_LENGTH - 1U)) && (text[c] != '\0') &&
           (names.name[kind][i].text[c] == text[c])) {
        c++;
    }
    return (names.name[kind][i].text[c] == text[c]) ? 1U : 0U;
}

uint32_t names_find(enum kind kind, const char *text)
{
    uint32_t found = NAMES_NONE;

    /*@ loop invariant range: 0 <= i <= names.count[kind];
        loop invariant none: found == NAMES_NONE ==>
            \forall integer j; 0 <= j < i ==> !named(kind, j, text);
        loop invariant found: found != NAMES_NONE ==>
            found < names.count[kind] && named(kind, found, text);
        loop assigns i, found;
        loop variant names.count[kind] - i; */
    for (uint32_t i = 0U; i < names.count[kind]; i++) {
        if (has_name(kind, i, text) != 0U) {
            found = i;
        }
    }
    return found;
}

uint32_t names_full(enum kind kind)
{
    return (names.count[kind] < config.limit[kind]) ? 0U : 1U;
}

uint32_t names_add(enum kind kind, const char *text)
{
    const uint32_t i = names.count[kind];
    uint32_t c = 0U;

    /*@ loop invariant range: 0 <= c < NAME_LENGTH;
        loop invariant copied: \forall integer d; 0 <= d < c ==>
            names.name[kind][i].text[d] == text[d] && text[d] != 0;
        loop assigns c, names.name[kind][i].text[0 .. NAME_LENGTH - 1];
        loop variant NAME_LENGTH - c; */
    while ((c < (NAME_LENGTH - 1U)) && (text[c] != '\0')) {
        names.name[kind][i].text[c] = text[c];
        c++;
    }
    names.name[kind][i].text[c] = text[c];
    names.count[kind] = i + 1U;
    return i;
}

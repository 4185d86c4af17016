/* SPDX-License-Identifier: Apache-2.0 */
/* The names of all objects, by kind; an object's index is its place here. */
#ifndef KERNEL_NAMES_H
#define KERNEL_NAMES_H

#include <stdint.h>

#include "kernel/config.h"

#define NAMES_MAX 64U       /* objects of one kind */
#define NAMES_NONE NAMES_MAX

/** A name; a NUL ends one that is shorter than NAME_LENGTH. */
struct name {
    char text[NAME_LENGTH];
};

/** Names and numbers of the objects created so far. */
struct names {
    struct name name[KIND_COUNT][NAMES_MAX];
    uint32_t count[KIND_COUNT];
};

extern struct names names;

#include "spec/names.acsl"

/**
 * The index of the object of this kind and name, or NAMES_NONE.
 * [impl->llr~names-find~1]
 */
/*@ requires inv: names_inv && 0 <= kind < KIND_COUNT;
    requires text: readable_name(text);
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    found: \result < names.count[kind] ==>
                 named(kind, \result, text);
    ensures    none: \result >= names.count[kind] ==> \result == NAMES_NONE &&
                 \forall integer i; 0 <= i < names.count[kind] ==>
                   !named(kind, i, text); */
uint32_t names_find(enum kind kind, const char *text);

/**
 * Whether the configuration allows no further object of this kind.
 * [impl->llr~names-full~1]
 */
/*@ requires inv: names_inv && 0 <= kind < KIND_COUNT;
    terminates \true;
    exits      \false;
    assigns    \nothing;
    ensures    value: \result == 0 || \result == 1;
    ensures    full: \result == 0 <==>
                 names.count[kind] < config.limit[kind]; */
uint32_t names_full(enum kind kind);

/**
 * Enter a name, up to its NUL or its 32nd character; returns the new object's
 * index.
 * [impl->llr~names-add~2]
 */
/*@ requires inv: names_inv && 0 <= kind < KIND_COUNT;
    requires room: names.count[kind] < config.limit[kind];
    requires text: readable_name(text);
    requires apart: \separated(text + (0 .. NAME_LENGTH - 1), &names);
    terminates \true;
    exits      \false;
    assigns    names.name[kind][names.count[kind]], names.count[kind];
    ensures    inv: names_inv;
    ensures    index: \result == \old(names.count[kind]);
    ensures    count: names.count[kind] == \old(names.count[kind]) + 1;
    ensures    copied: named(kind, \result, text); */
uint32_t names_add(enum kind kind, const char *text);

#endif

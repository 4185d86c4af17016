/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A QEMU plugin that tells what a guest of one AArch64 CPU did. Arguments:
 *   out=FILE        what it writes at the end
 *   stacks=A-B-SIZE where stacks are, each SIZE long, in hexadecimal as all
 *   restart=A, anew=A, fault=A, interrupt=A   where code on a stack begins anew
 *   process=A       the call of what begins anew on a stack
 *   call=A          a function whose calls are counted
 *   skip=A-B        code that calls do not count, nor what it calls
 * It writes
 *   FROM TO             instructions of which TO ran directly after FROM, or
 *                       after an exception between; the first without one
 *   stack TOP FROM LOW  the lowest address that code which began at FROM has
 *                       touched on its own stack, the one that ends at TOP
 *   call A MOST         the most instructions of a call of the function at A
 * A call's instructions are those that ran on its stack from its first to its
 * return; to its last one where it does not return. Whose stack it is says
 * the last access by the stack pointer. Instructions of an exception are those
 * of its stack; what goes on behind it, where anything does, is on the stack of
 * before.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin_api.h"

#define BUCKETS 65536U
#define STACKS_MAX 128U
#define DEPTH_MAX 256U
#define LIST_MAX 512U

EXPORT int qemu_plugin_version = 1;

struct step {
    uint64_t from, to;
    struct step *next;
};
static struct step *steps[BUCKETS];
static uint64_t last, last_before; /* the latter before an exception */
static FILE *out;

/* What an instruction is. */
enum kind { OTHER, CALL, RETURN, BACK };
struct instruction {
    uint64_t address;
    enum kind kind;
    bool by_sp;
    bool skipped;
    uint64_t *most; /* of a function that begins here */
};

/* A stack, the calls that have begun on it, and what they do not count. */
struct call {
    uint64_t *most, begin;
    unsigned int depth;
};
struct skipped {
    uint64_t begin;
    unsigned int depth; /* of the code that called what is skipped */
};
static struct context {
    struct call call[DEPTH_MAX];
    struct skipped skipped[DEPTH_MAX];
    uint64_t count; /* of instructions */
    unsigned int calls, skips, depth;
    struct record *record;
} contexts[STACKS_MAX + 2U]; /* the last ones: not yet known, of an exception */
static struct context *const unknown = &contexts[STACKS_MAX];
static struct context *const exception = &contexts[STACKS_MAX + 1U];
static struct context *now, *interrupted;

static struct record {
    uint64_t top, from, low;
} records[LIST_MAX];
static unsigned int recorded;

static struct {
    uint64_t first, end;
} skip[LIST_MAX];
static struct {
    uint64_t address, most;
} function[LIST_MAX];
static unsigned int skips, functions;
static uint64_t stacks, stacks_end, slot_size;
static uint64_t restart, anew, fault, interrupt, process;

static void *checked(void *memory)
{
    if (memory == NULL) {
        fprintf(stderr, "trail.so: too much to remember\n");
        abort();
    }
    return memory;
}

/* Most pairs come again and again. */
static void note_step(uint64_t here)
{
    struct step **bucket =
        &steps[((last ^ (here << 3)) * 0x9e3779b97f4a7c15U) >> 48];
    struct step *step = *bucket;

    while (step != NULL && (step->from != last || step->to != here)) {
        step = step->next;
    }
    if (step == NULL) {
        step = checked(malloc(sizeof *step));
        *step = (struct step){last, here, *bucket};
        *bucket = step;
    }
    last = here;
}

/* Calls that are not themselves in code that is skipped do not count these. */
static void discount(struct context *c, uint64_t amount)
{
    unsigned int depth = c->skips > 0U ? c->skipped[c->skips - 1U].depth : 0U;

    for (unsigned int i = c->calls; i > 0U && c->call[i - 1U].depth > depth;
         i--) {
        c->call[i - 1U].begin += amount;
    }
}

/* What code at this depth or below has called to be skipped has ended. */
static void end_skipped(struct context *c, unsigned int depth)
{
    while (c->skips > 0U && c->skipped[c->skips - 1U].depth >= depth) {
        c->skips--;
        discount(c, c->count - c->skipped[c->skips].begin);
    }
}

/* Calls at this depth and below have ended. */
static void end_calls(struct context *c, unsigned int depth)
{
    while (c->calls > 0U && c->call[c->calls - 1U].depth >= depth) {
        struct call *call = &c->call[c->calls - 1U];

        end_skipped(c, call->depth);
        c->calls--;
        if (c->count - call->begin > *call->most) {
            *call->most = c->count - call->begin;
        }
    }
}

static void begin(struct context *c, uint64_t from)
{
    unsigned int slot = (unsigned int)(c - contexts);
    uint64_t top = stacks + (slot + 1U) * slot_size;
    unsigned int i = 0U;

    end_calls(c, 0U);
    c->depth = 1U;
    c->skips = 0U;
    while (i < recorded && (records[i].top != top || records[i].from != from)) {
        i++;
    }
    if (i == recorded) {
        checked(recorded < LIST_MAX ? records : NULL);
        records[recorded++] = (struct record){top, from, top};
    }
    c->record = &records[i];
}

/* What has begun on an unknown stack is on this one. */
static void move(struct context *c)
{
    struct record *record;

    begin(c, now->record->from);
    record = c->record;
    *c = *now;
    c->record = record;
    now->calls = 0U;
    now->record = NULL;
}

/* Where code on a stack begins anew; a process, once its entry is known. */
static void note_beginning(uint64_t here, uint64_t before)
{
    if (here == restart) {
        for (struct context *c = contexts; c <= exception; c++) {
            end_calls(c, 0U);
            c->record = NULL;
        }
    }
    if (here == restart || here == anew) {
        interrupted = NULL;
        now = unknown;
        begin(now, here);
    } else if (here != 0U && (here == fault || here == interrupt)) {
        interrupted = now;
        last_before = before;
        now = exception;
        begin(now, here);
    } else if (before == process && process != 0U) {
        begin(now, here);
        now->depth++;
    }
}

/* Before each instruction. */
static void at_instruction(unsigned int cpu, void *data)
{
    const struct instruction *each = data;
    struct context *c;

    (void)cpu;
    note_beginning(each->address, last);
    note_step(each->address);
    c = now;
    if (each->most != NULL) {
        checked(c->calls < DEPTH_MAX ? c : NULL);
        c->call[c->calls++] = (struct call){each->most, c->count, c->depth};
    }
    c->count++;
    if (each->skipped) {
        discount(c, 1U);
    }
    if (each->kind == CALL) {
        if (each->skipped) {
            checked(c->skips < DEPTH_MAX ? c : NULL);
            c->skipped[c->skips++] = (struct skipped){c->count, c->depth};
        }
        c->depth++;
    } else if (each->kind == RETURN) {
        end_calls(c, c->depth);
        c->depth -= (c->depth > 0U);
        end_skipped(c, c->depth);
    } else if (each->kind == BACK && interrupted != NULL) {
        now = interrupted;
        last = last_before;
        interrupted = NULL;
    }
}

/* After each access to memory. */
static void at_access(unsigned int cpu, uint32_t info, uint64_t address,
                      void *data)
{
    const struct instruction *each = data;

    (void)cpu;
    (void)info;
    if (address < stacks || address >= stacks_end) {
        return;
    }
    struct context *c = &contexts[(address - stacks) / slot_size];

    if (each->by_sp && c != now) {
        if (now >= unknown && now->record != NULL) {
            move(c);
        }
        now = c;
    }
    if (c == now && c->record == NULL) {
        begin(c, 0U);
    }
    if (c == now && address < c->record->low) {
        c->record->low = address;
    }
}

static struct instruction *decode(const struct qemu_plugin_insn *insn)
{
    struct instruction *each = checked(calloc(1U, sizeof *each));
    uint32_t word;

    memcpy(&word, qemu_plugin_insn_data(insn), sizeof word);
    each->address = qemu_plugin_insn_vaddr(insn);
    if ((word >> 26) == 0x25U || (word & 0xfffffc1fU) == 0xd63f0000U) {
        each->kind = CALL; /* BL, BLR */
    } else if ((word & 0xfffffc1fU) == 0xd65f0000U) {
        each->kind = RETURN;
    } else if (word == 0xd69f03e0U) {
        each->kind = BACK; /* ERET */
    }
    /* Loads and stores, but for those of literals, have a base register. */
    each->by_sp = (word & 0x0a000000U) == 0x08000000U &&
                  (word & 0x3b000000U) != 0x18000000U &&
                  ((word >> 5) & 31U) == 31U;
    for (unsigned int i = 0U; i < skips; i++) {
        each->skipped |= skip[i].first <= each->address &&
                         each->address < skip[i].end;
    }
    for (unsigned int i = 0U; i < functions; i++) {
        if (function[i].address == each->address) {
            each->most = &function[i].most;
        }
    }
    return each;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
        struct instruction *each = decode(insn);

        qemu_plugin_register_vcpu_insn_exec_cb(insn, at_instruction,
                                               QEMU_PLUGIN_CB_NO_REGS, each);
        qemu_plugin_register_vcpu_mem_cb(insn, at_access,
                                         QEMU_PLUGIN_CB_NO_REGS,
                                         QEMU_PLUGIN_MEM_RW, each);
    }
}

static void ended(qemu_plugin_id_t id, void *data)
{
    (void)id;
    (void)data;
    for (unsigned int i = 0; i < BUCKETS; i++) {
        for (struct step *step = steps[i]; step != NULL; step = step->next) {
            fprintf(out, "%" PRIx64 " %" PRIx64 "\n", step->from, step->to);
        }
    }
    for (struct context *c = contexts; c <= exception; c++) {
        end_calls(c, 0U);
    }
    for (unsigned int i = 0U; i < recorded; i++) {
        if (records[i].low < records[i].top) {
            fprintf(out, "stack %" PRIx64 " %" PRIx64 " %" PRIx64 "\n",
                    records[i].top, records[i].from, records[i].low);
        }
    }
    for (unsigned int i = 0U; i < functions; i++) {
        if (function[i].most > 0U) {
            fprintf(out, "call %" PRIx64 " %" PRIu64 "\n",
                    function[i].address, function[i].most);
        }
    }
    fclose(out);
}

/* The value of NAME=HEX; the text goes on behind it. */
static bool take(char **text, const char *name, uint64_t *value)
{
    size_t length = strlen(name);

    if (strncmp(*text, name, length) != 0) {
        return false;
    }
    *value = strtoull(*text + length, text, 16);
    return true;
}

static bool understand(char *text)
{
    uint64_t first, end;

    if (strncmp(text, "out=", 4) == 0) {
        out = fopen(text + 4, "w");
        return true;
    }
    if (take(&text, "stacks=", &stacks)) {
        return take(&text, "-", &stacks_end) && take(&text, "-", &slot_size) &&
               slot_size != 0U &&
               stacks_end - stacks <= STACKS_MAX * slot_size;
    }
    if (take(&text, "skip=", &first)) {
        if (!take(&text, "-", &end) || skips == LIST_MAX) {
            return false;
        }
        skip[skips].first = first;
        skip[skips++].end = end;
        return true;
    }
    if (take(&text, "call=", &first)) {
        if (functions == LIST_MAX) {
            return false;
        }
        function[functions++].address = first;
        return true;
    }
    return take(&text, "restart=", &restart) || take(&text, "anew=", &anew) ||
           take(&text, "fault=", &fault) ||
           take(&text, "interrupt=", &interrupt) ||
           take(&text, "process=", &process);
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info,
                        int argc, char **argv)
{
    (void)info;
    now = unknown;
    for (int i = 0; i < argc; i++) {
        if (!understand(argv[i])) {
            fprintf(stderr, "trail.so: cannot take %s\n", argv[i]);
            return 1;
        }
    }
    if (out == NULL) {
        fprintf(stderr, "trail.so: needs out=FILE that can be written\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A QEMU plugin that tells which instructions of a guest ran, and where each
 * went on: -plugin trail.so,out=FILE writes at the end a line "FROM TO" in
 * hexadecimal for each pair of instructions of which TO ran directly after
 * FROM, the first without one. For one CPU.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin_api.h"

#define BUCKETS 65536U

EXPORT int qemu_plugin_version = 1;

struct step {
    uint64_t from, to;
    struct step *next;
};
static struct step *steps[BUCKETS];
static uint64_t last;
static FILE *out;

/* Before each instruction; most come again and again. */
static void at_instruction(unsigned int cpu, void *data)
{
    uint64_t here = (uint64_t)(uintptr_t)data;
    struct step **bucket =
        &steps[((last ^ (here << 3)) * 0x9e3779b97f4a7c15U) >> 48];
    struct step *step = *bucket;

    (void)cpu;
    while (step != NULL && (step->from != last || step->to != here)) {
        step = step->next;
    }
    if (step == NULL) {
        step = malloc(sizeof *step);
        if (step == NULL) {
            abort();
        }
        *step = (struct step){last, here, *bucket};
        *bucket = step;
    }
    last = here;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);

        qemu_plugin_register_vcpu_insn_exec_cb(
            insn, at_instruction, QEMU_PLUGIN_CB_NO_REGS,
            (void *)(uintptr_t)qemu_plugin_insn_vaddr(insn));
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
    fclose(out);
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info,
                        int argc, char **argv)
{
    (void)info;
    if (argc == 1 && strncmp(argv[0], "out=", 4) == 0) {
        out = fopen(argv[0] + 4, "w");
    }
    if (out == NULL) {
        fprintf(stderr, "trail.so: needs out=FILE that can be written\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}

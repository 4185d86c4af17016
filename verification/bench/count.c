/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A QEMU plugin that tells when the guest comes by marked addresses:
 * -plugin count.so,out=FILE,at=HEX,at=HEX-HEX,... writes a line "ADDRESS
 * COUNT" each time an instruction at such an address, or in such a range (the
 * end is outside), is about to run; COUNT is how many ran before.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin_api.h"

#define RANGES_MAX 64

EXPORT int qemu_plugin_version = 1;

static struct {
    uint64_t first, end;
} range[RANGES_MAX];
static int ranges;
static uint64_t executed;
static FILE *out;

static void at_mark(unsigned int cpu, void *data)
{
    (void)cpu;
    fprintf(out, "%" PRIx64 " %" PRIu64 "\n", (uint64_t)(uintptr_t)data,
            executed);
}

static int is_marked(uint64_t address)
{
    for (int i = 0; i < ranges; i++) {
        if (range[i].first <= address && address < range[i].end) {
            return 1;
        }
    }
    return 0;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
        uint64_t address = qemu_plugin_insn_vaddr(insn);

        if (is_marked(address)) {
            qemu_plugin_register_vcpu_insn_exec_cb(insn, at_mark,
                                                   QEMU_PLUGIN_CB_NO_REGS,
                                                   (void *)(uintptr_t)address);
        }
        qemu_plugin_register_vcpu_insn_exec_inline(
            insn, QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
    }
}

static void ended(qemu_plugin_id_t id, void *data)
{
    (void)id;
    (void)data;
    fprintf(out, "end %" PRIu64 "\n", executed);
    fclose(out);
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info,
                        int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "out=", 4) == 0) {
            out = fopen(argv[i] + 4, "w");
        } else if (strncmp(argv[i], "at=", 3) == 0 && ranges < RANGES_MAX) {
            char *rest;

            range[ranges].first = strtoull(argv[i] + 3, &rest, 16);
            range[ranges].end = (*rest == '-') ? strtoull(rest + 1, NULL, 16)
                                               : range[ranges].first + 1;
            ranges++;
        } else {
            fprintf(stderr, "count.so: cannot take %s\n", argv[i]);
            return 1;
        }
    }
    if (out == NULL) {
        fprintf(stderr, "count.so: needs out=FILE that can be written\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, ended, NULL);
    return 0;
}

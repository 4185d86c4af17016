/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A QEMU plugin that lets a machine run in turns: -plugin turn.so,at=HEX,fd=N.
 * Before the instruction at that address runs, where the image has nothing to
 * do, it writes to the socket N how many instructions the turn took, 8 bytes,
 * and waits for a byte. Meanwhile the CPU is inside of an instruction, so that
 * its counted clock stands still.
 */
#define _DEFAULT_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "plugin_api.h"

EXPORT int qemu_plugin_version = 1;

static uint64_t at;
static int turns = -1;
static uint64_t executed;

/* Who gives the turns has ended: so does this machine. */
static void wait_for_turn(unsigned int cpu, void *data)
{
    char turn;

    (void)cpu;
    (void)data;
    if (write(turns, &executed, sizeof executed) != sizeof executed ||
        read(turns, &turn, 1) != 1) {
        _exit(1);
    }
    executed = 0;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
        struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);

        if (qemu_plugin_insn_vaddr(insn) == at) {
            qemu_plugin_register_vcpu_insn_exec_cb(
                insn, wait_for_turn, QEMU_PLUGIN_CB_NO_REGS, NULL);
        }
        qemu_plugin_register_vcpu_insn_exec_inline(
            insn, QEMU_PLUGIN_INLINE_ADD_U64, &executed, 1);
    }
}

/* The first turn begins here, so that the machine starts when it is told. */
int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info,
                        int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++) {
        if (strncmp(argv[i], "at=", 3) == 0) {
            at = strtoull(argv[i] + 3, NULL, 16);
        } else if (strncmp(argv[i], "fd=", 3) == 0) {
            turns = atoi(argv[i] + 3);
        } else {
            fprintf(stderr, "turn.so: cannot take %s\n", argv[i]);
            return 1;
        }
    }
    if (at == 0 || turns < 0) {
        fprintf(stderr, "turn.so: needs at=HEX and fd=N\n");
        return 1;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    wait_for_turn(0, NULL);
    return 0;
}

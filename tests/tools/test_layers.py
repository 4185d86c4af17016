# SPDX-License-Identifier: Apache-2.0
"""verification/layers.py finds each kind of planted violation."""
import json
import subprocess
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "verification/layers.py"
GOOD = {
    "include/kernel/limits.h": "#ifndef L_H\n#define L_H\n#endif\n",
    "include/kernel/boot.h": '#include "kernel/limits.h"\n',
    "include/kernel/sched.h": '#include "arch/arch.h"\n',
    "include/arch/arch.h":
        '#include <stdint.h>\n#include "kernel/limits.h"\n'
        '#include "arch_inline.h"\n',
    "include/apex/apexTime.h": '#include "kernel/sched.h"\n',
    "src/apex/time.c": '#include "apexTime.h"\n#include "check.h"\n',
    "src/apex/check.h": '#include "kernel/sched.h"\n',
    "src/kernel/sched.c":
        '/* #include "apexTime.h" */\n#include "kernel/sched.h"\n'
        'const char *t = "\\\n#if";\n',
    "src/arch/isa/arch.c": '#include "kernel/boot.h"\n#ifdef __riscv\n'
                           "#endif\n",
    "apps/x/main.c": '#include "kernel/sched.h"\n#if 1\n#endif\n',
}


def run(folder, **changes):
    """Exit status, output and result of the tool on GOOD with changes."""
    for name, text in {**GOOD, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run([TOOL, "--root", folder], capture_output=True,
                          text=True, check=False)
    result = json.loads((folder / "build/results/layers.json").read_text())
    return done.returncode, done.stdout, result


def test_a_tree_in_order_passes(tmp_path):
    status, out, result = run(tmp_path)
    assert status == 0, out
    assert result["ok"] and result["violations"] == []


@pytest.mark.parametrize("file, text, place", [
    ("src/kernel/more.inc", "static inline int more(void);\n", 1),
    ("include/spec/more.acsl", "/*@ predicate p = \\true; */\n"
     "#include \"kernel/limits.h\"\nint more;\n", 3),
    ("src/kernel/sched.c", '#include "kernel/sched.h"\n#include '
     '"apexTime.h"\n', 2),
    ("src/kernel/sched.c", "#include <apexTime.h>\n", 1),
    ("src/kernel/sched.c", '#include "../apex/check.h"\n', 1),
    ("include/kernel/sched.h", '#include "apex/apexTime.h"\n', 1),
    ("src/arch/isa/arch.c", '\n\n#include "kernel/sched.h"\n', 3),
    ("include/arch/arch.h", '#include "kernel/boot.h"\n', 1),
    ("src/kernel/sched.c", "#include <string.h>\n", 1),
    ("src/kernel/sched.c", '#include "nowhere.h"\n', 1),
    ("src/kernel/sched.c", "int a;\n#ifdef FEATURE\n#endif\n", 2),
    ("include/kernel/sched.h", "#ifndef H\n#define H\n#if 1\n#endif\n"
     "#endif\n", 3),
    ("src/kernel/sched.c", "#  if 0\n#endif\n", 1),
    ("src/apex/time.c", "#ifdef __aarch64__\n#endif\n", 1),
    ("src/lost/x.c", "int a;\n", 1),
])
def test_a_violation_is_found_with_its_place(tmp_path, file, text, place):
    status, out, result = run(tmp_path, **{file: text})
    assert status == 1
    assert f"{file}:{place}: " in out and "cure: " in out
    assert not result["ok"]
    assert [(v["file"], v["line"]) for v in result["violations"]] == [
        (file, place)]


def test_an_empty_tree_does_not_pass(tmp_path):
    done = subprocess.run([TOOL, "--root", tmp_path], check=False,
                          capture_output=True)
    assert done.returncode == 1

# SPDX-License-Identifier: Apache-2.0
"""verification/bench: counts are right, and a figure over its limit fails."""
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

BENCH = Path(__file__).parents[2] / "verification/bench"
sys.path.insert(0, str(BENCH))
import bench  # noqa: E402

LIMITS = {key: limit for key, _, limit in bench.ROWS if limit is not None}
FREE = {key: 12345 for key, _, limit in bench.ROWS if limit is None}
QEMU = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a53",
        "-nographic", "-nodefaults", "-semihosting-config",
        "enable=on,target=native", "-icount", "shift=0,sleep=off"]
LOOP = """
    .globl _start, turn, done, arch_restart, arch_process
_start:
    mov x2, #5
turn:
    nop
    nop
    subs x2, x2, #1
    b.ne turn
done:
    mov x0, #0x18
    ldr x1, =block
    hlt #0xf000
    .balign 8
block:
    .quad 0x20026, 0
"""


def figures(**changes):
    kernel = {key: (n, "how") for key, n in {**LIMITS, **FREE}.items()}
    kernel.update({k: (v, "how") for k, v in changes.items()})
    apex = {key: (9 * n, "how") for key, n in {**LIMITS, **FREE}.items()}
    return {"kernel": kernel, "apex": apex}


def test_limits_just_kept_pass_and_apex_has_none():
    rows, wrong = bench.judge(figures(), {}, "e.yaml")
    assert wrong == [] and all(r["ok"] for r in rows)
    assert {r["limit"] for r in rows[len(bench.ROWS):]} == {None}


@pytest.mark.parametrize("key", LIMITS)
def test_one_over_a_limit_fails_and_names_the_cure(key):
    rows, wrong = bench.judge(figures(**{key: LIMITS[key] + 1}), {}, "e.yaml")
    assert [r["ok"] for r in rows].count(False) == 1
    assert len(wrong) == 1 and "e.yaml" in wrong[0]


def test_an_exception_accepts_the_figure_and_shows_its_reason():
    operation = bench.ROWS[0][1]
    rows, wrong = bench.judge(figures(**{"yield": 99}),
                              {operation: "proved checks"}, "e.yaml")
    assert wrong == [] and rows[0]["ok"]
    assert "proved checks" in rows[0]["how"]


def test_a_long_reason_is_wrapped_and_whole(capsys):
    reason = " ".join(["instructions"] * 40)
    rows, _ = bench.judge(figures(**{"yield": 99}),
                          {bench.ROWS[0][1]: reason}, "e.yaml")
    bench.show(rows)
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 100
    assert reason in " ".join(told.split())


def test_an_exception_that_is_not_needed_fails():
    _, wrong = bench.judge(figures(), {bench.ROWS[0][1]: "old"}, "e.yaml")
    assert len(wrong) == 1 and "remove the entry" in wrong[0]


def test_an_exception_without_a_reason_is_refused(tmp_path):
    path = tmp_path / "e.yaml"
    path.write_text("- {operation: x, reason: ' ', reviewer: y}\n")
    with pytest.raises(bench.BenchError, match="reason"):
        bench.read_exceptions(path)


def test_only_undisturbed_windows_count():
    marks = [("a", 0), ("b", 10), ("a", 12), ("x", 14), ("b", 99), ("a", 100),
             ("b", 111)]
    assert bench.windows(marks, "a", "b") == [10, 11]


def test_too_few_repetitions_are_refused():
    with pytest.raises(bench.BenchError, match="repetitions"):
        bench.worst(SimpleNamespace(path="image"), [1, 2])


@pytest.mark.skipif(not shutil.which("aarch64-linux-gnu-gcc"),
                    reason="no cross compiler")
def test_the_plugin_counts_each_instruction(tmp_path):
    plugin = tmp_path / "count.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-fvisibility=hidden",
                    "-o", plugin, BENCH / "count.c"], check=True)
    folder = tmp_path / "bench_loop"
    folder.mkdir()
    source = folder / "loop.S"
    source.write_text(LOOP.replace("#0x18", "#0x20"))
    subprocess.run(["aarch64-linux-gnu-gcc", "-nostdlib", "-static",
                    "-Wl,-Ttext=0x40000000,--build-id=none",
                    "-o", folder / "bench_loop.elf", source],
                   check=True, capture_output=True)
    options = SimpleNamespace(images=tmp_path, plugin=plugin, command=QEMU)
    marks = bench.Image(options, "loop").run_marks("turn", "done")
    assert marks == [("turn", 1), ("turn", 5), ("turn", 9), ("turn", 13),
                     ("turn", 17), ("done", 21)]

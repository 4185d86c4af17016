# SPDX-License-Identifier: Apache-2.0
"""coverage/objcov.py: a small image runs, and what it does not execute, what
has no source and what a record no longer fits is told."""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "coverage"))
import measure  # noqa: E402
import objcov  # noqa: E402
import objects  # noqa: E402

# Two turns of a loop, a branch that is never taken, and the exit.
BOOT = """    .section .text.boot, "ax"
    .globl  _start
_start:
    mov     x2, #2
1:  sub     x2, x2, #1
    cbnz    x2, 1b
    cbnz    x2, 2f
    mov     x0, #0x20
    ldr     x1, =block
    hlt     #0xf000
2:  b       2b
    .balign 32
    .globl  after
after:
    ret
    .balign 8
block: .quad 0x20026, 0
"""
FILE = "src/arch/aarch64/boot.S"
RECORDS = """- name: never
  class: deactivated
  reason: never so
  reviewer: open
  gaps:
    _start:
      "2:  b       2b": [1]
      "cbnz    x2, 2f": [0, 1]
    after:
      ret: [1]
"""
QEMU = ("qemu-system-aarch64 -M virt -cpu cortex-a53 -nographic -nodefaults "
        "-semihosting-config enable=on,target=native -icount shift=0,"
        "sleep=off").split()
GCC = "aarch64-linux-gnu-gcc"

pytestmark = pytest.mark.skipif(
    not shutil.which(GCC) or not shutil.which(QEMU[0]), reason="no image")


def compile_plugin(out, source):
    subprocess.run(["gcc", "-shared", "-fPIC", "-fvisibility=hidden", "-O2",
                    f"-I{ROOT}/verification/bench", "-o", out, ROOT / source],
                   check=True)
    return out


@pytest.fixture(name="plugin", scope="module")
def make_plugin(tmp_path_factory):
    return compile_plugin(tmp_path_factory.mktemp("plugin") / "trail.so",
                          "coverage/trail.c")


def build(tree, source=BOOT, debug=("-g",)):
    """The object, the whole image, and the image of the only test."""
    (tree / FILE).write_text(source)
    made, image = tree / f"objects/{FILE}.o", tree / "build/aarch64/one/one.elf"
    for folder in (made, image):
        folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([GCC, *debug, "-c", "-o", made, FILE], cwd=tree, check=True)
    for out, start in ((tree / "whole.elf", "0x40200000"),
                       (image, "0x40000000")):
        subprocess.run([GCC, "-nostdlib", "-static", "-Wl,--build-id=none",
                        f"-Wl,-Ttext={start}", "-o", out, made], check=True)


@pytest.fixture(name="tree")
def make_tree(tmp_path, monkeypatch):
    for folder in ("src/arch/aarch64", "tests/system/one", "coverage",
                   "build/results"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tests/system/one/main.c").write_text(
        "/* [itest->llr~boot~1]\n * Kind: normal\n */\n")
    (tmp_path / "tests/system/one/expected.txt").write_text("")
    (tmp_path / "coverage/objcov.yaml").write_text(RECORDS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(tree, plugin):
    """(exit status, output, objcov.json)."""
    done = subprocess.run(
        [sys.executable, ROOT / "coverage/objcov.py", "--whole", "whole.elf",
         "--objects", "objects", "--plugin", plugin, "--", *QEMU], cwd=tree,
        capture_output=True, text=True, check=False, env=os.environ)
    path = tree / "build/results/objcov.json"
    return (done.returncode, done.stdout + done.stderr,
            json.loads(path.read_text()) if path.is_file() else None)


def test_what_runs_is_counted(tree, plugin):
    build(tree)
    status, output, result = run(tree, plugin)
    assert status == 0, output
    start, after = sorted(result["functions"], key=lambda f: f["function"])
    assert (start["instructions"], start["executed"]) == (8, 7)
    assert (start["outcomes"], start["taken"]) == (4, 3)
    assert after["function"] == "after" and after["executed"] == 0
    assert {(g["function"], g["gap"], g["line"]) for g in result["justified"]
            } == {("_start", "never executed", 11), ("after", "never executed",
                                                     15),
                  ("_start", "never taken", 7)}
    assert result["totals"]["untraced"] == 0
    assert [(r["function"], r["executed"], r["instructions"], r["taken"],
             r["outcomes"]) for r in result["sources"]] == [
        ("_start", 7, 8, 3, 4), ("after", 0, 1, 0, 0)]


def test_an_edit_elsewhere_leaves_the_records_fresh(tree, plugin):
    build(tree, BOOT.replace("    mov     x2", "    nop\n# new\n    mov     x2"))
    status, output, _ = run(tree, plugin)
    assert status == 0, output


def test_a_record_of_a_line_that_has_changed_is_stale(tree, plugin):
    build(tree, BOOT.replace("cbnz    x2, 2f", "cbnz    w2, 2f"))
    status, output, _ = run(tree, plugin)
    assert status == 1
    assert ("coverage/objcov.yaml:1: _start(), 'cbnz    x2, 2f', has [0, 0, 0]"
            " gaps") in output and "remove what is stale" in output
    assert "never taken: cbnz    w2, 2f" in output


def test_each_gap_without_a_record_is_told(tree, plugin):
    build(tree)
    (tree / "coverage/objcov.yaml").write_text("[]\n")
    status, output, _ = run(tree, plugin)
    assert status == 1
    assert f"{FILE}:7: _start+0xc: cbnz" in output
    assert "never taken: cbnz    x2, 2f" in output
    assert f"{FILE}:15: after+0x0: ret: never executed" in output


def test_code_that_is_new_beside_a_record_is_told(tree, plugin):
    build(tree, BOOT.replace("    ret\n", "    nop\n    ret\n"))
    status, output, _ = run(tree, plugin)
    assert status == 1
    assert f"{FILE}:15: after+0x0: nop: never executed" in output


def test_code_without_a_source_line_is_told(tree, plugin):
    build(tree, debug=())
    status, output, result = run(tree, plugin)
    assert status == 1 and result["totals"]["untraced"] == 9
    assert f"{FILE}:0: _start+0x0: mov" in output and "no source" in output


def test_an_image_of_another_object_is_refused(tree, plugin):
    build(tree)
    shutil.copytree(tree / "objects", tree / "old")
    build(tree, BOOT.replace("#2\n", "#3\n"))
    shutil.rmtree(tree / "objects")
    (tree / "old").rename(tree / "objects")
    status, output, result = run(tree, plugin)
    assert status == 1 and result is None
    assert f"_start of {FILE} is there 0 times" in output


def test_a_function_begins_behind_what_a_header_inlines():
    board = "src/board/qemu-virt-aarch64/board.c"
    header = "src/arch/aarch64/arch_inline.h"
    f = objects.Section(board, ".text.f", b"", exported=[(0, "f")])
    g = objects.Section("src/kernel/error.c", ".text.g", b"",
                        exported=[(0, "g")])
    h = objects.Section(FILE, ".text", b"",
                        exported=[(0, "h"), (0, "alias"), (4, "i"), (8, "d")])
    mine = [objects.Instruction(section, offset, "nop", file=file, line=line)
            for section, offset, file, line in (
                (f, 0, header, 20), (f, 4, board, 101), (f, 8, board, 99),
                (g, 0, header, 20), (h, 0, FILE, 5), (h, 4, FILE, 6))]
    assert sorted(objcov.begins([f, g, h], mine)) == [
        ("alias", FILE, 5), ("f", board, 101), ("h", FILE, 5), ("i", FILE, 6)]


def test_a_test_with_another_log_does_not_count(tree, plugin):
    build(tree)
    (tree / "tests/system/one/expected.txt").write_text("hello\n")
    status, output, result = run(tree, plugin)
    assert status == 1 and result["tests"] == []
    assert "one/main.c:1: the test does not pass while it is watched" in output


@pytest.mark.parametrize("source", ("coverage/trail.c",
                                    "verification/bench/count.c"))
@pytest.mark.parametrize("option", ("", ",out=/nowhere/file"))
def test_a_plugin_without_a_file_stops_qemu(tmp_path, source, option):
    plugin = compile_plugin(tmp_path / "one.so", source)
    done = subprocess.run([*QEMU, "-plugin", f"{plugin}{option}"],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "needs out=FILE that can be written" in done.stderr


GAP = {"file": "a.c", "line": 3, "function": "f", "gap": "never executed",
       "code": "x = 1;"}


def record(**other):
    return {"name": "n", "class": "justified", "reason": "r",
            "reviewer": "open", "gaps": {"f": {"x = 1;": [1, 0]}}, **other}


@pytest.mark.parametrize("line", (3, 4))
def test_a_record_fits_by_function_and_text(line):
    gap = {**GAP, "line": line}
    still, accepted, wrong = objcov.justify([gap], [record()], "y")
    assert not still and not wrong and accepted[0]["reason"] == "r"


@pytest.mark.parametrize("change", (
    {"function": "g"}, {"code": "x = 2;"}, {"gap": "never taken"}))
def test_a_record_of_something_else_excuses_nothing(change):
    gap = {**GAP, **change}
    still, accepted, wrong = objcov.justify([gap], [record()], "y")
    assert still == [gap] and not accepted and len(wrong) == 1


def test_one_gap_more_than_the_record_says_leaves_all_open():
    still, accepted, wrong = objcov.justify([GAP, GAP], [record()], "y")
    assert still == [GAP, GAP] and not accepted
    assert ("f(), 'x = 1;', has [2, 0, 0] gaps (instructions, outcomes, "
            "without source), the record says [1, 0, 0]") in wrong[0]["text"]


def test_two_records_for_one_text_are_told():
    _, _, wrong = objcov.justify([GAP], [record(), record()], "y")
    assert "f(), 'x = 1;', is there twice" in wrong[0]["text"]


def test_a_record_without_a_gap_is_stale():
    _, _, wrong = objcov.justify([], [record()], "y")
    assert "f(), 'x = 1;', has [0, 0, 0] gaps" in wrong[0]["text"]
    assert wrong[0]["cure"] == "remove what is stale"


@pytest.mark.parametrize("key", ("name", "class", "reason", "reviewer", "gaps"))
def test_a_record_must_say_everything(tmp_path, key):
    path = tmp_path / "o.yaml"
    path.write_text(json.dumps([{k: v for k, v in record().items()
                                 if k != key}]))
    with pytest.raises(measure.CoverageError, match=key):
        measure.read_accepted(path, objcov.NEEDS)

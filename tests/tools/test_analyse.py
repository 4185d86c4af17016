# SPDX-License-Identifier: Apache-2.0
"""verification/analyse.py bounds the stack, and finds each planted fault."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_tree import ROOT, line_of, replace

sys.path.insert(0, str(ROOT / "verification"))
import analyse  # noqa: E402

IMAGE = Path("build/aarch64/air_data/air_data.elf")
HELLO = Path("build/aarch64/hello/hello.elf")
PARTITION = "src/kernel/partition.c"
DEAD = "\nuint32_t lost(void)\n{\n    return 1U;\n}\n"
HOOK = "\nvoid (*hook)(void);\n"
DECISIONS = "".join(f"    if (cause == {n}U) {{\n        partition.start_ns = "
                    f"{n};\n    }}\n" for n in range(15))


def make(tree):
    """Exit status, output and result of `make analyse`."""
    path = tree / "build/results/analyse.json"
    path.unlink(missing_ok=True)
    done = subprocess.run(["make", "analyse"], cwd=tree, capture_output=True,
                          text=True, check=False)
    assert path.exists(), done.stderr
    return done.returncode, done.stdout, json.loads(path.read_text())


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = tmp_path_factory.mktemp("sound") / "tree"
    tree.mkdir()
    for name in ("Makefile", "longeron.mk"):
        shutil.copy(ROOT / name, tree)
    for name in ("mk", "include", "src", "apps", "verification",
                 "trace/longeron_trace"):
        shutil.copytree(ROOT / name, tree / name)
    status, output, _ = make(tree)
    assert status == 0, output
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def append(tree, file, text):
    with (tree / file).open("a", encoding="utf-8") as out:
        out.write(text)


def expect(tree, file, text, told):
    """That the problem is told with its place, the line with text in it."""
    status, output, result = make(tree)
    place = line_of(tree, file, text)
    assert status != 0 and not result["ok"]
    assert f"{file}:{place}: " in output and told in output
    assert "cure: " in output
    assert [p for p in result["problems"]
            if (p["file"], p["line"]) == (file, place) and told in p["text"]]


def test_frames_of_c_and_assembly_make_a_path(sound):
    result = json.loads((sound / "build/results/analyse.json").read_text())
    assert result["ok"] and result["stack"]["size"] == 0x6000
    rows = {r["name"]: r for r in result["stack"]["rows"]}
    row = rows["WAIT_SEMAPHORE"]
    assert row["kind"] == "service" and row["file"] == "src/apex/semaphore.c"
    assert [name for name, _ in row["path"]][-4:] == [
        "sched_wait", "sched_idle", "arch_switch", "arch_switch_core"]
    assert [frame for _, frame in row["path"]][-2:] == [80, 96]
    assert row["bytes"] == sum(frame for _, frame in row["path"])
    assert rows["arch_process"]["bytes"] >= max(
        rows[n]["bytes"] for n in ("acquire", "announce", "compute", "show"))


def test_stacks_that_begin_anew_and_the_interrupt_have_bounds(sound):
    result = json.loads((sound / "build/results/analyse.json").read_text())
    rows = {r["name"]: r for r in result["stack"]["rows"]}
    assert rows["arch_begin"]["kind"] == "boot"
    assert rows["arch_begin"]["bytes"] >= rows["error_act"]["bytes"]
    assert rows["vector_1"]["kind"] == "interrupt"
    assert rows["vector_1"]["path"][:2] == [["vector_1", 160],
                                            ["arch_overrun", 0]]


def test_bounds_follow_from_constants(sound):
    result = json.loads((sound / "build/results/analyse.json").read_text())
    bounds = {(r["function"], r["variant"]): r["bound"]
              for r in result["loops"]}
    assert bounds["write_hex", "HEX_DIGITS - i"] == 16
    assert bounds["timer_expire", "GROUP_MAX - g"] == 8
    assert bounds["event_set", "members(object[q].waiting, 64)"] == 64
    assert bounds["arch_console_write", ""] == 0     # the device's
    assert list(dict.fromkeys(
        r["function"] for r in result["loops"] if r["bound"] is None)) == [
            "port_ferry", "sched_idle", "memcpy", "memmove", "memset",
            "memcmp"]
    assert all(r["reason"] for r in result["loops"] if r["bound"] is None)
    lines = (ROOT / "verification/analyse.py").read_text().splitlines()
    for row in result["loops"]:     # what no proof says names who says it
        file, _, number = row["said"].partition(":")
        assert row["variant"] or file == "verification/analyse.py"
        assert not file or row["function"] in lines[int(number) - 1]


def test_call_graph_is_of_source_and_assembly(sound):
    result = json.loads((sound / "build/results/analyse.json").read_text())
    calls = {f["name"]: [n for _, n in f["calls"]] for f in result["calls"]}
    assert "semaphore_wait" in calls["WAIT_SEMAPHORE"]          # inlined
    assert calls["kernel_process_end"]
    assert calls["arch_process"] == [       # assembly, the others by address
        "kernel_process_end", "error_act", "error_leave"]
    assert not calls["bits_clear"]
    assert ["include/kernel/bits.h", "bits_clear"] in [
        c for f in result["calls"] for c in f["calls"]]


def test_recursion(tree):
    replace(tree, "src/kernel/timer.c", "    sched.due_ns = next_ns;\n",
            "    sched.due_ns = next_ns;\n    if (next_ns == now_ns) {\n"
            "        sched_idle(now_ns);\n        sched.due_ns++;\n    }\n")
    status, output, result = make(tree)
    assert status != 0 and "src/kernel/timer.c:" in output
    assert "recursion, so no bound of the stack: " in output
    assert "timer_expire() -> sched_idle()" in output
    assert "cure: write it as a loop with a variant" in output
    assert len(result["problems"]) == 1


def test_call_by_address(tree):
    append(tree, PARTITION, HOOK)
    replace(tree, PARTITION, "    partition.start_ns = 0;\n",
            "    partition.start_ns = 0;\n    hook();\n")
    replace(tree, PARTITION, "struct partition partition;\n",
            "struct partition partition;\nextern void (*hook)(void);\n")
    expect(tree, PARTITION, "void partition_init(",
           "partition_init() calls by address, and whom is not known")


def test_frame_of_no_fixed_size(tree):
    main = "apps/air_data/main.c"
    replace(tree, main, "static void announce(void)\n{\n",
            "static void announce(void)\n{\n    volatile char *lost = "
            "__builtin_alloca(taken);\n\n    *lost = 0;\n")
    expect(tree, main, "static void announce(",
           "announce() has a frame of no fixed size")


def test_loop_without_a_variant(tree):
    replace(tree, "src/kernel/sched.c", "loop assigns i, n;\n        "
            "loop variant PROCESS_MAX - i; */", "loop assigns i, n; */")
    expect(tree, "src/kernel/sched.c", "i < PROCESS_MAX",
           "sched_waiting(): a loop without a variant")


def test_variant_without_a_number(tree):
    replace(tree, "src/kernel/error.c", "loop variant HEX_DIGITS - i",
            "loop variant value - i")
    expect(tree, "src/kernel/error.c", "i < HEX_DIGITS",
           "write_hex(): no number follows from the variant value - i")


def test_variant_of_a_signed_variable(tree):
    replace(tree, "src/kernel/error.c", "for (uint32_t i = 0U; i < HEX_DIGITS",
            "for (int32_t i = -9; i < (int32_t)HEX_DIGITS")
    replace(tree, "src/kernel/error.c", "(4U * i)", "(4U * (uint32_t)i)")
    expect(tree, "src/kernel/error.c", "i < (int32_t)HEX_DIGITS",
           "write_hex(): no number follows from the variant HEX_DIGITS - i")


def test_goto_is_a_loop(tree):
    replace(tree, PARTITION, "    partition.start_ns = 0;\n",
            "again:\n    partition.start_ns += 2;\n"
            "    if (partition.start_ns < cause) {\n        goto again;\n"
            "    }\n")
    expect(tree, PARTITION, "goto again", "partition_init(): a loop without a")


def test_bound_of_no_loop():
    assert [p["text"] for p in analyse.check_loops([])] == [
        f"{key}: no loop is so"
        for key in (*analyse.BOUNDS, *analyse.UNBOUNDED)]


def test_dead_function(tree):
    append(tree, PARTITION, DEAD)
    expect(tree, PARTITION, "lost(void)", "lost() is dead")


def test_function_that_only_a_dead_one_calls(tree):
    append(tree, PARTITION, "\nstatic inline uint32_t deep(void)\n{\n"
           "    return 1U;\n}\n" + DEAD.replace("1U", "deep()"))
    expect(tree, PARTITION, "deep(void)", "deep() is dead")


def test_function_over_the_limit(tree):
    replace(tree, PARTITION, "    partition.start_ns = 0;\n",
            "    partition.start_ns = 0;\n" + DECISIONS)
    expect(tree, PARTITION, "void partition_init(",
           "partition_init() has a complexity of 16, at most 15")


def run(tree, *images):
    """The output for images that `make` does not make."""
    done = subprocess.run(
        ["verification/analyse.py", "--heap", "free malloc _Znwm", "--whole",
         "build/analyse/whole.elf", "--usage", "build/aarch64", "--", *images], cwd=tree, capture_output=True,
        text=True, check=False)
    assert done.returncode == 1, done
    return done.stdout


@pytest.mark.parametrize("symbol", ["malloc", "_Znwm"])
def test_heap_symbol(tree, symbol):
    subprocess.run(["aarch64-linux-gnu-objcopy", "--add-symbol",
                    f"{symbol}=.text:0,function", HELLO, "heap.elf"],
                   cwd=tree, check=True)
    output = run(tree, IMAGE, "heap.elf")
    assert f"heap.elf:1: has the heap symbol {symbol}\n    cure: " in output

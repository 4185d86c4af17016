# SPDX-License-Identifier: Apache-2.0
"""coverage/coupling.py: couplings are found in the code and their tests from
what ran; what no test of a requirement exercises is told with its place."""
import json
import os
import shutil
import struct
import subprocess

import pytest
from sample_tree import ROOT, inputs_of, replace, sys

sys.path.insert(0, str(ROOT / "coverage"))
import counters  # noqa: E402
import coupling  # noqa: E402
import couplings  # noqa: E402
import profraw  # noqa: E402

HEADER = """#ifndef ONE_H
#define ONE_H
struct one {
    int level;
    int table[2];
};
extern struct one one;
int one_get(int n);
void one_fill(int *out);
int two_run(int n);
/* [impl->llr~next~1] */
static inline int one_next(void)
{
    return one.level + 1;
}
#endif
"""
ONE = """#include "kernel/one.h"
struct one one;
/* [impl->llr~get~1] */
int one_get(int n)
{
    one.level = n;
    one.table[n & 1] += one.level;
    return n;
}
/* [impl->llr~fill~1] */
void one_fill(int *out)
{
    *out = 3;
}
"""
TWO = """#include "kernel/one.h"
/* [impl->llr~run~1] */
int two_run(int n)
{
    int local = 0;

    if (n > 5) {
        n = one_get(one.level);
    }
    one_fill(&local);
    return local + one_next() + n;
}
"""
MAIN = """#include "kernel/one.h"
void unit_ended(const char *name, int passed);
int main(void)
{
    one_get(1);
    unit_ended("test_get", 1);
    two_run(6);
    unit_ended("test_run", 1);
    two_run(1);
    unit_ended("test_failed", 0);
    return 0;
}
"""
FLAGS = ["-fprofile-instr-generate", "-fcoverage-mapping", "-Iinclude",
         "-Xclang", "-dump-coverage-mapping"]
TESTS = {"test_get": ["llr~get~1"],
         "test_run": ["llr~fill~1", "llr~next~1", "llr~run~1"]}
NAMES = ("two_run() to one_get()", "two_run() to one_fill()",
         "two_run() to one_next()", "two_run() to one_fill(): out")
needs_clang = pytest.mark.skipif(not shutil.which("clang-19"),
                                 reason="no clang-19")


def build(tree):
    """Compile and run, as mk/coverage.mk and coverage/host.py do."""
    clang, target = tree / "build/coverage/clang", tree / "build/coverage/target"
    shutil.rmtree(clang, ignore_errors=True)
    (clang / "kernel").mkdir(parents=True)
    target.mkdir(exist_ok=True)
    for name in ("one", "two"):
        done = subprocess.run(
            ["clang-19", *FLAGS, "-c", "-o", clang / f"{name}.o",
             f"src/kernel/{name}.c"], cwd=tree, check=True,
            capture_output=True, text=True)
        for folder in (clang, target):
            (folder / f"{name}.o.map").write_text(done.stdout)
    program = clang / "kernel/test_one"
    subprocess.run(
        ["clang-19", "-fprofile-instr-generate", "-Iinclude", "-I.", "-o",
         program, clang / "one.o", clang / "two.o", "main.c",
         ROOT / "coverage/per_test.c"], cwd=tree, check=True)
    subprocess.run([program], check=True, env={
        **os.environ, "LLVM_PROFILE_FILE": f"{program}.profraw",
        "LONGERON_PER_TEST": f"{program}.tests"})
    shutil.copy(program.with_suffix(".profraw"), target / "boot_01.profraw")
    tell(tree, TESTS)


def tell(tree, tests, system=("llr~boot~1",)):
    """The results that the tool asks for, of this tree."""
    lines = {"src/kernel/one.c": (6, 7, 8, 13), "src/kernel/two.c": (
        5, 7, 8, 10, 11), "include/kernel/one.h": (14,)}
    results = {
        "utest": {"tests": [
            {"file": "tests/unit/kernel/test_one.c", "name": n,
             "requirements": r, "verdict": "pass"} for n, r in tests.items()]},
        "itest": {"tests": [{"name": "boot_01", "verdict": "pass",
                             "requirements": list(system)}]},
        "objcov": {}, "coverage": {"scopes": {"merged": {"files": [
            {"file": f, "line_hits": {str(n): 1 for n in of}}
            for f, of in lines.items()]}}}}
    for name in ("utest", "itest", "coverage", "objcov"):
        (tree / f"build/results/{name}.json").write_text(json.dumps(
            {**results[name], "inputs": inputs_of(tree, name)}))


def port(tree, **other):
    (tree / "build/objcov/port.json").write_text(json.dumps(
        {"tests": {"boot_01": []}, "functions": [], "refers": [], "data": [],
         "lines": [], **other}))


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = tmp_path_factory.mktemp("coupling")
    for folder in ("include/kernel", "src/kernel", "coverage", "build/results",
                   "build/objcov"):
        (tree / folder).mkdir(parents=True)
    for name, text in (("include/kernel/one.h", HEADER), ("main.c", MAIN),
                       ("src/kernel/one.c", ONE), ("src/kernel/two.c", TWO),
                       ("unit.h", ""), ("coverage/coupling.yaml", "")):
        (tree / name).write_text(text)
    port(tree)
    build(tree)
    assert run(tree, "--update")[0] == 0
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / "tree")


def run(tree, *options):
    """(exit status, output, coupling.json)."""
    done = subprocess.run(
        [sys.executable, ROOT / "coverage/coupling.py", *options], cwd=tree,
        capture_output=True, text=True, check=False)
    path = tree / "build/results/coupling.json"
    return (done.returncode, done.stdout + done.stderr,
            json.loads(path.read_text()) if path.is_file() else None)


def rows(result):
    """{name of a coupling: (where, names of its tests)}."""
    return {r["name"]: (r["from"], r["to"], [result["tests"][n]["name"]
                                             for n in r["tests"]])
            for r in result["couplings"]}


@needs_clang
def test_couplings_and_the_tests_that_exercised_them(tree):
    status, output, result = run(tree)
    assert status == 0, output
    found = rows(result)
    assert sorted(found) == sorted((*NAMES, "one.level"))
    for name in NAMES:
        assert found[name] == ("kernel/two", "kernel/one",
                               ["test_run", "boot_01"])
    assert found["one.level"] == ("kernel/one", "kernel/two",
                                  ["test_run", "boot_01"])
    assert "control 3 of 3, data 1 of 1, pointer 1 of 1" in output


@needs_clang
def test_coverage_for_each_requirement(tree):
    tell(tree, {**TESTS, "test_run": ["llr~run~1"]})
    _, _, result = run(tree)
    found = {f["function"]: (f["by_own"], f["by_other"], f["by_none"],
                             f["requirements"]) for f in result["functions"]}
    assert found["one_get"] == (3, 0, 0, {"llr~get~1": 3, "llr~run~1": 3,
                                          "llr~boot~1": 3})
    assert found["one_fill"] == (0, 1, 0, {"llr~run~1": 1, "llr~boot~1": 1})
    assert found["two_run"][:3] == (5, 0, 0)


@needs_clang
def test_a_call_that_no_test_executes(tree):
    replace(tree, "main.c", "two_run(6)", "two_run(2)")
    build(tree)
    status, output, _ = run(tree)
    assert status == 1
    assert ("src/kernel/two.c:8: control kernel/two > kernel/one: two_run() "
            "to one_get(): no test of a requirement exercises it\n"
            "    cure: test the requirement that needs it, or record") in output
    assert "coverage/coupling.csv:2: is not what was measured" in output


@needs_clang
def test_each_place_of_a_call_needs_a_test(tree):
    replace(tree, "src/kernel/two.c", "    one_fill(&local);\n",
            "    if (n > 90) {\n        n = one_get(1);\n    }\n"
            "    one_fill(&local);\n")
    build(tree)
    _, output, _ = run(tree)
    assert "src/kernel/two.c:11: control kernel/two > kernel/one" in output


@needs_clang
def test_a_datum_that_nobody_reads(tree):
    replace(tree, "include/kernel/one.h", "    int level;\n",
            "    int level;\n    int spare;\n")
    replace(tree, "src/kernel/one.c", "    return n;\n",
            "    one.spare = n;\n    return n;\n")
    build(tree)
    status, output, _ = run(tree)
    assert status == 1
    assert ("src/kernel/one.c:8: unread kernel/one > nobody: one.spare: is "
            "written, and nothing reads it\n    cure: remove it") in output


RECORD = """- coupling: "unread kernel/one > nobody: one.spare"
  class: justified
  reason: for the debugger
  reviewer: open
"""


@needs_clang
@pytest.mark.parametrize("value", ("&one.table[n & 1]",
                                   "(int *)&one.table[0] + n - n"))
def test_what_is_written_through_an_address_that_was_assigned(tree, value):
    replace(tree, "src/kernel/two.c", "    int local = 0;\n",
            "    int local = 0;\n    int *kept;\n\n"
            f"    kept = {value};\n    *kept = 1;\n")
    build(tree)
    assert rows(run(tree)[2])["one.table"][:2] == ("kernel/two", "kernel/one")


@needs_clang
def test_a_stale_record(tree):
    (tree / "coverage/coupling.yaml").write_text(RECORD)
    status, output, _ = run(tree)
    assert status == 1
    assert ("coverage/coupling.yaml:1: the record for 'unread kernel/one > "
            "nobody: one.spare' fits no gap\n    cure: remove it") in output


@needs_clang
def test_a_test_that_loses_its_tag(tree):
    tell(tree, {**TESTS, "test_run": []}, ())
    status, output, result = run(tree)
    assert status == 1
    assert ("src/kernel/two.c:10: control kernel/two > kernel/one: two_run() "
            "to one_fill(): only tests that verify no requirement exercise "
            "it") in output
    assert rows(result)["one.level"][2] == []
    two = next(f for f in result["functions"] if f["function"] == "two_run")
    assert (two["by_own"], two["by_apart"]) == (0, 5)
    assert "7 only by tests of no requirement" in output


@needs_clang
def test_a_test_that_failed_does_not_count(tree):
    _, _, result = run(tree)
    assert [t["name"] for t in result["tests"]] == ["test_get", "test_run",
                                                    "boot_01"]


@needs_clang
def test_results_of_another_tree_are_refused(tree):
    replace(tree, "src/kernel/one.c", "*out = 3", "*out = 4")
    status, output, result = run(tree)
    assert status == 1 and result is None
    assert ("build/results/utest.json: made from another tree: "
            "src/kernel/one.c changed since\n    cure: make test") in output
    tell(tree, TESTS)
    (tree / "build/results/objcov.json").unlink()
    assert ("build/results/objcov.json: is missing\n    cure: make objcov"
            in run(tree)[1])


@needs_clang
def test_assembly_is_on_the_target_only(tree):
    boot = "src/arch/aarch64/boot.S"
    told = {"functions": [["start", boot, 5]], "lines": [[boot, 5, "start"],
                                                         [boot, 6, "start"]],
            "refers": [[boot, 6, "start", "two_run", "bl"],
                       [boot, 5, "start", "one", "adrp"]]}
    port(tree, tests={"boot_01": [[boot, 5], [boot, 6]]}, **told)
    _, output, result = run(tree)
    assert rows(result)["start() to two_run()"] == (
        "arch/boot", "kernel/two", ["boot_01"])
    assert {(r["from"], r["to"]) for r in result["couplings"]
            if r["name"] == "one.table"} == {("arch/boot", "kernel/one"),
                                             ("kernel/one", "arch/boot")}
    port(tree, tests={"boot_01": [[boot, 5]]}, **told)
    _, output, result = run(tree)
    assert (f"{boot}:6: control arch/boot > kernel/two: start() to two_run(): "
            "no test of") in output


def test_a_record_must_say_everything(tmp_path):
    path = tmp_path / "c.yaml"
    for key in coupling.KEYS:
        path.write_text("".join(
            line if f"{key}:" not in line else f"{line[:2]}{key}:\n"
            for line in RECORD.splitlines(True)))
        with pytest.raises(coupling.measure.CoverageError, match=key):
            coupling.measure.read_accepted(path, coupling.KEYS)


def test_sums_of_counters():
    assert counters.evaluate("0", [7]) == 0
    assert counters.evaluate("#1", [7, 3]) == 3
    assert counters.evaluate("((#0 + #2) - #1)", [7, 3, 2]) == 6
    assert counters.evaluate("(#0 - (#1 + #2))", [7, 3, 2]) == 2


def test_the_innermost_region_counts():
    function = counters.Function([((3, 1), (9, 2), "#0"),
                                  ((4, 9), (6, 6), "#1")])
    assert [function.at(p) for p in ((2, 1), (3, 5), (5, 1), (8, 1), (10, 1))
            ] == ["#0", "#0", "#1", "#0", None]


@needs_clang
def test_counters_that_are_cut_off(tree):
    path = tree / "build/coverage/clang/kernel/test_one.tests"
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(profraw.ProfileError, match="is cut off"):
        counters.read_host(path.with_suffix(""), {})
    raw = path.with_suffix(".profraw")
    raw.write_bytes(struct.pack("<Q", 1) + raw.read_bytes()[8:])
    with pytest.raises(profraw.ProfileError, match="no raw profile"):
        counters.read_host(path.with_suffix(""), {})


def test_modules():
    assert couplings.module_of("include/kernel/sched.h") == "kernel/sched"
    assert couplings.module_of("src/arch/aarch64/arch_inline.h") == "arch/arch"

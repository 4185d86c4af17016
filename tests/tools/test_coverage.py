# SPDX-License-Identifier: Apache-2.0
"""coverage/: decisions are counted independently, gaps and stale records are
found, and profiles are assembled from memory as the tools expect."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "coverage"))
import decisions  # noqa: E402
import gcda  # noqa: E402
import measure  # noqa: E402

SOURCE = """#define BOTH(a, b) ((a) && (b))
int pick(int a, int b, int c);
int pick(int a, int b, int c)
{
    int n = 0;

    if ((a > 0) && ((b > 0) || !(c > 0))) {
        n = 1;
    }
    while (n > 5) {
        n--;
    }
    for (int i = 0; i < 3; i++) {
        n += (a > i) ? 1 : 2;
    }
    return n;
}
"""
MACRO = """#define BOTH ((a > 0) && (b > 0))
int both(int a, int b);
int both(int a, int b)
{
    return BOTH ? 1 : 2;
}
"""
MAIN = """
int pick(int a, int b, int c);
int main(void)
{
    return pick(1, 1, 1) + pick(0, 1, 1) + pick(1, 0, 1) == 0;
}
"""


@pytest.fixture(name="tree")
def make_tree(tmp_path, monkeypatch):
    """A tree of one file, as the working directory."""
    (tmp_path / "src/kernel").mkdir(parents=True)
    (tmp_path / "src/kernel/pick.c").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_decisions_and_conditions_of_the_tree(tree):
    code = decisions.read_code(["src/kernel/pick.c"], [])
    file = "src/kernel/pick.c"
    assert code.decisions == {(file, (7, 9)): 3}
    assert {line for _, (line, _) in code.conditions} == {7, 10, 13, 14}
    assert len(code.conditions) == 6
    assert code.function_at(file, 8) == "pick"


def test_a_file_that_is_not_c_is_refused(tree):
    (tree / "src/kernel/pick.c").write_text("int pick(\n")
    with pytest.raises(decisions.ParseError, match="pick.c"):
        decisions.read_code(["src/kernel/pick.c"], [])


def build_and_run(tree, main=MAIN):
    """Measured scope of the source, of which MAIN covers a part."""
    (tree / "main.c").write_text(main)
    program = tree / "clang" / "test_pick"
    program.parent.mkdir()
    subprocess.run(
        ["clang-19", "-O1", "-fprofile-instr-generate", "-fcoverage-mapping",
         "-fcoverage-mcdc", "-fcoverage-compilation-dir=.", "-o", program,
         "src/kernel/pick.c", "main.c"], check=True, capture_output=True)
    subprocess.run([program], check=True, env={
        **os.environ, "LLVM_PROFILE_FILE": f"{program}.profraw"})
    scope = measure.Scope()
    profiles, objects = measure.images(tree / "clang", "**/*.profraw")
    measure.read_llvm(tree, tree, profiles, objects, scope)
    return scope


@pytest.mark.skipif(not shutil.which("clang-19"), reason="no clang-19")
def test_what_clang_measures_is_what_the_tree_has(tree):
    scope = build_and_run(tree)
    code = decisions.read_code(["src/kernel/pick.c"], [])
    scope.lines = {"src/kernel/pick.c": {7: 1}}
    assert measure.compare_with_tree(scope, code) == []
    assert scope.mcdc == {"src/kernel/pick.c": {(7, 9): [True, True, False]}}
    gaps = measure.find_gaps(scope, code, tree)
    assert ("mcdc", 7) in {(g["kind"], g["line"]) for g in gaps}
    assert ("branch", 10) in {(g["kind"], g["line"]) for g in gaps}


@pytest.mark.skipif(not shutil.which("clang-19"), reason="no clang-19")
def test_a_decision_in_a_macro_is_missed_and_reported(tree):
    (tree / "src/kernel/both.c").write_text(MACRO)
    (tree / "src/kernel/pick.c").write_text(MACRO.replace("both", "pick3")
                                            + SOURCE)
    scope = build_and_run(tree)
    code = decisions.read_code(["src/kernel/pick.c"], [])
    scope.lines = {"src/kernel/pick.c": {7: 1}}
    found = measure.compare_with_tree(scope, code)
    assert found and all(f["line"] in (1, 5) for f in found)
    assert "were measured" in found[0]["text"]


SWITCH = """int pick(int a, int b, int c);
int pick(int a, int b, int c)
{
    switch (a) {
    case 1:
    case 2:
        return b;
    default:
        return c;
    }
}
"""


@pytest.mark.skipif(not shutil.which("clang-19"), reason="no clang-19")
def test_each_label_of_a_switch_is_measured(tree, monkeypatch):
    (tree / "src/kernel/pick.c").write_text(SWITCH)
    scope = build_and_run(tree)
    code = decisions.read_code(["src/kernel/pick.c"], [])
    assert {line for _, (line, _) in code.conditions} == {5, 6, 8}
    scope.lines = {"src/kernel/pick.c": {7: 1}}
    assert measure.compare_with_tree(scope, code) == []
    monkeypatch.setattr(decisions, "LABELS", ())
    code = decisions.read_code(["src/kernel/pick.c"], [])
    found = measure.compare_with_tree(scope, code)
    assert [f["line"] for f in found] == [5, 6, 8]
    assert "a condition was measured that" in found[0]["text"]


# (a && b) || c: for c a pair changes a, too; (a && b) is false in both.
MASKED = """int pick(int a, int b, int c);
int pick(int a, int b, int c)
{
    return ((a && b) || c) ? 1 : 2;
}
"""
MASKED_RUNS = MAIN.replace("pick(1, 1, 1)", "pick(1, 1, 0)").replace(
    "pick(0, 1, 1)", "pick(0, 0, 0)")


@pytest.mark.skipif(not shutil.which("clang-19"), reason="no clang-19")
def test_clang_asks_for_more_than_masking(tree):
    """The masking form would take the pair for c; with one more run of the
    same a it is there."""
    (tree / "src/kernel/pick.c").write_text(MASKED)
    scope = build_and_run(tree, MASKED_RUNS)
    assert scope.mcdc == {"src/kernel/pick.c": {(4, 13): [True, False, False]}}
    shutil.rmtree(tree / "clang")
    scope = build_and_run(tree, MASKED_RUNS.replace(
        "return ", "return pick(1, 0, 0) + "))
    assert scope.mcdc == {"src/kernel/pick.c": {(4, 13): [True, True, True]}}


NEVER = """extern void leave(void);
int pick(int a);
int pick(int a)
{
    leave();
    return a + 1;
}
"""


def test_statements_after_a_call_that_never_returns_are_not_counted(tree):
    (tree / "src/kernel/pick.c").write_text(NEVER)
    (tree / "main.c").write_text(
        "#include <stdlib.h>\nint pick(int a);\n"
        "void leave(void)\n{\n    exit(0);\n}\n"
        "int main(void)\n{\n    return pick(1);\n}\n")
    (tree / "gcc").mkdir()
    subprocess.run(["gcc", "-O0", "--coverage", "-c", "-o", "gcc/pick.o",
                    "src/kernel/pick.c"], check=True)
    subprocess.run(["gcc", "--coverage", "-o", "gcc/pick", "gcc/pick.o",
                    "main.c"], check=True)
    subprocess.run(["gcc/pick"], check=True)
    lines = measure.read_gcov(tree, tree, "gcc", "gcov")["src/kernel/pick.c"]
    assert lines == {3: 1, 5: 1, 6: 0}


GAP = {"file": "src/kernel/a.c", "line": 3, "kind": "statement",
       "function": "f", "code": "n = 1;", "text": "no test executes this"}
RECORD = {"file": "src/kernel/a.c", "function": "f", "code": "n = 1;",
          "class": "justified", "reason": "hardware", "reviewer": "A. Person"}


def test_a_gap_without_a_record_stays_open():
    still, justified, stale = measure.justify([GAP], [], "j.yaml")
    assert [g["class"] for g in still] == ["not classified"]
    assert not justified and not stale


def test_a_record_justifies_its_gap():
    still, justified, stale = measure.justify([GAP], [RECORD], "j.yaml")
    assert not still and not stale
    assert justified[0]["reason"] == "hardware"
    assert "hardware (reviewer: A. Person)" in justified[0]["text"]


def test_a_record_of_dead_code_leaves_the_gap_open():
    still, justified, _ = measure.justify(
        [GAP], [{**RECORD, "class": "dead"}], "j.yaml")
    assert [g["class"] for g in still] == ["dead"] and not justified


@pytest.mark.parametrize("key", ["file", "function", "code"])
def test_a_record_that_fits_no_gap_is_stale(key):
    still, _, stale = measure.justify([GAP], [{**RECORD, key: "x"}], "j.yaml")
    assert len(still) == 1 and len(stale) == 1


@pytest.mark.parametrize("key", list(RECORD))
def test_a_record_must_say_everything(tmp_path, key):
    path = tmp_path / "j.yaml"
    lines = [f"{k}: {v}" for k, v in RECORD.items() if k != key]
    path.write_text("- " + "\n  ".join(lines) + "\n")
    with pytest.raises(measure.CoverageError, match=key):
        measure.read_records(path)


def test_a_verdict_that_differs_is_named(tmp_path):
    path = tmp_path / "verdict.csv"
    path.write_text("a\nb\n")
    found = measure.check_verdict(path, "a\nc\n", False)
    assert found[0]["line"] == 2
    assert measure.check_verdict(path, "a\nc\n", True) == []
    assert measure.check_verdict(path, "a\nc\n", False) == []


def test_lines_of_host_and_target_are_added():
    scopes = {name: measure.Scope() for name in measure.SCOPES}
    scopes["host"].lines = {"a.c": {1: 1, 2: 0}}
    scopes["target"].lines = {"a.c": {1: 0, 2: 0, 3: 4}}
    measure.merge_lines(scopes)
    assert scopes["merged"].lines == {"a.c": {1: 1, 2: 0, 3: 4}}
    assert scopes["host"].row("a.c")["lines_hit"] == 1
    assert scopes["merged"].row("a.c")["uncovered_lines"] == [2]


def test_gcov_counters_of_two_runs_are_added():
    one = gcda.Unit(1, 2, 3, [(7, 8, 9, {0: [1, 0]})])
    one.add(gcda.Unit(1, 2, 3, [(7, 8, 9, {0: [4, 5]})]))
    assert one.functions == [(7, 8, 9, {0: [5, 5]})]
    with pytest.raises(gcda.CountersError):
        one.add(gcda.Unit(1, 99, 3, []))


def test_no_profile_is_no_coverage(tmp_path):
    with pytest.raises(measure.CoverageError, match="no test has counted"):
        measure.images(tmp_path, "*.profraw")


UNSUPPORTED = "int g(int a);\nint f(int a, int b, int c);\n" \
    "int f(int a, int b, int c)\n{\n    return (a && g(b && c)) ? 1 : 2;\n}\n"


@pytest.mark.skipif(not shutil.which("clang-19"), reason="no clang-19")
def test_a_decision_that_clang_cannot_measure_stops_make(tmp_path):
    for name in ("Makefile", "longeron.mk", "mk", "include", "tests/system",
                 "tests/unit", "coverage"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "src/kernel").mkdir(parents=True)
    for name in ("arch", "board", "libc"):
        (tmp_path / "src" / name).symlink_to(ROOT / "src" / name)
    (tmp_path / "src/kernel/odd.c").write_text(UNSUPPORTED)
    done = subprocess.run(
        ["make", "build/coverage/target/aarch64/longeron/src/kernel/odd.c.o"], cwd=tmp_path,
        capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"]})
    assert done.returncode != 0
    assert "odd.c:5:" in done.stderr and "MC/DC cannot measure" in done.stderr
    assert not (tmp_path / "build/coverage/target/aarch64/longeron/src/kernel/odd.c.o").exists()

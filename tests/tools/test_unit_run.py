# SPDX-License-Identifier: Apache-2.0
"""tests/unit/run.py passes what passes and fails on each planted fault."""
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "tests/unit/run.py"
SOURCE = """/* [utest->llr~one~1]
 * Kind: normal */
static void test_one(void)
{
}

/* [utest->llr~two~1]
 * [utest->llr~one~1]
 * Kind: robustness */
static void test_two(void)
{
}
"""
PASS = "echo TEST test_one pass 3; echo TEST test_two pass 1"
FAIL = "echo TEST test_one pass 3; echo TEST test_two fail 1"


# What a program does is a script beside it; it carries the tests' source.
RUNS = r"""#include <stdio.h>
#include <unistd.h>
int main(int n, char **a)
{
    char script[4096];
    snprintf(script, sizeof script, "%s.sh", a[0]);
    return n + execl("/bin/sh", "sh", script, (char *)0);
}
"""


@pytest.fixture(name="bare", scope="module")
def fixture_bare(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bare")
    (folder / "runs.c").write_text(RUNS)
    subprocess.run(["gcc", "-o", folder / "runs", folder / "runs.c"],
                   check=True)
    return folder / "runs"


class Tree:
    """One source of tests, and a script that stands for its program."""

    def __init__(self, root, bare):
        self.root, self.bare = root, bare
        self.source = root / "tests/unit/kernel/test_some.c"
        self.program = root / "build/host/tests/unit/kernel/test_some"
        for path in (self.source, self.program):
            path.parent.mkdir(parents=True)
        self.says(SOURCE)
        self.does(PASS)

    def does(self, script):
        self.program.with_suffix(".sh").write_text(script)

    def says(self, text):
        self.source.write_text(text)
        self.link(self.program, self.source)

    def link(self, program, source):
        subprocess.run(["objcopy", "--add-section", f".longeron.test={source}",
                        self.bare, program], check=True)

    def run(self, *programs):
        return subprocess.run(
            [sys.executable, RUN, *(programs or [self.program.relative_to(
                self.root)])],
            cwd=self.root, capture_output=True, text=True, check=False)

    def result(self):
        return json.loads((self.root / "build/results/utest.json").read_text())


@pytest.fixture
def tree(tmp_path, bare):
    return Tree(tmp_path, bare)


def test_pass(tree):
    run = tree.run()
    assert run.returncode == 0, run.stderr
    result = tree.result()
    assert result["ok"]
    printed = b"TEST test_one pass 3\nTEST test_two pass 1\n"
    log = "build/results/log/unit/kernel/test_some.txt"
    assert (tree.root / log).read_bytes() == printed
    assert result["tests"][0] == {
        "suite": "some", "name": "test_one", "line": 3, "kind": "normal",
        "file": "tests/unit/kernel/test_some.c", "verdict": "pass",
        "requirements": ["llr~one~1"], "assertions": 3,
        "program": "build/host/tests/unit/kernel/test_some",
        "program_sha256": hashlib.sha256(tree.program.read_bytes()).hexdigest(),
        "log": log, "log_sha256": hashlib.sha256(printed).hexdigest()}
    assert result["tests"][1]["requirements"] == ["llr~one~1", "llr~two~1"]
    assert result["tests"][1]["kind"] == "robustness"
    assert "2 passed, 0 failed, 4 assertions" in run.stdout
    lines = (tree.root / result["lines"]).read_bytes()
    assert lines.decode().splitlines() == [
        "pass tests/unit/kernel/test_some.c test_one: llr~one~1 (normal)",
        "pass tests/unit/kernel/test_some.c test_two: llr~one~1, llr~two~1 "
        "(robustness)"]
    assert result["lines_sha256"] == hashlib.sha256(lines).hexdigest()


@pytest.mark.parametrize("change, told", [
    (lambda t: t.source.write_text(SOURCE.replace("llr~two~1", "llr~six~1")),
     "carries another text of this test"),
    (lambda t: t.program.write_bytes(t.bare.read_bytes()),
     "does not carry the text of this test"),
    (lambda t: t.program.write_text("#!/bin/sh\n"), "cannot be read"),
])
def test_program_that_does_not_say_what_it_verifies(tree, change, told):
    change(tree)
    run = tree.run()
    assert run.returncode == 1
    assert "tests/unit/kernel/test_some.c:1: " in run.stderr
    assert told in run.stderr and "cure: make test" in run.stderr
    assert not tree.result()["ok"] and not tree.result()["tests"]


@pytest.mark.parametrize("script, told", [
    (f"{PASS}; exit 1", "ended with status 1, but no test failed"),
    (f"{PASS}; exit 2", "ended with status 2, but no test failed"),
    (f"{FAIL}; exit 1", "test_two failed"),
    (f"{FAIL}; exit 0", "ended with status 0, but a test failed"),
    (f"{FAIL}; echo TEST test_two pass 1; exit 1", "test_two failed"),
    (f"{PASS}; echo TEST test_one pass 1", "test_one ran twice"),
    (f"{PASS}; kill -SEGV $$", "ended by signal 11"),
    ("echo TEST test_one pass 3; kill -ABRT $$", "ended by signal 6"),
    ("echo TEST test_one pass 3", "test_two did not run"),
    ("true", "test_one did not run"),
    ("exit 2", "ended with status 2"),
    ("echo TEST test_one pass 3; echo TEST test_two pass 0",
     "test_two asserts nothing"),
    ("echo TEST test_one pass 3; echo TEST test_two skip 1",
     "test_two did not run"),
    (f"{PASS}; echo TEST test_three pass 1", "test_three ran, but has no"),
    (f"printf 'TEST test_one pass 3 \\377\\n'; {PASS}; exit 3",
     "ended with status 3"),
])
def test_wrong_program(tree, script, told):
    tree.does(script)
    run = tree.run()
    assert run.returncode == 1
    assert told in run.stderr, run.stderr
    assert "tests/unit/kernel/test_some.c:" in run.stderr
    assert "Traceback" not in run.stderr
    assert not tree.result()["ok"]


def test_program_that_does_not_end(tree):
    short = tree.root / "run.py"
    text = RUN.read_text()
    assert "TIMEOUT_S = 60\n" in text
    short.write_text(text.replace("TIMEOUT_S = 60\n", "TIMEOUT_S = 0.5\n"))
    tree.does(f"{PASS}; exec sleep 20")
    run = subprocess.run(
        [sys.executable, short, tree.program.relative_to(tree.root)],
        cwd=tree.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "trace")})
    assert run.returncode == 1
    assert "did not end within 0.5 s" in run.stderr
    assert not tree.result()["ok"]


@pytest.mark.parametrize("old, new, told", [
    ("[utest->llr~two~1]\n * [utest->llr~one~1]", "none", "needs [utest->"),
    ("Kind: robustness", "Kind: other", "needs [utest->"),
    ("Kind: robustness", "Kind: normal\n * Kind: robustness",
     "needs [utest->"),
    ("/* [utest->llr~one~1]\n * Kind: normal */\n", "", "needs [utest->"),
    ("static void test_two", "void test_two", "needs [utest->"),
    ("static void test_two(void)\n{\n}\n", "static void test_two(void)\n{\n}\n"
     "void test_three(void) {\n}\n", "test_three"),
])
def test_wrong_source(tree, old, new, told):
    assert old in SOURCE
    tree.says(SOURCE.replace(old, new))
    run = tree.run()
    assert run.returncode == 1 and told in run.stderr, run.stderr
    result = tree.result()
    assert not result["ok"]
    assert any(t["verdict"] != "pass" for t in result["tests"])


def test_source_without_tests(tree):
    tree.says("int none;\n")
    tree.does("true")
    run = tree.run()
    assert run.returncode == 1 and "has no test" in run.stderr
    assert not tree.result()["ok"]


def test_program_without_a_source(tree):
    tree.source.unlink()
    run = tree.run()
    assert run.returncode == 1 and "has no source" in run.stderr


def test_a_failed_program_does_not_hide_behind_another(tree):
    other = tree.program.with_name("test_other")
    other.with_suffix(".sh").write_text("exit 1")
    source = tree.source.with_name("test_other.c")
    source.write_text(SOURCE)
    tree.link(other, source)
    run = tree.run(other.relative_to(tree.root),
                   tree.program.relative_to(tree.root))
    assert run.returncode == 1
    assert "test_other.c:3: test_one did not run" in run.stderr


def test_make_runs_them_by_it_alone():
    """Without run.py `make test-unit` fails; it does not run them bare."""
    text = (ROOT / "mk/test.mk").read_text()
    recipe = text.split("test-unit: unit-images", 1)[1].split("\n\n")[0]
    assert recipe.split("\n")[1:] == [
        "\t@$(PYTHON) tests/unit/run.py $(UNIT_PROGRAMS)"]

# SPDX-License-Identifier: Apache-2.0
"""tests/unit/run.py passes what passes and fails on each planted fault."""
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


class Tree:
    """One source of tests, and a script that stands for its program."""

    def __init__(self, root):
        self.root = root
        self.source = root / "tests/unit/kernel/test_some.c"
        self.program = root / "build/host/tests/unit/kernel/test_some"
        for path in (self.source, self.program):
            path.parent.mkdir(parents=True)
        self.source.write_text(SOURCE)
        self.does(PASS)

    def does(self, script):
        self.program.write_text(f"#!/bin/sh\n{script}\n")
        self.program.chmod(0o755)

    def run(self, *programs):
        return subprocess.run(
            [sys.executable, RUN, *(programs or [self.program.relative_to(
                self.root)])],
            cwd=self.root, capture_output=True, text=True, check=False)

    def result(self):
        return json.loads((self.root / "build/results/utest.json").read_text())


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_pass(tree):
    run = tree.run()
    assert run.returncode == 0, run.stderr
    result = tree.result()
    assert result["ok"]
    assert result["tests"][0] == {
        "suite": "some", "name": "test_one", "line": 3, "kind": "normal",
        "file": "tests/unit/kernel/test_some.c", "verdict": "pass",
        "requirements": ["llr~one~1"], "assertions": 3}
    assert result["tests"][1]["requirements"] == ["llr~one~1", "llr~two~1"]
    assert result["tests"][1]["kind"] == "robustness"
    assert "2 passed, 0 failed, 4 assertions" in run.stdout


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
    tree.source.write_text(SOURCE.replace(old, new))
    run = tree.run()
    assert run.returncode == 1 and told in run.stderr, run.stderr
    result = tree.result()
    assert not result["ok"]
    assert any(t["verdict"] != "pass" for t in result["tests"])


def test_source_without_tests(tree):
    tree.source.write_text("int none;\n")
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
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    (tree.source.with_name("test_other.c")).write_text(SOURCE)
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

# SPDX-License-Identifier: Apache-2.0
"""Data of tools: a tool, a requirement or a test that is missing fails."""
import json
import sys

import pytest
import yaml
from sample_tree import ROOT, inputs_of

sys.path.insert(0, str(ROOT / "trace"))
from longeron_trace import inputs  # noqa: E402
from longeron_trace.tools import (  # noqa: E402
    FILE, PACKAGES, RESULT, RUN, TESTS, Tools)

GOOD = """ours:
- name: trace/one.py
  what: a
  credit: [A-3.6]
  criterion: 3
  level: 5
  requirements:
  - id: TOR-ONE-1
    text: b
    tests: [test_one.py::test_a]
  - id: TOR-ONE-2
    text: c
    tests: [test_one.py::test_b, test_one.py::test_a]
  limits: d
others:
- name: gcc
  what: e
  packages: [gcc]
  credit: [A-2.7]
  criterion: 1
  level: 1
  checked_by: f
"""
CASES = """<testsuites><testsuite>
<testcase classname="tests.tools.test_one" name="test_a[1]"/>
<testcase classname="tests.tools.test_one" name="test_a[2]"/>
<testcase classname="tests.tools.test_one" name="test_b"/>
<testcase classname="tests.tools.test_two" name="test_b"><failure/></testcase>
</testsuite></testsuites>"""


@pytest.fixture(name="tree")
def fixture_tree(tmp_path):
    for folder in ("verification", "trace", TESTS, "build/results"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / FILE).write_text(GOOD)
    (tmp_path / PACKAGES).write_text("# sorted\ngcc\n")
    (tmp_path / "trace/one.py").write_text("#!/usr/bin/python3\nimport module\n")
    (tmp_path / "trace/module.py").write_text("MODULE = 1\n")
    (tmp_path / TESTS / "test_one.py").write_text(
        "def test_a():\n    pass\n\n\ndef test_b():\n    pass\n\n\n"
        "def helper():\n    def test_c():\n        pass\n")
    (tmp_path / RUN).write_text(CASES)
    (tmp_path / RESULT).write_text(json.dumps({"ok": True, "inputs": {}}))
    return tmp_path


@pytest.fixture(autouse=True)
def same_inputs(request, monkeypatch):
    """The result is of this tree, but where a test says otherwise."""
    if "stale" not in request.node.name:
        monkeypatch.setattr(inputs, "changed", lambda *_: "")


def told(tree, text, file=FILE):
    check = Tools(tree).check()
    assert check.verdict == "fails"
    found = [p for p in check.problems if text in p["text"]]
    assert found, check.problems
    assert found[0]["file"] == file and found[0]["cure"]
    return found[0]["line"]


def test_whole_data_holds(tree):
    check = Tools(tree).check()
    assert check.verdict == "holds", check.problems
    assert check.figure == ("1 tools of ours, 2 requirements, 2 of 2 tests "
                            "passed, 1 tools of others")


@pytest.mark.parametrize("old, new, line, text", (
    ("trace/one.py", "trace/two.py", 2, "trace/two.py is no tool"),
    ("::test_b", "::test_c", 11, "test_one.py::test_c does not exist"),
    ("::test_b", "::helper", 11, "test_one.py::helper does not exist"),
    ("test_one.py::test_b", "test_two.py::test_b", 11, "does not exist"),
    ("[test_one.py::test_a]", "[]", 8, "TOR-ONE-1 has no test"),
    ("    tests: [test_one.py::test_a]\n", "", 8, "`tests` is missing"),
    ("[test_one.py::test_a]", "test_a", 8, "`tests` is no list"),
    ("TOR-ONE-2", "TOR-ONE-1", 11, "TOR-ONE-1 is there twice: line 8"),
    ("TOR-ONE-2", "TOR-TWO", 11, "TOR-TWO is no identity"),
    (GOOD[GOOD.index("  - id: TOR-ONE-2"):GOOD.index("  limits")], "", 2,
     "trace/one.py: 1 requirement"),
    ("A-3.6", "A-3.9", 2, "credit for A-3.9, no objective"),
    ("level: 5", "level: 4", 2, "criterion 3 with level 4"),
    ("criterion: 3\n  level: 5", "criterion: none\n  level: none", 2,
     "criterion none with 1 credit"),
    ("[A-2.7]", "[]", 16, "criterion 1 with 0 credits"),
    ("  limits: d\n", "", 2, "`limits` is missing"),
    ("limits: d", "limits: ''", 2, "`limits` is empty"),
    ("  what: e\n", "  what: e\n  wat: e\n", 16, "unknown field `wat`"),
    ("packages: [gcc]", "packages: [ld]", 16, "package ld is not in"),
    ("- name: gcc", "- name: [", 18, "cannot be read"),
    ("others:", "theirs:", 1, "cannot be read")))
def test_what_is_wrong_is_told(tree, old, new, line, text):
    assert old in GOOD
    (tree / FILE).write_text(GOOD.replace(old, new, 1))
    assert told(tree, text) == line


@pytest.mark.parametrize("file, mode, text", (
    ("trace/two.py", 0o755, "import module\n"),
    ("trace/two.py", 0o644, "#!/bin/sh\n"),
    ("trace/module.py", 0o755, "MODULE = 1\n"),
    ("trace/nobody_imports.py", 0o644, "MODULE = 1\n"),
    ("coverage/plugin.c", 0o644, "int plugin;\n")))
def test_a_tool_without_an_entry_is_told(tree, file, mode, text):
    (tree / "coverage").mkdir()
    (tree / file).write_text(text)
    (tree / file).chmod(mode)
    assert told(tree, f"{file} is not in", file) == 1


def test_a_module_may_have_an_entry(tree):
    (tree / FILE).write_text(GOOD.replace("others:", GOOD[
        GOOD.index("- name"):GOOD.index("others:")].replace(
            "trace/one.py", "trace/module.py").replace("ONE", "M") + "others:"))
    assert Tools(tree).check().verdict == "holds"


def test_a_package_without_an_entry_is_told(tree):
    (tree / PACKAGES).write_text("# sorted\ngcc\nz3\n")
    assert told(tree, "package z3 is in no entry", PACKAGES) == 3


@pytest.mark.parametrize("old, new, text", (
    ('"test_b"/>', '"test_b"><skipped/></testcase>', "test_b: skip"),
    ('"test_b"/>', '"test_b"><failure/></testcase>', "test_b: fail"),
    ('"test_b"/>', '"test_b"><error/></testcase>', "test_b: fail"),
    ('"test_b"/>', '"test_d"/>', "test_b: not run")))
def test_a_test_that_has_not_passed_is_told(tree, old, new, text):
    (tree / RUN).write_text(CASES.replace(old, new, 1))
    assert told(tree, f"TOR-ONE-2: test test_one.py::{text}") == 11


def test_one_case_that_fails_is_enough(tree):
    (tree / RUN).write_text(CASES.replace(
        '"test_a[2]"/>', '"test_a[2]"><failure/></testcase>'))
    assert told(tree, "TOR-ONE-1: test test_one.py::test_a: fail") == 8
    assert told(tree, "TOR-ONE-2: test test_one.py::test_a: fail") == 11


@pytest.mark.parametrize("file", (RUN, RESULT))
def test_a_run_that_is_missing_or_broken_is_told(tree, file):
    (tree / file).write_text("<")
    assert told(tree, "is missing or broken", RUN) == 1
    (tree / file).unlink()
    assert told(tree, "is missing or broken", RUN) == 1


def test_a_run_that_failed_is_told(tree):
    (tree / RESULT).write_text('{"ok": false, "inputs": {}}')
    assert told(tree, "not ok", RESULT) == 1


def test_a_stale_run_is_told(tree):
    (tree / RESULT).write_text(json.dumps({"ok": True, "inputs": {
        **inputs_of(tree, "tools"), "package gcc": "0"}}))
    assert told(tree, "made from another tree", RESULT) == 1


def test_missing_file_is_told(tree):
    (tree / FILE).unlink()
    assert Tools(tree).check().verdict == "missing"


def test_data_of_this_tree_are_whole():
    assert Tools(ROOT, run=False).problems == []


def test_each_objective_that_uses_a_result_is_credit_of_its_tools():
    listed = yaml.safe_load((ROOT / "verification/objectives.yaml").read_text(
        encoding="utf-8"))["objectives"]
    credit = {t["name"]: t["credit"] for t in Tools(ROOT, run=False).ours}
    missing = [(entry["id"], tool) for entry in listed
               for item in entry.get("evidence") or [] if "result" in item
               for tool in inputs.RESULTS.get(item["result"], ("", ()))[1]
               if entry["id"] not in credit[tool]]
    assert not missing

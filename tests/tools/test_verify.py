# SPDX-License-Identifier: Apache-2.0
"""The second count differs from the report's as soon as one of them is wrong."""
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_tree import ROOT, make, replace

VERIFY = ROOT / "trace/verify.py"
UNIT, LLR = "tests/unit/kernel/test_pick.c", "req/llr/core.md"
RESULTS = "build/results/"


def run(tool, tree, *options):
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace" / tool, "--root", tree, *options],
        capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    assert run("trace.py", tree, "--update")[0] == 0
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def test_verifier_is_small_and_stands_alone():
    text = VERIFY.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(r"^\s*(import|from)\b.*(longeron|clang|trace)", text,
                         re.M)


def test_sound_tree_agrees(tree):
    status, output = run("report.py", tree)
    assert status == 0 and "15 of 15 totals agree" in output


# A change that the trace has not seen, so that it tells too much or too little: file, old text, new text, the total.
DISAGREEMENTS = {
    "a failed requirement shown as covered": (
        RESULTS + "utest.json", '"normal", "verdict": "pass"',
        '"normal", "verdict": "fail"', "llr requirements covered"),
    "an unproved contract": (
        RESULTS + "proof.json", '"valid": 12', '"valid": 11',
        "llr requirements not covered"),
    "a failed smoke test": (
        RESULTS + "proof.json", '"smoke_ok": 3', '"smoke_ok": 2',
        "llr requirements covered"),
    "a requirement that the trace does not see": (
        LLR, "`llr~pick~1`", "`llr~pick~1`\n\nText.\n\n### More\n`llr~more~1`",
        "llr requirements"),
    "a tag of a test that is gone": (
        UNIT, "[utest->llr~pick~1]", "", "tests with a tag"),
    "a tag of code that is gone": (
        "include/kernel/pick.h", "[impl->llr~pick~1]", "",
        "llr requirements covered"),
    "a tag of assembly that is gone": (
        "src/arch/aarch64/boot.S", "[impl->llr~entry~1]", "",
        "functions with an impl tag"),
    "a tag of a system test that is gone": (
        "tests/system/boot_01/main.c", "[itest->llr~entry~1]", "",
        "llr requirements covered"),
}


@pytest.mark.parametrize("name", DISAGREEMENTS)
def test_disagreement_is_named_with_both_figures(tree, name):
    file, old, new, total = DISAGREEMENTS[name]
    replace(tree, file, old, new)
    status, output = run("report.py", tree)
    assert status == 1
    told = re.search(rf"    {total}: the report counts (\d+), "
                     r"trace/verify.py (\d+)\n        cure: ", output)
    assert told and told[1] != told[2], output


def test_wrong_figures_of_the_trace_are_named(tree):
    path = tree / RESULTS / "trace.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for item in data["requirements"]:
        item["verdict"] = "missing" if item["level"] == "hlr" else "ok"
    data["functions"] = data["functions"][:1]
    path.write_text(json.dumps(data), encoding="utf-8")
    status, output = run("report.py", tree)
    assert status == 1
    assert "hlr requirements covered: the report counts 0, " in output
    assert "tests with a tag: the report counts " in output


def test_unreadable_result_is_told_with_its_cure(tree):
    (tree / RESULTS / "utest.json").write_text("{", encoding="utf-8")
    status, output = run("verify.py", tree)
    assert status == 1
    assert "build/results/utest.json: " in output and "cure: " in output
    assert "Traceback" not in output

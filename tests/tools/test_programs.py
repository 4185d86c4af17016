# SPDX-License-Identifier: Apache-2.0
"""Tools of few lines: count, identity, pictures, and the runs for coverage."""
import json
import subprocess
import sys

import pytest
from sample_tree import ROOT
from test_system_run import MAIN, Tree

for folder in ("coverage", "trace", "verification"):
    sys.path.insert(0, str(ROOT / folder))
import identity  # noqa: E402
import prove  # noqa: E402
import target  # noqa: E402


def run(tool, folder, *arguments):
    program = "node" if tool.endswith(".mjs") else "/usr/bin/python3"
    done = subprocess.run([program, ROOT / tool, *arguments], cwd=folder,
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(name="results")
def fixture_results(tmp_path):
    (tmp_path / "build/results").mkdir(parents=True)
    for name in ("utest", "itest"):
        (tmp_path / f"build/results/{name}.json").write_text(
            '{"tests": [{"verdict": "pass"}]}')
    (tmp_path / "build/tools.xml").write_text(
        '<testsuites><testsuite tests="3" failures="0" errors="0" '
        'skipped="0"/></testsuites>')
    (tmp_path / "build/report.xml").write_text(
        '<testsuites><testsuite tests="3" failures="0" errors="0" skipped="1">'
        '<testcase><skipped message="of the sample alone"/></testcase>'
        '</testsuite></testsuites>')
    return tmp_path


def test_count_of_good_results(results):
    status, output = run(".ci/count.py", results, "0")
    assert status == 0 and output.endswith("\n7 passed, 0 failed\n")


@pytest.mark.parametrize("file, old, new, status, told", (
    ("build/results/utest.json", "pass", "fail", "0", "6 passed, 1 failed"),
    ("build/results/itest.json", "pass", "skip", "0", "6 passed, 1 failed"),
    ("build/tools.xml", 'errors="0"', 'errors="2"', "0",
     "5 passed, 2 failed"),
    ("build/report.xml", 'failures="0"', 'failures="1"', "0",
     "6 passed, 1 failed"),
    ("build/tools.xml", 'skipped="0"', 'skipped="2"', "0",
     "5 passed, 2 failed"),
    ("build/tools.xml", 'tests="3"', 'tests="0"', "0", "4 passed, 1 failed"),
    ("build/report.xml", "of the sample alone", "no Chromium", "0",
     "7 passed, 1 failed"),
    ("build/results/utest.json", '[{"verdict": "pass"}]', "[]", "0",
     "6 passed, 1 failed"),
    ("build/tools.xml", None, None, "0", "4 passed, 1 failed"),
    ("build/report.xml", None, None, "0", "5 passed, 1 failed"),
    ("build/tools.xml", "", "", "1", "7 passed, 1 failed")))
def test_count_of_a_failure(results, file, old, new, status, told):
    path = results / file
    if old is None:
        path.unlink()
    else:
        path.write_text(path.read_text().replace(old, new))
    code, output = run(".ci/count.py", results, status)
    assert code == 1 and output.endswith(f"\n{told}\n")


def test_identity_knows_revision_change_steps_and_images(tmp_path):
    def git(*arguments):
        return subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a", *arguments],
            cwd=tmp_path, capture_output=True, text=True,
            check=True).stdout.strip()

    def record(*steps):
        assert run("trace/identity.py", tmp_path, *steps)[0] == 0
        return json.loads(
            (tmp_path / "build/results/identity.json").read_text())

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "one")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/one.elf").write_bytes(
        b"\x7fELF" + bytes(12) + b"\x02\x00\xb7\x00")
    (tmp_path / "build/host").write_bytes(
        b"\x7fELF" + bytes(12) + b"\x02\x00\x3e\x00")
    made = record("prove=0,unchanged", "misra=2")
    assert made["revision"] == git("rev-parse", "HEAD") and not made["dirty"]
    assert [(c["target"], c["exit"], c["unchanged"])
            for c in made["commands"]] == [("prove", 0, True),
                                           ("misra", 2, False)]
    assert [i["file"] for i in made["images"]] == ["build/one.elf"]
    assert [t for t in made["tools"] if t["name"] == "python3" and
            t["version"].startswith("Python 3")]
    (tmp_path / "more").write_text("")
    assert record()["dirty"]


def test_identity_names_what_the_proof_calls_and_no_other_prover():
    uses = dict(identity.TOOLS)
    assert set(prove.TOOLS) <= set(uses)
    assert {t for t in uses if uses[t] == "proves"} <= set(prove.TOOLS)


def test_pictures_need_a_report(tmp_path):
    status, output = run("trace/pictures.mjs", tmp_path, "none", "pictures")
    assert status == 1 and "none/index.html is missing: run `make" in output
    assert run("trace/pictures.mjs", tmp_path, "none")[0] == 1
    assert not (tmp_path / "pictures").exists()


@pytest.mark.parametrize("script, told", (
    ("exit 0", "1 programs counted, 0 failed"),
    ("echo word; exit 3", "    word\n    exit status 3\n"),
    (None, "no unit test to measure")))
def test_host_counts_programs_that_pass(tmp_path, script, told):
    old = tmp_path / "clang/old.profraw"
    old.parent.mkdir()
    old.write_text("")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    status, output = run("coverage/host.py", tmp_path, "--build", ".",
                         *([program] if script else []))
    assert status == (script != "exit 0") and told in output
    assert not old.exists()


@pytest.mark.parametrize("script, counted", (
    ("echo hello", True), ("echo hullo", False), ("echo hello; exit 1", False)))
def test_target_counts_a_run_with_its_log_alone(tmp_path, script, counted):
    tree = Tree(tmp_path)
    tree.qemu(script)
    kept = []
    told, log = target.run_test(
        tree.test, tmp_path / "images/one_01/one_01.elf",
        ["sh", str(tmp_path / "qemu.sh")],
        lambda image, ram: kept.append(image))
    assert bool(kept) == counted and bool(told) != counted
    assert log == script.split(";")[0].replace("echo ", "").encode() + b"\n"


def test_target_refuses_an_image_of_another_text(tmp_path):
    tree = Tree(tmp_path)
    (tree.test / "main.c").write_text(MAIN + "\n")
    with pytest.raises(target.system_tests.BadTest, match="another text"):
        target.run_test(tree.test, tree.image, ["sh", "qemu.sh"], None)


def test_target_without_a_test_fails(tmp_path):
    status, output = run("coverage/target.py", tmp_path, "--build", ".",
                         "qemu")
    assert status == 1 and "0 counted, 0 failed" in output

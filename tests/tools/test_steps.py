# SPDX-License-Identifier: Apache-2.0
"""A step is kept only if it was good, of this tree, and all it left is there."""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_tree import ROOT, make, seal


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    (tree / "Makefile").write_text(
        f"PYTHON := /usr/bin/python3\ninclude {ROOT}/mk/trace.mk\n"
        "CERTIFY_STEPS = layers mutate\n"
        "STEP = /usr/bin/python3 " + f"{ROOT}/trace/steps.py\n"
        "layers test mutate:\n\t@echo ran $@ $(SAMPLE)\n")
    (tree / "build/results/tools.json").write_text('{"ok": true}')
    (tree / "build/tools.xml").write_text("<testsuites/>")
    seal(tree)
    for step in ("layers", "mutate", "test"):
        steps(tree, "done", step, "0", "SAMPLE=4" * (step == "mutate"))
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def steps(tree, *arguments):
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/steps.py", *arguments], cwd=tree,
        capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout.strip()


def test_good_steps_are_unchanged(tree):
    assert steps(tree, "unchanged", "layers") == (0, "unchanged")
    assert steps(tree, "unchanged", "test") == (0, "unchanged")
    assert steps(tree, "unchanged", "mutate", "SAMPLE=4") == (0, "unchanged")


@pytest.mark.parametrize("setting", ("SAMPLE=5", "SAMPLE="))
def test_another_sample_runs(tree, setting):
    assert steps(tree, "unchanged", "mutate", setting) == (
        1, "runs: it ran with another setting")


def test_step_that_failed_runs_again(tree):
    steps(tree, "done", "layers", "1")
    assert steps(tree, "unchanged", "layers") == (
        1, "runs: it has not passed before")


@pytest.mark.parametrize("file, why", (
    ("build/steps.json", "it has not passed before"),
    ("build/results/utest.json", "build/results/utest.json is not ok"),
    ("build/results/log/boot_01.txt",
     "build/results/log/boot_01.txt is missing or altered"),
    ("build/tools.xml", "build/tools.xml is missing or altered")))
def test_what_is_missing_runs(tree, file, why):
    (tree / file).unlink()
    assert steps(tree, "unchanged", "test") == (1, f"runs: {why}")


@pytest.mark.parametrize("file", ("build/results/log/boot_01.txt",
                                  "build/results/utest.json"))
def test_what_is_altered_runs(tree, file):
    with (tree / file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert steps(tree, "unchanged", "test") == (
        1, f"runs: {file} is missing or altered")


def test_changed_source_runs(tree):
    (tree / "src/kernel/more.c").write_text("")
    status, told = steps(tree, "unchanged", "layers")
    assert status == 1 and "another tree: src/kernel/more.c changed" in told


def test_result_that_is_not_ok_runs(tree):
    path = tree / "build/results/layers.json"
    path.write_text(re.sub(r'"ok": true', '"ok": false', path.read_text()))
    steps(tree, "done", "layers", "0")
    assert steps(tree, "unchanged", "layers") == (
        1, "runs: build/results/layers.json is not ok")


def test_begin_removes_results(tree):
    steps(tree, "begin", "test")
    left = {p.name for p in (tree / "build/results").glob("*.json")}
    assert not left & {"utest.json", "itest.json", "tools.json"}
    assert {"proof.json", "layers.json"} < left


@pytest.mark.parametrize("command, ok", (("true", True), ("false", False)))
def test_record(tree, command, ok):
    assert steps(tree, "record", "tools", "--", command)[0] == (not ok)
    assert json.loads((tree / "build/results/tools.json").read_text())[
        "ok"] is ok


def certify(tree, *options):
    """certify-report with two steps; they say that they ran."""
    done = subprocess.run(
        ["make", "certify-report", "MUTANTS=4", *options], cwd=tree,
        capture_output=True, text=True, check=False,
        env={k: v for k, v in os.environ.items() if k != "MAKEFLAGS"})
    return done.stdout


def test_certify_report_keeps_what_is_unchanged(tree):
    told = certify(tree)
    assert told.count("\nunchanged") == 2 and "ran" not in told, told
    assert "ran mutate 5" in certify(tree, "MUTANTS=5")
    told = certify(tree, "FRESH=1")
    assert "ran layers" in told and "ran mutate 4" in told
    told = certify(tree, "FRESH=1", "TESTED=1", "CERTIFY_STEPS=layers test")
    assert "ran layers" in told and "passed before, not run here" in told
    assert "ran test" not in told
    assert "ran test" in certify(tree, "FRESH=1", "CERTIFY_STEPS=layers test")


def test_step_before_holds_by_its_results_alone(tree):
    assert steps(tree, "before", "test") == (0, "passed before, not run here")
    path = tree / "build/results/itest.json"
    path.write_text(path.read_text().replace('"ok": true', '"ok": false'))
    assert steps(tree, "before", "test") == (
        1, "not run here, and build/results/itest.json is not ok")
    assert "itest.json is not ok" in certify(
        tree, "FRESH=1", "TESTED=1", "CERTIFY_STEPS=layers test")


@pytest.mark.parametrize("rows, told", (
    ([("layers", 2), ("trace", 5), ("report", 7)],
     "total                           14.0 s, within the 25 minutes that"),
    ([("prove", 1500), ("report", 1)],
     "total                         1501.0 s, OVER the 25 minutes that"),
    ([("prove,unchanged", 1), ("trace", 120)],
     "total                          121.0 s, OVER the 2 minutes for a tree"),
    ([("test,before", 0), ("trace", 1)],
     "total                            1.0 s, within the 2 minutes for")))
def test_durations_are_shown_against_the_limit(tree, rows, told):
    times, now = [["start", 1000.0]], 1000.0
    for name, seconds in rows:
        now += seconds
        times.append([name, now])
    (tree / "build/times.json").write_text(json.dumps(times))
    status, output = steps(tree, "clock", "table")
    assert status == 0 and told in output
    for name, seconds in rows:
        assert re.search(rf"^{name.replace(',', ', ')} +{seconds}\.0 s",
                         output, re.M), output


def test_certify_report_tells_the_durations(tree):
    """At its end; build/times.json has them, and is no result."""
    told = certify(tree)
    assert "layers, unchanged" in told and "for a tree without a ch" in told
    told = certify(tree, "FRESH=1")
    rows = re.findall(r"^([\w, ]+?) +[\d.]+ s\b", told, re.M)
    assert rows == ["layers", "mutate", "identity", "report", "pdf", "verify",
                    "total of what counts"]
    assert (tree / "build/times.json").is_file()


TESTED = [("prove", 1000), ("test,before", 1), ("report", 9)]
MORE = [("prove", 800), ("mutate", 900), ("audit-the-auditor", 900)]
BEYOND = "mutate", "audit-the-auditor"


@pytest.mark.parametrize("rows, options, tested, status, told", (
    ([("layers", 1600)], ("",), 0, 0, "OVER the 25 minutes"),
    ([("layers", 1600)], ("1",), 0, 1, "OVER the 25 minutes"),
    ([("layers", 1600)], ("1", "layers"), 0, 0, "0.0 s, within the 25"),
    ([("layers", 1400)], ("1",), 0, 0, "within the 25 minutes"),
    ([("layers", 14)], ("unchanged",), 0, 1, "layers ran, though nothing"),
    ([("layers,unchanged", 14)], ("unchanged",), 0, 0, "within the 2 minutes"),
    ([("layers,unchanged", 121)], ("unchanged",), 0, 1, "OVER the 2 minutes"),
    (TESTED, ("1",), 500, 1, "1510.0 s, OVER the 25 minutes"),
    (TESTED, ("1",), 400, 0, "  401.0 s, of `make test` before\n"),
    (TESTED, ("1",), None, 0, "before it was not measured"),
    (MORE, ("1",), 0, 1, "total                         2600.0 s, OVER"),
    (MORE, ("1", *BEYOND), 0, 0, "what counts           800.0 s, within the 25"),
    (MORE, ("1", *BEYOND), 0, 0, "900.0 s, does not count: not as in a default")))
def test_time_limit_counts_a_default_run_and_fails_when_asked(
        tmp_path, rows, options, tested, status, told):
    (tmp_path / "build").mkdir()
    if tested is not None:
        (tmp_path / "build/times-test").write_text(f"7\n{7 + tested}\n")
    at, clock = 0, [["start", 0]]
    for name, seconds in rows:
        at += seconds
        clock.append([name, at])
    (tmp_path / "build/times.json").write_text(json.dumps(clock))
    found = steps(tmp_path, "clock", "table", *options)
    assert found[0] == status and told in found[1], found


def test_certify_report_says_what_a_default_run_has_not(tree):
    for options, beyond in ((["MUTANTS=40"], False), (["MUTANTS="], True),
                            (["AUDIT=1", "MUTANTS=40"], False)):
        told = certify(tree, "FRESH=1", *options)
        row = re.search(r"^mutate .*", told, re.M)[0]
        assert ("does not count" in row) == beyond, told
    assert "\nlayers, mutate ran, though nothing has changed" in certify(
        tree, "TIMED=unchanged", "FRESH=1")


def test_make_test_leaves_when_it_began_and_when_it_had_passed(tmp_path):
    parts = "test-unit test-system test-tools"
    for recipe, lines in (("@true", 2), ("@false", 1)):
        (tmp_path / "Makefile").write_text(
            f"include {ROOT}/mk/test.mk\n{parts}:\n\t{recipe}\n")
        subprocess.run(["make", "test"], cwd=tmp_path, capture_output=True,
                       check=False)
        assert len((tmp_path / "build/times-test").read_text().split()) == lines

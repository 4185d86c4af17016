# SPDX-License-Identifier: Apache-2.0
"""The audit tells a check that sees nothing, names nothing, or always fails."""
import csv
import json
import subprocess
import sys

import pytest
import yaml
from sample_tree import ROOT

sys.path.insert(0, str(ROOT / "verification"))
import audit  # noqa: E402

ROW = {"id": "code-wrong", "group": "code", "what": "a wrong word",
       "file": "word.txt", "old": "good", "new": "bad",
       "command": "sh check.sh", "names": ["word.txt:#: bad"]}
CHECK = "grep -n bad word.txt | sed 's/^/word.txt:/;s/bad$/ bad/'; ! grep -q bad word.txt\n"


@pytest.fixture(name="tree")
def fixture_tree(tmp_path):
    for folder in ("verification", "trace", "build/results"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "trace/identity.py").write_text("")
    (tmp_path / "word.txt").write_text("good\n")
    (tmp_path / "check.sh").write_text(CHECK)
    return tmp_path


def run(tree, *rows, options=("--update",)):
    (tree / audit.TABLE).write_text(yaml.safe_dump(
        [{**ROW, **r} for r in rows], sort_keys=False))
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "verification/audit.py", "--root", tree,
         "--jobs", "1", *options], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def result(tree):
    return json.loads((tree / "build/results/audit.json").read_text())


def test_a_sabotage_is_caught_and_undone(tree):
    status, output = run(tree, {}, {"id": "b"})
    assert status == 0, output
    assert "all 2 sabotages: 2 caught and named, 0 problems" in output
    assert (tree / "word.txt").read_text() == "good\n"
    with (tree / audit.VERDICT).open() as file:
        assert [r["verdict"] for r in csv.DictReader(file)] == ["caught"] * 2
    assert run(tree, {}, {"id": "b"}, options=())[0] == 0
    status, output = run(tree, {}, options=())
    assert status == 1 and f"{audit.VERDICT}:1: is not what was found" in output


@pytest.mark.parametrize("change, told", (
    ({"new": "fine"}, "code-wrong: not caught: a wrong word"),
    ({"names": ["word.txt:#: evil"]}, "caught, but not named: word.txt:#: evil"),
    ({"command": "sh -c 'exit 1'"},
     "not tried: its command fails on the clean copy"),
    ({"command": "sh -c 'echo word.txt:1: bad; sh check.sh'"},
     "caught, but the clean copy has the same text")))
def test_what_is_not_caught_fails_with_its_place(tree, change, told):
    status, output = run(tree, change)
    assert status == 1
    assert f"{audit.TABLE}:1: code-wrong: " in output and told in output
    assert not result(tree)["ok"]


@pytest.mark.parametrize("change, told", (
    ({"old": "absent"}, "has its text 0 times, not once: 'absent'"),
    ({"file": "none.txt"}, "none.txt is missing"),
    ({"typo": 1}, "unknown typo"), ({"add": "x"}, "needs one of"),
    ({"group": "luck"}, "unknown group"), ({"names": []}, "has no names")))
def test_wrong_row_is_an_error(tree, change, told):
    status, output = run(tree, change)
    assert status == 2 and told in output
    assert not (tree / "build/results/audit.json").exists()


def test_some_of_them(tree):
    rows = ({}, {"id": "code-b"}, {"id": "tag-c", "group": "tag"})
    _, output = run(tree, *rows, options=("--only", "tag"))
    assert "1 of 3 sabotages: 1 caught" in output
    run(tree, *rows, options=("--sample", "2"))
    assert result(tree)["scope"] == "2 of 3 sabotages"


def test_value_of_json_is_set():
    row = {**ROW, "set": ["tests", 0, "ok"], "to": False}
    assert json.loads(audit.sabotaged('{"tests": [{"ok": true}]}', row)) == {
        "tests": [{"ok": False}]}
    with pytest.raises(audit.BadTable):
        audit.sabotaged('{"tests": []}', row)


def test_list_is_whole():
    rows = audit.read_table(ROOT)
    assert len(rows) >= 60

# SPDX-License-Identifier: Apache-2.0
"""The audit tells a check that sees nothing, names nothing, or always fails."""
import csv
import io
import json
import os
import subprocess
import sys
import tarfile

import pytest
import sample_tree
import yaml
from sample_tree import ROOT, inputs_of, replace

sys.path.insert(0, str(ROOT / "verification"))
import audit  # noqa: E402
from longeron_trace import sabotages  # noqa: E402

ROW = {"id": "code-wrong", "group": "code", "what": "a wrong word",
       "file": "word.txt", "old": "good", "new": "bad",
       "command": "sh check.sh", "names": ["word.txt:#: bad"]}
CHECK = "grep -n bad word.txt | sed 's/^/word.txt:/;s/bad$/ bad/'; ! grep -q bad word.txt\n"


@pytest.fixture(name="small")
def fixture_small(tmp_path):
    for folder in ("verification", "trace", "build/results"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("identity", "report", "trace", "pdf"):
        (tmp_path / f"trace/{name}.py").write_text("")
    (tmp_path / "Makefile").write_text(
        "trace:\ncertify-archive:\n\t@tar cf build/longeron-1.tar "
        "--transform s,^,top/, word.txt\n")
    (tmp_path / ".gitignore").write_text("build\n")
    (tmp_path / "LICENSE").write_text("")
    (tmp_path / "word.txt").write_text("good\n")
    (tmp_path / "check.sh").write_text(CHECK)
    return tmp_path


def write(tree, *rows):
    (tree / sabotages.TABLE).write_text(yaml.safe_dump(
        [{**ROW, **r} for r in rows], sort_keys=False))


def run(tree, *rows, options=("--update",)):
    write(tree, *rows)
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "verification/audit.py", "--root", tree,
         "--jobs", "1", *options], capture_output=True, text=True, check=False,
        env={**os.environ, "ONLY": "1", "UPDATE": "1"})
    return done.returncode, done.stdout + done.stderr


def verdict(tree):
    with (tree / sabotages.VERDICT).open() as file:
        return {r["id"]: r["verdict"] for r in csv.DictReader(file)}


def result(tree):
    return json.loads((tree / "build/results/audit.json").read_text())


def test_a_sabotage_is_caught_and_undone(small):
    status, output = run(small, {}, {"id": "b"})
    assert status == 0, output
    assert "2 of 2 sabotages: 2 caught and named, 0 problems" in output
    assert (small / "word.txt").read_text() == "good\n"
    assert verdict(small) == {"code-wrong": "caught", "b": "caught"}
    assert not (small / "build/audit").exists()
    assert run(small, {}, {"id": "b"}, options=())[0] == 0
    status, output = run(small, {}, {"id": "c"}, options=())
    assert status == 1
    assert f"{sabotages.VERDICT}:1: is not what was found" in output


def test_what_a_command_builds_of_a_sabotage_is_undone(small):
    """Changed, added and removed files of build/."""
    built = small / "build/host"
    (built / "sub").mkdir(parents=True)
    for name in ("program", "sub/gone"):
        (built / name).write_text("good")
    builds = {"id": "a", "command": "sh build.sh", "names": ["bad"]}
    (small / "build.sh").write_text(
        "grep -q bad word.txt || exit 0; cd build/host; mkdir new; rm -r sub; "
        "echo bad | tee program new/one; exit 1\n")
    (small / "check.sh").write_text(
        CHECK + "find build/host -type f | sort; cat build/host/program; "
        "[ $(find build/host -type f | wc -l) = 2 ] && "
        "grep -q good build/host/program && ! grep -q bad word.txt\n")
    status, output = run(small, builds, {"id": "b"})
    assert status == 0, output
    assert verdict(small) == {"a": "caught", "b": "caught"}


def test_a_fingerprint_that_is_named_is_filled_in(small):
    """What is added stays as it is but for the fingerprint."""
    (small / sabotages.TRACE).write_text(
        "from,relation,fingerprint\nllr~a~1,text,ab\nllr~a~1,requirement,cd\n")
    row = {**ROW, "file": "new.csv", "line": 1,
           "add": "id,print\nllr~a~1,<fingerprint of llr~a~1>\n"}
    del row["old"], row["new"]
    assert sabotages.sabotaged(small, row) == {
        "new.csv": "id,print\nllr~a~1,cd\n"}


def test_copy_knows_the_commits_of_the_tree(small):
    """Problem reports name them."""
    def git(*command):
        return subprocess.run(
            ["git", "-C", small, "-c", "user.name=a", "-c", "user.email=a",
             *command], check=True, capture_output=True, text=True).stdout
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "one")
    known = git("rev-parse", "HEAD").strip()
    status, output = run(small, {
        "command": f"sh -c 'git cat-file -e {known} && sh check.sh'"})
    assert status == 0, output


def test_copy_knows_the_sabotages_by_name(small):
    """Rules of evidence name them; what they plant is not looked for there."""
    status, output = run(small, {"command": "sh -c 'grep -q ,b,.*,caught, "
                                 f"{sabotages.VERDICT} && grep -q id:.b "
                                 f"{sabotages.TABLE} && ! grep -q word.txt "
                                 f"{sabotages.TABLE} && sh check.sh'"},
                         {"id": "b"})
    assert status == 0, output


@pytest.mark.parametrize("change, told", (
    ({"new": "fine"}, "code-wrong: not caught: a wrong word"),
    ({"names": ["word.txt:#: evil"]}, "caught, but not named: word.txt:#: evil"),
    ({"command": "sh -c 'grep good word.txt || ! echo >>check.sh'"},
     "not caught: its command changes M check.sh"),
    ({"command": "sh -c 'exit $ONLY'"}, "not caught: a wrong word"),
    ({"command": "sh -c 'exit 1'"},
     "not tried: its command fails on the clean copy"),
    ({"command": "sh -c 'echo word.txt:1: bad; sh check.sh'"},
     "caught, but the clean copy has the same text")))
def test_what_is_not_caught_fails_with_its_place(small, change, told):
    status, output = run(small, change)
    assert status == 1
    assert f"{sabotages.TABLE}:1: code-wrong: " in output and told in output
    assert not result(small)["ok"]


@pytest.mark.parametrize("change, told", (
    ({"old": "absent"}, "has 'absent' 0 times, not once"),
    ({"file": "none.txt"}, "none.txt is missing"),
    ({"new": "good"}, "is not changed by 'good'"),
    ({"typo": 1}, "unknown typo"), ({"add": "x"}, "needs one of"),
    ({"then": [{"old": "x"}]}, "has no file"),
    ({"group": "luck"}, "unknown group"), ({"names": []}, "has no names")))
def test_wrong_row_is_an_error(small, change, told):
    status, output = run(small, {"id": "a"}, change)
    assert status == 2 and told in output
    assert f"{sabotages.TABLE}:10: code-wrong: " in output
    assert not (small / "build/results/audit.json").exists()


def test_some_of_them(small):
    rows = ({}, {"id": "code-b"}, {"id": "tag-c", "group": "tag"})
    _, output = run(small, *rows, options=("--kind", "tag", "--update"))
    assert "1 of 3 sabotages: 1 caught" in output
    assert verdict(small) == {"tag-c": "caught"}
    assert not (small / "build/results/audit.json").exists()
    _, output = run(small, *rows, options=("--changed", "--update"))
    assert "2 of 3 sabotages: 2 caught" in output and "tag-c" not in output
    (small / "word.txt").write_text("more\ngood\n")
    _, output = run(small, *rows, options=("--changed", "--update"))
    assert "3 of 3 sabotages: 3 caught" in output
    status, output = run(small, *rows, options=("--only", "none"))
    assert status == 2 and "no sabotage fits" in output


def test_several_edits_and_new_files(small):
    status, output = run(small, {
        "then": [{"file": "new.txt", "add": "bad\n"},
                 {"file": "word.txt", "old": "bad", "new": "very bad"}],
        "command": "sh -c 'grep . *.txt; test ! -e new.txt'",
        "names": ["word.txt:very bad", "new.txt:bad"]})
    assert status == 0, output
    assert not (small / "new.txt").exists()


C = """/** One. */
/*@ requires a; */
int one(void)
{
    return 1;
}

/** Two. */
/*@ requires a; */
int two(void);
"""


@pytest.mark.parametrize("edit, told", (
    ({"inside": "one", "old": "requires a", "new": "x"},
     C.replace("requires a", "x", 1)),
    ({"inside": "two", "pattern": r"requires (\w)", "new": r"\1 \1"},
     "a a".join(C.rsplit("requires a", 1))),
    ({"pattern": r"return \d", "new": "return 2"},
     C.replace("return 1", "return 2")),
    ({"inside": "three", "old": "a"}, "has three() 0 times, not once"),
    ({"inside": "two", "old": "return"}, "'return' 0 times in two(), not once"),
    ({"old": "requires"}, "has 'requires' 2 times, not once")))
def test_place_in_a_function(edit, told):
    try:
        assert sabotages.changed(C, edit) == told
    except ValueError as error:
        assert told in str(error)


@pytest.mark.parametrize("path, told", (
    (["tests", 0, "ok"], '{"tests": [{"name": "a", "ok": false}]}'),
    (["tests", {"name": "a"}, "ok"],
     '{"tests": [{"name": "a", "ok": false}]}'),
    (["tests", {"name": "b"}, "ok"], "has nothing, or no single entry, at"),
    (["none", 0], "has nothing, or no single entry, at")))
def test_value_of_json_is_set(path, told):
    text = '{"tests": [{"name": "a", "ok": true}]}'
    try:
        assert sabotages.changed(text, {"set": path, "to": False}) == told
    except ValueError as error:
        assert told in str(error)


def test_archive_is_edited():
    def tar(*members):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, text in members:
                member = tarfile.TarInfo("top/" + name)
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text.encode()))
        return out.getvalue()

    def told(**edit):
        with tarfile.open(fileobj=io.BytesIO(audit.packed(
                tar(("MANIFEST.sha256", "0  a\n"), ("a", "x")), edit))) as made:
            return [(m.name, made.extractfile(m).read().decode())
                    for m in made][1:], made.getmembers()[0].size
    add = {"member": "a", "edit": {"add": "y"}}
    assert told(**add) == ([("top/a", "xy")], 5)
    assert told(**add, manifest=True) == ([("top/a", "xy")], 68)
    assert told(**add, beside="before")[0] == [("top/a", "xy"), ("top/a", "x")]
    assert told(**add, beside="after")[0] == [("top/a", "x"), ("top/a", "xy")]
    assert told(**add, named="b")[0] == [("top/a", "x"), ("top/b", "xy")]
    assert told(member="a", edit={"remove": True})[0] == []
    with pytest.raises(ValueError, match="no b"):
        told(member="b", edit={"add": "y"})


def test_archive_of_the_copy(small):
    row = {**ROW, "file": audit.ARCHIVE, "names": ["good bad"], "archive": {
        "member": "word.txt", "edit": {"pattern": r"\n", "new": " bad"}},
        "command": "sh -c 'tar xOf build/archive.tar; "
                   "! tar xOf build/archive.tar | grep -q bad'"}
    del row["old"], row["new"]
    (small / sabotages.TABLE).write_text(yaml.safe_dump([row]))
    status = audit.main(["--root", str(small), "--jobs", "1", "--update"])
    assert status == 0 and verdict(small) == {"code-wrong": "caught"}


def test_mode_of_a_file_comes_back(tmp_path):
    paths = [tmp_path / "a", tmp_path / "b"]
    for path in paths:
        path.write_text("good")
        path.chmod(0o755)
    audit.write_all(paths, [(b"bad", None), (None, None)])
    assert paths[0].read_text() == "bad" and not paths[1].exists()
    audit.write_all(paths, [(b"good", 0o755)] * 2)
    assert {p.read_text() for p in paths} == {"good"}
    assert {p.stat().st_mode & 0o777 for p in paths} == {0o755}


# -- what trace and report make of it -----------------------------------------
KERNEL = "src/kernel/pick.c"
SAMPLE = {"file": KERNEL, "old": "SPDX-License", "new": "SPDX"}


def test_lost_place_fails_the_trace_at_once(tree):
    write(tree, {"id": "first", **SAMPLE}, {**SAMPLE, "old": "lost"})
    status, output = sample_tree.run("trace.py", tree, "--static")
    assert status == 1
    assert (f"{sabotages.TABLE}:10: code-wrong: {KERNEL} has 'lost' 0 times, "
            "not once\n    cure: adapt the sabotage") in output
    assert "ONLY=code-wrong" in output and "first" not in output
    write(tree, SAMPLE)
    assert sample_tree.run("trace.py", tree, "--static")[0] == 0


def committed(tree, *rows):
    write(tree, *rows)
    audit.write_verdict(tree, {r["id"]: {
        **r, "verdict": "caught", "tool": sabotages.tool(tree),
        "fingerprint": sabotages.fingerprint(tree, r)}
        for r in sabotages.read_table(tree)})


def test_report_shows_the_committed_verdict(tree):
    committed(tree, {"id": "first", **SAMPLE}, SAMPLE)
    replace(tree, KERNEL, "SPDX", "more, SPDX")
    sample_tree.run("trace.py", tree, "--update")
    _, output = sample_tree.run("report.py", tree)
    assert ("2 of 2 sabotages caught and named, by the committed verdict; 2 "
            "tried before their file changed") in output
    page = (tree / "build/report/audit.html").read_text()
    assert "a wrong word" in page and page.count("an earlier one") == 2


def test_what_another_tool_has_judged_is_not_caught(tree):
    committed(tree, {"id": "first", **SAMPLE}, SAMPLE)
    (tree / "trace/rule.py").write_text("pass\n")
    assert sample_tree.run("trace.py", tree)[0] == 0
    status, output = sample_tree.run("report.py", tree)
    assert status == 1 and "0 of 2 sabotages caught and named" in output
    page = (tree / "build/report/audit.html").read_text()
    assert page.count("tried with another tool") >= 2
    assert "make audit-the-auditor CHANGED=1 UPDATE=1" in page
    ran = {"sabotages": [{"id": i, "verdict": "caught"}
                         for i in ("first", "code-wrong")],
           "inputs": inputs_of(tree, "audit")}
    found = sabotages.outcome(tree, ran)    # the run of this tree counts
    assert found["ok"] and {r["verdict"] for r in found["sabotages"]} == {
        "caught"}


def test_what_another_tool_has_judged_is_tried_again(small):
    assert run(small, {}, {"id": "b"})[0] == 0
    (small / "trace/rule.py").write_text("pass\n")
    before = (small / sabotages.VERDICT).read_text()
    status, output = run(small, {}, {"id": "b"}, options=())
    assert status == 0, output          # the verdict is the same
    status, output = run(small, {}, {"id": "b"}, options=(
        "--changed", "--update"))
    assert status == 0 and "2 of 2 sabotages: 2 caught" in output
    assert (small / sabotages.VERDICT).read_text() != before
    assert "0 of 2 sabotages" in run(small, {}, {"id": "b"}, options=(
        "--changed",))[1]


def test_outcome_of_this_tree_and_of_others(tree):
    assert sabotages.outcome(tree, None) is None
    committed(tree, SAMPLE)
    found = sabotages.outcome(tree, None)
    assert found["ok"] and not found["here"] and found["sabotages"][0]["same"]
    run_here = {"sabotages": [{"id": "code-wrong", "verdict": "not caught"}],
                "inputs": inputs_of(tree, "audit")}
    found = sabotages.outcome(tree, run_here)
    assert found["here"] and found["sabotages"][0]["verdict"] == "not caught"
    write(tree, {"id": "new", **SAMPLE})
    found = sabotages.outcome(tree, run_here)
    assert not found["here"]
    assert found["sabotages"][0]["verdict"] == "not tried"
    assert [p["text"] for p in found["problems"]] == [
        f"code-wrong is no longer in {sabotages.TABLE}"]
    (tree / sabotages.TABLE).write_text("- [")
    assert "is no YAML" in sabotages.outcome(tree, None)["problems"][0]["text"]


def test_list_is_whole():
    rows = sabotages.read_table(ROOT)
    assert len(rows) >= 100
    assert {r["group"] for r in rows} == set(sabotages.GROUPS)
    assert not sabotages.places(ROOT)

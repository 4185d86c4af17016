# SPDX-License-Identifier: Apache-2.0
"""Problem reports: a record that is not whole fails, an open one does not."""
import subprocess
import sys

import pytest
from sample_tree import ROOT

sys.path.insert(0, str(ROOT / "trace"))
from longeron_trace.problem_reports import (  # noqa: E402
    FILE, ProblemReports)

GOOD = """- id: PR-1
  title: a
  revision: 0123456789ab
  class: failure
  state: open
  effect: none
- {id: PR-2, title: b, revision: 0123456789ab, class: process, state: closed,
   effect: none, closed_by: {file: test.py, has: shown}}
"""


def reports(tmp_path, text):
    (tmp_path / "verification").mkdir()
    (tmp_path / "test.py").write_text("shown\n")
    (tmp_path / FILE).write_text(text)
    return ProblemReports(tmp_path)


def test_open_ones_do_not_fail(tmp_path):
    check = reports(tmp_path, GOOD).check()
    assert (check.verdict, check.figure) == (
        "holds", "2 reports, 1 open; without the history of git their "
        "revisions are not looked for")


@pytest.mark.parametrize("old, new, line, text", (
    ("PR-2", "PR-3", 7, "PR-3 stands where PR-2 belongs"),
    ("  effect: none\n", "", 1, "PR-1: `effect` is missing"),
    ("  title: a\n", "  title: a\n  titel: b\n", 1, "unknown field `titel`"),
    ("state: open", "state: gone", 1, "PR-1: state `gone`"),
    ("state: open", "state: closed", 1, "PR-1 is closed without evidence"),
    ("state: closed", "state: open", 7, "PR-2 is open with evidence"),
    ("has: shown", "has: more", 8, "PR-2: test.py is missing or has no `more`"),
    ("test.py", "none.py", 8, "PR-2: none.py is missing"),
    ("revision: 0123456789ab\n", "revision: now\n", 1, "revision `now`"),
    ("- id: PR-1\n", "- id: [\n", 3, "cannot be read")))
def test_what_is_wrong_is_told(tmp_path, old, new, line, text):
    assert old in GOOD
    check = reports(tmp_path, GOOD.replace(old, new, 1)).check()
    assert check.verdict == "fails"
    told = [p for p in check.problems if text in p["text"]]
    assert told and told[0]["file"] == FILE and told[0]["cure"]
    assert told[0]["line"] == line


def git(tree, *command):
    return subprocess.run(
        ["git", "-C", tree, "-c", "user.name=a", "-c", "user.email=a",
         *command], check=True, capture_output=True, text=True).stdout


def test_a_revision_that_git_does_not_know_is_told(tmp_path):
    reports(tmp_path, GOOD)
    git(tmp_path, "init", "-q")
    for name in "ab":
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", name)
    check = ProblemReports(tmp_path).check()
    assert [(p["line"], p["text"]) for p in check.problems] == [
        (1, "PR-1: git knows no commit 0123456789ab"),
        (7, "PR-2: git knows no commit 0123456789ab")]
    known = git(tmp_path, "rev-parse", "HEAD~1")[:12]
    (tmp_path / FILE).write_text(GOOD.replace("0123456789ab", f"'{known}'"))
    check = ProblemReports(tmp_path).check()
    assert (check.verdict, check.figure) == ("holds", "2 reports, 1 open")
    # A shallow clone, and what is below the top of other repositories.
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}", "shallow")
    for folder in ("shallow", "other"):
        (tmp_path / folder).mkdir(exist_ok=True)
        check = reports(tmp_path / folder, GOOD).check()
        assert check.verdict == "holds" and "not looked for" in check.figure


def test_missing_file_is_told(tmp_path):
    assert ProblemReports(tmp_path).check().verdict == "missing"


def test_those_of_the_tree_are_whole():
    check = ProblemReports(ROOT).check()
    assert check.verdict == "holds", check.problems

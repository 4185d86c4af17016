# SPDX-License-Identifier: Apache-2.0
"""What is not met is counted from results and records, and follows them."""
import copy
import re
import sys

import pytest
from sample_tree import ROOT, make, run

sys.path.insert(0, str(ROOT / "trace"))
import report  # noqa: E402
from longeron_trace import checks, problem_reports, unmet  # noqa: E402


@pytest.fixture(name="made", scope="module")
def fixture_made(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    run("trace.py", tree, "--update")
    return report.Report(tree)


def rows(made, change=None):
    """What: (not met, of, row), after a change of results or objectives."""
    data = copy.deepcopy(made.data)
    shared = made.environment.globals
    goals = copy.deepcopy(shared["objectives"])
    if change:
        change(data, goals)
    return {r["what"]: (r["left"], r["of"], r) for r in unmet.Unmet(
        made.root, data, goals, problem_reports.ProblemReports(made.root),
        shared["tools"], shared["rules"]).rows}


def test_objectives_of_the_two_standards_are_counted_apart(made):
    found = rows(made)
    assert found["Objectives of DO-178C at level A"][1] == 71
    assert found["Objectives of DO-178C at level D"][1] == 26
    left, of, row = found["Objectives that DO-333 adds, of those that are used"]
    assert (left, of) == (22, 22) and row["why"] == "22 open; 0 more are not used"

    def meet(_, goals):
        for entry in goals.entries:
            if entry["id"] == "A-1.1":
                entry["at"] = {**entry["at"], "A": "met", "B": "met"}
    before = found["Objectives of DO-178C at level A"][0]
    assert rows(made, meet)["Objectives of DO-178C at level A"][0] == before - 1


def edit(*path, to):
    def change(data, _):
        part = data
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = to
    return change


@pytest.mark.parametrize("what, change", (
    ("Mutants that no test and no proof kills",
     edit("mutate", "mutants", 0, "verdict", to="survived")),
    ("Low-level requirements without a test that passed",
     edit("trace", "untested", to=["llr~pick~1"])),
    ("Limits of speed and size that are missed",
     edit("bench", "rows", 0, "limit", to=1)),
    ("Loops whose bound is our word, not a proof",
     edit("analyse", "loops", 0, "variant", to="")),
    ("Loops without a bound", edit("analyse", "loops", 0, "bound", to=None)),
    ("Stacks of runs without a bound",
     edit("limits", "stacks", 0, "bound", to=None)),
    ("Statements of the source that no system test covers", edit(
        "coverage", "scopes", "target", "totals", "lines_hit", to=0)),
    ("Instructions that no system test executes",
     edit("objcov", "totals", "executed", to=0)),
    ("Couplings that no test of a requirement exercises",
     edit("coupling", "couplings", 0, "exercised", to=False)),
    ("Facts admitted without a proof",
     edit("proof", "admitted", to=[{}, {}, {}, {}])),
    ("Safety feedback on derived requirements",
     edit("trace", "requirements", 0, "feedback", to="open"))))
def test_each_count_follows_its_result(made, what, change):
    assert rows(made, change)[what][0] > rows(made)[what][0]


def test_what_the_host_alone_reaches_is_not_met_and_listed(made):
    """The sample's target misses a statement that its unit tests reach."""
    left, of, row = rows(made)["Branches of the source that no system test "
                               "covers"]
    assert (left, of) == (2, 4)
    assert row["why"].endswith("for 2 that unit tests on the host alone reach")
    scopes = copy.deepcopy(made.data["coverage"]["scopes"])
    told = [(g["file"], g["line"], g["text"]) for g in checks.host_alone(scopes)]
    assert told == [("src/kernel/pick.c", 13, "statement")]
    for name, hit in (("target", 3), ("merged", 4)):
        scopes[name]["functions"] = [{
            "file": "src/kernel/pick.c", "function": "pick", "branches": 4,
            "branches_hit": hit, "mcdc": 2, "mcdc_hit": 2}]
    assert checks.host_alone(scopes)[1]["text"] == "pick(): 1 of 4 branches"
    made.out.mkdir(parents=True, exist_ok=True)
    made.render("coverage.html", made.out / "coverage.html", page="coverage")
    page = (made.out / "coverage.html").read_text(encoding="utf-8")
    assert re.search(r'<ul id="host-alone"><li>.*:13</a> statement</li></ul>',
                     page)


def test_loop_by_our_word_is_told_with_bound_and_who_says_so(made):
    def change(data, _):
        data["analyse"]["loops"][0].update(
            variant="", said="verification/analyse.py:7")
    row = rows(made, change)["Loops whose bound is our word, not a proof"][2]
    assert row["details"] == [(
        "src/kernel/pick.c", 12,
        "pick(): at most 64 turns, says verification/analyse.py:7")]


def test_review_by_a_person_counts_and_by_a_program_does_not(made):
    what = "Reviews by a person: requirements"
    before = rows(made)[what]
    assert before[0] == before[1] > 0
    number = before[0]
    assert before[2]["why"] == f"{number} not reviewed"
    for kind, fewer, why in (
            ("program", 0, f"1 by a program, {number - 1} not reviewed"),
            ("person", 1, f"{number - 1} not reviewed")):
        def change(data, _, kind=kind):
            data["trace"]["requirements"][0]["reviews"][0].update(
                state="reviewed", kind=kind)
        left, _, row = rows(made, change)[what]
        assert (left, row["why"]) == (number - fewer, why)


def test_records_and_problem_reports_are_counted(made, tmp_path, monkeypatch):
    monkeypatch.setattr(made, "root", tmp_path)
    assert rows(made)["Problem reports that are open"][:2] == (None, None)
    assert rows(made)["Records of gaps in coupling"][:2] == (None, None)
    (tmp_path / "verification").mkdir()
    (tmp_path / "coverage").mkdir()
    (tmp_path / problem_reports.FILE).write_text(
        "- {id: PR-1, title: it fails, state: open}\n"
        "- {id: PR-2, title: it failed, state: closed}\n")
    (tmp_path / "coverage/coupling.yaml").write_text(
        "- {coupling: a, reviewer: open}\n- {coupling: b}\n"
        "- {coupling: c, reviewer: A. Person}\n")
    left, of, row = rows(made)["Problem reports that are open"]
    assert (left, of) == (1, 2)
    assert row["details"] == [(problem_reports.FILE, 1, "PR-1 it fails")]
    left, of, row = rows(made)["Records of gaps in coupling"]
    assert (left, of) == (3, 3)
    assert row["why"] == "1 by nobody that is known, 2 without a reviewer"
    (tmp_path / "trace").mkdir()
    (tmp_path / "trace/reviewers.csv").write_text("name,who\nA. Person,reads\n")
    left, of, row = rows(made)["Records of gaps in coupling"]
    assert (left, of, row["why"]) == (2, 3, "2 without a reviewer")


def test_what_has_not_run_is_not_shown_as_met(made):
    found = rows(made, lambda data, _: data.update(mutate={}, proof={}))
    for what in ("Mutants that no test and no proof kills",
                 "Facts admitted without a proof"):
        assert found[what][:2] == (None, None)

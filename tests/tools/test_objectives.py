# SPDX-License-Identifier: Apache-2.0
"""The objectives and the plans: no broken link, nothing claimed by itself."""
import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sample_tree
import yaml
from sample_tree import ROOT, line_of, make, replace, seal

FILE = "verification/objectives.yaml"
PLANS = sorted((ROOT / "docs/plans").glob("*.md"))
LIST = yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8"))["objectives"]
KNOWN = {e["id"] for e in LIST}


def run(tree, tool="report.py", *options):
    seal(tree)
    if tool == "report.py":
        sample_tree.commit(tree)
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace" / tool, "--root", tree, *options],
        capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    assert run(tree, "trace.py", "--update")[0] == 0
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def page(tree):
    return (tree / "build/report/objectives.html").read_text()


def row(tree, name):
    """The row of an objective."""
    return re.search(rf'<tr class="objective" id="{re.escape(name)}".*?</tr>',
                     page(tree), re.S)[0]


def states(tree, name):
    """Level: state, as the filter sees it."""
    return dict(re.findall(r'data-([abcd])="([^"]*)"', row(tree, name)))


def change(tree, name, old, new):
    """Plant one change in the entry of an objective."""
    path = tree / FILE
    text = path.read_text()
    entry = re.search(rf"^- id: {re.escape(name)}\n(?:  .*\n)*", text, re.M)[0]
    assert entry.count(old) == 1, entry
    path.write_text(text.replace(entry, entry.replace(old, new)))


def told(tree, place, text):
    """The report fails and tells it, with file, line and cure."""
    status, output = run(tree)
    assert status == 1, output
    assert re.search(rf"^ +{re.escape(FILE)}:{place}: {re.escape(text)}.*\n"
                     r" +cure: \S", output, re.M), output
    assert text in html.unescape(page(tree)).replace("<code>", "`").replace("</code>", "`")


def test_open_objectives_do_not_fail_the_report(tree):
    status, output = run(tree)
    assert status == 0, output
    assert ("level A: 71 asked for, 1 met, 1 partly, 67 open, 2 "
            "waiting for a person"
            in output)
    assert ("level D: 26 asked for, 1 met, 0 partly, 24 open, "
            "1 waiting for a person" in output)
    index = (tree / "build/report/index.html").read_text()
    assert "level A: 71 asked for, 1 met" in index
    assert ('<a href="objectives.html?olevel=A&amp;ostate=needs%20a%20person">'
            "2</a>") in page(tree)


def test_met_only_while_the_result_holds(tree):
    run(tree)
    assert states(tree, "A-8.1") == dict.fromkeys("abcd", "met")
    replace(tree, "build/results/identity.json", '"dirty": false',
            '"dirty": true')
    run(tree)
    assert states(tree, "A-8.1") == dict.fromkeys("abcd", "open")
    assert "does not hold" in row(tree, "A-8.1")
    assert "met while its results hold" in row(tree, "A-8.1")


def test_a_check_that_fails_opens_what_rests_on_it(tree):
    run(tree)
    assert states(tree, "A-7.7")["c"] == "partly"
    replace(tree, "build/results/coverage.json", '"gaps": []',
            '"gaps": [{"file": "src/kernel/pick.c", "line": 13}]')
    run(tree)
    assert states(tree, "A-7.7")["c"] == "open"


def test_a_missing_result_opens_what_rests_on_it(tree):
    (tree / "build/results/coverage.json").unlink()
    run(tree)
    assert states(tree, "A-7.7")["c"] == "open"


def test_low_level_requirement_without_a_test_opens_it(tree):
    run(tree)
    assert states(tree, "A-7.4")["c"] == "met"
    text = (tree / "build/results/trace.json").read_text()
    text = re.sub(r'"need": "[ui]test"', '"need": "analysis"', text)
    (tree / "build/results/trace.json").write_text(text)
    run(tree)
    assert states(tree, "A-7.4")["c"] == "open"


def test_a_program_is_no_independent_reviewer(tree):
    run(tree)
    assert states(tree, "A-7.4") == {
        "a": "needs a person", "b": "met", "c": "met", "d": ""}
    assert ("needs a person</span> <small>at level A</small>"
            in row(tree, "A-7.4"))


# What is planted: objective, old text, new text; the line told and its text.
FAULTS = {
    "missing file": (
        "A-7.7", "src/kernel/pick.c", "src/kernel/pack.c", "pack.c",
        "A-7.7: the file src/kernel/pack.c is missing"),
    "text that the file has not": (
        "A-7.7", "src/kernel/pick.c}", "src/kernel/pick.c, has: peck}",
        "peck", "A-7.7: src/kernel/pick.c has no `peck`"),
    "page that the report has not": (
        "A-7.7", "coverage.html", "cover.html", "cover.html",
        "A-7.7: the report has no page cover.html"),
    "unknown result": (
        "A-8.1", "result: identity, key: dirty", "result: id, key: dirty",
        "result: id,", "A-8.1: no check writes a result id"),
    "unknown key": (
        "A-7.7", "key: gaps", "key: holes", "key: holes",
        "A-7.7: build/results/coverage.json has no key holes"),
    "unknown key below a known one": (
        "A-7.7", "key: scopes.merged.totals.lines_hit",
        "key: scopes.all.totals.lines_hit", "scopes.all",
        "A-7.7: build/results/coverage.json has no key scopes.all"),
    "unknown key to compare with": (
        "A-7.7", "equals: scopes.merged.totals.lines",
        "equals: scopes.merged.totals.rows", "totals.rows",
        "A-7.7: build/results/coverage.json has no key "
        "scopes.merged.totals.rows"),
    "key that says nothing": (
        "A-7.7", ", equals: scopes.merged.totals.lines", "",
        "key: scopes.merged.totals.lines_hit}",
        "A-7.7: coverage: scopes.merged.totals.lines_hit is neither true"),
    "met for a person": (
        "A-1.1", "state: open", "state: met", "id: A-1.1",
        "A-1.1 is `met`, but its evidence needs a person"),
    "met for machine and person": (
        "A-3.4", "state: open", "state: met", "id: A-3.4",
        "A-3.4 is `met`, but its evidence needs a person"),
    "a person's objective given to the machine": (
        "A-1.1", "closed_by: person", "closed_by: machine", "id: A-1.1",
        "A-1.1 is no objective that a machine closes"),
    "file outside the tree": (
        "A-7.7", "src/kernel/pick.c", "src/../../tree/src/kernel/pick.c",
        "tree/src", "A-7.7: the file src/../../tree/src/kernel/pick.c is "
        "missing"),
    "field twice": (
        "A-1.1", "state: open", "state: open\n  state: partly",
        "id: A-1.1",
        "cannot be read: a field is there twice"),
    "met without a result": (
        "A-2.6", "state: open", "state: met", "id: A-2.6",
        "A-2.6 is `met` without a result"),
    "unknown state": (
        "A-1.1", "state: open", "state: done", "id: A-1.1",
        "A-1.1: state `done`"),
    "core objective not used": (
        "A-1.1", "state: open", "state: not used", "id: A-1.1",
        "A-1.1: state `not used`"),
    "missing field": (
        "A-1.1", "  person: signature\n", "", "id: A-1.1",
        "A-1.1: `person` is missing"),
    "unknown field": (
        "A-1.1", "  person:", "  signe: 1\n  person:", "id: A-1.1",
        "A-1.1: unknown field `signe`"),
    "no objective": (
        "A-1.1", "id: A-1.1", "id: A-1.8", "id: A-1.8",
        "A-1.8 is no objective"),
    "twice": (
        "A-1.2", "id: A-1.2", "id: A-1.1", 13,
        "A-1.1 is there twice"),
    "missing": (
        "A-1.2", "id: A-1.2", "id: A-1.1", 1, "A-1.2 is missing"),
    "level taken away": (
        "A-1.1", "levels: ABCD", "levels: ABC", 1,
        "25 objectives have level D in `levels`, not 26"),
    "independence taken away": (
        "A-7.4", "  independent: A\n", "", 1,
        "29 objectives have level A in `independent`, not 30"),
    "independent where not asked for": (
        "A-8.1", "  closed_by", "  independent: E\n  closed_by", "id: A-8.1",
        "A-8.1: levels `ABCD`, independent `E`"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_with_its_line(tree, name):
    objective, old, new, place, text = FAULTS[name]
    change(tree, objective, old, new)
    if isinstance(place, str):
        place = line_of(tree, FILE, place)
    elif name == "twice":
        place = [n for n, line in enumerate((tree / FILE).read_text()
                 .splitlines(), 1) if line == "- id: A-1.1"][1]
    told(tree, place, text)


def test_met_for_a_person_is_not_shown_as_met(tree):
    change(tree, "A-1.1", "state: open", "state: met")
    run(tree)
    assert set(states(tree, "A-1.1").values()) == {"needs a person"}


def test_a_list_that_cannot_be_read_fails(tree):
    (tree / FILE).write_text("objectives: ]")
    told(tree, 1, "cannot be read")


def test_no_list_fails(tree):
    (tree / FILE).unlink()
    status, output = run(tree)
    assert status == 1 and f"{FILE} is missing" in output


def sign(tree, name, person="A. Person", date="2026-01-02"):
    """A person signs; the report tells the fingerprint of what is there."""
    change(tree, name, "  person:", f"  signed: {{name: {person}, date: "
           f"{date}, fingerprint: x}}\n  person:")
    output = run(tree)[1]
    assert "signed for other evidence" in output
    now = re.search(r"fingerprint: '([0-9a-f]{16})'", output)[1]
    change(tree, name, "fingerprint: x", f"fingerprint: '{now}'")


def commit(tree, author, day="2026-01-01"):
    """All that is there, by an author."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(
            ["git", "-C", tree, "-c", f"user.name={author}", "-c",
             "user.email=a@b", *command], check=True, capture_output=True,
            env={**os.environ, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"})
    (tree / ".git/sample").touch()      # the identity is made of it, too


def cut_history(tree):
    """As a shallow clone."""
    sample_tree.commit(tree)
    head = subprocess.run(["git", "-C", tree, "rev-parse", "HEAD"], check=True,
                          capture_output=True, text=True).stdout
    (tree / ".git/shallow").write_text(head)


def test_a_signature_closes_what_needs_a_person(tree):
    cut_history(tree)
    change(tree, "A-1.1", "state: open", "state: met")
    sign(tree, "A-1.1")
    assert run(tree)[0] == 0
    assert states(tree, "A-1.1") == dict.fromkeys("abcd", "met")
    assert "A. Person, 2026-01-02, not independent" in row(tree, "A-1.1")


@pytest.mark.parametrize("person, date, text", (
    ("GPT robot", "2026-01-02", "signed by 'GPT robot' is no author of git's"),
    ("A. Person", "2099-01-01", "2099-01-01 is in the future"),
    ("A. Person", "1.1.26", "'1.1.26' is no date"),
    ("A. Person", "2025-12-30", "2025-12-30 is before what is signed was there, "
     "which is since 2026-01-01")))
def test_a_signature_is_a_known_persons_of_a_day_that_was(
        tree, person, date, text):
    commit(tree, "A. Author")
    change(tree, "A-1.1", "state: open", "state: met")
    sign(tree, "A-1.1", person, date)
    told(tree, line_of(tree, FILE, "  signed:"), f"A-1.1: {text}")
    assert states(tree, "A-1.1")["c"] == "needs a person"


def test_a_day_that_no_calendar_has_is_told_with_its_line(tree):
    change(tree, "A-1.1", "  person:", "  signed: {date: 2099-13-45}\n  person:")
    told(tree, line_of(tree, FILE, "  signed:"), "cannot be read: month must")


@pytest.mark.parametrize("author, late, at_a", (
    ("A. Author", "", "met"), ("a.  person", "", "needs a person"),
    ("A. Author", "src/kernel/pick.c", "needs a person"),
    ("A. Author", FILE, "met")))
def test_independence_is_of_who_is_no_author(tree, author, late, at_a):
    """Who commits the signature is not thereby an author."""
    commit(tree, author)
    if late == FILE:
        sign(tree, "A-7.4")
    elif late:
        with (tree / late).open("a") as file:
            file.write("\n")
    if late:
        commit(tree, "A. Person", "2026-01-02")
    if late != FILE:
        sign(tree, "A-7.4")
    assert run(tree)[0] == 0
    assert states(tree, "A-7.4")["a"] == at_a


def test_without_a_history_nobody_is_independent(tree):
    cut_history(tree)
    sign(tree, "A-7.4")
    assert run(tree)[0] == 0
    assert states(tree, "A-7.4")["a"] == "needs a person"


def test_a_signature_is_for_the_files_that_were_signed(tree):
    sign(tree, "A-7.7")
    assert run(tree)[0] == 0
    with (tree / "src/kernel/pick.c").open("a") as file:
        file.write("/* later */\n")
    assert "A-7.7: signed for other evidence" in run(tree)[1]


def test_each_row_links_to_its_evidence(tree):
    run(tree)
    shown = row(tree, "A-7.7")
    assert 'href="source/src.kernel.pick.c.html"' in shown
    assert shown.count('href="coverage.html"') == 3


def test_the_list_of_this_tree_has_no_broken_link(tmp_path):
    """Results apart, which `make report` looks at."""
    for name in ("docs", "verification", "req", "src", "include", "tests",
                 "trace", "mk", "coverage", "config"):
        (tmp_path / name).symlink_to(ROOT / name)
    for path in ROOT.iterdir():
        if path.is_file():
            (tmp_path / path.name).symlink_to(path)
    output = run(tmp_path)[1]
    assert f"{FILE}:" not in output
    assert "level A: 71 asked for, 0 met" in output


def test_nothing_that_needs_a_person_is_met():
    for entry in LIST:
        if entry["closed_by"] != "machine":
            assert entry["state"] != "met" or "signed" in entry, entry["id"]


def test_each_objective_is_there_once():
    assert len(KNOWN) == len(LIST) == 71 + 22
    assert sample_tree.objectives().count("\n- id: ") == 71 + 22


# The plans.

PLAN = "docs/plans/plan.md"
PLANNED = {
    "section without objectives": (
        "Objectives: A-1.1\n", "", f"{PLAN}:3: section 'First' serves no "
        "objective"),
    "objective that does not exist": (
        "A-1.1\n", "A-1.1, A-1.8\n", f"{PLAN}:7: A-1.8 is no objective"),
    "objective named in a text": (
        "Text.", "For A-11.1.", f"{PLAN}:5: A-11.1 is no objective"),
    "objective that no section serves": (
        ", A-4.8,", ",", "docs/plans:1: no section serves A-4.8"),
    "formal objective that no section serves": (
        ", FM.A-5.12", "", "docs/plans:1: no section serves FM.A-5.12"),
}


@pytest.mark.parametrize("name", PLANNED)
def test_fault_of_a_plan_is_told_with_its_line(tree, name):
    old, new, text = PLANNED[name]
    replace(tree, PLAN, old, new)
    status, output = run(tree, "trace.py", "--static")
    assert status == 1 and re.search(
        rf"^{re.escape(text)}\n +cure: \S", output, re.M), output


def test_formal_objective_that_is_not_used_needs_no_section(tree):
    replace(tree, PLAN, ", FM.A-5.12", "")
    change(tree, "FM.A-5.12", "state: open", "state: not used")
    assert "no section" not in run(tree, "trace.py", "--static")[1]


def test_plans_and_objectives_link_to_each_other(tree):
    run(tree)
    assert 'href="source/docs.plans.plan.md.html#L3"' in row(tree, "A-1.1")
    assert "Plan: First" in row(tree, "A-1.1")
    assert "Plan: Others" in row(tree, "FM.A-7.9")
    plan = (tree / "build/report/source/docs.plans.plan.md.html").read_text()
    for name in ("A-1.1", "FM.A-7.9"):
        assert f'<a href="../objectives.html#{name}">{name}</a>' in plan


def test_plans_and_standards_are_there():
    assert {p.stem for p in PLANS} == {
        "psac", "sdp", "svp", "scmp", "sqap", "requirements-standard",
        "design-standard", "coding-standard"}


def make_targets():
    found = set()
    for path in (ROOT / "Makefile", ROOT / "longeron.mk",
                 *ROOT.glob("mk/*.mk")):
        for line in re.findall(r"^\.PHONY:(.*)$", path.read_text(), re.M):
            found |= set(line.split())
    return found


def absent(text):
    """Commands, paths and files that a plan names and the tree has not."""
    targets, missing = make_targets(), []
    fields = {"Rationale", "Verification", "Derived", "Covers", "Needs"}
    for term in re.findall(r"`([^`]+)`", text):
        words = term.split()
        if words[0] == "make":
            missing += [w for w in words[1:]
                        if "=" not in w and w not in targets]
        elif re.fullmatch(r"[./\w-]+", term) and (
                "/" in term or re.search(r"\.(md|mk|c|h|txt|yaml|py|csv)$",
                                         term)):
            made = term == "trace/reviews.csv"      # by its first review
            of_application = term == "config.c"
            if not (ROOT / term).exists() and not made and not of_application:
                missing.append(term)
        elif not (ROOT / term).exists():
            assert re.fullmatch(
                r"[A-Z]\w* := \d|[A-Z]+|level~name~revision|main|goto"
                r"|_Generic|_Atomic|module_verb|period_ns"
                r"|aarch64-linux-gnu-gcc|build/aarch64/<name>/<name>.elf"
                r"|Derived: yes|(kind: )?terminates( \\false)?", term
            ) or term in fields, term
    return missing


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_commands_and_paths_of_a_plan_exist(path):
    assert not absent(path.read_text(encoding="utf-8"))


def test_a_wrong_command_or_path_is_found():
    assert absent("`make proof` and `make test prove` read `req/low` and "
                  "`psac.md`") == ["proof", "req/low", "psac.md"]


def test_plans_are_short_and_claim_nothing():
    for path in PLANS:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 120, path.name
        assert max(map(len, text.splitlines())) <= 120, path.name
    for name in ("psac", "sdp", "svp", "scmp", "sqap"):
        text = (ROOT / f"docs/plans/{name}.md").read_text(encoding="utf-8")
        assert re.search(r"[Nn]ot done|[Nn]ot written|open", text), name

# SPDX-License-Identifier: Apache-2.0
"""What a change touches, and what differs between two revisions."""
import re
import subprocess

import pytest
from sample_tree import line_of, make, replace, run

from longeron_trace import inputs

SYS, HLR, LLR = "req/sys.md", "req/hlr/core.md", "req/llr/core.md"
HEADER = "include/kernel/pick.h"
OBJECTIVES = "verification/objectives.yaml"
UNIT = "tests/unit/kernel/test_pick.c"


@pytest.fixture(name="tree")
def fixture_tree(tmp_path):
    tree = make(tmp_path / "tree")
    assert run("trace.py", tree, "--update")[0] == 0
    return tree


def place(tree, file, text):
    return f"    {file}:{line_of(tree, file, text)}: "


def section(output, title):
    """The lines of one section of what make impact prints."""
    after = output.split(title, 1)
    return after[1].split("\n", 1)[1].split("\n", 1)[0] if after[1:] else ""


# -- impact ------------------------------------------------------------------
def test_requirement_touches_all_above_and_all_that_does_it(tree):
    status, output = run("impact.py", tree, "llr~pick~1")
    assert status == 0
    for expected in (
            place(tree, LLR, "`llr~pick~1`") + "llr~pick~1 (ok)",
            place(tree, HEADER, "pick(") + "pick",
            place(tree, UNIT, "test_lowest_bit_first(void)")
            + "test_lowest_bit_first",
            "build/results/proof.json:1: proof of pick: ok, 12 of 12 goals",
            "utest of test_lowest_bit_first: ok"):
        assert expected in output, expected
    assert run("impact.py", tree, "llr~pick")[1] == output
    assert "hlr~" in section(output, "requirements above")
    assert "sys~" in output and "below" not in output
    assert "test_empty_is_64" not in output and "boot_01" not in output


def test_top_requirement_touches_what_is_two_levels_below(tree):
    output = run("impact.py", tree, "sys~urgent-first~1")[1]
    assert "llr~pick~1" in output.split("requirements below")[1]
    assert "test_lowest_bit_first" in output and "above" not in output


def test_function_touches_its_requirements_tests_and_contract(tree):
    status, output = run("impact.py", tree, "pick")
    assert status == 0
    for expected in ("llr~pick~1 (ok)", "pick (prototype)", "contracts",
                     "test_empty_is_64", "proof of pick: ok"):
        assert expected in output, expected


def test_tests_of_more_requirements_that_run_a_function_are_told(tree):
    """Its own requirement is no more; the result may be missing or broken."""
    title = 'tests of more requirements run, see the page "Coupling": '
    result = "build/results/coupling.json"
    output = run("impact.py", tree, "pick")[1]
    assert "tests of its requirements, to be run again: " in output
    assert title not in output
    replace(tree, result, '"requirements": {"llr~pick~1": 3}', '"requirements":'
            ' {"llr~pick~1": 3, "llr~entry~1": 2, "llr~other~1": 1}')
    output = run("impact.py", tree, "pick")[1]
    assert title + "1\n" in output
    assert re.search(r"    src/kernel/pick\.c:\d+: pick: of 2 more\n", output)
    for spoilt in ("{", "[]", None):
        if spoilt is None:
            (tree / result).unlink()
        else:
            (tree / result).write_text(spoilt, encoding="utf-8")
        status, output = run("impact.py", tree, "pick")
        assert status == 0 and title not in output and "Trace" not in output


def test_a_file_touches_what_it_holds(tree):
    by_name = run("impact.py", tree, "pick")[1]
    for file in (f"./{HEADER}", tree / HEADER, f"include/../{HEADER}"):
        assert run("impact.py", tree, str(file))[1] == by_name
    assert "log/boot_01.txt:1: itest of boot_01: ok" in run(
        "impact.py", tree, "tests/system/boot_01")[1]
    assert "llr~entry~1" in run("impact.py", tree, LLR)[1]


def test_a_predicate_touches_the_contracts_that_rest_on_it(tree):
    (tree / "include/kernel/deep.acsl").write_text(
        "/*@ predicate low(integer n) = n <= 64;\n"
        "    predicate bound(integer n) = low(n); */\n", encoding="utf-8")
    replace(tree, HEADER, "/*@ ", "/*@ requires spoilt: bound(1);\n    ")
    status, output = run("impact.py", tree, "low")
    assert status == 0 and "deep.acsl:1: predicate low" in output
    assert "contracts, to be proved again: 1" in output


def test_objectives_are_told_for_a_file_that_is_their_evidence(tree):
    title = "objectives with a file that changes, to be judged again"
    told = place(tree, OBJECTIVES, "file: src/kernel/pick.c") + (
        "A-7.7 (partly): src/kernel/pick.c")
    for of in ("src/kernel/pick.c", "pick"):
        output = run("impact.py", tree, of)[1]
        assert f"{title}: 1\n{told}\n" in output, output
    assert title not in run("impact.py", tree, UNIT)[1]
    replace(tree, OBJECTIVES, "{file: src/kernel/pick.c}",
            "{file: docs/plan.md}")
    (tree / "docs").mkdir(exist_ok=True)
    (tree / "docs/plan.md").write_text("Plan\n", encoding="utf-8")
    status, output = run("impact.py", tree, "docs/plan.md")
    assert status == 0 and "A-7.7 (partly): docs/plan.md" in output
    assert title in output and output.startswith("results that")


@pytest.mark.parametrize("spoilt", ("", "objectives: [", "objectives: [1]"))
def test_objectives_that_cannot_be_read_are_told(tree, spoilt):
    (tree / OBJECTIVES).write_text(spoilt, encoding="utf-8")
    output = run("impact.py", tree, "pick")[1]
    assert f"{OBJECTIVES}:1: objectives are not told: " in output
    assert "cure: `make report`" in output and "llr~pick~1 (ok)" in output
    assert "Traceback" not in output


STALE = {       # file: results that are made from it, and from those
    "pick": {"layers", "sloc", "analyse", "limits", "proof", "misra", "utest",
             "itest", "coverage", "objcov", "coupling", "bench", "mutate",
             "tools", "audit", "trace"},
    UNIT: {"utest", "coverage", "coupling", "mutate", "tools", "audit",
           "trace"},
    "req/llr/core.md": {"trace", "tools", "audit"}}


@pytest.mark.parametrize("of", STALE)
def test_every_result_that_goes_stale_is_named(tree, of):
    """Also what is made from another result: coupling of utest.json."""
    (tree / "build/results/utest.json").touch()
    output = run("impact.py", tree, of)[1].split("results that this makes")[1]
    named = {line.split("build/results/")[1].split(".json")[0]
             for line in output.splitlines() if ".json:1: made from " in line}
    assert named == STALE[of]
    for name in named:      # as the tool that refuses a stale result says
        command = inputs.RESULTS[name][0]
        assert re.search(rf"results/{name}.json:1: made from \S+: "
                         f"`make {command}`", output)


def test_a_changed_input_is_stale_as_told(tree):
    """What `changed` refuses after a change, impact has named before."""
    before = {n: {"inputs": inputs.made_from(tree, n)} for n in inputs.RESULTS}
    told = set(inputs.stale(tree, {HEADER}))
    replace(tree, HEADER, "uint32_t pick(", "uint32_t  pick(")
    assert {n for n in before if inputs.changed(tree, n, before[n])} == told


@pytest.mark.parametrize("of, cure", (
    ("llr~pick~2", "write OF=llr~pick~1"), ("pikc", "write OF=pick"),
    ("pick.c", "write OF=src/kernel/pick.c"),
    ("pickled", "look in build/report/trace.csv"),
    ("zzzzzz", "look in build/report/trace.csv"),
    ("build/results/sloc.json", "look in build/report/trace.csv")))
def test_unknown_name_is_told_with_its_cure(tree, of, cure):
    status, output = run("impact.py", tree, of)
    assert status == 2 and output.startswith(f"make impact: {of} ")
    assert cure in output


# -- difference of two revisions ------------------------------------------------
def git(tree, *command):
    subprocess.run(
        ["git", "-C", tree, "-c", "user.name=test", "-c", "user.email=test",
         "-c", "commit.gpgsign=false", *command], check=True,
        capture_output=True)


@pytest.fixture(name="history")
def fixture_history(tree):
    git(tree, "init", "-q")
    git(tree, "add", "req", "trace")
    git(tree, "commit", "-qm", "first")
    git(tree, "tag", "first")
    return tree


def test_same_revision_has_no_difference(history):
    for to in ([], ["first"]):
        status, output = run("diff.py", history, "first", *to)
        assert status == 0 and output == (
            "requirements: no differences\nlinks: no differences\n"
            "verdicts: no differences\n"
            "constants and records: no differences\n")


def test_constants_and_records_are_no_links(history):
    path = history / "trace/verdict.csv"
    rows = path.read_text(encoding="utf-8")
    assert ",constant," not in rows
    path.write_text(rows + "a.py,constant,B,a.py,,1\n", encoding="utf-8")
    output = run("diff.py", history, "first")[1]
    assert "links: no differences\nverdicts: no" in output
    assert output.endswith("constants and records: 1 difference\n"
                           "    + a.py constant B (a.py)\n")
    git(history, "commit", "-qam", "second")
    path.write_text(rows + "a.py,constant,B,a.py,,2\n", encoding="utf-8")
    assert run("diff.py", history, "HEAD")[1].endswith(
        "    ~ a.py constant B (a.py): fingerprint was 1, is 2\n")


def plant(tree):
    """A changed text, a removed requirement, a removed and a failed test."""
    replace(tree, LLR, "### Pick\n", "### Another title\n")
    text = (tree / LLR).read_text(encoding="utf-8")
    begin = text.rindex("### ", 0, text.index("`llr~entry~1`"))
    end = text.find("\n### ", begin)
    (tree / LLR).write_text(text[:begin] + (text[end + 1:] if end > 0 else "")
                            + "### New\n`llr~new~1`\n\nThe kernel shall.\n",
                            encoding="utf-8")
    path = tree / "trace/verdict.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [r.replace(",ok,", ",failed,") if r.startswith(
        "test_lowest_bit_first,utest result") else r for r in rows
        if not r.startswith("llr~pick~1,utest")]
    path.write_text("".join(rows), encoding="utf-8")


EXPECTED = (
    "~ llr~pick~1 req/llr/core.md:", "title was: Pick",
    "title is:  Another title", "- llr~entry~1 req/llr/core.md:",
    "+ llr~new~1 req/llr/core.md:",
    "- llr~pick~1 utest test_lowest_bit_first (tests/unit/kernel/test_pick.c)",
    "~ test_lowest_bit_first utest result llr~pick~1 (tests/unit/kernel/"
    "test_pick.c): verdict was ok, is failed")


def test_differences_of_the_working_tree_and_of_a_revision(history):
    plant(history)
    first = run("diff.py", history, "first")
    git(history, "commit", "-qam", "second")
    assert first == run("diff.py", history, "first", "HEAD")
    assert first[0] == 0
    for expected in EXPECTED:
        assert expected in first[1], first[1]
    backward = run("diff.py", history, "HEAD", "first")[1]
    assert "+ llr~entry~1" in backward and "- llr~new~1" in backward


def test_unknown_revision_is_told_with_its_cure(history):
    for arguments in (("nowhere",), ("first", "nowhere"), ("--", "-x")):
        status, output = run("diff.py", history, *arguments)
        assert status == 2 and "is no revision of this repository" in output
        assert "cure: " in output


def test_revision_without_a_verdict_is_told_with_its_cure(history):
    git(history, "rm", "-q", "--cached", "trace/verdict.csv")
    git(history, "commit", "-qm", "second")
    status, output = run("diff.py", history, "HEAD")
    assert status == 2 and "HEAD has no trace/verdict.csv" in output
    (history / "trace/verdict.csv").unlink()
    status, output = run("diff.py", history, "first")
    assert status == 2 and "trace/verdict.csv:1: is missing here" in output

# SPDX-License-Identifier: Apache-2.0
"""Each rule of evidence is shown by tests that passed and sabotages that were
caught, or says that it is not met."""
import pytest
from sample_tree import ROOT

from longeron_trace import sabotages
from longeron_trace.rules import FILE, Rules
from longeron_trace.tools import RUN, TESTS

GOOD = """- group: One
  rules:
  - id: EV-A
    text: all
    tests: [test_one.py::test_a]
    sabotages: [code-wrong]
  - id: EV-B
    text: a part
    tests: [test_one.py::test_a]
    not_met: the rest
  - id: EV-C
    text: nothing
    not_met: why
"""
CASES = """<testsuites><testsuite>
<testcase classname="tests.tools.test_one" name="test_a[1]"/>
<testcase classname="tests.tools.test_one" name="test_b"><failure/></testcase>
<testcase classname="tests.tools.test_one" name="test_c"><skipped/></testcase>
</testsuite></testsuites>"""
TABLE = """- id: code-wrong
  group: code
  what: x
  file: a.c
  remove: true
  command: make x
  names: [y]
"""


@pytest.fixture(name="tree")
def fixture_tree(tmp_path):
    for folder in ("verification", TESTS, "build"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / FILE).write_text(GOOD)
    (tmp_path / RUN).write_text(CASES)
    (tmp_path / TESTS / "test_one.py").write_text("".join(
        f"def test_{n}():\n    pass\n" for n in "abcd"))
    (tmp_path / sabotages.TABLE).write_text(
        TABLE + TABLE.replace("code-wrong", "code-other"))
    (tmp_path / "a.c").write_text("int a;\n")
    prints = [sabotages.fingerprint(tmp_path, row)
              for row in sabotages.read_table(tmp_path)]
    (tmp_path / sabotages.VERDICT).write_text(
        ",".join(sabotages.COLUMNS)
        + f"\ncode,code-wrong,x,a.c,make x,caught,{prints[0]}\n"
        f"code,code-other,x,a.c,make x,not caught,{prints[1]}\n")
    return tmp_path


def test_whole_records_hold(tree):
    rules = Rules(tree)
    assert not rules.problems
    assert [r["verdict"] for r in rules.rules()] == ["shown", "partly",
                                                     "not met"]
    check = rules.check()
    assert check.verdict == "holds"
    assert check.figure == "3 rules, 1 shown, 1 partly, 1 not met"


WRONG = (
    ("test_one.py::test_a]\n    sab", "test_one.py::test_z]\n    sab", 3,
     "EV-A: test test_one.py::test_z does not exist"),
    ("test_one.py::test_a]\n    sab", "test_one.py::test_b]\n    sab", 3,
     "EV-A: test test_one.py::test_b: fail"),
    ("test_one.py::test_a]\n    sab", "test_one.py::test_c]\n    sab", 3,
     "EV-A: test test_one.py::test_c: skip"),
    ("test_one.py::test_a]\n    sab", "test_one.py::test_d]\n    sab", 3,
     "EV-A: test test_one.py::test_d: not run"),
    ("code-wrong", "code-none", 3,
     "EV-A: sabotage code-none does not exist"),
    ("code-wrong", "code-other", 3,
     "EV-A: sabotage code-other is not known to be caught"),
    ("    not_met: why\n", "", 11, "EV-C: nothing shows it"),
    ("    text: nothing\n", "", 11, "EV-C: field `text` is missing"),
    ("not_met: why", "met: why", 11, "EV-C: field `met` is missing or unkn"),
    ("EV-B", "EV-A", 7, "EV-A is there twice: line 3"),
    ("- group: One\n", "- groups: One\n", 1, "cannot be read"),
    ("tests: [test_one.py::test_a]\n    sab", "tests: [\n    sab", 7,
     "cannot be read"))


@pytest.mark.parametrize("old, new, line, text", WRONG)
def test_what_is_wrong_is_told(tree, old, new, line, text):
    assert GOOD.count(old) == 1
    (tree / FILE).write_text(GOOD.replace(old, new))
    rules = Rules(tree)
    found = [p for p in rules.problems if text in p.text]
    assert found, rules.problems
    assert (found[0].file, found[0].line) == (FILE, line) and found[0].cure
    assert rules.check().verdict == "fails"
    told_without_results = Rules(tree, static=True).problems
    assert bool(told_without_results) == (": fail" not in text and ": skip"
                                          not in text and "not run" not in text)


@pytest.mark.parametrize("file, old, new", (
    ("a.c", "int a", "int b"), (sabotages.TABLE, "names: [y]", "names: [z]")))
def test_sabotage_caught_in_another_form_is_told(tree, file, old, new):
    path = tree / file
    path.write_text(path.read_text().replace(old, new))
    rules = Rules(tree)
    assert [(p.line, p.text) for p in rules.problems] == [
        (3, "EV-A: sabotage code-wrong is not known to be caught as it and "
         "its file are today")]
    assert rules.check().verdict == "fails"
    assert not Rules(tree, static=True).problems    # no results


def test_tests_that_have_not_run_are_told(tree):
    (tree / RUN).unlink()
    told = [p.text for p in Rules(tree).problems]
    assert told == [f"{RUN} is missing or broken: FileNotFoundError"]
    assert not Rules(tree, static=True).problems


def test_missing_file_is_told(tree):
    (tree / FILE).unlink()
    assert Rules(tree).check().verdict == "missing"


ALL = (
    "FORMAT EXPORT LEVELS WRITING ATTRIBUTES DERIVED FINGERPRINT SUSPECT REVISION "
    "BOTH-WAYS ORPHANS NO-WIDE-TAGS SAYS-WHAT WHAT-RAN SKIPPED FAILED KINDS "
    "IDENTITY HASHES DRAFT COUNTS MCDC DECISIONS UNMEASURED GAPS STALE "
    "FLIES SAME-LOGS BOTH-COVERAGES MERGE NEVER-RETURNS CLOCK COUPLING "
    "NOT-TARGET PROVED CLAUSES GOALS SMOKE TRUST PROOF-AND-TESTS MUTANTS "
    "PLAN NO-FINDING DEVIATIONS PLANTS NO-CLAIM OBJECTIVES SIGNED "
    "INDEPENDENT UNVERIFIED ITEMS TOOLS SEEDED REPRODUCIBLE RULES")


def test_rules_of_this_tree_are_whole():
    rules = Rules(ROOT, static=True)
    assert not rules.problems
    assert " ".join(r["id"].removeprefix("EV-") for r in rules.rules()) == ALL


@pytest.mark.parametrize("rule, files, fact, told", (
    ("GAPS", "coverage/*.yaml", "reviewer: open", "reviewer: open"),
    ("CLAUSES", "include/kernel/*.h", "terminates \\false;", "terminates \\false"),
    ("CLAUSES", "src/kernel/timer.c", "void sched_idle(", "`sched_idle()`"),
    ("CLAUSES", "verification/proof-records.yaml", "kind: terminates",
     "`verification/proof-records.yaml`"),
    ("FORMAT", "req/llr/*.md", "Needs: impl, proof", "`proof` uncovered"),
    ("FORMAT", "src/arch/**/*.S", "[impl->", "`*.S`"),
    ("FORMAT", "req/**/*.md", "\nRationale: ", "on one line is part of"),
    ("EXPORT", "trace/README.md", "No program of others has\nread it",
     "no program of others has read it")))
def test_what_the_tree_does_not_keep_is_told_of_its_rule(
        rule, files, fact, told):
    """Once the fact is gone, this asks for another text of the rule."""
    row = next(r for r in Rules(ROOT, static=True).rules()
               if r["id"] == f"EV-{rule}")
    assert told in row["not_met"]
    assert any(fact in p.read_text(encoding="utf-8")
               for p in ROOT.glob(files))

# SPDX-License-Identifier: Apache-2.0
"""The second count differs from the report's as soon as one of them is wrong."""
import json
import re

import pytest
from sample_tree import ROOT, line_of, make, replace, run

VERIFY = ROOT / "trace/verify.py"
UNIT, LLR = "tests/unit/kernel/test_pick.c", "req/llr/core.md"
RESULTS = "build/results/"


def test_verifier_is_small_and_stands_alone():
    text = VERIFY.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert not re.search(r"^\s*(import|from)\b.*(longeron|clang|trace)", text,
                         re.M)


def test_sound_tree_agrees(tree):
    status, output = run("report.py", tree)
    assert status == 0 and "37 of 37 totals agree" in output
    status, output = run("verify.py", tree, "--report")
    assert status == 0, output
    assert output == "verify: the report shows the 37 totals as counted\n"


# A page that does not show what was counted: page, old text, new text, total.
PAGES = {
    "requirements": (
        "index", 'Low level</a><td class="n">3<', 'Low level</a><td class="n">4<',
        "llr requirements: it shows 4, trace/verify.py counts 3"),
    "complete requirements": (
        "index", 'System</a><td class="n">2<td class="n">2<',
        'System</a><td class="n">2<td class="n">1<',
        "sys requirements covered: it shows 1, trace/verify.py counts 2"),
    "goals": (
        "index", "12 of 12 goals", "13 of 13 goals",
        "goals proved: it shows 13, trace/verify.py counts 12"),
    "objectives": (
        "index", 'level A</a><td class="n"><b>70</b><td class="n">71<',
        'level A</a><td class="n"><b>70</b><td class="n">70<',
        "objectives of DO-178C: it shows 70, trace/verify.py counts 71"),
    "unit tests": (
        "index", "2 of 2 passed", "3 of 3 passed",
        "unit tests passed: it shows 3, trace/verify.py counts 2"),
    "system tests": (
        "index", "1 of 1 passed", "0 of 1 passed",
        "system tests passed: it shows 0, trace/verify.py counts 1"),
    "statements of the target": (
        "index", "target alone: statements 3 of 4", "target alone: statements 4 of 4",
        "statements of the target covered: it shows 4, trace/verify.py counts 3"),
    "branches of the target": (
        "index", "branches 2 of 4", "branches 2 of 2",
        "branches of the target: it shows 2, trace/verify.py counts 4"),
    "statements": (
        "index", "on the host: statements 4 of 4", "on the host: statements 4 of 999",
        "statements: it shows 999, trace/verify.py counts 4"),
    "branches": (
        "index", "branches 4 of 4", "branches 9 of 4",
        "branches covered: it shows 9, trace/verify.py counts 4"),
    "MC/DC": (
        "index", "MC/DC 2 of 2", "MC/DC 1 of 2",
        "mcdc covered: it shows 1, trace/verify.py counts 2"),
    "mutants killed": (
        "index", "2 of 3 killed", "3 of 3 killed",
        "mutants killed: it shows 3, trace/verify.py counts 2"),
    "mutants": (
        "index", "2 of 3 killed", "2 of 2 killed",
        "mutants: it shows 2, trace/verify.py counts 3"),
    "findings of MISRA C": (
        "index", "0 open findings", "7 open findings",
        "findings of MISRA C: it shows 7, trace/verify.py counts 0"),
    "deviations from MISRA C": (
        "index", "1 deviation,", "0 deviations,",
        "deviations from MISRA C: it shows 0, trace/verify.py counts 1"),
    "a row of the trace's page": (
        "matrix", 'tests with a tag<td class="n">3<td class="n">3<',
        'tests with a tag<td class="n">9<td class="n">3<',
        "tests with a tag: it shows 9, trace/verify.py counts 3"),
    "a row of the second count": (
        "matrix", 'tests with a tag<td class="n">3<td class="n">3<',
        'tests with a tag<td class="n">3<td class="n">9<',
        "tests with a tag: it shows 9, trace/verify.py counts 3"),
}


@pytest.mark.parametrize("name", PAGES)
def test_changed_page_is_told_with_its_line_and_cure(tree, name):
    page, old, new, told = PAGES[name]
    assert run("report.py", tree)[0] == 0
    file = f"build/report/{page}.html"
    replace(tree, file, old, new)
    status, output = run("verify.py", tree, "--report")
    line = line_of(tree, file, new)
    assert status == 1
    assert f"{file}:{line}: {told}\n    cure: `make report` " in output
    assert "as counted" not in output


def test_requirement_that_the_export_lacks_is_told(tree):
    run("report.py", tree)
    path = tree / "build/report/trace.reqif"
    text, removed = re.subn(
        r' *<SPEC-OBJECT IDENTIFIER="requirement.llr.pick-empty".*?'
        r"</SPEC-OBJECT>\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert removed == 1
    path.write_text(text, encoding="utf-8")
    status, output = run("verify.py", tree, "--report")
    assert status == 1
    assert ("build/report/trace.reqif:1: llr requirements: it shows 2, "
            "trace/verify.py counts 3\n    cure: `make report` ") in output
    path.unlink()
    status, output = run("verify.py", tree, "--report")
    assert status == 1 and "trace.reqif:1: cannot be read: " in output


def test_page_without_a_total_or_without_pages_is_told(tree):
    status, output = run("verify.py", tree, "--report")
    assert status == 1
    assert output == ("build/report/index.html:1: cannot be read: "
                      "FileNotFoundError\n    cure: `make report` writes it\n")
    run("report.py", tree)
    replace(tree, "build/report/index.html", "12 of 12 goals", "all goals")
    status, output = run("verify.py", tree, "--report")
    assert status == 1
    assert ("build/report/index.html:1: goals proved: it shows nothing, "
            "trace/verify.py counts 12\n" in output)


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
    "a property that is not proved": (
        RESULTS + "proof.json", '"invariant", "status": "valid"',
        '"invariant", "status": "unknown"', "llr requirements covered"),
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
    "a test that failed since": (
        RESULTS + "itest.json", '"pass"', '"fail"',
        "llr requirements with a good test"),
    "a line of the source that no test hits": (
        RESULTS + "coverage.json", '"line_hits": {"7": 3, "12": 5',
        '"line_hits": {"7": 0, "12": 5', "statements covered"),
    "a condition that the totals alone have": (
        RESULTS + "coverage.json", '"mcdc_hit": 2}}},', '"mcdc_hit": 1}}},',
        "mcdc covered"),
    "a mutant that is not listed": (
        RESULTS + "mutate.json", '"tried": 4', '"tried": 5', "mutants killed"),
    "a finding that no deviation counts": (
        RESULTS + "misra.json", '"uses": 1', '"uses": 0',
        "findings of MISRA C"),
    "an objective that only one of them sees": (
        "verification/objectives.yaml", "- id: A-1.1\n", "- 'id': A-1.1\n",
        "objectives of DO-178C"),
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
    page = (tree / "build/report/matrix.html").read_text(encoding="utf-8")
    assert (f'{total}<td class="n">{told[1]}<td class="n">{told[2]}<td>'
            '<span class="badge bad">✗ differ</span>') in page


def test_a_from_of_values_on_record_is_not_asked_to_be_proved(tree):
    replace(tree, RESULTS + "proof.json", '"invariant", "status": "valid"',
            '"froms", "status": "unknown"')
    status, output = run("report.py", tree)
    assert status == 0 and "37 of 37 totals agree" in output


def test_disagreement_opens_the_objective_that_rests_on_it(tree):
    met = 'id="A-7.4" data-levels="ABC" data-a="needs a person" data-b="met"'
    page = tree / "build/report/objectives.html"
    run("report.py", tree)
    assert met in page.read_text(encoding="utf-8")
    replace(tree, "src/arch/aarch64/boot.S", "[impl->llr~entry~1]", "")
    run("report.py", tree)
    assert met.replace("needs a person", "open").replace(
        '"met"', '"open"') in page.read_text(encoding="utf-8")


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
    told = "build/results/utest.json:1: cannot be read: JSONDecodeError\n"
    status, output = run("verify.py", tree)
    assert status == 1
    assert output == told + "    cure: `make test` writes it\n"
    status, output = run("report.py", tree)
    assert status == 1
    assert f"    {told}        cure: `make test` writes it\n" in output
    assert "trace/verify.py none" not in output


@pytest.mark.parametrize("option", ((), ("--report",)))
@pytest.mark.parametrize("name, spoilt", (
    ("utest", '{"tests": [1]}'), ("proof", "[]"), ("proof", "{}"),
    ("itest", '{"tests": null}')))
def test_result_of_another_form_is_told_with_its_cure(
        tree, name, spoilt, option):
    (tree / RESULTS / f"{name}.json").write_text(spoilt, encoding="utf-8")
    status, output = run("verify.py", tree, *option)
    assert status == 1
    assert "build/results: not of the agreed form: " in output
    assert "cure: `make prove test` writes " in output
    assert "Traceback" not in output

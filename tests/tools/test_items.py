# SPDX-License-Identifier: Apache-2.0
"""The data items hold what the tree holds, and no more."""
import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_tree import ROOT, make, replace, run

sys.path.insert(0, str(ROOT / "trace"))
from longeron_trace import items  # noqa: E402

PROBLEM = """- id: PR-1
  title: Bit 63 is late
  revision: 0123456789ab
  class: failure
  state: open
  effect: none that is known
"""


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("items") / "tree")
    (tree / "tests/system/boot_01/expected.txt").write_text("hello\n")
    (tree / "src/kernel/pick.c").write_text(
        (tree / "src/kernel/pick.c").read_text() + "\nuint32_t picked;\n")
    (tree / "verification/problems.yaml").write_text(PROBLEM)
    status, output = run("trace.py", tree, "--update")
    assert status == 0, output
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def page(tree, name):
    """The rows of a page and all its text, without tags, after a run."""
    run("report.py", tree)
    return page_of(tree, name)


def page_of(tree, name):
    text = (tree / f"build/report/{name}.html").read_text(encoding="utf-8")
    text = text[text.index("<main"):text.index("<script")]
    rows = re.findall(r"<tr>((?:(?!<tr>).)*)</tr>", text, re.S)
    return [plain(r) for r in rows], plain(text)


def plain(text):
    return " ".join(html.unescape(re.sub(
        r"<[^>]*>", " ", text.replace("<wbr>", ""))).split())


def row(rows, begin):
    found = [r for r in rows if r.startswith(begin)]
    assert len(found) == 1, rows
    return found[0]


def sealed(tree, file, change):
    path = tree / f"build/results/{file}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


# Page, beginning of a row, what is in it.
SHOWN = (
    ("srd", "llr~pick~1", "pick shall return the lowest bit of the set. "
     "hlr~priority-scheduling~1 no proof, test not reviewed"),
    ("srd", "llr~pick-empty~2", "yes: the caller needs a value that is no "
     "process; safety feedback: open"),
    ("sdd", "src/kernel/pick.c", "Choosing from a set. 1 picked 18"),
    ("sdd", "src/arch/aarch64/boot.S", "Where the machine starts. 1"),
    ("sdd", "pick src/kernel/pick.c:5", "12 of 12 goals proved "
     "include/kernel/pick.h:17"),
    ("sdd", "_start", "boot.S:9 none llr~entry~1"),
    ("svcp", "test_empty_is_64", "llr~pick-empty~2 robustness"),
    ("svcp", "boot_01", "llr~entry~1 normal tests/system/boot_01/expected.txt"),
    ("svr", "merged", "4 of 4 4 of 4 2 of 2"),
    ("svr", "robustness", "1 1"),
    ("seci", "gcc gcc", "(Debian 12.2.0-14"),
    ("seci", "make prove", "0"),
    ("sci", "build/aarch64/tests/boot_01/image.elf", "8f38b57b14ed870e116e"),
    ("sas", "PR-1 Bit 63 is late", "failure none that is known"),
    ("sas", "D-01", "15.5 1 early return reads better ○ not recorded"),
    ("sas", "docs/plans/psac.md", "missing"),
    ("items", "11.16", "Software configuration index (SCI) sci.html"),
    ("items", "11.1 ", "missing docs/plans/psac.md"),
    ("items", "11.21", "matrix.html A-7.4"),
)


def test_what_the_tree_has_is_shown(tree):
    run("report.py", tree)
    for name, begin, text in SHOWN:
        assert text in row(page_of(tree, name)[0], begin), name


def test_records_of_configuration_and_quality_say_what_there_is(tree):
    """Without git and persons nothing is there, and is shown as missing."""
    (tree / ".git").mkdir()     # and no repository yet
    rows, text = page(tree, "scm")
    assert "missing git does not know the revision" in text
    assert "missing None: no revision has a tag" in text
    assert "1 are recorded, 1 open" in text and row(rows, "PR-1")
    for command in (["init", "-q"], ["add", "."], [
            "commit", "-qm", "the first change"], [
                "tag", "-a", "v1", "-m", "one"], ["checkout", "-qb", "side"], [
                    "mv", "req/sys.md", "req/system.md"], [
                        "commit", "-qm", "side"], ["checkout", "-q", "-"], [
                            "merge", "-q", "--no-ff", "-m", "both", "side"]):
        subprocess.run(["git", "-c", "user.name=A. Author", "-c",
                        "user.email=a@b.c", *command], cwd=tree, check=True)
    revision = items.git(tree, "rev-parse", "HEAD").strip()
    replace(tree, "build/results/identity.json", '"0123456789abcdef0123456789abcdef01234567"',
            f'"{revision}"')
    rows, text = page(tree, "scm")
    first = items.git(tree, "rev-parse", "v1^{}").strip()
    assert "3 revisions led to this one" in text and "shallow" not in text
    assert row(rows, "v1") == f"v1 {first[:12]}"
    assert "A. Author the first change" in row(rows, first[:12] + " 2")
    assert row(rows, revision[:12]).endswith("A. Author both 1")
    (tree / ".git/shallow").write_text(first + "\n")
    assert "missing The clone is shallow" in page(tree, "scm")[1]
    rows, text = page_of(tree, "sqa")
    assert "✓ holds 0" in row(rows, "System tests")
    assert row(rows, "code 3 0 0") and row(rows, "requirements 7 0 0")
    assert "none by a person" in row(rows, "A-9.5")


def test_each_item_serves_an_objective_and_is_named_by_it(tree):
    shutil.copy(ROOT / "verification/objectives.yaml", tree / "verification")
    run("report.py", tree)
    for name in items.PAGES:
        text = page_of(tree, name)[1]
        served = re.search(r"Objectives: ((?:A-\d+\.\d+[ ,.]*)+)", text)
        assert served, name
        for objective in re.findall(r"A-\d+\.\d+", served[1]):
            assert f"page {name}.html" in row_of(
                tree, "objectives", objective)


def row_of(tree, name, identity):
    """The row of a page that has this identity."""
    text = (tree / f"build/report/{name}.html").read_text(encoding="utf-8")
    return plain(re.search(
        rf'<tr[^>]*id="{re.escape(identity)}".*?</tr>', text, re.S)[0])


# The same words on more than one page, so that counts cannot disagree.
TRUSTED = {
    "Admitted without proof: 1 (contract: 1), 1 of them reviewed by nobody":
    ("sas", "svr"),
    "Gaps of object code that stay: 2 (justified: 2)": ("sas", "svr"),
    "Couplings that no test of a requirement exercises: 1 of 2":
    ("sas", "svr"),
    "Mutants that survive, with a reason: 1,": ("sas",),
    "Derived requirements: 1, 1 of them without feedback": ("sas",),
    "that nobody has reviewed: 7 of 7": ("sas",),
}


def test_what_is_taken_on_trust_is_counted(tree):
    run("report.py", tree)
    for text, names in TRUSTED.items():
        for name in names:
            assert text in page_of(tree, name)[1], name


def test_an_open_reviewer_is_nobody_and_an_admitted_fact_is_not_proved(tree):
    sealed(tree, "misra", lambda d: d["deviations"][0].update(reviewer="open"))
    sealed(tree, "proof", lambda d: d["admitted"][0].update(function="pick"))
    rows, _ = page(tree, "sas")
    assert "○ nobody yet" in row(rows, "D-01")
    rows, _ = page_of(tree, "sdd")
    assert "12 of 12 goals proved , 1 admitted" in row(
        rows, "pick src/kernel/pick.c:5")


def test_a_changed_requirement_and_a_new_function_are_shown(tree):
    replace(tree, "req/llr/core.md", "return 64", "return 64 at once")
    (tree / "src/kernel/more.c").write_text(
        "int more(void)\n{\n    return 1;\n}\n")
    run("trace.py", tree)
    rows, _ = page(tree, "srd")
    assert "shall return 64 at once." in row(rows, "llr~pick-empty~2")
    rows, _ = page_of(tree, "sdd")
    assert "none ○ none" in row(rows, "more src/kernel/more.c:1")
    assert "no comment at its head 1" in row(rows, "src/kernel/more.c")


def test_a_failed_test_is_named(tree):
    def fail(data):
        data["tests"][1]["verdict"] = "fail"
    sealed(tree, "utest", fail)
    rows, _ = page(tree, "svr")
    assert row(rows, "test_empty_is_64") == \
        "test_empty_is_64 ✗ fail llr~pick-empty~2"
    assert row(rows, "robustness") == "robustness 1 0"


def test_a_test_of_the_tree_without_a_result_is_named(tree):
    sealed(tree, "utest", lambda data: data["tests"].pop())
    rows, _ = page(tree, "svr")
    assert row(rows, "test_empty_is_64") == \
        "test_empty_is_64 ○ not run llr~pick-empty~2"
    assert row(rows, "robustness") == "robustness 1 0"


def test_an_unproved_goal_is_shown(tree):
    def unprove(data):
        data["functions"][0]["valid"] = 11
    sealed(tree, "proof", unprove)
    rows, _ = page(tree, "sdd")
    assert "11 of 12 goals proved" in row(rows, "pick src/kernel/pick.c:5")
    assert "11 of 12 goals are proved" in page_of(tree, "svr")[1]


def test_a_result_that_does_not_hold_is_said_where_it_is_used(tree):
    replace(tree, "build/results/identity.json", '"exit": 0', '"exit": 2')
    for name in ("seci", "sci"):
        assert "Identity does not hold in this run" in page(tree, name)[1]
    assert "Requirements and trace does not hold" not in page(
        tree, "srd")[1]
    (tree / "build/results/trace.json").write_text("{")
    assert "Requirements and trace does not hold" in page(tree, "srd")[1]


@pytest.mark.parametrize("name, result, text", (
    ("srd", "trace", "make trace has not run"),
    ("sdd", "proof", "make prove has not run"),
    ("svcp", "trace", "make trace has not run"),
    ("svr", "utest", "build/results/utest.json is missing"),
    ("seci", "identity", "make certify-report has not run"),
    ("sci", "identity", "make certify-report has not run"),
    ("sas", "misra", "make misra has not run"),
    ("sas", "coverage", "coverage not run")))
def test_a_missing_result_is_shown(tree, name, result, text):
    (tree / f"build/results/{result}.json").unlink()
    assert text in page(tree, name)[1]


def test_a_written_contract_without_a_proof_is_not_called_proved(tree):
    (tree / "build/results/proof.json").unlink()
    rows, _ = page(tree, "sdd")
    assert "written, no result of a proof" in row(rows, "pick src/kernel/pick")


def test_records_that_cannot_be_read_are_not_called_none(tree):
    (tree / "verification/problems.yaml").write_text("- [\n")
    assert "The records are not whole" in page(tree, "sas")[1]
    (tree / "verification/problems.yaml").unlink()
    assert "missing verification/problems.yaml" in page(tree, "sas")[1]


def test_a_missed_limit_without_a_reason_is_shown(tree):
    replace(tree, "build/results/bench.json", '"limit": 40', '"limit": 30')
    rows, _ = page(tree, "sas")
    assert row(rows, "yield to another") == \
        "yield to another process and back 34 30 ✗ none"


def test_files_are_compared_with_the_revision(tree):
    (tree / ".git").mkdir()     # and no repository yet
    assert "not compared Git does not know" in page(tree, "sci")[1]

    def git(*words):
        return subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
            cwd=tree, check=True, capture_output=True, text=True).stdout
    (tree / ".gitignore").write_text("/build\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "a")
    sealed(tree, "identity", lambda data: data.update(
        revision=git("rev-parse", "HEAD").strip()))
    rows, text = page(tree, "sci")
    assert "Compared with git: all are those of the revision" in text
    before = row(rows, "src/kernel/pick.c")
    with (tree / "src/kernel/pick.c").open("a", encoding="utf-8") as file:
        file.write("\n")
    (tree / "src/new.c").write_text("")
    (tree / "req/sys.md").rename(tree / "moved.md")
    rows, text = page(tree, "sci")
    assert "4 of them differ" in text
    assert "differs from the revision" in row(rows, "src/kernel/pick.c")
    assert before not in row(rows, "src/kernel/pick.c")
    assert "not in the revision" in row(rows, "src/new.c")
    assert "missing" in row(rows, "req/sys.md")


def test_purpose_is_the_comment_before_all_code(tmp_path):
    for text, said in (
            ("/* SPDX-License-Identifier: A */\n/*\n * One\n * two. */\n",
             "One two."),
            ("// SPDX-License-Identifier: A\n// One\n// two.\n\n// three\n",
             "One two."),
            ("/* SPDX-License-Identifier: A */\n#define X\n/* No. */\n", ""),
            ("/*@ requires \\true; */\nint f(void);\n", "")):
        (tmp_path / "a.c").write_text(text)
        assert items.purpose(tmp_path / "a.c") == said


def test_without_ctags_data_are_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert items.variables(tmp_path, ["a.c"]) is None
    assert items.variables(tmp_path, []) == []

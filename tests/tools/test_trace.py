# SPDX-License-Identifier: Apache-2.0
"""The trace tool finds every planted fault and names its place."""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_tree import ROOT, line_of, make, replace, run, seal

from longeron_trace import requirements
from longeron_trace.acsl import digest

SYS, HLR, LLR = "req/sys.md", "req/hlr/core.md", "req/llr/core.md"
HEADER, SOURCE = "include/kernel/pick.h", "src/kernel/pick.c"
ASSEMBLY = "src/arch/aarch64/boot.S"
UNIT = "tests/unit/kernel/test_pick.c"
SYSTEM = "tests/system/boot_01/main.c"
PROOF, UTEST, ITEST = (f"build/results/{n}.json"
                       for n in ("proof", "utest", "itest"))


def trace(tree, *options):
    seal(tree)
    run = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/trace.py", "--root", tree,
         *options], capture_output=True, text=True, check=False)
    assert not run.stderr, run.stderr
    return run.returncode, run.stdout


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    status, output = trace(tree, "--update")
    assert status == 0, output
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def test_sound_tree_passes_and_is_deterministic(tree):
    outputs = [tree / "build/report/trace.csv",
               tree / "build/results/trace.json", tree / "trace/verdict.csv"]
    trace(tree)     # the result names its command, which was another
    first = [o.read_bytes() for o in outputs]
    status, output = trace(tree)
    assert status == 0, output
    assert first == [o.read_bytes() for o in outputs]
    assert str(tree).encode() not in b"".join(first)


# Each fault: file, old text, new text, (file, text of the line) that the
# message names, part of the message.
FAULTS = {
    "tag of code removed": (
        HEADER, " * [impl->llr~pick~1]\n", "",
        (LLR, "`llr~pick~1`"), "llr~pick~1 has no impl"),
    "tag of assembly removed": (
        ASSEMBLY, "[impl->llr~entry~1]", "",
        (LLR, "`llr~entry~1`"), "llr~entry~1 has no impl"),
    "tag of a unit test removed": (
        UNIT, " * [utest->llr~pick~1]", " *",
        (UNIT, "test_lowest_bit_first(void)"), "has no utest tag"),
    "tag of a system test removed": (
        SYSTEM, " * [itest->llr~entry~1]\n", "",
        (SYSTEM, "SPDX"), "has no itest tag"),
    "tag of a requirement above the low level": (
        HEADER, " * [impl->llr~pick~1]\n",
        " * [impl->llr~pick~1]\n * [impl->hlr~boot~1]\n",
        (HEADER, "[impl->hlr~boot~1]"), "only LLRs are tagged"),
    "orphan function": (
        SOURCE, '#include "kernel/pick.h"\n',
        '#include "kernel/pick.h"\n\nvoid stray(void)\n{\n}\n',
        (SOURCE, "void stray"), "stray has no impl tag"),
    "orphan static function": (
        SOURCE, '#include "kernel/pick.h"\n',
        '#include "kernel/pick.h"\n\nstatic void stray(void)\n{\n}\n',
        (SOURCE, "void stray"), "stray has no impl tag"),
    "orphan function in assembly": (
        ASSEMBLY, "    b .", "    b .\n    .globl stray\nstray:\n    ret",
        (ASSEMBLY, "stray:"), "stray has no impl tag"),
    "orphan function of the port": (
        "src/arch/aarch64/stray.c", None, "void stray(void)\n{\n}\n",
        ("src/arch/aarch64/stray.c", "stray"), "stray has no impl tag"),
    "wrong revision": (
        HEADER, "llr~pick-empty~2", "llr~pick-empty~1",
        (HEADER, "llr~pick-empty~1"), "the revision is 2"),
    "unknown ID": (
        UNIT, "llr~pick~1", "llr~pock~1",
        (UNIT, "llr~pock~1"), "unknown llr~pock~1"),
    "malformed tag": (
        HEADER, "[impl->llr~pick~1]", "[impl-> llr~pick]",
        (HEADER, "llr~pick]"), "malformed tag"),
    "tag that speaks for a file": (
        SOURCE, "/* Choosing from a set. */",
        "/* Choosing from a set.\n * [impl->llr~pick~1] */",
        (SOURCE, "[impl->llr~pick~1]"), "stands over no function"),
    "tag that speaks for a folder": (
        "src/kernel/README.md", None, "[impl->llr~pick~1]\n",
        ("src/kernel/README.md", "impl"), "stands over no function"),
    "blank line under a tag": (
        HEADER, "    ensures    range: \\result <= 64; */\n",
        "    ensures    range: \\result <= 64; */\n\n",
        (HEADER, "[impl->llr~pick~1]"), "stands over no function"),
    "contract removed": (
        HEADER, "/*@ terminates", "/* terminates",
        (SOURCE, "uint32_t pick"), "has no contract"),
    "contract not proved": (
        PROOF, '"valid": 12', '"valid": 11',
        (HEADER, "/*@ terminates"), "pick failed (11 of 12 goals)"),
    "smoke test failed": (
        PROOF, '"smoke_ok": 3', '"smoke_ok": 2',
        (HEADER, "/*@ terminates"), "smoke tests 2 of 3"),
    "function not proved": (
        PROOF, '"name": "pick"', '"name": "peck"',
        (HEADER, "/*@ terminates"), "has no result"),
    "failed result": (
        ITEST, '"pass"', '"fail"',
        (SYSTEM, "SPDX"), "boot_01 failed"),
    "skipped result": (
        ITEST, '"pass"', '"skip"',
        (SYSTEM, "SPDX"), "boot_01 skipped"),
    "result for another requirement": (
        ITEST, "llr~entry~1", "llr~pick~1",
        (SYSTEM, "SPDX"), "boot_01 ran for"),
    "test that did not run": (
        UTEST, '"test_empty_is_64", "file": "tests/unit/kernel/test_pick.c",'
        ' "line": 16', '"test_full_is_0", "file":'
        ' "tests/unit/kernel/test_pick.c", "line": 99',
        (UNIT, "test_empty_is_64(void)"), "has no result"),
    "duplicate ID": (
        HLR, "`hlr~boot~1`\n\n", "`hlr~priority-scheduling~1`\n\n",
        (HLR, "`hlr~priority-scheduling~1`", 2), "duplicate ID"),
    "duplicate ID with another revision": (
        LLR, "`llr~pick-empty~2`", "`llr~pick~2`",
        (LLR, "`llr~pick~2`"), "duplicate ID"),
    "two shalls": (
        LLR, "return 64.", "return 64 and shall not wait.",
        (LLR, "`llr~pick-empty~2`"), "2 shalls"),
    "no shall": (
        LLR, "shall return 64", "returns 64",
        (LLR, "`llr~pick-empty~2`"), "0 shalls"),
    "not in an EARS form": (
        HLR, "When the machine starts, the kernel", "Kernels",
        (HLR, "`hlr~boot~1`"), "EARS"),
    "vague word": (
        HLR, "within 10 ms", "in a timely manner",
        (HLR, "`hlr~boot~1`"), "vague word 'timely'"),
    "no parent": (
        LLR, "Covers:\n* `hlr~boot~1`\n\n", "",
        (LLR, "`llr~entry~1`"), "has no parent"),
    "no child": (
        HLR, "Derived: no\n\nCovers:\n* `sys~start~1`",
        "Derived: yes: boards differ; safety feedback: open",
        (SYS, "`sys~start~1`"), "sys~start~1 has no hlr"),
    "unknown parent": (
        LLR, "* `hlr~boot~1`", "* `hlr~boat~1`",
        (LLR, "hlr~boat~1"), "unknown hlr~boat~1"),
    "parent of another revision": (
        LLR, "* `hlr~boot~1`", "* `hlr~boot~2`",
        (LLR, "hlr~boot~2"), "the revision is 1"),
    "parent of a wrong level": (
        LLR, "* `hlr~boot~1`", "* `sys~start~1`",
        (LLR, "sys~start~1"), "not one level above"),
    "malformed ID": (
        LLR, "`llr~entry~1`", "`llr~entry`",
        (LLR, "`llr~entry`"), "malformed requirement ID"),
    "unknown level": (
        LLR, "`llr~entry~1`", "`low~entry~1`",
        (LLR, "`low~entry~1`"), "unknown level"),
    "misspelt keyword": (
        HLR, "Covers:\n* `sys~start~1`", "Cover:\n* `sys~start~1`",
        (HLR, "Cover:"), "unknown keyword Cover:"),
    "unknown need": (
        LLR, "Needs: impl, itest", "Needs: impl, stest",
        (LLR, "`llr~entry~1`"), "needs 'stest'"),
    "method without its need": (
        LLR, "Verification: test\n", "Verification: test, proof\n",
        (LLR, "`llr~entry~1`"), "verified by proof but needs none"),
    "derivation not said": (
        SYS, "Derived: no\n\nNeeds: hlr\n\n### Start", "Needs: hlr\n\n### Start",
        (SYS, "`sys~urgent-first~1`"), "whether it is derived"),
    "derived without a justification": (
        LLR, "the caller needs a value that is no process", "",
        (LLR, "`llr~pick-empty~2`"), "derived without a justification"),
    "code that does not parse": (
        SOURCE, "return i;", "return i",
        (SOURCE, "return i"), "clang: expected ';'"),
    "changed text, same revision": (
        LLR, "return the lowest bit", "return the highest bit",
        (LLR, "`llr~pick~1`"), "its text changed and its revision did not"),
    "changed contract": (
        HEADER, "\\result <= 64", "\\result <= 65",
        (HEADER, "/*@ terminates"),
        "llr~pick~1 proof pick: fingerprint was"),
    "changed unit test": (
        UNIT, "64U", "0U",
        (UNIT, "test_empty_is_64(void)"),
        "llr~pick-empty~2 utest test_empty_is_64: fingerprint was"),
    "changed kind of a unit test": (
        UNIT, "Kind: robustness", "Kind: normal",
        (UNIT, "test_empty_is_64(void)"),
        "llr~pick-empty~2 utest test_empty_is_64: fingerprint was"),
    "changed helper of tests": (
        UNIT, '"lowest", test', '"first", test',
        (UNIT, "SPDX"), "test support: fingerprint was"),
    "changed log of a system test": (
        "tests/system/boot_01/expected.txt", None, "",
        (SYSTEM, "SPDX"), "llr~entry~1 itest boot_01: fingerprint was"),
    "changed title": (
        LLR, "### Entry", "### Exit",
        (LLR, "`llr~entry~1`"), "llr~entry~1 requirement: fingerprint was"),
    "orphan contract": (
        HEADER, "\n#endif", "\n/* Of nobody. */\n/*@ assigns \\nothing; */\n"
        "void peck(void);\n\n#endif",
        (HEADER, "/*@ assigns \\nothing; */"),
        "peck has a contract, and neither a definition nor a caller: an orphan"),
    "changed justification": (
        LLR, "a value that is no process", "64",
        (LLR, "`llr~pick-empty~2`"),
        "llr~pick-empty~2 requirement: fingerprint was"),
    "safety feedback signed in the text": (
        LLR, "safety feedback: open",
        "safety feedback: A. Person, 2026-01-31: no hazard",
        (LLR, "`llr~pick-empty~2`"), "which outlives a change of its text"),
    "safety feedback closed by nobody": (
        LLR, "safety feedback: open", "safety feedback: closed",
        (LLR, "`llr~pick-empty~2`"), "which outlives a change of its text"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(tree, name):
    file, old, new, (where, text, *nth), message = FAULTS[name]
    if old is None:
        (tree / file).write_text(new, encoding="utf-8")
    else:
        replace(tree, file, old, new)
    status, output = trace(tree)
    line = line_of(tree, where, text)
    if nth:     # the second place is the wrong one
        line = [n for n, l in enumerate(
            (tree / where).read_text().splitlines(), 1) if text in l][1]
    assert status == 1
    hits = [l for l in output.splitlines()
            if l.startswith(f"{where}:{line}: ") and message in l]
    assert hits and "cure: " in output, output


def test_deleted_unit_test_is_found(tree):
    (tree / UNIT).unlink()
    status, output = trace(tree)
    assert status == 1
    line = line_of(tree, LLR, "`llr~pick~1`")
    assert f"{LLR}:{line}: llr~pick~1 has no utest" in output
    assert "test_empty_is_64 ran for" in output


def test_test_without_tag_and_requirement_is_found(tree):
    replace(tree, UNIT, "static void test_empty_is_64(void)",
            "static void empty_is_64(void)")
    replace(tree, UNIT, " * [utest->llr~pick-empty~2] */", " */")
    replace(tree, UTEST, "test_empty_is_64", "empty_is_64")
    replace(tree, UTEST, '"llr~pick-empty~2"', "")
    assert f"{UNIT}:16: empty_is_64 ran for no requirement" in trace(tree)[1]


def test_result_is_known_by_its_line_too(tree):
    replace(tree, UTEST, "test_empty_is_64", "the empty set")
    status, output = trace(tree, "--update")
    assert status == 0, output


def test_deleted_requirement_leaves_orphans(tree):
    text = (tree / LLR).read_text()
    (tree / LLR).write_text(text[:text.index("### Entry")])
    status, output = trace(tree)
    assert status == 1
    assert f"{SYSTEM}:4: tag to unknown llr~entry~1" in output
    assert "hlr~boot~1 has no llr" in output


@pytest.mark.parametrize("result", (PROOF, UTEST, ITEST))
def test_missing_result_file_fails_but_not_statically(tree, result):
    (tree / result).unlink()
    status, output = trace(tree)
    assert status == 1
    assert f"{result}:1: result file missing: not run" in output
    assert len(output.splitlines()) == 3, "what follows from it is told, too"
    assert "not run" in (tree / "build/report/trace.csv").read_text()
    assert trace(tree, "--static")[0] == 0


def test_broken_result_file_fails(tree):
    (tree / PROOF).write_text("{", encoding="utf-8")
    status, output = trace(tree)
    assert status == 1
    assert "not JSON" in output


def test_missing_result_hides_no_changed_contract(tree):
    (tree / PROOF).unlink()
    replace(tree, HEADER, "\\result <= 64", "\\result <= 65")
    output = trace(tree)[1]
    assert "llr~pick~1 proof pick: fingerprint was" in output
    assert "verdict was" not in output


def test_static_mode_finds_a_changed_contract(tree):
    for result in (PROOF, UTEST, ITEST):
        (tree / result).unlink()
    assert trace(tree, "--static")[0] == 0
    replace(tree, HEADER, "\\result <= 64", "\\result <= 65")
    status, output = trace(tree, "--static")
    assert status == 1
    line = line_of(tree, HEADER, "/*@ terminates")
    assert f"{HEADER}:{line}: llr~pick~1 proof pick: fingerprint was" in output
    assert "llr~pick~1 requirement" not in output, "it follows from that"


TRUSTED = """
/** The start, in assembly. */
/*@ assigns \\nothing;
    ensures kept: low(3); */
void entry(void);

/* Of no requirement that needs a proof.
   [impl->llr~entry~1] */
/*@ assigns \\nothing;
    ensures same: \\result == n; */
static inline int same(int n)
{
    /*@ admit small: low(n);
        admit smaller: n < 5; */
    entry();
    return n;
}

/*@ predicate low(integer n) = n < 7; */
/*@ axiomatic Trust {
      axiom trusted: low(2);
    } */
"""


@pytest.fixture(name="trusting", scope="module")
def fixture_trusting(sound, tmp_path_factory):
    tree = Path(shutil.copytree(
        sound, tmp_path_factory.mktemp("trusting") / "tree"))
    text = (tree / HEADER).read_text()
    end = text.rindex("#endif")
    (tree / HEADER).write_text(text[:end] + TRUSTED + text[end:])
    status, output = trace(tree, "--update")
    assert status == 0, output
    return tree


@pytest.mark.parametrize("old, new, place, told", (
    ("ensures kept: low(3)", "ensures kept: \\true", "ensures kept",
     "entry contract: fingerprint was"),
    ("ensures same: \\result == n", "ensures same: \\true",
     "ensures same", "same contract: fingerprint was"),
    ("admit small: low(n)", "admit small: \\false", "admit small",
     "same taken on trust admit small: fingerprint was"),
    ("admit smaller: n < 5", "admit smaller: n < 4", "admit smaller",
     "same taken on trust admit smaller: fingerprint was"),
    ("axiom trusted: low(2)", "axiom trusted: low(20)", "axiom trusted",
     "taken on trust axiom trusted: fingerprint was"),
    ("    return n;", "    /*@ admit \\false; */\n    return n;",
     "admit \\false", "same taken on trust admit: is new"),
    ("axiom trusted: low(2);", "axiom trusted: low(2);\n axiom no: \\false;",
     "axiom no", "taken on trust axiom no: is new"),
    ("        admit smaller: n < 5; */", "*/", None,
     "same taken on trust admit smaller: was there, is no longer"),
    ("n < 7", "n < 8", None, "entry contract: fingerprint was"),
))
def test_static_mode_finds_what_is_trusted(trusting, tmp_path, old, new,
                                           place, told):
    tree = Path(shutil.copytree(trusting, tmp_path / "tree"))
    for result in (PROOF, UTEST, ITEST):
        (tree / result).unlink()
    assert trace(tree, "--static")[0] == 0
    replace(tree, HEADER, old, new)
    status, output = trace(tree, "--static")
    assert status == 1 and told in output, output
    if place:
        text = (tree / HEADER).read_text().splitlines()
        line = max(n for n, each in enumerate(text, 1) if place in each)
        assert (f"{HEADER}:{line}: " in output
                or f"{HEADER}:{line - 1}: " in output), output


def test_static_mode_finds_a_removed_tag(tree):
    replace(tree, HEADER, " * [impl->llr~pick~1]\n", "")
    assert trace(tree, "--static")[0] == 1


def test_update_accepts_a_difference_but_no_gap(tree):
    replace(tree, HEADER, "\\result <= 64", "\\result <= 65")
    assert trace(tree)[0] == 1
    assert trace(tree, "--update")[0] == 0
    assert trace(tree)[0] == 0
    before = (tree / "trace/verdict.csv").read_text()
    replace(tree, HEADER, " * [impl->llr~pick~1]\n", "")
    status, output = trace(tree, "--update")
    assert status == 1
    assert "trace/verdict.csv:1: not updated: 2 problems are left" in output
    assert (tree / "trace/verdict.csv").read_text() == before


def test_update_writes_no_failed_test(tree):
    replace(tree, ITEST, '"pass"', '"fail"')
    (tree / "trace/verdict.csv").unlink()
    status, output = trace(tree, "--update")
    assert status == 1
    assert f"{SYSTEM}:1: boot_01: failed" in output
    assert not (tree / "trace/verdict.csv").exists()


def test_update_without_results_expects_good_ones(tree):
    path = tree / "trace/verdict.csv"
    sound = path.read_text()
    assert trace(tree, "--static", "--update")[0] == 0
    assert path.read_text() == sound
    replace(tree, UNIT, "(0U)", "(0x0U)")
    replace(tree, HEADER, "\\result <= 64", "\\result <= 65")
    path.write_text(sound.replace(",ok,", ",bad,"))
    assert trace(tree, "--static", "--update")[0] == 0
    assert ",bad," in path.read_text()      # as it was
    assert trace(tree, "--static")[0] == 0
    path.unlink()
    assert trace(tree, "--static", "--update")[0] == 0
    status, output = trace(tree)
    assert status == 0, output
    assert trace(tree, "--update")[0] == 0
    replace(tree, ITEST, '"pass"', '"fail"')
    assert trace(tree)[0] == 1      # who expects is not believed


def test_static_mode_takes_the_requirements_of_results_from_tags(tree):
    """A new revision, which tags alone tell: results then bring nothing new."""
    path = tree / "trace/verdict.csv"
    for name, files in (("pick", (LLR, HEADER, UNIT, UTEST)),
                        ("entry", (LLR, ASSEMBLY, SYSTEM, ITEST))):
        for file in files:
            (tree / file).write_text((tree / file).read_text().replace(
                f"llr~{name}~1", f"llr~{name}~2"))
    status, output = trace(tree, "--static")
    assert status == 1
    for test, file in (("test_lowest_bit_first utest result llr~pick", UNIT),
                       ("boot_01 itest result llr~entry", SYSTEM)):
        assert f"{file}: {test}~1: was there, is no longer\n" in output
        assert re.search(rf"^{file}:\d+: {test}~2: is new$", output, re.M)
    path.write_text(path.read_text().replace(
        f"result,llr~pick~1,{UNIT},ok", f"result,llr~pick~1,{UNIT},bad"))
    assert trace(tree, "--static", "--update")[0] == 0
    assert f"result,llr~pick~2,{UNIT},bad" in path.read_text()  # as it was
    path.write_text(path.read_text().replace(",bad,", ",ok,"))
    assert trace(tree, "--static")[0] == 0
    status, output = trace(tree)
    assert status == 0, output


@pytest.mark.parametrize("row", (
    f"test_lowest_bit_first,utest result,llr~pick~1,{UNIT},ok,\n",
    f"boot_01,itest result,llr~entry~1,{SYSTEM},ok,\n"))
def test_static_mode_expects_results_of_new_tests(tree, row):
    """What it accepts is what results then bring."""
    path = tree / "trace/verdict.csv"
    committed = path.read_text()
    assert row in committed
    path.write_text(committed.replace(row, ""))
    status, output = trace(tree, "--static")
    name, relation, target, file, *_ = row.split(",")
    assert status == 1
    assert re.search(rf"^{file}:\d+: {name} {relation} {target}: is new$",
                     output, re.M), output
    assert trace(tree, "--static", "--update")[0] == 0
    assert path.read_text() == committed
    assert trace(tree)[0] == 0


def test_static_mode_knows_results_of_tests_that_are_gone(tree):
    """Not those of one that is registered by another name."""
    path = tree / "trace/verdict.csv"
    replace(tree, UNIT, '"lowest", test_lowest_bit_first',
            '"the lowest", test_lowest_bit_first')
    replace(tree, UTEST, "test_lowest_bit_first", "the lowest")
    assert trace(tree, "--update")[0] == 0
    assert trace(tree, "--static")[0] == 0
    row = f"{{}},utest result,llr~pick~1,{UNIT},ok,\n"
    for name, file in (("test_gone", UNIT), ("old", "tests/unit/test_old.c")):
        path.write_text(path.read_text() + row.format(name).replace(UNIT, file))
        status, output = trace(tree, "--static")
        assert status == 1 and (f"{file}: {name} utest result llr~pick~1: was "
                                "there, is no longer") in output
        assert trace(tree, "--static", "--update")[0] == 0
        assert name + ",utest" not in path.read_text()
    assert row.format("the lowest") in path.read_text()
    assert trace(tree)[0] == 0


def test_changed_text_needs_a_new_revision_even_to_update(tree):
    text = (tree / LLR).read_text()
    replace(tree, LLR, "return the lowest bit", "return the highest bit")
    before = (tree / "trace/verdict.csv").read_text()
    for option in ((), ("--update",), ("--static",), ("--update",)):
        status, output = trace(tree, *option)
        assert status == 1, option
        assert "write llr~pick~2 here" in output
    assert (tree / "trace/verdict.csv").read_text() == before
    (tree / LLR).write_text(text.replace("lowest bit", "highest bit"))
    for file in (LLR, HEADER, UNIT, UTEST):
        path = tree / file
        path.write_text(path.read_text().replace("llr~pick~1", "llr~pick~2"))
    status, output = trace(tree, "--update")
    assert status == 0, output


def test_text_that_git_knows_needs_a_new_revision(tree):
    """Neither a removed row nor a commit of it makes another text accepted."""
    def commit(day):
        git(tree, "add", ".", day=day)
        git(tree, "commit", "-q", "-m", "x", day=day)
    git(tree, "init", "-q", day="2026-01-01")
    commit("2026-01-01")
    path = tree / "trace/verdict.csv"
    assert trace(tree)[0] == 0
    replace(tree, LLR, "return the lowest bit", "return the highest bit")
    [item] = [i for i in requirements.read(tree, []) if i.id == "llr~pick~1"]
    accepted = (f"llr~pick~1,text,,{LLR},,"
                + digest(" ".join(item.text.split())) + "\n")
    for row in ("", accepted):
        path.write_text(re.sub("llr~pick~1,text,.*\n", "",
                               path.read_text()) + row)
        for options in (("--static", "--update"), ("--update",)):
            status, output = trace(tree, *options)
            assert status == 1 and (
                f"{LLR}:{line_of(tree, LLR, '`llr~pick~1`')}: llr~pick~1: its "
                "text changed and its revision did not, see trace/verdict.csv "
                "of commit ") in output
            assert "write llr~pick~2 here" in output
        commit("2026-01-02")
        assert trace(tree, "--static")[0] == 1
    replace(tree, LLR, "return the highest bit", "return the lowest bit")
    assert trace(tree, "--static", "--update")[0] == 1   # two were accepted
    for file in (LLR, HEADER, UNIT, UTEST):
        renamed = tree / file
        renamed.write_text(renamed.read_text().replace("k~1", "k~2"))
    status, output = trace(tree, "--update")
    assert status == 0, output


def test_first_verdict_where_sabotages_are_of_the_verdict(tree):
    (tree / "trace/verdict.csv").unlink()
    (tree / "verification").mkdir(exist_ok=True)
    (tree / "verification/sabotages.yaml").write_text(
        "- id: a\n  group: review\n  what: x\n  file: trace/reviews.csv\n"
        "  add: <fingerprint of llr~pick~1>\n  command: make x\n"
        "  names: [y]\n- id: b\n  group: review\n  what: x\n"
        "  file: trace/verdict.csv\n  pattern: ^llr~pick~1,text.*\n"
        "  command: make x\n  names: [y]\n")
    assert trace(tree)[0] == 1
    status, output = trace(tree, "--static", "--update")
    assert status == 0, output


@pytest.mark.parametrize("name", ("include/spec/pick.acsl",
                                  "include/kernel/bit.h"))
def test_changed_shared_predicate_changes_the_contract(tree, name):
    (tree / "include/spec").mkdir()
    spec = tree / name
    spec.write_text("/*@ // a bit\n  predicate bit{L}(integer n) = in(n);\n"
                    "*/\n//@ logic boolean in(integer n) = 0 <= n <= 64;\n"
                    "/*@ predicate other(integer n) = n == 3; */\n")
    replace(tree, HEADER, "\\result <= 64", "bit(\\result)")
    assert trace(tree, "--update")[0] == 0
    for old, new, status in (("n == 3", "n == 4", 0), ("// a bit", "//", 0),
                             ("<= 64", "<= 65", 1)):
        replace(tree, name, old, new)
        assert trace(tree)[0] == status, (old, new)


REVIEWS = "trace/reviews.csv"
HEAD = "id,fingerprint,author,reviewer,kind,checklist,verdict,date"
RECORD = "{},{},A. Author,A. Person,person,{},accepted,2026-01-31"


class Written:
    """The text of a requirement, read as one."""
    id, level, needs = "llr~x~1", "llr", ["utest"]

    def __init__(self, text):
        self.text = text


@pytest.mark.parametrize("text, told", (
    ("When it starts, the kernel shall stop within 10 ms.", ""),
    ("When it starts, the kernel shall wait 10 ms.", "'10 ms' without limit"),
    ("The timer shall run at 62.5 MHz.", "'62.5 MHz' without limit"),
    ("The timer shall run at 62.5 MHz ± 1 %.", ""),
    ("The timer shall tick between 9 ms and 10 ms.", ""),
    ("The kernel shall end a process after 64.", "'after 64' without a unit"),
    ("The kernel shall answer within 2,000 and stop.",
     "'within 2,000' without a unit"),
    ("The kernel shall answer within 64 instructions.", ""),
    ("The kernel shall return at most 64.", ""),
    ("The kernel shall answer in at most 5.", "'at most 5' without a unit"),
    ("The kernel shall take less than 10.", "'less than 10' without a unit"),
    ("The kernel shall sleep for 5, then stop.", "'for 5' without a unit"),
    ("The kernel shall hold up to 24 of memory.", "'up to 24' without a"),
    ("The kernel shall use a stack of 1,000.", "'of 1,000' without a unit"),
    ("The kernel shall serve at most 5 ports, up to 3 of the kind.", ""),
    ("The kernel shall stop for a time-out of 0, or `more than 5`.", ""),
    ("The kernel shall sleep for 5.5 ticks.", ""),
    ("The kernel shall be user friendly.", "vague word 'user friendly'"),
    ("The kernel shall stop promptly.", "vague word 'promptly'"),
    ("The kernel shall stop properly.", "vague word 'properly'"),
    ("The kernel shall stop as needed.", "vague word 'as needed'"),
    ("The kernel shall stop immediately.", "vague word 'immediately'"),
    ("The kernel shall log as far\nas possible.", "'as far as possible'"),
    ("The kernel shall stop and it must clear a flag.", "has 'must' beside"),
    ("The kernel shall stop and will clear a flag.", "has 'will' beside"),
    ("The kernel shall stop and should clear a flag.", "has 'should' beside"),
    ("The kernel shall stop and may not clear a flag.", "has 'may not' bes"),
    ("The kernel shall stop and call `must_clear` or `will`.", ""),
    ("The kernel shall call `wait 10 ms`.", ""),
    ("When it starts the kernel shall stop.", "EARS"),
    ("If it fails, the kernel shall stop.", ""),
    ("While it runs, when it fails, the kernel shall stop.", ""),
    ("The kernel shall.", "EARS"),
    ("Kernels shall stop.", "EARS"),
    ("The kernel shall stop quickly.", "vague word 'quickly'"),
    ("The kernel shall stop, etc.", "vague word 'etc'"),
    ("The kernel shall stop and shall wait.", "2 shalls")))
def test_writing_is_judged_by_rules(text, told):
    found = []
    for rule in (requirements.one_shall, requirements.ears,
                 requirements.vague, requirements.numbers):
        rule(Written(text), lambda *said: found.append(said[0]))
    assert len(found) == bool(told), found
    assert told in "".join(found)


def test_report_shows_rules_and_safety_feedback(tree):
    status, output = run("report.py", tree)
    assert status == 0 and "complete, 1 wait for safety feedback" in output
    page = (tree / "build/report/matrix.html").read_text()
    assert page.count(">✓ kept<") == len(requirements.RULES)
    page = tree / "build/report/assumptions.html"
    assert "1 derived, safety feedback open for 1." in page.read_text()
    review_all(tree, "safety")
    replace(tree, HLR, "within 10 ms", "in a timely manner")
    trace(tree)
    assert run("report.py", tree)[0] == 1
    assert "1 derived, safety feedback open for 0." in page.read_text()
    assert "<td>A. Person, 2026-01-31</tr>" in page.read_text()
    page = (tree / "build/report/matrix.html").read_text()
    assert '✗ 1 break it</span> <a class="req" href="matrix.html#hlr~boot~1">' in page


def review(tree, checklist="requirements"):
    """State and fingerprint of each requirement by ID."""
    model = json.loads((tree / "build/results/trace.json").read_text())
    return {r["id"]: (one["state"], one["fingerprint"])
            for r in model["requirements"] for one in r["reviews"]
            if one["checklist"] == checklist}


def suspect(tree, checklist="requirements"):
    return {i for i, (s, _) in review(tree, checklist).items()
            if s == "suspect"}


def record(tree, *lines):
    """Add lines of review records."""
    path = tree / REVIEWS
    text = path.read_text() if path.exists() else HEAD + "\n"
    path.write_text(text + "".join(line + "\n" for line in lines))


def review_all(tree, *checklists):
    record(tree, *(RECORD.format(i, f, c) for c in checklists
                   for i, (_, f) in review(tree, c).items()))


def test_changed_parent_makes_all_below_suspect(tree):
    assert {s for s, _ in review(tree).values()} == {"not reviewed"}
    review_all(tree, "requirements")
    assert trace(tree, "--update")[0] == 0
    assert {s for s, _ in review(tree).values()} == {"reviewed"}
    replace(tree, SYS, "shall start the partition",
            "shall start the partition once")
    assert trace(tree)[0] == 1
    assert suspect(tree) == {"sys~start~1", "hlr~boot~1", "llr~entry~1"}
    # a review of the new text of the parent alone frees what is below it
    record(tree, RECORD.format("sys~start~1", review(tree)["sys~start~1"][1],
                               "requirements"))
    trace(tree, "--update")
    assert {s for s, _ in review(tree).values()} == {"reviewed"}


@pytest.mark.parametrize("old, new", (
    ("`llr~entry~1`", "`llr~enter~1`"),
    ("### Entry", "### Start"),
    ("Needs: impl, itest", "Needs: impl"),
    ("* `hlr~boot~1`", "* `hlr~boot~2`"),
    ("Derived: no\n\nCovers:\n* `hlr~boot~1`", "Derived: yes: so\n\nCovers:\n"
     "* `hlr~boot~1`")))
def test_fingerprint_is_of_all_but_the_rationale(tree, old, new):
    def seen():
        items = requirements.read(tree, [], {})
        return next(i.seen() for i in items if i.name in (
            "llr~entry", "llr~enter"))

    before = seen()
    replace(tree, LLR, old, new)
    assert seen() != before


def test_new_revision_of_a_requirement_is_suspect_not_unknown(tree):
    review_all(tree, "requirements")
    replace(tree, SYS, "`sys~start~1`", "`sys~start~2`")
    replace(tree, HLR, "sys~start~1", "sys~start~2")
    status, output = trace(tree, "--update")
    assert status == 0, output
    assert suspect(tree) >= {"sys~start~2", "hlr~boot~1", "llr~entry~1"}


def test_changed_contract_makes_its_requirements_suspect(tree):
    review_all(tree, "requirements")
    replace(tree, HEADER, "\\result <= 64", "\\result <= 65")
    trace(tree)
    assert suspect(tree) == {"llr~pick~1", "llr~pick-empty~2"}


@pytest.mark.parametrize("file, old, new, code, tests", (
    (SOURCE, "uint32_t pick(", "uint32_t  pick(", 0, 0),
    (SOURCE, "return", "return 0 +", 1, 0),
    (UNIT, "(0U)", "(0x0U)", 0, 1),
    (SYS, "shall start the partition", "shall start it", 1, 1)))
def test_changed_code_or_test_makes_its_own_review_suspect(
        tree, file, old, new, code, tests):
    review_all(tree, "requirements", "code", "tests")
    trace(tree)
    text = (tree / file).read_text()
    assert old in text
    (tree / file).write_text(text.replace(old, new, 1))
    trace(tree)
    assert (bool(suspect(tree, "code")), bool(suspect(tree, "tests"))) == (
        bool(code), bool(tests))
    assert bool(suspect(tree)) == (file == SYS)


@pytest.mark.parametrize("kind, reviewer, by, told", (
    ("person", "A. Person", "Git Author", "yes"),
    ("program", "A. Person", "Git Author", "no"),
    ("person", "a.  author", "Git Author", "no"),
    ("person", "A. Person", "A. Person", "no"),     # whatever the record says
    ("person", "A. Person", "", "no")))             # git does not know
def test_program_or_author_is_not_independent(tree, kind, reviewer, by, told):
    if by:
        for command in (["init", "-q"], ["add", "."],
                        ["commit", "-qm", "x", f"--author={by} <a@b.c>"]):
            git(tree, *command, day="2026-01-01")
    of = review(tree)["llr~pick~1"][1]
    record(tree, f"llr~pick~1,{of},A. Author,{reviewer},{kind},requirements,"
           "accepted,2026-01-31")
    assert trace(tree, "--update")[0] == 0
    assert ("reviewed, not independent" in (tree / "trace/verdict.csv")
            .read_text()) == (told == "no")
    model = json.loads((tree / "build/results/trace.json").read_text())
    item = next(r for r in model["requirements"] if r["id"] == "llr~pick~1")
    assert item["review"] == "reviewed"
    assert item["reviews"][0]["independent"] == told
    run("report.py", tree)
    page = (tree / "build/report/matrix.html").read_text()
    assert (f"reviewed by {reviewer}, {kind}, 2026-01-31; author A. Author: "
            + ("" if told == "yes" else "not ") + "independent") in page
    page = (tree / "build/report/assumptions.html").read_text()
    assert f"1 reviews stand, {int(told == 'yes')} of them independent" in page


DERIVED = "llr~pick-empty~2"


def feedback(tree):
    """Exit status, output and the state of the derived requirement."""
    status, output = trace(tree)
    model = json.loads((tree / "build/results/trace.json").read_text())
    return status, output, {r["id"]: r["feedback"]
                            for r in model["requirements"]}[DERIVED]


@pytest.mark.parametrize("file, old, new, state", (
    (LLR, "shall return 64.", "shall return 65.", "open"),
    (LLR, "a value that is no process", "a number", "open"),
    (HEADER, "\\result <= 64", "\\result <= 65", "open"),
    (LLR, "`llr~pick-empty~2`", "`llr~pick-empty~3`", "open"),
    (LLR, "; safety feedback: open", "", "A. Person, 2026-01-31"),
    (SOURCE, "return i;", "return i + 0U;", "A. Person, 2026-01-31")))
def test_changed_derived_requirement_opens_its_safety_feedback(
        tree, file, old, new, state):
    assert feedback(tree)[2] == "open"
    review_all(tree, "safety")
    assert trace(tree, "--update")[0] == 0
    assert feedback(tree) == (0, feedback(tree)[1], "A. Person, 2026-01-31")
    replace(tree, file, old, new)
    model = tree / "build/results/trace.json"
    trace(tree)
    assert {r["feedback"] for r in json.loads(model.read_text())[
        "requirements"] if r["reason"].startswith("yes")} == {state}


@pytest.mark.parametrize("old, new, told", (
    ("person", "program", f"safety feedback of {DERIVED} by a program"),
    ("A. Person", "A.  author", f"safety feedback of {DERIVED} by its author"),
    (DERIVED, "llr~pick~1", "review of safety of llr~pick~1\n"
     "    cure: it is not derived")))
def test_safety_feedback_is_a_persons_and_of_what_is_derived(
        tree, old, new, told):
    line = RECORD.format(DERIVED, review(tree, "safety")[DERIVED][1], "safety")
    record(tree, line.replace(old, new, 1))
    status, output, state = feedback(tree)
    assert (status, state) == (1, "open")
    assert f"{REVIEWS}:2: {told}" in output


def test_rejected_safety_feedback_fails_and_is_told(tree):
    record(tree, RECORD.format(DERIVED, review(tree, "safety")[DERIVED][1],
                               "safety").replace("accepted", "rejected"))
    status, output, state = feedback(tree)
    assert (status, state) == (1, "rejected")
    assert f"{DERIVED}: rejected by A. Person (safety)" in output
    run("report.py", tree)
    assert "✗ rejected" in (tree / "build/report/assumptions.html").read_text()


def test_rejection_stands_until_who_rejected_accepts(tree):
    of = review(tree)["hlr~boot~1"][1]
    good = RECORD.format("hlr~boot~1", of, "requirements")
    bad = good.replace("accepted", "rejected")
    record(tree, bad, good.replace("A. Person", "Another"))
    status, output = trace(tree)
    line = line_of(tree, HLR, "`hlr~boot~1`")
    assert status == 1
    assert f"{HLR}:{line}: hlr~boot~1: rejected by A. Person" in output
    assert suspect(tree) == {"llr~entry~1"}
    record(tree, good)
    assert trace(tree, "--update")[0] == 0
    assert review(tree)["hlr~boot~1"][0] == "reviewed"


GOOD = RECORD.format("llr~pick~1", "0123456789abcdef", "requirements")


FALSE = (
    ("llr~pick~1", "llr~gone~1", "review of unknown llr~gone~1"),
    ("llr~pick~1", "llr~pick~2", "review of unknown llr~pick~2"),
    ("llr~pick~1", "llr~pick", "review of unknown llr~pick\n"),
    ("A. Person", " ", "review of llr~pick~1 has no reviewer"),
    ("A. Author", "", "review of llr~pick~1 has no author"),
    (",person,", ",robot,", "unknown kind 'robot'"),
    (",requirements,", ",design,", "unknown checklist 'design'"),
    (",accepted,", ",yes,", "unknown verdict 'yes'"),
    ("0123456789abcdef", "0123", "'0123' is no fingerprint"),
    ("2026-01-31", "2026-02-31", "'2026-02-31' is no date"),
    ("2026-01-31", "31.1.26", "'31.1.26' is no date"),
    ("2026-01-31", "2999-01-31", "2999-01-31 is in the future\n    cure: "),
    ("A. Person", "N. Obody", "reviewer 'N. Obody' is no author of git's\n"
     "    cure: write the name as git has it"),
    ("A. Author", "N. Obody", "author 'N. Obody' is no author of git's"),
    (",accepted", "", "wrong number of fields"),
    (",accepted", ",accepted,x", "wrong number of fields"),
    ("llr~pick~1,0123456789abcdef,A. Author,A. Person,person,requirements",
     "hlr~boot~1,0123456789abcdef,A. Author,A. Person,person,code",
     "review of code of hlr~boot~1"))


def test_false_review_records_are_found(tree):
    record(tree, GOOD, GOOD.replace("llr~pick~1", "hlr~boot~1"),
           *(GOOD.replace(old, new) for old, new, _ in FALSE))
    status, output = trace(tree)
    assert status == 1 and output.count(REVIEWS + ":") == len(FALSE), output
    for line, (_, _, message) in enumerate(FALSE, 4):
        assert f"{REVIEWS}:{line}: {message}" in output


def git(tree, *arguments, day):
    subprocess.run(
        ["git", "-c", "user.name=Git Author", "-c", "user.email=a@b.c",
         *arguments], cwd=tree, check=True, capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"})


def test_review_is_not_older_than_its_revision_and_git_knows_people(tree):
    """The revision counts, not a later change of another line."""
    of = review(tree)["llr~pick~1"][1]
    git(tree, "init", "-q", day="2026-01-01")
    git(tree, "add", ".", day="2026-01-01")
    git(tree, "commit", "-q", "-m", "one", day="2026-01-01")
    path = tree / LLR
    path.write_text(path.read_text() + "\n")
    git(tree, "commit", "-q", "-a", "-m", "two", day="2026-03-01")
    good = RECORD.format("llr~pick~1", of, "requirements").replace(
        "A. Person", "git author")
    record(tree, good, good.replace("2026-01-31", "2025-12-31"))
    status, output = trace(tree)
    assert status == 1 and output.count(REVIEWS + ":") == 1, output
    assert (f"{REVIEWS}:3: 2025-12-31 is before llr~pick~1 was there, which is "
            "since 2026-01-01\n    cure: ") in output


@pytest.mark.parametrize("checklists, file", (
    (("requirements", "code", "tests"), HEADER), (("code",), SOURCE),
    (("tests",), UNIT)))
def test_who_wrote_a_file_under_review_is_not_independent(
        tree, checklists, file):
    git(tree, "init", "-q", day="2026-01-01")
    git(tree, "add", ".", day="2026-01-01")
    git(tree, "commit", "-qm", "one", day="2026-01-01")
    path = tree / file
    path.write_text(path.read_text() + "\n")
    git(tree, "commit", "-qam", "two", "--author=A. Person <a@b.c>",
        day="2026-01-01")
    review_all(tree, "requirements", "code", "tests")
    trace(tree)
    model = json.loads((tree / "build/results/trace.json").read_text())
    assert {one["checklist"]: one["independent"]
            for r in model["requirements"] if r["id"] == "llr~pick~1"
            for one in r["reviews"]} == {
        c: "no" if c in checklists else "yes"
        for c in ("requirements", "code", "tests")}


@pytest.mark.parametrize("field, told", (
    ("  day: 2099-13-45\n", "2: an entry cannot be read: month must be in"),
    ("  reviewer: nobody in particular\n", "4: reviewer 'nobody in particular' "
     "is no author of git's\n    cure: `reviewer: open`, or write the name"),
    ("  reviewer: ''\n", "4: reviewer '' is no author of git's"),
    ("  reviewer: open\n", ""), ("  reviewer: a. person\n", "")))
def test_reviewer_and_dates_of_records_are_checked(tree, field, told):
    file = "coverage/coupling.yaml"
    (tree / "coverage").mkdir(exist_ok=True)
    (tree / file).write_text(f"# Records.\n- coupling: a\n  reason: b\n{field}")
    status, output = trace(tree, "--static")
    assert status == 1 and "Traceback" not in output    # no verdict has it
    assert f"{file}:{told}" in output if told else ": reviewer" not in output


def test_list_of_reviewers_is_checked_and_has_a_fingerprint(tree):
    path = tree / "trace/reviewers.csv"
    path.write_text(path.read_text() + "B. Person,reviews\n")
    status, output = trace(tree)
    assert status == 1 and ("trace/reviewers.csv:1: trace/reviewers.csv command "
                            "the whole file: fingerprint was") in output
    path.write_text(path.read_text() + "C. Person, \n")
    record(tree, GOOD)
    assert "trace/reviewers.csv:6: is no name with who it is" in trace(tree)[1]


def test_review_file_with_other_columns_is_found(tree):
    (tree / REVIEWS).write_text("id,fingerprint,reviewer,independent\n")
    status, output = trace(tree)
    assert status == 1 and f"{REVIEWS}:1: wrong columns" in output


def test_make_review_prints_lines_that_fit(tree):
    status, output = run("review.py", tree, "llr~pick~1")
    assert status == 0
    assert f"{UNIT}:" in output and "utest test_lowest_bit_first" in output
    lines = [line.strip() for line in output.splitlines()
             if line.startswith("    llr~pick~1,")]
    assert len(lines) == 3
    for line in lines:
        identity, of, *_, checklist, verdict, date = line.split(",")
        assert not verdict + date
        record(tree, RECORD.format(identity, of, checklist))
    assert trace(tree, "--update")[0] == 0
    assert {review(tree, c)["llr~pick~1"][0] for c in (
        "requirements", "code", "tests")} == {"reviewed"}
    status, output = run("review.py", tree, "llr~pock~1")
    assert status == 2
    assert "llr~pock~1 is no requirement\n    cure: write OF=llr~pick~1" in output


@pytest.mark.parametrize("old, new", (
    ("# System", "Introduction.\n\n# System"),
    ("`sys~start~1`", "Between heading and ID.\n`sys~start~1`"),
    ("Derived: no\n", "Comment: if there is time\n\nDerived: no\n"),
    ("Derived: no\n", "```\nnot always\n```\n\nDerived: no\n")))
def test_prose_of_requirements_has_a_fingerprint(tree, old, new):
    path = tree / SYS
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    status, output = trace(tree)
    assert status == 1 and SYS in output and " prose: " in output


def test_analysis_takes_the_verdict_of_a_check(tree):
    (tree / "build/results/sloc.json").unlink()
    replace(tree, LLR, "Needs: impl, itest", "Needs: impl, itest, analysis")
    replace(tree, LLR, "Verification: test\n", "Verification: test, analysis\n")
    status, output = trace(tree)
    assert status == 1 and "llr~entry~1 has no analysis" in output
    with open(tree / LLR, "a", encoding="utf-8") as file:
        file.write("\n### Size\n`analysis~entry~1`\n\nCounted.\n\n"
                   "Result: sloc\n\nCovers:\n* `llr~entry~1`\n")
    assert "build/results/sloc.json:1: result file missing" in trace(tree)[1]
    (tree / "build/results/sloc.json").write_text('{"ok": true}')
    assert trace(tree, "--update")[0] == 0
    (tree / "build/results/sloc.json").write_text('{"ok": false}')
    assert trace(tree)[0] == 1


TOOLS = ("verification/sloc.py", "verification/bench/bench.py",
         "verification/analyse.py", "coverage/measure.py",
         "verification/proof-records.yaml", "verification/objectives.yaml",
         "verification/misra-deviations.yaml", "verification/misra-plan.yaml",
         "verification/mutate-survivors.yaml", "coverage/objcov.yaml",
         "verification/bench/exceptions.yaml")
GAPS = "coverage/justifications.yaml"


@pytest.fixture(name="judged", scope="module")
def fixture_judged(sound, tmp_path_factory):
    """The sound tree with this project's own records and limits."""
    tree = Path(shutil.copytree(
        sound, tmp_path_factory.mktemp("judged") / "tree"))
    for file in TOOLS:
        (tree / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tree / file)
    (tree / GAPS).write_text(
        "- {file: src/kernel/pick.c, function: pick, code: x,\n"
        "   class: justified, reason: it cannot be, reviewer: open}\n")
    status, output = trace(tree, "--update")
    assert status == 0, output
    return tree


@pytest.mark.parametrize("file, old, new, told", (
    (LLR, "order of urgency", "order of priority",
     "llr~pick~1 rationale: fingerprint was"),
    ("verification/sloc.py", '("src/apex",), 1200)', '("src/apex",), 1300)',
     "constant PARTS APEX: fingerprint was"),
    ("verification/sloc.py", "FUNCTION_MAX = 60", "FUNCTION_MAX = 61",
     "constant FUNCTION_MAX: fingerprint was"),
    ("verification/analyse.py", "COMPLEXITY_MAX = 15", "COMPLEXITY_MAX = 16",
     "constant COMPLEXITY_MAX: fingerprint was"),
    ("verification/bench/bench.py", "one switch\", 40)", "one switch\", 45)",
     "constant ROWS yield: fingerprint was"),
    ("coverage/measure.py", 'CLASSES = ("', 'CLASSES = ("any", "',
     "constant CLASSES: fingerprint was"),
    ("verification/proof-records.yaml", "Two CPU instructions", "Instructions",
     "record contract arch_ctz: fingerprint was"),
    ("verification/misra-deviations.yaml", "of a supplier covers it)",
     "covers it)", None),                       # a comment
    ("verification/misra-deviations.yaml", "ARINC 653 names these types;",
     "Somebody names these types;", "record D-03: fingerprint was"),
    ("verification/misra-deviations.yaml",
     "{file: include/arch/arch.h, text: ^_Noreturn}",
     "{file: include/arch/arch.h}", "record D-01: fingerprint was"),
    ("verification/misra-plan.yaml", "code traces to requirements",
     "code traces", "record Dir 3.1: fingerprint was"),
    ("coverage/objcov.yaml", "The numbers must be exact", "None", None),
    ("coverage/objcov.yaml", "never says that its transmit FIFO",
     "says at times that its transmit FIFO",
     "record wait for the console: fingerprint was"),
    ("verification/mutate-survivors.yaml", "A period of 0 is refused by",
     "A period of 0 is not refused by", "record config_check: "),
    ("verification/bench/exceptions.yaml", "Of 203 instructions",
     "Of 202 instructions", "8 processes released together: fingerprint was"),
    ("verification/objectives.yaml", "Tools are named in the plans,",
     "Tools are named,", "record A-1.3: fingerprint was"),
    (GAPS, "it cannot be", "it can be", "fingerprint was"),
    (GAPS, "reviewer: open", "reviewer: A. Person", "fingerprint was"),
    (GAPS, "- {", "- {file: src/kernel/pick.c, reason: new}\n- {", "is new"),
))
def test_changed_rationale_limit_or_record_is_found(judged, tmp_path, file,
                                                    old, new, told):
    tree = Path(shutil.copytree(judged, tmp_path / "tree"))
    replace(tree, file, old, new)
    for option in ((), ("--static",)):
        status, output = trace(tree, *option)
        if told is None:
            assert status == 0, output
            continue
        assert status == 1 and told in output, output
        assert f"\n{file}:" in "\n" + output
        assert "accept it with `make trace UPDATE=1`" in output
    assert trace(tree, "--update")[0] == 0
    assert trace(tree)[0] == 0


def test_line_of_a_raised_limit_is_told(judged, tmp_path):
    tree = Path(shutil.copytree(judged, tmp_path / "tree"))
    file = "verification/bench/bench.py"
    replace(tree, file, '"scheduling point with nothing due, more than '
            'without a timer",\n     10)', '"scheduling point with nothing '
            'due, more than without a timer",\n     11)')
    line = line_of(tree, file, '"scheduling point with nothing due')
    assert (f"{file}:{line}: {file} constant ROWS point: fingerprint was"
            in trace(tree)[1])


def test_removed_record_is_found(judged, tmp_path):
    tree = Path(shutil.copytree(judged, tmp_path / "tree"))
    (tree / GAPS).write_text("[]\n")
    assert (f"{GAPS}: {GAPS} record pick: was there, is no longer"
            in trace(tree)[1])


def test_marks_of_a_merge_in_the_verdict_are_found(judged, tmp_path):
    tree = Path(shutil.copytree(judged, tmp_path / "tree"))
    path = tree / "trace/verdict.csv"
    good = path.read_text()
    path.write_text(good.replace("\n", "\n<<<<<<< ours\n", 1))
    status, output = trace(tree)
    assert status == 1
    assert "trace/verdict.csv:2: no row of 6 fields" in output
    assert trace(tree, "--update")[0] == 0
    assert path.read_text() == good


@pytest.mark.parametrize("file, text, told", (
    (GAPS, "- {", "is no YAML"), ("coverage/measure.py", "(", "is no Python")))
def test_unreadable_record_is_found(judged, tmp_path, file, text, told):
    tree = Path(shutil.copytree(judged, tmp_path / "tree"))
    (tree / file).write_text(text)
    status, output = trace(tree, "--update")
    assert status == 1 and f"{file}:1: {told}" in output

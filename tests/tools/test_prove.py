# SPDX-License-Identifier: Apache-2.0
"""verification/prove.py: each planted fault is red and names its place."""
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "verification/prove.py"
GOOD = """\
/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/tiny.h"

uint32_t tiny_count;

void tiny_add(uint32_t n)
{
    tiny_count = n + 1U;
}

uint32_t tiny_last(uint32_t n)
{
    uint32_t i = 0U;

    /*@ loop invariant range: 0 <= i <= n;
        loop assigns i;
        loop variant n - i; */
    while (i < n) {
        i++;
    }
    return i;
}
"""
HEADER = """\
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KERNEL_TINY_H
#define KERNEL_TINY_H
#include <stdint.h>
extern uint32_t tiny_count;

/*@ requires small: n < 100;
    terminates \\true;
    exits      \\false;
    assigns    tiny_count;
    ensures    sum: tiny_count == n + 1; */
void tiny_add(uint32_t n);

/*@ terminates \\true;
    exits      \\false;
    assigns    \\nothing;
    ensures    last: \\result == n; */
uint32_t tiny_last(uint32_t n);
#endif
"""
PORT = """\
/*@ requires some: n != 0;
    terminates \\true;
    exits      \\false;
    assigns    \\nothing; */
void tiny_port(uint32_t n);
#endif
"""
SPEC = """\
/*@ // what is small
    predicate tiny_small(integer n) = n < 100;
    lemma tiny_grows: \\forall integer n; n < n + 1; */
"""
MACHDEP = "- kind: machdep\n  reason: no other\n"
RECORDS_FILE = "verification/proof-records.yaml"
RECORD = MACHDEP + "- kind: contract\n  function: tiny_port\n  reason: assembly\n"
SOURCE_FILE, HEADER_FILE = "src/kernel/tiny.c", "include/kernel/tiny.h"
SPEC_FILE = "include/spec/tiny.acsl"


def run(root, *options):
    found = subprocess.run(
        [str(TOOL), "--root", str(root), "--steps", "100000", "--jobs", "1",
         "--smoke-steps", "4000", *options],
        capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


@pytest.fixture(name="good", scope="module")
def make_good(tmp_path_factory):
    """A tree that proves, with its committed counts and a cache."""
    tmp_path = tmp_path_factory.mktemp("good")
    for folder in ("src/kernel", "include/kernel", "include/apex",
                   "verification/wp"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / SOURCE_FILE).write_text(GOOD, encoding="utf-8")
    (tmp_path / HEADER_FILE).write_text(HEADER, encoding="utf-8")
    (tmp_path / RECORDS_FILE).write_text(MACHDEP, encoding="utf-8")
    code, text = run(tmp_path, "--update")
    assert code == 0, text
    return tmp_path


@pytest.fixture(name="tree")
def make_tree(good, tmp_path):
    return Path(shutil.copytree(good, tmp_path / "tree"))


def plant(tree, file, old, new):
    path = tree / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_tree_is_green_and_reported(tree):
    code, text = run(tree)
    assert code == 0, text
    assert "0 problems" in text
    result = json.loads((tree / "build/results/proof.json").read_text())
    assert result["ok"]
    assert [f["name"] for f in result["functions"]] == ["tiny_add",
                                                        "tiny_last"]
    assert [(e["name"], e["contract"]) for e in result["entries"]] == [
        ("tiny_add", ["requires small: n < 100"])]
    for function in result["functions"]:
        assert function["goals"] == function["valid"] > 0
        assert function["smoke_goals"] == function["smoke_ok"] > 0


@pytest.mark.parametrize("file,old,new,says", [
    pytest.param(HEADER_FILE, "tiny_count == n + 1", "tiny_count == n + 2",
                 rf"{HEADER_FILE}:11: function tiny_add: ensures sum: unknown",
                 id="wrong-post"),
    pytest.param(SOURCE_FILE, "n + 1U", "n + 2U",
                 rf"{HEADER_FILE}:11: function tiny_add: ensures sum: unknown",
                 id="wrong-code"),
    pytest.param(HEADER_FILE, "/*@ requires small", "/* requires small",
                 rf"{SOURCE_FILE}:6: function tiny_add: its contract lacks "
                 r".*terminates", id="no-contract"),
    pytest.param(HEADER_FILE, "    terminates \\true;\n", "",
                 rf"{SOURCE_FILE}:6: function tiny_add: its contract lacks "
                 r"terminates", id="no-terminates"),
    pytest.param(HEADER_FILE, "    ensures    last: \\result == n; */",
                 "*/", rf"{SOURCE_FILE}:11: function tiny_last: its contract "
                 r"lacks ensures", id="no-ensures"),
    pytest.param(HEADER_FILE, "    assigns    \\nothing;\n", "",
                 rf"{SOURCE_FILE}:11: function tiny_last: its contract lacks "
                 r"assigns", id="no-assigns"),
    pytest.param(SOURCE_FILE, "        loop variant n - i;", "",
                 r"function tiny_last: .*terminates", id="no-variant"),
    pytest.param(HEADER_FILE, "n < 100;", "n < 100 && n > 200;",
                 r"function tiny_add: smoke test .*contradiction",
                 id="contradictory-requires"),
    pytest.param(HEADER_FILE, "n < 100;", "n < 100 && undefined_thing(n);",
                 rf"{HEADER_FILE}:\d+: Frama-C warns", id="annotation-error"),
    pytest.param(SOURCE_FILE, "n + 1U;", "n + ;",
                 rf"{SOURCE_FILE}:\d+: .*Frama-C", id="parse-error"),
    pytest.param(SOURCE_FILE, "    tiny_count = n + 1U;",
                 "    extern char c;\n    tiny_count = (c < 0) ? 0U : n + 1U;",
                 rf"{SOURCE_FILE}:6: function tiny_add: its code depends on "
                 "the sign of plain char", id="sign-of-char"),
    pytest.param(RECORDS_FILE, MACHDEP, "",
                 rf"{RECORDS_FILE}:0: file: machdep gcc_x86_64: .*record it",
                 id="machdep"),
    pytest.param(SOURCE_FILE, "    tiny_count = n",
                 "    /*@ admit trust: n == 5; */\n    tiny_count = n",
                 rf"{SOURCE_FILE}:8: tiny_add: admit trust: .*record it",
                 id="admit"),
    pytest.param(SOURCE_FILE, "#include",
                 "/*@ axiomatic A { axiom lie: \\false; } */\n#include",
                 rf"{SOURCE_FILE}:2: file: axiom lie: .*record it",
                 id="axiom"),
    pytest.param(SOURCE_FILE, "void tiny_add",
                 "#ifndef __FRAMAC__\nvoid hidden(void)\n{\n}\n#endif\n"
                 "void tiny_add", rf"{SOURCE_FILE}:7: function hidden: "
                 "Frama-C does not see its body", id="hidden"),
    pytest.param(HEADER_FILE, "#endif",
                 "/*@ terminates \\true; exits \\false; assigns \\nothing; */"
                 "\nvoid tiny_port(void);\n#endif",
                 rf"{HEADER_FILE}:\d+: tiny_port: contract tiny_port: .*"
                 "record it", id="assumed-contract"),
    pytest.param(HEADER_FILE, "terminates \\true", "terminates \\false",
                 r"tiny_add: terminates \\false: .*record it",
                 id="does-not-terminate"),
    pytest.param(HEADER_FILE, "\\result == n; */", "\\result == n; */\n",
                 r"function tiny_last: no contract stands immediately above",
                 id="apart"),
])
def test_planted_fault_is_red(tree, file, old, new, says):
    plant(tree, file, old, new)
    code, text = run(tree)
    assert code == 1, text
    assert re.search(says, text), text
    result = json.loads((tree / "build/results/proof.json").read_text())
    assert not result["ok"]


def test_precondition_of_what_is_called_is_no_assumption(tree):
    plant(tree, SOURCE_FILE, "    uint32_t i = 0U;\n",
          "    uint32_t i = 0U;\n\n    tiny_add(1U);\n")
    plant(tree, HEADER_FILE, "assigns    \\nothing", "assigns    tiny_count")
    code, text = run(tree, "--update")
    assert code == 0, text
    result = json.loads((tree / "build/results/proof.json").read_text())
    assert not result["entries"]


LEMMA = """\
/*@ lemma grows: \\forall integer n; n < n + 1; */
"""


def test_lemma_is_proved_and_reported(tree):
    plant(tree, HEADER_FILE, "/*@ requires small", LEMMA
          + "/*@ requires small")
    code, text = run(tree, "--update")
    assert code == 0, text
    assert "1 lemmas proved" in text
    result = json.loads((tree / "build/results/proof.json").read_text())
    assert [(m["name"], m["status"]) for m in result["lemmas"]] == [
        ("grows", "valid")]


def test_false_lemma_is_red(tree):
    plant(tree, HEADER_FILE, "/*@ requires small",
          LEMMA.replace("n < n + 1", "n < n") + "/*@ requires small")
    code, text = run(tree, "--update")
    assert code == 1
    assert re.search(rf"{HEADER_FILE}:\d+: lemma grows: unknown", text), text


def test_run_time_error_is_red(tree):
    plant(tree, SOURCE_FILE, "uint32_t tiny_count;\n",
          "uint32_t tiny_count;\nstatic uint32_t pool[4];\n")
    plant(tree, SOURCE_FILE, "tiny_count = n", "tiny_count = pool[n] + n")
    code, text = run(tree)
    assert code == 1, text
    assert re.search(rf"{SOURCE_FILE}:9: function tiny_add: run-time check "
                     "index_bound", text), text


def test_what_ran_out_of_time_is_forgotten(tree):
    cache = tree / "build/wp-cache"
    stale, proved = cache / "stale.json", cache / "proved.json"
    stale.write_text('{ "prover": "Z3:4.8.12", "verdict": "timeout" }')
    proved.write_text('{ "prover": "Z3:4.8.12", "verdict": "valid" }')
    assert run(tree)[0] == 0
    assert stale.exists()
    plant(tree, SOURCE_FILE, "n + 1U", "n + 2U")
    assert run(tree)[0] == 1
    assert not stale.exists() and proved.exists()


def test_changed_count_is_red_until_accepted(tree):
    plant(tree, HEADER_FILE, "    ensures    last: \\result == n;",
          "    ensures    last: \\result == n;\n"
          "    ensures    more: \\result <= n;")
    code, text = run(tree)
    assert code == 1, text
    assert "proof-verdict.csv says" in text
    assert re.search(rf"{HEADER_FILE}:14: function tiny_last", text), text
    assert "(came: ensures_more)" in text
    assert run(tree, "--update")[0] == 0
    assert run(tree)[0] == 0
    plant(tree, HEADER_FILE, "    ensures    more: \\result <= n;",
          "    ensures    less: \\result <= n;\n"
          "    ensures    least: \\result >= 0;")
    plant(tree, SOURCE_FILE, "range: 0 <= i <= n", "range: i <= n")
    plant(tree, SOURCE_FILE, "    return i;",
          "    /*@ assert end: i == n; */\n    return i;")
    text = run(tree)[1]
    assert ("(came: assert_end, ensures_least, ensures_less; went: "
            "ensures_more)") in text, text


def test_goals_of_other_names_are_red(tree):
    """The same text and count; WP or the file of goals has changed."""
    file = "verification/proof-goals.csv"
    plant(tree, file, "tiny_add,ensures_sum,1", "tiny_add,ensures_sums,1")
    code, text = run(tree)
    assert code == 1, text
    assert (f"{HEADER_FILE}:7: function tiny_add: {file} has other goals "
            "(came: ensures_sum; went: ensures_sums)") in text, text
    (tree / file).unlink()
    assert run(tree)[0] == 1
    assert run(tree, "--update")[0] == 0
    assert run(tree)[0] == 0


@pytest.fixture(name="specified", scope="module")
def make_specified(good, tmp_path_factory):
    """The good tree with predicates, a lemma and an assumed function."""
    tree = Path(shutil.copytree(good, tmp_path_factory.mktemp("spec") / "t"))
    (tree / "include/spec").mkdir()
    (tree / SPEC_FILE).write_text(SPEC, encoding="utf-8")
    (tree / RECORDS_FILE).write_text(RECORD)
    plant(tree, HEADER_FILE, "#include <stdint.h>\n",
          '#include <stdint.h>\n#include "spec/tiny.acsl"\n')
    plant(tree, HEADER_FILE, "small: n < 100", "small: tiny_small(n)")
    plant(tree, HEADER_FILE, "#endif\n", PORT)
    code, text = run(tree, "--update")
    assert code == 0, text
    return tree


@pytest.mark.parametrize("file,old,new,says", [
    pytest.param(HEADER_FILE, "tiny_count == n + 1", "tiny_count >= n + 1",
                 rf"{HEADER_FILE}:8: function tiny_add: its contract is not "
                 "the one of verification/proof-verdict.csv: review it",
                 id="weak-ensures"),
    pytest.param(HEADER_FILE, "n != 0", "n != 1",
                 rf"{HEADER_FILE}:\d+: function tiny_port: its contract is",
                 id="assumed-requires"),
    pytest.param(SPEC_FILE, "n < 100", "n < 101",
                 rf"{SPEC_FILE}:2: predicate tiny_small: its text is not",
                 id="predicate"),
    pytest.param(SPEC_FILE, "n < n + 1", "n < n + 2",
                 rf"{SPEC_FILE}:3: lemma tiny_grows: its text is not",
                 id="lemma"),
])
def test_other_text_with_the_same_goals_is_red(specified, tmp_path, file, old,
                                               new, says):
    tree = Path(shutil.copytree(specified, tmp_path / "tree"))
    plant(tree, file, old, new)
    code, text = run(tree)
    assert code == 1, text
    assert re.search(says, text), text
    assert "1 problems" in text, text


def test_comments_and_spacing_are_no_change(specified, tmp_path):
    tree = Path(shutil.copytree(specified, tmp_path / "tree"))
    plant(tree, HEADER_FILE, "tiny_count == n + 1",
          "// one more\n   tiny_count==n  +1")
    plant(tree, SPEC_FILE, "// what is small\n", "\n // what is tiny\n")
    code, text = run(tree)
    assert code == 0, text


def test_record_permits_and_unused_record_is_red(tree):
    records = tree / RECORDS_FILE
    records.write_text(MACHDEP + "- kind: admit\n  function: tiny_add\n"
                       "  name: trust\n  reason: because\n", encoding="utf-8")
    code, text = run(tree)
    assert code == 1, text
    assert "nothing needs the record admit tiny_add trust" in text
    plant(tree, SOURCE_FILE, "    tiny_count = n",
          "    /*@ admit trust: n != 7; */\n    tiny_count = n")
    code, text = run(tree, "--update")
    assert code == 0, text
    result = json.loads((tree / "build/results/proof.json").read_text())
    assert result["admitted"][0]["reason"] == "because"
    plant(tree, SOURCE_FILE, "trust: n != 7", "trust: n < 7")
    code, text = run(tree)
    assert code == 1, text
    assert (f"{SOURCE_FILE}:8: admit tiny_add trust: its text is not the one"
            in text)


def test_where_a_value_comes_from_is_recorded(tree):
    plant(tree, HEADER_FILE, "assigns    tiny_count;",
          "assigns    tiny_count \\from \\nothing;")
    code, text = run(tree)
    assert code == 1, text
    assert (f"{HEADER_FILE}:10: tiny_add: froms of values: say no "
            "\\from, which WP does not prove, or record it" in text), text
    (tree / RECORDS_FILE).write_text(
        MACHDEP + "- kind: froms\n  function: tiny_add\n  reason: because\n",
        encoding="utf-8")
    code, text = run(tree, "--update")
    assert code == 0, text


def test_part_leaves_the_rest_of_the_verdict(tree):
    (tree / "src/kernel/other.c").write_text(
        GOOD.replace("tiny", "other"), encoding="utf-8")
    (tree / "include/kernel/other.h").write_text(
        HEADER.replace("tiny", "other").replace("TINY", "OTHER"),
        encoding="utf-8")
    code, text = run(tree, "--module", "tiny")
    assert code == 0, text
    assert run(tree, "--module", "other")[0] == 1
    assert run(tree, "--module", "other", "--update")[0] == 0
    assert run(tree)[0] == 0


def test_function_alone_tells_of_nothing_else(specified, tmp_path):
    tree = Path(shutil.copytree(specified, tmp_path / "tree"))
    plant(tree, SOURCE_FILE, "return i;", "return i + 1U;")
    (tree / "src/kernel/other.c").write_text("int other(void) { }\n")
    code, text = run(tree, "--function", "tiny_add")
    assert code == 0, text
    assert "prove: 1 functions" in text and "other" not in text
    assert "tiny_add alone, its goals and contract not compared" in text
    assert "tiny_last" not in text and "tiny_port" not in text
    code, text = run(tree, "--function", "tiny_last")
    assert code == 1, text
    assert "function tiny_last: ensures last" in text
    assert run(tree, "--function", "absent")[0] == 2


@pytest.mark.parametrize("file,old,new,says", [
    pytest.param(SOURCE_FILE, "    tiny_count = n",
                 "    /*@ admit \\false; */\n    tiny_count = n",
                 rf"{SOURCE_FILE}:8: tiny_add: admit ", id="admit"),
    pytest.param(SOURCE_FILE, "    return i;",
                 "    /*@ admit \\false; */\n    return i;",
                 rf"{SOURCE_FILE}:21: tiny_last: admit ", id="admit-beside"),
    pytest.param(SPEC_FILE, "*/", "axiomatic T { axiom no: \\false; } */",
                 rf"{SPEC_FILE}:\d+: file: axiom no: prove it, or record it",
                 id="axiom"),
    pytest.param(SPEC_FILE, "*/", "lemma no: \\false; */",
                 rf"{SPEC_FILE}:\d+: lemma no: what it says is taken on trust "
                 "here and is not in verification/proof-verdict.csv",
                 id="lemma"),
    pytest.param(SPEC_FILE, "n < n + 1", "n + 1 < n",
                 rf"{SPEC_FILE}:3: lemma tiny_grows: what it says .* is not "
                 "the one of verification/proof-verdict.csv",
                 id="other-lemma"),
    pytest.param(HEADER_FILE, "    assigns    \\nothing; */\nvoid tiny_port",
                 "    assigns    \\nothing;\n    ensures no: \\false; */\n"
                 "void tiny_port",
                 rf"{HEADER_FILE}:\d+: tiny_port: what it says is taken",
                 id="assumed"),
    pytest.param(HEADER_FILE, "void tiny_port(uint32_t n);\n",
                 "void tiny_port(uint32_t n);\n/*@ terminates \\true;\n"
                 "    exits \\false;\n    assigns \\nothing;\n"
                 "    ensures no: \\false; */\nvoid tiny_new(void);\n",
                 rf"{HEADER_FILE}:\d+: tiny_new: contract tiny_new: define it",
                 id="new-assumed"),
])
def test_function_alone_refuses_what_is_admitted(specified, tmp_path, file,
                                                 old, new, says):
    tree = Path(shutil.copytree(specified, tmp_path / "tree"))
    plant(tree, file, old, new)
    code, text = run(tree, "--function", "tiny_add")
    assert code == 1, text
    assert re.search(says, text), text


def test_function_alone_refuses_another_text_of_what_is_recorded(tree):
    with open(tree / RECORDS_FILE, "a", encoding="utf-8") as records:
        records.write("- kind: admit\n  function: tiny_add\n  name: trust\n"
                      "  reason: because\n")
    plant(tree, SOURCE_FILE, "    tiny_count = n",
          "    /*@ admit trust: n != 7; */\n    tiny_count = n")
    assert run(tree, "--update")[0] == 0
    code, text = run(tree, "--function", "tiny_add")
    assert code == 0, text
    plant(tree, SOURCE_FILE, "n != 7", "n < 7")
    for function in ("tiny_add", "tiny_last"):
        code, text = run(tree, "--function", function)
        assert code == 1, text
        assert f"{SOURCE_FILE}:8: admit tiny_add trust: what it says" in text


def test_function_of_a_header_alone(tree):
    plant(tree, HEADER_FILE, "uint32_t tiny_last(uint32_t n);\n",
          """uint32_t tiny_last(uint32_t n);
/*@ terminates \\true;
    exits      \\false;
    assigns    \\nothing;
    ensures    next: \\result == 1; */
static inline uint32_t tiny_one(void)
{
    return 1U;
}
""")
    code, text = run(tree, "--function", "tiny_one")
    assert code == 0, text
    assert f"{HEADER_FILE}:23: tiny_one: " in text


def test_nothing_to_prove_is_red(tree):
    code, text = run(tree, "--module", "absent")
    assert code == 2
    assert "absent.c" in text

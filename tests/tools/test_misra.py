# SPDX-License-Identifier: Apache-2.0
"""verification/misra.py: planted violations are found where they are."""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "verification/misra.py"
sys.path.insert(0, str(TOOL.parent))
import misra  # noqa: E402
import misra_constructs  # noqa: E402

PLAN = TOOL.with_name("misra-plan.yaml")
PLANTS = Path(__file__).with_name("misra_plants")

SOURCE = "src/kernel/tiny.c"
GOOD = """\
/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/tiny.h"

uint32_t tiny_twice(uint32_t n)
{
    uint32_t twice = 0U;

    if (n < 10U) {
        twice = n * 2U;
    }
    return twice;
}
"""
OTHER = """\
/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/tiny.h"

#define TINY_UNUSED 4U

uint32_t tiny_four(uint32_t n)
{
    return tiny_twice(tiny_twice(n));
}
"""
HEADER = """\
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KERNEL_TINY_H
#define KERNEL_TINY_H

#include <stdint.h>

uint32_t tiny_twice(uint32_t n);
uint32_t tiny_four(uint32_t n);
#endif
"""
RECORD = """\
- id: D-1
  rule: "{rule}"
  places: [{{file: "{file}", text: "{text}"}}]
  reason: because
  permit: none
  reviewer: open
"""


def run(root, *options):
    found = subprocess.run([str(TOOL), "--root", str(root), *options],
                           capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


@pytest.fixture(name="good", scope="module")
def make_good(tmp_path_factory):
    root = tmp_path_factory.mktemp("good")
    for folder in ("src/kernel", "include/kernel", "verification"):
        (root / folder).mkdir(parents=True)
    (root / SOURCE).write_text(GOOD, encoding="utf-8")
    (root / "src/kernel/other.c").write_text(OTHER, encoding="utf-8")
    (root / "include/kernel/tiny.h").write_text(HEADER, encoding="utf-8")
    shutil.copy(PLAN, root / misra.PLAN)
    records(root, "2.5", "src/kernel/other.c", "UNUSED")
    code, text = run(root, "--update")
    assert code == 0, text
    return root


@pytest.fixture(name="tree")
def make_tree(good, tmp_path):
    return Path(shutil.copytree(good, tmp_path / "tree"))


def records(root, rule, file, text, more=""):
    (root / "verification/misra-deviations.yaml").write_text(
        RECORD.format(rule=rule, file=file, text=text) + more,
        encoding="utf-8")


def plant(root, old, new, file=SOURCE):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_good_tree_is_green(tree):
    code, text = run(tree)
    assert code == 0, text
    result = json.loads((tree / "build/results/misra.json").read_text())
    assert result["ok"]
    assert [c["ok"] for c in result["compilers"]] == [True, True]
    assert result["deviations"][0]["uses"] == 1
    states = {g["id"]: g["state"] for g in result["guidelines"]}
    assert states["2.5"] == "deviations: 1"
    assert states["15.1"] == "no violation found by cppcheck's addon"
    assert states["Dir 1.1"].startswith("not checked (manual review not done): ")
    assert result["unchecked"] == ["Dir 1.1", "Dir 4.8", "Dir 4.13",
                                   "Dir 4.14"]
    assert result["files"] == ["src/kernel/other.c", SOURCE]
    assert "not checked by a tool: Dir 1.1, Dir 4.8" in text
    assert states["Dir 4.1"] == "not checked here, see the other results"
    assert set(states) == set(misra.read_plan(tree))


PLANTED = [
    ("2.7", 4, "    if (n < 10U) {\n        twice = n * 2U;\n    }\n", ""),
    ("3.1", 4, "uint32_t tiny", "/* a /* b */ uint32_t tiny"),
    ("7.1", 8, "n < 10U", "n < 010"),
    ("7.2", 6, "= 0U", "= 0xFFFFFFFF"),
    ("8.4", 4, "uint32_t tiny_twice", "uint32_t tiny_stray;\nuint32_t tiny_twice"),
    ("8.13", 4, "uint32_t tiny_twice", "uint32_t tiny_read(uint32_t *p)\n"
     "{\n    return *p;\n}\n\nuint32_t tiny_twice"),
    ("10.1", 9, "n * 2U", "(uint32_t)((int32_t)n >> 1)"),
    ("10.3", 9, "n * 2U", "0.5F"),
    ("10.4", 8, "n < 10U", "n < (int32_t)10"),
    ("11.4", 9, "n * 2U", "*(uint32_t *)0x1000U"),
    ("13.4", 8, "n < 10U", "(twice = n) < 10U"),
    ("14.4", 8, "n < 10U", "n"),
    ("15.1", 9, "twice = n * 2U;", "goto end;\n    }\n    {\nend:\n"
     "        twice = 1U;"),
    ("15.5", 9, "twice = n * 2U;", "return n;"),
    ("15.6", 8, "if (n < 10U) {\n        twice = n * 2U;\n    }",
     "if (n < 10U)\n        twice = n * 2U;"),
    ("15.7", 11, "    }\n    return",
     "    } else if (n < 20U) {\n        twice = 1U;\n    }\n    return"),
    ("16.4", 8, "if (n < 10U) {\n        twice = n * 2U;\n    }",
     "switch (n) {\n    case 0U:\n        twice = 1U;\n        break;\n"
     "    case 1U:\n        twice = 2U;\n        break;\n    }"),
    ("17.2", 9, "n * 2U", "tiny_twice(n)"),
    ("17.7", 9, "twice = n * 2U;", "tiny_four(n);"),
    ("17.8", 9, "twice = n * 2U;", "n = 1U;"),
    ("21.3", 9, "twice = n * 2U;", "(void)malloc(4U);"),
    ("gcc", 9, "n * 2U", "(uint16_t)n + missing"),
    ("clang-19", 9, "n * 2U", "n * 2.5"),
]


def name_of(number):
    return f"src/kernel/planted{number}.c"


@pytest.fixture(name="planted", scope="module")
def make_planted(good, tmp_path_factory):
    """One run over a tree in which each violation has a file of its own."""
    root = tmp_path_factory.mktemp("planted") / "tree"
    shutil.copytree(good, root)
    header = root / "include/kernel/tiny.h"
    for number, (rule, _, old, new) in enumerate(PLANTED):
        assert old in GOOD, rule
        (root / name_of(number)).write_text(GOOD.replace(old, new, 1).replace(
            "tiny_twice", f"tiny{number}_twice"), encoding="utf-8")
        plant(root, "uint32_t tiny_four", f"uint32_t tiny{number}_twice("
              "uint32_t n);\nuint32_t tiny_four", header)
    plant(root, "uint32_t tiny_four",
          "uint32_t tiny_read(uint32_t *p);\nuint32_t tiny_four", header)
    code, text = run(root)
    assert code == 1, text
    return root, text


@pytest.mark.parametrize("number", range(len(PLANTED)),
                         ids=[p[0] for p in PLANTED])
def test_planted_violation_is_found(planted, number):
    rule, line, *_ = PLANTED[number]
    root, text = planted
    found = re.findall(rf"^{name_of(number)}:(\d+): rule {re.escape(rule)} ",
                       text, re.M)
    assert any(abs(int(n) - line) <= 3 for n in found), text
    assert not json.loads((root / "build/results/misra.json").read_text())[
        "ok"]


def test_violation_in_one_file_is_not_found_in_another(planted):
    text = planted[1]
    assert not re.findall(rf"^{SOURCE}:", text, re.M), text


def test_record_permits_its_line_alone(tree):
    plant(tree, "twice = n * 2U;", "return n;")
    more = RECORD.format(rule="15.5", file=SOURCE, text="return n;").replace(
        "D-1", "D-2")
    records(tree, "2.5", "src/kernel/other.c", "UNUSED", more)
    code, text = run(tree, "--update")
    assert code == 0, text
    assert "Rule 15.5" in (tree / "MISRA-deviations.md").read_text()
    records(tree, "2.5", "src/kernel/other.c", "UNUSED",
            more.replace("return n;", "another line"))
    code, text = run(tree, "--update")
    assert code == 1
    assert f"{SOURCE}:9: rule 15.5" in text
    assert "D-2 (rule 15.5" in text


def test_unused_record_is_red(tree):
    records(tree, "2.5", "src/kernel/other.c", "UNUSED", RECORD.format(
        rule="15.1", file=SOURCE, text="goto").replace("D-1", "D-9"))
    code, text = run(tree, "--update")
    assert code == 1
    assert "D-9 (rule 15.1" in text and "remove it" in text


def test_mandatory_rule_has_no_deviation(tree):
    records(tree, "17.4", SOURCE, "return")
    code, text = run(tree)
    assert code == 2
    assert "mandatory" in text


def test_document_that_is_not_made_from_the_records_is_red(tree):
    plant(tree, "because", "because I say so", "MISRA-deviations.md")
    code, text = run(tree)
    assert code == 1
    assert "MISRA-deviations.md:1" in text


def test_new_folder_is_checked_too(tree):
    (tree / "src/drivers").mkdir()
    (tree / "include/drivers").mkdir()
    (tree / "src/drivers/new.c").write_text(GOOD.replace(
        "tiny_twice", "new_twice").replace("twice = n * 2U;", "return n;"))
    (tree / "include/drivers/stray.h").write_text("/* nothing */\n")
    code, text = run(tree)
    assert code == 1
    assert "src/drivers/new.c:9: rule 15.5" in text
    assert "include/drivers/stray.h:1: no C file of src includes it" in text


def test_violation_in_the_text_of_a_header(tree):
    plant(tree, "uint32_t tiny_four", "void tiny_copy(uint32_t *restrict p);\n"
          "uint32_t tiny_four", "include/kernel/tiny.h")
    code, text = run(tree)
    assert code == 1
    assert re.search(r"^include/kernel/tiny.h:\d+: rule 8.14 \(required\)",
                     text, re.MULTILINE), text


CONSTRUCTS = [
    ("#pragma GCC diagnostic ignored \"-Wconversion\"", "`#pragma`"),
    ("_Pragma(\"GCC diagnostic push\")", "`_Pragma`"),
    ("static inline void tiny_nop(void) { __asm__(\"nop\"); }", "`__asm__`"),
    ("extern uint32_t tiny_old __attribute__((weak));", "`__attribute__`"),
    ("#define TINY_TWO(a) (a)++; (a)++", "macro `TINY_TWO`"),
    ("#define TINY_LONG(a) \\\n    do { (a)++; } while (0)",
     "macro `TINY_LONG`"),
    ("// cppcheck-suppress misra-c2012-15.5", "`cppcheck-suppress`"),
    ("#if 0\n#pragma weak tiny\n#endif", "`#pragma`"),
]
MORE = [
    ("/* n = tiny_twice(n);\n */", "commented out code, `/* n = tiny_twice"),
    ("static uint32_t tiny_one;\nstatic uint32_t tiny_0ne;", "`tiny_0ne` and "
     "`tiny_one` look alike"),
    ("static short tiny_n;", "basic type `short`"),
]
TREE = [
    ("#include \"../../../library.h\"\n", "library();", "function `library` of "
     "a library"),
    ("", "(void)__builtin_popcount(n);", "function `__builtin_popcount` of a "
     "library"),
    ("enum status { GOOD, BAD };\nenum status tiny_go(void);\n",
     "(void)tiny_go();", "what `tiny_go` answers is not tested"),
    ("enum status { GOOD, BAD };\nenum status tiny_go(void);\n",
     "tiny_go();", "what `tiny_go` answers is not tested"),
    ("static char tiny_a[4];\nstatic inline _Bool tiny_less(const char *a, "
     "const char *b)\n{ return a < b; }\n", "(void)(&tiny_a[3] - tiny_a);",
     "difference of two pointers"),
    ("#include \"nowhere.h\"\n", "", "is not C for libclang"),
]
MEANT = """\
#define TINY_ONE(a) ((a) + 1U)
#define TINY_OBJECT (1U)
extern uint32_t tiny_asm; /* no asm, no __attribute__ in a comment counts */
typedef unsigned int TINY_TYPE; /* what a typedef names; then it ends */
extern int main(void); /* returns; it does not */
static inline uint32_t tiny_i(uint32_t i) { return i; }
static inline uint32_t tiny_long(uint32_t l) { return l; }
/*@ ghost int n = 0; */
"""
GUARD = "#ifndef TINY\n#define TINY\n{}#endif\n"


@pytest.mark.parametrize("file", [SOURCE, "include/kernel/tiny.h"])
def test_construct_that_hides_from_checkers_is_found(tree, file):
    path = tree / file
    index = misra_constructs.cindex.Index.create()
    for code, text in CONSTRUCTS + MORE:
        path.write_text(GUARD.format(f"{code}\n{MEANT}"), encoding="utf-8")
        found = list(misra_constructs.in_file(index, path))
        line = 3 + (code.startswith("#if") or "one;\n" in code)
        assert [f[0] for f in found] == [line], found
        assert text in found[0][1] and ": " in found[0][1]


@pytest.mark.parametrize("head, code, text", TREE)
def test_call_that_the_syntax_tree_shows_is_found(tree, head, code, text):
    (tree.parent / "library.h").write_text("void library(void);\n")
    plant(tree, "#include", f"{head}#include")
    plant(tree, "    if (n", f"    {code}\n    if (n")
    found = [f for f in misra_constructs.find(tree) if text in f[3]]
    assert [f[:3] for f in found] == [(SOURCE, 8 + head.count("\n") if code
                                       else 1, "construct")], found


def test_header_without_a_guard_is_found(tree):
    plant(tree, "#ifndef KERNEL_TINY_H\n#define KERNEL_TINY_H\n", "",
          "include/kernel/tiny.h")
    plant(tree, "#endif", "", "include/kernel/tiny.h")
    assert [f for f in misra_constructs.find(tree) if "guard" in f[3]] == [
        ("include/kernel/tiny.h", 1, "construct", "no guard against a second "
         "#include: write #ifndef, #define")]


def test_assembly_is_at_home_in_the_port(tree):
    (tree / "src/arch/any").mkdir(parents=True)
    (tree / "src/arch/any/arch.c").write_text(
        "void arch_nop(void)\n{\n    __asm__(\"nop\");\n}\n")
    assert not misra_constructs.find(tree)


def test_construct_fails_and_its_record_permits_it(tree):
    plant(tree, "uint32_t tiny_twice", "#pragma once_more\nuint32_t tiny_twice")
    code, text = run(tree)
    assert code == 1
    assert f"{SOURCE}:4: rule construct (tool): `#pragma`: remove it" in text
    records(tree, "2.5", "src/kernel/other.c", "UNUSED", RECORD.format(
        rule="construct", file=SOURCE, text="once_more").replace("D-1", "D-2"))
    assert "rule construct" not in run(tree, "--update")[1]


def test_each_guideline_has_a_check_or_the_reason_why_none():
    plan = misra.read_plan(TOOL.parents[1])
    words = {b.split(":")[1] for e in plan.values() for b in e["by"]
             if b.startswith("construct:")}
    planted = [p[-1] for p in CONSTRUCTS + MORE + TREE] + ["no guard against"]
    assert all(any(w in p for p in planted) for w in words)
    assert all(e.get("why") for e in plan.values() if e["by"] == ["manual"])


PLANNED = [(number, by) for number, entry in misra.read_plan(
    TOOL.parents[1]).items() for by in sorted(
        {b if b.startswith(("gcc:", "clang:")) else b.split(":")[0]
         for b in entry["by"]} & {"addon", "cppcheck"}
        | {b for b in entry["by"] if b.startswith(("gcc:", "clang:"))})]


@pytest.fixture(name="plants", scope="module")
def make_plants(tmp_path_factory):
    """{(guideline of the plant, what found it)}, of one run of each tool."""
    root = Path(shutil.copytree(PLANTS, tmp_path_factory.mktemp("p") / "p"))
    plan = misra.read_plan(TOOL.parents[1])
    files = sorted(p.name for p in root.glob("*.c"))
    compiled = [f for f in files if f in ("errors.c", "warnings.c")]
    plant_of = {}
    for file in files:
        now = "none"
        for number, line in enumerate((root / file).read_text().splitlines(),
                                      1):
            mark = re.fullmatch(r"/\* plant (\S+) \*/", line)
            now = mark[1] if mark else now
            plant_of[file, number] = now
    found = set()
    for file, line, rule, text in misra.cppcheck(
            root, [f for f in files if f not in compiled], plan)[0]:
        if plant_of.get((file, line)) == rule:
            found.add((rule, "addon" if text == plan[rule]["about"]
                       else "cppcheck"))
    for file, line, rule, text in misra.compilers(root, compiled, plan)[0]:
        for option in re.findall(r"-W(?:error=)?([\w-]+?)=?\]", text):
            found.add((plant_of[file, line],
                       f"{rule.split('-')[0]}:-W{option}"))
    return found


@pytest.mark.parametrize("number, by", PLANNED)
def test_each_planned_tool_finds_its_plant(plants, number, by):
    assert (number, by) in plants


def test_plan_covers_what_it_should():
    plan = misra.read_plan(TOOL.parents[1])
    of_directives = sum(n.startswith("Dir") for n in plan)
    assert (of_directives, len(plan) - of_directives) == (17, 158)
    assert len({number for number, _ in PLANNED}) > 100


def test_two_findings_of_one_line_are_both_found(tree):
    plant(tree, "twice = n * 2U;", "again: goto again;")
    text = run(tree)[1]
    assert f"{SOURCE}:9: rule 15.1 " in text
    assert f"{SOURCE}:9: rule 15.2 " in text


@pytest.mark.parametrize("old, new, message", [
    ('"15.1", category: advisory', '"15.1", category: wish', "15.1: category"),
    ('"15.1", category', '"15.2", category', "15.2 is there twice"),
    ("by: [addon]", "by: [magic]", "nothing is named magic"),
    ("by: [addon]", "by: []", "lacks its about or by"),
    ("by: [addon]", "by: [addon], becomes: disapplied, why: no", "becomes"),
    ("becomes: mandatory", "becomes: required", "17.2 becomes required"),
])
def test_wrong_plan_is_refused(tree, old, new, message):
    plant(tree, old, new, misra.PLAN)
    code, text = run(tree)
    assert code == 2 and misra.PLAN in text and message in text


def test_raised_rule_has_no_deviation(tree):
    records(tree, "17.2", SOURCE, "tiny")
    code, text = run(tree)
    assert code == 2 and "rule 17.2 is mandatory" in text


def test_disapplied_rule_needs_no_record(tree):
    records(tree, "2.5", "src/kernel/other.c", "UNUSED")
    plant(tree, '{id: "15.5", category: advisory,', '{id: "15.5", category: '
          "advisory, becomes: disapplied, why: because,", misra.PLAN)
    plant(tree, "twice = n * 2U;", "return n;")
    code, text = run(tree)
    assert code == 0, text
    result = json.loads((tree / misra.RESULT).read_text())
    assert "disapplied" in [g["state"] for g in result["guidelines"]
                            if g["id"] == "15.5"]


def test_false_positive_of_another_version_is_stale(tree):
    for version, code in (("2.9", 1), (None, 2)):
        pin = f"version: '{version}'" if version else "note: none"
        records(tree, "2.5", "src/kernel/other.c", "UNUSED",
                f"  false_positive: {{tool: cppcheck, {pin}}}\n")
        found = run(tree, "--update")
        assert found[0] == code
        assert ("D-1: false positive of cppcheck 2.9, here runs" if version
                else "D-1: false_positive names tool and version") in found[1]

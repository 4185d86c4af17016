# SPDX-License-Identifier: Apache-2.0
"""verification/mutate.py: weak contracts and missing tests let mutants live."""
import json
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "verification"))
import mutate  # noqa: E402
TOOL = ROOT / "verification/mutate.py"
SOURCE = """\
/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/tiny.h"
#define LIMIT 10U

uint32_t tiny_cap(uint32_t n)
{
    uint32_t cap = n;

    if (n > LIMIT) { /* not n < 1 */
        cap = LIMIT;
    }
    return cap;
}
"""
HEADER = """\
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>

/*@ terminates \\true;
    exits      \\false;
    assigns    \\nothing;
    ensures    low: n <= 10 ==> \\result == n;
    ensures    high: n > 10 ==> \\result == 10; */
uint32_t tiny_cap(uint32_t n);
"""
TEST = """\
#include <stdio.h>
#include "kernel/tiny.h"
int main(void)
{
    return (tiny_cap(3U) == 3U && tiny_cap(11U) == 10U) ? 0 : 1;
}
"""
MAKE = """\
UNIT_FLAGS :=
unit-images: build/host/tests/unit/kernel/test_tiny
build/host/tests/unit/kernel/test_tiny: src/kernel/tiny.c
\tmkdir -p $(@D)
\tgcc $(UNIT_FLAGS) -Iinclude -o $@ tests/unit/kernel/test_tiny.c $<
"""
# n > 10, n >= 10 and n > 9 give the same cap.
EQUIVALENT = [f"tiny_cap: if (n > LIMIT) {{ /* not n < 1 */ -> if ({new}) "
              "{ /* not n < 1 */" for new in ("n >= LIMIT",
                                              "n > (LIMIT - 1U)")]


def run(root, *options):
    found = subprocess.run(
        [str(TOOL), "--root", str(root), "--timeout", "1", *options],
        capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


def mutants(root):
    result = json.loads((root / "build/results/mutate.json").read_text())
    return {m["id"]: m for m in result["mutants"]}, result


MEMORY = """\
/* [impl->llr~port-two~1] */
unsigned int two(void)
{
    return 2U;
}

/* [impl->llr~port-three~1] */
unsigned int three(void)
{
    return 3U;
}
"""
SYSTEM = """\
/* [itest->llr~port-{0}~1]
 * Kind: normal
 */
#include <stdio.h>
unsigned int {0}(void);
int main(void)
{{
    (void)puts(({0}() == {1}U) ? "good" : "bad");
    return 0;
}}
"""
IMAGES = """
system-images: build/aarch64/port_01/port_01.elf \\
    build/aarch64/port_02/port_02.elf
$(patsubst %,build/aarch64/%.elf,port_01/port_01 port_02/port_02): \\
    build/aarch64/%.elf: src/libc/memory.c
\tmkdir -p $(@D)
\techo $(@F) >> built
\tgcc -o $@ tests/system/$(*F)/main.c $<
"""


def survivors(root, *ids):
    (root / "verification/mutate-survivors.yaml").write_text(
        "".join(f"- id: {json.dumps(i)}\n  reason: because\n" for i in ids),
        encoding="utf-8")


@pytest.fixture(name="proved", scope="module")
def make_proved(tmp_path_factory):
    """What provers have said, kept from one test to the next."""
    return tmp_path_factory.mktemp("wp-cache")


@pytest.fixture(name="tree")
def make_tree(proved, tmp_path):
    for folder in ("src/kernel", "src/arch/aarch64", "include/kernel",
                   "include/apex", "verification/wp", "build"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src/kernel/tiny.c").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "include/kernel/tiny.h").write_text(HEADER, encoding="utf-8")
    survivors(tmp_path, *EQUIVALENT)
    (tmp_path / "build/wp-cache").symlink_to(proved)
    return tmp_path


@pytest.fixture(name="tested")
def make_tested(tree):
    (tree / "tests/unit/kernel").mkdir(parents=True)
    (tree / "tests/unit/kernel/test_tiny.c").write_text(TEST)
    (tree / "Makefile").write_text(MAKE)
    return tree


@pytest.fixture(name="system")
def make_system(tested):
    """Two functions that only a system test runs; QEMU is a shell."""
    (tested / "src/libc").mkdir()
    (tested / "src/libc/memory.c").write_text(MEMORY)
    for name, of in (("port_01", ("two", 2)), ("port_02", ("three", 3))):
        folder = tested / "tests/system" / name
        folder.mkdir(parents=True)
        (folder / "main.c").write_text(SYSTEM.format(*of))
        (folder / "expected.txt").write_text("good\n")
    (tested / "Makefile").write_text(MAKE + IMAGES)
    qemu = tested / "qemu"
    qemu.write_text('#!/bin/sh\nexec "$2"\n')
    qemu.chmod(0o755)
    return tested, ("--qemu", str(qemu), "--module", "memory", "--jobs", "1")


def weaken(tree):
    path = tree / "include/kernel/tiny.h"
    path.write_text(path.read_text().replace("\\result == 10;",
                                             "\\result <= n;"))


def test_list_has_each_operator(tree):
    code, text = run(tree, "--list")
    assert code == 0
    for new in ("if (n >= LIMIT)", "if (n < LIMIT)", "if (!(n > LIMIT))",
                "(LIMIT + 1U)", "(LIMIT - 1U)", "-> ;"):
        assert new in text, text
    assert "src/kernel/tiny.c:9:" in text


def test_proofs_kill(tree):
    code, text = run(tree)
    assert code == 0, text
    found, result = mutants(tree)
    assert result["ok"] and result["possible"] == len(found)
    assert result["scope"] == f"all {len(found)} mutants"
    for same in EQUIVALENT:
        assert found[same]["verdict"] == "survived"
        assert found[same]["reason"] == "because"
    killed = [m for i, m in found.items() if i not in EQUIVALENT]
    assert {m["verdict"] for m in killed} == {"killed-proof"}
    assert all("tiny_cap_ensures" in m["goals"][0] for m in killed)
    for mutant in killed:
        assert ("src/kernel/tiny.c:{line}: killed by a proof alone: {id}: "
                .format(**mutant) + mutant["goals"][0]) in text
    assert f"{len(killed)} by a proof alone" in text


def test_step_of_a_proof_kills_nothing(tree):
    """An assertion fails, and the contract holds still."""
    path = tree / "src/kernel/tiny.c"
    path.write_text(SOURCE.replace("        cap =", """\
        /*@ assert step: n > 10; */
        cap ="""))
    survivors(tree, EQUIVALENT[1])
    code, text = run(tree)
    assert code == 1
    for same in EQUIVALENT:
        assert mutants(tree)[0][same]["goals"] == ["tiny_cap_assert_step"]
    assert f"{EQUIVALENT[1]}: mere steps" not in text   # it has a record
    assert (f"survived: {EQUIVALENT[0]}: mere steps of the proof fail "
            "(tiny_cap_assert_step): say more") in text


def test_tests_kill_first(tested):
    code, text = run(tested)
    assert code == 0, text
    found, _ = mutants(tested)
    assert found["tiny_cap: cap = LIMIT; -> ;"]["verdict"] == "killed-test"


def test_system_tests_kill_what_they_alone_run(system):
    """The test of the function's requirement first, and then no other."""
    tree, options = system
    code, text = run(tree, *options)
    assert code == 0, text
    found, _ = mutants(tree)
    assert {m["verdict"] for m in found.values()} == {"killed-test"}
    assert {m["file"] for m in found.values()} == {"src/libc/memory.c"}
    built = (tree / "build/mutate/0/built").read_text().split()
    assert built == ["port_01.elf", "port_02.elf", *["port_01.elf"] * 2,
                     *["port_02.elf"] * 2]


def test_what_system_tests_leave_alive_is_red(system):
    tree, options = system
    (tree / "tests/system/port_02/main.c").write_text(
        SYSTEM.format("two", 2))
    code, text = run(tree, *options)
    assert code == 1
    assert ("src/libc/memory.c:10: survived: three: return 3U; -> return "
            "(3U + 1U);: say more") in text
    assert "proof [" not in text


def test_failing_system_tests_are_no_base(system):
    tree, options = system
    (tree / "tests/system/port_02/expected.txt").write_text("better\n")
    code, text = run(tree, *options)
    assert code == 2 and "system tests fail without a mutant" in text
    code, text = run(tree, *options[2:])
    assert code == 2 and "--qemu is missing" in text


def test_port_is_tried_when_its_file_is_named(system):
    tree, _ = system
    port = tree / "src/arch/aarch64/arch.c"
    port.write_text(MEMORY)
    assert "arch.c" not in run(tree, "--list")[1]
    code, text = run(tree, "--list", "--module", "src/arch/aarch64/arch.c")
    assert code == 0
    assert text.count("src/arch/aarch64/arch.c:") == len(text.splitlines()) > 3


def test_file_that_is_not_c_is_no_base(system):
    tree, options = system
    (tree / "src/libc/memory.c").write_text(
        MEMORY.replace("2U;", "2U;\n#ifndef __clang__\n    nothing;\n#endif"))
    code, text = run(tree, *options)
    assert code == 2
    assert "src/libc/memory.c: does not compile as it is" in text


def test_weak_contract_without_tests_is_red(tree):
    weaken(tree)
    code, text = run(tree)
    assert code == 1
    assert re.search(r"src/kernel/tiny.c:10: survived: tiny_cap: cap = "
                     r"LIMIT; -> ;", text), text
    assert not mutants(tree)[1]["ok"]


def test_tests_make_up_for_a_weak_contract(tested):
    weaken(tested)
    code, text = run(tested)
    assert "killed-test: tiny_cap: cap = LIMIT; -> ;" in text
    assert code == 0, text


def test_records_are_checked(tested):
    survivors(tested)
    code, text = run(tested)
    assert code == 1 and f"survived: {EQUIVALENT[0]}" in text
    dead = "tiny_cap: cap = LIMIT; -> ;"
    survivors(tested, *EQUIVALENT, dead, "tiny_cap: gone -> away")
    code, text = run(tested)
    assert code == 1
    assert f"{dead}: does not survive: remove the record" in text
    assert "tiny_cap: gone -> away: no such mutant" in text


def test_failing_tests_are_no_base(tested):
    path = tested / "tests/unit/kernel/test_tiny.c"
    path.write_text(TEST.replace("== 3U", "== 4U"))
    code, text = run(tested)
    assert code == 2 and "fail without a mutant" in text


def test_unproved_function_is_no_base(tree):
    path = tree / "include/kernel/tiny.h"
    path.write_text(path.read_text().replace("\\result == 10;",
                                             "\\result == 12;"))
    code, text = run(tree)
    assert code == 1
    assert "function tiny_cap does not prove as it is" in text


def add_module(tree, name="other"):
    """A copy of the module, under another name."""
    for path in ("src/kernel/{}.c", "include/kernel/{}.h",
                 "tests/unit/kernel/test_{}.c"):
        old = tree / path.format("tiny")
        if old.is_file():
            (tree / path.format(name)).write_text(
                old.read_text().replace("tiny", name), encoding="utf-8")


def test_own_test_comes_first_and_ends_the_mutant(tested):
    """Others are neither built nor run for a mutant that the own test kills."""
    add_module(tested, "a_first")
    (tested / "Makefile").write_text(
        "unit-images: $(patsubst %,build/host/tests/unit/kernel/test_%,tiny "
        "a_first)\n"
        "build/host/tests/unit/kernel/test_%: src/kernel/%.c "
        "src/kernel/tiny.c\n"
        "\tmkdir -p $(@D)\n"
        "\techo $* >> built\n"
        "\tgcc -w -Iinclude -o $@ tests/unit/kernel/test_$*.c "
        "src/kernel/$*.c\n", encoding="utf-8")
    code, text = run(tested, "--module", "tiny", "--tests", "--jobs", "1")
    assert code == 0, text
    built = (tested / "build/mutate/0/built").read_text().split()
    alive = text.count("no test notices")
    mutated = text.count("tests [") - text.count("not C")
    assert alive < mutated
    assert built.count("tiny") == 1 + mutated
    assert built.count("a_first") == 1 + alive


def test_endless_test_is_killed(tested):
    path = tested / "src/kernel/tiny.c"
    path.write_text(SOURCE.replace("    return cap;", """
    for (uint32_t i = 0U; i < 3U;) {
        i++;
    }
    return cap;"""))
    code, text = run(tested, "--tests")
    assert code == 0, text
    assert "killed-test: tiny_cap: i++; -> ;" in text


def test_a_slow_test_has_more_time():
    """Several times the CPU time that it takes without a mutant."""
    def passes(program):
        return subprocess.run([*mutate.Tree.limited(tree, program), sys.executable,
                               "-c", program], check=False).returncode == 0

    options = types.SimpleNamespace(limits={})
    tree = types.SimpleNamespace(options=options)
    work = "i = 0\nwhile i < {}: i += 1"
    quick, slow = work.format(1), work.format(2 * 10**6)
    assert mutate.timed(options, quick, passes, quick)
    assert mutate.timed(options, slow, passes, slow)
    assert options.limits[quick] == mutate.LEAST_S < options.limits[slow]
    assert passes(slow)
    options.limits[slow] = 0.01
    assert not passes(slow)


def test_failed_build_is_no_verdict(tested):
    """A full disk, say, must not count as a kill."""
    (tested / "Makefile").write_text(
        MAKE + "\tgrep -q 'n > LIMIT' src/kernel/tiny.c\n")
    code, text = run(tested, "--tests")
    assert code == 2 and "the tests do not build" in text


def test_no_proof_of_what_tests_kill(tested):
    code, text = run(tested)
    assert code == 0, text
    assert text.count("proof [") == text.count("survived: ") / 2


def test_tests_alone_write_no_result(tested):
    code, text = run(tested, "--tests")
    assert code == 0
    assert f"no test notices: {EQUIVALENT[0]}" in text
    assert "proof [" not in text
    assert not (tested / "build/results/mutate.json").exists()


def test_proof_alone_shows_what_no_contract_notices(tested):
    code, text = run(tested, "--proof")
    assert code == 0, text
    assert f"no contract notices: {EQUIVALENT[0]}" in text
    assert "tests [" not in text and "killed-proof" in text
    assert not (tested / "build/results/mutate.json").exists()


def test_result_says_that_it_is_a_sample(tested):
    code, text = run(tested, "--sample", "3")
    assert code == 0, text
    found, result = mutants(tested)
    every = len(run(tested, "--list")[1].splitlines())
    assert result["scope"] == f"a sample: 3 of {every} mutants"
    assert result["possible"] == every
    assert result["tried"] == 3 == len(found) + result["not_c"]
    assert result["scope"] in text


def test_result_says_that_it_is_a_module(tested):
    add_module(tested)
    (tested / "tests/unit/kernel/test_other.c").unlink()
    code, text = run(tested, "--module", "tiny")
    assert code == 0, text
    _, result = mutants(tested)
    every = len(run(tested, "--list")[1].splitlines())
    assert result["scope"] == f"module tiny: {every // 2} of {every} mutants"


def test_sample_has_each_function(tree):
    for name in ("a", "b", "c"):
        add_module(tree, name)
    _, text = run(tree, "--list", "--sample", "4")
    assert {line.split(":")[0] for line in text.splitlines()} == {
        f"src/kernel/{name}.c" for name in ("a", "b", "c", "tiny")}


def test_sample_is_always_the_same(tree):
    first = run(tree, "--list", "--sample", "3")[1]
    assert first == run(tree, "--list", "--sample", "3")[1]
    assert len(first.splitlines()) == 3

# SPDX-License-Identifier: Apache-2.0
"""tests/system/run.py passes what passes and fails on each planted fault."""
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from elftools.elf.constants import SH_FLAGS
from elftools.elf.elffile import ELFFile

ROOT = Path(__file__).parents[2]
RUN = Path(__file__).parents[1] / "system" / "run.py"
MAIN = """/* One.
 * [itest->llr~one~1]
 * Kind: normal
 */
int main(void);
"""


class Tree:
    """One test, its image, and a program that stands for QEMU."""

    def __init__(self, root):
        self.root = root
        self.test = root / "tests" / "one_01"
        self.test.mkdir(parents=True)
        (self.test / "main.c").write_text(MAIN)
        (self.test / "expected.txt").write_text("hello\n")
        image = root / "images" / "one_01"
        image.mkdir(parents=True)
        (image / "image.c").write_text("int here; int main;")
        self.image = image / "one_01.elf"
        subprocess.run(["gcc", "-nostdlib", "-shared", "-Wl,-Tdata=0x12345600",
                        "-o", self.image, image / "image.c"], check=True)
        self.carry(self.test / "main.c")
        self.qemu("echo hello")

    def carry(self, source):
        """The image carries the source of its test from now on."""
        subprocess.run(["objcopy", "--remove-section", ".longeron.test",
                        self.image], check=True)
        subprocess.run(["objcopy", "--add-section", f".longeron.test={source}",
                        self.image], check=True)

    def qemu(self, script):
        path = self.root / "qemu.sh"
        path.write_text(script + "\n")

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, RUN, "--tests", "tests", "--images", "images",
             "--results", "results", *arguments, "--", "sh", "qemu.sh"],
            cwd=self.root, capture_output=True, text=True, check=False)

    def result(self):
        return json.loads((self.root / "results/itest.json").read_text())


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_pass(tree):
    run = tree.run()
    assert run.returncode == 0, run.stdout
    result = tree.result()
    row = result["tests"][0]
    assert result["ok"] and row["verdict"] == "pass"
    assert row["requirements"] == ["llr~one~1"] and row["kind"] == "normal"
    assert row["log_sha256"] == hashlib.sha256(b"hello\n").hexdigest()
    assert str(tree.root) not in json.dumps(result)
    assert (tree.root / result["lines"]).read_text() == (
        "pass tests/one_01: llr~one~1 (normal)\n")


def test_image_carries_its_text_and_the_same_bytes_fly(tmp_path):
    """mk/image.mk puts it into the object; nothing of it is loaded."""
    (tmp_path / "main.c").write_text(MAIN.replace("int main(void);",
                                                  "int main = 4;"))
    (tmp_path / "Makefile").write_text(
        f"LONGERON := {ROOT}\nBUILD := build\ninclude {ROOT}/mk/image.mk\n"
        "all:\n\t@$(TARGET_CC) -ffreestanding -nostdlib -c -o bare.o main.c\n"
        "\t@cp bare.o tagged.o; $(call carry,$(CROSS)objcopy,main.c,tagged.o)\n"
        "\t@$(TARGET_CC) $(LINK_FLAGS) -Wl,-emain -o bare bare.o\n"
        "\t@$(TARGET_CC) $(LINK_FLAGS) -Wl,-emain -o tagged tagged.o\n")
    subprocess.run(["make", "-C", tmp_path, "all"], check=True)
    with (tmp_path / "bare").open("rb") as one, (
            tmp_path / "tagged").open("rb") as two:
        bare, tagged = ELFFile(one), ELFFile(two)
        assert bare.get_section_by_name(".longeron.test") is None
        assert tagged.get_section_by_name(".longeron.test").data() == (
            tmp_path / "main.c").read_bytes()
        loaded, same = ([(s.name, s["sh_addr"], s.data())
                         for s in elf.iter_sections()
                         if s["sh_flags"] & SH_FLAGS.SHF_ALLOC]
                        for elf in (bare, tagged))
        assert loaded and loaded == same


def test_image_of_another_text_is_refused(tree):
    (tree.test / "main.c").write_text(MAIN.replace("llr~one~1", "llr~two~1"))
    run = tree.run()
    assert run.returncode == 1
    assert "one_01.elf carries another text of this test" in run.stdout
    assert not tree.result()["ok"] and not tree.result()["tests"]


@pytest.mark.parametrize("script, told", [
    ("echo hullo", "-hello"),
    ("echo hello; echo more", "+more"),
    ("true", "-hello"),
    ("printf hello", "line ends"),
    ("echo hello; exit 1", "exit status 1, expected 0"),
])
def test_wrong_run(tree, script, told):
    tree.qemu(script)
    run = tree.run()
    assert run.returncode == 1
    assert told in run.stdout
    assert "tests/one_01/main.c:1: test failed" in run.stdout
    assert not tree.result()["ok"]
    assert tree.result()["tests"][0]["verdict"] == "fail"


def test_place_of_a_fault_is_told(tree):
    (tree.root / "m.c").write_text("void f(void);\n\nvoid f(void)\n{\n}\n")
    subprocess.run(["aarch64-linux-gnu-gcc", "-g", "-nostdlib", "-static",
                    "-Wl,-Ttext=0x40100000,-ef", "-o", tree.image, "m.c"],
                   check=True, cwd=tree.root)
    subprocess.run(["aarch64-linux-gnu-objcopy", "--add-section",
                    f".longeron.test={tree.test}/main.c", tree.image],
                   check=True)
    pc = "0x0000000040100000"
    tree.qemu(f"echo 'longeron: fault in x: memory access   , pc {pc}'; exit 1")
    run = tree.run()
    assert run.returncode == 1
    assert f"    fault at {tree.root}/m.c:5: in f\n" in run.stdout, run


def test_expected_status(tree):
    (tree.test / "expected.exit").write_text("7\n")
    assert tree.run().returncode == 1
    tree.qemu("echo hello; exit 7")
    assert tree.run().returncode == 0


@pytest.mark.parametrize("old, new, told", [
    ("[itest->", "[", "no tag"),
    ("Kind: normal", "Kind: other", "needs one line"),
])
def test_missing_tag(tree, old, new, told):
    (tree.test / "main.c").write_text(MAIN.replace(old, new))
    tree.carry(tree.test / "main.c")
    run = tree.run()
    assert run.returncode == 1 and told in run.stdout
    assert not tree.result()["ok"]


@pytest.mark.parametrize("path", ["tests/one_01/expected.txt",
                                  "images/one_01/one_01.elf"])
def test_missing_file(tree, path):
    (tree.root / path).unlink()
    run = tree.run()
    assert run.returncode == 1 and path in run.stdout


def test_symbol(tree):
    (tree.test / "expected.txt").write_text("{here+0x10}\n")
    (tree.test / "main.c").write_text(MAIN)
    run = tree.run()
    address = next(line[5:] for line in run.stdout.splitlines()
                   if line.startswith("    -0"))
    assert len(address) == 16 and int(address, 16) > 0x10
    tree.qemu(f"echo {address}")
    assert tree.run().returncode == 0
    (tree.test / "expected.txt").write_text("{nowhere}\n")
    assert "no symbol nowhere" in tree.run().stdout


def test_range(tree):
    (tree.test / "expected.txt").write_text(
        "at {here..here+0x10}, {here+4..here+8}\n")
    (tree.test / "main.c").write_text(MAIN)
    ends = re.search(r"^    -at \{(\w{16})\.\.(\w{16})\}, ",
                     tree.run().stdout, re.M)
    first, end = (int(e, 16) for e in ends.groups())
    assert end == first + 16
    for one, other, passes in (
            (first, first + 4, True), (end - 1, first + 7, True),
            (end, first + 4, False), (first - 1, first + 4, False),
            (first, first + 8, False)):
        tree.qemu(f"echo at {one:016x}, {other:016x}")
        assert (tree.run().returncode == 0) == passes
    tree.qemu(f"echo at {first:016x}, {first + 4:x}")
    assert tree.run().returncode == 1
    (tree.test / "expected.txt").write_text("{here..nowhere}\n")
    assert "no symbol nowhere" in tree.run().stdout


def test_pattern_leaves_the_result_alone(tree):
    other = tree.root / "tests" / "two_01"
    other.mkdir()
    (other / "main.c").write_text(MAIN)
    assert tree.run("-k", "one_*").returncode == 0
    assert not (tree.root / "results/itest.json").exists()
    assert tree.run("-k", "none_*").returncode == 1

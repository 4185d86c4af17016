# SPDX-License-Identifier: Apache-2.0
"""config/memory.py: an image may take what its module gives it, to the byte;
one that takes more is told with file, line and cure, and is not left."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "config/memory.py"
LINK = ROOT / "src/board/qemu-virt-aarch64/link.ld"
TANK = re.findall(r"^```xml\n(.*?)^```$", (ROOT / "config/README.md").read_text(
    encoding="utf-8"), re.M | re.S)[-1]
sys.path[:0] = [str(ROOT / "config")]
import generate  # noqa: E402

MAIN = """\
%s
int main(void)
{
    return %s;
}
"""
# For each of TANK's rows: what is to be in main.c, and what that returns.
ADDED = {"CODE READ_ONLY": (
             "__attribute__((noinline)) int f(int a)\n{\n    __asm__ volatile"
             '(".skip 4000");\n    return a;\n}', "f(1)"),
         "DATA READ_ONLY": (
             "extern const char c[4000];\nconst char c[4000] = {1};",
             '({int i = 3; __asm__ volatile("" : "+r"(i)); c[i];})'),
         "DATA READ_WRITE": ("static volatile char v[4000];", "v[3]++")}
SIZES = (65536, 32768, 262144)


def tank(*sizes):
    """TANK with these sizes in place of its own."""
    assert all(f'"{size}"' in TANK for size in SIZES)
    return re.sub(r'SizeBytes="(\d+)"', lambda m: 'SizeBytes="'
                  f'{sizes[SIZES.index(int(m[1]))]}"', TANK)


def build(folder, added=("", "0"), xml=TANK):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.c").write_text(MAIN % added)
    (folder / "module.xml").write_text(xml)
    (folder / "Makefile").write_text(f"include {ROOT}/longeron.mk\n")
    return subprocess.run(["make", "-s", "-C", folder, "image"],
                          capture_output=True, text=True, check=False)


def image_of(folder):
    return folder / f"build/aarch64/{folder.name}/{folder.name}.elf"


def shown(output):
    return {what: (int(size), int(most)) for what, size, most in re.findall(
        r"^  MEMORY (.*): (\d+) of (\d+) bytes$", output, re.M)}


@pytest.fixture(name="plain", scope="module")
def fixture_plain(tmp_path_factory):
    """An image, and what of its memory is said to be taken."""
    folder = tmp_path_factory.mktemp("memory") / "plain"
    done = build(folder)
    assert done.returncode == 0 and not done.stderr, done.stderr
    found = shown(done.stdout)
    assert [most for _, most in found.values()] == list(SIZES)
    return image_of(folder), {w: size for w, (size, _) in found.items()}


def run(tmp_path, xml, image, *options):
    file = tmp_path / "module.xml"
    file.write_text(xml)
    return subprocess.run([TOOL, file, image, *options], capture_output=True,
                          text=True, check=False)


def test_sizes_are_those_that_the_linker_counts(plain):
    """By the terms of link.ld's own refusals, and the symbols' values."""
    image, sizes = plain
    names = subprocess.run(["aarch64-linux-gnu-nm", image], capture_output=True,
                           text=True, check=True).stdout
    at = {n: int(v, 16) for v, n in re.findall(r"^(\w+) \w (\w+)$", names,
                                               re.M)}
    text = subprocess.run(["aarch64-linux-gnu-size", "-A", image],
                          capture_output=True, text=True, check=True).stdout
    assert sizes == {
        "CODE READ_ONLY": int(re.search(r"^\.text +(\d+)", text, re.M)[1]),
        "DATA READ_ONLY": at["initial_image"] + at["initial_end"]
        - at["data_start"] - at["constants_start"],
        "DATA READ_WRITE": at["data_end"] - at["data_start"]}


def test_memories_are_those_of_the_linker():
    script = LINK.read_text(encoding="utf-8")
    starts = [int(re.search(rf"{s} = (0x\w+);", script)[1], 16)
              for s in (*generate.MEMORY.values(), "stacks_start")]
    assert [b - a for a, b in zip(starts, starts[1:])] == [
        generate.MEMORY_MAX] * 3


def test_image_may_take_what_it_takes_and_no_byte_less(tmp_path, plain):
    image, sizes = plain
    done = run(tmp_path, tank(*sizes.values()), image)
    assert (done.returncode, done.stderr) == (0, "")
    assert shown(done.stdout) == {w: (s, s) for w, s in sizes.items()}
    for n, (what, size) in enumerate(sizes.items()):
        less = [s - (m == n) for m, s in enumerate(sizes.values())]
        done = run(tmp_path, tank(*less), image)
        assert done.returncode == 1
        assert done.stderr == (
            f"{tmp_path}/module.xml:{4 + n}: {image} takes {size} bytes of "
            f'{what}, and SizeBytes="{size - 1}"\n    cure: write at least '
            f"{size}, or make the image smaller: {image}.map tells what takes "
            "how much\n")
        assert (image.parent / f"{image.name}.map").is_file()
        assert what not in shown(done.stdout) and len(shown(done.stdout)) == 2
    done = run(tmp_path, tank(1, 1, 1), image)
    assert done.stderr.count("    cure: ") == 3


def growth(tmp_path, plain, added):
    """By how much each memory has grown."""
    done = build(tmp_path / "plain", added)
    assert done.returncode == 0, done.stderr
    return {w: size - plain[1][w] for w, (size, _) in
            shown(done.stdout).items()}


@pytest.mark.parametrize("what", ADDED)
def test_what_is_added_counts_where_it_lies(tmp_path, plain, what):
    grown = growth(tmp_path, plain, ADDED[what])
    assert 4000 <= grown.pop(what) < 4200
    assert all(abs(g) < 100 for g in grown.values())


def test_values_of_variables_count_twice(tmp_path, plain):
    grown = growth(tmp_path, plain, (
        "static volatile char v[4000] = {1};", "v[3]++"))
    assert grown["DATA READ_ONLY"] >= 4000 <= grown["DATA READ_WRITE"]


def test_image_that_takes_too_much_is_not_built(tmp_path, plain):
    """Also one that was there; and it is built when the module gives more."""
    folder, size = tmp_path / "plain", plain[1]["CODE READ_ONLY"]
    assert build(folder).returncode == 0
    before = image_of(folder).read_bytes()
    for _ in range(2):
        done = build(folder, xml=tank(size - 1, *SIZES[1:]))
        assert done.returncode != 0
        assert (f'module.xml:4: build/aarch64/plain/plain.elf takes {size} '
                f'bytes of CODE READ_ONLY, and SizeBytes="{size - 1}"'
                ) in done.stderr
        assert not image_of(folder).exists()
    assert build(folder, xml=tank(size, *SIZES[1:])).returncode == 0
    assert image_of(folder).read_bytes() == before


def test_partition_of_a_module_has_its_own(tmp_path, plain):
    partition = TANK[TANK.index("  <Part"):TANK.index("</ARINC")]
    module = TANK.replace(partition, partition + partition.replace(
        "gauge", "small").replace('er="1"', 'er="2"').replace("65536", "1"))
    for name, status in ("gauge", 0), ("small", 1):
        done = run(tmp_path, module, plain[0], "--partition", name)
        assert done.returncode == status, done.stderr
        assert (":10: " in done.stderr) == bool(status)
    done = run(tmp_path, module, plain[0])
    assert done.returncode == 1 and "has 2 partitions" in done.stderr
    for name in "gauge", "small":
        shutil.copytree(plain[0].parents[3], tmp_path / "top" / name,
                        ignore=shutil.ignore_patterns("build", "*.xml"))
    (tmp_path / "top/module.xml").write_text(module)
    for name, status in ("gauge", 0), ("small", 2):
        done = subprocess.run(
            ["make", "-s", "-C", tmp_path / "top" / name, "image"],
            capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert ("../module.xml:10: " in done.stderr) == bool(status)


def test_image_without_requirements_may_take_all(tmp_path, plain):
    less = re.sub("    <Memory_Requirements.*\n", "", TANK)
    done = run(tmp_path, less, plain[0])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_no_image_is_told(tmp_path, plain):
    text, host, bare = (tmp_path / n for n in ("text", "host", "bare"))
    text.write_text("no ELF\n")
    main = tmp_path / "main.c"
    main.write_text(MAIN % ("static int text_start;", "text_start++"))
    subprocess.run(["gcc", "-o", host, main], check=True)
    subprocess.run(["aarch64-linux-gnu-strip", "-o", bare, plain[0]],
                   check=True)
    for image, message in (
            (text, "is no image: Magic number does not match"),
            (host, "is no image of Longeron: it has no symbol text_start"),
            (bare, "is no image of Longeron: it has no symbol text_start"),
            (tmp_path / "none", "No such file or directory")):
        done = run(tmp_path, TANK, image)
        assert done.returncode == 1 and not done.stdout
        assert done.stderr == f"{image}: {message}\n"


def test_wrong_module_is_told_as_by_the_generator(tmp_path, plain):
    done = run(tmp_path, TANK.replace('"2"', '"200"'), plain[0])
    assert done.returncode == 1 and not done.stdout
    assert 'module.xml:3: Processes="200" is out of range' in done.stderr

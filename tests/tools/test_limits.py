# SPDX-License-Identifier: Apache-2.0
"""verification/limits.py: what runs take of their stacks and how many
instructions their services take is exact, and each excess is told."""
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_objcov import GCC, QEMU, ROOT, compile_plugin

for place in ("coverage", "verification"):
    sys.path.insert(0, str(ROOT / place))
import limits  # noqa: E402
import objects  # noqa: E402
import paths  # noqa: E402
import watch  # noqa: E402

FILE = "src/kernel/boot.S"
# kernel_boot() is interrupted, which SVC stands for, calls two(), whose loop has
# three turns, idles for two turns and calls main(); the last two do not count,
# nor does the interrupt, which has a stack of its own.
BOOT = """    .globl _start, arch_restart, arch_vectors, arch_process
    .globl arch_begin, vector_1
    .globl kernel_boot, main, two, sched_idle, arch_sleep_until
    .type kernel_boot, %function
    .type two, %function
    .type sched_idle, %function
_start:
arch_restart:
    ldr     x0, =fault_stack_end
    mov     sp, x0
    adr     x0, vector_1
    msr     vbar_el1, x0
    msr     spsel, #0
    ldr     x0, =boot_stack_end
    mov     sp, x0
    bl      kernel_boot
arch_vectors: b .
arch_begin: b .
arch_process: blr x19
kernel_boot:
    stp     x29, x30, [sp, #-32]!
    svc     #0
    bl      two
    bl      sched_idle
    bl      main
    mov     x0, #0x20
    ldr     x1, =block
    hlt     #0xf000
    brk     #0
main:
    str     x30, [sp, #-48]!
    bl      two
    ldr     x30, [sp], #48
    ret
two:
    mov     x2, #3
1:  sub     x2, x2, #1
    cbnz    x2, 1b
    ret
sched_idle:
    str     x30, [sp, #-16]!
    mov     x3, #2
2:  bl      arch_sleep_until
    sub     x3, x3, #1
    cbnz    x3, 2b
    ldr     x30, [sp], #16
    ret
arch_sleep_until:
    ret
    .balign 0x800
vector_1:
    stp     x0, x1, [sp, #-64]!
    nop
    ldp     x0, x1, [sp], #64
    eret
    .balign 8
block: .quad 0x20026, 0
"""
SYMBOLS = {"stacks_start": 0x40600000, "boot_stack_end": 0x40607000,
           "fault_stack_end": 0x4060e000, "stacks_end": 0x4060e000}


def loop(text, bound):
    """The row of a loop whose lines begin with this one, two lines long."""
    line = BOOT.splitlines().index(text) + 1
    return {"file": FILE, "line": line, "end": line + 1, "bound": bound}


LOOP = loop("1:  sub     x2, x2, #1", 2)

pytestmark = pytest.mark.skipif(
    not shutil.which(GCC) or not shutil.which(QEMU[0]), reason="no image")


@pytest.fixture(name="options")
def make_options(tmp_path, monkeypatch):
    """An image with the symbols of the port, a test and the plugin."""
    monkeypatch.chdir(tmp_path)
    test = Path("tests/system/one")
    image = Path("build/aarch64/one/one.elf")
    made = Path("objects", f"{FILE}.o")
    for folder in (test, image.parent, made.parent, Path(FILE).parent):
        folder.mkdir(parents=True)
    (test / "main.c").write_text("/* [itest->llr~boot~1]\n * Kind: normal\n */\n")
    (test / "expected.txt").write_text("")
    Path(FILE).write_text(BOOT)
    subprocess.run([GCC, "-g", "-c", "-o", made, FILE], check=True)
    subprocess.run([GCC, "-nostdlib", "-static", "-Wl,--build-id=none",
                    "-Wl,-Ttext=0x40000000", *(
                        f"-Wl,--defsym={n}={v}" for n, v in SYMBOLS.items()),
                    "-o", image, made], check=True)
    return SimpleNamespace(
        images=Path("build/aarch64"), objects=Path("objects"), command=QEMU,
        objdump="aarch64-linux-gnu-objdump", whole=image, app=[],
        tests=Path("tests/system"),
        plugin=compile_plugin(tmp_path / "trail.so", "coverage/trail.c"))


def bounds(options, *loops):
    program = paths.Program(options.objdump, options.whole)
    found = paths.Bounds(program, objects.line_table(options.whole), loops,
                         ("main", "arch_restart"), watch.uncounted(program))
    at = {name: address for address, name in program.starts.items()}
    return {name: found.of(at[name]) for name in ("two", "kernel_boot")}


def test_a_run_is_measured_exactly(options):
    tests, problems = limits.watch_all(options)
    assert not problems
    # In neither: idling and main.
    assert tests[0].called == {"two": 8, "sched_idle": 4, "kernel_boot":
                               2 + 1 + 8 + 1 + 4 + 3}
    interrupt = tests[0].at["vector_1"]
    assert tests[0].touched == [
        (0x40607000, 0x40000000, 0x40607000 - 32 - 48),
        (0x4060e000, interrupt, 0x4060e000 - 64)]
    assert [tests[0].stack_of(top) for top, _, _ in tests[0].touched] == [
        "boot", "fault"]
    again, _ = limits.watch_all(options)     # what was kept says the same
    assert again[0].called == tests[0].called


def test_what_was_kept_is_not_taken_for_another_run(options):
    limits.watch_all(options)
    Path("tests/system/one/expected.txt").write_text("hello\n")
    tests, problems = limits.watch_all(options)
    assert not tests and "-hello" in problems[0]["text"]
    assert problems[0]["file"] == "tests/system/one/main.c"


def test_the_bound_is_the_longest_way_with_a_turn_more(options):
    found = bounds(options, LOOP)
    assert found["two"] == 1 + 3 * 2 + 1
    # sched_idle counts its instructions outside of the loop, main none.
    assert found["kernel_boot"] == 3 + 8 + 1 + 4 + 3 + 1


@pytest.mark.parametrize("loops, told", (
    ((), "a loop of two() is none of the source's"),
    (({**LOOP, "bound": None},), "a loop of two() has no bound")))
def test_a_loop_that_is_not_bounded(options, loops, told):
    with pytest.raises(paths.NoBound, match=told.replace("(", r"\(").replace(
            ")", r"\)")):
        bounds(options, *loops)


def test_a_service_slower_than_its_bound(options):
    tests, _ = limits.watch_all(options)
    rows, _ = limits.service_rows(options, [{**LOOP, "bound": 1}], tests)
    found = [p for p in limits.check_services(rows) if "two()" in p["text"]]
    assert "one: two() takes 8 instructions, more than its bound of 6" in \
        found[0]["text"]
    assert found[0]["file"] == FILE and found[0]["line"] and found[0]["cure"]
    rows, _ = limits.service_rows(options, [LOOP], tests)
    assert not [p for p in limits.check_services(rows) if "two()" in p["text"]]


def test_a_service_that_no_run_calls(options):
    rows, _ = limits.service_rows(options, [LOOP], [])
    assert "no system test calls two()" in [
        p["text"] for p in limits.check_services(rows)]


def test_a_service_that_is_not_in_the_image(options, monkeypatch):
    monkeypatch.setattr(watch, "services", lambda _: {"lost": "kernel"})
    _, found = limits.service_rows(options, [LOOP], [])
    assert "lost() is not in build/aarch64/one/one.elf" == found[0]["text"]


def test_what_never_ends_is_no_service(options, monkeypatch):
    monkeypatch.setattr(watch, "services", lambda _: {"lost": "kernel"})
    monkeypatch.setattr(limits, "NO_END", {"lost": "for ever"})
    assert limits.service_rows(options, [LOOP], []) == ([], [])


def stack(**other):
    return {"test": "one", "file": "tests/system/one/main.c", "stack": "boot",
            "entry": "main", "bytes": 80, "bound": 80, "why": "", **other}


@pytest.fixture(name="excused")
def no_excuses(monkeypatch):
    monkeypatch.setattr(limits, "NO_BOUND", {})
    return limits.NO_BOUND


def told(*rows, size=24576):
    return [f"{p['file']}:{p['line']}: {p['text']}"
            for p in limits.check_stacks(rows, size)]


def test_a_stack_deeper_than_computed(excused):
    assert not excused and not told(stack())
    assert told(stack(bytes=96)) == [
        "tests/system/one/main.c:1: one: main() on the boot stack takes 96 "
        "bytes, more than its bound of 80"]
    assert told(stack(), size=64)[0].endswith("takes 80 bytes, 64 are there")


def test_a_stack_without_a_bound(excused):
    rows = stack(bound=None, why="recursion: f() -> f()")
    assert told(rows)[0].endswith("has no bound: recursion: f() -> f()")
    excused["one", "main"] = "on purpose"
    assert not told(rows) and rows["reason"] == "on purpose"
    assert told(stack()) == ["verification/limits.py:1: ('one', 'main'): no "
                             "stack is so"]


def test_a_path_that_is_not_known():
    code = SimpleNamespace(calls={"main": {"f"}, "f": set()},
                           by_address={"f"}, unclear=set())
    assert limits.bounded(code, "main", {}) == ([], "f() calls by address")
    code.by_address, code.unclear = set(), {"f"}
    assert "f() has a frame of no fixed size" in limits.bounded(
        code, "main", {})[1]

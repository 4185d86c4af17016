# SPDX-License-Identifier: Apache-2.0
"""Run a test on the plain image while trail.c watches. What it saw is kept in
build/watched, and taken again while image, plugin and all else are the same.
"""
import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

from elftools.elf.elffile import ELFFile

import objects

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests/system"), str(ROOT / "verification")]
import paths  # noqa: E402
import run as system_tests  # noqa: E402

KEPT = Path("build/watched")
TESTS = Path("tests/system")
SERVICES = {"src/apex/": "service", "src/kernel/": "kernel"}
# Where code on a stack begins anew, and the plugin's name for it.
BEGINNINGS = {"arch_restart": "restart", "arch_begin": "anew",
              "arch_vectors": "fault", "vector_1": "interrupt"}
PROCESS = "arch_process"    # which calls what begins anew on a stack
# The application is not the kernel's time, and idle time is nobody's.
APPLICATION = ("kernel_boot", "main")
IDLE = ("sched_idle", "arch_sleep_until")


def parser(doc):
    """Of the arguments of what watches tests."""
    made = argparse.ArgumentParser(description=doc.splitlines()[0])
    made.add_argument("--whole", type=Path, required=True)
    made.add_argument("--objects", type=Path, required=True)
    made.add_argument("--plugin", type=lambda path: Path(path).resolve(),
                      required=True)
    made.add_argument("--objdump", default="aarch64-linux-gnu-objdump")
    made.add_argument("--tests", type=Path, default=TESTS)
    made.add_argument("--images", type=Path, default=Path("build/aarch64"))
    made.add_argument("command", nargs="+", help="QEMU without -kernel")
    return made


def services(folder):
    """{function: kind} of all that the kernel and APEX offer."""
    found = {}
    for path in sorted(folder.rglob("*.o")):
        kind = next((k for start, k in SERVICES.items() if path.relative_to(
            folder).as_posix().startswith(start)), None)
        if kind:
            with path.open("rb") as stream:
                table = ELFFile(stream).get_section_by_name(".symtab")
                found.update((s.name, kind) for s in table.iter_symbols()
                             if s["st_info"]["type"] == "STT_FUNC"
                             and s["st_info"]["bind"] == "STB_GLOBAL")
    return found


def uncounted(program):
    """Instructions that no service counts."""
    function, callee = APPLICATION
    ends = {*program.starts, max(program.code) + 1}
    entry = next((a for a, n in program.starts.items() if n == function), 0)
    body = range(entry, min((a for a in ends if a > entry), default=entry), 4)
    return [a for a in body if program.starts.get(program.callee(a)) == callee
            ] + paths.loop_calling(program, *IDLE)


def entered(program, address):
    """The first call by address in a function."""
    return next(a for a in sorted(program.code)
                if a >= address and program.code[a][0] == "blr")


def arguments(image, options):
    """What the plugin is told about an image."""
    at = system_tests.read_symbols(image)
    if "fault_stack_end" not in at:
        return []
    program = paths.Program(options.objdump, image)
    slot = at["fault_stack_end"] - at["boot_stack_end"]
    return [f"stacks={at['stacks_start']:x}-{at['stacks_end']:x}-{slot:x}",
            *(f"{name}={at[symbol]:x}" for symbol, name in BEGINNINGS.items()),
            f"process={entered(program, at[PROCESS]):x}",
            *(f"call={at[name]:x}" for name in services(options.objects)
              if name in at),
            *(f"skip={a:x}-{a + objects.WORD:x}" for a in uncounted(program))]


def watch(folder, options, tagged=True):
    """(what differed, lines of the plugin) of one test or application."""
    image = options.images / folder.name / f"{folder.name}.elf"
    more = folder / "qemu"
    if tagged:
        system_tests.read_tags(folder / "main.c")
    expected, status = system_tests.read_expected(folder, image)
    told = arguments(image, options)
    command = options.command + (
        more.read_text().split() if more.exists() else [])
    key = hashlib.sha256(repr([
        image.read_bytes(), options.plugin.read_bytes(), told, command,
        expected, status]).encode()).hexdigest()
    kept = KEPT / f"{folder.name}.json"
    if kept.is_file():
        before = json.loads(kept.read_text())
        if before["key"] == key:
            return [], before["lines"]
    with tempfile.TemporaryDirectory() as scratch:
        trail = Path(scratch) / "trail"
        log, code = system_tests.boot(
            [*command, "-plugin",
             ",".join([str(options.plugin), f"out={trail}", *told])], image)
        differs = system_tests.compare(expected, status, log, code)
        if differs:
            return differs, []
        lines = trail.read_text().splitlines()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"key": key, "lines": lines}))
    return [], lines


def steps(lines):
    """The pairs of addresses among the plugin's lines."""
    return [line for line in lines if not line.startswith(("stack", "call"))]

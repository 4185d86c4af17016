#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the system tests' coverage images in QEMU, and keep what they counted.

usage: target.py --build FOLDER -- QEMU-COMMAND...

The guest's memory is a file, and the counters are read from it after the
guest has stopped. A test counts only when its log is the expected one. The
images BUILD/target/<test>/ (clang) leave BUILD/target/<test>.profraw, those in
BUILD/target-gcc/ .gcda files with the sum of all tests beside their objects.
BUILD/target-logs.json has the SHA-256 of the logs that are the expected ones.
"""
import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import gcda
import profraw

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/system"))
import run as system_tests  # noqa: E402

RAM_BASE = 0x40000000
RAM_SIZE = "128M"  # unless the test's file qemu says another one


def run_test(folder, image, command, keep):
    """Run one image, and let keep(image, file of its memory) have its
    counters. (Lines that say what went wrong, none when it has counted; the
    log)."""
    more = folder / "qemu"
    extra = more.read_text().split() if more.exists() else []
    size = extra[extra.index("-m") + 1] if "-m" in extra else RAM_SIZE
    system_tests.read_tags(folder / "main.c", image)
    expected, status = system_tests.read_expected(folder, image)
    with tempfile.TemporaryDirectory() as scratch:
        ram = Path(scratch) / "ram"
        log, code = system_tests.boot(
            [*command, *extra, *system_tests.memory_file(ram, size)], image)
        told = system_tests.compare(expected, status, log, code)
        if not told:
            keep(image, ram)
    return told, log


def keep_profile(image, ram):
    """clang's counters, for this test alone."""
    image.parent.with_suffix(".profraw").write_bytes(
        profraw.assemble(image, ram, RAM_BASE))


class Sum:
    """gcc's counters of all tests."""

    def __init__(self):
        self.units = {}

    def keep(self, image, ram):
        for path, unit in gcda.read_units(image, ram, RAM_BASE).items():
            if path in self.units:
                self.units[path].add(unit)
            else:
                self.units[path] = unit

    def write(self, build):
        """Beside the objects, whatever path the compiler was told."""
        for path, unit in self.units.items():
            below = path.split("/target-gcc/", 1)[1]
            (build / "target-gcc" / below).write_bytes(unit.encode())


def run_all(folders, options):
    """How many runs of images failed."""
    total, failed, logs = Sum(), 0, {}
    variants = (("target", keep_profile), ("target-gcc", total.keep))
    for number, folder in enumerate(folders, 1):
        print(f"[{number}/{len(folders)}] {folder.name} ", end="", flush=True)
        told = []
        for variant, keep in variants:
            image = options.build / variant / folder.name / (folder.name
                                                             + ".elf")
            try:
                wrong, log = run_test(folder, image, options.command, keep)
                told += wrong
                if not wrong:
                    logs.setdefault(folder.name, {})[variant] = (
                        hashlib.sha256(log).hexdigest())
            except (system_tests.BadTest, profraw.ProfileError,
                    gcda.CountersError, OSError) as error:
                told.append(str(error))
        print("FAIL" if told else "counted", flush=True)
        for line in told:
            print(f"    {line}")
        if told:
            print(f"{folder}/main.c:1: the test does not pass when its kernel "
                  "counts coverage\n    cure: make test-system; where that "
                  "passes, the test depends on the speed of the kernel")
        failed += bool(told)
    total.write(options.build)
    (options.build / "target-logs.json").write_text(json.dumps(logs))
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--tests", type=Path, default=Path("tests/system"))
    parser.add_argument("command", nargs="+", help="QEMU without -kernel")
    options = parser.parse_args()
    for old in [*options.build.glob("target/*.profraw"),
                *options.build.glob("target-gcc/**/*.gcda")]:
        old.unlink()
    folders = sorted(p.parent for p in options.tests.glob("*/main.c"))
    failed = run_all(folders, options)
    print(f"system tests: {len(folders) - failed} counted, {failed} failed")
    return 1 if failed or not folders else 0


if __name__ == "__main__":
    sys.exit(main())

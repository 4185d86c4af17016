#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the unit tests' coverage programs on the host.

usage: host.py --build FOLDER PROGRAM...

Programs below BUILD/clang leave BUILD/clang/<program>.profraw, and in
BUILD/clang/<program>.tests the counters of each test; those below BUILD/gcc leave gcov's counters beside their objects. What an earlier run left
is removed first.
"""
import argparse
import os
import subprocess
import sys
from pathlib import Path

TIMEOUT_S = 120


def run_program(program):
    """Lines that say what went wrong; none when all its tests passed."""
    environment = {**os.environ,
                   "LLVM_PROFILE_FILE": f"{program.resolve()}.profraw",
                   "LONGERON_PER_TEST": f"{program.resolve()}.tests"}
    try:
        done = subprocess.run([program.resolve()], env=environment,
                              stdin=subprocess.DEVNULL, timeout=TIMEOUT_S,
                              capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        return [f"did not end within {TIMEOUT_S} s"]
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).splitlines() + [
        f"exit status {done.returncode}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("programs", nargs="*", type=Path)
    options = parser.parse_args()
    for suffix in ("profraw", "gcda", "tests"):
        for old in options.build.glob(f"clang/**/*.{suffix}"):
            old.unlink()
        for old in options.build.glob(f"gcc/**/*.{suffix}"):
            old.unlink()
    failed = 0
    for program in options.programs:
        told = run_program(program)
        for line in told:
            print(f"    {line}")
        if told:
            print(f"{program}: the unit tests do not pass\n    cure: make "
                  "test-unit")
        failed += bool(told)
    print(f"unit tests: {len(options.programs) - failed} programs counted, "
          f"{failed} failed")
    if not options.programs:
        print("tests/unit: no unit test to measure\n    cure: write "
              "tests/unit/<layer>/test_<module>.c")
    return 1 if failed or not options.programs else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the system tests in QEMU and compare each whole log.

usage: run.py [-k PATTERN] [--images FOLDER] -- QEMU-COMMAND...

A test is a folder with main.c, expected.txt and, where the exit status is
not 0, expected.exit; a file qemu has more arguments for QEMU. With --image a
folder without main.c is a test of that image; its tags are in test.md. In
expected.txt {symbol} or {symbol+offset} stands for the address in the image,
as 16 hexadecimal digits, and {symbol..symbol}, with offsets or without, for any
from the first one on and below the second. The requirements and the kind of a test are the tags
in main.c, which the image carries; one with another main.c is refused. Writes
itest.json when all tests ran, and log/verdicts/itest.txt, a line for each.
"""
import argparse
import difflib
import fnmatch
import json
import re
import subprocess
import sys
from pathlib import Path

from elftools.elf.elffile import ELFFile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "trace"))
from longeron_trace import inputs, ran  # noqa: E402

TIMEOUT_S = 30
TAG = re.compile(r"\[itest->(llr~[a-z0-9-]+~\d+)\]")
KIND = re.compile(r"^[ *]*Kind: (normal|robustness)\s*$", re.MULTILINE)
FAULT = re.compile(rb"^longeron: fault in .*, pc (0x[0-9a-f]{16})", re.M)
PLACE = r"(\w+)(?:\+(\w+))?"
SYMBOL = re.compile(r"\{" + PLACE + r"(?:\.\." + PLACE + r")?\}")
RANGE = re.compile(rb"\{([0-9a-f]{16})\.\.([0-9a-f]{16})\}")


class BadTest(Exception):
    """What is wrong with a test's own files."""


def read_tags(source, image=None):
    """The requirements and the kind that main.c names, as an image has it."""
    try:
        text = ran.source(image, source) if image else source.read_text()
    except ran.Refused as refused:
        raise BadTest(str(refused)) from None
    requirements = sorted(set(TAG.findall(text)))
    kinds = KIND.findall(text)
    if not requirements:
        raise BadTest(f"{source}:1: no tag [itest->llr~...~n] in its "
                      f"{'comment' if source.suffix == '.c' else 'text'}")
    if len(kinds) != 1:
        raise BadTest(f"{source}:1: needs one line 'Kind: normal' or "
                      "'Kind: robustness'")
    return requirements, kinds[0]


def read_symbols(image):
    with image.open("rb") as stream:
        table = ELFFile(stream).get_section_by_name(".symtab")
        return {s.name: s["st_value"] for s in table.iter_symbols()}


def read_expected(folder, image):
    """The log and the exit status that a test must have."""
    path = folder / "expected.txt"
    if not path.exists():
        raise BadTest(f"{path}: is missing")
    symbols = read_symbols(image)

    def address(symbol, offset):
        if symbol not in symbols:
            raise BadTest(f"{path}: the image has no symbol {symbol}")
        return f"{symbols[symbol] + int(offset or '0', 0):016x}"

    def place(match):
        first = address(match[1], match[2])
        return (f"{{{first}..{address(match[3], match[4])}}}" if match[3]
                else first)

    text = SYMBOL.sub(place, path.read_text())
    status_path = folder / "expected.exit"
    status = int(status_path.read_text()) if status_path.exists() else 0
    return text.encode(), status


def boot(command, image):
    """The log and the exit status; None: it did not end in time."""
    try:
        run = subprocess.run(
            [*command, "-kernel", str(image)], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as expired:
        return expired.stdout or b"", None
    return run.stdout, run.returncode


def memory_file(path, size):
    """What makes a file the guest's memory, for who reads it afterwards."""
    return ["-m", size, "-object", f"memory-backend-file,id=ram,size={size},"
            f"mem-path={path},share=on", "-machine", "memory-backend=ram"]


def settle(expected, log):
    """The expected log with the addresses that the log has for each range; as
    it is where one of them is outside."""
    ranges = RANGE.findall(expected)
    texts = [re.escape(text) for text in RANGE.split(expected)[::3]]
    found = re.fullmatch(rb"([0-9a-f]{16})".join(texts), log)
    if not found or not all(first <= here < end for (first, end), here
                            in zip(ranges, found.groups())):
        return expected
    return log


def compare(expected, status, log, code):
    """Lines that say what differs; none when the test has passed."""
    expected = settle(expected, log)
    told = list(difflib.unified_diff(
        expected.decode(errors="replace").splitlines(),
        log.decode(errors="replace").splitlines(),
        "expected.txt", "log", lineterm=""))
    if log != expected and not told:
        told.append("the log differs in its line ends")
    if code is None:
        told.append(f"it did not end within {TIMEOUT_S} s")
    elif code != status:
        told.append(f"exit status {code}, expected {status}")
    return told


def places(image, log):
    """Where in the source the faults of a log are, as `make run` tells it."""
    for pc in FAULT.findall(log):
        name, place = subprocess.run(
            ["aarch64-linux-gnu-addr2line", "-fe", image, pc], check=True,
            capture_output=True, text=True).stdout.splitlines()
        yield f"fault at {place.partition(' ')[0]}: in {name}"


def source_of(folder):
    """The file that says what a test is for."""
    main = folder / "main.c"
    return main if main.exists() else folder / "test.md"


def run_test(folder, options):
    """Run one test; its row for itest.json and what differed."""
    name = folder.name
    image = options.images / name / f"{name}.elf"
    source = source_of(folder)
    if source.name != "main.c":
        image = options.image
        if not source.exists():
            raise BadTest(f"{source}: is missing; it says what the test is "
                          "for, as the comment in a main.c does")
    if not image.exists():
        raise BadTest(f"{image}: not built; use make test-system")
    requirements, kind = read_tags(source, image if source.name == "main.c"
                                   else None)
    expected, status = read_expected(folder, image)
    more = folder / "qemu"
    command = options.command + (
        more.read_text().split() if more.exists() else [])
    log, code = boot(command, image)
    told = compare(expected, status, log, code)
    if told:
        told += places(image, log)
    log_path = options.results / "log" / f"{name}.txt"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    log_path.write_bytes(log)
    row = {
        "name": name,
        "folder": str(folder),
        "file": str(source),
        "requirements": requirements,
        "kind": kind,
        "verdict": "fail" if told else "pass",
        "image": str(image),
        "image_sha256": ran.sha256(image.read_bytes()),
        "log": str(log_path),
        "log_sha256": ran.sha256(log),
        "command": " ".join([*command, "-kernel", str(image)]),
    }
    return row, told


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-k", metavar="PATTERN", default="*",
                        help="only tests whose name matches, e.g. 'port_*'")
    parser.add_argument("--tests", type=Path, default=Path("tests/system"))
    parser.add_argument("--images", type=Path, default=Path("build/aarch64"))
    parser.add_argument("--image", type=Path,
                        help="what folders without main.c test")
    parser.add_argument("--results", type=Path, default=Path("build/results"))
    parser.add_argument("command", nargs="+", help="QEMU without -kernel")
    return parser.parse_args()


def main():
    options = parse_arguments()
    names = ("main.c", *(("expected.txt", "test.md") if options.image else ()))
    folders = sorted({p.parent for n in names
                      for p in options.tests.glob(f"*/{n}")})
    chosen = [f for f in folders if fnmatch.fnmatch(f.name, options.k)]
    if not chosen:
        sys.exit(f"{options.tests}: no test matches {options.k!r}")
    made_from = inputs.current(".", "itest")
    rows = []
    failed = 0
    for number, folder in enumerate(chosen, 1):
        print(f"[{number}/{len(chosen)}] {folder.name} ", end="", flush=True)
        try:
            row, told = run_test(folder, options)
            rows.append(row)
        except BadTest as bad:
            told = [str(bad)]
        print("FAIL" if told else "pass", flush=True)
        failed += bool(told)
        for line in told:
            print(f"    {line}")
        if told:
            print(f"{source_of(folder)}:1: test failed; its log is "
                  f"{options.results}/log/{folder.name}.txt")
    result = options.results / "itest.json"
    if chosen == folders:
        result.parent.mkdir(parents=True, exist_ok=True)
        result.write_text(json.dumps(
            {"tests": rows, "inputs": made_from, "ok": failed == 0,
             **ran.write_lines(options.results, "itest", rows)},
            indent=1) + "\n")
    print(f"system tests: {len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Count source lines with cloc, and compare them with the budgets.

usage: sloc.py [--root FOLDER]

A line of code is what cloc calls code: no comments, so no contracts, and no
blank lines. Functions are found by clang, and their lines counted likewise,
from the line of the name to the closing brace. Writes build/results/sloc.json.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

from clang import cindex

import layers
from layers import inputs

# Part, its folders, and at most how many lines; None: only reported.
PARTS = (
    ("kernel with its headers and the port contract",
     ("src/kernel", "include/kernel", "include/arch"), 1680),
    ("APEX", ("src/apex",), 1200),
    ("APEX headers, from the standard", ("include/apex",), None),
    ("port aarch64 with board qemu-virt", ("src/arch/aarch64",
     "src/board/qemu-virt-aarch64"), 475),
    ("memory functions for applications without a C library", ("src/libc",),
     None),
)
FUNCTION_MAX = 60
FILE_MAX = 300
HOURS_PER_LINE = (2, 4)
PORTS = "src/arch"
CURE = {
    "part": "simplify, or change the budget in design and PARTS by a decision",
    "file": "divide the module",
    "function": "divide the function",
}


def count_files(root):
    """Lines of code of every file, as cloc counts them."""
    folders = sorted(f for _, some, _ in PARTS for f in some
                     if (root / f).is_dir())
    if not folders:
        return {}
    done = subprocess.run(
        ["cloc", "--json", "--by-file", "--skip-uniqueness", "--quiet",
         *folders], cwd=root, capture_output=True, text=True, check=True)
    counted = json.loads(done.stdout) if done.stdout.strip() else {}
    return {name.removeprefix("./"): row["code"]
            for name, row in counted.items() if name not in ("header", "SUM")}


def code_lines(cursor):
    """How many lines of a definition hold a token that is no comment."""
    lines = set()
    for token in cursor.get_tokens():
        if token.kind != cindex.TokenKind.COMMENT:
            lines.update(range(token.extent.start.line,
                               token.extent.end.line + 1))
    return len(lines)


def parse(index, root, file, **options):
    """A file as clang understands it, for the port that there is."""
    port = sorted((root / PORTS).glob("*"))
    return index.parse(
        str(root / file),
        args=["-xc", "-std=c11", f"-I{root}/include", f"-I{root}/include/apex",
              *(f"-I{p}" for p in port)], **options)


def definitions(unit, root):
    """(file, cursor) of every function below root that a unit defines."""
    for cursor in unit.cursor.get_children():
        if (cursor.kind == cindex.CursorKind.FUNCTION_DECL
                and cursor.is_definition()
                and Path(cursor.location.file.name).is_relative_to(root)):
            yield (Path(cursor.location.file.name).relative_to(root)
                   .as_posix(), cursor)


def functions_of(index, root, file):
    for place, cursor in definitions(parse(index, root, file), root):
        if place == file:
            yield {"name": cursor.spelling, "file": file,
                   "line": cursor.location.line, "lines": code_lines(cursor)}


def problem(file, line, text, kind):
    return layers.problem(file, line, text, CURE[kind])


def measure(root):
    """The content of sloc.json, without the verdict of who is missing."""
    counted = count_files(root)
    index = cindex.Index.create()
    parts, found = [], []
    for name, folders, limit in PARTS:
        inside = {f: n for f, n in counted.items()
                  if any(f.startswith(x + "/") for x in folders)}
        total = sum(inside.values())
        parts.append({"part": name, "sloc": total, "limit": limit})
        if limit is not None and total > limit:
            longest = max(inside, key=lambda f: (inside[f], f))
            found.append(problem(longest, 1, f"{name}: {total} lines, budget "
                                 f"{limit}; this is its longest file", "part"))
    for file, lines in sorted(counted.items()):
        if lines > FILE_MAX:
            found.append(problem(file, 1, f"{lines} lines of code, at most "
                                 f"{FILE_MAX}", "file"))
    functions = [f for file in sorted(counted) if file.endswith((".c", ".h"))
                 for f in functions_of(index, root, file)]
    for each in functions:
        if each["lines"] > FUNCTION_MAX:
            found.append(problem(
                each["file"], each["line"], f"{each['name']}() has "
                f"{each['lines']} lines, at most {FUNCTION_MAX}", "function"))
    total = sum(p["sloc"] for p in parts)
    return {
        "parts": parts,
        "files": [{"file": f, "sloc": n} for f, n in sorted(counted.items())],
        "functions": functions,
        "cost_hours": [total * hours for hours in HOURS_PER_LINE],
        "problems": found,
        "ok": bool(total and functions and not found),
    }


def show(result):
    for part in result["parts"]:
        limit = part["limit"]
        print(f"{part['sloc']:6} {'of ' + str(limit) if limit else '':8}"
              f"{part['part']}")
    total = sum(p["sloc"] for p in result["parts"])
    low, high = result["cost_hours"]
    print(f"{total:6} lines; at {HOURS_PER_LINE[0]} to {HOURS_PER_LINE[1]} "
          f"hours a line {low:,} to {high:,} hours to certify")
    if result["functions"]:
        longest = max(result["functions"], key=lambda f: f["lines"])
        print(f"longest function: {longest['name']}(), {longest['lines']} "
              f"lines ({longest['file']}:{longest['line']})")
    layers.tell(result["problems"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    root = parser.parse_args().root.resolve()
    try:
        made_from = inputs.current(root, "sloc")
        result = {**measure(root), "inputs": made_from}
    except FileNotFoundError:
        sys.exit("cloc is missing: install the package cloc, or run "
                 "./bootstrap")
    path = root / "build/results/sloc.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    show(result)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

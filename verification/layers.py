#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check that includes point downwards only, and that nothing in the kernel
is chosen by the preprocessor (docs/ARCHITECTURE.md has the layers).

usage: layers.py [--root FOLDER]

Writes build/results/layers.json. The lexer is clang's.
"""
import argparse
import json
import sys
from pathlib import Path

from clang import cindex

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
from longeron_trace import inputs  # noqa: E402

# What the files of a folder may include: folders, or single files. A folder
# may always include itself. The first row that fits a path counts.
LAYERS = (
    ("include/spec", ("include/kernel",)),  # contracts: no code in it
    ("include/apex", ("include/spec", "include/kernel")),
    ("src/apex", ("include/apex", "include/spec", "include/kernel",
                  "include/arch")),
    ("include/kernel", ("include/spec", "include/arch")),
    ("src/kernel", ("include/kernel", "include/spec", "include/arch")),
    ("include/arch", ("include/spec", "include/kernel/limits.h",
                      "include/kernel/config.h", "arch_inline.h")),
    ("src/arch", ("include/arch", "include/kernel/limits.h",
                  "include/kernel/boot.h", "include/kernel/copy.h")),
    ("src/board", ("include/arch", "include/kernel/limits.h",
                   "include/kernel/boot.h")),
    ("src/libc", ()),
)
SUFFIXES = (".c", ".h", ".S", ".acsl")
NO_CODE = (".ld",)  # read by the linker alone
SEARCH = ("include", "include/apex")
CHOSEN_BY_PORT = "arch_inline.h"  # found in the port's folder, not in include
# What C11 has without a library (4p6).
FREESTANDING = {"float.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h",
                "stdbool.h", "stddef.h", "stdint.h", "stdnoreturn.h"}
CONDITIONALS = {"if", "ifdef", "ifndef", "elif"}
ISA_MACROS = {"__aarch64__", "__arm__", "__riscv", "__x86_64__", "__i386__"}


class Directive:
    """One preprocessor directive: its line, its name, and what follows."""

    def __init__(self, line, name, rest):
        self.line, self.name, self.rest = line, name, rest


def read_directives(index, path):
    """The directives of a file, in order, and the first line of code or None,
    by clang's lexer."""
    unit = index.parse(str(path), args=["-xc", "-nostdinc"], options=cindex
                       .TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    end = cindex.SourceLocation.from_offset(
        unit, unit.get_file(str(path)), path.stat().st_size)
    start = cindex.SourceLocation.from_offset(
        unit, unit.get_file(str(path)), 0)
    extent = cindex.SourceRange.from_locations(start, end)
    tokens = [(t.location.line, t.spelling)
              for t in unit.get_tokens(extent=extent)
              if t.kind != cindex.TokenKind.COMMENT]
    directives, previous, code = [], 0, None
    for place, (line, text) in enumerate(tokens):
        if text == "#" and line != previous:
            rest = [t for n, t in tokens[place + 1:place + 40] if n == line]
            directives.append(Directive(line, rest[0] if rest else "",
                                        rest[1:]))
        elif code is None and (not directives or directives[-1].line != line):
            code = line
        previous = line
    return directives, code


def layer_of(file):
    return next((row for row in LAYERS
                 if file == row[0] or file.startswith(row[0] + "/")), None)


def resolve(root, file, name):
    """The included file's path in the repository, or None."""
    beside = (root / file).parent / name
    for path in (beside, *(root / s / name for s in SEARCH)):
        if path.is_file():
            return path.resolve().relative_to(root).as_posix()
    return name if name == CHOSEN_BY_PORT else None


def problem(file, line, text, cure):
    return {"file": file, "line": line, "text": text, "cure": cure}


def tell(problems):
    for each in problems:
        print(f"{each['file']}:{each['line']}: {each['text']}\n"
              f"    cure: {each['cure']}")


def check_include(root, file, directive):
    """What is wrong with one #include; None when nothing is."""
    told = "".join(directive.rest)
    name = told[1:-1]
    folder, allowed = layer_of(file)
    if told.startswith("<") and resolve(root, file, name) is None:
        if name in FREESTANDING:
            return None
        return problem(
            file, directive.line, f"includes <{name}>, which needs a C library",
            "use only the headers that a freestanding compiler has")
    target = resolve(root, file, name)
    if target is None:
        return problem(file, directive.line, f"includes {told}, which is "
                       "nowhere below include/",
                       "correct the name, or add the header")
    fits = (target == place or target.startswith(place + "/")
            for place in (folder, *allowed))
    if any(fits):
        return None
    return problem(
        file, directive.line, f"includes {target}: from {folder} that points "
        "upwards or across",
        f"{folder} may include only {', '.join((folder, *allowed))}; move the "
        "declaration down, or the code up")


def guard_of(file, directives):
    """The include guard's directive, which alone may choose."""
    if (file.endswith(".h") and len(directives) > 1
            and directives[0].name == "ifndef"
            and directives[1].name == "define"
            and directives[0].rest == directives[1].rest[:1]):
        return directives[0]
    return None


def check_conditional(file, directive):
    """Features are chosen by file, and no ISA is named outside its port."""
    if file.startswith(("src/kernel/", "include/kernel/")):
        return problem(
            file, directive.line, f"#{directive.name} in the kernel",
            "put the variant in a file of its own, and choose the file")
    named = ISA_MACROS.intersection(directive.rest)
    if named and not file.startswith("src/arch/"):
        return problem(
            file, directive.line, f"#{directive.name} {min(named)}: an ISA "
            "outside src/arch", "move the code to src/arch/<isa>")
    return None


def check_file(index, root, file):
    directives, code = read_directives(index, root / file)
    guard = guard_of(file, directives)
    found = []
    if code and file.endswith(".acsl"):
        found.append(problem(file, code, "code in a file of contracts",
                             "move it to a header or a source"))
    for directive in directives:
        if directive.name == "include":
            found.append(check_include(root, file, directive))
        elif directive.name in CONDITIONALS and directive is not guard:
            found.append(check_conditional(file, directive))
    return [f for f in found if f]


def check_tree(root):
    """(number of files, problems) of include/ and src/."""
    root = root.resolve()
    index = cindex.Index.create()
    files = sorted(
        path.relative_to(root).as_posix()
        for top in ("include", "src") for path in (root / top).rglob("*")
        if path.suffix not in NO_CODE and path.is_file())
    found = []
    for file in files:
        if not file.endswith(SUFFIXES):
            found.append(problem(file, 1, "is a kind of file that no check "
                                 "reads", "put code in .c, .h or .S, and "
                                 "contracts in .acsl"))
        elif layer_of(file) is None:
            found.append(problem(file, 1, "belongs to no layer",
                                 "move it, or add its layer to "
                                 "verification/layers.py"))
        else:
            found += check_file(index, root, file)
    return len(files), found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    options = parser.parse_args()
    made_from = inputs.current(options.root, "layers")
    count, found = check_tree(options.root)
    ok = count > 0 and not found
    tell(found)
    result = options.root / "build/results/layers.json"
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps({"files": count, "violations": found,
                                  "inputs": made_from, "ok": ok},
                                 indent=1, sort_keys=True) + "\n")
    print(f"layers: {count} files, {len(found)} violations")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())

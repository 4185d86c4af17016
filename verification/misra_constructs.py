# SPDX-License-Identifier: Apache-2.0
"""Constructs of the kernel's and APEX's C that would hide a finding from a
checker, or that no checker reads. The lexer is clang's; preprocessor
conditions do not hide anything from it.
"""
import re

from clang import cindex

FOLDERS = ("src/kernel", "src/apex", "include/kernel", "include/apex",
           "include/arch", "include/spec")
SUFFIXES = (".c", ".h", ".acsl")
ASSEMBLY = "move it to src/arch"
WORDS = {
    "asm": ASSEMBLY, "__asm": ASSEMBLY, "__asm__": ASSEMBLY,
    "__attribute": "write it in standard C",
    "__attribute__": "write it in standard C",
    "__extension__": "write it in standard C",
    "_Pragma": "remove it, and correct what it hides",
}
SUPPRESSION = re.compile(r"\b(?:cppcheck-suppress\w*|NOLINT\w*)")


def is_function_like(tokens):
    """Of a macro's definition: its ( follows the name without a space."""
    return (len(tokens) > 1 and tokens[1].spelling == "("
            and tokens[0].extent.end.offset == tokens[1].extent.start.offset)


def in_file(index, path):
    """(line, text) of each construct in one file."""
    unit = index.parse(str(path), args=["-xc", "-nostdinc"], options=cindex
                       .TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    file = unit.get_file(str(path))
    extent = cindex.SourceRange.from_locations(*(
        cindex.SourceLocation.from_offset(unit, file, offset)
        for offset in (0, path.stat().st_size)))
    before = ""
    macro, last = [], 0  # tokens from a #define on, its last line so far
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for token in unit.get_tokens(extent=extent):
        word = token.spelling.replace("\\\n", "")
        line = token.location.line
        if token.kind == cindex.TokenKind.COMMENT:
            for hit in SUPPRESSION.finditer(word):
                yield (line + word.count("\n", 0, hit.start()),
                       f"`{hit[0]}` in a comment: remove it")
            continue
        if word in WORDS:
            yield line, f"`{word}`: {WORDS[word]}"
        if before in ("#", "%:") and word == "pragma":
            yield line, "`#pragma`: remove it, and correct what it hides"
        if before in ("#", "%:") and word == "define":
            macro, last = [], line
        elif last:
            if all(lines[n - 1].rstrip().endswith("\\")
                   for n in range(last, line)):
                macro.append(token)
                last = line
                if word == ";" and is_function_like(macro):
                    yield (macro[0].location.line, "statements in the macro "
                           f"`{macro[0].spelling}`: make it a function")
                    last = 0
            else:
                last = 0
        before = word


def find(root):
    """Findings {(file, line, rule, text)} as those of misra.py."""
    index = cindex.Index.create()
    return {(path.relative_to(root).as_posix(), line, "construct", text)
            for folder in FOLDERS
            for path in sorted((root / folder).rglob("*"))
            if path.suffix in SUFFIXES
            for line, text in in_file(index, path)}

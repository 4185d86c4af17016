# SPDX-License-Identifier: Apache-2.0
"""Constructs of the C code that would hide a finding from a checker, or that
no checker reads, and directives that clang's lexer and syntax tree can check.
Preprocessor conditions do not hide anything from the lexer.
"""
import os
import re

from clang import cindex
from longeron_trace import code as trace_code

FOLDERS = ("src", "include")
SUFFIXES = (".c", ".h", ".acsl")
PORT = ("src/arch/", "src/board/")  # where assembly is at home
ASSEMBLY = "move it to src/arch"
WORDS = {
    "asm": ASSEMBLY, "__asm": ASSEMBLY, "__asm__": ASSEMBLY,
    "__attribute": "write it in standard C",
    "__attribute__": "write it in standard C",
    "__extension__": "write it in standard C",
    "_Pragma": "remove it, and correct what it hides",
}
BASIC = {"short", "int", "long", "signed", "unsigned", "float", "double"}
# A line of a comment that is a statement, or the head or the end of a block.
STATEMENT = re.compile(r"""^[\s*/]*(?:
    (?:[\w.\[\]>*-]+\s+)*[\w.\[\]>-]+\s*(?:[-+*/|&]?=[^=].*|\(.*\)|\+\+|--)\s*;
    |(?:return|break|continue|goto)\b[^.]*;
    |(?:if|for|while|switch)\s*\(.*\)\s*\{
    |[{}]+)[\s*/]*$""", re.VERBOSE)
ALIKE = (("_", ""), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("2", "z"),
         ("h", "n"), ("8", "b"), ("rn", "m"))
STATUS = {"enum status", "RETURN_CODE_TYPE"}
guarded = cindex.conf.lib.clang_isFileMultipleIncludeGuarded
SUPPRESSION = re.compile(r"\b(?:cppcheck-suppress\w*|NOLINT\w*)")


def is_function_like(tokens):
    """Of a macro's definition: its ( follows the name without a space."""
    return (len(tokens) > 1 and tokens[1].spelling == "("
            and tokens[0].extent.end.offset == tokens[1].extent.start.offset)


def seen_as(name):
    """What names that look alike have in common. A name in capitals differs
    from one that is not."""
    capitals = name.isupper()
    name = name.lower()
    for old, new in ALIKE:
        name = name.replace(old, new)
    return capitals, name


def alike(tokens):
    """(line, text) of each name that looks like one that came before, in the
    same function or outside of all."""
    outside, inside, depth = {}, {}, 0
    for token in tokens:
        name = token.spelling
        depth += (name in ("(", "{")) - (name in (")", "}"))
        if depth == 0 and name in (";", "}"):
            inside = {}
        elif token.kind == cindex.TokenKind.IDENTIFIER:
            kind = seen_as(name)
            names = [*outside.get(kind, ()), *inside.get(kind, ())]
            if names and name not in names:
                yield (token.location.line, f"`{name}` and `{names[0]}` look "
                       "alike: rename one")
            (inside if depth else outside).setdefault(kind, []).append(name)


def basic_types(tokens):
    """(line, text) where a type of the language stands, but in a typedef and
    for main()."""
    start, words = True, [t.spelling for t in tokens]
    inside = False
    for number, token in enumerate(tokens):
        word = words[number]
        if start:
            inside = word == "typedef"
        start = word in ";{}"
        if (word in BASIC and token.kind == cindex.TokenKind.KEYWORD
                and not inside and words[number + 1:number + 2] != ["main"]):
            yield (token.location.line, f"basic type `{word}`: use one of "
                   "stdint.h")


def in_tree(index, root, file):
    """(file, line, text) of calls and differences that the syntax tree of a C
    file has, in it and in headers of ours."""
    unit = index.parse(str(root / file), args=["-xc", *(
        a.replace("-I", f"-I{root}/", 1) if a.startswith("-I") else a
        for a in (*trace_code.ARGUMENTS, *trace_code.TARGET))])
    for error in unit.diagnostics:
        if error.severity >= cindex.Diagnostic.Error:
            yield (file, 1, f"is not C for libclang: {error.spelling}")

    def visit(cursor, around):
        if cursor.kind == cindex.CursorKind.CALL_EXPR:
            yield from called(root, cursor, around)
        if is_pointer_difference(cursor):
            yield (ours(root, cursor), cursor.location.line, "difference of "
                   "two pointers: count with an index")
        for child in cursor.get_children():
            yield from visit(child, cursor)

    for cursor in unit.cursor.get_children():
        if ours(root, cursor):
            yield from visit(cursor, None)


def is_pointer_difference(cursor):
    """Of two pointers only a difference is a signed long; a comparison is an
    int."""
    operands = [o.type.get_canonical().kind for o in cursor.get_children()]
    return (cursor.kind == cindex.CursorKind.BINARY_OPERATOR
            and operands == [cindex.TypeKind.POINTER] * 2
            and cursor.type.get_canonical().kind == cindex.TypeKind.LONG)


def ours(root, cursor):
    """The file below root that a cursor stands in, or None."""
    file = cursor.location.file
    name = os.path.normpath(file.name) if file else ""
    return name.removeprefix(f"{root}/") if name.startswith(
        f"{root}/") else None


def called(root, cursor, around):
    function = cursor.referenced
    place = ours(root, cursor), cursor.location.line
    if (function is not None
            and function.kind == cindex.CursorKind.FUNCTION_DECL
            and (not ours(root, function)
                 or cursor.spelling.startswith("__builtin_"))):
        yield (*place, f"function `{cursor.spelling}` of a library or the "
               "compiler: write what is needed")
    kinds = cindex.CursorKind
    unused = around is not None and (
        around.kind == kinds.COMPOUND_STMT
        or around.kind == kinds.CSTYLE_CAST_EXPR
        and around.type.kind == cindex.TypeKind.VOID)
    if unused and cursor.type.spelling in STATUS:
        yield (*place, f"what `{cursor.spelling}` answers is not tested: "
               "test it")


def in_file(index, path, asm=False):
    """(line, text) of each construct in one file; asm: it may have it."""
    unit = index.parse(str(path), args=["-xc", "-nostdinc"], options=cindex
                       .TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    file = unit.get_file(str(path))
    extent = cindex.SourceRange.from_locations(*(
        cindex.SourceLocation.from_offset(unit, file, offset)
        for offset in (0, path.stat().st_size)))
    before = ""
    macro, last = [], 0  # tokens from a #define on, its last line so far
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    tokens = list(unit.get_tokens(extent=extent))
    code = [t for t in tokens if t.kind != cindex.TokenKind.COMMENT
            and not re.match(r"\s*#\s*include", lines[t.location.line - 1])]
    yield from alike(code)
    yield from basic_types(code)
    if path.suffix == ".h" and not guarded(unit, file):
        yield 1, "no guard against a second #include: write #ifndef, #define"
    for token in tokens:
        word = token.spelling.replace("\\\n", "")
        line = token.location.line
        if token.kind == cindex.TokenKind.COMMENT:
            for hit in SUPPRESSION.finditer(word):
                yield (line + word.count("\n", 0, hit.start()),
                       f"`{hit[0]}` in a comment: remove it")
            for number, text in enumerate(word.splitlines()):
                if not re.match(r"/[*/]@", word) and STATEMENT.match(text):
                    yield (line + number, f"commented out code, "
                           f"`{text.strip()}`: remove it")
            continue
        if word in WORDS and not (asm and WORDS[word] == ASSEMBLY):
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
    index, found = cindex.Index.create(), set()
    for path in sorted(p for folder in FOLDERS for p in (
            root / folder).rglob("*") if p.suffix in SUFFIXES):
        file = path.relative_to(root).as_posix()
        found |= {(file, line, "construct", text) for line, text in in_file(
            index, path, file.startswith(PORT))}
        if path.suffix == ".c":
            found |= {(place, line, "construct", text) for place, line, text
                      in in_tree(index, root, file)}
    return found

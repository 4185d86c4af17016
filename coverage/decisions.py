# SPDX-License-Identifier: Apache-2.0
"""The decisions and conditions of the source, from clang's syntax tree: an
independent count for what the coverage tools say that they measured."""
import ctypes
from dataclasses import dataclass, field

from clang import cindex

KIND = cindex.CursorKind
LOGICAL = (cindex.BinaryOperator.LAnd, cindex.BinaryOperator.LOr)
LOGICAL_NOT = 10  # CXUnaryOperator_LNot, which the binding does not name
unary_operator = cindex.conf.lib.clang_getCursorUnaryOperatorKind
unary_operator.argtypes = [cindex.Cursor]
unary_operator.restype = ctypes.c_int
# What may stand between the operators of one decision.
TRANSPARENT = (KIND.PAREN_EXPR, KIND.UNEXPOSED_EXPR)
# Statements whose condition has two outcomes, and which child it is.
CONTROL = {KIND.IF_STMT: 0, KIND.WHILE_STMT: 0, KIND.DO_STMT: 1,
           KIND.CONDITIONAL_OPERATOR: 0}
LABELS = (KIND.CASE_STMT, KIND.DEFAULT_STMT)    # each is taken or not


class ParseError(Exception):
    """clang could not read a file."""


@dataclass
class Code:
    """What the tree says of the measured files; places: (line, column)."""
    functions: dict = field(default_factory=dict)   # file: [(a, b, name)]
    decisions: dict = field(default_factory=dict)   # (file, place): conditions
    conditions: set = field(default_factory=set)    # (file, place)

    def function_at(self, file, line):
        return next((name for first, last, name in
                     self.functions.get(file, ()) if first <= line <= last),
                    "")


def place_of(cursor):
    """Where the text of an expression begins, outside of macros."""
    start = cursor.extent.start
    return start.line, start.column


def is_logical(cursor):
    return (cursor.kind == KIND.BINARY_OPERATOR
            and cursor.binary_operator in LOGICAL)


def is_not(cursor):
    return (cursor.kind == KIND.UNARY_OPERATOR
            and unary_operator(cursor) == LOGICAL_NOT)


def strip(cursor):
    """The expression without parentheses and implicit conversions."""
    while cursor.kind in TRANSPARENT or is_not(cursor):
        inner = list(cursor.get_children())
        if len(inner) != 1:
            break
        cursor = inner[0]
    return cursor


def leaves(cursor):
    """The conditions of a boolean expression."""
    inner = strip(cursor)
    if is_logical(inner):
        for child in inner.get_children():
            yield from leaves(child)
    else:
        yield cursor


def condition_of(cursor):
    """The condition of a statement with two outcomes, or None."""
    children = list(cursor.get_children())
    if cursor.kind == KIND.FOR_STMT:
        # init; condition; step: those left out are no children
        return next((c for c in children[:-1] if is_boolean(c)), None)
    if cursor.kind in CONTROL:
        return children[CONTROL[cursor.kind]]
    return None


def is_boolean(cursor):
    inner = strip(cursor)
    return (is_logical(inner) or inner.kind == KIND.BINARY_OPERATOR
            and inner.binary_operator in (
                cindex.BinaryOperator.LT, cindex.BinaryOperator.GT,
                cindex.BinaryOperator.LE, cindex.BinaryOperator.GE,
                cindex.BinaryOperator.EQ, cindex.BinaryOperator.NE))


def visit(code, file, cursor, inside):
    """Note decisions below a cursor; inside: of a decision already noted."""
    if is_logical(cursor):
        found = list(leaves(cursor))
        if not inside:
            code.decisions[file, place_of(cursor)] = len(found)
        code.conditions.update((file, place_of(c)) for c in found)
        inside = True
    elif not (cursor.kind in TRANSPARENT or is_not(cursor)):
        inside = False
    if cursor.kind in LABELS:
        code.conditions.add((file, place_of(cursor)))
    condition = condition_of(cursor)
    if condition is not None and not is_logical(strip(condition)):
        code.conditions.add((file, place_of(condition)))
    for child in cursor.get_children():
        visit(code, file, child, inside)


def top_level(files, arguments):
    """(file, cursor) of all that stands at the top of C files, and of what
    they include."""
    index = cindex.Index.create()
    for unit_file in files:
        unit = index.parse(unit_file, args=list(arguments))
        bad = [d for d in unit.diagnostics
               if d.severity >= cindex.Diagnostic.Error]
        if bad:
            raise ParseError(f"{bad[0].location.file}:{bad[0].location.line}: "
                             f"{bad[0].spelling}")
        for cursor in unit.cursor.get_children():
            yield (cursor.location.file.name if cursor.location.file else "",
                   cursor)


def read_code(files, arguments):
    """The Code of C files, and of what they include, that is in files."""
    code = Code()
    wanted = set(files)
    for file, cursor in top_level(
            sorted(f for f in wanted if f.endswith(".c")),
            ["-xc", "-std=c11", *arguments]):
        if (file in wanted and cursor.kind == KIND.FUNCTION_DECL
                and cursor.is_definition()):
            known = code.functions.setdefault(file, [])
            entry = (cursor.extent.start.line, cursor.extent.end.line,
                     cursor.spelling)
            if entry not in known:
                known.append(entry)
            visit(code, file, cursor, False)
    return code

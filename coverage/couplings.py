# SPDX-License-Identifier: Apache-2.0
"""Calls and accesses to data between modules, from clang's syntax tree. A
module is a .c or .S file with its header: src/kernel/sched.c and
include/kernel/sched.h are kernel/sched."""
from dataclasses import dataclass, field
from pathlib import Path

from clang import cindex
from decisions import top_level, unary_operator

KIND = cindex.CursorKind
ASSIGN = cindex.BinaryOperator.Assign
STEPS = (1, 2, 3, 4)       # CXUnaryOperator_PostInc .. PreDec
ADDRESS = 5                # CXUnaryOperator_AddrOf
NO_ACCESS = (KIND.CXX_UNARY_EXPR, KIND.TYPE_REF)     # sizeof
THROUGH = (KIND.PAREN_EXPR, KIND.UNEXPOSED_EXPR, KIND.CSTYLE_CAST_EXPR)
READ, WRITE = "read", "write"
APPLICATION = "application"     # what declares and has no definition here


def module_of(file):
    """src/arch/aarch64/arch_inline.h: arch/arch."""
    path = Path(file)
    return f"{path.parts[1]}/{path.stem.removesuffix('_inline')}"


@dataclass
class Code:
    """What the tree has. A site is (file, function, line, column)."""
    functions: dict = field(default_factory=dict)   # name: {(file, a, b)}
    defined: dict = field(default_factory=dict)     # object: its file
    constant: set = field(default_factory=set)      # with an initial value
    shared: dict = field(default_factory=dict)      # object: (header, line)
    calls: dict = field(default_factory=dict)       # (file, function, callee)
    pointers: dict = field(default_factory=dict)    # (..., parameter)
    accesses: dict = field(default_factory=dict)    # (item, kind): {site}
    types: dict = field(default_factory=dict)       # struct: objects of it

    def function_at(self, file, line):
        return next((name for name, places in sorted(self.functions.items())
                     for where, first, last in places
                     if where == file and first <= line <= last), "")


def strip(cursor):
    """The expression without parentheses and conversions."""
    while cursor.kind in THROUGH:
        inner = [c for c in cursor.get_children()
                 if c.kind not in (KIND.TYPE_REF,)]
        if len(inner) != 1:
            break
        cursor = inner[0]
    return cursor


def children(cursor):
    return list(cursor.get_children())


def is_object(cursor):
    """A variable that lives as long as the image."""
    return (cursor is not None and cursor.kind == KIND.VAR_DECL
            and (cursor.storage_class in (cindex.StorageClass.STATIC,
                                          cindex.StorageClass.EXTERN)
                 or cursor.semantic_parent.kind == KIND.TRANSLATION_UNIT))


def record_of(kind):
    """The struct behind arrays and pointers, or None."""
    kind = kind.get_canonical()
    while kind.kind in (cindex.TypeKind.CONSTANTARRAY, cindex.TypeKind.POINTER,
                        cindex.TypeKind.INCOMPLETEARRAY):
        kind = (kind.get_pointee() if kind.kind == cindex.TypeKind.POINTER
                else kind.element_type).get_canonical()
    return kind if kind.kind == cindex.TypeKind.RECORD else None


def leaves(kind, path=()):
    """Paths of all fields in a type that is accessed as a whole."""
    kind = kind.get_canonical()
    while kind.kind == cindex.TypeKind.CONSTANTARRAY:
        kind = kind.element_type.get_canonical()
    if kind.kind != cindex.TypeKind.RECORD:
        yield path
        return
    for each in kind.get_fields():
        yield from leaves(each.type, (*path, each.spelling))


class Reader:
    """Fills Code from one function after another."""

    def __init__(self, code):
        self.code = code
        self.file, self.function = "", ""

    def site(self, cursor):
        place = cursor.extent.start
        return self.file, self.function, place.line, place.column

    def read(self, file, cursor):
        self.file, self.function = file, cursor.spelling
        for child in children(cursor):
            if child.kind == KIND.COMPOUND_STMT:
                self.visit(child)

    def visit(self, cursor, modes=(READ,), address=False):
        """modes: what the code around does with the value, or through its
        address."""
        kind, inner = cursor.kind, children(cursor)
        if kind in NO_ACCESS:
            return
        if kind == KIND.CALL_EXPR:
            self.call(cursor)
        elif kind == KIND.BINARY_OPERATOR and cursor.binary_operator == ASSIGN:
            self.visit(inner[0], (WRITE,))
            self.value(inner[1], inner[0].type)
        elif kind == KIND.COMPOUND_ASSIGNMENT_OPERATOR:
            self.visit(inner[0], (READ, WRITE))
            self.visit(inner[1])
        elif kind == KIND.UNARY_OPERATOR:
            operator = unary_operator(cursor)
            self.visit(inner[0], (READ, WRITE) if operator in STEPS
                       else modes if operator == ADDRESS else (READ,),
                       operator == ADDRESS)
        elif kind in THROUGH:
            for child in inner:
                self.visit(child, modes, address)
        elif kind in (KIND.MEMBER_REF_EXPR, KIND.ARRAY_SUBSCRIPT_EXPR,
                      KIND.DECL_REF_EXPR):
            self.access(cursor, modes, address)
        elif kind == KIND.VAR_DECL:
            for child in inner:
                if child.kind.is_expression():
                    self.visit(child, self.pointed(cursor.type))
        else:
            for child in inner:
                self.visit(child)

    @staticmethod
    def pointed(kind):
        """What may be done through a pointer of this type."""
        kind = kind.get_canonical()
        if kind.kind == cindex.TypeKind.POINTER and not (
                kind.get_pointee().is_const_qualified()):
            return READ, WRITE
        return (READ,)

    def call(self, cursor):
        inner, callee = children(cursor), cursor.referenced
        if callee is None or callee.kind != KIND.FUNCTION_DECL:
            for child in inner:      # an entry of the application
                self.visit(child)
            return
        self.note_call(callee, cursor)
        parameters = list(callee.get_arguments())
        for argument, parameter in zip(cursor.get_arguments(), parameters):
            if parameter.type.get_canonical().kind == cindex.TypeKind.POINTER:
                key = (self.file, self.function, callee.spelling,
                       parameter.spelling)
                self.code.pointers.setdefault(key, set()).add(
                    self.site(cursor))
            self.value(argument, parameter.type)

    def value(self, cursor, kind):
        """What a variable of this type takes; an address, also with an index
        or a cast, may be read and written through."""
        inner = strip(cursor)
        if inner.kind == KIND.BINARY_OPERATOR and \
                inner.binary_operator != ASSIGN:
            for child in children(inner):
                self.value(child, kind)
        else:
            self.visit(cursor, self.pointed(kind) if self.is_address(cursor)
                       else (READ,))

    @staticmethod
    def is_address(argument):
        inner = strip(argument)
        return (inner.kind == KIND.UNARY_OPERATOR
                and unary_operator(inner) == ADDRESS
                or inner.type.get_canonical().kind
                == cindex.TypeKind.CONSTANTARRAY)

    def note_call(self, callee, cursor):
        key = self.file, self.function, callee.spelling
        self.code.calls.setdefault(key, set()).add(self.site(cursor))

    def access(self, cursor, modes, address):
        """An lvalue: its object and fields; indexes are read. The address of
        a struct is no access: those through it are found by its type."""
        path, site = [], self.site(cursor)
        if address and cursor.type.get_canonical().kind == (
                cindex.TypeKind.RECORD):
            modes = ()
        kind, whole = cursor.type, cursor
        while True:
            cursor = strip(cursor)
            if cursor.kind == KIND.MEMBER_REF_EXPR:
                base = children(cursor)[0]
                path.insert(0, cursor.spelling)
                if base.type.get_canonical().kind == cindex.TypeKind.POINTER:
                    self.by_type(base.type, path, kind, modes, site)
                    self.visit(base)
                    return
                cursor = base
            elif cursor.kind == KIND.ARRAY_SUBSCRIPT_EXPR:
                base, index = children(cursor)
                self.visit(index)
                if strip(base).type.get_canonical().kind == (
                        cindex.TypeKind.POINTER):
                    self.by_type(base.type, path, kind, modes, site)
                    self.visit(base)
                    return
                cursor = base
            else:
                break
        declared = cursor.referenced
        if cursor.kind == KIND.DECL_REF_EXPR:
            if declared.kind == KIND.FUNCTION_DECL:
                self.note_call(declared, whole)
            elif is_object(declared):
                self.note(declared.spelling, path, kind, modes, site)
        elif cursor is not whole:
            self.visit(cursor)

    def by_type(self, pointer, path, kind, modes, site):
        """Through a pointer: it may be any object of that type."""
        record = record_of(pointer)
        if record is not None:
            self.note(record.spelling.removeprefix("const "), path, kind,
                      modes, site)

    def note(self, name, path, kind, modes, site):
        for leaf in leaves(kind):
            item = ".".join((name, *path, *leaf))
            for mode in modes:
                self.code.accesses.setdefault((item, mode), set()).add(site)


def read_code(files, arguments):
    """The Code of C files and of the headers of ours that they include."""
    code, seen = Code(), set()
    for file, cursor in top_level(files, arguments):
        key = file, cursor.location.offset
        if not file.startswith(("src/", "include/")) or key in seen:
            continue
        seen.add(key)
        if cursor.kind == KIND.VAR_DECL:
            note_object(code, file, cursor)
        elif (cursor.kind == KIND.FUNCTION_DECL
                and cursor.is_definition()):
            code.functions.setdefault(cursor.spelling, set()).add(
                (file, cursor.extent.start.line, cursor.extent.end.line))
            Reader(code).read(file, cursor)
    by_objects(code)
    return code


def note_object(code, file, cursor):
    name, record = cursor.spelling, record_of(cursor.type)
    if cursor.storage_class == cindex.StorageClass.EXTERN:
        if file.endswith(".h"):
            code.shared[name] = file, cursor.location.line
    else:
        code.defined[name] = file
        if any(t.spelling == "=" for t in cursor.get_tokens()):
            code.constant.add(name)
    if record is not None:
        code.types.setdefault(record.spelling.removeprefix("const "),
                              set()).add(name)


def by_objects(code):
    """Accesses through a pointer count for each object of its type."""
    for (item, mode), sites in list(code.accesses.items()):
        name, _, path = item.partition(".")
        for each in code.types.get(name, ()):
            key = f"{each}.{path}" if path else each, mode
            code.accesses.setdefault(key, set()).update(sites)
        if name in code.types:
            del code.accesses[item, mode]

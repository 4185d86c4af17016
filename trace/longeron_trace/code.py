# SPDX-License-Identifier: Apache-2.0
"""Find functions, contracts and tags in C (by libclang) and in assembly."""
import re
from dataclasses import dataclass, field
from pathlib import Path

from clang import cindex

from . import acsl
from .problem import Problem

TAG = re.compile(r"\[([a-z]+)->([a-z]+~[A-Za-z][\w.-]*~\d+)\]")
TAG_LIKE = re.compile(r"\[\s*(?:impl|proof|utest|itest|review|analysis)\s*"
                      r"[-=]+>[^\]\n]*\]?")
KIND = re.compile(r"Kind:\s*([A-Za-z]+)")
FOLDERS = ("include", "src", "tests/unit", "tests/system", "apps")
CHECKED = ("src/", "include/")        # every function here needs a tag
RESOURCES = "/usr/lib/llvm-19/lib/clang/19"    # clang's own stdint.h
ARGUMENTS = ["-std=c11", f"-resource-dir={RESOURCES}", "-Iinclude",
             "-Iinclude/apex", "-Iinclude/posix"]
TARGET = ["--target=aarch64-none-elf", "-ffreestanding",
          "-Isrc/arch/aarch64"]
HOST = ["-Itests/unit", "-Itests/unit/host"]
PICOLIBC = "/usr/lib/picolibc/aarch64-linux-gnu/include"
KEEP_GOING = 0x200      # CXTranslationUnit_KeepGoing
ASM_COMMENT = re.compile(r"^\s*(//|/\*|\*|#\s|@)")
ASM_LABEL = re.compile(r"^\s*(?:[A-Z_]+\(\s*)?([A-Za-z_]\w*)\s*(?:\)|:)")
ASM_DIRECTIVE = re.compile(r"^\s*\.[a-z]")
ASM_GLOBAL = re.compile(r"^\s*\.glob[a]?l\s+(\w+)", re.M)
ASM_SECTION = re.compile(r"^\s*\.(?:section\s+[^\"]*\"(\w*)\"|(text|data|bss))")


@dataclass
class Function:
    """A function, or for tests/system the image that a folder makes."""
    name: str
    file: str
    line: int
    end: int = 0
    declared: tuple = ("", 0)          # file, line of the prototype
    language: str = "C"
    static: bool = False
    defined: bool = False
    acsl: str = ""                     # its contract
    contract: str = ""    # fingerprint of it and of the definitions behind it
    contract_at: tuple = ("", 0)       # file, line of the contract
    code: str = ""                     # a test: fingerprint of what it does
    kind: str = ""
    entry: bool = True                 # assembly: a global function
    tags: list = field(default_factory=list)   # (type, id, file, line)

    def text(self, root):
        """Its lines, without spacing; of a label all to the file's end."""
        lines = (Path(root) / self.file).read_text("utf-8").splitlines()
        return " ".join(" ".join(
            lines[self.line - 1:self.end or None]).split())


@dataclass
class Application:
    """An application outside of the kernel's repository."""
    kernel: Path        # the kernel's folder
    folders: tuple      # that of main.c, others with code or tests, files


@dataclass
class Comments:
    """Comments without a blank line between them."""
    text: str
    line: int
    last_line: int
    tokens: list


class Scanner:
    def __init__(self, root, problems, application=None):
        self.root = Path(root)
        self.problems = problems
        self.application = application
        self.definitions = acsl.definitions(self.root, problems)
        self.functions = {}
        self.support = {}     # file of tests: fingerprint of all but tests
        self.index = cindex.Index.create()

    def problem(self, file, line, text, cure):
        self.problems.append(Problem(file, line, text, cure))

    def scan(self, folders=FOLDERS):
        for folder in (self.application.folders if self.application
                       else folders):
            top = self.root / folder
            for path in sorted([top] if top.is_file() else
                               top.glob("*") if top == self.root
                               else top.rglob("*")):
                if not path.is_file():
                    continue
                file = path.relative_to(self.root).as_posix()
                if path.suffix in (".c", ".h"):
                    self.scan_c(file)
                elif path.suffix == ".S":
                    self.scan_assembly(file)
                elif re.fullmatch(r"tests/system/[^/]+/test\.md", file) and (
                        not path.with_name("main.c").exists()):
                    self.scan_test(file)
                elif path.suffix != ".py":     # a tool: it names tags
                    self.scan_text(file)
        for function in self.functions.values():
            if function.code:
                function.code = acsl.digest(function.code + function.kind)
            if function.acsl:
                function.contract = acsl.digest("\n".join([
                    function.acsl, *[d.text for d in acsl.behind(
                        self.definitions, function.acsl)]]))
        return sorted(self.functions.values(),
                      key=lambda f: (f.file, f.line, f.name))

    def function(self, name, file, static):
        key = (file, name) if static else ("", name)
        if key not in self.functions:
            self.functions[key] = Function(name, file, 0, static=static)
        return self.functions[key]

    # -- C ---------------------------------------------------------------
    def scan_c(self, file):
        arguments = ARGUMENTS + (HOST if file.startswith("tests/unit")
                                 else TARGET)
        base = self.application.kernel if self.application else self.root
        arguments = [a.replace("-I", f"-I{base}/", 1)
                     if a.startswith("-I") else a for a in arguments]
        if self.application:
            arguments += [f"-I{self.root}/include", f"-isystem{PICOLIBC}",
                          f"-I{self.root}/{self.application.folders[0]}"]
        unit = self.index.parse(str(self.root / file), arguments,
                                options=KEEP_GOING)
        if file.endswith(".c") and self.is_checked(file):
            for bad in unit.diagnostics:
                if bad.severity >= cindex.Diagnostic.Error:
                    where = str(bad.location.file or file)
                    where = where.replace(f"{self.root}/", "")
                    self.problem(where, bad.location.line,
                                 f"clang: {bad.spelling}",
                                 "correct it: code that does not parse "
                                 "cannot be traced")
        tokens = list(unit.get_tokens(extent=unit.cursor.extent))
        declarations = self.declarations(unit, file)
        if re.match(r"tests/(unit/|system/[^/]+$)", file):
            tests = [f for _, f in declarations if f.code]
            self.support[file] = digest_of(
                t for t in tokens if not any(
                    f.line <= t.location.line <= f.end for f in tests))
        for index, comments in comment_groups(tokens):
            self.attach(file, tokens, index, comments, declarations)

    def declarations(self, unit, file):
        """(offset of the name, Function) of all that this file declares."""
        found = []
        for cursor in unit.cursor.get_children():
            location = cursor.location
            if (cursor.kind != cindex.CursorKind.FUNCTION_DECL
                    or not location.file
                    or Path(location.file.name) != self.root / file):
                continue
            static = cursor.linkage == cindex.LinkageKind.INTERNAL
            local = static or file.startswith(("tests/", "apps/"))
            function = self.function(cursor.spelling, file, local)
            function.static = static
            if cursor.is_definition():
                function.defined = True
                function.file, function.line = file, location.line
                function.end = cursor.extent.end.line
                if is_unit_test(function):
                    function.code = digest_of(cursor.get_tokens())
            elif not function.declared[0]:
                function.declared = (file, location.line)
                if not function.line:
                    function.file, function.line = file, location.line
            found.append((location.offset, function))
        return sorted(found, key=lambda f: f[0])

    def attach(self, file, tokens, index, comments, declarations):
        """Tie the tags and the contract of comments to the function below."""
        function = below(tokens, index, comments, declarations)
        if function:
            contract = [t for t in comments.tokens
                        if t.spelling.startswith(("/*@", "//@"))]
            for token in contract:    # Frama-C joins those of all places
                function.acsl += acsl.normal(token.spelling)
            if contract and not function.contract_at[0]:
                function.contract_at = (file, contract[0].extent.start.line)
            kind = KIND.search(comments.text)
            if kind:
                function.kind = kind[1].lower()
        tags = self.tags(file, comments.text, comments.line)
        if (re.fullmatch(r"tests/system/[^/]+/main\.c", file)
                and all(t.kind == cindex.TokenKind.COMMENT
                        for t in tokens[:index])):
            function = self.system_test(file, comments.text)
        for tag in tags:
            if function:
                function.tags.append(tag)
            else:
                self.nowhere(tag)

    def is_checked(self, file):
        """Whether it is a C file that must parse."""
        if self.application:
            return not file.startswith("tests/")
        return file.startswith("src/")

    def system_test(self, file, text):
        """The image that the folder of this file makes or runs."""
        folder = file.rsplit("/", 1)[0]
        function = self.function(folder.rsplit("/", 1)[1], folder, True)
        function.file, function.line = file, 1
        function.defined, function.language = True, "image"
        function.code = folder_digest(self.root / folder)
        kind = KIND.search(text)
        if kind:
            function.kind = kind[1].lower()
        return function

    def tags(self, file, text, line):
        found = []
        for offset, part in enumerate(text.split("\n")):
            good = {m.start(): m for m in TAG.finditer(part)}
            for match in good.values():
                found.append((match[1], match[2], file, line + offset))
            for match in TAG_LIKE.finditer(part):
                if match.start() not in good:
                    self.problem(file, line + offset,
                                 f"malformed tag {match[0]}",
                                 "write [impl->llr~name~revision] in one line")
        return found

    def nowhere(self, tag):
        self.problem(tag[2], tag[3],
                     f"tag [{tag[0]}->{tag[1]}] stands over no function",
                     "put it in the comment immediately above the function "
                     "(a system test: in the first comment of main.c); "
                     "a tag cannot speak for a file or a folder")

    # -- assembly and other files ------------------------------------------
    def scan_assembly(self, file):
        pending, fresh = [], False
        text = (self.root / file).read_text(encoding="utf-8")
        exported, executable = set(ASM_GLOBAL.findall(text)), True
        alias = False                  # the line before was a label, too
        for number, line in enumerate(text.splitlines(), 1):
            section = ASM_SECTION.match(line)
            if section:
                executable = "x" in (section[1] or "") or section[2] == "text"
            label = ASM_LABEL.match(line)
            if ASM_COMMENT.match(line):
                if not fresh:
                    self.drop(pending)
                    pending, fresh = [], True
                pending += self.tags(file, line, number)
            elif ASM_DIRECTIVE.match(line):
                fresh = False
            elif label and (":" in line or "(" in line):
                function = self.function(label[1], file, False)
                if pending or not function.defined:
                    function.file, function.line = file, number
                    function.end = number
                    function.language, function.defined = "assembly", True
                    function.entry = (executable and not alias
                                      and label[1] in exported)
                function.tags += pending
                pending, fresh, alias = [], False, True
            else:
                self.drop(pending)
                pending, fresh, alias = [], False, False
        self.drop(pending)

    def drop(self, pending):
        for tag in pending:
            self.nowhere(tag)

    def scan_test(self, file):
        """A test of the application's image, which has no main.c."""
        text = (self.root / file).read_text(encoding="utf-8")
        self.system_test(file, text).tags += self.tags(file, text, 1)

    def scan_text(self, file):
        try:
            text = (self.root / file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return
        self.drop(self.tags(file, text, 1))


def is_unit_test(function):
    return (function.file.startswith("tests/unit/")
            and function.name.startswith("test_"))


def digest_of(tokens):
    """The fingerprint of code without its comments."""
    return acsl.digest(" ".join(t.spelling for t in tokens
                                if t.kind != cindex.TokenKind.COMMENT))


def folder_digest(folder):
    """The fingerprint of a system test: all its files."""
    return acsl.digest("".join(
        f"{p.name}\n{p.read_text(encoding='utf-8')}"
        for p in sorted(folder.iterdir()) if p.is_file()))


def comment_groups(tokens):
    """Pairs (index of the first comment, Comments) in order."""
    group, start = [], 0
    for index, token in enumerate(tokens):
        if token.kind != cindex.TokenKind.COMMENT:
            if group:
                yield start, join(group)
            group = []
            continue
        if group and token.extent.start.line - group[-1].extent.end.line > 1:
            yield start, join(group)
            group = []
        if not group:
            start = index
        group.append(token)
    if group:
        yield start, join(group)


def join(group):
    first, text = group[0].extent.start.line, ""
    for token in group:
        text += "\n" * (token.extent.start.line - first - text.count("\n"))
        text += token.spelling
    return Comments(text, first, group[-1].extent.end.line, group)


def below(tokens, index, comments, declarations):
    """The function whose declaration begins on the next line, if any."""
    rest = tokens[index + len(comments.tokens):]
    if not rest or rest[0].extent.start.line - comments.last_line > 1:
        return None
    start = rest[0].extent.start.offset
    after = [d for d in declarations if d[0] >= start]
    if not after:
        return None
    offset, function = after[0]
    for token in rest:
        if token.extent.start.offset >= offset:
            return function
        if token.spelling in (";", "{", "}", "#", "="):
            return None
    return None

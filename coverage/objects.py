# SPDX-License-Identifier: Apache-2.0
"""The object code of the kernel, APEX, port and board: sections of object
files, where an image has them, and what is at each address."""
import bisect
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from elftools.elf.elffile import ELFFile

INSTRUCTION = re.compile(r" *([0-9a-f]+):\t([a-z][\w.]*)\s*(.*)")
CONDITIONAL = re.compile(r"b\..+|cbn?z|tbn?z")
LEAVES = {"b", "br", "ret", "eret", "brk", "udf"}
TARGET = re.compile(r"\b([0-9a-f]+) <")
EXECUTED = 4  # SHF_EXECINSTR
WORD = 4


class ObjectsError(Exception):
    """What of the images is not as expected."""


@dataclass
class Section:
    """A section of an object file that holds code."""
    file: str               # the source
    name: str
    data: bytes
    patched: set = field(default_factory=set)     # offsets the linker changes
    anchors: list = field(default_factory=list)   # (symbol, is local, value)
    labels: list = field(default_factory=list)    # (value, function)
    exported: list = field(default_factory=list)  # (value, symbol)
    refers: dict = field(default_factory=dict)    # offset: symbol

    def function_at(self, offset):
        """(where it begins, its name)."""
        place = bisect.bisect_right(self.labels, (offset, "~")) - 1
        return self.labels[max(place, 0)]

    def same(self, there):
        """Are these its bytes, but for what the linker changes?"""
        return len(there) == len(self.data) and all(
            self.data[i:i + WORD] == there[i:i + WORD]
            for i in range(0, len(there), WORD) if i not in self.patched)


def read_sections(path, source):
    """The sections of code of one object file."""
    with path.open("rb") as stream:
        elf = ELFFile(stream)
        symbols = elf.get_section_by_name(".symtab")
        found = {
            number: Section(source, section.name, section.data())
            for number, section in enumerate(elf.iter_sections())
            if section["sh_flags"] & EXECUTED and section["sh_size"]}
        for section in elf.iter_sections():
            if section["sh_type"] == "SHT_RELA" and section["sh_info"] in found:
                found[section["sh_info"]].patched = {
                    r["r_offset"] & -WORD for r in section.iter_relocations()}
                found[section["sh_info"]].refers = {
                    r["r_offset"]: symbols.get_symbol(r["r_info_sym"]).name
                    for r in section.iter_relocations()}
        for symbol in symbols.iter_symbols():
            section = found.get(symbol["st_shndx"])
            bind = symbol["st_info"]["bind"]
            if section is not None and bind != "STB_LOCAL":
                section.exported.append((symbol["st_value"], symbol.name))
            if (section is None or bind == "STB_WEAK"
                    or symbol["st_info"]["type"] == "STT_SECTION"
                    or symbol.name.startswith("$")):
                continue
            section.anchors.append((symbol.name, bind == "STB_LOCAL",
                                    symbol["st_value"]))
            section.labels.append((symbol["st_value"], symbol.name))
    for section in found.values():
        section.labels.sort()
        if not section.anchors:
            raise ObjectsError(f"{source}:1: {section.name} has no symbol by "
                               "which to find it in an image")
    return list(found.values())


def read_data(path):
    """What an object file exports and is no code."""
    with path.open("rb") as stream:
        elf = ELFFile(stream)
        code = {n for n, s in enumerate(elf.iter_sections())
                if s["sh_flags"] & EXECUTED}
        return sorted(
            s.name for s in elf.get_section_by_name(".symtab").iter_symbols()
            if s["st_info"]["bind"] != "STB_LOCAL"
            and s["st_shndx"] not in {*code, "SHN_UNDEF"})


class Image:
    """An executable: its symbols, bytes and entries."""

    def __init__(self, path):
        self.path = path
        with path.open("rb") as stream:
            elf = ELFFile(stream)
            text = elf.get_section_by_name(".text")
            self.start, self.text = text["sh_addr"], text.data()
            self.symbols = {}
            for symbol in elf.get_section_by_name(".symtab").iter_symbols():
                if symbol["st_info"]["bind"] != "STB_WEAK":
                    self.symbols.setdefault(symbol.name, []).append(
                        symbol["st_value"])

    def bases(self, sections):
        """[(address, section)] of those that the image has, in order."""
        found = []
        for section in sections:
            name, _, value = min(section.anchors, key=lambda a: a[1])
            places = [a - value for a in self.symbols.get(name, ())]
            fit = [a for a in places if section.same(
                self.text[a - self.start:a - self.start + len(section.data)])]
            if len(fit) > 1 or places and not fit and not all(
                    local for _, local, _ in section.anchors):
                raise ObjectsError(
                    f"{self.path}: {name} of {section.file} is there "
                    f"{len(fit)} times with the bytes of its object file\n"
                    "    cure: make system-images")
            found += [(a, section) for a in fit]
        return sorted(found, key=lambda f: f[0])


@dataclass
class Instruction:
    """One instruction, and the line of the source that it is for."""
    section: Section
    offset: int
    text: str
    target: int = -1        # of a conditional branch: its offset
    refers: str = ""        # the symbol that it or its literal names
    fill: bool = False      # never reached, for alignment
    file: str = ""
    line: int = 0

    @property
    def key(self):
        return self.section.file, self.section.name, self.offset

    def outcomes(self):
        """{the gap where it is missing: the step} of a conditional branch."""
        if self.target < 0:
            return {}
        file, name, offset = self.key
        return {"never taken": (self.key, (file, name, self.target)),
                "always taken": (self.key, (file, name, offset + WORD))}


def disassemble(objdump, image, bases):
    """Instructions of the sections, as one image has them."""
    done = subprocess.run([objdump, "-d", "-z", "--no-show-raw-insn",
                           image.path], capture_output=True, text=True,
                          check=True)
    starts = [a for a, _ in bases]
    found, left, targets = [], False, set()
    for line in done.stdout.splitlines():
        told = INSTRUCTION.match(line)
        if not told:
            continue
        address, mnemonic, operands = int(told[1], 16), told[2], told[3]
        target = TARGET.search(operands)
        if target:
            targets.add(int(target[1], 16))
        place = bisect.bisect_right(starts, address) - 1
        if place < 0:
            continue
        base, section = bases[place]
        offset = address - base
        if offset >= len(section.data):
            continue
        if offset == section.function_at(offset)[0]:
            left = False
        each = Instruction(section, offset, f"{mnemonic} {operands}".strip())
        if CONDITIONAL.fullmatch(mnemonic):
            each.target = int(target[1], 16) - base
        literal = int(target[1], 16) - base if target else offset
        each.refers = section.refers.get(offset) or section.refers.get(
            literal, "")
        each.fill = left and mnemonic in ("nop", "udf")
        left = each.fill or mnemonic in LEAVES
        found.append((address, each))
    for address, each in found:
        each.fill = each.fill and address not in targets
    return [each for _, each in found]


def line_table(path):
    """{address: (file, line)} of an image, by its DWARF."""
    rows = {}
    with path.open("rb") as stream:
        dwarf = ELFFile(stream).get_dwarf_info()
        for unit in dwarf.iter_CUs():
            program = dwarf.line_program_for_CU(unit)
            if program is None:
                continue
            # Before DWARF 5 both are counted from 1; folder 0 is the compiler's.
            files = program["file_entry"]
            folders = [f.decode() for f in program["include_directory"]]
            if program["version"] < 5:
                files, folders = [None, *files], [".", *folders]
            before = None
            for entry in program.get_entries():
                state = entry.state
                if state is None:
                    continue
                if before is not None and not before.end_sequence:
                    of = files[before.file]
                    place = Path(folders[of.dir_index]) / of.name.decode()
                    for address in range(before.address, state.address, WORD):
                        rows[address] = (clean(place), before.line)
                before = state
    return rows


def add_lines(image, bases, instructions):
    """Let DWARF tell the line of each instruction; 0: it has none."""
    rows = line_table(image.path)
    base_of = {id(section): base for base, section in bases}
    for each in instructions:
        each.file, each.line = rows.get(
            base_of[id(each.section)] + each.offset, ("", 0))


def clean(path):
    return re.sub(r"^(\./)+", "", path.as_posix())

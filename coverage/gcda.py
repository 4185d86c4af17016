# SPDX-License-Identifier: Apache-2.0
"""gcov's counters (GCC 12) from the memory of guests, as .gcda files. The
image holds no code for this: -fprofile-info-section only lists them. What
describes them is read from the image, so that a guest counts that ended before
its variables were set."""
import struct
from dataclasses import dataclass

from elftools.elf.elffile import ELFFile

DATA_MAGIC = 0x67636461
FUNCTION_TAG = 0x01000000
COUNTER_TAG = 0x01a10000
COUNTER_KINDS = 8
INFO_SECTION = ".gcov_info"
VERSION_LETTER = ord("B")  # of GCC 12; its records are described here


class CountersError(Exception):
    """Why there are no counters."""


@dataclass
class Unit:
    """One object's counters: functions of (ident, checksums, {kind: list})."""
    version: int
    stamp: int
    checksum: int
    functions: list

    def add(self, other):
        """Add the counters of another run of the same object."""
        if (self.stamp, self.checksum) != (other.stamp, other.checksum):
            raise CountersError("two images hold different builds of one file")
        for (*_, mine), (*_, others) in zip(self.functions, other.functions):
            for kind, values in others.items():
                mine[kind] = [a + b for a, b in zip(mine[kind], values)]

    def encode(self):
        """The content of its .gcda file."""
        out = struct.pack("<IIII", DATA_MAGIC, self.version, self.stamp,
                          self.checksum)
        for ident, lines, graph, counters in self.functions:
            out += struct.pack("<IiIII", FUNCTION_TAG, 12, ident, lines,
                               graph)
            for kind, values in sorted(counters.items()):
                size = 8 * len(values)
                tag = COUNTER_TAG + (kind << 17)
                if any(values):
                    out += struct.pack(f"<Ii{len(values)}q", tag, size,
                                       *values)
                else:
                    out += struct.pack("<Ii", tag, -size)
        return out + struct.pack("<I", 0)


class Memory:
    """Initial values from the image, the rest from the guest's memory; by
    guest address."""

    def __init__(self, elf, stream, base):
        self.stream, self.base = stream, base
        self.initial = [(s["p_vaddr"], s.data()) for s in elf.iter_segments(
            "PT_LOAD") if s["p_filesz"]]

    def bytes(self, address, size):
        for start, data in self.initial:
            if start <= address < start + len(data):
                return data[address - start:address - start + size]
        self.stream.seek(address - self.base)
        return self.stream.read(size)

    def read(self, address, layout):
        size = struct.calcsize(layout)
        data = self.bytes(address, size)
        if len(data) != size:
            raise CountersError(f"no memory at {address:#x}")
        return struct.unpack(layout, data)

    def text(self, address):
        return self.bytes(address, 4096).split(b"\0")[0].decode()


def read_function(memory, address, merged):
    ident, lines, graph = memory.read(address + 8, "<III")
    at = address + 24
    counters = {}
    for kind in merged:
        count, values = memory.read(at, "<I4xQ")
        counters[kind] = list(memory.read(values, f"<{count}q"))
        at += 16
    return ident, lines, graph, counters


def read_unit(memory, info):
    """(path of the .gcda file, Unit) of one object's record."""
    version, _, stamp, checksum, name = memory.read(info, "<I4xQIIQ")
    if version >> 24 != VERSION_LETTER:
        raise CountersError(f"counters of another GCC than 12: {version:#x}")
    kinds = memory.read(info + 32, f"<{COUNTER_KINDS}Q")
    merged = [kind for kind, merge in enumerate(kinds) if merge != 0]
    count, functions = memory.read(info + 32 + 8 * COUNTER_KINDS, "<I4xQ")
    found = []
    for (address,) in (memory.read(functions + 8 * i, "<Q")
                       for i in range(count)):
        if address != 0 and memory.read(address, "<Q")[0] == info:
            found.append(read_function(memory, address, merged))
    return memory.text(name), Unit(version, stamp, checksum, found)


def read_units(image, memory_file, base):
    """{path of the .gcda file: Unit} of one run."""
    with open(image, "rb") as code, open(memory_file, "rb") as stream:
        elf = ELFFile(code)
        section = elf.get_section_by_name(INFO_SECTION)
        if section is None:
            raise CountersError(f"{image}: is not built for coverage by gcc")
        memory = Memory(elf, stream, base)
        return dict(read_unit(memory, info) for (info,) in
                    struct.iter_unpack("<Q", section.data()))

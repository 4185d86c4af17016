# SPDX-License-Identifier: Apache-2.0
"""Assemble LLVM's raw profile (version 10, LLVM 19) from an image and the
memory of the guest that ran it. The image holds no code for this."""
import struct

from elftools.elf.elffile import ELFFile

MAGIC = 0xff6c70726f667281
VERSION = 10
DATA_SIZE = 64     # of one function's record
COUNTER_SIZE = 8
VALUE_KIND_LAST = 2
MASK = 2 ** 64 - 1


class ProfileError(Exception):
    """Why there is no profile."""


def pad(data):
    return data + bytes(-len(data) % 8)


def read_section(elf, name):
    """Address and size in the guest, and the content in the file."""
    section = elf.get_section_by_name(f"__llvm_prf_{name}")
    if section is None:
        return 0, 0, b""
    return section["sh_addr"], section["sh_size"], section.data()


def read_memory(ram, base, address, size):
    ram.seek(address - base)
    data = ram.read(size)
    if len(data) != size:
        raise ProfileError(f"the guest's memory ends before {address:#x}")
    return data


def assemble(image, memory, base):
    """The raw profile's bytes; memory: the file of the guest's RAM."""
    with open(image, "rb") as stream, open(memory, "rb") as ram:
        elf = ELFFile(stream)
        data_at, data_size, data = read_section(elf, "data")
        names_at, _, names = read_section(elf, "names")
        counters_at, counters_size, _ = read_section(elf, "cnts")
        bits_at, bits_size, _ = read_section(elf, "bits")
        if data_size == 0 or data_size % DATA_SIZE != 0:
            raise ProfileError(f"{image}: is not built for coverage by clang "
                               "19")
        counters = read_memory(ram, base, counters_at, counters_size)
        bits = read_memory(ram, base, bits_at, bits_size)
    header = struct.pack(
        "<16Q", MAGIC, VERSION, 0, data_size // DATA_SIZE, 0,
        counters_size // COUNTER_SIZE, -counters_size % 8, bits_size,
        -bits_size % 8, len(names), (counters_at - data_at) & MASK,
        (bits_at - data_at) & MASK, names_at, 0, 0, VALUE_KIND_LAST)
    return header + data + pad(counters) + pad(bits) + pad(names)

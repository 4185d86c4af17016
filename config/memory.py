#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check that an image takes no more memory than its module's XML file says.

usage: memory.py MODULE.XML IMAGE.ELF [--partition NAME]

An image is the application, the libraries and the kernel. It is measured by
its program headers: what is loaded, and where that is when it runs. What is
too large is told with file, line and cure; what fits, with its size.
"""
import sys

try:
    from elftools.common.exceptions import ELFError
    from elftools.elf.elffile import ELFFile
except ImportError:
    sys.exit("pyelftools is missing: install the package python3-pyelftools, "
             "or run ./bootstrap")

from generate import MEMORY, MEMORY_MAX, Refused, arguments, choose, load, run


def taken(image):
    """{(Type, Access): bytes} from where each memory begins to its last byte.

    Variables have their values among the constants until the kernel copies
    them, and count at both places.
    """
    try:
        with open(image, "rb") as file:
            elf = ELFFile(file)
            table = elf.get_section_by_name(".symtab")
            symbols = {s.name: s["st_value"] for s in (
                table.iter_symbols() if table else ())
                if s["st_info"]["bind"] == "STB_GLOBAL"}
            places = [(s[at], s[size]) for s in elf.iter_segments("PT_LOAD")
                      for at, size in (("p_paddr", "p_filesz"),
                                       ("p_vaddr", "p_memsz"))]
    except ELFError as error:
        raise Refused(f"{image}: is no image: {error}") from None
    missing = [s for s in MEMORY.values() if s not in symbols]
    if missing:
        raise Refused(f"{image}: is no image of Longeron: it has no symbol "
                      f"{missing[0]}")
    return {key: max((at + size - symbols[start] for at, size in places
                      if 0 <= at - symbols[start] < MEMORY_MAX), default=0)
            for key, start in MEMORY.items()}


def check(options):
    module, problems, root = load(options)
    rows = choose(module, options.partition, problems, root).memory
    sizes = taken(options.image) if rows else {}
    for row in rows:
        size, what = sizes[row.type, row.access], f"{row.type} {row.access}"
        if size > row.size:
            problems.tell(
                row.element, f"{options.image} takes {size} bytes of {what}, "
                f'and SizeBytes="{row.size}"', f"write at least {size}, or "
                f"make the image smaller: {options.image}.map tells what "
                "takes how much")
        else:
            print(f"  MEMORY {what}: {size} of {row.size} bytes")
    problems.stop()


def main(argv):
    parser = arguments(__doc__)
    parser.add_argument("image", metavar="IMAGE.ELF")
    return run(check, parser.parse_args(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

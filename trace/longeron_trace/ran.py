# SPDX-License-Identifier: Apache-2.0
"""What ran says what it verifies.

The object of a test carries its source in a section that is not loaded
(`carry` in mk/image.mk), and so does the program that is linked with it. The
runners take the requirements from there, and write one line for each test.
"""
import hashlib
from pathlib import Path

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

SECTION = ".longeron.test"
LINES = "log/verdicts/{}.txt"


class Refused(Exception):
    """A program that does not say what it verifies, or something else."""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def source(program, file):
    """The source of a test as its program has it: that of today, or refused."""
    try:
        with Path(program).open("rb") as stream:
            section = ELFFile(stream).get_section_by_name(SECTION)
            carried = section.data() if section else b""
    except (ELFError, OSError) as error:
        raise Refused(f"{file}:1: {program} cannot be read: {error}\n"
                      "    cure: make test builds it") from None
    if carried != Path(file).read_bytes():
        told = "carries another text" if carried else "does not carry the text"
        raise Refused(f"{file}:1: {program} {told} of this test, so what it "
                      "verifies is not known\n    cure: make test builds it "
                      "again; the text has a tag [utest->llr~...~n] or "
                      "[itest->llr~...~n]")
    return carried.decode(encoding="utf-8")


def write_lines(folder, name, rows):
    """A line for each test; the file and its SHA-256, for the result."""
    text = "".join(
        f"{r['verdict']} {r.get('folder') or r['file'] + ' ' + r['name']}: "
        f"{', '.join(r['requirements']) or 'nothing'} ({r['kind']})\n"
        for r in rows).encode()
    path = Path(folder) / LINES.format(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return {"lines": str(path), "lines_sha256": sha256(text)}

# SPDX-License-Identifier: Apache-2.0
"""Which places of the source each test executes, by clang's counters: a place
is counted by what the .map of its object file says, a sum of counters."""
import hashlib
import re
import struct
from dataclasses import dataclass, field

import profraw

REGION = re.compile(r" +File 0, (\d+):(\d+) -> (\d+):(\d+) = ([#\d+() -]+)$")
RECORD = struct.Struct("<6QI8xI")   # of one function, LLVM 19


@dataclass
class Function:
    """The regions of a function: (begin, end, sum of counters)."""
    regions: list = field(default_factory=list)

    def used(self):
        return any(text != "0" for *_, text in self.regions)

    def at(self, place):
        """The sum that counts a place; None: none does. The head of the
        function is counted as its body."""
        if self.regions and place < self.regions[0][0]:
            return self.regions[0][2]
        inside = [r for r in self.regions if r[0] <= place < r[1]]
        return max(inside, key=lambda r: (r[0], [-n for n in r[1]]))[
            2] if inside else None


def read_maps(folder):
    """{name of a profile's function: Function} of the .map files below."""
    found = {}
    for path in sorted(folder.rglob("*.map")):
        function = None
        for line in path.read_text().splitlines():
            region = REGION.match(line)
            if not line.startswith(" "):
                function = Function()
                known = found.get(line.rstrip(":"))
                if known is None or not known.used():
                    found[line.rstrip(":")] = function
            elif region:
                a, b, c, d = map(int, region.groups()[:4])
                function.regions.append(((a, b), (c, d), region[5]))
    return found


@dataclass
class Layout:
    """Where the counters of each function lie."""
    places: dict         # hash of the name: [(offset, how many)]
    counters: bytes

    @classmethod
    def read(cls, path):
        data = path.read_bytes()
        header = struct.unpack_from("<16Q", data)
        if header[:2] != (profraw.MAGIC, profraw.VERSION):
            raise profraw.ProfileError(f"{path}: no raw profile, version "
                                       f"{profraw.VERSION}")
        size, begin = header[5] * profraw.COUNTER_SIZE, 128 + header[2]
        places = {}
        for number in range(header[3]):
            name, _, relative, _, _, _, many, _ = RECORD.unpack_from(
                data, begin + number * profraw.DATA_SIZE)
            offset = (relative - header[10] + number * profraw.DATA_SIZE
                      ) & profraw.MASK
            places.setdefault(name, []).append((offset, many))
        at = begin + header[3] * profraw.DATA_SIZE + header[4]
        return cls(places, data[at:at + size])

    def of(self, name, counters):
        """A function's counters; those of its copies are added."""
        key = int.from_bytes(hashlib.md5(name.encode()).digest()[:8], "little")
        copies = [struct.unpack_from(f"<{many}Q", counters, offset)
                  for offset, many in self.places.get(key, ())]
        longest = max(map(len, copies), default=0)
        return [sum(c) for c in zip(*(c for c in copies
                                      if len(c) == longest))]


class Test:
    """What one test counted."""

    def __init__(self, maps, layout, counters):
        self.maps, self.layout, self.counters = maps, layout, counters
        self.known = {}

    def times(self, name, place):
        """How often it was at a place of a function; 0 also where the
        function is not in its program."""
        function = self.maps.get(name)
        text = function.at(place) if function else None
        if not text:
            return 0
        if name not in self.known:
            self.known[name] = self.layout.of(name, self.counters)
        return evaluate(text, self.known[name])


def evaluate(text, counters):
    """The value of a sum such as `((#0 + #2) - #1)`."""
    total, sign, signs = 0, 1, [1]
    for token in re.findall(r"#?\d+|[-+()]", text):
        if token in "+-":
            sign = signs[-1] * (1 if token == "+" else -1)
        elif token == "(":
            signs.append(sign)
        elif token == ")":
            signs.pop()
            sign = signs[-1]
        elif token.startswith("#"):
            number = int(token[1:])
            if number < len(counters):
                total += sign * counters[number]
        else:
            total += sign * int(token)
    return total


def read_host(program, maps):
    """{name: Test} of the tests in a program that passed."""
    layout = Layout.read(program.with_suffix(".profraw"))
    data, size, found = program.with_suffix(".tests").read_bytes(), len(
        layout.counters), {}
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        if len(data) < end + 1 + size:
            raise profraw.ProfileError(f"{program}.tests: is cut off\n"
                                       "    cure: make coverage")
        found[data[at:end].decode()] = Test(
            maps, layout, data[end + 1:end + 1 + size])
        at = end + 1 + size
    return found


def read_target(path, maps):
    layout = Layout.read(path)
    return Test(maps, layout, layout.counters)

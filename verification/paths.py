# SPDX-License-Identifier: Apache-2.0
"""How many instructions a function of an image can execute, at most.

The graph of each function is that of its instructions. A loop of the code is a
strongly connected part of it; its turns are the bounds of the loops of the
source that it can be, by the lines of its instructions, one turn more
for each, multiplied. Each turn counts as the longest way through it, a call as the
longest way through whom it calls.
"""
import bisect
import math
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "coverage"))
import objects  # noqa: E402

SYMBOL = re.compile(r"([0-9a-f]+) <(.+)>:$")
# They go on elsewhere, or nowhere. HLT asks the host for a service.
LEAVES = {*objects.LEAVES, "drps"}
WORD = objects.WORD


class NoBound(Exception):
    """Why there is no bound: (address, text, cure)."""


class Program:
    """Instructions of an image: {address: (mnemonic, target or None)}."""

    def __init__(self, objdump, image):
        done = subprocess.run(
            [objdump, "-d", "-z", "--no-show-raw-insn", image],
            capture_output=True, text=True, check=True)
        self.code, self.starts = {}, {}
        for line in done.stdout.splitlines():
            if begin := SYMBOL.match(line):
                self.starts[int(begin[1], 16)] = begin[2]
            elif told := objects.INSTRUCTION.match(line):
                target = objects.TARGET.search(told[3])
                self.code[int(told[1], 16)] = (
                    told[2], int(target[1], 16) if target else None)
        self.ordered = sorted(self.starts)
        self.back = {}

    def name_at(self, address):
        place = bisect.bisect_right(self.ordered, address) - 1
        return self.starts[self.ordered[max(place, 0)]]

    def successors(self, node, entry):
        """Where a function that begins at `entry` goes on; ("call", A) is the
        function at A in its place. A call itself is not among them."""
        if isinstance(node, tuple):
            return []
        mnemonic, target = self.code[node]
        ahead = [] if mnemonic in LEAVES else [node + WORD]
        if mnemonic == "bl" and not self.returns(target):
            ahead = []
        if mnemonic == "b" or objects.CONDITIONAL.fullmatch(mnemonic):
            ahead.append(target)
        return [("call", a) if a in self.starts and a != entry else a
                for a in ahead if a in self.code]

    def callee(self, node):
        """The function that an instruction calls, or None."""
        if isinstance(node, tuple):
            return node[1]
        mnemonic, target = self.code[node]
        return target if mnemonic == "bl" else None

    def returns(self, entry):
        """Is there a way back from the function at an address?"""
        if entry not in self.back:
            self.back[entry] = True     # for who calls itself
            self.back[entry] = any(
                self.returns(n[1]) if isinstance(n, tuple)
                else self.code[n][0] in ("ret", "eret", "br")
                for n in self.graph(entry))
        return self.back[entry]

    def graph(self, entry):
        """{instruction of the function at `entry`: its successors}."""
        found, todo = {}, [entry]
        while todo:
            node = todo.pop()
            if node not in found:
                found[node] = self.successors(node, entry)
                todo += found[node]
        return found


def components(graph):
    """Strongly connected parts, a part behind all that lead to it."""
    order, seen, back = [], set(), {node: [] for node in graph}
    for node, ahead in graph.items():
        for each in ahead:
            back[each].append(node)
    for start in graph:
        todo = [] if start in seen else [(start, iter(graph[start]))]
        seen.add(start)
        while todo:
            node, ahead = todo[-1]
            each = next((n for n in ahead if n not in seen), None)
            if each is None:
                order.append(todo.pop()[0])
            else:
                seen.add(each)
                todo.append((each, iter(graph[each])))
    found, done = [], set()
    for start in reversed(order):
        part, todo = set(), [start]
        while todo:
            node = todo.pop()
            if node not in done:
                done.add(node)
                part.add(node)
                todo += back[node]
        if part:
            found.append(part)
    return found


def is_loop(part, graph):
    return len(part) > 1 or any(n in graph[n] for n in part)


def loop_calling(program, function, callee):
    """Instructions of the loops of a function that call another by name."""
    entry = next((a for a, n in program.starts.items() if n == function), None)
    if entry is None:
        return []
    graph = program.graph(entry)
    return sorted(
        n for part in components(graph) if is_loop(part, graph)
        and any(program.starts.get(program.callee(m)) == callee for m in part)
        for n in part if not isinstance(n, tuple))


class Bounds:
    """Bounds of functions. `lines` has the place of each instruction, `loops`
    the rows of the source's loops; `free` names whose instructions do not
    count, and `skipped` is a set of instructions that do not."""

    def __init__(self, program, lines, loops, free=(), skipped=()):
        self.program, self.lines, self.loops = program, lines, loops
        self.free, self.skipped = free, set(skipped)
        self.known, self.found = {}, {}

    def of(self, entry, above=()):
        """The bound of the function at an address."""
        if self.program.starts[entry] in self.free:
            return 0
        if entry in above:
            raise NoBound(entry, f"{self.program.name_at(entry)}() calls "
                          "itself", "write it as a loop with a variant")
        if entry not in self.known:
            self.found[entry] = []
            above = (*above, entry)
            graph = self.program.graph(entry)
            cost = {n: self.cost(n, above) for n in graph}
            self.known[entry], _ = self.longest(
                graph, entry, cost, self.found[entry], True)
        return self.known[entry]

    def cost(self, node, above):
        if node in self.skipped:
            return 0
        callee = self.program.callee(node)
        if callee is None and self.program.code[node][0] in ("br", "blr"):
            raise NoBound(node, f"{self.program.name_at(node)}() calls by "
                          "address", "call by name")
        # What gives its place to a callee is no instruction of its own.
        return (not isinstance(node, tuple)) + (
            self.of(callee, above) if callee is not None else 0)

    def longest(self, graph, entry, cost, loops, whole=False):
        """(the cost of the longest way from `entry`, the source's loops in
        it). Ways back to the entry are not gone, unless `whole`."""
        if not whole:
            graph = {n: [a for a in ahead if a != entry]
                     for n, ahead in graph.items()}
        ways, inside = {entry: 0}, set()
        most = 0
        for part in components(graph):
            entries = {n for n in part if n in ways}
            if not entries:
                continue
            arrived = max(ways[n] for n in entries)
            if is_loop(part, graph):
                taken, some = self.turns(part, graph, entries, cost, loops)
                inside |= some
            else:
                taken = cost[next(iter(part))]
            most = max(most, arrived + taken)
            for node in part:
                for ahead in graph[node]:
                    if ahead not in part:
                        ways[ahead] = max(ways.get(ahead, 0), arrived + taken)
        return most, inside

    def turns(self, part, graph, entries, cost, loops):
        """(the cost of a loop of the code, the source's loops in it)."""
        first = min(entries, key=str)
        if part <= self.skipped | {n for n in part if isinstance(n, tuple)}:
            return 0, set()
        place = len(loops)
        if len(entries) == 1:
            mine = {n: [a for a in graph[n] if a in part] for n in part}
            once, inner = self.longest(mine, first, cost, loops)
            latches = self.sources(n for n in part if first in graph[n])
            here = ((self.sources(part) - inner) | latches
                    or self.sources(part))
        else:   # each instruction once in each turn of all loops
            once, inner = sum(cost[n] for n in part), set()
            here = self.sources(part)
        name = self.program.name_at(first)
        if not here:
            raise NoBound(first, f"a loop of {name}() is none of the source's",
                          "add it to BOUNDS in verification/analyse.py")
        for index in sorted(here):
            if self.loops[index]["bound"] is None:
                raise NoBound(first, f"a loop of {name}() has no bound",
                              "give it a variant")
        turns = math.prod(self.loops[i]["bound"] + 1 for i in sorted(here))
        loops.insert(place, {
            "turns": turns, "once": once,
            "loops": [f"{self.loops[i]['file']}:{self.loops[i]['line']}"
                      for i in sorted(here)]})
        return turns * once, here | inner

    def sources(self, nodes):
        """Indices of the source's loops that instructions belong to: the
        innermost one of each line."""
        found = set()
        for file, line in {self.lines.get(n) for n in nodes} - {None}:
            around = [(loop["end"] - loop["line"], i)
                      for i, loop in enumerate(self.loops)
                      if file == loop["file"]
                      and loop["line"] <= line <= loop["end"]]
            found |= {min(around)[1]} if around else set()
        return found

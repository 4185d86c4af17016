#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a change of a requirement, a function or a file touches.

OF is the ID of a requirement (llr~sched-pick~2), the name of a function, of a
test, of an ACSL predicate, or a file. Printed are the requirements that depend
on it and those above, functions, contracts, tests and results, each with its
place, and the objectives whose evidence is a file that changes. A result is
stale when a file that it is made from changes, or another result that is. Callers are not
followed: `make prove` proves them again.
"""
import argparse
import difflib
import json
import os
import signal
import sys
from pathlib import Path

import yaml

from longeron_trace import acsl, inputs, objectives
from longeron_trace.links import Trace

SECTIONS = ("changed, to be reviewed", "requirements above, to be read again",
            "requirements below, to be reviewed again", "functions",
            "contracts, to be proved again",
            "tests of its requirements, to be run again",
            "functions that tests of more requirements run, see the page "
            "\"Coupling\"",
            "results that this makes stale",
            "objectives with a file that changes, to be judged again")
(CHANGED, ABOVE, BELOW, FUNCTIONS, CONTRACTS, TESTS, COUPLED, RESULTS,
 OBJECTIVES) = range(9)
RESULT_FILE = "build/results/{}.json"


class Impact:
    def __init__(self, root):
        self.root = root
        self.trace = Trace(root)
        self.definitions = acsl.definitions(root, [])
        self.found = [set() for _ in SECTIONS]

    def names(self):
        """All that OF may be, files aside."""
        return ({i.id for i in self.trace.items} | set(self.definitions)
                | {f.name for f in self.trace.functions})

    def files(self):
        """Files with a requirement, a function, a test or a predicate."""
        return sorted({i.file for i in self.trace.items} | {
            f for each in self.trace.functions
            for f in (each.file, each.declared[0])} | {
                d.file for ds in self.definitions.values() for d in ds})

    def add(self, section, file, line, text):
        self.found[section].add((file, line, text))

    def start(self, of):
        """Whether of is known; then what it touches is found."""
        file = Path(os.path.relpath(self.root / of, self.root)).as_posix()
        items = [i for i in self.trace.items if i == self.trace.item(of)
                 or file == i.file]
        functions = [f for f in self.trace.functions if of == f.name or file in
                     (f.file, f.declared[0]) or f.language == "image" and (
                         file + "/").startswith(f.file.rpartition("/")[0] + "/")]
        files = {file} | {i.file for i in items} | {
            f for each in functions for f in (each.file, each.declared[0])}
        words = [d for ds in self.definitions.values() for d in ds
                 if of == d.name or file == d.file]
        for word in words:
            self.add(CHANGED, word.file, word.line, word.title)
            functions += [f for f in self.trace.functions if word in
                          acsl.behind(self.definitions, f.acsl)]
        for item in items:
            self.requirement(item, CHANGED)
        for function in functions:
            self.function(function)
        files |= {w.file for w in words}
        self.coupled()
        self.objectives(files)
        for name, made_from in inputs.stale(self.root, files).items():
            self.add(RESULTS, RESULT_FILE.format(name), 1,
                     f"made from {made_from}: `make {inputs.RESULTS[name][0]}`")
        return any(self.found)

    def coupled(self):
        """Functions that tests of requirements not yet told execute, too."""
        path = self.root / RESULT_FILE.format("coupling")
        if not path.is_file():
            return
        told = {text.partition(" ")[0] for section in (CHANGED, ABOVE, BELOW)
                for *_, text in self.found[section]}
        try:
            ran = {(f["file"], f["function"]): {*f["requirements"]} - told
                   for f in json.loads(path.read_text(encoding="utf-8"))[
                       "functions"]}
        except (ValueError, KeyError, TypeError):
            return      # its own check tells what is wrong
        for file, line, name in self.found[FUNCTIONS]:
            if more := ran.get((file, name)):
                self.add(COUPLED, file, line, f"{name}: of {len(more)} more")

    def objectives(self, files):
        """Those whose evidence is one of the files."""
        path = self.root / objectives.FILE
        try:
            entries = yaml.load(path.read_text(encoding="utf-8"),
                                Loader=objectives.Lines)["objectives"]
            for entry in entries:
                for item in entry.get("evidence") or []:
                    if item.get("file") in files:
                        self.add(OBJECTIVES, objectives.FILE, item["line"],
                                 f"{entry['id']} ({entry['state']}): "
                                 + item["file"])
        except (OSError, yaml.YAMLError, AttributeError, KeyError,
                TypeError) as error:
            print(f"{objectives.FILE}:1: objectives are not told: it cannot be "
                  f"read: {type(error).__name__}\n    cure: `make report` "
                  "tells what is wrong with it", file=sys.stderr)

    def requirement(self, item, section, seen=()):
        """An item, all below it, all above it, and what they rest on."""
        if item.id in seen:
            return
        self.add(section, item.file, item.line, self.describe(item))
        self.above(item)
        for need in ("impl", "utest", "itest"):
            for function in self.trace.tagged.get((need, item.id), []):
                self.place(function)
        for one in self.trace.evidence[item.id]:
            self.evidence(one)
        for child in self.trace.children[item.id]:
            self.requirement(child, BELOW, (*seen, item.id))

    def describe(self, item):
        return f"{item.id} ({self.trace.verdict.get(item.id, 'read')})"

    def above(self, item, seen=()):
        for parent, _ in item.covers:
            other = self.trace.by_id.get(parent)
            if other and other.id not in seen:
                self.add(ABOVE, other.file, other.line, self.describe(other))
                self.above(other, (*seen, item.id))

    def function(self, function):
        """A function or a test, and the requirements that it is for."""
        self.place(function)
        for kind, identity, *_ in function.tags:
            item = self.trace.by_id.get(identity)
            if not item:
                continue
            self.add(ABOVE, item.file, item.line, self.describe(item))
            self.above(item)
            for one in self.trace.evidence[item.id]:
                if one["name"] == function.name or (
                        kind == "impl" and one["need"].endswith("test")):
                    self.evidence(one)

    def place(self, function):
        test = function.file.startswith("tests/")
        self.add(TESTS if test else FUNCTIONS, function.file, function.line,
                 function.name)
        if not test and function.declared[0]:
            self.add(FUNCTIONS, *function.declared,
                     f"{function.name} (prototype)")
        if function.acsl:
            self.add(CONTRACTS, *function.contract_at, function.name)

    def evidence(self, one):
        need, name = one["need"], one["name"]
        if need.endswith("test") and name:
            self.add(TESTS, one["file"], one["line"], name)
        if need in ("proof", "utest", "itest") and name:
            self.add(RESULTS, one.get("log") or RESULT_FILE.format(need), 1,
                     f"{need} of {name}: {one['verdict']}"
                     + (f", {one['detail']}" if one["detail"] else ""))

    def show(self):
        # What changed, or depends on it, is not told a second time as above.
        self.found[BELOW] -= self.found[CHANGED]
        self.found[ABOVE] -= self.found[CHANGED] | self.found[BELOW]
        for title, places in zip(SECTIONS, self.found):
            if places:
                print(f"{title}: {len(places)}")
                for file, line, text in sorted(places):
                    print(f"    {file}:{line}: {text}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], epilog=__doc__.split("\n\n")[1])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("of", metavar="OF")
    options = parser.parse_args()
    impact = Impact(options.root.resolve())
    if impact.start(options.of):
        impact.show()
        return 0
    names = impact.names()
    if (impact.root / options.of).is_file():
        names, what = set(), "holds nothing that the trace knows"
    else:
        what = "is no requirement, function, test, predicate or file"
    near = [f for f in impact.files() if f.endswith("/" + options.of)] or (
        difflib.get_close_matches(options.of, sorted(names), 3, 0.75))
    print(f"make impact: {options.of} {what}\n    cure: "
          + (f"write OF={' or OF='.join(near)}" if near else
             "look in build/report/trace.csv for the names that there are"),
          file=sys.stderr)
    return 2


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)     # `| head` ends it
    sys.exit(main())

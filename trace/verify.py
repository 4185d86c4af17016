#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Count again, without the trace's code, what the report says in figures.

Reads req, the tags in include, src, apps and tests, and build/results; prints
each total, as JSON. --report compares them with what build/report shows.
"""
import argparse
import collections
import json
import re
import sys
from pathlib import Path

LEVELS = ("sys", "hlr", "llr")
ITEM = re.compile(r"`((sys|hlr|llr|analysis|review)~[\w.-]+~\d+)`\s*")
PART = re.compile(r"(Covers|Needs|Result|[A-Z][a-z]+):(?:\s|$)")
TAG = re.compile(r"\[(impl|utest|itest)->(\w+~[\w.-]+~\d+)\]")
TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|[^/\"]+|.", re.S)
NAME = re.compile(r"(?!__attribute__|_Alignas)\b(\w+)\s*\(")
LABEL = re.compile(r"^\s*(?:[A-Z_]+\(\s*)?([A-Za-z_]\w*)\s*[:)]", re.M)
PLACES = (("impl", "include"), ("impl", "src"), ("impl", "apps"),
          ("utest", "tests/unit"), ("itest", "tests/system"))
TARGETS = {"proof": "prove", "utest": "test", "itest": "test"}  # else the name
Tag = collections.namedtuple("Tag", "kind of file name static")
# How lines of the overview begin, without its HTML, and the totals they show.
SHOWN = [(rf"{title} (\d+) (\d+)", (f"{level} requirements",
                                    f"{level} requirements covered"))
         for level, title in zip(LEVELS, ("System", "High level", "Low level"))]
SHOWN += [(r"Proof \W+\w+ (\d+) of (\d+) goals", ("goals proved", "goals")),
          (r"Unit tests \W+\w+ (\d+) of", ("unit tests passed",)),
          (r"System tests \W+\w+ (\d+) of", ("system tests passed",))]


def read_items(root):
    """ID -> {part: list of words} of each requirement, analysis, review."""
    items = {}
    for path in sorted((root / "req").rglob("*.md")):
        text = re.sub(r"^\s*```.*?^\s*```", "", path.read_text("utf-8"),
                      flags=re.S | re.M)
        item = part = None
        for line in text.splitlines():
            begins, names = ITEM.fullmatch(line), PART.match(line)
            if line.startswith("#"):
                item = None
            elif begins:
                item, part = items.setdefault(begins[1], {}), None
            elif names:
                part, line = names[1], line[names.end():]
            if item is not None and part:
                item.setdefault(part, []).extend(
                    re.findall(r"[\w.~-]*\w[\w.~-]*", line))
    return items


def read_tags(root):
    """Each tag with the function, or the folder, that it speaks for."""
    for kind, path in ((k, p) for k, folder in PLACES
                       for p in (root / folder).rglob("*.[chS]")):
        pattern, tags = LABEL if path.suffix == ".S" else NAME, []
        for token in TOKEN.findall(path.read_text("utf-8")):
            if token.startswith(("/*", "//")):
                tags += [of for k, of in TAG.findall(token) if k == kind]
            elif tags and token.strip():
                found = pattern.search(token)
                name = (path.parent.name if kind == "itest" else
                        found[1] if found else "?")
                if found or pattern is NAME:
                    for of in tags:
                        yield Tag(kind, of, path.relative_to(root).as_posix(),
                                  name, token.split()[0] == "static")
                    tags = []


def read(root, file, target="report"):
    """The text of a file, or what the JSON in it says."""
    try:
        text = (root / file).read_text("utf-8")
        return json.loads(text) if file.endswith(".json") else text
    except (OSError, ValueError) as error:
        sys.exit(f"{file}:1: cannot be read: {type(error).__name__}\n"
                 f"    cure: `make {target}` writes it")


def shown(root, totals):
    """(place, name of a total, the figure that stands there)."""
    rows = [(rf"{name} (\d+) (\d+)", (name, name)) for name in totals]
    for page, patterns in (("index", SHOWN), ("matrix", rows)):
        page = f"build/report/{page}.html"
        text = re.sub("[ \t]+", " ", re.sub(
            r"<(style|script)\b.*?</\1>|<[^>]*>", lambda tag: " " + "\n" *
            tag[0].count("\n"), read(root, page), flags=re.S))
        for pattern, names in patterns:
            found = [(text.count("\n", 0, match.start()) + 1, match.groups())
                     for match in re.finditer(rf"^ {pattern}\b", text, re.M)]
            for line, figures in found or [(1, ["nothing"] * len(names))]:
                for name, figure in zip(names, figures):
                    yield f"{page}:{line}", name, figure
    file = "build/report/trace.reqif"
    objects = re.findall(r'<SPEC-OBJECT IDENTIFIER="requirement\.(\w+)\.',
                         read(root, file))
    for level in LEVELS:
        yield f"{file}:1", f"{level} requirements", str(objects.count(level))


class Count:
    """All totals of one tree."""
    def __init__(self, root):
        self.root, self.known = root, {}
        self.items, self.tags = read_items(root), set(read_tags(root))
        self.proofs = self.load("proof")["functions"]
        self.tests = {n: self.load(n)["tests"] for n in ("utest", "itest")}

    def load(self, n):
        return read(self.root, f"build/results/{n}.json", TARGETS.get(n, n))

    def good(self, tag, need):
        """Whether a tag's function is there, is proved, or passed."""
        if need == "proof":
            here = [p for p in self.proofs if p["name"] == tag.name]
            here = [p["goals"] and p["valid"] == p["goals"]
                    and p["smoke_ok"] == p["smoke_goals"]
                    and all(g["status"] == "valid" or g["kind"] == "admit"
                            for g in p["properties"])
                    for p in here if len(here) == 1 or p["file"] == tag.file]
        elif need != "impl":
            here = [t["verdict"] == "pass" for t in self.tests[need]
                    if t["file"] == tag.file
                    and (need == "itest" or t["name"] == tag.name)]
        return need == "impl" or bool(here) and all(here)

    def evidence(self, identity, need):
        """For each thing that meets a need, whether it is good."""
        if need in ("impl", "proof", *self.tests):
            return [self.good(t, need) for t in self.tags if t.of == identity
                    and t.kind == need.replace("proof", "impl")
                    and (need != "proof" or not t.file.endswith(".S"))]
        return [self.covered(i) for i in self.items if i.startswith(need + "~")
                and identity in self.items[i].get("Covers", [])]

    def covered(self, identity):
        """Whether all that an item needs is there and was good."""
        if identity not in self.known:
            self.known[identity] = False        # ends a circle
            item = self.items[identity]
            found = [good for need in item.get("Needs", [])
                     for good in self.evidence(identity, need) or [False]]
            self.known[identity] = (
                bool(found) and all(found) if identity.startswith(LEVELS) else
                all(self.load(n).get("ok") for n in item.get("Result", [])))
        return self.known[identity]

    def totals(self):
        found = {}
        for level in LEVELS:
            mine = [self.covered(i) for i in self.items if i.startswith(level)]
            found[f"{level} requirements"] = len(mine)
            found[f"{level} requirements covered"] = mine.count(True)
            found[f"{level} requirements not covered"] = mine.count(False)
        tested = {i for i, item in self.items.items() for n in self.tests
                  if n in item.get("Needs", []) and any(self.evidence(i, n))}
        found["llr requirements with a good test"] = sum(
            i.startswith("llr") for i in tested)
        names = {(t.kind, t.name, t.file if t.static or t.kind != "impl" or
                  t.file.startswith("apps/") else "") for t in self.tags}
        impl = [kind == "impl" for kind, *_ in names]
        found["functions with an impl tag"] = impl.count(True)
        found["tests with a tag"] = impl.count(False)
        for kind, title in (("utest", "unit tests"), ("itest", "system tests")):
            found[f"{title} passed"] = sum(
                t["verdict"] == "pass" for t in self.tests[kind])
        for key, title in (("goals", "goals"), ("valid", "goals proved")):
            found[title] = sum(p[key] for p in self.proofs)
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    try:
        totals = Count(options.root).totals()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        sys.exit(f"build/results: not of the agreed form: {error!r}\n"
                 "    cure: `make prove test` writes its files again")
    if not options.report:
        return print(json.dumps(totals, indent=1))
    wrong = [f"{place}: {name}: it shows {figure}, trace/verify.py counts "
             f"{totals[name]}\n    cure: `make report` makes it again; if it "
             "stays, correct trace/templates, reqif.py or trace/verify.py"
             for place, name, figure in shown(options.root, totals)
             if figure != str(totals[name])]
    print("\n".join(wrong) or
          f"verify: the report shows the {len(totals)} totals as counted")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

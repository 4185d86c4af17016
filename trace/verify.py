#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Count again, without the trace's code, what the report says in figures.

Reads req/**/*.md and the tags in include, src, apps, tests/unit and
tests/system by regular expressions, and build/results/{proof,utest,itest}.json.
Prints each total, as JSON. The report compares them with its own figures and
fails where two differ; --report compares them with what the pages and the
export in build/report show. Nothing here comes from longeron_trace.
"""
import argparse
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
PLACES = {"impl": ("include", "src", "apps"), "utest": ("tests/unit",),
          "itest": ("tests/system",)}
# How lines of the overview begin once its HTML is taken away, and which totals
# they show; the page of the trace has a line for each total.
SHOWN = (
    (r"System (\d+) (\d+)", ("sys requirements", "sys requirements covered")),
    (r"High level (\d+) (\d+)", (
        "hlr requirements", "hlr requirements covered")),
    (r"Low level (\d+) (\d+)", (
        "llr requirements", "llr requirements covered")),
    (r"Proof \W+\w+ (\d+) of (\d+) goals", ("goals proved", "goals")),
    (r"Unit tests \W+\w+ (\d+) of", ("unit tests passed",)),
    (r"System tests \W+\w+ (\d+) of", ("system tests passed",)))


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
                part = names[1]
                line = line[names.end():]
            if item is not None and part:
                item.setdefault(part, []).extend(
                    re.findall(r"[\w.~-]*\w[\w.~-]*", line))
    return items


def read_tags(root):
    """(kind, ID, file, name of the function or of the folder, language)."""
    found = set()
    for folder in sorted({f for each in PLACES.values() for f in each}):
        for path in sorted((root / folder).rglob("*.[chS]")):
            file = path.relative_to(root).as_posix()
            for kind, identity, name in tags_of(path):
                if not file.startswith(PLACES[kind]):
                    continue
                if kind == "itest":
                    name = path.parent.name
                found.add((kind, identity, file, name, path.suffix))
    return found


def tags_of(path):
    """Each tag of a file with the name that stands below it."""
    text = path.read_text("utf-8")
    if path.suffix == ".S":
        for tag in TAG.finditer(text):
            label = LABEL.search(re.sub(
                r"/\*.*?\*/|//[^\n]*", "",
                text[text.index("\n", tag.end()):], flags=re.S))
            yield tag[1], tag[2], label[1] if label else "?"
        return
    pending = []
    for token in TOKEN.findall(text):
        if token.startswith(("/*", "//")):
            pending += TAG.findall(token)
        elif token.strip() and pending:
            name = NAME.search(token)
            static = "static " if re.match(r"\s*static\b", token) else ""
            for kind, identity in pending:
                yield kind, identity, static + (name[1] if name else "?")
            pending = []


class Failure(Exception):
    """What is wrong, with its cure."""


def load(root, name):
    path = f"build/results/{name}.json"
    target = {"proof": "prove", "utest": "test", "itest": "test"}.get(
        name, name)
    try:
        return json.loads((root / path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(f"{path}:1: cannot be read: {type(error).__name__}\n"
                      f"    cure: `make {target}` writes it") from None


def read_page(root, file):
    try:
        return (root / file).read_text("utf-8")
    except OSError as error:
        raise Failure(f"{file}:1: cannot be read: {type(error).__name__}\n"
                      "    cure: `make report` writes it") from None


def compare(root, totals):
    """What the report shows otherwise than counted here."""
    rows = [(rf"{name} (\d+) (\d+)", (name, name)) for name in totals]
    for page, patterns in (("index", SHOWN), ("matrix", rows)):
        page = f"build/report/{page}.html"
        text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>",
                      lambda tag: " " + "\n" * tag[0].count("\n"),
                      read_page(root, page), flags=re.S)
        text = re.sub("[ \t]+", " ", text)
        for pattern, names in patterns:
            shown = list(re.finditer(rf"^ {pattern}\b", text, re.M))
            if not shown:
                yield f"{page}:1: does not show: {' and '.join(names)}"
            for match in shown:
                line = text.count("\n", 0, match.start()) + 1
                for name, figure in zip(names, match.groups()):
                    if int(figure) != totals[name]:
                        yield (f"{page}:{line}: {name}: the page shows {figure}"
                               f", trace/verify.py counts {totals[name]}")
    file = "build/report/trace.reqif"
    objects = re.findall(r'<SPEC-OBJECT IDENTIFIER="requirement\.(\w+)\.',
                         read_page(root, file))
    for level in LEVELS:
        name = f"{level} requirements"
        if objects.count(level) != totals[name]:
            yield (f"{file}:1: {name}: the file has {objects.count(level)}, "
                   f"trace/verify.py counts {totals[name]}")


class Count:
    """All totals of one tree."""

    def __init__(self, root):
        self.root = Path(root)
        self.items, self.tags = read_items(self.root), read_tags(self.root)
        self.proofs = load(self.root, "proof")["functions"]
        self.tests = {n: load(self.root, n)["tests"] for n in (
            "utest", "itest")}
        self.known = {}

    def proved(self, file, name):
        here = [p for p in self.proofs if p["name"] == name]
        here = [p for p in here if len(here) == 1 or p["file"] == file]
        return bool(here) and all(
            p["goals"] and p["valid"] == p["goals"]
            and p["smoke_ok"] == p["smoke_goals"]
            and all(g["status"] == "valid" or g["kind"] == "admit"
                    for g in p["properties"]) for p in here)

    def passed(self, kind, file, name):
        here = [t["verdict"] for t in self.tests[kind] if t["file"] == file
                and (kind == "itest" or t["name"] == name)]
        return bool(here) and set(here) == {"pass"}

    def covered(self, identity):
        """Whether all that an item needs is there and was good."""
        if identity not in self.known:
            self.known[identity] = False        # ends a circle
            item = self.items[identity]
            self.known[identity] = bool(item.get("Needs")) and all(
                self.met(identity, need) for need in item["Needs"])
        return self.known[identity]

    def met(self, identity, need):
        if need in LEVELS + ("analysis", "review"):
            below = [i for i, item in self.items.items() if i.startswith(
                need + "~") and identity in item.get("Covers", [])]
            return bool(below) and all(
                self.covered(i) if need in LEVELS else self.analysed(i)
                for i in below)
        here = [(file, name.replace("static ", "")) for kind, of, file, name,
                suffix in self.tags if of == identity and
                kind == need.replace("proof", "impl") and
                (need, suffix) != ("proof", ".S")]
        return bool(here) and all(
            need == "impl" or (self.proved(*h) if need == "proof"
                               else self.passed(need, *h)) for h in here)

    def tested(self, identity):
        """Whether a test that an item needs was good, whatever else was not."""
        needs = self.items[identity].get("Needs", [])
        return any(self.passed(kind, file, name.replace("static ", ""))
                   for kind, of, file, name, _ in self.tags
                   if of == identity and kind in needs and kind != "impl")

    def analysed(self, identity):
        return all(load(self.root, name).get("ok")
                   for name in self.items[identity].get("Result", []))

    def totals(self):
        found = {}
        for level in LEVELS:
            mine = [i for i in self.items if i.startswith(level + "~")]
            good = sum(self.covered(i) for i in mine)
            found[f"{level} requirements"] = len(mine)
            found[f"{level} requirements covered"] = good
            found[f"{level} requirements not covered"] = len(mine) - good
        found["llr requirements with a good test"] = sum(
            self.tested(i) for i in self.items if i.startswith("llr~"))
        for title, kinds in (("functions with an impl tag", ("impl",)),
                             ("tests with a tag", ("utest", "itest"))):
            found[title] = len({
                (name, file if name.startswith("static ") or kind != "impl"
                 or file.startswith("apps/") else "")
                for kind, _, file, name, _ in self.tags if kind in kinds})
        for kind, title in (("utest", "unit tests"), ("itest", "system tests")):
            found[f"{title} passed"] = sum(
                t["verdict"] == "pass" for t in self.tests[kind])
        found["goals"] = sum(p["goals"] for p in self.proofs)
        found["goals proved"] = sum(p["valid"] for p in self.proofs)
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--report", action="store_true",
                        help="compare with the pages in build/report")
    options = parser.parse_args()
    try:
        totals = Count(options.root).totals()
        found = list(compare(options.root, totals)) if options.report else []
    except Failure as failure:
        sys.exit(str(failure))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        sys.exit("build/results: not of the agreed form: "
                 f"{type(error).__name__}: {error}\n    cure: `make prove "
                 "test` writes proof.json, utest.json and itest.json again")
    if not options.report:
        print(json.dumps(totals, indent=1))
    elif not found:
        print(f"verify: the report shows the {len(totals)} totals as counted")
    for text in found:
        print(f"{text}\n    cure: `make report` makes the page again; if it "
              "stays, correct trace/templates, trace/longeron_trace/reqif.py "
              "or trace/verify.py")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

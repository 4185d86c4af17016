#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Count again, without the trace's code, what the report says in figures.

Reads req, tags, objectives and build/results; prints each total, as JSON.
--report compares them with what build/report shows.
"""
import argparse
import collections
import json
import re
import sys
from pathlib import Path

LEVELS, STATE = ("sys", "hlr", "llr"), ("not covered", "covered")
ID = r"^`((?:sys|hlr|llr|analysis|review)~[\w.-]+~\d+)`[ \t]*$"
ITEM = re.compile(rf"(?ms){ID}(.*?)(?=^#|{ID}|\Z)")
PART = re.compile(r"(?ms)^([A-Z][a-z]+):(?=\s)(.*?)(?=^[A-Z][a-z]+:\s|\Z)")
TAG = re.compile(r"\[(impl|utest|itest)->(\w+~[\w.-]+~\d+)\]")
TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|[^/\"]+|.", re.S)
NAME = re.compile(r"(?!__attribute__|_Alignas)\b(\w+)\s*\(")
LABEL = re.compile(r"^\s*(?:[A-Z_]+\(\s*)?([A-Za-z_]\w*)\s*[:)]", re.M)
PLACES = (("impl", "include"), ("impl", "src"), ("impl", "apps"),
          ("utest", "tests/unit"), ("itest", "tests/system"))
TESTS = {"utest": "unit tests", "itest": "system tests"}
TARGETS = {"proof": "prove", "utest": "test", "itest": "test"}  # else the name
ENTRY = re.compile(r"(?ms)^- id: (A|FM)(?:(?!^- ).)*?^  state: ([^\n]+)")
Tag = collections.namedtuple("Tag", "kind of file name static")
SCOPES = (("target", "target alone", " of the target"), ("merged", "on the host", ""))
COVERED = (("statements", "statements"), ("branches", "branches"), ("mcdc", "MC/DC"))
# How lines of the overview begin, without its HTML, and the totals they show.
SHOWN = [(rf"{line} (?:\W+\w+ )?{figure}", total) for line, figure, total in (
    ("Proof", r"(\d+) of", "goals proved"), ("Proof", r"\d+ of (\d+)", "goals"),
    ("Unit tests", r"(\d+) of", "unit tests passed"),
    ("System tests", r"(\d+) of", "system tests passed"),
    ("Mutation", r".*: (\d+) of", "mutants killed"),
    ("Mutation", r".*: \d+ of (\d+)", "mutants"),
    ("MISRA C:2012", r"(\d+) open", "findings of MISRA C"),
    ("MISRA C:2012", r".* (\d+) deviations?", "deviations from MISRA C"),
    ("Objectives of DO-178C at level A", r"\d+ (\d+)", "objectives of DO-178C"))]
SHOWN += [(rf"Structural coverage .*{tests}: .*?{word} {figure}", key + of + hit)
          for _, tests, of in SCOPES for key, word in COVERED
          for figure, hit in ((r"(\d+) of", " covered"), (r"\d+ of (\d+)", ""))]
SHOWN += [(rf"{title} {figure}", f"{level} requirements{covered}")
          for level, title in zip(LEVELS, ("System", "High level", "Low level"))
          for figure, covered in ((r"(\d+) \d+", ""), (r"\d+ (\d+)", " covered"))]


def read_items(root):
    """ID -> {part: list of words} of each requirement, analysis, review."""
    items = collections.defaultdict(lambda: collections.defaultdict(list))
    for path in sorted((root / "req").rglob("*.md")):
        text = re.sub(r"(?ms)^\s*```.*?^\s*```", "", path.read_text("utf-8"))
        for identity, body, _ in ITEM.findall(text):
            item = items[identity]
            for part, words in PART.findall(body):
                item[part] += re.findall(r"[\w.~-]*\w[\w.~-]*", words)
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
                if found or pattern is NAME:
                    name = path.parent.name if kind == "itest" else found[1] if found else "?"
                    yield from [Tag(kind, of, path.relative_to(root).as_posix(), name,
                                    token.split()[0] == "static") for of in tags]
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
    rows = [(rf"{name} {figures}", name) for name in totals
            for figures in (r"(\d+) \d+", r"\d+ (\d+)")]
    for page, patterns in (("build/report/index.html", SHOWN),
                           ("build/report/matrix.html", rows)):
        text = re.sub("[ \t]+", " ", re.sub(
            r"<(style|script)\b.*?</\1>|<[^>]*>", lambda tag: " " + "\n" *
            tag[0].count("\n"), read(root, page), flags=re.S))
        for pattern, name in patterns:
            at = re.finditer(rf"(?m)^ {pattern}\b", text)
            yield from [(f"{page}:{text.count(chr(10), 0, m.start()) + 1}",
                         name, m[1]) for m in at] or [(f"{page}:1", name, "nothing")]
    text = read(root, "build/report/trace.reqif")
    yield from (("build/report/trace.reqif:1", f"{level} requirements", str(text.count(
        f'<SPEC-OBJECT IDENTIFIER="requirement.{level}.'))) for level in LEVELS)


class Count:                # all totals of one tree
    def __init__(self, root):
        self.root, self.known = root, {}
        self.items, self.tags = read_items(root), set(read_tags(root))
        self.proofs = self.load("proof")["functions"]
        self.tests = {n: self.load(n)["tests"] for n in TESTS}

    def load(self, n):
        return read(self.root, f"build/results/{n}.json", TARGETS.get(n, n))

    def good(self, tag, need):
        """Whether a tag's function is there, is proved, or passed."""
        if need == "proof":
            here = [p for p in self.proofs if p["name"] == tag.name]
            here = [p["smoke_ok"] == p["smoke_goals"] and p["valid"] == p["goals"] > 0
                    and all(g["status"] == "valid" or g["kind"] in {"admit", "froms"}
                            for g in p["properties"])
                    for p in here if len(here) == 1 or p["file"] == tag.file]
        elif need != "impl":
            here = [t["verdict"] == "pass" for t in self.tests[need]
                    if (t["file"], t["name"]) == (tag.file, tag.name)]
        return need == "impl" or bool(here) and all(here)

    def evidence(self, of, need):
        """For each thing that meets a need, whether it is good."""
        if need in ("impl", "proof", *self.tests):
            kind, other = ("impl", ".S") if need == "proof" else (need, ())
            return [self.good(t, need) for t in self.tags
                    if (t.of, t.kind) == (of, kind) and not t.file.endswith(other)]
        return [self.covered(i) for i in self.items if i.startswith(need + "~")
                and of in self.items[i].get("Covers", [])]

    def covered(self, of):
        """Whether all that an item needs is there and was good."""
        if of not in self.known:
            self.known[of], item = False, self.items[of]    # ends a circle
            found = [good for need in item.get("Needs", [])
                     for good in self.evidence(of, need) or [False]]
            found += [self.load(n).get("ok") for n in item.get("Result", [])]
            self.known[of] = all(found or [not of.startswith(LEVELS)])
        return self.known[of]

    def count(self):
        """The name of a total, once for each thing that it counts."""
        for i, item in self.items.items():
            level = i.partition("~")[0]
            if level in LEVELS:
                name = f"{level} requirements"
                yield from (name, f"{name} {STATE[self.covered(i)]}")
            if level == "llr" and any(any(self.evidence(i, n)) for n in TESTS):
                yield "llr requirements with a good test"
        for kind, *_ in {(t.kind, t.name, t.file if t.static or t.kind != "impl"
                          or t.file.startswith("apps/") else "") for t in self.tags}:
            yield "functions with an impl tag" if kind == "impl" else "tests with a tag"
        yield from (f"{TESTS[n]} passed" for n in TESTS
                    for t in self.tests[n] if t["verdict"] == "pass")
        for p in self.proofs:
            yield from ["goals"] * p["goals"] + ["goals proved"] * p["valid"]
        for m in self.load("mutate")["mutants"]:
            yield from ("mutants", "mutants " + m["verdict"].partition("-")[0])
        permits = [f["deviation"] for f in self.load("misra")["findings"]]
        yield from ("findings of MISRA C" + ", accepted" * bool(d) for d in permits)
        yield from ["deviations from MISRA C"] * len({d for d in permits if d})
        for kind, state in ENTRY.findall(read(self.root, "verification/objectives.yaml")):
            name = "objectives of DO-" + ("178C" if kind == "A" else "333")
            yield from (name, f"{name}: claimed {state}")
        for scope, _, of in SCOPES:
            for f in self.load("coverage")["scopes"][scope]["files"]:
                hits = [bool(hit) for hit in f["line_hits"].values()]
                f |= {"statements": len(hits), "statements_hit": sum(hits)}
                for key, name in ((k, k + of) for k, _ in COVERED):
                    yield from [name] * f[key] + [name + " covered"] * f[key + "_hit"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    try:
        totals = collections.Counter(Count(options.root).count())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        sys.exit(f"build/results: not of the agreed form: {error!r}\n"
                 "    cure: `make prove test` writes its files again")
    if not options.report:
        return print(json.dumps(totals, indent=1))
    wrong = [f"{place}: {name}: it shows {figure}, trace/verify.py counts {totals[name]}\n"
             "    cure: `make report` makes it again" for place, name, figure
             in shown(options.root, totals) if figure != str(totals[name])]
    print("\n".join(wrong) or f"verify: the report shows the {len(totals)} totals as counted")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

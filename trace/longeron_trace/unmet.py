# SPDX-License-Identifier: Apache-2.0
"""What is not met, and why: the overview's list, counted from data alone."""
from pathlib import Path

import yaml

from . import problem_reports, reviews, rules
from .objectives import LEVELS, PLURAL, STATES, UNUSED

# Records of what is accepted or believed: file, what an entry is, page.
RECORDS = (
    ("verification/proof-records.yaml", "facts that proofs take on trust",
     "assumptions"),
    ("verification/misra-deviations.yaml", "deviations from MISRA C", "misra"),
    ("verification/mutate-survivors.yaml", "mutants that survive", "mutation"),
    ("verification/bench/exceptions.yaml", "limits of speed missed", "bench"),
    ("coverage/justifications.yaml", "gaps in coverage of the source",
     "coverage"),
    ("coverage/objcov.yaml", "gaps in coverage of object code", "coverage"),
    ("coverage/coupling.yaml", "gaps in coupling", "coupling"))
CHECKLISTS = {"requirements": "requirements", "code": "code of low-level "
              "requirements", "tests": "tests of low-level requirements"}


class Unmet:
    """Rows: what, how many of how many, why, page, details (file, line, text)."""

    def __init__(self, root, data, goals, reports, of_tools, of_rules):
        self.root, self.data, self.rows = Path(root), data, []
        self.objectives(goals)
        self.reviews()
        self.records()
        self.add("Problem reports that are open", [
            e for e in reports.entries if e["state"] == "open"],
            reports.entries if reports.found else None,
            "known and not corrected", "problems",
            lambda e: (problem_reports.FILE, e["line"], f"{e['id']} {e['title']}"))
        self.add("Rules of evidence that nothing shows in full", [
            r for r in of_rules.rules() if r["not_met"]],
            of_rules.rules() if of_rules.found else None,
            "each has its reason", "rules", lambda r: (
                rules.FILE, r["line"], f"{r['id']}: {r['not_met']}"))
        self.tests()
        self.bounds()
        self.trust(of_tools)

    def add(self, what, left, every, why, page, detail=None):
        """A row; every: all that was looked at, None if it is not there."""
        self.rows.append({
            "what": what, "why": why, "page": page + ".html"
            if "." not in page else page,
            "left": None if every is None else len(left),
            "of": None if every is None else len(every),
            "details": [detail(e) for e in left]
            if detail and every is not None else []})

    def get(self, name, key):
        """A list of a result; None if it has not run."""
        found = self.data.get(name) or {}
        return found.get(key)

    def objectives(self, goals):
        for level in LEVELS:
            of = [e for e in goals.entries
                  if not e["formal"] and e["at"][level]]
            self.add(f"Objectives of DO-178C at level {level}",
                     [e for e in of if e["at"][level] != "met"],
                     of if goals.entries else None,
                     states(e["at"][level] for e in of),
                     f"objectives.html?olevel={level}")
        used = [e for e in goals.entries
                if e["formal"] and e["now"] != UNUSED]
        unused = sum(e["formal"] for e in goals.entries) - len(used)
        self.add("Objectives that DO-333 adds, of those that are used",
                 [e for e in used if e["now"] != "met"],
                 used if goals.entries else None,
                 states(e["now"] for e in used)
                 + f"; {unused} more are not used", "objectives.html?olevel=F")

    def reviews(self):
        items = self.get("trace", "requirements")
        asked = [r for i in items or () for r in i["reviews"]]
        for checklist, what in CHECKLISTS.items():
            mine = [r for r in asked if r["checklist"] == checklist]
            left = [r for r in mine if r["state"] != reviews.REVIEWED
                    or r["kind"] != "person"]
            self.add(f"Reviews by a person: {what}", left,
                     None if items is None else mine,
                     counts("by a program" if r["state"] == reviews.REVIEWED
                            else r["state"] for r in left),
                     "matrix.html?review=not%20reviewed")
        derived = [i for i in items or () if i["feedback"]]
        left = [i for i in derived if i["feedback"] in ("open", "rejected")]
        self.add("Safety feedback on derived requirements",
                 left, None if items is None else derived,
                 counts(i["feedback"] for i in left), "assumptions")

    def records(self):
        history = reviews.History(self.root, [])
        for file, what, page in RECORDS:
            path = self.root / file
            every = None
            if path.is_file():
                try:
                    found = yaml.safe_load(path.read_text(encoding="utf-8"))
                    every = [e for e in found or () if isinstance(e, dict)]
                except (ValueError, yaml.YAMLError, TypeError):
                    pass        # its own check tells
            left = [e for e in every or () if reviews.plain(
                str(e.get("reviewer", ""))) not in history.people]
            self.add(f"Records of {what}", left, every, counts(
                "without a reviewer" if e.get("reviewer", "open") == "open"
                else "by nobody that is known" for e in left), page)

    def tests(self):
        items = self.get("trace", "requirements")
        low = [i for i in items or () if i["level"] == "llr"]
        self.add("Low-level requirements without a test that passed", [
            i for i in low if i["id"] in (self.get("trace", "untested") or ())],
            None if items is None else low, "a proof or an analysis stands "
            "alone for them", "matrix", lambda i: (
                i["file"], i["line"], i["id"]))
        mutants = self.get("mutate", "mutants")
        self.add("Mutants that no test and no proof kills", [
            m for m in mutants or () if not m["verdict"].startswith("killed")],
            mutants, "each has a recorded reason, or the check fails",
            "mutation", lambda m: (m["file"], m["line"], m["function"]
                                   if "function" in m else m["id"]))
        scopes = self.get("coverage", "scopes") or {}
        totals = scopes.get("target", {}).get("totals")
        for key, what in (("lines", "Statements"), ("branches", "Branches"),
                          ("mcdc", "Conditions (MC/DC)")):
            self.add(f"{what} of the source that no system test covers",
                     range(totals[key] - totals[key + "_hit"])
                     if totals else (), range(totals[key]) if totals else None,
                     "gaps have records, or the check fails, but for " + str(
                         scopes["merged"]["totals"][key + "_hit"]
                         - totals[key + "_hit"]) + " that unit tests on the "
                     "host alone reach" if totals else "", "coverage")
        totals = self.get("objcov", "totals")
        self.add("Instructions that no system test executes", range(
            totals["instructions"] - totals["executed"]) if totals else (),
            range(totals["instructions"]) if totals else None,
            "gaps have records, or the check fails", "coverage")
        couplings = self.get("coupling", "couplings")
        self.add("Couplings that no test of a requirement exercises", [
            c for c in couplings or () if not c["exercised"]], couplings,
            "gaps have records, or the check fails", "coupling",
            lambda c: (c["places"][0]["file"], c["places"][0]["line"], c["id"]))
        guidelines = self.get("misra", "guidelines")
        self.add("Guidelines of MISRA C that a person has to check", [
            g for g in guidelines or () if "manual" in g["by"]], guidelines,
            "no record can say yet that somebody has", "misra")

    def bounds(self):
        limited = self.get("bench", "rows")
        every = [r for r in limited or () if r["limit"] is not None]
        self.add("Limits of speed and size that are missed", [
            r for r in every if r["instructions"] is None
            or r["instructions"] > r["limit"]],
            None if limited is None else every,
            "each has a recorded reason, or the check fails", "bench",
            lambda r: ("", 0, f"{r['operation']}: {r['instructions']}, limit "
                       f"{r['limit']}"))
        loops = self.get("analyse", "loops")
        self.add("Loops whose bound is our word, not a proof", [
            r for r in loops or () if r["bound"] is not None
            and not r["variant"]], loops,
            "the port is not proved, and nobody has reviewed the word",
            "analyses", lambda r: (
                r["file"], r["line"], f"{r['function']}(): at most "
                f"{r['bound']} turns, says {r.get('said') or 'the tool'}"))
        self.add("Loops without a bound", [
            r for r in loops or () if r["bound"] is None], loops,
            "each has a recorded reason, or the check fails", "analyses",
            lambda r: (r["file"], r["line"], f"{r['function']}()"))
        stacks = self.get("limits", "stacks")
        self.add("Stacks of runs without a bound", [
            r for r in stacks or () if r["bound"] is None], stacks,
            "tests that overflow or boot again on purpose", "analyses")

    def trust(self, of_tools):
        for key, what, page in (
                ("admitted", "Facts admitted without a proof", "assumptions"),
                ("assumed", "Contracts of functions that have no body in C",
                 "assumptions"),
                ("entries", "Functions whose precondition their callers outside"
                 " of the proof must keep", "assumptions")):
            found = self.get("proof", key)
            self.add(what, found or (), found, "taken on trust", page)
        listed = [*of_tools.ours, *of_tools.others]
        self.add("Tools without a qualification", listed, listed or None,
                 "no tool was qualified; compiler, provers and QEMU are "
                 "trusted", "tools")


def counts(each):
    """How many of which, such as `7 not reviewed, 1 by a program`."""
    each = list(each)
    return ", ".join(f"{each.count(e)} {e}" for e in sorted(set(each)))


def states(each):
    """How many are in which state, such as `7 partly, 61 open`."""
    each = list(each)
    return ", ".join(f"{each.count(s)} {PLURAL.get(s, s)}" for s in STATES
                     if s in each)

# SPDX-License-Identifier: Apache-2.0
"""Rules that make the evidence believable, and what shows each of them.

verification/evidence-rules.yaml, whose head has the fields, names tests of the
tools and sabotages; they have to exist, and to have passed or been caught.
"""
from pathlib import Path

import yaml

from . import checks, sabotages
from .objectives import Lines
from .problem import Problem
from .tools import RUN, TESTS, ToolTests

FILE = "verification/evidence-rules.yaml"
NEEDED = {"id", "text"}
FIELDS = NEEDED | {"tests", "sabotages", "not_met", "line"}
SHOWN, PARTLY, NOT_MET = "shown", "partly", "not met"


class Rules:
    """All groups of rules in order, and what is wrong with them."""

    def __init__(self, root, static=False):
        self.root, self.groups, self.problems = Path(root), [], []
        self.tests = ToolTests(root)
        self.static, self.caught, self.seen = static, {}, {}
        self.found = (self.root / FILE).is_file()
        if not self.found:
            return
        try:
            self.groups = [(str(g["group"]), [dict(r) for r in g["rules"]])
                           for g in yaml.load((self.root / FILE).read_text(
                               encoding="utf-8"), Loader=Lines)]
            self.planted = {r["id"]: r for r in sabotages.read_table(root)} if (
                self.root / sabotages.TABLE).is_file() else {}
        except sabotages.BadTable:
            return          # `make trace` tells it
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            self.groups = []
            self.tell(mark.line + 1 if mark else 1, "cannot be read: "
                      f"{getattr(error, 'problem', None) or error}",
                      "a list of {group, rules}, in YAML")
            return
        if self.planted:
            last = sabotages.committed(root)
            self.caught = {
                name for name, row in last.items()
                if row["verdict"] == sabotages.CAUGHT and name in self.planted
                and (static or row["fingerprint"] == sabotages.fingerprint(
                    root, self.planted[name]))}
        if not static and any(r.get("tests") for r in self.rules()):
            try:
                self.tests.read()
            except (OSError, ValueError, SyntaxError) as error:
                self.tell(1, f"{RUN} is missing or broken: "
                          f"{type(error).__name__}", "run `make test-tools`")
                self.static = True
        for rule in self.rules():
            self.judge(rule)

    def rules(self):
        return [rule for _, rules in self.groups for rule in rules]

    def tell(self, line, text, cure):
        self.problems.append(Problem(FILE, line, text, cure))

    def judge(self, rule):
        line, name = rule["line"], str(rule.get("id", "without id"))
        wrong = sorted(NEEDED - set(rule)) + sorted(set(rule) - FIELDS)
        for field in wrong:
            self.tell(line, f"{name}: field `{field}` is missing or unknown",
                      "fields: " + ", ".join(sorted(FIELDS - {"line"})))
        if name in self.seen:
            self.tell(line, f"{name} is there twice: line {self.seen[name]} "
                      "has it, too", "give it a name of its own")
        self.seen.setdefault(name, line)
        rule["text"] = str(rule.get("text", ""))
        for field in ("tests", "sabotages"):
            rule[field] = [str(e) for e in rule.get(field) or []]
        rule["not_met"] = str(rule.get("not_met") or "")
        shown = rule["tests"] + rule["sabotages"]
        if not shown and not rule["not_met"]:
            self.tell(line, f"{name}: nothing shows it", "name tests or "
                      "sabotages, or write `not_met: reason`")
        rule["verdict"] = (NOT_MET if not shown else
                           PARTLY if rule["not_met"] else SHOWN)
        for test in rule["tests"]:
            self.judge_test(line, name, test)
        for each in rule["sabotages"]:
            if each not in self.planted:
                self.tell(line, f"{name}: sabotage {each} does not exist",
                          f"correct it, or write it in {sabotages.TABLE}")
            elif each not in self.caught:
                self.tell(line, f"{name}: sabotage {each} is not known to be "
                          "caught as it and its file are today",
                          f"`make audit-the-auditor ONLY={each} UPDATE=1`")

    def judge_test(self, line, name, test):
        if not self.tests.exists(test):
            self.tell(line, f"{name}: test {test} does not exist",
                      f"correct it, or write it in {TESTS}")
        elif not self.static and self.tests.verdict(test) != "pass":
            self.tell(line, f"{name}: test {test}: {self.tests.verdict(test)}",
                      "correct tool or test, then `make test-tools`")

    def count(self, verdict):
        return sum(r["verdict"] == verdict for r in self.rules())

    def check(self):
        """The line of the overview; it fails for records, not for `not met`."""
        figure = ", ".join(
            [checks.count(len(self.rules()), "rule")]
            + [f"{self.count(v)} {v}" for v in (SHOWN, PARTLY, NOT_MET)
               ] if not self.problems else ["records are not whole"])
        made = checks.Check(
            "rules", "Records of rules of evidence", "rules.html", "trace",
            {"ok": not self.problems} if self.found else None,
            lambda _: (figure, [vars(p) for p in self.problems]))
        if not self.found:
            made.problems = [checks.problem(f"{FILE} is missing", FILE, 1,
                                            "write it; `[]` if none")]
        return made

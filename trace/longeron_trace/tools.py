# SPDX-License-Identifier: Apache-2.0
"""The tools of verification/tools.yaml, and whether their tests passed."""
import ast
import json
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import yaml

from . import checks, inputs
from .objectives import Lines, expected

FILE = "verification/tools.yaml"
PACKAGES = "packages.txt"
TESTS = "tests/tools"
PLUGINS = ("coverage/*.c", "verification/bench/count.c")
RUN, RESULT = "build/tools.xml", "build/results/tools.json"
OURS = ("trace/**/*.py", "trace/pictures.mjs", "coverage/*.py",
        "verification/*.py", "verification/bench/*.py", "config/*.py",
        "mk/*.py", "host/*.py",
        "tests/unit/run.py", "tests/system/run.py", ".ci/*.py", *PLUGINS)
# DO-178C, table 12-1: criterion and level of tool qualification at level A.
LEVELS = {"1": "1", "2": "4", "3": "5", "none": "none"}
EVERY = {"name", "what", "credit", "criterion", "level"}
NEEDED = {"ours": EVERY | {"requirements", "limits"},
          "others": EVERY | {"packages", "checked_by"}}
REQUIREMENT = {"id", "text", "tests"}


def is_tool(path):
    """Whether it can be called: a plugin, by its mode, or its first line."""
    return path.is_file() and (
        path.suffix == ".c" or os.access(path, os.X_OK)
        or path.read_bytes()[:2] == b"#!")


class ToolTests:
    """The tests of the tools, as file::function, and how they ended."""

    def __init__(self, root):
        self.root, self.verdicts, self.functions = Path(root), {}, {}

    def exists(self, test):
        file, _, function = test.partition("::")
        if file not in self.functions:
            try:
                body = ast.parse((self.root / TESTS / file).read_text(
                    encoding="utf-8")).body
            except (OSError, SyntaxError):
                body = []
            self.functions[file] = {n.name for n in body if isinstance(
                n, ast.FunctionDef) and n.name.startswith("test_")}
        return function in self.functions[file]

    def read(self):
        """What the last run says of each."""
        for case in ElementTree.parse(self.root / RUN).iter("testcase"):
            file = case.get("classname", "").removeprefix("tests.tools.")
            test = f"{file}.py::" + case.get("name", "").partition("[")[0]
            told = {c.tag for c in case} & {"failure", "error", "skipped"}
            self.verdicts.setdefault(test, set()).add(
                min(told, default="pass"))

    def verdict(self, test):
        """One for all cases of a test: the worst."""
        told = self.verdicts.get(test, {"not run"})
        if told & {"failure", "error"}:
            return "fail"
        return "skip" if "skipped" in told else min(told)


class Tools:
    """All tools in order, and what is wrong with what is said of them."""

    def __init__(self, root, run=True):
        self.root, self.problems = Path(root), []
        self.ours, self.others, self.used = [], [], {}
        self.tests = ToolTests(root)
        self.verdict = self.tests.verdict
        self.found = (self.root / FILE).is_file()
        if not self.found:
            return
        try:
            data = yaml.load((self.root / FILE).read_text(encoding="utf-8"),
                             Loader=Lines)
            self.ours, self.others = ([dict(e) for e in data[k]]
                                      for k in ("ours", "others"))
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            self.tell(mark.line + 1 if mark else 1, "cannot be read: "
                      f"{getattr(error, 'problem', None) or error}",
                      "two lists of mappings, `ours:` and `others:`, in YAML")
            return
        for kind in NEEDED:
            for entry in getattr(self, kind):
                self.judge(entry, kind)
        for entry in self.ours:
            self.requirements(entry)
        self.complete()
        if run and self.used:
            self.passed()

    def tell(self, line, text, cure, file=FILE):
        self.problems.append(checks.problem(text, file, line, cure))

    def fields(self, entry, needed, name):
        line = entry["line"]
        for field in sorted(needed - set(entry)):
            self.tell(line, f"{name}: `{field}` is missing", "write it")
        for field in sorted(set(entry) - needed - {"line"}):
            self.tell(line, f"{name}: unknown field `{field}`",
                      "fields: " + ", ".join(sorted(needed)))
        for field in needed:
            many = field in ("credit", "packages", "requirements", "tests")
            value = entry.get(field)
            if many and not isinstance(value, list):
                if field in entry:
                    self.tell(line, f"{name}: `{field}` is no list",
                              "write [a, b], or [] for none")
                value = []
            elif not many and value in (None, ""):
                if field in entry:
                    self.tell(line, f"{name}: `{field}` is empty", "write it")
                value = ""
            entry[field] = value

    def judge(self, entry, kind):
        name, line = str(entry.get("name", "without name")), entry["line"]
        self.fields(entry, NEEDED[kind], name)
        entry["name"] = name
        core, formal = expected()
        for each in entry["credit"]:
            if each not in core + formal:
                self.tell(line, f"{name}: credit for {each}, no objective",
                          "Annex A has A-1.1 to A-10.3; DO-333 adds FM...")
        criterion, level = str(entry["criterion"]), str(entry["level"])
        if LEVELS.get(criterion) != level:
            self.tell(line, f"{name}: criterion {criterion} with level "
                      f"{level}", "at level A 1 takes 1, 2 takes 4, "
                      "3 takes 5, none takes none")
        if (criterion == "none") == bool(entry["credit"]):
            self.tell(line, f"{name}: criterion {criterion} with "
                      + checks.count(len(entry["credit"]), "credit"),
                      "`criterion: none` if and only if `credit: []`")

    def requirements(self, entry):
        number = len(entry["requirements"])
        if not 2 <= number <= 6:
            self.tell(entry["line"], f"{entry['name']}: "
                      + checks.count(number, "requirement"), "2 to 6")
        for each in entry["requirements"]:
            if not isinstance(each, dict):
                self.tell(entry["line"], f"{entry['name']}: {each!r} is no "
                          "requirement", "write {id, text, tests}")
                continue
            self.fields(each, REQUIREMENT, str(each.get("id", "without id")))
            if not re.fullmatch(r"TOR-[A-Z-]+-\d", str(each["id"])):
                self.tell(each["line"], f"{each['id']} is no identity",
                          "as in TOR-TRACE-1")
            if not each["tests"]:
                self.tell(each["line"], f"{each['id']} has no test",
                          f"name one of {TESTS} that shows it, as in "
                          "test_trace.py::test_fault_is_found; write it first")
            for test in map(str, each["tests"]):
                self.used.setdefault(test, []).append(each)
                if not self.tests.exists(test):
                    self.tell(each["line"], f"{each['id']}: test {test} does "
                              f"not exist", f"correct it, or write it in "
                              f"{TESTS}")
        entry["requirements"] = [r for r in entry["requirements"]
                                 if isinstance(r, dict)]

    def complete(self):
        """Each tool and each requirement is there once, with its file."""
        seen = {}
        for line, name in (
                [(e["line"], e["name"]) for e in self.ours + self.others]
                + [(r["line"], str(r["id"])) for e in self.ours
                   for r in e["requirements"]]):
            if name in seen:
                self.tell(line, f"{name} is there twice: line {seen[name]} "
                          "has it, too", "delete one, or give a new number")
            seen.setdefault(name, line)
        files = {p.relative_to(self.root).as_posix(): is_tool(p)
                 for pattern in OURS for p in self.root.glob(pattern)
                 if p.name != "__init__.py"}
        named = {e["name"] for e in self.ours}
        parts = {p for name in named for p in self.parts(name)}
        for name in sorted(files.keys() - named):
            if files[name] or name not in parts:
                self.tell(1, f"{name} is not in {FILE}", f"add it to `ours` "
                          f"of {FILE}; no credit is `criterion: none`", name)
        for entry in self.ours:
            if entry["name"] not in files:
                self.tell(entry["line"], f"{entry['name']} is no tool of this "
                          "tree", "correct the path, or delete the entry")
        path = self.root / PACKAGES
        lines = (path.read_text(encoding="utf-8").splitlines()
                 if path.is_file() else [])
        used = {p for e in self.others for p in e["packages"]}
        for number, package in enumerate(lines, 1):
            if package and package[0] != "#" and package not in used:
                self.tell(number, f"package {package} is in no entry of "
                          f"{FILE}", "name it in `packages` of the tool that "
                          "needs it", PACKAGES)
        for entry in self.others:
            for package in entry["packages"]:
                if package not in lines:
                    self.tell(entry["line"], f"{entry['name']}: package "
                              f"{package} is not in {PACKAGES}", "correct it")

    def parts(self, name):
        """The modules that a tool imports."""
        return sorted(inputs.modules(self.root, name) - {name}
                      if name.endswith(".py") else ())

    def passed(self):
        """What the last run of the tests of the tools says of each."""
        cure = "run `make test-tools`"
        try:
            result = dict(json.loads((self.root / RESULT).read_text()))
            self.tests.read()
        except (OSError, TypeError, ValueError,
                ElementTree.ParseError) as error:
            self.tell(1, f"{RUN} or {RESULT} is missing or broken: "
                      f"{type(error).__name__}", cure, RUN)
            return
        changed = inputs.changed(self.root, "tools", result)
        if changed:
            self.tell(1, changed, cure, RESULT)
        if result.get("ok") is not True:
            self.tell(1, "its own tool says: not ok", cure, RESULT)
        for test, users in sorted(self.used.items()):
            verdict = self.verdict(test)
            if verdict == "pass" or not self.tests.exists(test):
                continue
            for each in users:
                self.tell(each["line"], f"{each['id']}: test {test}: "
                          f"{verdict}", "correct tool or test, then "
                          "`make test-tools`")

    def check(self):
        """The line of the overview."""
        number = sum(len(e["requirements"]) for e in self.ours)
        good = sum(self.verdict(t) == "pass" for t in self.used)
        made = checks.Check(
            "tools", "Data of tools", "tools.html", "test-tools",
            {"ok": not self.problems} if self.found else None,
            lambda _: (f"{len(self.ours)} tools of ours, {number} "
                       f"requirements, {good} of {len(self.used)} tests "
                       f"passed, {len(self.others)} tools of others",
                       self.problems))
        if not self.found:
            made.problems = [checks.problem(
                f"{FILE} is missing", FILE, 1, "write it")]
        return made

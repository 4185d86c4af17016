# SPDX-License-Identifier: Apache-2.0
"""What verdicts rest on beside code and tests: records, and limits of tools.

A record is an entry of a YAML file that excuses something, with its reason; a
constant is what a tool of verification or coverage is set to, a budget for
example. To loosen one makes a check pass, so each has its fingerprint.
"""
import ast
import json
from dataclasses import dataclass
from pathlib import Path

import yaml

from . import reviews
from .acsl import digest
from .problem import Problem

RECORDS = ("verification/proof-records.yaml",
           "verification/misra-deviations.yaml",
           "verification/misra-plan.yaml",
           "verification/mutate-survivors.yaml",
           "verification/evidence-rules.yaml",
           "verification/objectives.yaml",
           "verification/problems.yaml",
           "verification/tools.yaml",
           "verification/bench/exceptions.yaml",
           "coverage/justifications.yaml",
           "coverage/objcov.yaml",
           "coverage/coupling.yaml")
TOOLS = ("verification/*.py", "verification/bench/*.py", "coverage/*.py",
         "config/*.py")
# Files that say what runs, and how, and what reviewers look at.
COMMANDS = (".ci/run", "Makefile", "longeron.mk", "mk/*", "config/*.xsd",
            "config/default/*", "tests/unit/run.py", "tests/system/run.py", "trace/checklists/*",
            "trace/reviewers.csv")
NAMES = ("group", "id", "operation", "kind", "function", "name", "coupling")


@dataclass
class Record:
    kind: str           # record, constant or command
    title: str          # differs from all others of its file
    file: str
    line: int
    fingerprint: str


def read(root, problems):
    """All records, constants and commands of a tree."""
    found, history = [], reviews.History(root, problems)
    for file in RECORDS:
        if (Path(root) / file).is_file():
            found += unique(of_yaml(root, file, problems, history))
    for path in sorted(p for t in TOOLS for p in Path(root).glob(t)):
        found += unique(of_tool(root, path.relative_to(root).as_posix(),
                                problems))
    for path in sorted(p for c in COMMANDS for p in Path(root).glob(c)):
        file = path.relative_to(root).as_posix()
        found.append(Record("command", "the whole file", file, 1,
                            digest(path.read_text(encoding="utf-8"))))
    return found


def unique(records):
    """Records of one file, those of one title numbered."""
    times = {}
    for each in records:
        times[each.title] = times.get(each.title, 0) + 1
        if times[each.title] > 1:
            each.title += f" ({times[each.title]})"
    return records


def of_yaml(root, file, problems, history):
    """One for each entry of a list, and of each list below a key."""
    text = (Path(root) / file).read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"is no YAML: {error}",
                                "correct it"))
        return []
    if node is None:
        return []
    lists = ([v for _, v in node.value]
             if isinstance(node, yaml.MappingNode) else [node])
    builder = yaml.SafeLoader("")
    found = []
    for each in [n for one in lists
                 if isinstance(one, yaml.SequenceNode) for n in one.value]:
        try:
            entry = builder.construct_object(each, deep=True)
        except (ValueError, yaml.YAMLError) as error:
            problems.append(Problem(
                file, each.start_mark.line + 1,
                f"an entry cannot be read: {getattr(error, 'problem', error)}",
                "correct it; a date is one of the calendar"))
            continue
        if isinstance(entry, dict) and "reviewer" in entry:
            at = next(k for k, _ in each.value if k.value == "reviewer")
            problems += [Problem(file, at.start_mark.line + 1, *fault)
                         for fault in of_reviewer(entry, history)]
        title = str(entry)
        if isinstance(entry, dict):
            title = " ".join(str(entry[n]) for n in NAMES if n in entry)
            title = title or str(entry.get("class", ""))
        said = json.dumps(entry, sort_keys=True, default=str)
        found.append(Record("record", " ".join(title.split()), file,
                            each.start_mark.line + 1, digest(said)))
    return found


def of_reviewer(entry, history):
    """(what is wrong, cure) of the reviewer of a record, `open` or a person."""
    name = str(entry["reviewer"] or "")
    for text, cure in history.of_person("reviewer", name):
        if name != "open":
            yield text, f"`reviewer: open`, or {cure}"


def of_tool(root, file, problems):
    """The constants of a module; of a table each row that has a name."""
    try:
        tree = ast.parse((Path(root) / file).read_text(encoding="utf-8"))
    except SyntaxError as error:
        problems.append(Problem(file, error.lineno or 1, "is no Python",
                                "correct it"))
        return []
    found = []
    for node in tree.body:
        names = [t.id for t in getattr(node, "targets", [])
                 if isinstance(t, ast.Name) and t.id.isupper()]
        for name in names:
            rows = [row for row in getattr(node.value, "elts", [])
                    if is_named(row)]
            if len(rows) != len(getattr(node.value, "elts", "?")):
                rows = [node.value]
            for row in rows:
                title = (name if row is node.value
                         else f"{name} {row.elts[0].value}")
                found.append(Record("constant", title, file, row.lineno,
                                    digest(ast.unparse(row))))
    return found


def is_named(row):
    """Whether it is a row of a table that begins with a text."""
    return (isinstance(row, ast.Tuple) and len(row.elts) > 1
            and isinstance(row.elts[0], ast.Constant)
            and isinstance(row.elts[0].value, str))

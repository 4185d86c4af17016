# SPDX-License-Identifier: Apache-2.0
"""Sabotages: the faults that verification/audit.py plants, and their outcome.

A row of verification/sabotages.yaml has id, group, what; file and one edit;
command, which passes before and has to fail then; names, texts that its output
then has (# is a number). Edits: `old` becomes `new`, or what the regular
expression `pattern` matches does, each there once, within the function `inside`
if that is given; `add` appends; `set` puts `to` at a path in JSON, in which a
mapping picks the entry of a list that has these values; `remove: true`.
`archive` edits a member, see verification/audit.py. `then` lists further edits.
<fingerprint of ID> in `add` is what trace/verdict.csv has for a requirement.
"""
import csv
import json
import re
from pathlib import Path

import yaml

from . import inputs
from .acsl import digest
from .problem import Problem

TABLE = "verification/sabotages.yaml"
VERDICT = "verification/audit-verdict.csv"
TRACE = "trace/verdict.csv"
COLUMNS = ("group", "id", "what", "file", "command", "verdict", "fingerprint",
           "tool")
EDITS = {"old", "pattern", "add", "set", "remove", "archive"}
EDIT_FIELDS = EDITS | {"file", "new", "inside", "to"}
FIELDS = EDIT_FIELDS | {"id", "group", "what", "command", "names", "then",
                        "line"}
GROUPS = ("requirement", "tag", "code", "contract", "admitted property",
          "test", "expected log", "coverage data", "justification", "review",
          "tool output", "archive", "identity")
CAUGHT = "caught"
OTHER_TOOL = "tried with another tool"
# What judges a sabotage: the programs that the commands run.
TOOLS = ("trace/**/*.py", "verification/**/*.py", "coverage/**/*.py",
         "tests/unit/*.py", "tests/system/*.py", "Makefile", "longeron.mk",
         "mk/*")
FINGERPRINT = re.compile("<fingerprint of ([^>]+)>")


class BadTable(Exception):
    """What is wrong with the list of sabotages, and in which line."""

    def __init__(self, line, text):
        super().__init__(f"{TABLE}:{line}: {text}")
        self.line, self.text = line, text


def edits(row):
    return [row, *row.get("then", [])]


def read_table(root):
    text = (Path(root) / TABLE).read_text(encoding="utf-8")
    try:
        rows = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise BadTable(1, f"is no YAML: {error}") from None
    lines = {line[6:]: number for number, line
             in enumerate(text.splitlines(), 1) if line.startswith("- id: ")}
    seen = set()
    for row in rows:
        row["line"] = lines.get(row.get("id"), 1)
        wrong = fault(row)
        if row.get("id") in seen:
            wrong = "is there twice"
        if wrong:
            raise BadTable(row["line"], f"{row.get('id', '?')}: {wrong}")
        seen.add(row["id"])
    return rows


def fault(row):
    """What is wrong with a row of the list; "" if nothing."""
    unknown = {*set(row) - FIELDS, *(key for edit in row.get("then", [])
                                     for key in set(edit) - EDIT_FIELDS)}
    if unknown:
        return "unknown " + ", ".join(sorted(unknown))
    if any(len(EDITS & set(edit)) != 1 for edit in edits(row)):
        return "needs one of " + ", ".join(sorted(EDITS))
    missing = [key for key in ("id", "group", "what", "command", "names")
               if not row.get(key)]
    if missing or not all("file" in edit for edit in edits(row)):
        return "has no " + (", ".join(missing) or "file")
    return "" if row["group"] in GROUPS else "unknown group"


def span(text, function):
    """Where a function of C stands, with its comment and its contract."""
    found = list(re.finditer(
        rf"^(?!\s)[^\n;{{}}#/]*\b{function}\([^;{{}}]*\)\s*([;{{])", text, re.M))
    if len(found) != 1:
        raise ValueError(f"has {function}() {len(found)} times, not once")
    start = text.rfind("\n\n", 0, found[0].start()) + 1
    if found[0][1] == ";":
        return start, found[0].end()
    return start, text.index("\n}", found[0].end()) + 2


def pick(part, key):
    """One step of a path into JSON."""
    if not isinstance(key, dict):
        return key
    found = [n for n, entry in enumerate(part)
             if all(entry.get(k) == v for k, v in key.items())]
    if len(found) != 1:
        raise KeyError(key)
    return found[0]


def set_value(text, edit):
    part = result = json.loads(text)
    try:
        for key in edit["set"][:-1]:
            part = part[pick(part, key)]
        last = pick(part, edit["set"][-1])
        if part[last] == edit["to"]:
            raise ValueError(f"has {edit['to']!r} at {edit['set']} already")
        part[last] = edit["to"]
    except (AttributeError, IndexError, KeyError, TypeError):
        raise ValueError(f"has nothing, or no single entry, at {edit['set']}"
                         ) from None
    return json.dumps(result)


def changed(text, edit):
    """A text after an edit; None: it is removed. ValueError: it cannot be."""
    if edit.get("remove"):
        return None
    if "add" in edit:
        return text + edit["add"]
    if "set" in edit:
        return set_value(text, edit)
    start, end = (span(text, edit["inside"]) if "inside" in edit
                  else (0, len(text)))
    pattern = edit.get("pattern") or re.escape(edit["old"])
    found = list(re.compile(pattern, re.M).finditer(text, start, end))
    if len(found) != 1:
        raise ValueError(f"has {edit.get('old', pattern)!r} {len(found)} times"
                         + (f" in {edit['inside']}()" if "inside" in edit
                            else "") + ", not once")
    new = edit.get("new", "")
    if "pattern" in edit:
        new = found[0].expand(new)
    if new == found[0][0]:
        raise ValueError(f"is not changed by {edit.get('old', pattern)!r}")
    return text[:found[0].start()] + new + text[found[0].end():]


def filled(root, edit):
    """An edit with the fingerprints that it names."""
    text = edit.get("add", "")
    if not FINGERPRINT.search(text):
        return edit
    path = Path(root) / TRACE
    verdict = path.read_text(encoding="utf-8") if path.is_file() else ""
    known = {r["from"]: r["fingerprint"] for r in csv.DictReader(
        verdict.splitlines()) if r["relation"] == "requirement"}
    return {**edit, "add": FINGERPRINT.sub(
        lambda m: known.get(m[1], m[0]), text)}


def sabotaged(root, row):
    """{file: its new text, None when removed}, but for archives."""
    now = {}
    for edit in edits(row):
        file = edit["file"]
        path = Path(root) / file
        if "archive" in edit:
            continue
        if file not in now and path.is_file():
            now[file] = path.read_text("utf-8", "surrogateescape")
        try:
            if now.get(file) is None and "add" not in edit:
                raise ValueError("is missing")
            now[file] = changed(now.get(file) or "", filled(root, edit))
        except ValueError as error:
            raise BadTable(row["line"],
                           f"{row['id']}: {file} {error}") from None
    return now


def is_made(edit):
    """Whether it edits what the build, or `make trace UPDATE=1`, makes."""
    return edit["file"].startswith("build/") or edit["file"] == TRACE


def places(root):
    """A problem for each sabotage that no longer finds its place."""
    if not (Path(root) / TABLE).is_file():
        return []
    found = []
    try:
        rows = read_table(root)
    except BadTable as error:
        return [Problem(TABLE, error.line, error.text, "correct the list")]
    for row in rows:
        try:
            if not any(map(is_made, edits(row))):
                sabotaged(root, row)
        except BadTable as error:
            found.append(Problem(
                TABLE, error.line, error.text, "adapt the sabotage to the "
                "file of today; `make audit-the-auditor "
                f"ONLY={row['id']} UPDATE=1` tries it"))
    return found


def fingerprint(root, row):
    """Of a sabotage and of what it edits, but for what is made."""
    parts = [json.dumps({k: v for k, v in row.items()
                         if k in FIELDS - {"what", "line"}}, sort_keys=True)]
    for edit in edits(row):
        path = Path(root) / edit["file"]
        if path.is_file() and not is_made(edit):
            parts.append(path.read_text(encoding="utf-8"))
    return digest("\n".join(parts))


def tool(root):
    """One fingerprint of all programs that the commands run."""
    root = Path(root)
    return digest("\n".join(
        f"{path.relative_to(root).as_posix()} {inputs.content(path)}"
        for path in sorted({p for pattern in TOOLS
                            for p in root.glob(pattern) if p.is_file()})))


def committed(root):
    """The rows of the committed verdict by their id."""
    path = Path(root) / VERDICT
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def outcome(root, result):
    """Each sabotage as last tried: in this tree, else as committed."""
    if not (Path(root) / TABLE).is_file():
        return None     # an application has no list of its own
    here = bool(result) and not inputs.changed(root, "audit", result)
    tried = ({r["id"]: r for r in result.get("sabotages", [])} if here
             else committed(root))
    problems, rows = places(root), []
    try:
        rows = read_table(root)
        problems += [Problem(VERDICT, 1, f"{name} is no longer in {TABLE}",
                             "`make audit-the-auditor UPDATE=1`")
                     for name in sorted({*tried} - {r["id"] for r in rows})]
    except BadTable:
        pass            # a problem already
    now, others = tool(root), 0
    for row in rows:
        last = tried.get(row["id"], {})
        row["verdict"] = last.get("verdict", "not tried")
        if row["verdict"] == CAUGHT and not here and last.get("tool") != now:
            row["verdict"] = OTHER_TOOL
            others += 1
        row["same"] = last.get("fingerprint") == fingerprint(root, row)
    if others:
        problems.append(Problem(
            VERDICT, 1, f"{others} of {len(rows)} sabotages were {OTHER_TOOL}: "
            "a program of trace/, verification/, coverage/, tests/ or mk/ has "
            "changed since", "`make audit-the-auditor CHANGED=1 UPDATE=1`"))
    return {"sabotages": rows, "here": here, "ok": not problems,
            "problems": [vars(p) for p in problems]}

# SPDX-License-Identifier: Apache-2.0
"""The problem reports of verification/problems.yaml, checked."""
import re
from pathlib import Path

import yaml

from . import checks, reviews
from .objectives import Lines

FILE = "verification/problems.yaml"
NEEDED = {"id", "title", "revision", "class", "state", "effect"}
VALUES = {"class": ("failure", "process", "documentation"),
          "state": ("open", "closed")}


class ProblemReports:
    """All reports in order, and what is wrong with their records."""

    def __init__(self, root):
        self.root, self.entries, self.problems = Path(root), [], []
        self.history = reviews.History(root, [])
        self.found = (self.root / FILE).is_file()
        if not self.found:
            return
        try:
            self.entries = [dict(e) for e in yaml.load(
                (self.root / FILE).read_text(encoding="utf-8"), Loader=Lines)]
        except (yaml.YAMLError, TypeError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            self.tell(mark.line + 1 if mark else 1, "cannot be read: "
                      f"{getattr(error, 'problem', None) or error}",
                      "a list of mappings, in YAML")
        for number, entry in enumerate(self.entries, 1):
            self.judge(entry, number)

    def tell(self, line, text, cure):
        self.problems.append(checks.problem(text, FILE, line, cure))

    def judge(self, entry, number):
        line, name = entry["line"], str(entry.get("id", "without id"))
        for field in sorted(NEEDED - set(entry)):
            self.tell(line, f"{name}: `{field}` is missing", "write it")
        for field in sorted(set(entry) - NEEDED - {"line", "closed_by"}):
            self.tell(line, f"{name}: unknown field `{field}`", "fields: "
                      + ", ".join(sorted(NEEDED | {"closed_by"})))
        for field in NEEDED:
            entry[field] = str(entry.get(field, "") or "")
        if name != f"PR-{number}":
            self.tell(line, f"{name} stands where PR-{number} belongs",
                      "numbers have no gap and none twice; a closed report "
                      "stays")
        for field, values in VALUES.items():
            if entry[field] not in values:
                self.tell(line, f"{name}: {field} `{entry[field]}`",
                          "one of: " + ", ".join(values))
        if not re.fullmatch("[0-9a-f]{12,40}", entry["revision"]):
            self.tell(line, f"{name}: revision `{entry['revision']}`",
                      "12 to 40 digits of the commit in which it is seen")
        elif self.history.whole and not self.history.git(
                "rev-parse", "-q", "--verify", entry["revision"] + "^{commit}"):
            self.tell(line, f"{name}: git knows no commit {entry['revision']}",
                      "12 to 40 digits of the commit in which it is seen")
        self.closed(entry, name)

    def closed(self, entry, name):
        by = entry.get("closed_by")
        entry["file"] = entry["has"] = ""
        if (entry["state"] == "closed") != bool(by):
            self.tell(entry["line"], f"{name} is {entry['state']} "
                      + ("with" if by else "without") + " evidence",
                      "`closed_by: {file: path, has: text}` if it is closed")
        if not by:
            return
        if not isinstance(by, dict) or set(by) != {"file", "has", "line"}:
            self.tell(entry["line"], f"{name}: closed_by is not whole",
                      "write {file: path, has: text}")
            return
        entry["file"], entry["has"] = str(by["file"]), str(by["has"])
        path = self.root / entry["file"]
        if not path.is_file() or not entry["has"] or entry[
                "has"] not in path.read_text(encoding="utf-8"):
            self.tell(by["line"], f"{name}: {entry['file']} is missing or has "
                      f"no `{entry['has']}`", "name a file, and text in it, "
                      "that shows the correction; else `state: open`")

    def check(self):
        """The line of the overview; it fails for records, not for open ones."""
        number = sum(e["state"] == "open" for e in self.entries)
        made = checks.Check(
            "problems", "Records of problem reports", "problems.html",
            "report", {"ok": not self.problems} if self.found else None,
            lambda _: (f"{len(self.entries)} reports, {number} open" + (
                "" if self.history.whole else "; without the history of git "
                "their revisions are not looked for"), self.problems))
        if not self.found:
            made.problems = [checks.problem(
                f"{FILE} is missing", FILE, 1, "write it; `[]` if none")]
        return made

# SPDX-License-Identifier: Apache-2.0
"""What ran: the verdicts of proofs and tests, from build/results/*.json."""
import json
from pathlib import Path

from . import inputs

OK, FAILED, SKIPPED, NOT_RUN = "ok", "failed", "skipped", "not run"
RESULTS = ("proof", "utest", "itest")
VERDICTS = {"pass": OK, "fail": FAILED, "skip": SKIPPED}


def is_result_of(entry, function):
    """A unit test is known by name or by line, a system test by folder."""
    if "folder" in entry:
        return Path(entry["folder"]).as_posix() == Path(
            function.file).parent.as_posix() and function.language == "image"
    return entry["file"] == function.file and (
        entry["name"] == function.name
        or function.line <= entry["line"] <= function.end)


class Results:
    def __init__(self, root, static, names=RESULTS):
        self.folder = Path(root) / "build/results"
        self.static = static
        self.missing = {}       # result file: why
        self.stale = {}         # result file: what changed since
        self.proofs, self.tests = {}, {"utest": [], "itest": []}
        if static:
            return
        loaded = {name: self.load(name) for name in names}
        for entry in loaded.get("proof", {}).get("functions", []):
            self.proofs.setdefault(entry["name"], []).append(entry)
        for need in self.tests:
            self.tests[need] = loaded.get(need, {}).get("tests", [])

    def load(self, name):
        path = self.folder / f"{name}.json"
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            why = inputs.changed(self.folder.parent.parent, name, found)
            if why:
                self.stale[name] = why
            return found
        except FileNotFoundError:
            self.missing[name] = "result file missing: not run"
        except ValueError as error:
            self.missing[name] = f"not JSON: {error}"
        return {}

    def proof(self, function):
        """(verdict, detail, entry) of a function's contract."""
        entries = self.proofs.get(function.name, [])
        if len(entries) > 1:
            entries = [e for e in entries if e["file"] in
                       (function.file, function.declared[0])]
        if self.static or not entries:
            return NOT_RUN, "", None
        entry = entries[0]
        goals, valid = entry["goals"], entry["valid"]
        detail = f"{valid} of {goals} goals"
        if entry.get("smoke_ok", 0) != entry.get("smoke_goals", 0):
            return (FAILED, detail + ", smoke tests "
                    f"{entry['smoke_ok']} of {entry['smoke_goals']}", entry)
        return OK if goals and valid == goals else FAILED, detail, entry

    def test(self, need, function):
        """(verdict, detail, entries) of a unit test or a system test."""
        entries = [e for e in self.tests.get(need, [])
                   if is_result_of(e, function)]
        if self.static or not entries:
            return NOT_RUN, "", []
        verdicts = [VERDICTS.get(e["verdict"], FAILED) for e in entries]
        for bad in (FAILED, SKIPPED):
            if bad in verdicts:
                return bad, "", entries
        return OK, "", entries

    def check(self, name):
        """Verdict of a whole check (sloc, layers, ...) for an analysis."""
        if self.static:
            return NOT_RUN
        found = self.load(name)
        if name in self.missing:
            return NOT_RUN
        return OK if found.get("ok") else FAILED

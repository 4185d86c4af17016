#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Sabotage copies of the tree: each time the responsible check must fail.

verification/sabotages.yaml has the list: id, group, what; file with old and new
text, `add` to append, `set` with `to` for JSON, or `remove: true`; command, which must pass on the clean
copy and fail on the sabotaged one; names, texts that its output must then have
and does not have on the clean copy. Writes build/results/audit.json and compares
with verification/audit-verdict.csv when all were tried.
"""
import argparse
import concurrent.futures
import csv
import fnmatch
import functools
import io
import json
import os
import queue
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
from longeron_trace import inputs  # noqa: E402

TABLE = "verification/sabotages.yaml"
VERDICT = "verification/audit-verdict.csv"
COLUMNS = ("group", "id", "what", "file", "command", "verdict")
FIELDS = {"id", "group", "what", "file", "command", "names", "old", "new",
          "add", "remove", "set", "to"}
GROUPS = ("requirement", "tag", "code", "contract", "admitted property",
          "test", "expected log", "coverage data", "justification", "review",
          "tool output", "archive", "identity")
CAUGHT = "caught"
TIMEOUT_S = 240
# Of build/ what the commands need; the rest is left behind.
BUILT = ("aarch64", "host", "coverage", "objcov", "results", "wp-cache",
         "tools.xml")
STEPS = ("layers", "sloc", "misra")


class BadTable(Exception):
    """What is wrong with the list of sabotages."""


def read_table(root):
    rows = yaml.safe_load((root / TABLE).read_text(encoding="utf-8"))
    seen = set()
    for row in rows:
        name = row.get("id", "?")
        edits = [k for k in ("old", "add", "set", "remove") if k in row]
        wrong = sorted(set(row) - FIELDS)
        if wrong or len(edits) != 1:
            raise BadTable(f"{TABLE}: {name}: " + (
                f"unknown {', '.join(wrong)}" if wrong
                else "needs one of old, add, set, remove"))
        missing = [k for k in ("id", "group", "what", "file", "command",
                               "names") if not row.get(k)]
        if missing:
            raise BadTable(f"{TABLE}: {name}: has no {', '.join(missing)}")
        if row["group"] not in GROUPS or name in seen:
            raise BadTable(f"{TABLE}: {name}: unknown group, or there twice")
        seen.add(name)
    return rows


def is_in(name, output):
    """Whether output has this text, in which # is a number."""
    return bool(re.search(re.escape(name).replace(r"\#", r"\d+"), output))


def read(path, row):
    """A file's text; None if it is missing and `add` may make it."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    if "add" not in row:
        raise BadTable(f"{TABLE}: {row['id']}: {row['file']} is missing")
    return None


def sabotaged(text, row):
    """The file's new content; None: the file is removed."""
    if row.get("remove"):
        return None
    if "add" in row:
        return text + row["add"]
    if "set" in row:
        result = json.loads(text)
        *path, last = row["set"]
        try:
            functools.reduce(lambda part, key: part[key], path, result)[
                last] = row["to"]
        except (IndexError, KeyError, TypeError):
            raise BadTable(f"{TABLE}: {row['id']}: {row['file']} has no "
                           f"{row['set']}") from None
        return json.dumps(result)
    if text.count(row["old"]) != 1:
        raise BadTable(f"{TABLE}: {row['id']}: {row['file']} has its text "
                       f"{text.count(row['old'])} times, not once: "
                       f"{row['old']!r}")
    return text.replace(row["old"], row.get("new", ""))


class Copy:
    """A copy of the tree, in which one sabotage at a time is done."""

    def __init__(self, root, number):
        self.root = root
        self.tree = root / f"build/audit/{number}"
        shutil.rmtree(self.tree, ignore_errors=True)
        shutil.copytree(root, self.tree, symlinks=True, ignore=lambda folder,
                        names: {".git", "__pycache__", "build"} & {*names})
        (self.tree / "build").mkdir()
        for name in BUILT:
            source, target = root / "build" / name, self.tree / "build" / name
            if source.is_dir():
                shutil.copytree(source, target)
            elif source.is_file():
                shutil.copy2(source, target)
        # The report that the copy makes speaks of the copy alone.
        self.run("/usr/bin/python3 trace/identity.py "
                 + " ".join(f"{step}=0" for step in STEPS))
        self.clean = root / f"build/audit/{number}-results"
        shutil.rmtree(self.clean, ignore_errors=True)
        shutil.copytree(self.tree / "build/results", self.clean)

    def run(self, command):
        """Exit status and output of a command."""
        environment = {k: v for k, v in os.environ.items()
                       if not k.startswith(("MAKE", "MFLAGS"))}
        try:
            done = subprocess.run(
                shlex.split(command), cwd=self.tree, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace",
                env=environment, timeout=TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired:
            return None, ""
        return done.returncode, done.stdout

    def restore(self):
        results = self.tree / "build/results"
        shutil.rmtree(results)
        shutil.copytree(self.clean, results)

    def attempt(self, row, passed):
        """The verdict on one sabotage; passed: output on the clean copy."""
        path = self.tree / row["file"]
        before = read(path, row)
        after = sabotaged(before or "", row)
        path.unlink(missing_ok=True)
        if after is not None:
            path.write_text(after, encoding="utf-8")
        try:
            status, output = self.run(row["command"])
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_text(before, encoding="utf-8")
            self.restore()
        absent = [n for n in row["names"] if not is_in(n, output)]
        if status is None:
            return "not caught: no end in time"
        if status == 0:
            return "not caught"
        if absent:
            return "caught, but not named: " + ", ".join(absent)
        if all(is_in(n, passed) for n in row["names"]):
            return "caught, but the clean copy has the same text"
        return CAUGHT


def each_with_a_copy(copies, work, jobs):
    """Run work(copy, job) for all jobs, one at a time in each copy."""
    free = queue.Queue()
    for copy in copies:
        free.put(copy)

    def one(job):
        copy = free.get()
        try:
            return work(copy, job)
        finally:
            free.put(copy)

    with concurrent.futures.ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(one, jobs))


def choose(rows, options):
    """The sabotages to try, and in words how many those are."""
    chosen = [r for r in rows
              if fnmatch.fnmatch(r["id"], options.only)
              or fnmatch.fnmatch(r["group"], options.only)]
    if not chosen:
        raise BadTable(f"{TABLE}: no id or group fits {options.only!r}")
    if options.sample and options.sample < len(chosen):
        step = len(chosen) / options.sample
        chosen = [chosen[int(n * step)] for n in range(options.sample)]
    every = len(chosen) == len(rows)
    return chosen, (f"all {len(rows)} sabotages" if every
                    else f"{len(chosen)} of {len(rows)} sabotages")


def try_all(copies, rows):
    """Each row with its verdict."""
    commands = list(dict.fromkeys(r["command"] for r in rows))
    passed = dict(zip(commands, each_with_a_copy(
        copies, lambda copy, command: copy.run(command), commands)))
    for command, (status, output) in passed.items():
        print(f"clean copy: {command}: "
              + ("passes" if status == 0 else f"FAILS\n{output}"), flush=True)
    for copy in copies:
        copy.restore()

    def work(copy, row):
        status, output = passed[row["command"]]
        verdict = (copy.attempt(row, output) if status == 0
                   else "not tried: its command fails on the clean copy")
        print(f"  {row['group']}: {row['id']}: {verdict}", flush=True)
        return {**{c: row[c] for c in COLUMNS[:-1]}, "verdict": verdict}

    return sorted(each_with_a_copy(copies, work, rows),
                  key=lambda r: (r["group"], r["id"]))


def line_of(root, row):
    lines = (root / TABLE).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1)
                if line == f"- id: {row['id']}")


def check_verdict(root, rows, update):
    """Problems of the committed verdict."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[c] for c in COLUMNS] for row in rows)
    path = root / VERDICT
    if update:
        path.write_text(out.getvalue(), encoding="utf-8")
    elif not path.is_file() or path.read_text("utf-8") != out.getvalue():
        return [f"{VERDICT}:1: is not what was found: `make "
                "audit-the-auditor UPDATE=1` and commit"]
    return []


def audit(options):
    root = options.root
    made_from = inputs.current(root, "audit")
    every = read_table(root)
    rows, scope = choose(every, options)
    for row in every:   # a stale text is told before anything runs
        if not row["file"].startswith("build/"):
            sabotaged(read(root / row["file"], row) or "", row)
    judged = try_all([Copy(root, n) for n in range(options.jobs)], rows)
    problems = [f"{TABLE}:{line_of(root, r)}: {r['id']}: {r['verdict']}: "
                f"{r['what']}" for r in judged if r["verdict"] != CAUGHT]
    if len(rows) == len(every):
        problems += check_verdict(root, judged, options.update)
        if options.update:
            inputs.accept(root, "audit", made_from)
    path = root / "build/results/audit.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({
        "sabotages": judged, "scope": scope, "problems": problems,
        "inputs": made_from, "ok": not problems}, indent=1, sort_keys=True)
        + "\n", encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"audit: {scope}: "
          f"{sum(r['verdict'] == CAUGHT for r in judged)} caught and named, "
          f"{len(problems)} problems")
    return 1 if problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--only", default="*", help="of this id or group")
    parser.add_argument("--sample", type=int, help="only so many, always "
                        "the same")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    options.root = options.root.resolve()
    try:
        return audit(options)
    except BadTable as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Requirements, links and verdicts that differ between two git revisions.

Compares req/ and the committed trace/verdict.csv of FROM with those of TO, or
of the working tree. + is added, - removed, ~ changed.
"""
import argparse
import csv
import io
import signal
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from longeron_trace import requirements

SETTINGS = ("command", "constant", "record", "taken on trust")
VERDICT = "trace/verdict.csv"
PARTS = ("id", "title", "text", "rationale", "covers", "needs", "verification",
         "derived", "result", "reviewed")


class Failure(Exception):
    """What is wrong, with its cure."""


def git(root, *command):
    run = subprocess.run(["git", "-C", root, *command], capture_output=True,
                         check=False)
    return run.stdout if run.returncode == 0 else None


def fetch(root, revision, folder):
    """Requirements and verdict of a revision, below folder."""
    if git(root, "rev-parse", "--verify", "--quiet", "--end-of-options",
           revision + "^{commit}") is None:
        raise Failure(f"{revision} is no revision of this repository\n"
                      "    cure: name a commit, a branch or a tag; `git log` "
                      "shows them")
    if git(root, "cat-file", "-e", f"{revision}:{VERDICT}") is None:
        raise Failure(f"{revision} has no {VERDICT}\n    cure: name a later "
                      f"revision; `git log --oneline -- {VERDICT}` shows them")
    content = git(root, "archive", "--format=tar", revision, "req", VERDICT)
    if content is None:
        raise Failure(f"{revision} has no req/\n    cure: name a later revision")
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return Path(folder)


class Tree:
    def __init__(self, root):
        if not (root / VERDICT).is_file():
            raise Failure(f"{VERDICT}:1: is missing here\n    cure: `make trace "
                          "UPDATE=1` writes it, or name TO=<revision>")
        self.items = {i.name: i for i in requirements.read(root, [])}
        with (root / VERDICT).open(encoding="utf-8", newline="") as file:
            rows = [r for r in csv.DictReader(file) if r["relation"] != "text"]
        self.rows, self.settings = (
            {(r["from"], r["relation"], r["to"], r["file"]): r for r in rows
             if (r["relation"] in SETTINGS) == settings}
            for settings in (False, True))


def words(item, part):
    value = getattr(item, part)
    if part == "covers":
        value = [c for c, _ in value]
    return ", ".join(value) if isinstance(value, list) else " ".join(
        value.split())


def compare_items(old, new):
    for name in sorted(set(old) | set(new)):
        before, now = old.get(name), new.get(name)
        item = now or before
        where = f"{item.id} {item.file}:{item.line}: {item.title}"
        if not before or not now:
            yield ("- " if before else "+ ") + where
            continue
        parts = [p for p in PARTS if words(before, p) != words(now, p)]
        if parts:
            yield "~ " + where + "".join(
                f"\n      {p} was: {words(before, p) or 'none'}\n      {p} is:  "
                f"{words(now, p) or 'none'}" for p in parts)


def is_link(key):
    return bool(key[2]) and not key[1].endswith(" result")


def compare_links(old, new):
    for key in sorted(set(old) ^ set(new)):
        if is_link(key):
            yield (f"{'-' if key in old else '+'} {key[0]} {key[1]} {key[2]} "
                   f"({key[3]})")


def compare_verdicts(old, new):
    for key in sorted(set(old) | set(new)):
        before, now = old.get(key), new.get(key)
        what = " ".join(w for w in key[:3] if w) + f" ({key[3]})"
        if before and now:
            changes = [
                f"{column} was {before.get(column) or 'none'}, is "
                f"{now.get(column) or 'none'}"
                for column in ("verdict", "fingerprint")
                if before.get(column) != now.get(column)]
            if changes:
                yield f"~ {what}: {', '.join(changes)}"
        elif key[1] in SETTINGS:
            yield f"{'-' if before else '+'} {what}"
        elif not is_link(key):
            yield f"{'-' if before else '+'} {what}: {(before or now)['verdict']}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], epilog=__doc__.split("\n\n")[1])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("old", metavar="FROM")
    parser.add_argument("new", metavar="TO", nargs="?")
    options = parser.parse_args()
    root = options.root.resolve()
    with tempfile.TemporaryDirectory() as first, \
            tempfile.TemporaryDirectory() as second:
        try:
            old = Tree(fetch(root, options.old, first))
            new = Tree(fetch(root, options.new, second) if options.new
                       else root)
        except Failure as failure:
            print(f"make trace-diff: {failure}", file=sys.stderr)
            return 2
    for title, lines in (
            ("requirements", compare_items(old.items, new.items)),
            ("links", compare_links(old.rows, new.rows)),
            ("verdicts", compare_verdicts(old.rows, new.rows)),
            ("constants and records",
             compare_verdicts(old.settings, new.settings))):
        lines = list(lines)
        print(f"{title}: {len(lines) or 'no'} "
              + ("difference" if len(lines) == 1 else "differences"))
        for line in lines:
            print(f"    {line}")
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)     # `| head` ends it
    sys.exit(main())

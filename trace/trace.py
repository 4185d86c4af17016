#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check the trace of a tree in both directions and write its matrix.

Reads req/**/*.md, the tags in include, src, tests and apps, and the results
in build/results. Writes build/report/trace.csv and build/results/trace.json,
and compares trace/verdict.csv with what it found.
"""
import argparse
import csv
import io
import json
import sys
from pathlib import Path

from longeron_trace.links import Trace

VERDICT = "trace/verdict.csv"
SHOWN = 40          # differences that are printed
VERDICT_COLUMNS = ("from", "relation", "to", "file", "verdict", "fingerprint")


def as_csv(rows, columns, sort=False):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    lines = [[row[c] for c in columns] for row in rows]
    writer.writerow(columns)
    writer.writerows(sorted({tuple(l) for l in lines}) if sort else lines)
    return out.getvalue()


def committed_texts(root):
    """ID -> fingerprint of its text, from the committed verdict."""
    path = root / VERDICT
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["from"]: row["fingerprint"] for row in csv.DictReader(file)
                if row.get("relation") == "text"}


def name_differences(old, new, rows):
    """Each line of the verdicts that differs, with its place in the tree."""
    key = ("from", "relation", "to", "file")
    places = {tuple(r[k] for k in key): r["line"] for r in rows}
    before, now = ({tuple(r[k] for k in key): r for r in csv.DictReader(
        io.StringIO(t, newline=""))} for t in (old, new))
    found = []
    for place in sorted(set(before) | set(now)):
        origin, relation, target, file = place
        link = " ".join(w for w in (origin, relation, target) if w)
        if place not in now:
            found.append(f"{file}: {link}: was there, is no longer")
            continue
        where = f"{file}:{places.get(place, 1)}: {link}"
        if place not in before:
            found.append(f"{where}: is new")
        elif before[place] != now[place]:
            found.append(where + "".join(
                f": {c} was {before[place].get(c) or 'none'}, is "
                f"{now[place][c] or 'none'}" for c in ("verdict", "fingerprint")
                if before[place].get(c) != now[place][c]))
    return found


def compare_verdict(root, rows, text, update):
    """Whether the committed verdict is what this tree gives."""
    path = root / VERDICT
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if old == text:
        return True
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"{VERDICT}: updated; read `git diff {VERDICT}` and commit it")
        return True
    differences = name_differences(old, text, rows)
    print("".join(f"{d}\n" for d in differences[:SHOWN]), end="")
    if len(differences) > SHOWN:
        print(f"and {len(differences) - SHOWN} more, see `git diff` after "
              "UPDATE=1")
    print(f"{VERDICT}:1: the committed verdict differs from this tree\n"
          "    cure: when the difference is right, accept it with `make trace "
          "UPDATE=1`")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--static", action="store_true",
                        help="documents and tags alone, without results")
    parser.add_argument("--update", action="store_true",
                        help="accept the verdict that was found")
    options = parser.parse_args()
    root = options.root.resolve()
    trace = Trace(root, options.static)
    revised = trace.check_revisions(committed_texts(root))
    for problem in trace.problems:
        print(problem)
    good = not trace.problems
    for folder in ("build/report", "build/results"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    if not options.static:
        (root / "build/report/trace.csv").write_text(
            as_csv(trace.rows, tuple(trace.rows[0]) if trace.rows
                   else VERDICT_COLUMNS), encoding="utf-8")
        good = compare_verdict(
            root, trace.rows, as_csv(trace.rows, VERDICT_COLUMNS, sort=True),
            options.update and revised) and good
        model = trace.model()
        model["ok"] = good
        (root / "build/results/trace.json").write_text(
            json.dumps(model, indent=1, sort_keys=True) + "\n",
            encoding="utf-8")
    levels = [i.level for i in trace.items]
    print(f"trace: {levels.count('sys')} sys, {levels.count('hlr')} hlr, "
          f"{levels.count('llr')} llr, "
          f"{sum(bool(f.tags) for f in trace.functions)} tagged functions and "
          f"tests, {len(trace.problems)} problems: "
          + ("ok" if good else "FAILED"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

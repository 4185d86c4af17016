#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check the trace of a tree in both directions and write its matrix.

Reads req/**/*.md, the tags in include, src, tests and apps, and the results
in build/results. Writes build/report/trace.csv and build/results/trace.json,
and compares trace/verdict.csv with what it found. While a problem is left, or
without results, verdicts follow from that: then links and fingerprints alone
are compared, and the tests that have results, with their requirements, with
the tests that there are and their tags.
"""
import argparse
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from longeron_trace import inputs, rules, sabotages
from longeron_trace.code import is_unit_test
from longeron_trace.links import Trace
from longeron_trace.results import NOT_RUN, OK

VERDICT = "trace/verdict.csv"
SHOWN = 40          # differences that are printed
KEY = ("from", "relation", "to", "file")
VERDICT_COLUMNS = ("from", "relation", "to", "file", "verdict", "fingerprint")


def as_csv(rows, columns, sort=False):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    lines = [[row[c] for c in columns] for row in rows]
    writer.writerow(columns)
    writer.writerows(sorted({tuple(l) for l in lines}) if sort else lines)
    return out.getvalue()


def committed_texts(root):
    """(ID, fingerprint of its text, where that is accepted), each such pair.

    From the verdict as it is here, and as HEAD and the commits before it have
    it, as far as git knows them: who removes a row has not accepted a text.
    """
    path = root / VERDICT
    lines = [(VERDICT, line) for line in path.read_text(
        encoding="utf-8").splitlines()] if path.exists() else []
    log = subprocess.run(
        ["git", "--no-replace-objects", "log", "-p", "-U0", "--text",
         "--no-ext-diff", "--no-textconv", "--no-color",
         "--diff-merges=first-parent", "--format=commit %h", "--", VERDICT],
        cwd=root, capture_output=True, text=True, check=False)
    for line in log.stdout.splitlines():    # none where there is no repository
        if line.startswith("commit "):
            place = f"{VERDICT} of {line}"
        elif line.startswith("+"):
            lines.append((place, line[1:]))
    found = {}      # the last is the oldest commit
    for place, line in lines:
        if ",text," in line:
            row = next(csv.reader([line]))
            found[row[0], row[-1]] = place
    return sorted((*key, place) for key, place in found.items())


def name_differences(old, new, rows):
    """Each line of the verdicts that differs, with its place in the tree."""
    places = {tuple(r[k] for k in KEY): r["line"] for r in rows}
    before, now = ({tuple(r[k] for k in KEY): r for r in csv.DictReader(
        io.StringIO(t, newline=""))} for t in (old, new))
    found = []
    differ = [p for p in sorted(set(before) | set(now))
              if before.get(p) != now.get(p)]
    causes = {p[0] for p in differ if p[1] != "requirement"}
    for place in differ:
        origin, relation, target, file = place
        link = " ".join(w for w in (origin, relation, target) if w)
        if place not in now:
            found.append(f"{file}: {link}: was there, is no longer")
            continue
        where = f"{file}:{places.get(place, 1)}: {link}"
        if place not in before:
            found.append(f"{where}: is new")
        elif relation != "requirement" or origin not in causes:
            found.append(where + "".join(
                f": {c} was {before[place].get(c) or 'none'}, is "
                f"{now[place][c] or 'none'}" for c in ("verdict", "fingerprint")
                if before[place].get(c) != now[place][c]))
    return found


def is_result(row):
    return row["relation"].endswith("result")


def without_verdicts(rows):
    """What of these rows documents and code alone decide."""
    return [{**row, "verdict": ""} for row in rows]


def results_by_tags(trace, before):
    """Rows of results, with the requirements that tags name now: those that
    are committed, and of tests that are new, to be ok.

    A test that is registered by another name than its function's keeps its
    row; the row of one whose file does not have the name is left out.
    """
    tests = {(f.name, f.file): f for f in trace.functions
             if f.language == "image" or is_unit_test(f)}
    rows = {(r["from"], r["file"]): r for r in filter(is_result, before)}
    renamed = {file for name, file in rows if (name, file) not in tests}
    for (name, file), test in tests.items():
        if (name, file) in rows or file not in renamed:
            yield {"from": name, "file": file, "verdict": OK, "fingerprint": "",
                   "relation": "itest result" if test.language == "image"
                   else "utest result", **rows.get((name, file), {}),
                   "to": " ".join(sorted({t[1] for t in test.tags})),
                   "line": test.line}
    for (name, file), row in rows.items():
        path = trace.root / file
        if (name, file) not in tests and path.is_file() and name in (
                path.read_text(encoding="utf-8")):
            yield {**row, "line": 1}


def statically(trace, old):
    """The rows that there are without results; what these decide is as it was,
    and to be ok where new.

    Once there are results, `make trace` tells each that is not.
    """
    before = list(csv.DictReader(io.StringIO(old, newline="")))
    known = {tuple(r[k] for k in KEY): r["verdict"] for r in before}
    return [{**r, "verdict": known.get(tuple(r[k] for k in KEY), OK)}
            if r["verdict"] == NOT_RUN else r for r in trace.rows
            if not is_result(r)] + [*results_by_tags(trace, before)]


def compare_verdict(trace, update, results):
    """Whether the committed verdict is what this tree gives."""
    path, rows = trace.root / VERDICT, trace.rows
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [(n, line, len(next(csv.reader([line]))) == len(VERDICT_COLUMNS))
             for n, line in enumerate(old.splitlines(keepends=True), 1)]
    strange = [n for n, _, good in lines if not good]
    if strange and not update:
        print(f"{VERDICT}:{strange[0]}: no row of {len(VERDICT_COLUMNS)} "
              "fields; has git left the marks of a merge?\n"
              "    cure: write the file anew with `make trace UPDATE=1`, and "
              "read the difference")
        return False
    old = "".join(line for _, line, good in lines if good)
    if not results:
        rows = statically(trace, old)
    if not results and not update:
        rows = without_verdicts(rows)
        old = as_csv(without_verdicts(csv.DictReader(
            io.StringIO(old, newline=""))), VERDICT_COLUMNS, sort=True)
    text = as_csv(rows, VERDICT_COLUMNS, sort=True)
    if old == text and not strange:
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


def write_matrix(trace, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trace.csv").write_text(
        as_csv(trace.rows, tuple(trace.rows[0]) if trace.rows
               else VERDICT_COLUMNS), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--static", action="store_true",
                        help="documents, tags and contracts, without results")
    parser.add_argument("--update", action="store_true",
                        help=f"accept what was found into {VERDICT}, also "
                        "when there is none yet; refused while a problem is "
                        "left, as a verdict with failures could never hold; "
                        "with --static, results are expected to be good")
    parser.add_argument("--out", type=Path, help="write trace.csv into this "
                        "folder, and nothing else; compare nothing")
    options = parser.parse_args()
    root = options.root.resolve()
    if options.out:
        write_matrix(Trace(root), options.out)
        return 0
    made_from = inputs.current(root, "trace")
    trace = Trace(root, options.static)
    trace.check_revisions(committed_texts(root))
    trace.problems = sorted({*trace.problems, *sabotages.places(root),
                             *rules.Rules(root, options.static).problems})
    for problem in trace.problems:
        print(problem)
    good = not trace.problems
    update = options.update and good
    if options.update and not good:
        print(f"{VERDICT}:1: not updated: {len(trace.problems)} problems are "
              "left, see above")
    (root / "build/results").mkdir(parents=True, exist_ok=True)
    good = compare_verdict(trace, update,
                           good and not options.static) and good
    if not options.static:
        write_matrix(trace, root / "build/report")
        model = trace.model()
        model["ok"] = good
        if update:
            inputs.accept(root, "trace", made_from)
        model["inputs"] = made_from
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

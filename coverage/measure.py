#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Statement, branch and MC/DC coverage of the C code that flies, from what
host.py and target.py left.

usage: measure.py --build FOLDER [--root FOLDER] [--update]

Statements are gcov's lines; branches (both outcomes of each condition) and
MC/DC are clang's. The decisions and conditions that the tools
measured must be those that the syntax tree has. What the tests of host and
target together leave uncovered needs a record in justifications.yaml. Writes
build/results/coverage.json; coverage/verdict.csv must be as committed, or
--update accepts it.
"""
import argparse
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import decisions
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
from longeron_trace import code as trace_code  # noqa: E402
from longeron_trace import inputs  # noqa: E402

MEASURED = ("src/kernel", "src/apex", "include/kernel", "src/arch/aarch64",
            "src/board/qemu-virt-aarch64", "src/libc")
FILTER = f"({'|'.join(MEASURED)})/"
CLANG = (*trace_code.ARGUMENTS, *trace_code.TARGET)
CLASSES = ("missing test", "missing requirement", "dead", "deactivated",
           "justified")
ACCEPTED = ("deactivated", "justified")
KEYS = ("lines", "branches", "mcdc")
SCOPES = ("host", "target", "merged")
GCOV = {"host": ("gcc", "gcov"),
        "target": ("target-gcc", "aarch64-linux-gnu-gcov")}


class CoverageError(Exception):
    """Why nothing can be measured, and what cures it."""


def run_tool(command, root):
    done = subprocess.run(command, cwd=root, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise CoverageError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


class Scope:
    """What one set of tests covered; by file, then by place."""

    def __init__(self):
        self.lines = {}      # file: {line: times}
        self.branches = {}   # file: {(line, column): [true, false]}
        self.mcdc = {}       # file: {(line, column): [shown, ...]}

    def row(self, file):
        """The file's entry in coverage.json."""
        lines = self.lines.get(file, {})
        outcomes = [n for pair in self.branches.get(file, {}).values()
                    for n in pair]
        shown = [s for all_of in self.mcdc.get(file, {}).values()
                 for s in all_of]
        return {
            "file": file,
            "lines": len(lines), "lines_hit": sum(n > 0 for n in
                                                  lines.values()),
            "branches": len(outcomes),
            "branches_hit": sum(n > 0 for n in outcomes),
            "mcdc": len(shown), "mcdc_hit": sum(shown),
            "uncovered_lines": sorted(k for k, n in lines.items() if n == 0),
            "line_hits": {str(k): n for k, n in sorted(lines.items())},
        }


def by_function(scope, code):
    """Rows of the functions that the source has, each with its own decisions;
    statements stand in the rows of files."""
    rows = {(file, name): {"file": file, "function": name, "branches": 0,
                           "branches_hit": 0, "mcdc": 0, "mcdc_hit": 0}
            for file, known in code.functions.items() for _, _, name in known}
    for key, found in (("branches", scope.branches), ("mcdc", scope.mcdc)):
        for file, places in found.items():
            for (line, _), shown in places.items():
                row = rows[file, code.function_at(file, line)]
                row[key] += len(shown)
                row[key + "_hit"] += sum(times > 0 for times in shown)
    return [rows[each] for each in sorted(rows)]


def read_gcov(build, root, variant, tool):
    """{file: {line: times}} of one build by gcc."""
    told = run_tool(["gcovr", "--json", "-r", ".", "--filter", FILTER,
                     "--gcov-executable", tool, str(build / variant)], root)
    found = {}
    for entry in json.loads(told)["files"]:
        lines = {n["line_number"]: n["count"] for n in entry["lines"]
                 if not n["gcovr/noncode"]}
        if lines:
            found[entry["file"]] = lines
    return found


def read_llvm(root, scratch, profiles, objects, scope):
    """Put branches and MC/DC of the merged profiles into a scope."""
    merged = scratch / "merged.profdata"
    run_tool(["llvm-profdata-19", "merge", "--failure-mode=any", "-o",
              str(merged), *map(str, profiles)], root)
    command = ["llvm-cov-19", "export", f"-instr-profile={merged}",
               str(objects[0])]
    for other in objects[1:]:
        command += ["-object", str(other)]
    data = json.loads(run_tool(command, root))["data"][0]
    for entry in data["files"]:
        file = entry["filename"]
        if not file.startswith(tuple(m + "/" for m in MEASURED)):
            continue
        branches = scope.branches.setdefault(file, {})
        for line, column, _, _, true, false, *_ in entry["branches"]:
            pair = branches.setdefault((line, column), [0, 0])
            pair[0] += true
            pair[1] += false
        mcdc = scope.mcdc.setdefault(file, {})
        for line, column, *_, shown in entry["mcdc_records"]:
            known = mcdc.setdefault((line, column), [False] * len(shown))
            mcdc[line, column] = [a or b for a, b in zip(known, shown)]


def images(folder, pattern):
    """(profiles, images) of the tests that have counted."""
    profiles = sorted(folder.glob(pattern))
    if not profiles:
        raise CoverageError(f"{folder}: no test has counted\n    cure: make "
                            "coverage; see what it says before this")
    found = []
    for profile in profiles:
        base = profile.with_suffix("")
        found.append(base / f"{base.name}.elf" if base.is_dir() else base)
    return profiles, found


def read_scopes(build, root):
    scopes = {name: Scope() for name in SCOPES}
    for name, (variant, tool) in GCOV.items():
        scopes[name].lines = read_gcov(build, root, variant, tool)
    host = images(build / "clang", "**/*.profraw")
    target = images(build / "target", "*.profraw")
    for name, parts in (("host", [host]), ("target", [target]),
                        ("merged", [host, target])):
        read_llvm(root, build, [p for part in parts for p in part[0]],
                  [i for part in parts for i in part[1]], scopes[name])
    merge_lines(scopes)
    return scopes


def merge_lines(scopes):
    """A statement runs when it runs in either; all scopes have the same."""
    host, target = scopes["host"].lines, scopes["target"].lines
    for file in sorted(set(host) | set(target)):
        some = set(host.get(file, {})) | set(target.get(file, {}))
        for lines in (host, target):
            lines[file] = {n: lines.get(file, {}).get(n, 0) for n in some}
        scopes["merged"].lines[file] = {n: host[file][n] + target[file][n]
                                        for n in some}


def compare_with_tree(scope, code):
    """What the tools did not measure, or measured without its being there."""
    found = []
    measured = {(file, place): len(shown) for file, places in
                scope.mcdc.items() for place, shown in places.items()}
    for (file, place), count in sorted(code.decisions.items()):
        if measured.get((file, place)) != count:
            told = measured.get((file, place), "no")
            found.append(problem(
                file, place[0], f"decision at column {place[1]} has {count} "
                f"conditions, and {told} of them were measured",
                "divide the decision, or write it outside of a macro"))
    for file, place in sorted(set(measured) - set(code.decisions)):
        found.append(problem(file, place[0], "a decision was measured that "
                             "the syntax tree has not",
                             "see coverage/decisions.py"))
    branches = {(file, place) for file, places in scope.branches.items()
                for place in places}
    for file, place in sorted(code.conditions - branches):
        found.append(problem(file, place[0], f"the condition at column "
                             f"{place[1]} was not measured",
                             "write it outside of a macro"))
    for file, place in sorted(branches - code.conditions):
        found.append(problem(file, place[0], "a condition was measured that "
                             "the syntax tree has not",
                             "see coverage/decisions.py"))
    for file in sorted(set(code.functions) - set(scope.lines)):
        found.append(problem(file, code.functions[file][0][0], "has functions "
                             "and no statement measured", "is it compiled?"))
    return found


def problem(file, line, text, cure):
    return {"file": file, "line": line, "text": text, "cure": cure}


def find_gaps(scope, code, root):
    """What no test covers, one entry for each statement, outcome and
    condition."""
    found = []

    def add(file, line, kind, text):
        source = (root / file).read_text().splitlines()
        found.append({"file": file, "line": line, "kind": kind,
                      "function": code.function_at(file, line),
                      "code": source[line - 1].strip(), "text": text})

    for file, lines in sorted(scope.lines.items()):
        for line, times in sorted(lines.items()):
            if times == 0:
                add(file, line, "statement", "no test executes this")
    for file, places in sorted(scope.branches.items()):
        for (line, column), pair in sorted(places.items()):
            for outcome, times in zip(("true", "false"), pair):
                if times == 0:
                    add(file, line, "branch", "no test makes the condition at "
                        f"column {column} {outcome}")
    for file, places in sorted(scope.mcdc.items()):
        for (line, column), shown in sorted(places.items()):
            for number, yes in enumerate(shown, 1):
                if not yes:
                    add(file, line, "mcdc", f"no two tests show that condition"
                        f" {number} of the decision at column {column} matters")
    return found


def read_accepted(path, keys):
    """The records of accepted gaps of another kind, each with these keys."""
    records = yaml.safe_load(path.read_text()) if path.is_file() else []
    for number, record in enumerate(records or [], 1):
        lacks = [k for k in keys if not str(record.get(k) or "").strip()]
        if lacks or record["class"] not in ACCEPTED:
            raise CoverageError(
                f"{path}: record {number} needs {', '.join(lacks) or 'class'}"
                f"; a class is one of {', '.join(ACCEPTED)}")
    return records or []


def read_records(path):
    """The justifications, each checked for what it must say."""
    records = yaml.safe_load(path.read_text()) if path.is_file() else []
    for record in records or []:
        lacks = [k for k in ("file", "function", "code", "class", "reason",
                             "reviewer") if not str(record.get(k, "")).strip()]
        if lacks:
            raise CoverageError(f"{path}: a record for "
                                f"{record.get('file', '?')} lacks "
                                f"{', '.join(lacks)}")
        if record["class"] not in CLASSES:
            raise CoverageError(f"{path}: class {record['class']!r} is none "
                                f"of {', '.join(CLASSES)}")
    return records or []


def justify(gaps, records, path):
    """(open gaps, justified gaps, problems of the records)."""
    still, justified, used = [], [], set()
    for gap in gaps:
        match = next((i for i, r in enumerate(records) if all(
            str(r[k]).strip() == gap[k] for k in ("file", "function",
                                                  "code"))), None)
        if match is not None:
            used.add(match)
        if match is not None and records[match]["class"] in ACCEPTED:
            record = records[match]
            reason = str(record["reason"]).strip()
            justified.append({
                **gap, "class": record["class"], "reason": reason,
                "reviewer": record["reviewer"],
                "text": f"{gap['text']}; {record['class']}: {reason} "
                        f"(reviewer: {record['reviewer']})"})
        else:
            name = (records[match]["class"] if match is not None
                    else "not classified")
            still.append({**gap, "class": name})
    stale = [problem(str(path), 1, f"the record for {r['function']}() in "
                     f"{r['file']}, {r['code']!r}, fits no gap", "remove it")
             for i, r in enumerate(records) if i not in used]
    return still, justified, stale


def total(rows):
    return {key + end: sum(r[key + end] for r in rows)
            for key in KEYS for end in ("", "_hit")}


def verdict(scopes, justified):
    """The committed file's text: who covers what, without counts of runs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["scope", "file", *(k + e for k in KEYS
                                        for e in ("", "_hit"))])
    for name in SCOPES:
        for row in [*scopes[name]["files"],
                    {"file": "total", **scopes[name]["totals"]}]:
            writer.writerow([name, row["file"], *(row[k + e] for k in KEYS
                                                  for e in ("", "_hit"))])
    for gap in justified:
        writer.writerow(["justified", gap["file"], gap["function"],
                         gap["kind"], gap["class"], gap["code"]])
    return out.getvalue()


def check_verdict(path, text, update, command="coverage"):
    if update:
        path.write_text(text)
    committed = path.read_text() if path.is_file() else ""
    if committed == text:
        return []
    old, new = committed.splitlines(), text.splitlines()
    line = next((n for n, (a, b) in enumerate(zip(old, new), 1) if a != b),
                min(len(old), len(new)) + 1)
    return [problem(str(path), line, "is not what was measured", "look at the "
                    f"difference that make {command} UPDATE=1 makes, and "
                    "commit it")]


def measure(build, root, records_path):
    """(content of coverage.json, problems beside the gaps)."""
    scopes = read_scopes(build, root)
    files = [p.relative_to(root).as_posix() for m in MEASURED
             for p in sorted((root / m).glob("*.[ch]"))]
    code = decisions.read_code(files, CLANG)
    merged = scopes["merged"]
    problems = compare_with_tree(merged, code)
    gaps, justified, stale = justify(find_gaps(merged, code, root),
                                     read_records(records_path), records_path)
    measured_files = sorted(merged.lines)
    result = {"scopes": {}}
    for name, scope in scopes.items():
        rows = [scope.row(file) for file in measured_files]
        result["scopes"][name] = {"files": rows, "totals": total(rows),
                                  "functions": by_function(scope, code)}
    result.update({
        "decisions": {"in_source": len(code.decisions), "measured": sum(
            len(p) for p in merged.mcdc.values())},
        "conditions": {"in_source": len(code.conditions), "measured": sum(
            len(p) for p in merged.branches.values())},
        "gaps": gaps, "justified": justified,
        "logs": json.loads((build / "target-logs.json").read_text())})
    return result, problems + stale


def show(result, problems):
    names = {"lines": "statements", "branches": "branches", "mcdc": "MC/DC"}
    for gap in result["gaps"]:
        print(f"{gap['file']}:{gap['line']}: {gap['function']}(): "
              f"{gap['text']} ({gap['class']}): {gap['code']}")
    if result["gaps"]:
        print("    cure: test the requirement that needs it, or record the "
              "reason in coverage/justifications.yaml")
    for each in problems:
        print(f"{each['file']}:{each['line']}: {each['text']}\n"
              f"    cure: {each['cure']}")
    for name in SCOPES:
        totals = result["scopes"][name]["totals"]
        print(f"{name:7}" + "".join(
            f" {names[k]} {totals[k + '_hit']} of {totals[k]}" for k in KEYS))
    found = result["decisions"]
    print(f"decisions with && or ||: {found['in_source']} in the source, "
          f"{found['measured']} measured; {len(result['gaps'])} gaps open, "
          f"{len(result['justified'])} justified")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    folder = options.root / "coverage"
    path = options.root / "build/results/coverage.json"
    path.unlink(missing_ok=True)
    made_from = inputs.current(options.root, "coverage")
    try:
        result, problems = measure(options.build, options.root,
                                   folder / "justifications.yaml")
    except (CoverageError, decisions.ParseError) as error:
        sys.exit(f"coverage: {error}")
    problems += check_verdict(
        folder / "verdict.csv", verdict(result["scopes"],
                                        result["justified"]), options.update)
    totals = result["scopes"]["merged"]["totals"]
    result["problems"] = problems
    if options.update:
        inputs.accept(options.root, "coverage", made_from)
    result["inputs"] = made_from
    result["ok"] = bool(totals["lines"] and not result["gaps"]
                        and not problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    show(result, problems)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

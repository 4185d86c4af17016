#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Object coverage of the images that fly: instructions that the system tests
execute and both outcomes of conditional branches, from outside.

usage: objcov.py --whole IMAGE --objects FOLDER --plugin TRAIL.SO
                 [--objdump TOOL] -- QEMU-COMMAND...

All images link the same object files of the kernel, APEX, port, board and, but
for those with a C library, src/libc, so what their runs execute is added. IMAGE has all of that code, linked whole.
Also tells which object code has no line of the source. What is not covered or
not traced needs a record in objcov.yaml. Counts by function of the object code
and, wherever it was inlined, of the source. Writes build/results/objcov.json and,
for coupling.py, what each test executes of the port in build/objcov/port.json.
"""
import bisect
import json
from collections import Counter
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import decisions
import measure
import objects
import watch
from measure import inputs, problem
from watch import system_tests

COUNTED = ("src/kernel/", "src/apex/", "src/arch/", "src/board/", "src/libc/")
# Gaps of a line of the source, as records count them.
KINDS = {"never executed": 0, "never taken": 1, "always taken": 1,
         "no source": 2}
NEEDS = ("name", "class", "reason", "reviewer", "gaps")
JOBS = 2
RESULTS = Path("build/results")
PORT = Path("build/objcov/port.json")
PORT_FOLDERS = ("src/arch/", "src/board/")


def run_test(folder, options, sections):
    """(what differed, steps) of one test; a step is two places of the
    sections' code, of which the second ran directly after the first."""
    told, lines = watch.watch(folder, options)
    if told:
        return told, set()
    image = options.images / folder.name / f"{folder.name}.elf"
    return [], steps(watch.steps(lines), objects.Image(image).bases(sections))


def steps(lines, bases):
    """Pairs of addresses as pairs of places; None: other code."""
    starts = [a for a, _ in bases]

    def place(address):
        at = bisect.bisect_right(starts, address) - 1
        if at < 0 or address - starts[at] >= len(bases[at][1].data):
            return None
        section = bases[at][1]
        return section.file, section.name, address - starts[at]

    return {tuple(place(int(a, 16)) for a in line.split()) for line in lines}


def run_all(options, sections):
    """({test: steps}, problems)."""
    folders = sorted(p.parent for p in options.tests.glob("*/main.c"))

    def guarded(folder):
        try:
            return run_test(folder, options, sections)
        except (system_tests.BadTest, OSError) as error:
            return [str(error)], set()

    with ThreadPoolExecutor(JOBS) as pool:
        results = list(pool.map(guarded, folders))
    found = [problem(f"{folder}/main.c", 1, "the test does not pass while it "
                     "is watched: " + " / ".join(told[:5]),
                     "make test-system")
             for folder, (told, _) in zip(folders, results) if told]
    return {f.name: s for f, (told, s) in zip(folders, results)
            if not told}, found


def judge(instructions, ran):
    """(rows of functions, gaps), with what all tests together executed."""
    rows, gaps = {}, []
    executed = {to for _, to in ran}
    for each in instructions:
        _, function = each.section.function_at(each.offset)
        row = rows.setdefault((each.section.file, function), {
            "file": each.section.file, "function": function,
            "instructions": 0, "executed": 0, "outcomes": 0, "taken": 0,
            "fill": 0, "untraced": 0, "lines": set()})
        if each.fill:
            row["fill"] += 1
            continue
        missing = []
        row["instructions"] += 1
        row["executed"] += each.key in executed
        if each.line and each.file:
            row["lines"].add((each.file, each.line))
        else:
            row["untraced"] += 1
            missing.append("no source")
        if each.key not in executed:
            missing.append("never executed")
        outcomes = each.outcomes()
        row["outcomes"] += len(outcomes)
        row["taken"] += sum(step in ran for step in outcomes.values())
        if each.key in executed:
            missing += [k for k, step in outcomes.items() if step not in ran]
        gaps += [gap(each, function, kind) for kind in missing]
    for row in rows.values():
        row["lines"] = len(row["lines"])
    return sorted(rows.values(), key=lambda r: (r["file"], r["function"])), gaps


def gap(each, function, kind):
    file = each.file or each.section.file
    source = Path(file).read_text().splitlines()
    offset = each.offset - each.section.function_at(each.offset)[0]
    return {"file": file, "line": each.line, "function": function,
            "gap": kind, "code": source[each.line - 1].strip()
            if each.line else "",
            "text": f"{function}+{offset:#x}: {each.text}: {kind}"}


def by_source(instructions, ran, code):
    """Rows of the source's functions, all copies of each together; code in
    no function of C counts for the file's function of the object code."""
    rows = {}
    executed = {to for _, to in ran}
    for each in instructions:
        if each.fill or not each.line:
            continue
        name = (code.function_at(each.file, each.line)
                or each.section.function_at(each.offset)[1])
        row = rows.setdefault((each.file, name), {
            "file": each.file, "function": name, "line": each.line,
            "instructions": 0, "executed": 0, "outcomes": 0, "taken": 0})
        row["line"] = min(row["line"], each.line)
        row["instructions"] += 1
        row["executed"] += each.key in executed
        outcomes = each.outcomes()
        row["outcomes"] += len(outcomes)
        row["taken"] += sum(step in ran for step in outcomes.values())
    return [rows[key] for key in sorted(rows)]


def justify(gaps, records, path):
    """(open gaps, justified gaps, problems of the records). A record holds
    for as many gaps of a function and a text of the source as it says, no
    more and no fewer; where in its file the text stands does not matter."""
    still, accepted, wrong, known = [], [], [], {}
    for record in records:
        for function, texts in record["gaps"].items():
            for code, counts in texts.items():
                if (function, code) in known:
                    wrong.append(problem(
                        str(path), 1, f"{function}(), {code!r}, is there "
                        "twice", "remove one"))
                known[function, code] = record, [*counts, 0, 0, 0][:3]
    found = {key: Counter() for key in known}
    for each in gaps:
        found.setdefault((each["function"], each["code"]),
                         Counter())[KINDS[each["gap"]]] += 1
    good = set()
    for (function, code), counted in sorted(found.items()):
        count = [counted[n] for n in range(3)]
        told = known.get((function, code), (None, None))[1]
        if told == count:
            good.add((function, code))
        elif told is not None:
            wrong.append(problem(
                str(path), 1, f"{function}(), {code!r}, has {count} gaps "
                "(instructions, outcomes, without source), the record says "
                f"{told}", "test what is new, or correct the record"
                if sum(count) else "remove what is stale"))
    for each in gaps:
        key = each["function"], each["code"]
        if key in good:
            record = known[key][0]
            accepted.append({**each, "class": record["class"],
                             "reason": str(record["reason"]).strip(),
                             "reviewer": record["reviewer"]})
        else:
            still.append(each)
    return still, accepted, wrong


def object_files(options):
    """(source, object file) of what counts, but for sources that are gone."""
    found = [(p.relative_to(options.objects).as_posix()[:-len(".o")], p)
             for p in sorted(options.objects.rglob("*.o"))]
    return [(source, path) for source, path in found
            if source.startswith(COUNTED) and Path(source).is_file()]


def read_code(options):
    """(sections, instructions) of what counts."""
    sections = [section for source, path in object_files(options)
                for section in objects.read_sections(path, source)]
    whole = objects.Image(options.whole)
    bases = whole.bases(sections)
    lost = [s for s in sections if not any(s is b for _, b in bases)]
    if lost:
        raise objects.ObjectsError(
            f"{options.whole}: lacks {lost[0].name} of {lost[0].file}\n"
            "    cure: make objcov links it from all objects")
    instructions = objects.disassemble(options.objdump, whole, bases)
    objects.add_lines(whole, bases, instructions)
    return sections, instructions


def begins(sections, mine):
    """(name, file, line) of where each function begins that others may call:
    of its first instruction that is not inlined from a header."""
    code, own = {i.key for i in mine}, {}
    for each in mine:
        if not each.file.endswith(".h"):
            own.setdefault((each.section.file, each.section.name), []).append(
                (each.offset, each.file, each.line))
    for s in sections:
        for value, symbol in s.exported:
            places = [at for at in own.get((s.file, s.name), ())
                      if at[0] >= value]
            if (s.file, s.name, value) in code and places:
                yield (symbol, *min(places)[1:])


def port_of(sections, instructions, tests, data):
    """Of the port: its lines of code and those that each test executes, the
    functions, what assembly names and defines."""
    mine = [i for i in instructions if i.file.startswith(PORT_FOLDERS)]
    executed = {name: {to for _, to in ran} for name, ran in tests.items()}
    return {
        "lines": sorted({(i.file, i.line, i.section.function_at(i.offset)[1])
                         for i in mine}),
        "tests": {name: sorted({(i.file, i.line) for i in mine
                                if i.key in keys})
                  for name, keys in executed.items()},
        "functions": sorted(begins(sections, mine)),
        "refers": sorted({
            (i.file, i.line, i.section.function_at(i.offset)[1], i.refers,
             i.text.split()[0]) for i in mine
            if i.refers and i.section.file.endswith(".S")}),
        "data": sorted(data)}


def total(rows):
    return {key: sum(r[key] for r in rows) for key in (
        "instructions", "executed", "outcomes", "taken", "fill", "untraced")}


def by_class(accepted):
    """{class: how many gaps}."""
    return {c: sum(g["class"] == c for g in accepted)
            for c in measure.ACCEPTED}


def measure_all(options):
    sections, instructions = read_code(options)
    data = [(name, source) for source, path in object_files(options)
            if source.endswith(".S") for name in objects.read_data(path)]
    tests, problems = run_all(options, sections)
    ran = set().union(*tests.values())
    rows, gaps = judge(instructions, ran)
    PORT.parent.mkdir(parents=True, exist_ok=True)
    PORT.write_text(json.dumps(port_of(sections, instructions, tests,
                                       data), sort_keys=True) + "\n")
    still, accepted, stale = justify(
        gaps, measure.read_accepted(options.records, NEEDS),
        options.records)
    code = decisions.read_code(sorted({
        i.file for i in instructions if i.file.endswith((".c", ".h"))}),
        measure.CLANG)
    return {"functions": rows, "totals": total(rows), "gaps": still,
            "sources": by_source(instructions, ran, code),
            "justified": accepted, "classes": by_class(accepted),
            "tests": sorted(tests),
            "problems": problems + stale,
            "ok": bool(rows and tests and not still and not problems
                       and not stale)}


def show(result):
    for each in result["gaps"]:
        print(f"{each['file']}:{each['line']}: {each['text']}: {each['code']}")
    if result["gaps"]:
        print("    cure: test the requirement that needs it, or record the "
              "reason in coverage/objcov.yaml")
    for each in result["problems"]:
        print(f"{each['file']}:{each['line']}: {each['text']}\n"
              f"    cure: {each['cure']}")
    t = result["totals"]
    print(f"object code, {len(result['tests'])} system tests: "
          f"{t['executed']} of {t['instructions']} instructions, {t['taken']} "
          f"of {t['outcomes']} outcomes of branches; {t['untraced']} "
          f"instructions without a source line, {t['fill']} of fill; "
          f"{len(result['gaps'])} gaps open; accepted: "
          + ", ".join(f"{n} {c}" for c, n in result["classes"].items()))


def main():
    parser = watch.parser(__doc__)
    parser.add_argument("--records", type=Path,
                        default=Path("coverage/objcov.yaml"))
    options = parser.parse_args()
    path = RESULTS / "objcov.json"
    path.unlink(missing_ok=True)
    PORT.unlink(missing_ok=True)
    made_from = inputs.current(".", "objcov")
    try:
        result = {**measure_all(options), "inputs": made_from}
    except (measure.CoverageError, objects.ObjectsError,
            decisions.ParseError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"objcov: {error}")
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    show(result)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

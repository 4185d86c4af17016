#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check the C code against MISRA C:2012, and with two compilers.

cppcheck with its addon, all files in one run so that rules across files see
all of them; its own IDs count for the rules that the addon leaves to them.
Every finding is corrected or fits a record of verification/misra-deviations.yaml;
a record that fits nothing fails. MISRA-deviations.md is made from the records.
"""
import argparse
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
import misra_constructs  # noqa: E402
from longeron_trace import inputs  # noqa: E402

LAYERS = ("src/kernel", "src/apex")
INCLUDES = ("include", "include/apex", "src/arch/aarch64")
RECORDS = "verification/misra-deviations.yaml"
DOCUMENT = "MISRA-deviations.md"
RESULT = "build/results/misra.json"
WARNINGS = ["-std=c11", "-ffreestanding", "-mgeneral-regs-only", "-O2",
            "-Wall", "-Wextra", "-Wconversion", "-Werror"]
COMPILERS = {
    "gcc": (["aarch64-linux-gnu-gcc"], "gcc-aarch64-linux-gnu"),
    "clang-19": (["clang-19", "--target=aarch64-linux-gnu"], "clang-19"),
}
# Findings under cppcheck's own IDs, by the rule that they fall under.
CORE = {
    "alwaysFalse": "14.3", "alwaysTrue": "14.3", "knownConditionTrueFalse":
    "14.3", "compareValueOutOfTypeRangeError": "14.3", "unreachableCode":
    "2.1", "duplicateBreak": "2.1", "redundantCondition": "2.2",
    "redundantAssignment": "2.2", "redundantAssignInSwitch": "2.2",
    "redundantInitialization": "2.2", "unreadVariable": "2.2",
    "unusedVariable": "2.2", "unusedLabel": "2.6", "shadowVariable": "5.3",
    "shadowArgument": "5.3", "shadowFunction": "5.3",
    "funcArgNamesDifferent": "8.3", "constPointer": "8.13",
    "constParameter": "8.13", "constVariable": "8.13", "uninitvar": "9.1",
    "legacyUninitvar": "9.1", "unknownEvaluationOrder": "13.2",
    "missingReturn": "17.4", "argumentSize": "17.5",
    "pointerOutOfBounds": "18.1", "arrayIndexOutOfBounds": "18.1",
    "comparePointers": "18.2", "danglingLifetime": "18.6",
    "returnDanglingLifetime": "18.6", "overlappingWriteUnion": "19.1",
    "overlappingWriteFunction": "19.1", "preprocessorErrorDirective": "20.6",
    "invalidFunctionArg": "21.13", "bufferAccessOutOfBounds": "21.17",
    "memleak": "22.1", "resourceLeak": "22.1",
    "autovarInvalidDeallocation": "22.2", "writeReadOnlyFile": "22.4",
    "useClosedFile": "22.6", "shiftTooManyBits": "12.2",
}
# Recalled, to be compared with the standard before certification.
MANDATORY = set("9.1 12.5 13.6 17.3 17.4 17.6 19.1 21.13 21.17 21.18 21.19 "
                "21.20 22.2 22.4 22.5 22.6".split())
ADVISORY = set("1.2 2.3 2.4 2.5 2.6 2.7 4.2 5.9 8.7 8.9 8.11 8.13 10.5 11.4 "
               "11.5 12.1 12.3 12.4 13.3 13.4 15.1 15.4 15.5 17.5 17.8 18.4 "
               "18.5 19.2 20.1 20.5 21.12".split())
# In our own words: the rules' texts are not free.
SUMMARY = {
    "construct": "hides from checkers, or is read by none",
    "1.1": "standard C only", "1.3": "no undefined behaviour",
    "1.4": "no language feature that came late, such as _Noreturn",
    "2.1": "code that cannot be reached", "2.2": "code without an effect",
    "2.3": "type declared and not used", "2.4": "tag declared and not used",
    "2.5": "macro defined and not used", "2.6": "label not used",
    "2.7": "parameter not used", "3.1": "comment marker inside a comment",
    "3.2": "line splice in a // comment", "4.1": "open-ended escape sequence",
    "4.2": "trigraph", "5.1": "external names too alike",
    "5.2": "names of one scope too alike", "5.3": "name hides an outer name",
    "5.4": "macro names too alike", "5.5": "macro and identifier alike",
    "5.6": "typedef name reused", "5.7": "tag name reused",
    "5.8": "external name reused", "5.9": "internal name reused",
    "6.1": "bit-field of an unsuitable type", "6.2": "signed one-bit field",
    "7.1": "octal constant", "7.2": "unsigned constant without U",
    "7.3": "lower-case l suffix", "7.4": "string literal to non-const",
    "8.1": "type not written", "8.2": "prototype without parameter names",
    "8.3": "declarations differ in names or qualifiers",
    "8.4": "definition without a visible declaration",
    "8.5": "external name declared more than once",
    "8.6": "external name without exactly one definition",
    "8.7": "external though one file alone uses it",
    "8.8": "internal name without static",
    "8.9": "object could be local to its one function",
    "8.10": "inline function that is not static",
    "8.11": "extern array without a size", "8.12": "enumerator values repeat",
    "8.13": "pointer could point to const", "8.14": "restrict",
    "9.1": "read before it is set", "9.2": "initialiser lacks braces",
    "9.3": "array set in part", "9.4": "element set twice",
    "9.5": "designated initialiser without array size",
    "10.1": "operand of an unsuitable essential type",
    "10.2": "arithmetic on characters",
    "10.3": "assigned to a narrower or different essential type",
    "10.4": "operands of different essential types",
    "10.5": "cast to an unsuitable essential type",
    "10.6": "composite expression assigned to a wider type",
    "10.7": "composite expression mixed with a wider operand",
    "10.8": "composite expression cast to a wider or different type",
    "11.1": "conversion of a function pointer",
    "11.2": "conversion of a pointer to incomplete type",
    "11.3": "cast between object pointers",
    "11.4": "conversion between pointer and integer",
    "11.5": "void pointer to object pointer",
    "11.6": "cast between void pointer and arithmetic type",
    "11.7": "cast between pointer and other arithmetic type",
    "11.8": "cast removes const or volatile", "11.9": "0 as null pointer",
    "12.1": "precedence not made explicit", "12.2": "shift count out of range",
    "12.3": "comma operator", "12.4": "constant expression wraps around",
    "12.5": "sizeof of an array parameter",
    "13.1": "side effect in an initialiser list",
    "13.2": "depends on the order of evaluation",
    "13.3": "++ or -- mixed with other effects",
    "13.4": "value of an assignment used",
    "13.5": "side effect right of && or ||",
    "13.6": "side effect inside sizeof",
    "14.1": "floating-point loop counter", "14.2": "for loop not plain",
    "14.3": "condition never changes", "14.4": "condition is not Boolean",
    "15.1": "goto", "15.2": "goto backwards", "15.3": "goto into a block",
    "15.4": "loop left in more than one place",
    "15.5": "more than one exit of a function",
    "15.6": "body without braces", "15.7": "else if without else",
    "16.1": "switch not well formed", "16.2": "label inside a nested block",
    "16.3": "case without break", "16.4": "switch without default",
    "16.5": "default neither first nor last", "16.6": "switch with one case",
    "16.7": "switch on a Boolean", "17.1": "variable arguments",
    "17.2": "recursion", "17.3": "function not declared",
    "17.4": "path without return value", "17.5": "array argument too small",
    "17.6": "static in an array parameter", "17.7": "result not used",
    "17.8": "parameter changed", "18.1": "pointer leaves its array",
    "18.4": "+ or - on a pointer", "18.5": "more than two levels of pointer",
    "18.7": "flexible array member", "18.8": "variable-length array",
    "19.1": "overlapping copy", "19.2": "union",
    "20.1": "#include after code", "20.2": "odd character in a header name",
    "20.3": "#include form", "20.4": "macro named like a keyword",
    "20.5": "#undef", "20.7": "macro parameter without parentheses",
    "20.9": "undefined name in #if", "20.10": "# or ## operator",
    "20.12": "## operand also expanded", "20.14": "#if across files",
    "21.1": "reserved name defined", "21.2": "reserved name declared",
    "21.3": "heap", "21.4": "setjmp", "21.5": "signal",
    "21.6": "standard input and output", "21.7": "atoi and its like",
    "21.8": "abort, exit and their like", "21.10": "time and date",
}


class Problem(Exception):
    """The check cannot run, or its records are wrong."""


def order(rule):
    return [(0, int(n), "") if n.isdigit() else (1, 0, n)
            for n in re.split(r"[.\s]", rule)]


def category(rule):
    if rule in MANDATORY:
        return "mandatory"
    if not rule[0].isdigit():
        return "tool"
    return "advisory" if rule in ADVISORY else "required"


def need(tool, package):
    if not shutil.which(tool):
        raise Problem(f"{tool} is missing: install the package {package}, "
                      "or run ./bootstrap")


def below(root, file):
    path = Path(os.path.normpath(root / file))
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return None


def cppcheck(root, files):
    """Findings [(file, line, rule, text)], duplicates once."""
    need("cppcheck", "cppcheck")
    build = root / "build/misra"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    report = build / "cppcheck.xml"
    run = subprocess.run(
        ["cppcheck", "--std=c11", "--platform=unix64", "--addon=misra",
         "--enable=warning,style,performance,portability", "--inconclusive",
         "--language=c", "--max-configs=1", "--quiet", "--xml",
         f"--output-file={report}", *[f"-I{i}" for i in INCLUDES], *files],
        cwd=root, capture_output=True, text=True)
    if run.returncode or not report.is_file():
        raise Problem(f"cppcheck failed: {run.stdout}{run.stderr}")
    found = set()
    for error in xml.parse(report).getroot().iter("error"):
        place = error.find("location")
        file = below(root, place.get("file")) if place is not None else None
        line = int(place.get("line")) if place is not None else 0
        identity = error.get("id")
        if identity.startswith("misra-c2012-"):
            rule = identity.removeprefix("misra-c2012-")
            text = SUMMARY.get(rule, "see the standard")
        elif identity in CORE:
            rule, text = CORE[identity], error.get("msg")
        else:
            rule, text = f"cppcheck {identity}", error.get("msg")
        # Without a place it is about the run: a failure of the tool.
        found.add((file or files[0], line, rule, text))
    return found


def compilers(root, files):
    """Findings and [{"name", "ok"}] of the compilers."""
    found, verdicts = set(), []
    for name, (command, package) in COMPILERS.items():
        need(command[0], package)
        version = subprocess.run([*command, "--version"], text=True,
                                 capture_output=True).stdout.splitlines()[0]
        good = True
        for file in files:
            run = subprocess.run(
                [*command, *WARNINGS, *[f"-I{i}" for i in INCLUDES], "-c",
                 "-o", os.devnull, file], cwd=root, capture_output=True,
                text=True)
            if run.returncode == 0 and not run.stderr:
                continue
            good = False
            at = re.findall(r"^([^:\s]+):(\d+):\d+: (?:fatal )?(?:error|"
                            r"warning): (.*)$", run.stderr, re.M)
            for place, line, text in at or [(file, "0", run.stderr[:300])]:
                found.add((below(root, place) or file, int(line), name, text))
        verdicts.append({"name": version, "ok": good})
    return found, verdicts


def unseen_headers(root, files):
    """Headers of the kernel and APEX that no checked file includes."""
    run = subprocess.run(
        [*COMPILERS["gcc"][0], "-std=c11", "-MM",
         *[f"-I{i}" for i in INCLUDES], *files], cwd=root,
        capture_output=True, text=True)
    seen = {below(root, w) for w in run.stdout.replace("\\\n", " ").split()
            if w.endswith(".h")}
    every = {p.relative_to(root).as_posix() for folder in
             ("include/kernel", "include/apex", "include/arch", *LAYERS)
             for p in (root / folder).glob("*.h")}
    return sorted(every - seen)


def read_records(root):
    path = root / RECORDS
    records = yaml.safe_load(path.read_text(encoding="utf-8")) or [] \
        if path.is_file() else []
    seen = set()
    for record in records:
        for field in ("id", "rule", "places", "reason", "permit", "reviewer"):
            if not record.get(field):
                raise Problem(f"{RECORDS}: record {record.get('id', record)} "
                              f"lacks its {field}")
        record["rule"] = str(record["rule"])
        if record["id"] in seen:
            raise Problem(f"{RECORDS}: {record['id']} is there twice")
        seen.add(record["id"])
        if record["rule"] in MANDATORY:
            raise Problem(f"{RECORDS}: {record['id']}: rule {record['rule']} "
                          "is mandatory: no deviation is possible")
        for place in record["places"]:
            if not place.get("file"):
                raise Problem(f"{RECORDS}: {record['id']}: a place lacks its "
                              "file")
    return records


def judge(root, findings, records):
    """Findings with their deviation, and the uses of each record's places."""
    lines, uses, judged = {}, {}, []
    for file, line, rule, text in sorted(
            findings, key=lambda f: (f[0], f[1], order(f[2]), f[3])):
        if file not in lines:
            lines[file] = (root / file).read_text(
                encoding="utf-8", errors="replace").splitlines()
        source = lines[file][line - 1] if 0 < line <= len(lines[file]) else ""
        taken = None
        for record in records:
            for number, place in enumerate(record["places"]):
                if (record["rule"] == rule
                        and fnmatch.fnmatch(file, place["file"])
                        and re.search(place.get("text", ""), source)):
                    key = (record["id"], number)
                    uses[key] = uses.get(key, 0) + 1
                    taken = record["id"]
                    break
            if taken:
                break
        judged.append({"file": file, "line": line, "rule": rule,
                       "text": text, "deviation": taken})
    return judged, uses


def document(records, uses):
    out = ["# MISRA C:2012 deviations", "",
           f"Made by `make misra UPDATE=1` from {RECORDS}: edit that. Rules",
           "are summed up in our own words; the standard has the text.", ""]
    for record in sorted(records, key=lambda r: (order(r["rule"]), r["id"])):
        rule = record["rule"]
        head = f"Rule {rule}" if rule[0].isdigit() else rule
        out += [f"## {record['id']}: {head}, "
                f"{SUMMARY.get(rule, 'finding of the tool')}", "",
                f"Category: {category(rule)}. Permit: {record['permit']}. "
                f"Reviewer: {record['reviewer']}.", "",
                " ".join(record["reason"].split()), "",
                "| place | lines with | findings |", "| --- | --- | --- |"]
        for number, place in enumerate(record["places"]):
            text = place.get("text", "").replace("|", "\\|")
            out.append(f"| {place['file']} | {f'`{text}`' if text else 'all'}"
                       f" | {uses.get((record['id'], number), 0)} |")
        out.append("")
    if not records:
        out += ["None.", ""]
    return "\n".join(out).rstrip("\n") + "\n"


def check(root, update):
    made_from = inputs.current(root, "misra")
    files = sorted(p.relative_to(root).as_posix() for layer in LAYERS
                   for p in (root / layer).glob("*.c"))
    if not files:
        raise Problem("no C file in " + " or ".join(LAYERS))
    records = read_records(root)
    found, verdicts = compilers(root, files)
    found |= misra_constructs.find(root)
    judged, uses = judge(root, found | cppcheck(root, files), records)
    problems = [f"{f['file']}:{f['line']}: rule {f['rule']} "
                f"({category(f['rule'])}): {f['text']}: correct it, or record "
                f"a deviation in {RECORDS}"
                for f in judged if not f["deviation"]]
    problems += [f"{h}:1: no C file of {' or '.join(LAYERS)} includes it, so "
                 "nothing checks it" for h in unseen_headers(root, files)]
    for record in records:
        for number, place in enumerate(record["places"]):
            if (record["id"], number) not in uses:
                problems.append(
                    f"{RECORDS}: {record['id']} (rule {record['rule']}, "
                    f"{place['file']} {place.get('text', '')}): nothing "
                    "deviates there any more: remove it")
    text = document(records, uses)
    path = root / DOCUMENT
    if update:
        path.write_text(text, encoding="utf-8")
        inputs.accept(root, "misra", made_from)
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        problems.append(f"{DOCUMENT}:1: not what the records say: `make misra "
                        "UPDATE=1` and commit")
    result = root / RESULT
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps({
        "findings": judged,
        "deviations": [{"id": r["id"], "rule": r["rule"],
                        "category": category(r["rule"]),
                        "summary": SUMMARY.get(r["rule"], ""),
                        "reason": " ".join(r["reason"].split()),
                        "permit": r["permit"], "reviewer": r["reviewer"],
                        "uses": sum(n for k, n in uses.items()
                                    if k[0] == r["id"])} for r in records],
        "compilers": verdicts, "problems": problems, "inputs": made_from,
        "ok": not problems}, indent=1) + "\n", encoding="utf-8")
    return files, judged, problems


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=".")
    parser.add_argument("--update", action="store_true",
                        help=f"write {DOCUMENT}")
    options = parser.parse_args(argv)
    try:
        files, judged, problems = check(Path(options.root).resolve(),
                                        options.update)
    except Problem as problem:
        print(f"misra: {problem}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    deviated = sum(f["deviation"] is not None for f in judged)
    print(f"misra: {len(files)} C files, {len(judged)} findings, {deviated} "
          f"with a deviation, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

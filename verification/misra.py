#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check the C code against MISRA C:2012, and with two compilers.

cppcheck with its addon, all files in one run so that rules across files see
all of them. verification/misra-plan.yaml says what enforces which guideline.
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

INCLUDES = ("include", "include/apex", "src/arch/aarch64")
PLAN = "verification/misra-plan.yaml"
RECORDS = "verification/misra-deviations.yaml"
DOCUMENT = "MISRA-deviations.md"
RESULT = "build/results/misra.json"
WARNINGS = ["-std=c11", "-ffreestanding", "-mgeneral-regs-only", "-O2",
            "-Wall", "-Wextra", "-Wconversion", "-Werror"]
COMPILERS = {
    "gcc": (["aarch64-linux-gnu-gcc"], "gcc-aarch64-linux-gnu"),
    "clang-19": (["clang-19", "--target=aarch64-linux-gnu"], "clang-19"),
}
CATEGORIES = ("advisory", "required", "mandatory")
# What cppcheck's addon looks for in the text of the files that it is given, not
# in what they include; so it is given the headers, too.
OF_TEXT = ("3.1", "3.2", "4.1", "4.2", "7.1", "7.3", "8.2", "8.14", "9.5",
           "12.1", "15.6", "16.3", "17.6")
OWN_CHECKS = {"layers": "layers", "analyse": "analyse", "trace": "trace",
              "frama-c": "proof"}  # their results


class Problem(Exception):
    """The check cannot run, or its records are wrong."""


def order(rule):
    return [(0, int(n), "") if n.isdigit() else (1, 0, n)
            for n in re.split(r"[.\s]", rule)]


def read_plan(root):
    """{number: guideline} of the enforcement plan."""
    path = root / PLAN
    if not path.is_file():
        raise Problem(f"{PLAN} is missing")
    plan = {}
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        number = str(entry.get("id"))
        if number in plan:
            raise Problem(f"{PLAN}: {number} is there twice")
        if entry.get("category") not in CATEGORIES:
            raise Problem(f"{PLAN}: {number}: category: not one of "
                          + ", ".join(CATEGORIES))
        if not entry.get("about") or not entry.get("by"):
            raise Problem(f"{PLAN}: {number} lacks its about or by")
        for by in entry["by"]:
            if by not in ("addon", "gcc", "clang", "manual", *OWN_CHECKS) \
                    and not re.match(r"cppcheck:\w+$|(gcc|clang):-W[\w-]+$|"
                                     r"construct:\w+$", by):
                raise Problem(f"{PLAN}: {number}: nothing is named {by}")
        becomes = entry.get("becomes")
        old = CATEGORIES.index(entry["category"])
        if becomes and (not entry.get("why") or becomes not in
                        (*CATEGORIES[old + 1:],
                         *["disapplied"] * (old == 0))):
            raise Problem(f"{PLAN}: {number} becomes {becomes}: a guideline "
                          "is raised or, if advisory, disapplied, and says "
                          "why")
        plan[number] = entry
    return plan


def category(plan, rule):
    entry = plan.get(rule)
    return entry.get("becomes", entry["category"]) if entry else "tool"


def about(plan, rule):
    if rule == "construct":
        return "hides from checkers, or is read by none"
    return plan[rule]["about"] if rule in plan else "finding of the tool"


def options_of(plan, tool):
    """What the plan names of a tool: {cppcheck's ID or option: rule}."""
    return {by.split(":", 1)[1]: number for number, entry in plan.items()
            for by in entry["by"] if by.startswith(f"{tool}:")}


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


def addon(build, plan):
    """The addon with a text for each rule. Without, all findings of a line
    read alike, and cppcheck shows the first alone."""
    texts = "".join(f"Rule {n} {e['category'].title()}\nOf rule {n}: "
                    f"{e['about']}\n" for n, e in plan.items()
                    if n[0].isdigit())
    (build / "texts").write_text("Appendix A Summary of guidelines\n" + texts,
                                 encoding="utf-8")
    (build / "addon.json").write_text(json.dumps({
        "script": "misra.py", "args": [f"--rule-texts={build / 'texts'}"]}),
        encoding="utf-8")
    return build / "addon.json"


def cppcheck(root, files, plan, headers=()):
    """Findings {(file, line, rule, text)}, and cppcheck's version."""
    need("cppcheck", "cppcheck")
    build = root / "build/misra"
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir(parents=True)
    found, version = cppcheck_once(root, files, plan, build)
    alone, _ = cppcheck_once(root, headers, plan, build) if headers \
        else (set(), None)
    return found | {f for f in alone if f[2] in OF_TEXT}, version


def cppcheck_once(root, files, plan, build):
    """What one run over these files finds, and cppcheck's version."""
    report = build / "cppcheck.xml"
    run = subprocess.run(
        ["cppcheck", "--std=c11", "--platform=unix64",
         f"--addon={addon(build, plan)}", "--enable=warning,style,performance,portability",
         "--inconclusive", "--language=c", "--max-configs=1", "--quiet", "--xml",
         f"--output-file={report}", *[f"-I{i}" for i in INCLUDES], *files],
        cwd=root, capture_output=True, text=True)
    if run.returncode or not report.is_file():
        raise Problem(f"cppcheck failed: {run.stdout}{run.stderr}")
    tree = xml.parse(report).getroot()
    found, core = set(), options_of(plan, "cppcheck")
    for error in tree.iter("error"):
        place = error.find("location")
        file = below(root, place.get("file")) if place is not None else None
        line = int(place.get("line")) if place is not None else 0
        identity = error.get("id")
        if identity.startswith("misra-c2012-"):
            rule = identity.removeprefix("misra-c2012-")
            text = about(plan, rule)
        elif identity in core:
            rule, text = core[identity], error.get("msg")
        else:
            rule, text = f"cppcheck {identity}", error.get("msg")
        # Without a place it is about the run: a failure of the tool.
        found.add((file or files[0], line, rule, text))
    return found, tree.find("cppcheck").get("version")


def compilers(root, files, plan):
    """Findings and [{"name", "ok"}] of the compilers."""
    found, verdicts = set(), []
    for name, (command, package) in COMPILERS.items():
        need(command[0], package)
        version = subprocess.run([*command, "--version"], text=True,
                                 capture_output=True).stdout.splitlines()[0]
        asked = sorted(options_of(plan, name.split("-")[0]))
        good = True
        for file in files:
            run = subprocess.run(
                [*command, *WARNINGS, *asked, *[f"-I{i}" for i in INCLUDES],
                 "-c", "-o", os.devnull, file], cwd=root, capture_output=True,
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


def all_headers(root):
    return {p.relative_to(root).as_posix() for folder in ("include", "src")
            for p in (root / folder).rglob("*.h")}


def unseen_headers(root, files):
    """Headers that no checked file includes."""
    run = subprocess.run(
        [*COMPILERS["gcc"][0], "-std=c11", "-MM",
         *[f"-I{i}" for i in INCLUDES], *files], cwd=root,
        capture_output=True, text=True)
    seen = {below(root, w) for w in run.stdout.replace("\\\n", " ").split()
            if w.endswith(".h")}
    return sorted(all_headers(root) - seen)


def read_records(root, plan):
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
        if category(plan, record["rule"]) == "mandatory":
            raise Problem(f"{RECORDS}: {record['id']}: rule {record['rule']} "
                          "is mandatory: no deviation is possible")
        tool = record.get("false_positive")
        if tool is not None and not (tool.get("tool") and tool.get("version")):
            raise Problem(f"{RECORDS}: {record['id']}: false_positive names "
                          "tool and version")
        for place in record["places"]:
            if not place.get("file"):
                raise Problem(f"{RECORDS}: {record['id']}: a place lacks its "
                              "file")
    return records


def stale(records, versions):
    """A false positive is one of the version of a tool that gave it."""
    for record in records:
        pin = record.get("false_positive")
        if pin and str(pin["version"]) != versions.get(pin["tool"]):
            yield (f"{RECORDS}: {record['id']}: false positive of "
                   f"{pin['tool']} {pin['version']}, here runs "
                   f"{versions.get(pin['tool'], 'no such tool')}: look at its "
                   "findings again, then correct the version")


def falls_under(finding, number, entry):
    """Is a finding one of this guideline?"""
    if finding["rule"] == number:
        return True
    tool = finding["rule"].split("-")[0]
    for by in entry["by"]:
        name, _, what = by.partition(":")
        if name == tool and (
                name == "construct" and what in finding["text"]
                or name != "construct" and re.search(
                    rf"{what.replace('-W', '-W(?:error=)?', 1)}\]"
                    if what else "", finding["text"])):
            return True
    return False


def summary(plan, judged):
    """Each guideline with what was found. Of our own checks elsewhere the
    report shows their results."""
    table = []
    for number, entry in sorted(plan.items(), key=lambda p: order(p[0])):
        found = [f for f in judged if falls_under(f, number, entry)]
        open_ = sum(not f["deviation"] for f in found)
        here = sorted({"cppcheck's addon" if b == "addon" else
                       b.split(":")[0] for b in entry["by"]
                       if b not in ("manual", *OWN_CHECKS)})
        if entry.get("becomes") == "disapplied":
            state = "disapplied"
        elif open_:
            state = f"violations: {open_}"
        elif found:
            state = f"deviations: {len(found)}"
        elif here:
            state = "no violation found by " + ", ".join(here)
        elif entry["by"] == ["manual"]:
            state = "not checked (manual review not done)" + (
                f": {entry['why']}" if entry.get("why") else "")
        else:
            state = "not checked here, see the other results"
        table.append({
            "id": number, "category": entry["category"],
            "becomes": entry.get("becomes", ""), "why": entry.get("why", ""),
            "about": entry["about"], "by": entry["by"], "state": state,
            "results": [OWN_CHECKS[b] for b in entry["by"]
                        if b in OWN_CHECKS]})
    return table


def judge(root, findings, records, plan):
    """Findings with their deviation, and the uses of each record's places."""
    lines, uses, judged = {}, {}, []
    for file, line, rule, text in sorted(
            findings, key=lambda f: (f[0], f[1], order(f[2]), f[3])):
        if file not in lines:
            lines[file] = (root / file).read_text(
                encoding="utf-8", errors="replace").splitlines()
        source = lines[file][line - 1] if 0 < line <= len(lines[file]) else ""
        taken = "disapplied" if category(plan, rule) == "disapplied" else None
        for record in records if not taken else ():
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


def document(records, uses, plan):
    out = ["# MISRA C:2012 deviations", "",
           f"Made by `make misra UPDATE=1` from {RECORDS}: edit that. Rules",
           "are summed up in our own words; the standard has the text.", ""]
    for record in sorted(records, key=lambda r: (order(r["rule"]), r["id"])):
        rule = record["rule"]
        head = f"Rule {rule}" if rule[0].isdigit() else rule
        out += [f"## {record['id']}: {head}, "
                f"{about(plan, rule)}", "",
                f"Category: {category(plan, rule)}. Permit: {record['permit']}. "
                f"Reviewer: {record['reviewer']}.", "",
                " ".join(record["reason"].split()), ""]
        if record.get("false_positive"):
            out += ["False positive of {tool} {version}.".format(
                **record["false_positive"]), ""]
        out += [
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
    files = sorted(p.relative_to(root).as_posix()
                   for p in (root / "src").rglob("*.c"))
    if not files:
        raise Problem("no C file in src")
    plan = read_plan(root)
    records = read_records(root, plan)
    found, verdicts = compilers(root, files, plan)
    found |= misra_constructs.find(root)
    checked, version = cppcheck(root, files, plan, sorted(all_headers(root)))
    judged, uses = judge(root, found | checked, records, plan)
    problems = [f"{f['file']}:{f['line']}: rule {f['rule']} "
                f"({category(plan, f['rule'])}): {f['text']}: correct it, or record "
                f"a deviation in {RECORDS}"
                for f in judged if not f["deviation"]]
    problems += [f"{h}:1: no C file of src includes it, so nothing checks it"
                 for h in unseen_headers(root, files)]
    problems += stale(records, {"cppcheck": version})
    for record in records:
        for number, place in enumerate(record["places"]):
            if (record["id"], number) not in uses:
                problems.append(
                    f"{RECORDS}: {record['id']} (rule {record['rule']}, "
                    f"{place['file']} {place.get('text', '')}): nothing "
                    "deviates there any more: remove it")
    text = document(records, uses, plan)
    path = root / DOCUMENT
    if update:
        path.write_text(text, encoding="utf-8")
        inputs.accept(root, "misra", made_from)
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        problems.append(f"{DOCUMENT}:1: not what the records say: `make misra "
                        "UPDATE=1` and commit")
    unchecked = [n for n, e in plan.items() if e["by"] == ["manual"]]
    result = root / RESULT
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps({
        "findings": judged, "guidelines": summary(plan, judged),
        "files": files, "unchecked": unchecked,
        "deviations": [{"id": r["id"], "rule": r["rule"],
                        "category": category(plan, r["rule"]),
                        "summary": about(plan, r["rule"]),
                        "reason": " ".join(r["reason"].split()),
                        "permit": r["permit"], "reviewer": r["reviewer"],
                        "uses": sum(n for k, n in uses.items()
                                    if k[0] == r["id"])} for r in records],
        "compilers": verdicts, "problems": problems, "inputs": made_from,
        "ok": not problems}, indent=1) + "\n", encoding="utf-8")
    return files, judged, problems, unchecked


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=".")
    parser.add_argument("--update", action="store_true",
                        help=f"write {DOCUMENT}")
    options = parser.parse_args(argv)
    try:
        files, judged, problems, unchecked = check(
            Path(options.root).resolve(), options.update)
    except Problem as problem:
        print(f"misra: {problem}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    deviated = sum(f["deviation"] is not None for f in judged)
    print(f"misra: {len(files)} C files, {len(judged)} findings, {deviated} "
          f"with a deviation, {len(problems)} problems; not checked by a "
          f"tool: {', '.join(unchecked) or 'none'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

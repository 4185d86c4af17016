#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the unit-test programs and write build/results/utest.json.

usage: run.py PROGRAM...

A program prints, for each of its tests, TEST name verdict assertions, and ends
with status 1 if one failed and 0 if none did. It carries its source, and what a
test verifies stands there in the comment above its definition: tags
[utest->llr~...~n] and one line `Kind: normal` or `Kind: robustness`. A test
without a tag, without an assertion, or in the source but not run, fails; so
does a program that ends in any other way, or carries another source than the
tree has. What a program printed is kept in build/results/log/unit, a line for
each test with its requirements in build/results/log/verdicts/utest.txt.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "trace"))
from longeron_trace import inputs, ran  # noqa: E402

RESULTS = Path("build/results/utest.json")
LOGS = RESULTS.parent / "log"
TIMEOUT_S = 60
TAG = re.compile(r"\[utest->(llr~[a-z0-9-]+~\d+)\]")
KIND = re.compile(r"^[ *]*Kind: (normal|robustness)[ *]*$", re.MULTILINE)
TEST = re.compile(r"/\*((?:(?!\*/).)*)\*/\s*static void (test_\w+)\(void\)\s*\{",
                  re.DOTALL)
LINE = re.compile(r"^TEST (\w+) (pass|fail) (\d+)$", re.MULTILINE)


def read_source(text):
    """{test's name: (line, tags, kind)} of a source; kind None: not said."""
    tests = {}
    for found in TEST.finditer(text):
        kinds = KIND.findall(found[1])
        tests[found[2]] = (text.count("\n", 0, found.start(2)) + 1,
                           sorted(set(TAG.findall(found[1]))),
                           kinds[0] if len(kinds) == 1 else None)
    for found in re.finditer(r"\bvoid (test_\w+)\(void\)\s*\{", text):
        tests.setdefault(found[1],
                         (text.count("\n", 0, found.start()) + 1, [], None))
    return tests


def start(program):
    """What a program prints and how it ends: a status, or None: not in time."""
    try:
        done = subprocess.run([program], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=TIMEOUT_S,
                              check=False)
        output, status = done.stdout, done.returncode
    except subprocess.TimeoutExpired as expired:
        output, status = expired.stdout or b"", None
    return output, status


def check_end(source, output, status, verdicts):
    """What is wrong with the way in which a program ended."""
    place = f"{source}:1: the program"
    should = int(any(verdict == "fail" for verdict, _ in verdicts))
    if status is None:
        return [f"{place} did not end within {TIMEOUT_S} s\n{output}"]
    if status < 0:
        return [f"{place} ended by signal {-status}\n{output}"]
    if status != should:
        return [f"{place} ended with status {status}, but "
                f"{'a' if should else 'no'} test failed, so {should} was "
                f"expected\n{output}"]
    return []


def run_program(program, source):
    """Rows of the result, and what is wrong."""
    wrong = []
    try:
        known = read_source(ran.source(program, source))
    except ran.Refused as refused:
        return [], [str(refused)]
    printed, status = start(program)
    log = LOGS / source.relative_to("tests").with_suffix(".txt")
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(printed)
    what_ran = {"program": str(Path(program)),
                "program_sha256": ran.sha256(Path(program).read_bytes()),
                "log": str(log), "log_sha256": ran.sha256(printed)}
    output = printed.decode(errors="replace")
    verdicts = {}
    for name, verdict, assertions in LINE.findall(output):
        if name in verdicts:
            wrong.append(f"{source}:1: {name} ran twice: is it in "
                         "unit_tests[] twice?")
        if verdicts.get(name, ("pass", 0))[0] == "pass":
            verdicts[name] = (verdict, int(assertions))
    rows = []
    if not known:
        wrong.append(f"{source}:1: has no test")
    for name, (line, tags, kind) in sorted(known.items()):
        place = f"{source}:{line}"
        verdict, assertions = verdicts.get(name, ("skip", 0))
        if verdict == "skip":
            wrong.append(f"{place}: {name} did not run: is it in unit_tests[]?")
        elif not tags or kind is None:
            wrong.append(f"{place}: {name}: the comment above needs "
                         "[utest->llr~...~n] and one line 'Kind: normal' or "
                         "'Kind: robustness'")
            verdict = "fail"
        elif assertions == 0:
            wrong.append(f"{place}: {name} asserts nothing")
            verdict = "fail"
        elif verdict == "fail":
            wrong.append(f"{place}: {name} failed:\n{output}")
        rows.append({"suite": source.stem.removeprefix("test_"), "name": name,
                     "file": str(source), "line": line, "requirements": tags,
                     "kind": kind or "unknown", "verdict": verdict,
                     "assertions": assertions, **what_ran})
    wrong += check_end(source, output, status, verdicts.values())
    for name in sorted(set(verdicts) - set(known)):
        wrong.append(f"{source}:1: {name} ran, but has no definition of the "
                     "form 'static void test_...(void)' under a comment")
    return rows, wrong


def main():
    programs = sys.argv[1:]
    if not programs:
        sys.exit(__doc__)
    made_from = inputs.current(".", "utest")
    rows, wrong = [], []
    for program in programs:
        source = Path("tests") / (program.split("/tests/", 1)[-1] + ".c")
        if not source.exists():
            sys.exit(f"{program}: has no source {source}; make clean")
        found, bad = run_program(f"./{program}", source)
        passed = sum(r["verdict"] == "pass" for r in found)
        print(f"  UNIT {source}: {passed} of {len(found)} passed")
        rows += found
        wrong += bad
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    rows.sort(key=lambda r: (r["file"], r["name"]))
    RESULTS.write_text(json.dumps(
        {"tests": rows, "inputs": made_from, "ok": not wrong,
         **ran.write_lines(RESULTS.parent, "utest", rows)},
        indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for text in wrong:
        print(text, file=sys.stderr)
    passed = sum(r["verdict"] == "pass" for r in rows)
    print(f"unit tests: {passed} passed, {len(rows) - passed} failed, "
          f"{sum(r['assertions'] for r in rows)} assertions")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

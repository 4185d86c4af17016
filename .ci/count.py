#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Print how many tests passed and failed, from the results of the last run.

usage: count.py STATUS, the exit status of what ran before
"""
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SAMPLE_ALONE = "of the sample alone"    # of tests/tools/test_report_browser.py


def count_json(path):
    """Passed and failed of utest.json or itest.json; skipped is failed."""
    verdicts = [t["verdict"] for t in json.loads(path.read_text())["tests"]]
    passed = verdicts.count("pass")
    return passed, len(verdicts) - passed


def count_xml(path):
    """Passed and failed of pytest's file; skipped is failed, but for what a
    real report has no place for."""
    suite = ElementTree.parse(path).getroot().find("testsuite")
    total, failures, errors, skipped = (
        int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped"))
    apart = sum(s.get("message") == SAMPLE_ALONE for s in suite.iter("skipped"))
    failed = failures + errors + skipped - apart
    return total - failed - apart, failed


def main():
    status = int(sys.argv[1])
    passed = failed = 0
    for name, path, count in (
            ("unit tests", "build/results/utest.json", count_json),
            ("system tests", "build/results/itest.json", count_json),
            ("tool tests", "build/tools.xml", count_xml),
            ("report tests", "build/report.xml", count_xml)):
        if Path(path).exists():
            good, bad = count(Path(path))
            if not good and not bad:
                print(f"{name}: none ran; counted as 1 failed")
                bad = 1
            else:
                print(f"{name}: {good} passed, {bad} failed")
            passed += good
            failed += bad
        else:
            print(f"{name}: {path} is missing; counted as 1 failed")
            failed += 1
    if status != 0 and failed == 0:
        print("a check other than a test has failed; counted as 1 failed")
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

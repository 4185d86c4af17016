# SPDX-License-Identifier: Apache-2.0
"""A real browser opens the report, filters, and follows it to the code.

The tests are in report_browser.mjs; one browser runs them all. REPORT=
build/report looks at that report instead of the sample, and leaves pictures of
it beside it, in report-screens.
"""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_tree import HERE, ROOT, make, replace, run

from report import PAGES  # of trace, which sample_tree has put on the path

# What concerns no report: `make test` has it, `make test-report` needs it not.
once = pytest.mark.skipif("REPORT" in os.environ, reason="of the sample alone")
SCRIPT = HERE / "report_browser.mjs"
EVERY_PAGE, TESTS = (
    re.findall(rf'^{kind}\("([^"]+)"', SCRIPT.read_text(encoding="utf-8"), re.M)
    for kind in ("everyPage", "test"))


@pytest.fixture(name="report", scope="module")
def fixture_report(tmp_path_factory):
    if "REPORT" in os.environ:
        folder = Path(os.environ["REPORT"]).resolve()
        if not (folder / "index.html").is_file():
            pytest.fail(f"{folder} has no report: run `make certify-report`")
        return folder
    tree = make(tmp_path_factory.mktemp("browser") / "tree")
    for tool, *options in (("trace.py", "--update"), ("report.py",)):
        code, text = run(tool, tree, *options)
        assert code == 0, text
    return tree / "build/report"


@pytest.fixture(name="browse", scope="module")
def fixture_browse(report):
    if not shutil.which("node"):
        pytest.fail("node is missing: install the package nodejs, or run "
                    "./bootstrap")
    with subprocess.Popen(
            ["node", SCRIPT, report, report.parent / "report-screens"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True) as node:
        def browse(test, page=""):
            try:
                print(json.dumps({"test": test, "page": page}),
                      file=node.stdin, flush=True)
                answer = json.loads(node.stdout.readline())
            except (BrokenPipeError, ValueError):
                pytest.fail(f"no browser: {node.stderr.read()}")
            if answer["error"]:
                pytest.fail(answer["error"], pytrace=False)
        yield browse


@pytest.mark.parametrize("name", EVERY_PAGE)
@pytest.mark.parametrize("page", PAGES)
def test_page(browse, page, name):
    browse(name, page)


@pytest.mark.parametrize("name", [t for t in TESTS if t != "printed"])
def test_site(browse, name):
    browse(name)


def paper(browse, report, page):
    """The text of each sheet that the page gives."""
    browse("printed", str(page))
    pdf = report.parent / f"report-screens/{Path(page).name}.pdf"
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True,
                          text=True, check=True).stdout.rstrip("\f").split("\f")


def is_draft(report):
    return 'class="draft"' in (report / "index.html").read_text()


def test_no_row_is_on_two_sheets(browse, report):
    sheets = paper(browse, report, "objectives")
    assert len(sheets) > 2
    for sheet in sheets:
        assert "Skip to the content" not in sheet
        assert ("DRAFT" in sheet) == is_draft(report)
        begun = re.findall(r"^ *(?:FM\.)?A-\d+\.\d+ ", sheet, re.M)
        assert len(begun) == len(re.findall("To sign|Signed", sheet)), sheet


@once
def test_each_sheet_of_a_draft_says_so(browse, report, tmp_path):
    tree = make(tmp_path / "tree")
    replace(tree, "build/results/identity.json", '"dirty": false',
            '"dirty": true')
    run("report.py", tree)
    draft = tree / "build/report"
    assert is_draft(draft)
    sheets = paper(browse, report, draft / "objectives")
    assert len(sheets) > 2
    for sheet in sheets:
        assert "DRAFT" in sheet


@once
def test_missing_playwright_is_said(tmp_path):
    for file in (SCRIPT, ROOT / "trace/browser.mjs"):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True)
        shutil.copy(file, copy)
    done = subprocess.run(
        ["node", tmp_path / SCRIPT.relative_to(ROOT), tmp_path, tmp_path],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert "playwright-core is missing: run ./bootstrap" in done.stderr

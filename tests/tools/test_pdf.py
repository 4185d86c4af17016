# SPDX-License-Identifier: Apache-2.0
"""The document for paper holds the report, and is the same for the same input."""
import json
import re
import shutil
import subprocess
from pathlib import Path

from sample_tree import replace, run

PDF, IDENTITY = "build/report/report.pdf", "build/results/identity.json"


def pages(tree):
    """The text of each page."""
    status, output = run("pdf.py", tree)
    assert status == 0, output
    return subprocess.run(
        ["pdftotext", "-layout", tree / PDF, "-"], check=True, text=True,
        capture_output=True).stdout.split("\f")[:-1]


def test_document_holds_requirements_trace_results_objectives(tree):
    found = pages(tree)
    whole = "\n".join(found)
    for number, text in enumerate(found, 1):
        assert f"{number} / {len(found)}" in text
        assert "not reviewed by any authority" in text
        assert "DRAFT" not in text
    data = json.loads((tree / "build/results/trace.json").read_text())
    for each in data["requirements"]:
        assert whole.count(each["id"]) >= 2 and each["title"] in whole
    for text in ("test_lowest_bit_first", "boot_01", "12 of 12 goals",
                 "To sign: signature", "Verified by"):
        assert text in whole, text
    assert re.search(r"A-7\.4 [^:]*: needs\s+a\s+person\s+at\s+level\s+A",
                     whole)


def test_contents_name_the_pages_and_there_are_bookmarks(tree):
    found = pages(tree)
    named = re.findall(r"(?m)^\W*([A-Z][\w -]+?) ?\.{3,} ?(\d+)$", found[0])
    assert [n for n, _ in named if "level" not in n and " " not in n] == [
        "Checks", "Requirements", "Trace", "Results", "Objectives", "Identity"]
    for title, page in named:
        assert re.search(rf"(?m)^ *{title}$", found[int(page) - 1]), title
    marks = (tree / PDF).read_bytes()
    assert b"/Outlines" in marks
    assert marks.count(b"/Title") > len(named)


def test_draft_is_on_every_page(tree):
    data = json.loads((tree / IDENTITY).read_text())
    (tree / IDENTITY).write_text(json.dumps({**data, "dirty": True}))
    for text in pages(tree):
        assert "DRAFT" in text.splitlines()[0]


def test_what_does_not_hold_is_said(tree):
    replace(tree, "build/results/utest.json", '"normal", "verdict": "pass"',
            '"normal", "verdict": "fail"')
    found = "\n".join(pages(tree))
    assert "What does not hold: Unit tests" in found
    assert "test_lowest_bit_first: fail" in found


def test_same_input_gives_the_same_bytes(tree, tmp_path):
    pages(tree)
    other = Path(shutil.copytree(tree, tmp_path / "elsewhere/other"))
    pages(other)
    assert (tree / PDF).read_bytes() == (other / PDF).read_bytes()
    assert str(tmp_path).encode() not in (tree / PDF).read_bytes()


def test_result_that_cannot_be_shown_leaves_no_old_document(tree):
    pages(tree)
    path = tree / "build/results/trace.json"
    data = json.loads(path.read_text())
    del data["requirements"][0]["rationale"]
    path.write_text(json.dumps(data))
    status, output = run("pdf.py", tree)
    assert status == 1 and not (tree / PDF).exists()
    assert f"{PDF}:1: cannot be made: " in output and "cure: " in output

# SPDX-License-Identifier: Apache-2.0
"""The report says what does not hold, and is the same for the same tree."""
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from sample_tree import ROOT, commit, make, replace, seal

sys.path.insert(0, str(ROOT / "trace"))
from report import Report  # noqa: E402

RESULTS = {                 # each result and the page that shows it
    "trace": "matrix", "proof": "proof", "utest": "tests", "itest": "tests",
    "coverage": "coverage", "objcov": "coverage",
    "coupling": "coupling", "misra": "misra",
    "mutate": "mutation",
    "bench": "bench", "sloc": "size", "layers": "size",
    "analyse": "analyses", "limits": "analyses", "identity": "identity"}


def run(tool, tree, *options):
    seal(tree)
    if tool != "trace.py":
        commit(tree)
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace" / tool, "--root", tree, *options],
        capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def site(tree):
    return {p.relative_to(tree / "build/report").as_posix(): p.read_bytes()
            for p in sorted((tree / "build/report").rglob("*"))
            if p.is_file()}


def test_mutation_says_how_many_were_tried(tree):
    _, output = run("report.py", tree)
    assert "a sample: 4 of 9 mutants: 2 of 3 killed, 1 by a proof alone" in output
    assert (b"Tried: a sample: 4 of 9 mutants; 1 of them did not compile"
            in site(tree)["mutation.html"])
    replace(tree, "build/results/mutate.json",
            '"scope": "a sample: 4 of 9 mutants", "not_c": 1, ', "")
    _, output = run("report.py", tree)
    assert "of how many is not said: 2 of 3 killed, 1 by a proof alone" in output


def test_everything_holds(tree):
    status, output = run("report.py", tree)
    assert status == 0, output
    pages = site(tree)
    assert b"All 20 checks hold" in pages["index.html"]
    for figure in ("target alone: statements 3 of 4, branches 2 of 4, MC/DC 1 of 2; "
                   "with unit tests on the host: statements 4 of 4, branches "
                   "4 of 4, MC/DC 2 of 2, 0 justified gaps, in src/kernel",
                   "in boot_01.elf alone",
                   "without source, in src/kernel",
                   "survivor explained, in src/kernel"):
        assert figure in output
    for name, text in pages.items():
        if name.endswith(".html"):
            assert b"not reviewed by any authority" in text, name
            assert b"DRAFT" not in text, name
            for word in (b"certified", b"qualified", b"compliant"):
                claim = text.lower().replace(b"no tool was qualified", b"")
                assert not re.search(rb"\b" + word + rb"\b", claim), name
    for claim in (b"QEMU is not the target hardware",
                  b"earn no credit on the target",
                  b"No finding of the MISRA checker is not compliance"):
        assert claim in pages["index.html"]
    assert b"has to be compared with the standard" in pages["objectives.html"]
    assert b"objectives of DO-178C: claimed open" in pages["matrix.html"]


def test_one_check_alone(tree):
    (tree / "build/results/misra.json").write_text("{}")
    status, output = run("report.py", tree, "--check", "proof")
    assert status == 0 and output.startswith("report: Proof")
    assert "MISRA" not in output
    assert not (tree / "build/report/index.html").exists()
    status, output = run("report.py", tree, "--check", "misra")
    assert status == 1 and "KeyError" in output


def test_same_tree_gives_same_bytes(tree, tmp_path):
    run("report.py", tree)
    first = site(tree)
    other = make(tmp_path / "elsewhere" / "other")
    run("trace.py", other, "--update")
    run("report.py", other)
    assert first == site(other)
    assert not [n for n, text in first.items() if str(tmp_path).encode()
                in text]


@pytest.mark.parametrize("name", RESULTS)
def test_missing_result_fails_and_is_shown(tree, name):
    (tree / f"build/results/{name}.json").unlink()
    status, output = run("report.py", tree)
    assert status == 1
    assert f"build/results/{name}.json is missing" in output
    pages = site(tree)
    text = pages["index.html"].decode()
    assert f"build/results/{name}.json is missing" in text
    page = pages[f"{RESULTS[name]}.html"].decode()
    assert f"build/results/{name}.json is missing" in page
    assert "All 20 checks hold" not in text


@pytest.mark.parametrize("name", RESULTS)
def test_broken_result_fails(tree, name):
    (tree / f"build/results/{name}.json").write_text("{")
    status, output = run("report.py", tree)
    assert status == 1 and "NOT all checks hold" in output


# File, old text, new text, what the report says.
FAULTS = {
    "unproved goal, tool says ok": (
        "proof", '"valid": 12', '"valid": 11', "pick: 11 of 12 goals"),
    "failed unit test, tool says ok": (
        "utest", '"normal", "verdict": "pass"',
        '"normal", "verdict": "fail"', "test_lowest_bit_first: fail"),
    "skipped system test": (
        "itest", '"pass"', '"skip"', "boot_01: skip"),
    "forged log": (
        "log/boot_01.txt", "status 0", "status 1",
        "boot_01: its log is not the one of the run"),
    "forged log of a program": (
        "log/unit/kernel/test_pick.txt", "64 pass", "64 fail",
        "test_lowest_bit_first: its log is not the one of the run"),
    "unit test without the hash of its program": (
        "utest", '"normal", "verdict": "pass", "assertions": 1,\n  '
        '"program": "build/host/tests/unit/kernel/test_pick",\n  '
        '"program_sha256"', '"normal", "verdict": "pass", "assertions": 1,'
        '\n  "program": "build/host/tests/unit/kernel/test_pick",\n  "other"',
        "test_pick.c:9: test_lowest_bit_first does not say its program_sha256"),
    "gap in coverage": (
        "coverage", '"gaps": []',
        '"gaps": [{"file": "src/kernel/pick.c", "line": 13,'
        ' "class": "missing test"}]', "src/kernel/pick.c:13: gap: class"),
    "gap that nothing tells": (
        "coverage", '"branches_hit": 4, "mcdc": 2, "mcdc_hit": 2}}},\n "gaps"',
        '"branches_hit": 3, "mcdc": 2, "mcdc_hit": 2}}},\n "gaps"',
        "branches: 3 of 4 covered, 0 more told as gaps"),
    "test without the log of an instrumented image": (
        "coverage", '"target-gcc"', '"target-other"', "tests/system/boot_01/"
        "main.c:1: boot_01: no log of its target-gcc image is the expected"),
    "decision that was not measured": (
        "coverage", '"gaps": []', '"decisions": {"in_source": 3, "measured": '
        '2}, "gaps": []', "decisions: 3 in the source, 2 measured"),
    "gap in object coverage": (
        "objcov", '"gaps": []',
        '"gaps": [{"file": "src/kernel/pick.c", "line": 13,'
        ' "text": "never taken"}]', "src/kernel/pick.c:13: gap: never taken"),
    "gap left out of object coverage": (
        "objcov", '"executed": 8, "outcomes": 4, "taken"',
        '"executed": 7, "outcomes": 4, "taken"',
        "more is uncovered than there are gaps"),
    "function of object coverage at nothing": (
        "objcov", '"functions": [{', '"functions": [{"executed": 9, "fill": 0, '
        '"instructions": 0, "outcomes": 0, "taken": 0, "untraced": 0, '
        '"file": "a.c", "function": "a", "lines": 1}, {',
        "executed: 8 in all, the functions have 17"),
    "test left out of object coverage": (
        "objcov", '"boot_01"', '"boot_02"', "boot_01 is not in its list of "
        "tests"),
    "file left out of MISRA C": (
        "misra", '"files": ["src/kernel/pick.c"]', '"files": []',
        "src/kernel/pick.c is not in its list of files"),
    "cost of other lines": (
        "sloc", '[38, 76]', '[1, 2]', "1 to 2 hours are not 2 to 4 for each"),
    "coupling that no test of a requirement exercises": (
        "coupling", '"tests": [0]', '"tests": [1]', "src/kernel/pick.c:13: "
        "control kernel/pick > board/board: pick() to arch_shutdown(): no "
        "test of a requirement exercises it"),
    "record of a coupling taken out": (
        "coupling", '"record"', '"was"', "picked.last: no test of a"),
    "undocumented finding": (
        "misra", '"D-01"}]', "null}]", "rule 15.5: one exit"),
    "compiler warning": (
        "misra", '"gcc 12.2.0", "ok": true', '"gcc 12.2.0", "ok": false',
        "gcc 12.2.0 reports warnings"),
    "slow operation": (
        "bench", '"limit": 40, "ok": true', '"limit": 30, "ok": false',
        "34, limit 30"),
    "figure over its limit, tool says ok": (
        "bench", '"limit": 40, "ok": true', '"limit": 30, "ok": true',
        "34, limit 30"),
    "problem beside one that is found here": (
        "misra", '"D-01"}],', 'null}], "problems": ["MISRA-deviations.md:1: '
        'not what the records say"],', "MISRA-deviations.md:1: not what"),
    "survivor without reason": (
        "mutate", "equivalent: i grows by one from 0", "",
        "pick-3 (< to !=) survives"),
    "budget exceeded": (
        "sloc", '"sloc": 14, "limit": 900', '"sloc": 914, "limit": 900',
        "914 lines, budget 900"),
    "stack overflow, tool says ok": (
        "analyse", '"size": 24576', '"size": 8',
        "pick() takes 16 bytes of stack, 8 are there"),
    "deeper than the bound, tool says ok": (
        "limits", '"bytes": 12', '"bytes": 17',
        "boot_01: main() on the process 0 stack takes 17 bytes, more than its "
        "bound of 16"),
    "stack without a bound, tool says ok": (
        "limits", '"bound": 16', '"bound": null',
        "boot_01: main() on the process 0 stack has no bound"),
    "slower than the bound, tool says ok": (
        "limits", '"most": 60', '"most": 301',
        "src/kernel/pick.c:5: pick() takes 301 instructions, more than its "
        "bound of 300"),
    "service that no run calls, tool says ok": (
        "limits", '"most": 60', '"most": null',
        "src/kernel/pick.c:5: no system test calls pick()"),
    "service without a bound, tool says ok": (
        "limits", '"bound": 300', '"bound": null',
        "pick() has no bound of instructions"),
    "loop without a bound, tool says ok": (
        "analyse", '"bound": 64', '"bound": null',
        "src/kernel/pick.c:12: pick(): a loop without a bound"),
    "heap symbol, tool says ok": (
        "analyse", '"symbols": []', '"symbols": ["malloc"]',
        "boot_01.elf has the heap symbol malloc"),
    "dead function, tool says ok": (
        "analyse", '"reached": true', '"reached": false',
        "src/kernel/pick.c:5: pick() is dead"),
    "complex function, tool says ok": (
        "analyse", '"complexity": 3', '"complexity": 16',
        "pick() has a complexity of 16, at most 15"),
    "upward include": ("layers", "true", "false", "its own tool says"),
    "results of several runs": (
        "identity",
        '[{"target": "prove", "command": "make prove", "exit": 0}]', "[]",
        "not of one run"),
    "failed step": (
        "identity", '"exit": 0', '"exit": 2', "ended with status 2"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_shown(tree, name):
    file, old, new, message = FAULTS[name]
    file = file if "." in file else file + ".json"
    replace(tree, f"build/results/{file}", old, new)
    status, output = run("report.py", tree)
    assert status == 1
    assert message in output
    assert b"does not hold" in site(tree)["index.html"]


def test_gap_with_a_record_holds(tree):
    file = "build/results/coverage.json"
    before, merged = (tree / file).read_text(encoding="utf-8").split('"merged"')
    (tree / file).write_text(before + '"merged"' + merged.replace(
        '"branches_hit": 4', '"branches_hit": 3').replace(
        '"justified": []', '"justified": [{"file": "src/kernel/pick.c", "line"'
        ': 12, "function": "pick", "kind": "branch", "code": "x", "class": '
        '"justified", "reason": "hardware", "reviewer": "open", "text": "never '
        'true"}]'), encoding="utf-8")
    status, output = run("report.py", tree)
    assert status == 0, output


def judged(tree, name):
    """Of what a test has altered after the run."""
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/report.py", "--root", tree,
         "--check", name], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("key, value, told", (
    ("revision", "0" * 40, "revision was 000"),
    ("dirty", True, "dirty was True, is False"),
    ("images", [], "boot_01/image.elf: sha256 was none, is"),
    ("results", [], "build/results/utest.json: sha256 was none, is"),
    ("results", None, "it does not say its results"),
    ("tools", [{"name": "gcc", "version": "gcc 99"}],
     "gcc: version was gcc 99, is")))
def test_identity_is_that_of_the_tree(tree, key, value, told):
    run("report.py", tree, "--check", "identity")
    path = tree / "build/results/identity.json"
    data = {**json.loads(path.read_text()), key: value}
    if value is None:
        del data[key]
    path.write_text(json.dumps(data))
    status, output = judged(tree, "identity")
    assert status == 1 and "build/results/identity.json:1: " in output
    assert told in output and "make certify-report" in output


def test_result_altered_after_the_run_is_told(tree):
    run("report.py", tree, "--check", "identity")
    assert judged(tree, "identity")[0] == 0
    (tree / "build/results/bench.json").write_text("{}")
    assert ("build/results/bench.json:1: altered after the run"
            in judged(tree, "identity")[1])


@pytest.mark.parametrize("how", ("assume-unchanged", "excluded", "replaced"))
def test_change_that_git_is_told_to_hide_gives_a_draft(tree, how):
    run("report.py", tree, "--check", "identity")
    file = tree / "src/kernel/pick.c"

    def git(*command):
        return subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *command],
            cwd=tree, check=True, capture_output=True, text=True).stdout.strip()
    if how == "excluded":
        (tree / ".git/info").mkdir()
        (tree / ".git/info/exclude").write_text("more.c\n")
        file = tree / "src/kernel/more.c"
    if how == "assume-unchanged":
        git("update-index", "--assume-unchanged", "src/kernel/pick.c")
    before = git("rev-parse", "HEAD")
    with file.open("a", encoding="utf-8") as stream:
        stream.write("/* more */\n")
    if how == "replaced":
        git("add", "src")
        git("commit", "-q", "-m", "more")
        after = git("rev-parse", "HEAD")
        git("update-ref", "HEAD", before)
        git("replace", before, after)
    assert not git("status", "--porcelain", "--", ".", ":!build")
    status, output = judged(tree, "identity")
    assert status == 1 and "dirty was False, is True" in output
    assert "with uncommitted changes: DRAFT" in output


def test_stacks_without_a_bound_are_counted_apart(tree):
    replace(tree, "build/results/limits.json", '"stacks": [',
            '"stacks": [{"test": "more", "file": "a.c", "stack": "boot", '
            '"entry": "f", "bytes": 24576, "bound": null, "why": "", "path": '
            '[], "reason": "overflows"}, ')
    replace(tree, "build/results/analyse.json", '"variant": "64 - i"',
            '"variant": "", "said": "verification/analyse.py:7"')
    status, output = run("report.py", tree)
    assert status == 0, output
    assert ("stack at most 12 of 24,576 bytes in 1 run, where it has a bound "
            "(1 without, with a reason, 1 of these overflow on purpose), 1 of "
            "1 functions") in output
    assert "1 of 1 loops bounded, 1 of them by our word alone" in output
    page = site(tree)["analyses.html"].decode().replace("<wbr>", "")
    assert "not in the figure above: 1, each with its reason, of which 1" in page
    assert "our word</span> <span class=\"place\">verification/analyse.py:7" in page
    page = site(tree)["index.html"].decode()
    assert "pick(): at most 64 turns, says verification/analyse.py:7" in page


def test_limit_missed_with_a_reason_is_not_counted_as_kept(tree):
    replace(tree, "build/results/bench.json", '"limit": 40, "ok": true',
            '"limit": 30, "ok": true, "reason": "checks"')
    status, output = run("report.py", tree)
    assert status == 0
    assert "0 of 1 limits kept, 1 missed with a recorded reason" in output
    assert b"missed, with a reason" in site(tree)["bench.html"]


def test_page_that_cannot_be_shown_says_so(tree):
    replace(tree, "build/results/mutate.json",
            '"operator": "< to <=", ', "")
    status, output = run("report.py", tree)
    assert status == 1 and "mutation.html" in output
    assert b"cannot be shown" in site(tree)["mutation.html"]


@pytest.mark.parametrize("file", (
    "build/results/log/boot_01.txt", "build/aarch64/tests/boot_01/image.elf",
    "build/host/tests/unit/kernel/test_pick"))
def test_missing_log_image_or_program_fails(tree, file):
    (tree / file).unlink()
    status, output = run("report.py", tree)
    assert status == 1 and f"{file} is missing" in output


def test_step_that_did_not_run_here_is_shown_so_everywhere(tree):
    replace(tree, "build/results/identity.json", '"exit": 0}',
            '"exit": 0, "before": true}, {"target": "misra", "command": '
            '"make misra", "exit": 0, "unchanged": true}')
    run("report.py", tree)
    print_page = Report(tree).environment.get_template("print.html").render()
    for text in (print_page, *(site(tree)[f"{p}.html"].decode() for p in (
            "identity", "seci", "sqa"))):
        for command, told in (("prove", "not run here: what its results say"),
                              ("misra", "unchanged: the result of an earl")):
            assert re.search(f"make {command}(</code>)? *\\({told}", text)


def test_dirty_tree_is_a_draft_on_every_page(tree):
    replace(tree, "build/results/identity.json", '"dirty": false',
            '"dirty": true')
    run("report.py", tree)
    for name, text in site(tree).items():
        if name.endswith(".html"):
            assert b"<b>DRAFT</b>" in text, name


def test_no_identity_is_a_draft_too(tree):
    (tree / "build/results/identity.json").unlink()
    run("report.py", tree)
    assert b"<b>DRAFT</b>" in site(tree)["matrix.html"]


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.targets, self.names = [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.targets += [attrs[k] for k in ("href", "src") if k in attrs]
        if "id" in attrs:
            assert attrs["id"] not in self.names, attrs["id"]
            self.names.add(attrs["id"])


def test_every_link_leads_somewhere_in_the_report(tree):
    run("report.py", tree)
    run("pdf.py", tree)
    pages = {}
    for name, text in site(tree).items():
        pages[name] = Links()
        if name.endswith(".html"):
            pages[name].feed(text.decode())
    count = 0
    for name, page in pages.items():
        folder = name.rpartition("/")[0]
        for target in page.targets:
            assert ":" not in target, f"{name}: {target}"
            file, _, anchor = target.partition("#")
            file = file.partition("?")[0]
            path = name if not file else \
                file[3:] if file.startswith("../") else \
                f"{folder}/{file}" if folder else file
            assert path in pages, f"{name}: {target}"
            assert not anchor or anchor in pages[path].names, \
                f"{name}: {target}"
            count += 1
    assert count > 100


def test_text_of_requirements_and_logs_is_escaped(tree):
    replace(tree, "req/llr/core.md", "bit numbers are",
            "<script>alert(1)</script> are")
    log = tree / "build/results/log/boot_01.txt"
    log.write_text("<img src=x onerror=alert(2)>")
    run("trace.py", tree, "--update")
    run("report.py", tree)
    for name, text in site(tree).items():
        if name.endswith(".html"):
            assert b"<script>alert" not in text, name
            assert b"<img" not in text, name

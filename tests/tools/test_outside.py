# SPDX-License-Identifier: Apache-2.0
"""The example of docs/evidence-guide.md, copied outside of the tree: its
report holds, and each planted fault is told with its place."""
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sample_tree
from sample_tree import ROOT

sys.path.insert(0, str(ROOT / "trace"))
import outside  # noqa: E402

GUIDE = ROOT / "docs/evidence-guide.md"
BLOCK = re.compile(r"^`([\w./]+)`[^\n]*:\n\n```\n(.*?)^```$", re.M | re.S)
TEST = "tests/system/greeting/test.md"
IMAGE = "build/aarch64/hello/hello.elf"
EXPECTED = "tests/system/greeting/expected.txt"
LLR = "req/llr/hello.md"


def make(folder, *arguments):
    run = subprocess.run(["make", "-C", folder, *arguments],
                         capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


def commit(folder):
    for command in (("init", "-q"), ("add", "."),
                    ("-c", "user.name=A", "-c", "user.email=a@example.org",
                     "commit", "-q", "-m", "hello")):
        subprocess.run(["git", *command], cwd=folder, check=True)


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside") / "hello"
    for file, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("../longeron", str(ROOT)))
    (folder / ".gitignore").write_text("build/\n")
    commit(folder)
    status, output = make(folder, "certify-report")
    assert status == 0, output
    assert "NOT all checks hold" not in output
    return folder


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "hello"))


def test_partition_of_a_module_has_a_report(tree, tmp_path):
    """Configured by the file of the folder above."""
    module = tmp_path / "module"
    module.mkdir()
    tree.rename(module / "hello")
    (module / "hello/config.c").unlink()
    shutil.rmtree(module / "hello/build")
    (module / "module.xml").write_text(
        '<ARINC_653_Module ModuleName="m">' + "".join(
            f'<Partition PartitionIdentifier="{n}" PartitionName="{name}" '
            'PeriodSeconds="1" PeriodDurationSeconds="1"><Pools Processes="1"/>'
            "</Partition>" for n, name in enumerate(("other", "hello")))
        + "</ARINC_653_Module>\n")
    status, output = make(module / "hello", "certify-report")
    assert status == 0 and "  XML ../module.xml\n" in output, output
    (module / "module.xml").write_text((module / "module.xml").read_text(
        ).replace('Processes="1"', 'Processes="65"'))
    status, output = make(module / "hello", "certify-report")
    assert status != 0 and "../module.xml:1: Processes=" in output


def replace(tree, file, old, new):
    text = (tree / file).read_text()
    assert old in text
    (tree / file).write_text(text.replace(old, new, 1))


def test_guide_has_the_whole_example():
    files = {f for f, _ in BLOCK.findall(GUIDE.read_text(encoding="utf-8"))}
    assert files == {"Makefile", "main.c", "config.c", TEST, EXPECTED, LLR,
                     "req/hlr/hello.md"}
    assert GUIDE.name in (ROOT / "README.md").read_text(encoding="utf-8")


def of_application(page):
    """What stands above the kernel's evidence, which may be a draft."""
    return page[:page.index('<h2 id="kernel">')]


def test_report_has_the_application_and_its_own_alone(sound):
    trace = json.loads((sound / "build/results/trace.json").read_text())
    assert {r["id"] for r in trace["requirements"]} == {
        "hlr~greeting~1", "llr~start~1", "llr~line~1"}
    tests = json.loads((sound / "build/results/itest.json").read_text())["tests"]
    image = sound / IMAGE
    assert [t["image_sha256"] for t in tests] == [
        hashlib.sha256(image.read_bytes()).hexdigest()]
    report = sound / "build/report"
    assert {p.name for p in report.glob("*.html")} == {
        "index.html", "matrix.html", "tests.html", "identity.html"}
    page = (report / "index.html").read_text()
    assert "The application's 3 checks hold" in page
    assert page.count(" not measured</span>") == 7
    assert "DRAFT" not in of_application(page)
    identity = (report / "identity.html").read_text()
    results = identity[identity.index('id="results"'):].split("</table>")[0]
    assert re.findall(r"<tr><td>(\w+)", results) == ["itest", "trace"]
    assert "not run here" not in identity and "not say" not in identity
    for name in ("main.c", TEST, LLR):
        assert (report / f"source/{name.replace('/', '.')}.html").exists()
    broken = [h for p in report.glob("*.html") for h in re.findall(
        r'href="([^"#?:]+)', p.read_text()) if not (report / h).exists()]
    assert not broken


def test_kernel_is_named_by_revision_and_hash(sound):
    page = (sound / "build/report/index.html").read_text()
    revision = subprocess.run(["git", "-C", ROOT, "rev-parse", "HEAD"],
                              capture_output=True, text=True, check=False)
    assert (revision.stdout.strip() or "unknown") in page
    verdict = (ROOT / "trace/verdict.csv").read_bytes()
    assert hashlib.sha256(verdict).hexdigest() in page


# Faults that the trace finds: file, old, new, what is told.
FAULTS = {
    "a requirement without a test": (
        TEST, "[itest->llr~line~1]\n", "",
        f"{LLR}:17: llr~line~1 has no itest"),
    "a requirement that asks for no test": (
        LLR, "Verification: test\nDerived: no\n\nCovers:\n* `hlr~greeting~1`\n\n"
        "Needs: impl, itest\n\n###", "Verification: review\nDerived: no\n\n"
        "Covers:\n* `hlr~greeting~1`\n\nNeeds: impl, review\n\n###",
        f"{LLR}:4: llr~start~1 has no test that passed"),
    "an unknown tag in a test": (
        TEST, "llr~line~1", "llr~lines~1",
        f"{TEST}:3: tag to unknown llr~lines~1"),
    "an unknown tag in code": (
        "main.c", "llr~line~1", "llr~lines~1",
        "main.c:5: tag to unknown llr~lines~1"),
    "code for no requirement": (
        "main.c", "/* [impl->llr~start~1] */\n", "",
        "main.c:15: main has no impl tag: an orphan function"),
    "a proof that nobody does": (
        LLR, "Needs: impl, itest", "Needs: impl, itest, proof",
        f"{LLR}:4: llr~start~1 needs 'proof', which is not measured"),
}


@pytest.fixture(name="one_tree", scope="module")
def fixture_one_tree(sound, tmp_path_factory):
    return Path(shutil.copytree(sound, tmp_path_factory.mktemp("f") / "hello"))


@pytest.mark.parametrize("name", (None, *FAULTS))
def test_fault_is_told(one_tree, name, monkeypatch, capsys):
    """All in one tree with the results of one run; None: without a fault."""
    tree = one_tree
    no_kernel = kernel_of(tree / "none", monkeypatch)
    monkeypatch.undo()
    monkeypatch.setattr(outside, "Kernel", lambda: no_kernel)
    monkeypatch.chdir(tree)
    monkeypatch.setattr(sys, "argv", ["outside.py", "--image", IMAGE])
    if not name:
        assert outside.main() == 0
        return
    file, old, new, told = FAULTS[name]
    before = (tree / file).read_text()
    assert old in before
    (tree / file).write_text(before.replace(old, new, 1))
    status = outside.main()
    (tree / file).write_text(before)
    output = capsys.readouterr().out
    assert status != 0 and told in output, output
    assert "index.html: NOT all checks hold" in output
    page = (tree / "build/report/index.html").read_text()
    assert "not hold; the kernel" in " ".join(page.split())


def test_no_requirement_is_told_with_its_cure():
    assert outside.judge_trace({"requirements": [], "problems": [],
                                "ok": True})[1] == [
        {"text": "no requirement at all", "file": "req", "line": 1,
         "cure": "write req/hlr/*.md and req/llr/*.md"}]


TWO = "static inline int two(void)\n{\n    return 2;\n}\n"


@pytest.mark.parametrize("file, text, told", (
    ("lib/two.h", TWO, "{}:1: two has no impl tag"),
    ("lib/t w.h", TWO, "{}:1: two has no impl tag"),
    ("lib/two.h", "/* [impl->llr~line~1] */\n" + TWO, ""),
    ("lib/two.inc", TWO, "{}:1: is compiled into the image and cannot be"),
    ("tests/two.h", TWO, "{}:1: is compiled into the image and cannot be"),
    ("../two.h", TWO, "{}:1: is compiled into the image and cannot be")))
def test_no_compiled_file_escapes_the_trace(tree, file, text, told,
                                            monkeypatch, capsys):
    (tree / file).parent.mkdir(exist_ok=True)
    (tree / file).write_text(text)
    replace(tree, "main.c", "#include <apexError.h>",
            f'#include <apexError.h>\n#include "{file}"')
    replace(tree, "main.c", "return 1;", "return two() - 1;")
    stale = tree / IMAGE.replace("hello.elf", "gone.c.d")
    stale.write_text("gone.c.o: gone.c /etc/passwd\n")
    status, output = make(tree, "image")
    assert status == 0, output
    no_kernel = kernel_of(tree / "none", monkeypatch)
    monkeypatch.undo()
    monkeypatch.setattr(outside, "Kernel", lambda: no_kernel)
    monkeypatch.chdir(tree)
    monkeypatch.setattr(sys, "argv", ["outside.py", "--image", IMAGE])
    outside.main()
    output = capsys.readouterr().out
    assert told.format(file) in output, output
    assert ("Requirements and trace   holds" in output) == (not told)
    page = tree / f"build/report/source/{file.replace('/', '.')}.html"
    assert page.exists() == (file in ("lib/two.h", "lib/t w.h"))


def test_tests_that_are_wrong_and_one_with_an_image_of_its_own(tree):
    replace(tree, EXPECTED, "hello", "hallo")
    bare = tree / "tests/system/bare"
    bare.mkdir()
    (bare / "expected.txt").write_text("hello\n")
    own = tree / "tests/system/own"
    own.mkdir()
    shutil.copy(tree / "config.c", own)
    (own / "expected.txt").write_text("hello\n")
    (own / "main.c").write_text(
        "/* Its own image.\n [itest->llr~line~1]\n Kind: robustness\n */\n\n"
        + re.sub(r"/\* \[.*\n", "", (tree / "main.c").read_text()))
    status, output = make(tree, "certify-report")
    assert status != 0 and "index.html: NOT all checks hold" in output
    assert f"{TEST}:1: greeting: failed" in output
    assert "tests/system/bare/test.md: is missing" in output
    assert "DRAFT" in of_application(
        (tree / "build/report/index.html").read_text())
    tests = json.loads((tree / "build/results/itest.json").read_text())["tests"]
    assert [(t["image"], t["verdict"]) for t in tests] == [
        ("build/aarch64/hello/hello.elf", "fail"),
        ("build/aarch64/own/own.elf", "pass")]


@pytest.mark.parametrize("config", ("XML", "default"))
def test_configuration_from_xml_and_by_default(tree, config):
    (tree / "config.c").unlink()
    if config == "XML":
        (tree / "module.xml").write_text(re.search(
            r"^```xml\n(.*?)^```$", (ROOT / "config/README.md").read_text(),
            re.M | re.S)[1])
    status, output = make(tree, "certify-report")
    assert status == 0, output
    assert ("  XML module.xml\n" in output) == (config == "XML")


def test_command_of_the_kernel_says_where(tree):
    """A target of the application's own Makefile has precedence."""
    for command in ("prove", "trace", "review", "impact", "certify-archive"):
        status, output = make(tree, command)
        assert status == 2 and (
            f"make {command}: a command of the kernel's folder: make -C {ROOT} "
            f"{command}; make help lists those of here") in output
    assert "No rule to make target" in make(tree, "prov")[1]
    with (tree / "Makefile").open("a") as file:
        file.write("trace:\n\t@echo own\n")
    assert make(tree, "-s", "trace") == (0, "own\n")


def test_image_that_does_not_build_is_told(tree):
    replace(tree, "main.c", "return 1;", "return;")
    status, output = make(tree, "certify-report")
    assert status != 0
    assert "build/results/itest.json is missing" in output


def kernel_of(folder, monkeypatch):
    monkeypatch.setattr(outside, "KERNEL", folder)
    return outside.Kernel()


def test_kernel_without_results_is_missing_not_good(tmp_path, monkeypatch):
    kernel = kernel_of(tmp_path, monkeypatch)
    assert kernel.verdict == "missing" and kernel.problems == [
        "not at hand: run `make certify-report` in the kernel's folder"]


@pytest.fixture(name="kernel", scope="module")
def fixture_kernel(tmp_path_factory):
    """A sound sample tree, committed, with results of its revision."""
    folder = sample_tree.make(tmp_path_factory.mktemp("kernel") / "tree")
    (folder / ".gitignore").write_text("build/\n")
    status, output = sample_tree.run("trace.py", folder, "--update")
    assert status == 0, output
    commit(folder)
    sample_tree.seal(folder)
    told(folder, **sample_tree.identity.current([], folder))
    return folder


def told(folder, **values):
    path = folder / "build/results/identity.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def test_kernel_whose_evidence_is_all_good_holds(kernel, monkeypatch):
    good = kernel_of(kernel, monkeypatch)
    assert (good.verdict, good.problems, good.dirty) == ("holds", [], False)
    assert len(good.checks) > 15
    assert {c.verdict for c in good.checks} == {"holds"}


@pytest.mark.parametrize("what, text", (
    ("dirty", "its tree has uncommitted changes"),
    ("revision", "its results are of revision 0000"),
    ("result", "does not hold: Requirements and trace, Second count, Unit")))
def test_kernel_whose_evidence_is_not_good_fails(kernel, tmp_path, what, text,
                                                 monkeypatch):
    folder = Path(shutil.copytree(kernel, tmp_path / "kernel"))
    if what == "dirty":
        (folder / "more.txt").write_text("")
    elif what == "revision":
        told(folder, revision="0" * 40)
    else:
        sample_tree.replace(folder, "build/results/utest.json",
                            '"robustness", "verdict": "pass"',
                            '"robustness", "verdict": "fail"')
    bad = kernel_of(folder, monkeypatch)
    assert bad.verdict == "fails"
    assert [p for p in bad.problems if p.startswith(text)], bad.problems

# SPDX-License-Identifier: Apache-2.0
"""What the documents say of the tree is so: commands, files, output, figures."""
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(p.relative_to(ROOT).as_posix() for p in (
    *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md"),
    *ROOT.glob("apps/*/README.md")))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def targets():
    """Targets of the makefiles, those without help too."""
    found = set()
    for path in (ROOT / "Makefile", ROOT / "longeron.mk",
                 *ROOT.glob("mk/*.mk")):
        for line in re.findall(r"^\.PHONY:(.*)$", path.read_text(), re.M):
            found |= set(line.split())
    return found


def test_help_lists_every_target_that_documents_name():
    listed = {line.split()[0] for line in subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True,
        check=True).stdout.splitlines()}
    named = set()
    for file in DOCUMENTS:
        text = (ROOT / file).read_text(encoding="utf-8")
        for command in re.findall(r"`make ([^`]+)`", text):
            named |= {w for w in command.split()
                      if re.fullmatch(r"[a-z][a-z-]*", w)}
    assert named and named <= targets(), named - targets()
    assert named <= listed, named - listed


@pytest.mark.parametrize("file", DOCUMENTS)
def test_links_and_named_files_exist(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    shown = set(re.findall(r"^`([\w./-]+)`:\n\n```", text, re.M))
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    folder = (ROOT / file).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if ":" not in target and not target.startswith("#"):
            assert (folder / target.partition("#")[0]).exists(), target
    names = r"`((?:src|include|apps|tests|req|docs|mk|trace|coverage|" \
        r"verification)/[\w./-]+)`"
    for name in set(re.findall(names, text)) - shown:
        made = ("verdict.csv", "reviews.csv", "reviewers.csv")
        assert (ROOT / name).exists() or name.endswith(made), name


@pytest.mark.parametrize("file", ("README.md", "apps/air_data/README.md"))
def test_output_of_the_example_is_its_expected_log(file):
    log = (ROOT / "apps/air_data/expected.txt").read_text().splitlines()
    text = (ROOT / file).read_text(encoding="utf-8")
    blocks = [b for b in re.findall(r"```\n(.*?)```", text, re.S)
              if b.startswith("t   0 s")]
    assert len(blocks) == 1
    place = 0
    for line in blocks[0].splitlines():
        if line != "...":
            place = log.index(line, place) + 1
    assert place == len(log)


def test_first_application_is_as_the_readme_says(tmp_path):
    app = ROOT / "apps/hello"
    log = (app / "expected.txt").read_text()
    for text in ((app / "main.c").read_text(), log):
        assert f"```\n{text}```\n" in README
    command = re.search(r"^make run APP=apps/hello$", README, re.M)[0]
    run = subprocess.run([*command.split(), "-s", f"BUILD={tmp_path}"],
                         cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [line for line in run.stdout.splitlines(keepends=True)
             if not re.match("  (CC|LD) ", line)]
    assert "".join(lines) == log


def test_readme_has_pictures_of_the_report_and_they_are_small():
    pictures = re.findall(r"!\[[^\]]+\]\((docs/images/[\w-]+\.png)\)", README)
    assert len(pictures) >= 2
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 200_000, picture


def test_figures_of_the_readme_are_those_of_sloc(tmp_path):
    for name in ("include", "src", "verification", "apps"):
        (tmp_path / name).symlink_to(ROOT / name)
    subprocess.run([ROOT / "verification/sloc.py", "--root", tmp_path],
                   capture_output=True, check=False)
    parts = json.loads((tmp_path / "build/results/sloc.json").read_text())[
        "parts"]
    told = re.search(r"\*\*Small\*\*: ([\d,]+) lines of kernel with its "
                     r"headers and port contract, ([\d,]+) of APEX, ([\d,]+) "
                     r"of AArch64 port", README)
    assert told, "README.md: the line on size has another form"
    found = [next(p["sloc"] for p in parts if p["part"].startswith(key))
             for key in ("kernel", "APEX", "port aarch64")]
    assert [int(n.replace(",", "")) for n in told.groups()] == found


def test_number_of_objectives_is_that_of_the_list():
    entries = yaml.safe_load((ROOT / "verification/objectives.yaml").read_text(
        encoding="utf-8"))["objectives"]
    mine = [e for e in entries if e["id"].startswith("A-")]
    told = re.findall(r"(\d+) objectives of DO-178C", README)
    assert told and set(map(int, told)) == {len(mine)}
    told = re.findall(r"(\d+) that DO-333 adds", README)
    assert told and set(map(int, told)) == {len(entries) - len(mine)}


RESULT = re.compile(
    r"(?<![:\d])\b\d[\d,]* (?:mutants|(?:system|unit) tests|goals|"
    r"sabotages|survivors|deviations|findings)\b")     # not of C:2012


@pytest.mark.parametrize("file", (*DOCUMENTS, *(
    f"verification/{n}.yaml" for n in ("objectives", "tools", "problems"))))
def test_no_figure_of_a_result_stands_in_prose(file):
    """The report counts them; in prose they would go stale."""
    found = RESULT.findall((ROOT / file).read_text(encoding="utf-8"))
    assert set(found) <= {"100 sabotages"}, file       # a requirement


def test_bootstrap_without_root_says_what_it_needs(tmp_path):
    shutil.copy(ROOT / "bootstrap", tmp_path)
    (tmp_path / "packages.txt").write_text("# some\nno-such-package\n")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, text in (("id", "echo 1000"), ("apt-get", "echo CALLED")):
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        ["./bootstrap"], cwd=tmp_path, capture_output=True, text=True,
        check=False, env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"})
    assert done.returncode == 1
    assert "no-such-package" in done.stdout
    assert "this needs root; please run: sudo ./bootstrap" in done.stderr
    assert "CALLED" not in done.stdout


def test_bootstrap_installs_what_is_missing_alone(tmp_path):
    shutil.copy(ROOT / "bootstrap", tmp_path)
    for name, text in (("packages.txt", "given\nno-such-package\nthere\n"),
                       ("package-lock.json", "{}")):
        (tmp_path / name).write_text(text)
    tools = tmp_path / "bin"
    tools.mkdir()
    state = "install ok installed,there,other, given (= 1)"
    for name, text in (
            ("id", "echo 0"), ("apt-get", 'echo "APT $*"'),
            ("dpkg-query", f"echo '{state}'"),
            ("npm", 'echo "NPM $*"; mkdir node_modules; '
                    "touch node_modules/.package-lock.json")):
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    os.utime(tmp_path / "package-lock.json", (0, 0))
    first, second = (subprocess.run(
        ["./bootstrap"], cwd=tmp_path, capture_output=True, text=True,
        check=True, env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    ).stdout.splitlines() for _ in range(2))
    installed = "APT install -y -qq --no-install-recommends no-such-package"
    assert installed in first
    assert [line for line in first if line.startswith("NPM ci ")]
    assert "bootstrap: all packages of package-lock.json are installed" in second
    assert not [line for line in second if line.startswith("NPM")]


def test_lock_of_npm_names_versions_and_no_address():
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text and "http" not in text
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads(text)["packages"]
    assert wanted == {name: locked[f"node_modules/{name}"]["version"]
                      for name in wanted}


@pytest.mark.parametrize("argument, status", [("--help", 0), ("now", 2)])
def test_bootstrap_with_an_argument_says_what_it_does(argument, status):
    done = subprocess.run(["./bootstrap", argument], cwd=ROOT, check=False,
                          capture_output=True, text=True)
    assert done.returncode == status
    assert "usage: ./bootstrap" in done.stdout


def test_packages_are_sorted_and_there_once():
    lines = [l for l in (ROOT / "packages.txt").read_text().splitlines()
             if not l.startswith("#")]
    assert lines == sorted(set(lines))


def test_no_claim_of_certification():
    for file in DOCUMENTS:
        for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
            assert not re.search(r"\bis (DO-178C )?(certified|qualified|"
                                 r"compliant)\b", line), f"{file}: {line}"

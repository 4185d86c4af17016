# SPDX-License-Identifier: Apache-2.0
"""docs/apex-guide.md, followed in an empty folder: its files are written, its
commands run in their order, and what they print is what it says. Each service
that a header declares is in a table of the guide, and its examples run it."""
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/apex-guide.md").read_text(encoding="utf-8")
HEADERS = "".join(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
                  for path in sorted((ROOT / "include").glob("*/*.h")))
SERVICES = {name for path in (ROOT / "include/apex").glob("*.h")
            for name in re.findall(r"^\w[\w *]*\b([A-Z_]+)\(", re.sub(
                r"/\*.*?\*/", "", path.read_text(), flags=re.S), re.M)}
CODES = ("NO_ERROR", "NO_ACTION", "NOT_AVAILABLE", "INVALID_PARAM",
         "INVALID_CONFIG", "INVALID_MODE", "TIMED_OUT")
QEMU = "qemu-system-aarch64"


class Step(NamedTuple):
    line: int           # of the guide
    file: str           # that the text goes to; none: it is a command
    text: str
    output: str = ""    # of the command


def steps_of(guide):
    """A block goes to the file which the paragraph before it begins with, else
    to that of the block before; a line with `$` is a command."""
    found, file = [], None
    parts = re.split(r"^```\n", guide, flags=re.M)
    assert len(parts) % 2, "a block has no end"
    line = 1
    for prose, block in zip(parts[::2], parts[1::2]):
        line += prose.count("\n") + 1
        paragraph = prose.strip().rpartition("\n\n")[2]
        name = re.match(r"`([\w./]+)`", paragraph)
        if block.startswith("$ "):
            for text in re.split(r"^\$ ", block, flags=re.M)[1:]:
                found.append(Step(line, "", *text.split("\n", 1)))
                line += text.count("\n")
        else:
            file = name[1] if name else file
            found.append(Step(line, file, block))
            line += block.count("\n")
        line += 1
    return found


STEPS = steps_of(GUIDE)
COMMANDS = [step for step in STEPS if not step.file]


def follow(steps, folder):
    """The output of each command, by line of the guide: that which make
    compiles and links is not in it, errors are."""
    printed = {}
    for step in steps:
        if step.file:
            path = folder / step.file
            before = path.read_text() + "\n" if path.exists() else ""
            path.write_text(before + step.text)
        else:
            run = subprocess.run(["sh", "-c", step.text], cwd=folder,
                                 stdout=subprocess.PIPE, text=True,
                                 stderr=subprocess.STDOUT, check=False)
            status = f"status {run.returncode}\n" if run.returncode else ""
            printed[step.line] = status + re.sub(
                r"^  (?:CC|LD|XML) .*\n", "", run.stdout, flags=re.M)
    return printed


@pytest.fixture(name="followed", scope="module")
def fixture_followed(tmp_path_factory):
    """What the commands print, and the functions that the images execute: a
    QEMU in front of the real one lets it write them down."""
    top = tmp_path_factory.mktemp("guide")
    (top / "longeron").symlink_to(ROOT)
    for name in ("guide", "bin", "executed"):
        (top / name).mkdir()
    (top / "bin" / QEMU).write_text(
        f'#!/bin/sh\nexec {shutil.which(QEMU)} "$@" -d in_asm '
        f"-D {top}/executed/$$\n")
    (top / "bin" / QEMU).chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{top}/bin:{os.environ['PATH']}")
        printed = follow(STEPS, top / "guide")
    executed = {name for log in (top / "executed").iterdir()
                for name in re.findall(r"^IN: (\w+)", log.read_text(), re.M)}
    return printed, executed


@pytest.mark.parametrize("step", COMMANDS, ids=lambda step: step.text)
def test_command_prints_what_the_guide_says(followed, step):
    assert followed[0][step.line] == step.output, f"apex-guide.md:{step.line}"


def test_every_service_is_run_by_an_example(followed):
    assert len(SERVICES) > 30
    assert sorted(SERVICES - followed[1]) == []


TABLES = GUIDE[GUIDE.index("## Services by group"):]
ROWS = [(names.split(", "), text) for names, text in
        re.findall(r"^\| ([A-Z_, ]+) \| (.*) \|$", TABLES, re.M)]


def test_tables_name_the_services_that_there_are():
    told = [name for names, _ in ROWS for name in names]
    assert sorted(SERVICES.symmetric_difference(told)) == []
    assert len(told) == len(SERVICES)


def test_codes_in_the_tables_are_those_of_the_services():
    services = (ROOT / "docs/apex-services.md").read_text(encoding="utf-8")
    codes = dict(re.findall(r"^\| \[(\w+)\]\(.*\| yes \|([^|]*)\|",
                            services, re.M))
    for names, text in ROWS:
        told = set(re.findall("|".join(CODES), text))
        answered = re.findall(r"\w+", "".join(codes[name] for name in names))
        assert told <= {"NO_ERROR", *answered}, names


def test_prose_names_what_there_is():
    prose = re.sub(r"^```\n.*?^```$", "", GUIDE, flags=re.M | re.S)
    told = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", prose))
    assert len(told) > len(SERVICES)
    assert told - set(re.findall(r"\w+", HEADERS)) == {
        "RUN_SECONDS", "SET_PRIORITY"}      # of make; absent, and said so


PLANTED = """`a.txt`, a file:

```
one
```

and its end

```
two
```

```
$ cat a.txt
one

two
$ echo lost >&2; false
```
"""


def test_what_commands_print_and_their_status_are_told(tmp_path):
    steps = steps_of(PLANTED)
    assert [step.line for step in steps] == [4, 10, 14, 18]
    assert steps[2].output == "one\n\ntwo\n"
    assert follow(steps, tmp_path) == {
        14: "one\n\ntwo\n", 18: "status 1\nlost\n"}

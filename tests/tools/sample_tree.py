# SPDX-License-Identifier: Apache-2.0
"""A small sound tree to plant faults in."""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "trace"))
import identity  # noqa: E402
from longeron_trace import inputs  # noqa: E402
from longeron_trace import objectives as inventory  # noqa: E402

DATE = "2000-01-01T12:00:00Z"
REVISION = "5a" * 20    # of a tree that is in no repository
# An executable for AArch64, as far as trace/identity.py looks; and a program.
BUILT = {"build/aarch64/tests/boot_01/image.elf":
         b"\x7fELF" + bytes(12) + b"\x02\x00\xb7\x00",
         "build/host/tests/unit/kernel/test_pick": b"a program"}


def make(folder):
    """Copy the sample tree into folder and put its results in place."""
    folder = Path(folder)
    shutil.copytree(HERE / "data/tree", folder, dirs_exist_ok=True)
    (folder / "build").mkdir()
    (folder / "results").rename(folder / "build/results")
    for file, content in BUILT.items():
        (folder / file).parent.mkdir(parents=True)
        (folder / file).write_bytes(content)
    (folder / "verification").mkdir(exist_ok=True)
    (folder / "verification/objectives.yaml").write_text(
        objectives(), encoding="utf-8")
    for name in ("problems", "evidence-rules"):
        (folder / f"verification/{name}.yaml").write_text("[]\n")
    (folder / "verification/tools.yaml").write_text("ours: []\nothers: []\n")
    (folder / "docs/plans").mkdir(parents=True)
    (folder / "docs/plans/plan.md").write_text(plan(), encoding="utf-8")
    return seal(folder)


def inputs_of(tree, name):
    """As if the tree were committed."""
    return {**inputs.current(tree, name), "run revision": REVISION,
            "run tree": "as committed"}


def seal(tree):
    """Say of each result that it is of this tree as it is now."""
    for name in inputs.RESULTS:
        path = tree / f"build/results/{name}.json"
        if path.is_file():
            said = f'"inputs": {json.dumps(inputs_of(tree, name))}'
            text = path.read_text(encoding="utf-8")
            if '"inputs"' in text:
                text = re.sub(r'"inputs": \{[^}]*\}', lambda _: said,
                              text)
            elif text.startswith("{") and text != "{}":
                text = "{" + f"{said}, {text[1:]}"
            path.write_text(text, encoding="utf-8")
    return tree


def commit(tree):
    """As if the tree were committed, and its identity recorded; what a test
    planted there is left. A repository that a test made is left, too."""
    def git(*command):
        return subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *command],
            cwd=tree, capture_output=True, text=True, check=False, env={
                **os.environ, "GIT_AUTHOR_DATE": DATE,
                "GIT_COMMITTER_DATE": DATE}).stdout.strip()

    mark = tree / ".git/sample"
    if not (tree / ".git").exists():
        git("init", "-q", "--template=")
        mark.touch()
    path = tree / identity.FILE
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    if not mark.exists() or "tools" not in told:
        return
    git("add", "-A", "--", ".", ":!build")
    git("commit", "-q", "-m", "sample")
    names = {t["name"] for t in told["tools"]}
    now = identity.current([t for t in identity.TOOLS if t[0] in names], tree)
    path.write_text(json.dumps({**now, **{
        key: told[key] for key in ("dirty", "commands")}}), encoding="utf-8")


def run(tool, tree, *options):
    """Exit status and all output of a tool of trace/; results are of the tree."""
    seal(tree)
    if tool in ("report.py", "pdf.py"):
        commit(tree)
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace" / tool, "--root", tree, *options],
        capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


# Objective: state, evidence; what is not here is open and has none.
AIMED = {
    "A-7.4": ("met", ("{page: matrix.html}",
                      "{result: trace, key: untested}",
                      "{result: verify, key: ok}")),
    "A-7.7": ("partly", (
        "{page: coverage.html}", "{file: src/kernel/pick.c}",
        "{result: coverage, key: gaps}",
        "{result: coverage, key: scopes.merged.totals.lines_hit, "
        "equals: scopes.merged.totals.lines}")),
    "A-3.4": ("open", ("{result: trace, key: ok}", "{page: srd.html}")),
    "A-9.5": ("needs a person", ()),
    "A-8.1": ("met", ("{result: identity, key: dirty, is: false}",)),
}


def objectives():
    """All objectives, with the levels of this project's own list."""
    listed = yaml.load((ROOT / "verification/objectives.yaml").read_text(
        encoding="utf-8"), Loader=yaml.CSafeLoader)["objectives"]
    lines = ["objectives:"]
    for entry in listed:
        state, evidence = AIMED.get(entry["id"], ("open", ()))
        lines += [f"- id: {entry['id']}", "  title: a title"]
        lines += [f"  {field}: {entry[field]}"
                  for field in ("levels", "independent") if field in entry]
        lines += [f"  closed_by: {entry['closed_by']}", f"  state: {state}",
                  "  why: a reason", "  evidence:" if evidence else ""]
        lines += [f"  - {item}" for item in evidence]
        lines += ["  person: signature"]
    return "\n".join(line for line in lines if line) + "\n"


def plan():
    """A section that serves the first objective, and one for all others."""
    names = [n for of in inventory.expected() for n in of]
    return ("# Plan\n\n## First\n\nText.\n\nObjectives: A-1.1\n\n## Others\n\n"
            f"Objectives: {', '.join(names[1:])}\n")


def replace(tree, file, old, new):
    """Plant one change; the old text must be there exactly once."""
    path = tree / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file}: {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(tree, file, text):
    """The number of the first line of file that contains text."""
    lines = (tree / file).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)

# SPDX-License-Identifier: Apache-2.0
"""A small sound tree to plant faults in."""
import shutil
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def make(folder):
    """Copy the sample tree into folder and put its results in place."""
    folder = Path(folder)
    shutil.copytree(HERE / "data/tree", folder, dirs_exist_ok=True)
    (folder / "build").mkdir()
    (folder / "results").rename(folder / "build/results")
    return folder


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

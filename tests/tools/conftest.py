# SPDX-License-Identifier: Apache-2.0
"""What several files of tests plant their faults in."""
import os
import shutil
from pathlib import Path

import pytest
from sample_tree import make, run

# of `make -j2 test`: the makes that tests start have no share in its jobs, and
# say no folders
for name in ("MAKEFLAGS", "MAKELEVEL"):
    os.environ.pop(name, None)
# A file of tests has one worker: what takes longest begins first.
LONG = ("test_prove", "test_trace", "test_mutate", "test_report",
        "test_objectives")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda i: LONG.index(i.path.stem) if i.path.stem in LONG
               else len(LONG))


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    """The sample tree with an accepted trace; tests change copies of it."""
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    assert run("trace.py", tree, "--update")[0] == 0
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))

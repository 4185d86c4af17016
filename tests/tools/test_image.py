# SPDX-License-Identifier: Apache-2.0
"""Images: the same bytes anywhere, from any Makefile, and without a heap."""
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "tests/system/config.c"
MAIN = "int main(void)\n{\n    return 0;\n}\n"


def make(folder, *arguments):
    return subprocess.run(["make", "-C", folder, *arguments],
                          capture_output=True, text=True, check=False)


def application(folder, main=MAIN, **more):
    """An application outside this repository."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.c").write_text(main)
    shutil.copy(CONFIG, folder)
    (folder / "Makefile").write_text(f"include {ROOT}/longeron.mk\n")
    for name, text in more.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def copy(folder):
    """What an image is made from, in another folder."""
    folder.mkdir(parents=True)
    for name in ("Makefile", "longeron.mk"):
        shutil.copy(ROOT / name, folder)
    for name in ("mk", "include", "src", "tests/system"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_same_bytes_in_another_folder(tmp_path):
    name = "build/aarch64/port_02/port_02.elf"
    images = []
    for folder in ("a", "much/longer/name"):
        built = copy(tmp_path / folder)
        run = make(built, "image", "APP=tests/system/port_02")
        assert run.returncode == 0, run.stderr
        images.append((built / name).read_bytes())
    assert images[0] == images[1]
    assert str(tmp_path).encode() not in images[0]


def test_makefile_of_an_application(tmp_path):
    folder = application(tmp_path / "app")
    run = make(folder, "run")
    assert "longeron: main() ended before NORMAL" in run.stdout, run.stderr
    assert run.returncode != 0


@pytest.mark.parametrize("main, fp", [
    ("void *malloc(unsigned long n);\n"
     "int main(void)\n{\n    return malloc(4) != 0;\n}\n", 1),
    ("__attribute__((noinline)) static void free(void *p)\n"
     "{\n    __asm__ volatile(\"\" ::\"r\"(p));\n}\n"
     "int main(void)\n{\n    free((void *)1);\n    return 0;\n}\n", 0),
])
def test_heap_fails_the_build(tmp_path, main, fp):
    folder = application(tmp_path / "app", main, app_mk=f"FP := {fp}\n")
    run = make(folder, "image")
    assert run.returncode != 0
    assert "has the heap symbol" in run.stderr
    assert not (folder / "build/aarch64/app/app.elf").exists()


def test_missing_application(tmp_path):
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "Makefile").write_text(f"include {ROOT}/longeron.mk\n")
    run = make(folder, "image")
    assert run.returncode != 0 and "main.c: is missing" in run.stderr


def test_wrong_setting(tmp_path):
    folder = application(tmp_path / "app", app_mk="FP := yes\n")
    run = make(folder, "image")
    assert run.returncode != 0 and 'FP is 0 or 1, not "yes"' in run.stderr


def test_full_region_names_itself(tmp_path):
    main = ("static volatile char big[0x200000];\n"
            "int main(void)\n{\n    big[1] = 1;\n    return big[2];\n}\n")
    run = make(application(tmp_path / "app", main), "image")
    assert run.returncode != 0
    assert "image too large: variables exceed 2 MiB" in run.stderr

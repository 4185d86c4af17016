# SPDX-License-Identifier: Apache-2.0
"""A result of an older tree is no evidence, and the message says what changed."""
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_tree import ROOT, commit, inputs, inputs_of, make, run, seal


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    assert run("trace.py", tree, "--update")[0] == 0
    commit(seal(tree))
    return tree


@pytest.fixture(name="tree")
def fixture_tree(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "tree"))


def as_it_is(tool, tree, *options):
    """Like run, but results stay those of the tree before the change."""
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace" / tool, "--root", tree, *options],
        capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_trace_of_an_older_result_fails(tree):
    assert as_it_is("trace.py", tree)[0] == 0
    with (tree / "src/kernel/pick.c").open("a", encoding="utf-8") as file:
        file.write("/* no more than a comment */\n")
    status, output = as_it_is("trace.py", tree)
    assert status == 1
    for name, command in (("proof", "prove"), ("utest", "test"),
                          ("itest", "test")):
        assert (f"build/results/{name}.json:1: made from another tree: "
                "src/kernel/pick.c changed since\n"
                f"    cure: run `make {command}`") in output
    assert as_it_is("trace.py", tree, "--static")[0] == 0


def test_report_of_an_older_result_fails(tree):
    assert as_it_is("report.py", tree)[0] == 0
    (tree / "verification/misra-deviations.yaml").write_text("[]\n")
    status, output = as_it_is("report.py", tree)
    assert status == 1
    assert ("build/results/misra.json:1: made from another tree: "
            "verification/misra-deviations.yaml changed since") in output
    assert "cure: run `make misra`" in output
    assert "results/bench.json:1: made" not in output


def test_trace_result_rests_on_the_other_results(tree):
    with (tree / "build/results/utest.json").open("a") as file:
        file.write("\n")
    _, output = as_it_is("report.py", tree)
    assert ("build/results/trace.json:1: made from another tree: "
            "build/results/utest.json changed since") in output


def test_result_without_inputs_fails(tree):
    path = tree / "build/results/proof.json"
    result = json.loads(path.read_text())
    del result["inputs"]
    path.write_text(json.dumps(result))
    status, output = as_it_is("trace.py", tree)
    assert status == 1
    assert "proof.json:1: it does not say what it is made from" in output


@pytest.mark.parametrize("what", ("new", "gone", "package", "of another row"))
def test_each_change_of_inputs_is_named(tree, what):
    made = inputs_of(tree, "layers")
    if what == "new":
        (tree / "src/kernel/more.c").write_text("")
        named = "src/kernel/more.c"
    elif what == "gone":
        (tree / "src/kernel/pick.c").unlink()
        named = "src/kernel/pick.c"
    elif what == "package":
        made[named := "package clang-19"] = "1"
    else:
        del made[named := "package clang-19"]
    assert inputs.changed(tree, "layers", {"inputs": made}) == (
        f"made from another tree: {named} changed since")


def test_result_says_of_which_revision_and_command_it_is(tree):
    """A kept result stays good in a later revision; its files decide."""
    def git(*command):
        return subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", tree,
             *command], capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "sound")
    layers = [ROOT / "verification/layers.py", "--root", tree]
    told = []
    for text in ("", "late"):
        (tree / "README.md").write_text(text)
        git("add", ".")
        if not text:
            git("commit", "-qm", "readme")
        subprocess.run(layers, capture_output=True, check=True)
        result = json.loads((tree / "build/results/layers.json").read_text())
        told.append(result["inputs"])
    revision = git("rev-parse", "HEAD").strip()
    assert [(t["run revision"], t["run tree"], t["run command"])
            for t in told] == [
        (revision, "as committed", "verification/layers.py --root ."),
        (revision, "uncommitted changes: DRAFT",
         "verification/layers.py --root .")]
    git("commit", "-qm", "late")
    assert inputs.changed(tree, "layers", result) == ""
    as_it_is("report.py", tree)
    page = (tree / "build/report/identity.html").read_text()
    assert (f"<tr><td>layers<td><code>{revision[:12]}</code><td>uncommitted "
            "changes: DRAFT<td><code>verification/layers.py --root .</code></tr>") in page


@pytest.mark.parametrize("key, value, told", (
    ("run revision", None, "of which git revision it is; make it in a clone"),
    ("run revision", "none", "of which git revision it is; make it in a clone"),
    ("run tree", None, "it does not say the tree of its run"),
    ("run command", "", "it does not say the command of its run")))
def test_result_that_does_not_say_its_run_is_refused(tree, key, value, told):
    path = tree / "build/results/proof.json"
    result = json.loads(path.read_text())
    result["inputs"][key] = value
    if value is None:
        del result["inputs"][key]
    path.write_text(json.dumps(result))
    for tool in ("trace.py", "report.py"):
        status, output = as_it_is(tool, tree)
        assert status == 1
        assert "build/results/proof.json:1: " in output and told in output
        assert "cure: run `make prove`" in output


def test_result_has_the_hash_of_each_image_that_ran(tree):
    image = tree / "build/aarch64/bench_one/bench_one.elf"
    image.parent.mkdir(parents=True)
    image.write_bytes(b"one")
    made = inputs_of(tree, "bench")
    key = "run image build/aarch64/bench_one/bench_one.elf"
    assert made[key] == hashlib.sha256(b"one").hexdigest()
    assert inputs.changed(tree, "bench", {"inputs": made}) == ""
    image.write_bytes(b"another")
    assert inputs.changed(tree, "bench", {"inputs": made}) == (
        "build/aarch64/bench_one/bench_one.elf is not the image that ran")
    image.unlink()
    assert inputs.changed(tree, "bench", {"inputs": made}) == (
        "build/aarch64/bench_one/bench_one.elf is missing: it ran")
    image.write_bytes(b"one")
    del made[key]
    assert inputs.changed(tree, "bench", {"inputs": made}) == (
        "build/aarch64/bench_one/bench_one.elf is not recorded as an image "
        "that ran")


@pytest.mark.parametrize("name, ran", (
    ("objcov", ("aarch64/boot_01", "objcov")),
    ("limits", ("aarch64/air_data", "aarch64/boot_01", "aarch64/hello",
                "objcov")),
    ("analyse", ("aarch64/air_data", "aarch64/hello", "analyse")),
    ("bench", ("aarch64/bench_x",)),
    ("coverage", ("coverage/target/boot_01", "coverage/target-gcc/boot_01"))))
def test_images_are_those_that_ran(tree, name, ran):
    for folder in ("aarch64/bench_x", "aarch64/boot_01", "aarch64/old_01",
                   "aarch64/hello", "aarch64/air_data", "objcov", "analyse",
                   "coverage/target/boot_01", "coverage/target-gcc/boot_01"):
        path = tree / "build" / folder / (
            f"{Path(folder).name}.elf" if "/" in folder else "whole.elf")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"an image")
    assert tuple(Path(k.removeprefix("run image build/")).parent.as_posix()
                 for k in inputs.images(tree, name)) == ran


def test_command_has_the_variables_of_make(tmp_path):
    (tmp_path / "Makefile").write_text(
        "all:\n\t@PYTHONPATH=" + str(ROOT / "trace") + " /usr/bin/python3 -c "
        "'from longeron_trace import inputs; import os; "
        "print(inputs.variables(os.environ[\"MAKEFLAGS\"]))'\n")
    for given, told in (([], []), (["-j2", "A=x y", "B=$$1"],
                                   ["A=x y", "B=$$1"])):
        done = subprocess.run(["make", *given], cwd=tmp_path, check=True,
                              capture_output=True, text=True)
        assert sorted(eval(done.stdout)) == told


def test_modules_that_a_tool_imports_are_inputs():
    made = inputs.current(ROOT, "proof")
    for file in ("verification/prove.py", "trace/longeron_trace/acsl.py",
                 "trace/longeron_trace/problem.py"):
        assert file in made
    assert "verification/layers.py" in inputs.current(ROOT, "analyse")
    assert "tests/system/run.py" in inputs.current(ROOT, "coverage")
    assert "coverage/decisions.py" in inputs.current(ROOT, "coverage")
    # Imported in parentheses, on a second line.
    assert "trace/longeron_trace/reqif.py" in inputs.modules(
        ROOT, "trace/report.py")


@pytest.mark.parametrize("name", inputs.RESULTS)
def test_each_row_names_what_there_is(name):
    """A pattern or package that matches nothing would watch nothing."""
    _, tools, patterns, packages = inputs.RESULTS[name]
    assert all((ROOT / tool).is_file() for tool in tools)
    assert [p for p in patterns if not p.startswith("build/")
            and not list(ROOT.glob(p))] == []
    assert [p for p in packages if p not in inputs.versions()] == []

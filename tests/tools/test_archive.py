# SPDX-License-Identifier: Apache-2.0
"""An archive names each file that was tampered with; the checker stands alone."""
import copy
import hashlib
import importlib.util
import io
import json
import marshal
import re
import shutil
import subprocess
import sys
import tarfile

import pytest
from sample_tree import ROOT, make, run, seal

sys.path.insert(0, str(ROOT / "trace"))
import archive  # noqa: E402
import check_archive  # noqa: E402
import identity  # noqa: E402

LOG = "build/results/log/boot_01.txt"


def git(tree, *arguments):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments],
        cwd=tree, check=True, capture_output=True, text=True).stdout.strip()


def identify(tree):
    seal(tree)
    subprocess.run(["/usr/bin/python3", ROOT / "trace/identity.py", "prove=0"],
                   cwd=tree, check=True)


@pytest.fixture(name="tree", scope="module")
def fixture_tree(tmp_path_factory):
    tree = make(tmp_path_factory.mktemp("sound") / "tree")
    (tree / "trace").mkdir(exist_ok=True)
    for name in ("verify.py", "check_archive.py"):
        shutil.copy(ROOT / "trace" / name, tree / "trace")
    (tree / ".gitignore").write_text("build\n")
    assert run("trace.py", tree, "--update")[0] == 0
    git(tree, "init", "-q")
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "all")
    identify(tree)
    archive.render(tree, tree / archive.REPORT)
    return tree


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tree):
    status, output = run("archive.py", tree)
    assert status == 0, output
    return tree / re.search(r"build/\S+\.tar", output)[0]


def check(archive, *options):
    done = subprocess.run(
        ["/usr/bin/python3", "-I", ROOT / "trace/check_archive.py", archive,
         *options], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def again(sound, out, change):
    """Write the archive anew; change(member, data) gives what stands there."""
    with tarfile.open(sound) as old, tarfile.open(out, "w") as new:
        for member in old:
            data = old.extractfile(member).read()
            for part, content in change(member, data):
                part.size = len(content)
                new.addfile(part, io.BytesIO(content))
    return out


def other(member, **fields):
    made = copy.copy(member)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def test_sound_archive_is_counted_again(sound):
    status, output = check(sound)
    assert status == 0, output
    assert "totals as counted" in output and "DRAFT" not in output
    digest = re.search(r"([0-9a-f]{64})  MANIFEST.sha256", output)[1]
    assert check(sound, "--manifest", digest)[0] == 0
    assert check(sound, "--manifest", "0" * 64)[0] == 1


def test_archive_is_the_same_each_time(tree, sound):
    first = sound.read_bytes()
    assert run("archive.py", tree)[0] == 0
    assert sound.read_bytes() == first
    with tarfile.open(sound) as archive:
        members = archive.getmembers()
    assert [m.name for m in members] == sorted(m.name for m in members)
    assert {(m.mtime, m.uid, m.gid, m.uname) for m in members} == {
        (0, 0, 0, "")}


LINKS = {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}
TAMPERED = {
    "changed": (lambda m, d: [(m, d + b"x")], f"{LOG}: changed"),
    "missing": (lambda m, d: [], f"{LOG}: missing"),
    "added": (lambda m, d: [(m, d), (other(m, name=m.name + ".more"), d)],
              f"{LOG}.more: added"),
    "duplicated": (lambda m, d: [(m, d), (other(m), d)], f"{LOG}: duplicated"),
    "bad, then good": (lambda m, d: [(m, b"x"), (other(m), d)],
                       f"{LOG}: changed"),
    "good, then bad": (lambda m, d: [(m, d), (other(m), b"x")],
                       f"{LOG}: changed: two contents"),
    "linked": (lambda m, d: [(other(m, **LINKS), b"")], f"{LOG}: linked"),
    "hard link": (lambda m, d: [(other(m, type=tarfile.LNKTYPE,
                                       linkname=m.name), b"")],
                  f"{LOG}: linked"),
    "up": (lambda m, d: [(m, d), (other(m, name="../x"), d)],
           "'../x': odd path"),
    "absolute": (lambda m, d: [(m, d), (other(m, name="/x"), d)],
                 "'/x': odd path"),
    "dot": (lambda m, d: [(m, d), (other(m, name=m.name.replace(
        "/build", "/./build")), d)], "odd path")}


@pytest.mark.parametrize("kind", TAMPERED)
def test_what_was_tampered_with_is_named(sound, tmp_path, kind):
    change, text = TAMPERED[kind]
    bad = again(sound, tmp_path / "bad.tar", lambda m, d: change(m, d)
                if m.name.endswith(LOG) else [(m, d)])
    status, output = check(bad)
    assert status == 1 and text in output, output
    assert "cure: " in output


def test_data_behind_the_end_is_named(sound, tmp_path):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(sound.read_bytes() * 2)
    status, output = check(bad)
    assert status == 1 and "added: data behind" in output


@pytest.mark.parametrize("file, text", (
    (LOG, f"{LOG}: not the file that the results name"),
    ("src/kernel/pick.c", "the sources are not those of revision"),
    ("COMMIT", "COMMIT: changed: not the revision"),
    ("build/results/bench.json",
     "build/results/bench.json: not the file that the results name"),
    ("build/report/matrix.html", "trace/verify.py: counts otherwise")))
def test_new_manifest_does_not_help(sound, tmp_path, file, text):
    def change(member, data):
        if member.name.endswith("/" + file):
            return [(member, b"x" + (data if file == "COMMIT" else b""))]
        if member.name.endswith("/MANIFEST.sha256"):
            new = b"x" + (commit if file == "COMMIT" else b"")
            data = re.sub(rf"^\w+(?=  {re.escape(file)}$)", hashlib.sha256(
                new).hexdigest(), data.decode(), flags=re.M).encode()
        return [(member, data)]
    with tarfile.open(sound) as archive:
        commit = next(archive.extractfile(m).read() for m in archive
                      if m.name.endswith("/COMMIT"))
    status, output = check(again(sound, tmp_path / "bad.tar", change))
    assert status == 1 and text in output, output


@pytest.mark.parametrize("file, text", (
    ("build/aarch64/tests/boot_01/image.elf",
     "boot_01/image.elf: missing: a result names this file"),
    ("build/results/bench.json",
     "build/results/bench.json: missing: a result names this file"),
    ("COMMIT", "COMMIT: missing: build/results/identity.json tells of")))
def test_what_is_recorded_may_not_be_left_out(sound, tmp_path, file, text):
    """With its line of the manifest; without COMMIT no source is compared."""
    def change(member, data):
        if member.name.endswith("/MANIFEST.sha256"):
            data = re.sub(rf"^\w+  {re.escape(file)}\n", "", data.decode(),
                          flags=re.M).encode()
        return [(member, data)] * (not member.name.endswith("/" + file))
    status, output = check(again(sound, tmp_path / "bad.tar", change))
    assert status == 1 and text in output, output


def test_dirty_tree_is_a_draft(tree, sound, tmp_path):
    twin = shutil.copytree(tree, tmp_path / "tree")
    (twin / "src/kernel/more.c").write_text("")
    identify(twin)
    archive.render(twin, twin / archive.REPORT)
    status, output = run("archive.py", twin)
    assert status == 0 and "-DRAFT-FAILING.tar" in output, output
    draft = twin / re.search(r"build/\S+\.tar", output)[0]
    status, output = check(draft)
    assert status == 0 and "DRAFT: the sources are of no revision" in output


def test_report_with_checks_that_do_not_hold_is_marked(tree, sound):
    """The file's name and the checker say so; the sample lacks data of tools."""
    overview = (tree / "build/report/index.html").read_text(encoding="utf-8")
    told = check_archive.failing(overview)
    assert re.fullmatch(r"FAILING: 1 of \d+ checks of the report do not hold: "
                        "Data of tools", told)
    assert sound.name.endswith("-FAILING.tar") and told in check(sound)[1]
    good = overview.replace("✗ fails", "✓ holds")
    assert check_archive.failing(good) == ""
    assert check_archive.failing("").startswith("FAILING: build/report/index")


def test_report_that_was_altered_is_not_packed(tree, tmp_path):
    """Each alone; the last by `make certify-archive`."""
    report, kept = tree / archive.REPORT, tmp_path / "kept"
    shutil.copytree(report, kept)
    assert not list(archive.altered(tree, kept))
    for file, content, told in (
            ("index.html", b"more", "altered"), ("trace.csv", b"", "altered"),
            ("trace.reqif", b"more", "altered"),
            ("report.pdf", b"more", "altered"),
            ("source/src.kernel.pick.c.html", None, "missing"),
            ("more.html", b"more", "added")):
        path = report / file
        before = path.read_bytes() if path.is_file() else None
        write(path, content)
        names = list(archive.altered(tree, kept))
        assert [n.partition(": the")[0] for n in names] == [
            f"build/report/{file}:1: {told}"]
        if told == "added":
            status, output = run("archive.py", tree)
            assert status == 1 and names[0] in output and "cure" in output
        write(path, before)


def test_bytecode_of_before_is_not_taken(tree, tmp_path, monkeypatch):
    source, mark = ROOT / "trace/longeron_trace/__init__.py", tmp_path / "mark"
    told = source.stat()
    forged = tmp_path / "cache" / str(source.parent)[1:] / (
        f"__init__.{sys.implementation.cache_tag}.pyc")
    forged.parent.mkdir(parents=True)
    forged.write_bytes(
        importlib.util.MAGIC_NUMBER + bytes(4)
        + int(told.st_mtime).to_bytes(4, "little")
        + told.st_size.to_bytes(4, "little") + marshal.dumps(compile(
            f"open({str(mark)!r}, 'w').close()", str(source), "exec")))
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "cache"))
    subprocess.run(["/usr/bin/python3", "-c", "import longeron_trace"],
                   cwd=ROOT / "trace", check=True)
    assert mark.exists()
    mark.unlink()
    monkeypatch.setattr(archive, "MAKERS", ("trace.py",))
    archive.render(tree, tmp_path / "report")
    assert not mark.exists()


def write(path, content):
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


@pytest.mark.parametrize("what, text", (
    ("report", "there is no report"), ("revision", "the report is of"),
    ("result", "build/results/identity.json:1: build/results/bench.json")))
def test_refuses_without_a_report_of_this_revision(tree, tmp_path, what, text):
    twin = shutil.copytree(tree, tmp_path / "tree")
    if what == "report":
        shutil.rmtree(twin / "build/report")
    elif what == "result":
        (twin / "build/results/bench.json").write_text("{}")
    else:
        git(twin, "commit", "-q", "--allow-empty", "-m", "more")
    status, output = run("archive.py", twin)
    assert status == 1 and text in output and "cure: " in output


@pytest.mark.parametrize("key, value, told", (
    ("dirty", True, "dirty was True, is False"),
    ("images", [{"file": "a.elf", "sha256": "0"}],
     "a.elf: sha256 was 0, is none"),
    ("tools", [{"name": "gcc", "version": "gcc 99"}],
     "gcc: version was gcc 99, is gcc (Debian"),
    ("results", [], "build/results/utest.json: sha256 was none")))
def test_identity_that_is_not_so(tree, monkeypatch, key, value, told):
    monkeypatch.chdir(tree)
    known = json.loads(identity.FILE.read_text())
    known["tools"] = []
    assert not list(identity.differences(known))
    assert told in "\n".join(identity.differences({**known, key: value}))

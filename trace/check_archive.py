#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Check an archive of `make certify-archive`; needs Python's library alone.

Names every file that is changed, missing, added, there twice or no plain file,
and every odd path. When all are good, it counts the report's totals again
(trace/verify.py of the archive), compares hashes of results, logs and images with
the recorded ones, and computes git's identity of the sources. Who may alter the
archive may alter its manifest, too: compare the SHA-256 that is printed last
with one that came another way, or give it as --manifest. A report
with checks that do not hold is told, too: good files are no good report.
"""
import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

MANIFEST, COMMIT = "MANIFEST.sha256", "COMMIT"
IDENTITY = "build/results/identity.json"
OVERVIEW = "build/report/index.html"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
ROW = re.compile(r'<tr><td><a href="[^"]*">([^<]+)</a><td><span class="badge '
                 r'[^"]*">\W*(\w+)')     # a check of the overview, its verdict


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def odd(path):
    """Whether a path is written otherwise than the maker writes it."""
    return (not re.fullmatch(r"[\w.+/@,=-]+", path, re.A)
            or path != PurePosixPath(path).as_posix()
            or path.startswith("/") or ".." in path.split("/"))


def failing(overview):
    """What the report says of its checks that do not hold; else empty."""
    table = overview.partition('id="checks"')[2].partition("</table>")[0]
    rows = ROW.findall(table)
    bad = [title for title, verdict in rows if verdict != "holds"]
    return (f"FAILING: {len(bad)} of {len(rows)} checks of the report do not "
            f"hold: {', '.join(bad)}" if bad else "" if rows else
            f"FAILING: {OVERVIEW} shows no check")


def read(file, problems):
    """{path: (bytes, executable)} of plain files, each the first of its name."""
    found, tops = {}, set()
    with tarfile.open(file, "r:") as archive:
        for member in archive:
            top, _, path = member.name.partition("/")
            tops.add(top)
            if odd(member.name) or not path:
                problems.append(f"{member.name!r}: odd path")
            if not member.isreg():
                problems.append(f"{path}: linked, or no plain file")
                continue
            if path in found:
                problems.append(f"{path}: duplicated")
                data = archive.extractfile(member).read()
                if data != found[path][0]:
                    problems.append(f"{path}: changed: two contents")
                continue
            if not odd(path) and path:
                found[path] = (archive.extractfile(member).read(),
                               bool(member.mode & 0o100))
        end = archive.offset
    if len(tops) > 1:
        problems.append("odd path: more than one folder: "
                        + ", ".join(sorted(map(repr, tops))))
    with open(file, "rb") as raw:
        raw.seek(end)
        if raw.read().strip(b"\0"):
            problems.append(f"{file}: added: data behind the archive's end")
    return found


def compare(found, problems):
    """The files against the manifest."""
    if MANIFEST not in found:
        problems.append(f"{MANIFEST}: missing")
        return
    listed = {}
    text = found[MANIFEST][0].decode(errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        match = LINE.fullmatch(line)
        if not match or odd(match[2]):
            problems.append(f"{MANIFEST}:{number}: odd path or line {line!r}")
        elif match[2] in listed:
            problems.append(f"{MANIFEST}:{number}: duplicated: {match[2]}")
        else:
            listed[match[2]] = match[1]
    for path in sorted({*listed, *found} - {MANIFEST}):
        if path not in found:
            problems.append(f"{path}: missing")
        elif path not in listed:
            problems.append(f"{path}: added")
        elif sha256(found[path][0]) != listed[path]:
            problems.append(f"{path}: changed")


def git_hash(kind, data):
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data)


def git_tree(files):
    """Git's hash of a folder: {path: (bytes, executable)}."""
    below, entries = {}, []
    for path, (data, executable) in files.items():
        first, _, rest = path.partition("/")
        if rest:
            below.setdefault(first, {})[rest] = (data, executable)
        else:
            entries.append((path, "100755" if executable else "100644", path,
                            git_hash("blob", data).digest()))
    entries += [(name + "/", "40000", name, git_tree(part).digest())
                for name, part in below.items()]
    return git_hash("tree", b"".join(
        f"{mode} {name}\0".encode() + digest
        for _, mode, name, digest in sorted(entries)))


def revision(found, problems):
    """The sources are those of the commit that the results name."""
    told = json.loads(found[IDENTITY][0])["revision"]
    commit = found[COMMIT][0]
    if git_hash("commit", commit).hexdigest() != told:
        problems.append(f"{COMMIT}: changed: not the revision {told} that "
                        f"{IDENTITY} names")
    tree = git_tree({p: f for p, f in found.items()
                     if not p.startswith("build/")
                     and p not in (MANIFEST, COMMIT)}).hexdigest()
    if f"tree {tree}".encode() != commit.splitlines()[0]:
        problems.append(f"{COMMIT}: the sources are not those of revision "
                        f"{told}")


def recorded(found, problems):
    """Results, logs and images have the hashes that are recorded of them."""
    ran = [json.loads(found[f"build/results/{name}.json"][0])
           for name in ("utest", "itest")]
    files = [(t[key], t[key + "_sha256"])
             for t in (*ran, *ran[0]["tests"], *ran[1]["tests"])
             for key in ("log", "image", "lines") if key in t]
    identity = json.loads(found[IDENTITY][0])
    files += [(i["file"], i["sha256"])
              for i in (*identity["images"], *identity["results"])]
    for path, digest in sorted(set(files)):
        if path not in found:
            problems.append(f"{path}: missing: a result names this file")
        elif sha256(found[path][0]) != digest:
            problems.append(f"{path}: not the file that the results name")
    for path in sorted({p for p in found if p.startswith("build/results/")}
                       - {IDENTITY, *(f for f, _ in files)}):
        problems.append(f"{path}: added: {IDENTITY} does not name it")
    if COMMIT not in found and not identity["dirty"]:
        problems.append(f"{COMMIT}: missing: {IDENTITY} tells of a tree as "
                        "committed")


def count(found, problems):
    with tempfile.TemporaryDirectory() as folder:
        for path, (data, _) in found.items():
            out = Path(folder) / path
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-I", "trace/verify.py", "--report"], cwd=folder,
            capture_output=True, text=True, check=False)
    if done.returncode:
        problems.append("trace/verify.py: counts otherwise:\n"
                        + (done.stdout + done.stderr).strip())
    return done.stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("--manifest", metavar="SHA256",
                        help="the manifest's, from another source")
    options = parser.parse_args()
    problems = []
    try:
        found = read(options.archive, problems)
    except (OSError, tarfile.TarError) as error:
        sys.exit(f"{options.archive}: cannot be read: {error}")
    compare(found, problems)
    digest = sha256(found.get(MANIFEST, (b"",))[0])
    if options.manifest not in (None, digest):
        problems.append(f"{MANIFEST}: changed: its SHA-256 is {digest}")
    if not problems:
        try:
            recorded(found, problems)
            if COMMIT in found:
                revision(found, problems)
            print(count(found, problems))
        except (KeyError, TypeError, ValueError) as error:
            problems.append(f"results: {type(error).__name__}: {error}")
    for text in problems:
        print(text, file=sys.stderr)
    if problems:
        print(f"check_archive: {len(problems)} problems\n    cure: get the "
              "archive again, or make it: `make certify-archive`",
              file=sys.stderr)
        return 1
    print(f"check_archive: {len(found)} files are as the manifest says"
          + ("" if COMMIT in found else
             "; DRAFT: the sources are of no revision")
          + "".join(f"\n{told}" for told in [failing(
              found[OVERVIEW][0].decode(errors="replace"))] if told)
          + f"\n{digest}  {MANIFEST}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Pack report, results, logs, images and sources into one tar for a check.

The report is rendered again and compared: what was altered is not packed.
trace/check_archive.py, which is in the archive, too, checks it without tools.
"""
import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import identity as identities
from check_archive import COMMIT, MANIFEST, OVERVIEW, failing, odd, sha256

REPORT = "build/report"
MADE = (f"{REPORT}/**/*", "build/results/**/*", "build/tools.xml")
MAKERS = ("trace.py", "report.py", "pdf.py")    # of what is in the report


def git(root, *arguments):
    return subprocess.run(["git", *arguments], cwd=root, check=True,
                          capture_output=True).stdout


def sources(root):
    listed = git(root, "ls-files", "-z", "--cached", "--others",
                 "--exclude-standard", "--", ".", ":!build").decode()
    return [p for p in sorted(set(listed.split("\0"))) if p]


def render(root, folder):
    """The report again, from the results at hand, into a folder; without
    what Python or the templates have compiled before."""
    with tempfile.TemporaryDirectory() as compiled:
        for maker in MAKERS:
            subprocess.run([sys.executable, Path(__file__).with_name(maker),
                            "--root", root, "--out", folder], cwd=root,
                           env={**os.environ, "PYTHONPYCACHEPREFIX": compiled},
                           stdout=subprocess.DEVNULL, check=False)


def altered(root, folder):
    """Each file of the report that is not as it was rendered into a folder."""
    there, now = ({p.relative_to(top).as_posix(): p.read_bytes()
                   for p in top.rglob("*") if p.is_file()}
                  for top in (root / REPORT, Path(folder)))
    for file in sorted({*there, *now}):
        if there.get(file) != now.get(file):
            what = ("added" if file not in now else
                    "missing" if file not in there else "altered")
            yield f"{REPORT}/{file}:1: {what}: the results do not give it so"


def add(archive, name, data, executable=False):
    member = tarfile.TarInfo(name)
    member.size = len(data)
    member.mode = 0o755 if executable else 0o644
    archive.addfile(member, io.BytesIO(data))


def write(root, identity, head, dirty, told):
    paths = {*sources(root), *(i["file"] for i in identity["images"])}
    for pattern in MADE:
        paths |= {p.relative_to(root).as_posix() for p in root.glob(pattern)
                  if not p.is_dir()}
    files = {p: (root / p) for p in sorted(paths) if (root / p).exists()}
    for path, file in files.items():
        if odd(path) or file.is_symlink():
            sys.exit(f"{path}:1: is a link or has an odd path\n"
                     "    cure: plain files; letters, digits and .+@,=_-")
    content = {p: f.read_bytes() for p, f in files.items()}
    if not dirty:
        content[COMMIT] = git(root, "cat-file", "commit", head)
    content[MANIFEST] = "".join(
        f"{sha256(data)}  {path}\n"
        for path, data in sorted(content.items())).encode()
    name = f"longeron-{head[:12]}" + ("-DRAFT" if dirty else "") + (
        "-FAILING" if told else "")
    out = root / f"build/{name}.tar"
    with tarfile.open(out, "w", format=tarfile.USTAR_FORMAT) as archive:
        for path, data in sorted(content.items()):
            add(archive, f"{name}/{path}", data, path in files
                and bool(files[path].stat().st_mode & 0o100))
    return out, content


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    os.chdir(parser.parse_args().root)
    root = Path.cwd()
    try:
        identity = json.loads((root / "build/results/identity.json").read_text(
            encoding="utf-8"))
    except (OSError, ValueError):
        identity = None
    if not identity or not (root / OVERVIEW).is_file():
        sys.exit("build/report/index.html:1: there is no report\n"
                 "    cure: `make certify-report` makes it")
    head = git(root, "rev-parse", "HEAD").decode().strip()
    if identity["revision"] != head:
        sys.exit(f"build/report/identity.html:1: the report is of revision "
                 f"{identity['revision']}, not of {head}\n"
                 "    cure: `make certify-report`")
    differ = list(identities.differences(identity))
    if differ:
        sys.exit("".join(f"{identities.FILE}:1: {d}\n" for d in differ)
                 + "    cure: `make certify-report`; what the report says of "
                 "itself is not so, or no longer")
    with tempfile.TemporaryDirectory() as folder:
        render(root, folder)
        wrong = list(altered(root, folder))
    if wrong:
        sys.exit("\n".join(wrong) + "\n    cure: `make certify-report` makes "
                 "the report again")
    dirty = identity["dirty"]
    told = failing((root / OVERVIEW).read_text(encoding="utf-8"))
    out, content = write(root, identity, head, dirty, told)
    print(f"archive: {out.relative_to(root)}: {len(content)} files"
          + (", DRAFT: made from a tree with uncommitted changes"
             if dirty else "") + (f"\n{told}" if told else "")
          + f"\n{sha256(content[MANIFEST])}  {MANIFEST}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Sabotage copies of the tree: each time the responsible check must fail.

verification/sabotages.yaml has the list, trace/longeron_trace/sabotages.py says
how it is written. The command of a sabotage must pass on the clean copy and
fail on the sabotaged one, where its output has texts that it does not have on
the clean copy. Compares with verification/audit-verdict.csv and writes
build/results/audit.json when all were tried.

In the copy the list has one line, of the licence: that the others do not find
their places there is no news.
"""
import argparse
import concurrent.futures
import csv
import fnmatch
import io
import json
import os
import queue
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
from longeron_trace import inputs, sabotages  # noqa: E402
from longeron_trace.sabotages import CAUGHT, TABLE, VERDICT  # noqa: E402

TIMEOUT_S = 600
SHOWN = 20          # lines of a command that fails on the clean copy
# Of build/ what the commands need; the rest is left behind.
BUILT = ("aarch64", "analyse", "host", "coverage", "objcov", "results",
         "wp-cache", "tools.xml")
STEPS = ("layers", "sloc", "misra")
ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
ARCHIVE, MANIFEST = "build/archive.tar", "MANIFEST.sha256"
STANDIN = {"group": "identity", "what": "the licence", "file": "LICENSE",
           "add": "x", "command": "true", "names": ["x"]}


def is_in(name, output):
    """Whether output has this text, in which # is a number."""
    return bool(re.search(re.escape(name).replace(r"\#", r"\d+"), output))


def tell(command, status, output):
    """How a command ends on the clean copy."""
    print(f"clean copy: {command}: " + ("passes" if status == 0 else "FAILS"),
          flush=True)
    if status != 0:
        print("".join(f"    {line}\n" for line in output.splitlines()[:SHOWN]))


class Copy:
    """A copy of the tree, in which one sabotage at a time is done."""

    def __init__(self, root, number, archive):
        self.tree = root / f"build/audit/{number}"
        shutil.rmtree(self.tree, ignore_errors=True)
        shutil.copytree(root, self.tree, symlinks=True, ignore=lambda folder,
                        names: {".git", "__pycache__", "build"} & {*names})
        (self.tree / "build").mkdir()
        for name in BUILT:
            source, target = root / "build" / name, self.tree / "build" / name
            if source.is_dir():
                shutil.copytree(source, target)
            elif source.is_file():
                shutil.copy2(source, target)
        before = inputs.current(root, "audit")
        # Others may name them: the same ids, in place of what they plant.
        rows = [{**STANDIN, "id": row["id"]}
                for row in sabotages.read_table(root)]
        (self.tree / TABLE).write_text(yaml.safe_dump(rows))
        write_verdict(self.tree, {row["id"]: {
            **row, "verdict": CAUGHT, "fingerprint": sabotages.fingerprint(
                self.tree, row), "tool": sabotages.tool(self.tree)}
            for row in rows})
        self.adopt(before, inputs.current(self.tree, "audit"))
        # The report that the copy makes speaks of the copy alone.
        objects = subprocess.run(
            ["git", "rev-parse", "--path-format=absolute", "--git-path",
             "objects"], cwd=root, capture_output=True, text=True,
            check=False).stdout     # problem reports name commits of the tree
        self.run("git init -q")
        (self.tree / ".git/objects/info/alternates").write_text(objects)
        for command in (
                "git add -A", "git -c user.name=audit "
                "-c user.email=audit@localhost commit -q -m copy "
                "--date 2000-01-01T12:00:00Z",     # before all reviews
                "/usr/bin/python3 trace/identity.py "
                + " ".join(f"{step}=0" for step in STEPS),
                "/usr/bin/python3 trace/report.py",
                "/usr/bin/python3 trace/trace.py --out build/report",
                "/usr/bin/python3 trace/pdf.py", "make certify-archive",
                )[:None if archive else 4]:
            status, output = self.run(command)
            if status != 0 and "report.py" not in command:
                tell(command, status, output)
        for made in self.tree.glob("build/longeron-*.tar"):
            made.rename(self.tree / ARCHIVE)
        self.clean = root / f"build/audit/{number}-build"
        mirror(self.tree / "build", self.clean)

    def adopt(self, before, after):
        """A result of the tree is one of the copy, which has another list."""
        for path in (self.tree / "build/results").glob("*.json"):
            try:
                result = json.loads(path.read_text(encoding="utf-8"))
                told = result["inputs"]
            except (KeyError, TypeError, ValueError):
                continue
            changed = [file for file in (TABLE, VERDICT) if TABLE in told
                       and told.get(file) == before.get(file)]
            for file in changed:
                told[file] = after[file]
            if changed:     # another result may name the bytes of this one
                path.write_text(json.dumps(result, indent=1, sort_keys=True)
                                + "\n", encoding="utf-8")

    def run(self, command):
        """Exit status and output of a command."""
        environment = {k: v for k, v in os.environ.items()
                       if k in ENVIRONMENT}     # no UPDATE=1 of make
        try:
            done = subprocess.run(
                shlex.split(command), cwd=self.tree, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace",
                env=environment, timeout=TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired:
            return None, ""
        return done.returncode, done.stdout

    def run_clean(self, command):
        try:
            return self.run(command)
        finally:
            self.restore()

    def restore(self):
        """What is built is what it was: a command may build of a sabotage."""
        mirror(self.clean, self.tree / "build")

    def attempt(self, row, passed):
        """The verdict on one sabotage; passed: output on the clean copy."""
        now = {f: t if t is None else t.encode("utf-8", "surrogateescape")
               for f, t in sabotages.sabotaged(self.tree, row).items()}
        for edit in sabotages.edits(row):
            if "archive" in edit:
                now[edit["file"]] = packed(now.get(edit["file"]) or (
                    self.tree / edit["file"]).read_bytes(), edit["archive"])
        paths = [self.tree / file for file in now]
        before = [(p.read_bytes(), p.stat().st_mode) if p.is_file()
                  else (None, None) for p in paths]
        write_all(paths, [(content, None) for content in now.values()])
        try:
            status, output = self.run(row["command"])
        finally:
            write_all(paths, before)
            self.restore()
        if left := self.run("git status --porcelain")[1]:
            self.run("git checkout -q .")
            self.run("git clean -fdq")
            return "not caught: its command changes " + " ".join(left.split())
        absent = [n for n in row["names"] if not is_in(n, output)]
        if status is None:
            return "not caught: no end in time"
        if status == 0:
            return "not caught"
        if absent:
            return "caught, but not named: " + ", ".join(absent)
        if all(is_in(n, passed) for n in row["names"]):
            return "caught, but the clean copy has the same text"
        return CAUGHT


def mirror(source, target):
    """Make a folder the same as another, by size and time of its files."""
    target.mkdir(exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source)}
    for entry in os.scandir(target):
        if entry.name not in wanted:
            remove(entry)
    for name, entry in wanted.items():
        here, told = target / name, entry.stat()
        if entry.is_dir():
            mirror(Path(entry), here)
        elif not here.is_file() or (told.st_size, told.st_mtime_ns) != (
                here.stat().st_size, here.stat().st_mtime_ns):
            shutil.copy2(entry, here)


def remove(entry):
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry)
    else:
        Path(entry).unlink()


def write_all(paths, contents):
    """Put contents and modes into files; None: no such file, mode as it is."""
    for path, (content, mode) in zip(paths, contents):
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.write_bytes(content)
        if mode is not None:
            path.chmod(mode)


def packed(data, edit):
    """An archive in which one member is edited.

    `named`: it stands there by this name, too; `beside: before` or `after`: the
    edited one stands before or after the good one; `manifest: true`: the
    manifest has its SHA-256.
    """
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = [(m, archive.extractfile(m).read()) for m in archive]
    top = members[0][0].name.partition("/")[0]
    name = f"{top}/{edit['member']}"
    found, digest = [], None
    for member, content in members:
        if member.name != name:
            found.append((member, content))
            continue
        text = sabotages.changed(content.decode(), edit["edit"])
        bad = tarfile.TarInfo(f"{top}/{edit['named']}" if "named" in edit
                              else name)
        good = [(member, content)]
        evil = [] if text is None else [(bad, text.encode())]
        digest = text and inputs.hashlib.sha256(text.encode()).hexdigest()
        found += {"before": evil + good, "after": good + evil}.get(
            edit.get("beside"), good + evil if "named" in edit else evil)
    if digest is None and not edit["edit"].get("remove"):
        raise ValueError(f"the archive has no {edit['member']}")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w",
                      format=tarfile.USTAR_FORMAT) as archive:
        for member, content in found:
            if edit.get("manifest") and member.name == f"{top}/{MANIFEST}":
                content = re.sub(
                    rf"^\w+(?=  {re.escape(edit['member'])}$)", digest,
                    content.decode(), flags=re.M).encode()
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def each_with_a_copy(copies, work, jobs):
    """Run work(copy, job) for all jobs, one at a time in each copy."""
    free = queue.Queue()
    for copy in copies:
        free.put(copy)

    def one(job):
        copy = free.get()
        try:
            return work(copy, job)
        finally:
            free.put(copy)

    with concurrent.futures.ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(one, jobs))


def choose(root, rows, options):
    """The sabotages to try."""
    last, tool = sabotages.committed(root), sabotages.tool(root)
    chosen = [r for r in rows
              if fnmatch.fnmatch(r["id"], options.only)
              and fnmatch.fnmatch(r["group"], options.kind)
              and (not options.changed
                   or last.get(r["id"], {}).get("verdict") != CAUGHT
                   or last[r["id"]].get("tool") != tool
                   or last[r["id"]]["fingerprint"]
                   != sabotages.fingerprint(root, r))]
    if not chosen and not options.changed:
        raise sabotages.BadTable(1, "no sabotage fits: its id is "
                                 f"{options.only!r}, its group "
                                 f"{options.kind!r}")
    return chosen


def try_all(copies, rows, note):
    """Each row with its verdict; note(row) as soon as there is one."""
    start, ended = time.monotonic(), []
    passed, locks = {}, {r["command"]: threading.Lock() for r in rows}
    one = threading.Lock()

    def work(copy, row):
        command = row["command"]
        with locks[command]:
            if command not in passed:
                passed[command] = copy.run_clean(command)
                tell(command, *passed[command])
        status, output = passed[command]
        verdict = (copy.attempt(row, output) if status == 0
                   else "not tried: its command fails on the clean copy")
        row = {**row, "verdict": verdict}
        with one:
            ended.append(row)
            print(f"  {len(ended)} of {len(rows)}, "
                  f"{time.monotonic() - start:.0f} s: {row['group']}: "
                  f"{row['id']}: {verdict}", flush=True)
            note(row)
        return row

    return each_with_a_copy(copies, work, rows)


def write_verdict(root, rows):
    """The verdict file of rows by id."""
    out = io.StringIO()
    writer = csv.DictWriter(out, sabotages.COLUMNS, extrasaction="ignore",
                            lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows.values(),
                            key=lambda r: (r["group"], r["id"])))
    (root / VERDICT).write_text(out.getvalue(), encoding="utf-8")


def audit(options):
    root = options.root
    made_from = inputs.current(root, "audit")
    every = sabotages.read_table(root)
    for row in every:   # a stale text is told before anything runs
        if not any(map(sabotages.is_made, sabotages.edits(row))):
            sabotages.sabotaged(root, row)
    rows = choose(root, every, options)
    judged, last = [], sabotages.committed(root)
    kept = {r["id"]: last[r["id"]] for r in every if r["id"] in last}

    def note(row):
        """An interrupted UPDATE=1 goes on with CHANGED=1."""
        kept[row["id"]] = row
        if options.update:
            write_verdict(root, kept)

    if rows:
        tool = sabotages.tool(root)
        for row in rows:
            row |= {"tool": tool,
                    "fingerprint": sabotages.fingerprint(root, row)}
        archive = any("archive" in row["command"] for row in rows)
        try:
            judged = try_all([Copy(root, n, archive) for n in range(
                min(options.jobs, len(rows)))], rows, note)
        finally:
            if not options.keep:
                shutil.rmtree(root / "build/audit", ignore_errors=True)
    problems = [f"{TABLE}:{r['line']}: {r['id']}: {r['verdict']}: {r['what']}"
                for r in judged if r["verdict"] != CAUGHT]
    if options.update:
        write_verdict(root, kept)
        inputs.accept(root, "audit", made_from)
    elif any(last.get(r["id"], {}).get("verdict") != r["verdict"]
             for r in judged):
        problems.append(f"{VERDICT}:1: is not what was found: `make "
                        "audit-the-auditor UPDATE=1` and commit")
    if len(rows) == len(every):
        path = root / "build/results/audit.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({
            "sabotages": [{c: r[c] for c in sabotages.COLUMNS}
                          for r in sorted(judged, key=lambda r: r["id"])],
            "problems": problems, "inputs": made_from, "ok": not problems},
            indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"audit: {len(rows)} of {len(every)} sabotages: "
          f"{sum(r['verdict'] == CAUGHT for r in judged)} caught and named, "
          f"{len(problems)} problems")
    return 1 if problems else 0


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--only", default="*", help="of this id; * and ? fit")
    parser.add_argument("--kind", default="*", help="of this group")
    parser.add_argument("--changed", action="store_true", help="those that, or "
                        "whose file, changed since the committed verdict, and "
                        "those that another tool has judged")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="leave build/audit")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args(arguments)
    options.root = options.root.resolve()
    try:
        return audit(options)
    except sabotages.BadTable as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())

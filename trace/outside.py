#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The report of an application outside of this repository, in build/report.

Runs in the application's folder: checks the trace of its own requirements,
code and tests, writes build/results/trace.json and the pages, and shows the
kernel's evidence by reference. The exit status speaks of the application
alone; the last line says how the kernel's evidence stands.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import identity as identities
import report
from longeron_trace import checks
from longeron_trace.code import Application
from longeron_trace.links import Trace

KERNEL = Path(__file__).resolve().parent.parent
REFERRED = ("trace/verdict.csv", "build/report/index.html",
            "build/results/*.json")
# What an application uses, and for what where identity.py says it otherwise.
TOOLS = {"aarch64-linux-gnu-gcc": "", "aarch64-linux-gnu-ld": "",
         "qemu-system-aarch64": "", "make": "",
         "python3": "runs the kernel's tools",
         "clang-19": "parses C for the trace"}
NOT_MEASURED = ("Structural coverage", "Proof", "Unit tests", "MISRA C",
                "Mutation", "Worst-case stack, loop bounds, dead code",
                "Second count of the totals")


def git(*arguments):
    run = subprocess.run(["git", "-C", KERNEL, *arguments],
                         capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else None


class Kernel:
    """The kernel's evidence, as far as it is at hand."""

    def __init__(self):
        self.revision = git("rev-parse", "HEAD") or "unknown"
        self.dirty = git("status", "--porcelain", "--", ".", ":!build") != ""
        self.files = [{"file": p.relative_to(KERNEL).as_posix(),
                       "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
                      for pattern in REFERRED
                      for p in sorted(KERNEL.glob(pattern)) if p.is_file()]
        self.checks, self.problems = [], []
        identity = KERNEL / "build/results/identity.json"
        if not identity.is_file():
            self.verdict = checks.MISSING
            self.problems.append("not at hand: run `make certify-report` in "
                                 "the kernel's folder")
            return
        self.checks = report.Report(KERNEL).checks
        bad = [c.title for c in self.checks if c.verdict != checks.HOLDS]
        if bad:
            self.problems.append("does not hold: " + ", ".join(bad))
        made = next(c for c in self.checks if c.name == "identity")
        made = (made.data or {}).get("revision")
        if made != self.revision:
            self.problems.append(f"its results are of revision {made}, its "
                                 f"tree is {self.revision}")
        if self.dirty:
            self.problems.append("its tree has uncommitted changes")
        self.verdict = checks.FAILS if self.problems else checks.HOLDS


def judge_trace(data):
    """As for the kernel; beyond that, each low-level requirement is tested."""
    figure, found = checks.judge_trace(data)
    at = {r["id"]: r for r in data["requirements"]}
    found += [checks.problem(
        f"{i} has no test that passed", at[i]["file"], at[i]["line"],
        f"`Needs: impl, itest`, and a test with [itest->{i}] in tests/system")
        for i in data["untested"]]
    if data["requirements"] and not any(
            r["level"] == "llr" for r in data["requirements"]):
        found.append(checks.problem("no low-level requirement", "req", 1,
                                    "write req/llr/*.md"))
    return figure, found


class Outside(report.Report):
    pages = ("index", "matrix", "tests", "identity")
    sources = ("include/**/*.[chS]", "src/**/*.[chS]", "*.[chS]",
               "req/**/*.md", "tests/system/**/*.[ch]",
               "tests/system/*/test.md", "tests/system/*/expected.txt")
    home = "application.html"

    def __init__(self, root, folders):
        self.sources += tuple(f if (root / f).is_file() else f"{f}/**/*.[chS]"
                              for f in folders if f != ".")
        self.name = root.name
        super().__init__(root)

    def read(self):
        def load(name):
            try:
                return json.loads((self.root / f"build/results/{name}.json")
                                  .read_text(encoding="utf-8"))
            except FileNotFoundError:
                return None

        return [checks.Check(name, title, page + ".html", command, load(name),
                             judge)
                for name, title, page, command, judge in (
                    ("trace", "Requirements and trace", "matrix",
                     "certify-report", judge_trace),
                    ("itest", "System tests", "tests", "test",
                     checks.judge_ran(self.root)),
                    ("identity", "Identity", "identity", "certify-report",
                     checks.judge_identity(self.root)))]

    def more(self):
        self.kernel = Kernel()
        identity = self.data["identity"]
        identity["tools"] = [
            {**t, "use": TOOLS[t["name"]] or t["use"]}
            for t in identity.get("tools", []) if t["name"] in TOOLS]
        return {"kernel": self.kernel, "application": self.name,
                "not_measured": NOT_MEASURED}

    def origins(self):
        return {"itest": super().origins()["itest"],
                "trace": "made with this report, from the files shown here"}

    @staticmethod
    def is_code(file):
        return not file.startswith("tests/")

    def export(self):
        """No ReqIF."""


def check_needs(trace):
    """A problem for each need that nothing here could meet."""
    for item in trace.items:
        for need in {"proof", "utest"} & set(item.needs):
            trace.problem(item.file, item.line, f"{item.id} needs {need!r}, "
                          "which is not measured for an application",
                          "write `Needs: impl, itest` and `Verification: test`")


def compiled(image):
    """The files that an image is compiled from, by what gcc has noted; those
    of the C library and of gcc are not among them."""
    for path in sorted(image.parent.glob("*.d")):
        rule = path.read_text(encoding="utf-8").replace("\\\n", " ")
        source, *more = re.findall(r"(?:\\.|\S)+", rule.split("\n")[0])[1:]
        if Path(source).is_file():      # else of an object of before
            yield from (re.sub(r"\\(.)", r"\1", f) for f in (source, *more))


def trace_of(root, app, image):
    """The trace, and what it reads: folders, and files that are compiled."""
    folders = list(dict.fromkeys((app, "include", "src", "tests/system")))
    outside = []
    for name in sorted(set(compiled(image))):
        file = Path(os.path.relpath(root / name, root)).as_posix()
        if any((root / name).resolve().is_relative_to(KERNEL / k)
               for k in ("include", "src", "mk", "config")):
            continue
        if file.startswith(("../", "tests/")) or Path(file).suffix not in (
                ".c", ".h", ".S"):
            outside.append(file)
        elif not any("/" not in file if f == "." else
                     Path(file).is_relative_to(f) for f in folders):
            folders.append(file)
    trace = Trace(root, application=Application(KERNEL, tuple(folders)))
    for file in outside:
        trace.problem(file, 1, "is compiled into the image and cannot be "
                      "traced", "move it into a file *.c, *.h or *.S of this "
                      "folder, outside of tests, where every function has a "
                      "tag")
    return trace, folders


def record(path):
    """The trace is made after the identity, which is to name it, too."""
    try:
        told = json.loads(identities.FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return      # the check says so
    file = path.relative_to(Path.cwd()).as_posix()
    told["results"] = [r for r in told["results"] if r["file"] != file] + [
        {"file": file, "sha256": checks.digest_of(path)}]
    identities.FILE.write_text(json.dumps(told, indent=1, sort_keys=True)
                               + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--app", default=".", help="the folder of main.c")
    parser.add_argument("--image", type=Path, required=True)
    options = parser.parse_args()
    root = Path(".").resolve()
    trace, folders = trace_of(root, Path(options.app).as_posix(),
                              options.image)
    check_needs(trace)
    path = root / "build/results/trace.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(trace.model(), indent=1, sort_keys=True) + "\n",
                    encoding="utf-8")
    record(path)
    outside = Outside(root, folders)
    outside.write()
    status = report.tell(outside)
    kernel = outside.kernel
    print(f"report: the kernel's evidence, revision {kernel.revision[:12]}: "
          + "; ".join([kernel.verdict, *kernel.problems]))
    return status


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""The data items of DO-178C's section 11, and what their pages show."""
import hashlib
import json
import re
import subprocess
from pathlib import Path

from .inputs import blob, tree_of

# Section, name, title, page or files where the item is; "" if there is none.
ALL = (
    ("11.1", "PSAC", "Plan for software aspects of certification",
     "docs/plans/psac.md"),
    ("11.2", "SDP", "Software development plan", "docs/plans/sdp.md"),
    ("11.3", "SVP", "Software verification plan", "docs/plans/svp.md"),
    ("11.4", "SCMP", "Software configuration management plan",
     "docs/plans/scmp.md"),
    ("11.5", "SQAP", "Software quality assurance plan", "docs/plans/sqap.md"),
    ("11.6", "", "Software requirements standards",
     "docs/plans/requirements-standard.md"),
    ("11.7", "", "Software design standards", "docs/plans/design-standard.md"),
    ("11.8", "", "Software code standards", "docs/plans/coding-standard.md"),
    ("11.9", "SRD", "Software requirements data", "srd.html"),
    ("11.10", "SDD", "Software design description", "sdd.html"),
    ("11.11", "", "Source code", "sdd.html"),
    ("11.12", "", "Executable object code", "identity.html"),
    ("11.13", "SVCP", "Software verification cases and procedures",
     "svcp.html"),
    ("11.14", "SVR", "Software verification results", "svr.html"),
    ("11.15", "SECI", "Software life cycle environment configuration index",
     "seci.html"),
    ("11.16", "SCI", "Software configuration index", "sci.html"),
    ("11.17", "", "Problem reports", "problems.html"),
    ("11.18", "SCM records", "Software configuration management records",
     "scm.html"),
    ("11.19", "SQA records", "Software quality assurance records", "sqa.html"),
    ("11.20", "SAS", "Software accomplishment summary", "sas.html"),
    ("11.21", "", "Trace data", "matrix.html"),
    ("11.22", "", "Parameter data item file", ""),
)
PAGES = ("srd", "sdd", "svcp", "svr", "seci", "sci", "scm", "sqa", "sas")
PLANS = [where for _, _, _, where in ALL if where.endswith(".md")]
HEAD = re.compile(r"\s*(/\*(?!@).*?\*/|(?:[ \t]*//(?!@)[^\n]*\n)+)", re.S)
MARKS = re.compile(r"^[ \t]*(?:/\*+|//+|\*+(?!/))?|[ \t]*\*+/[ \t]*$", re.M)


class Items:
    """What the pages ask for; objectives: those of this run."""

    def __init__(self, root, objectives, data):
        self.root, self.objectives, self.data = root, objectives, data
        self.all, self.pages = ALL, PAGES

    def serves(self, where):
        """The objectives whose evidence is this page or file."""
        return [e["id"] for e in self.objectives.entries if any(
            i["kind"] in ("page", "file") and i["text"] == where
            for i in e["shown"])]

    def title(self, page):
        """Section, name and title of an item with a page of its own."""
        return next(i for i in ALL if i[3] == f"{page}.html" and i[1])

    def has(self, file):
        return (self.root / file).is_file()

    def modules(self, files, functions):
        """Each file of code: purpose, functions, data of the file's level."""
        kept = variables(self.root, [f for f in files if f.startswith("src/")
                                     and f.endswith(".c")])
        return [{"file": file, "purpose": purpose(self.root / file),
                 "functions": [f for f in functions if f["file"] == file],
                 "data": None if kept is None else
                 [v for v in kept if v["path"] == file]}
                for file in files if file.startswith(("src/", "include/"))]

    def tests(self):
        """Each test of the tree, run or not, and the log that it expects."""
        found = []
        for test in self.data["trace"].get("functions", []):
            tags = sorted({t[1] for t in test["tags"]
                           if t[0] in ("utest", "itest")})
            image = test["language"] == "image"
            if not image and not tags:
                continue
            log = f"{Path(test['file']).parent.as_posix()}/expected.txt"
            found.append({**test, "image": image, "requirements": tags,
                          "expected": log if image and self.has(log) else ""})
        return sorted(found, key=lambda t: (not t["image"], t["file"],
                                            t["line"]))

    def results(self, need):
        """Kind of test: number, passed; and all tests that did not pass.

        A test of the tree that has no result did not pass.
        """
        kinds, bad = {}, []
        for test in self.data[need].get("tests", []):
            of = kinds.setdefault(test["kind"] or "not said", [0, 0])
            of[0] += 1
            of[1] += test["verdict"] == "pass"
            bad += [test] * (test["verdict"] != "pass")
        ran = {(t["file"], t["name"]) for t in self.data[need].get("tests", [])}
        lost = [t for t in self.tests() if t["image"] == (need == "itest")
                and (t["file"], t["name"]) not in ran]
        for test in lost if ran else ():
            kinds.setdefault(test["kind"] or "not said", [0, 0])[0] += 1
            bad.append({**test, "verdict": "not run"})
        return sorted(kinds.items()), bad

    def packages(self):
        """Packages that results were made with: name, versions."""
        found = {}
        for result in self.data.values():
            for name, version in (result.get("inputs") or {}).items():
                if name.startswith("package "):
                    found.setdefault(name[8:], set()).add(version)
        return sorted((name, sorted(v)) for name, v in found.items())

    def configuration(self, files, revision):
        """Each file: SHA-256, how it differs from the revision in git.

        Second: whether git knows the revision.
        """
        blobs = tree_of(self.root, revision)
        found = []
        for file in sorted({*files, *(blobs or {})}):
            path, state = self.root / file, ""
            data = path.read_bytes() if path.is_file() else None
            if data is None:
                state = "missing"
            elif blobs is not None and file not in blobs:
                state = "not in the revision"
            elif blobs is not None and blobs[file] != blob(data):
                state = "differs from the revision"
            found.append((file, hashlib.sha256(data).hexdigest()
                          if data is not None else "", state))
        return found, blobs is not None

    def history(self, revision):
        """The revisions that led to one, the last first; (tag, revision); and
        whether git has not all of them."""
        log = git(self.root, "log", "--no-show-signature", "--shortstat",
                  "--diff-merges=first-parent",
                  "--format=%x00%H%x1f%as%x1f%an%x1f%s%x1f", revision)
        found = []
        for each in log.split("\0")[1:]:
            one, day, author, what, stat = each.split("\x1f", 4)
            number = re.search(r"(\d+) files? changed", stat)
            found.append({"revision": one, "day": day, "author": author,
                          "what": what, "files": number[1] if number else 0})
        tags = git(self.root, "for-each-ref", "refs/tags", "--merged", revision,
                   "--format=%(refname:short)%00%(if)%(*objectname)%(then)"
                   "%(*objectname)%(else)%(objectname)%(end)") if found else ""
        return (found, [t.split("\0") for t in tags.splitlines()],
                git(self.root, "rev-parse", "--is-shallow-repository")
                .strip() == "true")

    def plans(self):
        """Each plan: file, title, first paragraph; no text if missing."""
        found = []
        for file in PLANS:
            text = ((self.root / file).read_text(encoding="utf-8")
                    if self.has(file) else "")
            said = re.search(r"^(?![#\n])(?:.+\n)+", text, re.M)
            found.append((file, text.partition("\n")[0].lstrip("# "),
                          " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1",
                                          said[0]).split()) if said else ""))
        return found


def purpose(path):
    """The first comment of a file, if it stands before all code."""
    text = re.sub(r"\A[^\n]*SPDX-License[^\n]*\n", "",
                  path.read_text(encoding="utf-8", errors="replace"))
    match = HEAD.match(text)
    return " ".join(MARKS.sub("", match[1]).split()) if match else ""


def variables(root, files):
    """What ctags finds at the level of these files; None without ctags."""
    try:
        run = subprocess.run(
            ["ctags", "-f", "-", "--output-format=json", "--kinds-C=v",
             "--fields=+n", "--sort=no", *files], cwd=root, text=True,
            capture_output=True, check=True) if files else None
        return [json.loads(line) for line in run.stdout.splitlines()
                ] if run else []
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def git(root, *command):
    """What git says; nothing where it fails or is not there."""
    try:
        return subprocess.run(["git", *command], cwd=root, text=True,
                              capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def files_of(root, listed):
    """Files of the tree: those that git lists; without git all but build."""
    try:
        return listed(root)
    except (OSError, subprocess.CalledProcessError):
        return sorted(
            p.relative_to(root).as_posix() for p in root.rglob("*")
            if p.is_file() and not {"__pycache__", ".git"} & set(p.parts)
            and p.relative_to(root).parts[0] != "build")

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write build/results/identity.json: which tree, tools, images and commands.

The arguments are the steps that ran, as target=exit-status, with `,unchanged`
where the result of an earlier run of the same tree was kept, and `,before` where
the step was not run here and the status is what its results say. The results have
their SHA-256 there, so that one that is altered later is told.
"""
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from longeron_trace import inputs

TOOLS = (
    ("aarch64-linux-gnu-gcc", "compiles the image"),
    ("aarch64-linux-gnu-ld", "links the image"),
    ("gcc", "compiles the unit tests"),
    ("clang-19", "measures MC/DC, parses C for the trace"),
    ("ld.lld-19", "links images that measure coverage"),
    ("llvm-cov-19", "reads coverage"),
    ("gcovr", "reads coverage"),
    ("frama-c", "proves"),
    ("z3", "proves"),
    ("cvc4", "proves"),
    ("why3", "drives the provers"),
    ("ctags", "names the functions to prove, data in the report"),
    ("cppcheck", "checks MISRA C"),
    ("cloc", "counts lines"),
    ("pmccabe", "counts decisions"),
    ("weasyprint", "makes the report for paper"),
    ("aarch64-linux-gnu-objdump", "tells who calls whom"),
    ("qemu-system-aarch64", "runs the images"),
    ("git", "knows files and revisions"),
    ("make", "runs all of it"),
    ("/usr/bin/python3", "runs our own tools"),
)
FILE = Path("build/results/identity.json")
KEYS = ("commands", "dirty", "images", "results", "revision", "tools")
VERSION_OPTION = {"frama-c": "-version", "pmccabe": "-V"}


def output(command, root="."):
    try:
        run = subprocess.run(command, capture_output=True, text=True,
                             check=False, cwd=root)
    except OSError:
        return None
    return run.stdout.strip() if run.returncode == 0 else None


def version(tool):
    # One deterministic line: the first that holds a digit.
    text = output([tool, VERSION_OPTION.get(tool, "--version")])
    if text is None:
        return "not installed"
    return next((line.strip() for line in text.splitlines()
                 if any(c.isdigit() for c in line)), "unknown")


def images(root):
    found = []
    for path in sorted((root / "build").rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            head = file.read(20)
            # an ELF executable for AArch64, so no object and no host program
            if head[:4] != b"\x7fELF" or head[16:20] != b"\x02\x00\xb7\x00":
                continue
            digest = hashlib.sha256(head + file.read()).hexdigest()
        found.append({"file": path.relative_to(root).as_posix(),
                      "sha256": digest})
    return found


def results(root):
    return [{"file": path.relative_to(root).as_posix(),
             "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in sorted((root / FILE.parent).rglob("*"))
            if path.is_file() and path != root / FILE]


def current(tools=TOOLS, root=Path(".")):
    """What is there now, of a tree."""
    return {
        "revision": output(["git", "rev-parse", "HEAD"], root) or "none",
        "dirty": inputs.changes(root) is not False,
        "images": images(root),
        "results": results(root),
        "tools": [{"name": os.path.basename(name), "version": version(name),
                   "use": use} for name, use in tools],
    }


def differences(told, root=Path(".")):
    """What an identity says otherwise than a tree is now, or does not say."""
    missing = [key for key in KEYS if key not in told]
    if missing:
        yield f"it does not say its {', '.join(missing)}"
        return
    names = {t["name"] for t in told["tools"]}
    now = current([t for t in TOOLS if os.path.basename(t[0]) in names], root)
    for key in ("revision", "dirty"):
        if told[key] != now[key]:
            yield f"{key} was {told[key]}, is {now[key]}"
    for key, name, value in (("images", "file", "sha256"),
                             ("results", "file", "sha256"),
                             ("tools", "name", "version")):
        before, after = ({e[name]: e[value] for e in one[key]}
                         for one in (told, now))
        for each in sorted({*before, *after}):
            if before.get(each) != after.get(each):
                yield (f"{each}: {value} was {before.get(each, 'none')}, is "
                       f"{after.get(each, 'none')}")


def main():
    commands = []
    for step in sys.argv[1:]:
        target, exit_status = step.split("=")
        exit_status, _, kept = exit_status.partition(",")
        commands.append({"target": target, "command": f"make {target}",
                         "exit": int(exit_status),
                         "unchanged": kept == "unchanged",
                         "before": kept == "before"})
    identity = {**current(), "commands": commands}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(identity, indent=1, sort_keys=True) + "\n",
                    encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

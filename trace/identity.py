#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write build/results/identity.json: which tree, tools, images and commands.

The arguments are the steps that ran, as target=exit-status, with `,unchanged`
where the result of an earlier run of the same tree was kept.
"""
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

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
VERSION_OPTION = {"frama-c": "-version", "pmccabe": "-V"}


def output(command):
    try:
        run = subprocess.run(command, capture_output=True, text=True,
                             check=False)
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


def images():
    found = []
    for path in sorted(Path("build").rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            head = file.read(20)
            # an ELF executable for AArch64, so no object and no host program
            if head[:4] != b"\x7fELF" or head[16:20] != b"\x02\x00\xb7\x00":
                continue
            digest = hashlib.sha256(head + file.read()).hexdigest()
        found.append({"file": path.as_posix(), "sha256": digest})
    return found


def main():
    dirty = output(["git", "status", "--porcelain", "--", ".", ":!build"])
    commands = []
    for step in sys.argv[1:]:
        target, exit_status = step.split("=")
        exit_status, _, kept = exit_status.partition(",")
        commands.append({"target": target, "command": f"make {target}",
                         "exit": int(exit_status), "unchanged": bool(kept)})
    identity = {
        "revision": output(["git", "rev-parse", "HEAD"]) or "none",
        "dirty": dirty is None or dirty != "",
        "images": images(),
        "tools": [{"name": os.path.basename(name), "version": version(name),
                   "use": use} for name, use in TOOLS],
        "commands": commands,
    }
    path = Path("build/results/identity.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(identity, indent=1, sort_keys=True) + "\n",
                    encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

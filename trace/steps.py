#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Remember how the steps of `make certify-report` ended, and what they left.

usage: steps.py unchanged STEP [SETTING]    status 0: need not run again
       steps.py begin STEP                  remove its results
       steps.py done STEP STATUS [SETTING]  remember it in build/steps.json
       steps.py record NAME -- COMMAND...   run, write build/results/NAME.json

A step is unchanged when it ended well with this setting, its results are ok and
made from this tree, and all that it left is there and still the same.
"""
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from longeron_trace import inputs

MEMORY = Path("build/steps.json")
RESULT = "build/results/{}.json"
IMAGES = "build/aarch64/*/*.elf"
# What a step leaves beside its results.
LEFT = {
    "test": ("build/tools.xml", "build/results/log/*", IMAGES),
    "analyse": (IMAGES, "build/analyse/whole.elf"),
    "limits": (IMAGES, "build/objcov/whole.elf", "build/objcov/trail.so"),
    "prove": ("build/wp-log/**/*.txt",),
    "bench": (IMAGES, "build/bench/count.so"),
    "coverage": ("build/coverage/*/*/*.elf", "build/coverage/clang/*/*.tests",
                 "build/coverage/target/*.profraw"),
    "objcov": (IMAGES, "build/objcov/whole.elf", "build/objcov/trail.so",
               "build/objcov/port.json"),
}


def results_of(step):
    return [n for n, row in inputs.RESULTS.items() if row[0] == step]


def read(path):
    """The content of a JSON object; empty when it is none."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sha256(path):
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return "missing"


def why(step, setting):
    """Why a step has to run; empty when it need not."""
    last = read(MEMORY).get(step, {})
    if last.get("status") != 0:
        return "it has not passed before"
    if last["setting"] != setting:
        return "it ran with another setting"
    for name in results_of(step):
        result = read(RESULT.format(name))
        if not result.get("ok"):
            return f"{RESULT.format(name)} is not ok"
        if changed := inputs.changed(".", name, result):
            return f"{RESULT.format(name)}: {changed}"
    return next((f"{file} is missing or altered"
                 for file, digest in last["left"].items()
                 if sha256(file) != digest), "")


def done(step, status, setting):
    files = [RESULT.format(n) for n in results_of(step)]
    files += [p.as_posix() for pattern in LEFT.get(step, ())
              for p in sorted(Path(".").glob(pattern)) if p.is_file()]
    memory = read(MEMORY)
    memory[step] = {"status": status, "setting": setting,
                    "left": {f: sha256(f) for f in files}}
    MEMORY.write_text(json.dumps(memory, indent=1, sort_keys=True) + "\n",
                      encoding="utf-8")


def record(name, command):
    made_from = inputs.current(".", name)
    status = subprocess.run(command, check=False).returncode
    path = Path(RESULT.format(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"ok": status == 0, "inputs": made_from},
                               indent=1, sort_keys=True) + "\n",
                    encoding="utf-8")
    return status


def main(verb, name, *more):
    if verb == "unchanged":
        reason = why(name, *more or ("",))
        print(f"runs: {reason}" if reason else "unchanged")
        return 1 if reason else 0
    if verb == "begin":
        for each in results_of(name):
            Path(RESULT.format(each)).unlink(missing_ok=True)
        return 0
    if verb == "done":
        done(name, int(more[0]), more[1] if more[1:] else "")
        return 0
    return record(name, more[1:])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))

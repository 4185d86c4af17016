#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Remember how the steps of `make certify-report` ended, and what they left.

usage: steps.py unchanged STEP [SETTING]    status 0: need not run again
       steps.py begin STEP                  remove its results
       steps.py done STEP STATUS [SETTING]  remember it in build/steps.json
       steps.py before STEP                 status 0: its results hold, though
                                            it was not run here
       steps.py clock NAME                  NAME took the time since the last;
                                            `start` begins
       steps.py clock table TIMED [STEP...] show all; those STEPs, which a
                                            default run has not, do not count
       steps.py record NAME -- COMMAND...   run, write build/results/NAME.json

A step is unchanged when it ended well with this setting, its results are ok and
made from this tree, and all that it left is there and still the same. The
seconds are in build/times.json, and in no result, so that results compare; those
of `make test` in build/times-test. `table` fails over the limit where TIMED
is not empty, and where it is `unchanged` for a step that ran, too.
"""
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from longeron_trace import inputs

MEMORY = Path("build/steps.json")
TIMES = Path("build/times.json")
TEST_TIMES = Path("build/times-test")   # mk/test.mk writes it
LIMIT_S, UNCHANGED_LIMIT_S = 25 * 60, 2 * 60
ALWAYS = ("trace", "identity", "report", "pdf", "verify")   # run each time
RESULT = "build/results/{}.json"
IMAGES = "build/aarch64/*/*.elf"
# What a step leaves beside its results.
LEFT = {
    "test": ("build/tools.xml", "build/results/log/**/*", IMAGES,
             "build/host/tests/unit/*/test_*"),
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
    return unfit(step) or next((
        f"{file} is missing or altered" for file, digest
        in last["left"].items() if sha256(file) != digest), "")


def unfit(step):
    """What is wrong with the results of a step; empty when they hold."""
    for name in results_of(step):
        result = read(RESULT.format(name))
        if not result.get("ok"):
            return f"{RESULT.format(name)} is not ok"
        if changed := inputs.changed(".", name, result):
            return f"{RESULT.format(name)}: {changed}"
    return ""


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


def clock(name, *more):
    """Keep the time at which NAME has ended, or show how long each took."""
    rows = [] if name == "start" else json.loads(TIMES.read_text())
    if name == "table":
        return table([(n, at - before) for (_, before), (n, at)
                      in zip(rows, rows[1:])], *more)
    TIMES.parent.mkdir(parents=True, exist_ok=True)
    TIMES.write_text(json.dumps([*rows, [name, time.time()]]))
    return 0


def tested():
    """Seconds of the last `make test`; None where it did not pass."""
    try:
        begin, end = map(int, TEST_TIMES.read_text(encoding="utf-8").split())
    except (OSError, ValueError):
        return None
    return end - begin


def table(took, timed="", *beyond):
    """Seconds of each step, and of all against the limit that holds."""
    test = tested()
    ran = [n for n, _ in took if n not in ALWAYS and "," not in n]
    rows = []
    for name, seconds in took:
        note = ""
        if name in beyond:
            note = ", does not count: not as in a default run"
        elif name == "test,before" and test is None:
            note = ", and `make test` before it was not measured"
        elif name == "test,before":
            ran.append("test")
            seconds, note = seconds + test, ", of `make test` before"
        rows.append((name, seconds))
        print(f"{name.replace(',', ', '):28} {seconds:7.1f} s{note}")
    total = sum(seconds for name, seconds in rows if name not in beyond)
    limit = LIMIT_S if ran else UNCHANGED_LIMIT_S
    print(f"{'total of what counts' if beyond else 'total':28} {total:7.1f} s, "
          f"{'within' if total <= limit else 'OVER'} the {limit // 60} minutes "
          + ("that it may take" if ran else "for a tree without a change"))
    if timed == "unchanged" and ran:
        print(f"{', '.join(ran)} ran, though nothing has changed")
        return 1
    return 1 if timed and total > limit else 0


def main(verb, name, *more):
    if verb == "clock":
        return clock(name, *more)
    if verb == "before":
        reason = unfit(name)
        print(f"not run here, and {reason}" if reason
              else "passed before, not run here")
        return 1 if reason else 0
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

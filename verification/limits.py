#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Compare what runs take with what was computed: stacks and instructions.

usage: limits.py --whole IMAGE --objects FOLDER --plugin TRAIL.SO
                 [--objdump TOOL] [--app FOLDER]... -- QEMU-COMMAND...

Every system test and application runs on its plain image while a plugin of
QEMU watches (coverage/watch.py). Of each stack it tells the lowest address
that its own code touched; that must not be below what analyse.py computes from
frames and calls of the same image. Of each function that APEX and the kernel
offer it tells the most instructions of a call; that must not be above what
paths.py computes from IMAGE and the bounds of loops in analyse.json. Time while
nobody is ready, other processes and the application do not count. Writes
build/results/limits.json.
"""
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import analyse
import layers
from layers import inputs

sys.path.insert(0, str(Path(__file__).parents[1] / "coverage"))
import objects  # noqa: E402
import paths  # noqa: E402
import watch  # noqa: E402

RESULTS = Path("build/results")
JOBS = 2
# What has no bound in a test, and why that must be: (test, entry).
NO_BOUND = {
    ("port_05", "arch_restart"): "jumps to variables, which fault",
    ("port_06", "grower"): "overflows its stack by assembly",
    ("port_09", "arch_restart"): "jumps to no instruction, which faults",
    ("port_11", "arch_restart"): "overflows its stack by assembly",
    ("port_36", "caller"): "calls through a null pointer, which faults",
    ("apex_33", "executes"): "calls what is no code, which faults",
    **{(test, "overruns"): "overflows its stack by assembly"
       for test in ("apex_33", "apex_34")},
    **{key: "has labels for the log, which look like functions" for key in (
        ("apex_38", "handler"), ("apex_45", "computes"),
        ("apex_46", "overruns"), ("apex_50", "overruns"),
        ("apex_60", "replenishes"))},
    ("port_59", "overruns"): "calls one of two functions by its address",
    ("port_60", "fetches"): "calls what nothing answers, which faults",
    **{(f"port_{n}", "arch_restart"): "calls kernel_boot() again, with a wrong "
       "configuration" for n in (*range(29, 36), 49, 50, 51)},
}
# What the kernel has that is no service: it never ends.
NO_END = {name: analyse.UNBOUNDED[name] for name in ("port_ferry",)}
# Who calls by address in a test, and whom.
BY_ADDRESS = {"__d_vfprintf": {"__file_str_put"}}


PROCESS_END = "kernel_process_end"     # what runs behind an entry


class LimitsError(Exception):
    """Why nothing can be compared, and the cure."""


class Test:
    """What a run told, with the names of the image."""

    def __init__(self, folder, lines, options):
        self.name, self.file = folder.name, f"{folder}/main.c"
        image = options.images / folder.name / f"{folder.name}.elf"
        at = watch.system_tests.read_symbols(image)
        told = [line.split() for line in lines if line not in
                set(watch.steps(lines))]
        self.calls = {int(a, 16): int(n) for kind, a, n in
                      (t for t in told if t[0] == "call")}
        self.touched = [tuple(int(a, 16) for a in t[1:])
                        for t in told if t[0] == "stack"]
        self.called = {name: self.calls[at[name]]
                       for name in watch.services(options.objects)
                       if self.calls.get(at.get(name))}
        self.at, self.image = at, image
        self.options = options

    def stack_of(self, top):
        slot = self.at["fault_stack_end"] - self.at["boot_stack_end"]
        number = (top - self.at["stacks_start"]) // slot
        return {self.at["boot_stack_end"]: "boot",
                self.at["fault_stack_end"]: "fault"}.get(
                    top, f"process {number}")

    def rows(self):
        """The stacks that its run touched, each with its bound."""
        code = analyse.Code(self.options.objdump, self.image,
                            self.options.objects, self.image.parent)
        for name in sorted(set(BY_ADDRESS) & code.by_address):
            code.calls[name] |= BY_ADDRESS[name] & set(code.calls)
        names = {a: n for n, a in self.at.items() if n in code.calls}
        known = {}
        for top, entry, low in sorted(self.touched):
            stack = self.stack_of(top)
            if entry:
                name = names[entry]
            elif stack == "boot":
                name = "_start"
            else:   # what the port puts on it before the first switch
                name = "arch_switch_core"
            path, why = bounded(code, name, known)
            if entry and name not in analyse.CONTEXTS and not why:
                end, why = bounded(code, PROCESS_END, known)
                path = max(path, end, key=analyse.taken_by)
            yield {"test": self.name, "file": self.file, "stack": stack,
                   "entry": name, "bytes": top - low,
                   "bound": analyse.taken_by(path) if not why else None,
                   "path": path, "why": why}


def bounded(code, name, known):
    """(path that takes most, why it is no bound or "")."""
    reached = analyse.reachable([name], code.calls.__getitem__)
    open_calls = code.by_address - set(analyse.INDIRECT) - set(BY_ADDRESS)
    for each in sorted(reached & open_calls):
        return [], f"{each}() calls by address"
    for each in sorted(reached & code.unclear):
        return [], f"{each}() has a frame of no fixed size"
    try:
        return code.worst(name, known), ""
    except analyse.Recursion as error:
        return [], f"recursion: {error.args[0]}"


def check_stacks(rows, size):
    """Problems of stacks; a row without a bound gets its reason."""
    used = set()
    for row in rows:
        key = row["test"], row["entry"]
        what = f"{row['test']}: {row['entry']}() on the {row['stack']} stack"
        deep = row["bound"] is None or row["bytes"] > row["bound"]
        row["reason"] = NO_BOUND.get(key, "") if deep else ""
        if row["reason"]:
            used.add(key)
            row["bound"] = None
        elif row["bound"] is None:
            yield layers.problem(row["file"], 1, f"{what} has no bound: "
                                 + row["why"], "write it so that it has one, "
                                 "or add it to NO_BOUND in "
                                 "verification/limits.py")
        elif deep:
            yield layers.problem(row["file"], 1, f"{what} takes {row['bytes']}"
                                 f" bytes, more than its bound of "
                                 f"{row['bound']}", "find the frame or the "
                                 "call that verification/analyse.py does not "
                                 "see")
        if row["bytes"] > size:
            yield layers.problem(row["file"], 1, f"{what} takes {row['bytes']}"
                                 f" bytes, {size} are there",
                                 "make its frames smaller")
    for key in sorted(set(NO_BOUND) - used):
        yield layers.problem("verification/limits.py", 1, f"{key}: no stack "
                             "is so", "remove it from NO_BOUND")


def service_rows(options, loops, tests, functions=()):
    """(rows, problems): each function with the most that a call took and with
    its bound."""
    places = {f["name"]: (f["file"], f["line"]) for f in functions}
    program = paths.Program(options.objdump, options.whole)
    bounds = paths.Bounds(
        program, objects.line_table(options.whole), loops,
        (watch.APPLICATION[1], *analyse.ANEW), watch.uncounted(program))
    at = {name: address for address, name in program.starts.items()}
    rows, found = [], []
    for name, kind in sorted(watch.services(options.objects).items(),
                             key=lambda s: (s[1] != "service", s[0])):
        if name in NO_END:
            continue
        file, line = places.get(name) or bounds.lines.get(
            at.get(name), (str(options.whole), 1))
        row = {"name": name, "kind": kind, "file": file, "line": line,
               "bound": None, "loops": [], "most": None, "test": ""}
        most = max(((t.called[name], t.name) for t in tests
                    if name in t.called), default=None)
        if most:
            row["most"], row["test"] = most
        try:
            row["bound"] = bounds.of(at[name])
            row["loops"] = bounds.found[at[name]]
        except KeyError:
            found.append(layers.problem(file, line, f"{name}() is not in "
                                        f"{options.whole}", "build it again"))
        except paths.NoBound as error:
            address, text, cure = error.args
            found.append(layers.problem(
                *bounds.lines.get(address, (file, line)),
                f"{name}() has no bound of instructions: {text}", cure))
        rows.append(row)
    return rows, found


def check_services(rows):
    for row in rows:
        place = row["file"], row["line"]
        if row["most"] is None:
            yield layers.problem(*place, f"no system test calls {row['name']}"
                                 "()", "write one")
        elif row["bound"] is not None and row["most"] > row["bound"]:
            yield layers.problem(
                *place, f"{row['test']}: {row['name']}() takes {row['most']} "
                f"instructions, more than its bound of {row['bound']}",
                "find what verification/paths.py does not see")


def watch_all(options):
    """(tests, problems)."""
    folders = [*((f.parent, True) for f in sorted(
        options.tests.glob("*/main.c"))), *((f, False) for f in options.app)]

    def one(work):
        folder, tagged = work
        try:
            told, lines = watch.watch(folder, options, tagged)
        except (watch.system_tests.BadTest, OSError) as error:
            told = [str(error)]
        if told:
            return None, layers.problem(
                f"{folder}/main.c", 1, "it does not pass while it is watched: "
                + " / ".join(told[:5]), "make test-system")
        return Test(folder, lines, options), None

    with ThreadPoolExecutor(JOBS) as pool:
        done = list(pool.map(one, folders))
    return [t for t, _ in done if t], [p for _, p in done if p]


def compare(options):
    path = RESULTS / "analyse.json"
    if not path.is_file():
        raise LimitsError(f"{path} is missing\n    cure: make analyse")
    analysed = json.loads(path.read_text())
    size = analysed["stack"]["size"]
    tests, problems = watch_all(options)
    stacks = [row for test in tests for row in test.rows()]
    services, found = service_rows(options, analysed["loops"], tests,
                                   analysed["functions"])
    problems += [*check_stacks(stacks, size), *found,
                 *check_services(services)]
    return {"size": size, "stacks": stacks, "services": services,
            "tests": sorted(t.name for t in tests), "problems": problems,
            "ok": bool(stacks and services and not problems)}


def show(result):
    by_stack = {}
    for row in result["stacks"]:
        kind = row["stack"].split()[0]
        if row["bound"] is not None:
            by_stack.setdefault(kind, []).append(row)
    for kind, rows in sorted(by_stack.items()):
        row = max(rows, key=lambda r: r["bytes"])
        print(f"stack, {kind:7} {row['bytes']:5} bytes measured ({row['test']}"
              f", {row['entry']}), bound {row['bound']}, of {result['size']}")
    ranked = [r for r in result["services"] if r["most"] and r["bound"]]
    print(f"{len(result['services'])} services, {len(ranked)} of them measured "
          f"and bounded, in {len(result['tests'])} tests and applications")
    layers.tell(result["problems"])


def main():
    parser = watch.parser(__doc__)
    parser.add_argument("--app", type=Path, action="append", default=[])
    options = parser.parse_args()
    path = RESULTS / "limits.json"
    path.unlink(missing_ok=True)
    made_from = inputs.current(".", "limits")
    try:
        result = {**compare(options), "inputs": made_from}
    except (LimitsError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"limits: {error}")
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    show(result)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

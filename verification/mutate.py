#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Plant small faults in the C code; a test or a proof must notice each.

Where to cut comes from clang's syntax tree; the cut is made in the text, so
contracts stay; assembly is left alone. A mutant of the kernel or APEX is built
with the unit tests in a copy of the tree, those of its own module first, one of
libc (and of the port or the board, whose files are tried only when named) with
the system tests, those of its function's requirement first, up to the first that fails. What no test notices of the kernel
and APEX is then given to WP, for its function alone, and the goals that fail are told.
Where these are mere steps of the proof, assertions and what holds in a loop,
the contract may hold still: that is not noticed. What neither notices needs a
record, with a reason, in verification/mutate-survivors.yaml.
"""
import argparse
import collections
import contextlib
import hashlib
import json
import os
import queue
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests/system"))
import prove  # noqa: E402
import run as system_tests  # noqa: E402
from prove import inputs  # noqa: E402

SURVIVORS = "verification/mutate-survivors.yaml"
RESULT = "build/results/mutate.json"
PROVED = ("src/kernel", "src/apex")
TARGET = ("src/arch/aarch64", "src/board/qemu-virt-aarch64", "src/libc")
# The port and the board take too long for each run: a file of them by name.
MUTATED = (*PROVED, "include/kernel", "src/libc")
COPIED = ("Makefile", "longeron.mk", "mk", "include", "src", "tests/unit",
          "tests/system", "apps", "verification")
SWAP = {
    "<": ("<=", ">"), "<=": ("<", ">="), ">": (">=", "<"), ">=": (">", "<="),
    "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
    "+": ("-",), "-": ("+",), "*": ("+",), "/": ("*",), "%": ("*",),
    "&": ("|",), "|": ("&",), "^": ("&",), "<<": (">>",), ">>": ("<<",),
    "+=": ("-=",), "-=": ("+=",), "|=": ("&=",), "&=": ("|=",),
    "<<=": (">>=",), ">>=": ("<<=",),
}
REMOVABLE = {"CallExpr", "CompoundAssignOperator", "CStyleCastExpr"}


# Goals that are steps of the proof alone, and no part of what is promised.
STEP = re.compile(r"_(?:loop_invariant|loop_assigns|assert)_(?!rte_)")


# A test that runs for ever ends by the CPU's time, whatever else runs here: at
# several times what it takes without a mutant.
LIMITED = """
import os, resource, signal, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
os.execvp(sys.argv[3], sys.argv[3:])"""
LEAST_S, TIMES, FIRST_S = 0.3, 5, 10.0
UNIT_BYTES = 1 << 30
INCLUDES = ("-Iinclude", "-Iinclude/apex")
COMPILERS = {True: ["aarch64-linux-gnu-gcc", "-Isrc/arch/aarch64"],
             False: ["gcc", "-Itests/unit/host", "-Isrc/arch/aarch64"]}


class Problem(Exception):
    """The check cannot run, or its records are wrong."""


def place(location):
    """(offset, length of the token) in the file, through macros."""
    location = location.get("expansionLoc", location)
    if "offset" not in location:
        return None
    return location["offset"], location.get("tokLen", 0)


def span(node):
    """(start, end) of a node in the text, or None."""
    begin = place(node.get("range", {}).get("begin", {}))
    end = place(node.get("range", {}).get("end", {}))
    return (begin[0], end[0] + end[1]) if begin and end else None


def on_target(mutant):
    """Is it of the code that only system tests run?"""
    return mutant["file"].startswith(tuple(f"{t}/" for t in TARGET))


def in_macro(node):
    return "expansionLoc" in node.get("range", {}).get("begin", {}) \
        or "expansionLoc" in node.get("range", {}).get("end", {})


class File:
    """One C file or header: its text and where it can be cut."""

    def __init__(self, root, file):
        self.file = file
        self.text = (root / file).read_bytes()
        run = subprocess.run(
            ["clang-19", "-std=c11", "--target=aarch64-linux-gnu",
             "-ffreestanding", "-w", "-x", "c",
             *INCLUDES, "-Isrc/arch/aarch64",
             "-Itests/unit/host", "-Xclang", "-ast-dump=json",
             "-fsyntax-only", file], cwd=root, capture_output=True)
        if run.returncode:
            raise Problem(f"{file}: clang: {run.stderr.decode()}")
        self.cuts = []
        for node in json.loads(run.stdout)["inner"]:
            if node.get("kind") == "FunctionDecl" and self.is_here(node):
                for child in node.get("inner", []):
                    if child["kind"] == "CompoundStmt":
                        self.function = node["name"]
                        self.walk(child)

    def is_here(self, node):
        where = place(node.get("loc", {}))
        name = node.get("name", "").encode()
        return (where is not None and "includedFrom" not in node["loc"]
                and self.text[where[0]:where[0] + where[1]] == name)

    def cut(self, start, end, new, operator):
        old = self.text[start:end].decode()
        self.cuts.append((self.function, start, end, old, new, operator))

    def walk(self, node):
        kind, inner = node.get("kind"), node.get("inner", [])
        if kind in ("BinaryOperator", "CompoundAssignOperator"):
            self.binary(node, inner)
        elif kind == "UnaryOperator" and node["opcode"] in ("++", "--", "~"):
            self.unary(node)
        elif kind == "IntegerLiteral":
            self.constant(node)
        elif kind in ("IfStmt", "WhileStmt", "ConditionalOperator"):
            self.condition(inner[0], kind)
        elif kind == "ForStmt" and inner[2].get("kind"):
            self.condition(inner[2], kind)
        elif kind == "CompoundStmt":
            for child in inner:
                self.removal(child)
        for child in inner:
            self.walk(child)

    def binary(self, node, inner):
        opcode = node["opcode"]
        left, right = span(inner[0]), span(inner[1])
        if opcode not in SWAP or not left or not right \
                or left[1] > right[0]:
            return
        between = self.text[left[1]:right[0]].decode()
        found = re.search(re.escape(opcode) + r"(?![=&|<>])",
                          re.sub(r"/\*.*?\*/", lambda m: " " * len(m[0]),
                                 between, flags=re.S))
        if not found:
            return
        start = left[1] + found.start()
        for new in SWAP[opcode]:
            self.cut(start, start + len(opcode), new, "operator")

    def unary(self, node):
        where = span(node)
        if not where or in_macro(node):
            return
        opcode = node["opcode"]
        start = where[1] - 2 if node.get("isPostfix") else where[0]
        new = {"++": "--", "--": "++", "~": ""}[opcode]
        self.cut(start, start + len(opcode), new, "operator")

    def constant(self, node):
        where = span(node)
        if not where:
            return
        old = self.text[where[0]:where[1]].decode()
        # A macro with arguments is not a constant to us.
        if not re.fullmatch(r"\w+", old):
            return
        one = "1U" if "unsigned" in node["type"]["qualType"] else "1"
        self.cut(*where, f"({old} + {one})", "constant")
        if int(node["value"]) != 0:
            self.cut(*where, f"({old} - {one})", "constant")

    def condition(self, node, kind):
        where = span(node)
        if where:
            old = self.text[where[0]:where[1]].decode()
            self.cut(*where, f"!({old})", "swapped branches"
                     if kind != "WhileStmt" else "condition")

    def removal(self, node):
        kind = node.get("kind")
        if kind in REMOVABLE or (
                kind == "BinaryOperator" and node["opcode"] == "=") or (
                kind == "UnaryOperator" and node["opcode"] in ("++", "--")):
            where = span(node)
            if where:
                self.cut(*where, "", "statement removed")

    def mutants(self):
        seen, done = {}, set()
        for function, start, end, old, new, operator in self.cuts:
            if (start, end, new) in done:
                continue
            done.add((start, end, new))
            line_start = self.text.rfind(b"\n", 0, start) + 1
            line_end = self.text.find(b"\n", end)
            line = self.text[line_start:line_end].decode()
            changed = (self.text[line_start:start].decode() + new
                       + self.text[end:line_end].decode())
            name = (f"{function}: {' '.join(line.split())} -> "
                    f"{' '.join(changed.split())}")
            seen[name] = seen.get(name, 0) + 1
            if seen[name] > 1:
                name += f" #{seen[name]}"
            yield {"id": name, "file": self.file,
                   "line": self.text.count(b"\n", 0, start) + 1,
                   "function": function,
                   "operator": f"{operator}: {' '.join(old.split())[:40]} to "
                   f"{' '.join(new.split())[:48] or 'nothing'}",
                   "start": start, "end": end, "new": new}


class Tree:
    """A copy of the tree in which mutants are planted."""

    def __init__(self, root, number, options):
        self.root, self.options = root, options
        self.copy = root / f"build/mutate/{number}"
        shutil.rmtree(self.copy, ignore_errors=True)
        self.copy.mkdir(parents=True)
        for name in COPIED:
            source, target = root / name, self.copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            elif source.is_file():
                shutil.copy2(source, target)
        (self.copy / "build").mkdir(exist_ok=True)
        self.tests = sorted((self.copy / "tests/unit").glob("*/test_*.c"))
        self.systems = sorted(p.parent for p in (
            self.copy / "tests/system").glob("*/main.c"))

    def program(self, test):
        return "build/host/" + test.relative_to(
            self.copy).with_suffix("").as_posix()

    def build(self, *goals):
        run = subprocess.run(
            ["make", "-s", *goals, "UNIT_FLAGS=-O0 -w",
             "TARGET_CC=aarch64-linux-gnu-gcc -w"],
            cwd=self.copy, capture_output=True, text=True)
        if run.returncode:
            raise Problem(f"the tests do not build: {goals}:\n"
                          + run.stdout + run.stderr)

    def limited(self, name, size=resource.RLIM_INFINITY):
        """What runs a command with a limit of CPU time, and of memory."""
        seconds = self.options.limits.get(name, FIRST_S)
        return [sys.executable, "-ISc", LIMITED, str(seconds), str(size)]

    def passes(self, test):
        program = self.program(test)
        with subprocess.Popen([*self.limited(program, UNIT_BYTES), program],
                              cwd=self.copy, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            try:
                return process.wait(self.options.test_timeout) == 0
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return False

    def tests_pass(self, file):
        """Whether all pass; the file's own are built and run before others."""
        name = f"test_{Path(file).stem}"
        own = [t for t in self.tests if t.stem == name
               and t.parent.name in Path(file).parts]
        for test in own:
            self.build(self.program(test))
            if not self.passes(test):
                return False
        if self.tests != own:
            self.build("unit-images")
        return all(self.passes(t) for t in self.tests if t not in own)

    def system_passes(self, folder):
        image = self.copy / f"build/aarch64/{folder.name}/{folder.name}.elf"
        more = folder / "qemu"
        log, status = system_tests.boot(
            [*self.limited(folder.name), *self.options.qemu.split(),
             *(more.read_text().split() if more.exists() else [])], image)
        expected = system_tests.read_expected(folder, image)
        return not system_tests.compare(*expected, log, status)

    def systems_pass(self, mutant):
        """Whether all pass, those of the function's requirement first. The
        tag stands above the function."""
        tags = re.findall(rb"\[impl->(\S+)\]", (
            self.root / mutant["file"]).read_bytes()[:mutant["start"]])
        own = [f for f in self.systems if tags and tags[-1].decode()
               in system_tests.read_tags(f / "main.c")[0]]
        for test in own:
            self.build(f"build/aarch64/{test.name}/{test.name}.elf")
            if not self.system_passes(test):
                return False
        self.build("system-images")
        return all(self.system_passes(f) for f in self.systems
                   if f not in own)

    def unproved(self, file, function):
        """The goals of the function that WP does not prove."""
        source = file
        if file.endswith(".h"):  # proved in the first C file that has it
            source = prove.includer(self.copy, file, [
                p.relative_to(self.copy).as_posix() for f in PROVED
                for p in sorted((self.copy / f).glob("*.c"))])
        unit = prove.Unit(self.copy, source, argparse.Namespace(
            build=self.copy / "build", function=function, no_smoke=True,
            steps=prove.STEPS, timeout=self.options.timeout),
            self.root / "build/why3.conf", self.root / "build/wp-cache").run()
        decided = prove.goal_lines(unit.log)
        tried = {g: r["wp:main"] for goals in unit.goals.values()
                 for g, r in goals.items()}
        failed = [g for g, verdict in decided if verdict != "Valid"] + [
            g for g, r in tried.items() if r.get("valid", 0) < r["total"]]
        # A goal that is missing is no proof: WP counts them.
        count = len(decided) + sum(r["total"] for r in tried.values())
        counted = re.search(r"Proved goals: +\d+ / (\d+)", unit.log)
        if not failed and (unit.problems or not count or not counted
                           or int(counted[1]) != count):
            return ["no proof: " + unit.log.strip().split("\n")[-1]]
        return sorted(failed)

    @contextlib.contextmanager
    def planted(self, mutant):
        path = self.copy / mutant["file"]
        original = path.read_bytes()
        path.write_bytes(original[:mutant["start"]] + mutant["new"].encode()
                         + original[mutant["end"]:])
        try:
            yield
        finally:
            path.write_bytes(original)

    def is_c(self, mutant):
        compiler, *includes = COMPILERS[on_target(mutant)]
        return not subprocess.run(
            [compiler, "-std=c11", "-ffreestanding", "-w", "-fsyntax-only",
             "-x", "c", *INCLUDES, *includes, mutant["file"]], cwd=self.copy,
            capture_output=True).returncode

    def test(self, mutant):
        """The verdict by tests: survived where all pass."""
        with self.planted(mutant):
            if not self.is_c(mutant):
                return "not C"
            passed = (self.systems_pass(mutant) if on_target(mutant)
                      else self.tests_pass(mutant["file"]))
            return "survived" if passed else "killed-test"

    def prove(self, mutant):
        """The verdict by proof, and the goals that fail."""
        with self.planted(mutant):
            if not self.is_c(mutant):
                return "not C", []
            failed = self.unproved(mutant["file"], mutant["function"])
        kills = [g for g in failed if " " not in g and not STEP.search(g)]
        return "killed-proof" if kills else "survived", kills or failed


def all_mutants(root, module):
    files = [p for folder in MUTATED for p in sorted(
        (root / folder).glob("*.[ch]")) if p.suffix == ".c"
             or "static inline" in p.read_text(encoding="utf-8")]
    if module and Path(module).parent.as_posix() in TARGET and (
            root / module) not in files:
        files.append(root / module)
    found = []
    for path in files:
        found += File(root, path.relative_to(root).as_posix()).mutants()
    return found


def sample(mutants, size):
    """Always the same: one of each function, then a second of each, ..."""
    chosen, rank = [], collections.Counter()
    for mutant in sorted(mutants, key=lambda m: hashlib.sha256(
            m["id"].encode()).digest()):
        place_of = (mutant["file"], mutant["function"])
        chosen.append((rank[place_of], len(chosen), mutant))
        rank[place_of] += 1
    kept = {c[2]["id"] for c in sorted(chosen, key=lambda c: c[:2])[:size]}
    return [m for m in mutants if m["id"] in kept]


def choose(mutants, options):
    """The mutants to try, and in words how many they are of all."""
    chosen = mutants
    if options.module:
        chosen = [m for m in mutants if options.module in (
            Path(m["file"]).stem, m["file"])]
    if not chosen:
        raise Problem(f"no mutant: {', '.join(MUTATED)}: no "
                      f"{options.module or '*'}.c")
    scope = f"module {options.module}" if options.module else ""
    if options.sample and options.sample < len(chosen):
        chosen = sample(chosen, options.sample)
        scope = "a sample" + (f" of {scope}" if scope else "")
    return chosen, (f"{scope}: {len(chosen)} of {len(mutants)} mutants"
                    if scope else f"all {len(mutants)} mutants")


def baseline(trees, mutants):
    """Which functions of these mutants WP proves as they are."""
    functions = [{"file": f, "function": n} for f, n in sorted(
        {(m["file"], m["function"]) for m in mutants})]
    run_all(trees, functions, lambda tree, f: f.update(
        good=not tree.unproved(f["file"], f["function"])))
    problems = [f"{f['file']}:0: function {f['function']} does not prove as "
                "it is; its mutants are not proved"
                for f in functions if not f["good"]]
    return {(f["file"], f["function"]) for f in functions if f["good"]}, \
        problems


def run_all(trees, items, do):
    """do(tree, item) for all, each tree one at a time."""
    work = queue.Queue()
    for item in items:
        work.put(item)
    errors = []

    def worker(tree):
        while not errors:
            try:
                do(tree, work.get_nowait())
            except queue.Empty:
                return
            except Exception as error:  # pylint: disable=broad-except
                errors.append(error)
                return

    threads = [threading.Thread(target=worker, args=(t,)) for t in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


class Log:
    """A line for each verdict."""

    def __init__(self, phase, total):
        self.phase, self.total = phase, total
        self.done, self.lock = 0, threading.Lock()

    def __call__(self, mutant):
        with self.lock:
            self.done += 1
            print(f"{self.phase} [{self.done}/{self.total}] "
                  f"{mutant['file']}:{mutant['line']}: {mutant['verdict']}: "
                  f"{mutant['id']}", flush=True)


def timed(options, name, passes, test):
    """Does a test pass, and how much CPU time may it take from now on?"""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before, passed = used(), passes(test)
    options.limits[name] = max(LEAST_S, TIMES * (used() - before))
    return passed


def test_all(trees, mutants, options):
    """Every mutant's verdict by tests; those that survived."""
    for mutant in {m["file"]: m for m in mutants}.values():
        if not trees[0].is_c(mutant):
            raise Problem(f"{mutant['file']}: does not compile as it is")
    if trees[0].tests:
        trees[0].build("unit-images")
        if not all(timed(options, trees[0].program(t), trees[0].passes, t)
                   for t in trees[0].tests):
            raise Problem("the unit tests fail without a mutant")
    if any(map(on_target, mutants)):
        if not options.qemu:
            raise Problem("--qemu is missing: system tests try "
                          + ", ".join(TARGET))
        trees[0].build("system-images")
        if not all(timed(options, f.name, trees[0].system_passes, f)
                   for f in trees[0].systems):
            raise Problem("the system tests fail without a mutant")
    log = Log("tests", len(mutants))

    def test(tree, mutant):
        mutant["verdict"] = tree.test(mutant)
        log(mutant)

    run_all(trees, mutants, test)
    return [m for m in mutants if m["verdict"] == "survived"]


def prove_all(trees, alive):
    """WP's verdict on what tests left alive; problems."""
    alive = [m for m in alive if not on_target(m)]
    good, problems = baseline(trees, alive)
    log = Log("proof", len(alive))

    def prove_one(tree, mutant):
        if (mutant["file"], mutant["function"]) in good:
            mutant["verdict"], mutant["goals"] = tree.prove(mutant)
        log(mutant)

    run_all(trees, alive, prove_one)
    return problems


def proof_alone(trees, mutants, scope):
    """What WP makes of all mutants; shows those that no contract notices."""
    for mutant in mutants:
        mutant["verdict"] = "not tried"  # where its function does not prove
    for problem in prove_all(trees, mutants):
        print(problem, file=sys.stderr)
    tried = [m for m in mutants
             if m["verdict"] in ("killed-proof", "survived")]
    alive = [m for m in tried if m["verdict"] == "survived"]
    for mutant in alive:
        steps = ", ".join(mutant["goals"]) or "none"
        print(f"{mutant['file']}:{mutant['line']}: no contract notices: "
              f"{mutant['id']} (steps of the proof that fail: {steps})")
    print(f"mutate: proof alone, {scope}: {len(tried) - len(alive)} killed, "
          f"{len(alive)} alive")
    return 0


def read_survivors(root):
    path = root / SURVIVORS
    records = yaml.safe_load(path.read_text(encoding="utf-8")) or [] \
        if path.is_file() else []
    for record in records:
        if not record.get("id") or not record.get("reason"):
            raise Problem(f"{SURVIVORS}: a record lacks its id or its reason:"
                          f" {record}")
    return {r["id"]: " ".join(r["reason"].split()) for r in records}


def finish(root, mutants, records, scope, count, made_from):
    """What was judged, problems, and the result file."""
    problems = []
    judged = [m for m in mutants if m["verdict"] != "not C"]
    for mutant in judged:
        reason = records.get(mutant["id"], "")
        mutant["reason"] = ""
        if mutant["verdict"] == "survived":
            mutant["reason"] = reason
            if not reason:
                steps = ", ".join(mutant.get("goals", []))
                problems.append(
                    f"{mutant['file']}:{mutant['line']}: survived: "
                    f"{mutant['id']}: "
                    + f"mere steps of the proof fail ({steps}): " * bool(steps)
                    + "say more in a contract or a test, or record why it "
                    f"changes nothing in {SURVIVORS}")
        elif reason:
            problems.append(f"{SURVIVORS}: {mutant['id']}: does not "
                            "survive: remove the record")
    if len(mutants) == count:
        known = {m["id"] for m in judged}
        problems += [f"{SURVIVORS}: {i}: no such mutant: remove the record"
                     for i in records if i not in known]
    result = root / RESULT
    result.parent.mkdir(parents=True, exist_ok=True)
    shown = ("id", "file", "line", "function", "operator", "verdict",
             "reason")
    result.write_text(json.dumps({
        "mutants": [{**{k: m[k] for k in shown},
                     "goals": m.get("goals", [])} for m in sorted(
            judged, key=lambda m: (m["file"], m["line"], m["id"]))],
        "inputs": made_from, "scope": scope, "possible": count,
        "tried": len(mutants),
        "not_c": len(mutants) - len(judged), "problems": sorted(problems),
        "ok": not problems}, indent=1) + "\n", encoding="utf-8")
    return judged, problems


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=".")
    parser.add_argument("--module", help="only this module, e.g. sched, or "
                        "this file")
    parser.add_argument("--sample", type=int,
                        help="only so many, always the same, of each "
                        "function about as many")
    parser.add_argument("--timeout", type=int, default=30,
                        help="seconds for a prover and a goal, which end what "
                        "a mutant made too hard: a proof takes its steps "
                        "much sooner")
    parser.add_argument("--test-timeout", type=int, default=60)
    parser.add_argument("--tests", action="store_true",
                        help="show what tests leave alive; no proof, no "
                        "result")
    parser.add_argument("--proof", action="store_true",
                        help="show what contracts leave alive; no test, no "
                        "result")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--qemu", help="the command, without -kernel")
    parser.add_argument("--list", action="store_true",
                        help="show the mutants, try none")
    return parser.parse_args(argv)


def check(options):
    root = Path(options.root).resolve()
    for tool, package in {**prove.TOOLS, "gcc": "gcc", "make": "make"}.items():
        if not shutil.which(tool):
            raise Problem(f"{tool} is missing: install the package {package},"
                          " or run ./bootstrap")
    made_from = inputs.current(root, "mutate")
    every = all_mutants(root, options.module)
    mutants, scope = choose(every, options)
    if options.list:
        for mutant in mutants:
            print(f"{mutant['file']}:{mutant['line']}: {mutant['id']}")
        return 0
    records = read_survivors(root)
    (root / "build/wp-cache").mkdir(parents=True, exist_ok=True)
    prove.provers_config(root / "build")
    options.limits = {}     # seconds, by test
    trees = [Tree(root, n, options) for n in range(options.jobs)]
    if options.proof:
        return proof_alone(trees, mutants, scope)
    alive = test_all(trees, mutants, options)
    if options.tests:
        for mutant in alive:
            print(f"{mutant['file']}:{mutant['line']}: no test notices: "
                  f"{mutant['id']}")
        print(f"mutate: tests alone, {scope}: {len(alive)} alive")
        return 0
    problems = prove_all(trees, alive)
    judged, more = finish(root, mutants, records, scope, len(every),
                          made_from)
    for mutant in judged:
        if mutant["verdict"] == "killed-proof":
            print(f"{mutant['file']}:{mutant['line']}: killed by a proof "
                  f"alone: {mutant['id']}: {', '.join(mutant['goals'])}")
    for problem in sorted(problems + more):
        print(problem, file=sys.stderr)
    tally = {v: sum(m["verdict"] == v for m in judged)
             for v in ("killed-test", "killed-proof", "survived")}
    print(f"mutate: {scope}: {tally['killed-test']} killed by a test, "
          f"{tally['killed-proof']} by a proof alone, "
          f"{tally['survived']} survived"
          + f", {len(mutants) - len(judged)} not C, {len(more)} problems")
    return 1 if more else 0


def main(argv):
    try:
        return check(arguments(argv))
    except (Problem, prove.Problem) as problem:
        print(f"mutate: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

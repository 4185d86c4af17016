#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Prove the C code with Frama-C WP, and count what it proved.

Frama-C exits with 0 when goals are unproved, so this gate reads its reports:
WP's JSON of goals, and from Frama-C's server the functions of its own AST and
the consolidated status of every property. It fails when a function of
src/kernel or src/apex lacks a contract, a goal, or a proof, when something is
admitted without a record in verification/proof-records.yaml, and when counts
of goals or texts of contracts, predicates and lemmas differ from
verification/proof-verdict.csv. verification/proof-goals.csv has the names of
the goals, so that it is told which came or went.
"""
import argparse
import collections
import concurrent.futures
import csv
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trace"))
from longeron_trace import acsl, code, inputs  # noqa: E402

LAYERS = ("src/kernel", "src/apex")
INCLUDES = ("include", "include/apex", "verification/wp")
VERDICT = "verification/proof-verdict.csv"
VERDICT_COLUMNS = ("file", "name", "goals", "valid", "text")
GOALS = "verification/proof-goals.csv"
GOALS_COLUMNS = ("file", "function", "goal", "count")
RECORDS = "verification/proof-records.yaml"
# Provers' steps bound their tries, not seconds: the same on every machine,
# also on one that is busy. This time is only for what hangs.
TIMEOUT_S = 300
STEPS = 20000000    # 10 s of z3, about; cvc4 takes up to 1 s for 40,000
# Most goals this one proves alone in these steps (1 s), which costs half of a
# race of both.
FIRST_PROVER, OTHER_PROVER = "cvc4", "z3"
PROVERS = f"{OTHER_PROVER},{FIRST_PROVER}"
FIRST_STEPS = 60000
MACHDEP = "gcc_x86_64"
# For the target, with nothing but plain char's sign to tell two runs apart.
COMPILE = ("clang-19", "--target=aarch64-none-elf", "-std=c11",
           "-ffreestanding", "-w", "-O1", "-S", "-o", "-")
SMOKE = "prop_wp_smoke_"
# There is no name for smoke tests, so the others are taken away; without
# @invariant those of loops would go too.
SMOKE_ALONE = ("-@ensures,-@assigns,-@requires,-@assert,-@terminates,-@exits,"
               "-@lemma,-@variant,-@rte,-@complete_behaviors,"
               "-@disjoint_behaviors")
# A smoke test passes when the prover has spent these steps in vain: about
# 0.3 s, and the same verdict on every machine.
SMOKE_STEPS = 400000
# Kinds whose status says nothing here: preconditions are proved where they
# are used ("instance"), and the others have no proof of their own.
NOT_PROVED = {"requires", "behavior", "assumes", "allocates", "reachable",
              "loop_allocates", "axiomatic", "loop_pragma", "extension"}
TOOLS = {"frama-c": "frama-c-base", "why3": "why3", "z3": "z3",
         "cvc4": "cvc4", "ctags": "universal-ctags", "clang-19": "clang-19"}
say_lock = threading.Lock()


def say(text):
    with say_lock:
        print(text, flush=True)


class Problem(Exception):
    """The proof cannot be run at all."""


def provers_config(build):
    """A why3 configuration of our own, so that $HOME has no say."""
    config = build / "why3.conf"
    config.unlink(missing_ok=True)
    run = subprocess.run(["why3", "config", "detect", "-C", str(config)],
                         capture_output=True, text=True)
    if run.returncode or not config.is_file():
        raise Problem(f"why3 config detect failed:\n{run.stdout}{run.stderr}")
    text = config.read_text(encoding="utf-8")
    for name in ("Z3", "CVC4"):
        if f'name = "{name}"' not in text:
            raise Problem(f"why3 found no {name}: install the package "
                          f"{name.lower()}, or run ./bootstrap")
    return config


def first_step(log):
    """What WP says of all goals; its next steps are of what is left open."""
    return "[wp] Running WP".join(log.split("[wp] Running WP")[:2])


def goal_lines(log):
    """Goals that WP decided by the control flow alone: in no report."""
    return re.findall(r"^\[wp\] \[CFG\] Goal (\S+) : (\S+)",
                      first_step(log), re.M)


def warnings_of(log):
    """(plugin, file, line, text) for each warning or error of a log."""
    found, current = [], None
    for line in log.splitlines():
        head = re.match(
            r"\[(?P<plugin>[\w:-]+)\](?: (?P<file>[^\s:]+):(?P<line>\d+):)?"
            r" ?(?:(?P<level>Warning|User Error|Failure|System error):?)?"
            r"(?P<text>.*)", line)
        if head:
            current = None
            if head["level"] or "syntax error" in line or "aborted" in line:
                current = [head["plugin"], head["file"] or "",
                           int(head["line"] or 0), head["text"].strip()]
                found.append(current)
        elif current is not None and line.startswith("  "):
            current[3] = (current[3] + "\n" + line.strip()).strip()
    return [tuple(w) for w in found]


class Unit:
    """One C file: its run of Frama-C and what came out."""

    def __init__(self, root, file, options, config, cache):
        self.root, self.file, self.options = root, file, options
        self.config, self.cache = config, cache
        self.log, self.goals, self.functions, self.properties = "", {}, [], []
        self.skipped = set()    # functions of headers, proved in another file
        self.problems = []
        self.seconds = 0.0

    def run(self):
        started = time.monotonic()
        with tempfile.TemporaryDirectory(dir=self.options.build) as scratch:
            self.run_in(Path(scratch))
        self.seconds = time.monotonic() - started
        return self

    def run_in(self, scratch):
        """One run of Frama-C: each step tries what the last left open."""
        if not self.cache:
            self.cache = scratch / "cache"
            self.cache.mkdir()
        steps = [["-wp-prover", FIRST_PROVER, "-wp-steps", str(FIRST_STEPS)],
                 [f"-wp-prover=+{OTHER_PROVER}",
                  "-wp-steps", str(self.options.steps)]]
        if not self.options.no_smoke:
            # A smoke test that passes takes all its steps: so by one prover.
            steps.append([
                f"-wp-prover=-{FIRST_PROVER}", "-wp-smoke-tests",
                "-wp-smoke-timeout", str(self.options.timeout),
                "-wp-steps", str(self.options.smoke_steps),
                f"-wp-prop={SMOKE_ALONE}"])
        reports = [scratch / f"goals-{n}.json" for n in range(len(steps))]
        command = self.command(scratch)
        for step, report in zip(steps, reports):
            command += ["-wp", *self.chosen(), *step,
                        "-wp-report-json", str(report), "-then"]
        request = scratch / "ask.json"
        request.write_text(json.dumps([
            {"id": "functions", "request": "kernel.ast.fetchFunctions",
             "data": 1000000},
            {"id": "status", "request": "kernel.properties.fetchStatus",
             "data": 1000000}]), encoding="utf-8")
        self.frama_c([*command, "-no-wp", "-server-batch", str(request),
                      "-server-batch-output-dir", str(scratch)])
        for report in reports:
            self.read_goals(report)
        self.read_properties(scratch / "ask.out.json")

    def chosen(self):
        """The functions to prove, which each step has to be told again."""
        if self.options.function:
            return ["-wp-fct", self.options.function]
        if self.skipped:
            return ["-wp-skip-fct", ",".join(sorted(self.skipped))]
        return []

    def command(self, scratch):
        """Frama-C with what all steps have in common."""
        includes = " ".join(f"-I{i}" for i in INCLUDES)
        return ["frama-c", "-c11", "-lib-entry", "-machdep", MACHDEP,
                f"-cpp-extra-args={includes}", self.file, "-wp-rte",
                "-wp-par", "2", "-wp-timeout", str(self.options.timeout),
                "-wp-cache", "update", "-wp-cache-dir", str(self.cache),
                "-wp-session", str(scratch / "session")]

    def frama_c(self, command):
        environment = dict(os.environ, WHY3CONFIG=str(self.config),
                           PWD=str(self.root))  # Frama-C believes it
        with subprocess.Popen(command, cwd=self.root, text=True,
                              stdout=subprocess.PIPE, env=environment,
                              stderr=subprocess.STDOUT) as process:
            self.log = self.follow(process.stdout)
        log = self.options.build / "wp-log" / f"{self.file}.txt"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(self.log, encoding="utf-8")
        if process.returncode:
            self.problems.append((self.file, 0, "Frama-C stopped with status "
                                  f"{process.returncode}; its last words: "
                                  f"{' | '.join(self.log.splitlines()[-6:])}"))

    def read_goals(self, report):
        """The goals of a step; its verdicts replace those of the last."""
        try:
            found = json.loads(report.read_text(encoding="utf-8")) or {}
        except (OSError, ValueError):
            self.problems.append((self.file, 0, "no report of goals"))
            return
        for function, goals in found.get("wp:functions", {}).items():
            goals.pop("wp:section", None)  # their sum
            self.goals.setdefault(function, {}).update(goals)

    def read_properties(self, answers):
        try:
            data = {a["id"]: a["data"]["updated"] for a in json.loads(
                answers.read_text(encoding="utf-8"))}
            self.functions, self.properties = data["functions"], data["status"]
        except (OSError, ValueError, KeyError):
            self.problems.append((self.file, 0, "no report of properties"))

    def follow(self, stream):
        """Read the log, and tell how far the proof is."""
        lines, total, done, told = [], 0, 0, time.monotonic()
        for line in stream:
            lines.append(line)
            scheduled = re.match(r"\[wp\] (\d+) goals? scheduled", line)
            if scheduled:
                total, done = int(scheduled[1]), 0
            elif re.match(r"\[wp\] \[(?!CFG)[^\]]*\] (Goal|Smoke)", line):
                done += 1
            if time.monotonic() - told > 10 and total:
                told = time.monotonic()
                say(f"  {self.file}: {done} of {total} goals tried")
        return "".join(lines)

    def path(self, place):
        """A place of Frama-C's as (file below root, line), or None."""
        if not place:
            return None
        try:
            file = Path(place["file"]).resolve().relative_to(
                self.root.resolve())
        except ValueError:
            return None
        return file.as_posix(), place["line"]


def clause(prop):
    """A property's name as one would look for it in the source."""
    names = [n for n in prop["names"] if n not in ("rte", "default!")]
    kind = prop["kind"].replace("_", " ")
    if "rte" in prop["names"]:
        kind = "run-time check"
    return " ".join([kind, *names])


def is_smoke(goal):
    return "_wp_smoke_" in goal


def goal_name(function, goal):
    """A goal's name without its function and WP's numbers."""
    return re.sub(r"_\d+$", "", goal.removeprefix(function + "_"))


def c_functions(root, files):
    """What ctags finds defined: {name: (file, line)} of each file."""
    found = {}
    if not files:
        return found
    run = subprocess.run(
        ["ctags", "-x", "--language-force=C", "--c-kinds=f", "--_xformat=%N %n %F",
         *files], cwd=root, capture_output=True, text=True)
    if run.returncode:
        raise Problem(f"ctags failed: {run.stderr}")
    for line in run.stdout.splitlines():
        name, number, file = line.split(" ", 2)
        found.setdefault(file, {})[name] = int(number)
    return found


def char_sign(root, file):
    """In which function plain char's sign changes the code: "" for none.

    The proof takes it as signed, and on the target it is unsigned.
    """
    both = [subprocess.run([*COMPILE, f"-f{sign}-char", file,
                            *[f"-I{i}" for i in INCLUDES]], cwd=root,
                           capture_output=True, text=True)
            for sign in ("signed", "unsigned")]
    if any(run.returncode for run in both):
        return "that does not compile"
    function = "?"
    for line, other in itertools.zip_longest(
            *[run.stdout.splitlines() for run in both], fillvalue=""):
        label = re.match(r"([A-Za-z_]\w*):", line)
        function = label[1] if label else function
        if line != other:
            return function
    return ""


def included(root, file):
    """The files that a C file includes, and itself."""
    run = subprocess.run(["gcc", "-MM", *[f"-I{i}" for i in INCLUDES], file],
                         cwd=root, capture_output=True, text=True)
    return set(run.stdout.split())


def includer(root, header, files):
    """The first of these C files that includes a header."""
    for file in files:
        if header in included(root, file):
            return file
    raise Problem(f"{header}: no C file that is proved includes it")


def proved_elsewhere(root, files):
    """{file: functions of headers that a smaller one of these includes}.

    So that each function of a header is proved once. A file that skips some
    tries no lemma: the smallest, which skips none, has to include them all.
    """
    headers = c_functions(root, headers_of(root))
    seen, found = set(), {}
    for file in sorted(files, key=lambda f: (root / f).stat().st_size):
        here = included(root, file) & set(headers)
        found[file] = {n for h in here & seen for n in headers[h]}
        seen |= here
    return found


def headers_of(root):
    return [p.relative_to(root).as_posix() for f in ("include", "src")
            for p in sorted((root / f).rglob("*.h"))]


def source_of(root, function, files, contracts):
    """The C file to prove a function in; for one of a header the first."""
    for file in files:
        if function in contracts.get(file, {}):
            return file
    for header, names in c_functions(root, headers_of(root)).items():
        if function in names:
            return includer(root, header, files)
    raise Problem(f"no function {function} in {', '.join(LAYERS)} or a "
                  "header")


class Gate:
    """Judges the runs of all files."""

    def __init__(self, root, records, complete, only):
        self.root, self.records, self.complete = root, records, complete
        self.only = only      # a function, or all
        self.used = set()
        self.problems, self.unproved = [], []
        self.functions, self.admitted, self.assumed = {}, {}, {}
        self.lemmas, self.entries, self.called = {}, {}, set()
        self.untried = {}   # lemmas, in a file in which functions are skipped

    def problem(self, file, line, text):
        entry = (file, line, text)
        if entry not in self.problems:
            self.problems.append(entry)

    def record(self, kind, function, name):
        """The record that permits this, or None."""
        for number, entry in enumerate(self.records):
            if (entry["kind"] == kind
                    and entry.get("function") in (None, function)
                    and entry.get("name") in (None, name)):
                self.used.add(number)
                return entry
        return None

    def permit(self, kind, function, name, place, cure, text=""):
        """Take an assumption into the report; without a record it fails."""
        record = self.record(kind, function, name)
        if record is None:
            self.problem(*place, f"{function or 'file'}: {kind} {name}: "
                         f"{cure}, or record it in {RECORDS}")
        entry = {"kind": kind, "name": name, "function": function or "",
                 "file": place[0], "line": place[1], "text": text,
                 "reason": record["reason"] if record else "",
                 "reviewer": record.get("reviewer", "open") if record
                 else "open"}
        self.admitted[(kind, name, function, *place)] = entry

    def unit(self, unit, contracts):
        for entry in unit.problems:
            self.problem(*entry)
        self.warnings(unit)
        if unit.problems:
            return
        defined = {}
        for function in unit.functions:
            place = unit.path(function.get("sloc"))
            if function.get("defined") and place:
                defined[function["name"]] = (place, function["signature"])
        for name, line in contracts.get(unit.file, {}).items():
            if name not in defined:
                self.problem(unit.file, line, f"function {name}: Frama-C does "
                             "not see its body; is it under an #if?")
        by_function = {}
        for prop in unit.properties:
            by_function.setdefault(prop["fct"], []).append(prop)
        self.never = {p["fct"] for p in unit.properties
                      if p["kind"] == "ensures" and p["names"] == ["never"]
                      and re.fullmatch(r"(never: )?\\false", p["predicate"])}
        self.ends = self.endings(unit)
        self.assume(unit, defined, by_function)
        if self.only:    # WP was asked for its goals alone
            self.trusted(unit, defined, by_function)
            defined = {n: d for n, d in defined.items() if n == self.only}
            by_function.pop(None, None)
        defined = {n: d for n, d in defined.items() if n not in unit.skipped}
        total = self.logic(unit, by_function.get(None, []))
        trivial = self.trivial_goals(unit, defined)
        for name, (place, signature) in sorted(defined.items()):
            goals = unit.goals.get(name, {})
            total += sum(r["wp:main"]["total"] for g, r in goals.items()
                         if not is_smoke(g))
            total += len(trivial.get(name, []))
            self.function(unit, name, place, signature, goals,
                          trivial.get(name, []), by_function.get(name, []))
        proved = re.findall(r"^\[wp\] Proved goals: +(\d+) / (\d+)", unit.log,
                            re.M)
        if not proved:
            self.problem(unit.file, 0, "WP counted no goals")
        elif int(proved[0][1]) != total:
            self.problem(unit.file, 0, f"WP counted {proved[0][1]} goals, its"
                         f" report has {total}: a goal is in no function")

    def warnings(self, unit):
        for plugin, file, line, text in warnings_of(
                first_step(unit.log)):
            head = text.splitlines()[0] if text else ""
            place = (file or unit.file, line)
            if head == "Failed smoke-test":
                continue  # judged by its status
            if head.startswith("Memory model hypotheses for function"):
                name = re.search(r"'(\w+)'", head)[1]
                need = re.search(r"requires(.*?);", text.replace("\n", " "))
                self.permit("memory-model", name,
                            " ".join((need[1] if need else text).split()),
                            place, "state the separation in the contract")
            else:
                self.problem(*place, f"Frama-C warns ({plugin}): "
                             f"{' '.join(text.split())[:300]}")

    def trusted(self, unit, defined, by_function):
        """What the proof of one function finds admitted beside it."""
        for name in [None, *sorted(n for n in defined if n != self.only)]:
            for prop in by_function.get(name, []):
                where = unit.path(prop["source"])
                if (where and prop["kind"] not in NOT_PROVED
                        and (prop["kind"] == "axiom"
                             or prop["status"] == "considered_valid")):
                    self.permit("admit" if name else prop["kind"], name,
                                " ".join(prop["names"]), where, "prove it",
                                prop["predicate"])

    def logic(self, unit, properties):
        """Axioms and lemmas; returns how many goals the lemmas are."""
        goals = 0
        for prop in properties:
            place = unit.path(prop["source"])
            if place is None or prop["kind"] in NOT_PROVED:
                continue
            name = " ".join(prop["names"]) or clause(prop)
            if prop["kind"] == "axiom" or prop["status"] == "considered_valid":
                self.permit(prop["kind"], None, name, place, "prove it")
            elif prop["kind"] == "lemma" and unit.skipped:
                self.untried[name] = place  # WP tries none beside a choice
                continue
            elif prop["status"] != "valid":
                self.fail(place, "", clause(prop), prop["status"])
            if prop["kind"] == "lemma":
                goals += 1
                self.lemmas[name] = {"name": name, "file": place[0],
                                     "line": place[1],
                                     "status": prop["status"]}
        return goals

    def endings(self, unit):
        """{(caller, smoke test): statement} of calls after which all is dead
        indeed: of what never returns, and the last call in such a function."""
        ends = {}
        for caller, goals in unit.goals.items():
            calls = {g: g.rsplit("_s", 1)[1] for g in goals
                     if "_wp_smoke_dead_call_s" in g}
            last = max(calls, key=lambda g: int(calls[g]), default=None)
            ends.update({(caller, g): "#s" + s for g, s in calls.items()
                         if g.split("_wp_smoke_")[0] in self.never
                         or (g == last and caller in self.never)})
        return ends

    def trivial_goals(self, unit, defined):
        found = {}
        for goal, verdict in goal_lines(unit.log):
            owners = [n for n in defined if goal.startswith(n + "_")]
            owner = max(owners, key=len, default=None)
            if owner is None:
                self.problem(unit.file, 0, f"goal {goal} belongs to nothing")
            else:
                found.setdefault(owner, []).append((goal, verdict))
        return found

    def fail(self, place, function, name, status):
        what = f"function {function}: " if function else ""
        self.problem(*place, f"{what}{name}: {status.replace('_', ' ')}")
        self.unproved.append({"file": place[0], "line": place[1],
                              "function": function, "name": name,
                              "status": status})

    def function(self, unit, name, place, signature, goals, trivial,
                 properties):
        kinds = {}
        for prop in properties:
            if prop["kinstr"] is None:
                kinds.setdefault(prop["kind"], []).append(prop)
        self.contract(name, place, signature, kinds)
        if "requires" in kinds:
            self.entries[name] = {
                "name": name, "file": place[0], "line": place[1],
                "contract": sorted(" ".join(p["descr"].split())
                                   for p in kinds["requires"])}
        self.called |= {m[1] for p in properties if (m := re.search(
            r" of (\w+) at stmt \d+$", p["descr"]))}
        shown = []
        for prop in properties:
            where = unit.path(prop["source"]) or place
            if prop["kind"].startswith(SMOKE):
                if prop["kind"] == SMOKE + "dead_call" and \
                        prop["kinstr"] in self.ends.values():
                    continue
                if prop["status"] != "valid":
                    self.fail(where, name, "smoke test "
                              + prop["kind"].replace(SMOKE, "")
                              .replace("_", " ") + ": contradiction or dead "
                              "code, so the proof says nothing",
                              prop["status"])
                continue
            if prop["kind"] in NOT_PROVED or "SmokeTest" in prop["names"]:
                continue
            shown.append({"name": clause(prop), "kind": prop["kind"],
                          "status": prop["status"]})
            if prop["status"] == "considered_valid":
                self.permit("admit", name, " ".join(prop["names"]), where,
                            "prove it", prop["predicate"])
            elif prop["kind"] == "froms":
                self.permit("froms", name, "of values", where,
                            "say no \\from, which WP does not prove")
            elif prop["status"] != "valid":
                self.fail(where, name, clause(prop), prop["status"])
        count, valid, smoke, smoke_ok = 0, 0, 0, 0
        names = collections.Counter(goal_name(name, g) for g, _ in trivial)
        for goal, result in goals.items():
            result = result["wp:main"]
            if (name, goal) in self.ends:
                continue
            if is_smoke(goal):
                smoke += result["total"]
                smoke_ok += result.get("valid", 0)
            else:
                names[goal_name(name, goal)] += result["total"]
                count += result["total"]
                valid += result.get("valid", 0)
            if result.get("valid", 0) != result["total"] and not any(
                    u["function"] == name for u in self.unproved):
                self.fail(place, name, f"goal {goal}", "unknown")
        count += len(trivial)
        valid += sum(v == "Valid" for _, v in trivial)
        if count == 0:
            self.problem(*place, f"function {name}: no goal at all: it has no "
                         "contract that says something")
        entry = {"name": name, "file": place[0], "line": place[1],
                 "goals": count, "valid": valid, "smoke_goals": smoke,
                 "smoke_ok": smoke_ok, "goal_names": dict(names),
                 "properties": sorted(
                     shown, key=lambda p: (p["kind"], p["name"]))}
        if valid != count:
            self.problem(*place, f"function {name}: {valid} of {count} goals "
                         "proved")
        self.functions[place[0], name] = entry

    def contract(self, name, place, signature, kinds):
        lacks = [k for k in ("assigns", "terminates", "exits")
                 if k not in kinds]
        pure = any(re.search(r"assigns\s+\\nothing", p["descr"])
                   for p in kinds.get("assigns", []))
        returns = not re.match(
            r"(?:(?:static|extern|__inline|inline|_Noreturn|"
            r"__attribute__\s*\(\(.*?\)\))\s+)*void\s+\w+\s*\(", signature)
        # What returns nothing and assigns nothing has no result to describe.
        if "ensures" not in kinds and (returns or not pure):
            lacks.insert(0, "ensures")
        if lacks:
            self.problem(*place, f"function {name}: its contract lacks "
                         f"{', '.join(lacks)}")
        for kind in ("terminates", "exits"):
            normal = {"terminates": "\\true", "exits": "\\false"}[kind]
            for prop in kinds.get(kind, []):
                if prop["predicate"] != normal:
                    self.permit(kind, name, prop["predicate"], place,
                                f"say {kind} {normal}")

    def assume(self, unit, defined, by_function):
        """Contracts of functions that have no body here."""
        for function in unit.functions:
            name = function["name"]
            place = unit.path(function.get("sloc"))
            if not place or name in defined:
                continue
            if place[0].startswith("src/"):
                self.problem(*place, f"function {name}: declared in a C file; "
                             "declare it in a header, so that there is one "
                             "contract")
            terms = sorted(
                " ".join(p["descr"].split()) for p in by_function.get(name, [])
                if p["kinstr"] is None and p["kind"] not in (
                    "behavior", "froms"))
            self.assumed.setdefault(name, {
                "name": name, "file": place[0], "line": place[1],
                "contract": terms})

    def finish(self, contracts):
        """Assumptions that no file of ours proves, and unused records."""
        for name in self.called & set(self.entries):
            del self.entries[name]
        for name, place in sorted(self.untried.items()):
            if name not in self.lemmas:
                self.fail(place, "", f"lemma {name}", "never tried")
        ours = {n for names in contracts.values() for n in names}
        for name in list(self.assumed):
            if name in ours or any(n == name for _, n in self.functions):
                del self.assumed[name]
        for name, entry in sorted(self.assumed.items()):
            self.permit("contract", name, name, (entry["file"],
                        entry["line"]), "define it in C and prove it")
            entry["reason"] = self.admitted[
                ("contract", name, name, entry["file"], entry["line"])]["reason"]
        if self.complete:
            for number, entry in enumerate(self.records):
                if number not in self.used:
                    self.problem(RECORDS, 0, "nothing needs the record "
                                 f"{entry['kind']} {entry.get('function', '')}"
                                 f" {entry.get('name', '')}: remove it")


def read_records(root):
    path = root / RECORDS
    if not path.is_file():
        return []
    records = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    for entry in records:
        for need in ("kind", "reason"):
            if not entry.get(need):
                raise Problem(f"{RECORDS}: a record lacks its {need}: {entry}")
    return records


class Texts:
    """The contracts and the definitions of a tree, with fingerprints."""

    def __init__(self, root, problems):
        found = []
        scanner = code.Scanner(root, found)
        self.functions = scanner.scan(("include", "src"))
        self.known = scanner.definitions
        problems += [(p.file, p.line, p.text) for p in found]

    def contract(self, entry):
        """The text of a function's contract, and its place."""
        for function in self.functions:
            if function.name == entry["name"] and entry["file"] in (
                    function.file, function.declared[0]):
                return function.acsl, function.contract_at
        return "", ("", 0)

    def definitions(self, contracts, files, complete):
        """All, or those behind these contracts and in these files."""
        every = [d for same in self.known.values() for d in same]
        if complete:
            return every
        used = acsl.behind(self.known, *contracts)
        return [d for d in every if d in used or d.file in files]


def verdict_rows(gate, texts, files, complete):
    """{(file, name): (goals, valid, fingerprint)}, {(file, name): place}."""
    rows, places, contracts = {}, {}, []
    for entry in [*gate.functions.values(), *gate.assumed.values()]:
        key = (entry["file"], entry["name"])
        text, place = texts.contract(entry)
        if not text:
            gate.problem(*key[:1], entry["line"], f"function {key[1]}: no "
                         "contract stands immediately above its declaration")
        contracts.append(text)
        places[key] = place if text else (key[0], entry["line"])
        rows[key] = (str(entry.get("goals", "assumed")),
                     str(entry.get("valid", "assumed")), acsl.digest(text))
    for entry in gate.admitted.values():
        if entry["kind"] == "admit":
            key = (entry["file"],
                   "admit {function} {name}".format(**entry))
            rows[key] = ("", "", acsl.digest(acsl.normal(entry["text"])))
            places[key] = (entry["file"], entry["line"])
    for one in texts.definitions(contracts, files, complete):
        key = (one.file, one.title)
        goals = "1" if one.name in gate.lemmas else ""
        rows[key] = (goals, goals, acsl.digest(" ".join(
            d.text for d in texts.known[one.name] if d.file == one.file)))
        places[key] = (one.file, one.line)
    return rows, places


def read_rows(path):
    """The rows of a CSV file without its head; none when there is no file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def write_rows(path, columns, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")


def read_verdict(root):
    return {tuple(r[:2]): tuple(r[2:]) for r in read_rows(root / VERDICT)}


def read_goals(root):
    """{(file, function): {goal: how often}} as committed."""
    found = {}
    for file, function, goal, count in read_rows(root / GOALS):
        found.setdefault((file, function), {})[goal] = int(count)
    return found


def other_goals(was, now):
    """Which goals came and went."""
    told = []
    for word, more, less in (("came", now, was), ("went", was, now)):
        names = [f"{goal} ({times} times)" if times > 1 else goal
                 for goal in sorted(more)
                 if (times := more[goal] - less.get(goal, 0)) > 0]
        told += [f"{word}: {', '.join(names)}"] * bool(names)
    return "; ".join(told)


def check_trusted(gate, texts, root):
    """For one function: what its proof rests on and does not prove."""
    old = read_verdict(root)
    new, places = verdict_rows(gate, texts, set(), True)
    for key, (goals, _, text) in sorted(new.items()):
        trusted = goals == "assumed" or key[1].startswith(
            ("admit ", "axiom ", "lemma "))
        if trusted and old.get(key, ("", "", ""))[2] != text:
            said = "not the one of" if key in old else "not in"
            gate.problem(*places[key], f"{key[1]}: what it says is taken on "
                         f"trust here and is {said} {VERDICT}: prove and "
                         "accept it without FUNCTION first")


def check_verdict(gate, texts, root, files, complete, update):
    """Compare with the committed verdict, or accept the new one."""
    old, old_goals = read_verdict(root), read_goals(root)
    new, places = verdict_rows(gate, texts, files, complete)
    new_goals = {k: e["goal_names"] for k, e in gate.functions.items()}
    # On a part, only rows of files that were run count.
    kept = {} if complete else {k: r for k, r in old.items()
                                if k[0] not in files and k not in new}
    if update and not gate.problems:
        write_rows(root / VERDICT, VERDICT_COLUMNS,
                   [(*k, *r) for k, r in {**kept, **new}.items()])
        goals = {k: g for k, g in old_goals.items() if k in kept} | new_goals
        write_rows(root / GOALS, GOALS_COLUMNS,
                   [(*k, goal, count) for k, names in goals.items()
                    for goal, count in names.items()])
        return
    for key in sorted(old.keys() - kept.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        goals = other_goals(old_goals.get(key, {}), new_goals.get(key, {}))
        if was == now and not goals:
            continue
        kind = "" if " " in key[1] else "function "
        if not was or not now:
            said = "gone" if was else "new"
            said = f"{said} against {VERDICT}"
        else:
            said = " and ".join(
                [f"{VERDICT} says {was[1]}/{was[0]} goals, now "
                 f"{now[1]}/{now[0]}"] * (was[:2] != now[:2])
                + [f"its {'contract' if kind else 'text'} is not the one of "
                   f"{VERDICT}"] * (was[2:] != now[2:])
                + [f"{GOALS} has other goals"] * (was == now))
            said += f" ({goals})" * bool(goals)
        gate.problem(*places.get(key, (key[0], 0)), f"{kind}{key[1]}: {said}"
                     ": review it, then `make prove UPDATE=1` and commit")


def versions():
    found = []
    for command, pattern in ((["frama-c", "-version"], r"(.*)"),
                             (["why3", "--version"], r"version (\S+)"),
                             (["z3", "--version"], r"version (\S+)"),
                             (["cvc4", "--version"], r"version (\S+)")):
        run = subprocess.run(command, capture_output=True, text=True)
        match = re.search(pattern, run.stdout)
        names = {"frama-c": "Frama-C WP", "why3": "Why3", "z3": "Z3",
                 "cvc4": "CVC4"}
        found.append(f"{names[command[0]]} {match[1] if match else '?'}")
    return ", ".join(found)


def arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--module", help="only this module, e.g. sched")
    parser.add_argument("--function", help="only this function, and of the "
                        "verdict only what it takes on trust")
    parser.add_argument("--fresh", action="store_true",
                        help="nothing that an earlier run proved is taken")
    parser.add_argument("--update", action="store_true",
                        help=f"accept counts and texts into {VERDICT}, "
                        "unless a problem is left")
    parser.add_argument("--steps", type=int, default=STEPS,
                        help="of a prover for a goal")
    parser.add_argument("--timeout", type=int, default=TIMEOUT_S,
                        help="seconds after which a prover is taken to hang")
    parser.add_argument("--smoke-steps", type=int, default=SMOKE_STEPS)
    parser.add_argument("--no-smoke", action="store_true")
    parser.add_argument("--jobs", type=int, default=2,
                        help="files at the same time; in each, two goals, "
                        "and at what one prover alone does not soon prove, "
                        "two provers race")
    parser.add_argument("--root", default=".")
    options = parser.parse_args(argv)
    options.root = Path(options.root).resolve()
    options.build = options.root / "build"
    return options


def prove(options):
    """The Gate after the run, and whether all files were in it."""
    for tool, package in TOOLS.items():
        if not shutil.which(tool):
            raise Problem(f"{tool} is missing: install the package {package},"
                          " or run ./bootstrap")
    root = options.root
    every = sorted(p.relative_to(root).as_posix() for layer in LAYERS
                   for p in (root / layer).glob("*.c"))
    files = [f for f in every if options.module in (None, Path(f).stem)]
    if not files:
        raise Problem(f"no C file to prove: {' or '.join(LAYERS)} "
                      f"has no {options.module or '*'}.c")
    contracts = c_functions(root, every)
    if options.function:
        files = [source_of(root, options.function, files, contracts)]
    options.build.mkdir(exist_ok=True)
    cache = None
    if not options.fresh:
        cache = options.build / "wp-cache"
        cache.mkdir(exist_ok=True)
    config = provers_config(options.build)
    complete = files == every and not options.function
    gate = Gate(root, read_records(root), complete, options.function)
    texts = Texts(root, gate.problems)
    # The largest first, so that the last to end is a short one.
    order = sorted(files, key=lambda f: -(root / f).stat().st_size)
    units = {f: Unit(root, f, options, config, cache) for f in order}
    for file, names in proved_elsewhere(root, files).items():
        units[file].skipped = names
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        runs = [pool.submit(units[f].run) for f in order]
        for run in concurrent.futures.as_completed(runs):
            unit = run.result()
            goals = sum(g["wp:main"]["total"] for f in unit.goals.values()
                        for g in f.values())
            say(f"{unit.file}: {goals} goals, {unit.seconds:.0f} s")
    gate.permit("machdep", None, MACHDEP, (RECORDS, 0), "prove for the target")
    for file in files:
        gate.unit(units[file], contracts)
        function = char_sign(root, file)
        if function:
            gate.problem(file, contracts[file].get(function, 0),
                         f"function {function}: its code depends on the sign "
                         "of plain char, which is signed in the proof and "
                         "unsigned on the target: cast it to int8_t or "
                         "uint8_t first")
    gate.finish(contracts)
    if cache and gate.unproved:
        forget_time_outs(cache)
    if options.function:
        check_trusted(gate, texts, root)
    elif not options.no_smoke:
        check_verdict(gate, texts, root, set(files), complete, options.update)
    if options.no_smoke:
        gate.problem(RECORDS, 0, "run without smoke tests: not a full proof")
    return gate, complete


def forget_time_outs(cache):
    """What ran out of time, perhaps under load, is tried again next time."""
    for path in cache.glob("*.json"):
        if '"timeout"' in path.read_text(encoding="utf-8"):
            path.unlink()


def write_results(options, gate, made_from):
    path = options.build / "results/proof.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({
        "tool": versions(),
        "inputs": made_from,
        "functions": [gate.functions[k] for k in sorted(gate.functions)],
        "admitted": [gate.admitted[k] for k in sorted(
            gate.admitted, key=lambda k: [str(x) for x in k])],
        "assumed": [gate.assumed[k] for k in sorted(gate.assumed)],
        "entries": [gate.entries[k] for k in sorted(gate.entries)],
        "lemmas": [gate.lemmas[k] for k in sorted(gate.lemmas)],
        "unproved": sorted(gate.unproved, key=lambda u: (
            u["file"], u["line"], u["function"], u["name"])),
        "problems": [f"{f}:{n}: {t}" for f, n, t in sorted(gate.problems)],
        "ok": not gate.problems}, indent=1) + "\n", encoding="utf-8")


def main(argv):
    options = arguments(argv)
    made_from = inputs.current(options.root, "proof")
    try:
        gate, complete = prove(options)
    except Problem as problem:
        print(f"prove: {problem}", file=sys.stderr)
        return 2
    if options.update:
        inputs.accept(options.root, "proof", made_from)
    if complete:
        write_results(options, gate, made_from)
    for entry in sorted(gate.functions.values(),
                        key=lambda e: (e["file"], e["line"])):
        print(f"{entry['file']}:{entry['line']}: {entry['name']}: "
              f"{entry['valid']} of {entry['goals']} goals, smoke tests "
              f"{entry['smoke_ok']} of {entry['smoke_goals']}")
    for file, line, text in sorted(gate.problems):
        print(f"{file}:{line}: {text}", file=sys.stderr)
    goals = sum(e["goals"] for e in gate.functions.values())
    valid = sum(e["valid"] for e in gate.functions.values())
    print(f"prove: {len(gate.functions)} functions, {valid} of {goals} goals "
          f"and {len(gate.lemmas)} lemmas proved, "
          f"{len(gate.admitted)} facts admitted, "
          f"{len(gate.problems)} problems"
          + (f"; {options.function} alone, its goals and contract not compared "
             "with the verdict" if options.function else ""))
    return 1 if gate.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-License-Identifier: Apache-2.0
"""Judge every result file anew: a check holds by its figures, not its word."""
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import identity
import yaml

from . import inputs, sabotages

VERIFY = Path(__file__).resolve().parent.parent / "verify.py"
HOURS_PER_LINE = 2, 4       # as in verification/sloc.py
VARIANTS = "target", "target-gcc"   # instrumented by clang, and by gcc
HOLDS, FAILS, MISSING = "holds", "fails", "missing"


class Check:
    """One line of the overview."""

    def __init__(self, name, title, page, command, data, judge, changed=""):
        self.name, self.title, self.page = name, title, page
        self.command, self.data = command, data
        self.figure, self.problems = "", []
        if data is None:
            self.verdict = MISSING
            self.figure = "not run"
            self.problems = [problem(
                f"build/results/{name}.json is missing: run `make {command}`")]
            return
        try:
            self.figure, self.problems = judge(data)
        except (AttributeError, IndexError, KeyError, TypeError,
                ValueError) as error:
            self.figure = "unreadable"
            self.data = {}      # the pages show nothing of it
            self.problems = [problem(f"build/results/{name}.json: "
                                     f"{type(error).__name__}: {error}")]
        if changed:
            self.problems.append(problem(
                changed, f"build/results/{name}.json", 1,
                f"run `make {command}`"))
        self.add_told(data.get("problems", []))
        if not data.get("ok", False) and not self.problems:
            self.problems = [problem("its own tool says: not ok")]
        self.verdict = FAILS if self.problems else HOLDS

    def add_told(self, told):
        """Problems that the tool tells beyond those found here."""
        places = {(p["file"], p["line"]) for p in self.problems if p["line"]}
        texts = {p["text"] for p in self.problems}
        for each in map(as_problem, told):
            if ((each["file"], each["line"]) not in places
                    and each["text"] not in texts):
                self.problems.append(each)


def as_problem(told):
    """A problem of a tool: an object, or a line `file:line: text`."""
    if isinstance(told, dict):
        return problem(describe(told), file_of(told), line_of(told),
                       told.get("cure", ""))
    match = re.match(r"([\w.-]+(?:/[\w.-]+)*\.[\w]+):(?:(\d+):)? (.+)", told,
                     re.S)
    if not match:
        return problem(told)
    return problem(match[3], match[1], int(match[2] or 0))


def problem(text, file="", line=0, cure=""):
    return {"text": text, "file": file, "line": line, "cure": cure}


def count(number, noun):
    return f"{number} {noun}" + ("" if number == 1 else "s")


def share(part, whole):
    return f"{part} of {whole}"


def judge_trace(data):
    items = data["requirements"]
    good = sum(i["verdict"] == "ok" for i in items)
    found = [problem(p["text"], p["file"], p["line"], p["cure"])
             for p in data["problems"]]
    if not data["ok"] and not found:
        found.append(problem("the committed verdict differs from this tree",
                             "trace/verdict.csv", 1,
                             "`make trace` prints the difference"))
    if not items:
        found.append(problem("no requirement at all", "req", 1,
                             "write req/hlr/*.md and req/llr/*.md"))
    # For the objectives: a proof alone is enough for the trace, not for this.
    data["untested"] = [i["id"] for i in items if i["level"] == "llr"
                        and not tested(i)]
    waits = sum(i["feedback"] in ("open", "rejected") for i in items)
    return (f"{share(good, len(items))} requirements complete"
            + (f", {waits} wait for safety feedback" if waits else "")), found


def tested(item):
    return any(e["need"] in ("utest", "itest") and e["verdict"] == "ok"
               for e in item["evidence"])


def judge_proof(data):
    functions = data["functions"]
    found = [problem(f"{f['name']}: {f['valid']} of {f['goals']} goals, smoke "
                     f"{f['smoke_ok']} of {f['smoke_goals']}",
                     f["file"], f["line"])
             for f in functions
             if not f["goals"] or f["valid"] != f["goals"]
             or f["smoke_ok"] != f["smoke_goals"]]
    found += [problem("unproved: " + describe(u), file_of(u), line_of(u))
              for u in data["unproved"]]
    if not functions:
        found.append(problem("no function at all"))
    valid = sum(f["valid"] for f in functions)
    goals = sum(f["goals"] for f in functions)
    return (f"{share(valid, goals)} goals, "
            + count(len(functions), "function")), found


def name_of(entry):
    return (str(entry.get("name", entry)) if isinstance(entry, dict)
            else str(entry))


def file_of(entry):
    return entry.get("file", "") if isinstance(entry, dict) else ""


def line_of(entry):
    return entry.get("line", 0) if isinstance(entry, dict) else 0


def judge_utest(data):
    tests = data["tests"]
    found = [problem(f"{t['name']}: {t['verdict']}", t["file"], t["line"])
             for t in tests if t["verdict"] != "pass"]
    if not tests:
        found.append(problem("no test at all"))
    return passed(tests), found


def passed(tests):
    good = sum(t["verdict"] == "pass" for t in tests)
    robust = sum(t["kind"] == "robustness" for t in tests)
    return (f"{share(good, len(tests))} passed, "
            + count(robust, "robustness case"))


def judge_ran(root):
    """Judges the result of tests whose programs and logs are kept."""
    def judge(data):
        figure, found = judge_utest(
            {"tests": [{"line": 1, **t} for t in data["tests"]]})
        seen = set()
        for test in [*data["tests"], {"name": "all tests", **data}]:
            for key in ("log", "image", "program", "lines"):
                kept = test.get(key), test.get(key + "_sha256")
                if key in test and kept not in seen:
                    found += compare_hash(root, test, key)
                seen.add(kept)
        found += [problem(f"{t['name']} does not say its {key}", t["file"],
                          t.get("line", 1), "run `make test`")
                  for t in data["tests"] for key in (
                      "log_sha256", "image_sha256" if "folder" in t
                      else "program_sha256") if not t.get(key)]
        return figure, found
    return judge


def compare_hash(root, test, key):
    """A log or a program must be the one whose hash was recorded."""
    path = root / test[key]
    if not path.is_file():
        return [problem(f"{test['name']}: its {key} {test[key]} is missing",
                        cure="run `make test`")]
    digest, told = digest_of(path), test.get(key + "_sha256") or "nothing"
    if digest == told:
        return []
    return [problem(f"{test['name']}: its {key} is not the one of the run: "
                    f"SHA-256 {digest[:16]}..., recorded "
                    f"{told[:16]}...", test[key])]


def judge_coverage(itest):
    """Judges coverage.json; itest is the result of the plain images."""
    def judge(data):
        figure, found = judge_measured(data)
        return figure, found + [
            problem(f"{test['name']}: no log of its {variant} image is the "
                    "expected one", test["file"], 1, "run `make coverage`")
            for test in (itest or {}).get("tests", ())
            for variant in VARIANTS
            if not data["logs"].get(test["name"], {}).get(variant)]
    return judge


def scope(files):
    """Which folders a figure is of, in words."""
    return "in " + (", ".join(sorted({"/".join(f.split("/")[:2])
                                      for f in files})) or "no folder")


def judge_measured(data):
    totals = data["scopes"]["merged"]["totals"]
    found = [problem("gap: " + describe(g), file_of(g), line_of(g))
             for g in data["gaps"]]
    told = [g.get("kind") for g in [*data["gaps"], *data["justified"]]]
    found += [problem(f"{title}: {share(totals[key + '_hit'], totals[key])} "
                      f"covered, {told.count(kind)} more told as gaps")
              for key, kind, title in (
                  ("lines", "statement", "statements"),
                  ("branches", "branch", "branches"), ("mcdc", "mcdc", "MC/DC"))
              if totals[key + "_hit"] + told.count(kind) < totals[key]]
    found += [problem(f"{what}: {data[what]['in_source']} in the source, "
                      f"{data[what]['measured']} measured")
              for what in ("decisions", "conditions") if what in data
              and data[what]["in_source"] != data[what]["measured"]]
    figures = [title + ", ".join(
        f"{what} {share(of[key + '_hit'], of[key])}"
        for key, what in (("lines", "statements"), ("branches", "branches"),
                          ("mcdc", "MC/DC")))
               for title, of in (
                   ("target alone: ", data["scopes"]["target"]["totals"]),
                   ("with unit tests on the host: ", totals))]
    if not totals["lines"]:
        found.append(problem("nothing was measured"))
    files = [f["file"] for f in data["scopes"]["merged"].get("files", ())]
    return (f"{'; '.join(figures)}, "
            f"{count(len(data['justified']), 'justified gap')}, {scope(files)}"
            ), found


def host_alone(scopes):
    """Gaps of the target that unit tests on the host close, as problems."""
    target, both = (scopes.get(name, {}) for name in ("target", "merged"))
    files = {f["file"]: f["line_hits"] for f in both.get("files", ())}
    found = [problem("statement", f["file"], line)
             for f in target.get("files", ()) for line in f["uncovered_lines"]
             if files.get(f["file"], {}).get(str(line))]
    whole = {(f["file"], f["function"]): f for f in both.get("functions", ())}
    for f in target.get("functions", ()):
        for key, what in (("branches", "branches"), ("mcdc", "conditions")):
            hit = whole.get((f["file"], f["function"]), f)[key + "_hit"]
            if more := hit - f[key + "_hit"]:
                found.append(problem(f"{f['function']}(): {more} of {f[key]} "
                                     + what, f["file"]))
    return found


def judge_objcov(data):
    totals = data["totals"]
    found = [problem("gap: " + describe(g), file_of(g), line_of(g))
             for g in data["gaps"]]
    if not totals["instructions"] or not data["tests"]:
        found.append(problem("nothing was measured"))
    found += [problem(f"{key}: {total} in all, the functions have {whole}",
                      cure="run `make objcov`")
              for key, total in totals.items() for whole in [
                  sum(f[key] for f in data["functions"])] if total != whole]
    accepted = len(data["justified"])
    gaps = [g["gap"] for g in [*data["gaps"], *data["justified"]]
            if "gap" in g]
    never = gaps.count("never executed")
    # A branch that is never executed is one gap and has no outcome at all.
    if (totals["instructions"] - totals["executed"] > never
            or totals["untraced"] > gaps.count("no source")
            or totals["outcomes"] - totals["taken"] > 2 * never
            + gaps.count("never taken") + gaps.count("always taken")):
        found.append(problem("more is uncovered than there are gaps"))
    return (f"instructions {percent(totals['executed'], totals['instructions'])}"
            f", outcomes {percent(totals['taken'], totals['outcomes'])}, "
            f"{count(accepted, 'accepted gap')}; "
            f"{totals['untraced']} instructions without source, "
            + scope(f["file"] for f in data["functions"])), found


def judge_whole(judge, key, every, command):
    """Judges a result that must be of every test, or of every file."""
    def judge_all(data):
        figure, found = judge(data)
        return figure, found + [
            problem(f"{name} is not in its list of {key}",
                    cure=f"run `make {command}`")
            for name in every if name not in data[key]]
    return judge_all


def judge_coupling(data):
    rows, tests = data["couplings"], data["tests"]
    for row in rows:
        row["exercised"] = not row["missing"] and any(
            tests[n]["requirements"] for n in row["tests"])
    gaps = [r for r in rows if not r["exercised"]]
    found = [problem(f"{r['id']}: no test of a requirement exercises it",
                     file_of(r["places"][0]), line_of(r["places"][0]))
             for r in gaps if "record" not in r]
    if not rows or not tests:
        found.append(problem("nothing was measured"))
    kinds = {k: [r for r in rows if r["kind"] == k]
             for k in ("control", "data", "pointer")}
    figures = [f"{kind} {share(sum(r['exercised'] for r in of), len(of))}"
               for kind, of in kinds.items()]
    return (", ".join(figures) + " exercised, "
            + count(sum("record" in r for r in gaps), "accepted gap")), found


def describe(entry):
    if not isinstance(entry, dict):
        return str(entry)
    if "text" in entry:
        return str(entry["text"])
    return ", ".join(f"{k} {v}" for k, v in sorted(entry.items())
                     if k not in ("file", "line"))


def percent(hit, total):
    """Rounded down: 100 % only when nothing is missing."""
    return f"{hit * 1000 // total / 10:g} %" if total else "none"


def judge_misra(data):
    found = [problem(f"rule {f['rule']}: {f['text']}", f["file"], f["line"])
             for f in data["findings"] if not f["deviation"]]
    found += [problem(f"{c['name']} reports warnings")
              for c in data["compilers"] if not c["ok"]]
    return (count(len(found), "open finding") + ", "
            + count(len(data["deviations"]), "deviation") + ", "
            + count(len(data.get("unchecked", ())), "guideline")
            + " checked by no tool, " + scope(data.get("files", ()))), found


def judge_bench(data):
    rows = data["rows"]
    limited = [r for r in rows if r["limit"] is not None]
    over = [r for r in limited if r["instructions"] > r["limit"]]
    excused = [r for r in over if r.get("reason")]
    found = [problem(f"{r['operation']}: {r['instructions']}, limit "
                     f"{r['limit']}")
             for r in rows if not r["ok"] or r in over and r not in excused]
    if not limited:
        found.append(problem("nothing was measured against a limit"))
    return (f"{share(len(limited) - len(over), len(limited))} limits kept"
            + (f", {len(excused)} missed with a recorded reason" if excused
               else "")), found


def judge_mutate(data):
    mutants = data["mutants"]
    alive = [m for m in mutants if not m["verdict"].startswith("killed")]
    found = [problem(f"{m['id']} ({m['operator']}) survives without a reason",
                     m["file"], m["line"])
             for m in alive if not m.get("reason")]
    if not mutants:
        found.append(problem("no mutant at all"))
    explained = sum(bool(m.get("reason")) for m in alive)
    proof = sum(m["verdict"] == "killed-proof" for m in mutants)
    tried = data.get("scope", "of how many is not said")
    return (f"{tried}: {share(len(mutants) - len(alive), len(mutants))} "
            f"killed, {proof} by a proof alone, "
            + count(explained, "survivor") + " explained, "
            + scope(m["file"] for m in mutants)), found


def judge_sloc(data):
    found = [problem(f"{p['part']}: {p['sloc']} lines, budget {p['limit']}")
             for p in data["parts"] if p["limit"] and p["sloc"] > p["limit"]]
    low, high = data["cost_hours"]
    total = sum(p["sloc"] for p in data["parts"])
    if [low, high] != [total * hours for hours in HOURS_PER_LINE]:
        found.append(problem(f"{low} to {high} hours are not "
                             "{} to {} for each line".format(*HOURS_PER_LINE)))
    return f"{total:,} lines, {low:,} to {high:,} hours", found


def judge_layers(data):
    return ("includes point downwards" if data.get("ok")
            else "an include points upwards"), [
        problem(describe(e), file_of(e), line_of(e))
        for e in data.get("violations", data.get("findings", []))]


def judge_analyse(data):
    stack, loops = data["stack"], data["loops"]
    found = [problem(f"{r['name']}() takes {r['bytes']} bytes of stack, "
                     f"{stack['size']} are there", r["file"], r["line"])
             for r in stack["rows"] if r["bytes"] > stack["size"]]
    found += [problem(f"{r['function']}(): a loop without a bound",
                      r["file"], r["line"])
              for r in loops if r["bound"] is None and not r["reason"]]
    found += [problem(f"{h['image']} has the heap symbol {s}")
              for h in data["heap"] for s in h["symbols"]]
    functions = data["functions"]
    found += [problem(f"{f['name']}() is dead", f["file"], f["line"])
              for f in functions if not f["reached"]]
    found += [problem(f"{f['name']}() has a complexity of {f['complexity']}, "
                      f"at most {data['complexity_max']}", f["file"],
                      f["line"])
              for f in functions
              if f["complexity"] > data["complexity_max"]]
    if not data["heap"]:
        found.append(problem("no image was searched for a heap"))
    bounded = sum(r["bound"] is not None for r in loops)
    word = sum(r["bound"] is not None and not r["variant"] for r in loops)
    image = Path(data["heap"][0]["image"]).name if data["heap"] else "none"
    return (f"stack at most {max(r['bytes'] for r in stack['rows'])} of "
            f"{stack['size']:,} bytes in {image} alone, "
            f"{share(bounded, len(loops))} loops bounded, {word} of them by "
            "our word alone, complexity at most "
            f"{max(f['complexity'] for f in functions)}"), found


def judge_limits(data):
    found = []
    for row in data["stacks"]:
        what = f"{row['test']}: {row['entry']}() on the {row['stack']} stack"
        if row["bound"] is None and not row["reason"]:
            found.append(problem(f"{what} has no bound", row["file"], 1))
        elif row["bytes"] > (data["size"] if row["bound"] is None
                             else row["bound"]):
            found.append(problem(f"{what} takes {row['bytes']} bytes, more "
                                 f"than its bound of {row['bound']}",
                                 row["file"], 1))
    for row in data["services"]:
        place = row["file"], row["line"]
        if row["most"] is None:
            found.append(problem(f"no system test calls {row['name']}()",
                                 *place))
        elif row["bound"] is None:
            found.append(problem(f"{row['name']}() has no bound of "
                                 "instructions", *place))
        elif row["most"] > row["bound"]:
            found.append(problem(
                f"{row['name']}() takes {row['most']} instructions, more than "
                f"its bound of {row['bound']}", *place))
    if not data["stacks"] or not data["services"]:
        found.append(problem("nothing was measured"))
    bounded = [r for r in data["stacks"] if r["bound"] is not None]
    deep = max(bounded, key=lambda r: r["bytes"], default=None)
    within = sum(r["most"] is not None and r["bound"] is not None
                 and r["most"] <= r["bound"] for r in data["services"])
    free = [r for r in data["stacks"] if r["bound"] is None]
    full = sum(r["bytes"] >= data["size"] for r in free)
    return (f"stack at most {deep['bytes'] if deep else 0} of "
            f"{data['size']:,} bytes in {count(len(data['tests']), 'run')}"
            + (f", where it has a bound ({len(free)} without, with a reason, "
               f"{full} of these overflow on purpose), " if free else ", ") +
            f"{share(within, len(data['services']))} functions within their "
            "bound of instructions"), found


def totals(data):
    """What the report counts, by the names that trace/verify.py uses."""
    found = {}
    for level in ("sys", "hlr", "llr"):
        mine = [r["verdict"] for r in data["trace"]["requirements"]
                if r["level"] == level]
        found[f"{level} requirements"] = len(mine)
        found[f"{level} requirements covered"] = mine.count("ok")
        found[f"{level} requirements not covered"] = (
            len(mine) - mine.count("ok"))
    found["llr requirements with a good test"] = sum(
        tested(r) for r in data["trace"]["requirements"]
        if r["level"] == "llr")
    kinds = [{t[0] for t in f["tags"]} for f in data["trace"]["functions"]]
    found["functions with an impl tag"] = sum("impl" in k for k in kinds)
    found["tests with a tag"] = sum(bool(k & {"utest", "itest"}) for k in kinds)
    for name, title in (("utest", "unit tests"), ("itest", "system tests")):
        found[f"{title} passed"] = sum(
            t["verdict"] == "pass" for t in data[name]["tests"])
    for key, title in (("goals", "goals"), ("valid", "goals proved")):
        found[title] = sum(f[key] for f in data["proof"]["functions"])
    for name, of in (("merged", ""), ("target", " of the target")):
        whole = data["coverage"]["scopes"][name]["totals"]
        for key, title in (("lines", "statements"), ("branches", "branches"),
                           ("mcdc", "mcdc")):
            found[title + of] = whole[key]
            found[f"{title}{of} covered"] = whole[key + "_hit"]
    mutate = data["mutate"]
    alive = sum(not m["verdict"].startswith("killed")
                for m in mutate["mutants"])
    found["mutants"] = mutate["tried"] - mutate["not_c"]
    found["mutants survived"] = alive
    found["mutants killed"] = found["mutants"] - alive
    findings = data["misra"]["findings"]
    accepted = sum(d["uses"] for d in data["misra"]["deviations"])
    found["findings of MISRA C, accepted"] = accepted
    found["findings of MISRA C"] = len(findings) - accepted
    found["deviations from MISRA C"] = len(data["misra"]["deviations"])
    for entry in data["objectives"]["objectives"]:
        name = "objectives of DO-" + (
            "333" if entry["id"].startswith("FM.") else "178C")
        tally(found, name)
        tally(found, f"{name}: claimed {entry['state']}")
    return found


def tally(found, name):
    found[name] = found.get(name, 0) + 1


def listed(root):
    """The list of objectives; nothing if its own check tells what is wrong."""
    try:
        return yaml.safe_load((Path(root) / "verification/objectives.yaml")
                              .read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, ValueError):
        return None


def judge_count(load, root):
    def judge(data):
        second = data["totals"]
        if not second:      # trace/verify.py has told why
            return "not counted", []
        try:
            first = totals({"objectives": listed(root), **{
                n: load(n) for n in ("trace", "proof", "utest", "itest",
                                     "coverage", "mutate", "misra")}})
        except (AttributeError, KeyError, TypeError):
            return "nothing to compare", [problem(
                "a result that is counted again cannot be read",
                cure="`make certify-report`")]
        data["both"] = [(n, first.get(n, 0), second.get(n, 0)) for n in {
            **first, **second} if first.get(n) or second.get(n)]
        found = [problem(
            f"{name}: the report counts {one}, trace/verify.py {two}",
            cure="`make trace`, then `make report`; if it stays, compare what "
            "trace/verify.py and trace/longeron_trace read, and correct the "
            "one that is wrong")
            for name, one, two in data["both"] if one != two]
        whole = len(data["both"])
        return share(whole - len(found), whole) + " totals agree", found
    return judge


def judge_identity(root):
    def judge(data):
        found = [problem(f"`{c['command']}` ended with status {c['exit']}")
                 for c in data["commands"] if c["exit"]]
        if not data["commands"]:
            found.append(problem("the results are not of one run",
                                 cure="`make certify-report`"))
        cure = "`make certify-report`"
        altered = [r["file"] for r in data.get("results", [])
                   if digest_of(root / r["file"]) != r["sha256"]]
        found += [problem("altered after the run", file, 1, cure)
                  for file in altered]
        differ = [d for d in identity.differences(data, root)
                  if d.partition(":")[0] not in altered]
        found += [problem(d, identity.FILE.as_posix(), 1, cure)
                  for d in differ]
        data.setdefault("ok", not found)
        if any(d.startswith("dirty") for d in differ):
            data["dirty"] = True        # then or now
        return "revision " + data["revision"][:12] + (
            ", with uncommitted changes: DRAFT" if data["dirty"] else ""), found
    return judge


def digest_of(path):
    return (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file()
            else "none")


def judge_audit(data):
    rows = data["sabotages"]
    found = [problem(f"{r['id']}: {r['verdict']}: {r['what']}",
                     sabotages.TABLE, r["line"],
                     f"`make audit-the-auditor ONLY={r['id']} UPDATE=1`")
             for r in rows if r["verdict"] not in (
                 sabotages.CAUGHT, sabotages.OTHER_TOOL)]   # told together
    if not rows:
        found.append(problem("no sabotage at all"))
    older = sum(not r["same"] for r in rows)
    caught = sum(r["verdict"] == sabotages.CAUGHT for r in rows)
    return (f"{share(caught, len(rows))} sabotages caught and "
            "named" + ("" if data["here"] else ", by the committed verdict")
            + (f"; {older} tried before their file changed" if older
               else "")), found


def read_all(root):
    """All checks in the order of the overview."""
    def load(name):
        path = Path(root) / f"build/results/{name}.json"
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            return {"broken": str(error)}

    def count_again():
        run = subprocess.run(
            [sys.executable, VERIFY, "--root", root], capture_output=True,
            text=True, check=False)
        if run.returncode:
            text, _, cure = run.stderr.strip().partition("\n    cure: ")
            return {"totals": {}, "ok": False,
                    "problems": [{**as_problem(text), "cure": cure}]}
        return {"totals": json.loads(run.stdout), "ok": True}

    table = (
        ("trace", "Requirements and trace", "matrix", "trace", judge_trace),
        ("verify", "Second count", "matrix", "report",
         judge_count(load, root)),
        ("proof", "Proof", "proof", "prove", judge_proof),
        ("utest", "Unit tests", "tests", "test", judge_ran(Path(root))),
        ("itest", "System tests", "tests", "test", judge_ran(Path(root))),
        ("coverage", "Structural coverage", "coverage", "coverage",
         judge_coverage(load("itest"))),
        ("objcov", "Object coverage", "coverage", "objcov",
         judge_whole(judge_objcov, "tests", sorted(
             p.name for p in Path(root).glob("tests/system/*/")
             if any(p.glob("*.*"))), "objcov")),
        ("coupling", "Coupling", "coupling", "coupling", judge_coupling),
        ("misra", "MISRA C:2012", "misra", "misra",
         judge_whole(judge_misra, "files", sorted(
             p.relative_to(root).as_posix()
             for p in Path(root).glob("src/**/*.c")), "misra")),
        ("mutate", "Mutation", "mutation", "mutate", judge_mutate),
        ("bench", "Speed and size", "bench", "bench", judge_bench),
        ("sloc", "Line budget", "size", "sloc", judge_sloc),
        ("layers", "Layers", "size", "layers", judge_layers),
        ("analyse", "Analyses", "analyses", "analyse", judge_analyse),
        ("limits", "Stack and time in runs", "analyses", "limits",
         judge_limits),
        ("audit", "Seeded faults", "audit", "audit-the-auditor", judge_audit),
        ("identity", "Identity", "identity", "certify-report",
         judge_identity(Path(root))),
    )
    found = []
    for name, title, page, command, judge in table:
        data = count_again() if name == "verify" else load(name)
        changed = inputs.changed(root, name, data) if data else ""
        if name == "audit":
            data, changed = sabotages.outcome(root, data), ""
            if data is None:
                continue
        found.append(Check(name, title, page + ".html", command, data, judge,
                           changed))
    return found

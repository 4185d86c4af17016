#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Control and data coupling between modules, with the tests that exercise it,
and coverage counted for each test's requirements.

usage: coupling.py [--update]

Reads what `make test coverage objcov` left in build; nothing runs again. A
coupling that no test of a requirement exercises needs a record in
coverage/coupling.yaml. Writes build/results/coupling.json; coverage/coupling.csv
must be as committed, or --update accepts it.
"""
import argparse
import csv
import io
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import counters
import couplings
import decisions
import measure
import profraw
from couplings import APPLICATION, READ, WRITE, module_of
from measure import inputs, problem

from longeron_trace import code as tags  # noqa: E402  (measure has the path)

NAME = "coupling"
RESULTS = Path("build/results")
BUILD = Path("build/coverage")
PORT = Path("build/objcov/port.json")
RECORDS = Path("coverage/coupling.yaml")
VERDICT = Path("coverage/coupling.csv")
LINKER = "board/link"          # what the linker script defines
SCRIPT = Path("src/board/qemu-virt-aarch64/link.ld")
PARSED = ("src/kernel/*.c", "src/apex/*.c", "src/arch/aarch64/*.c",
          "src/board/*/*.c", "src/libc/*.c")
PORT_FOLDERS = ("src/arch/", "src/board/")
NEEDED = ("utest", "itest", "coverage", "objcov")
KEYS = ("coupling", "class", "reason", "reviewer")
KINDS = ("control", "data", "pointer", "unread")


@dataclass
class Test:
    """A test that passed; counted: what it did in C of kernel and APEX."""
    name: str
    file: str
    requirements: list
    counted: counters.Test
    port: set = field(default_factory=set)    # (file, line); on target
    target: bool = False


@dataclass
class Tree:
    """What was measured, and where each name of the code is defined."""
    code: couplings.Code
    port: dict
    tests: list
    names: dict = field(default_factory=dict)    # of profiles, by function

    def __post_init__(self):
        for test in self.tests:
            for name in test.counted.maps:
                self.names.setdefault(name.rpartition(":")[2], set()).add(name)
        self.entries = {}        # function of the port: {(file, line)}
        for name, file, line in self.port["functions"]:
            self.entries.setdefault(name, set()).add((file, line))

    def profile_names(self, file, function):
        """A static function has the name of each file that it is in."""
        if file.endswith(".h"):
            return sorted(self.names.get(function, ()))
        return [function, f"{Path(file).name}:{function}"]

    def ran(self, test, site):
        """Was a test at this place?"""
        file, function, line, column = site
        if file.startswith(PORT_FOLDERS) and file.endswith((".c", ".S")):
            return (file, line) in test.port
        return any(test.counted.times(name, (line, column)) > 0
                   for name in self.profile_names(file, function))

    def callees(self, name):
        """{module: file} of the functions of this name."""
        files = [f for f, _, _ in self.code.functions.get(name, ())]
        files += [f for f, _ in self.entries.get(name, ())]
        if not files:
            return {APPLICATION: ""}
        return {module_of(f): f for f in files}

    def entered(self, test, name, file):
        """Did a test enter this function? Host tests have another port."""
        if not file:
            return True
        if file.startswith(PORT_FOLDERS):
            if not test.target:
                return False
            if file.endswith((".c", ".S")):
                return any(entry in test.port for entry in self.entries[name]
                           if entry[0] == file)
        return any(self.at_begin(test, profile)
                   for profile in self.profile_names(file, name))

    @staticmethod
    def at_begin(test, profile):
        function = test.counted.maps.get(profile)
        return function is not None and bool(function.regions) and (
            test.counted.times(profile, function.regions[0][0]) > 0)


def need(name):
    """A result of this tree, or none of ours."""
    path = RESULTS / f"{name}.json"
    cure = f"make {inputs.RESULTS[name][0]}"
    if not path.is_file():
        raise measure.CoverageError(f"{path}: is missing\n    cure: {cure}")
    result = json.loads(path.read_text())
    if changed := inputs.changed(".", name, result):
        raise measure.CoverageError(f"{path}: {changed}\n    cure: {cure}")
    return result


def read_tests(results, port):
    """The tests that passed, with the requirements that the results name."""
    found, maps = [], counters.read_maps(BUILD / "clang")
    rows = {(r["file"], r["name"]): r for r in results["utest"]["tests"]
            if r["verdict"] == "pass" or not r["requirements"]}
    for path in sorted(BUILD.glob("clang/*/*.tests")):
        file = f"tests/unit/{path.parent.name}/{path.stem}.c"
        for name, counted in counters.read_host(path.with_suffix(""),
                                                maps).items():
            if (file, name) in rows:
                found.append(Test(name, file, rows[file, name]["requirements"],
                                  counted))
    maps = counters.read_maps(BUILD / "target")
    rows = {r["name"]: r for r in results["itest"]["tests"]
            if r["verdict"] == "pass"}
    for path in sorted(BUILD.glob("target/*.profraw")):
        if path.stem in rows and path.stem in port["tests"]:
            found.append(Test(
                path.stem, f"tests/system/{path.stem}/main.c",
                rows[path.stem]["requirements"],
                counters.read_target(path, maps),
                {tuple(line) for line in port["tests"][path.stem]}, True))
    for folder, is_target in (("clang", False), ("target", True)):
        if not any(t.target == is_target for t in found):
            raise measure.CoverageError(
                f"{BUILD / folder}: no test has counted\n    cure: make test "
                "coverage objcov")
    return found


def controls(tree):
    """Rows of calls; of assembly, branches and addresses that it names."""
    calls = {key: set(sites) for key, sites in tree.code.calls.items()}
    for file, line, function, name, _ in tree.port["refers"]:
        if name in tree.code.functions or name in tree.entries:
            calls.setdefault((file, function, name), set()).add(
                (file, function, line, 1))
    for (file, function, name), sites in sorted(calls.items()):
        for module, at in sorted(tree.callees(name).items()):
            if module != module_of(file):
                yield row("control", module_of(file), module,
                          f"{function}() to {name}()",
                          sited(tree, sites, name, at))


def sited(tree, sites, name, at):
    """[(site, tests)]: who was there and in the function that it names."""
    entered = [n for n, t in enumerate(tree.tests) if tree.entered(t, name, at)]
    return [(site, [n for n in entered if tree.ran(tree.tests[n], site)])
            for site in sorted(sites)]


def pointers(tree):
    for (file, function, name, parameter), sites in sorted(
            tree.code.pointers.items()):
        for module, at in sorted(tree.callees(name).items()):
            if module != module_of(file):
                yield row("pointer", module_of(file), module,
                          f"{function}() to {name}(): {parameter}",
                          sited(tree, sites, name, at))


def row(kind, start, end, name, sites):
    """A coupling. All of its places must be exercised, each by a test."""
    return {"kind": kind, "from": start, "to": end, "name": name,
            "id": f"{kind} {start} > {end}: {name}",
            "places": [{"file": s[0], "line": s[2]} for s, _ in sites],
            "missing": [{"file": s[0], "line": s[2]} for s, by in sites
                        if not by],
            "all": sorted({n for _, by in sites for n in by})}


def all_accesses(tree):
    """{item: {READ or WRITE: {module: sites}}}; sites None: from the start,
    by an initial value or by the application."""
    found = {}

    def add(item, mode, module, sites):
        of = found.setdefault(item, {READ: {}, WRITE: {}})[mode]
        of[module] = None if sites is None else {*(of.get(module) or ()),
                                                 *sites}

    for (item, mode), sites in tree.code.accesses.items():
        for site in sites:
            add(item, mode, module_of(site[0]), {site})
    data = {}
    for name, file in tree.port["data"]:
        data.setdefault(name, set()).add(file)
    linked = SCRIPT.read_text() if SCRIPT.is_file() else ""
    for file, line, function, name, mnemonic in tree.port["refers"]:
        if name in tree.code.functions or name in tree.entries:
            continue
        place = {(file, function, line, 1)}
        for item in [i for i in found if i.startswith(f"{name}.")] or [name]:
            add(item, READ, module_of(file), place)
            if mnemonic != "ldr":    # an address, through which it may write
                add(item, WRITE, module_of(file), place)
    for item, modes in found.items():
        name = item.partition(".")[0]
        if name in tree.code.constant:
            add(item, WRITE, module_of(tree.code.defined[name]), None)
        elif name in data:
            for file in data[name]:
                add(item, WRITE, module_of(file), None)
        elif name in tree.code.shared and name not in tree.code.defined:
            add(item, WRITE, APPLICATION, None)
        elif name in linked.split():
            add(item, WRITE, LINKER, None)
        elif "." in item and not any(name in objects for objects in
                                     tree.code.types.values()):
            if modes[READ]:         # a struct of the application
                add(item, WRITE, APPLICATION, None)
            if modes[WRITE]:
                add(item, READ, APPLICATION, None)
    return found


def data_rows(tree):
    """Who writes what another one reads; and what nobody reads."""
    for item, modes in sorted(all_accesses(tree).items()):
        for writer, writes in sorted(modes[WRITE].items()):
            for reader, reads in sorted(modes[READ].items()):
                if writer != reader:
                    yield data_row(tree, item, (writer, writes),
                                   (reader, reads))
            if not modes[READ] and writes:
                each = row("unread", writer, "nobody", item,
                           [(s, []) for s in sorted(writes)])
                yield each


def data_row(tree, item, write, read):
    both = []
    for sites in (write[1], read[1]):
        both.append(set(range(len(tree.tests))) if sites is None else {
            n for n, test in enumerate(tree.tests)
            if any(tree.ran(test, s) for s in sites)})
    if LINKER in (write[0], read[0]) or APPLICATION in (write[0], read[0]):
        both.append({n for n, t in enumerate(tree.tests) if t.target})
    each = row("data", write[0], read[0], item, [
        (s, []) for s in sorted((write[1] or set()) | (read[1] or set()))])
    each["all"] = sorted(set.intersection(*both))
    each["missing"] = []
    return each


def judge(rows, tests):
    """Count only tests that verify a requirement; show others apart."""
    for each in rows:
        each["tests"] = [n for n in each["all"] if tests[n].requirements]
        each["apart"] = [n for n in each.pop("all")
                         if not tests[n].requirements]
        each["exercised"] = bool(each["tests"]) and not each["missing"]
    return rows


def justify(rows, records, path):
    """Mark what a record accepts; problems: gaps and stale records."""
    by_id, wrong = {}, []
    for record in records:
        if record["coupling"] in by_id:
            wrong.append(problem(str(path), 1, f"{record['coupling']!r} is "
                                 "there twice", "remove one"))
        by_id[record["coupling"]] = record
    for each in rows:
        if each["exercised"]:
            continue
        record = by_id.pop(each["id"], None)
        if record is not None:
            each["record"] = {k: str(record[k]).strip() for k in KEYS[1:]}
            continue
        place = (each["missing"] or each["places"])[0]
        wrong.append(problem(place["file"], place["line"],
                             f"{each['id']}: {why(each)}", cure(each, path)))
    return wrong + [problem(str(path), 1, f"the record for {name!r} fits no "
                            "gap", "remove it") for name in sorted(by_id)]


def why(each):
    if each["kind"] == "unread":
        return "is written, and nothing reads it"
    if each["apart"] and not each["tests"]:
        return "only tests that verify no requirement exercise it"
    return "no test of a requirement exercises it"


def cure(each, path):
    if each["kind"] == "unread":
        return f"remove it, or record the reason in {path}"
    return ("test the requirement that needs it, or record the reason in "
            f"{path}")


def statements(tree, coverage):
    """{(file, function): {line: numbers of the tests that execute it}}."""
    found = {}
    for entry in coverage["scopes"]["merged"]["files"]:
        file = entry["file"]
        if file.startswith(PORT_FOLDERS):    # by the plain images, below
            continue
        text = Path(file).read_text().splitlines()
        for line in map(int, entry["line_hits"]):
            column = len(text[line - 1]) - len(text[line - 1].lstrip()) + 1
            function = tree.code.function_at(file, line)
            found.setdefault((file, function), {})[line] = {
                n for n, test in enumerate(tree.tests)
                if tree.ran(test, (file, function, line, column))}
    for file, line, function in tree.port["lines"]:
        if file.endswith((".c", ".S")):
            found.setdefault((file, function), {})[line] = {
                n for n, test in enumerate(tree.tests)
                if (file, line) in test.port}
    return found


def requirements_of(found):
    """{(file, function): requirements that its tags name}."""
    problems, own = [], {}
    known = tags.Scanner(".", problems).scan(("include", "src"))
    in_c = {(f.file, f.name): {t[1] for t in f.tags} for f in known
            if f.language == "C"}
    in_assembly = [(t[2], t[3], t[1]) for f in known for t in f.tags]
    last = {}
    for (file, function), lines in sorted(found.items(),
                                          key=lambda f: (f[0][0], min(f[1]))):
        if file.endswith(".S"):
            own[file, function] = {
                name for where, line, name in in_assembly if where == file
                and last.get(file, 0) < line < min(lines)}
            last[file] = max(lines)
        else:
            own[file, function] = in_c.get((file, function), set())
    return own


def by_requirement(tree, coverage):
    """For each function: its statements by whose tests execute them."""
    found, rows = statements(tree, coverage), []
    own = requirements_of(found)
    for (file, function), lines in sorted(found.items()):
        mine, kinds = own[file, function], Counter()
        covering = {}
        for line, tests in lines.items():
            named = {r for n in tests for r in tree.tests[n].requirements}
            for name in named:
                covering[name] = covering.get(name, 0) + 1
            kinds["own" if named & mine else "other" if named
                  else "apart" if tests else "none"] += 1
        rows.append({"file": file, "function": function, "line": min(lines),
                     "statements": len(lines), "own": sorted(mine),
                     **{k: kinds[k.partition("_")[2]] for k in (
                         "by_own", "by_other", "by_apart", "by_none")},
                     "requirements": dict(sorted(covering.items()))})
    return rows


def matrix(rows):
    """[{from, to, and for each kind [couplings, exercised, accepted]}]."""
    cells = {}
    for each in rows:
        cell = cells.setdefault((each["from"], each["to"]), {
            k: [0, 0, 0] for k in KINDS})[each["kind"]]
        cell[0] += 1
        cell[1] += each["exercised"]
        cell[2] += "record" in each
    return [{"from": a, "to": b, **kinds}
            for (a, b), kinds in sorted(cells.items())]


def verdict(cells):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["from", "to", "kind", "couplings", "exercised",
                     "accepted"])
    for cell in cells:
        for kind in KINDS:
            if cell[kind][0]:
                writer.writerow([cell["from"], cell["to"], kind, *cell[kind]])
    return out.getvalue()


def check(update):
    """The content of coupling.json, but for its inputs."""
    results = {name: need(name) for name in NEEDED}
    if not PORT.is_file():
        raise measure.CoverageError(f"{PORT}: is missing\n    cure: make "
                                    "objcov")
    port = json.loads(PORT.read_text())
    files = [p.as_posix() for pattern in PARSED
             for p in sorted(Path(".").glob(pattern))]
    code = couplings.read_code(files, ["-xc", *tags.ARGUMENTS, *tags.TARGET])
    tree = Tree(code, port, read_tests(results, port))
    rows = judge([*controls(tree), *data_rows(tree), *pointers(tree)],
                 tree.tests)
    rows.sort(key=lambda r: (r["from"], r["to"], r["kind"], r["name"]))
    problems = justify(rows, measure.read_accepted(RECORDS, KEYS), RECORDS)
    functions = by_requirement(tree, results["coverage"])
    cells = matrix(rows)
    problems += measure.check_verdict(VERDICT, verdict(cells), update,
                                      "coupling")
    return {"couplings": rows, "matrix": cells, "functions": functions,
            "tests": [{"name": t.name, "file": t.file, "target": t.target,
                       "requirements": t.requirements} for t in tree.tests],
            "problems": problems, "ok": bool(rows) and not problems}


def totals(result):
    """{kind: [couplings, exercised, accepted]}."""
    return {kind: [sum(c[kind][i] for c in result["matrix"])
                   for i in range(3)] for kind in KINDS}


def show(result):
    for each in result["problems"]:
        print(f"{each['file']}:{each['line']}: {each['text']}\n"
              f"    cure: {each['cure']}")
    found = totals(result)
    print("couplings between modules, exercised by tests of requirements: "
          + ", ".join(f"{k} {found[k][1]} of {found[k][0]}"
                      for k in KINDS[:3])
          + f"; {found['unread'][0]} data that nothing reads; "
          f"{sum(f[2] for f in found.values())} accepted by a record")
    other = sum(f["by_other"] for f in result["functions"])
    whole = sum(f["statements"] for f in result["functions"])
    print(f"statements: {sum(f['by_own'] for f in result['functions'])} of "
          f"{whole} executed by tests of the function's own requirements, "
          f"{other} only by tests of others, "
          f"{sum(f['by_apart'] for f in result['functions'])} only by tests "
          "of no requirement")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    path = RESULTS / f"{NAME}.json"
    path.unlink(missing_ok=True)
    try:
        made_from = inputs.current(".", NAME)
        result = check(options.update)
    except (measure.CoverageError, decisions.ParseError, profraw.ProfileError,
            OSError) as error:
        sys.exit(f"coupling: {error}")
    if options.update:
        inputs.accept(".", NAME, made_from)
    path.write_text(json.dumps({**result, "inputs": made_from}, indent=1,
                               sort_keys=True) + "\n")
    show(result)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

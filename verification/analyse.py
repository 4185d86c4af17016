#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Bound what runs: stack, loops, heap, dead code, complexity.

usage: analyse.py --heap SYMBOLS --whole IMAGE --usage FOLDER...
                  [--objdump TOOL] -- IMAGE...

IMAGE is searched for heap symbols. The stack is bounded of the first, linked
with all that it does not use, too: --whole, whose objects have files of
frames (-fstack-usage) beside them in the folders of --usage.
Frames are those that the compiler tells; of assembly and of the C library
they are the sum of all that a function takes from its stack pointer. A branch
to another function counts as a call, also where the frame is already gone.
`make limits` compares the bounds with runs.
Writes build/results/analyse.json.
"""
import argparse
import bisect
import json
import re
import subprocess
import sys
from pathlib import Path

from clang import cindex
from elftools.elf.elffile import ELFFile

import layers
import sloc
from layers import inputs

COMPLEXITY_MAX = 15
CHECKED = ("src/kernel/", "src/apex/", "include/kernel/")
# Whose loops are bounded; those of the port have no variant.
LOOPED = (*CHECKED, "src/arch/", "src/board/", "src/libc/")
API = "include/apex/"
APPLICATION = "apps/"
# Where a stack begins, and whose it is.
CONTEXTS = {"_start": "power-on", "arch_restart": "boot",
            "arch_begin": "boot", "arch_vectors": "fault",
            "vector_1": "interrupt", "arch_process": "process"}
# Who never comes back to its caller's stack.
ANEW = {"arch_begin", "arch_restart"}
# Who calls by address, and whom: what of the application nobody calls.
INDIRECT = {"arch_process": "entries of processes and of the boot context"}
# What of the kernel runs in the boot context as the error handler does.
BEGUN = {"error_act", "error_leave"}
# Bounds of loops whose variant is neither `CONSTANT - x`, x unsigned, nor
# `members(x, CONSTANT)`: (function, variant).
BOUNDS = {
    ("expire_group", "end - t"):
        ("GROUP_SIZE", "from end - GROUP_SIZE on (assertion `end`)"),
    ("insert_level", "count - t"):
        ("PROCESS_MAX", "count < PROCESS_MAX (precondition `room`)"),
    ("names_find", "names.count[kind] - i"):
        ("NAMES_MAX", "the limit of each kind (invariant `names_inv`)"),
    ("process_release_all", "count - t"):
        ("PROCESS_MAX", "count <= PROCESS_MAX (precondition `created`)"),
    ("copy", "words - i"):
        ("256 / WORD_SIZE", "MESSAGE_SIZE_MAX is 256; no message is longer"),
    ("copy", "length - i"):
        ("WORD_SIZE - 1", "what is left of whole words"),
    ("REPORT_APPLICATION_MESSAGE", "length - i"):
        ("MAX_ERROR_MESSAGE_SIZE", "a longer message is refused"),
    ("sampling_read", "tries"):
        ("SAMPLE_TRIES", "its first value (invariant `inv` of the loop)"),
    ("port_ferry", "(moved != 0 ? 1 : 0) + "
     "members(object[PORT_FIRST + r].waiting, 64)"):
        ("1 + PROCESS_MAX", "all who can wait, and one try more"),
    ("board_init", "for 1"):
        ("16", "ARCH_SHARED_MAX"),
    ("arch_console_write", "for 1"):
        ("128", "MAX_ERROR_MESSAGE_SIZE; the kernel's own texts are shorter"),
    ("arch_console_write", "while 1"):
        ("0", "the transmit FIFO of QEMU's console is never full; of a device "
              "it would be its time"),
    ("arch_reset", "for 1"): ("0", "SYSTEM_RESET does not return"),
    ("arch_shutdown", "for 1"): ("0", "semihosting does not return"),
}
UNBOUNDED = {
    "sched_idle": "waits for time: each turn sleeps until something is due, "
                  "and nothing else can be done",
    "port_ferry": "the process of ports: each turn ends in a wait",
    **dict.fromkeys(
        ("memcpy", "memmove", "memset", "memcmp"),
        "as many turns as the application tells; the kernel does not call it"),
}
LOOPS = {cindex.CursorKind.FOR_STMT, cindex.CursorKind.WHILE_STMT,
         cindex.CursorKind.DO_STMT, cindex.CursorKind.GOTO_STMT}
SYMBOL = re.compile(r"([0-9a-f]+) <(.+)>:$")
INSTRUCTION = re.compile(r" *([0-9a-f]+):\t([a-z][\w.]*)\s*(.*)")
BRANCH = re.compile(r"b|bl|b\..+|cbn?z|tbn?z")
TARGET = re.compile(r"\b([0-9a-f]+) <")
TAKEN = re.compile(r"\[sp, #-(\d+)\]!|^sp, sp, #0x([0-9a-f]+)(, lsl #12)?")
ENDS = {"b", "bl", "br", "ret", "eret", "brk", "udf"}


class Recursion(Exception):
    """Functions that call each other in a ring: its text, and the first."""


class Code:
    """Functions of an image: frames, who calls whom, who calls by address."""

    def __init__(self, objdump, image, *folders):
        self.calls, self.frame, self.by_address = {}, {}, set()
        self.place, self.unclear = {}, set()
        self.size, self.image = 0, image.as_posix()
        self.disassemble(objdump, image)
        for path in sorted(Path("src").rglob("*.S")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if label := re.match(r"([a-z_]\w*):", line):
                    self.place[label[1]] = (path.as_posix(), number)
        self.read_usage(folders)

    def disassemble(self, objdump, image):
        text = subprocess.run([objdump, "-d", "--no-show-raw-insn", image],
                              capture_output=True, text=True, check=True)
        starts, bodies = [], {}
        for line in text.stdout.splitlines():
            if begin := SYMBOL.match(line):
                starts.append((int(begin[1], 16), begin[2]))
                bodies[begin[2]] = []
            elif (found := INSTRUCTION.match(line)) and found[2] != "nop":
                bodies[starts[-1][1]].append((found[2], found[3]))
        addresses = [address for address, _ in starts]
        for place, (_, name) in enumerate(starts):
            self.calls[name], self.frame[name] = set(), 0
            for mnemonic, operands in bodies[name]:
                self.take(name, mnemonic, operands)
                target = TARGET.search(operands)
                if BRANCH.fullmatch(mnemonic) and target:
                    there = bisect.bisect(addresses, int(target[1], 16)) - 1
                    if there != place or mnemonic == "bl":
                        self.calls[name].add(starts[there][1])
            last = bodies[name][-1][0] if bodies[name] else "ret"
            if last not in ENDS and place + 1 < len(starts):
                self.calls[name].add(starts[place + 1][1])
            self.calls[name] -= ANEW
        value = re.match(r"w0, #0x([0-9a-f]+)",
                         dict(bodies.get("arch_stack_size", ())).get("mov", ""))
        if value:
            self.size = int(value[1], 16)

    def take(self, name, mnemonic, operands):
        """What one instruction means for the stack and for calls."""
        taken = TAKEN.search(operands)
        if taken and (taken[1] or mnemonic == "sub"):
            self.frame[name] += (int(taken[1]) if taken[1] else
                                 int(taken[2], 16) << (12 * bool(taken[3])))
        elif mnemonic == "sub" and operands.startswith("sp,"):
            self.unclear.add(name)
        elif mnemonic in ("blr", "br"):
            self.by_address.add(name)

    def read_usage(self, folders):
        """Frames that the compiler tells; of one name the largest."""
        told = {}
        for path in sorted(p for f in folders for p in f.rglob("*.su")):
            for line in path.read_text().splitlines():
                place, size, kind = line.split("\t")
                file, number, _, name = place.split(":")
                told[name] = max(told.get(name, 0), int(size))
                self.place[name] = (Path(file).as_posix(), int(number))
                if kind != "static":
                    self.unclear.add(name)
        self.frame.update((n, told[n]) for n in self.frame if n in told)

    def resolve(self):
        """Add the calls by address, which are of entries."""
        called = set().union(*self.calls.values()) | {"main"}
        entries = sorted(n for n in self.calls if n not in called
                         and self.place.get(n, ("",))[0].startswith(APPLICATION))
        for name in set(INDIRECT) & self.by_address:
            self.calls[name].update(entries, BEGUN & set(self.calls))
        return entries

    def at(self, name):
        return self.place.get(name, (self.image, 1))

    def worst(self, name, known, above=()):
        """The path of [name, frame] that takes most, from a function down."""
        if name in above:
            raise Recursion(" -> ".join(
                f"{n}()" for n in (*above[above.index(name):], name)), name)
        if name not in known:
            paths = [self.worst(n, known, (*above, name))
                     for n in sorted(self.calls[name])]
            known[name] = [[name, self.frame[name]],
                           *max(paths, key=taken_by, default=[])]
        return known[name]


def taken_by(path):
    return sum(frame for _, frame in path)


def check_stack(code, functions):
    """(rows, problems): the worst path from each entry."""
    entries = code.resolve()
    kinds = {f["name"]: "service" if f["api"] else "kernel"
             for f in functions if not f["static"]
             and f["name"] in code.calls}
    kinds.update(dict.fromkeys(entries, "process"), **CONTEXTS)
    rows, found, known, cycles = [], [], {}, set()

    def add(name, text, cure):
        found.append(layers.problem(*code.at(name), text, cure))

    if not code.size:
        add("arch_stack_size", "the size of a stack is not known",
            "let arch_stack_size() return a constant")
    for name in sorted(code.by_address - set(INDIRECT)):
        add(name, f"{name}() calls by address, and whom is not known",
            "call by name, or add it to INDIRECT in verification/analyse.py")
    for name in sorted(code.unclear):
        add(name, f"{name}() has a frame of no fixed size",
            "use arrays of fixed size only")
    for name in sorted(kinds, key=lambda n: (kinds[n], n)):
        try:
            path = code.worst(name, known)
        except KeyError:
            add(name, f"{name}() is not in the image",
                "correct CONTEXTS in verification/analyse.py")
            continue
        except Recursion as error:
            cycle, who = error.args
            if frozenset(cycle.split(" -> ")) not in cycles:
                cycles.add(frozenset(cycle.split(" -> ")))
                add(who, f"recursion, so no bound of the stack: {cycle}",
                    "write it as a loop with a variant")
            continue
        file, line = code.at(name)
        rows.append({"kind": kinds[name], "name": name, "file": file,
                     "line": line, "bytes": taken_by(path), "path": path})
        if code.size < taken_by(path):
            add(name, f"{name}() takes {taken_by(path)} bytes of stack, "
                f"arch_stack_size() is {code.size}", "make its frames smaller")
    return rows, found


def constant(index, root, file, expression):
    """The value of a constant expression as `file` understands it, or None."""
    name = "analyse_constant.c"
    unit = sloc.parse(index, root, name, unsaved_files=[(
        str(root / name), f'#include "{root / file}"\n'
        f"enum analyse {{ analyse = ({expression}) }};\n")])
    if any(d.location.file and d.location.file.name == str(root / name)
           for d in unit.diagnostics if d.severity >= d.Error):
        return None
    return next((v.enum_value for c in unit.cursor.get_children()
                 if c.spelling == "analyse" for v in c.get_children()), None)


def said_at(*names):
    """The place of a row of BOUNDS or UNBOUNDED: our word, not a proof."""
    text = Path(__file__).read_text(encoding="utf-8")
    # Of a long row the beginning, which is in one line.
    quoted = ", ".join(f'"{n}"' for n in names)[:36]
    return "verification/analyse.py:" + str(
        text.count("\n", 0, text.index(quoted)) + 1)


def loops_of(index, root, file, cursor):
    """A row for each loop of a function, with the bound of its variant."""
    tokens = list(cursor.get_tokens())
    before = {t.location.offset: p.spelling for p, t in zip(tokens, tokens[1:])
              if p.kind == cindex.TokenKind.COMMENT}
    seen = []
    for loop in cursor.walk_preorder():
        if loop.kind not in LOOPS:
            continue
        told = re.search(r"\bloop\s+variant\s+([^;]+);",
                         before.get(loop.extent.start.offset, ""))
        variant = " ".join(told[1].split()) if told else ""
        seen.append(loop.kind.name.partition("_")[0].lower())
        key = variant or f"{seen[-1]} {seen.count(seen[-1])}"
        unsigned = {c.spelling for c in loop.walk_preorder()
                    if c.kind == cindex.CursorKind.DECL_REF_EXPR
                    and "unsigned" in c.type.get_canonical().spelling}
        plain = (re.fullmatch(fr"(\w+) - ({'|'.join(unsigned)})", variant)
                 or re.fullmatch(r"members\(.*, (\w+)\)", variant))
        expression, reason = BOUNDS.get((cursor.spelling, key),
                                        (plain[1] if plain else "", ""))
        yield {"file": file, "line": loop.extent.start.line,
               "end": loop.extent.end.line,
               "function": cursor.spelling, "variant": variant, "key": key,
               "expression": expression,
               "bound": constant(index, root, file, expression)
               if expression else None,
               "said": said_at(cursor.spelling, key) if reason else
               said_at(cursor.spelling) if not variant
               and cursor.spelling in UNBOUNDED else "",
               "reason": reason or ("" if variant else
                                    UNBOUNDED.get(cursor.spelling, ""))}


def check_loops(rows):
    used = ({(r["function"], r["key"]) for r in rows}
            | {r["function"] for r in rows if not r["variant"]})
    for row in rows:
        if not row["variant"] and not row["reason"]:
            yield layers.problem(
                row["file"], row["line"], f"{row['function']}(): a loop "
                "without a variant", "write `loop variant`, or add it with a "
                "reason to UNBOUNDED in verification/analyse.py")
        elif row["variant"] and row["bound"] is None:
            yield layers.problem(
                row["file"], row["line"], f"{row['function']}(): no number "
                f"follows from the variant {row['variant']}", "write it "
                "as a constant minus an unsigned variable, or add it to "
                "BOUNDS in verification/analyse.py")
    for key in [k for k in (*BOUNDS, *UNBOUNDED) if k not in used]:
        yield layers.problem("verification/analyse.py", 1, f"{key}: no loop "
                             "is so", "remove it from BOUNDS or UNBOUNDED")


def symbols(image):
    with image.open("rb") as file:
        table = ELFFile(file).get_section_by_name(".symtab")
        return {s.name.partition(".")[0]: s["st_value"]
                for s in table.iter_symbols()}


def below(cursor, root):
    """The cursor's file, named from root on if it is below."""
    return cursor.location.file.name.removeprefix(f"{root}/")


def key_of(cursor, root):
    """One name for one function, also where several are static."""
    static = cursor.storage_class == cindex.StorageClass.STATIC
    return (below(cursor, root) if static else "", cursor.spelling)


def read_sources(index, root):
    """(functions, loops, refers, places): by clang, who can be reached, whom
    each names and where each stands."""
    found, refers, places, loops = {}, {}, {}, []
    roots = {("", name) for path in sorted((root / "src").rglob("*.S"))
             for name in re.findall(r"^\s*bl?\s+(\w+)", path.read_text(),
                                    re.M)}
    for path in sorted((root / "src").rglob("*.c")):
        unit = sloc.parse(index, root, path.relative_to(root).as_posix())
        for file, cursor in sloc.definitions(unit, root):
            key = key_of(cursor, root)
            if key in refers:
                continue
            places[key] = file, cursor.location.line
            refers[key] = {
                key_of(c.referenced, root) for c in cursor.walk_preorder()
                if c.kind == cindex.CursorKind.DECL_REF_EXPR and c.referenced
                and c.referenced.kind == cindex.CursorKind.FUNCTION_DECL}
            api = below(cursor.canonical, root).startswith(API)
            roots.update({key} if api else ())
            if file.startswith(CHECKED):
                found[key] = {
                    "name": cursor.spelling, "file": file, "api": api,
                    "line": cursor.location.line, "static": bool(key[0]),
                    "lines": sloc.code_lines(cursor)}
            if file.startswith(LOOPED):
                loops += loops_of(index, root, file, cursor)
    reached = reachable(roots, lambda key: refers.get(key, ()))
    return ([{**f, "reached": key in reached} for key, f in found.items()],
            loops, refers, places)


def call_graph(refers, places, code):
    """A row for each function: which others it calls, or names by address.

    Of C by the source, of assembly by the object code.
    """
    assembly = {("", name): code.place[name] for name in code.calls
                if code.place.get(name, ("",))[0].endswith(".S")}
    refers = {**refers, **{
        key: {("", n.partition(".")[0]) for n in code.calls[key[1]]}
        for key in assembly}}
    places = {**assembly, **places}
    return sorted(({"file": file, "line": line, "name": key[1],
                    "calls": sorted((places[k][0], k[1]) for k in refers[key]
                                    if k in places)}
                   for key, (file, line) in places.items()),
                  key=lambda r: (r["file"], r["line"]))


def reachable(roots, ahead):
    """The roots, and all that ahead(one of these) leads to."""
    reached, todo = set(), list(roots)
    while todo:
        each = todo.pop()
        if each not in reached:
            reached.add(each)
            todo += ahead(each)
    return reached


def complexities(root, functions):
    """{(file, name): McCabe's figure}, as pmccabe counts."""
    files = sorted({f["file"] for f in functions})
    done = subprocess.run(["pmccabe", *files], cwd=root, capture_output=True,
                          text=True, check=True)
    rows = re.findall(r"^\d+\t(\d+)\t.*\t(\S+)\(\d+\): (\w+)$", done.stdout,
                      re.M)
    return {(file, name): int(figure) for figure, file, name in rows}


def check_functions(functions):
    for each in functions:
        place = each["file"], each["line"]
        if not each["reached"]:
            yield layers.problem(
                *place, f"{each['name']}() is dead: no service, no boot and "
                "no vector leads to it", "remove it, or call it")
        if each["complexity"] is None:
            yield layers.problem(*place, f"{each['name']}(): pmccabe does not "
                                 "see it", "write it plainly")
        elif each["complexity"] > COMPLEXITY_MAX:
            yield layers.problem(
                *place, f"{each['name']}() has a complexity of "
                f"{each['complexity']}, at most {COMPLEXITY_MAX}",
                "divide the function")


def analyse(options):
    root = Path(".").resolve()
    functions, loops, *named = read_sources(cindex.Index.create(), root)
    code = Code(options.objdump, options.whole, *options.usage)
    figures = complexities(root, functions) if functions else {}
    for each in functions:
        each["complexity"] = figures.get((each["file"], each["name"]))
        each["frame"] = code.frame.get(each["name"])
    heap = [{"image": str(image), "symbols": sorted(
        set(symbols(image)) & set(options.heap.split()))}
            for image in options.images]
    stack, problems = check_stack(code, functions)
    problems += check_loops(loops)
    problems += [layers.problem(h["image"], 1, "has the heap symbol "
                                + s, f"see {h['image']}.map for who asks for "
                                "it; allocate statically")
                 for h in heap for s in h["symbols"]]
    problems += check_functions(functions)
    indirect = [{"name": n, "calls": sorted(code.calls[n])}
                for n in sorted(code.by_address)]
    return {"stack": {"size": code.size, "rows": stack,
                      "indirect": indirect},
            "loops": loops, "heap": heap, "functions": functions,
            "calls": call_graph(*named, code),
            "complexity_max": COMPLEXITY_MAX, "problems": problems,
            "ok": bool(functions and loops and stack and not problems)}


def show(result):
    """The worst of each kind, the figures, and what is wrong."""
    worst = {}
    for row in sorted(result["stack"]["rows"], key=lambda r: r["bytes"]):
        worst[row["kind"]] = row
    for kind, row in sorted(worst.items()):
        print(f"stack, {kind:8} {row['bytes']:5} of {result['stack']['size']} "
              "bytes: " + " ".join(f"{n}:{b}" for n, b in row["path"]))
    bounded = [r for r in result["loops"] if r["bound"] is not None]
    figures = [f["complexity"] or 0 for f in result["functions"]]
    print(f"{len(bounded)} of {len(result['loops'])} loops bounded; "
          f"{len(figures)} functions, complexity at most "
          f"{max(figures, default=0)}; {len(result['heap'])} images searched "
          "for a heap")
    layers.tell(result["problems"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--objdump", default="aarch64-linux-gnu-objdump")
    parser.add_argument("--heap", required=True)
    parser.add_argument("--whole", type=Path, required=True)
    parser.add_argument("--usage", type=Path, nargs="+", required=True)
    parser.add_argument("images", type=Path, nargs="+")
    options = parser.parse_args()
    made_from = inputs.current(".", "analyse")
    result = {**analyse(options), "inputs": made_from}
    path = Path("build/results/analyse.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    show(result)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Count guest instructions of the kernel's operations, and the image's size.

usage: bench.py --plugin COUNT.SO [--images FOLDER] [--results FOLDER]
                [--profile] -- QEMU-COMMAND...

The images (verification/bench/<api>_<name>/main.c) hold marks, which are
symbols; the plugin tells how many instructions ran before each passage of a
mark. All figures are the worst of all repetitions after the first. Fails when
a figure is over its limit, unless exceptions.yaml gives the reason. Writes
bench.json.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import yaml
from elftools.elf.elffile import ELFFile

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "trace"))
from longeron_trace import inputs  # noqa: E402

TIMEOUT_S = 60
ADDR2LINE = "aarch64-linux-gnu-addr2line"
SIZE_SECTIONS = (".text", ".rodata")
# Key, operation, and limit through the kernel's own C API; None: only told.
# No reference has a limit for blackboards, ports, events, errors and mutexes:
# see OWN_LIMIT.
ROWS = (
    ("yield", "yield to another process and back: one switch", 40),
    ("signal", "semaphore signal, uncontended", 12),
    ("wait", "semaphore wait, uncontended", 12),
    ("pingpong", "semaphore ping-pong between two processes, round trip",
     170),
    ("send", "buffer send of 16 bytes, uncontended", 40),
    ("receive", "buffer receive of 16 bytes, uncontended", 40),
    ("messages", "ping-pong of 16 bytes between two processes by two buffers, "
     "round trip", 300),
    ("display", "blackboard display of 16 bytes, nobody waits", 60),
    ("read", "blackboard read of 16 bytes, displayed", 60),
    ("port_write", "sampling port write of 16 bytes", 130),
    ("port_read", "sampling port read of 16 bytes, a new message", 260),
    ("port_send", "queuing port send of 16 bytes, with room", 170),
    ("port_receive", "queuing port receive of 16 bytes, a message there", 190),
    ("event_set", "event set, nobody waits", 20),
    ("event_wait", "event wait, up", 20),
    ("raise", "application error with 16 bytes raised, handled by nothing, and "
     "back", 1040),
    ("acquire", "mutex acquire, free", 10),
    ("release", "mutex release", 10),
    ("point", "scheduling point with nothing due, more than without a timer",
     10),
    ("periodic_8_together",
     "one periodic activation, 8 processes released together", 85),
    ("periodic_8_apart",
     "one periodic activation, 8 processes released apart", 85),
    ("periodic_8_ranked", "one periodic activation, 8 processes released "
     "together, each of its own priority", None),
    ("periodic_64_together",
     "one periodic activation, 64 processes released together", 150),
    ("periodic_64_apart",
     "one periodic activation, 64 processes released apart", 150),
    ("periodic_64_ranked", "one periodic activation, 64 processes released "
     "together, each of its own priority", None),
    ("reset", "reset to the first process, without clearing memory", 2000),
    ("size", "two-process image, bytes of text and rodata with the vectors",
     6144),
)
OWN_LIMIT = ("; no reference has a limit: the kernel's is its first figure, "
             "rounded up to the next 10")
APIS = (("kernel", ""), ("apex", "through APEX: "))


class BenchError(Exception):
    """Why there is no figure, and what cures it."""


class Image:
    """An image and what a run of it by the plugin tells."""

    def __init__(self, options, name):
        self.options = options
        self.path = options.images / f"bench_{name}" / f"bench_{name}.elf"
        if not self.path.is_file():
            raise BenchError(f"{self.path}: not built; use make bench")
        with self.path.open("rb") as stream:
            elf = ELFFile(stream)
            table = elf.get_section_by_name(".symtab")
            self.symbols = {}
            for s in table.iter_symbols():
                name = re.sub(r"\.\d+$", "", s.name)
                self.symbols.setdefault(name, []).append(
                    (s["st_value"], s["st_size"]))
            self.sections = {s.name: s["sh_size"]
                             for s in elf.iter_sections()}
            self.starts = {s.name: s["sh_addr"] for s in elf.iter_sections()}

    def addresses(self, symbol):
        if symbol not in self.symbols:
            raise BenchError(f"{self.path}: has no symbol {symbol}; is its "
                             "MARK in the source?")
        return [address for address, _ in self.symbols[symbol]]

    def address(self, symbol):
        found = self.addresses(symbol)
        if len(found) != 1:
            raise BenchError(f"{self.path}: has several symbols {symbol}")
        return found[0]

    def range_of(self, symbol):
        first = self.address(symbol)
        return first, first + self.symbols[symbol][0][1]

    def range_of_section(self, name):
        first = self.starts[name]
        return first, first + self.sections[name]

    def run(self, *ranges):
        """[(address, instructions before it)] of what runs in the ranges."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "marks"
            at = ",".join(f"at={a:x}-{b:x}" for a, b in ranges)
            command = [*self.options.command, "-plugin",
                       f"{self.options.plugin},out={out},{at}",
                       "-kernel", str(self.path)]
            try:
                done = subprocess.run(
                    command, stdin=subprocess.DEVNULL, capture_output=True,
                    text=True, timeout=TIMEOUT_S, check=False)
            except subprocess.TimeoutExpired as expired:
                raise BenchError(f"{self.path}: did not end within "
                                 f"{TIMEOUT_S} s") from expired
            if done.returncode != 0:
                raise BenchError(
                    f"{self.path}: ended with status {done.returncode}: "
                    f"{(done.stdout + done.stderr).strip()}")
            lines = [line.split() for line in out.read_text().splitlines()]
        return [(int(a, 16), int(n)) for a, n in lines if a != "end"]

    def run_marks(self, *symbols):
        """[(symbol, instructions before it)]; at one address, in order."""
        places = {}
        for symbol in symbols:
            for address in self.addresses(symbol):
                places.setdefault(address, []).append(symbol)
        return [(symbol, count)
                for address, count in self.run(*((a, a + 1) for a in places))
                for symbol in places[address]]


def windows(marks, begin, end):
    """Counts from each mark `begin` that is directly followed by `end`."""
    return [later - earlier
            for (first, earlier), (second, later) in zip(marks, marks[1:])
            if first == begin and second == end]


def worst(image, found):
    """The greatest of the repetitions; the first one warms up."""
    if len(found) < 3:
        raise BenchError(f"{image.path}: only {len(found)} repetitions; its "
                         "marks are not in the order that bench.py expects")
    return max(found[1:])


def yield_windows(image):
    """Yields with two ready processes: without a timer armed, and with one."""
    marks = image.run_marks("yield_begin", "yield_end", "sleeper_begins",
                            "sleeper_called", "sleeper_sleeps")
    called = marks.index(next(m for m in marks if m[0] == "sleeper_called"))
    sleeps = marks.index(next(m for m in marks if m[0] == "sleeper_sleeps"))
    return [windows(some, "yield_begin", "yield_end")
            for some in (marks[:called], marks[sleeps:])]


def measure_yield(options, api):
    image = Image(options, f"{api}_yield")
    return {"yield": (max(worst(image, w) for w in yield_windows(image)),
                      "from the call in one process to the return in the "
                      "other, worst of both")}


def timer_instructions(image, addresses):
    """How many of these instructions read the clock or compare with it."""
    text = "".join(f"{a:#x}\n" for a in addresses)
    done = subprocess.run([ADDR2LINE, "-f", "-e", str(image.path)], input=text,
                          capture_output=True, text=True, check=True)
    told = done.stdout.splitlines()
    count = 0
    for function, place in zip(told[::2], told[1::2]):
        file, line = place.split(" ")[0].rsplit(":", 1)
        source = Path(file)
        code = (source.read_text().splitlines()[int(line) - 1]
                if line.isdigit() and source.is_file() else "")
        count += (function == "arch_now" or "arch_now()" in code
                  or "sched.due_ns" in code)
    return count


def measure_point(options, api):
    """The scheduling point inside one yield while a timer is armed."""
    image = Image(options, f"{api}_yield")
    begin, end, sleeps = (set(image.addresses(m)) for m in
                          ("yield_begin", "yield_end", "sleeper_sleeps"))
    ran = [a for a, _ in image.run(
        image.range_of("sched_yield"),
        *((a, a + 1) for a in begin | end | sleeps))]
    armed = ran[max(i for i, a in enumerate(ran) if a in sleeps):]
    first = next(i for i, a in enumerate(armed) if a in begin)
    last = next(i for i, a in enumerate(armed) if i > first and a in end)
    counted = timer_instructions(image, armed[first + 1:last])
    idle, armed = (worst(image, w) for w in yield_windows(image))
    if counted == 0:
        raise BenchError(f"{image.path}: no instruction of sched_yield() "
                         "reads the clock; is there still arch_now() in it?")
    return {"point": (counted + armed - idle,
                      f"{counted} instructions read the clock and compare; "
                      f"an armed timer adds {armed - idle}")}


def measure_calls(options, api, name, calls, limited=""):
    """Each call of `calls` in turn, uncontended."""
    image = Image(options, f"{api}_{name}")
    marks = image.run_marks(*(f"{call}_{end}" for call in calls
                              for end in ("begin", "end")))
    how = "from the arguments to the return" + limited
    return {call: (worst(image, windows(marks, f"{call}_begin",
                                        f"{call}_end")), how)
            for call in calls}


def measure_round_trip(options, api, name, how):
    image = Image(options, f"{api}_{name}")
    marks = image.run_marks("round_trip")
    return {name: (worst(image, windows(marks, "round_trip", "round_trip")),
                   how)}


def measure_periodic(options, api, count, how):
    name = f"periodic_{count}_{how}"
    image = Image(options, f"{api}_{name}")
    marks = image.run_marks("period")
    total = worst(image, windows(marks, "period", "period"))
    return {name: (-(-total // count),
                   f"{total} instructions a period for {count}, idle loop "
                   "included, so one switch each")}


def measure_start(options, api):
    """Reset to first process. Loops of arch_restart clear and copy memory."""
    image = Image(options, f"{api}_start")
    first = image.address("first_process")
    restart = image.address("arch_restart")
    end = image.address("arch_process")
    ran = image.run((restart, end), (first, first + 1))
    total = next(count for address, count in ran if address == first)
    times = {}
    for address, count in ran:
        if address != first and count < total:
            times[address] = times.get(address, 0) + 1
    clearing = sum(n for n in times.values() if n > 1)
    sizes = [image.sections.get(s, 0) for s in SIZE_SECTIONS]
    tables = image.sections.get(".tables", 0)
    return {
        "reset": (total - clearing, f"clearing and copying memory takes "
                  f"{clearing} more; creates and starts two processes"),
        "size": (sum(sizes), f"bytes: {sizes[0]} text, {sizes[1]} rodata; "
                 f"without {tables} of constant translation tables, which "
                 "guard every stack and which a port without an MMU has not"),
    }


def profile(options, name, begin, end, share):
    """Print how many instructions each function has in one window."""
    image = Image(options, name)
    first, last = (set(image.addresses(m)) for m in (begin, end))
    spans = sorted((address, address + size, symbol)
                   for symbol, places in image.symbols.items()
                   for address, size in places if size)
    text = image.range_of_section(".text")
    ran = [address for address, _ in image.run(text)]
    starts = [i for i, address in enumerate(ran) if address in first]
    start = starts[len(starts) // 2]
    window = ran[start:next(i for i in range(start + 1, len(ran))
                            if ran[i] in last)]
    counts = {}
    for address in window:
        symbol = next((s for a, b, s in spans if a <= address < b), "?")
        counts[symbol] = counts.get(symbol, 0) + 1
    print(f"{name}, {begin} to {end}: {len(window) / share:.1f}")
    for symbol, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        print(f"{count / share:8.1f} {symbol}")


def profile_all(options):
    """Where the instructions of the kernel's own operations go."""
    profile(options, "kernel_yield", "yield_begin", "yield_end", 1)
    profile(options, "kernel_semaphore", "signal_begin", "signal_end", 1)
    profile(options, "kernel_semaphore", "wait_begin", "wait_end", 1)
    profile(options, "kernel_pingpong", "round_trip", "round_trip", 1)
    profile(options, "kernel_buffer", "send_begin", "send_end", 1)
    profile(options, "kernel_buffer", "receive_begin", "receive_end", 1)
    profile(options, "kernel_messages", "round_trip", "round_trip", 1)
    profile(options, "kernel_board", "display_begin", "display_end", 1)
    profile(options, "kernel_board", "read_begin", "read_end", 1)
    for call in ("write", "read", "send", "receive"):
        profile(options, "kernel_port", f"port_{call}_begin",
                f"port_{call}_end", 1)
    profile(options, "kernel_event", "event_set_begin", "event_set_end", 1)
    profile(options, "kernel_event", "event_wait_begin", "event_wait_end", 1)
    profile(options, "kernel_error", "raise_begin", "raise_end", 1)
    profile(options, "kernel_mutex", "acquire_begin", "acquire_end", 1)
    profile(options, "kernel_mutex", "release_begin", "release_end", 1)
    for count in (8, 64):
        for how in ("together", "apart", "ranked"):
            profile(options, f"kernel_periodic_{count}_{how}", "period",
                    "period", count)


def measure(options, api):
    found = {}
    found.update(measure_yield(options, api))
    found.update(measure_point(options, api))
    found.update(measure_calls(options, api, "semaphore", ("signal", "wait")))
    found.update(measure_round_trip(options, api, "pingpong",
                                    "two signals, two waits, two switches"))
    found.update(measure_calls(options, api, "buffer", ("send", "receive")))
    found.update(measure_round_trip(options, api, "messages", "two sends, two "
                                    "receives, two switches"))
    found.update(measure_calls(options, api, "board", ("display", "read"),
                               OWN_LIMIT))
    found.update(measure_calls(options, api, "port", (
        "port_write", "port_read", "port_send", "port_receive"), OWN_LIMIT))
    found.update(measure_calls(options, api, "event",
                               ("event_set", "event_wait"), OWN_LIMIT))
    found.update(measure_calls(options, api, "error", ("raise",),
                               "; what is written is of it" + OWN_LIMIT))
    found.update(measure_calls(options, api, "mutex", ("acquire", "release"),
                               OWN_LIMIT))
    for count in (8, 64):
        for how in ("together", "apart", "ranked"):
            found.update(measure_periodic(options, api, count, how))
    found.update(measure_start(options, api))
    return found


def read_exceptions(path):
    """{operation: reason}; the file may be missing."""
    if not path.is_file():
        return {}
    entries = yaml.safe_load(path.read_text()) or []
    for entry in entries:
        if not (entry.get("operation") and str(entry.get("reason", "")).strip()
                and entry.get("reviewer")):
            raise BenchError(f"{path}: each entry needs operation, reason "
                             "and reviewer")
    return {e["operation"]: e["reason"].strip() for e in entries}


def judge(found, exceptions, exceptions_path):
    """Rows of bench.json and what is wrong with them."""
    rows, wrong = [], []
    unused = set(exceptions)
    for api, prefix in APIS:
        for key, operation, limit in ROWS:
            figure, how = found[api][key]
            bound = limit if api == "kernel" else None
            row = {"operation": prefix + operation, "instructions": figure,
                   "limit": bound, "how": how,
                   "ok": bound is None or figure <= bound}
            if not row["ok"] and row["operation"] in exceptions:
                unused.discard(row["operation"])
                row["reason"] = exceptions[row["operation"]]
                row["how"] += "; over the limit: " + row["reason"]
                row["ok"] = True
            elif not row["ok"]:
                wrong.append(
                    f"{row['operation']}: {figure}, at most {bound}\n"
                    f"    cure: make it faster, or give the reason in "
                    f"{exceptions_path}")
            rows.append(row)
    wrong += [f"{exceptions_path}: {operation!r} is within its limit, or no "
              "row\n    cure: remove the entry" for operation in sorted(unused)]
    return rows, wrong


def show(rows):
    half = len(rows) // 2
    print(f"{'kernel':>8} {'limit':>6} {'APEX':>8}  operation")
    for row, apex in zip(rows[:half], rows[half:]):
        mark = "" if row["ok"] and "reason" not in row else " !"
        figures = (f"{row['instructions']:8} {row['limit'] or '-':>6} "
                   f"{apex['instructions']:8}  ")
        for text, first in ((f"{row['operation']}{mark}", figures),
                            (f"({row['how']})", " " * 26)):
            print(textwrap.fill(text, 100, initial_indent=first,
                                subsequent_indent=" " * 27))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plugin", type=Path, required=True)
    parser.add_argument("--images", type=Path, default=Path("build/aarch64"))
    parser.add_argument("--results", type=Path, default=Path("build/results"))
    parser.add_argument("--exceptions", type=Path,
                        default=Path("verification/bench/exceptions.yaml"))
    parser.add_argument("--profile", action="store_true", help="print the "
                        "instructions of each function instead")
    parser.add_argument("command", nargs="+", help="QEMU without -kernel")
    options = parser.parse_args()
    options.plugin = options.plugin.resolve()
    made_from = inputs.current(".", "bench")
    try:
        if options.profile:
            profile_all(options)
            return 0
        found = {api: measure(options, api) for api, _ in APIS}
        rows, wrong = judge(found, read_exceptions(options.exceptions),
                            options.exceptions)
    except (BenchError, FileNotFoundError) as error:
        sys.exit(f"bench: {error}")
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "bench.json").write_text(json.dumps(
        {"rows": rows, "inputs": made_from, "ok": not wrong}, indent=1, sort_keys=True) + "\n")
    show(rows)
    for text in wrong:
        print(text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

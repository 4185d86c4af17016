#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the partitions of a module, each in a virtual machine of its own.

usage: module.py FOLDER [--images FOLDER] [--plugin TURN.SO] [--seconds N]
                 [--paced] [--keep FOLDER] [--records FOLDER] [--times]
                 -- QEMU...

FOLDER/module.yaml tells the partitions, folders with an application each, and
the channels between them:

  partitions: [sensor, display]
  end_ns: 1000000000          # optional: the module is switched off then
  channels:                   # the first is row 0 of arch_shared
  - name: speed
    kind: sampling            # or queuing, which has a count of messages, too
    size: 16                  # bytes of a message
    source: sensor            # a partition, or host
    destinations: [display]   # partitions, or host; of queuing there is one
    feed: speed.txt           # of the source host: lines "TIME MESSAGE"
    record: speed.out         # of the destination host: likewise

One machine runs at a time: the one whose time is the earliest, of equal ones
the first in the list, until it has nothing to do. So the counted clocks of all
are one clock, the module's, and each run gives the same. --paced: not faster
than real time. --keep: where the channels' memory is, for host/port.py, with
the file `clock`, the module's time. --records: where record is written to.
--times: how many turns each machine has had, and how long the longest was at
most: no message is seen earlier or later than the clock says by more than the
longest of all. The status is the worst of all machines'.
"""
import argparse
import contextlib
import heapq
import mmap
import os
import re
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml
from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "host"))
import port  # noqa: E402

HOST = "host"
RAM = "128M"
RAM_BEGIN = 0x40000000
TIME_NEVER = (1 << 63) - 1
CHANNELS_MAX = 16    # ARCH_SHARED_MAX
QUEUING, SAMPLING = "queuing", "sampling"
TIMEOUT = 124        # as of timeout(1)
CHUNK = 1 << 16
FAULT = re.compile(rb"longeron: fault in .*, pc (0x[0-9a-f]{16})\r*$")


class ModuleError(Exception):
    """What is wrong, where, and its cure."""


class Loader(yaml.SafeLoader):
    """Keeps the line of each mapping."""

    def construct_mapping(self, node, deep=False):
        found = super().construct_mapping(node, deep=True)
        if len(found) < len(node.value):
            raise yaml.constructor.ConstructorError(
                None, None, "a field is there twice", node.start_mark)
        return found | {"line": node.start_mark.line + 1}


@dataclass(eq=False)
class Channel:
    """A channel, as module.yaml has it."""
    number: int
    name: str
    kind: str
    size: int
    count: int
    source: str
    destinations: list
    feed: Path = None
    record: Path = None
    host: port.Channel = None


@dataclass
class Module:
    file: Path
    partitions: list
    channels: list
    end_ns: int


def read_yaml(path):
    try:
        found = yaml.load(path.read_text(), Loader=Loader)
    except OSError as error:
        raise ModuleError(f"{path}: {error.strerror}; MODULE=folder names a "
                          "folder with module.yaml") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ModuleError(f"{path}:{mark.line + 1 if mark else 1}: "
                          f"{getattr(error, 'problem', error)}") from None
    if not isinstance(found, dict):
        raise ModuleError(f"{path}:1: needs the fields partitions and "
                          "channels")
    return found


class Reader:
    """Checks module.yaml; each error has file, line and cure."""

    def __init__(self, path, records):
        self.path, self.folder, self.records = path, path.parent, records

    def need(self, good, where, text):
        if not good:
            raise ModuleError(f"{self.path}:{where['line']}: {text}")

    def fields(self, where, needed, optional):
        for name in sorted(set(where) - {"line", *needed, *optional}):
            self.need(False, where, f"unknown field {name}; there are "
                      + ", ".join((*needed, *optional)))
        for name in needed:
            self.need(name in where, where, f"the field {name} is missing")

    def names(self, where, name):
        found = where[name]
        self.need(isinstance(found, list) and found and all(
            isinstance(n, str) for n in found), where,
            f"{name} is a list of names, as [sensor, display]")
        self.need(len(set(found)) == len(found), where,
                  f"{name} has a name twice")
        return found

    def number(self, where, name, most):
        found = where[name]
        self.need(type(found) is int and 1 <= found <= most, where,
                  f"{name} is a number from 1 to {most}, not {found!r}")
        return found

    def file(self, where, name, channel_end, folder):
        if name not in where:
            return None
        self.need(channel_end, where, f"{name} is of a channel with the "
                  f"{'source' if name == 'feed' else 'destination'} {HOST}")
        return folder / str(where[name])

    def channel(self, number, where, partitions):
        self.need(isinstance(where, dict), {"line": 1},
                  "channels is a list of mappings with the fields name, kind, "
                  "size, source and destinations")
        self.fields(where, ("name", "kind", "size", "source", "destinations"),
                    ("count", "feed", "record"))
        kind = where["kind"]
        self.need(kind in (SAMPLING, QUEUING), where,
                  f"kind is {SAMPLING} or {QUEUING}, not {kind!r}")
        self.need(isinstance(where["name"], str)
                  and where["name"].isidentifier(), where,
                  "name is a word of letters, digits and _")
        self.need((kind == QUEUING) == ("count" in where), where,
                  "a queuing channel has a count of messages, a sampling "
                  "channel none")
        count = (self.number(where, "count", port.PORT_MESSAGES_MAX)
                 if kind == QUEUING else port.SAMPLING_CELLS)
        destinations = self.names(where, "destinations")
        self.need(kind == SAMPLING or len(destinations) == 1, where,
                  "a queuing channel has one destination")
        for end in (where["source"], *destinations):
            self.need(end in (*partitions, HOST), where,
                      f"there is no partition {end}; it is one of "
                      + ", ".join((*partitions, HOST)))
        self.need(where["source"] not in destinations, where,
                  f"{where['source']} is source and destination")
        return Channel(
            number, where["name"], kind,
            self.number(where, "size", port.MESSAGE_SIZE_MAX), count,
            where["source"], destinations,
            self.file(where, "feed", where["source"] == HOST, self.folder),
            self.file(where, "record", HOST in destinations, self.records))

    def module(self):
        top = read_yaml(self.path)
        self.fields(top, ("partitions", "channels"), ("end_ns",))
        partitions = self.names(top, "partitions")
        self.need(HOST not in partitions, top,
                  f"{HOST} is the name of the host; rename the partition")
        end_ns = (self.number(top, "end_ns", TIME_NEVER)
                  if "end_ns" in top else TIME_NEVER)
        self.need(isinstance(top["channels"], list), top,
                  "channels is a list; [] where there is none")
        self.need(len(top["channels"]) <= CHANNELS_MAX, top,
                  f"at most {CHANNELS_MAX} channels")
        channels = [self.channel(k, c, partitions)
                    for k, c in enumerate(top["channels"])]
        names = [c.name for c in channels]
        for k, name in enumerate(names):
            self.need(name not in names[:k], top["channels"][k],
                      f"there is a channel {name} already")
        return Module(self.path, partitions, channels, end_ns)


def read_feed(channel):
    """[(time_ns, message)] of a file, in the order of time."""
    found = []
    try:
        lines = channel.feed.read_text().splitlines()
    except OSError as error:
        raise ModuleError(f"{channel.feed}: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            time_ns, message = line.split()
            found.append((int(time_ns), bytes.fromhex(message)))
        except ValueError:
            raise ModuleError(
                f"{channel.feed}:{number}: is no line \"TIME MESSAGE\" with "
                "ns and hexadecimal bytes") from None
        if len(found) > 1 and found[-2][0] > found[-1][0] or found[-1][0] < 0:
            raise ModuleError(f"{channel.feed}:{number}: times must not "
                              "decrease; sort the lines")
        if not 1 <= len(found[-1][1]) <= channel.size:
            raise ModuleError(f"{channel.feed}:{number}: a message of "
                              f"{len(found[-1][1])} bytes; the channel's "
                              f"have 1 to {channel.size}")
    return found


def name_of(die):
    found = die.attributes.get("DW_AT_name")
    return found.value.decode() if found else ""


def offset_of(dwarf, structure, member):
    """Where a member lies in a structure; None: there is none."""
    for unit in dwarf.iter_CUs():
        for die in unit.iter_DIEs():
            if (die.tag == "DW_TAG_structure_type"
                    and name_of(die) == structure):
                for child in die.iter_children():
                    if name_of(child) == member:
                        return child.attributes[
                            "DW_AT_data_member_location"].value
    return None


def addresses(path):
    """Of arch_sleep_until, and of sched.due_ns: until when it sleeps."""
    try:
        with path.open("rb") as stream:
            elf = ELFFile(stream)
            table = elf.get_section_by_name(".symtab")
            symbol = {s.name: s["st_value"] for s in table.iter_symbols()
                      } if table else {}
            offset = offset_of(elf.get_dwarf_info(), "sched", "due_ns")
            if offset is not None:
                return symbol["arch_sleep_until"], symbol["sched"] + offset
    except FileNotFoundError:
        raise ModuleError(f"{path}: is not there; build the image of the "
                          "partition, as `make module` does") from None
    except (ELFError, KeyError):
        pass
    raise ModuleError(f"{path}: has no symbols of the kernel; link it with "
                      "longeron.mk and do not strip it")


class Machine:
    """A partition's virtual machine."""

    def __init__(self, name, image, folder, channels, options):
        self.name, self.image, self.options = name, image, options
        self.status = None
        self.line = b""
        self.runs, self.longest_ns = -1, 0    # the first is no turn
        sleep, self.due = addresses(image)
        self.turns, theirs = socket.socketpair()
        ram = folder / f"{name}.ram"
        command = [
            *options.command, "-m", RAM, "-object",
            f"memory-backend-file,id=ram,size={RAM},mem-path={ram},share=on",
            "-machine", "memory-backend=ram", "-plugin",
            f"{options.plugin},at={sleep:x},fd={theirs.fileno()}",
            *self.devices(folder, channels), "-kernel", str(image)]
        try:
            self.process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                start_new_session=True)
        except OSError as error:
            raise ModuleError(f"{command[0]}: {error.strerror}; install the "
                              "package qemu-system-arm, or run ./bootstrap"
                              ) from None
        finally:
            theirs.close()
        os.set_blocking(self.process.stdout.fileno(), False)
        self.ram = ram
        self.memory = None

    def devices(self, folder, channels):
        """Channel k is device k + 1; who only reads it cannot write it."""
        for c in channels:
            if self.name in (c.source, *c.destinations):
                only = c.kind == SAMPLING and self.name != c.source
                yield from (
                    "-object", f"memory-backend-file,id=channel{c.number},"
                    f"size={port.region_bytes(c.count)},share=on,"
                    f"mem-path={folder / c.name}"
                    f"{',readonly=on' if only else ''}",
                    "-device", f"ivshmem-plain,memdev=channel{c.number},"
                    f"addr={c.number + 1:#x}")

    def show(self, text):
        """Whole lines, each with the partition's name."""
        *lines, self.line = (self.line + text).split(b"\n")
        for line in lines:
            sys.stdout.buffer.write(f"{self.name}: ".encode() + line + b"\n")
            sys.stdout.buffer.flush()
            if fault := FAULT.match(line):
                self.show_place(fault[1].decode())

    def show_place(self, pc):
        """Where in the source a fault is, as `make run` tells it."""
        with contextlib.suppress(OSError):
            name, place, *_ = subprocess.run(
                [f"{self.options.cross}addr2line", "-fe", self.image, pc],
                capture_output=True, text=True, check=False
            ).stdout.splitlines() or ("??", "??")
            if not place.startswith("??"):
                print(f"{self.name}: {place.partition(' ')[0]}: in {name}",
                      file=sys.stderr)

    def drain(self):
        """Show what it has written; False: that was all for ever."""
        with contextlib.suppress(BlockingIOError):
            while text := os.read(self.process.stdout.fileno(), CHUNK):
                self.show(text)
            return False
        return True

    def run(self, deadline):
        """Until it sleeps: until when. None: it has ended."""
        with contextlib.suppress(BrokenPipeError):
            self.turns.sendall(b"g")
        with selectors.DefaultSelector() as selector:
            selector.register(self.turns, selectors.EVENT_READ)
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while True:
                left = None if deadline is None else (
                    deadline - time.monotonic())
                if left is not None and left <= 0:
                    raise TimeoutError(self.name)
                ready = [key.fileobj for key, _ in selector.select(left)]
                if self.process.stdout in ready and not self.drain():
                    selector.unregister(self.process.stdout)
                if self.turns in ready:
                    break
        if self.told():
            self.drain()
            return self.sleeps_until()
        self.status = self.process.wait()
        self.drain()
        if self.line:
            self.show(b"\n")
        return None

    def told(self):
        """Does it wait for its turn? Counts the last one."""
        try:
            count = self.turns.recv(8)
        except ConnectionResetError:
            return False
        self.runs += 1
        # An instruction is 1 ns.
        self.longest_ns = max(self.longest_ns, int.from_bytes(count, "little"))
        return bool(count)

    def sleeps_until(self):
        if self.memory is None:
            with self.ram.open("rb") as file:
                self.memory = mmap.mmap(file.fileno(), 0,
                                        access=mmap.ACCESS_READ)
        first = self.due - RAM_BEGIN
        return int.from_bytes(self.memory[first:first + 8], "little")

    def switch_off(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Runner:
    """Gives the turns, in the order of the module's time."""

    def __init__(self, module, options, folder):
        self.module, self.options, self.folder = module, options, folder
        self.agenda = []
        self.machines = []
        self.asleep = []
        self.now_ns = 0
        self.clock = (folder / "clock").open("wb", buffering=0)
        self.records = {}
        for c in module.channels:
            path = folder / c.name
            path.write_bytes(bytes(port.region_bytes(c.count)))
            c.host = port.Channel(path, c.size, c.count)
            for number, (at_ns, message) in enumerate(
                    read_feed(c) if c.feed else ()):
                # Before a machine of the same time.
                heapq.heappush(self.agenda, (at_ns, -1, c.number, number,
                                             (c, message)))
            if c.record:
                self.records[c] = []

    def start(self):
        for order, name in enumerate(self.module.partitions):
            machine = Machine(name, self.options.images / name / f"{name}.elf",
                              self.folder, self.module.channels, self.options)
            self.machines.append(machine)
            # Its plugin tells that it is ready to begin.
            if not machine.told():
                machine.status = machine.process.wait()
                machine.drain()
                continue
            heapq.heappush(self.agenda, (0, order, 0, 0, machine))

    def feed(self, channel, message):
        if channel.kind == SAMPLING:
            channel.host.write(message, self.now_ns)
        elif not channel.host.send(message, self.now_ns):
            print(f"module: {channel.name}: no room at {self.now_ns} ns; the "
                  "message of the host is lost", file=sys.stderr)

    def record(self):
        """What the last turn has written to the host."""
        for channel, lines in self.records.items():
            if channel.kind == QUEUING:
                while found := channel.host.receive():
                    lines.append(port.line_of(found))
            elif (found := channel.host.read()) and (
                    not lines or lines[-1] != port.line_of(found)):
                lines.append(port.line_of(found))

    def set_clock(self, begin):
        if self.options.paced:
            time.sleep(max(0, begin + self.now_ns / 1e9 - time.monotonic()))
        self.clock.seek(0)
        self.clock.write(self.now_ns.to_bytes(8, "little"))

    def turns(self):
        begin = time.monotonic()
        deadline = (begin + self.options.seconds if self.options.seconds
                    else None)
        while self.agenda and self.agenda[0][0] < self.module.end_ns:
            self.now_ns, order, _, _, what = heapq.heappop(self.agenda)
            self.set_clock(begin)
            if order < 0:
                self.feed(*what)
                continue
            until = what.run(deadline)
            self.record()
            if until == TIME_NEVER:
                self.asleep.append(what)
            elif until is not None:
                heapq.heappush(self.agenda, (max(until, self.now_ns), order,
                                             0, 0, what))
            if all(m.status is not None or m in self.asleep
                   for m in self.machines):
                break

    def finish(self):
        """The module's status, with a line for each that is not 0."""
        worst = 0
        for machine in self.machines:
            status = machine.status
            if status is None and machine in self.asleep and (
                    self.module.end_ns == TIME_NEVER):
                print(f"{machine.name}: all its processes wait for ever, at "
                      f"{self.now_ns} ns", file=sys.stderr)
                status = 1
            elif status:
                print(f"{machine.name}: status {status}", file=sys.stderr)
            if self.options.times:
                print(f"{machine.name}: {machine.runs} turns, the longest at "
                      f"most {machine.longest_ns} ns", file=sys.stderr)
            worst = max(worst, 128 - status if status and status < 0
                        else status or 0)
        for channel, lines in self.records.items():
            channel.record.parent.mkdir(parents=True, exist_ok=True)
            channel.record.write_text("".join(f"{n}\n" for n in lines))
        return worst

    def run(self):
        try:
            self.start()
            self.turns()
            return self.finish()
        except TimeoutError as late:
            print(f"{late}: the module ended after "
                  f"{self.options.seconds:g} s, while this partition ran, at "
                  f"{self.now_ns} ns; does a process loop? RUN_SECONDS=0 lets "
                  "it run", file=sys.stderr)
            return TIMEOUT
        finally:
            for machine in self.machines:
                machine.switch_off()


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter,
        usage=argparse.SUPPRESS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--images", type=Path, default=Path("build/aarch64"))
    parser.add_argument("--plugin", type=Path, default=Path("build/turn.so"))
    parser.add_argument("--seconds", type=float, default=60,
                        help="of real time; 0: no limit")
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--cross", default="aarch64-linux-gnu-")
    parser.add_argument("--records", type=Path, default=Path())
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


def terminate(*_):
    raise KeyboardInterrupt


def main():
    options = parse_arguments()
    signal.signal(signal.SIGTERM, terminate)
    # Memory is where memory is, if that can be.
    shm = Path("/dev/shm")
    folder = options.keep or Path(tempfile.mkdtemp(
        prefix="module-", dir=shm if os.access(shm, os.W_OK) else None))
    try:
        module = Reader(options.folder / "module.yaml",
                        options.records).module()
        folder.mkdir(parents=True, exist_ok=True)
        return Runner(module, options, folder).run()
    except (ModuleError, port.ChannelError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        for ram in folder.glob("*.ram"):
            ram.unlink()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

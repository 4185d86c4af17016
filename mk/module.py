#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Run the partitions of a module, each in a virtual machine of its own.

usage: module.py FOLDER [--images FOLDER] [--plugin TURN.SO] [--seconds N]
                 [--end SECONDS] [--paced] [--keep FOLDER] [--records FOLDER]
                 [--times] [--check] -- QEMU...

FOLDER/module.xml tells the partitions, folders of their names with an
application each, and the channels; config/README.md has its vocabulary. A
Pseudo_Partition is the host: as a Source it writes what FOLDER/<Name>.txt
has, lines "TIME MESSAGE" of ns and hexadecimal bytes, if there is this file;
what comes to it as a Destination goes to <Name>.out, lines of the same form.

One machine runs at a time: the one whose time is the earliest, of equal ones
the first in the list, until it has nothing to do. So the counted clocks of all
are one clock, the module's, and each run gives the same. --paced: not faster
than real time. --keep: where the channels' memory is, for host/port.py, with
the file `clock`, the module's time; a channel's file has its ChannelName, or
channel_<ChannelIdentifier>. With both the messages of queuing channels to the
host are a program's to receive. --records: where <Name>.out is written. --end:
the module is switched off at that time, without it when no partition is left.
--times: how many turns each machine has had, and how long the longest was at
most: no message is seen earlier or later than the clock says by more than the
longest of all. --check: FOLDER alone is looked at, and nothing runs. The
status is the worst of all machines'.
"""
import argparse
import contextlib
import fcntl
import heapq
import json
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

from elftools.common.exceptions import DWARFError, ELFError
from elftools.construct import ConstructError
from elftools.elf.elffile import ELFFile

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "host"))
import port  # noqa: E402
from port import CLOCK, RAM_SUFFIX  # noqa: E402

RAM = "128M"
RAM_BEGIN = 0x40000000
TIME_NEVER = (1 << 63) - 1
QUEUING, SAMPLING = "queuing", "sampling"
TIMEOUT = 124        # as of timeout(1)
TURN_SECONDS = 1.0   # of real time: a turn that takes more may have no end
CHUNK = 1 << 16
NS = 10**9
FAULT = re.compile(rb"longeron: fault in .*, pc (0x[0-9a-f]{16})\r*$")


class ModuleError(Exception):
    """What is wrong, where, and its cure."""


@dataclass(eq=False)
class Channel:
    """A channel of memory that machines share; region k of arch_shared."""
    region: int
    name: str
    kind: str
    size: int
    count: int
    source: str             # a partition; None: the host
    destinations: list      # partitions
    feed: Path = None
    records: list = ()
    host: port.Channel = None


@dataclass
class Module:
    partitions: list
    channels: list
    end_ns: int


def described(path, compiler):
    """What config/generate.py says of module.xml."""
    if not path.is_file():
        raise ModuleError(f"{path}: is not there; APP=folder names a folder "
                          "with module.xml and a folder for each partition")
    done = subprocess.run(
        [sys.executable, ROOT / "config/generate.py", path, "--json", "--cc",
         compiler], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ModuleError(done.stderr.rstrip("\n"))
    return json.loads(done.stdout)


def check_partition(folder, path):
    """That it is an application, and configured by the module's file."""
    if not (folder / "main.c").is_file():
        raise ModuleError(
            f"{folder}/main.c: is not there; {path} has a partition "
            f"{folder.name}, which needs it, or remove the partition")
    if (folder / "config.c").exists():
        raise ModuleError(
            f"{folder}/config.c: stands in the way of what {path} says of "
            f"this partition; remove it: `make` makes one from {path.name}")


def read_module(options):
    """The module, and for each of the host's ends a file of its name."""
    path, used = options.folder / "module.xml", {}
    told = described(path, f"{options.cross}gcc")

    def once(where, key, line, cure):
        """The name of a file, which nothing else has."""
        first = used.setdefault((where, key), line)
        if first is not line:
            raise ModuleError(
                f"{path}:{line['line']}: {key}: "
                + (f"line {first['line']} has it, too" if first else
                   "is the name of another file beside the channel's memory")
                + f"\n    cure: {cure}")
        return key

    def host(end, where):
        return once(where, end["host"], end, "give each Pseudo_Partition as a "
                    f"{where} a Name of its own: it is a file's")
    names = [p["name"] for p in told["partitions"]]
    for name in names:
        # An image of before would run, or have other ports than this file.
        check_partition(options.folder / name, path)
    for name in (CLOCK, *(f"{n}{RAM_SUFFIX}" for n in names)):
        used["memory", name] = None
    channels = []
    for c in told["channels"]:
        if c["region"] is None:    # inside of a partition
            continue
        one = Channel(
            c["region"], once(
                "memory", c["name"] or f"channel_{c['identifier']}", c,
                "give each channel a ChannelName of its own"),
            c["kind"], c["size"], c["count"], c["source"].get("partition"),
            [d["partition"] for d in c["destinations"] if "partition" in d])
        if "host" in c["source"]:
            feed = options.folder / f"{host(c['source'], 'Source')}.txt"
            one.feed = feed if feed.exists() else None
        one.records = [options.records / f"{host(d, 'Destination')}.out"
                       for d in c["destinations"] if "host" in d]
        channels.append(one)
    return Module(names, channels, options.end)


def nanoseconds(text):
    """Of a decimal number of seconds, exact."""
    if not re.fullmatch(r"\d+(\.\d{1,9})?", text, re.A) or not float(text):
        raise argparse.ArgumentTypeError(
            f"{text}: is no number of seconds, as 0.5; END=seconds")
    whole, _, fraction = text.partition(".")
    return int(whole) * NS + int(fraction.ljust(9, "0"))


def limit(text):
    """Seconds of real time, 0 for none."""
    if not re.fullmatch(r"\d+(\.\d+)?", text, re.A):
        raise argparse.ArgumentTypeError(
            f"{text}: is no number of seconds, as 60; RUN_SECONDS=seconds, 0 "
            "for no limit")
    return float(text)


def read_feed(channel):
    """[(time_ns, message)] of a file, in the order of time."""
    found = []
    try:
        lines = channel.feed.read_text(
            encoding="ascii", errors="replace").splitlines()
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


def offset_of(dwarf, variable, member):
    """Where a member lies in a global structure; None: there is none.

    By the variable: an application may have a type of the structure's name.
    """
    for unit in dwarf.iter_CUs():
        for die in unit.get_top_DIE().iter_children():
            if (die.tag == "DW_TAG_variable" and name_of(die) == variable
                    and "DW_AT_external" in die.attributes):
                for child in die.get_DIE_from_attribute(
                        "DW_AT_type").iter_children():
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
                      if s["st_info"]["bind"] == "STB_GLOBAL"
                      } if table else {}
            offset = (offset_of(elf.get_dwarf_info(), "sched", "due_ns")
                      if elf.has_dwarf_info() else None)
            if offset is not None:
                return symbol["arch_sleep_until"], symbol["sched"] + offset
    except FileNotFoundError:
        raise ModuleError(
            f"{path}: is not there; a partition needs a folder of its name "
            "beside module.xml with main.c, and `make run APP=folder` builds "
            "it") from None
    except KeyError:
        pass
    except (ELFError, DWARFError, ConstructError, AttributeError, TypeError,
            ValueError) as error:    # all that pyelftools has for a broken file
        raise ModuleError(f"{path}: is no image, or half of one: {error}; "
                          "remove it, and `make run APP=folder` builds it"
                          ) from None
    raise ModuleError(f"{path}: has no symbols of the kernel; link it with "
                      "longeron.mk and do not strip it")


def value(path):
    """A path in an option of QEMU, where a comma ends a value."""
    return str(path).replace(",", ",,")


def explained(line, *options):
    """What is told of a line of the kernel where an image runs alone."""
    return subprocess.run([ROOT / "mk/run.sh", *options], input=line + b"\n",
                          stdout=subprocess.PIPE, check=False).stdout


class Machine:
    """A partition's virtual machine."""

    def __init__(self, name, image, folder, channels, options):
        self.name, self.image, self.options = name, image, options
        self.status = None
        self.line = b""
        self.told_of = set()    # program counters, and places in the source
        self.last = b""         # of the kernel's lines
        self.runs, self.longest_ns = -1, 0    # the first is no turn
        sleep, self.due = addresses(image)
        self.turns, theirs = socket.socketpair()
        ram = folder / f"{name}{RAM_SUFFIX}"
        ram.unlink(missing_ok=True)
        command = [
            *options.command, "-m", RAM, "-object",
            f"memory-backend-file,id=ram,size={RAM},share=on,"
            f"mem-path={value(ram)}",
            "-machine", "memory-backend=ram", "-plugin",
            f"{value(options.plugin)},at={sleep:x},fd={theirs.fileno()}",
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
        """Region k is device k + 1; who only reads it cannot write it."""
        for c in channels:
            if self.name in (c.source, *c.destinations):
                only = c.kind == SAMPLING and self.name != c.source
                yield from (
                    "-object", f"memory-backend-file,id=channel{c.region},"
                    f"size={port.region_bytes(c.count)},share=on,"
                    f"mem-path={value(folder / c.name)}"
                    f"{',readonly=on' if only else ''}",
                    "-device", f"ivshmem-plain,memdev=channel{c.region},"
                    f"addr={c.region + 1:#x}")

    def show(self, text):
        """Whole lines, each with the partition's name."""
        *lines, self.line = (self.line + text).split(b"\n")
        for line in lines:
            sys.stdout.buffer.write(f"{self.name}: ".encode() + line + b"\n")
            sys.stdout.buffer.flush()
            if b"longeron: " in line:
                self.last = line
            fault = FAULT.search(line)
            if fault and self.first(fault[1]):
                place = explained(line, "--places", self.image,
                                  self.options.cross)
                if place and self.first(place.partition(b" (fault in ")[0]):
                    sys.stderr.buffer.write(f"{self.name}: ".encode() + place)
                    sys.stderr.buffer.flush()

    def first(self, what):
        """Is this told for the first time?"""
        known = len(self.told_of)
        self.told_of.add(what)
        return len(self.told_of) > known

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
        self.ended()
        return None

    def ended(self):
        """Take its status, and show what is left of its output."""
        self.status = self.process.wait()
        self.switch_off()
        self.drain()
        if self.line:
            self.show(b"\n")

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
            # Both have it now; so nothing is left of it, however this ends.
            self.ram.unlink()
        first = self.due - RAM_BEGIN
        return int.from_bytes(self.memory[first:first + 8], "little",
                              signed=True)

    def switch_off(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.ram.unlink(missing_ok=True)


def locked(folder):
    """The clock of a folder of which no other module has the memory."""
    clock = os.open(folder / CLOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(clock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ModuleError(f"{folder}: a module that runs has its channels "
                          "here; KEEP=folder names another folder") from None
    os.pwrite(clock, bytes(port.WORD), 0)
    return clock


def check_keep(folder):
    """That nothing else is in the folder: it would be written over."""
    if folder.is_dir() and not (folder / CLOCK).exists() and any(
            folder.iterdir()):
        raise ModuleError(f"{folder}: has other files than those of a module; "
                          "KEEP=folder names an empty folder or a new one")


class Runner:
    """Gives the turns, in the order of the module's time."""

    def __init__(self, module, options, folder):
        self.module, self.options, self.folder = module, options, folder
        self.agenda = []
        self.machines = []
        self.asleep = []
        self.now_ns, self.begun = 0, 0.0
        self.clock = locked(folder)
        self.records = {}
        for c in module.channels:
            path = folder / c.name
            path.write_bytes(bytes(port.region_bytes(c.count)))
            c.host = port.Channel(path, c.size, c.count)
            for number, (at_ns, message) in enumerate(
                    read_feed(c) if c.feed else ()):
                # Before a machine of the same time.
                heapq.heappush(self.agenda, (at_ns, -1, c.region, number,
                                             (c, message)))
            if c.records and not self.left_to_a_program(c):
                self.records[c] = []

    def left_to_a_program(self, channel):
        """Of a queue only one can take the messages."""
        return (channel.kind == QUEUING and self.options.paced
                and self.options.keep)

    def start(self):
        for order, name in enumerate(self.module.partitions):
            machine = Machine(name, self.options.images / name / f"{name}.elf",
                              self.folder, self.module.channels, self.options)
            self.machines.append(machine)
            # Its plugin tells that it is ready to begin.
            if not machine.told():
                machine.ended()
                # It has not begun: status 0 is of no partition.
                machine.status = machine.status or 1
                continue
            heapq.heappush(self.agenda, (0, order, 0, 0, machine))

    @staticmethod
    def drop(channel, error):
        """A partition wrote what it must not: the module goes on."""
        print(f"module: {channel.name}: {error}; what waits there is dropped",
              file=sys.stderr)
        channel.host.clear()

    def send(self, channel, message):
        """Is there room? Then the message is sent."""
        try:
            return channel.host.send(message, self.now_ns)
        except port.ChannelError as error:
            self.drop(channel, error)
            return channel.host.send(message, self.now_ns)

    def feed(self, channel, message):
        if channel.kind == SAMPLING:
            channel.host.write(message, self.now_ns)
        elif not self.send(channel, message):
            print(f"module: {channel.name}: no room at {self.now_ns} ns; the "
                  "message of the host is lost", file=sys.stderr)

    def record(self):
        """What the last turn has written to the host."""
        for channel, lines in self.records.items():
            if channel.kind == QUEUING:
                try:
                    while found := channel.host.receive():
                        lines.append(port.line_of(found))
                except port.ChannelError as error:
                    self.drop(channel, error)
            elif (found := channel.host.read()) and (
                    not lines or lines[-1] != port.line_of(found)):
                lines.append(port.line_of(found))

    def set_clock(self, begin):
        if self.options.paced:
            time.sleep(max(0, begin + self.now_ns / NS - time.monotonic()))
        os.pwrite(self.clock, self.now_ns.to_bytes(port.WORD, "little"), 0)

    def turns(self):
        begin = time.monotonic()
        deadline = (begin + self.options.seconds if self.options.seconds
                    else None)
        while (self.agenda and self.agenda[0][0] < self.module.end_ns
               and not all(m.status is not None or m in self.asleep
                           for m in self.machines)):
            self.now_ns, order, _, _, what = heapq.heappop(self.agenda)
            self.set_clock(begin)
            if order < 0:
                self.feed(*what)
                continue
            self.begun = time.monotonic()
            until = what.run(deadline)
            self.record()
            if until == TIME_NEVER:
                self.asleep.append(what)
            elif until is not None:
                heapq.heappush(self.agenda, (max(until, self.now_ns), order,
                                             0, 0, what))

    def finish(self):
        """The module's status, with a line for each that is not 0."""
        worst = 0
        for machine in self.machines:
            status = machine.status or 0
            if machine in self.asleep and self.module.end_ns == TIME_NEVER:
                print(f"{machine.name}: all its processes wait for ever, at "
                      f"{self.now_ns} ns", file=sys.stderr)
                status = 1
            elif status < 0:
                print(f"{machine.name}: QEMU ended by signal {-status}",
                      file=sys.stderr)
                status = 128 - status
            elif status:
                why = explained(machine.last, "--why", str(status)).decode()
                print(f"{machine.name}: status {status}: {why}", end="",
                      file=sys.stderr)
            if self.options.times:
                print(f"{machine.name}: {max(machine.runs, 0)} turns, the "
                      f"longest at most {machine.longest_ns} ns",
                      file=sys.stderr)
            worst = max(worst, status)
        return worst

    def write_records(self):
        """What came to the host, however the module ended."""
        for channel, lines in self.records.items():
            for path in channel.records:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("".join(f"{n}\n" for n in lines))

    def tell_late(self, name):
        """A turn is short, unless its partition never sleeps."""
        stood = time.monotonic() - self.begun
        print(f"{name}: the module ended after {self.options.seconds:g} s, "
              f"while this partition ran, at {self.now_ns} ns"
              + (f", where its clock has stood for {stood:.0f} s; does a "
                 "process loop, does the partition restart for ever, or is "
                 "the host busy?" if stood > TURN_SECONDS else
                 "; is the host busy, or does the module go on for ever? "
                 "END=seconds ends it at a time of its clock;")
              + f" RUN_SECONDS={5 * self.options.seconds:.12g} gives it more "
              "time, 0 lets it run", file=sys.stderr)

    def run(self):
        try:
            self.start()
            try:
                self.turns()
            finally:
                self.write_records()
            return self.finish()
        except TimeoutError as late:
            self.tell_late(late)
            self.finish()
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
    parser.add_argument("--seconds", type=limit, default=60,
                        help="of real time; 0: no limit")
    parser.add_argument("--end", type=nanoseconds, default=TIME_NEVER,
                        metavar="SECONDS")
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--times", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--cross", default="aarch64-linux-gnu-")
    parser.add_argument("--records", type=Path, default=Path())
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def terminate(*_):
    """The first signal ends the module; others must not disturb that."""
    for number in ENDING:
        signal.signal(number, lambda *_: None)
    raise KeyboardInterrupt


@contextlib.contextmanager
def memory(options):
    """The folder of the channels' memory."""
    if options.keep:
        check_keep(options.keep)
        options.keep.mkdir(parents=True, exist_ok=True)
        yield options.keep
        return
    # Memory is where memory is, if that can be.
    shm = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(
        prefix="module-", dir=shm if os.access(shm, os.W_OK) else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    options = parse_arguments()
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:    # nohup
            signal.signal(number, terminate)
    try:
        module = read_module(options)
        if options.check:
            return 0
        with memory(options) as folder:
            return Runner(module, options, folder).run()
    except (ModuleError, port.ChannelError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:    # as `head` leaves it: nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except OSError as error:
        print(f"{error.filename or options.folder}: {error.strerror}",
              file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A port of a program on the host: the file that backs a channel's memory.

usage: port.py write FILE --size N TIME MESSAGE      a sampling port, source
       port.py read FILE --size N [--at TIME --refresh NS]
       port.py send FILE --size N --count N TIME MESSAGE    a queuing port
       port.py receive FILE --size N --count N [--all]

MESSAGE is hexadecimal; - stands for the bytes of the standard input. TIME is
when it was written, in ns of the module's clock: a number, or @CLOCK, a file
that mk/module.py keeps. What is read is a line "TIME MESSAGE". The file is
made where there is none, but not beside the clock of a module, which makes
those of its channels. Status 1: there is no message, or no room for one; 2: an
argument, the file or, for send, what the other end wrote is wrong; 3: receive
found what the other end must not write, and dropped all that waited; 141: who
reads the output has ended. What is wrong is told in one line.
"""
import argparse
import mmap
import os
import re
import signal
import struct
import sys
from pathlib import Path

# include/kernel/limits.h
MESSAGE_SIZE_MAX = 256
PORT_MESSAGES_MAX = 256
SAMPLING_CELLS = 2
CHANNEL_HEADER = 16
CELL_WORDS = 34
# Words of the header.
TAIL, HEAD = 0, 8
# Words of a cell, before the message.
TIME, LENGTH, MESSAGE = 0, 1, 2
WORD = 8
PAGE = 4096
# Beside the channels of a module: its clock, the memory of each machine.
CLOCK, RAM_SUFFIX = "clock", ".ram"
WRAP = 1 << 64


class ChannelError(Exception):
    """What is wrong with a channel or a message."""


def region_bytes(count):
    """Bytes of the memory of a channel: a power of two, as PCI needs it."""
    needed = (CHANNEL_HEADER + CELL_WORDS * count) * WORD
    return max(PAGE, 1 << (needed - 1).bit_length())


class Channel:
    """One end of a channel; words are little endian, as the target's.

    The processor of the host keeps the order of stores and of loads, as
    x86-64 does.
    """

    def __init__(self, path, size, count=SAMPLING_CELLS):
        if not 1 <= size <= MESSAGE_SIZE_MAX:
            raise ChannelError(f"a message has 1 to {MESSAGE_SIZE_MAX} bytes, "
                               f"not {size}")
        if not 1 <= count <= PORT_MESSAGES_MAX:
            raise ChannelError(f"a channel has 1 to {PORT_MESSAGES_MAX} "
                               f"messages, not {count}")
        self.size, self.count = size, count
        needed = region_bytes(count)
        self.check_name(Path(path))
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if os.fstat(file).st_size == 0:
                os.ftruncate(file, needed)
            if os.fstat(file).st_size < needed:
                raise ChannelError(
                    f"{path}: has {os.fstat(file).st_size} bytes, {count} "
                    f"messages need {needed}; give the channel's --count")
            self.memory = mmap.mmap(file, needed)
        finally:
            os.close(file)
        self.word = memoryview(self.memory).cast("Q")

    @staticmethod
    def check_name(path):
        """That it is a channel, where a module has its channels."""
        if not path.exists() and (path.parent / CLOCK).exists():
            known = sorted(p.name for p in path.parent.iterdir()
                           if p.name != CLOCK and p.suffix != RAM_SUFFIX)
            raise ChannelError(f"{path}: is no channel of the module; "
                               f"{path.parent} has {', '.join(known)}")

    def cell(self, number):
        return CHANNEL_HEADER + CELL_WORDS * (number % self.count)

    def put(self, message, time_ns):
        """Write a message; its number is seen after it."""
        if not 1 <= len(message) <= self.size:
            raise ChannelError(f"a message of {len(message)} bytes; the "
                               f"port's have 1 to {self.size}")
        number = self.word[TAIL]
        first = self.cell(number)
        begin = (first + MESSAGE) * WORD
        self.word[first + TIME] = time_ns
        self.word[first + LENGTH] = len(message)
        self.memory[begin:begin + len(message)] = message
        self.word[TAIL] = (number + 1) % WRAP

    def get(self, number):
        """(time, message), or None where the length cannot be."""
        first = self.cell(number)
        length = self.word[first + LENGTH]
        begin = (first + MESSAGE) * WORD
        if not 1 <= length <= self.size:
            return None
        return self.word[first + TIME], self.memory[begin:begin + length]

    # A sampling port: the newest message counts.
    write = put

    def read(self):
        """The newest message; None: there is none, or it was being changed."""
        tail = self.word[TAIL]
        found = self.get(tail - 1) if tail else None
        return found if self.word[TAIL] == tail else None

    # A queuing port: each message counts.
    def waiting(self):
        number = (self.word[TAIL] - self.word[HEAD]) % WRAP
        if number > self.count:
            raise ChannelError(f"{number} messages wait, and the channel has "
                               f"{self.count}: one end wrote what it must not")
        return number

    def send(self, message, time_ns):
        """Is there room? Then the message is sent."""
        room = self.waiting() < self.count
        if room:
            self.put(message, time_ns)
        return room

    def receive(self):
        """The oldest message, which is taken; None: there is none."""
        if not self.waiting():
            return None
        head = self.word[HEAD]
        found = self.get(head)
        self.word[HEAD] = (head + 1) % WRAP
        if found is None:
            raise ChannelError(f"message {head} has a length that cannot be")
        return found

    def clear(self):
        """Drop all messages, also more than there can be."""
        self.word[HEAD] = self.word[TAIL]


def distance(one, other):
    """Of two times of 64 bits, as the kernel takes it: modulo 2^64."""
    return min((one - other) % WRAP, (other - one) % WRAP)


def line_of(found):
    return f"{found[0]} {found[1].hex()}"


def time_of(text):
    """A number of ns, or that of the module's clock."""
    if text.startswith("@"):
        try:
            return struct.unpack("<Q", Path(text[1:]).read_bytes())[0]
        except (OSError, struct.error) as error:
            raise argparse.ArgumentTypeError(
                f"{text[1:]}: is no clock of a module: {error}") from None
    return number(0, WRAP - 1, "ns")(text)


def number(least, most, what):
    """Of a range, as an argument; `what` stands behind the numbers."""
    def read(text):
        if not re.fullmatch(r"\d{1,20}", text, re.A) or not (
                least <= int(text) <= most):
            raise argparse.ArgumentTypeError(
                f"{text}: is no number of {least} to {most} {what}")
        return int(text)
    return read


def message_of(text):
    if text == "-":
        return sys.stdin.buffer.read()
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text}: is no hexadecimal text") from None


class Parser(argparse.ArgumentParser):
    """An error is one line; --help tells the usage."""

    def error(self, message):
        self.exit(2, f"port.py: {message}; port.py --help tells more\n")


def parse_arguments(arguments):
    parser = Parser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter,
        usage=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", required=True, prog="port.py")
    for verb, what in (("write", "write to a sampling port"),
                       ("read", "read a sampling port"),
                       ("send", "send to a queuing port"),
                       ("receive", "receive of a queuing port")):
        one = verbs.add_parser(verb, help=what)
        one.add_argument("file", type=Path, help="the channel's memory")
        one.add_argument("--size", required=True, metavar="N",
                         type=number(1, MESSAGE_SIZE_MAX, "bytes"),
                         help="bytes that a message has at most")
        if verb in ("send", "receive"):
            one.add_argument("--count", required=True, metavar="N",
                             type=number(1, PORT_MESSAGES_MAX, "messages"),
                             help="messages that the channel has room for")
        if verb in ("write", "send"):
            one.add_argument("time", type=time_of, help="ns, or @CLOCK")
            one.add_argument("message", type=message_of,
                             help="hexadecimal; -: standard input")
        if verb == "read":
            one.add_argument("--at", type=time_of, help="the time: ns, @CLOCK")
            one.add_argument("--refresh", type=number(0, WRAP - 1, "ns"),
                             metavar="NS",
                             help="how old a valid message is at most")
        if verb == "receive":
            one.add_argument("--all", action="store_true",
                             help="all that wait, not one")
    options = parser.parse_args(arguments)
    if options.verb == "read" and (options.at is None) != (
            options.refresh is None):
        parser.error("--at and --refresh belong together")
    return options


def receive(channel, all_of_them):
    """The exit status; prints the oldest message, or all."""
    status = 1
    while (found := channel.receive()) is not None:
        print(line_of(found), flush=True)    # it is taken
        status = 0
        if not all_of_them:
            break
    return status


def act(options):
    """The exit status; prints what is read."""
    channel = Channel(options.file, options.size,
                      getattr(options, "count", SAMPLING_CELLS))
    if options.verb == "write":
        channel.write(options.message, options.time)
        return 0
    if options.verb == "send":
        if channel.send(options.message, options.time):
            return 0
        print(f"{options.file}: no room: {options.count} messages wait",
              file=sys.stderr)
        return 1
    if options.verb == "receive":
        try:
            return receive(channel, options.all)
        except ChannelError as error:
            channel.clear()
            print(f"port.py: {options.file}: {error}; what waits there is "
                  "dropped", file=sys.stderr)
            return 3
    found = channel.read()
    if found is None:
        return 1
    if options.at is not None:
        valid = distance(options.at, found[0]) <= options.refresh
        print(line_of(found), "valid" if valid else "invalid")
        return 0
    print(line_of(found))
    return 0


def main(arguments=None):
    options = parse_arguments(arguments)
    try:
        status = act(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Python would tell it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("port.py: nobody reads the output any more; a message that was "
              "received last is lost" if options.verb == "receive" else
              "port.py: nobody reads the output any more", file=sys.stderr)
        return 128 + signal.SIGPIPE
    except ChannelError as error:
        print(f"port.py: {error}", file=sys.stderr)
    except OSError as error:
        print(f"port.py: {error.filename or options.file}: {error.strerror}",
              file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Ports of a program on the host: a channel's memory, word by word."""
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "host"))
import port  # noqa: E402


def tool(*arguments, **more):
    done = subprocess.run(
        [sys.executable, ROOT / "host/port.py", *map(str, arguments)],
        capture_output=True, text=more.get("text", True), check=False, **more)
    return done.returncode, done.stdout, done.stderr


def words(path, *numbers):
    data = path.read_bytes()
    return [struct.unpack_from("<Q", data, 8 * n)[0] for n in numbers]


def set_word(path, number, value):
    with path.open("r+b") as file:
        file.seek(8 * number)
        file.write(struct.pack("<Q", value))


@pytest.mark.parametrize("count, size", [(1, 4096), (2, 4096), (14, 4096),
                                         (15, 8192), (256, 131072)])
def test_memory_is_a_power_of_two_and_large_enough(count, size):
    assert port.region_bytes(count) == size >= (16 + 34 * count) * 8


def test_layout_of_a_message(tmp_path):
    """As include/kernel has it: the tail, then cells of 34 words."""
    path = tmp_path / "c"
    queue = ("--size", 256, "--count", 3)
    for message in ((77, "0102ff"), (78, "aa"), (79, "bb")):
        assert tool("send", path, *queue, *message)[0] == 0
    assert path.stat().st_size == 4096
    assert words(path, 0, 8, 16, 17, 18) == [3, 0, 77, 3, 0xff0201]
    assert words(path, 50, 51, 52) == [78, 1, 0xaa]
    assert words(path, 84, 85, 86) == [79, 1, 0xbb]
    tool("receive", path, *queue)
    assert words(path, 0, 8) == [3, 1]


def test_layout_is_that_of_the_kernel():
    """The kernel's numbers, as its preprocessor has them, are these."""
    names = {"MESSAGE_SIZE_MAX": port.MESSAGE_SIZE_MAX,
             "PORT_MESSAGES_MAX": port.PORT_MESSAGES_MAX,
             "SAMPLING_CELLS": port.SAMPLING_CELLS,
             "CHANNEL_HEADER": port.CHANNEL_HEADER,
             "CELL_WORDS": port.CELL_WORDS,
             "CHANNEL_TAIL": port.TAIL, "CHANNEL_HEAD": port.HEAD}
    told = subprocess.run(
        ["gcc", "-E", "-P", "-Iinclude", "-Isrc/arch/aarch64", "-xc", "-"],
        cwd=ROOT, text=True, input='#include "kernel/port.h"\n' +
        "".join(f'"{name}" {name}\n' for name in names),
        stdout=subprocess.PIPE, check=True).stdout
    for name, here in names.items():
        value = re.search(f'"{name}" (.*)', told).group(1).replace("U", "")
        assert here == eval(value.replace("/", "//")), name


def test_sampling_gives_the_newest_as_often_as_asked(tmp_path):
    path = tmp_path / "c"
    for number in range(5):
        tool("write", path, "--size", 4, 10 * number, f"0{number}")
    for _ in range(2):
        assert tool("read", path, "--size", 4) == (0, "40 04\n", "")


@pytest.mark.parametrize("at, word", [(59, "invalid"), (60, "valid"),
                                      (140, "valid"), (141, "invalid")])
def test_sampling_is_valid_within_the_refresh_period(tmp_path, at, word):
    path = tmp_path / "c"
    tool("write", path, "--size", 4, 100, "05")
    assert tool("read", path, "--size", 4, "--at", at, "--refresh", 40) == (
        0, f"100 05 {word}\n", "")


@pytest.mark.parametrize("time, at, refresh, word", [
    ((1 << 64) - 50, 50, 100, "valid"), ((1 << 64) - 50, 50, 99, "invalid"),
    (50, (1 << 64) - 50, 100, "valid"), (50, (1 << 64) - 50, 99, "invalid")])
def test_age_is_modulo_words_as_that_of_the_kernel(tmp_path, time, at, refresh,
                                                   word):
    path = tmp_path / "c"
    tool("write", path, "--size", 4, time, "05")
    assert tool("read", path, "--size", 4, "--at", at, "--refresh",
                refresh) == (0, f"{time} 05 {word}\n", "")


def test_sampling_without_a_message(tmp_path):
    assert tool("read", tmp_path / "c", "--size", 4) == (1, "", "")


def test_sampling_that_changes_while_it_is_read(tmp_path, monkeypatch):
    channel = port.Channel(tmp_path / "c", 4)
    channel.write(b"a", 1)
    get = port.Channel.get

    def changed(self, number):
        found = get(self, number)
        self.write(b"b", 2)
        return found

    monkeypatch.setattr(port.Channel, "get", changed)
    assert channel.read() is None


@pytest.mark.parametrize("length", [0, 5, 1 << 63])
def test_length_that_cannot_be_is_no_message(tmp_path, length):
    path = tmp_path / "c"
    tool("write", path, "--size", 4, 1, "01")
    set_word(path, 17, length)
    assert tool("read", path, "--size", 4) == (1, "", "")
    status, out, err = tool("receive", path, "--size", 4, "--count", 2)
    assert (status, out) == (3, "") and err == (
        f"port.py: {path}: message 0 has a length that cannot be; what waits "
        "there is dropped\n")
    assert words(path, 8) == [1]    # and it is taken


def test_receive_drops_what_is_behind_rubbish(tmp_path):
    """All behind it, as the kernel does; the next message comes."""
    path = tmp_path / "q"
    queue = ("--size", 4, "--count", 3)
    for number in (1, 2, 3):
        tool("send", path, *queue, number, f"0{number}")
    set_word(path, 16 + 34 + 1, 5)
    status, out, err = tool("receive", path, *queue, "--all")
    assert (status, out) == (3, "1 01\n") and "message 1 has" in err
    assert tool("receive", path, *queue) == (1, "", "")
    tool("send", path, *queue, 4, "04")
    assert tool("receive", path, *queue) == (0, "4 04\n", "")


def test_queue_gives_each_message_once_in_order(tmp_path):
    path = tmp_path / "q"
    queue = ("--size", 4, "--count", 2)
    for first in (1, 3, 5):
        for number in (first, first + 1):
            assert tool("send", path, *queue, number, f"0{number}")[0] == 0
        status, out, err = tool("send", path, *queue, 9, "09")
        assert (status, out) == (1, "") and "no room: 2 messages wait" in err
        assert tool("receive", path, *queue)[1] == f"{first} 0{first}\n"
        assert tool("receive", path, *queue, "--all")[1] == (
            f"{first + 1} 0{first + 1}\n")
        assert tool("receive", path, *queue) == (1, "", "")


def test_queue_goes_on_behind_the_last_number(tmp_path):
    path = tmp_path / "q"
    path.write_bytes(bytes(4096))
    for word in (0, 8):
        set_word(path, word, (1 << 64) - 1)
    channel = port.Channel(path, 4, 2)
    assert channel.send(b"a", 1) and channel.waiting() == 1
    assert channel.receive() == (1, b"a") and words(path, 0, 8) == [0, 0]


@pytest.mark.parametrize("verb, told", [("send", 2), ("receive", 3)])
def test_queue_with_too_many_messages_is_rubbish(tmp_path, verb, told):
    """Its destination drops it, its source does not."""
    path = tmp_path / "q"
    path.write_bytes(bytes(4096))
    set_word(path, 0, 3)
    message = (1, "01") if verb == "send" else ()
    status, out, err = tool(verb, path, "--size", 4, "--count", 2, *message)
    assert (status, out) == (told, "") and "3 messages wait" in err
    assert ("dropped" in err) == (verb == "receive")
    assert words(path, 0, 8) == ([3, 0] if verb == "send" else [3, 3])


def test_message_of_standard_input_and_time_of_the_clock(tmp_path):
    path = tmp_path / "c"
    (tmp_path / "now").write_bytes(struct.pack("<Q", 123456789012))
    tool("write", path, "--size", 4, f"@{tmp_path}/now", "-", input="abcd")
    assert tool("read", path, "--size", 4)[1] == "123456789012 61626364\n"


@pytest.mark.parametrize("arguments, told", [
    (("write", "c", "--size", 4, 1, "0102030405"), "a message of 5 bytes"),
    (("write", "c", "--size", 4, 1, ""), "a message of 0 bytes"),
    (("write", "c", "--size", 0, 1, "01"), "0: is no number of 1 to 256 bytes"),
    (("write", "c", "--size", 257, 1, "01"), "257: is no number of 1 to 256"),
    *((("send", "c", "--size", 4, "--count", wrong, 1, "01"), "argument "
       f"--count: {wrong}: is no number of 1 to 256 messages; port.py --help")
      for wrong in ("257", "0", "-1", "x", "", "1.5", "\u0664", "9" * 5000)),
    (("send", "c", "--size", 4, 1, "01"), "are required: --count; port.py"),
    (("write", "c", "--size", 4, "x", "01"), "x: is no number of 0 to"),
    (("write", "c", "--size", 4, 1 << 64, "01"), f"{1 << 64}: is no number "),
    (("read", "c", "--size", 4, "--at", 1, "--refresh", -1), "-1: is no numb"),
    (("write", "c", "--size", 4, "@c", "01"), "c: is no clock of a module"),
    (("write", "c", "--size", 4, 1, "0x"), "0x: is no hexadecimal text"),
    (("read", "c", "--size", 4, "--at", 1), "belong together"),
    (("read", "missing/c", "--size", 4), "missing/c: No such file"),
    (("read", "/dev/null", "--size", 4), "/dev/null: Invalid argument"),
    ((), "are required: verb; port.py --help"),
    (("receive", "short", "--size", 4, "--count", 256), "--count"),
], ids=lambda v: str(v)[:60])
def test_wrong_argument_is_told(tmp_path, arguments, told):
    (tmp_path / "short").write_bytes(bytes(4096))
    status, out, err = tool(*arguments, cwd=tmp_path)
    assert (status, out) == (2, "") and told in err
    assert err.startswith("port.py: ") and err.count("\n") == 1


@pytest.mark.parametrize("verb, more, told", [
    ("receive", ("--count", 3, "--all"), "any more; a message that was "
     "received last is lost\n"), ("read", (), "any more\n")])
def test_output_that_nobody_reads_is_told(tmp_path, verb, more, told):
    path = tmp_path / "c"
    for number in (1, 2, 3):
        tool("send", path, "--size", 4, "--count", 3, number, "01")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, ROOT / "host/port.py", verb, path, "--size", "4",
         *map(str, more)], stdout=writer, stderr=subprocess.PIPE, text=True,
        check=False)
    os.close(writer)
    assert done.returncode == 141 and done.stderr == (
        "port.py: nobody reads the output " + told)
    assert words(path, 8) == [int(verb == "receive")]    # the others wait


@pytest.mark.parametrize("verb", ["write", "read", "send", "receive"])
def test_help_names_each_verb(verb):
    status, out, _ = tool("--help")
    assert status == 0 and f"port.py {verb} FILE" in out
    status, out, _ = tool(verb, "--help")
    assert status == 0 and out.startswith(f"usage: port.py {verb} ")


def test_misspelt_channel_of_a_module_is_not_made(tmp_path):
    """A message to it would come to nobody."""
    for name in ("clock", "orders", "speed", "panel.ram"):
        (tmp_path / name).write_bytes(bytes(4096))
    for verb, more in (("send", (1, "01")), ("receive", ())):
        assert tool(verb, tmp_path / "order", "--size", 4, "--count", 2,
                    *more) == (2, "", f"port.py: {tmp_path}/order: is no "
                               f"channel of the module; {tmp_path} has "
                               "orders, speed\n")
    assert not (tmp_path / "order").exists()

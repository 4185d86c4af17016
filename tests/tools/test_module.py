# SPDX-License-Identifier: Apache-2.0
"""Modules: partitions in machines of their own, in the order of one clock."""
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "data/module"
QEMU = ("qemu-system-aarch64 -M virt -cpu cortex-a53 -nographic -nodefaults "
        "-serial stdio -semihosting-config enable=on,target=native "
        "-icount shift=0,sleep=off").split()
EXPECTED = """\
sensor: 109232 ns: speed 1
display: 109184 ns: message 0, 1 is 176 ns old
sensor: 10108672 ns: speed 2
sensor: 20108672 ns: speed 3
display: 25108656 ns: message 2, 3 is 5000224 ns old
sensor: 30108672 ns: speed 4
sensor: 40108688 ns: speed 14
sensor: 50108672 ns: speed 24
display: 50108656 ns: message 5, 24 is 224 ns old
sensor: 60108688 ns: speed 124
sensor: 70108672 ns: speed 224
display: 75108656 ns: message 7, 224 is 5000224 ns old
sensor: 80108672 ns: speed 324
sensor: 90108672 ns: speed 424
"""
HEAD = """\
#include "{root}/tests/system/apex.h"
#include "arch/shared.h"
static void one(void)
{{
    {body}
}}
int main(void)
{{
    START(create('a', one, 1, APERIODIC, FOREVER), &code);
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}}
"""
# Partitions by what their only process does.
BODIES = {
    "greets": 'print("hello\\n"); arch_shutdown(0U);',
    "half": 'print("no end"); arch_shutdown(0U);',
    "three": 'TIMED_WAIT(5 * MS, &code); print("three\\n"); '
             'arch_shutdown(3U);',
    "fault": 'TIMED_WAIT(9 * MS, &code); *(volatile int *)0 = 1;',
    "forever": 'print("waits\\n"); SUSPEND_SELF(FOREVER, &code);',
    "loop": 'print("loops\\n"); for (;;) { }',
    "ticks": 'for (;;) { print("tick\\n"); TIMED_WAIT(10 * MS, &code); }',
    "busy": 'for (;;) { const int64_t until = arch_now() + 1000000; '
            'while (arch_now() < until) { } TIMED_WAIT(10 * MS, &code); }',
    "much": 'for (int i = 0; i < 20000; i++) { print("0123456789\\n"); } '
            'arch_shutdown(0U);',
}


def shortened(text):
    """Times of the boot change with the kernel's code: only ms count."""
    return re.sub(r"(\d*)\d{6} ns", lambda m: f"{m[1] or 0} ms", text)


@pytest.fixture(name="built", scope="module")
def fixture_built(tmp_path_factory):
    """The module's images and a partition for each of BODIES."""
    folder = tmp_path_factory.mktemp("module")
    for name, body in BODIES.items():
        (folder / "apps" / name).mkdir(parents=True)
        (folder / "apps" / name / "main.c").write_text(
            HEAD.format(root=ROOT, body=body))
    for module in (FOLDER, folder / "apps"):
        done = subprocess.run(
            ["make", "-C", ROOT, f"MODULE={module}", f"BUILD={folder}/build",
             "module", "RUN_SECONDS=0.01"],
            capture_output=True, text=True, check=False)
        assert all((folder / f"build/aarch64/{p.parent.name}").is_dir()
                   for p in module.glob("*/main.c")), done.stderr
    return folder / "build"


def arguments(built, module, *more):
    return [sys.executable, ROOT / "mk/module.py", module, "--images",
            built / "aarch64", "--plugin", built / "turn.so", *more, "--",
            *QEMU]


def run(built, module, *more, cwd=None):
    done = subprocess.run(arguments(built, module, *more), cwd=cwd,
                          capture_output=True, text=True, check=False,
                          timeout=120)
    return done.returncode, done.stdout, done.stderr


def module_of(folder, *partitions, channels="[]", more=""):
    folder.mkdir(exist_ok=True)
    (folder / "module.yaml").write_text(
        f"partitions: [{', '.join(partitions)}]\n{more}channels: {channels}\n")
    return folder


def descendants(text):
    """Processes whose command names a text."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            pass
    return [p for p in found if p != os.getpid()]


def gone(text):
    """No such process is left, at the latest after a while."""
    for _ in range(100):
        if not descendants(text):
            return True
        time.sleep(0.05)
    return False


def test_machines_share_channels_and_one_clock(built, tmp_path):
    status, out, err = run(built, FOLDER, "--records", tmp_path)
    assert (status, err) == (0, "")
    assert shortened(out) == shortened(EXPECTED)
    speeds = (tmp_path / "speed.out").read_text().split()[1::2]
    assert [int.from_bytes(bytes.fromhex(s), "little") for s in speeds] == [
        1, 2, 3, 4, 14, 24, 124, 224, 324, 424]
    shown = (tmp_path / "shown.out").read_text().split()[1::2]
    assert [int.from_bytes(bytes.fromhex(s), "little") for s in shown] == [
        1, 3, 24, 224]


def test_each_run_is_the_same_whatever_else_runs(built, tmp_path):
    runs = set()
    for number in range(3):
        hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"])
                for _ in range(2 * number)]
        try:
            where = tmp_path / str(number)
            _, out, _ = run(built, FOLDER, "--records", where)
        finally:
            for hog in hogs:
                hog.kill()
                hog.wait()
        runs.add((out, *((where / n).read_text()
                         for n in ("speed.out", "shown.out"))))
    assert len(runs) == 1


def test_one_partition_runs_as_without_a_module(built, tmp_path):
    """No instruction more, none less: its times are those of a lone image."""
    alone = subprocess.run(
        [*QEMU, "-kernel", built / "aarch64/sensor/sensor.elf"],
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    _, out, _ = run(built, module_of(tmp_path / "one", "sensor"))
    assert out.replace("sensor: ", "") == alone.stdout


def test_order_of_the_module_is_time_then_list(built, tmp_path):
    more = "end_ns: 25000000\n"
    _, out, _ = run(built, module_of(tmp_path / "a", "ticks", "three",
                                     more=more))
    assert out == "ticks: tick\nthree: three\nticks: tick\nticks: tick\n"
    _, out, _ = run(built, module_of(tmp_path / "b", "greets", "ticks",
                                     more="end_ns: 5000000\n"))
    assert out == "greets: hello\nticks: tick\n"
    _, out, _ = run(built, module_of(tmp_path / "c", "ticks", "greets",
                                     more="end_ns: 5000000\n"))
    assert out == "ticks: tick\ngreets: hello\n"


def test_end_of_the_module_is_no_failure(built, tmp_path):
    status, out, err = run(built, module_of(
        tmp_path / "m", "ticks", more="end_ns: 100000000\n"))
    assert (status, out.count("tick\n"), err) == (0, 10, "")


def test_status_is_the_worst(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "greets", "three",
                                            "fault"))
    assert status == 3 and re.fullmatch(
        r"fault: \S*/apps/fault/main.c:5: in one\n"
        "three: status 3\nfault: status 1\n", err)
    assert "fault: longeron: fault in a: memory access" in out


def test_line_without_end_and_long_output_are_shown_whole(built, tmp_path):
    status, out, _ = run(built, module_of(tmp_path / "m", "half", "much"))
    assert status == 0
    assert out == "half: no end\n" + 20000 * "much: 0123456789\n"


def test_partition_that_waits_for_ever_ends_the_module(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "forever",
                                            "three"))
    assert status == 3 and out == "forever: waits\nthree: three\n"
    assert "forever: all its processes wait for ever, at 5" in err


def test_loop_ends_after_the_time_limit(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "greets", "loop"),
                           "--seconds", "5")
    assert status == 124 and out == "greets: hello\nloop: loops\n"
    assert err.startswith("loop: the module ended after 5 s")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM,
                                 signal.SIGKILL])
def test_no_process_is_left(built, tmp_path, how):
    module = module_of(tmp_path / "m", "ticks", "loop")
    keep = tmp_path / "kept"
    with subprocess.Popen(arguments(built, module, "--keep", keep),
                          stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ticks: tick\n"
        assert process.stdout.readline() == "loop: loops\n"
        assert len(descendants(str(keep))) == 3
        process.send_signal(how)
        assert process.wait(20) == (-how if how == signal.SIGKILL else 130)
    assert gone(str(keep))


def test_nothing_is_left_of_the_memory(built, tmp_path):
    before = set(Path("/dev/shm").glob("module-*"))
    run(built, module_of(tmp_path / "m", "greets"))
    assert not set(Path("/dev/shm").glob("module-*")) - before
    keep = tmp_path / "kept"
    run(built, FOLDER, "--keep", keep, "--records", tmp_path)
    assert sorted(p.name for p in keep.iterdir()) == ["clock", "shown",
                                                      "speed", "step"]


def test_longest_turn_is_the_error_of_the_clock(built, tmp_path):
    """Each turn of `busy` is 1 ms of instructions."""
    status, _, err = run(built, module_of(
        tmp_path / "m", "busy", "ticks", more="end_ns: 35000000\n"), "--times")
    told = re.findall(r"(\w+): (\d+) turns, the longest at most (\d+) ns", err)
    assert status == 0 and [t[:2] for t in told] == [("busy", "4"),
                                                     ("ticks", "4")]
    assert 1_100_000 < int(told[0][2]) < 1_200_000    # with the boot
    assert 100_000 < int(told[1][2]) < 200_000


def test_paced_is_not_faster_than_real_time(built, tmp_path):
    module = module_of(tmp_path / "m", "ticks", more="end_ns: 1000000000\n")
    begin = time.monotonic()
    run(built, module, "--paced")
    assert time.monotonic() - begin > 0.98


def test_program_of_the_host_reads_while_the_module_runs(built, tmp_path):
    """The clock's file and a sampling port, by host/port.py."""
    keep = tmp_path / "kept"
    tool = [sys.executable, ROOT / "host/port.py"]
    with subprocess.Popen(
            arguments(built, FOLDER, "--paced", "--keep", keep, "--records",
                      tmp_path), stdout=subprocess.PIPE, text=True) as process:
        while "24 is" not in process.stdout.readline():
            pass
        found = subprocess.run(
            [*tool, "read", keep / "speed", "--size", "8", "--at",
             f"@{keep}/clock", "--refresh", "20000000"],
            capture_output=True, text=True, check=False).stdout.split()
        assert found[2] == "valid" and int(found[0]) >= 50_000_000
        process.stdout.read()


def test_queue_of_the_host_that_is_full_loses_with_a_message(built, tmp_path):
    (tmp_path / "in.txt").write_text("0 01\n0 02\n1 03\n")
    module = module_of(
        tmp_path, "ticks", more="end_ns: 2000000\n",
        channels="[{name: q, kind: queuing, size: 1, count: 2, source: host, "
                 "destinations: [ticks], feed: in.txt}]")
    status, _, err = run(built, module)
    assert (status, err) == (0, "module: q: no room at 1 ns; the message of "
                                "the host is lost\n")


CHANNEL = ("{name: c, kind: sampling, size: 4, source: greets, "
           "destinations: [three]}")


@pytest.mark.parametrize("old, new, told", [
    ("kind: sampling", "kind: pipe", "sampling or queuing, not 'pipe'"),
    ("size: 4", "size: 257", "size is a number from 1 to 256, not 257"),
    ("size: 4", "size: 4, count: 2", "a sampling channel none"),
    ("kind: sampling", "kind: queuing", "has a count of messages"),
    ("source: greets", "source: nobody", "there is no partition nobody"),
    ("destinations: [three]", "destinations: three", "is a list of names"),
    ("destinations: [three]", "destinations: [greets]", "source and destin"),
    ("source: greets, ", "", "the field source is missing"),
    ("size: 4", "sise: 4", "unknown field sise"),
    ("size: 4", "size: 4, feed: x", "feed is of a channel with the source"),
    ("size: 4", "size: 4, record: x", "record is of a channel with the dest"),
    ("name: c", "name: a/b", "name is a word of letters"),
    ("size: 4", "size: 4, size: 4", "a field is there twice"),
])
def test_wrong_channel_has_line_and_cure(built, tmp_path, old, new, told):
    module = module_of(tmp_path / "m", "greets", "three",
                       channels=f"\n- {CHANNEL.replace(old, new)}")
    status, out, err = run(built, module)
    assert (status, out) == (2, "")
    assert err.startswith(f"{module}/module.yaml:3: ") and told in err


def test_wrong_module_has_a_cure(built, tmp_path):
    assert "MODULE=folder names a folder" in run(built, tmp_path)[2]
    module = module_of(tmp_path, "greets", "host")
    assert "module.yaml:1: host is the name of the host" in run(
        built, module)[2]
    module = module_of(tmp_path, "greets", "missing")
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and "missing.elf: is not there" in err
    module = module_of(tmp_path, "greets", more="end_ns: 0\n")
    assert "end_ns is a number from 1" in run(built, module)[2]
    module = module_of(tmp_path, "greets", "three",
                       channels=f"\n- {CHANNEL}\n- {CHANNEL}")
    assert "module.yaml:4: there is a channel c already" in run(
        built, module)[2]
    (tmp_path / "module.yaml").write_text("partitions: [a\n")
    assert "module.yaml:2: " in run(built, tmp_path)[2]


def test_image_without_symbols_is_told(built, tmp_path):
    image = tmp_path / "images/greets/greets.elf"
    image.parent.mkdir(parents=True)
    shutil.copy(built / "aarch64/greets/greets.elf", image)
    subprocess.run(["aarch64-linux-gnu-strip", image], check=True)
    status, out, err = run(built, module_of(tmp_path, "greets"), "--images",
                           tmp_path / "images")
    assert (status, out) == (2, "") and "greets.elf: has no symbols" in err


@pytest.mark.parametrize("text, told", [
    ("1 00\n0 00\n", "2: times must not decrease"),
    ("x 00\n", "1: is no line"), ("0 0x\n", "1: is no line"),
    ("# no message\n0 0011\n", "2: a message of 2 bytes"),
    (None, " No such file")])
def test_wrong_feed_has_line_and_cure(built, tmp_path, text, told):
    if text:
        (tmp_path / "in.txt").write_text(text)
    module = module_of(
        tmp_path, "greets", channels="[{name: c, kind: sampling, size: 1, "
        "source: host, destinations: [greets], feed: in.txt}]")
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and f"in.txt:{told}" in err

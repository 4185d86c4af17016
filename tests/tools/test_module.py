# SPDX-License-Identifier: Apache-2.0
"""Modules: partitions in machines of their own, in the order of one clock."""
import contextlib
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
sys.path.insert(0, str(ROOT / "host"))
import port  # noqa: E402

FOLDER = Path(__file__).parent / "data/module"
QEMU = ("qemu-system-aarch64 -M virt -cpu cortex-a53 -nographic -nodefaults "
        "-serial stdio -semihosting-config enable=on,target=native "
        "-icount shift=0,sleep=off").split()
EXPECTED = """\
sensor: 134688 ns: speed 1
display: 134608 ns: 1 is VALID
sensor: 10133264 ns: speed 2
sensor: 20133264 ns: speed 3
display: 25133280 ns: 3 is VALID
sensor: 30133264 ns: speed 4
sensor: 40133376 ns: speed 14
sensor: 50133264 ns: speed 24
display: 50133280 ns: 24 is VALID
sensor: 60133376 ns: speed 124
sensor: 70133264 ns: speed 224
display: 75133280 ns: 224 is VALID
sensor: 80133264 ns: speed 324
sensor: 90133264 ns: speed 424
display: 100133280 ns: 424 is VALID
display: 125133280 ns: 424 is INVALID
"""
HOSTILE = Path(__file__).parent / "data/hostile"
IMA = ROOT / "apps/air_data_ima"
NEITHER = ("status 3: neither the application (0) nor the kernel (1, with a "
           "line that begins with longeron:) has ended it; see QEMU's message\n")
HEAD = """\
#include "{root}/tests/system/apex.h"
#include "arch/shared.h"
#include "kernel/sched.h"
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
    "again": 'static int life; life++; if (life < 4) { *(volatile int *)0 = 1; '
             '} arch_shutdown(3U);',
    "unended": 'static int life; life++; print("no end"); '
               'if (life == 1) { __asm__ volatile("udf #0"); } '
               'if (life == 2) { __asm__ volatile("udf #1"); } '
               'arch_shutdown(3U);',
    "forever": 'print("waits\\n"); SUSPEND_SELF(FOREVER, &code);',
    "loop": 'print("loops\\n"); for (;;) { }',
    "past": 'for (;;) { sched.due_ns = -5; arch_sleep_until(-5); }',
    "ticks": 'for (;;) { print("tick\\n"); TIMED_WAIT(10 * MS, &code); }',
    "busy": 'for (;;) { const int64_t until = arch_now() + 1000000; '
            'while (arch_now() < until) { } TIMED_WAIT(10 * MS, &code); }',
    "spoils": 'arch_shared[0][0] = 99U; TIMED_WAIT(5 * MS, &code); '
              'arch_shared[0][99U % 2U * 34U + 16U] = 7U; '
              'arch_shared[0][99U % 2U * 34U + 17U] = 1U; '
              'arch_shared[0][99U % 2U * 34U + 18U] = 0xAAU; '
              'arch_shared[0][0] = 100U; TIMED_WAIT(5 * MS, &code); '
              'arch_shutdown(0U);',
    "writes": 'arch_shared[0][0] = 7U; print("wrote\\n"); arch_shutdown(0U);',
    "mistakes": 'arch_shared[0][8] = 50U; TIMED_WAIT(5 * MS, &code); '
                'print((arch_shared[0][0] - arch_shared[0][8] == 1U) '
                '? "one\\n" : "other\\n"); arch_shutdown(0U);',
    "late": 'arch_shared[0][17] = 1U; arch_shared[0][18] = 0xABU; '
            'arch_shared[0][0] = 1U; TIMED_WAIT(6 * MS, &code); for (;;) { }',
    "named": 'TIMED_WAIT(15 * MS, &code); print("late\\n"); '
             'extern uint32_t mine(void); arch_shutdown(mine());',
    "much": 'for (int i = 0; i < 20000; i++) { print("0123456789\\n"); } '
            'arch_shutdown(0U);',
}


def shortened(text):
    """Times of the boot change with the kernel's code: only ms count."""
    return re.sub(r"(\d*)\d{6} ns", lambda m: f"{m[1] or 0} ms", text)


def make(*arguments):
    return subprocess.run(["make", "-C", ROOT, *arguments],
                          capture_output=True, text=True, check=False)


def module_of(folder, *partitions, channels=(), **ports):
    """A folder with module.xml: channels, and ports by their partition."""
    folder.mkdir(exist_ok=True)
    for name in partitions:
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "main.c").touch()
    lines = ['<ARINC_653_Module ModuleName="m">']
    for number, name in enumerate(partitions):
        lines += [f'<Partition PartitionIdentifier="{number}" PartitionName='
                  f'"{name}" PeriodSeconds="0.001" PeriodDurationSeconds='
                  '"0.001"><Pools Processes="2"/>', *ports.get(name, ()),
                  '</Partition>']
    if channels:
        lines += ["<Connection_Table>", *channels, "</Connection_Table>"]
    (folder / "module.xml").write_text(
        "\n".join((*lines, "</ARINC_653_Module>")) + "\n")
    return folder


def sampling_port(name, direction):
    return (f'<Sampling_Port PortName="{name}" Direction="{direction}" '
            'MaxMessageSize="1" RefreshRateSeconds="1"/>')


def channel(number, source, destination, more=""):
    """An end is partition:port or the host's name."""
    def end(text):
        partition, _, port = text.partition(":")
        return (f'<Standard_Partition PartitionName="{partition}" '
                f'PortName="{port}"/>' if port else
                f'<Pseudo_Partition Name="{text}"/>')
    return (f'<Channel ChannelIdentifier="{number}"{more}><Source>'
            f'{end(source)}</Source><Destination>{end(destination)}'
            '</Destination></Channel>')


@pytest.fixture(name="built", scope="module")
def fixture_built(tmp_path_factory):
    """The module's images and a partition for each of BODIES."""
    folder = tmp_path_factory.mktemp("module")
    for name, body in BODIES.items():
        (folder / "apps" / name).mkdir(parents=True)
        (folder / "apps" / name / "main.c").write_text(
            HEAD.format(root=ROOT, body=body))
    (folder / "apps/named/a.c").write_text(
        "#include <stdint.h>\n"
        "static volatile struct sched { char more[40]; uint32_t due_ns; } s;\n"
        "uint32_t mine(void);\nuint32_t mine(void) { return s.due_ns; }\n")
    module_of(folder / "apps", *BODIES, **{name: [
        f'<Partition_HM_Table><Error_ID_Action ErrorCode="{code}" '
        'ErrorLevel="PROCESS" Action="STOP_START_PROCESS"/>'
        '</Partition_HM_Table>'] for name, code in (
            ("again", "MEMORY_VIOLATION"), ("unended", "ILLEGAL_REQUEST"))})
    for module in (FOLDER, folder / "apps"):
        done = make(f"APP={module}", f"BUILD={folder}/build", "image",
                    f"{folder}/build/turn.so")
        assert done.returncode == 0, done.stderr
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
        1, 3, 24, 224, 424, 424]


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
    _, out, _ = run(built, module_of(tmp_path / "a", "ticks", "three"),
                    "--end", "0.025")
    assert out == "ticks: tick\nthree: three\nticks: tick\nticks: tick\n"
    _, out, _ = run(built, module_of(tmp_path / "b", "greets", "ticks"),
                    "--end", "0.005")
    assert out == "greets: hello\nticks: tick\n"
    _, out, _ = run(built, module_of(tmp_path / "c", "ticks", "greets"),
                    "--end", "0.005")
    assert out == "ticks: tick\ngreets: hello\n"


def test_end_of_the_module_is_no_failure(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "ticks"),
                           "--end", "0.1")
    assert (status, out.count("tick\n"), err) == (0, 10, "")


def test_status_is_the_worst(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "greets", "three",
                                            "fault"))
    assert status == 3 and re.fullmatch(
        r"fault: \S*/apps/fault/main.c:6: in one [(]fault in a[)]\n"
        rf"three: {re.escape(NEITHER)}fault: status 1: the kernel ended it "
        r"after the fault above: there is no row of this error, or .*\n", err)
    assert "fault: longeron: fault in a: memory access" in out


def test_place_of_a_fault_is_told_once(built, tmp_path):
    """The process is started anew; one has two program counters in a line, and
    writes before what has no end of line."""
    for name, head, count in (("again", "", 3), ("unended", "no end", 2)):
        status, out, err = run(built, module_of(tmp_path / name, name))
        assert status == 3
        assert out.count(f"{name}: {head}longeron: fault in a: ") == count
        assert re.fullmatch(
            rf"{name}: \S*/apps/{name}/main.c:6: in one [(]fault in a[)]\n"
            rf"{name}: {re.escape(NEITHER)}", err)


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
    assert re.fullmatch(
        "loop: the module ended after 5 s, while this partition ran, at 0 ns, "
        "where its clock has stood for [2-5] s; does a process loop, does the "
        "partition restart for ever, or is the host busy[?] RUN_SECONDS=25 "
        "gives it more time, 0 lets it run\n", err)


def test_partition_that_spoils_its_time_is_told(built, tmp_path):
    status, out, err = run(built, module_of(tmp_path / "m", "past"),
                           "--seconds", "3")
    assert status == 124 and not out
    assert re.match(r"past: the module ended after 3 s, while this partition "
                    r"ran, at \d+ ns", err), err


def test_end_in_time_that_goes_on_is_no_loop(built, tmp_path):
    """Of a module that has no end, or of a busy host."""
    status, out, err = run(built, module_of(tmp_path / "m", "ticks"),
                           "--seconds", "2.5", "--paced")
    assert status == 124 and out.count("tick\n") > 10
    assert re.fullmatch(
        r"ticks: the module ended after 2[.]5 s, while this partition ran, at "
        r"\d+ ns; is the host busy, or does the module go on for ever[?] "
        "END=seconds ends it at a time of its clock; RUN_SECONDS=12.5 gives it "
        "more time, 0 lets it run\n", err)


def heeded():
    """Signals are not ignored, as they are below nohup and in background."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP,
                                 signal.SIGQUIT, signal.SIGKILL])
def test_no_process_is_left(built, tmp_path, how):
    module = module_of(tmp_path / "m", "ticks", "loop")
    keep = tmp_path / "kept"
    with subprocess.Popen(arguments(built, module, "--keep", keep),
                          stdout=subprocess.PIPE, text=True,
                          preexec_fn=heeded) as process:
        assert process.stdout.readline() == "ticks: tick\n"
        assert process.stdout.readline() == "loop: loops\n"
        assert len(descendants(str(keep))) == 3
        process.send_signal(how)
        assert process.wait(20) == (-how if how == signal.SIGKILL else 130)
    assert gone(str(keep))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_of_make(built, tmp_path, how):
    """A signal to make alone."""
    keep = tmp_path / "kept"
    with subprocess.Popen(
            ["make", "-s", "-C", ROOT, f"APP={built.parent}/apps",
             f"BUILD={built}", "run", f"KEEP={keep}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        process.stdout.readline()
        assert len(descendants(str(keep))) > len(BODIES)
        process.send_signal(how)
        process.wait(20)
        assert gone(str(keep))


def test_second_signal_does_not_disturb_the_end(built, tmp_path):
    module = module_of(tmp_path / "m", "ticks", "loop")
    for _ in range(3):
        with subprocess.Popen(
                arguments(built, module, "--keep", tmp_path / "kept"),
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                preexec_fn=heeded) as process:
            for _ in range(2):
                process.stdout.readline()
            for _ in range(10):
                process.send_signal(signal.SIGTERM)
                time.sleep(0.0005)
                process.send_signal(signal.SIGINT)
            # Python's own end is that of the signal.
            assert process.wait(20) in (130, -signal.SIGTERM, -signal.SIGINT)
            assert process.stderr.read() == ""


def test_machine_that_is_killed_is_told(built, tmp_path):
    module, keep = module_of(tmp_path / "m", "ticks"), tmp_path / "kept"
    with subprocess.Popen(arguments(built, module, "--paced", "--keep", keep),
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True) as process:
        process.stdout.readline()
        pid, = (p for p in descendants(str(keep)) if p != process.pid)
        os.kill(pid, signal.SIGKILL)
        assert process.wait(20) == 128 + 9
        assert process.stderr.read() == "ticks: QEMU ended by signal 9\n"


@pytest.mark.parametrize("command, status, told", [
    (["/bin/true"], 1, "greets: " + NEITHER.replace("3", "1", 1)),
    (["/bin/sh", "-c", "printf why; exit 7"], 7,
     "greets: " + NEITHER.replace("3", "7", 1))])
def test_machine_that_does_not_begin_ends_the_module(built, tmp_path, command,
                                                     status, told):
    """At once, though the host would write something after a minute."""
    (tmp_path / "in.txt").write_text("60000000000 01\n")
    module = module_of(
        tmp_path, "greets", greets=[sampling_port("a", "DESTINATION")],
        channels=[channel(1, "in", "greets:a")])
    done = subprocess.run(
        [*arguments(built, module, "--paced")[:-len(QEMU)], *command],
        capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stderr) == (status, told)
    assert done.stdout == ("greets: why\n" if status == 7 else "")


def test_records_are_written_however_the_module_ends(built, tmp_path):
    """Those of before would be taken for its own."""
    (tmp_path / "out.out").write_text("of another run\n")
    module = module_of(tmp_path, "late", "three", late=[
        QUEUE.replace("DESTINATION", "SOURCE")], channels=[
            channel(1, "late:q", "out")])
    status, _, err = run(built, module, "--seconds", "4", "--records", tmp_path,
                         "--times")
    assert status == 124 and err.startswith("late: the module ended after 4 s")
    assert (tmp_path / "out.out").read_text() == "0 ab\n"
    assert f"\nthree: {NEITHER}three: 2 turns, the longest" in err


def test_nothing_is_left_of_the_memory(built, tmp_path):
    before = set(Path("/dev/shm").glob("module-*"))
    run(built, module_of(tmp_path / "m", "greets"))
    assert not set(Path("/dev/shm").glob("module-*")) - before
    keep = tmp_path / "kept"
    run(built, FOLDER, "--keep", keep, "--records", tmp_path)
    assert sorted(p.name for p in keep.iterdir()) == [
        "channel_3", "clock", "speed", "step"]


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGQUIT,
                                 signal.SIGKILL])
def test_no_machine_s_memory_is_left(built, tmp_path, how):
    """Of SIGKILL a folder with the channels is."""
    module = module_of(tmp_path / "m", "ticks", "greets")
    with subprocess.Popen(arguments(built, module, "--paced"),
                          stdout=subprocess.PIPE, text=True,
                          preexec_fn=heeded) as process:
        for _ in range(4):
            process.stdout.readline()
        opened = []
        for file in Path(f"/proc/{process.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):    # closed since
                opened.append(os.readlink(file))
        folder, = (Path(n).parent for n in opened if n.endswith("/clock"))
        process.send_signal(how)
        process.wait(20)
    assert folder.exists() == (how == signal.SIGKILL)
    assert not list(folder.glob("*.ram"))
    shutil.rmtree(folder, ignore_errors=True)


def test_output_that_nobody_reads_ends_the_module(built, tmp_path):
    module = module_of(tmp_path / "m", "much", "ticks")
    with subprocess.Popen(arguments(built, module), text=True,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 128 + signal.SIGPIPE
        assert process.stderr.read() == ""


def test_folder_with_other_files_is_not_written_over(built, tmp_path):
    module = module_of(tmp_path / "m", "greets")
    status, out, err = run(built, module, "--keep", module)
    assert (status, out) == (2, "") and (
        f"{module}: has other files than those of a module; KEEP=" in err)
    assert sorted(p.name for p in module.iterdir()) == ["greets", "module.xml"]
    for _ in range(2):      # those of a module are
        assert run(built, module, "--keep", tmp_path / "k")[0] == 0
    status, out, err = run(built, module, "--keep", module / "module.xml")
    assert (status, out, err) == (2, "",
                                  f"{module}/module.xml: File exists\n")


def test_two_modules_do_not_share_a_folder(built, tmp_path):
    keep = tmp_path / "kept"
    module = module_of(tmp_path / "m", "ticks", "greets")
    with subprocess.Popen(arguments(built, module, "--keep", keep, "--paced",
                                    "--end", "3"),
                          stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        status, out, err = run(built, module, "--keep", keep)
        assert (status, out) == (2, "") and (
            f"{keep}: a module that runs has its channels here; KEEP=" in err)
        assert process.stdout.read().count("tick\n") > 200
    assert process.returncode == 0


def test_path_of_the_memory_may_have_a_comma(built, tmp_path):
    status, out, _ = run(built, FOLDER, "--keep", tmp_path / "a, b",
                         "--records", tmp_path, "--plugin",
                         shutil.copy(built / "turn.so", tmp_path / "a,b.so"))
    assert status == 0 and shortened(out) == shortened(EXPECTED)


def test_longest_turn_is_the_error_of_the_clock(built, tmp_path):
    """Each turn of `busy` is 1 ms of instructions."""
    status, _, err = run(built, module_of(tmp_path / "m", "busy", "ticks"),
                         "--end", "0.035", "--times")
    told = re.findall(r"(\w+): (\d+) turns, the longest at most (\d+) ns", err)
    assert status == 0 and [t[:2] for t in told] == [("busy", "4"),
                                                     ("ticks", "4")]
    assert 1_100_000 < int(told[0][2]) < 1_200_000    # with the boot
    assert 100_000 < int(told[1][2]) < 200_000


def test_paced_is_not_faster_than_real_time(built, tmp_path):
    module = module_of(tmp_path / "m", "ticks")
    begin = time.monotonic()
    run(built, module, "--paced", "--end", "1")
    assert time.monotonic() - begin > 0.98


def test_program_of_the_host_reads_while_the_module_runs(built, tmp_path):
    """The clock's file and a sampling port, by host/port.py."""
    keep = tmp_path / "kept"
    tool = [sys.executable, ROOT / "host/port.py"]
    with subprocess.Popen(
            arguments(built, FOLDER, "--paced", "--keep", keep, "--records",
                      tmp_path), stdout=subprocess.PIPE, text=True) as process:
        while "24 is VALID" not in process.stdout.readline():
            pass
        for refresh, told in ((10**9, "valid"), (0, "invalid")):
            found = subprocess.run(
                [*tool, "read", keep / "speed", "--size", "8", "--at",
                 f"@{keep}/clock", "--refresh", str(refresh)],
                capture_output=True, text=True, check=False).stdout.split()
            assert found[2] == told and int(found[0]) >= 50_000_000
        process.stdout.read()


def test_program_of_the_host_receives_while_the_module_runs(built, tmp_path):
    """Each message once: nobody else takes it, and there is no file of it."""
    keep, found, end = tmp_path / "kept", [], time.monotonic() + 20
    with subprocess.Popen(
            arguments(built, FOLDER, "--paced", "--keep", keep, "--records",
                      tmp_path), stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        channel = port.Channel(keep / "channel_3", 8, 4)
        while len(found) < 6 and time.monotonic() < end:
            if message := channel.receive():
                found.append(int.from_bytes(message[1], "little"))
        process.stdout.read()
    assert found == [1, 3, 24, 224, 424, 424] and process.returncode == 0
    assert sorted(p.name for p in tmp_path.glob("*.out")) == ["speed.out"]


QUEUE = ('<Queuing_Port PortName="q" Direction="DESTINATION" '
         'MaxMessageSize="1" MaxNbMessages="2"/>')


def test_queue_of_the_host_that_is_full_loses_with_a_message(built, tmp_path):
    (tmp_path / "pilot.txt").write_text("0 01\n0 02\n1 03\n")
    module = module_of(tmp_path, "ticks", ticks=[QUEUE], channels=[
        channel(1, "pilot", "ticks:q", ' ChannelName="orders"')])
    status, _, err = run(built, module, "--end", "0.002")
    assert (status, err) == (0, "module: orders: no room at 1 ns; the message "
                                "of the host is lost\n")


def test_rubbish_in_a_queue_to_the_host_ends_no_partition(built, tmp_path):
    """It is dropped with a message, and what comes after it is recorded."""
    module = module_of(tmp_path, "spoils", "ticks", spoils=[
        QUEUE.replace("DESTINATION", "SOURCE")], channels=[
            channel(1, "spoils:q", "out", ' ChannelName="c"')])
    status, out, err = run(built, module, "--end", "0.045", "--records",
                           tmp_path)
    assert (status, err) == (0, "module: c: 99 messages wait, and the channel "
                                "has 2: one end wrote what it must not; what "
                                "waits there is dropped\n")
    assert out.count("ticks: tick") == 5
    assert (tmp_path / "out.out").read_text() == "7 aa\n"


def test_rubbish_in_a_queue_of_the_host_ends_no_partition(built, tmp_path):
    """It is dropped with a message, and the host's is sent."""
    (tmp_path / "pilot.txt").write_text("1000000 01\n")
    module = module_of(tmp_path, "mistakes", "ticks", mistakes=[QUEUE],
                       channels=[channel(1, "pilot", "mistakes:q",
                                         ' ChannelName="c"')])
    status, out, err = run(built, module, "--end", "0.045")
    assert status == 0 and err.startswith("module: c: ") and err.endswith(
        " messages wait, and the channel has 2: one end wrote what it must "
        "not; what waits there is dropped\n")
    assert "mistakes: one\n" in out and out.count("ticks: tick") == 5


def test_source_of_the_host_without_a_file_feeds_nothing(built, tmp_path):
    """A program may do it; no wrong name of a file is taken for one."""
    module = module_of(tmp_path, "greets", greets=[QUEUE], channels=[
        channel(1, "pilot", "greets:q")])
    assert run(built, module) == (0, "greets: hello\n", "")


def test_two_destinations_of_the_host_each_have_a_file(built, tmp_path):
    module = module_of(tmp_path, "greets", greets=[
        sampling_port("a", "SOURCE")], channels=[channel(
            1, "greets:a", "one").replace(
                "</Channel>", '<Destination><Pseudo_Partition Name="two"/>'
                "</Destination></Channel>")])
    run(built, module, "--records", tmp_path / "r")
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == ["one.out",
                                                                  "two.out"]


def test_channel_inside_of_a_partition_has_no_device(built, tmp_path):
    """It is no region: the next channel is region 0."""
    keep = tmp_path / "kept"
    module = module_of(tmp_path, "greets", greets=[
        sampling_port("a", "SOURCE"), sampling_port("b", "DESTINATION"),
        sampling_port("c", "SOURCE")], channels=[
            channel(1, "greets:a", "greets:b"), channel(2, "greets:c", "out")])
    status, _, err = run(built, module, "--keep", keep, "--records", tmp_path)
    assert (status, err) == (0, "")
    assert sorted(p.name for p in keep.iterdir()) == ["channel_2", "clock"]


@pytest.mark.parametrize("direction, ends, count", (
    ("SOURCE", ("writes:a", "host"), 7), ("DESTINATION", ("host", "writes:a"), 0)))
def test_destination_of_a_sampling_port_cannot_write_it(
        built, tmp_path, direction, ends, count):
    keep = tmp_path / "kept"
    module = module_of(tmp_path, "writes", writes=[
        sampling_port("a", direction)], channels=[channel(1, *ends)])
    status, out, err = run(built, module, "--keep", keep, "--records", tmp_path)
    assert (status, out, err) == (0, "writes: wrote\n", "")
    assert int.from_bytes((keep / "channel_1").read_bytes()[:8],
                          "little") == count


def test_wrong_file_has_the_lines_of_the_generator(built, tmp_path):
    module = module_of(tmp_path, "greets", greets=[
        sampling_port("a", "SOURCE")], channels=[
            channel(1, "greets:b", "out")])
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and (
        f"{module}/module.xml:6: greets:b: there is no such port\n"
        "    cure: greets has a\n") in err


@pytest.mark.parametrize("first, second, told", [
    (("greets:a", "x", ' ChannelName="c"'), ("greets:b", "y",
                                             ' ChannelName="c"'),
     '8: ChannelName="c": line 7 has it, too\n'),
    (("greets:a", "x"), ("greets:b", "y", ' ChannelName="channel_1"'),
     "8: channel_1: line 7 has it, too\n    cure: give each channel a "
     "ChannelName"),
    (("greets:a", "x"), ("greets:b", "x"),
     "8: x: line 7 has it, too\n    cure: give each Pseudo_Partition as a "
     "Destination"),
    (("greets:a", "x"), ("greets:b", "y", ' ChannelName="clock"'),
     "8: clock: is the name of another file"),
    (("greets:a", "x"), ("greets:b", "y", ' ChannelName="greets.ram"'),
     "8: greets.ram: is the name of another file")])
def test_names_of_files_are_there_once(built, tmp_path, first, second, told):
    module = module_of(tmp_path, "greets", greets=[
        sampling_port("a", "SOURCE"), sampling_port("b", "SOURCE")], channels=[
            channel(1, *first), channel(2, *second)])
    status, out, err = run(built, module)
    assert (status, out) == (2, "")
    assert err.startswith(f"{module}/module.xml:{told}")


def test_wrong_module_has_a_cure(built, tmp_path):
    assert "module.xml: is not there; APP=folder names a folder" in run(
        built, tmp_path)[2]
    status, out, err = run(built, module_of(tmp_path, "greets", "missing"))
    assert (status, out) == (2, "") and (
        "missing.elf: is not there; a partition needs a folder" in err)


def test_partition_without_main_does_not_run_an_older_image(built, tmp_path):
    module = module_of(tmp_path, "ticks", "greets")
    (module / "greets/main.c").unlink()
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and err.startswith(
        f"{module}/greets/main.c: is not there; {module}/module.xml has a ")


def test_partition_with_a_configuration_of_its_own_is_refused(built, tmp_path):
    """It would have other ports than module.xml says."""
    module = module_of(tmp_path, "ticks", "greets")
    (module / "greets/config.c").touch()
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and err.startswith(
        f"{module}/greets/config.c: stands in the way of what {module}/")


def test_image_of_a_wrong_module_is_refused(tmp_path):
    """Though each image that there is could be built."""
    module = module_of(tmp_path / "m", "live", "other")

    def refused(text):
        done = make(f"APP={module}", f"BUILD={tmp_path}/build", "image")
        return done.returncode and done.stderr.startswith(f"{module}/{text}")
    (module / "other/main.c").unlink()
    assert refused("other/main.c: is not there; ")
    shutil.rmtree(module / "live")
    assert refused("live/main.c: is not there; ")
    module_of(module, "live")
    (module / "live/config.c").touch()
    assert refused("live/config.c: stands in the way")
    (module / "live/config.c").unlink()
    (module / "live/main.c").write_text(
        HEAD.format(root=ROOT, body="arch_shutdown(0U);"))
    for built in (True, False):
        done = make(f"APP={module}", f"BUILD={tmp_path}/build", "image")
        assert (done.returncode, done.stderr) == (0, "")
        assert ("  LD " in done.stdout) == built


@pytest.mark.parametrize("wrong", ["x", "-1", "5m", "nan", ""])
def test_limit_is_a_number_of_seconds(built, tmp_path, wrong):
    status, out, err = run(built, module_of(tmp_path, "greets"),
                           f"--seconds={wrong}")
    assert (status, out) == (2, "") and (
        f"{wrong}: is no number of seconds, as 60; RUN_SECONDS=" in err)


@pytest.mark.parametrize("wrong", ["0", "0.0", "x", "-1", "1e3",
                                   "0.0000000001"])
def test_end_is_a_number_of_seconds(built, tmp_path, wrong):
    status, out, err = run(built, module_of(tmp_path, "greets"),
                           f"--end={wrong}")
    assert (status, out) == (2, "") and (
        f"{wrong}: is no number of seconds, as 0.5; END=seconds" in err)


def test_neighbour_that_writes_rubbish_spoils_only_its_messages(built):
    """Robustness: 36,000 words of rubbish, then half a message.

    The reader itself checks lengths, what is behind a message, and that each
    message of the honest source comes; a failure ends it with status 3.
    """
    runs = [make(f"APP={HOSTILE}", f"BUILD={built}", "run")
            for _ in range(2)]
    said = [[line for line in run.stdout.splitlines()
             if line.startswith("reader: ")] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stdout
    assert said[0] == said[1]
    counts = dict(re.findall(r"^reader: 4000 ms r: (.*\D) (\d+)$",
                             "\n".join(said[0]), re.M))
    assert counts.pop("good samples to") == "3999"
    assert counts.pop("good messages to") == "3999"
    assert said[0][-3] == "reader: 4000 ms r: the last is INVALID"
    # Each way to end was taken, so that rubbish has met all of them.
    assert len(counts) == 12 and all(int(n) for n in counts.values()), counts
    assert len(said[0]) == 15


@pytest.fixture(name="air_data")
def fixture_air_data(tmp_path):
    """A copy of the module, to be changed."""
    for name in ("air_data", "air_data_ima"):
        shutil.copytree(ROOT / "apps" / name, tmp_path / "apps" / name)
    return tmp_path / "apps/air_data_ima"


def pages(text, partition="display"):
    return [line.removeprefix(f"{partition}: ") for line in text.splitlines()
            if line.startswith(f"{partition}: ")]


def test_air_data_of_three_partitions_is_as_that_of_one(built):
    """The whole log; the pages are those of apps/air_data."""
    assert make(f"APP={IMA}", f"BUILD={built}", "image").returncode == 0
    done = make("-s", f"APP={IMA}", f"BUILD={built}", "run")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (IMA / "expected.txt").read_text()
    assert pages(done.stdout) == (
        ROOT / "apps/air_data/expected.txt").read_text().splitlines()


def change(module, partition, old, new):
    source = module / partition / "main.c"
    text = source.read_text()
    assert text.count(old) == 1
    source.write_text(text.replace(old, new))


def may_be_late(module):
    """The sensors miss deadlines, and go on."""
    path = module / "module.xml"
    head, mark, tail = path.read_text().partition('PartitionName="sensors"')
    assert mark
    path.write_text(head + mark + tail.replace(
        "</Partition>", "<Partition_HM_Table><Error_ID_Action ErrorCode="
        '"DEADLINE_MISSED" ErrorLevel="PROCESS" Action="IGNORE"/>'
        "</Partition_HM_Table></Partition>", 1))


def broken(built, module, partition, old, new):
    """Run a module of which a partition was changed, for 14 s of its time."""
    change(module, partition, old, new)
    return make("-s", f"APP={module}", f"BUILD={built}", "run", "END=14")


def test_sensors_that_stop_are_seen_on_the_display(built, air_data):
    """Samples older than 40 ms are none; what was computed before stays."""
    done = broken(built, air_data, "sensors", "message.sample = recording[i];",
                  "message.sample = recording[i]; if (i == 500U) "
                  "{ __builtin_trap(); }")
    assert "sensors: status 1" in done.stderr and done.returncode != 0
    good = (ROOT / "apps/air_data/expected.txt").read_text().splitlines()
    # The last sample is of 9.98 s: at 10.000 s it is good, at 10.060 s not.
    assert pages(done.stdout) == [
        *good[:10], pages(done.stdout)[10], "ALERT: no sensors",
        *(f"t {t:3} s   NO SENSORS" for t in (11, 12, 13))]
    assert pages(done.stdout)[10].startswith("t  10 s   ALT")


def test_computer_that_stops_is_seen_on_the_display(built, air_data):
    """What it has written last is too old at the next page."""
    done = broken(built, air_data, "computer", "        next_release();\n"
                  "    }\n}\n\n/* 10 Hz", "        if (taken == 501U) "
                  "{ __builtin_trap(); }\n        next_release();\n    }\n}"
                  "\n\n/* 10 Hz")
    assert "computer: status 1" in done.stderr and done.returncode != 0
    assert pages(done.stdout)[-4:] == [
        pages(done.stdout)[10], *(f"t {t:3} s   NO COMPUTER"
                                  for t in (11, 12, 13))]


def test_computer_is_started_again_by_its_table(built, air_data):
    """What it has written last is still good when it writes again."""
    done = broken(built, air_data, "computer", "        next_release();\n"
                  "    }\n}\n\n/* 10 Hz", "        if (taken == 501U) "
                  "{ *(volatile int *)0 = 1; }\n        next_release();\n"
                  "    }\n}\n\n/* 10 Hz")
    assert done.returncode == 0, done.stderr
    fault = "computer: longeron: fault in acquire: memory"
    assert done.stdout.count(fault) == 1
    assert [page[:13] for page in pages(done.stdout)] == [
        f"t {t:3} s   ALT" for t in range(14)]


def test_display_that_stops_does_not_stop_the_computer(built, air_data):
    """The sensors come late 22 times: more events than there is room for.

    The computer is there to the end; it alone would tell of a fault.
    """
    change(air_data, "sensors", "        next_release();",
           "        if ((i % 25U) == 24U) { TIMED_WAIT(100 * MS, &code); "
           "need(code, \"TIMED_WAIT\"); }\n        next_release();")
    may_be_late(air_data)
    done = broken(built, air_data, "display", "        next_release();",
                  "        if (second == 1) { __builtin_trap(); }\n"
                  "        next_release();")
    assert pages(done.stdout).count("ALERT: no sensors") == 1
    assert "display: status 1" in done.stderr and done.returncode != 0
    assert "computer: " not in done.stdout + done.stderr
    assert "sensors: status" not in done.stderr
    assert done.stdout.count("acquire: deadline missed") > 22


def test_events_that_are_none_do_not_end_the_display(built, air_data):
    """An unknown number, half of EVENT_END, and an event after a loss."""
    change(air_data, "computer", "next_release();\n    }\n}\n\n/* 10 Hz",
           "const uint32_t half = 2U; extern uint64_t arch_shared[][262144]; "
           "if (taken == 40U) { tell((enum event)7); } if (taken == 60U) { "
           "SEND_QUEUING_MESSAGE(events_port, (MESSAGE_ADDR_TYPE)&half, 4, 0, "
           "&code); } if (taken == 110U) { arch_shared[2][0] += 99U; } "
           "if (taken == 120U) { tell(EVENT_SENSORS); }\n"
           "next_release();\n    }\n}\n\n/* 10 Hz")
    done = broken(built, air_data, "display", "if (code != INVALID_CONFIG) {",
                  "if (code == INVALID_CONFIG) { page_line(\"lost\"); } "
                  "else {")
    assert done.returncode == 0, done.stderr
    shown = [line[:6] if line.startswith("t ") else line
             for line in pages(done.stdout)]
    assert shown[:7] == ["t   0 ", "ALERT: unknown event", "t   1 ",
                         "ALERT: unknown event", "t   2 ", "lost",
                         "ALERT: no sensors"]
    assert "t  13 " in shown and "end of recording" not in shown


def test_sensors_that_come_again_are_taken_again(built, air_data):
    """After a second without samples; the climb is 0 on the first page."""
    may_be_late(air_data)
    done = broken(built, air_data, "sensors", "        next_release();",
                  "        if (i == 500U) { TIMED_WAIT(2100 * MS, &code); "
                  "need(code, \"TIMED_WAIT\"); }\n        next_release();")
    assert done.returncode == 0, done.stderr
    shown = pages(done.stdout)
    assert shown[11:14] == ["ALERT: no sensors", "t  11 s   NO SENSORS",
                            "t  12 s   NO SENSORS"]
    assert shown[14].startswith("t  13 s   ALT") and (
        shown[14].endswith("VS      0 ft/min"))


def test_make_runs_a_module_as_it_runs_an_application(built, tmp_path):
    """Options are variables; the records are in the build folder."""
    build = f"BUILD={built}"
    done = make(f"APP={FOLDER}", build, "run", "END=0.06", "TIMES=1",
                f"KEEP={tmp_path}/kept")
    assert done.returncode == 0
    assert re.search(r"^sensor: \d+ turns", done.stderr, re.M)
    assert "sensor: 60" not in shortened(done.stdout)
    assert (tmp_path / "kept/speed").stat().st_size == 4096
    assert len((built / "aarch64/module/speed.out").read_text().split()) == 12
    done = make(f"APP={FOLDER}", build, "gdb")
    assert done.returncode and (
        f"each partition has a machine of its own; APP={FOLDER}/partition "
        "debugs one alone" in done.stderr)


def test_size_is_of_each_partition(built):
    """One image has no name before its parts."""
    done = make("-s", f"APP={FOLDER}", f"BUILD={built}", "size")
    parts = re.findall(r"^(\w+):\n((?: *\d+ \.\S+\n)+)", done.stdout, re.M)
    assert [name for name, _ in parts] == ["display", "sensor"]
    assert "".join(f"{n}:\n{p}" for n, p in parts) == done.stdout
    done = make("-s", f"APP={FOLDER}/sensor", f"BUILD={built}", "size")
    assert done.stdout == dict(parts)["sensor"]


@pytest.mark.parametrize("target", ["test", "certify-report"])
def test_module_outside_has_no_report(tmp_path, target):
    """Each partition has one, in its own folder."""
    shutil.copytree(FOLDER, tmp_path / "module")
    (tmp_path / "module/Makefile").write_text(f"include {ROOT}/longeron.mk\n")
    done = subprocess.run(["make", "-s", "-C", tmp_path / "module", target],
                          capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith(
        "./module.xml: a module has no tests and no report of its own; a "
        "partition has them, with a Makefile, req and tests/system in its "
        f"folder: make -C FOLDER {target}; folders: ./display ./sensor\n")
    assert not (tmp_path / "module/build/report").exists()


def test_folder_of_the_same_name_is_built_anew(built, tmp_path):
    """Though its files are older than the objects of the other folder."""
    other = tmp_path / "apps"
    shutil.copytree(built.parent / "apps/greets", other / "greets")
    main = other / "greets/main.c"
    main.write_text(main.read_text().replace("hello", "other"))
    module_of(other, "greets")
    for path in (main, other / "module.xml"):
        os.utime(path, (1, 1))
    for app, told in ((other, "other"), (built.parent / "apps", "hello")):
        assert make(f"APP={app}", f"BUILD={built}", "image").returncode == 0
        assert told in run(built, module_of(tmp_path / "m", "greets"))[1]


def test_image_without_symbols_is_told(built, tmp_path):
    image = tmp_path / "images/greets/greets.elf"
    image.parent.mkdir(parents=True)
    shutil.copy(built / "aarch64/greets/greets.elf", image)
    subprocess.run(["aarch64-linux-gnu-strip", image], check=True)
    status, out, err = run(built, module_of(tmp_path, "greets"), "--images",
                           tmp_path / "images")
    assert (status, out) == (2, "") and "greets.elf: has no symbols" in err


def test_type_of_the_kernel_s_name_does_not_mislead(built, tmp_path):
    """The machine sleeps until the kernel says, not the application."""
    status, out, err = run(built, module_of(tmp_path, "named", "ticks"),
                           "--end", "0.025")
    assert (status, err) == (0, "")
    assert out == 2 * "ticks: tick\n" + "named: late\nticks: tick\n"


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9])
def test_broken_image_is_told(built, tmp_path, part):
    image = tmp_path / "images/greets/greets.elf"
    image.parent.mkdir(parents=True)
    data = (built / "aarch64/greets/greets.elf").read_bytes()
    image.write_bytes(data[:int(part * len(data))])
    status, out, err = run(built, module_of(tmp_path, "greets"), "--images",
                           tmp_path / "images")
    assert (status, out) == (2, "") and re.fullmatch(
        f"{image}: is no image, or half of one: .*; remove it, .*\n", err)


def test_feed_that_is_no_text_has_line_and_cure(built, tmp_path):
    (tmp_path / "in.txt").write_bytes(b"0 00\n\xff 00\n")
    module = module_of(
        tmp_path, "greets", greets=[sampling_port("a", "DESTINATION")],
        channels=[channel(1, "in", "greets:a")])
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and "in.txt:2: is no line \"TIME" in err


@pytest.mark.parametrize("text, told", [
    ("1 00\n0 00\n", "2: times must not decrease"),
    ("x 00\n", "1: is no line"), ("0 0x\n", "1: is no line"),
    ("# no message\n0 0011\n", "2: a message of 2 bytes"),
    (None, " Is a directory")])
def test_wrong_feed_has_line_and_cure(built, tmp_path, text, told):
    if text:
        (tmp_path / "in.txt").write_text(text)
    else:
        (tmp_path / "in.txt").mkdir()
    module = module_of(
        tmp_path, "greets", greets=[sampling_port("a", "DESTINATION")],
        channels=[channel(1, "in", "greets:a")])
    status, out, err = run(built, module)
    assert (status, out) == (2, "") and f"in.txt:{told}" in err

# SPDX-License-Identifier: Apache-2.0
"""Images: the same bytes anywhere, from any Makefile, and without a heap; what
is wrong with an application is told with its cure."""
import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "tests/system/config.c"
MAIN = "int main(void)\n{\n    return 0;\n}\n"


def make(folder, *arguments):
    return subprocess.run(["make", "-C", folder, *arguments],
                          capture_output=True, text=True, check=False)


def application(folder, main=MAIN, **more):
    """An application outside this repository."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.c").write_text(main)
    shutil.copy(CONFIG, folder)
    (folder / "Makefile").write_text(f"include {ROOT}/longeron.mk\n")
    for name, text in more.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def copy(folder):
    """What an image is made from, in another folder."""
    folder.mkdir(parents=True)
    for name in ("Makefile", "longeron.mk"):
        shutil.copy(ROOT / name, folder)
    for name in ("mk", "include", "src", "tests/system"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_same_bytes_in_another_folder(tmp_path):
    name = "build/aarch64/port_02/port_02.elf"
    images = []
    for folder in ("a", "much/longer/name"):
        built = copy(tmp_path / folder)
        run = make(built, "image", "APP=tests/system/port_02")
        assert run.returncode == 0, run.stderr
        images.append((built / name).read_bytes())
    assert images[0] == images[1]
    assert str(tmp_path).encode() not in images[0]


def test_makefile_of_an_application(tmp_path):
    folder = application(tmp_path / "app")
    run = make(folder, "run")
    assert "longeron: main() ended before NORMAL" in run.stdout, run.stderr
    assert run.returncode != 0
    assert ("app.elf: status 1: main() ends by SET_PARTITION_MODE(NORMAL, &code)"
            in run.stderr and "5 INVALID_MODE" in run.stderr)
    run = make(folder, "run", "RUN_SECONDS=abc")
    assert run.stderr.startswith("RUN_SECONDS=abc: is no number of seconds\n")
    told = make(folder, "help").stdout
    assert all(f"\n{target} " in told for target in ("run", "gdb", "clean"))
    assert make(folder, "clean").returncode == 0
    assert not (folder / "build").exists() and (folder / "main.c").exists()


FAULT = """#include <apexPartition.h>
#include <apexProcess.h>

static volatile int *volatile nowhere;

static void hello(void)
{
    *nowhere = 3; /* here */
}

int main(void)
{
    PROCESS_ATTRIBUTE_TYPE a = {.NAME = "hello",
                                .ENTRY_POINT = hello,
                                .STACK_SIZE = 4096U,
                                .BASE_PRIORITY = 1,
                                .PERIOD = INFINITE_TIME_VALUE,
                                .TIME_CAPACITY = INFINITE_TIME_VALUE,
                                .DEADLINE = SOFT};
    PROCESS_ID_TYPE id = NULL_PROCESS_ID;
    RETURN_CODE_TYPE code;

    CREATE_PROCESS(&a, &id, &code);
    START(id, &code);
    SET_PARTITION_MODE(NORMAL, &code);
    return 1;
}
"""


def test_run_tells_the_place_of_a_fault(tmp_path):
    folder = application(tmp_path / "app", FAULT)
    line = next(n for n, text in enumerate(FAULT.split("\n"), 1)
                if "/* here" in text)
    run = make(folder, "-s", "run")
    assert "longeron: fault in hello: memory access" in run.stdout, run.stderr
    assert f"main.c:{line}: in hello (fault in hello)\n" in run.stderr
    assert "app.elf: status 1: the kernel ended it after the fault" in run.stderr
    assert "run] Error 1\n" in run.stderr
    image = folder / "build/aarch64/app/app.elf"
    subprocess.run(["aarch64-linux-gnu-strip", "-g", image], check=True)
    run = make(folder, "-s", "run")
    assert "longeron: fault in hello: memory access" in run.stdout, run.stderr
    assert "in hello" not in run.stderr
    assert "run] Error 1\n" in run.stderr


@pytest.mark.parametrize("body, after, who, text", [
    ("void (*volatile f)(void) = 0;\n\n    f();", "", "hello",
     "boot.S:[0-9]+: in arch_process [(]fault in hello[)]: a jump to where no "
     "code is, to the entry point, or by its last call"),
    ("(void)nowhere;", "int (*volatile f)(void) = 0;\n\n    return f();\n    ",
     "main[(][)]", "boot.c:[0-9]+: in kernel_boot [(]fault in main[(][)][)]: a "
     "jump to where no code is, by the last call of main[(][)]")])
@pytest.mark.parametrize("fp", [0, 1])
def test_jump_by_the_last_call_is_told(tmp_path, body, after, who, text, fp):
    """What would return to the application is not on the stack any more."""
    folder = application(tmp_path / "app", FAULT.replace(
        "*nowhere = 3;", body).replace(
            "CREATE_PROCESS", f"{after}CREATE_PROCESS"),
        app_mk=f"FP := {fp}\n")
    run = make(folder, "-s", "run")
    assert re.search(f"longeron: fault in {who}: execution", run.stdout), run
    assert re.search(f"^\\S*{text}$", run.stderr, re.M), run.stderr


LOG = """\
longeron: fault in b: memory access    at 0x0000000000000000, pc 0x{g}
 longeron: fault in b: memory access    at 0x0000000000000000, pc 0x{g}
longeron: fault in a: b: deadline missed  at 0x{f}, pc 0x{f}
longeron: fault in \xff&%s: memory access    at 0x0000000000000000, pc 0x{g}
longeron: fault in main(): raised           at 0x{zero}, pc 0x{zero}
longeron: fault in c: memory access    at 0x{unknown}, pc 0x{unknown}
longeron: fault in \xff&%s: division by zero at 0x{h}, pc 0x{h}
longeron: fault in c: deadline missed  at 0x{zero}, pc 0x{zero}
no endlongeron: fault in d: deadline missed  at 0x{i}, pc 0x{i}
longeron: fault in e: deadline missed  at 0x{i2}, pc 0x{i2}
"""


def test_each_place_is_told_once_with_who_was_there(tmp_path):
    """In the order of the log; what is raised has none, and what is unknown.

    A line of the source may have several program counters."""
    (tmp_path / "m.c").write_text("".join(
        f"void {n}(void);\nvoid {n}(void) {{}}\n" for n in "fghi"))
    subprocess.run(["aarch64-linux-gnu-gcc", "-g", "-nostdlib", "-static",
                    f"-fdebug-prefix-map={tmp_path}=.", "-Wl,-ef", "-o",
                    "x.elf", "./m.c"], check=True, cwd=tmp_path)
    symbols = dict(line.split(" T ")[::-1] for line in subprocess.run(
        ["aarch64-linux-gnu-nm", "x.elf"], check=True, cwd=tmp_path, text=True,
        capture_output=True).stdout.splitlines() if " T " in line)
    log = LOG.format(zero="0" * 16, unknown="7" * 16, **symbols,
                     i2=f"{int(symbols['i'], 16) + 4:016x}").encode("latin-1")
    (tmp_path / "log").write_bytes(log)
    fake = tmp_path / "qemu"
    fake.write_text(f"#!/bin/sh\ncat {tmp_path}/log\nexit 1\n")
    fake.chmod(0o755)
    run = subprocess.run([ROOT / "mk/run.sh", "x.elf", "9",
                          "aarch64-linux-gnu-", fake],
                         capture_output=True, check=False, cwd=tmp_path)
    places = (b"m.c:4: in g (fault in b)\nm.c:2: in f (fault in a: b)\n"
              b"m.c:6: in h (fault in \xff&%s)\nm.c:8: in i (fault in d)\n")
    assert run.stdout == log and run.stderr.startswith(
        places + b"x.elf: status 1: "), run
    run = subprocess.run([ROOT / "mk/run.sh", "--places", "x.elf",
                          "aarch64-linux-gnu-"], input=log,
                         capture_output=True, check=False, cwd=tmp_path)
    assert (run.stdout, run.stderr, run.returncode) == (places, b"", 0)


def test_run_has_the_status_of_the_image(tmp_path):
    """And no place where there is no fault, whatever the last run told."""
    folder = application(tmp_path / "app", FAULT)
    assert make(folder, "-s", "run").returncode != 0
    (folder / "main.c").write_text(FAULT.replace(
        "*nowhere = 3;", "RETURN_CODE_TYPE c;\n\n    "
        "SET_PARTITION_MODE(IDLE, &c);\n    (void)nowhere;"))
    run = make(folder, "-s", "run")
    assert run.returncode == 0 and run.stderr == "", run
    (folder / "main.c").write_text(FAULT.replace(
        "*nowhere = 3;", "(void)nowhere;"))
    run = make(folder, "-s", "run", "RUN_SECONDS=1")
    assert run.returncode != 0
    assert re.search("app.elf: status (124|137): ended after RUN_SECONDS=1.*"
                     "does one loop, or does the partition restart for ever[?]",
                     run.stderr)


def test_debugger_finds_sources_and_the_end_of_a_stack(tmp_path):
    folder = tmp_path / "app"
    shutil.copytree(ROOT / "apps/hello", folder)
    application(folder, (folder / "main.c").read_text())
    assert make(folder, "image").returncode == 0
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
    script = make(folder, "-s", "-n", "gdb").stdout.replace("1234", port)
    debugger = shlex.split(re.search(r'now: (.*)"', script)[1])
    with subprocess.Popen(["sh", "-c", f"exec >&2; {script}"], cwd=folder,
                          stdin=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL):
        told = subprocess.run(
            [*debugger, "-nx", "-batch",
             "-ex", "hbreak REPORT_APPLICATION_MESSAGE", "-ex", "continue",
             "-ex", "backtrace", "-ex", "kill"],
            cwd=folder, capture_output=True, text=True, check=False,
            timeout=60)
    assert "if ((MESSAGE_ADDR == NULL)" in told.stdout, told
    assert "in hello () at main.c:" in told.stdout
    assert "in arch_process ()" in told.stdout
    assert "Backtrace stopped" not in told.stdout + told.stderr


@pytest.mark.parametrize("main, fp", [
    ("void *malloc(unsigned long n);\n"
     "int main(void)\n{\n    return malloc(4) != 0;\n}\n", 1),
    ("__attribute__((noinline)) static void free(void *p)\n"
     "{\n    __asm__ volatile(\"\" ::\"r\"(p));\n}\n"
     "int main(void)\n{\n    free((void *)1);\n    return 0;\n}\n", 0),
])
def test_heap_fails_the_build(tmp_path, main, fp):
    folder = application(tmp_path / "app", main, app_mk=f"FP := {fp}\n")
    run = make(folder, "image")
    assert run.returncode != 0
    assert "has the heap symbol" in run.stderr
    assert not (folder / "build/aarch64/app/app.elf").exists()


def test_missing_file(tmp_path):
    folder = application(tmp_path / "app")
    (folder / "main.c").unlink()
    run = make(folder, "image")
    assert run.returncode != 0
    assert ("./main.c: is missing; APP=folder names an application, which has "
            f"main.c as {ROOT}/apps/hello has, or a module, which has "
            f"module.xml as {ROOT}/apps/air_data_ima has") in run.stderr


def test_misspelt_folder_names_those_that_there_are(tmp_path):
    application(tmp_path / "mine")
    run = make(application(tmp_path / "app"), "run", "APP=../main")
    assert run.returncode != 0
    assert ("../main: there is no such folder; APP=folder names an application: "
            f"../app ../mine {ROOT}/apps/air_data {ROOT}/apps/air_data_ima "
            f"{ROOT}/apps/hello\n") in run.stderr


def test_runs_at_the_same_time_each_have_their_status(tmp_path):
    """The first ends last, with another status."""
    fake = tmp_path / "qemu"
    fake.write_text("#!/bin/sh\nsleep $1; exit $2\n")
    fake.chmod(0o755)
    runs = [subprocess.Popen(
        [ROOT / "mk/run.sh", tmp_path / "x.elf", "9", "", fake, *more],
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for more in (("1", "3"), ("0.5", "0"), ("0.8", "5"))]
    assert [run.wait(9) for run in runs] == [3, 0, 5]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["qemu"]


@pytest.mark.parametrize("status, line, told", [
    (0, "longeron: fault in x", ""),
    (1, "longeron: fault in x: stack overflow  , pc",
     "a process has a stack of 24,576"),
    (1, "longeron: fault in main(): stack overflow  , pc",
     "main() and the error handler share a stack of 24,576"),
    (1, "longeron: fault in error handler: stack overflow  , pc",
     "main() and the error handler share a stack of 24,576"),
    (1, "no endlongeron: fault in p: raised", "there is no row of this error, "
     "or it says SHUTDOWN, or its action needs a process and none was at fault"),
    (1, "\udcfflongeron: fault in \udcff: stack overflow",
     "a process has a stack of 24,576"),
    (1, "longeron: config.c: wrong table", "a field of config is out of range"),
    (1, "qemu: no such image", "see QEMU's message"),
    (3, "longeron: main() ended", "see QEMU's message")])
def test_run_explains_the_status(tmp_path, status, line, told):
    fake = tmp_path / "qemu"
    fake.write_text(f"#!/bin/sh\necho '{line}'\nexit {status}\n",
                    errors="surrogateescape")
    fake.chmod(0o755)
    run = subprocess.run([ROOT / "mk/run.sh", tmp_path / "x.elf", "9", "", fake],
                         capture_output=True, text=True, check=False,
                         errors="surrogateescape")
    assert run.returncode == status and run.stdout == line + "\n"
    assert (told in run.stderr) if told else run.stderr == ""
    why = subprocess.run([ROOT / "mk/run.sh", "--why", str(status)],
                         input=line, capture_output=True, text=True, check=True,
                         errors="surrogateescape")
    assert status == 0 or run.stderr == (
        f"{tmp_path}/x.elf: status {status}: {why.stdout}")


@pytest.mark.parametrize("arguments, status", [
    (["--help"], 0), (["-h"], 0), ([], 2), (["x.elf", "9", ""], 2),
    (["--places", "x.elf"], 2), (["--places", "x.elf", "", "y"], 2),
    (["--why"], 2), (["--why", "1", "y"], 2)])
def test_usage_of_run(arguments, status):
    run = subprocess.run([ROOT / "mk/run.sh", *arguments],
                         capture_output=True, text=True, check=False)
    told, other = ((run.stderr, run.stdout) if status else
                   (run.stdout, run.stderr))
    assert run.returncode == status and other == ""
    assert told.startswith("usage: run.sh IMAGE SECONDS CROSS QEMU-COMMAND")


LOOP = "int main(void)\n{\n    for (;;) {\n    }\n}\n"


def running(text):
    """The processes whose command names a text."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if text.encode() in path.read_bytes():
                found.append(int(path.parent.name))
    return found


def wait_for(condition):
    for _ in range(200):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("who", ["make", "run.sh", "timeout"])
def test_qemu_ends_with_who_runs_it(tmp_path, who, how):
    """A signal to one process alone; QEMU's own is that of a shell's `kill`."""
    folder = application(tmp_path / "app", LOOP)
    image = f"{tmp_path}/build/aarch64/app/app.elf"
    assert make(folder, f"BUILD={tmp_path}/build").returncode == 0
    with subprocess.Popen(
            ["make", "-C", folder, "-s", "run", f"BUILD={tmp_path}/build"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE) as process:
        names = {"make": lambda: [process.pid],
                 "run.sh": lambda: running(f"run.sh\0{image}"),
                 "timeout": lambda: running("timeout\0--foreground")}
        assert wait_for(lambda: running(f"-kernel\0{image}\0"))
        for pid in set(names[who]()) & set(running(image)) | (
                {process.pid} if who == "make" else set()):
            os.kill(pid, how)
        assert wait_for(lambda: not running(image))
        assert process.wait(10) != 0
    left = sorted(p.name for p in Path(image).parent.glob("*.elf.[0-9]*"))
    assert left == [] or (who, how) == ("run.sh", signal.SIGKILL)


def test_run_ends_where_nobody_reads(tmp_path):
    fake = tmp_path / "qemu"
    fake.write_text("#!/bin/sh\ntrap '' PIPE\nwhile sleep 0.1; do echo x; "
                    "done 2> /dev/null\n")
    fake.chmod(0o755)
    with subprocess.Popen([ROOT / "mk/run.sh", tmp_path / "x.elf", "30", "",
                           fake], stdout=subprocess.PIPE) as run:
        run.stdout.readline()
        run.stdout.close()
        assert run.wait(10) == 141
    assert not running(str(fake))


def test_config_of_another_folder_is_not_taken(tmp_path):
    folder = application(tmp_path / "outer" / "app")
    (folder / "config.c").unlink()
    (folder.parent / "config.c").write_text("no C\n")
    run = make(folder, "image")
    assert run.returncode == 0, run.stderr
    assert f"  CC {ROOT}/config/default/config.c\n" in run.stdout


def test_no_variable_is_read_before_it_is_set():
    run = make(ROOT, "--warn-undefined-variables", "help", "V=")
    assert run.returncode == 0 and run.stderr == ""


def test_test_that_includes_code_of_the_application_is_built_again(tmp_path):
    folder = application(tmp_path / "app", '#include "../two.c"\n' + MAIN)
    (tmp_path / "two.c").write_text("int two(void);\nint two(void)\n"
                                    "{\n    return 2;\n}\n")
    image = folder / "build/aarch64/app/app.elf"
    assert make(folder, "image").returncode == 0
    first = image.read_bytes()
    for text, same in (("/* 2 */", True), ("int three = 3;", False)):
        with (tmp_path / "two.c").open("a") as file:
            file.write(text)
        run = make(folder, "image")
        assert run.returncode == 0 and "  CC main.c\n" in run.stdout, run
        assert (image.read_bytes() == first) == same


def test_path_with_a_space(tmp_path):
    run = make(application(tmp_path / "my app"), "image")
    assert run.returncode != 0
    assert "/my app: a folder's path without spaces, please" in run.stderr
    run = make(application(tmp_path / "app"), "image", "BUILD=../my app/build")
    assert run.returncode != 0
    assert "../my app/build: a folder's path without spaces, please" in (
        run.stderr)


def test_longeron_in_a_path_with_a_space(tmp_path):
    """One line, in its folder, from an application's, and by bootstrap."""
    tree = copy(tmp_path / "my longeron")
    shutil.copy(ROOT / "bootstrap", tree)
    app = application(tmp_path / "app")
    (app / "Makefile").write_text("include ../my\\ longeron/longeron.mk\n")
    for folder in (tree, app):
        run = make(folder, "-s", "help")
        assert (run.returncode, run.stdout) == (2, "")
        assert re.fullmatch(r"\S*longeron.mk:\d+: \*\*\* Longeron lies in a path "
                            "with a space, which make cannot read; move its "
                            "folder to a path without one.  Stop.\n",
                            run.stderr.replace("../my longeron/", ""))
    run = subprocess.run([tree / "bootstrap"], capture_output=True, text=True,
                         check=False, env={"PATH": "/usr/bin"})
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == (f"bootstrap: {tree}: has a space, which make cannot "
                          "read; move this folder to a path without one\n")


@pytest.mark.parametrize("name", ["APP", "BUILD"])
def test_empty_folder_name(tmp_path, name):
    run = make(application(tmp_path / "app"), "image", f"{name}=")
    assert run.returncode != 0 and f"{name}= names no folder" in run.stderr


@pytest.mark.parametrize("line, told", [
    ("FP := yes", 'FP is 0 or 1, not "yes"'),
    ("FLOATING = yes", "FLOATING is no setting; FP and SOURCES are"),
    ("export FOO := 1", "FOO is no setting; FP and SOURCES are"),
    ("CFLAGS+=-O3", "CFLAGS is no setting; FP and SOURCES are"),
])
def test_wrong_setting(tmp_path, line, told):
    folder = application(tmp_path / "app", app_mk=f"own := 1\n{line}\n")
    run = make(folder, "image")
    assert run.returncode != 0 and f"./app.mk: {told}" in run.stderr


def test_two_folders_of_one_name(tmp_path):
    built = copy(tmp_path / "copy")
    shutil.copytree(ROOT / "apps/hello", built / "apps/port_02")
    run = make(built, "help", "APP=apps/port_02")
    assert run.returncode != 0
    assert (f"tests/system/port_02: an image has the name of its folder, and "
            f"{built}/apps/port_02 has this name too") in run.stderr
    run = make(built, "help", "APP=./tests/system/port_02/")
    assert run.returncode == 0 and not run.stderr


@pytest.mark.parametrize("before, after", [("FP := 1\n", None),
                                           (None, "FP := 1\n")])
def test_objects_are_built_anew_where_fp_changes(tmp_path, before, after):
    """Registers of floating point are kept by the image of FP := 1 alone."""
    folder = application(tmp_path / "app")
    for text in (before, after):
        if text:
            (folder / "app.mk").write_text(text)
            os.utime(folder / "app.mk", (1, 1))
        else:
            (folder / "app.mk").unlink(missing_ok=True)
        run = make(folder, "image")
        assert run.returncode == 0 and "  CC main.c\n" in run.stdout, run
    assert "  CC" not in make(folder, "image").stdout


@pytest.mark.parametrize("main, cure", [
    ("double twice(double x);\ndouble twice(double x)\n"
     "{\n    return x + x;\n}\n", True),
    ("#include <math.h>\n" + MAIN, True),
    (MAIN + "no C\n", False),
])
def test_floating_point_names_its_setting(tmp_path, main, cure):
    run = make(application(tmp_path / "app", main), "image")
    assert run.returncode != 0
    assert ("floating point and the C library need FP := 1 in ./app.mk"
            in run.stderr) == cure


PERIOD = (": needs 0 < config.period_ns && config.period_ns <= PERIOD_MAX: "
          "write .period_ns in ns, as 1000000000 for 1 s")
DURATION = (": needs 0 < config.duration_ns && config.duration_ns <= "
            "config.period_ns: write .duration_ns in ns, at most .period_ns")
NAME = (": needs __builtin_constant_p(config.period_ns): write const struct "
        "config config = {...}, of this name")
PROCESSES = (": needs config.limit[KIND_PROCESS] != 0U: write "
             ".limit[KIND_PROCESS] = at least 1")
LIMIT = ": needs config.{0} <= {1}_MAX: write .{0} = at most {2}U"


@pytest.mark.parametrize("old, new, need", [
    (".period_ns = 1000000000", ".period_ns = 0", PERIOD),
    (".period_ns = 1000000000", ".period_ns = INT64_MAX", PERIOD),
    (".duration_ns = 1000000000,", "", DURATION),
    (".duration_ns = 1000000000", ".duration_ns = 1000000001", DURATION),
    ("struct config config", "struct config conf", NAME),
    ("PROCESS_MAX", "0", PROCESSES),
    ("[KIND_PROCESS] = PROCESS_MAX,", "", PROCESSES),
    ("PROCESS_MAX", "65", LIMIT.format("limit[KIND_PROCESS]", "PROCESS", 64)),
    ("SEMAPHORE_MAX", "65", LIMIT.format("limit[KIND_SEMAPHORE]",
                                         "SEMAPHORE", 64)),
    ("EVENT_MAX", "65", LIMIT.format("limit[KIND_EVENT]", "EVENT", 64)),
    ("BUFFER_MAX", "33", LIMIT.format("limit[KIND_BUFFER]", "BUFFER", 32)),
    ("BOARD_MAX", "33", LIMIT.format("limit[KIND_BOARD]", "BOARD", 32)),
    ("MUTEX_MAX", "33", LIMIT.format("limit[KIND_MUTEX]", "MUTEX", 32)),
])
def test_wrong_configuration_names_field_and_cure(tmp_path, old, new, need):
    config = CONFIG.read_text()
    assert old in config
    folder = application(tmp_path / "app",
                         config_c=config.replace(old, new, 1))
    run = make(folder, "image")
    assert run.returncode != 0
    assert f"config.c{need}\n" in run.stderr.replace("'\n", "\n"), run.stderr
    assert (need == NAME) == ("of this name" in run.stderr)
    assert need != NAME or run.stderr.count(": needs ") == 1


PORTS = """
static uint64_t words[CHANNEL_WORDS(PORT_MESSAGES_MAX)];
static uint64_t less[CHANNEL_WORDS(PORT_MESSAGES_MAX) - 1U];
static uint64_t two[CHANNEL_WORDS(SAMPLING_CELLS)];
static uint64_t few[CHANNEL_WORDS(SAMPLING_CELLS) - 1U];
uint64_t *const unused[] = {words, two, less, few};

const struct port port_table[PORT_MAX] = {
    [0] = {.name = "speed", .channel = two, .size = MESSAGE_SIZE_MAX},
    [63] = {.name = "speed in",
            .channel = words,
            .size = 1,
            .count = PORT_MESSAGES_MAX,
            .direction = DESTINATION},
};
"""
CHANNEL_ROW = '.name = "speed in",\n            .channel = words,'


@pytest.mark.parametrize("old, new, field", [
    ("", "", None),
    ("struct port port_table", "struct port other_table", None),
    (CHANNEL_ROW + "\n            .size = 1,", "", None),
    ("            .size = 1,\n", "", "size"),
    (CHANNEL_ROW + "\n            .size = 1", CHANNEL_ROW[:-1], "size"),
    (CHANNEL_ROW + "\n            .size = 1", '.name = "speed in"', "size"),
    (CHANNEL_ROW + "\n            .size = 1", ".channel = words", "size"),
    (CHANNEL_ROW, '.name = "speed in",', "channel"),
    (CHANNEL_ROW, CHANNEL_ROW.replace("words", "less"), "channel"),
    (CHANNEL_ROW, CHANNEL_ROW.replace("words", "&words[1]"), "channel"),
    (".count = PORT_MESSAGES_MAX", ".count = 257", "count"),
    (CHANNEL_ROW + "\n            .size = 1,\n            .count = "
     "PORT_MESSAGES_MAX,", CHANNEL_ROW.replace("words", "few")
     + " .size = 1,", "channel"),
    (CHANNEL_ROW + "\n            .size = 1,\n            .count = "
     "PORT_MESSAGES_MAX,", CHANNEL_ROW.replace("words", "two")
     + " .size = 1,", None),
    ("= DESTINATION", "= 2", "direction"),
])
def test_wrong_port_names_row_and_field(tmp_path, old, new, field):
    assert old in PORTS
    folder = application(tmp_path / "app", config_c=CONFIG.read_text()
                         + PORTS.replace(old, new, 1))
    run = make(folder, "image")
    assert run.returncode == (0 if field is None else 2), run.stderr
    assert run.stderr.count(": needs ") == (0 if field is None else 1)
    assert field is None or f": write port_table[63].{field} = " in run.stderr


PORTLESS = """#include <apexPartition.h>
#include <apexSampling.h>

int main(void)
{
    static SAMPLING_PORT_NAME_TYPE name = "speed";
    SAMPLING_PORT_ID_TYPE id;
    RETURN_CODE_TYPE code;

    CREATE_SAMPLING_PORT(name, 8, SOURCE, 20000000, &id, &code);
    if (code == INVALID_CONFIG) {
        SET_PARTITION_MODE(IDLE, &code);
    }
    return 1;
}
"""


def test_configuration_without_a_table_has_no_ports(tmp_path):
    folder = application(tmp_path / "app", PORTLESS)
    assert "port_table" not in (folder / "config.c").read_text()
    run = make(folder, "run")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("row", range(64))
def test_each_row_of_ports_is_checked(tmp_path, row):
    """Without a build of the whole image: the check is of one file."""
    config = tmp_path / "config.c"
    config.write_text(CONFIG.read_text() + "const struct port port_table"
                      f"[PORT_MAX] = {{[{row}] = {{.size = 1}}}};\n")
    run = subprocess.run(
        ["aarch64-linux-gnu-gcc", "-std=c11", "-O2", "-ffreestanding", "-Wall",
         "-Wextra", "-Werror", f"-I{ROOT}/include", "-include",
         f"{ROOT}/mk/config_check.h", "-c", "-o", tmp_path / "config.o",
         config], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert f": write port_table[{row}].channel = an array" in run.stderr


def test_full_region_names_itself(tmp_path):
    main = ("static volatile char big[0x200000];\n"
            "int main(void)\n{\n    big[1] = 1;\n    return big[2];\n}\n")
    run = make(application(tmp_path / "app", main), "image")
    assert run.returncode != 0
    assert "image too large: variables exceed 2 MiB" in run.stderr


@pytest.mark.parametrize("main", [MAIN, "no C\n"])
def test_folder_that_was_moved_is_built_again(tmp_path, main):
    """Nothing is asked for that is no more, built or not."""
    build = f"BUILD={tmp_path}/build"
    first = application(tmp_path / "first/unit", main)
    run = make(tmp_path, "-f", ROOT / "longeron.mk", "APP=first/unit", build)
    assert (run.returncode == 0) == (main == MAIN)
    first.parent.rename(tmp_path / "other")
    (tmp_path / "other/unit/main.c").write_text(MAIN)
    (tmp_path / "other/unit/config.c").unlink()
    run = make(tmp_path, "-f", ROOT / "longeron.mk", "APP=other/unit", build)
    assert run.returncode == 0 and "CC other/unit/main.c\n" in run.stdout, run
    assert "  CC" not in make(tmp_path, "-f", ROOT / "longeron.mk",
                              "APP=other/unit", build).stdout

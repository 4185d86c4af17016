# SPDX-License-Identifier: Apache-2.0
"""Which files and packages each result is made from, and whether they changed.

A tool that writes build/results/NAME.json puts `current(root, NAME)` into it,
taken before it reads anything; `changed` compares that with the tree of today.
"""
import ast
import functools
import hashlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

CODE = ("include/**/*", "src/**/*")
IMAGE = (*CODE, "Makefile", "longeron.mk", "mk/image.mk", "mk/config_check.h",
         "config/*.py", "config/module.xsd", "config/default/*")
APPS = ("apps/**/*", "mk/air_data.mk")
PROOF = ("verification/proof-*",)
CROSS = ("gcc-aarch64-linux-gnu", "binutils-aarch64-linux-gnu",
         "picolibc-aarch64-linux-gnu")
QEMU = ("qemu-system-arm",)
CLANG = ("clang-19", "libclang1-19", "python3-clang-19")
HOST = ("gcc", "libcunit1-dev")
PROVERS = ("frama-c-base", "why3", "z3", "cvc4", "universal-ctags", "clang-19")
EVERYTHING = (*IMAGE, *APPS, "mk/*", "tests/**/*", "trace/**/*",
              "verification/**/*", "coverage/**/*", "config/**/*", "docs/**/*",
              "req/**/*", "host/*", ".ci/*", "*")
PACKAGES = (*HOST, *PROVERS, *CROSS, *QEMU, *CLANG, "cppcheck", "cloc",
            "pmccabe")

# Result: the command that makes it, the tools that do, the files that they
# read (with those, the modules of ours that they import), Debian packages.
RESULTS = {
    "layers": ("layers", ("verification/layers.py",), CODE, CLANG),
    "sloc": ("sloc", ("verification/sloc.py",), CODE, (*CLANG, "cloc")),
    "analyse": ("analyse", ("verification/analyse.py",), (
        *IMAGE, *APPS, "mk/verify.mk"),
        (*CLANG, *CROSS, "pmccabe", "python3-pyelftools")),
    "limits": ("limits", ("verification/limits.py",), (
        *IMAGE, *APPS, "tests/system/**/*", "mk/*", "coverage/trail.c",
        "verification/bench/plugin_api.h", "build/results/analyse.json"),
        (*CLANG, *CROSS, *QEMU, "gcc", "python3-pyelftools")),
    "proof": ("prove", ("verification/prove.py",), (*CODE, *PROOF),
              PROVERS),
    "misra": ("misra", ("verification/misra.py",), (
        *CODE, "apps/**/*", "verification/misra*", "MISRA-deviations.md"),
        (*CLANG, "cppcheck", "gcc", "gcc-aarch64-linux-gnu")),
    "utest": ("test", ("tests/unit/run.py",), (
        *CODE, "tests/unit/**/*", "mk/test.mk", "mk/image.mk"),
        (*HOST, "python3-pyelftools")),
    "itest": ("test", ("tests/system/run.py",), (
        *IMAGE, "tests/system/**/*", "mk/test.mk"),
        (*CROSS, *QEMU, "python3-pyelftools")),
    "coverage": ("coverage", (
        "coverage/measure.py", "coverage/target.py", "coverage/host.py"), (
        *IMAGE, "tests/unit/**/*", "tests/system/**/*", "mk/test.mk",
        "mk/coverage.mk", "coverage/counters.ld", "coverage/per_test.c",
        "coverage/justifications.yaml", "coverage/verdict.csv"),
        (*HOST, *CROSS, *QEMU, *CLANG, "llvm-19", "lld-19", "gcovr")),
    "objcov": ("objcov", ("coverage/objcov.py",), (
        *IMAGE, "tests/system/**/*", "apps/hello/*", "mk/test.mk",
        "mk/coverage.mk", "mk/verify.mk", "coverage/objcov.yaml",
        "coverage/trail.c", "verification/bench/plugin_api.h"),
        (*CROSS, *QEMU, *CLANG, "gcc", "python3-pyelftools")),
    "coupling": ("coupling", ("coverage/coupling.py",), (
        *CODE, "coverage/coupling.*", "build/results/utest.json",
        "build/results/itest.json", "build/results/coverage.json",
        "build/results/objcov.json", "build/objcov/port.json",
        "build/coverage/clang/*/*.tests", "build/coverage/target/*.profraw"),
        CLANG),
    "bench": ("bench", ("verification/bench/bench.py",), (
        *IMAGE, "mk/coverage.mk", "verification/bench/**/*"),
        (*CROSS, *QEMU, "gcc")),
    "mutate": ("mutate", ("verification/mutate.py",), (
        *IMAGE, *PROOF, "tests/unit/**/*", "tests/system/**/*", "mk/test.mk",
        "verification/mutate-survivors.yaml"),
        (*HOST, *PROVERS, *CROSS, *QEMU)),
    "tools": ("test", (), EVERYTHING, (*PACKAGES, "python3-pytest")),
    "audit": ("audit-the-auditor", (), EVERYTHING, PACKAGES),
    "trace": ("trace", ("trace/trace.py",), (
        *CODE, "req/**/*", "apps/**/*", "tests/unit/**/*", "tests/system/**/*",
        "Makefile", "longeron.mk", "mk/*", ".ci/*", "verification/*",
        "verification/bench/*", "coverage/*", "config/*", "config/default/*",
        "trace/*", "trace/checklists/*",
        "docs/plans/*", "MISRA-deviations.md",
        "build/results/proof.json", "build/results/utest.json",
        "build/results/itest.json"), CLANG),
}
# Images that a result comes from, beside those that its own rows name; TEST is
# each system test.
APP_IMAGES = ("build/aarch64/air_data/air_data.elf",
              "build/aarch64/hello/hello.elf")
IMAGES = {"coverage": ("build/coverage/target/TEST/TEST.elf",
                       "build/coverage/target-gcc/TEST/TEST.elf"),
          "analyse": (*APP_IMAGES, "build/analyse/whole.elf"),
          "objcov": ("build/aarch64/TEST/TEST.elf", "build/objcov/whole.elf"),
          "limits": ("build/aarch64/TEST/TEST.elf", *APP_IMAGES,
                     "build/objcov/whole.elf"),
          "bench": ("build/aarch64/bench_*/*.elf",)}
RUN = "run "        # begins the keys of origin(), which are not compared
REVISION = re.compile("[0-9a-f]{40}")
HERE = Path(__file__).resolve().parents[2]
# What UPDATE=1 writes, after the tool has read its inputs.
ACCEPTED = ("trace/verdict.csv", "verification/proof-verdict.csv",
            "verification/proof-goals.csv", "coverage/verdict.csv",
            "coverage/coupling.csv",
            "verification/audit-verdict.csv", "MISRA-deviations.md")
MODULES = ("trace", "trace/longeron_trace", "tests/system", "coverage",
           "verification")


def modules(root, file):
    """The modules of ours that a tool imports, itself among them."""
    found, ahead = set(), [file]
    while ahead:
        file = ahead.pop()
        if file in found or not (root / file).is_file():
            continue
        found.add(file)
        ahead += [f"{folder}/{name}.py"
                  for name in imported((root / file).read_bytes())
                  for folder in (Path(file).parent.as_posix(), *MODULES)]
    return found


@functools.cache
def imported(code):
    """The parts of the names that Python code imports; of other text none."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    names = [part for node in ast.walk(tree)
             if isinstance(node, (ast.Import, ast.ImportFrom))
             for part in (getattr(node, "module", None) or "",
                          *(n.name for n in node.names))]
    return set(re.findall(r"\w+", " ".join(names)))


@functools.cache
def versions():
    """Each installed Debian package and its version."""
    try:
        said = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Package} ${Version}\n"],
            capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return {}
    return dict(line.split(" ", 1) for line in said.splitlines())


@functools.cache
def sha256(path, _changed):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def current(root, name):
    """What a result is made from, the images that ran, and origin()."""
    root = Path(root).resolve()
    return made_from(root, name) | images(root, name) | origin(root)


def images(root, name):
    """{key: SHA-256} of the images that a result comes from and that are."""
    tests = [p.parent.name for p in root.glob("tests/system/*/main.c")]
    files = {p for pattern in IMAGES.get(name, ()) for test in (
        tests if "TEST" in pattern else ("",))
        for p in root.glob(pattern.replace("TEST", test)) if p.is_file()}
    return {f"{RUN}image {p.relative_to(root).as_posix()}": sha256(
        p, p.stat().st_mtime_ns) for p in sorted(files)}


def files_of(root, name):
    """The files that a result is made from, under a root that is resolved."""
    _, tools, patterns, _ = RESULTS[name]
    files = {root / m for tool in tools for m in modules(root, tool)
             if Path(m).name != Path(__file__).name}  # its row tells more
    return files | {p for pattern in patterns for p in root.glob(pattern)
                    if p.is_file() and "__pycache__" not in p.parts}


def stale(root, changed):
    """{result: what it is made from}, of those that a change makes stale."""
    root = Path(root).resolve()
    read = {name: {p.relative_to(root).as_posix()
                   for p in files_of(root, name)} for name in RESULTS}
    found, ahead = {}, set(changed)
    while ahead:        # a result may be made from another one
        new = {name: min(ahead & files) for name, files in read.items()
               if name not in found and ahead & files}
        found |= new
        ahead = {f"build/results/{name}.json" for name in new}
    return found


def made_from(root, name):
    """{file or package: its SHA-256 or version} that a result is made from."""
    root = Path(root).resolve()
    packages = RESULTS[name][3]
    found = {p.relative_to(root).as_posix(): sha256(p, p.stat().st_mtime_ns)
             for p in sorted(files_of(root, name))}
    found["row of trace/longeron_trace/inputs.py"] = hashlib.sha256(
        repr(RESULTS[name]).encode()).hexdigest()
    return found | {f"package {p}": versions().get(p, "none")
                    for p in packages}


def tree_of(root, revision):
    """File: its blob in a revision; None if git does not know that."""
    try:
        run = subprocess.run(["git", "--no-replace-objects", "ls-tree", "-r",
                              "-z", revision], cwd=root, capture_output=True,
                             text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return {file: kind.split()[2] for kind, _, file in (
        line.partition("\t") for line in run.stdout.split("\0") if line)
        if kind.split()[1] == "blob"}


def blob(data):
    """git's name of a file's content."""
    return hashlib.sha1(b"blob %d\0%s" % (len(data), data)).hexdigest()


def changes(root):
    """Whether the tree is not HEAD's; None if git does not know.

    Git's own word is not enough: its index and its lists of what to ignore
    can hide a file. So each is compared, and what results are made from is
    looked for in the revision.
    """
    root = Path(root).resolve()
    blobs = tree_of(root, "HEAD")
    try:
        told = subprocess.run(
            ["git", "status", "--porcelain", "--", ".", ":!build"], cwd=root,
            capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    if blobs is None:
        return None
    read = {p.relative_to(root).as_posix() for name in RESULTS
            for p in files_of(root, name)}
    return bool(told) or any(
        not file.startswith("build/") and (
            file not in blobs or content(root / file) != blobs[file])
        for file in {*blobs, *read})


def content(path):
    """git's name of what a file has; of a link where it leads."""
    try:
        return blob(os.fsencode(os.readlink(path)) if path.is_symlink()
                    else path.read_bytes())
    except OSError:
        return "missing"


@functools.cache
def origin(root):
    """Of which revision a result is, with which changes, by which command.

    It tells where a result comes from; what it is made from is compared. The
    command is the whole call of the tool, as if from the tree's folder, with
    the variables on make's command line before it.
    """
    def git(*command):
        done = subprocess.run(["git", "-C", root, *command],
                              capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else None

    changed_here = changes(root)
    tool = Path(sys.argv[0]).resolve()
    command = variables(os.environ.get("MAKEFLAGS", "")) + [
        tool.relative_to(HERE).as_posix() if HERE in tool.parents
        else tool.name] + [a.replace(str(root), ".") for a in sys.argv[1:]]
    return {RUN + "revision": git("rev-parse", "HEAD") or "none",
            RUN + "tree": "not known: DRAFT" if changed_here is None else
            "as committed" if not changed_here else
            "uncommitted changes: DRAFT",
            RUN + "command": shlex.join(command)}


def variables(flags):
    """Those of make's command line, as MAKEFLAGS has them."""
    return shlex.split(flags.partition("-- ")[2].replace("$$", "$"))


def accept(root, name, inputs):
    """Take what UPDATE=1 has written into a result's inputs."""
    inputs |= {file: value for file, value in made_from(root, name).items()
               if file in ACCEPTED}


def other_image(root, name, told):
    """The first image that is not the one that ran; "" if there is none."""
    now, start = images(Path(root).resolve(), name), RUN + "image "
    for key in sorted({*now, *(k for k in told if k.startswith(start))}):
        if told.get(key) != now.get(key):
            return key.removeprefix(start) + (
                " is missing: it ran" if key not in now else
                " is not recorded as an image that ran" if key not in told
                else " is not the image that ran")
    return ""


def changed(root, name, result):
    """What differs between a result's inputs and the tree; "" if nothing."""
    if name not in RESULTS:
        return ""
    told, now = result.get("inputs"), made_from(root, name)
    if not isinstance(told, dict):
        return "it does not say what it is made from"
    if not REVISION.fullmatch(str(told.get(RUN + "revision"))):
        return ("it does not say of which git revision it is; make it in a "
                "clone with a commit")
    for key in ("tree", "command"):
        if not told.get(RUN + key):
            return f"it does not say the {key} of its run"
    differ = sorted(p for p in {*told, *now} if told.get(p) != now.get(p)
                    and not p.startswith(RUN))
    if not differ:
        return other_image(root, name, told)
    more = f" and {len(differ) - 1} more" if differ[1:] else ""
    return f"made from another tree: {differ[0]}{more} changed since"

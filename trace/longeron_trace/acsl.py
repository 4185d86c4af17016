# SPDX-License-Identifier: Apache-2.0
"""Texts of ACSL: their fingerprints, and the definitions that they rest on."""
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from .problem import Problem

FILES = ("include/**/*.acsl", "include/**/*.h", "src/**/*.[ch]",
         "verification/wp/*.h")
BLOCK = re.compile(r"/\*@(.*?)\*/|//@([^\n]*)", re.S)
COMMENT = re.compile(r"/\*(?!@).*?\*/|//(?!@)[^\n]*", re.S)
DEFINES = re.compile(
    r"\b(?=(?:predicate|logic|lemma|axiom|axiomatic|inductive)\s)")
ADMIT = re.compile(r"\badmit\s+(?:(\w+)\s*:)?")
NAME = re.compile(r"(\w+)\s+(?:[\w* ]+\s)?(\w+)\s*(?:\{|\(|=|:)")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def normal(text):
    """A text without its comments and its spacing."""
    return " ".join(re.findall(r"\w+|[^\w\s]", COMMENT.sub(" ", text)))


@dataclass
class Definition:
    """A predicate, a logic function, a lemma, an axiom."""
    name: str
    title: str          # as one would look for it: lemma links_frame
    text: str
    file: str
    line: int


def definitions(root, problems):
    """All that annotations of include and src define, by name."""
    found = {}
    for path in sorted(p for f in FILES for p in Path(root).glob(f)):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            # Blanks for comments, so that places stay.
            plain = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]),
                                block[block.lastindex])
            starts = [m.start() for m in DEFINES.finditer(plain)]
            if not starts or plain[:starts[0]].strip():
                continue                        # a contract
            for start, end in zip(starts, starts[1:] + [None]):
                line = 1 + text.count(
                    "\n", 0, block.start(block.lastindex) + start)
                name = NAME.match(plain, start)
                if not name:
                    problems.append(Problem(
                        file, line, "a definition without a name",
                        "write it as `predicate name(...) = ...`"))
                    continue
                found.setdefault(name[2], []).append(Definition(
                    name[2], f"{name[1]} {name[2]}",
                    normal(plain[start:end]), file, line))
    return found


def admitted(root):
    """What annotations of code in include and src take for true."""
    found = []
    for path in sorted(p for f in FILES for p in Path(root).glob(f)):
        text = path.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            plain = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]),
                                block[block.lastindex])
            starts = list(ADMIT.finditer(plain))
            for one, after in zip(starts, starts[1:] + [None]):
                place = block.start(block.lastindex) + one.start()
                found.append(Definition(
                    one[1] or "", " ".join(["admit", one[1] or ""]).strip(),
                    normal(plain[one.start():after and after.start()]),
                    path.relative_to(root).as_posix(),
                    1 + text.count("\n", 0, place)))
    return found


def behind(known, *texts):
    """Definitions that texts rest on, directly or not."""
    found, left = {}, list(texts)
    while left:
        for word in set(re.findall(r"\w+", left.pop())) & set(known):
            if word not in found:
                found[word] = known[word]
                left += [d.text for d in known[word]]
    return [d for word in sorted(found) for d in found[word]]

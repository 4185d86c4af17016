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


def annotations(root):
    """Each annotation of include and src, with blanks for its comments: (file,
    text, line), where line(n) is the line of the text's n-th character."""
    for path in sorted(p for f in FILES for p in Path(root).glob(f)):
        whole = path.read_text(encoding="utf-8")
        for block in BLOCK.finditer(whole):
            begin = block.start(block.lastindex)
            yield (path.relative_to(root).as_posix(),
                   COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]),
                               block[block.lastindex]),
                   lambda n, text=whole, begin=begin:
                       1 + text.count("\n", 0, begin + n))


def definitions(root, problems):
    """All that annotations of include and src define, by name."""
    found = {}
    for file, text, line in annotations(root):
        starts = [m.start() for m in DEFINES.finditer(text)]
        if not starts or text[:starts[0]].strip():
            continue                            # a contract
        for start, end in zip(starts, starts[1:] + [None]):
            name = NAME.match(text, start)
            if not name:
                problems.append(Problem(
                    file, line(start), "a definition without a name",
                    "write it as `predicate name(...) = ...`"))
                continue
            found.setdefault(name[2], []).append(Definition(
                name[2], f"{name[1]} {name[2]}",
                normal(text[start:end]), file, line(start)))
    return found


def admitted(root):
    """What annotations of code in include and src take for true."""
    found = []
    for file, text, line in annotations(root):
        starts = list(ADMIT.finditer(text))
        for one, after in zip(starts, starts[1:] + [None]):
            found.append(Definition(
                one[1] or "", " ".join(["admit", one[1] or ""]).strip(),
                normal(text[one.start():after and after.start()]), file,
                line(one.start())))
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

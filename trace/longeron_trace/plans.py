# SPDX-License-Identifier: Apache-2.0
"""Plans and standards: which section serves which objective.

Each section of docs/plans/*.md has a line `Objectives: A-1.1, FM.A-5.12`.
"""
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from . import objectives
from .problem import Problem

FOLDER = "docs/plans"
LINE = re.compile(r"^Objectives: +(.+)$")
NAME = re.compile(r"\b(?:FM\.)?A-\d+\.\d+\b")


@dataclass
class Section:
    plan: str       # the plan's title
    title: str
    file: str
    line: int
    serves: list    # (objective, line)


def read(root):
    """All sections, and (file, line, name) of each objective named."""
    sections, named = [], []
    for path in sorted((Path(root) / FOLDER).glob("*.md")):
        file, plan, section = path.relative_to(root).as_posix(), path.stem, None
        for number, line in enumerate(
                path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("# "):
                plan = line[2:].strip()
            elif line.startswith("## "):
                section = Section(plan, line[3:].strip(), file, number, [])
                sections.append(section)
            found = LINE.match(line)
            if found and section:
                section.serves += [(n.strip(), number)
                                   for n in found[1].split(",")]
            else:
                named += [(file, number, n) for n in NAME.findall(line)]
    return sections, named


def not_used(root):
    """DO-333's objectives that the list says are not used."""
    try:
        listed = yaml.load((Path(root) / objectives.FILE).read_text(
            encoding="utf-8"), Loader=yaml.CSafeLoader)["objectives"]
        return {e["id"] for e in listed if e["state"] == objectives.UNUSED}
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError):
        return set()        # the report tells what is wrong with it


def check(root, problems):
    """Each section serves objectives; each objective is served and exists."""
    sections, named = read(root)
    core, formal = objectives.expected()
    known, served = {*core, *formal}, set()
    for section in sections:
        if not section.serves:
            problems.append(Problem(
                section.file, section.line, f"section {section.title!r} serves "
                "no objective", "end it with `Objectives: A-1.1, ...`, or "
                "delete it"))
        served |= {name for name, _ in section.serves}
        named += [(section.file, line, name) for name, line in section.serves]
    problems += [Problem(file, line, f"{name} is no objective",
                         f"{objectives.FILE} has their names")
                 for file, line, name in named if name not in known]
    problems += [Problem(FOLDER, 1, f"no section serves {name}",
                         "name it in the `Objectives:` of the section that "
                         "says what is done for it, or write one")
                 for name in sorted(known - served - not_used(root))]


def by_objective(root):
    """Objective: the sections that serve it, each once."""
    found = {}
    for section in read(root)[0]:
        for name in dict.fromkeys(name for name, _ in section.serves):
            found.setdefault(name, []).append(section)
    return found

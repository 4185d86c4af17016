# SPDX-License-Identifier: Apache-2.0
"""Read requirements written in OpenFastTrace Markdown and check their form."""
import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from .problem import Problem

NEEDS = {
    "sys": {"hlr", "analysis", "review"},
    "hlr": {"llr", "analysis", "review"},
    "llr": {"impl", "proof", "utest", "itest", "analysis", "review"},
    "analysis": set(),
    "review": set(),
}
LEVELS = ("sys", "hlr", "llr")
PARENT = {"sys": None, "hlr": "sys", "llr": "hlr"}
FEEDBACK = re.compile(r"; safety feedback: ?(.*?)\.?$")
METHODS = {"test": {"utest", "itest"}, "proof": {"proof"},
           "analysis": {"analysis"}, "review": {"review"}}
ID = re.compile(r"[a-z]+~[A-Za-z][\w.-]*~\d+")
ID_LINE = re.compile(r"^`(" + ID.pattern + r")`\s*$")
ID_LIKE = re.compile(r"^`?\w+\s*~[^`]*`?\s*$")
KEYWORDS = ("Rationale", "Comment", "Covers", "Depends", "Needs", "Tags",
            "Status", "Verification", "Derived", "Result", "Reviewed")
KEYWORD_LINE = re.compile(r"^([A-Za-z]+):(?:\s+(.*))?$")
BULLET = re.compile(r"^\s*[*+-]\s+(.*)$")
EARS = re.compile(
    r"((When|While|Where|If)\b.+?, .*\b|(The|A|An|Each|Every|No|All)\b.+?)"
    r"shall [a-z]")
# Behind these words a number is a time or a length: it has a unit. What is
# measured, a time, a rate or a share, has a limit, a range or a tolerance.
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
NO_UNIT = re.compile(
    r"\b(?:within|after|every|(?:longer|shorter|later|earlier) than) +(" + NUMBER
    + r")(?= *(?:[.,;:)]|$)| (?:and|or|the|then|when|if|otherwise|in|on|for|to|"
    r"from|with|by|it|is|shall)\b)", re.I)
# Behind these it may be a count, `at most 3 ports`: nothing follows one that has
# no unit. 0 needs none, and what is returned may be a number.
LIMIT_NO_UNIT = re.compile(
    r"(?<!\breturn )\b(?:at most|at least|less than|more than|up to|for|of) +"
    r"(?!0(?:\.0+)?\b)(" + NUMBER + r")(?= *(?:[.,;)](?!\w)|$)| of (?:memory|"
    r"storage|stack|heap|space|time|data|code)\b)", re.I)
MEASURED = re.compile(
    r"(?<![\w.,±-])" + NUMBER + r" ?(?:ns|us|µs|ms|s|k?Hz|MHz|GHz|%|(?:nano|micro|"
    r"milli)?seconds?|minutes?|hours?|percent)(?!\w)")
BOUND = re.compile(
    r"(?:\bat (?:most|least)|\bthan|\bup to|\bwithin|\bfrom|\bto|\bbetween|"
    r"\band|±) ?$", re.I)
TOLERANCE = re.compile(r" (?:±|or (?:more|less|later|earlier)\b|(?:to|and) \d)")
VAGUE = ("adequate", "and/or", "appropriate", "approximately", "as applicable",
         "as far as possible", "as much as possible", "as necessary",
         "as needed", "as required", "as soon as", "correctly", "easily",
         "easy", "efficient", "efficiently", "enough", "etc", "fast",
         "flexible", "frequently", "generally", "if necessary", "if needed",
         "if possible", "if practical", "immediately", "minimal", "mostly",
         "normally", "often", "optimal", "promptly", "properly", "quick",
         "quickly", "rapidly", "reasonable", "regularly", "robust", "roughly",
         "several", "slow", "some", "sufficient", "sufficiently", "suitable",
         "tbd", "timely", "typically", "user-friendly", "usually", "various",
         "when necessary", "when needed", "where possible")
VAGUE_WORD = re.compile(
    r"\b(" + "|".join(re.sub("[ -]", "[ -]", w) for w in VAGUE)
    + r")(?!\w)", re.I)
OTHER_SHALL = re.compile(r"\b(must|should|will|may not)\b", re.I)


@dataclass
class Item:
    """One requirement, or one analysis or review of one."""
    id: str
    file: str
    line: int
    title: str = ""
    text: str = ""
    rationale: str = ""
    covers: list = field(default_factory=list)   # (id, line)
    needs: list = field(default_factory=list)
    verification: list = field(default_factory=list)
    derived: str = ""
    result: str = ""
    reviewed: str = ""

    @property
    def level(self):
        return self.id.split("~")[0]

    @property
    def name(self):
        return "~".join(self.id.split("~")[:2])

    @property
    def revision(self):
        return int(self.id.split("~")[2])

    @property
    def is_derived(self):
        return self.derived.lower().startswith("yes")

    @property
    def reason(self):
        """Derived, and why, without a word on its safety feedback."""
        return FEEDBACK.sub("", " ".join(self.derived.split()))

    @property
    def signed_here(self):
        """A safety feedback in the text other than that it is open."""
        found = FEEDBACK.search(" ".join(self.derived.split()))
        return found[1] if found and found[1] != "open" else ""

    def seen(self):
        """What a reviewer has seen: all but the rationale."""
        return "\n".join([self.id, self.title, " ".join(self.text.split()),
                          ",".join(sorted(self.needs)),
                          ",".join(sorted(c for c, _ in self.covers)),
                          ",".join(sorted(self.verification)),
                          self.reason, self.result,
                          self.reviewed])


class Reader:
    """Reads one document line by line."""

    def __init__(self, root, path, problems):
        self.file = path.relative_to(root).as_posix()
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.problems = problems
        self.items = []
        self.item = None
        self.section = None
        self.heading = ""
        self.prose = []     # what belongs to no item, or to no rule of it

    def problem(self, line, text, cure):
        self.problems.append(Problem(self.file, line, text, cure))

    def read(self):
        fenced = False
        for number, line in enumerate(self.lines, 1):
            fence = line.lstrip().startswith("```")
            if self.item is None or line.startswith("#") or fenced or fence:
                self.prose.append(line)
            if fence:
                fenced = not fenced
            elif not fenced:
                self.line(number, line)
        return self.items

    def line(self, number, line):
        identity = ID_LINE.match(line)
        if line.startswith("#"):
            self.heading = line.lstrip("#").strip()
            self.item = None
        elif identity:
            self.begin(number, identity[1])
        elif ID_LIKE.match(line) and "~" in line:
            self.problem(number, f"malformed requirement ID {line.strip()}",
                         "write `level~name~revision` in backticks, "
                         "as `llr~sched-pick~1`")
            self.item = None
        elif self.item:
            self.body(number, line)

    def begin(self, number, identity):
        if identity.split("~")[0] not in NEEDS:
            self.problem(number, f"unknown level in {identity}",
                         "use one of " + ", ".join(NEEDS))
            self.item = None
            return
        if not self.heading:
            self.problem(number, f"{identity} has no heading of its own",
                         "write a line `### Title` above the ID")
        said = [n for n, line in enumerate(self.prose) if line.strip()][-2:]
        if self.heading and self.prose[said[0]].startswith("#"):
            del self.prose[said[0]:]        # the ID, and its heading
        self.item = Item(identity, self.file, number, self.heading)
        self.items.append(self.item)
        self.section = "text"
        self.heading = ""

    def body(self, number, line):
        keyword = KEYWORD_LINE.match(line)
        if keyword and keyword[1] in KEYWORDS:
            self.section = keyword[1]
            self.value(number, (keyword[2] or "").strip())
            return
        if keyword and difflib.get_close_matches(keyword[1], KEYWORDS, 1, .8):
            meant = difflib.get_close_matches(keyword[1], KEYWORDS, 1, .8)[0]
            self.problem(number, f"unknown keyword {keyword[1]}:",
                         f"write {meant}:")
        bullet = BULLET.match(line)
        if self.section in ("Covers", "Depends", "Needs") and bullet:
            self.value(number, bullet[1].strip())
        elif self.section == "text":
            self.item.text += line + "\n"
        elif self.section == "Rationale":
            self.item.rationale += line + "\n"
        elif line.strip() and self.section in (
                "Derived", "Verification", "Result", "Reviewed"):
            if self.section == "Derived":
                self.item.derived += " " + line.strip()
            else:
                self.problem(number, f"text after {self.section}:",
                             "one line each; put text above the properties")
        elif line.strip() and self.section in ("Covers", "Needs"):
            self.problem(number, f"not a list item under {self.section}:",
                         "start the line with `* `, or use Rationale:")
        else:
            self.prose.append(line)

    def value(self, number, value):
        item = self.item
        if self.section == "Rationale":
            item.rationale += value + "\n"
        elif self.section == "Covers" and value:
            found = ID.search(value)
            if found:
                item.covers.append((found[0], number))
            else:
                self.problem(number, f"no requirement ID in {value!r}",
                             "write * `hlr~name~revision`")
        elif self.section == "Needs" and value:
            item.needs += [n.strip() for n in value.split(",") if n.strip()]
        elif self.section == "Verification":
            item.verification += [v.strip() for v in value.split(",")
                                  if v.strip()]
        elif self.section == "Derived":
            item.derived = value
        elif self.section == "Result":
            item.result = value
        elif self.section == "Reviewed":
            item.reviewed = value
        elif self.section not in ("Covers", "Needs"):   # Comment, Tags, ...
            self.prose.append(f"{self.section}: {value}")


def plain(item):
    """Its text on one line, without what is quoted from code."""
    return re.sub("`[^`]*`", "code", " ".join(item.text.split()))


def one_shall(item, report):
    shalls = len(re.findall(r"\bshall\b", item.text))
    if shalls != 1:
        report(f"{item.id} has {shalls} shalls",
               "one item, one shall: split it, or move text to Rationale:")
    for word in sorted({w.lower() for w in OTHER_SHALL.findall(plain(item))}):
        report(f"{item.id} has {word!r} beside its shall",
               "what is required is one shall: split it, or move text to "
               "Rationale:")


def ears(item, report):
    if not EARS.match(" ".join(item.text.split())) and "shall" in item.text:
        report(f"{item.id} is not in an EARS form",
               "write `When <trigger>, the <item> shall ...`, or begin with "
               "While, Where, If or The")


def vague(item, report):
    for word in sorted({w.lower() for w in VAGUE_WORD.findall(
            " ".join(item.text.split()))}):
        report(f"{item.id} uses the vague word {word!r}",
               "say what can be tested, with unit and tolerance")


def numbers(item, report):
    text = plain(item)
    for found in (*NO_UNIT.finditer(text), *LIMIT_NO_UNIT.finditer(text)):
        report(f"{item.id} has {found[0]!r} without a unit",
               "say of what: `within 5 ms`")
    for found in MEASURED.finditer(text):
        if not (BOUND.search(text[:found.start()])
                or TOLERANCE.match(text, found.end())):
            report(f"{item.id} has {found[0]!r} without limit or tolerance",
                   "write `at most`, `at least`, `within`, a range or `±`")


def needs(item, report):
    for need in item.needs:
        if need not in NEEDS[item.level]:
            report(f"{item.id} needs {need!r}",
                   f"a {item.level} item needs "
                   + " or ".join(sorted(NEEDS[item.level])))
    if not item.needs:
        report(f"{item.id} has no Needs:",
               "add `Needs: " + ", ".join(sorted(NEEDS[item.level])) + "`")


def method(item, report):
    if not item.verification:
        report(f"{item.id} has no verification method",
               "add `Verification: test` (or proof, analysis, review)")
    for name in item.verification:
        if name not in METHODS:
            report(f"{item.id} has the unknown verification method {name!r}",
                   "use " + ", ".join(METHODS))
        elif item.level == "llr" and not METHODS[name] & set(item.needs):
            report(f"{item.id} is verified by {name} but needs none",
                   "add " + " or ".join(sorted(METHODS[name]))
                   + " to its Needs:")
    if item.level == "llr" and item.verification:
        for name, of in METHODS.items():
            asked = ", ".join(sorted(of & set(item.needs)))
            if asked and name not in item.verification:
                report(f"{item.id} needs {asked}"
                       f" but its Verification: does not say {name}",
                       f"add {name} to Verification:")


def derived(item, report):
    if not re.match(r"(no$|yes:)", item.derived, re.I):
        report(f"{item.id} does not say whether it is derived",
               "add `Derived: no` or "
               "`Derived: yes: justification`")
    elif item.is_derived and not item.reason.partition(":")[2].strip():
        report(f"{item.id} is derived without a justification",
               "write it as `Derived: yes: justification`")
    elif item.signed_here:
        report(f"{item.id} has the safety feedback {item.signed_here!r}, "
               "which outlives a change of its text",
               "write `; safety feedback: open`, or nothing; a person signs by "
               f"`make review OF={item.id}`, checklist safety")


RULES = {
    "Exactly one shall": one_shall,
    "One of the EARS forms": ears,
    "No vague word": vague,
    "A time has a unit, what is measured a limit or a tolerance": numbers,
    "Says what it needs below": needs,
    "Verification method is there and fits the needs": method,
    "Says whether it is derived, with its reason": derived,
}


def judge(items):
    """For each rule how many items it looked at and which break it."""
    mine = [i for i in items if i.level in LEVELS]
    found = []
    for title, rule in RULES.items():
        broken = set()
        for item in mine:
            rule(item, lambda *_, of=item.id: broken.add(of))
        found.append({"rule": title, "items": len(mine),
                      "broken": sorted(broken)})
    return found


def check(item, problems):
    def report(text, cure, line=item.line):
        problems.append(Problem(item.file, line, text, cure))

    if item.level in LEVELS:
        for rule in RULES.values():
            rule(item, report)
    parent = PARENT.get(item.level)
    for covered, line in item.covers:
        level = covered.split("~")[0]
        if item.level in LEVELS and level != parent:
            report(f"{item.id} covers {covered}, which is not one level above",
                   f"cover a {parent} item" if parent
                   else "a sys item covers nothing: remove the line", line)
    if not item.covers and not item.is_derived and item.level != "sys":
        report(f"{item.id} has no parent",
               f"add Covers: with a {parent or 'requirement'} item, "
               "or say `Derived: yes: ...`")


def read(root, problems, prose=None):
    """All items of req/**/*.md, in order of file and line.

    prose: file -> text outside of items, filled here.
    """
    items = []
    for path in sorted((Path(root) / "req").rglob("*.md")):
        reader = Reader(Path(root), path, problems)
        items += reader.read()
        if prose is not None:
            prose[reader.file] = " ".join(" ".join(reader.prose).split())
    first = {}
    for item in items:
        if item.name in first:
            other = first[item.name]
            problems.append(Problem(
                item.file, item.line,
                f"duplicate ID: {item.id} is also at {other.file}:{other.line}"
                + ("" if other.id == item.id else f" as {other.id}"),
                "give one of them another name"))
        else:
            first[item.name] = item
        check(item, problems)
    return list(first.values())

# SPDX-License-Identifier: Apache-2.0
"""Review records: who has judged what, by which checklist, and how.

trace/reviews.csv has a line for each review. Its fingerprint is of what the
checklist is about: the requirement with its contracts, its code or its tests.
Derived requirements have a fourth one, the feedback of a safety assessment. It
is a person's, other than the author's, and open again with each change.
A person is known by git, as an author, or by trace/reviewers.csv. Independent is
who has, by `git blame`, no line in the files reviewed: a whole history has to be
there, and the record's own author is one more. What changed since its last
review is suspect, and so is all below it; a new revision of a requirement makes
the reviews of the old one stale.
"""
import csv
import datetime
import re
import subprocess
import time
from pathlib import Path

from .problem import Problem

FILE = "trace/reviews.csv"
PEOPLE = "trace/reviewers.csv"      # name,who: those that git does not know
CHECKLISTS = "trace/checklists"
ABOUT = {"requirements": (), "code": ("impl",), "tests": ("utest", "itest"),
         "safety": ()}
COLUMNS = ["id", "fingerprint", "author", "reviewer", "kind", "checklist",
           "verdict", "date"]
REVIEWED, OPEN, SUSPECT, REJECTED = (
    "reviewed", "not reviewed", "suspect", "rejected")


def plain(name):
    return " ".join(name.lower().split())


class History:
    """Who there is, and since when an item has its revision."""

    def __init__(self, root, problems):
        self.root, self.blamed = root, {}
        # Of this tree, not of one around it, and all of it.
        self.whole = self.git("rev-parse", "--is-shallow-repository",
                              "--show-prefix") == "false\n\n"
        self.people = {plain(n) for n in self.git(
            "log", "--format=%an").splitlines()}
        path = Path(root) / PEOPLE
        if not path.is_file():
            return
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            for row in table:
                if set(row) == {"name", "who"} and all(
                        (v or "").strip() for v in row.values()):
                    self.people.add(plain(row["name"]))
                else:
                    problems.append(Problem(
                        PEOPLE, table.line_num, "is no name with who it is",
                        "write name,who into the first line, and in each "
                        "other a person and the role"))

    def git(self, *command):
        run = subprocess.run(["git", "-C", self.root, *command],
                             capture_output=True, text=True, check=False)
        return run.stdout if run.returncode == 0 else ""

    def blame(self, file):
        """(author, seconds, text) of each line of a file."""
        if file not in self.blamed:
            self.blamed[file] = re.findall(
                r"^author (.*)\n(?:.*\n)*?author-time (\d+)\n"
                r"(?:[^\t].*\n)*\t(.*)",
                self.git("blame", "-w", "-M", "-C", "--line-porcelain", "--",
                         file), re.M)
        return self.blamed[file]

    def since(self, item):
        """The first day on which the revision was there; None if not known."""
        for _, seconds, text in self.blame(item.file):
            if text.strip() == f"`{item.id}`":
                return day(int(seconds), -12)
        return None

    def authors(self, files):
        """Who has written in these files; none if the history is not whole."""
        return {plain(author) for file in files
                for author, *_ in self.blame(file)} if self.whole else set()

    def of_person(self, field, name):
        """(what is wrong, cure) of a person's name."""
        if plain(name) not in self.people:
            yield (f"{field} {name!r} is no author of git's",
                   f"write the name as git has it, or name,who into {PEOPLE}")


def day(seconds, hours):
    """The date at a time, so many hours ahead of UTC."""
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    return datetime.datetime.fromtimestamp(seconds, zone).date()


def of_date(text, first, what):
    """(what is wrong, cure) of a day of judging what is there since the first."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        date = datetime.date.fromisoformat(text)
    except ValueError:
        yield f"{text!r} is no date", "write it as 2026-01-31"
        return
    if date > day(time.time(), 14):     # no place on earth has it yet
        yield f"{text} is in the future", "write the day of the review"
    if first and date < first:
        yield (f"{text} is before {what} was there, which is since {first}",
               "review it, and write the day of that")


def asked(item):
    """The checklists that an item is reviewed by."""
    return [c for c in ABOUT if c == "requirements" or (
        item.is_derived if c == "safety" else item.level == "llr")]


def faults(record, by_name, history):
    """(what is wrong, cure) of one record."""
    if None in record or None in record.values():
        yield "wrong number of fields", "write " + ",".join(COLUMNS)
        return
    name, _, revision = record["id"].rpartition("~")
    if name not in by_name or not revision.isdecimal() or (
            int(revision) > by_name[name].revision):
        yield (f"review of unknown {record['id']}",
               "remove the line, or correct the ID")
    elif record["checklist"] in ABOUT and int(revision) == \
            by_name[name].revision and record["checklist"] not in asked(
                by_name[name]):
        yield (f"review of {record['checklist']} of {record['id']}",
               "it is not derived: remove the line"
               if record["checklist"] == "safety"
               else "only LLRs have code and tests")
    if record["checklist"] == "safety" and (
            record["kind"] != "person" or plain(record["reviewer"]) in {
                plain(record["author"]), *(history.authors(
                    [by_name[name].file]) if name in by_name else ())}):
        yield (f"safety feedback of {record['id']} by "
               + ("its author" if record["kind"] == "person" else "a program"),
               "a person of the safety assessment, who has not written it, "
               "signs")
    for field, allowed in (("kind", ("person", "program")),
                           ("verdict", ("accepted", "rejected")),
                           ("checklist", tuple(ABOUT))):
        if record[field] not in allowed:
            yield (f"unknown {field} {record[field]!r}",
                   "write " + " or ".join(allowed))
    for field in ("author", "reviewer"):
        if not record[field].strip():
            yield (f"review of {record['id']} has no {field}",
                   "write a name")
        elif record["kind"] == "person":
            yield from history.of_person(field, record[field])
    if not re.fullmatch("[0-9a-f]{16}", record["fingerprint"]):
        yield (f"{record['fingerprint']!r} is no fingerprint",
               "`make review OF=...` prints it")
    item = by_name.get(name)
    first = item and item.id == record["id"] and history.since(item)
    yield from of_date(record["date"], first, record["id"])


def read(root, by_name, problems, files):
    """Sound records by (requirement without revision, checklist).

    files(item, checklist): those that are reviewed, whose authors git knows.
    """
    records = {}
    path = Path(root) / FILE
    if not path.exists():
        return records
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if table.fieldnames != COLUMNS:
            problems.append(Problem(FILE, 1, "wrong columns",
                                    "write " + ",".join(COLUMNS)))
            return records
        history = History(root, problems)
        for record in table:
            found = [Problem(FILE, table.line_num, *f)
                     for f in faults(record, by_name, history)]
            problems += found
            if found:
                continue
            key = record["id"].rpartition("~")[0], record["checklist"]
            authors = history.authors(files(by_name[key[0]], key[1]))
            record["independent"] = (
                record["kind"] == "person" and bool(authors)
                and plain(record["reviewer"]) not in {
                    plain(record["author"]), *authors})
            records.setdefault(key, []).append(record)
    return records


def judge_one(records, fingerprint):
    """State by the last word of each reviewer on this fingerprint."""
    last = {r["reviewer"]: r for r in records
            if r["fingerprint"] == fingerprint}
    if not last:
        return (SUSPECT if records else OPEN), None
    shown = max(last.values(), key=lambda r: (
        r["verdict"] == "rejected", r["independent"], r["date"]))
    return (REJECTED if shown["verdict"] == "rejected" else REVIEWED), shown


def judge(items, records, fingerprint):
    """(id, checklist) -> (state, record), from the top down."""
    by_id = {i.id: i for i in items}
    states = {}

    def state(item, checklist):
        """A requirement rests on its parents, its code and tests on it."""
        key = (item.id, checklist)
        if key in states:
            return states[key]
        states[key] = (OPEN, None)      # ends a circle
        above = ([(by_id[p], checklist) for p, _ in item.covers if p in by_id]
                 if checklist == "requirements" else [(item, "requirements")])
        mine = records.get((item.name, checklist), [])
        found = judge_one(mine, fingerprint(item, checklist))
        if found[0] != REJECTED and (mine or checklist == "requirements") and \
                {SUSPECT, REJECTED} & {state(*a)[0] for a in above}:
            found = (SUSPECT, None)
        states[key] = found
        return found

    for item in items:
        for checklist in asked(item):
            state(item, checklist)
    return states

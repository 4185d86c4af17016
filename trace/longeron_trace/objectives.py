# SPDX-License-Identifier: Apache-2.0
"""The objectives of DO-178C's Annex A, and how far each is met in this run.

verification/objectives.yaml says what is aimed at; a result can only lower it.
What needs a person is never met without a person's signature.
"""
import hashlib
import re
from pathlib import Path

import yaml

from . import checks, reviews

FILE = "verification/objectives.yaml"
LEVELS = "ABCD"
# How many objectives each table has, and how many are asked for and asked for
# with independence at each level: what a list that is complete adds up to.
TABLES = (7, 7, 7, 13, 9, 5, 9, 6, 5, 3)
ASKED = {"A": 71, "B": 69, "C": 62, "D": 26}
INDEPENDENT = {"A": 30, "B": 18, "C": 5, "D": 2}
# DO-333 adds these, table by table: numbers from and to.
FORMAL = (("A-3", 8, 11), ("A-4", 14, 17), ("A-5", 10, 13), ("A-7", 1, 10))
STATES = ("met", "partly", "open", "needs a person")
PLURAL = {"needs a person": "waiting for a person"}
UNUSED = "not used"
# What a tool can show alone; all others need a person, whatever the list says.
MACHINE = {"A-2.6", "A-2.7", "A-5.4", "A-5.7", "A-6.1", "A-6.2", "A-6.3",
           "A-6.4", "A-7.3", "A-7.4", "A-7.5", "A-7.6", "A-7.7", "A-8.1",
           "A-8.2", "A-8.6"}
CLOSED_BY = ("machine", "machine and person", "person")
FIELDS = {"id", "title", "ref", "levels", "independent", "closed_by", "state",
          "why", "evidence", "person", "signed"}
NEEDED = FIELDS - {"levels", "independent", "ref", "evidence", "signed"}
SIGNATURE = {"name", "date", "fingerprint"}
# Where what pages and results are made from has its authors.
WRITTEN = ("apps", "config", "coverage", "include", "mk", "req", "src", "tests", "trace",
           "verification", ":!" + FILE)


class Lines(yaml.CSafeLoader):
    """Every mapping knows the line it begins at."""

    def construct_mapping(self, node, deep=False):
        mapping = super().construct_mapping(node, deep=True)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                None, None, "a field is there twice", node.start_mark)
        mapping["line"] = node.start_mark.line + 1
        return mapping


def day_of(loader, node):
    """A date; one that no calendar has is told with its line."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(
            None, None, str(error), node.start_mark) from None


Lines.add_constructor("tag:yaml.org,2002:timestamp", day_of)
Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG,
                      lambda loader, node: loader.construct_mapping(node))


def expected():
    """The identities of all objectives, in order; then DO-333's."""
    core = [f"A-{table}.{number}" for table, size in enumerate(TABLES, 1)
            for number in range(1, size + 1)]
    return core, [f"FM.{table}.{number}" for table, low, high in FORMAL
                  for number in range(low, high + 1)]


class Objectives:
    """All objectives, judged by the results of this run."""

    def __init__(self, root, judged, pages):
        self.root = Path(root)
        self.checks = {check.name: check for check in judged}
        self.pages = {f"{page}.html" for page in pages}
        self.problems, self.entries, self.files = [], [], set()
        self.history = reviews.History(root, [])
        self.found = (self.root / FILE).is_file()
        if not self.found:
            return
        text = (self.root / FILE).read_text(encoding="utf-8")
        try:
            entries = yaml.load(text, Loader=Lines)["objectives"]
            self.entries = [dict(e) for e in entries]
        except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            text = getattr(error, "problem", None) or str(error)
            self.tell(mark.line + 1 if mark else 1, f"cannot be read: {text}",
                      "a list `objectives:` of mappings, in YAML")
            return
        self.complete()
        for entry in self.entries:
            self.judge(entry)
        for level in LEVELS:
            self.sum_up(level)

    def tell(self, line, text, cure):
        self.problems.append(checks.problem(text, FILE, line, cure))

    def complete(self):
        """Each objective is there once."""
        core, formal = expected()
        seen = {}
        for entry in self.entries:
            name = str(entry.get("id", "without id"))
            if name in seen:
                self.tell(entry["line"], f"{name} is there twice: line "
                          f"{seen[name]} has it, too", "delete one of them")
            elif name not in core + formal:
                self.tell(entry["line"], f"{name} is no objective",
                          "Annex A has A-1.1 to A-10.3; DO-333 adds FM...")
            seen.setdefault(name, entry["line"])
        for name in core + formal:
            if name not in seen:
                self.tell(1, f"{name} is missing",
                          "every objective has an entry, an open one, too")

    def judge(self, entry):
        line = entry["line"]
        name = entry["id"] = str(entry.get("id", "without id"))
        entry["formal"] = name.startswith("FM.")
        entry["table"] = name.removeprefix("FM.").rpartition(".")[0]
        wrong = sorted(set(entry) - FIELDS - {"line", "formal", "table"})
        for field in wrong:
            self.tell(line, f"{name}: unknown field `{field}`",
                      "fields: " + ", ".join(sorted(FIELDS)))
        for field in sorted(NEEDED - set(entry)):
            self.tell(line, f"{name}: `{field}` is missing", "write it")
        for field in FIELDS - {"evidence", "signed"}:
            entry[field] = str(entry.get(field, "") or "")
        self.one_of(entry, "state", STATES + (UNUSED,) * entry["formal"])
        self.one_of(entry, "closed_by", CLOSED_BY)
        if entry["closed_by"] == "machine" and name not in MACHINE:
            self.tell(line, f"{name} is no objective that a machine closes",
                      "`closed_by: person` or `machine and person`")
            entry["closed_by"] = "person"
        if not set(entry["independent"]) <= set(entry["levels"]) <= set(LEVELS):
            self.tell(line, f"{name}: levels `{entry['levels']}`, independent "
                      f"`{entry['independent']}`",
                      "letters of ABCD; independent ones are among the levels")
        entry["shown"] = [self.evidence(entry, e)
                          for e in entry.get("evidence") or []]
        entry["fails"] = [e for e in entry["shown"]
                          if e["kind"] == "result" and not e["holds"]]
        entry["signature"] = self.signature(entry)
        self.may_be_met(entry)
        entry["now"] = entry["state"]
        if entry["fails"] and entry["state"] != UNUSED:
            entry["now"] = "open"
        entry["at"] = {level: self.state_at(entry, level)
                       for level in LEVELS}

    def one_of(self, entry, field, values):
        if entry[field] not in values:
            self.tell(entry["line"], f"{entry['id']}: {field} "
                      f"`{entry[field]}`", "one of: " + ", ".join(values))
            entry[field] = "open" if field == "state" else "person"

    def may_be_met(self, entry):
        """`met` is for what a result shows, or a person has signed."""
        if entry["state"] != "met":
            return
        name, line = entry["id"], entry["line"]
        if entry["closed_by"] != "machine":
            if not entry["signature"]:
                self.tell(line, f"{name} is `met`, but its evidence needs a "
                          "person and nobody has signed it",
                          "`state: needs a person`, or the `signed:` of a "
                          "person for this evidence")
                entry["state"] = "needs a person"
        elif not any(e["kind"] == "result" for e in entry["shown"]):
            self.tell(line, f"{name} is `met` without a result",
                      "name the `result:` and the `key:` that must hold")
            entry["state"] = "open"

    def state_at(self, entry, level):
        """The state at a level; a program is nobody's independent reviewer."""
        if not entry["formal"] and level not in entry["levels"]:
            return ""
        independent = (entry["signature"] or {}).get("independent")
        if (entry["now"] == "met" and level in entry["independent"]
                and not independent):
            return "needs a person"
        return entry["now"]

    def evidence(self, entry, item):
        kinds = [k for k in ("page", "file", "result")
                 if isinstance(item, dict) and k in item]
        if len(kinds) != 1:
            line = item["line"] if isinstance(item, dict) else entry["line"]
            self.tell(line, f"{entry['id']}: evidence is a page, a file or a "
                      "result", "write {page: x.html}, {file: path} or "
                      "{result: name, key: key}")
            return {"kind": "none", "text": "not readable"}
        return getattr(self, "of_" + kinds[0])(entry, item)

    def of_page(self, entry, item):
        if item["page"] not in self.pages:
            self.tell(item["line"], f"{entry['id']}: the report has no page "
                      f"{item['page']}", "one of: "
                      + ", ".join(sorted(self.pages)))
        return {"kind": "page", "text": item["page"]}

    def of_file(self, entry, item):
        file = str(item["file"])
        path = self.root / file
        if not path.is_file() or file != path.relative_to(
                self.root).as_posix() or ".." in path.parts:
            self.tell(item["line"], f"{entry['id']}: the file {file} is "
                      "missing", "write the file, or correct the path")
        else:
            self.files.add(file)
            text = str(item.get("has", ""))
            if text not in path.read_text(encoding="utf-8",
                                          errors="replace"):
                self.tell(item["line"], f"{entry['id']}: {file} has no "
                          f"`{text}`", "name what the file has")
        return {"kind": "file", "text": file, "has": item.get("has", "")}

    def of_result(self, entry, item):
        """A result holds while its check does and its key is as it should."""
        name, key = str(item["result"]), str(item.get("key", ""))
        shown = {"kind": "result", "text": f"{name}: {key}", "holds": False,
                 "page": "index.html"}
        check = self.checks.get(name)
        if not check:
            self.tell(item["line"], f"{entry['id']}: no check writes a result "
                      f"{name}", "one of: " + ", ".join(sorted(self.checks)))
            return shown
        shown["page"] = check.page
        if check.verdict == checks.MISSING or not check.data:
            return shown        # its check fails, and says so
        try:
            value = look_up(check.data, key)
            wanted = (look_up(check.data, str(item["equals"]))
                      if "equals" in item else item.get("is"))
        except KeyError as error:
            self.tell(item["line"], f"{entry['id']}: build/results/{name}.json "
                      f"has no key {error.args[0]}",
                      "has: " + ", ".join(sorted(map(str, check.data))))
            return shown
        if "equals" in item:
            shown["text"] += f" = {item['equals']}"
            good = value == wanted and bool(value)
        elif "is" in item:
            shown["text"] += f" is {str(item['is']).lower()}"
            good = value is wanted or (value == wanted
                                       and not isinstance(wanted, bool))
        elif isinstance(value, (bool, list)):
            good = value is True or value == []
            shown["text"] += " is empty" if value == [] else ""
        else:
            self.tell(item["line"], f"{entry['id']}: {name}: {key} is neither "
                      "true nor a list that has to be empty",
                      "add `equals: another key` or `is: value`")
            good = False
        shown["holds"] = good and check.verdict == checks.HOLDS
        return shown

    def signature(self, entry):
        """A person's, for this entry and these files; else nothing."""
        signed = entry.get("signed")
        if not signed:
            return None
        print_now = self.fingerprint(entry)
        if (not isinstance(signed, dict)
                or set(signed) - {"line"} != SIGNATURE):
            self.tell(entry["line"], f"{entry['id']}: `signed` is not whole",
                      "fields: " + ", ".join(sorted(SIGNATURE)))
            return None
        if str(signed["fingerprint"]) != print_now:
            self.tell(signed["line"], f"{entry['id']}: signed for other "
                      "evidence: the entry or one of its files changed since",
                      f"sign it again: `fingerprint: '{print_now}'`")
            return None
        name, (authors, first) = str(signed["name"]), self.written(entry)
        wrong = [*self.history.of_person("signed by", name), *reviews.of_date(
            str(signed["date"]), first, "what is signed")]
        for text, cure in wrong:
            self.tell(signed["line"], f"{entry['id']}: {text}", cure)
        return None if wrong else {**signed, "independent": bool(authors)
                                   and reviews.plain(name) not in authors}

    def written(self, entry):
        """Authors of what is signed, and the day of its last change.

        Of the entry's lines but for state and signature, and of its files; who
        signs pages or results signs all that they are made from. Nothing is
        known without a whole history.
        """
        if not self.history.whole:
            return set(), None
        lines, name, field = [], "", ""
        for author, seconds, text in self.history.blame(FILE):
            if text.startswith("- "):
                name, field = text.removeprefix("- id: ").strip(), "id"
            elif re.match(r"  \w", text):
                field = text.strip().partition(":")[0]
            if name == entry["id"] and field not in ("signed", "state"):
                lines.append((author, seconds))
        files = [e["text"] for e in entry["shown"] if e["kind"] == "file"]
        log = self.history.git("log", "--format=%an%n%at", "--",
                               *files).splitlines() if files else []
        lines += zip(log[::2], log[1::2])
        authors = {reviews.plain(author) for author, _ in lines}
        if len(files) < len(entry["shown"]):
            authors |= {reviews.plain(n) for n in self.history.git(
                "log", "--format=%an", "--", *WRITTEN).splitlines()}
        return authors, max((reviews.day(int(s), -12) for _, s in lines),
                            default=None)

    def fingerprint(self, entry):
        """Of what a person signs: the entry, its links, its files' bytes."""
        digest = hashlib.sha256()
        for field in ("id", "title", "levels", "independent", "why", "person"):
            digest.update(f"{field}={' '.join(entry[field].split())}\n"
                          .encode())
        for item in entry["shown"]:
            digest.update(f"{item['kind']}={item['text']}\n".encode())
            path = self.root / item["text"]
            if item["kind"] == "file" and path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def sum_up(self, level):
        """The list has as many objectives at a level as the annex."""
        core = [e for e in self.entries if not e["formal"]]
        for field, totals in (("levels", ASKED), ("independent", INDEPENDENT)):
            number = sum(level in e[field] for e in core)
            if number != totals[level]:
                self.tell(1, f"{number} objectives have level {level} in "
                          f"`{field}`, not {totals[level]}",
                          "compare the levels with the annex")

    def totals(self, level):
        """State: number, of the objectives asked for at a level."""
        return {state: sum(e["at"][level] == state for e in self.entries
                           if not e["formal"]) for state in STATES}

    def independent(self, level):
        return sum(level in e["independent"] for e in self.entries)

    def check(self):
        """The line of the overview: it fails for its links alone."""
        told = "; ".join(
            f"level {level}: {sum(self.totals(level).values())} asked for, "
            + ", ".join(f"{number} {PLURAL.get(state, state)}"
                        for state, number in self.totals(level).items())
            for level in (LEVELS if not self.problems else ""))
        formal = [e["now"] for e in self.entries if e["formal"]]
        used = [s for s in formal if s != UNUSED]
        if told:
            told += (f"; of {len(formal)} that DO-333 adds, {len(used)} are "
                     f"used: {used.count('met')} met")
        data = {"ok": not self.problems} if self.found else None
        made = checks.Check("objectives", "Links of the objectives",
                            "objectives.html", "report", data,
                            lambda _: (told or "links are broken",
                                       self.problems))
        if not self.found:
            made.problems = [checks.problem(
                f"{FILE} is missing", FILE, 1,
                "the list of all objectives is part of the tree")]
        return made


def look_up(data, key):
    """The value at a.b.c; KeyError names the part that is not there."""
    value, so_far = data, []
    for part in key.split("."):
        so_far.append(part)
        if not isinstance(value, dict) or part not in value:
            raise KeyError(".".join(so_far) or "without a name")
        value = value[part]
    return value


def named(text):
    """Objectives named in a text, such as A-1.1 or FM.A-5.10."""
    return re.findall(r"\b(?:FM\.)?A-\d+\.\d+\b", text)

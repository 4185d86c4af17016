#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make the report, one static site in build/report, from build/results.

Fails when a check is missing or does not hold; the report then says so.
"""
import argparse
import json
import re
import shutil
import sys
from pathlib import Path

from jinja2 import (Environment, FileSystemBytecodeCache, FileSystemLoader,
                    StrictUndefined, UndefinedError)
from markupsafe import Markup

from archive import sources
from longeron_trace import (checks, flow, graphs, inputs, items, objectives,
                            plans, problem_reports, reqif, rules, source,
                            tools, unmet)

HERE = Path(__file__).resolve().parent
PAGES = ("index", "matrix", "proof", "coverage", "coupling", "tests", "misra",
         "mutation", "bench", "size", "analyses", "audit", "rules",
         "assumptions", "objectives", "problems", "tools", "identity", "items",
         *items.PAGES)
SOURCES = ("include/**/*.[hS]", "include/**/*.acsl", "src/**/*.[chS]",
           "src/**/*.ld", "tests/unit/**/*.[ch]", "tests/system/**/*.[ch]",
           "tests/system/*/expected.txt", "apps/**/*.[ch]", "req/**/*.md",
           f"{plans.FOLDER}/*.md")
LEVELS = ("sys", "hlr", "llr")


class Report:
    pages, sources = PAGES, SOURCES
    home = "index.html"         # the template of the overview

    def __init__(self, root, out=None):
        self.root = root
        self.out = out or root / "build/report"
        self.broken = []        # pages that a result file spoils
        self.files = set()
        self.checks = self.read()
        self.data = {c.name: c.data or {} for c in self.checks}
        more = self.more()
        self.files = sorted(self.files | {
            p.relative_to(root).as_posix() for pattern in self.sources
            for p in root.glob(pattern) if p.is_file()})
        self.requirements = self.data["trace"].get("requirements", [])
        self.known = {r["id"] for r in self.requirements}
        self.linked = self.known.union(more.get("plans", ()))
        compiled = Path(sys.pycache_prefix or HERE / "__pycache__")
        compiled.mkdir(exist_ok=True)   # beside Python's own
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True,
            bytecode_cache=FileSystemBytecodeCache(str(compiled)),
            trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
        self.environment.globals.update(
            checks=self.checks, judged={c.name: c for c in self.checks},
            data=self.data, known=self.known, pages=self.pages,
            files=self.files,
            holds=all(c.verdict == checks.HOLDS for c in self.checks),
            draft=self.data["identity"].get("dirty", True),
            revision=self.data["identity"].get("revision", "unknown"),
            style=self.inline("style.css"), script=self.inline("script.js"),
            requirements=self.tree(), functions=self.functions(),
            flow=flow.svg(self.requirements),
            flows=flow.links(self.requirements), graphs=graphs,
            log=self.log, origins=self.origins(), percent=checks.percent, describe=checks.describe,
            host_alone=checks.host_alone,
            name_of=checks.name_of, file_of=checks.file_of,
            line_of=checks.line_of, **more)
        self.environment.filters.update(code=ticks, breaks=breaks)

    def read(self):
        """The checks of result files."""
        return checks.read_all(self.root)

    def more(self):
        """Add the checks of records; what pages show beside checks."""
        goals = objectives.Objectives(self.root, self.checks, self.pages)
        self.checks.append(goals.check())
        reports = problem_reports.ProblemReports(self.root)
        self.checks.append(reports.check())
        of_tools = tools.Tools(self.root)
        self.checks.append(of_tools.check())
        of_evidence = rules.Rules(self.root)
        self.checks.append(of_evidence.check())
        self.files |= goals.files
        self.items = items.Items(self.root, goals, self.data)
        return {"objectives": goals, "problem_reports": reports,
                "tools": of_tools, "rules": of_evidence,
                "states": objectives.STATES,
                "plans": plans.by_objective(self.root),
                "unmet": unmet.Unmet(self.root, self.data, goals, reports,
                                     of_tools, of_evidence).rows,
                "items": self.items, "configuration": self.configuration}

    @staticmethod
    def is_code(file):
        return file.startswith(("src/", "include/"))

    @staticmethod
    def inline(name):
        return Markup((HERE / "templates" / name).read_text(encoding="utf-8"))

    def tree(self):
        """Requirements from the top down, each under its first parent."""
        by_id = {r["id"]: r for r in self.requirements}
        order, seen = [], set()

        def visit(item, depth):
            if item["id"] in seen:
                return
            seen.add(item["id"])
            order.append({**item, "depth": depth})
            for child in item["children"]:
                visit(by_id[child], depth + 1)

        for level in LEVELS:
            for item in self.requirements:
                if item["level"] == level and not (
                        set(item["parents"]) & set(by_id)):
                    visit(item, LEVELS.index(level))
        for item in self.requirements:
            visit(item, 0)
        return [i for i in order if i["level"] in LEVELS]

    def functions(self):
        """Functions of the code with what the trace and the proof say."""
        proofs = {}
        for entry in self.data.get("proof", {}).get("functions", []):
            proofs.setdefault(entry["name"], entry)
        found = []
        for function in self.data["trace"].get("functions", []):
            if not self.is_code(function["file"]):
                continue
            found.append({**function, "proof": proofs.get(function["name"]),
                          "requirements": sorted({
                              t[1] for t in function["tags"]})})
        return found

    def configuration(self):
        """Files of the tree with their hashes, compared with git's."""
        return self.items.configuration(
            items.files_of(self.root, sources),
            self.data["identity"].get("revision", "unknown"))

    def origins(self):
        """Of each result what it says of its run, or that it was not run."""
        found = {}
        for name in inputs.RESULTS:
            path = self.root / f"build/results/{name}.json"
            try:
                found[name] = json.loads(path.read_text("utf-8"))["inputs"]
            except FileNotFoundError:
                found[name] = "not run here" + (
                    ": shown by the committed verdict" if name == "audit"
                    else "")
            except (KeyError, TypeError, ValueError):
                found[name] = "does not say what it is made from"
        return found

    def log(self, test):
        path = self.root / test.get("log", "")
        if not path.is_file():
            return None
        return path.read_text(encoding="utf-8", errors="replace")

    def link(self, prefix):
        def link(file, line=0):
            """The address of a source line, or empty if it has no page."""
            if file not in self.files:
                return ""
            return (prefix + source.page_name(file)
                    + (f"#L{line}" if line else ""))
        return link

    def render(self, template, out, **values):
        prefix = "../" * (len(out.relative_to(self.out).parts) - 1)
        text = self.environment.get_template(template).render(
            link=self.link(prefix), prefix=prefix, **values)
        out.write_text(text, encoding="utf-8")

    def export(self):
        exported = self.out / "trace.reqif"
        try:
            reqif.write(exported, self.root, self.requirements,
                        self.data["identity"].get("revision", "unknown"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.broken.append(f"{exported.name}: {error!r}")
            exported.unlink(missing_ok=True)

    def write(self):
        self.out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.out / "source", ignore_errors=True)
        (self.out / "source").mkdir()
        for page in self.pages:
            out = self.out / f"{page}.html"
            template = self.home if page == "index" else f"{page}.html"
            try:
                self.render(template, out, page=page)
            except (KeyError, TypeError, UndefinedError,
                    ValueError) as error:
                self.broken.append(f"{page}.html: {error}")
                self.render("broken.html", out, page=page, error=error)
        self.export()
        scopes = self.data.get("coverage", {}).get("scopes", {})
        hits = {scope: {f["file"]: f.get("line_hits", {})
                        for f in scopes.get(scope, {}).get("files", [])}
                for scope in ("host", "target", "merged")}
        functions = self.functions()
        for file in self.files:
            text = (self.root / file).read_text(encoding="utf-8",
                                                errors="replace")
            self.render(
                "source.html", self.out / source.page_name(file),
                page="source", file=file,
                lines=source.lines(file, text, self.linked),
                hits={s: hits[s].get(file) for s in hits},
                here=[f for f in functions if file in (
                    f["file"], f["declared_file"])],
                notes={f["line"]: f["requirements"] for f in functions
                       if f["file"] == file})


def ticks(text):
    """Text with `code` in backticks as HTML."""
    parts = re.split(r"`([^`]*)`", str(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(p) if n % 2 else Markup.escape(p)
        for n, p in enumerate(parts))


def breaks(text):
    """Text that may go on in another line: a path behind `/`, a long name
    behind `_`."""
    text = str(text)
    behind = "/" if "/" in text or len(text) < 32 else "_"
    return Markup(str(Markup.escape(text)).replace(behind, behind + "<wbr>"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--check", help="judge this one alone; no page")
    parser.add_argument("--out", type=Path, help="not into build/report")
    options = parser.parse_args()
    report = Report(options.root.resolve(), options.out)
    if options.check:
        report.checks = [c for c in report.checks if c.name == options.check]
        if not report.checks:
            parser.error(f"no check {options.check}")
        return tell(report, f"{options.check} alone")
    report.write()
    return tell(report)


def tell(report, name="build/report/index.html"):
    """Print the checks and what does not hold; the exit status."""
    for check in report.checks:
        print(f"report: {check.title:24} {check.verdict:8} {check.figure}")
        for problem in check.problems[:20]:
            place = f"{problem['file']}:{problem['line']}: " \
                if problem["file"] else ""
            print(f"    {place}{problem['text']}"
                  + (f"\n        cure: {problem['cure']}"
                     if problem["cure"] else ""))
        if len(check.problems) > 20:
            print(f"    and {len(check.problems) - 20} more, in the report")
    for text in report.broken:
        print(f"report: cannot be shown: {text}\n"
              "    cure: write the result file in the agreed format")
    good = (all(c.verdict == checks.HOLDS for c in report.checks)
            and not report.broken)
    print(f"report: {name}: "
          + ("all checks hold" if good else "NOT all checks hold"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

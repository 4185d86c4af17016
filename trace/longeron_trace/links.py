# SPDX-License-Identifier: Apache-2.0
"""Tie requirements, functions, tests and results; every gap is a row."""
import re
from pathlib import Path

from . import acsl, code, inputs, plans, records, requirements, reviews
from .acsl import digest
from .problem import Problem
from .results import FAILED, NOT_RUN, OK, RESULTS, SKIPPED, Results, is_result_of

MISSING, UNKNOWN, ORPHAN = "missing", "unknown", "orphan"
CURE = {
    "impl": "put [impl->{id}] in the comment above the function that does it",
    "proof": "give its function an ACSL contract that `make prove` proves",
    "utest": "write a unit test with [utest->{id}] above it",
    "itest": "write a system test with [itest->{id}] in its first comment",
    "analysis": "write `analysis~name~1` under req/ with Covers: * `{id}`",
    "review": "write `review~name~1` under req/ with Covers: * `{id}`",
    "hlr": "write an hlr item with Covers: * `{id}`",
    "llr": "write an llr item with Covers: * `{id}`",
}
COMMAND = {"proof": "prove", "utest": "test", "itest": "test"}


class Trace:
    """The whole trace of one tree."""

    def __init__(self, root, static=False, application=None):
        self.root = Path(root)
        self.static = static
        self.application = application
        self.problems = []
        self.rows = []
        prose = {}
        self.items = requirements.read(root, self.problems, prose)
        scanner = code.Scanner(root, self.problems, application)
        self.functions = scanner.scan()
        self.results = Results(root, static, RESULTS if not application
                               else ("itest",))
        self.by_id = {i.id: i for i in self.items}
        self.by_name = {i.name: i for i in self.items}
        self.children = {i.id: [] for i in self.items}
        self.tagged = {}       # (type, id) -> functions
        self.verdict = {}      # id -> verdict
        self.evidence = {}     # id -> list of dict
        self.link_items()
        self.link_tags()
        for item in self.items:
            self.collect(item)
        self.reviews = reviews.judge(
            self.items, reviews.read(root, self.by_name, self.problems,
                                     self.files_of), self.reviewed)
        for item in self.items:
            self.close(item)
        self.backward()
        self.contracts(scanner)
        if not application:
            plans.check(root, self.problems)
        for each in records.read(root, self.problems):
            self.row(each.file, each.kind, each.title, each.file, each.line,
                     "", fingerprint=each.fingerprint)
        for file, fingerprint in scanner.support.items():
            self.row(file, "test support", "", file, 1, "", "", fingerprint)
        for file, text in prose.items():
            if text:
                self.row(file, "prose", "", file, 1, "",
                         fingerprint=digest(text))
        for name, why in self.results.missing.items():
            self.problem(f"build/results/{name}.json", 1, why,
                         f"run `make {COMMAND.get(name, name)}`" + (
                             "" if application else ", or `make trace "
                             "STATIC=1` for documents and tags alone"))
            self.row("build", "result", name, "build/results", 0, NOT_RUN)
        for name, why in self.results.stale.items():
            self.problem(f"build/results/{name}.json", 1, why,
                         f"run `make {inputs.RESULTS[name][0]}`, or `make "
                         "trace STATIC=1` for documents and tags alone")
        self.problems = sorted(set(self.problems))
        self.rows.sort(key=lambda r: [str(v) for v in r.values()])

    def problem(self, file, line, text, cure):
        self.problems.append(Problem(file, line, text, cure))

    def item(self, of):
        """The requirement of an ID, with its revision or without."""
        return self.by_id.get(of) or self.by_name.get(of)

    def row(self, origin, relation, target, file, line, verdict,
            detail="", fingerprint=""):
        self.rows.append({
            "from": origin, "relation": relation, "to": target, "file": file,
            "line": line, "verdict": verdict, "detail": detail,
            "fingerprint": fingerprint})

    # -- links ------------------------------------------------------------
    def known(self, identity, file, line, what):
        """Whether identity exists in this revision; a problem if not."""
        if identity in self.by_id:
            return True
        other = self.by_name.get("~".join(identity.split("~")[:2]))
        if other:
            self.problem(file, line, f"{what} {identity}, but the revision "
                         f"is {other.revision}",
                         f"read {other.file}:{other.line} again, adapt, then "
                         f"write {other.id}")
        else:
            self.problem(file, line, f"{what} unknown {identity}",
                         "correct the ID, or write the requirement")
        return False

    def link_items(self):
        for item in self.items:
            for parent, line in item.covers:
                if self.known(parent, item.file, line, f"{item.id} covers"):
                    self.children[parent].append(item)
                    self.row(item.id, "covers", parent, item.file, line, OK)
                else:
                    self.row(item.id, "covers", parent, item.file, line,
                             UNKNOWN)

    def link_tags(self):
        for function in self.functions:
            for kind, identity, file, line in function.tags:
                if not self.known(identity, file, line, "tag to"):
                    self.row(function.name, kind, identity, file, line,
                             UNKNOWN)
                    continue
                item, place = self.by_id[identity], (file, line)
                if item.level != "llr":
                    self.problem(*place, f"tag to {identity}: only LLRs are "
                                 "tagged", "tag an LLR that covers it")
                if not self.fits(kind, file):
                    self.problem(*place, f"tag [{kind}->{identity}] in {file}",
                                 "impl stands in code, utest in tests/unit, "
                                 "itest in tests/system")
                    continue
                if kind not in item.needs and item.level == "llr":
                    self.problem(*place, f"{identity} needs no {kind}",
                                 f"add {kind} to Needs: at "
                                 f"{item.file}:{item.line}, or remove the tag")
                self.tagged.setdefault((kind, identity), []).append(function)

    # -- forward: what each requirement has ---------------------------------
    def collect(self, item):
        """The evidence of one item, need by need."""
        found = []
        for need in item.needs:
            if need in ("hlr", "llr"):
                has = [c for c in self.children[item.id] if c.level == need]
            elif need in ("analysis", "review"):
                has = [c for c in self.children[item.id] if c.level == need]
                found += [self.of_document(need, c) for c in has]
            elif need == "proof":
                has = [f for f in self.tagged.get(("impl", item.id), [])
                       if f.language == "C"]
                found += [self.of_proof(f) for f in has]
            else:
                has = self.tagged.get((need, item.id), [])
                found += [self.of_function(need, f) for f in has]
            if not has:
                found.append({"need": need, "name": "", "file": item.file,
                              "line": item.line, "verdict": MISSING,
                              "detail": "", "fingerprint": ""})
                self.problem(item.file, item.line, f"{item.id} has no {need}",
                             CURE.get(need, "correct Needs:").format(id=item.id))
        for one in found:
            self.row(item.id, one["need"], one["name"], one["file"],
                     one["line"], one["verdict"], one["detail"],
                     one["fingerprint"])
            self.judge(item, one)
        self.evidence[item.id] = found

    def judge(self, item, one):
        if self.static or one["verdict"] in (OK, MISSING, "written"):
            return
        need, name = one["need"], one["name"]
        if need == "impl":
            self.problem(one["file"], one["line"],
                         f"{name} ({item.id}) is declared, not defined",
                         "define it in C or as a label in assembly")
        elif one["verdict"] == NOT_RUN:
            if not {need, name} & set(self.results.missing):
                self.problem(one["file"], one["line"],
                             f"{need} of {item.id}: {name} has no result",
                             f"run `make {COMMAND.get(need, name)}`; if it "
                             "stays, register the test or the function there")
        else:
            self.problem(one["file"], one["line"],
                         f"{need} of {item.id}: {name} {one['verdict']}"
                         + (f" ({one['detail']})" if one["detail"] else ""),
                         "correct the code, the requirement or the test; "
                         "skipped is not passed")

    @staticmethod
    def place(function, need, **more):
        return {"need": need, "name": function.name, "file": function.file,
                "line": function.line, "fingerprint": "", "detail": "",
                **more}

    def of_function(self, need, function):
        if need == "impl":
            return self.place(function, need,
                              verdict=OK if function.defined else MISSING)
        verdict, detail, entries = self.results.test(need, function)
        ran = next((e for e in entries if e.get("log")), {})
        kind = "image" if "image" in ran else "program"
        return self.place(
            function, need, verdict=verdict, detail=detail,
            fingerprint=function.code, kind=function.kind,
            result=entries[0]["name"] if entries else "",
            log=ran.get("log", ""), log_sha256=ran.get("log_sha256", ""),
            ran=kind, image=ran.get(kind, ""),
            image_sha256=ran.get(kind + "_sha256", ""))

    def of_proof(self, function):
        verdict, detail, entry = self.results.proof(function)
        file, line = (function.contract_at if function.acsl
                      else (function.file, function.line))
        if not function.acsl:
            verdict = MISSING
            self.problem(function.file, function.line,
                         f"{function.name} has no contract above it",
                         "write it between the tag's comment and the "
                         "prototype")
        return self.place(function, "proof", verdict=verdict, detail=detail,
                          file=file, line=line, fingerprint=function.contract,
                          proof_file=entry["file"] if entry else "",
                          goals=entry["goals"] if entry else 0,
                          valid=entry["valid"] if entry else 0)

    def of_document(self, need, child):
        verdict = (self.results.check(child.result) if child.result
                   else "written")
        return {"need": need, "name": child.result or child.id,
                "file": child.file, "line": child.line, "verdict": verdict,
                "detail": child.reviewed or "review open",
                "fingerprint": digest(child.seen())}

    def close(self, item, path=()):
        """Verdict of an item: of its own evidence and of all below it."""
        if item.id in self.verdict or item.id in path:
            return self.verdict.get(item.id, FAILED)
        parts = [e["verdict"] for e in self.evidence[item.id]]
        parts += [self.close(c, path + (item.id,))
                  for c in self.children[item.id] if c.needs]
        self.verdict[item.id] = next(
            (v for v in (FAILED, MISSING, SKIPPED, NOT_RUN) if v in parts), OK)
        self.row(item.id, "requirement", "", item.file, item.line,
                 self.verdict[item.id], "", self.fingerprint(item))
        self.row(item.id, "text", "", item.file, item.line, "",
                 fingerprint=digest(" ".join(item.text.split())))
        if item.rationale.strip():
            self.row(item.id, "rationale", "", item.file, item.line, "",
                     fingerprint=digest(" ".join(item.rationale.split())))
        for review in self.reviews_of(item):
            about = review["checklist"].replace("requirements", "")
            if about in ("", "safety") or review["state"] != reviews.OPEN:
                self.row(item.id, "review", about, item.file, item.line,
                         review["state"] + (
                             ", not independent" if review["reviewer"]
                             and review["independent"] == "no" else ""))
            if review["state"] == reviews.REJECTED:
                self.problem(item.file, item.line, f"{item.id}: rejected by "
                             f"{review['reviewer']} ({review['checklist']})",
                             "correct what was found; who rejected it then "
                             f"adds a line to {reviews.FILE}")
        if not item.covers and not item.is_derived and item.level != "sys":
            self.row(item.id, "parent", "", item.file, item.line, MISSING)
        return self.verdict[item.id]

    def fingerprint(self, item):
        """What a reviewer sees: the item and the contracts that prove it."""
        contracts = sorted(f"{e['name']} {e['fingerprint']}"
                           for e in self.evidence[item.id]
                           if e["need"] == "proof")
        seen = "\n".join([item.seen(), *contracts])
        return digest(seen)

    def reviewed(self, item, checklist):
        """The fingerprint of what a checklist is about."""
        about = [item.id, self.fingerprint(item)]
        for need in reviews.ABOUT[checklist]:
            about += sorted(f"{need} {f.file} {f.name} " + (
                f.code or f.text(self.root))
                            for f in self.tagged.get((need, item.id), []))
        return about[1] if len(about) == 2 else digest("\n".join(about))

    def files_of(self, item, checklist):
        """The files of what a checklist is about."""
        return sorted({item.file, *(
            e["file"] for e in self.evidence[item.id] if e["need"] == "proof"),
            *(f.file for need in reviews.ABOUT[checklist]
              for f in self.tagged.get((need, item.id), []))})

    def reviews_of(self, item):
        """State, record and fingerprint by each checklist."""
        return [{"checklist": c, "state": state, **{
            k: (record or {}).get(k, "") for k in (
                "author", "reviewer", "kind", "date")},
            "independent": "yes" if record and record["independent"] else "no",
            "fingerprint": self.reviewed(item, c)}
                for c in reviews.ABOUT if (item.id, c) in self.reviews
                for state, record in [self.reviews[item.id, c]]]

    def feedback(self, item):
        """Safety feedback: who accepted this text; else open or rejected."""
        state, record = self.reviews.get((item.id, "safety"), ("", None))
        if state == reviews.REVIEWED:
            return f"{record['reviewer']}, {record['date']}"
        return "open" if state in (reviews.OPEN, reviews.SUSPECT) else state

    def check_revisions(self, committed):
        """A problem for each changed text whose revision is the old one.

        committed: (ID, fingerprint of its text, where that is accepted).
        """
        for identity, fingerprint, place in committed:
            item = self.by_id.get(identity)
            if item and fingerprint != digest(" ".join(item.text.split())):
                new = f"{item.name}~{item.revision + 1}"
                self.problem(item.file, item.line, f"{item.id}: its text "
                             "changed and its revision did not, see " + place,
                             f"write {new} here, in the tags and under the "
                             "Covers: that name it, or restore the text")
        self.problems = sorted(set(self.problems))

    # -- backward: what each function and test is for ------------------------
    def backward(self):
        for function in self.functions:
            place = (function.file, function.line)
            need = self.wanted(function)
            if need and not any(t[0] == need for t in function.tags):
                self.problem(*place, f"{function.name} has no {need} tag: "
                             "an orphan " + ("function" if need == "impl"
                                             else "test"),
                             f"write [{need}->llr~...~n] above it, or remove "
                             "it")
                self.row(function.name, need, "", *place, ORPHAN)
        for need, entries in self.results.tests.items():
            for entry in entries:
                self.backward_result(need, entry)

    def backward_result(self, need, entry):
        name = entry["name"]
        place = (entry["file"], entry.get("line", 1))
        function = next((f for f in self.functions
                         if is_result_of(entry, f)), None)
        said = sorted(entry["requirements"])
        tags = sorted({t[1] for t in function.tags}) if function else []
        verdict = {"pass": OK, "fail": FAILED}.get(entry["verdict"], SKIPPED)
        self.row(name, need + " result", " ".join(said), *place, verdict)
        if not said and not tags:
            self.problem(*place, f"{name} ran for no requirement",
                         f"write [{need}->llr~...~n] above it")
        elif said != tags:
            self.problem(*place, f"{name} ran for {said or 'nothing'}, its "
                         f"tags say {tags or 'nothing'}",
                         "the result is stale or the tag is gone: "
                         "correct the tag, then run `make test`")
        if verdict != OK:
            self.problem(*place, f"{name}: {verdict}",
                         "correct it; skipped is not passed")

    # -- what no requirement asks for, and proofs rely on all the same --------
    def contracts(self, scanner):
        """Contracts that are no evidence above, what is admitted, axioms."""
        shown = {(e["name"], e["file"], e["line"])
                 for found in self.evidence.values() for e in found
                 if e["need"] == "proof"}
        code_text = "".join(
            re.sub(r"/\*.*?\*/|//[^\n]*", "", p.read_text(encoding="utf-8"),
                   flags=re.S) for folder in code.CHECKED
            for p in Path(scanner.root, folder).rglob("*.[ch]"))
        for f in self.functions:
            if f.acsl and (f.name, *f.contract_at) not in shown:
                self.row(f.name, "contract", "", *f.contract_at, "",
                         fingerprint=f.contract)
            if f.acsl and not f.defined and not f.tags and len(
                    re.findall(rf"\b{f.name}\b", code_text)) < 2:
                self.problem(*f.contract_at, f"{f.name} has a contract, and "
                             "neither a definition nor a caller: an orphan "
                             "contract", "write the function, or remove it")
        taken = acsl.admitted(scanner.root) + [
            d for some in scanner.definitions.values() for d in some
            if d.title.startswith("axiom ")]
        for one in taken:
            inside = [f.name for f in self.functions if f.file == one.file
                      and f.line <= one.line <= f.end]
            behind = acsl.behind(scanner.definitions, one.text)
            self.row(" ".join(inside) or one.file, "taken on trust", one.title,
                     one.file, one.line, "", fingerprint=digest("\n".join(
                         [one.text, *[d.text for d in behind]])))

    # -- what other tools read -----------------------------------------------
    def model(self):
        return {
            "ok": not self.problems,
            "static": self.static,
            "problems": [vars(p) for p in self.problems],
            "rows": self.rows,
            "writing": requirements.judge(self.items),
            "requirements": [self.describe(i) for i in self.items],
            "functions": [{
                "name": f.name, "file": f.file, "line": f.line, "end": f.end,
                "declared_file": f.declared[0], "declared_line": f.declared[1],
                "language": f.language, "contract": f.contract,
                "kind": f.kind, "tags": [list(t) for t in f.tags],
            } for f in self.functions if f.defined],
        }

    def describe(self, item):
        return {
            "id": item.id, "level": item.level, "title": item.title,
            "text": " ".join(item.text.split()),
            "rationale": " ".join(item.rationale.split()),
            "file": item.file, "line": item.line,
            "verification": item.verification, "derived": item.derived,
            "reason": item.reason, "feedback": self.feedback(item),
            "needs": item.needs, "fingerprint": self.fingerprint(item),
            "review": self.reviews[item.id, "requirements"][0],
            "reviews": self.reviews_of(item),
            "parents": [c for c, _ in item.covers],
            "children": sorted(c.id for c in self.children[item.id]),
            "evidence": self.evidence[item.id],
            "verdict": self.verdict[item.id],
            "problems": [f"{p.file}:{p.line}: {p.text}" for p in self.problems
                         if item.id in p.text.replace(",", " ").split()
                         or item.id + ":" in p.text],
        }

    def fits(self, kind, file):
        if kind == "impl" and self.application:
            return not file.startswith("tests/")
        return {"impl": file.startswith(("include/", "src/", "apps/")),
                "utest": file.startswith("tests/unit/"),
                "itest": file.startswith("tests/system/"),
                }.get(kind, False)

    def wanted(self, function):
        """The tag that a function must carry: impl, utest, itest or none."""
        if not function.defined or not function.entry:
            return ""
        if function.language == "image":
            return "itest"
        if code.is_unit_test(function):
            return "utest"
        if (not function.file.startswith("tests/") if self.application
                else function.file.startswith(code.CHECKED)):
            return "impl"
        return ""

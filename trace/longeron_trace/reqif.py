# SPDX-License-Identifier: Apache-2.0
"""The trace as ReqIF: build/report/trace.reqif, for tools of requirements.

Requirements, and what covers them, are SpecObjects, links are SpecRelations,
and the tree of requirements is a Specification. Identifiers do not depend on
revisions of requirements, so that an import finds its objects again. All dates
are that of the commit, or EPOCH where there is none.
"""
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from lxml import etree

from .acsl import digest

NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
XHTML = "http://www.w3.org/1999/xhtml"
SCHEMA = Path(__file__).resolve().parent.parent / "reqif.xsd"
EPOCH = "1970-01-01T00:00:00Z"
LEVELS = ("sys", "hlr", "llr")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REQUIREMENT = {            # attribute: key in trace.json
    "ReqIF.ForeignID": "id", "ReqIF.Name": "title", "ReqIF.Text": "text",
    "Level": "level", "Rationale": "rationale", "Verification": "verification",
    "Needs": "needs", "Derived": "reason", "SafetyFeedback": "feedback",
    "Verdict": "verdict",
    "Review": "review", "Fingerprint": "fingerprint", "File": "file"}
EVIDENCE = {"ReqIF.Name": "name", "Need": "need", "Verdict": "verdict",
            "Detail": "detail", "Fingerprint": "fingerprint", "File": "file"}
RELATIONS = ("covers", "impl", "proof", "utest", "itest", "analysis", "review")


def commit_date(root, revision):
    run = subprocess.run(
        ["git", "-C", root, "show", "-s", "--format=%cI", revision, "--"],
        capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else EPOCH


def object_id(requirement):
    return "requirement." + ".".join(requirement.split("~")[:2])


def evidence_id(one):
    return "evidence." + digest(f"{one['need']} {one['file']} {one['name']}")


class Export:
    def __init__(self, requirements, revision, date):
        self.items = {r["id"]: r for r in requirements}
        self.date, self.longest = date, 1
        self.root = ET.Element("REQ-IF", {
            "xmlns": NAMESPACE, "xmlns:xhtml": XHTML})
        header = self.add(self.add(self.root, "THE-HEADER"), "REQ-IF-HEADER",
                          IDENTIFIER="header." + digest(revision))
        for tag, text in (
                ("COMMENT", "Not reviewed by any authority. Revision "
                 + revision), ("CREATION-TIME", date),
                ("REQ-IF-TOOL-ID", "Longeron trace/report.py"),
                ("REQ-IF-VERSION", "1.0"),      # of the schema, also in 1.2
                ("SOURCE-TOOL-ID", "Longeron trace"),
                ("TITLE", "Longeron: requirements and trace")):
            self.add(header, tag).text = text
        self.content = self.add(self.add(self.root, "CORE-CONTENT"),
                                "REQ-IF-CONTENT")
        self.types()
        self.objects()
        self.string.set("MAX-LENGTH", str(self.longest))
        self.relations()
        self.specification()

    @staticmethod
    def add(parent, tag, **attributes):
        return ET.SubElement(parent, tag, {
            name.replace("_", "-"): NOT_XML.sub("\ufffd", value)
            for name, value in attributes.items()})

    def identified(self, parent, tag, identity, name):
        return self.add(parent, tag, IDENTIFIER=identity, LAST_CHANGE=self.date,
                        LONG_NAME=name)

    def refer(self, parent, role, kind, identity):
        self.add(self.add(parent, role), kind + "-REF").text = identity

    def types(self):
        kinds = self.add(self.content, "DATATYPES")
        self.string = self.identified(kinds, "DATATYPE-DEFINITION-STRING",
                                      "datatype.string", "String")
        self.identified(kinds, "DATATYPE-DEFINITION-XHTML", "datatype.xhtml",
                        "XHTML")
        types = self.add(self.content, "SPEC-TYPES")
        for name, attributes in (("requirement", REQUIREMENT),
                                 ("evidence", EVIDENCE)):
            kind = self.identified(types, "SPEC-OBJECT-TYPE", f"type.{name}",
                                   name)
            held = self.add(kind, "SPEC-ATTRIBUTES")
            for attribute in attributes:
                form = "XHTML" if attribute == "ReqIF.Text" else "STRING"
                self.refer(self.identified(
                    held, f"ATTRIBUTE-DEFINITION-{form}",
                    f"type.{name}.{attribute}", attribute), "TYPE",
                    f"DATATYPE-DEFINITION-{form}", f"datatype.{form.lower()}")
        for relation in RELATIONS:
            self.identified(types, "SPEC-RELATION-TYPE", f"type.{relation}",
                            relation)
        self.identified(types, "SPECIFICATION-TYPE", "type.specification",
                        "specification")

    def object(self, parent, identity, kind, attributes, entry):
        made = self.identified(parent, "SPEC-OBJECT", identity,
                               entry.get("id") or entry["name"])
        values = self.add(made, "VALUES")
        for attribute, key in attributes.items():
            value = entry[key]
            text = NOT_XML.sub("\ufffd", ", ".join(value) if isinstance(
                value, list) else value)
            self.longest = max(self.longest, len(text))
            form = "XHTML" if attribute == "ReqIF.Text" else "STRING"
            held = self.add(values, f"ATTRIBUTE-VALUE-{form}")
            if form == "XHTML":
                self.add(self.add(held, "THE-VALUE"), "xhtml:div").text = text
            else:
                held.set("THE-VALUE", text)
            self.refer(held, "DEFINITION", f"ATTRIBUTE-DEFINITION-{form}",
                       f"type.{kind}.{attribute}")
        self.refer(made, "TYPE", "SPEC-OBJECT-TYPE", f"type.{kind}")

    def evidence(self):
        """(requirement, evidence) of all that is there."""
        return [(item, one) for item in self.items.values()
                for one in item["evidence"] if one["name"]]

    def objects(self):
        parent = self.add(self.content, "SPEC-OBJECTS")
        for identity, item in self.items.items():
            self.object(parent, object_id(identity), "requirement",
                        REQUIREMENT, item)
        once = {evidence_id(one): one for _, one in self.evidence()}
        for identity, one in sorted(once.items()):
            self.object(parent, identity, "evidence", EVIDENCE, one)

    def relations(self):
        links = {("covers", object_id(i["id"]), object_id(p))
                 for i in self.items.values() for p in i["parents"]
                 if p in self.items}
        links |= {(one["need"], evidence_id(one), object_id(item["id"]))
                  for item, one in self.evidence() if one["need"] in RELATIONS}
        parent = self.add(self.content, "SPEC-RELATIONS")
        for link in sorted(links):
            made = self.identified(parent, "SPEC-RELATION", "relation."
                                   + digest(" ".join(link)), link[0])
            self.refer(made, "TYPE", "SPEC-RELATION-TYPE", f"type.{link[0]}")
            self.refer(made, "SOURCE", "SPEC-OBJECT", link[1])
            self.refer(made, "TARGET", "SPEC-OBJECT", link[2])

    def specification(self):
        made = self.identified(self.add(self.content, "SPECIFICATIONS"),
                               "SPECIFICATION", "specification.requirements",
                               "Requirements")
        self.refer(made, "TYPE", "SPECIFICATION-TYPE", "type.specification")
        top = [i for i, item in self.items.items() if not any(
            p in self.items for p in item["parents"])]
        self.hierarchy(made, sorted(top, key=lambda i: LEVELS.index(
            self.items[i]["level"]) if self.items[i]["level"] in LEVELS
            else len(LEVELS)), ())

    def hierarchy(self, parent, identities, path):
        """The items, each under each of its parents."""
        below = [i for i in identities if i in self.items and i not in path]
        if not below:
            return
        parent = self.add(parent, "CHILDREN")
        for identity in below:
            here = (*path, identity)
            made = self.identified(parent, "SPEC-HIERARCHY", "place."
                                   + digest(" ".join(here)), identity)
            self.refer(made, "OBJECT", "SPEC-OBJECT", object_id(identity))
            self.hierarchy(made, self.items[identity]["children"], here)


def faults(text):
    """What trace/reqif.xsd finds wrong, with lines."""
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.validate(etree.fromstring(text))
    return [f"line {e.line}: {e.message.replace('{' + NAMESPACE + '}', '')}"
            for e in schema.error_log]


def write(path, root, requirements, revision):
    """Write the export; ValueError where it breaks a rule of the schema."""
    export = Export(requirements, revision, commit_date(root, revision))
    ET.indent(export.root, " ")
    text = ET.tostring(export.root, encoding="utf-8",
                       xml_declaration=True) + b"\n"
    found = faults(text)
    if found:
        raise ValueError("breaks trace/reqif.xsd: " + "; ".join(found[:5]))
    path.write_bytes(text)

# SPDX-License-Identifier: Apache-2.0
"""The ReqIF export keeps to the structure that ReqIF prescribes."""
import json
import re
import subprocess
import xml.etree.ElementTree as ET

import pytest
from sample_tree import ROOT, make, run
from longeron_trace import reqif

EXPORT = "build/report/trace.reqif"
NAME = "{http://www.omg.org/spec/ReqIF/20110401/reqif.xsd}"
DIV = "{http://www.w3.org/1999/xhtml}div"
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
# A part of the content: how the names of its elements begin.
HELD = {"DATATYPES": "DATATYPE-DEFINITION-", "SPEC-TYPES": "",
        "SPEC-OBJECTS": "SPEC-OBJECT", "SPEC-RELATIONS": "SPEC-RELATION",
        "SPECIFICATIONS": "SPECIFICATION"}
NASTY = "a < b && c > d: \"x\" 'y' ]]> \u00e9 \x07 </xhtml:div>"


def export(tree):
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/report.py", "--root", tree],
        capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return (tree / EXPORT).read_bytes()


def make_tree(folder):
    tree = make(folder)
    subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/trace.py", "--root", tree,
         "--update"], capture_output=True, check=True)
    return tree


@pytest.fixture(name="sound", scope="module")
def fixture_sound(tmp_path_factory):
    return make_tree(tmp_path_factory.mktemp("sound") / "tree")


@pytest.fixture(name="exported", scope="module")
def fixture_exported(sound):
    return export(sound)


@pytest.fixture(name="tree")
def fixture_tree(tmp_path):
    return make_tree(tmp_path / "tree")


def spoil(tree, **values):
    """Change the first requirement of trace.json."""
    path = tree / "build/results/trace.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["requirements"][0].update(values)
    path.write_text(json.dumps(data), encoding="utf-8")


def check(text):
    """The rules of the schema that a tool relies on."""
    root = ET.fromstring(text)
    assert root.tag == NAME + "REQ-IF"
    assert [e.tag.replace(NAME, "") for e in root] == [
        "THE-HEADER", "CORE-CONTENT"]
    header = root.find(f"{NAME}THE-HEADER/{NAME}REQ-IF-HEADER")
    told = {e.tag.replace(NAME, ""): e.text for e in header}
    assert list(told) == ["COMMENT", "CREATION-TIME", "REQ-IF-TOOL-ID",
                          "REQ-IF-VERSION", "SOURCE-TOOL-ID", "TITLE"]
    assert told["REQ-IF-VERSION"] == "1.0" and all(told.values())
    assert re.fullmatch(DATE, told["CREATION-TIME"])
    content = root.find(f"{NAME}CORE-CONTENT/{NAME}REQ-IF-CONTENT")
    assert [e.tag.replace(NAME, "") for e in content] == list(HELD)
    for group in content:
        for element in group:
            assert element.tag.startswith(
                NAME + HELD[group.tag.replace(NAME, "")])
    known = {}
    for element in root.iter():
        identity = element.get("IDENTIFIER")
        if identity is None:
            continue
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", identity, re.A), identity
        assert identity not in known, identity
        known[identity] = element.tag
        if not element.tag.endswith("HEADER"):
            assert re.fullmatch(DATE, element.get("LAST-CHANGE"))
            assert element.get("LONG-NAME")
    longest = 0
    for element in root.iter():
        kind = element.tag.replace(NAME, "")
        if kind.endswith("-REF"):
            assert known[element.text] + "-REF" == element.tag, element.text
        elif kind in ("SPEC-OBJECT", "SPEC-RELATION", "SPECIFICATION") or \
                kind.startswith("ATTRIBUTE-DEFINITION-"):
            assert len(element.find(NAME + "TYPE")) == 1
        if kind == "SPEC-RELATION":
            assert all(len(element.find(NAME + role)) == 1
                       for role in ("SOURCE", "TARGET"))
        if kind == "SPEC-HIERARCHY":
            assert len(element.find(NAME + "OBJECT")) == 1
        if kind == "DATATYPE-DEFINITION-STRING":
            longest = int(element.get("MAX-LENGTH"))
        if kind == "ATTRIBUTE-VALUE-STRING":
            assert len(element.get("THE-VALUE")) <= longest
        if kind == "ATTRIBUTE-VALUE-XHTML":
            assert [e.tag for e in element.find(NAME + "THE-VALUE")] == [DIV]
        if kind.startswith("ATTRIBUTE-VALUE-"):
            assert len(element.find(NAME + "DEFINITION")) == 1
        if kind == "SPEC-OBJECT":       # its type has the attribute, once
            of = element.find(NAME + "TYPE")[0].text
            defined = [v.find(NAME + "DEFINITION")[0].text
                       for v in element.find(NAME + "VALUES")]
            assert len(set(defined)) == len(defined)
            assert set(defined) <= {d.get("IDENTIFIER") for d in root.findall(
                f".//{NAME}SPEC-OBJECT-TYPE[@IDENTIFIER='{of}']//*")}
    return root


def objects(root):
    """Value of ReqIF.ForeignID or ReqIF.Name -> (identifier, values)."""
    found = {}
    for each in root.iter(NAME + "SPEC-OBJECT"):
        values = {}
        for value in each.find(NAME + "VALUES"):
            name = value.find(NAME + "DEFINITION")[0].text.split(".", 2)[2]
            values[name] = value.get("THE-VALUE") or "".join(value.itertext(
                )).strip().split("\n")[0]
        found[values.get("ReqIF.ForeignID", (
            values.get("Need"), values["ReqIF.Name"]))] = (
                each.get("IDENTIFIER"), values)
    return found


def links(root):
    return {(each.get("LONG-NAME"), each.find(NAME + "SOURCE")[0].text,
             each.find(NAME + "TARGET")[0].text)
            for each in root.iter(NAME + "SPEC-RELATION")}


def test_sample_keeps_to_the_structure_and_holds_the_trace(tree):
    root = check(export(tree))
    found = objects(root)
    pick, values = found["llr~pick~1"]
    assert pick == "requirement.llr.pick"
    assert values["Level"] == "llr" and values["Verdict"] == "ok"
    data = json.loads((tree / "build/results/trace.json").read_text(
        encoding="utf-8"))
    assert {r["id"] for r in data["requirements"]} == {
        f for f in found if isinstance(f, str)}
    assert {("covers", pick, "requirement.hlr.priority-scheduling"),
            ("impl", found["impl", "pick"][0], pick),
            ("proof", found["proof", "pick"][0], pick),
            ("utest", found["utest", "test_lowest_bit_first"][0], pick),
            } <= links(root)


def complete(root, tree):
    """Nothing of the trace is missing: items, links, places."""
    data = json.loads((tree / "build/results/trace.json").read_text(
        encoding="utf-8"))
    items = {r["id"]: r for r in data["requirements"]}
    found = objects(root)
    assert set(items) == {f for f in found if isinstance(f, str)}
    told = {(e["need"], e["name"], i) for i in items
            for e in items[i]["evidence"] if e["name"]}
    assert {t[:2] for t in told} == {
        f for f in found if isinstance(f, tuple)}
    there = links(root)
    assert there == {(need, found[need, name][0], found[i][0])
                     for need, name, i in told} | {
        ("covers", found[i][0], found[p][0])
        for i in items for p in items[i]["parents"]}
    assert len(there) == len(root.findall(f".//{NAME}SPEC-RELATION"))
    assert {e.text for e in root.iter(NAME + "SPEC-OBJECT-REF")} >= {
        found[i][0] for i in items}
    assert {e.get("LONG-NAME") for e in root.iter(
        NAME + "SPEC-HIERARCHY")} == set(items)


def test_nothing_of_the_trace_is_missing(tree):
    complete(check(export(tree)), tree)


@pytest.mark.parametrize("removed", (
    "THE-HEADER", "REQ-IF-VERSION", "DATATYPES", "DATATYPE-DEFINITION-STRING",
    "SPEC-OBJECT-TYPE", "ATTRIBUTE-DEFINITION-XHTML", "SPEC-RELATION-TYPE",
    "SPECIFICATION-TYPE", "SPEC-OBJECTS", "SPEC-OBJECT", "VALUES", "TYPE",
    "ATTRIBUTE-VALUE-STRING", "THE-VALUE", "DEFINITION", "SPEC-RELATION",
    "SOURCE", "TARGET", "SPECIFICATION", "CHILDREN", "SPEC-HIERARCHY",
    "OBJECT"))
def test_an_element_that_is_missing_is_noticed(sound, removed):
    root = ET.fromstring(export(sound))
    parent = {child: each for each in root.iter() for child in each}
    element = root.find(f".//{NAME}{removed}")
    parent[element].remove(element)
    with pytest.raises((AssertionError, AttributeError, KeyError, TypeError)):
        complete(check(ET.tostring(root)), sound)


@pytest.mark.parametrize("removed", (
    "THE-HEADER", "CREATION-TIME", "REQ-IF-VERSION", "CORE-CONTENT",
    "DATATYPES", "DATATYPE-DEFINITION-STRING", "SPEC-TYPES",
    "SPEC-OBJECT-TYPE", "ATTRIBUTE-DEFINITION-XHTML", "SPEC-RELATION-TYPE",
    "SPECIFICATION-TYPE", "SPEC-OBJECTS", "SPEC-OBJECT", "VALUES", "TYPE",
    "THE-VALUE", "DEFINITION", "SPEC-RELATIONS", "SOURCE", "TARGET",
    "SPECIFICATIONS", "OBJECT"))
def test_schema_finds_an_element_that_is_missing(exported, removed):
    assert not reqif.faults(exported)
    root = ET.fromstring(exported)
    parent = {child: each for each in root.iter() for child in each}
    element = root.find(f".//{NAME}{removed}")
    parent[element].remove(element)
    assert reqif.faults(ET.tostring(root))


@pytest.mark.parametrize("old, new, told", (
    (b">requirement.llr.pick<", b">requirement.llr.pock<", "SPEC-OBJECT-REF"),
    (b">type.requirement<", b">type.covers<", "SPEC-OBJECT-TYPE-REF"),
    (b"-REF>requirement.llr.pick<", b"-REF>specification.requirements<",
     "SPEC-OBJECT-REF"),
    (b"<SPECIFICATIONS>", b"<SPECIFICATIONS/><SPECIFICATIONS>",
     "SPECIFICATIONS"),
    (b">1.0<", b">1.2<", "REQ-IF-VERSION"),
    (b'LAST-CHANGE="1970', b'LAST-CHANGE="soon', "LAST-CHANGE"),
    (b'IDENTIFIER="requirement.llr.pick"', b'IDENTIFIER="1"', "IDENTIFIER"),
    (b'IDENTIFIER="requirement.llr.pick"',
     b'IDENTIFIER="requirement.llr.entry"', "requirement.llr.entry"),
    (b"<SPEC-RELATIONS>", b"<SPEC-RELATIONS><LINK/>", "LINK"),
    (b"<VALUES>", b'<VALUES id="x">', "id")))
def test_schema_finds_what_is_wrong(exported, old, new, told):
    assert old in exported
    found = reqif.faults(exported.replace(old, new, 1))
    assert found and told in found[0] and re.match(r"line \d+: ", found[0])


def test_export_that_breaks_the_schema_fails_the_report(tree):
    spoil(tree, evidence=[dict.fromkeys(
        ("file", "detail", "verdict", "fingerprint"), "x")
        | {"need": "impl", "name": " ", "line": 1}])
    status, output = run("report.py", tree)
    assert status == 1
    assert "cannot be shown: trace.reqif: ValueError(" in output
    assert "breaks trace/reqif.xsd: line " in output
    assert not (tree / EXPORT).exists()


def test_hierarchy_goes_from_the_top_down(tree):
    root = check(export(tree))
    top = root.find(f".//{NAME}SPECIFICATION/{NAME}CHILDREN")
    assert [e.get("LONG-NAME") for e in top] == [
        "sys~urgent-first~1", "sys~start~1", "llr~pick-empty~2"]
    assert "llr~pick~1" in [e.get("LONG-NAME") for e in top[0].iter(
        NAME + "SPEC-HIERARCHY")]


def test_export_is_the_same_elsewhere(tree, tmp_path):
    first = export(tree)
    assert first == export(tree)
    assert first == export(make_tree(tmp_path / "elsewhere/other"))
    assert b"1970-01-01T00:00:00Z" in first and str(tmp_path).encode() not in first


def test_date_is_that_of_the_commit(tree):
    git = ["git", "-C", tree, "-c", "user.name=test", "-c", "user.email=test",
           "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "req"], ["commit", "-qm", "x"]):
        subprocess.run(git + command, check=True, capture_output=True, env={
            "GIT_COMMITTER_DATE": "2026-05-04T03:02:01+00:00",
            "PATH": "/usr/bin:/bin"})
    head = subprocess.run(git + ["rev-parse", "HEAD"], check=True, text=True,
                          capture_output=True).stdout.strip()
    path = tree / "build/results/identity.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "revision": head}), encoding="utf-8")
    text = export(tree)
    check(text)
    assert b'"2026-05-04T03:02:01' in text and b"1970" not in text


def test_any_text_is_escaped(tree):
    spoil(tree, text=NASTY, title=NASTY, rationale="x" * 40000)
    found = objects(check(export(tree)))
    values = next(v for _, v in found.values() if v["ReqIF.Name"].startswith(
        "a < b"))
    for name in ("ReqIF.Name", "ReqIF.Text"):
        assert values[name] == NASTY.replace("\x07", "\ufffd")


def test_unknown_parent_does_not_spoil_it(tree):
    spoil(tree, parents=["hlr~nowhere~1"])
    check(export(tree))


def test_broken_trace_leaves_no_old_export(tree):
    export(tree)
    spoil(tree, text=None)
    done = subprocess.run(
        ["/usr/bin/python3", ROOT / "trace/report.py", "--root", tree],
        capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be shown: trace.reqif" in done.stdout
    assert not (tree / "build/report/trace.reqif").exists()

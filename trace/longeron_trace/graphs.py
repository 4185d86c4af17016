# SPDX-License-Identifier: Apache-2.0
"""Coverage of each file, calls between modules and functions, as inline SVG.

A table on the same page says the same in text.
"""
import subprocess
import sys
from collections import Counter
from pathlib import Path

from lxml import etree
from markupsafe import Markup

SCOPES = (("host", "unit tests on the host"),
          ("target", "system tests on the target"))
MEASURES = (("lines", "Statements"), ("branches", "Branches"),
            ("mcdc", "MC/DC"))
NAME, PANEL, BAR, ROW, TOP = 230, 190, 170, 24, 26


def coverage(scopes):
    """A row for each file, a panel for each measure, a bar for each scope."""
    files = {s: {f["file"]: f for f in scopes.get(s, {}).get("files", [])}
             for s, _ in SCOPES}
    names = sorted(set().union(*files.values()))
    parts = [Markup('<text x="{}" y="14">{}</text>').format(
        NAME + n * PANEL, title) for n, (_, title) in enumerate(MEASURES)]
    for row, name in enumerate(names):
        y = TOP + row * ROW
        parts.append(Markup('<text x="0" y="{}">{}</text>').format(
            y + 13, name))
        for panel, (key, title) in enumerate(MEASURES):
            for bar, (scope, said) in enumerate(SCOPES):
                of = files[scope].get(name, {})
                all_, hit = of.get(key, 0), of.get(f"{key}_hit", 0)
                if all_:
                    parts.append(Markup(
                        '<g><title>{}, {}, {}: {} of {}</title>'
                        '<rect class="all" x="{x}" y="{y}" width="{w}" '
                        'height="7"/><rect class="{}" x="{x}" y="{y}" '
                        'width="{h:.1f}" height="7"/></g>').format(
                            name, title, said, hit, all_, scope,
                            x=NAME + panel * PANEL, y=y + 2 + 9 * bar,
                            w=BAR, h=BAR * hit / all_))
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" '
                  'aria-label="Coverage of each file; the table below has the '
                  'figures">{}</svg>').format(
                      NAME + len(MEASURES) * PANEL, TOP + len(names) * ROW,
                      Markup("").join(parts))


def links(couplings):
    """(from, to) -> how many functions of the one call one of the other."""
    return Counter((c["from"], c["to"]) for c in couplings
                   if c["kind"] == "control")


def calls(couplings):
    """Modules and the calls between them, laid out by Graphviz."""
    found = links(couplings)
    if not found:
        return Markup("")
    lines = ["ranksep=0.7;"]
    for name in sorted({n for pair in found for n in pair}):
        lines.append(f'"{name}" [class="{name.partition("/")[0]}"];')
    lines += [f'"{one}" -> "{two}";' for one, two in sorted(found)]
    svg = drawn(lines, "Calls between modules; the table below has them")
    for title in svg.iter("{*}title"):
        one, _, two = (title.text or "").partition("->")
        if two:
            title.text = f"{one} to {two}: {found[one, two]}"
    return Markup(etree.tostring(svg, encoding="unicode"))


def drawn(lines, label):
    """The graph of these lines, laid out by Graphviz."""
    text = ("digraph { bgcolor=transparent; node [shape=box, height=0.3, "
            "fontsize=11, fontname=Helvetica]; edge [arrowsize=0.6]; "
            + "\n".join(lines) + "}")
    try:
        done = subprocess.run(["dot", "-Tsvg"], input=text,
                              capture_output=True, text=True, check=True)
    except FileNotFoundError:
        sys.exit("dot is missing: install the package graphviz, or run "
                 "./bootstrap")
    svg = etree.fromstring(done.stdout.encode(), etree.XMLParser(
        remove_comments=True))
    for name in ("width", "height"):
        del svg.attrib[name]
    svg.attrib.update({"class": "calls", "role": "img", "aria-label": label})
    for element in svg.iter("{*}g"):
        element.attrib.pop("id", None)
    return svg


def module(file):
    """A source file with its header: kernel/sched."""
    return f"{Path(file).parts[1]}/{Path(file).stem}"


def callers(functions):
    """(file, name) of each function called -> who calls it."""
    found = {}
    for one in functions:
        for called in one["calls"]:
            found.setdefault(tuple(called), []).append(one)
    return found


def of_functions(functions, link):
    """(module, number of its functions, graph): who calls whom there, and
    whom outside; each function leads to its source."""
    known = {(f["file"], f["name"]): f for f in functions}
    edges = sorted({(key, tuple(called)) for key, f in known.items()
                    for called in f["calls"] if tuple(called) in known})
    for name in sorted({module(file) for file, _ in known}):
        mine = [e for e in edges if name in (module(e[0][0]), module(e[1][0]))]
        nodes = {n for edge in mine for n in edge}
        nodes |= {key for key in known if module(key[0]) == name}
        lines = ["rankdir=LR; ranksep=0.5; nodesep=0.12;"]
        for key in sorted(nodes):
            here = module(key[0]) == name
            lines.append(
                f'"{key[0]}:{key[1]}" [label="{key[1]}", tooltip="{key[1]}, '
                f'{module(key[0])}", class="{"here" if here else "there"}", '
                f'URL="{link(key[0], known[key]["line"])}"];')
        lines += [f'"{a[0]}:{a[1]}" -> "{b[0]}:{b[1]}";' for a, b in mine]
        svg = drawn(lines, f"Calls of {name}; the table below has them")
        width = float(svg.get("viewBox").split()[2])
        svg.set("style", f"width: {width / 13:.0f}rem")
        for title in svg.iter("{*}title"):
            title.text = " to ".join(
                end.rpartition(":")[2] for end in (title.text or "").split("->"))
        yield (name, sum(module(file) == name for file, _ in known),
               Markup(etree.tostring(svg, encoding="unicode")))

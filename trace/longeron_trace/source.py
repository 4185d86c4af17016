# SPDX-License-Identifier: Apache-2.0
"""Source files as lines of highlighted HTML with links to requirements."""
import html
import re

from markupsafe import Markup
from pygments import lexers, token

IDENTITY = re.compile(
    r"\b(?:sys|hlr|llr)~[A-Za-z][\w.-]*~\d+|\b(?:FM\.)?A-\d+\.\d+\b")
CLASSES = ((token.Comment.Preproc, "p"), (token.Comment.PreprocFile, "s"),
           (token.Comment, "c"), (token.Keyword, "k"), (token.String, "s"),
           (token.Number, "n"), (token.Name.Label, "k"))


def page_name(file):
    """The report's page for a source file, relative to the report."""
    return "source/" + file.replace("/", ".") + ".html"


def kind_of(kind):
    return next((name for parent, name in CLASSES if kind in parent), "")


def lines(file, text, known):
    """HTML of every line; known: the IDs that the report has."""
    if file.endswith((".c", ".h")):
        lexer = lexers.CLexer(stripnl=False, ensurenl=False)
        tokens = lexer.get_tokens(text)
    elif file.endswith(".S"):
        tokens = assembly(text)
    else:
        tokens = [(token.Text, text)]
    result = [""]
    for kind, value in tokens:
        name = kind_of(kind)
        for index, part in enumerate(value.split("\n")):
            if index:
                result.append("")
            if part:
                shown = link(part, known)
                result[-1] += (f'<i class="{name}">{shown}</i>' if name
                               else shown)
    if result[-1] == "":
        result.pop()
    return [Markup(line) for line in result]


def assembly(text):
    comment = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
    place = 0
    for match in comment.finditer(text):
        yield token.Text, text[place:match.start()]
        yield token.Comment, match[0]
        place = match.end()
    yield token.Text, text[place:]


def link(text, known):
    def replace(match):
        identity = match[0]
        if identity not in known:
            return identity
        page = "matrix" if "~" in identity else "objectives"
        return f'<a href="../{page}.html#{identity}">{identity}</a>'
    return IDENTITY.sub(replace, html.escape(text))

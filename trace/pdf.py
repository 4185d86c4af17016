#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make build/report/report.pdf: the report as one document with contents.

The same results give the same bytes. It is made beside the pages, also when a
check does not hold; the document says so.
"""
import argparse
import os
import sys
from pathlib import Path

from jinja2 import TemplateError

os.environ["SOURCE_DATE_EPOCH"] = "0"       # in the fonts that are embedded
from weasyprint import HTML  # noqa: E402

from report import Report  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--out", type=Path, help="not into build/report")
    options = parser.parse_args()
    root = options.root.resolve()
    out = (options.out or root / "build/report") / "report.pdf"
    out.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        text = Report(root).environment.get_template("print.html").render()
    except (TemplateError, AttributeError, KeyError, TypeError,
            ValueError) as error:
        print(f"build/report/report.pdf:1: cannot be made: {error!r}\n    cure: "
              "`make report` tells which result is wrong", file=sys.stderr)
        return 1
    document = HTML(string=text, base_url="about:blank").render()
    document.write_pdf(out)
    print(f"report: build/report/report.pdf: {len(document.pages)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a review of a requirement looks at, and the lines that record it.

Prints each checklist with what it is about, the state, and a line for
trace/reviews.csv; who has reviewed fills in the empty fields.
"""
import argparse
import difflib
import sys
from pathlib import Path

from longeron_trace import reviews
from longeron_trace.links import Trace


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("of", metavar="OF")
    options = parser.parse_args()
    trace = Trace(options.root.resolve(), static=True)
    item = trace.item(options.of)
    if not item:
        near = difflib.get_close_matches(options.of, list(trace.by_id), 3)
        print(f"make review: {options.of} is no requirement\n    cure: write OF="
              + (" or OF=".join(near) or "an ID as it stands under req/"),
              file=sys.stderr)
        return 2
    print(f"{item.file}:{item.line}: {item.id}: {item.title}")
    for one in trace.reviews_of(item):
        checklist = one["checklist"]
        print(f"\n{checklist}: {one['state']}; by "
              f"{reviews.CHECKLISTS}/{checklist}.md")
        for need in reviews.ABOUT[checklist] or ("proof",):
            for each in trace.evidence[item.id]:
                if each["need"] == need and each["name"]:
                    print(f"    {each['file']}:{each['line']}: {need} "
                          f"{each['name']}")
        values = {"id": item.id, "fingerprint": one["fingerprint"],
                  "checklist": checklist}
        print("    " + ",".join(values.get(c, "") for c in reviews.COLUMNS))
    print(f"\nFill in {', '.join(c for c in reviews.COLUMNS if c not in values)}"
          f" and add the line to {reviews.FILE}, which begins with\n    "
          + ",".join(reviews.COLUMNS))
    return 0


if __name__ == "__main__":
    sys.exit(main())

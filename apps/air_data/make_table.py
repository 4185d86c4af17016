#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Turn recording.csv into a constant C table.

Usage: make_table.py recording.csv > recording.inc
"""
import csv
import sys

COLUMNS = ["static_pa", "total_pa", "total_k"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], newline="", encoding="ascii") as f:
        rows = csv.DictReader(f)
        if rows.fieldnames != COLUMNS:
            sys.exit("%s:1: the columns are %s, not %s: run "
                     "make_recording.py again" % (
                         sys.argv[1], COLUMNS, rows.fieldnames))
        for row in rows:
            try:
                values = [float(row[c]) for c in COLUMNS]
            except (TypeError, ValueError):
                sys.exit("%s:%d: three numbers are needed: run "
                         "make_recording.py again" % (
                             sys.argv[1], rows.line_num))
            print("{%r, %r, %r}," % tuple(values))


if __name__ == "__main__":
    main()

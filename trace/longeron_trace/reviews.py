# SPDX-License-Identifier: Apache-2.0
"""Review records: who has seen which fingerprint of a requirement.

trace/reviews.csv has a line `id,fingerprint,reviewer,independent` for each
review. What changed since its last review is suspect, and so is all below it.
"""
import csv
from pathlib import Path

from .problem import Problem

FILE = "trace/reviews.csv"
COLUMNS = ["id", "fingerprint", "reviewer", "independent"]
REVIEWED, OPEN, SUSPECT = "reviewed", "not reviewed", "suspect"


def read(root, known, problems):
    """Records by requirement; a record of no requirement is a problem."""
    records = {}
    path = Path(root) / FILE
    if not path.exists():
        return records
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if table.fieldnames != COLUMNS:
            problems.append(Problem(FILE, 1, "wrong columns",
                                    "write " + ",".join(COLUMNS)))
            return records
        for line, record in enumerate(table, 2):
            if record["id"] not in known:
                problems.append(Problem(
                    FILE, line, f"review of unknown {record['id']}",
                    "remove the line, or correct the ID"))
            elif not record["reviewer"]:
                problems.append(Problem(
                    FILE, line, f"review of {record['id']} by nobody",
                    "write who reviewed it"))
            else:
                records.setdefault(record["id"], []).append(record)
    return records


def judge(items, records, fingerprint):
    """id -> (state, record), from the top down."""
    by_id = {i.id: i for i in items}
    states = {}

    def state(item):
        if item.id in states:
            return states[item.id]
        states[item.id] = (OPEN, None)      # ends a circle
        mine = records.get(item.id, [])
        seen = [r for r in mine if r["fingerprint"] == fingerprint(item)]
        parents = [state(by_id[p])[0] for p, _ in item.covers if p in by_id]
        if SUSPECT in parents or (mine and not seen):
            states[item.id] = (SUSPECT, None)
        elif seen:
            states[item.id] = (REVIEWED, seen[-1])
        return states[item.id]

    for item in items:
        state(item)
    return states

# SPDX-License-Identifier: Apache-2.0
"""A finding: where it is, what is wrong and what cures it."""
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    line: int
    text: str
    cure: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.text}\n    cure: {self.cure}"

"""Ruled tables: where lines drawn on a page frame one.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_THIN = 2.0  # points: a drawn line is no thicker
_LONG = 20.0  # points: it is at least so long
_LEVEL = 1.0  # points: lines so near in height are one
_SAME = 3.0  # points: ends so near are the same
_APART = 180.0  # points: a table's row is no higher
_FEWEST = 3  # lines: two may part a running head and foot from the page


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lines of a ruled table enclose."""

    left: float
    right: float
    lower: float
    upper: float

    def crosses(self, x: float) -> bool:
        """Whether a vertical line runs through it."""
        return self.left < x < self.right

    def holds(self, y: float) -> bool:
        """Whether a baseline is inside."""
        return self.lower <= y <= self.upper


Shape = tuple[float, float, float, float]
"""Left, lower, right and upper edge of a drawn path."""


def frames_of(shapes: Iterable[Shape]) -> list[Frame]:
    """Find the ruled tables of a page by level lines of one length, one below the other."""
    runs: list[list[Shape]] = []
    for rule in sorted(_level_lines(shapes), key=lambda rule: -rule[1]):
        for run in runs:
            above = run[-1]
            alike = abs(above[0] - rule[0]) < _SAME and abs(above[2] - rule[2]) < _SAME
            if alike and above[1] - rule[1] < _APART:
                run.append(rule)
                break
        else:
            runs.append([rule])
    return [
        Frame(run[0][0], run[0][2], run[-1][1], run[0][1]) for run in runs if len(run) >= _FEWEST
    ]


def _level_lines(shapes: Iterable[Shape]) -> list[Shape]:
    """Give the level lines of a page, those that continue each other as one."""
    thin = [s for s in shapes if s[3] - s[1] <= _THIN and s[2] - s[0] >= _LONG]
    found: list[Shape] = []
    for row in _rows(sorted(thin, key=lambda s: (-s[1], s[0]))):
        found.append(row[0])
        for _, right in pairwise(row):
            left = found[-1]
            if right[0] <= left[2] + _SAME:
                found[-1] = (left[0], left[1], max(left[2], right[2]), left[3])
            else:
                found.append(right)
    return found


def _rows(shapes: Sequence[Shape]) -> list[list[Shape]]:
    rows: list[list[Shape]] = []
    for shape in shapes:
        if rows and rows[-1][0][1] - shape[1] <= _LEVEL:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [sorted(row) for row in rows]

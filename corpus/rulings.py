"""Ruled tables: where lines drawn on a page frame one.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_THIN = 2.0  # points: a drawn line is no thicker
_LONG = 20.0  # points: it is at least so long
_LEVEL = 1.0  # points: lines so near in height are one
_SAME = 3.0  # points: ends so near are the same
_APART = 180.0  # points: a table's row is no higher
_FEWEST = 3  # lines: two may part a running head and foot from the page
_SHADED = (8.0, 40.0)  # points: a shaded head is at least and at most so high
_HEADED = 60.0  # points: it stands so near above the first line of its table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that is ruled both ways; see ``corpus.lattices``.

    Attributes:
        row: of its upper edge, from 0.
        first: its first column, from 0.
        last: its last column.
        left: left edge.
        lower: lower edge.
        right: right edge.
        upper: upper edge.
    """

    row: int
    first: int
    last: int
    left: float
    lower: float
    right: float
    upper: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left <= x <= self.right and self.lower <= y <= self.upper


@dataclass(frozen=True, slots=True)
class Frame:
    """What the lines of a ruled table enclose.

    Attributes:
        left: where its lines begin.
        right: where they end.
        rules: heights of its lines, top to bottom; the upper edge of a shaded head is one.
        short: heights of the lines inside that do not reach from end to end.
        cells: what upright lines too part; empty where they do not.
    """

    left: float
    right: float
    rules: tuple[float, ...]
    short: tuple[float, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def upper(self) -> float:
        """Upper edge."""
        return self.rules[0]

    @property
    def lower(self) -> float:
        """Lower edge."""
        return self.rules[-1]

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
    every = list(shapes)
    lines = _joined(s for s in every if s[3] - s[1] <= _THIN and s[2] - s[0] >= _LONG)
    runs = _runs(sorted(lines, key=lambda rule: -rule[1]), _APART)
    shaded = _joined(s for s in every if _SHADED[0] <= s[3] - s[1] <= _SHADED[1])
    framed = [(run[0], [*_head(run[0], shaded), *(rule[1] for rule in run)]) for run in runs]
    framed += _striped(shaded)
    return [
        Frame(left, right, tuple(rules), tuple(_short(rules, left, right, lines)))
        for (left, _, right, _), rules in framed
        if len(rules) >= _FEWEST
    ]


def _runs(shapes: Iterable[Shape], apart: float) -> list[list[Shape]]:
    """Group shapes, given top to bottom, that stand under each other and less than so far apart."""
    runs: list[list[Shape]] = []
    for shape in shapes:
        for run in runs:
            if _alike(run[-1], shape) and run[-1][1] - shape[3] < apart:
                run.append(shape)
                break
        else:
            runs.append([shape])
    return runs


def _alike(one: Shape, other: Shape) -> bool:
    """Whether two shapes begin and end under each other."""
    return abs(one[0] - other[0]) < _SAME and abs(one[2] - other[2]) < _SAME


def _head(rule: Shape, shaded: Iterable[Shape]) -> list[float]:
    """Give the edges of the shaded head that stands over the first line of a table."""
    for head in shaded:
        if _alike(head, rule) and -_LEVEL <= head[1] - rule[1] < _HEADED:
            return [head[3], head[1]] if head[1] - rule[1] > _THIN else [head[3]]
    return []


def _striped(shaded: Sequence[Shape]) -> list[tuple[Shape, list[float]]]:
    """Give the edges of the stripes of tables whose every second row is shaded.

    A row as high as the last stripe may stand below it.
    """
    return [
        (run[0], [*(y for s in run for y in (s[3], s[1])), 2 * run[-1][1] - run[-1][3]])
        for run in _runs(shaded, _HEADED)
        if len(run) >= _FEWEST
    ]


def _short(
    rules: Sequence[float], left: float, right: float, lines: Iterable[Shape]
) -> Iterator[float]:
    for line in lines:
        within = left - _SAME < line[0] and line[2] < right + _SAME
        if within and rules[-1] < line[1] < rules[0] and line[2] - line[0] < right - left - _SAME:
            yield line[1]


def _joined(shapes: Iterable[Shape]) -> list[Shape]:
    """Give level shapes, those that continue each other as one."""
    found: list[Shape] = []
    for row in _rows(sorted(shapes, key=lambda s: (-s[1], s[0]))):
        found.append(row[0])
        for right in row[1:]:
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

"""Lattices: the cells of a table that is ruled both ways, those over several rows or columns too.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.rulings import Cell, Frame, Shape, frames_of
from corpus.segments import Segment
from corpus.words import SAME_ROW, Word

_THIN = 2.0  # points: a drawn line is no thicker
_SAME = 3.0  # points: lines so near are one
_ROWS = 2  # and columns that a lattice has at least
_MOST = 2000  # lines and cells: more of them are a drawing
_FILLED = 0.5  # of the rows hold two cells that are not blank
_MIDDLE = 0.3  # of the font size: so far above its baseline is a word's middle
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")


def framed(shapes: Iterable[Shape]) -> list[Frame]:
    """Find the ruled tables of a page, and the cells of those that are ruled both ways."""
    every = list(shapes)
    return [replace(frame, cells=cells_in(frame, every)) for frame in frames_of(every)]


def cells_in(frame: Frame, shapes: Iterable[Shape]) -> tuple[Cell, ...]:
    """Find the cells of a table by the upright and the level lines within its frame.

    Args:
        frame: what the table's level lines enclose.
        shapes: the paths that are drawn on its page.

    Returns:
        The cells, top to bottom and left to right; none where upright lines do not part all of
        the table, or where what they part are no rectangles.
    """
    within = [shape for shape in shapes if _is_within(shape, frame)]
    level = [s for s in within if s[3] - s[1] <= _THIN < s[2] - s[0]]
    upright = [s for s in within if s[2] - s[0] <= _THIN < s[3] - s[1]]
    if not 0 < len(upright) <= _MOST or len(level) > _MOST:
        return ()
    xs = _places([frame.left, frame.right, *((s[0] + s[2]) / 2 for s in upright)])
    heights = [*frame.rules, *((s[1] + s[3]) / 2 for s in level)]
    lower, upper = min(s[1] for s in upright) - _SAME, max(s[3] for s in upright) + _SAME
    ys = _places([y for y in heights if lower < y < upper])[::-1]
    if min(len(xs), len(ys)) <= _ROWS or len(xs) * len(ys) > _MOST:
        return ()
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (upper, lower) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            x, y = (left + right) / 2, (lower + upper) / 2
            own = (row, column)
            if column and not any(s[1] < y < s[3] and _near(s[0], left) for s in upright):
                own = joined[row, column - 1]
            if row and not any(s[0] < x < s[2] and _near(s[1], upper) for s in level):
                own = _merged(joined, own, joined[row - 1, column])
            joined[row, column] = own
    return _cells(joined, xs, ys)


def _is_within(shape: Shape, frame: Frame) -> bool:
    level = frame.left - _SAME < shape[0] and shape[2] < frame.right + _SAME
    return level and frame.lower - _SAME < shape[1] and shape[3] < frame.upper + _SAME


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SAME


def _places(values: Sequence[float]) -> list[float]:
    """Give values in order, those close to each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= _SAME:
            found.append(value)
    return found


def _merged(
    joined: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> tuple[int, int]:
    """Make two cells one, under the place of the upper left one."""
    first, second = min(one, other), max(one, other)
    for place, own in joined.items():
        if own == second:
            joined[place] = first
    return first


def _cells(
    joined: dict[tuple[int, int], tuple[int, int]], xs: Sequence[float], ys: Sequence[float]
) -> tuple[Cell, ...]:
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, own in joined.items():
        places.setdefault(own, []).append(place)
    found = []
    for held in places.values():
        rows, columns = {row for row, _ in held}, {column for _, column in held}
        if len(held) != len(rows) * len(columns):
            return ()
        top, first, last = min(rows), min(columns), max(columns)
        lower, upper = ys[max(rows) + 1], ys[top]
        found.append(Cell(top, first, last, xs[first], lower, xs[last + 1], upper))
    whole = max(cell.last - cell.first for cell in found) == len(xs) - 2 and len(found) == 1
    return () if whole else tuple(sorted(found, key=lambda cell: (cell.row, cell.first)))


def lattice_rows(frame: Frame, rows: Sequence[Sequence[Word]]) -> list[tuple[int, Segment]]:
    """Fill the cells of a table that is ruled both ways.

    Args:
        frame: the table, with its cells.
        rows: the words of each row of its page, top to bottom.

    Returns:
        A segment for each cell that is not blank, with the index of the page's row in which its
        own row begins; none where the table is a drawing, or where rules do not part its rows.
    """
    held: dict[Cell, list[Word]] = {}
    heights: list[tuple[float, int]] = []
    for index, row in enumerate(rows):
        for word in row:
            if cell := cell_at(frame, word):
                held.setdefault(cell, []).append(word)
                heights.append((word.y, index))
    if not held or any(map(_is_several, held.values())):
        return []
    found: list[tuple[int, Segment]] = []
    filled, begun = 0, -1
    numbers = sorted({cell.row for cell in held})
    for number in numbers:
        own = sorted((cell for cell in held if cell.row == number), key=lambda cell: cell.first)
        index = next(at for y, at in heights if y <= own[0].upper)
        if index == begun:
            return []
        begun = index
        filled += len(own) > 1
        top = next(word.y for word in rows[index])
        found += [(index, _segment(cell, held[cell], top)) for cell in own]
    return found if len(numbers) > 1 and filled >= _FILLED * len(numbers) else []


def cell_at(frame: Frame, word: Word) -> Cell | None:
    """Give the cell in which a word's middle is; None if it is in none."""
    x, y = (word.x0 + word.x1) / 2, word.y + _MIDDLE * word.size
    return next((cell for cell in frame.cells if cell.holds(x, y)), None)


def _segment(cell: Cell, words: Sequence[Word], top: float) -> Segment:
    """Make a whole cell of its words, the first of them on a baseline."""
    shift = top - words[0].y
    moved = tuple(replace(word, y=word.y + shift) for word in words)
    return Segment(moved, cut=True, whole=True, place=(cell.first, cell.last))


def _is_several(words: Sequence[Word]) -> bool:
    """Whether the words of a cell are figures below each other: rules part no rows there."""
    lines = [[words[0]]]
    for above, word in pairwise(words):
        if above.y - word.y > SAME_ROW * word.size:
            lines.append([])
        lines[-1].append(word)
    texts = [" ".join(word.text for word in line) for line in lines]
    return len(texts) > 1 and all(map(_FIGURE.fullmatch, texts))

"""Bands of a page in which exhibits, or lists, stand side by side under captions or heads.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF. A band ends where a line
runs across its gutter, or far below its last line.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from corpus.pieces import BULLET, CAPTION
from corpus.segments import Segment

_ITEMS = 2  # of each of two lists side by side
_FAR = 3.5  # of the font size: a line so far below is of no band
_EDGE = 2.0  # points between a gutter and what begins behind it

Rows = Sequence[Sequence[Segment]]


def bands_of(rows: Rows) -> list[list[Segment]]:
    """Cut the rows of a column of text into what is read one after another.

    Args:
        rows: the segments of each baseline, top to bottom.

    Returns:
        What stands above, in and below each band; a band's columns from left to right.
    """
    found: list[list[Segment]] = []
    whole: list[Segment] = []
    at = 0
    while at < len(rows):
        gutters = gutters_at(rows, at)
        end = _end(rows, at, gutters)
        if gutters:
            columns: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
            for segment in (segment for row in rows[at:end] for segment in row):
                columns[bisect(gutters, segment.x0)].append(segment)
            found += [whole, *columns] if whole else columns
            whole = []
        else:
            whole += rows[at]
        at = end
    return found + ([whole] if whole else [])


def gutters_at(rows: Rows, at: int) -> list[float]:
    """Give where the columns of a band after its first one begin; none where no band begins."""
    row = rows[at]
    if len(row) > 1 and all(CAPTION.match(segment.text) for segment in row):
        return [segment.x0 - _EDGE for segment in row[1:]]
    heads = int(len(row) == 2 and not any(map(_is_item, row)))
    items = rows[at + heads] if at + heads < len(rows) else ()
    if len(row) != 2 or len(items) != 2 or not all(map(_is_item, items)):
        return []
    x = min(items[1].x0, row[1].x0) - _EDGE
    band = [segment for own in rows[at : _end(rows, at, [x])] for segment in own]
    sides = [[s for s in band if (s.x0 < x) is left and _is_item(s)] for left in (True, False)]
    clear = items[0].x1 <= x and row[0].x1 <= x
    return [x] if clear and min(map(len, sides)) >= _ITEMS else []


def _end(rows: Rows, at: int, gutters: Sequence[float]) -> int:
    """Give the index of the row after the last one of a band."""
    end = at + 1
    while gutters and end < len(rows):
        row, above = rows[end], rows[end - 1]
        far = above[0].y - row[0].y > _FAR * max(above[0].size, row[0].size)
        if far or any(segment.x0 < x < segment.x1 for segment in row for x in gutters):
            break
        end += 1
    return end


def _is_item(segment: Segment) -> bool:
    return not segment.cut and BULLET.match(segment.text) is not None

"""Boxes beside the text: a narrow column in type of another size, which no line runs into.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF. The cells of a table
are as large as each other; what is printed smaller or larger beside the prose is a text of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.clean import Line, ends_clause
from corpus.columns import baselines, is_column
from corpus.segments import Segment

_SIZED = 0.06  # of the font size: type that differs by so much is another
_ALIKE = 0.9  # of a box is of one size, and so much of the text is of others
_APART = 5.0  # of the font size: lines so far from each other are of two boxes
_NEAR = 3.0  # of the font size: text so far above or below stands beside a box
_ROWS = 3  # of a box
_GAP = 6.0  # points between a box and the text
_LEVEL = 0.5  # points: baselines so near are one
_SHARED = 0.5  # of the lines of a box, at most, stand on a baseline of the text


def boxes_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Find the boxes that stand beside the text of a page.

    Args:
        segments: what the page's body holds.

    Returns:
        What each box holds, top to bottom.
    """
    starts = Counter(round(segment.x0 / 3) for segment in segments)
    every = [
        box
        for start, count in starts.items()
        if count >= _ROWS
        for box in _at(3 * start - 2.0, segments)
    ]
    found: list[list[Segment]] = []
    taken: set[Segment] = set()
    for box in sorted(every, key=len, reverse=True):
        if taken.isdisjoint(box):
            found.append(box)
            taken.update(box)
    return sorted(found, key=lambda box: -box[0].y)


def _at(x: float, segments: Sequence[Segment]) -> Iterable[list[Segment]]:
    """Give the boxes on either side of a vertical line."""
    left = [segment for segment in segments if segment.x1 <= x]
    right = [segment for segment in segments if segment.x0 >= x]
    crossing = [segment for segment in segments if segment.x0 < x < segment.x1]
    for side, other in ((right, left), (left, right)):
        for run in _runs(side, crossing):
            upper, lower = run[0].y, run[-1].y
            beside = [
                s for s in other if lower < s.y + _NEAR * s.size and s.y < upper + _NEAR * s.size
            ]
            if _is_box(run, beside, side):
                yield run


def _runs(side: Sequence[Segment], crossing: Sequence[Segment]) -> list[list[Segment]]:
    """Group the lines of one side that stand below each other, with nothing across between."""
    runs: list[list[Segment]] = []
    for segment in sorted(side, key=lambda s: (-s.y, s.x0)):
        above = runs[-1][-1] if runs else None
        parted = above and any(segment.y <= other.y <= above.y for other in crossing)
        if above and not parted and above.y - segment.y <= _APART * segment.size:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return runs


def _is_box(run: Sequence[Segment], text: Sequence[Segment], side: Sequence[Segment]) -> bool:
    """Whether lines are in type of their own, beside a column of prose and in no column."""
    rows = baselines(run)
    if len(rows) < _ROWS or not is_column(text):
        return False
    size = _usual_size(text)
    if _share(run, size) > 1 - _ALIKE or _share(text, _usual_size(run)) > 1 - _ALIKE:
        return False
    if any(_is_sized(segment, size) and len(segment.words) > _ROWS for segment in side):
        return False  # the side is a column of text, and what is small there is part of it
    clear = max(min(s.x0 for s in a) - max(s.x1 for s in b) for a, b in ((run, text), (text, run)))
    narrow = _width(run) < _width(text)
    heights = [segment.y for segment in text]
    level = sum(any(abs(y - row[0].y) <= _LEVEL for y in heights) for row in rows)
    return narrow and clear >= _GAP and level <= _SHARED * len(rows)


def _width(segments: Sequence[Segment]) -> float:
    return max(s.x1 for s in segments) - min(s.x0 for s in segments)


def _is_sized(segment: Segment, size: float) -> bool:
    return abs(segment.size - size) <= _SIZED * size


def _share(segments: Sequence[Segment], size: float) -> float:
    """Compute which share of the characters is printed in a size."""
    own = sum(len(segment.text) for segment in segments if _is_sized(segment, size))
    return own / sum(len(segment.text) for segment in segments)


def _usual_size(segments: Sequence[Segment]) -> float:
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def with_boxes(lines: Sequence[Line], boxes: Iterable[Sequence[Line]]) -> list[Line]:
    """Put boxes into the lines of a page where a paragraph that they stand beside has ended."""
    found = list(lines)
    for box in boxes:
        ends = [
            at
            for at, (above, line) in enumerate(pairwise(found), start=1)
            if line.gap and not line.boxed and ends_clause(above.text)
        ]
        below = [at for at in ends if found[at].y < box[0].y]
        over = not found or ends_clause(found[-1].text)
        at = below[0] if below else len(found) if over or not ends else ends[-1]
        found[at:at] = [replace(line, boxed=True, first=False) for line in box]
        after = at + len(box)
        found[after : after + 1] = [line.below(1, first=False) for line in found[after : after + 1]]
    return found

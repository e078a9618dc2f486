"""Columns of a page: where running text stands side by side, and where a table does.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.bands import bands_of
from corpus.pieces import CAPTION
from corpus.rulings import Frame
from corpus.segments import FAR, Segment, are_even, gaps_of
from corpus.words import SAME_ROW

_LINE_PITCH = 1.8  # of the font size: lines of one paragraph are no farther apart
_WIDER = 1.6  # times the gaps between a cell's words
_NEAR = 6  # rows above and below, those of both columns counted
_GUTTER = 6.0  # points between two columns of text, at least
_COLUMN_LINES = 4  # a column of text has so many lines at least
_COLUMN_WORDS = 3.5  # and so many words to a line
_CAPTION_LINES = 4.0  # of the font size: a caption stands so near its table
_BEGUN = 0.2  # of the lines of a text begin in the middle of a sentence
_FILLED = 0.55  # and fills so much of its width


def columns_of(
    segments: Sequence[Segment], usual: float | None = None, frames: Sequence[Frame] = ()
) -> list[list[Segment]]:
    """Cut a region into the columns and bands that are read one after another.

    Args:
        segments: what the region holds.
        usual: where other pages have their gutter, for a page with too few lines to tell;
            None where there is no such place.
        frames: the ruled tables of the page; one across two columns is not cut.
    """
    gutter = gutter_of(segments)
    if gutter is None and usual is not None and _is_gutter(segments, usual):
        gutter = usual
    if gutter is None:
        return bands_of(baselines(segments))
    tabular = _tabular(segments, gutter)
    for frame in frames:
        if frame.crosses(gutter):
            whole = _with_caption(frame, segments)
            tabular |= {segment for segment in segments if whole.holds(segment.y)}
    found: list[list[Segment]] = []
    band: list[Segment] = []
    across: list[Segment] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if segment.x0 < gutter < segment.x1 or segment in tabular:
            found += _halves(band, gutter, frames)
            band = []
            across.append(segment)
        else:
            found += [across] if across else []
            across = []
            band.append(segment)
    return found + ([across] if across else []) + _halves(band, gutter, frames)


def _with_caption(frame: Frame, segments: Sequence[Segment]) -> Frame:
    """Extend a ruled table to the caption that stands close above it."""
    tops = [
        segment.y
        for segment in segments
        if 0 <= segment.y - frame.upper < _CAPTION_LINES * segment.size
        and CAPTION.match(segment.text)
    ]
    return replace(frame, rules=(max(tops), *frame.rules)) if tops else frame


def _is_gutter(segments: Sequence[Segment], x: float) -> bool:
    """Whether hardly anything crosses a place where other pages have their gutter."""
    left = sum(segment.x1 <= x for segment in segments)
    right = sum(segment.x0 >= x for segment in segments)
    return min(left, right) >= 2 and len(segments) - left - right <= 0.2 * len(segments)


def _halves(band: Sequence[Segment], gutter: float, frames: Sequence[Frame]) -> list[list[Segment]]:
    left = [segment for segment in band if segment.x1 <= gutter]
    right = [segment for segment in band if segment.x1 > gutter]
    return columns_of(left, None, frames) + columns_of(right, None, frames)


def gutter_of(segments: Sequence[Segment]) -> float | None:
    """Find where two columns of running text meet; None where there is one column.

    Columns of text have many lines that fill them; the columns of a table do not.
    """
    if len(segments) < 2 * _COLUMN_LINES:
        return None
    starts = Counter(round(segment.x0 / 3) for segment in segments)
    best: tuple[int, float] | None = None
    for start, count in starts.items():
        if count < _COLUMN_LINES:
            continue
        x = 3 * start - 2.0
        left = [segment for segment in segments if segment.x1 <= x]
        right = [segment for segment in segments if segment.x0 >= x]
        crossing = len(segments) - len(left) - len(right)
        score = len(left) + len(right) - 3 * crossing
        if is_column(left) and is_column(right) and score > 0 and _clear(left, right):
            middle = (max(s.x1 for s in left) + min(s.x0 for s in right)) / 2
            best = max(best or (score, middle), (score, middle))
    return best[1] if best else None


def _clear(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    edge = sorted(segment.x1 for segment in left)[int(0.9 * (len(left) - 1))]
    return min(segment.x0 for segment in right) - edge >= _GUTTER


def is_column(segments: Sequence[Segment]) -> bool:
    """Whether segments are a column of text, tables and short lines among it aside."""
    lines = [row[0] for row in baselines(segments) if len(row) == 1]
    prose = [line for line in lines if len(line.words) >= _COLUMN_WORDS]
    if len(prose) < _COLUMN_LINES:
        return False
    x0, x1 = min(s.x0 for s in segments), max(s.x1 for s in segments)
    return median((s.x1 - s.x0) / max(x1 - x0, 1) for s in prose) >= _FILLED


def _tabular(segments: Sequence[Segment], gutter: float) -> set[Segment]:
    """Find the rows of a table across both columns: two or more with three cells each.

    What stands over it goes across too; tables that stand side by side have no such caption.
    """
    found: set[Segment] = set()
    run: list[list[Segment]] = []
    captioned = True  # at the page's top too
    since = 0
    for row in [*baselines(segments), []]:
        if len(row) >= 3 and (run or captioned):
            run.append(row)
            continue
        sides = [[s for r in run for s in r if (s.x1 <= gutter) is left] for left in (True, False)]
        if len(run) > 1 and not any(_is_text(side, len(run)) for side in sides):
            found |= {segment for r in run for segment in r}
        crossing = any(segment.x0 < gutter < segment.x1 for segment in row)
        since = 0 if crossing or run else since + 1
        captioned = crossing or (captioned and since < 3)
        run = []
    return found


def _is_text(side: Sequence[Segment], rows: int) -> bool:
    """Whether one side of some rows is running text: many of its lines begin in a sentence."""
    words = [len(segment.words) for segment in side]
    begun = sum(segment.text[:1].islower() for segment in side) >= _BEGUN * len(side)
    return not words or (begun and len(side) <= 1.2 * rows and median(words) >= _COLUMN_WORDS)


def baselines(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Group segments by their baseline, top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if rows and abs(rows[-1][0].y - segment.y) <= SAME_ROW * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda s: s.x0) for row in rows]


def with_true_cells(rows: Sequence[Sequence[Segment]], gutter: float | None) -> list[list[Segment]]:
    """Put segments together that only the spacing of justified lines parts.

    Cells stand under cells, or far apart; columns stand on either side of their gutter.
    """
    rows = _stretched_rows(rows)
    found: list[list[Segment]] = []
    for index, row in enumerate(rows):
        near = [*rows[max(0, index - _NEAR) : index], *rows[index + 1 : index + 1 + _NEAR]]
        anchors = [anchor for other in near for anchor in _anchors(other)]
        merged = [row[0]]
        for segment in row[1:]:
            alike = sum(any(abs(s.x0 - segment.x0) < 1 for s in other) for other in near)
            under = alike >= 2 or any(_is_under(segment, anchor) for anchor in anchors)
            across = gutter is not None and merged[-1].x1 <= gutter <= segment.x0
            cut = segment.cut or merged[-1].cut
            if cut or across or under or _is_wide(merged[-1], segment):
                merged.append(segment)
            else:
                merged[-1] = Segment(merged[-1].words + segment.words)
        found.append(merged)
    return found


def _stretched_rows(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Put lines of few words together that are stretched to both edges of the prose by them."""
    found: list[list[Segment]] = []
    for index, row in enumerate(rows):
        if any(segment.cut for segment in row):
            found.append(list(row))
            continue
        beside = [*found[-1:], *rows[index + 1 : index + 2]]
        lines = [s for other in beside for s in other if len(s.words) > 2]
        whole = list(row)
        for line in lines:
            if 0 < abs(line.y - row[0].y) < _LINE_PITCH * line.size:
                whole = _filling(whole, line)
        found.append(whole)
    return found


def _filling(row: Sequence[Segment], line: Segment) -> list[Segment]:
    """Join the segments that begin and end where a line of prose does, if their gaps are even."""
    first = [i for i, segment in enumerate(row) if abs(segment.x0 - line.x0) < 1]
    last = [i for i, segment in enumerate(row) if abs(segment.x1 - line.x1) < 1]
    if not first or not last or first[0] >= last[0]:
        return list(row)
    words = tuple(word for s in row[first[0] : last[0] + 1] for word in s.words)
    figures = any(not any(char.isalpha() for char in s.text) for s in row)
    if figures or not are_even(gaps_of(words), line.size):
        return list(row)
    return [*row[: first[0]], Segment(words), *row[last[0] + 1 :]]


def _is_wide(left: Segment, right: Segment) -> bool:
    """Whether the gap between segments is wider than those between their own words."""
    gap = right.x0 - left.x1
    inner = [inner for s in (left, right) for inner in gaps_of(s.words)]
    return gap > FAR * right.size or (bool(inner) and gap > _WIDER * max(inner))


def _anchors(row: Sequence[Segment]) -> list[Segment]:
    """Choose the short segments of a row whose places are no accident of its spacing."""
    far = [right for left, right in pairwise(row) if _is_wide(left, right)]
    return [segment for segment in far if len(segment.words) <= 3]


def _is_under(segment: Segment, other: Segment) -> bool:
    """Whether a segment stands under another: left, right or centred."""
    left, right = segment.x0 - other.x0, segment.x1 - other.x1
    return min(abs(left), abs(right), abs(left + right) / 2) < 2

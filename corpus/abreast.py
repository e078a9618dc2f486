"""Columns of text that stand side by side in the lines of a file: read one after the other.

Everything here is pure. Programs that keep a page's layout print two columns so. A table looks
alike, but its cells are short, and few of its lines begin in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from corpus.clean import Line

_GUTTER = re.compile(r"(?<=\S) {2,}(?=\S)")
_LEAST = 6  # lines that both columns have
_WORDS = 3.5  # in a line of a column of text
_FILLED = 0.6  # of a column's width that its lines fill
_WITHIN = 0.3  # of its lines that begin in the middle of a sentence


def one_after_another(lines: Sequence[Line]) -> list[Line]:
    """Put columns that stand side by side one after the other.

    Args:
        lines: a document's lines, their inner blanks kept.

    Returns:
        The lines in reading order, those that hold two columns as two; ``first`` tells where a
        column begins.
    """
    found: list[Line] = []
    for page in _pages(lines):
        start = _gutter(page)
        for region, parted in _regions(page, start):
            found += _columns(region, start) if parted else region
    return found


def _pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in lines:
        if line.first and page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _gutter(lines: Iterable[Line]) -> int:
    """Find where the second column begins; 0 where nothing shows one."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({line.indent + match.end() for match in _GUTTER.finditer(line.text)})
    best = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return best[0] if best[1] >= _LEAST else 0


def _regions(lines: Sequence[Line], start: int) -> Iterator[tuple[list[Line], bool]]:
    """Give the runs of lines that nothing crosses the gutter in, and those between them."""
    for parted, group in groupby(lines, key=lambda line: start > 0 and not _crosses(line, start)):
        run = list(group)
        top = _above(run, start) if parted else 0
        if top:
            yield run[:top], False
        if run[top:]:
            yield run[top:], parted and _are_columns(run[top:], start)


def _above(lines: Sequence[Line], start: int) -> int:
    """Count the lines over the columns: a masthead with a date at its right, a heading.

    They go down to the last gap above which nothing begins where the second column does.
    """
    gaps = [at for at, line in enumerate(lines) if at and line.gap]
    rights = [right.indent if right else 0 for _, right in (_halves(line, start) for line in lines)]
    first = next((at for at, indent in enumerate(rights) if indent == start), 0)
    return max((at for at in gaps if at <= first), default=0)


def _crosses(line: Line, start: int) -> bool:
    whole = " " * line.indent + line.text
    return len(whole) > start - 2 and whole[start - 2 : start].strip() != ""


def _halves(line: Line, start: int) -> tuple[Line | None, Line | None]:
    """Cut a line at the gutter."""
    cut = start - line.indent
    if cut <= 0:
        return None, line
    left, right = line.part(0, cut), line.part(cut)
    blanks = len(right.text) - len(right.text.lstrip())
    kept = left.part(0, len(left.text.rstrip()))
    if blanks == len(right.text):
        return kept, None
    return kept, replace(right.part(blanks), indent=start + blanks)


def _are_columns(lines: Sequence[Line], start: int) -> bool:
    halves = [_halves(line, start) for line in lines]
    both = sum(left is not None and right is not None for left, right in halves)
    sides = ([left for left, _ in halves if left], [right for _, right in halves if right])
    return both >= _LEAST and all(_is_prose(side) for side in sides)


def _is_prose(side: Sequence[Line]) -> bool:
    width = max(len(line.text) for line in side)
    words = median(len(line.text.split()) for line in side)
    filled = sum(len(line.text) >= _FILLED * width for line in side)
    within = sum(line.text[0].islower() for line in side)
    gaps = sum(bool(_GUTTER.search(line.text)) for line in side)
    prose = words >= _WORDS and filled >= _FILLED * len(side) and 2 * gaps < len(side)
    return prose and within >= _WITHIN * len(side)


def _columns(lines: Sequence[Line], start: int) -> Iterator[Line]:
    """Give the lines of the left column and then those of the right one."""
    halves = [_halves(line, start) for line in lines]
    for right, column in enumerate(zip(*halves, strict=True)):
        margin = min(own.indent for own in column if own)
        gap, began = 0, False
        for line, own in zip(lines, column, strict=True):
            if own is None:
                gap += 1
                continue
            first = not began if right else own.first
            yield replace(own, gap=max(gap, line.gap), first=first, indent=own.indent - margin)
            gap, began = 0, True

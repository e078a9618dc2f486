"""Lines of a chunk to paragraphs and list items.

Everything here is pure. Lines that end where their column does go on in the next; lines that end
where their writer chose do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.clean import Line, ends_clause, ends_sentence, width_of
from corpus.dates import next_date, whole_date
from corpus.documents import BlockKind
from corpus.footnotes import Chunk
from corpus.notices import are_title, continues
from corpus.pieces import (
    BULLET,
    BYLINE,
    CHINESE_HEADING,
    COLUMNS,
    FIELD,
    HANGING,
    LABEL,
    NUMBERING,
    ORDINAL,
    SOURCE,
    Columns,
    Piece,
    is_cjk,
    is_contents,
    is_titled,
    parts_date,
    piece_of,
    starts_item,
)

_UNWRAPPED = 180  # characters: a line so long was never wrapped
_RAGGED = 0.7  # of the line below: titles are broken by their sense, but not so early
_AROUND = 3  # lines by which a column is measured
_FULL = 0.86  # of its column's width: a line so long, with the next word, was wrapped
_PLACE = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}, ")
# An address, or a place with its postal code at a line's end.
_IMPRINT = re.compile(r"^\S+@\S+\.\w+$|[\d,] \d{4,6} [A-Z][\w-]+$")
_DATE_LINE = 40  # characters of a line with a date over the authors' names
_OPEN = re.compile(r"[(（][^()（）]{0,80}$")  # a bracket that the next line closes


def prose_pieces(chunk: Chunk, state: Columns) -> list[Piece]:
    """Make paragraphs and list items of a chunk; note in ``state`` how wide its column is."""
    chunk = tuple(part for line in chunk for part in _fields(line))
    wrapped = is_wrapped(chunk, state.width)
    width = max(width_of(line.text) for line in chunk) if len(chunk) > 2 else state.width
    if wrapped and len(chunk) > 2:
        state.width = width
    groups: list[list[Line]] = []
    for index, line in enumerate(chunk):
        if groups and _goes_on(chunk, groups[-1], index, width, state, wrapped):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_prose_piece(group, width, len(groups) == 1) for group in groups]


def _fields(line: Line) -> list[Line]:
    """Part the labelled fields of a line that wide gaps part: "Adopted: …   Effective: …"."""
    gaps = list(COLUMNS.finditer(line.text))
    starts = [0, *(gap.end() for gap in gaps)]
    if not gaps or not all(LABEL.match(line.text[start:]) for start in starts):
        return [line]
    ends = [*(gap.start() for gap in gaps), len(line.text)]
    parts = [line.part(start, end) for start, end in zip(starts, ends, strict=True)]
    return [parts[0], *(replace(part, gap=0, first=False) for part in parts[1:])]


def is_wrapped(chunk: Chunk, column: int) -> bool:
    """Whether lines end where their column does, and not where their writer chose."""
    if len(chunk) == 1:
        return False
    full = [
        _is_full(above.text, below.text, _local_width(chunk, index) if len(chunk) > 2 else column)
        for index, (above, below) in enumerate(pairwise(chunk), start=1)
        if not starts_item(below.text)
    ]
    return bool(full) and sum(full) >= 0.6 * len(full)


def _local_width(chunk: Chunk, index: int) -> int:
    """Measure the column where line ``index`` stands: a page may hold two."""
    return max(width_of(line.text) for line in chunk[max(0, index - _AROUND) : index + _AROUND])


def _is_full(above: str, below: str, width: int) -> bool:
    return width_of(above) + 1 + width_of(_first_word(below)) >= _FULL * width


def _first_word(text: str) -> str:
    """Take what a line break could not have divided: a word, or one Chinese character."""
    return text[0] if is_cjk(text) else text.split()[0]


def _goes_on(
    chunk: Chunk, group: Sequence[Line], index: int, width: int, state: Columns, wrapped: bool
) -> bool:
    above, below = chunk[index - 1], chunk[index]
    if _is_apart(above, below) or _changes(above, below, width):
        return False
    if LABEL.match(below.text) and LABEL.match(chunk[0].text):
        return False
    if (
        _hangs(group, below)
        or parts_date(above.text, below.text)
        or continues(group[0], above, below)
    ):
        return True
    if index == 1 and not _OPEN.search(above.text) and _is_run_in_heading(chunk, width):
        return False
    if below.text[0].islower() or HANGING.search(above.text) or _OPEN.search(above.text):
        return True
    if len(above.text) > _UNWRAPPED:
        return False
    if _is_lone_title(chunk, state):
        return True
    full = _is_full(above.text, below.text, min(width, _local_width(chunk, index)))
    if above.text.endswith(";") and full and not LABEL.match(below.text):
        return True
    if ends_clause(above.text):
        return full and wrapped and below.indent <= above.indent + 1
    return full and wrapped


def _is_apart(above: Line, below: Line) -> bool:
    """Whether one of two lines is of a kind that is never part of the other."""
    if starts_item(below.text) or SOURCE.match(below.text) or above.listed or below.listed:
        return True
    if CHINESE_HEADING.fullmatch(above.text):
        return True
    if is_contents(above.text) or is_contents(below.text):
        return True
    if any(_is_place_and_day(line.text) for line in (above, below)) or _IMPRINT.search(below.text):
        return True
    by = BYLINE.match(below.text) is not None and len(above.text) <= _DATE_LINE
    return by and next_date(above.text) is not None


def _hangs(group: Sequence[Line], below: Line) -> bool:
    """Whether a line is indented under the text of the item, or the field, that it goes on from."""
    for pattern in (BULLET, ORDINAL, FIELD):
        match = pattern.match(group[0].text)
        if match:
            return below.indent == group[0].indent + match.end()
    return False


def _changes(above: Line, below: Line, width: int) -> bool:
    """Whether the font tells two lines apart: its size, or bold type that ends with a line."""
    if not above.size or not below.size:
        return False
    if above.bold and not below.bold and len(above.text) > 1:
        titled = NUMBERING.match(above.text) or not _is_full(above.text, below.text, width)
        if titled and below.text[0].isupper():
            return True
    return abs(above.size - below.size) > 0.08 * above.size


def _is_lone_title(chunk: Chunk, state: Columns) -> bool:
    """Whether a chunk of two or three short lines is one title: no stop, no figures.

    In a file whose lines were never wrapped, its first line is at least half as wide as others.
    """
    if len(chunk) > 3:
        return False
    texts = [line.text for line in chunk]
    if are_title(texts):
        return True
    titled = all(text.isupper() for text in texts) or NUMBERING.match(texts[0])
    colon = texts[0].endswith(":") and titled
    if not (state.reflowed or colon) and width_of(texts[0]) < 0.5 * state.width:
        return False
    figures = any(_is_figures(text) for text in texts)
    short = all(len(text) <= 80 for text in texts)
    if LABEL.match(texts[-1]) or not all(_may_wrap(*pair) for pair in pairwise(texts)):
        return False
    return short and not figures and not any(ends_sentence(text) for text in texts)


def _is_place_and_day(text: str) -> bool:
    """Whether a line is "Vienna, 20 January 2025", as it stands by a title."""
    place = _PLACE.match(text)
    date = whole_date(text[place.end() :]) if place else None
    return bool(date and date.month and date.year)


def _may_wrap(above: str, below: str) -> bool:
    """Whether a title may go on in the next line, whose first word would not have fitted."""
    return above.endswith(":") or width_of(above) + 1 + width_of(
        _first_word(below)
    ) > _RAGGED * width_of(below)


def _is_figures(text: str) -> bool:
    """Whether a line is a row of numbers; one number may be the value of the label above it."""
    digits = sum(c.isdigit() for c in text)
    return " " in text and 2 * digits > len(text.replace(" ", ""))


def _is_run_in_heading(chunk: Chunk, width: int) -> bool:
    """Whether a chunk's first line is a heading that no blank line parts from its text."""
    head, below = chunk[0].text, chunk[1].text
    if len(head) > 0.7 * width or ends_clause(head) or HANGING.search(head) or below[0].islower():
        return False
    if len(chunk) == 2 and not ends_sentence(below):
        return False
    return is_titled(head) and len(below) >= 0.75 * width and not _is_full(head, below, width)


def _prose_piece(group: Sequence[Line], width: int, alone: bool) -> Piece:
    head = group[0]
    cut = len(group[-1].text) >= 0.72 * width
    for pattern in (BULLET, ORDINAL):
        match = pattern.match(head.text)
        if match:
            lines = [head.part(match.end()), *group[1:]]
            marker = match.group(1).replace(" ", "")
            piece = piece_of(BlockKind.ITEM, lines, cut=cut, alone=alone, marker=marker)
            return replace(piece, level=min(3, max(0, head.indent // 2 - 1)))
    if head.listed or is_contents(head.text):
        return piece_of(BlockKind.ITEM, group)
    return piece_of(BlockKind.PARAGRAPH, group, cut=cut, alone=alone)

"""Rows of a table whose gaps are lost: which of its lines belong together.

Everything here is pure. A cell that is wrapped stands on several lines, and a blank line often
parts it from the next cell of its row. What the rows have in common tells where each begins: the
values at their end, the year or number at their start, the bullets in their last cell, or the
width of their first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clean import Line
from corpus.pieces import BULLET, HANGING, ORDINAL, starts_item
from corpus.table_cells import (
    PIVOTS,
    Look,
    is_answer,
    is_values,
    lead_of,
    look_of,
    pivot_of,
    same_lead,
    share,
    trailing,
)

_NARROW = 0.45  # of a table's widest line: what wraps at such a width is a narrow column
_FULL = 0.86  # of a column's width: a line so long, with the next word, was wrapped
_FULL_WIDE = 0.93  # the same, of a column of many words
_WIDE = 60  # characters of such a column
_ACRONYM = re.compile(r"\([A-Z][A-Z\d&-]+s?\)$")
_ADDRESS = re.compile(r"(?:https?://|www ?\.)\S+$")
_NOTED = re.compile(r"[^\W\d][.)]?\d{1,3}$")
_MOST = 0.8  # of the rows
_SOME = 0.4  # of the parts, where rows have two or three parts
_ANSWERED = 0.3  # of the rows, where those without a yes are left blank
_LISTED = 0.5  # of the parts are items
_MOST_VALUES = 12
_INLINE = re.compile(r"\s(?=(?:[-–•]|\(i\)|\(?a\)|\(?1\)|1 ?\.)\s)")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that hold one cell, or some cells that the text does not tell apart.

    Attributes:
        lines: at least one.
        opens: whether a blank line or a page's start stands above it.
        resumed: whether the table's header was printed again above it.
    """

    lines: tuple[Line, ...]
    opens: bool = True
    resumed: bool = False

    @property
    def text(self) -> str:
        """Its words as one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def marked(self) -> str:
        """Its words with the marks of notes and the line ends."""
        return "\n".join(line.marked for line in self.lines)

    def with_lines(self, lines: Sequence[Line]) -> Part:
        """Give the part with more lines below its own."""
        return Part((*self.lines, *lines), self.opens, self.resumed)


Row = list[Part]


def parts_of(chunks: Sequence[Sequence[Line]], resumed: frozenset[int]) -> list[Part]:
    """Divide the lines of a table into its parts.

    Args:
        chunks: the lines of its body, as gaps part them.
        resumed: indices of the chunks above which the header was repeated.
    """
    widest = max((len(line.text) for chunk in chunks for line in chunk), default=0)
    widths = [max(map(len, run)) for chunk in chunks for run in _runs(chunk) if len(run) > 1]
    narrow = max((width for width in widths if width <= _NARROW * widest), default=0)
    parts: list[Part] = []
    for index, chunk in enumerate(chunks):
        for number, line in enumerate(chunk):
            if number and _goes_on(parts[-1], line, widest, narrow):
                parts[-1] = parts[-1].with_lines([line])
            else:
                parts.append(Part((line,), number == 0, number == 0 and index in resumed))
    return _mended(parts)


def _runs(chunk: Sequence[Line]) -> list[list[str]]:
    """Give the runs of lines without a list's items: what may be one label."""
    runs: list[list[str]] = [[]]
    for line in chunk:
        if starts_item(line.text):
            runs.append([])
        else:
            runs[-1].append(line.text)
    return runs


def _goes_on(part: Part, line: Line, widest: int, narrow: int) -> bool:
    """Whether a line goes on from the one above it in the same cell."""
    above, below = part.lines[-1].text, line.text
    if same_lead(part.lines[0].text, below) or (_ADDRESS.search(above) and not is_rest(below)):
        return False
    if HANGING.search(above) and not starts_item(below):
        return True
    if below.isdigit() and _NOTED.search(above):
        return True  # the numbers of two notes
    if starts_item(below) or is_values(below) or (trailing(above) and not is_rest(below)):
        return False
    if is_rest(below) or below[0] in "(&+":
        return True
    if _ACRONYM.search(above):
        return False
    own = not is_rest(part.text) and not starts_item(part.text)
    label = own and max(len(each.text) for each in part.lines) <= narrow
    column = max(narrow, len(below)) if label else widest
    full = _FULL_WIDE if column >= _WIDE else _FULL
    return len(above) + 1 + len(below.split()[0]) >= full * column


def is_rest(text: str) -> bool:
    """Whether a text begins in the middle of a sentence; "iPhone" is a name."""
    return text.split()[0].islower()


def _mended(parts: Sequence[Part]) -> list[Part]:
    """Put a part that begins in a sentence's middle to the one that it goes on from."""
    usual = share(is_rest(part.text) for part in parts) < _ANSWERED
    found: list[Part] = []
    for part in parts:
        above = found[-1] if found else None
        listed = above and BULLET.match(above.text) and not starts_item(part.text)
        hangs = above and listed and HANGING.search(above.text)
        rest = usual and is_rest(part.text) and above and not is_values(above.text)
        if above and (hangs or rest):
            found[-1] = above.with_lines(part.lines)
        else:
            found.append(part)
    return found


def rows_of(parts: Sequence[Part]) -> tuple[list[Row], Look]:
    """Put the parts of a table's body together to its rows.

    Returns:
        The rows in order, each with its label first; and how they may be cut into cells.
    """
    rows, values = _by_values(parts)
    if not rows:
        rows = _by_lead(parts) or _by_pivot(parts)
    if not rows and (rows := _by_items(parts)):
        return rows, Look()
    if not rows:
        rows = _by_width(parts) or [[part] for part in parts]
    return rows, look_of([[part.text for part in row] for row in rows], values)


def _labelled(parts: Sequence[Part], begins: Sequence[bool]) -> list[Row]:
    """Give each part that is no label itself the label that stands above it.

    Args:
        parts: labels, rows, and the rest of rows without their label.
        begins: whether each part is the rest of a row.
    """
    rows: list[Row] = []
    open_ = False
    for part, rest in zip(parts, begins, strict=True):
        if rest and open_:
            rows[-1].append(part)
        else:
            rows.append([part])
        open_ = not rest
    return rows


def _by_values(parts: Sequence[Part]) -> tuple[list[Row], int]:
    """Find rows by the values that they end with."""
    counts = [len(trailing(part.text)) for part in parts]
    rows: list[Row] = []
    for part, count in zip(parts, counts, strict=True):
        label = rows[-1] if rows and len(rows[-1]) == 1 else None
        if count and is_values(part.text) and label and not trailing(label[0].text):
            rows[-1].append(part)
        else:
            rows.append([part])
    ends = [len(trailing(row[-1].text)) for row in rows]
    for values in range(min(max(ends, default=0), _MOST_VALUES), 0, -1):
        start = next(at for at, count in enumerate(ends) if count >= values)
        body = ends[start:] if start <= values else ends
        if len(body) > 1 and share(count >= values for count in body) >= _MOST:
            return rows, values
    answered = share(is_answer(row[-1].text) for row in rows)
    return (rows, 1) if len(rows) > 2 and answered >= _ANSWERED else ([], 0)


def _by_lead(parts: Sequence[Part]) -> list[Row]:
    """Find rows by the year or number that they begin with."""
    lead = lead_of([part.text for part in parts], _SOME) if parts else None
    rows: list[Row] = []
    for part in parts if lead else ():
        if lead and lead.match(part.text):
            rows.append([part])
        elif part.opens:
            rows[-1].append(part)
        else:
            rows[-1][-1] = rows[-1][-1].with_lines(part.lines)
    return rows


def _by_pivot(parts: Sequence[Part]) -> list[Row]:
    """Find rows by a number, or words of another script, between two of their columns."""
    for kind in PIVOTS:
        rests = [kind.match(part.text) is not None for part in parts]
        rows = _labelled(parts, rests)
        if (
            len(rows) > 1
            and not rests[0]
            and pivot_of([[p.text for p in row] for row in rows], (kind,))
        ):
            return rows
    return []


def _by_items(parts: Sequence[Part]) -> list[Row]:
    """Find rows by the list in their last cell: what is no item begins the next one."""
    listed = [starts_item(part.text) for part in parts]
    if not parts or listed[0] or share(listed) < _LISTED:
        return []
    rows: list[Row] = []
    for part, item in zip(parts, listed, strict=True):
        inline = None if item else _INLINE.search(part.text)
        if item and rows:
            rows[-1].append(part)
        elif inline:
            rows.append(_cut(part))
        else:
            rows.append([part])
    return [_one_list(row) for row in rows]


def _cut(part: Part) -> Row:
    """Cut a label from the first item of the list that stands on its line."""
    for at, line in enumerate(part.lines):
        found = _INLINE.search(line.text)
        if found:
            label = Part((*part.lines[:at], line.part(0, found.start())), part.opens)
            return [label, Part((line.part(found.end()), *part.lines[at + 1 :]))]
    return [part]


def _one_list(row: Row) -> Row:
    """Put the items of a row's list into one cell."""
    if len(row) < 3:
        return row
    return [row[0], row[1].with_lines([line for part in row[2:] for line in part.lines])]


def _by_width(parts: Sequence[Part]) -> list[Row]:
    """Find rows by a narrow column, whose cells wrap sooner than those of the others."""
    widest = max((len(line.text) for part in parts for line in part.lines), default=0)
    narrow = [_is_narrow(part, widest) for part in parts]
    if sum(narrow) < 2 or len(parts) < 4:
        return []
    if len(parts[0].lines) > 1 and not narrow[0]:
        return _closed_by(parts, narrow)
    numbered = any(ORDINAL.match(part.text) for part, own in zip(parts, narrow, strict=True) if own)
    rows: list[Row] = []
    labels = True  # only labels so far in this row
    for part, own in zip(parts, narrow, strict=True):
        label = own or bool(numbered and ORDINAL.match(part.text))
        if not rows or (label and not labels):
            rows.append([part])
            labels = True
        elif BULLET.match(part.text) and not labels:
            rows[-1][-1] = rows[-1][-1].with_lines(part.lines)
        else:
            rows[-1].append(part)
        labels = labels and label
    return rows


def _is_narrow(part: Part, widest: int) -> bool:
    wrapped = len(part.lines) > 1 and not BULLET.match(part.text)
    return wrapped and max(len(line.text) for line in part.lines) <= _NARROW * widest


def _closed_by(parts: Sequence[Part], narrow: Sequence[bool]) -> list[Row]:
    """Make rows that end with a narrow cell; a label that a page cut goes on below it."""
    rows: list[Row] = []
    closed = True
    for part, own in zip(parts, narrow, strict=True):
        if part.resumed and rows and closed and HANGING.search(rows[-1][0].text):
            rows[-1][0] = rows[-1][0].with_lines(part.lines)
            continue
        if closed:
            rows.append([part])
        else:
            rows[-1].append(part)
        closed = own
    return rows

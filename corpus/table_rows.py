"""Rows of a table whose gaps are lost: which of its lines belong together.

Everything here is pure. A cell that is wrapped stands on several lines, and a blank line often
parts it from the next cell of its row. What the rows have in common tells where each begins: the
values at their end, the year or number at their start, the bullets in their last cell, or the
width of their first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.pieces import BULLET, HANGING, ORDINAL, starts_item
from corpus.table_cells import (
    PIVOTS,
    Look,
    is_answer,
    is_values,
    lead_of,
    look_of,
    pivot_of,
    share,
    trailing,
)
from corpus.table_figures import figured
from corpus.table_parts import NARROW, Part, Row

_MOST = 0.8  # of the rows
_SOME = 0.4  # of the parts, where rows have two or three parts
_ANSWERED = 0.3  # of the rows, where those without a yes are left blank
_LISTED = 0.5  # of the parts are items
_ALONE = 2  # values stand alone where their rows wrap
_MOST_VALUES = 12
_INLINE = re.compile(r"\s(?=(?:[-–•]|\(i\)|\(?a\)|\(?1\)|1 ?\.)\s)")


def rows_of(parts: Sequence[Part]) -> tuple[list[Row], Look]:
    """Put the parts of a table's body together to its rows.

    Returns:
        The rows in order, each with its label first; and how they may be cut into cells.
    """
    rows, values = _by_values(parts)
    if values > 1:
        rows = _with_rest(rows, values)
    lines = [] if rows else [line for part in parts for line in part.lines]
    if figured([line.text for line in lines]):
        return [[Part((line,))] for line in lines], Look(figures=True)
    if not rows:
        rows = _by_lead(parts) or _by_pivot(parts)
    if not rows and (rows := _by_items(parts)):
        return rows, Look()
    if not rows and (rows := _by_end(parts)):
        rests = [[row[0].text[: trailing(row[0].text)[0]]] for row in rows]
        return rows, Look(values=1, pivot=pivot_of(rests, PIVOTS[:1]))
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


def _with_rest(rows: Sequence[Row], values: int) -> list[Row]:
    """Put what wraps below a row that lacks values, and begins with a figure, into it."""
    found: list[Row] = []
    for row in rows:
        lacking = len(trailing(row[-1].text)) < values
        above = found[-1] if found and lacking and row[0].text[0].isdigit() else None
        if above and len(trailing(above[-1].text)) < values:
            found[-1] = [_as_one([*above, *row])]
        else:
            found.append(row)
    return found


def _by_end(parts: Sequence[Part]) -> list[Row]:
    """Find rows by the value that each ends with, which stands alone below cells that wrap."""
    runs: list[list[Part]] = []
    closed = True
    for part in parts:
        if closed:
            runs.append([])
        runs[-1].append(part)
        closed = bool(trailing(part.text))
    rows = [[_as_one(run)] for run in runs]
    alone = sum(is_values(part.text) for part in parts)
    single = all(len(trailing(row[0].text)) == 1 and not is_values(row[0].text) for row in rows)
    return rows if alone >= _ALONE and len(rows) > _ALONE and single else []


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
    return [row[0], _as_one(row[1:])]


def _as_one(parts: Sequence[Part]) -> Part:
    """Put parts that follow each other into one."""
    return parts[0].with_lines([line for part in parts[1:] for line in part.lines])


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
    return wrapped and max(len(line.text) for line in part.lines) <= NARROW * widest


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

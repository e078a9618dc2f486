"""The heads of tables whose columns are parted by gaps: a line of names, or two of them.

Everything here is pure. Of two lines the upper one names groups of columns, and has nothing over
the first: "Exports" over "2018" and "2022".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.dates import whole_date
from corpus.table_cells import SAYS_NOTHING

_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d,.]*")
_ACRONYM = re.compile(r"[a-z]{0,2}[A-Z][A-Z\d&/-]+s?")
_ROWS = 3  # that begin with acronyms have no header above them
# "70 EFLOPS", "CNY 21.4 bn": what a table of key figures begins its rows with.
_SUM = re.compile(
    r"(?:(?:[A-Z]{2,3}\$?|[$€£¥]) ?)?(?!(?:19|20)\d\d\b)\d[\d.,]*(?: ?[%A-Za-z][\w/]{0,12}){0,2}"
)
_FEWEST, _COLUMNS = 2, 3  # rows and columns under two lines of heads
NEAR = 2.0
"""Characters or points that a cell or a head may stand off its column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell on one line, with its edges in points, or in characters where there are none."""

    left: float
    right: float
    text: str


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows that name the columns: the first, and one under it with fewer names."""
    if not names_columns(rows):
        return 0
    figures = [bool(re.search(r"\d", " ".join(row))) for row in rows]
    names = len(rows) > 3 and all(figures[2:]) and not figures[1]
    return 2 if names and sum(map(bool, rows[1])) < len(rows[2]) else 1


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: no figures but years, no day, no field names."""
    text = " ".join(rows[0])
    counted = re.search(r"\d", text) and not re.search(r"\b(?:19|20)\d\d\b", text)
    listed = len(rows) >= _ROWS and all(row and _ACRONYM.fullmatch(row[0]) for row in rows)
    day = whole_date(rows[0][0])
    dated = day is not None and day.day and day.year
    summed = _SUM.fullmatch(rows[0][0]) or any(map(_NUMBER.fullmatch, rows[0]))
    figures = counted or listed or dated or summed
    return not figures and not rows[0][0].endswith((":", "："))


def grouped(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """Join two lines of heads, the upper one over groups of columns; empty where there are none.

    Args:
        rows: the cells of each line of a table.
    """
    if len(rows) < _FEWEST + 2:
        return []
    above, names, *rest = rows
    if names[0].left > above[0].right and all(row[0].left < names[0].left for row in rest):
        above, names = above[1:], [above[0], *names]  # the first head stands on the upper line
    whole = [row for row in rest if len(row) == len(names)]
    if len(whole) * 2 < len(rest) or len(names) < _COLUMNS or not above:
        return []
    columns = [
        Cell(min(c.left for c in own), max(c.right for c in own), own[0].text)
        for own in zip(names, *whole, strict=True)
    ]
    texts = [cell.text for cell in names]
    told = not any(map(SAYS_NOTHING.fullmatch, filter(None, texts)))
    are_heads = told and names_columns([texts]) and all(map(_has_figure, whole))
    if not are_heads or above[0].left <= columns[0].right or any(map(_has_digit, above)):
        return []
    for over in _ways(above, columns):
        named = ["" if at is None else above[at].text for at in over]
        heads = [
            " ".join(text for text, _ in groupby(filter(None, [group, column.text])))
            for group, column in zip(named, columns, strict=True)
        ]
        if len(set(heads)) == len(heads) and {cell.text for cell in above} <= set(named):
            return [replace(cell, text=head) for cell, head in zip(names, heads, strict=True)]
    return []


def _has_digit(cell: Cell) -> bool:
    return any(map(str.isdigit, cell.text))


def _has_figure(row: Sequence[Cell]) -> bool:
    return any(map(_has_digit, row[1:]))


def _ways(above: Sequence[Cell], columns: Sequence[Cell]) -> Iterator[list[int | None]]:
    """Give the ways in which groups may stand over columns: which group each is of."""
    right_over = [None, *(_over(column, above) for column in columns[1:])]
    if None not in right_over[1:] or all(map(_is_set, *_spans(right_over, above, columns))):
        yield right_over
    carried: list[int | None] = []
    for group in right_over:  # it stands over its first column, and over those right of it
        carried.append(group if group is not None or not carried else carried[-1])
    cells, spans = _spans(carried, above, columns)
    if all(abs(a.left - own[0].left) <= NEAR for a, own in zip(cells, spans, strict=True)):
        yield carried
    yield [None, *(_nearest(column, above) for column in columns[1:])]


def _spans(
    over: Sequence[int | None], above: Sequence[Cell], columns: Sequence[Cell]
) -> tuple[list[Cell], list[list[Cell]]]:
    """Give the groups that stand over any columns, and the columns of each."""
    own = {
        at: [column for column, group in zip(columns, over, strict=True) if group == at]
        for at in sorted({group for group in over if group is not None})
    }
    return [above[at] for at in own], list(own.values())


def _is_set(cell: Cell, own: Sequence[Cell]) -> bool:
    """Whether a group is set over columns: over several, or wholly over one, and not beside it."""
    left, right = cell.left - own[0].left, cell.right - own[0].right
    return len(own) > 1 or min(left, -right) >= -NEAR or max(left, -right) <= NEAR


def _over(column: Cell, above: Sequence[Cell]) -> int | None:
    """Give the group that stands over a column; None for none."""
    shared = [min(c.right, column.right) - max(c.left, column.left) for c in above]
    most = max(shared)
    return shared.index(most) if most > 0 else None


def _nearest(column: Cell, above: Sequence[Cell]) -> int:
    """Give the group whose middle is nearest to that of a column."""
    middle = column.left + column.right
    return min(range(len(above)), key=lambda at: abs(above[at].left + above[at].right - middle))

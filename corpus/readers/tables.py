"""Grids of cells to the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

from corpus.documents import BlockKind, RawBlock

_NUMERIC = re.compile(r"[^\w]*(?:[A-Z]{3} ?|[A-Z]{2}\$ ?)?\d[\d.,\s]*(?:%|[^\W\d]{1,8})?\W*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAX_HEAD = 80  # characters of a header cell
_MAX_TITLE = 200  # characters of a title across a table's columns
_MAX_REPEATED = 100  # characters of a cell that is written in each row it covers
_MAX_HEADERS = 4  # rows of one header; where more are marked, they are rows like the others


class Merged(Enum):
    """A place of a grid that a merged cell covers, beside the one that holds its text."""

    RIGHT = "right"  # right of it, in its first row
    BELOW = "below"


Cell = str | Merged


def table_blocks(
    rows: Sequence[Sequence[Cell]], headers: int = 0, page: int | None = None
) -> list[RawBlock]:
    """Make a header and body rows of a grid.

    Args:
        rows: the cells, top to bottom and left to right; rows may differ in length.
        headers: how many leading rows the format itself marks as header; with 0 the first
            row is one when it names columns of numbers.
        page: page that the table is on, from 1; None where the format has no pages.

    Returns:
        A block for each row that has any text; one for all rows of a header, in which each column
        has the words above it. A title across the columns of a header is a caption. What a cell
        that is merged downwards says stands in each row that it covers.
    """
    headers = sum(_has_text(row) for row in rows[:headers])
    rows = [row for row in rows if _has_text(row)]
    title: list[RawBlock] = []
    if _is_title(rows, headers) and (below := _header_rows(rows[1:], max(headers - 1, 0))):
        title = [RawBlock(BlockKind.CAPTION, " ".join(_text(rows[0][0]).split()), page=page)]
        rows, headers = rows[1:], below
    else:
        headers = _header_rows(rows, headers)
    if 1 < headers <= _MAX_HEADERS:
        rows, headers = [_joined(rows[:headers]), *rows[headers:]], 1
    rows = [*rows[:headers], *_repeated(rows[headers:])]
    return title + [
        RawBlock(
            BlockKind.HEADER if number < headers else BlockKind.ROW,
            "",
            page=page,
            cells=tuple(" ".join(_text(cell).split()) for cell in row),
        )
        for number, row in enumerate(rows)
    ]


def _repeated(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Write the text of a cell that covers places below it there; one of some length stays once."""
    above: Sequence[Cell] = ()
    for row in rows:
        if Merged.BELOW in row:
            over = [*above, *[""] * (len(row) - len(above))]
            row = [
                cell if cell is not Merged.BELOW or len(_text(held)) > _MAX_REPEATED else held
                for cell, held in zip(row, over, strict=False)
            ]
        above = row
        yield row


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _has_text(row: Sequence[Cell]) -> bool:
    return any(_text(cell).strip() for cell in row)


def _is_title(rows: Sequence[Sequence[Cell]], marked: int) -> bool:
    """Tell whether a table's first row is one cell across all columns.

    Over two columns it may be the first of a list of fields, unless the row below is marked too.
    """
    if len(rows) < 3 or len(rows[0]) < max(map(len, rows)):
        return False
    if len(rows[0]) < 2 or (len(rows[0]) == 2 and marked < 2):
        return False
    first, *rest = rows[0]
    return len(_text(first)) <= _MAX_TITLE and all(cell is Merged.RIGHT for cell in rest)


def _header_rows(rows: Sequence[Sequence[Cell]], marked: int) -> int:
    """Count the rows of a header: those marked, and those that its merged cells reach down to.

    Without a mark the first row is one when it names columns of numbers, alone or, where its
    cells are merged, with the second.
    """
    count = marked if 0 < marked < len(rows) else int(_names_columns(rows))
    if count:
        reached = count
        while reached < len(rows) - 1 and Merged.BELOW in rows[reached]:
            reached += 1
        count = reached if reached <= _MAX_HEADERS else count
        return count + int(_is_second(rows, count))
    merged = len(rows) > 2 and Merged.RIGHT in rows[0] and Merged.BELOW in rows[1]
    return 2 if merged and _names_columns([_joined(rows[:2]), *rows[2:]]) else 0


def _is_second(rows: Sequence[Sequence[Cell]], count: int) -> bool:
    """Tell whether the row below a header of one row names the columns under its merged cells.

    It has words or years there, over numbers, and nothing elsewhere.
    """
    if count != 1 or len(rows) < 3 or Merged.RIGHT not in rows[0] or len(rows[0]) != len(rows[1]):
        return False
    head, second = rows[0], rows[1]
    under = [
        Merged.RIGHT in (cell, after) for cell, after in zip(head, [*head[1:], ""], strict=True)
    ]
    placed = [bool(_text(cell).strip()) for cell in second]
    return placed == under and _names_columns([_joined(rows[:2]), *rows[2:]])


def _joined(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Give each column the words of all header rows above it, what is the same in two once."""
    width = max(map(len, rows))
    spread = [_spread(row, width) for row in rows]
    columns = ([row[at] for row in spread if row[at]] for at in range(width))
    return [" ".join(text for text, _ in groupby(column)) for column in columns]


def _spread(row: Sequence[Cell], width: int) -> list[str]:
    """Give the text of a merged cell to all columns that it covers."""
    texts: list[str] = []
    for cell in row:
        right = cell is Merged.RIGHT and texts
        texts.append(texts[-1] if right else " ".join(_text(cell).split()))
    return texts + [""] * (width - len(texts))


def _names_columns(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row has words, or years, over columns of numbers."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    head = [_text(cell).strip() for cell in rows[0]]
    if not all(head[1:]) or any(len(cell) > _MAX_HEAD for cell in head):
        return False
    if any(_NUMERIC.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in head):
        return False
    return any(_is_number_column(rows[1:], column) for column in range(1, len(head)))


def _is_number_column(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    cells = [_text(row[column]).strip() for row in rows if column < len(row)]
    return any(cells) and all(_NUMERIC.fullmatch(cell) for cell in cells if cell)

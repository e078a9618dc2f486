"""Grids of cells to the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.documents import BlockKind, RawBlock

_NUMERIC = re.compile(r"[^\w]*(?:[A-Z]{3} ?|[A-Z]{2}\$ ?)?\d[\d.,\s]*(?:%|[^\W\d]{1,8})?\W*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAX_HEAD = 80  # characters of a header cell


def table_blocks(
    rows: Sequence[Sequence[str]], headers: int = 0, page: int | None = None
) -> list[RawBlock]:
    """Make header and body rows of a grid.

    Args:
        rows: the cells, top to bottom and left to right; rows may differ in length.
        headers: how many leading rows the format itself marks as header; with 0 the first
            row is one when it names columns of numbers.
        page: page that the table is on, from 1; None where the format has no pages.

    Returns:
        A block for each row that has any text.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    headers = headers if 0 < headers < len(rows) else int(_names_columns(rows))
    return [
        RawBlock(
            BlockKind.HEADER if number < headers else BlockKind.ROW,
            "",
            page=page,
            cells=tuple(" ".join(cell.split()) for cell in row),
        )
        for number, row in enumerate(rows)
    ]


def _names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row has words, or years, over columns of numbers."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    head = [cell.strip() for cell in rows[0]]
    if not all(head[1:]) or any(len(cell) > _MAX_HEAD for cell in head):
        return False
    if any(_NUMERIC.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in head):
        return False
    return any(_is_number_column(rows[1:], column) for column in range(1, len(head)))


def _is_number_column(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return bool(cells) and all(_NUMERIC.fullmatch(cell) for cell in cells)

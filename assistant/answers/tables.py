"""The table that a row is of: its heads and cells, and which cell names a row; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import Block, BlockKind, Document, Span
from index.keywords import CJK

if TYPE_CHECKING:
    from collections.abc import Sequence

_DISTINCT = 0.8  # share of the cells of a column that are different, where they name the rows
_WORD = re.compile(rf"[^\W\d_]{{2,}}|[{CJK}]")  # a cell without any is a number, and names nothing


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        block: in its document.
        cells: their texts, white space collapsed, in the order of the columns.
        spans: their places.
        name: the column whose cell names the row.
    """

    block: Block
    cells: tuple[str, ...]
    spans: tuple[Span, ...]
    name: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        heads: of its columns; empty where it has no header.
        rows: in order.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def head(self, column: int) -> str:
        """Give the head of a column; empty where it has none."""
        return self.heads[column] if column < len(self.heads) else ""


def table_of(document: Document, block: Block) -> Table | None:
    """Give the table that a row is of; None for any other block."""
    if block.kind is not BlockKind.ROW or block.group is None:
        return None
    members = [other for other in document.blocks if other.group == block.group]
    header = next((other for other in members if other.kind is BlockKind.HEADER), None)
    heads = tuple(_flat(document.text[a:b]) for a, b in header.cells) if header else ()
    blocks = [each for each in members if each.kind is BlockKind.ROW and each.cells]
    texts = [tuple(_flat(document.text[a:b]) for a, b in each.cells) for each in blocks]
    naming = naming_column(texts)
    rows = (
        Row(
            each,
            cells,
            tuple(Span(document.id, a, b) for a, b in each.cells),
            naming if len(cells) > naming and _names(cells[naming]) else _first(cells),
        )
        for each, cells in zip(blocks, texts, strict=True)
    )
    return Table(heads, tuple(rows))


def naming_column(rows: Sequence[Sequence[str]]) -> int:
    """Tell which column names the rows: the first of words that says of each something else.

    A column of roles ("Member", "Member") names nobody.
    """
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column] for row in rows if len(row) > column and _names(row[column])]
        if len(cells) > len(rows) / 2 and len(set(cells)) >= _DISTINCT * len(cells):
            return column
    return 0


def _first(cells: Sequence[str]) -> int:
    return next((at for at, cell in enumerate(cells) if _names(cell)), 0)


def _names(cell: str) -> bool:
    return bool(_WORD.search(cell))


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("* ")

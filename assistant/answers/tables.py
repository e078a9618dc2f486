"""The table that a row is of: its heads and cells, and which cell names a row; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_NUMBER = len("12. ")  # a shorter cell is a number, and names nothing


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        block: in its document.
        cells: their texts, white space collapsed, in the order of the columns.
        spans: their places.
    """

    block: Block
    cells: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def name(self) -> int:
        """The column whose cell names the row: the first with more than a number."""
        long = (at for at, span in enumerate(self.spans) if span.end - span.start > _LONGEST_NUMBER)
        return next(long, 0)


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
    return Table(heads, tuple(_rows(document, members)))


def _rows(document: Document, members: list[Block]) -> Iterator[Row]:
    for block in members:
        if block.kind is BlockKind.ROW and block.cells:
            texts = tuple(_flat(document.text[a:b]) for a, b in block.cells)
            yield Row(block, texts, tuple(Span(document.id, a, b) for a, b in block.cells))


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("* ")

"""The table that a row is of: its heads and cells, and which cell names a row; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.values import DATE
from corpus.dates import dates
from corpus.documents import Block, BlockKind, Document, Span
from index.keywords import CJK

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_ADDED = 2  # rows that a further one may add up
_DISTINCT = 0.8  # share of the cells of a column that are different, where they name the rows
# "Total", "Grand total", "合计"; and, at the edge of a table, "Total investment", "All makers".
_TOTAL = re.compile(
    r"(?i:(?:grand |sub-?)?totals?|sum|overall|altogether)(?=$|[,:(])|[合总共小]计$"
)
_OF_ALL = re.compile(r"(?i:total|all) (?:of )?(?:the )?[a-z]")
_DATE = f"(?:{DATE.pattern})"
_TIME = re.compile(  # "By 2020", "first quarter of 2020", "2015 to 2019"
    rf"(?:(?:[a-z]{{2,9}}|Q[1-4])\W+){{0,4}}{_DATE}(?:(?: to |[-–/]){_DATE})?\W*", re.IGNORECASE
)
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
        rows: in order, without those that add up the others.
        of_values: whether dates or numbers stand where others have the names of their rows.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    of_values: bool

    def head(self, column: int) -> str:
        """Give the head of a column; empty where it has none."""
        return self.heads[column] if column < len(self.heads) else ""


def table_of(document: Document, block: Block) -> Table | None:
    """Give the table that a row is of; None for any other block."""
    if block.kind is not BlockKind.ROW or block.group is None:
        return None
    members = (other for other in document.blocks if other.group == block.group)
    blocks = [each for each in members if each.kind is BlockKind.ROW and each.cells]
    texts = [tuple(flat(document.text[a:b]) for a, b in each.cells) for each in blocks]
    naming = naming_column(texts)
    rows = [
        Row(
            each,
            cells,
            tuple(Span(document.id, a, b) for a, b in each.cells),
            naming if len(cells) > naming and _is_said(cells[naming]) else _first(cells),
        )
        for each, cells in zip(blocks, texts, strict=True)
    ]
    totals = total_rows([(row.cells[row.name], row.cells) for row in rows])
    left = tuple(row for at, row in enumerate(rows) if at not in totals)
    return Table(heads_of(document, block), left, _of_values([row.cells for row in left], naming))


def heads_of(document: Document, row: Block) -> tuple[str, ...]:
    """List the heads of the columns of a row's table; empty where it has none."""
    members = (block for block in document.blocks if block.group == row.group)
    header = next((block for block in members if block.kind is BlockKind.HEADER), None)
    return tuple(flat(document.text[a:b]) for a, b in header.cells) if header else ()


def _of_values(rows: Sequence[Sequence[str]], naming: int) -> bool:
    """Whether a column of dates, or of numbers that do not only count the rows, names them."""
    for column in range(naming + 1):
        cells = [row[column] for row in rows if len(row) > column and row[column]]
        values = [cell for cell in cells if not _is_said(cell) or _TIME.fullmatch(cell)]
        counts = [cell.strip("().") for cell in cells] == [str(n) for n in range(1, len(cells) + 1)]
        if 2 * len(values) >= max(len(cells), 1) and not counts:
            return True
    return False


def total_rows(rows: Sequence[tuple[str, Sequence[str]]]) -> frozenset[int]:
    """Tell which rows of a table add up the others, by their names; each has a number.

    Args:
        rows: the name of each and its cells, in order.
    """
    if len(rows) <= _FEWEST_ADDED:
        return frozenset()
    numbered = {
        at: name
        for at, (name, cells) in enumerate(rows)
        if any(cell != name and re.search(r"\d", cell) for cell in cells)
    }
    totals = frozenset(at for at, name in numbered.items() if _TOTAL.match(name))
    of_all = [at for at, name in numbered.items() if _OF_ALL.match(name)]
    edges = (0, len(rows) - 1)
    return totals or frozenset(at for at in of_all if len(of_all) == 1 and at in edges)


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


def _is_said(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _names(cell: str) -> bool:
    """Whether a cell has a word that may name a row: a date names none."""
    for one in reversed(list(dates(cell))):
        cell = cell[: one.start] + cell[one.end :]
    return bool(_WORD.search(cell))


def flat(text: str) -> str:
    """Put a cell on one line, without the marks of bold."""
    return " ".join(text.split()).strip("* ")

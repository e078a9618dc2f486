"""Tables that are ruled both ways: each cell in its column, blank ones too; pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import Piece, piece_of
from corpus.table_gaps import cells_of
from corpus.table_heads import names_columns

_FEWEST = 2  # rows, with the header

Place = tuple[int, int]


def ruled_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Make the header and the rows of a table that is ruled both ways.

    A cell over several rows or columns stands in the first of them, and the others are blank; a
    cell over all columns is its row. Names over several columns are put before those below them.

    Args:
        lines: the table's, each a row.

    Returns:
        The pieces; none where rules do not tell the places of all cells.
    """
    if len(lines) < _FEWEST or not all(line.places for line in lines):
        return []
    rows = [
        dict(zip(line.places, (cell.text for cell in cells_of(line)), strict=False))
        for line in lines
    ]
    columns = 1 + max(last for row in rows for _, last in row)
    if columns < _FEWEST or any(
        len(row) < len(line.places) for row, line in zip(rows, lines, strict=True)
    ):
        return []
    cells = [_cells(row, columns) for row in rows]
    names = _joined(rows[0], rows[1], columns)
    if names and names_columns([names]):
        cells[:2] = [names]
        groups = [tuple(lines[:2]), *((line,) for line in lines[2:])]
    else:
        groups = [(line,) for line in lines]
    heads = int(names_columns(cells))
    return [
        piece_of(BlockKind.HEADER if at < heads else BlockKind.ROW, group, cells=own)
        for at, (group, own) in enumerate(zip(groups, cells, strict=True))
    ]


def _cells(row: dict[Place, str], columns: int) -> list[str]:
    if list(row) == [(0, columns - 1)]:
        return list(row.values())
    texts = {first: text for (first, _), text in row.items()}
    return [texts.get(at, "") for at in range(columns)]


def _joined(above: dict[Place, str], below: dict[Place, str], columns: int) -> list[str]:
    """Join two lines of names, the upper one over several columns; empty where it is over none."""
    wide = {at for first, last in above if first < last for at in range(first, last + 1)}
    own = {first for first, last in below if first == last}
    if not wide or len(wide) == columns or not wide <= own:
        return []
    found = []
    for at in range(columns):
        over = [text for (first, last), text in above.items() if first <= at <= last]
        parts = [*over, *(text for (first, _), text in below.items() if first == at)]
        found.append(" ".join(text for text, _ in groupby(parts)))
    return found

"""Tables of text whose cells are parted by tabs, or by bars between them; pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import LABEL, Piece, is_contents, piece_of, starts_item
from corpus.table_heads import header_rows

_MARKS = (("\t", 1), (" | ", 2))  # with how many of them a line has at least
_FEWEST = 3  # lines


def marked_rows(lines: Sequence[Line]) -> list[Piece]:
    """Make the header and the rows of lines that have as many marks as each other.

    A cell between two marks may be empty. Lines of labelled fields, and of a contents page, are
    no rows.
    """
    if len(lines) < _FEWEST or all(is_contents(line.text) for line in lines):
        return []
    if any(starts_item(line.text) for line in lines):
        return []
    for mark, fewest in _MARKS:
        rows = [[cell.strip() for cell in line.marked.split(mark)] for line in lines]
        fields = mark != "\t" and any(LABEL.match(cell) for row in rows for cell in row)
        if len(rows[0]) <= fewest or len(set(map(len, rows))) > 1 or fields:
            continue
        heads = header_rows(rows)
        return [
            piece_of(BlockKind.HEADER if at < heads else BlockKind.ROW, (line,), cells=row)
            for at, (line, row) in enumerate(zip(lines, rows, strict=True))
        ]
    return []

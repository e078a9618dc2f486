"""Tables of text whose cells are parted by tabs, or by bars between them; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import LABEL, Piece, is_contents, piece_of, starts_item
from corpus.table_gaps import header_rows

_MARKS = (("\t", 1), (" | ", 2))  # with how many of them a line has at least
_FEWEST = 3  # lines


def marked_rows(lines: Sequence[Line]) -> list[Piece]:
    """Make the header and the rows of lines that have as many marks as each other.

    A cell between two marks may be empty. Lines of labelled fields, and of a contents page, are
    no rows.
    """
    if len(lines) < _FEWEST or all(is_contents(line.text) for line in lines):
        return []
    for mark, fewest in _MARKS:
        rows = [[cell.strip() for cell in line.marked.split(mark)] for line in lines]
        columns = len(rows[0])
        fields = mark != "\t" and any(LABEL.match(cell) for row in rows for cell in row)
        listed = any(starts_item(line.text) for line in lines)
        if columns <= fewest or any(len(row) != columns for row in rows) or fields or listed:
            continue
        heads = header_rows(rows)
        return [
            replace(piece_of(_kind(at < heads), (line,)), cells=tuple(row))
            for at, (line, row) in enumerate(zip(lines, rows, strict=True))
        ]
    return []


def _kind(header: bool) -> BlockKind:
    return BlockKind.HEADER if header else BlockKind.ROW

"""Tables whose columns are parted by wide gaps or by bars.

Everything here is pure. A line that holds less than a row is what wraps of the row above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import (
    BULLET,
    COLUMNS,
    HANGING,
    ORDINAL,
    Piece,
    is_contents,
    piece_of,
    starts_item,
)
from corpus.table_cells import look_of, share, trailing

_BARS = re.compile(r"\|.*\S.*\|")
_STOP = re.compile(r"[a-z] ?\.(?: |$)")
_PARTED = 0.5  # of the lines have gaps where a table's columns are parted by them
_ALIKE = 0.9  # of the rows have as many cells as the others: nothing is left to cut
_NEAR = 2  # blanks that a cell may stand off its column

Cells = list[tuple[int, str]]  # where each begins, in characters from the page's edge


def has_gaps(lines: Sequence[Line]) -> bool:
    """Whether a table's columns are parted by gaps or bars."""
    parted = share(len(_cells(line)) > 1 for line in lines)
    return parted >= _PARTED and (len(_cells(lines[0])) > 1 or parted >= _ALIKE)


def is_grid(lines: Sequence[Line]) -> bool:
    """Whether lines are a table by their gaps alone: two or more with the same columns."""
    if all(_BARS.fullmatch(line.text) for line in lines):
        return True
    if any(starts_item(line.text) for line in lines):
        return False
    counts = [len(COLUMNS.split(line.text)) for line in lines]
    wide = sum(count >= 3 for count in counts)
    same = len(set(counts)) == 1 and counts[0] >= 2
    contents = all(is_contents(line.text) for line in lines)
    return not contents and len(lines) >= 2 and (wide >= max(2, 0.7 * len(lines)) or same)


def gap_rows(lines: Sequence[Line]) -> list[Piece]:
    """Make a header and rows of the lines of a table."""
    widest = max(len(line.text) for line in lines)
    sentences = any(_STOP.search(line.text) for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, widest, sentences):
            groups[-1].append(line)
        else:
            groups.append([line])
    rows = [_row_cells(group) for group in groups]
    counts = Counter(map(len, rows))
    if counts.most_common(1)[0][1] < _ALIKE * len(rows):
        rows = [rows[0], *_cut_further(rows[1:])]
    kinds = [BlockKind.HEADER if _is_header(rows) else BlockKind.ROW]
    kinds += [BlockKind.ROW] * (len(rows) - 1)
    return [
        replace(piece_of(kind, group), cells=tuple(cells))
        for kind, group, cells in zip(kinds, groups, rows, strict=True)
    ]


def _is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: no figures but years, no field names."""
    text = " ".join(rows[0])
    figures = re.search(r"\d", text) and not re.search(r"\b(?:19|20)\d\d\b", text)
    field = rows[0][0].endswith((":", "：")) if rows[0] else False
    return not figures and not field


def _goes_on(group: Sequence[Line], line: Line, widest: int, sentences: bool) -> bool:
    """Whether a line of a table goes on from the row above it: a cell that wraps."""
    above, cells = group[-1].text, _cells(line)
    columns = [start for start, _ in _cells(group[0])]
    if (
        len(columns) > 1
        and line.indent
        and _is_placed(cells, columns)
        and cells[0][0] > columns[0] + _NEAR
    ):
        return True  # nothing stands under the row's first cell
    lower = line.text[0].islower()
    if len(cells) > 1:
        return lower and len(cells) < len(columns) and _is_placed(cells, columns)
    if BULLET.match(line.text) or ORDINAL.match(line.text):
        return False
    if len(columns) > 1:
        return lower
    if lower or line.text[0] in "(&+" or HANGING.search(above):
        return True
    long = len(above) >= max(45, 0.75 * widest)
    return long and (sentences or not above[-1].isdigit()) and not above.endswith(("Yes", "No"))


def _is_placed(cells: Cells, columns: Sequence[int]) -> bool:
    """Whether cells stand under columns of the row above."""
    return all(any(abs(start - column) <= _NEAR for column in columns) for start, _ in cells)


def _row_cells(lines: Sequence[Line]) -> list[str]:
    """Give a row's cells; what wraps belongs to the cell that it stands under, or to the last."""
    first = _cells(lines[0])
    columns = [start for start, _ in first]
    texts = [text for _, text in first]
    for line in lines[1:]:
        below = _cells(line)
        if _is_placed(below, columns) and (line.indent or len(below) > 1):
            for start, text in below:
                distances = [abs(column - start) for column in columns]
                texts[distances.index(min(distances))] += f"\n{text}"
        else:
            texts[-1] = "\n".join([texts[-1], line.marked])
    return texts


def _cells(line: Line) -> Cells:
    """Divide a line at its bars or gaps; two blanks after a full stop are none."""
    if _BARS.fullmatch(line.text):
        return [(at, cell.strip()) for at, cell in enumerate(line.marked[1:-1].split("|"))]
    whole = line.marked
    cells = [(line.indent + m.start(), m[0]) for m in re.finditer(r"\S+(?:[^\S\t]\S+)*", whole)]
    if len(cells) == 2 and re.search(r"[.!?]$", cells[0][1]):
        return [(line.indent, whole)]
    return cells


def _cut_further(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cut first and last cells by their look, where gaps part the rows unevenly."""
    texts = [" ".join(row) for row in rows]
    counts = [len(trailing(text)) for text in texts]
    most = max(counts, default=0)
    values = next((n for n in range(most, 0, -1) if share(c >= n for c in counts) >= 0.8), 0)
    look = look_of([[text] for text in texts], values)
    ends = replace(look, pivot=None)
    return [ends.cells(row) for row in rows]

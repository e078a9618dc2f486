"""Tables whose columns are parted by wide gaps or by bars.

Everything here is pure. A line that holds less than a row is what wraps of the row above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.clean import Line
from corpus.documents import BlockKind
from corpus.pieces import BULLET, HANGING, ORDINAL, Piece, piece_of
from corpus.table_cells import look_of, share, trailing
from corpus.table_heads import NEAR, Cell, grouped, header_rows

BARS = re.compile(r"\|.*\S.*\|")
_STOP = re.compile(r"[a-z] ?\.(?: |$)")
_PARTED = 0.5  # of the lines have gaps where a table's columns are parted by them
_ALIKE = 0.9  # of the rows have as many cells as the others: nothing is left to cut
_FEWEST = 2  # rows tell the columns


def has_gaps(lines: Sequence[Line]) -> bool:
    """Whether a table's columns are parted by gaps or bars."""
    parted = share(len(cells_of(line)) > 1 for line in lines)
    return parted >= _PARTED and (len(cells_of(lines[0])) > 1 or parted >= _ALIKE)


def gap_rows(lines: Sequence[Line]) -> list[Piece]:
    """Make a header and rows of the lines of a table."""
    widest = max(len(line.text) for line in lines)
    sentences = any(_STOP.search(line.text) for line in lines)
    heads = grouped([cells_of(line) for line in lines])
    groups: list[list[Line]] = []
    left = cells_of(lines[0])[0].left
    lone = [line for line in lines if _is_lone(line, left)]
    for line in lines[2:] if heads else lines:
        group = groups[-1] if groups else []
        begun = len(group) == 1 and group[0] in lone and _is_lower(line)
        if group and (
            begun
            or ([line] == lone and _outgrows(group[0], line))
            or _goes_on(group, line, widest, sentences)
        ):
            group.append(line)
        else:
            groups.append([line])
    found = [_row_cells(group) for group in groups]
    if heads:
        groups, found = [list(lines[:2]), *groups], [heads, *found]
    placed = _filled(found)
    rows = [[cell.text for cell in row] for row in placed]
    counts = Counter(map(len, rows))
    if counts.most_common(1)[0][1] < _ALIKE * len(rows):
        further = _cut_further(rows[1:])
        if all(line.edges for line in lines):  # of a page: what has all of its cells is whole
            usual = counts.most_common(1)[0][0]
            pairs = zip(rows[1:], further, strict=True)
            further = [row if len(row) == usual else own for row, own in pairs]
        rows = [rows[0], *further]
    count = 1 if heads else header_rows(rows)
    return [
        piece_of(BlockKind.HEADER if at < count else BlockKind.ROW, group, cells=cells)
        for at, (group, cells) in enumerate(zip(groups, rows, strict=True))
    ]


def _filled(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Put an empty cell where a row has none, if the columns stand clear of each other."""
    count = Counter(map(len, rows)).most_common(1)[0][0]
    whole = [row for row in rows if len(row) == count]
    columns = [
        (min(c.left for c in own), max(c.right for c in own)) for own in zip(*whole, strict=True)
    ]
    clear = all(left[1] <= right[0] for left, right in pairwise(columns))
    if not clear or len(whole) < _FEWEST:
        return list(rows)
    return [_placed_in(_parted(row, columns), columns) for row in rows]


def _parted(row: list[Cell], columns: Sequence[tuple[float, float]]) -> list[Cell]:
    """Part a cell that reaches into the next column with no more than a blank between them."""
    if len(row) >= len(columns):
        return row
    found: list[Cell] = []
    for cell in row:
        lined = cell.right - cell.left == len(cell.text)  # on one line, measured in characters
        cuts = [
            at
            for at, char in enumerate(cell.text)
            for before, after in pairwise(columns)
            if lined and char == " " and cell.left <= before[1]
            if _fits(cell.left + at + 1, cell.right, after)
        ]
        if len(cuts) == 1:
            at = cuts[0]
            found.append(Cell(cell.left, cell.left + at, cell.text[:at]))
            cell = Cell(cell.left + at + 1, cell.right, cell.text[at + 1 :])
        found.append(cell)
    return found


def _fits(left: float, right: float, column: tuple[float, float]) -> bool:
    """Whether a text stands in a column, at one of its edges."""
    edge = min(abs(left - column[0]), abs(right - column[1])) < NEAR
    return edge and left > column[0] - NEAR


def _placed_in(row: list[Cell], columns: Sequence[tuple[float, float]]) -> list[Cell]:
    if not 1 < len(row) < len(columns):
        return row
    places = [_column_of(cell, columns) for cell in row]
    known = [place for place in places if place is not None]
    if len(known) < len(row) or any(a >= b for a, b in pairwise(known)):
        return row
    cells = [Cell(left, right, "") for left, right in columns]
    for place, cell in zip(known, row, strict=True):
        cells[place] = cell
    return cells


def _column_of(cell: Cell, columns: Sequence[tuple[float, float]]) -> int | None:
    """Find the one column that a cell stands under; None if it stands under two or none."""
    under = [
        at
        for at, (left, right) in enumerate(columns)
        if cell.left <= right + NEAR and left - NEAR <= cell.right
    ]
    return under[0] if len(under) == 1 else None


def _goes_on(group: Sequence[Line], line: Line, widest: int, sentences: bool) -> bool:
    """Whether a line of a table goes on from the row above it: a cell that wraps."""
    above, cells = group[-1].text, cells_of(line)
    columns = [(cell.left, cell.right) for cell in cells_of(group[0])]
    placed = len(columns) > 1 and all(under(cell, columns) is not None for cell in cells)
    if placed and not line.edges and cells[0].left > columns[0][0] + NEAR:
        return True  # nothing stands under the row's first cell
    lower = line.text[0].islower()
    if len(cells) > 1:
        return lower and len(cells) < len(columns) and placed
    if BULLET.match(line.text) or ORDINAL.match(line.text):
        return False
    if len(columns) > 1:
        return lower
    if lower or line.text[0] in "(&+" or HANGING.search(above):
        return True
    long = len(above) >= max(45, 0.75 * widest)
    return long and (sentences or not above[-1].isdigit()) and not above.endswith(("Yes", "No"))


def _is_lone(line: Line, left: float) -> bool:
    """Whether a line of a table holds nothing but words where its first column begins."""
    cells = cells_of(line)
    words = not line.edges and line.text[0].isalpha() and not line.text.endswith(":")
    return len(cells) == 1 and words and cells[0].left == left


def _is_lower(line: Line) -> bool:
    """Whether the first of several cells begins in the middle of a label."""
    return len(cells_of(line)) > 1 and (line.text[0].islower() or line.text[0] in "(&")


def _outgrows(above: Line, line: Line) -> bool:
    """Whether a label wraps: with the next word it would not have fitted its column."""
    cells = cells_of(above)
    if len(cells) == 1:
        return False
    room = cells[1].left - cells[0].left - NEAR
    return len(cells[0].text) + 1 + len(line.text.split()[0]) > room >= len(line.text)


def under(cell: Cell, columns: Sequence[tuple[float, float]]) -> int | None:
    """Find the column that begins where a cell does; None if there is none."""
    near = [at for at, (left, _) in enumerate(columns) if abs(left - cell.left) <= NEAR]
    return near[0] if near else None


def _row_cells(lines: Sequence[Line]) -> list[Cell]:
    """Give a row's cells; what wraps belongs to the cell that it stands under, or to the last."""
    row, rest = cells_of(lines[0]), lines[1:]
    if len(row) == 1 and rest and _is_lower(rest[0]):  # a label with its values on its last line
        label, row, rest = row[0].text, cells_of(rest[0]), rest[1:]
        row[0] = replace(row[0], text=f"{label}\n{row[0].text}")
    columns = [(cell.left, cell.right) for cell in row]
    for line in rest:
        below = cells_of(line)
        places = [under(cell, columns) for cell in below]
        loose = len(below) == 1 and not line.indent and not line.edges
        if None in places or (loose and not _outgrows(lines[0], line)):
            row[-1] = replace(row[-1], text="\n".join([row[-1].text, line.marked]))
            continue
        for place, cell in zip(places, below, strict=True):
            at = place or 0
            row[at] = replace(row[at], text=f"{row[at].text}\n{cell.text}")
    return row


def cells_of(line: Line) -> list[Cell]:
    """Divide a line at its bars or gaps; two blanks after a full stop are none."""
    if BARS.fullmatch(line.text):
        texts = [cell.strip() for cell in line.marked[1:-1].split("|")]
        return [Cell(at, at, text) for at, text in enumerate(texts)]
    found = list(re.finditer(r"\S+(?:[^\S\t]\S+)*", line.marked))
    if len(found) == len(line.edges):
        edges = zip(line.edges, found, strict=True)
        return [Cell(left, right, match[0]) for (left, right), match in edges]
    if len(found) == 2 and re.search(r"[.!?]$", found[0][0]):
        return [Cell(line.indent, line.indent + len(line.text), line.marked)]
    return [Cell(line.indent + m.start(), line.indent + m.end(), m[0]) for m in found]


def _cut_further(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Cut first and last cells by their look, where gaps part the rows unevenly."""
    texts = [" ".join(row) for row in rows]
    counts = [len(trailing(text)) for text in texts]
    most = max(counts, default=0)
    values = next((n for n in range(most, 0, -1) if share(c >= n for c in counts) >= 0.8), 0)
    look = look_of([[text] for text in texts], values)
    ends = replace(look, pivot=None)
    return [ends.cells(row) for row in rows]

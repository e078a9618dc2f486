"""Lines that are a table by their gaps or bars alone, without a caption; pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean import Line, ends_clause
from corpus.pieces import COLUMNS, LABEL, is_contents, starts_item
from corpus.table_ends import Item
from corpus.table_gaps import BARS, cells_of, under
from corpus.table_heads import Cell, names_columns

_ROWS = 3  # of a table that nothing but its gaps shows
_WIDE = 0.4  # of the lines of a table whose cells wrap have a cell for each column
_HEADS = 3  # cells over the columns of a table


def is_grid(lines: Sequence[Line]) -> bool:
    """Whether lines are a table by their gaps alone: two or more with the same columns."""
    if all(BARS.fullmatch(line.text) for line in lines):
        return True
    texts = [line.text for line in lines]
    if len(texts) < 2 or any(map(starts_item, texts)) or all(map(is_contents, texts)):
        return False
    counts = [len(COLUMNS.split(text)) for text in texts]
    wide = sum(count >= _HEADS for count in counts)
    same = len(set(counts)) == 1 and counts[0] >= 2
    if same or wide >= max(2, 0.7 * len(lines)):
        return True
    return wide >= max(_ROWS, _WIDE * len(lines)) and _is_lined_up(lines)


def is_titled_grid(lines: Sequence[Line]) -> bool:
    """Whether a title stands over a table in its first line: one text above names of columns."""
    title, below = lines[0], lines[1:]
    if len(below) < _ROWS or len(cells_of(title)) > 1 or ends_clause(title.text):
        return False
    return title.text[0].isupper() and _names_columns(cells_of(below[0])) and is_grid(below)


def _names_columns(cells: Sequence[Cell]) -> bool:
    """Whether cells are the heads of a table's columns."""
    return len(cells) >= _HEADS and names_columns([[cell.text for cell in cells]])


def spread_rows(items: Sequence[Item], start: int) -> tuple[Line, ...]:
    """Give the lines of a table from an item on whose rows blank lines part; none if too few."""
    found: list[Line] = []
    for at in range(start, len(items)):
        item = items[at]
        if not isinstance(item, tuple) or len(item) > 1:
            break
        if len(COLUMNS.split(item[0].text)) < _HEADS or LABEL.match(item[0].text):
            break
        found.append(item[0])
    return tuple(found) if len(found) >= _ROWS else ()


def heads_grid(heads: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a line over a table whose columns gaps part names them, a blank line between."""
    if len(heads) > 1 or not is_grid(below) or any(BARS.fullmatch(line.text) for line in below):
        return False
    names = cells_of(heads[0])
    first = max((cells_of(line) for line in below), key=len)
    columns = [(cell.left, cell.right) for cell in first]
    placed = all(under(name, columns) is not None for name in names)
    return len(columns) - 1 <= len(names) <= len(columns) and placed and _names_columns(names)


def _is_lined_up(lines: Sequence[Line]) -> bool:
    """Whether each cell begins where one of the widest row does, as do those that wrap."""
    rows = [cells_of(line) for line in lines]
    columns = [(cell.left, cell.right) for cell in max(rows, key=len)]
    room = columns[1][0] - columns[0][0]
    return all(
        all(under(cell, columns) is not None for cell in row)
        and (len(row) > 1 or row[0].left > columns[0][0] or len(row[0].text) < room)
        for row in rows
    )

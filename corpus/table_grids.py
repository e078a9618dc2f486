"""Lines that are a table by their gaps or bars alone, without a caption; pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean import Line, ends_clause
from corpus.pieces import COLUMNS, LABEL, is_contents, starts_item
from corpus.table_ends import Item
from corpus.table_gaps import BARS, cells_of, names_columns, under

_ROWS = 3  # with three cells, of a table whose cells wrap
_WIDE = 0.4  # of its lines are such rows
_HEADS = 3  # over the columns of a table


def is_grid(lines: Sequence[Line]) -> bool:
    """Whether lines are a table by their gaps alone: two or more with the same columns."""
    if all(BARS.fullmatch(line.text) for line in lines):
        return True
    if any(starts_item(line.text) for line in lines):
        return False
    counts = [len(COLUMNS.split(line.text)) for line in lines]
    wide = sum(count >= 3 for count in counts)
    same = len(set(counts)) == 1 and counts[0] >= 2
    contents = all(is_contents(line.text) for line in lines)
    uneven = wide >= max(_ROWS, _WIDE * len(lines)) and _is_lined_up(lines)
    wide_enough = wide >= max(2, 0.7 * len(lines))
    return not contents and len(lines) >= 2 and (wide_enough or same or uneven)


def is_titled_grid(lines: Sequence[Line]) -> bool:
    """Whether a title stands over a table in its first line: one text above names of columns."""
    title, heads, below = lines[0], lines[1:2], lines[1:]
    if len(lines) < _ROWS + 1 or len(cells_of(title)) > 1 or ends_clause(title.text):
        return False
    named = len(cells_of(heads[0])) >= _HEADS and names_columns(
        [[c.text for c in cells_of(heads[0])]]
    )
    return named and is_grid(below) and title.text[0].isupper()


def spread_rows(items: Sequence[Item]) -> tuple[Line, ...]:
    """Give the lines that a table begins with whose rows blank lines part; none for fewer rows."""
    found: list[Line] = []
    for item in items:
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
    fewest = max(_HEADS, len(columns) - 1)
    placed = all(under(name, columns) is not None for name in names)
    return (
        fewest <= len(names) <= len(columns) and placed and names_columns([[c.text for c in names]])
    )


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

"""A column of places that ran together with the column of prose after it; pure.

"Luoyang Basic research in farming": a capital begins the place, and the next begins the prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.table_cells import header_cells

PLACE = re.compile(
    r"(?:city|country|location|place|seat|headquarters|hq|province|region|state|based in|where)",
    re.IGNORECASE,
)
"""What a column of places is headed."""
_FIRST = re.compile(
    r"((?:[A-Z][\w’'-]+\s){0,2}?[A-Z][\w’'-]+)\s(?=[A-Z][\w’'-]+(?:(?<=ing)\s|(?:\s|, )[a-z]))"
)
_MOST = 0.8  # of the rows begin the cell so


def part_places(
    names: Sequence[str], rows: Sequence[Sequence[str]], usual: int
) -> tuple[list[str], list[list[str]]] | None:
    """Part the cells of a column whose header tells that it holds places.

    Args:
        names: texts of the header, as blank lines part them.
        rows: cells of each row.
        usual: how many most rows have, one fewer than the header names.

    Returns:
        The heads, and the cells of each row, those parted that begin with a place; None where the
        header names no such column, or its cells do not begin so.
    """
    heads = header_cells(names, usual + 1) if usual > 1 else None
    at = next((i for i, head in enumerate(heads or ()) if PLACE.fullmatch(head)), None)
    if heads is None or at is None or at + 1 == len(heads):
        return None
    firsts = [_FIRST.match(row[at]) if len(row) == usual else None for row in rows]
    if sum(map(bool, firsts)) < _MOST * len(rows):
        return None
    parted = [
        [*row[:at], found[1], row[at][found.end() :], *row[at + 1 :]] if found else list(row)
        for row, found in zip(rows, firsts, strict=True)
    ]
    return heads, parted

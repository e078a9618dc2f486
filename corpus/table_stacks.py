"""Tables that were copied out of a page with one cell on each line.

Everything here is pure. Where they were copied row by row, what shows the columns is a period:
figures recur at the same places of each row, under heads that are none; a cell of words may stand
on two or three lines. Where they were copied column by column, a head stands over as many cells as
the others have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from corpus.clean import Line, ends_sentence
from corpus.dates import whole_date
from corpus.documents import BlockKind
from corpus.pieces import COLUMNS, HANGING, SOURCE, Piece, piece_of, starts_item

_CELL = 100  # characters of a line that is one cell
_FEWEST = 3  # columns, and rows without the header
_MOST_COLUMNS = 12
_MOST_LINES = 3  # of one cell
_MOST = 400  # lines of a table
_WRAPS = 0.2  # of the lines go on from the one above
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_UNIT = r"(?:%|‰|[^\W\d_]{1,4}(?:/[^\W\d_]{1,6})?|percent|points?|thousand|(?:m|b|tr)illion)"
_FIGURE = re.compile(
    r"(?:[~<>≈≥≤+−–-]|up to |about )?\s?(?:[A-Z]{3}\s|CNY|RMB|USD|EUR|[A-Z]{2}(?=[$€£¥]))?[€$£¥]?"
    r"\d[\d.,]*(?:\s\d{3}(?!\d))*(?:\s?[-–]\s?\d[\d.,]*)?"
    rf"(?:\s?{_UNIT}){{0,2}}(?:\s?\((?:est\.?|e|f|p)\))?[*†‡]*"
)
_HELD = {"w": "w-", "y": "y-", "f": "fy-", "-": "wfy-"}
"""What a cell may hold under one that holds a kind; see ``_kind``."""
_BLANK = re.compile(r"[-–—…]|(?i:n/?a|n\.a\.)")

Cell = tuple[Line, ...]


def stack_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Make the header and the rows of a table whose lines are one cell each.

    Args:
        lines: the table's, without its caption and source.

    Returns:
        The pieces; none where the lines do not recur as a table's cells do.
    """
    if not _FEWEST * (_FEWEST + 1) <= len(lines) <= _MOST or not all(map(_may_be_cell, lines)):
        return []
    kinds = [_kind(line.text) for line in lines]
    if "f" not in kinds:
        return []
    ways = [
        (*found, columns)
        for columns in range(2, min(_MOST_COLUMNS, len(lines) // (_FEWEST + 1)) + 1)
        if (found := _parsed(lines, kinds, columns))
    ]
    _, cells, columns = min(ways, key=lambda way: way[0], default=(0, [], 0))
    if columns < _FEWEST or len(cells) < (_FEWEST + 1) * columns:
        return []
    grid = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return [_piece(BlockKind.ROW if at else BlockKind.HEADER, row) for at, row in enumerate(grid)]


def column_pieces(chunks: Sequence[Sequence[Line]]) -> list[Piece]:
    """Make the header and the rows of a table whose columns stand one below the other.

    Args:
        chunks: the table's lines, as gaps part them: each head apart from its cells or right above
            them, or all in one.

    Returns:
        The pieces; none where the columns are not as long as each other, or hold no figures.
    """
    lines = [line for chunk in chunks for line in chunk]
    if not all(map(_may_be_cell, lines)):
        return []
    sizes = [len(chunk) for chunk in chunks]
    apart = len(sizes) % 2 == 0 and set(sizes[::2]) == {1} and len(set(sizes[1::2])) == 1
    if apart:
        heights = [1 + sizes[1]]
    elif len(sizes) > 1:
        heights = sizes[:1] if len(set(sizes)) == 1 else []
    else:
        heights = [at for at in range(_FEWEST, len(lines) // 2 + 1) if len(lines) % at == 0]
    ways = [found for height in heights if (found := _columns(lines, height))]
    if len(ways) != 1:
        return []
    rows = zip(*ways[0], strict=True)
    return [
        _piece(BlockKind.ROW if at else BlockKind.HEADER, [(line,) for line in row])
        for at, row in enumerate(rows)
    ]


def _columns(lines: Sequence[Line], height: int) -> list[Sequence[Line]]:
    """Cut lines into columns of one height, each a head over cells that are alike."""
    columns = [lines[at : at + height] for at in range(0, len(lines), height)]
    if len(columns) < 2 or height < _FEWEST:
        return []
    kinds = ["".join(_kind(line.text) for line in column) for column in columns]
    named = kinds[0][0] == "w" and all(own[0] in "wy" for own in kinds)
    alike = all(set(own[1:]) <= {"w", "-"} or "w" not in own[1:] for own in kinds)
    figures = any("f" in own[1:] for own in kinds[1:])
    return columns if named and alike and figures and "f" not in kinds[0] else []


def _may_be_cell(line: Line) -> bool:
    text = line.text
    apart = COLUMNS.search(text) or starts_item(text) or SOURCE.match(text)
    sentence = ends_sentence(text) and len(text.split()) > _FEWEST
    return len(text) <= _CELL and not apart and not sentence


def _kind(text: str) -> str:
    """Tell what a cell holds: a year (y), another figure or a day (f), nothing (-), words (w)."""
    if _YEAR.fullmatch(text):
        return "y"
    if _BLANK.fullmatch(text):
        return "-"
    return "f" if whole_date(text) or _FIGURE.fullmatch(text) else "w"


def _cost(above: Line | None, cell: Cell, kinds: Sequence[str], *, header: bool) -> int:
    """Tell how much speaks against some lines being a cell under another."""
    opens = above is not None and _is_rest(above.text, cell[0].text, header=header)
    cost = int(opens or (header and kinds[0] == "y"))
    for (one, other), kind in zip(pairwise(cell), kinds[1:], strict=True):
        if not _is_rest(one.text, other.text, header=header):
            cost += 1 if kind == "y" else 2
    return cost


def _is_rest(above: str, below: str, *, header: bool) -> bool:
    """Whether a line looks as if it went on from the one above; "Set up in" is a whole head."""
    if below[0].islower() or below[0] in "(&+":
        return True
    return not header and HANGING.search(above) is not None


def _parsed(
    lines: Sequence[Line], kinds: Sequence[str], columns: int
) -> tuple[int, list[Cell]] | None:
    """Divide lines into cells, so many to a row; the last row tells what each column holds.

    Returns:
        How much speaks against it, and the cells; None where there is no one way to do so.
    """
    wanted = kinds[-columns:]
    if wanted[0] == "-" or all(kind in "w-" for kind in wanted):
        return None

    @cache
    def best(start: int, column: int, header: bool) -> tuple[int, int, tuple[int, ...]] | None:
        """Give cost, number of ways and ends of the cells from a line on."""
        if start == len(lines):
            return None if column or header else (0, 1, ())
        found: tuple[int, int, tuple[int, ...]] | None = None
        for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
            if not _fits(kinds[start:end], wanted[column], header=header):
                break
            last = column + 1 == columns
            rest = best(end, 0 if last else column + 1, header and not last)
            if rest is None:
                continue
            above, cell = lines[start - 1] if start else None, tuple(lines[start:end])
            cost = rest[0] + _cost(above, cell, kinds[start:end], header=header)
            if found is None or cost < found[0]:
                found = (cost, rest[1], (end, *rest[2]))
            elif cost == found[0]:
                found = (cost, found[1] + rest[1], found[2])
        return found

    answer = best(0, 0, True)
    if answer is None or answer[1] > 1 or len(lines) - len(answer[2]) > _WRAPS * len(lines):
        return None
    ends = answer[2]
    return answer[0], [tuple(lines[a:b]) for a, b in zip((0, *ends), ends, strict=False)]


def _fits(kinds: Sequence[str], wanted: str, *, header: bool) -> bool:
    """Whether lines may be one cell of a column, or its head: words, or a year over figures."""
    if header:
        named = kinds[0] == "w" and set(kinds[1:]) <= {"w", "y"}  # "Units sold / 2023"
        return named or (list(kinds) == ["y"] and wanted in "f-")
    if len(kinds) > 1:
        return set(kinds) == {"w"} and wanted in "w-"
    return kinds[0] in _HELD[wanted]


def _piece(kind: BlockKind, row: Sequence[Cell]) -> Piece:
    lines = [line for cell in row for line in cell]
    return piece_of(kind, lines, cells=["\n".join(line.marked for line in cell) for cell in row])

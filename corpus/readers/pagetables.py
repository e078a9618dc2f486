"""Tables of a web page: those that only arrange it, their header rows, their merged cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from corpus.exhibits import is_source
from corpus.readers.elements import shown
from corpus.readers.tables import Cell, Merged


def number_of(value: str | None, default: int) -> int:
    """Give the number that an attribute holds; ``default`` where it holds none."""
    return int(value) if value and re.fullmatch(r"\d{1,6}", value.strip()) else default


def is_layout(table: LexborNode, cells: list[list[LexborNode]]) -> bool:
    """Tell a table that only arranges a page: it holds tables, headings, or single cells."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    inner = (node for node in table.css("table, h1, h2, h3, h4") if node.mem_id != table.mem_id)
    if next(inner, None) is not None:
        return True
    return all(len(row) < 2 for row in cells)


def is_header(row: LexborNode, cells: list[LexborNode]) -> bool:
    """Tell a row that the page marks as part of a header."""
    in_head = row.parent is not None and row.parent.tag == "thead"
    return in_head or (len(cells) > 1 and all(cell.tag == "th" for cell in cells))


def grid(cells: list[list[LexborNode]], text_of: Callable[[LexborNode], str]) -> list[list[Cell]]:
    """Lay merged cells out: the text in the first place, what covers them in the others.

    Args:
        cells: of each row.
        text_of: gives the text of a cell.
    """
    taken: dict[tuple[int, int], Cell] = {}
    for row, its in enumerate(cells):
        column = 0
        for cell in its:
            while (row, column) in taken:
                column += 1
            wide = min(number_of(cell.attributes.get("colspan"), 1), 100)
            high = min(number_of(cell.attributes.get("rowspan"), 1), len(cells) - row)
            for down in range(max(high, 1)):
                for right in range(max(wide, 1)):
                    covered = Merged.BELOW if down else Merged.RIGHT
                    taken[row + down, column + right] = covered if down or right else text_of(cell)
    widths = [0] * len(cells)
    for row, column in taken:
        widths[row] = max(widths[row], column + 1)
    return [[taken.get((row, c), "") for c in range(width)] for row, width in enumerate(widths)]


def captioned(node: LexborNode) -> list[LexborNode]:
    """Give what an element holds, of a figure that holds a table the caption first.

    A caption that only tells the source stays where it is.
    """
    held = list(node.iter(include_text=True, skip_empty=False))
    if node.tag != "figure" or node.css_first("table") is None:
        return held
    over = [own for own in held if own.tag == "figcaption" and not is_source(shown(own))]
    first = {own.mem_id for own in over}
    return over + [own for own in held if own.mem_id not in first]

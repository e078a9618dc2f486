"""What is left of a figure in text: the labels of its axes, and values that make a small table.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.clean import Line, ends_sentence
from corpus.documents import RawBlock
from corpus.footnotes import Chunk
from corpus.pieces import SOURCE, Piece
from corpus.table_cells import Look, trailing
from corpus.table_ends import Item
from corpus.table_parts import Part
from corpus.table_stacks import column_pieces, stack_pieces
from corpus.tables import table_pieces

_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_FIGURE_ROWS = 3
_LABELLED = 60  # characters of a label and its values


def is_ticks(chunk: Chunk) -> bool:
    """Whether a chunk is the labels of a figure's axis: numbers in even steps, a broken date."""
    if len(chunk) > 1 and _DATE.fullmatch("".join(line.text for line in chunk)):
        return True
    texts = [text for line in chunk for text in line.text.split()]
    if len(texts) < 4 or not all(re.fullmatch(r"-?\d+(?:[.,]\d+)?%?", text) for text in texts):
        return False
    values = [float(text.rstrip("%").replace(",", ".")) for text in texts]
    steps = {round(b - a, 6) for a, b in pairwise(values)}
    return len(steps) == 1 and steps != {0.0}


def figure_rows(items: Sequence[Item], start: int) -> tuple[list[Piece | RawBlock], int]:
    """Take the table that a figure's labels are: a label and its value, or one cell, on each line.

    Returns:
        Its rows, after a header where there is one; and the index of the first item after them.
    """
    chunks = _chunks(items, start)
    whole = [line for chunk in chunks for line in chunk]
    if stacked := stack_pieces(whole) or column_pieces(chunks):
        return list(stacked), start + len(chunks)
    lines: list[Line] = []
    for at in range(start, len(items)):
        item = items[at]
        if not isinstance(item, tuple) or len(item) > 1:
            break
        if not _is_labelled(item[0].text) and (lines or not _is_header(item[0].text)):
            break
        lines.append(item[0])
    rows = [line for line in lines if _is_labelled(line.text)]
    if len(rows) < _FIGURE_ROWS or len({len(trailing(line.text)) for line in rows}) > 1:
        return [], start
    look = Look(values=len(trailing(rows[0].text)))
    heads = [Part((line,)) for line in lines[: len(lines) - len(rows)]]
    return list(table_pieces(heads, [[Part((line,))] for line in rows], look)), start + len(lines)


def _chunks(items: Sequence[Item], start: int) -> list[Chunk]:
    """Give the chunks up to the source of a figure; none where something else comes before it."""
    found: list[Chunk] = []
    for item in (items[at] for at in range(start, len(items))):
        if not isinstance(item, tuple):
            break
        if SOURCE.match(item[0].text):
            return found
        found.append(item)
    return []


def _is_header(text: str) -> bool:
    return len(text) <= _LABELLED and not ends_sentence(text)


def _is_labelled(text: str) -> bool:
    """Whether a text is a short label and its values."""
    starts = trailing(text)
    return bool(starts) and starts[0] > 0 and len(text) <= _LABELLED and text[0].isalpha()

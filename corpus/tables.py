"""Tables of plain text: rows by captions, by column gaps; what belongs to a cell that wraps.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.clean import Line, ends_sentence
from corpus.documents import BlockKind, Rule
from corpus.footnotes import Chunk
from corpus.pieces import (
    BULLET,
    COLUMNS,
    HANGING,
    NUMBERING,
    ORDINAL,
    Columns,
    Piece,
    is_contents,
    piece_of,
    starts_item,
)

_STOP = re.compile(r"[a-z] ?\.(?: |$)")
_BARS = re.compile(r"\|.*\S.*\|")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


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


def leaves_table(chunk: Chunk, state: Columns) -> bool:
    """Whether a chunk after a table's rows is prose or a heading again."""
    head = chunk[0].text
    if NUMBERING.match(head) and "." in head.split()[0].rstrip(".") and len(chunk) <= 2:
        return True
    if chunk[0].first and state.header and _same(head, state.header):
        return False
    if state.rows == 0 or len(chunk) < 2 or BULLET.match(head) or ORDINAL.match(head):
        return False
    widths = [len(line.text) for line in chunk[:-1]]
    full = sum(width >= 0.8 * state.width for width in widths) >= 0.8 * len(widths)
    prose = full and max(widths) <= 1.2 * state.width and not COLUMNS.search(head)
    return prose and (ends_sentence(chunk[-1].text) or len(chunk) > 4)


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def table_rows(chunk: Chunk, state: Columns) -> list[Piece]:
    """Make rows of a chunk that follows a table's caption, each line one but for wrapped cells."""
    if chunk[0].first and state.header and _same(chunk[0].text, state.header):
        state.drop(Rule.REPEATED_HEADER, chunk[:1])
        chunk = chunk[1:]
        if not chunk:
            return []
    state.widest = max(state.widest, *(len(line.text) for line in chunk))
    sentences = any(_STOP.search(line.text) for line in chunk)
    groups: list[list[Line]] = []
    for line in chunk:
        if groups and _row_goes_on(groups[-1], line, state.widest, sentences):
            groups[-1].append(line)
        else:
            groups.append([line])
    pieces = []
    for group in groups:
        kind = BlockKind.ROW if state.header else BlockKind.HEADER
        state.header = state.header or group[0].text
        state.rows += 1
        pieces.append(replace(piece_of(kind, group), cells=_cells(group)))
    return pieces


def _row_goes_on(group: Sequence[Line], line: Line, widest: int, sentences: bool) -> bool:
    """Whether a line of a table goes on in the next: a cell that wraps."""
    above = group[-1].text
    if BULLET.match(line.text) or ORDINAL.match(line.text) or len(_cells((line,))) > 1:
        return False
    if len(_cells((group[0],))) > 1:
        return line.text[0].islower()
    if line.text[0].islower() or line.text[0] in "(&+" or HANGING.search(above):
        return True
    long = len(above) >= max(45, 0.75 * widest)
    return long and (sentences or not above[-1].isdigit()) and not above.endswith(("Yes", "No"))


def _cells(lines: Sequence[Line]) -> tuple[str, ...]:
    """Divide a row at its bars or gaps; the lines after its first belong to its last cell."""
    if _BARS.fullmatch(lines[0].text):
        return tuple(cell.strip() for cell in lines[0].marked[1:-1].split("|"))
    cells = [cell for cell in COLUMNS.split(lines[0].marked) if cell]
    if len(cells) == 2 and re.search(r"[.!?]$", cells[0]):
        cells = [lines[0].marked]  # two blanks after a full stop
    return (*cells[:-1], " ".join([cells[-1], *(line.marked for line in lines[1:])]))


def is_grid(chunk: Chunk) -> bool:
    """Whether a chunk is a table by its gaps alone: two lines or more with the same columns."""
    if all(_BARS.fullmatch(line.text) for line in chunk):
        return True
    if any(starts_item(line.text) for line in chunk):
        return False
    counts = [len(COLUMNS.split(line.text)) for line in chunk]
    wide = sum(count >= 3 for count in counts)
    same = len(set(counts)) == 1 and counts[0] >= 2
    contents = all(is_contents(line.text) for line in chunk)
    return not contents and len(chunk) >= 2 and (wide >= max(2, 0.7 * len(chunk)) or same)


def grid_rows(chunk: Chunk) -> list[Piece]:
    """Make rows of a chunk whose columns are parted by gaps."""
    kinds = [BlockKind.HEADER] + [BlockKind.ROW] * (len(chunk) - 1)
    if re.search(r"\d", chunk[0].text) and not re.search(r"\b(?:19|20)\d\d\b", chunk[0].text):
        kinds[0] = BlockKind.ROW
    if _cells(chunk[:1])[0].endswith((":", "：")):  # a table of fields
        kinds[0] = BlockKind.ROW
    return [
        replace(piece_of(kind, (line,)), cells=_cells((line,)))
        for kind, line in zip(kinds, chunk, strict=True)
    ]

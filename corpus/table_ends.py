"""Where a table ends: what stands below its rows and is none of them.

Everything here is pure. A source, a note, a caption, prose, a larger heading or a page's number
is told by its look beside the rows so far.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.clean import Line, ends_sentence, width_of
from corpus.documents import RawBlock
from corpus.footnotes import Chunk
from corpus.pieces import BULLET, COLUMNS, NUMBERING, ORDINAL, SOURCE, Piece
from corpus.table_cells import is_values, same_lead, share, trailing
from corpus.table_gaps import cells_of

_STOP = re.compile(r"[a-z)] ?\.(?: |$)|\d\.(?: [A-Z]|$)")
# "F  DATES TO WATCH" parts a document, though it looks like two cells.
_CHAPTER = re.compile(r"(?:[A-Z]|[IVX]{1,5})[.)]?\s+[A-Z]{3,}(?: [A-Z&’'-]+)*")
_NOTED = re.compile(r"[*†‡]{1,3} ?[^\W\d_]")
_FOLIO = re.compile(r"[-–—]?\s?\d{1,3}(?:\s?[-–—])?")
_WIDER = 1.1  # times a table's widest line: a note below it is wider than its rows
_LARGER = 1.1  # times the font size of a table's rows
_PROSE_LINES = 4  # of prose at its full width: no table's cell has more
_MOST_FULL = 0.8  # of the lines of prose
_VALUED = 0.5  # of a table's lines end with values
_WORDS = 6  # of a sentence that is no cell
_UNWRAPPED = 180  # characters of a line: it holds a paragraph


Item = Chunk | RawBlock | Piece
"""What a document is made of so far: lines, notes, captions."""


@dataclass(slots=True)
class TableLines:
    """A table of which some chunks are known.

    Attributes:
        sourced: whether its source comes before any prose.
        header: the lines that it begins with.
        body: its chunks, those of the header too.
        resumed: indices of the chunks above which the header was repeated.
        notes: what stands among its rows and is none of them.
        widest: characters of its longest line.
        largest: font size of its largest line.
    """

    sourced: bool
    header: Chunk = ()
    body: list[Chunk] = field(default_factory=list)
    resumed: set[int] = field(default_factory=set)
    notes: list[Piece | RawBlock] = field(default_factory=list)
    widest: int = 0
    largest: float = 0.0

    def is_header(self, chunk: Chunk) -> bool:
        """Whether a chunk begins as the table did."""
        again = chunk[: len(self.header)]
        return bool(self.header) and [line.text.split() for line in self.header] == [
            line.text.split() for line in again
        ]


def is_sourced(items: Sequence[Item], start: int, width: int) -> bool:
    """Whether the source of a table comes before the next caption and before any prose."""
    for at in range(start, len(items)):
        item = items[at]
        if isinstance(item, Piece):
            return False
        if isinstance(item, tuple) and SOURCE.match(item[0].text):
            return True
        if isinstance(item, tuple) and len(item) > _PROSE_LINES and _is_full(item, width):
            return False
    return False


def is_folio(chunk: Chunk, items: Sequence[Item], at: int, table: TableLines) -> bool:
    """Whether a chunk is the number of a page that ends below a row with all of its values."""
    if len(chunk) > 1 or not table.body or not _FOLIO.fullmatch(chunk[0].text):
        return False
    above = table.body[-1][-1].text
    below = _below(items, at)
    whole = bool(trailing(above)) and not is_values(above)
    return whole and isinstance(below, tuple) and below[0].first


def leads_on(items: Sequence[Item], at: int, table: TableLines) -> bool:
    """Whether the next chunk begins as a row does that follows the last one with a number."""
    following = _below(items, at)
    if not isinstance(following, tuple) or SOURCE.match(following[0].text):
        return False
    rows = (line.text for chunk in reversed(table.body) for line in reversed(chunk))
    last = next((text for text in rows if text[0].isdigit()), None)
    return last is not None and same_lead(last, following[0].text)


def _below(items: Sequence[Item], at: int) -> Item | None:
    """Give what follows an item, notes aside."""
    below = (items[i] for i in range(at + 1, len(items)))
    return next((item for item in below if not isinstance(item, RawBlock)), None)


def _is_full(chunk: Chunk, width: int) -> bool:
    """Whether lines fill the width of prose, and do not end with values as a table's do."""
    full = share(0.8 * width <= len(line.text) <= 1.2 * width for line in chunk[:-1])
    valued = share(bool(trailing(line.text)) for line in chunk)
    return full >= _MOST_FULL and valued < _VALUED


def ends_before(chunk: Chunk, table: TableLines, width: int) -> bool:
    """Whether a chunk is no part of a table: a caption, its source or note, prose, a heading."""
    head = chunk[0].text
    if SOURCE.match(head):
        return True
    if NUMBERING.match(head) and "." in head.split()[0].rstrip(".") and len(chunk) <= 2:
        return True
    if table.body and (_NOTED.match(head) or _opens_chapter(chunk, table)):
        return True
    if table.sourced or table.is_header(chunk) or chunk[0].places:
        return False
    if is_note(chunk, table, width) or _is_larger(chunk[0], table) or _is_prose(chunk, table):
        return True
    if BULLET.match(head) or ORDINAL.match(head) or COLUMNS.search(head):
        return False
    if len(chunk) == 1:
        most = 0.5 * width if not table.body else max(_UNWRAPPED, _WIDER * table.widest)
        return ends_sentence(head) and len(head) > most
    if table.body and _is_wider(chunk, _WIDER * table.widest):
        return True
    ends = ends_sentence(chunk[-1].text) or len(chunk) > _PROSE_LINES
    return ends and _is_full(chunk, width)


def _opens_chapter(chunk: Chunk, table: TableLines) -> bool:
    """Whether a line in capitals is counted by a letter, and no row above it is."""
    rows = (line.text for lines in table.body for line in lines)
    counted = len(chunk) == 1 and _CHAPTER.fullmatch(chunk[0].text)
    return bool(counted) and not any(map(_CHAPTER.match, rows))


def _is_prose(chunk: Chunk, table: TableLines) -> bool:
    """Whether lines are a sentence under rows that gaps part, none of which is one.

    What begins under a later column than the first goes on from a cell of it.
    """
    text = " ".join(line.text for line in chunk)
    sentence = text[0].isupper() and ends_sentence(text) and len(text.split()) >= _WORDS
    if not sentence or COLUMNS.search(text):
        return False
    rows = [line for rows in table.body for line in rows]
    parted = all(COLUMNS.search(row.text) and not ends_sentence(row.text) for row in rows)
    begun = cells_of(chunk[0])[0].left
    later = all(begun >= cells_of(row)[:2][-1].left for row in rows)
    return len(rows) > 1 and parted and not later


def _is_larger(line: Line, table: TableLines) -> bool:
    """Whether a line is set larger than a table's rows, as the next heading is."""
    larger = bool(table.body) and line.size > _LARGER * table.largest
    return larger and not COLUMNS.search(line.text)


def is_note(chunk: Chunk, table: TableLines, width: int) -> bool:
    """Whether lines are a note under a table: begun by a star, or wider than rows and prose."""
    if not table.body or COLUMNS.search(chunk[0].text):
        return False
    widest = max(width, table.widest)
    return _is_wider(chunk, _WIDER * widest) or _NOTED.match(chunk[0].text) is not None


def _is_wider(chunk: Chunk, width: float) -> bool:
    """Whether lines are sentences that fill more than a width."""
    widths = [width_of(line.text) for line in chunk[:-1]]
    stops = _STOP.search(" ".join(line.text for line in chunk)) is not None
    return bool(widths) and stops and min(widths) > width

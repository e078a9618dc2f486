"""Tables: where one begins and ends, its header, and its rows.

Everything here is pure. ``table_rows`` puts lines together whose column gaps are lost,
``table_gaps`` cuts lines at the gaps that they have, ``table_cells`` tells cells apart,
``table_figures`` by the figures among them, and ``table_places`` a place from the prose beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.clean import Line, ends_sentence, width_of
from corpus.documents import BlockKind, RawBlock, Rule
from corpus.footnotes import Chunk
from corpus.pieces import (
    BULLET,
    COLUMNS,
    HANGING,
    NUMBERING,
    ORDINAL,
    SOURCE,
    URL,
    Columns,
    Piece,
    link_pieces,
    piece_of,
)
from corpus.table_cells import (
    Look,
    header_cells,
    same_lead,
    share,
    trailing,
    unlabelled_header,
)
from corpus.table_gaps import gap_rows, has_gaps
from corpus.table_parts import Part, Row, parts_of
from corpus.table_places import part_places
from corpus.table_rows import rows_of

_STOP = re.compile(r"[a-z] ?\.(?: |$)")
_NOTED = re.compile(r"[*†‡]{1,3} ?[^\W\d_]")
_WIDER = 1.1  # times a table's widest line: a note below it is wider than its rows
_LARGER = 1.1  # times the font size of a table's rows
_PROSE_LINES = 4  # of prose at its full width: no table's cell has more
_HEADER_MAX = 45  # characters of one line of a header that has several
_MOST_FULL = 0.8  # of the lines of prose
_VALUED = 0.5  # of a table's lines end with values
_FEWEST = 2  # rows, with the header
_UNIT = re.compile(r"\([^()\d]+\)")
_YEARS = re.compile(r"(?:19|20)\d\d")


Item = Chunk | RawBlock | Piece
"""What a document is made of so far: lines, notes, captions."""


@dataclass(slots=True)
class _Table:
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


def take_table(
    items: Sequence[Item], start: int, state: Columns
) -> tuple[list[Piece | RawBlock], int]:
    """Take the rows of a table.

    Args:
        items: the document's chunks and notes.
        start: the one that the table's header is looked for in.
        state: what is known of the document; repeated headers are noted there as removed.

    Returns:
        The header and rows, then the notes that stood among them; and the index of the first
        item after the table, which is ``start`` where there is none.
    """
    table = _Table(_is_sourced(items[start:], state.width))
    end = start
    while end < len(items):
        item = items[end]
        if isinstance(item, RawBlock):
            table.notes.append(item)
        elif isinstance(item, Piece):
            break
        elif all(URL.match(line.text) for line in item):
            table.notes += link_pieces(item, state)
        elif _ends_before(item, table, state.width) and not _leads_on(items[end + 1 :], table):
            break
        else:
            _add(item, table, state)
        end += 1
    rows = _rows(table)
    if len(rows) < _FEWEST:
        return [], start
    while end < len(items):
        item = items[end]
        if not isinstance(item, tuple) or not _is_note(item, table, state.width):
            break
        note = piece_of(BlockKind.PARAGRAPH, item, alone=True)
        table.notes.append(replace(note, aside=True))
        end += 1
    state.headers.add(header_key(table.header))
    return [*rows, *table.notes], end


def _is_sourced(items: Sequence[Item], width: int) -> bool:
    """Whether the source of a table comes before the next caption and before any prose."""
    for item in items:
        if isinstance(item, Piece):
            return False
        if isinstance(item, tuple) and SOURCE.match(item[0].text):
            return True
        if isinstance(item, tuple) and len(item) > _PROSE_LINES and _is_full(item, width):
            return False
    return False


def _leads_on(items: Sequence[Item], table: _Table) -> bool:
    """Whether the next chunk begins as a row does that follows the last one with a number."""
    following = next((item for item in items if not isinstance(item, RawBlock)), None)
    if not isinstance(following, tuple) or SOURCE.match(following[0].text):
        return False
    rows = (line.text for chunk in reversed(table.body) for line in reversed(chunk))
    last = next((text for text in rows if text[0].isdigit()), None)
    return last is not None and same_lead(last, following[0].text)


def _is_full(chunk: Chunk, width: int) -> bool:
    """Whether lines fill the width of prose, and do not end with values as a table's do."""
    full = share(0.8 * width <= len(line.text) <= 1.2 * width for line in chunk[:-1])
    valued = share(bool(trailing(line.text)) for line in chunk)
    return full >= _MOST_FULL and valued < _VALUED


def _ends_before(chunk: Chunk, table: _Table, width: int) -> bool:
    """Whether a chunk is no part of a table: a caption, its source or note, prose, a heading."""
    head = chunk[0].text
    if SOURCE.match(head):
        return True
    if NUMBERING.match(head) and "." in head.split()[0].rstrip(".") and len(chunk) <= 2:
        return True
    if table.body and _NOTED.match(head):
        return True
    if table.sourced or table.is_header(chunk):
        return False
    if _is_note(chunk, table, width) or _is_larger(chunk[0], table):
        return True
    if BULLET.match(head) or ORDINAL.match(head) or COLUMNS.search(head):
        return False
    if len(chunk) == 1:
        return not table.body and ends_sentence(head) and len(head) > 0.5 * width
    if table.body and _is_wider(chunk, _WIDER * table.widest):
        return True
    ends = ends_sentence(chunk[-1].text) or len(chunk) > _PROSE_LINES
    return ends and _is_full(chunk, width)


def _is_larger(line: Line, table: _Table) -> bool:
    """Whether a line is set larger than a table's rows, as the next heading is."""
    larger = bool(table.body) and line.size > _LARGER * table.largest
    return larger and not COLUMNS.search(line.text)


def _is_note(chunk: Chunk, table: _Table, width: int) -> bool:
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


def _add(chunk: Chunk, table: _Table, state: Columns) -> None:
    """Take a chunk into a table; a header that is printed again is taken out."""
    if not table.body:
        table.header = chunk[: _header_lines(chunk)]
    elif table.is_header(chunk):
        count = len(table.header)
        state.drop(Rule.REPEATED_HEADER, chunk[:count])
        chunk = chunk[count:]
        table.resumed.add(len(table.body))
    if chunk:
        table.body.append(chunk)
        table.widest = max(table.widest, *(len(line.text) for line in chunk))
        table.largest = max(table.largest, *(line.size for line in chunk))


def _header_lines(chunk: Chunk) -> int:
    """Count the lines of a table's first chunk that surely belong to its header."""
    count = 1
    while count < len(chunk) and (
        chunk[count].text[0].islower()
        or _UNIT.fullmatch(chunk[count].text)
        or HANGING.search(chunk[count - 1].text)
    ):
        count += 1
    return count


def header_key(lines: Sequence[Line]) -> str:
    """Give the words by which a header is known again, whatever its capitals."""
    return " ".join(" ".join(line.text for line in lines).casefold().split())


def _rows(table: _Table) -> list[Piece]:
    """Make the header and the rows of a table."""
    if not table.body:
        return []
    lines = [line for chunk in table.body for line in chunk]
    if has_gaps(lines):
        return gap_rows(lines)
    rest = table.body[0][len(table.header) :]
    chunks = [rest, *table.body[1:]] if rest else table.body[1:]
    shift = 0 if rest else 1
    parts = parts_of(chunks, frozenset(at - shift for at in table.resumed))
    rows, look = rows_of(parts)
    heads: Row = [Part(table.header)]
    if look.values and _is_row(heads[0], look.values):
        return table_pieces([], [heads, *rows], look)
    if look.values:
        count = _header_parts(rows, look.values, glued=bool(rest))
        heads += [part for row in rows[:count] for part in row]
        rows = rows[count:]
    return table_pieces(heads, rows, look)


def _is_row(part: Part, values: int) -> bool:
    """Whether a table's first line is no header: it ends with values that are no years."""
    found = trailing(part.text)
    return len(found) >= values and not _YEARS.search(part.text)


def _header_parts(rows: Sequence[Row], values: int, *, glued: bool) -> int:
    """Count the rows that are the wrapped rest of the header: they have no values."""
    count = 0
    for row in rows[: values + 1]:
        last = row[-1].text
        opened = row[0].opens and not (glued and count == 0)
        named = len(last.split()) == values or len(last) <= _HEADER_MAX
        if len(row) > 1 or len(trailing(last)) >= values or not named:
            break
        if opened and values == 1:
            break
        count += 1
    return count


def table_pieces(heads: Row, rows: Sequence[Row], look: Look) -> list[Piece]:
    """Make pieces of a table's header, which may be empty, and of its rows."""
    cells = [list(look.cells([part.marked for part in row])) for row in rows]
    names = [part.marked for part in heads]
    header: list[Piece] = []
    if heads and cells:
        counts = Counter(map(len, cells))
        usual, fewest = counts.most_common(1)[0][0], min(counts)
        named = header_cells(names, usual) or unlabelled_header(names, look.values)
        named = named or header_cells(names, fewest)
        if named is None and (parted := part_places(names, cells, usual)):
            named, cells = parted
        header = [_piece(BlockKind.HEADER, heads, named or ["\n".join(names)])]
    return [
        *header,
        *(_piece(BlockKind.ROW, row, own) for row, own in zip(rows, cells, strict=True)),
    ]


def _piece(kind: BlockKind, row: Row, cells: Sequence[str]) -> Piece:
    lines = [line for part in row for line in part.lines]
    return replace(piece_of(kind, lines), cells=tuple(cells))

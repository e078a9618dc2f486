"""Tables: where one begins and ends, its header, and its rows.

Everything here is pure. ``table_ends`` tells what is no more of a table, ``table_rows`` puts lines
together whose column gaps are lost, ``table_gaps`` cuts lines at the gaps that they have,
``table_marks`` at tabs and bars, ``table_ruled`` at rules, ``table_stacks`` reads one cell from
each line, ``table_cells`` tells cells apart, ``table_figures`` by the figures among them,
``table_words`` columns of words by what their header names, and ``table_places`` a place from the
prose beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Line
from corpus.documents import BlockKind, RawBlock, Rule
from corpus.footnotes import Chunk
from corpus.pieces import HANGING, URL, Columns, Piece, link_pieces, piece_of
from corpus.table_cells import Look, header_cells, trailing, unlabelled_header
from corpus.table_ends import Item, TableLines, ends_before, is_folio, is_note, is_sourced, leads_on
from corpus.table_gaps import gap_rows, has_gaps
from corpus.table_marks import marked_rows
from corpus.table_parts import Part, Row, parts_of
from corpus.table_places import part_places
from corpus.table_rows import rows_of
from corpus.table_ruled import ruled_pieces
from corpus.table_stacks import column_pieces, stack_pieces
from corpus.table_words import body_cells, word_cells

_HEADER_MAX = 45  # characters of one line of a header that has several
_FEWEST = 2  # rows, with the header
_UNIT = re.compile(r"\([^()\d]+\)")
_YEARS = re.compile(r"(?:19|20)\d\d")


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
    table = TableLines(is_sourced(items, start, state.width))
    end = start
    while end < len(items):
        item = items[end]
        if isinstance(item, RawBlock):
            table.notes.append(item)
        elif isinstance(item, Piece):
            break
        elif is_folio(item, items, end, table):
            state.drop(Rule.PAGE_NUMBER, item)
        elif all(URL.match(line.text) for line in item):
            table.notes += link_pieces(item, state)
        elif ends_before(item, table, state.width) and not leads_on(items, end, table):
            break
        else:
            _add(item, table, state)
        end += 1
    rows = _rows(table)
    if len(rows) < _FEWEST:
        return [], start
    while end < len(items):
        item = items[end]
        if not isinstance(item, tuple) or not is_note(item, table, state.width):
            break
        note = piece_of(BlockKind.PARAGRAPH, item, alone=True)
        table.notes.append(replace(note, aside=True))
        end += 1
    state.headers.add(header_key(table.header))
    return [*rows, *table.notes], end


def _add(chunk: Chunk, table: TableLines, state: Columns) -> None:
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


def _rows(table: TableLines) -> list[Piece]:
    """Make the header and the rows of a table."""
    if not table.body:
        return []
    lines = [line for chunk in table.body for line in chunk]
    if ruled := ruled_pieces(lines):
        return ruled
    if marked := marked_rows(lines):
        return marked
    if has_gaps(lines):
        return gap_rows(lines)
    if stacked := stack_pieces(lines) or column_pieces(table.body):
        return stacked
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
        named, cells = _named(names, cells, rows, look.values)
        header = [_piece(BlockKind.HEADER, heads, named or ["\n".join(names)])]
    return [
        *header,
        *(_piece(BlockKind.ROW, row, own) for row, own in zip(rows, cells, strict=True)),
    ]


def _named(
    names: Sequence[str], cells: list[list[str]], rows: Sequence[Row], values: int
) -> tuple[list[str] | None, list[list[str]]]:
    """Cut a header into names, None where it cannot be; and its rows further, if it tells how."""
    counts = Counter(map(len, cells))
    usual, fewest = counts.most_common(1)[0][0], min(counts)
    named = header_cells(names, usual)
    worded = word_cells(names, ["\n".join(part.marked for part in row) for row in rows])
    if worded and (named is None or len(worded[0]) > usual):
        return worded
    named = named or unlabelled_header(names, values) or header_cells(names, fewest)
    if named:
        return named, cells
    return part_places(names, cells, usual) or body_cells(names, cells) or (None, cells)


def _piece(kind: BlockKind, row: Row, cells: Sequence[str]) -> Piece:
    lines = [line for part in row for line in part.lines]
    return piece_of(kind, lines, cells=cells)

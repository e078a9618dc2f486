"""Chunks of lines to blocks: headings, paragraphs, list items, table rows, captions.

Everything here is pure. A chunk is a run of lines with no gap between them; what a page's or a
column's end cuts in two is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Vocabulary, ends_clause, ends_sentence, join_lines
from corpus.documents import BlockKind, RawBlock
from corpus.footnotes import Chunk
from corpus.headings import mark_headings
from corpus.paragraphs import prose_pieces
from corpus.pieces import (
    COLUMNS,
    CONTENTS,
    HANGING,
    LABEL,
    NAMED,
    NUMBERING,
    SOURCE,
    Columns,
    Piece,
    piece_of,
)
from corpus.tables import grid_rows, is_grid, is_ticks, leaves_table, table_rows

_CAPTION = re.compile(
    r"^(?P<what>table|figure|fig\.|chart|box|exhibit|map|graph|diagram|annex table)\s*"
    r"(?P<number>\d+(?:[.\-]\d+)*[a-z]?|[IVX]+)(?P<stop>\s?[:.–—|-])?\s+(?P<rest>\S)",
    re.I,
)
_URLS = re.compile(r"^(?:https?://|www\.)\S+$")
_TITLE_MAX = 120  # characters; what is shorter and ends without a stop may be a heading
_PROSE_MIN = 75  # characters
_FLOWING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def outline(
    items: Sequence[Chunk | RawBlock], words: Vocabulary, body_size: float = 0.0
) -> list[RawBlock]:
    """Make blocks of chunks.

    Args:
        items: chunks of lines, and blocks that are made already (footnotes), in reading order.
        words: the document's words.
        body_size: font size of the prose in points; 0 where sizes are not known.

    Returns:
        The blocks in reading order; what a page's end cut in two is one block.
    """
    pieces: list[Piece | RawBlock] = []
    state = Columns(_body_width(items))
    for item in items:
        if isinstance(item, RawBlock):
            pieces.append(item)
        else:
            pieces += _pieces(item, state, words)
    merged = _merge(_attach_bullets(pieces), words)
    return _finish(mark_headings(merged, body_size), words)


def _body_width(items: Sequence[Chunk | RawBlock]) -> int:
    lengths = sorted(
        len(line.text)
        for item in items
        if not isinstance(item, RawBlock) and len(item) > 3
        for line in item
    )
    return lengths[int(0.8 * len(lengths))] if lengths else 80


def _pieces(chunk: Chunk, state: Columns, words: Vocabulary) -> list[Piece]:
    head = chunk[0].text
    if _is_caption(chunk):
        return _caption(chunk, state, words)
    if SOURCE.match(head):
        state.table = False
        return [piece_of(BlockKind.PARAGRAPH, chunk, alone=True)]
    if all(_URLS.match(line.text) for line in chunk):
        return [piece_of(BlockKind.FOOTNOTE, (line,)) for line in chunk]
    if is_ticks(chunk):
        return []
    if state.table and leaves_table(chunk, state):
        state.table = False
    if state.table:
        return table_rows(chunk, state)
    if is_grid(chunk):
        return grid_rows(chunk)
    return prose_pieces(chunk, state)


def _is_caption(chunk: Chunk) -> bool:
    match = _CAPTION.match(chunk[0].text)
    if match is None:
        return False
    if match["stop"]:
        return True
    prose = ends_sentence(chunk[-1].text) or len(chunk) > 3
    return not match["rest"].islower() and not prose


def _caption(chunk: Chunk, state: Columns, words: Vocabulary) -> list[Piece]:
    """Make a caption of a chunk's head; what follows its source line is its own chunk."""
    match = _CAPTION.match(chunk[0].text)
    assert match is not None
    end = 1
    while end < len(chunk) and end < 4 and _caption_goes_on(chunk, end, state):
        end += 1
    state.table = match["what"].lower() in {"table", "annex table"}
    state.header, state.rows, state.widest = "", 0, 0
    pieces = [piece_of(BlockKind.CAPTION, chunk[:end], alone=True)]
    return pieces + (_pieces(chunk[end:], state, words) if end < len(chunk) else [])


def _caption_goes_on(chunk: Chunk, end: int, state: Columns) -> bool:
    line = chunk[end]
    if SOURCE.match(line.text) or re.match(r"units?\b", line.text, re.I):
        return False
    if line.text[0].islower() or line.text[0] == "(" or HANGING.search(chunk[end - 1].text):
        return True
    return len(chunk) <= 3 and not COLUMNS.search(line.text) and not ends_sentence(line.text)


def _attach_bullets(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Give a bullet that stands alone the paragraph after it."""
    found: list[Piece | RawBlock] = []
    for piece in pieces:
        above = found[-1] if found else None
        if isinstance(above, Piece) and isinstance(piece, Piece) and above.lines == ("",):
            kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
            if piece.kind in kinds:
                found[-1] = replace(piece, kind=BlockKind.ITEM, marker=above.marker)
                continue
        found.append(piece)
    return [p for p in found if isinstance(p, RawBlock) or p.lines != ("",)]


def _merge(pieces: Sequence[Piece | RawBlock], words: Vocabulary) -> list[Piece | RawBlock]:
    """Put together what a page's end, a table or a footnote cuts in two."""
    merged: list[Piece | RawBlock] = []
    open_at: int | None = None  # the last prose, where only captions, rows and notes follow it
    touching = True  # nothing but notes since
    for piece in pieces:
        if isinstance(piece, RawBlock) or not _is_flow(piece):
            touching = touching and piece.kind is BlockKind.FOOTNOTE
            merged.append(piece)
            continue
        head = merged[open_at] if open_at is not None else None
        if isinstance(head, Piece) and _resumes(head, piece, touching):
            merged[open_at or 0] = replace(head, lines=head.lines + piece.lines, cut=piece.cut)
            touching = True
            continue
        open_at, touching = len(merged), True
        merged.append(piece)
    return merged


def _is_flow(piece: Piece) -> bool:
    return piece.kind in _FLOWING and not SOURCE.match(piece.lines[0])


def _resumes(head: Piece, tail: Piece, touching: bool) -> bool:
    end, start = head.lines[-1], tail.lines[0]
    if tail.kind is not BlockKind.PARAGRAPH or ends_clause(end) or CONTENTS.match(end):
        return False
    if NUMBERING.match(start) or NAMED.match(start) or LABEL.match(start):
        return False
    if start[0].islower():
        return len(end) > 25 or touching
    if HANGING.search(end):
        return head.cut or len(" ".join(head.lines)) > _PROSE_MIN
    prose = len(" ".join(head.lines)) > _TITLE_MAX and len(tail.lines[0]) >= 20
    return touching and head.cut and prose and (tail.cut or len(tail.lines) > 1)


def _finish(pieces: Sequence[Piece | RawBlock], words: Vocabulary) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    depth = 1  # of the last numbered heading
    for piece in pieces:
        if isinstance(piece, RawBlock):
            blocks.append(piece)
            continue
        level = piece.level
        if piece.kind is BlockKind.HEADING:
            text = " ".join(piece.lines)
            if level and NUMBERING.match(text):
                depth = level
            level = level or depth + 1
        cells = tuple(join_lines(cell.split("\n"), words) for cell in piece.cells)
        text = "" if cells else join_lines(piece.lines, words)
        blocks.append(RawBlock(piece.kind, text, piece.page, level, cells, piece.marker))
    return [block for block in blocks if block.text or block.cells]

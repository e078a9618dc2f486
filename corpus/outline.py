"""Chunks of lines to blocks: headings, paragraphs, list items, table rows, captions.

Everything here is pure. A chunk is a run of lines with no gap between them; what a page's or a
column's end cuts in two is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import ends_sentence, join_lines, stretches
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.footnotes import Chunk
from corpus.headings import mark_headings
from corpus.joining import attach_bullets, merge
from corpus.paragraphs import is_wrapped, prose_pieces
from corpus.pieces import (
    COLUMNS,
    HANGING,
    NAMED,
    NUMBERING,
    SOURCE,
    TITLE_MAX,
    URL,
    Columns,
    Piece,
    piece_of,
)
from corpus.points import mark_points
from corpus.tables import grid_rows, is_grid, is_ticks, leaves_table, table_rows
from corpus.vocabulary import Vocabulary

_CAPTION = re.compile(
    r"^(?P<what>table|figure|fig\.|chart|box|exhibit|map|graph|diagram|annex table)\s*"
    r"(?P<number>\d+(?:[.\-]\d+)*[a-z]?|[IVX]+)(?P<stop>\s?[:.–—|-])?\s+(?P<rest>\S)",
    re.I,
)
_ABOUT = re.compile(r"(?:Figure|Table|Chart) \d+ [a-z]")  # prose that speaks of a figure
_REFLOWED = 3  # paragraphs of four wrapped lines: a machine wrapped the file


def outline(
    items: Sequence[Chunk | RawBlock], words: Vocabulary, body_size: float = 0.0
) -> tuple[list[RawBlock], list[Removal]]:
    """Make blocks of chunks.

    Args:
        items: chunks of lines, and blocks that are made already (footnotes), in reading order.
        words: the document's words.
        body_size: font size of the prose in points; 0 where sizes are not known.

    Returns:
        The blocks in reading order, what a page's end cut in two as one block; and the labels of
        lost figures and the repeated headers that are left out.
    """
    pieces: list[Piece | RawBlock] = []
    width = _body_width(items)
    wrapped = sum(len(i) > 3 and is_wrapped(i, width) for i in items if isinstance(i, tuple))
    state = Columns(width, reflowed=wrapped >= _REFLOWED)
    for item in items:
        if isinstance(item, RawBlock):
            pieces.append(item)
        else:
            pieces += _pieces(item, state, words)
    merged = merge(attach_bullets(pieces))
    return _finish(mark_points(mark_headings(merged, body_size)), words), state.removed


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
        state.table = state.figure = False
        return _sources(chunk, state, words)
    if all(URL.match(line.text) for line in chunk):
        return _links(chunk, state)
    if is_ticks(chunk):
        state.drop(Rule.AXIS, chunk)
        state.figure, state.labels = True, state.labels + 1
        return []
    if state.table and leaves_table(chunk, state):
        state.table = False
    if state.table:
        return table_rows(chunk, state)
    if is_grid(chunk):
        return grid_rows(chunk)
    return _labelled(prose_pieces(chunk, state), state)


def _links(chunk: Chunk, state: Columns) -> list[Piece]:
    """Make notes of the links that stand below a page; each once, as one may span lines above."""
    kept: dict[str, Piece] = {}
    for line in chunk:
        if line.text in kept:
            state.drop(Rule.REPEATED_LINK, (line,))
        else:
            kept[line.text] = piece_of(BlockKind.FOOTNOTE, (line,))
    return list(kept.values())


def _labelled(pieces: Sequence[Piece], state: Columns) -> list[Piece]:
    """Mark the pieces that are labels of a figure; prose, or what is numbered, ends them."""
    found: list[Piece] = []
    for piece in pieces:
        text = " ".join(piece.lines)
        prose = len(text) > TITLE_MAX and ends_sentence(text)
        if prose or NUMBERING.match(text) or NAMED.match(text) or piece.kind is BlockKind.ITEM:
            state.figure = False
        found.append(replace(piece, label=state.figure and state.labels > 0))
        state.labels += 1
    return found


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
    state.figure, state.labels = not state.table, 0
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


def _sources(chunk: Chunk, state: Columns, words: Vocabulary) -> list[Piece]:
    """Part the source and the notes of a figure from each other and from the prose below."""
    for end in range(1, len(chunk)):
        text = chunk[end].text
        prose = _ABOUT.match(text) and not HANGING.search(chunk[end - 1].text)
        if SOURCE.match(text) or prose:
            rest = _pieces(chunk[end:], state, words)
            return [piece_of(BlockKind.PARAGRAPH, chunk[:end], alone=True), *rest]
    return [piece_of(BlockKind.PARAGRAPH, chunk, alone=True)]


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
        text = "" if cells else join_lines([line.marked for line in piece.source], words)
        blocks.append(
            RawBlock(
                piece.kind, text, piece.page, level, cells, piece.marker, stretches(piece.source)
            )
        )
    return [block for block in blocks if block.text or block.cells]

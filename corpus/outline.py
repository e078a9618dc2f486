"""Chunks of lines to blocks: headings, paragraphs, list items, table rows, captions.

Everything here is pure. A chunk is a run of lines with no gap between them; what a page's or a
column's end cuts in two is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import ends_clause, ends_sentence, join_lines, stretches
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.footnotes import Chunk
from corpus.headings import mark_headings
from corpus.paragraphs import is_wrapped, prose_pieces
from corpus.pieces import (
    COLUMNS,
    HANGING,
    LABEL,
    NAMED,
    NUMBERING,
    SOURCE,
    Columns,
    Piece,
    is_contents,
    piece_of,
)
from corpus.tables import grid_rows, is_grid, is_ticks, leaves_table, table_rows
from corpus.vocabulary import Vocabulary

_CAPTION = re.compile(
    r"^(?P<what>table|figure|fig\.|chart|box|exhibit|map|graph|diagram|annex table)\s*"
    r"(?P<number>\d+(?:[.\-]\d+)*[a-z]?|[IVX]+)(?P<stop>\s?[:.–—|-])?\s+(?P<rest>\S)",
    re.I,
)
_ABOUT = re.compile(r"(?:Figure|Table|Chart) \d+ [a-z]")  # prose that speaks of a figure
_URLS = re.compile(r"^(?:https?://|www\.)\S+$")
_TITLE_MAX = 120  # characters; what is shorter and ends without a stop may be a heading
_REFLOWED = 3  # paragraphs of four wrapped lines: a machine wrapped the file
_PARAGRAPH_LINES = 200  # a text without stops is no sentence that goes on and on
_PROSE_MIN = 75  # characters
_FLOWING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


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
    merged = _merge(_attach_bullets(pieces))
    return _finish(mark_headings(merged, body_size), words), state.removed


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
    if all(_URLS.match(line.text) for line in chunk):
        return [piece_of(BlockKind.FOOTNOTE, (line,)) for line in chunk]
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


def _labelled(pieces: Sequence[Piece], state: Columns) -> list[Piece]:
    """Mark the pieces that are labels of a figure; prose, or what is numbered, ends them."""
    found: list[Piece] = []
    for piece in pieces:
        text = " ".join(piece.lines)
        prose = len(text) > _TITLE_MAX and ends_sentence(text)
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


def _attach_bullets(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Give a bullet that stands alone the paragraph after it."""
    found: list[Piece | RawBlock] = []
    for piece in pieces:
        above = found[-1] if found else None
        if isinstance(above, Piece) and isinstance(piece, Piece) and not _has_text(above):
            kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
            if piece.kind in kinds:
                found[-1] = replace(piece, kind=BlockKind.ITEM, marker=above.marker)
                continue
        found.append(piece)
    return [p for p in found if isinstance(p, RawBlock) or _has_text(p)]


def _has_text(piece: Piece) -> bool:
    """Whether a piece is more than a bullet."""
    return piece.lines != ("",)


def _merge(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Put together what a page's end, a table or a footnote cuts in two."""
    merged: list[Piece | RawBlock] = []
    last: int | None = None  # the last prose, where only captions, rows and notes follow it
    cut: int | None = None  # the last prose that stops within a sentence, figures aside
    touching = True  # nothing but notes since
    for piece in pieces:
        if isinstance(piece, RawBlock) or not _is_flow(piece):
            touching = touching and piece.kind is BlockKind.FOOTNOTE
            merged.append(piece)
            continue
        for at, near in _heads(merged, piece, last, cut, touching):
            head = merged[at] if at is not None else None
            if at is not None and isinstance(head, Piece) and _resumes(head, piece, near):
                merged[at] = replace(head, source=head.source + piece.source, cut=piece.cut)
                last = at
                break
        else:
            last = len(merged)
            merged.append(piece)
        touching = True
        whole = merged[last]
        if isinstance(whole, Piece):
            cut = _cut_at(whole, last, cut)
    return merged


def _heads(
    merged: Sequence[Piece | RawBlock],
    tail: Piece,
    last: int | None,
    cut: int | None,
    touching: bool,
) -> list[tuple[int | None, bool]]:
    """List what a piece may go on from, the likelier first, and whether it stands next to it."""
    found = [(last, touching)]
    if not tail.first or cut is None or last is None or cut == last:
        return found
    above = merged[last]
    weak = isinstance(above, Piece) and not HANGING.search(above.lines[-1])
    return [(cut, False), *found] if weak else [*found, (cut, False)]


def _cut_at(piece: Piece, at: int, before: int | None) -> int | None:
    """Tell where prose stands open, the text of figures and lists between not counted."""
    length = len(" ".join(piece.lines))
    if piece.kind is not BlockKind.PARAGRAPH:
        return before
    if length > _TITLE_MAX and not ends_clause(piece.lines[-1]):
        return at
    return None if length > 2 * _TITLE_MAX else before


def _is_flow(piece: Piece) -> bool:
    return piece.kind in _FLOWING and not SOURCE.match(piece.lines[0])


def _resumes(head: Piece, tail: Piece, touching: bool) -> bool:
    """Whether the sentence that ``head`` leaves open goes on in ``tail``."""
    end, start = head.lines[-1], tail.lines[0]
    if tail.kind is not BlockKind.PARAGRAPH or ends_clause(end) or is_contents(end):
        return False
    if touching and not tail.source[0].gap and not tail.first:
        return False  # lines of one chunk that were parted on purpose
    if len(head.lines) > _PARAGRAPH_LINES:
        return False
    if NUMBERING.match(start) or NAMED.match(start) or LABEL.match(start):
        return False
    if start[0].islower():
        return len(end) > 25 or touching
    length = len(" ".join(tail.lines))
    whole = length >= _PROSE_MIN or (length >= 20 and ends_sentence(tail.lines[-1]))
    prose = len(" ".join(head.lines)) > _TITLE_MAX and whole
    if HANGING.search(end):
        return prose or (touching and len(" ".join(head.lines)) > _PROSE_MIN)
    return touching and head.cut and prose and not _URLS.match(end.rsplit(" ", 1)[-1])


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

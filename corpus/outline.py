"""Chunks of lines to blocks: headings, paragraphs, list items, table rows, captions.

Everything here is pure. A chunk is a run of lines with no gap between them; what a page's or a
column's end cuts in two is put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.clean import Line, ends_clause, ends_sentence, join_lines, stretches
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.figures import figure_rows, is_ticks
from corpus.footnotes import Chunk
from corpus.glossaries import with_glossary
from corpus.headings import mark_headings
from corpus.joining import attach_bullets, merge
from corpus.keyfigures import key_figures
from corpus.lettered import LETTERED
from corpus.named import name_lines
from corpus.paragraphs import is_wrapped, prose_pieces
from corpus.pieces import (
    CAPTION,
    COLUMNS,
    HANGING,
    NAMED,
    NUMBERING,
    SOURCE,
    TITLE_MAX,
    URL,
    Columns,
    Piece,
    is_titled,
    link_pieces,
    piece_of,
)
from corpus.points import are_points, mark_points
from corpus.table_gaps import gap_rows
from corpus.table_grids import heads_grid, is_grid, is_titled_grid, spread_rows
from corpus.table_marks import marked_rows
from corpus.table_ruled import ruled_pieces
from corpus.table_stacks import stack_pieces
from corpus.tables import header_key, take_table
from corpus.titlelines import mark_title
from corpus.vocabulary import Vocabulary

_ABOUT = re.compile(r"(?:Figure|Table|Chart) \d+ [a-z]")  # prose that speaks of a figure
_CAPTION_LINES = 4
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
    width = _body_width(items)
    wrapped = sum(len(i) > 3 and is_wrapped(i, width) for i in items if isinstance(i, tuple))
    state = Columns(width, reflowed=wrapped >= _REFLOWED)
    named = name_lines(items)
    parts = [part for at, item in enumerate(items) for part in _parted(item, at in named)]
    pieces = _all_pieces(parts, state)
    merged = merge(attach_bullets(pieces))
    merged = merged if body_size else mark_title(merged)
    marked = _with_titles(mark_points(mark_headings(merged, body_size)))
    return _finish(marked, words), state.removed


def _with_titles(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Make a caption of a few words that stand alone over a table and are no heading."""
    found = list(pieces)
    for at, (piece, below) in enumerate(pairwise(pieces)):
        if not isinstance(piece, Piece) or below.kind not in (BlockKind.HEADER, BlockKind.ROW):
            continue
        title = piece.lines[0]
        few = piece.alone and len(piece.lines) == 1 and len(title) <= TITLE_MAX
        named = piece.kind is BlockKind.PARAGRAPH and few and is_titled(title)
        noted = piece.aside and not piece.source[0].boxed
        if named and not (ends_clause(title) or noted or SOURCE.match(title)):
            found[at] = replace(piece, kind=BlockKind.CAPTION)
    return found


def _body_width(items: Sequence[Chunk | RawBlock]) -> int:
    lengths = sorted(
        len(line.text)
        for item in items
        if not isinstance(item, RawBlock) and len(item) > 3
        for line in item
    )
    return lengths[int(0.8 * len(lengths))] if lengths else 80


def _parted(item: Chunk | RawBlock, named: bool) -> Iterator[Chunk | RawBlock | Piece]:
    """Make pieces of captions and known headings; part sources and notes from what is around."""
    if isinstance(item, RawBlock):
        yield item
        return
    if item[0].level:
        yield replace(piece_of(BlockKind.HEADING, item, alone=True), level=item[0].level)
        return
    start = int(named)
    if named:
        yield piece_of(BlockKind.HEADING, item[:1], alone=True)
    while start < len(item):
        chunk, end = item[start:], 1
        if _is_caption(chunk):
            end += _is_lone_label(chunk[0]) and len(chunk) > 1
            while end < min(len(chunk), _CAPTION_LINES) and _caption_goes_on(chunk, end):
                end += 1
            yield piece_of(BlockKind.CAPTION, chunk[:end], alone=True)
        else:
            source = SOURCE.match(chunk[0].text) is not None
            while end < len(chunk) and not _ends_part(chunk, end, source=source):
                end += 1
            yield chunk[:end]
        start += end


def _all_pieces(
    items: Sequence[Chunk | RawBlock | Piece], state: Columns
) -> list[Piece | RawBlock]:
    pieces: list[Piece | RawBlock] = []
    figures = key_figures(items)
    index = 0
    while index < len(items):
        item, found, end = items[index], list[Piece | RawBlock](), index + 1
        if isinstance(item, RawBlock):
            found = [item]
        elif isinstance(item, Piece) and item.kind is BlockKind.HEADING:
            found, state.figure = [item], False
        elif isinstance(item, Piece):
            found, end = _captioned(item, items, index, state)
        elif (tabular := _tabular(item, items, index))[0]:
            found, end = [*tabular[0]], tabular[1]
        elif loose := _loose(item, pieces, state.width, figure=index in figures):
            found = loose
        else:
            if len(item) == 1 and header_key(item) in state.headers:
                found, end = take_table(items, index, state)
            if not found:
                found, end = _pieces(item, state), index + 1
        pieces += map(_set_aside, found)
        index = end
    return pieces


def _set_aside(piece: Piece | RawBlock) -> Piece | RawBlock:
    """Mark what stands in a box beside the text: it heads nothing, and no sentence runs into it."""
    if isinstance(piece, RawBlock) or not piece.source[0].boxed:
        return piece
    return replace(piece, aside=True)


def _tabular(
    item: Chunk, items: Sequence[Chunk | RawBlock | Piece], index: int
) -> tuple[list[Piece], int]:
    """Make the rows of a table that rules or gaps show, and give the index of what follows."""
    if ruled := ruled_pieces(item):
        return ruled, index + 1
    if (below := _below(items, index)) and heads_grid(item, below):
        return gap_rows((*item, *below)), index + 2
    if (lines := spread_rows(items, index)) and is_grid(lines):
        return gap_rows(lines), index + len(lines)
    return [], index + 1


def _below(items: Sequence[Chunk | RawBlock | Piece], index: int) -> Chunk:
    """Give the lines of the next chunk; none where something else follows."""
    following = items[index + 1] if index + 1 < len(items) else None
    return following if isinstance(following, tuple) else ()


def _loose(
    chunk: Chunk, above: Sequence[Piece | RawBlock], width: int, *, figure: bool
) -> list[Piece | RawBlock]:
    """Make pieces of a key figure, or of points without bullets; none of another chunk."""
    if figure:
        return [replace(piece_of(BlockKind.PARAGRAPH, chunk, alone=True), aside=True)]
    if above and are_points(chunk, _lead(above[-1]), width):
        return [piece_of(BlockKind.ITEM, (line,)) for line in chunk]
    return []


def _lead(piece: Piece | RawBlock) -> str:
    """Give the text of a paragraph, which may lead in to a list."""
    if isinstance(piece, RawBlock) or piece.kind is not BlockKind.PARAGRAPH or piece.aside:
        return ""
    return piece.lines[-1]


def _captioned(
    caption: Piece, items: Sequence[Chunk | RawBlock | Piece], index: int, state: Columns
) -> tuple[list[Piece | RawBlock], int]:
    """Give a caption with the table that stands below it, and the index of what follows."""
    match = CAPTION.match(" ".join(caption.lines))
    following = items[index + 1] if index + 1 < len(items) else None
    if match and match["what"].lower() not in {"table", "annex table"}:
        state.figure, state.labels = True, 0
        rows, end = figure_rows(items, index + 1)
        return [caption, *rows], end
    if isinstance(following, tuple) and _is_rest_of_caption(caption, following):
        caption, index = replace(caption, source=caption.source + following), index + 1
    state.figure = False
    rows, end = take_table(items, index + 1, state)
    return [caption, *rows], end


def _is_rest_of_caption(caption: Piece, chunk: Chunk) -> bool:
    """Whether a caption goes on: in brackets, or below a page's end with a stop, as no header."""
    if chunk[0].text[0] == "(" and chunk[-1].text[-1] == ")" and len(chunk) < _CAPTION_LINES:
        return not any(COLUMNS.search(line.text) for line in chunk)
    whole = ends_sentence(caption.lines[-1])
    return len(chunk) == 1 and chunk[0].first and not whole and ends_sentence(chunk[0].text)


def _pieces(chunk: Chunk, state: Columns) -> list[Piece | RawBlock]:
    if SOURCE.match(chunk[0].text):
        state.figure = False
        return [piece_of(BlockKind.PARAGRAPH, chunk, alone=True)]
    if all(URL.match(line.text) for line in chunk):
        return [*link_pieces(chunk, state)]
    if is_ticks(chunk):
        state.drop(Rule.AXIS, chunk)
        state.figure, state.labels = True, state.labels + 1
        return []
    if marked := marked_rows(chunk):
        return [*marked]
    if is_titled_grid(chunk):
        return [piece_of(BlockKind.CAPTION, chunk[:1], alone=True), *gap_rows(chunk[1:])]
    if is_grid(chunk):
        return [*gap_rows(chunk)]
    if stacked := stack_pieces(chunk):
        return [*stacked]
    if stacked := stack_pieces(chunk[1:]):
        return [piece_of(BlockKind.CAPTION, chunk[:1], alone=True), *stacked]
    return [*_labelled(with_glossary(chunk, prose_pieces(chunk, state)), state)]


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
    if _is_lone_label(chunk[0]) and len(chunk) > 1:
        return is_titled(chunk[1].text) and not ends_sentence(chunk[1].text)
    match = CAPTION.match(chunk[0].text)
    if match is None:
        return False
    if match["stop"]:
        return True
    prose = ends_sentence(chunk[-1].text) or len(chunk) > 3
    return not match["rest"].islower() and not prose


def _is_lone_label(line: Line) -> bool:
    """Whether a line is "Exhibit 4" and no more: its title stands on the next line."""
    found = CAPTION.match(f"{line.text} x")
    return found is not None and found.start("rest") == len(line.text) + 1


def _caption_goes_on(chunk: Chunk, end: int) -> bool:
    line = chunk[end]
    if SOURCE.match(line.text) or re.match(r"units?\b", line.text, re.I):
        return False
    if line.text[0].islower() or line.text[0] == "(" or HANGING.search(chunk[end - 1].text):
        return True
    return len(chunk) <= 3 and not COLUMNS.search(line.text) and not ends_sentence(line.text)


def _ends_part(chunk: Chunk, end: int, *, source: bool) -> bool:
    """Whether a source or a note begins in a line, or the prose below a source."""
    text = chunk[end].text
    prose = source and _ABOUT.match(text) and not HANGING.search(chunk[end - 1].text)
    return bool(SOURCE.match(text) or prose)


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
            numbered = NUMBERING.match(text) or LETTERED.match(text)
            if level and (numbered or piece.source[0].level):
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

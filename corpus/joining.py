"""Pieces that a page's end, a table or a footnote cuts in two: put together again.

Everything here is pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import ends_clause, ends_sentence
from corpus.documents import BlockKind, RawBlock
from corpus.pieces import (
    BYLINE,
    GLOSSARY,
    HANGING,
    LABEL,
    NAMED,
    NUMBERING,
    SOURCE,
    TITLE_MAX,
    URL,
    Piece,
    ends_dated,
    is_contents,
    parts_date,
)

_PARAGRAPH_LINES = 200  # a text without stops is no sentence that goes on and on
_PROSE_MIN = 75  # characters
_FLOWING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_SMALL = 0.9  # of the prose's font size
_BESIDE = 80  # pieces of a table or figure that the prose goes around


def attach_bullets(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
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


def merge(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Put together what a page's end, a table or a footnote cuts in two."""
    merged: list[Piece | RawBlock] = []
    last: int | None = None  # the last prose, where only captions, rows and notes follow it
    cut: int | None = None  # the last prose that stops within a sentence, figures aside
    touching = True  # nothing but notes since
    listed = False  # below the heading of a glossary, whose terms stand apart
    for index, piece in enumerate(pieces):
        listed = _in_glossary(piece, listed)
        if isinstance(piece, RawBlock) or not _is_flow(piece):
            touching = touching and piece.kind is BlockKind.FOOTNOTE
            if piece.kind is BlockKind.HEADING:  # no sentence goes on below one
                last = cut = None
            merged.append(piece)
            continue
        for at, near in _heads(merged, piece, last, cut, touching):
            head = merged[at] if at is not None else None
            if at is None or not isinstance(head, Piece) or not _resumes(head, piece, near):
                continue
            if near and (_is_beside(pieces, index) or (listed and piece.source[0].gap)):
                continue
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


def _in_glossary(piece: Piece | RawBlock, before: bool) -> bool:
    """Whether a piece stands below the heading of a glossary or a list of abbreviations."""
    if isinstance(piece, RawBlock):
        return before
    text = " ".join(piece.lines)
    if len(text) <= TITLE_MAX and GLOSSARY.match(text):
        return True
    return before and piece.kind is not BlockKind.HEADING and len(text) <= 2 * TITLE_MAX


def _is_beside(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a short line is none of the prose before it, as that goes on further below."""
    piece = pieces[index]
    if not isinstance(piece, Piece) or _is_sentence(piece):
        return False
    if piece.lines[0][:1].islower() and not piece.source[0].margin:
        return False
    for below in pieces[index + 1 : index + 1 + _BESIDE]:
        if not isinstance(below, Piece) or not _is_flow(below):
            continue
        if below.kind is BlockKind.PARAGRAPH and below.first and below.lines[0][:1].islower():
            return True
        if below.kind is BlockKind.PARAGRAPH and len(" ".join(below.lines)) > TITLE_MAX:
            return False
    return False


def _is_sentence(piece: Piece) -> bool:
    return len(" ".join(piece.lines)) > _PROSE_MIN or ends_sentence(piece.lines[-1])


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
    if length > TITLE_MAX and not ends_clause(piece.lines[-1]):
        return at
    return None if length > 2 * TITLE_MAX else before


def _is_flow(piece: Piece) -> bool:
    flowing = piece.kind in _FLOWING and not piece.aside
    return flowing and not SOURCE.match(piece.lines[0])


def _resumes(head: Piece, tail: Piece, touching: bool) -> bool:
    """Whether the sentence that ``head`` leaves open goes on in ``tail``."""
    end, start = head.lines[-1], tail.lines[0]
    if touching and tail.kind is BlockKind.PARAGRAPH and parts_date(end, start):
        return True
    if tail.kind is not BlockKind.PARAGRAPH or ends_clause(end) or is_contents(end):
        return False
    if start.isdigit() and len(tail.lines) == 1 and 0 < tail.size < _SMALL * head.size:
        return False  # the page's number
    if ends_dated(end) or (BYLINE.match(start) and len(end) < _PROSE_MIN):
        return False
    if touching and not tail.source[0].gap and not tail.first:
        return False  # lines of one chunk that were parted on purpose
    if len(head.lines) > _PARAGRAPH_LINES:
        return False
    if NUMBERING.match(start) or NAMED.match(start) or LABEL.match(start):
        return False
    if start[0].islower():
        return len(end) > 25 or touching or end.endswith("-")
    length = len(" ".join(tail.lines))
    whole = length >= _PROSE_MIN or (length >= 20 and ends_sentence(tail.lines[-1]))
    prose = len(" ".join(head.lines)) > TITLE_MAX and whole
    if HANGING.search(end):
        return prose or (touching and len(" ".join(head.lines)) > _PROSE_MIN)
    return touching and head.cut and prose and not URL.match(end.rsplit(" ", 1)[-1])

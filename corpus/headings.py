"""Which pieces of text are headings, and of what level.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Vocabulary, ends_clause, ends_sentence
from corpus.documents import BlockKind, RawBlock
from corpus.pieces import COLUMNS, HANGING, NAMED, NUMBERING, SOURCE, Piece, is_cjk, is_titled

_HEADING_MAX = 120  # characters


def mark_headings(
    pieces: Sequence[Piece | RawBlock], body_size: float, words: Vocabulary
) -> list[Piece | RawBlock]:
    """Make headings of the lone lines that are followed by what they may head."""
    found: list[Piece | RawBlock] = list(pieces)
    run = 0  # unnumbered headings in a row, from the end
    heads_something = False
    for index in range(len(found) - 1, -1, -1):
        piece = found[index]
        if isinstance(piece, RawBlock) or piece.kind in {BlockKind.FOOTNOTE}:
            continue
        level = _level(piece, body_size)
        siblings = piece.kind is BlockKind.ITEM and _has_sibling(found, index)
        if level is not None and not siblings and (level > 0 or (heads_something and run < 2)):
            marker = f"{piece.marker} " if piece.kind is BlockKind.ITEM else ""
            lines = (marker + piece.lines[0], *piece.lines[1:])
            found[index] = replace(piece, kind=BlockKind.HEADING, level=level, lines=lines)
            run = run + 1 if level == 0 else 0
            heads_something = True
            continue
        run = 0
        text = " ".join(piece.lines)
        listed = piece.kind is BlockKind.ITEM or text.lower().startswith("table")
        heads_something = listed or (len(text) >= 40 and ends_clause(text))
    return found


def _level(piece: Piece, body_size: float) -> int | None:
    """Tell a heading's level: from 1, 0 where only its place speaks for it; None if it is none."""
    text = " ".join(piece.lines)
    if piece.kind is BlockKind.ITEM:
        numbered = re.fullmatch(r"\d{1,2} ?\.", piece.marker) and piece.alone
        titled = len(text) <= _HEADING_MAX and not ends_clause(text)
        return 1 if numbered and titled and len(piece.lines) <= 2 else None
    if piece.kind is not BlockKind.PARAGRAPH or SOURCE.match(text) or COLUMNS.search(text):
        return None
    if len(text) > _HEADING_MAX or len(piece.lines) > 3 or ends_sentence(text) or len(text) < 2:
        return None
    numbering = NUMBERING.match(text)
    if numbering and ("." in numbering.group(1) or piece.first or piece.alone):
        return numbering.group(1).count(".") + 1 if len(text.split()) > 1 else None
    if NAMED.match(text):
        return 1
    if text.endswith((":", ";", ",")) or not is_titled(text) or HANGING.search(text):
        return None
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters) and not is_cjk(text):
        return 1
    if text[0].isdigit() or sum(c.isdigit() for c in text) > len(letters) + 2 or not letters:
        return None
    return 0


def _has_sibling(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a list item stands next to another: then it is no heading."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(pieces) and pieces[at].kind is BlockKind.FOOTNOTE:
            at += step
        if 0 <= at < len(pieces) and pieces[at].kind is BlockKind.ITEM:
            return True
    return False

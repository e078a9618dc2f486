"""Headings that run over several lines of one large type, made whole; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import BlockKind, RawBlock
from corpus.pieces import NAMED, NUMBERING, Piece

_LARGER = 1.1  # times the prose's font size
_LONGEST = 120  # characters


def whole_titles(pieces: Sequence[Piece | RawBlock], body_size: float) -> list[Piece | RawBlock]:
    """Make one heading of lines in one large type with no gap between them."""
    found: list[Piece | RawBlock] = []
    for piece in pieces:
        above = found[-1] if found else None
        if isinstance(above, Piece) and isinstance(piece, Piece) and _is_wrap(above, piece):
            large = body_size and piece.size >= _LARGER * body_size
            if large and len(" ".join((*above.lines, *piece.lines))) <= _LONGEST:
                found[-1] = replace(above, source=above.source + piece.source)
                continue
        found.append(piece)
    return found


def _is_wrap(above: Piece, piece: Piece) -> bool:
    """Whether a heading goes on in the next line: it is as large, and has no number of its own."""
    headed = above.kind is piece.kind is BlockKind.HEADING and above.size == piece.size
    apart = piece.source[0].gap or piece.first or above.bold != piece.bold
    text = piece.lines[0]
    return headed and not apart and not (NUMBERING.match(text) or NAMED.match(text))

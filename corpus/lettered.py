"""Headings that Roman numbers and capital letters count: "II. Money", "A. Banks"; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.documents import BlockKind, RawBlock
from corpus.pieces import TITLE_MAX, Piece

LETTERED = re.compile(r"([IVX]{1,5}|[A-H])\.\s+(?=[A-Z“‘\"(])")
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_LETTERS = list("ABCDEFGH")


def lettered_levels(pieces: Sequence[Piece | RawBlock]) -> dict[str, int]:
    """Tell the levels of the numbers and letters that count the lone lines of a document.

    Args:
        pieces: the document's pieces in reading order.

    Returns:
        Of each number and letter its level; without those next to which no other stands, as in
        "A. Smith". Letters are of the second level where Roman numbers are of the first.
    """
    labels = {
        match[1]
        for piece in pieces
        if isinstance(piece, Piece) and piece.kind is BlockKind.PARAGRAPH and piece.alone
        if len(text := " ".join(piece.lines)) <= TITLE_MAX and (match := LETTERED.match(text))
    }
    roman, letters = _counted(labels, _ROMAN), _counted(labels, _LETTERS)
    return dict.fromkeys(roman, 1) | dict.fromkeys(letters, 2 if roman else 1)


def _counted(labels: set[str], order: Sequence[str]) -> set[str]:
    return {label for pair in pairwise(order) if labels.issuperset(pair) for label in pair}

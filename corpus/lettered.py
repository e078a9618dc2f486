"""Headings counted by Roman numbers or letters: "II. Money", "A. Banks", "A1 Loans"; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.documents import BlockKind, RawBlock
from corpus.numerals import roman
from corpus.pieces import TITLE_MAX, Piece

LETTERED = re.compile(r"((?:[IVX]{1,5}|[A-H])(?=\.|\s{2})|[A-H]\d{1,2})\.?\s+(?=[A-Z“‘\"(])")
_LETTERS = "ABCDEFGH"
_APART = 1000  # so that "A9" and "B1" are no neighbours


def lettered_levels(pieces: Sequence[Piece | RawBlock]) -> dict[str, int]:
    """Tell the levels of the numbers and letters that count the lone lines of a document.

    Args:
        pieces: the document's pieces in reading order.

    Returns:
        Of each number and letter its level; without those next to which no other stands, as in
        "A. Smith" or "A4 paper". Letters are of the second level where Roman numbers are of the
        first; a letter with a number is of the second.
    """
    labels = {
        match[1]
        for piece in pieces
        if isinstance(piece, Piece) and piece.kind is BlockKind.PARAGRAPH and piece.alone
        if len(text := " ".join(piece.lines)) <= TITLE_MAX and (match := LETTERED.match(text))
    }
    both = {label for label in labels if label[-1].isdigit()}
    letters = _counted({label: _LETTERS.index(label) for label in labels if label in _LETTERS})
    numbers = _counted({label: roman(label) for label in labels - both if label not in _LETTERS})
    parts = _counted({label: _APART * _LETTERS.index(label[0]) + int(label[1:]) for label in both})
    levels = dict.fromkeys(numbers, 1) | dict.fromkeys(letters, 2 if numbers else 1)
    return levels | dict.fromkeys(parts, 2)


def _counted(values: Mapping[str, int]) -> set[str]:
    """Give the labels next to which another stands."""
    told = set(values.values())
    return {label for label, value in values.items() if told & {value - 1, value + 1}}

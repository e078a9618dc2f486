"""Which words of a text to quote as evidence for a place in it; pure."""

from __future__ import annotations

import re

from corpus.sentences import sentence_spans
from evals.metrics import words

LEAST_WORDS, MOST_WORDS = 5, 60
"""Words of an evidence, articles not counted: fewer are found anywhere, more point at nothing."""

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")


def fits(quote: str) -> bool:
    """Tell whether a quote has the words of an evidence."""
    return LEAST_WORDS <= len(words(quote)) <= MOST_WORDS


def quote_around(text: str, start: int, end: int) -> str | None:
    """Quote the sentences that hold ``text[start:end]``.

    A line ends a sentence. Where its words are too few, the sentences after it are taken along,
    or before it at the end of the text; where they are too many, those near the place are kept.

    Args:
        text: of a document, or of a paragraph.
        start: offset of the place.
        end: offset after it.

    Returns:
        The quote on one line; None when the place alone is too long, or the text too short.
    """
    pieces = [
        piece
        for line in _LINE.finditer(text)
        for piece in sentence_spans(text, line.start(), line.end())
    ]
    touched = [n for n, piece in enumerate(pieces) if piece[0] < end and piece[1] > start]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    quote = _line(text[pieces[first][0] : pieces[last][1]])
    while len(words(quote)) < LEAST_WORDS and (first, last) != (0, len(pieces) - 1):
        first, last = (first, last + 1) if last + 1 < len(pieces) else (first - 1, last)
        quote = _line(text[pieces[first][0] : pieces[last][1]])
    if len(words(quote)) > MOST_WORDS:
        begin = pieces[first][0]
        quote = _near(text[begin : pieces[last][1]], start - begin, end - begin)
    return quote if fits(quote) else None


def _near(text: str, start: int, end: int) -> str:
    """Keep as many words as an evidence may have, on both sides of ``text[start:end]`` alike."""
    parts = [match.span() for match in _WORD.finditer(text)]
    held = [n for n, part in enumerate(parts) if part[0] < end and part[1] > start]
    first, last = held[0], held[-1]

    def short(a: int, b: int) -> bool:
        return len(words(text[parts[a][0] : parts[b][1]])) <= MOST_WORDS

    while True:
        before = first, last
        if first > 0 and short(first - 1, last):
            first -= 1
        if last + 1 < len(parts) and short(first, last + 1):
            last += 1
        if (first, last) == before:
            return _line(text[parts[first][0] : parts[last][1]])


def _line(text: str) -> str:
    return " ".join(text.split())

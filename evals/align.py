"""Where a quote from a raw file stands in a document's stored text.

The stored text is cleaned: line-end hyphens are joined, markup, link targets and glued footnote
digits are gone, the cells of a table row stand between bars. Quotes are verbatim from the file.
So both are reduced to their letters and digits alone, which leaves the same string on both sides
in all but a few cases; those few are settled by an approximate match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, ScoreAlignment

from corpus.documents import Document, Span

LEAST_SCORE = 85.0
"""Least rapidfuzz partial ratio, 0 to 100, of an approximate match."""

_MARKUP = re.compile(r"(?<=\])\([^()\s]*\)|</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The letters and digits of a text, and where they stand in it.

    Attributes:
        letters: compatibility-decomposed, case-folded, without accents.
        offsets: for each of ``letters``, the offset of the character that it came from.
    """

    letters: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the characters of the text that ``letters[start:end]`` came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def skeleton(text: str) -> Skeleton:
    """Reduce a text to its letters and digits; link targets and HTML tags are left out."""
    plain = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    pairs = [(letter, at) for at, char in enumerate(plain) for letter in _letters(char)]
    return Skeleton("".join(letter for letter, _ in pairs), tuple(at for _, at in pairs))


def locate(quote: str, text: Skeleton) -> tuple[tuple[int, int], ...]:
    """Find a quote in a text.

    Args:
        quote: words of a raw file.
        text: skeleton of the stored text.

    Returns:
        Start and end offset of each exact occurrence, or else of the best approximate one with a
        score of at least ``LEAST_SCORE``; empty when there is none.
    """
    letters = skeleton(quote).letters
    if not letters or not text.letters:
        return ()
    exact = tuple(text.place(at, at + len(letters)) for at in _occurrences(letters, text.letters))
    if exact or len(letters) > len(text.letters):
        return exact
    match = fuzz.partial_ratio_alignment(letters, text.letters, score_cutoff=LEAST_SCORE)
    return (text.place(*_trim(letters, text.letters, match)),) if match else ()


class Aligner:
    """Finds quotes in documents, reducing each document once.

    Args:
        documents: those that quotes are looked for in, matched by their file's name.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._skeletons: dict[str, list[tuple[str, Skeleton]]] = {}
        for document in documents:
            name = document.source.rsplit("/", 1)[-1]
            entry = (document.id, skeleton(document.text))
            self._skeletons.setdefault(name, []).append(entry)

    def holds(self, file: str) -> bool:
        """Tell whether a document was read from a file of the name ``file``."""
        return file in self._skeletons

    def places(self, file: str, quote: str) -> tuple[Span, ...]:
        """Find every place of a quote in the document read from a file of the name ``file``.

        Where files in several folders share the name, the first one that holds it counts.

        Returns:
            Interchangeable places; empty when the stored text does not hold the quote.
        """
        for doc_id, text in self._skeletons.get(file, ()):
            if found := locate(quote, text):
                return tuple(Span(doc_id, *place) for place in found)
        return ()


def _occurrences(part: str, whole: str) -> Iterator[int]:
    at = whole.find(part)
    while at >= 0:
        yield at
        at = whole.find(part, at + len(part))


def _trim(part: str, whole: str, match: ScoreAlignment) -> tuple[int, int]:
    """Cut the window of a match, which is as long as ``part``, to the letters that agree."""
    window = whole[match.dest_start : match.dest_end]
    equal = [op for op in LCSseq.opcodes(part, window) if op.tag == "equal"]
    return match.dest_start + equal[0].dest_start, match.dest_start + equal[-1].dest_end


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """Decompose a character; nothing is left of punctuation, white space and accents."""
    plain = unicodedata.normalize("NFKD", char).casefold()
    return "".join(letter for letter in plain if letter.isalnum())

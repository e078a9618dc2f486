"""Segments of a page's rows: words with no gap between them that may part columns.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.marks import bare, char_for
from corpus.words import SAME_ROW, Word

FAR = 2.5
"""Of the font size: a gap so wide parts columns."""
_CELL_GAP = 0.75  # of the font size: a gap so wide may part columns
_STRETCHED_GAPS = 4  # a row with so many even gaps, no wider ones, is no table's
_EVEN = 0.1  # of the font size: gaps that differ by less are the same
_BULLETS = frozenset("•●○▪■□‣►▶–-·*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one row with no wide gap between them.

    Attributes:
        words: at least one.
        cut: whether the columns of a ruled table part it from what is beside it.
        whole: whether it is a whole cell, with the lines of its row above and below it.
        place: first and last column that it is the cell of, from 0; None where no rules tell.
    """

    words: tuple[Word, ...]
    cut: bool = False
    whole: bool = False
    place: tuple[int, int] | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        """Baseline."""
        return self.words[0].y

    @property
    def size(self) -> float:
        """Font size of most of its characters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def text(self) -> str:
        """Its words, with blanks where the page has them."""
        return bare(self.marked)

    @property
    def marked(self) -> str:
        """Its words, with a private character for each note mark; see ``corpus.marks``."""
        parts: list[str] = []
        y = self.y
        for word in self.words:
            below = y - word.y > SAME_ROW * word.size
            gap = "\n" if below else "" if word.glued or not parts else " "
            parts += (gap, word.text, *map(char_for, word.marks))
            y = word.y
        return "".join(parts)


def segments_of(row: Sequence[Word]) -> list[Segment]:
    """Cut a row wherever its gap might part two cells; a bullet stays with its text."""
    if is_stretched(row):
        return [Segment(tuple(row))]
    groups = [[row[0]]]
    for left, right in pairwise(row):
        bullet = left.text in _BULLETS and len(groups[-1]) == 1
        if right.x0 - left.x1 > (FAR if bullet else _CELL_GAP) * max(left.size, right.size):
            groups.append([])
        groups[-1].append(right)
    return [Segment(tuple(group)) for group in groups]


def is_stretched(row: Sequence[Word]) -> bool:
    """Whether a row is one justified line: many words, all gaps alike and none very wide."""
    gaps = gaps_of(row)
    size = row[0].size
    return len(gaps) >= _STRETCHED_GAPS and are_even(gaps, size) and max(gaps) < FAR * size


def gaps_of(words: Sequence[Word]) -> list[float]:
    """Give the widths of the blanks between words."""
    return [right.x0 - left.x1 for left, right in pairwise(words) if not right.glued]


def are_even(gaps: Sequence[float], size: float) -> bool:
    """Whether blanks are as wide as each other; ``size`` is that of the font."""
    return max(gaps) - min(gaps) <= _EVEN * size

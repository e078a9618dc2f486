"""Words on a page: raised numbers taken off them, those printed twice made one, rows of them.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

SAME_ROW = 0.35  # of the font size: baselines so near are one row
_NOTE_MARK = re.compile(r"[\d,;\s]+|[*†‡§]{1,3}")
_POWERS = {"2": "²", "3": "³"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed.

    Attributes:
        text: its characters.
        x0: left edge.
        x1: right edge.
        y: baseline.
        size: font size.
        bold: whether its font is bold.
        marks: numbers of notes that stood raised behind it; they are not in ``text``.
        glued: whether no blank parts it from the word before.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    marks: tuple[str, ...] = ()
    glued: bool = False


def settle_marks(words: Sequence[Word]) -> list[Word]:
    """Take raised numbers off the words that they follow; glue other raised and lowered text."""
    settled: list[Word] = []
    for word in words:
        above = settled[-1] if settled else None
        if above and _is_script(word, above):
            settled[-1] = _with_script(above, word)
        elif above and above.text.isdigit() and _is_script(above, word, before=True):
            settled[-1] = replace(above, y=word.y, size=word.size)
            settled.append(replace(word, glued=False))
        elif above:
            near = -0.3 * word.size < word.x0 - above.x1 < 0.12 * word.size
            level = abs(word.y - above.y) < SAME_ROW * word.size
            settled.append(replace(word, glued=near and level))
        else:
            settled.append(word)
    return settled


def _is_script(small: Word, large: Word, *, before: bool = False) -> bool:
    """Whether a word is printed small, above or below the line of the word beside it."""
    gap = large.x0 - small.x1 if before else small.x0 - large.x1
    shift = abs(small.y - large.y)
    raised = 0.08 * large.size < shift < 0.8 * large.size
    return small.size < 0.86 * large.size and raised and -1.5 < gap < 0.6 * large.size


def _with_script(word: Word, script: Word) -> Word:
    end = max(word.x1, script.x1)
    text = script.text.strip()
    raised = script.y > word.y
    if raised and re.search(r"(?:^|\d|[/ ])[kcm]?m$", word.text) and text in _POWERS:
        return replace(word, text=word.text + _POWERS[text], x1=end)
    if raised and _NOTE_MARK.fullmatch(text):
        marks = re.findall(r"\d+|[*†‡§]+", text)
        return replace(word, marks=(*word.marks, *marks), x1=end)
    return replace(word, text=word.text + script.text, x1=end)


def single(words: Sequence[Word]) -> list[Word]:
    """Drop words printed twice in one place, as bold type is faked."""
    seen: dict[tuple[str, int], Word] = {}
    kept: list[Word] = []
    for word in words:
        key = (word.text, round(word.y / 2))
        other = seen.get(key)
        if other and abs(other.x0 - word.x0) < 0.15 * word.size:
            continue
        seen[key] = word
        kept.append(word)
    return kept


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words by their baseline, top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if rows and abs(rows[-1][0].y - word.y) <= SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]

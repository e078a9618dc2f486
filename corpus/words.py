"""Words on a page: raised numbers taken off them, those printed twice made one, rows of them.

Everything here is pure. Lengths are in points; y grows upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

SAME_ROW = 0.35  # of the font size: baselines so near are one row
_NOTE_MARK = re.compile(r"[\d,;\s]+|[*†‡§]{1,3}")
_POWERS = {"2": "²", "3": "³"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOT = 8.0  # points: a bullet is smaller
_MANY_DOTS = 300  # on one page they are the points of a chart
_MANY_INITIALS = 12  # on one page they are no drop caps
_HIGH = 0.25  # of the font size: a number so far above its line is raised
_INITIAL = 1.8  # times the size of the prose: a letter so large begins it


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
    # Text beside a letter much larger than itself hangs by a drop cap.
    sized = 0.45 * large.size < small.size or _NOTE_MARK.fullmatch(small.text) is not None
    close = -1.5 < gap < 0.6 * large.size
    high = before and small.y - large.y > _HIGH * large.size  # a note's number, hardly smaller
    return sized and small.size < (0.95 if high else 0.86) * large.size and raised and close


def _with_script(word: Word, script: Word) -> Word:
    end = max(word.x1, script.x1)
    text = script.text.strip()
    raised = script.y > word.y
    if raised and re.search(r"(?:^|\d|[/ ])[kcm]?m$", word.text) and text in _POWERS:
        return replace(word, text=word.text + _POWERS[text], x1=end)
    if raised and re.search(r"(?<![\d.,])10$", word.text) and text.isdigit():
        return replace(word, text=word.text + text.translate(_RAISED), x1=end)
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


def bullets(
    shapes: Iterable[tuple[float, float, float, float]], words: Sequence[Word]
) -> list[Word]:
    """Make words of the small dots and squares that are drawn before lines.

    Args:
        shapes: left, lower, right and upper edge of each shape on the page.
        words: the page's words.
    """
    dots = [s for s in shapes if 1 < s[2] - s[0] < _DOT and _is_square(s)]
    if len(dots) > _MANY_DOTS:
        return []
    rows = rows_of(words)
    return single([dot for shape in dots for dot in _bullet(shape, rows)])


def _is_square(shape: tuple[float, float, float, float]) -> bool:
    width, height = shape[2] - shape[0], shape[3] - shape[1]
    return abs(width - height) <= 0.2 * width


def _bullet(
    shape: tuple[float, float, float, float], rows: Sequence[Sequence[Word]]
) -> Iterator[Word]:
    x0, lower, x1, upper = shape
    for row in rows:
        size = row[0].size
        if not 0 < (lower + upper) / 2 - row[0].y < 0.6 * size:
            continue
        before = [word.x1 for word in row if word.x1 <= x0]
        first = next((word for word in row if word.x0 > x1), None)
        begins = not before or x0 - before[-1] > 2 * size
        if begins and first and first.x0 - x1 < 1.5 * size:
            yield replace(first, text="•", x0=x0, x1=x1, marks=(), glued=False)
            return


def with_initials(words: Sequence[Word]) -> list[Word]:
    """Put a large letter that hangs beside the first lines of a text before its first word."""
    usual = median(word.size for word in words) if words else 0.0
    initials = [
        word
        for word in words
        if len(word.text) == 1 and word.text.isupper() and word.size >= _INITIAL * usual
    ]
    found = list(words)
    for initial in initials if len(initials) <= _MANY_INITIALS else ():
        beside = [i for i, word in enumerate(found) if _hangs_beside(initial, word)]
        top = max(beside, key=lambda i: (found[i].y, -found[i].x0), default=None)
        if top is not None and found[top].text[0].islower():
            found[top] = replace(found[top], text=initial.text + found[top].text)
            found.remove(initial)
    return found


def _hangs_beside(initial: Word, word: Word) -> bool:
    near = -1 < word.x0 - initial.x1 < word.size
    below = initial.y + SAME_ROW * word.size < word.y < initial.y + initial.size
    return near and below and initial.size >= _INITIAL * word.size


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words by their baseline, top to bottom, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if rows and abs(rows[-1][0].y - word.y) <= SAME_ROW * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]

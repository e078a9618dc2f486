"""Where prose carries the numbers of notes, and numbers on lines of their own; pure."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.clean import Line

_NEAR = 150  # lines between a footnote and its mark: about two pages of a narrow column
_ATTACHED = re.compile(
    r"(?:(?<=[^\W\d_]|[;:!?”’\"')\]%])|(?<=[^\W\d_][.,])|(?<=[”’\"')\]%][.,]))"
    r"(\d{1,4})(?![\d.,]*\d|[^\W\d_])"
)
_AFTER_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(\d{1,3})(?!\d)")
_AFTER_STOP = re.compile(r"(?<=\b(?:19|20)\d\d[.,])(\d{1,3})(?=[\s”’)]|$)")
_SPACED = re.compile(r"(?<=[.:)”’]) (\d{1,3})(?= |$)")
_BRACKETED = re.compile(r"(?<=\S) ?\[(\d{1,3})\](?!\()")
_STARRED = re.compile(r"[\w.,”’)]([*†‡]{1,3})(?=[\s.,;:]|$)")
# After a figure that ends a sentence: "another 150.1 The plants".
_AFTER_FIGURE = re.compile(r"(?<=[a-z]) \d{1,4}\.(\d{1,2})(?=\s+[A-Z“‘])")
_ALONE = re.compile(r"\d{1,3}")
_BEGINS = re.compile(r"[A-Z“‘\"\u4e00-\u9fff]\S* \S+ \S")  # three words, as a note has


def is_near(
    marks: Mapping[str, Sequence[int]], number: str, index: int, *, above: bool = False
) -> bool:
    """Whether a line within two pages of another, or ``above`` it, carries a number.

    Args:
        marks: the indices of the lines that carry each number; see ``marks_of``.
        number: of a note.
        index: of the other line.
        above: whether what stands from that line on does not count.
    """
    places = marks.get(number, [])
    at = bisect.bisect_left(places, index - _NEAR)
    return at < len(places) and places[at] <= (index - 1 if above else index + _NEAR)


def marks_of(lines: Iterable[Line]) -> dict[str, list[int]]:
    """Find on which lines a number is attached to a word as a note's number is."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        for _, label in line.marks:
            marks[label].append(index)
        for match in _ATTACHED.finditer(text):
            for number in _readings(match.group(1)):
                marks[number].append(index)
        for pattern in (_AFTER_YEAR, _AFTER_STOP, _AFTER_FIGURE, _SPACED, _STARRED, _BRACKETED):
            for match in pattern.finditer(text):
                marks[match.group(1)].append(index)
    return marks


def _readings(digits: str) -> list[str]:
    """Read "1516" as 15 and 16 too, "23" as 2 and 3, "910" as 9 and 10."""
    half = len(digits) // 2
    pair = [digits[:half], digits[half:]]
    twice = len(digits) > 1 and int(pair[1]) == int(pair[0]) + 1 and pair[1][0] != "0"
    return [digits, *pair] if twice else [digits]


def with_numbers(lines: Sequence[Line], marks: Mapping[str, Sequence[int]]) -> list[Line]:
    """Put the numbers of notes that stand on lines of their own before their notes.

    Args:
        lines: the document's lines, of a text without font sizes.
        marks: the indices of the lines that carry each number; see ``marks_of``.

    Returns:
        The lines; a number is a note's where it is due and the prose near it carries it, or where
        it stands right below another note.
    """
    found: list[Line] = []
    last, at, below_note = 0, 0, False
    while at < len(lines):
        line = lines[at]
        text = lines[at + 1] if at + 1 < len(lines) else None
        number = int(line.text) if _ALONE.fullmatch(line.text) else 0
        due = number == last + 1 or (number > 0 and not last)
        told = is_near(marks, line.text, at, above=True) or (below_note and not line.gap)
        if due and told and text and _begins(text):
            more = text.end - line.number if line.number else 0
            found.append(replace(line, text=f"{number} {text.text}", more=more))
            last, at, below_note = number, at + 2, True
            continue
        below_note = below_note and not line.gap
        found.append(line)
        at += 1
    return found


def _begins(line: Line) -> bool:
    heading = line.level or line.listed
    return line.gap <= 1 and not (line.first or heading) and bool(_BEGINS.match(line.text))

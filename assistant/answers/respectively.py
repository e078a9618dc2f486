"""Which of several numbers belongs to which of several names, in the order of both; pure.

"A and B run 250 and 110 cars respectively"; "The two run …" after a text that names A, then B.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from index.attachment import PART, clause
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\brespectively\b", re.IGNORECASE)
_JOINS = re.compile(r"(?:[a-z ]{0,20}, (?:and )?|[a-z ]{0,20} and )(?:[a-z]+ ){0,2}")
_LIST = re.compile(r"(?:,? and |, )(?:the )?")
_THE_TWO = re.compile(r"\b(?:the (?:two|three|four|pair|trio)|they|both)\b", re.IGNORECASE)

Place = tuple[int, int]


def in_order(
    text: str, numbers: Sequence[Place], things: Sequence[str] = (), before: str = ""
) -> list[tuple[str, Place]]:
    """Give the name that each of a row of numbers is told of; empty where that is not sure.

    Args:
        text: the sentence.
        numbers: where its numbers stand, in order.
        things: names that may be meant by "the two", which the text before names.
        before: that text.
    """
    word = _WORD.search(text)
    if word is None:
        return []
    first, last = clause(text, word.start(), word.end(), PART)
    row = _row(text, [one for one in numbers if first <= one[0] and one[1] <= last], word.start())
    if len(row) < 2:
        return []
    names = _names(text, first, row[0][0]) or _meant(text[first : row[0][0]], things, before)
    return list(zip(names, row, strict=True)) if len(names) == len(row) else []


def _row(text: str, numbers: Sequence[Place], word: int) -> list[Place]:
    """Give the numbers that are joined to each other, the nearest to "respectively"."""
    rows: list[list[Place]] = []
    for one in numbers:
        if rows and _JOINS.fullmatch(text[rows[-1][-1][1] : one[0]]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return min(rows, key=lambda row: min(abs(word - row[-1][1]), abs(row[0][0] - word)), default=[])


def _names(text: str, first: int, last: int) -> list[str]:
    """Give the names before the numbers that are joined to each other, the last of such rows."""
    rows: list[list[Place]] = []
    for one in find_names(text[:last]):
        if one[0] < first:
            continue
        if rows and _LIST.fullmatch(text[rows[-1][-1][1] : one[0]]):
            rows[-1].append(one)
        else:
            rows.append([one])
    several = [row for row in rows if len(row) > 1]
    return [text[slice(*one)] for one in several[0]] if len(several) == 1 else []


def _meant(opening: str, things: Sequence[str], before: str) -> list[str]:
    """Give the things in the order in which the text before names them, where "the two" are."""
    if not _THE_TWO.search(opening):
        return []
    places = {thing: min(mentions(thing, before), default=None) for thing in things}
    known = [(place, thing) for thing, place in places.items() if place is not None]
    return [thing for _, thing in sorted(known)] if len(known) == len(places) else []

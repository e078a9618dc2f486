"""Whether a clause gives other numbers than a question; pure."""

from __future__ import annotations

import re

from index.quantities import SPELLED

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[., ]\d{3})*(?:\.\d+)?(?![\w-])")
# "The two companies" are known to be two, and "one" is seldom a number.
_COUNTS = re.compile(
    r"(?<!\bthe )(?<!\bthese )(?<!\bthose )(?<!\bits )(?<!-)"
    rf"\b({'|'.join(word for word, number in SPELLED.items() if 1 < number < 100)})\b(?!-)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def other_number(question: str, clause: str) -> bool:
    """Tell whether a clause gives numbers, and none of those that the question gives.

    Args:
        question: "Did it strike off ten companies?".
        clause: "It struck off five".
    """
    asked, found = _numbers(question), _numbers(clause)
    return bool(asked and found and not asked & found)


def _numbers(text: str) -> set[str]:
    numbers = {re.sub(r"[, ]", "", number) for number in _NUMBER.findall(text)}
    counts = {str(SPELLED[word.lower()]) for word in _COUNTS.findall(text)}
    return counts | {number for number in numbers if not _YEAR.fullmatch(number)}

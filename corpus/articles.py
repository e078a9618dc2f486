"""The articles of a law, by the numbers under which other texts name them; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.documents import Document, Section

_DIGITS = "零一二三四五六七八九"
_CHINESE = rf"[{_DIGITS}十百]{{1,6}}"
LABEL = re.compile(
    r"(?:Article|Art\.) (?P<latin>\d{1,3})(?!\d)[.:]?(?=\s+[A-Z\d\"“(（\u3400-\u9fff]|\s*$)"
    rf"|第(?P<chinese>{_CHINESE}|\d{{1,3}})条(?=[\s　\u3400-\u9fff“])"
)
_IN_CHINESE = re.compile(rf"第({_CHINESE}|\d{{1,3}})条")
_NAMED = re.compile(rf"\b(?:article|art\.) (\d{{1,3}})(?!\d)|{_IN_CHINESE.pattern}", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:Articles?|Arts?\.) (\d{1,3}(?:(?:, (?:and |or )?| and | or | to |[-–])\d{1,3})*)(?!\d)"
)
_SEVERAL = re.compile(r"(\d+)(?:(?: to |[-–])(\d+))?")
_LEAST = 3  # articles of a law; a text that quotes one or two is none
_GAP = 3  # by which the number of an article may be higher than that of the one before
_SPAN = 50  # articles in "Articles 3 to 9" at most


def article_labels(texts: Iterable[tuple[int, str]]) -> Mapping[int, str]:
    """Find the paragraphs that begin an article, by their numbers that count up.

    Args:
        texts: paragraphs in order, each with its index.

    Returns:
        The label of each ("Article 10") by its index; nothing where there are too few.
    """
    found: dict[int, str] = {}
    run: dict[int, str] = {}
    last = 0
    for at, text in texts:
        label = LABEL.match(text)
        if label is None:
            continue
        number = _number(label["latin"] or label["chinese"])
        if number == 1 and last > 1:
            found |= run if len(run) >= _LEAST else {}
            run, last = {}, 0
        if not run or last < number <= last + _GAP:
            run[at], last = label[0].rstrip(".:"), number
    return found | (run if len(run) >= _LEAST else {})


def articles(document: Document) -> Mapping[int, Section]:
    """Give the articles of a law by their numbers; nothing for another document."""
    found: dict[int, Section] = {}
    for section in document.sections:
        label = LABEL.match(section.path[-1]) if section.path else None
        if label:
            found.setdefault(_number(label["latin"] or label["chinese"]), section)
    return found if len(found) >= _LEAST else {}


def named_articles(question: str) -> frozenset[int]:
    """List the numbers of the articles that a question names."""
    return frozenset(_number(a or b) for a, b in _NAMED.findall(question))


def references(text: str) -> frozenset[int]:
    """List the articles that a text refers to: "Article 8, 9 or 10", "Articles 3 to 5"."""
    found: set[int] = set()
    for numbers in _REFERENCE.findall(text):
        for first, last in _SEVERAL.findall(numbers):
            start, end = int(first), int(last or first)
            found.update(range(start, min(end, start + _SPAN) + 1))
    found.update(map(_number, _IN_CHINESE.findall(text)))
    return frozenset(found)


def without_label(text: str) -> str:
    """Give the text of an article without its label."""
    label = LABEL.match(text)
    return text[label.end() :].lstrip() if label else text


def _number(text: str) -> int:
    """Read a number in digits, or in Chinese up to 999: "二十六"."""
    if text.isdigit() and text.isascii():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        else:
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
    return total + digit


def texts_of(document: Document, found: Mapping[int, Section]) -> Mapping[int, str]:
    """Give the text of each article, its label left out."""
    return {
        number: without_label(document.text[section.start : section.end])
        for number, section in found.items()
    }

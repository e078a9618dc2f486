"""Whether a sentence speaks of another article, announcement or model than is asked for; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from index.keywords import STOPWORDS

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

_MOST = 60  # numbers that "Articles 8 to 20" may stand for
_NUMBER = (
    r"(?:[Nn]o\. ?)?\d{1,3}(?![\w%]|[.,]\d|:\d| (?:percent|per cent|million|billion|trillion)\b)"
)
_OF = r"(?P<of>[A-Z][a-z]+(?= \d| [Nn]o\b)|[a-z]+(?= [Nn]o\. ?\d))"
_MORE = r"(?:, (?:and |or )?| (?:and|or|to|&) |[-–])\d{1,3}(?![\w%]|[.,]\d)"
_NUMBERED = re.compile(rf"\b{_OF} (?P<numbers>{_NUMBER}(?:{_MORE})*)")
_EACH = re.compile(r"(?P<to> to |[-–])?(?P<number>\d{1,3})")
# "TH3", "Beidou-3"; quarters and halves of years are none.
_CODE = re.compile(r"(?<![\w-])(?![QHF]\d)([A-Z][A-Za-z]{0,9})-?(\d{1,4}[A-Za-z]?)(?![\w%]|[.,]\d)")
# What a number follows and does not belong to.
_NONE = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec in by at on to of from for about some over only under
    nearly almost around the between until since least most up down than with and or top another
    next last first every each exactly roughly approximately cny rmb usd eur
    """.split()
)


def is_of_another_number(query: Query, asked: str, scored: Scored, document: Document) -> bool:
    """Tell whether a question numbers a thing, as "Article 14", that the answer is not told of.

    It is told of it where the sentence numbers such a thing as the question does, or where it
    numbers none and its section does.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
    """
    candidate = scored.candidate
    if _is_of_another_code(asked, candidate.text):
        return True
    wanted = named_numbers(asked)
    if not wanted:
        return False
    section = document.section_at(candidate.span.start)
    parts = (document.text[section.start : section.end], *section.path) if section else ()
    told = named_numbers(f"{candidate.context}. {candidate.text}")
    around = named_numbers(". ".join((*parts, document.meta.title)))
    return any(not numbers & (told[of] or around[of]) for of, numbers in wanted.items())


def _is_of_another_code(asked: str, text: str) -> bool:
    """Tell whether a text has other codes of a sort than a question: the TH3 chip, not the TH2."""
    wanted, told = _codes(asked), _codes(text)
    return any(told[of] and not numbers & told[of] for of, numbers in wanted.items())


def _codes(text: str) -> defaultdict[str, set[str]]:
    """Give the numbers in the codes of a text, by their letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for of, number in _CODE.findall(text):
        found[of].add(number)
    return found


def named_numbers(text: str) -> defaultdict[str, set[int]]:
    """Give the numbers that follow a name in a text: 8, 9 and 10 for "Articles 8 to 10"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for match in _NUMBERED.finditer(text):
        of = match["of"].lower()
        if of not in _NONE and of not in STOPWORDS:
            found[of.removesuffix("s")] |= set(_each(match["numbers"]))
    return found


def _each(numbers: str) -> list[int]:
    found: list[int] = []
    for match in _EACH.finditer(numbers):
        number = int(match["number"])
        if match["to"] and found and found[-1] < number < found[-1] + _MOST:
            found += range(found[-1] + 1, number)
        found.append(number)
    return found
